//! The site behind a network that swallows requests: they are taken, and never answered.

use aftersales_www::Server;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Passes on to a server what is asked, except for some paths.
pub struct Silence {
    port: u16,
    swallowed: Arc<Mutex<Option<&'static str>>>,
}

impl Silence {
    /// Swallows every request whose path contains this.
    pub fn before(server: &Server, swallowed: &'static str) -> Silence {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let swallowed = Arc::new(Mutex::new(Some(swallowed)));
        let (behind, part) = (server.port(), Arc::clone(&swallowed));
        // Ends with the test program.
        thread::spawn(move || {
            for visitor in listener.incoming().flatten() {
                let part = Arc::clone(&part);
                thread::spawn(move || drop(pass_on(visitor, behind, &part)));
            }
        });
        Silence { port, swallowed }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Answers everything from now on.
    pub fn end(&self) {
        *self.swallowed.lock().expect("the lock") = None;
    }
}

fn pass_on(
    mut visitor: TcpStream,
    port: u16,
    swallowed: &Mutex<Option<&'static str>>,
) -> io::Result<()> {
    let head = read_to(&mut visitor, b"\r\n\r\n")?;
    let path = String::from_utf8_lossy(&head);
    let path = path.split(' ').nth(1).unwrap_or_default();
    let swallows = swallowed.lock().expect("the lock").is_some_and(|part| path.contains(part));
    if swallows {
        // Until the browser gives up.
        visitor.read_exact(&mut [0])?;
        return Ok(());
    }
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    server.write_all(&head)?;
    // One answer for a connection: the next request is asked whether it is swallowed.
    server.shutdown(Shutdown::Write)?;
    let status = read_to(&mut server, b"\r\n")?;
    visitor.write_all(&status)?;
    visitor.write_all(b"Connection: close\r\n")?;
    io::copy(&mut server, &mut visitor)?;
    visitor.shutdown(Shutdown::Both)
}

fn read_to(stream: &mut TcpStream, end: &[u8]) -> io::Result<Vec<u8>> {
    let mut read = Vec::new();
    let mut letter = [0];
    while !read.ends_with(end) && stream.read(&mut letter)? == 1 {
        read.push(letter[0]);
    }
    Ok(read)
}
