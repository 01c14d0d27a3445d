//! A proxy that accepts some requests and never answers them.

use aftersales_www::Server;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Forwards requests to a server, except for some paths.
pub struct StallingProxy {
    port: u16,
    stalled: Arc<Mutex<Option<&'static str>>>,
}

impl StallingProxy {
    /// Stalls every request whose path contains `stalled`.
    pub fn new(server: &Server, stalled: &'static str) -> StallingProxy {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let stalled = Arc::new(Mutex::new(Some(stalled)));
        let (target, part) = (server.port(), Arc::clone(&stalled));
        // Ends with the test program.
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let part = Arc::clone(&part);
                thread::spawn(move || drop(forward(client, target, &part)));
            }
        });
        StallingProxy { port, stalled }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Forwards all requests from now on.
    pub fn forward_all(&self) {
        *self.stalled.lock().expect("the lock") = None;
    }
}

fn forward(
    mut client: TcpStream,
    port: u16,
    stalled: &Mutex<Option<&'static str>>,
) -> io::Result<()> {
    let head = read_to(&mut client, b"\r\n\r\n")?;
    let path = String::from_utf8_lossy(&head);
    let path = path.split(' ').nth(1).unwrap_or_default();
    let stalls = stalled.lock().expect("the lock").is_some_and(|part| path.contains(part));
    if stalls {
        // Until the browser closes the connection.
        client.read_exact(&mut [0])?;
        return Ok(());
    }
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    server.write_all(&head)?;
    // One response per connection, so that the path of each request is checked.
    server.shutdown(Shutdown::Write)?;
    let status = read_to(&mut server, b"\r\n")?;
    client.write_all(&status)?;
    client.write_all(b"Connection: close\r\n")?;
    io::copy(&mut server, &mut client)?;
    client.shutdown(Shutdown::Both)
}

fn read_to(stream: &mut TcpStream, end: &[u8]) -> io::Result<Vec<u8>> {
    let mut read = Vec::new();
    let mut letter = [0];
    while !read.ends_with(end) && stream.read(&mut letter)? == 1 {
        read.push(letter[0]);
    }
    Ok(read)
}
