//! An element of the page.

use super::browser::Browser;
use serde_json::{Value, json};
use std::cell::RefCell;

/// The key of element references in the protocol.
pub const KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Scrolls an element to the middle of the window and returns the element that covers its centre,
/// if there is one. Waits while it moves.
const TOUCHABLE: &str = "
  const element = arguments[0];
  const above = () => {
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const { x, y, width, height } = element.getBoundingClientRect();
    const hit = element.getRootNode().elementFromPoint(x + width / 2, y + height / 2);
    const fits = hit && (element.contains(hit) || hit.contains(element));
    return fits ? null : (hit?.outerHTML.slice(0, 200) ?? 'nothing: it is out of sight');
  };
  return Promise.allSettled(element.getRootNode().getAnimations().map((moving) => moving.finished)).then(above);";

/// An element found in a browser. A call that fails panics with its selector.
///
/// If the page has replaced the element, tapping it and reading its text use the replacement, as a
/// person would. All other calls use the element that was found.
pub struct Element<'browser> {
    pub(super) browser: &'browser Browser,
    pub(super) id: RefCell<String>,
    pub(super) selector: String,
    /// Its position among the matches.
    pub(super) position: usize,
}

impl Element<'_> {
    /// Clicks its centre, after scrolling it into view. Fails if another element covers it.
    #[track_caller]
    pub fn click(&self) -> &Self {
        self.on_current(|| self.try_call("POST", "/click", &json!({})));
        self
    }

    /// Taps its centre, after scrolling it to the middle of the window. Fails if another element
    /// covers it. Without touch it is a click.
    #[track_caller]
    pub fn tap(&self) -> &Self {
        let pointer = if self.browser.touches() { "touch" } else { "mouse" };
        self.on_current(|| {
            let above = self.browser.try_execute(TOUCHABLE, &[self.as_argument()])?;
            assert_eq!(above, Value::Null, "`{}` lies under something", self.selector);
            self.browser.session.call("POST", "/actions", &self.touch(pointer))
        });
        self
    }

    /// Presses and releases a pointer in its centre.
    fn touch(&self, pointer: &str) -> Value {
        json!({ "actions": [{
            "type": "pointer", "id": pointer, "parameters": { "pointerType": pointer },
            "actions": [
                { "type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": self.as_argument() },
                { "type": "pointerDown", "button": 0 },
                { "type": "pointerUp", "button": 0 },
            ],
        }]})
    }

    /// Types into it.
    #[track_caller]
    pub fn type_text(&self, text: &str) -> &Self {
        self.call("POST", "/value", &json!({ "text": text }));
        self
    }

    /// Replaces its text by typing.
    #[track_caller]
    pub fn retype(&self, text: &str) -> &Self {
        // Control and A, then all keys released.
        self.type_text(&format!("\u{E009}a\u{E000}{text}"))
    }

    /// Empties a field.
    #[track_caller]
    pub fn clear(&self) -> &Self {
        self.call("POST", "/clear", &json!({}));
        self
    }

    /// The visible text.
    #[track_caller]
    pub fn text(&self) -> String {
        let text = self.on_current(|| self.try_call("GET", "/text", &Value::Null));
        text.as_str().unwrap_or_default().to_string()
    }

    /// An attribute, if it is present.
    #[track_caller]
    pub fn attr(&self, name: &str) -> Option<String> {
        self.run("return arguments[0].getAttribute(arguments[1])", name)
            .as_str()
            .map(str::to_string)
    }

    /// A property of the element's object, such as `value` or `checked`.
    #[track_caller]
    pub fn property(&self, name: &str) -> Value {
        self.run("return arguments[0][arguments[1]]", name)
    }

    /// A computed style.
    #[track_caller]
    pub fn style(&self, name: &str) -> String {
        let value =
            self.run("return getComputedStyle(arguments[0]).getPropertyValue(arguments[1])", name);
        value.as_str().unwrap_or_default().to_string()
    }

    /// Whether it is visible.
    #[track_caller]
    pub fn is_shown(&self) -> bool {
        self.run("return arguments[0].checkVisibility({ visibilityProperty: true })", "")
            == json!(true)
    }

    /// Left, top, width and height in CSS pixels of the window.
    #[track_caller]
    pub fn bounds(&self) -> [f64; 4] {
        let script =
            "const r = arguments[0].getBoundingClientRect(); return [r.x, r.y, r.width, r.height]";
        let found = self.run(script, "");
        std::array::from_fn(|side| found[side].as_f64().unwrap_or(f64::NAN))
    }

    /// The computed accessibility role.
    #[track_caller]
    pub fn role(&self) -> String {
        self.call("GET", "/computedrole", &Value::Null).as_str().unwrap_or_default().to_string()
    }

    /// The computed accessible name.
    #[track_caller]
    pub fn label(&self) -> String {
        self.call("GET", "/computedlabel", &Value::Null).as_str().unwrap_or_default().to_string()
    }

    /// The element as an argument for a script.
    pub fn as_argument(&self) -> Value {
        json!({ KEY: *self.id.borrow() })
    }

    #[track_caller]
    fn run(&self, script: &str, argument: &str) -> Value {
        self.browser.execute(script, &[self.as_argument(), json!(argument)])
    }

    #[track_caller]
    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        match self.try_call(method, path, body) {
            Ok(value) => value,
            Err(problem) => panic!("`{}`: {problem}", self.selector),
        }
    }

    fn try_call(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let path = format!("/element/{}{path}", self.id.borrow());
        self.browser.session.call(method, &path, body)
    }

    /// The result of a call on the element, or on its replacement if the page has drawn another.
    #[track_caller]
    fn on_current(&self, call: impl Fn() -> Result<Value, String>) -> Value {
        let mut result = call();
        for _ in 0..5 {
            let gone = |problem: &String| problem.starts_with("stale element reference");
            if !result.as_ref().is_err_and(gone) {
                break;
            }
            self.browser.wait_until(&format!("an element `{}`", self.selector), || {
                let there = self.browser.find_all(&self.selector).into_iter().nth(self.position);
                there.is_some_and(|there| {
                    *self.id.borrow_mut() = there.id.into_inner();
                    true
                })
            });
            result = call();
        }
        result.unwrap_or_else(|problem| panic!("`{}`: {problem}", self.selector))
    }
}
