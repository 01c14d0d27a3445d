//! A real browser, as a test sees it.
//!
//! Selectors are CSS, with ` >>> ` for the step into an open shadow root: `aftersales-advisor >>>
//! button`. `find` waits a little for what is not there yet. A call that fails panics and says what
//! was wanted.

use super::element::{Element, KEY};
use super::webdriver::{Heard, Session};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::path::Path;
use std::time::{Duration, Instant};

/// A browser with an empty profile of its own; it ends when this is dropped.
pub struct Browser {
    pub(super) session: Session,
    requests: RefCell<Vec<String>>,
    touches: Cell<bool>,
    /// Errors of the console, and the words of those that a test means to bring about.
    errors: RefCell<Vec<String>>,
    expected: RefCell<Vec<&'static str>>,
}

/// One line of the browser's console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// `SEVERE`, `WARNING`, `INFO` or `DEBUG`.
    pub level: String,
    pub text: String,
}

/// How long the page may take to become what a test waits for, on a busy computer.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(30);

/// Walks from shadow root to shadow root, then returns all that match.
const FIND: &str = "
  const steps = arguments[0].split(' >>> ');
  const last = steps.pop();
  let root = document;
  for (const step of steps) root = root?.querySelector(step)?.shadowRoot;
  return root ? [...root.querySelectorAll(last)] : [];";

/// The address and all text, that in shadow roots first.
const SHOWN: &str = "
  const text = (root) => [...root.children].map((child) => child.innerText ?? '').join('\\n');
  const shadows = (root) => [...root.querySelectorAll('*')].filter((element) => element.shadowRoot)
    .map(({ shadowRoot }) => shadows(shadowRoot) + text(shadowRoot)).join('\\n');
  return [location.href, shadows(document), document.documentElement.innerText].join('\\n');";

impl Browser {
    /// Starts a browser with a window of 1280 by 800.
    #[track_caller]
    pub fn start() -> Browser {
        Browser::with(Session::start(Heard::Requests))
    }

    /// The same, and everything that it asks of a network is written down; see
    /// [`Browser::end_and_read_record`].
    #[track_caller]
    pub fn start_recording() -> Browser {
        Browser::with(Session::start(Heard::Network))
    }

    /// The same as [`Browser::start`], for measuring: nobody is told of its requests, which takes time
    /// from the page. Not for [`Browser::requests`].
    #[track_caller]
    pub fn start_unheard() -> Browser {
        Browser::with(Session::start(Heard::Nothing))
    }

    fn with(session: Session) -> Browser {
        Browser {
            session,
            requests: RefCell::default(),
            touches: Cell::new(false),
            errors: RefCell::default(),
            expected: RefCell::default(),
        }
    }

    /// Ends it, and returns the address of every request that pages and workers have made. What the
    /// browser wants for itself is left out.
    #[track_caller]
    pub fn end_and_read_record(mut self) -> Vec<String> {
        self.console();
        let record = self.session.end_and_read_record();
        // One event a line; a request that somebody's page has begun says whose.
        let events = record.lines().filter_map(|line| {
            serde_json::from_str::<Value>(line.trim().trim_end_matches(',')).ok()
        });
        events
            .filter(|event| {
                event["params"]["initiator"].as_str().is_some_and(|by| by.starts_with("http"))
            })
            .filter_map(|event| event["params"]["url"].as_str().map(str::to_string))
            .collect()
    }

    /// Says that errors with these words belong to what a test is about. Any other error in the
    /// console fails the test when it ends.
    pub fn expect_errors(&self, words: &'static str) {
        self.expected.borrow_mut().push(words);
    }

    /// Opens an address and waits until it is loaded.
    #[track_caller]
    pub fn goto(&self, url: &str) {
        self.call("POST", "/url", json!({ "url": url }));
    }

    #[track_caller]
    pub fn reload(&self) {
        self.call("POST", "/refresh", json!({}));
    }

    #[track_caller]
    pub fn url(&self) -> String {
        self.call("GET", "/url", Value::Null).as_str().unwrap_or_default().to_string()
    }

    /// The first match, waiting for it if need be.
    #[track_caller]
    pub fn find(&self, selector: &str) -> Element<'_> {
        self.wait_until(&format!("an element `{selector}`"), || {
            !self.find_all(selector).is_empty()
        });
        self.find_all(selector).swap_remove(0)
    }

    /// All that match at this moment.
    #[track_caller]
    pub fn find_all(&self, selector: &str) -> Vec<Element<'_>> {
        let found = self.execute(FIND, &[json!(selector)]);
        let ids =
            found.as_array().into_iter().flatten().filter_map(|element| element[KEY].as_str());
        let element = |(position, id): (usize, &str)| Element {
            browser: self,
            id: id.to_string().into(),
            selector: selector.to_string(),
            position,
        };
        ids.enumerate().map(element).collect()
    }

    /// Presses keys, one after the other, wherever the focus is. Special keys are the WebDriver
    /// standard's: `"\u{E004}"` is Tab, `"\u{E007}"` Enter, `"\u{E00C}"` Escape. Shift
    /// (`"\u{E008}"`), Control and the like stay down for the rest of the call.
    #[track_caller]
    pub fn press(&self, keys: &str) {
        let held = ['\u{E008}', '\u{E009}', '\u{E00A}', '\u{E03D}'];
        let key_action = |kind: &str, key: char| json!({ "type": kind, "value": key.to_string() });
        let mut actions = Vec::new();
        for key in keys.chars() {
            actions.push(key_action("keyDown", key));
            if !held.contains(&key) {
                actions.push(key_action("keyUp", key));
            }
        }
        actions.extend(
            keys.chars().filter(|key| held.contains(key)).map(|key| key_action("keyUp", key)),
        );
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.call("POST", "/actions", json!({ "actions": [keyboard] }));
    }

    /// Runs a script in the page; `arguments` are its arguments, what it returns (or resolves to)
    /// comes back.
    #[track_caller]
    pub fn execute(&self, script: &str, arguments: &[Value]) -> Value {
        match self.try_execute(script, arguments) {
            Ok(value) => value,
            Err(problem) => panic!("{problem}"),
        }
    }

    /// The same, with what went wrong as the driver describes it.
    pub(super) fn try_execute(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.session.call("POST", "/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// The same for a script that calls its last argument when it is done.
    #[track_caller]
    pub fn execute_async(&self, script: &str, arguments: &[Value]) -> Value {
        self.call("POST", "/execute/async", json!({ "script": script, "args": arguments }))
    }

    /// Waits until something is so, and fails with what the page shows instead.
    #[track_caller]
    pub fn wait_until(&self, what: &str, mut condition: impl FnMut() -> bool) {
        let start = Instant::now();
        while !condition() {
            if start.elapsed() > PATIENCE {
                let shown = self.execute(SHOWN, &[]);
                let console: Vec<String> =
                    self.console().into_iter().map(|message| message.text).collect();
                panic!(
                    "waited {} s for {what}, in vain.\nThe page: {}\nIts console: {}",
                    PATIENCE.as_secs(),
                    shown.as_str().unwrap_or_default(),
                    console.join("\n")
                );
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// The console's lines since the last call.
    #[track_caller]
    pub fn console(&self) -> Vec<Message> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
        let entries = self.log("browser");
        let lines: Vec<Message> = entries
            .iter()
            .map(|entry| Message { level: text(&entry["level"]), text: text(&entry["message"]) })
            .collect();
        let errors = lines.iter().filter(|line| line.level == "SEVERE");
        self.errors.borrow_mut().extend(errors.map(|line| line.text.clone()));
        lines
    }

    /// The console's warnings and errors since the last call.
    #[track_caller]
    pub fn complaints(&self) -> Vec<Message> {
        let serious = |message: &Message| message.level == "SEVERE" || message.level == "WARNING";
        self.console().into_iter().filter(serious).collect()
    }

    /// Every address that pages of this browser have asked for since it started, `data:` and
    /// `blob:` included.
    #[track_caller]
    pub fn requests(&self) -> Vec<String> {
        let mut requests = self.requests.borrow_mut();
        for entry in self.log("performance") {
            let message: Value =
                serde_json::from_str(entry["message"].as_str().unwrap_or_default())
                    .unwrap_or_default();
            let event = &message["message"];
            let parameters = &event["params"];
            // The browser's own first page is none of ours.
            let own =
                parameters["documentURL"].as_str().is_some_and(|url| url.starts_with("chrome:"));
            if event["method"] == "Network.requestWillBeSent" && !own {
                requests.extend(parameters["request"]["url"].as_str().map(str::to_string));
            }
        }
        requests.clone()
    }

    /// Saves a picture of the window.
    #[track_caller]
    pub fn screenshot(&self, file: &Path) {
        let picture = self.cdp("Page.captureScreenshot", json!({ "format": "png" }));
        let data = picture["data"].as_str().unwrap_or_default();
        std::fs::write(file, decoded(data))
            .unwrap_or_else(|problem| panic!("{}: {problem}", file.display()));
    }

    /// Changes the window, as the page measures it.
    #[track_caller]
    pub fn size(&self, width: u32, height: u32) {
        self.device(width, height, 1.0, false);
    }

    /// Shows the page as a device does: its size in CSS pixels, dots for each of them, a finger for
    /// a mouse.
    #[track_caller]
    pub fn device(&self, width: u32, height: u32, scale: f64, touch: bool) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": scale, "mobile": touch,
        });
        self.cdp("Emulation.setDeviceMetricsOverride", size);
        self.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": touch }));
        self.touches.set(touch);
    }

    /// A phone held upright.
    #[track_caller]
    pub fn phone(&self) {
        self.device(390, 844, 2.0, true);
    }

    /// Whether there is a finger instead of a mouse.
    pub(super) fn touches(&self) -> bool {
        self.touches.get()
    }

    /// What the person prefers, such as `("prefers-color-scheme", "dark")`; an empty list for
    /// nothing special.
    #[track_caller]
    pub fn prefer(&self, preferences: &[(&str, &str)]) {
        let features: Vec<Value> = preferences
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// A command of the browser's own protocol, for what the standard does not offer.
    #[track_caller]
    pub fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.call("POST", "/goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    /// The tab that calls concern.
    #[track_caller]
    pub fn tab(&self) -> String {
        self.call("GET", "/window", Value::Null).as_str().unwrap_or_default().to_string()
    }

    /// Opens another tab; further calls concern it.
    #[track_caller]
    pub fn open_tab(&self) -> String {
        let opened = self.call("POST", "/window/new", json!({ "type": "tab" }));
        let tab = opened["handle"].as_str().unwrap_or_default().to_string();
        self.turn_to(&tab);
        tab
    }

    /// Makes further calls concern a tab.
    #[track_caller]
    pub fn turn_to(&self, tab: &str) {
        self.call("POST", "/window", json!({ "handle": tab }));
    }

    /// Closes the tab that calls concern; turn to another one next.
    #[track_caller]
    pub fn close_tab(&self) {
        self.call("DELETE", "/window", Value::Null);
    }

    /// Makes further calls concern the document in a frame.
    #[track_caller]
    pub fn enter_frame(&self, selector: &str) {
        let frame = self.find(selector).as_argument();
        self.call("POST", "/frame", json!({ "id": frame }));
    }

    /// Makes further calls concern the page itself.
    #[track_caller]
    pub fn leave_frames(&self) {
        self.call("POST", "/frame", json!({ "id": null }));
    }

    #[track_caller]
    fn log(&self, kind: &str) -> Vec<Value> {
        match self.call("POST", "/se/log", json!({ "type": kind })) {
            Value::Array(entries) => entries,
            _ => vec![],
        }
    }

    #[track_caller]
    fn call(&self, method: &str, path: &str, body: Value) -> Value {
        match self.session.call(method, path, &body) {
            Ok(value) => value,
            Err(problem) => panic!("{method} {path}: {problem}"),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        if self.session.runs() {
            self.console();
        }
        let expected = self.expected.borrow();
        let mut errors = std::mem::take(&mut *self.errors.borrow_mut());
        // A browser asks for this icon by itself, of sites that have none.
        errors.retain(|error| !error.contains("/favicon.ico"));
        // And for the site's own whenever it likes, also when the server has gone.
        errors.retain(|error| !(error.contains("/icon.svg") && error.contains("net::ERR_")));
        // The page fetches its worker after it is drawn; a short test has taken its server away by then.
        errors.retain(|error| !error.contains("unknown error occurred when fetching the script"));
        errors.retain(|error| !expected.iter().any(|words| error.contains(words)));
        assert!(
            errors.is_empty(),
            "errors in the browser's console:\n  {}\nIf they belong to what is tested, the test \
             says so with `expect_errors`.",
            errors.join("\n  ")
        );
    }
}

/// Base64, as the browser sends pictures.
fn decoded(text: &str) -> Vec<u8> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.decode(text).expect("a picture in base64")
}
