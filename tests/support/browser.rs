//! A browser under test.
//!
//! Selectors are CSS, with ` >>> ` for the step into an open shadow root: `aftersales-advisor >>>
//! button`. `find` waits for an element that is missing. A call that fails panics with a
//! description.

use super::element::{Element, KEY};
use super::pool::Lease;
use super::webdriver::Log;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A browser with an empty profile and one empty tab.
pub struct Browser {
    pub(super) session: Lease,
    requests: RefCell<Vec<String>>,
    touches: Cell<bool>,
    /// Errors of the console, and texts of the errors that the test expects.
    errors: RefCell<Vec<String>>,
    expected: RefCell<Vec<&'static str>>,
}

/// A message of the browser's console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// `SEVERE`, `WARNING`, `INFO` or `DEBUG`.
    pub level: String,
    pub text: String,
}

/// The maximum time to wait for a condition, on a busy computer.
const TIMEOUT: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(30);

/// Finds all matches of a selector, which may step into shadow roots.
const FIND: &str = "
  const steps = arguments[0].split(' >>> ');
  const last = steps.pop();
  let root = document;
  for (const step of steps) root = root?.querySelector(step)?.shadowRoot;
  return root ? [...root.querySelectorAll(last)] : [];";

/// The address and the text of the page, with shadow roots first.
const SHOWN: &str = "
  const text = (root) => [...root.children].map((child) => child.innerText ?? '').join('\\n');
  const shadows = (root) => [...root.querySelectorAll('*')].filter((element) => element.shadowRoot)
    .map(({ shadowRoot }) => shadows(shadowRoot) + text(shadowRoot)).join('\\n');
  return [location.href, shadows(document), document.documentElement.innerText].join('\\n');";

impl Browser {
    /// A browser with a window of 1280 by 800. It may have run earlier tests, of which nothing is
    /// left.
    #[track_caller]
    pub fn start() -> Browser {
        Browser::with(Lease::take())
    }

    /// Starts a browser that records all network requests; see [`Browser::end_and_read_record`].
    #[track_caller]
    pub fn start_recording() -> Browser {
        Browser::with(Lease::start(Log::Network))
    }

    /// Starts a browser without a log of requests, for measurements, since the log slows the page
    /// down. [`Browser::requests`] is not available.
    #[track_caller]
    pub fn start_without_log() -> Browser {
        Browser::with(Lease::start(Log::Nothing))
    }

    fn with(session: Lease) -> Browser {
        Browser {
            session,
            requests: RefCell::default(),
            touches: Cell::new(false),
            errors: RefCell::default(),
            expected: RefCell::default(),
        }
    }

    /// Closes the browser and returns the address of every request of pages and workers, without
    /// the browser's own requests.
    #[track_caller]
    pub fn end_and_read_record(mut self) -> Vec<String> {
        self.console();
        let record = self.session.end_and_read_record();
        // One event per line. A request of a page or worker has an initiator.
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

    /// Expects errors with this text. Any other error in the console fails the test at its end.
    pub fn expect_errors(&self, text: &'static str) {
        self.expected.borrow_mut().push(text);
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

    /// The first match, after waiting for it.
    #[track_caller]
    pub fn find(&self, selector: &str) -> Element<'_> {
        let mut found = Vec::new();
        self.wait_until(&format!("an element `{selector}`"), || {
            found = self.find_all(selector);
            !found.is_empty()
        });
        found.swap_remove(0)
    }

    /// All current matches.
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

    /// The first current match whose text contains these words. Matches and texts are read at once, since the page may
    /// draw in between.
    #[track_caller]
    pub fn find_saying(&self, selector: &str, words: &str) -> Option<Element<'_>> {
        let script = format!(
            "const found = (() => {{ {FIND} }})();
            return found.map((element) => [element, element.innerText ?? element.textContent]);"
        );
        let found = self.execute(&script, &[json!(selector)]);
        let pairs = found.as_array().into_iter().flatten().enumerate();
        let says = |pair: &Value| pair[1].as_str().is_some_and(|text| text.contains(words));
        let (position, pair) = pairs.into_iter().find(|(_, pair)| says(pair))?;
        let id = pair[0][KEY].as_str()?.to_string().into();
        Some(Element { browser: self, id, selector: selector.to_string(), position })
    }

    /// Presses keys, one after the other. Special keys are those of WebDriver: `"\u{E004}"` is Tab,
    /// `"\u{E007}"` Enter, `"\u{E00C}"` Escape. Modifiers such as Shift (`"\u{E008}"`) stay down
    /// for the rest of the call.
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

    /// Runs a script in the page with arguments, and returns its result or what it resolves to.
    #[track_caller]
    pub fn execute(&self, script: &str, arguments: &[Value]) -> Value {
        match self.try_execute(script, arguments) {
            Ok(value) => value,
            Err(problem) => panic!("{problem}"),
        }
    }

    /// Runs a script. The error is the driver's description.
    pub(super) fn try_execute(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.session.call("POST", "/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Runs a script that calls its last argument with the result.
    #[track_caller]
    pub fn execute_async(&self, script: &str, arguments: &[Value]) -> Value {
        self.call("POST", "/execute/async", json!({ "script": script, "args": arguments }))
    }

    /// Waits for a condition, and fails with the text of the page.
    #[track_caller]
    pub fn wait_until(&self, what: &str, mut condition: impl FnMut() -> bool) {
        let start = Instant::now();
        while !condition() {
            if start.elapsed() > TIMEOUT {
                let shown = self.execute(SHOWN, &[]);
                let console: Vec<String> =
                    self.console().into_iter().map(|message| message.text).collect();
                panic!(
                    "waited {} s for {what}, in vain.\nThe page: {}\nIts console: {}",
                    TIMEOUT.as_secs(),
                    shown.as_str().unwrap_or_default(),
                    console.join("\n")
                );
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// The messages of the console since the last call.
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

    /// The warnings and errors of the console since the last call.
    #[track_caller]
    pub fn warnings(&self) -> Vec<Message> {
        let serious = |message: &Message| message.level == "SEVERE" || message.level == "WARNING";
        self.console().into_iter().filter(serious).collect()
    }

    /// The address of every request of pages since the start, including `data:` and `blob:`.
    #[track_caller]
    pub fn requests(&self) -> Vec<String> {
        let mut requests = self.requests.borrow_mut();
        for entry in self.log("performance") {
            let message: Value =
                serde_json::from_str(entry["message"].as_str().unwrap_or_default())
                    .unwrap_or_default();
            let event = &message["message"];
            let parameters = &event["params"];
            // The first page of the browser is its own.
            let own =
                parameters["documentURL"].as_str().is_some_and(|url| url.starts_with("chrome:"));
            if event["method"] == "Network.requestWillBeSent" && !own {
                requests.extend(parameters["request"]["url"].as_str().map(str::to_string));
            }
        }
        requests.clone()
    }

    /// An empty folder for what the page saves as a file.
    #[track_caller]
    pub fn downloads(&self, name: &str) -> PathBuf {
        let folder = aftersales_www::Place::find().target.join("tmp").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder });
        self.cdp("Browser.setDownloadBehavior", behaviour);
        folder
    }

    /// Saves a picture of the window.
    #[track_caller]
    pub fn screenshot(&self, file: &Path) {
        let picture = self.cdp("Page.captureScreenshot", json!({ "format": "png" }));
        let data = picture["data"].as_str().unwrap_or_default();
        std::fs::write(file, decoded(data))
            .unwrap_or_else(|problem| panic!("{}: {problem}", file.display()));
    }

    /// Sets the size of the window in CSS pixels.
    #[track_caller]
    pub fn size(&self, width: u32, height: u32) {
        self.device(width, height, 1.0, false);
    }

    /// Emulates a device: size in CSS pixels, device pixels for each of them, and touch instead of
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

    /// Emulates a phone in portrait.
    #[track_caller]
    pub fn phone(&self) {
        self.device(390, 844, 2.0, true);
    }

    /// Whether touch is emulated.
    pub(super) fn touches(&self) -> bool {
        self.touches.get()
    }

    /// Sets the preferences of the person, such as `("prefers-color-scheme", "dark")`; an empty
    /// list resets them.
    #[track_caller]
    pub fn prefer(&self, preferences: &[(&str, &str)]) {
        let features: Vec<Value> = preferences
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Sends a command of the Chrome DevTools Protocol.
    #[track_caller]
    pub fn cdp(&self, command: &str, parameters: Value) -> Value {
        match self.session.cdp(command, &parameters) {
            Ok(value) => value,
            Err(problem) => panic!("{command}: {problem}"),
        }
    }

    /// The current tab.
    #[track_caller]
    pub fn tab(&self) -> String {
        self.call("GET", "/window", Value::Null).as_str().unwrap_or_default().to_string()
    }

    /// Opens another tab and switches to it.
    #[track_caller]
    pub fn open_tab(&self) -> String {
        let opened = self.call("POST", "/window/new", json!({ "type": "tab" }));
        let tab = opened["handle"].as_str().unwrap_or_default().to_string();
        self.switch_to(&tab);
        tab
    }

    /// Switches to a tab.
    #[track_caller]
    pub fn switch_to(&self, tab: &str) {
        self.call("POST", "/window", json!({ "handle": tab }));
    }

    /// Closes the current tab. Call `switch_to` next.
    #[track_caller]
    pub fn close_tab(&self) {
        self.call("DELETE", "/window", Value::Null);
    }

    /// Switches to the document in a frame.
    #[track_caller]
    pub fn enter_frame(&self, selector: &str) {
        let frame = self.find(selector).as_argument();
        self.call("POST", "/frame", json!({ "id": frame }));
    }

    /// Switches to the page.
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
        // Browsers request this icon by themselves.
        errors.retain(|error| !error.contains("/favicon.ico"));
        // Browsers request the icon of the site at any time, also after the server has stopped.
        errors.retain(|error| !(error.contains("/icon.svg") && error.contains("net::ERR_")));
        // The page registers its worker after it is drawn, when a short test has stopped its
        // server.
        errors.retain(|error| !error.contains("unknown error occurred when fetching the script"));
        errors.retain(|error| !expected.iter().any(|text| error.contains(text)));
        assert!(
            errors.is_empty(),
            "errors in the browser's console:\n  {}\nIf they are expected, the test calls \
             `expect_errors`.",
            errors.join("\n  ")
        );
    }
}

/// Whether a file that the page saves is there with its content; the browser reserves its name with an empty one.
pub fn is_saved(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|file| file.len() > 0)
}

/// Decodes base64, which the browser sends pictures in.
fn decoded(text: &str) -> Vec<u8> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.decode(text).expect("a picture in base64")
}
