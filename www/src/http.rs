//! A minimal HTTP server for a browser on the same computer: GET and HEAD, persistent connections.
//!
//! One thread accepts connections, and each connection has its own thread. Stopping closes all
//! connections at once, like a server that loses power, which the tests need.

use std::collections::HashMap;
use std::io::{self, BufWriter, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// A request.
pub struct Request {
    pub method: String,
    /// The path without the query, not decoded.
    pub path: String,
    /// The encodings that the browser accepts.
    pub accepted_encodings: String,
}

/// A response.
pub struct Response {
    pub status: &'static str,
    pub headers: Vec<(String, String)>,
    pub body: Arc<[u8]>,
}

/// A running server. Dropping it stops the server.
pub struct Running {
    shared: Arc<Shared>,
    address: SocketAddr,
    accepting: Option<JoinHandle<()>>,
}

type Answer = dyn Fn(&Request) -> Response + Send + Sync;

/// The time after which an idle connection is closed.
const IDLE: Duration = Duration::from_secs(60);
/// The maximum size of a request head. Browsers send less to a page without cookies.
const MAX_HEAD: usize = 32 * 1024;

struct Shared {
    answer: Box<Answer>,
    stopping: AtomicBool,
    connections: Mutex<HashMap<u64, TcpStream>>,
    counter: AtomicU64,
}

/// Answers requests on a listener until stopped.
pub fn start(listener: TcpListener, answer: Box<Answer>) -> io::Result<Running> {
    let address = listener.local_addr()?;
    let shared = Arc::new(Shared {
        answer,
        stopping: AtomicBool::new(false),
        connections: Mutex::default(),
        counter: AtomicU64::new(0),
    });
    let accepting = std::thread::spawn({
        let shared = Arc::clone(&shared);
        move || accept(&listener, &shared)
    });
    Ok(Running { shared, address, accepting: Some(accepting) })
}

impl Running {
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until the server stops.
    pub fn wait(mut self) {
        if let Some(accepting) = self.accepting.take() {
            // A panic of the thread has been printed already.
            let _ = accepting.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        for connection in self.shared.open().values() {
            let _ = connection.shutdown(Shutdown::Both);
        }
        // Wakes the accepting thread, which then sees the flag and releases the port.
        let _ = TcpStream::connect(self.address);
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

impl Shared {
    fn open(&self) -> MutexGuard<'_, HashMap<u64, TcpStream>> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stopping.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let shared = Arc::clone(shared);
        std::thread::spawn(move || {
            let number = shared.counter.fetch_add(1, Ordering::SeqCst);
            if let Ok(copy) = stream.try_clone() {
                shared.open().insert(number, copy);
            }
            // A connection that the browser closes early is not an error.
            let _ = converse(&stream, &shared);
            shared.open().remove(&number);
        });
    }
}

/// Answers the requests of one connection, one after the other.
fn converse(mut stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut received = Vec::new();
    while !shared.stopping.load(Ordering::SeqCst) {
        let (length, request) = match parse(&received) {
            Parsed::Whole(length, request) => (length, request),
            Parsed::Part if received.len() < MAX_HEAD => {
                let mut piece = [0; 4096];
                let count = stream.read(&mut piece)?;
                if count == 0 {
                    return Ok(());
                }
                received.extend_from_slice(&piece[..count]);
                continue;
            }
            Parsed::Part | Parsed::Wrong => {
                return send(
                    stream,
                    &Response::text("400 Bad Request", "this is not an HTTP request"),
                    true,
                );
            }
        };
        received.drain(..length);
        match request.method.as_str() {
            "GET" => send(stream, &(shared.answer)(&request), true)?,
            "HEAD" => send(stream, &(shared.answer)(&request), false)?,
            // The connection ends, since a body would be read as the next request.
            _ => {
                return send(
                    stream,
                    &Response::text("405 Method Not Allowed", "only GET and HEAD"),
                    true,
                );
            }
        }
    }
    Ok(())
}

enum Parsed {
    Whole(usize, Request),
    Part,
    Wrong,
}

fn parse(received: &[u8]) -> Parsed {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut head = httparse::Request::new(&mut headers);
    match head.parse(received) {
        Ok(httparse::Status::Complete(length)) => {
            let header = |wanted: &str| {
                let found =
                    head.headers.iter().find(|header| header.name.eq_ignore_ascii_case(wanted));
                found
                    .map(|header| String::from_utf8_lossy(header.value).into_owned())
                    .unwrap_or_default()
            };
            let address = head.path.unwrap_or_default();
            let request = Request {
                method: head.method.unwrap_or_default().to_string(),
                path: address.split(['?', '#']).next().unwrap_or_default().to_string(),
                accepted_encodings: header("accept-encoding"),
            };
            Parsed::Whole(length, request)
        }
        Ok(httparse::Status::Partial) => Parsed::Part,
        Err(_) => Parsed::Wrong,
    }
}

fn send(stream: &TcpStream, response: &Response, with_body: bool) -> io::Result<()> {
    let mut out = BufWriter::new(stream);
    write!(out, "HTTP/1.1 {}\r\nContent-Length: {}\r\n", response.status, response.body.len())?;
    for (name, value) in &response.headers {
        write!(out, "{name}: {value}\r\n")?;
    }
    out.write_all(b"\r\n")?;
    if with_body {
        out.write_all(&response.body)?;
    }
    out.flush()
}

impl Response {
    /// A short text as response.
    pub fn text(status: &'static str, text: &str) -> Response {
        let headers = vec![("Content-Type".to_string(), "text/plain; charset=utf-8".to_string())];
        Response { status, headers, body: format!("{text}\n").into_bytes().into() }
    }
}
