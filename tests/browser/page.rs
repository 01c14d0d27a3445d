//! The built page in a real browser: it starts, stays at home, and goes on without a network.

#[path = "../support/mod.rs"]
mod support;

use aftersales_www::Server;
use serde_json::json;
use std::fs;
use support::{Advisor, Browser, Copy, serve, site};

/// The element has drawn something.
const DRAWN: &str =
    "return !!document.querySelector('aftersales-advisor')?.shadowRoot?.querySelector('*')";

#[track_caller]
fn wait_until_drawn(browser: &Browser) {
    browser.wait_until("the page to draw itself", || browser.execute(DRAWN, &[]) == json!(true));
}

#[test]
fn the_page_starts_without_complaint_and_asks_nobody_else() {
    let server = serve();
    let browser = Browser::start();
    browser.goto(&server.url());
    wait_until_drawn(&browser);
    assert_eq!(browser.complaints(), []);
    let requests = browser.requests();
    assert!(
        requests.iter().any(|url| url.ends_with(".wasm")),
        "the browser's log is complete: {requests:?}"
    );
    let elsewhere: Vec<&String> =
        requests.iter().filter(|url| !url.starts_with(&server.url())).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
}

/// A case in the address: its answer is the first thing that the page shows.
const LINK: &str = "#case=%7B%22complaint%22%3A%22damaged%22%7D";

#[test]
fn what_an_answer_needs_is_sent_for_once_before_the_script_needs_it() {
    let server = serve();
    let browser = Browser::start();
    browser.goto(&format!("{}{LINK}", server.url()));
    wait_until_drawn(&browser);
    let left = browser.execute("return globalThis[Symbol.for('aftersales.preload')].size", &[]);
    assert_eq!(left, json!(0), "the script takes all of it");
    let requests = browser.requests();
    for part in ["/aftersales_bg.", "/words.", "/told."] {
        let times = requests.iter().filter(|url| url.contains(part)).count();
        assert_eq!(times, 1, "{part} in {requests:?}");
    }
}

#[test]
fn where_what_was_sent_for_early_does_not_come_the_script_asks_for_it() {
    let server = serve();
    let browser = Browser::start();
    let broken = "WebAssembly.compileStreaming = () => Promise.reject(new TypeError('in vain'))";
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": broken }));
    let page = Advisor::open(&browser, &format!("{}{LINK}", server.url()));
    page.find(".answer .lead h2");
    assert_eq!(browser.complaints(), []);
}

/// Where the name in the bar stands, and in which letters, before and after the element has drawn itself.
const BAR: &str = "
  const element = document.querySelector('aftersales-advisor');
  const name = element.shadowRoot?.querySelector('.brand') ?? element.querySelector('header h1');
  const { x, y, width, height } = name.getBoundingClientRect();
  const { fontSize, fontWeight, letterSpacing, color } = getComputedStyle(name);
  return [name.textContent, x, y, width, height, fontSize, fontWeight, letterSpacing, color];";

#[test]
fn the_bar_stands_in_its_place_before_the_script_has_come() {
    let copy = Copy::of(&site(), "bare");
    let mut files =
        fs::read_dir(&copy.0).expect("the copy").map(|file| file.expect("a file").path());
    let script = files.find(|file| file.to_string_lossy().contains("/main."));
    fs::write(script.expect("the page's script"), "").expect("a script that does nothing");
    let (bare, whole) = (Server::start(&copy.0, 0).expect("a server"), serve());
    let browser = Browser::start();
    for width in [390, 1280] {
        browser.size(width, 800);
        browser.goto(&bare.url());
        let before = browser.execute(BAR, &[]);
        browser.goto(&whole.url());
        wait_until_drawn(&browser);
        assert_eq!(before, browser.execute(BAR, &[]), "{width} pixels wide");
    }
    browser.goto(&format!("{}?embed", bare.url()));
    let seen = "return document.querySelector('aftersales-advisor > header').checkVisibility()";
    assert_eq!(browser.execute(seen, &[]), json!(false), "a frame of another site has no such bar");
}

#[test]
fn the_page_goes_on_when_the_network_is_gone() {
    let server = serve();
    let address = server.url();
    let browser = Browser::start();
    browser.goto(&address);
    let controlled = "return !!navigator.serviceWorker.controller";
    browser.wait_until("the service worker", || browser.execute(controlled, &[]) == json!(true));
    server.stop();
    browser.reload();
    wait_until_drawn(&browser);
    browser.goto(&format!("{address}?from=elsewhere"));
    wait_until_drawn(&browser);
}

#[test]
fn the_one_file_page_works_from_disk_and_asks_for_nothing() {
    // Alone in its folder: there is nothing beside it that could help.
    let folder = std::env::temp_dir().join(format!("aftersales-one-file-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("aftersales.html");
    fs::copy(site().join("aftersales.html"), &file).expect("the one-file page");
    let address = format!("file://{}", file.display());

    let browser = Browser::start();
    let page = Advisor::open(&browser, &address);
    page.set_case(&json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
        "complaint": "wrong_item", "evidence": "confirmed",
    }));
    page.wait_for_remedy("swap_wrong_item");
    let mut messages = Vec::new();
    for lang in ["en", "zh-Hans", "zh-Hant"] {
        page.speak(lang);
        page.write(lang);
        browser.wait_until("the message", || page.advice()["message"]["lang"] == lang);
        page.wait_for_remedy("swap_wrong_item");
        messages.push(page.message());
    }
    messages.dedup();
    assert_eq!(messages.len(), 3, "{messages:?}");
    page.tap(".menu summary");
    page.find("[data-item=\"menu.clear\"]");
    assert!(!page.has(".menu a"), "there is no guide beside it");
    page.reload();
    assert_eq!(page.document_language(), "zh-Hant", "it keeps as the hosted page does");
    let complaints = browser.complaints();
    let requests = browser.requests();
    fs::remove_dir_all(&folder).expect("the folder");
    assert_eq!(complaints, []);
    let loaded: Vec<&String> =
        requests.iter().filter(|url| **url != address && !url.starts_with("data:")).collect();
    assert!(loaded.is_empty(), "{loaded:?}");
}

#[test]
fn the_package_loads_itself_in_a_page_of_another_site() {
    let server = serve();
    let folder = std::env::temp_dir().join(format!("aftersales-other-site-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("index.html"), "<!doctype html><title>another site</title>")
        .expect("a page");
    // Another name for this computer is another site to a browser.
    let other = Server::start(&folder, 0).expect("another server");
    let browser = Browser::start();
    browser.goto(&format!("http://localhost:{}/", other.port()));
    let script = "return import(arguments[0]).then((it) => it.default()).then(() => 'loaded')";
    let loaded = browser.execute(script, &[json!(format!("{}pkg/aftersales.js", server.url()))]);
    fs::remove_dir_all(&folder).expect("the folder");
    assert_eq!(loaded, json!("loaded"));
}
