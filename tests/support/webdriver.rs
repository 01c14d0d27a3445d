//! A session with a browser's driver, in the W3C WebDriver protocol.
//!
//! It starts the driver and the browser with an empty profile. Dropping it stops both and removes
//! the profile, also when a test panics, and so does the end of the program.

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
    driver: Driver,
    id: String,
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

        let driver = Driver::start(&chromium.driver, &profile);
        // From here on, dropping the session cleans up.
        let mut session = Session { driver, id: String::new(), profile, record: None };
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
        if let Some(process) = answer["capabilities"]["goog:processID"].as_u64() {
            session.driver.watch(process);
        }
        session
    }

    /// Replaces all tabs by an empty one without anything that earlier tests stored, emulated or
    /// allowed.
    pub fn clear(&self) -> std::result::Result<(), String> {
        let before = self.call("GET", "/window/handles", &Value::Null)?;
        let tab = self.call("POST", "/window/new", &json!({ "type": "tab" }))?["handle"].take();
        for handle in before.as_array().into_iter().flatten() {
            self.call("POST", "/window", &json!({ "handle": handle }))?;
            self.call("DELETE", "/window", &Value::Null)?;
        }
        self.call("POST", "/window", &json!({ "handle": tab }))?;
        for (command, parameters) in [
            ("Storage.clearDataForOrigin", json!({ "origin": "*", "storageTypes": "all" })),
            ("Network.clearBrowserCache", json!({})),
            ("Browser.resetPermissions", json!({})),
            ("Browser.setDownloadBehavior", json!({ "behavior": "default" })),
            // A tab opened by the driver has no focus.
            ("Page.bringToFront", json!({})),
        ] {
            self.cdp(command, &parameters)?;
        }
        for kind in ["browser", "performance"] {
            self.call("POST", "/se/log", &json!({ "type": kind }))?;
        }
        Ok(())
    }

    /// Sends a command of the Chrome DevTools Protocol.
    pub fn cdp(&self, command: &str, parameters: &Value) -> std::result::Result<Value, String> {
        let body = json!({ "cmd": command, "params": parameters });
        self.call("POST", "/goog/cdp/execute", &body)
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
        let answer = exchange(self.driver.port, method, path, &body)
            .map_err(|problem| problem.to_string())?;
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
        if !self.id.is_empty() {
            let _ = self.call("DELETE", "", &Value::Null);
        }
        if let Some(file) = &self.record {
            let _ = fs::remove_file(file);
        }
    }
}

/// A running driver. Dropping it, and the end of this program, ends it and its browser, and removes
/// the profile.
struct Driver {
    shell: Child,
    port: u16,
}

/// Runs a driver (`$1`) until the input ends. Each line of the input is a process to end with it. Some
/// processes of a browser still write to the profile (`$2`) after the first has ended.
const SHELL: &str = r#"
    "$1" --port=0 < /dev/null & driver=$!
    while read -r line; do browser=$line; done
    kill -9 $driver $browser 2> /dev/null
    wait
    for attempt in 1 2 3 4 5; do
        rm -rf "$2" 2> /dev/null && test ! -e "$2" && break
        sleep 0.1
    done"#;

/// The number of attempts to start a driver.
const STARTS: usize = 4;

impl Driver {
    /// Starts the driver on a port that it chooses. It needs the same port for IPv4 and IPv6, and
    /// exits if the second is in use.
    #[track_caller]
    fn start(program: &Path, profile: &Path) -> Driver {
        for _ in 0..STARTS {
            let shell = Command::new("sh")
                .args(["-c", SHELL, "sh"])
                .args([program, profile])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn();
            let mut shell = shell.unwrap_or_else(|problem| panic!("cannot start sh: {problem}"));
            if let Some(port) = port_of(&mut shell) {
                return Driver { shell, port };
            }
            let _ = shell.kill();
            let _ = shell.wait();
        }
        panic!("{} ended {STARTS} times before it printed its port", program.display());
    }

    /// Ends this process with the driver.
    fn watch(&mut self, process: u64) {
        if let Some(input) = &mut self.shell.stdin {
            let _ = writeln!(input, "{process}");
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
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
