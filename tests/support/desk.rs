//! The desk of the page: its database, its list, and a buyer who is served.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::advisor::Advisor;
use super::browser::{Browser, is_saved};
use super::clipboard::allow_clipboard;
use super::seller::state_wrong_item;

/// The names in the list, in its order.
pub const LISTED: &str = "return [...document.querySelector('aftersales-advisor').shadowRoot
    .querySelectorAll('.row-who')].map((who) => who.textContent)";

/// Every record of a store of the database, by what a script makes of them.
pub fn records(browser: &Browser, make: &str) -> Value {
    let script = format!(
        "return new Promise((resolve) => {{
           indexedDB.open('aftersales-cases').onsuccess = ({{ target: {{ result: database }} }}) => {{
             database.transaction('cases').objectStore('cases').getAll().onsuccess = ({{ target: {{ result: cases }} }}) => {{
               database.close();
               resolve({make});
             }};
           }};
         }})"
    );
    browser.execute(&script, &[])
}

/// Writes records into the database, of which `cases` is a list in JavaScript.
pub fn write(browser: &Browser, cases: &str) {
    let script = format!(
        "return new Promise((resolve) => {{
           indexedDB.open('aftersales-cases').onsuccess = ({{ target: {{ result: database }} }}) => {{
             const work = database.transaction('cases', 'readwrite');
             for (const kept of {cases}) work.objectStore('cases').put(kept);
             work.oncomplete = () => {{ database.close(); resolve(); }};
           }};
         }})"
    );
    browser.execute(&script, &[]);
}

#[track_caller]
pub fn wait_for_names(browser: &Browser, names: &[&str]) {
    let expected = json!(names);
    browser
        .wait_until(&format!("the cases {names:?}"), || browser.execute(LISTED, &[]) == expected);
}

/// States a case with a buyer's name and copies its message.
#[track_caller]
pub fn serve_buyer(page: &Advisor, buyer: &str) {
    state_wrong_item(page);
    page.find(".kept");
    page.find("#name-buyer").type_text(buyer);
    page.tap(".message .copy");
    page.browser.wait_until("the letter kept", || {
        let letters = "cases.some(({ order, letters }) => order.names?.buyer === arguments[0] && letters.length > 0)";
        records(page.browser, &letters.replace("arguments[0]", &format!("{buyer:?}"))) == json!(true)
    });
}

#[track_caller]
pub fn unfold(page: &Advisor, part: &str) {
    page.tap(&format!(".kept [data-desk={part}]"));
}

/// Opens the page in a browser that may write to the clipboard, and serves a buyer.
#[track_caller]
pub fn open_with_buyer<'b>(browser: &'b Browser, url: &str, buyer: &str) -> Advisor<'b> {
    let page = Advisor::open(browser, url);
    allow_clipboard(browser, url, true);
    serve_buyer(&page, buyer);
    page
}

/// The file that the page saves, once it is complete.
#[track_caller]
pub fn saved(browser: &Browser, folder: &Path, extension: &str) -> PathBuf {
    let mut found = None;
    browser.wait_until("the saved file", || {
        let mut files =
            fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
        let ends = |file: &PathBuf| file.extension().is_some_and(|end| end == extension);
        found = files.find(|file| ends(file) && is_saved(file));
        found.is_some()
    });
    found.expect("a file")
}
