//! The built page in a browser: it starts, makes no requests to other sites, and works without a
//! network.

use crate::support;

use aftersales_www::Server;
use serde_json::json;
use std::fs;
use support::{Advisor, Browser, Copy, serve, site};

/// Whether the element has drawn something.
const DRAWN: &str =
    "return !!document.querySelector('aftersales-advisor')?.shadowRoot?.querySelector('*')";

#[track_caller]
fn wait_until_drawn(browser: &Browser) {
    browser.wait_until("the page to draw itself", || browser.execute(DRAWN, &[]) == json!(true));
}

#[test]
fn the_page_starts_without_warnings_and_makes_no_requests_to_other_sites() {
    let server = serve();
    let browser = Browser::start();
    browser.goto(&server.url());
    wait_until_drawn(&browser);
    assert_eq!(browser.warnings(), []);
    let requests = browser.requests();
    assert!(
        requests.iter().any(|url| url.ends_with(".wasm")),
        "the browser's log is complete: {requests:?}"
    );
    let elsewhere: Vec<&String> =
        requests.iter().filter(|url| !url.starts_with(&server.url())).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
}

/// A case in the address, whose answer the page shows first.
const LINK: &str = "#case=%7B%22complaint%22%3A%22damaged%22%7D";

#[test]
fn files_for_an_answer_are_preloaded_once_before_the_script_needs_them() {
    let server = serve();
    let browser = Browser::start();
    browser.goto(&format!("{}{LINK}", server.url()));
    wait_until_drawn(&browser);
    let left = browser.execute("return globalThis[Symbol.for('aftersales.preload')].size", &[]);
    assert_eq!(left, json!(0), "the script takes all of it");
    let requests = browser.requests();
    for part in ["/aftersales_bg.", "/words.", "/answers."] {
        let times = requests.iter().filter(|url| url.contains(part)).count();
        assert_eq!(times, 1, "{part} in {requests:?}");
    }
}

#[test]
fn the_script_requests_files_whose_preload_failed() {
    let server = serve();
    let browser = Browser::start();
    let broken = "WebAssembly.compileStreaming = () => Promise.reject(new TypeError('in vain'))";
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": broken }));
    let page = Advisor::open(&browser, &format!("{}{LINK}", server.url()));
    page.find(".answer .lead h2");
    assert_eq!(browser.warnings(), []);
}

/// Position and font of the name in the bar, before and after the element is drawn.
const BAR: &str = "
  const element = document.querySelector('aftersales-advisor');
  const name = element.shadowRoot?.querySelector('.brand') ?? element.querySelector('header h1');
  const { x, y, width, height } = name.getBoundingClientRect();
  const { fontSize, fontWeight, letterSpacing, color } = getComputedStyle(name);
  return [name.textContent, x, y, width, height, fontSize, fontWeight, letterSpacing, color];";

#[test]
fn the_bar_is_in_place_before_the_script_is_loaded() {
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
fn the_page_works_after_the_network_is_gone() {
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
fn the_one_file_page_works_from_disk_and_makes_no_requests() {
    // Alone in its folder, so that it can use no other file.
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
        page.set_language(lang);
        page.set_message_language(lang);
        browser.wait_until("the message", || page.advice()["message"]["lang"] == lang);
        page.wait_for_remedy("swap_wrong_item");
        messages.push(page.message());
    }
    messages.dedup();
    assert_eq!(messages.len(), 3, "{messages:?}");
    page.tap(".menu summary");
    page.find("[data-item=\"menu.keys\"]");
    assert!(!page.has(".menu a"), "there is no guide beside it");
    page.reload();
    assert_eq!(page.document_language(), "zh-Hant", "it keeps as the hosted page does");
    let complaints = browser.warnings();
    let requests = browser.requests();
    fs::remove_dir_all(&folder).expect("the folder");
    assert_eq!(complaints, []);
    let loaded: Vec<&String> =
        requests.iter().filter(|url| **url != address && !url.starts_with("data:")).collect();
    assert!(loaded.is_empty(), "{loaded:?}");
}

#[test]
fn the_package_loads_in_a_page_of_another_site() {
    let server = serve();
    let folder = std::env::temp_dir().join(format!("aftersales-other-site-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("index.html"), "<!doctype html><title>another site</title>")
        .expect("a page");
    // `localhost` is another site than `127.0.0.1` to a browser.
    let other = Server::start(&folder, 0).expect("another server");
    let browser = Browser::start();
    browser.goto(&format!("http://localhost:{}/", other.port()));
    let script = "return import(arguments[0]).then((it) => it.default()).then(() => 'loaded')";
    let loaded = browser.execute(script, &[json!(format!("{}pkg/aftersales.js", server.url()))]);
    fs::remove_dir_all(&folder).expect("the folder");
    assert_eq!(loaded, json!("loaded"));
}
