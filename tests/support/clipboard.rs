//! The clipboard of the browser.

use serde_json::json;

use super::advisor::text_of;
use super::browser::Browser;

/// Allows scripts to read the clipboard, and to write it if `writing`.
#[track_caller]
pub fn allow_clipboard(browser: &Browser, url: &str, writing: bool) {
    let origin = url.trim_end_matches('/');
    let setting = if writing { "granted" } else { "denied" };
    for (name, setting) in [("clipboard-read", "granted"), ("clipboard-write", setting)] {
        let permission = json!({
            "permission": { "name": name }, "setting": setting, "origin": origin,
        });
        browser.cdp("Browser.setPermission", permission);
    }
}

/// The content of the clipboard.
#[track_caller]
pub fn clipboard(browser: &Browser) -> String {
    text_of(&browser.execute("return navigator.clipboard.readText()", &[]))
}
