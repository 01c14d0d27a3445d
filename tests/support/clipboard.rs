//! The clipboard of the browser.

use serde_json::json;

use super::advisor::text_of;
use super::browser::Browser;

/// Allows scripts to read the clipboard, and to write it if `writing`. It is empty at first.
#[track_caller]
pub fn allow_clipboard(browser: &Browser, url: &str, writing: bool) {
    let origin = url.trim_end_matches('/');
    set_permission(browser, origin, "clipboard-read", true);
    set_permission(browser, origin, "clipboard-write", true);
    if !browser.url().starts_with(origin) {
        browser.goto(&format!("{origin}/icon.svg"));
    }
    browser.execute("return navigator.clipboard.writeText('')", &[]);
    set_permission(browser, origin, "clipboard-write", writing);
}

#[track_caller]
fn set_permission(browser: &Browser, origin: &str, name: &str, granted: bool) {
    let setting = if granted { "granted" } else { "denied" };
    let permission = json!({
        "permission": { "name": name }, "setting": setting, "origin": origin,
    });
    browser.cdp("Browser.setPermission", permission);
}

/// The content of the clipboard.
#[track_caller]
pub fn clipboard(browser: &Browser) -> String {
    text_of(&browser.execute("return navigator.clipboard.readText()", &[]))
}
