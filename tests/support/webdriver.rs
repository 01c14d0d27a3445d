//! A session with a browser's driver, in the W3C WebDriver protocol.
//!
//! It starts the driver and the browser with an empty profile. Dropping it stops both and removes
//! the profile, also when a test panics.

use aftersales_www::chromium;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// A session with a driver and a browser.
pub struct Session {
    driver: Child,
    port: u16,
    id: String,
    browser_process: Option<u64>,
    profile: PathBuf,
    record: Option<PathBuf>,
}

/// What the browser logs in addition to its console. Logs slow it down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Log {
    /// Nothing, for measurements.
    Nothing,
    /// Every request of its pages, by the driver.
    Requests,
    /// Every request of its pages, and all network requests in a file.
    Network,
}

/// The maximum time of a call, longer than any script of a test.
const TIMEOUT: Duration = Duration::from_secs(180);

impl Session {
    /// Starts a browser.
    #[track_caller]
    pub fn start(log: Log) -> Session {
        let chromium = chromium::find().unwrap_or_else(|problem| panic!("{problem:#}"));
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let number = COUNTER.fetch_add(1, Ordering::SeqCst);
        let name = format!("aftersales-browser-{}-{number}", std::process::id());
        let profile = std::env::temp_dir().join(name);
        fs::create_dir_all(&profile).expect("a folder for the browser's profile");

        let (driver, port) = start_driver(&chromium.driver);
        // From here on, dropping the session cleans up.
        let mut session = Session {
            driver,
            port,
            id: String::new(),
            browser_process: None,
            profile,
            record: None,
        };
        session.record =
            (log == Log::Network).then(|| session.profile.with_extension("record.json"));

        let mut flags: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,800",
            &format!("--user-data-dir={}", session.profile.display()),
        ]
        .map(str::to_string)
        .to_vec();
        flags.extend(session.record.iter().map(|file| format!("--log-net-log={}", file.display())));
        let mut logs = json!({ "browser": "ALL" });
        if log != Log::Nothing {
            logs["performance"] = json!("ALL");
        }
        let answer = session.request(
            "POST",
            "/session",
            &json!({ "capabilities": { "alwaysMatch": {
                "browserName": "chrome",
                "goog:chromeOptions": { "binary": chromium.browser, "args": flags },
                "goog:loggingPrefs": logs,
            }}}),
        );
        let answer =
            answer.unwrap_or_else(|problem| panic!("the browser does not start: {problem}"));
        session.id = answer["sessionId"].as_str().expect("a session").to_string();
        session.browser_process = answer["capabilities"]["goog:processID"].as_u64();
        session
    }

    /// Closes the browser of a recording session and returns the record.
    #[track_caller]
    pub fn end_and_read_record(&mut self) -> String {
        let file = self.record.take().expect("a recording session");
        self.call("DELETE", "", &Value::Null).expect("the browser ends");
        self.id.clear();
        let record = fs::read_to_string(&file).expect("the browser's record");
        let _ = fs::remove_file(&file);
        record
    }

    /// Whether the browser is running.
    pub fn runs(&self) -> bool {
        !self.id.is_empty()
    }

    /// Sends a command of the session. The error is the driver's description.
    pub fn call(
        &self,
        method: &str,
        path: &str,
        body: &Value,
    ) -> std::result::Result<Value, String> {
        self.request(method, &format!("/session/{}{path}", self.id), body)
    }

    fn request(
        &self,
        method: &str,
        path: &str,
        body: &Value,
    ) -> std::result::Result<Value, String> {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let answer =
            exchange(self.port, method, path, &body).map_err(|problem| problem.to_string())?;
        let mut answer: Value =
            serde_json::from_slice(&answer).map_err(|problem| problem.to_string())?;
        let value = answer["value"].take();
        match (value["error"].as_str(), value["message"].as_str()) {
            (Some(error), Some(message)) => {
                Err(format!("{error}: {}", message.lines().next().unwrap_or_default()))
            }
            _ => Ok(value),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The driver closes the browser and waits until it is closed.
        let ended = !self.id.is_empty() && self.call("DELETE", "", &Value::Null).is_ok();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let over = ended || self.id.is_empty();
        if let (false, Some(process)) = (over, self.browser_process) {
            let _ = Command::new("kill").arg(process.to_string()).status();
        }
        if let Some(file) = &self.record {
            let _ = fs::remove_file(file);
        }
        // Some processes of the browser may still write after the first has ended.
        for _ in 0..20 {
            if fs::remove_dir_all(&self.profile).is_ok() || !self.profile.exists() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// The number of attempts to start a driver.
const STARTS: usize = 4;

/// Starts the driver on a port that it chooses. It needs the same port for IPv4 and IPv6, and exits
/// if the second is in use.
#[track_caller]
fn start_driver(program: &Path) -> (Child, u16) {
    for _ in 0..STARTS {
        let driver = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut driver = driver
            .unwrap_or_else(|problem| panic!("cannot start {}: {problem}", program.display()));
        if let Some(port) = port_of(&mut driver) {
            return (driver, port);
        }
        let _ = driver.kill();
        let _ = driver.wait();
    }
    panic!("{} ended {STARTS} times before it printed its port", program.display());
}

/// Reads the port of the driver, which it prints when it is ready.
fn port_of(driver: &mut Child) -> Option<u16> {
    let mut lines = BufReader::new(driver.stdout.take().expect("a pipe")).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
    });
    // Read on, since a full pipe would block the driver.
    std::thread::spawn(move || lines.for_each(drop));
    port
}

fn exchange(port: u16, method: &str, path: &str, body: &str) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    // One packet: after a small first one, the second would wait 40 ms for a delayed acknowledgement.
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes())?;
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        let (name, value) = line.split_once(':').unwrap_or_default();
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    let mut answer = vec![0; length];
    reader.read_exact(&mut answer)?;
    Ok(answer)
}
