//! The service worker: which files it caches, and that the page works from them.

use crate::support;

use aftersales_www::{Server, words};
use serde_json::json;
use std::fs;
use support::{Advisor, Browser, Copy, serve, site};

const CONTROLLED: &str = "return !!navigator.serviceWorker.controller";
#[track_caller]
fn wait_for(browser: &Browser, what: &str, script: &str) {
    browser.wait_until(what, || browser.execute(script, &[]) == json!(true));
}

#[test]
fn every_file_of_the_page_is_cached() {
    let copy = Copy::of(&site(), "kept");
    let server = Server::start(&copy.0, 0).expect("a server");
    let browser = Browser::start();
    browser.goto(&server.url());
    wait_for(&browser, "the service worker", CONTROLLED);
    let kept = browser.execute(
        "return caches.keys().then(([name]) => caches.open(name)).then((cache) => cache.keys())
           .then((requests) => requests.map(({ url }) => new URL(url).pathname.slice(1)).sort())",
        &[],
    );
    let mut files: Vec<String> = Vec::new();
    for entry in fs::read_dir(&copy.0).expect("the site") {
        match entry.expect("an entry").file_name().to_str().expect("a name") {
            "sw.js" | "aftersales.html" => {}
            "index.html" => files.push(String::new()),
            // All of them are in one file, too.
            name if words::is_of_one_place(name) => {}
            name => files.push(name.to_string()),
        }
    }
    files.sort();
    assert_eq!(kept, json!(files));
}

#[test]
fn the_page_can_be_installed() {
    let server = serve();
    let browser = Browser::start();
    browser.goto(&server.url());
    wait_for(&browser, "the service worker", CONTROLLED);
    let manifest = browser.cdp("Page.getAppManifest", json!({}));
    assert_eq!(manifest["errors"], json!([]), "{manifest}");
    let text = manifest["data"].as_str().expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(text).expect("JSON");
    for member in
        ["id", "name", "short_name", "description", "start_url", "scope", "display", "lang"]
    {
        assert!(manifest[member].as_str().is_some_and(|text| !text.is_empty()), "{member}");
    }
    let problems = browser.cdp("Page.getInstallabilityErrors", json!({}));
    assert_eq!(problems["installabilityErrors"], json!([]), "{problems}");

    // Every icon has the size and type in the manifest.
    let script =
        "return Promise.all(arguments[0].map(({ src }) => new Promise((resolve, reject) => {
        const image = new Image();
        image.onload = () => resolve(`${image.naturalWidth}x${image.naturalHeight}`);
        image.onerror = () => reject(new Error(src));
        image.src = src;
      })))";
    let icons: Vec<&serde_json::Value> = manifest["icons"]
        .as_array()
        .expect("icons")
        .iter()
        .filter(|icon| icon["type"] == "image/png")
        .collect();
    let sizes: Vec<&serde_json::Value> = icons.iter().map(|icon| &icon["sizes"]).collect();
    assert_eq!(browser.execute(script, &[json!(icons)]), json!(sizes));
    assert!(icons.iter().any(|icon| icon["purpose"] == "maskable"));
    assert_eq!(browser.warnings(), []);

    // The browser requires the icons to install the page.
    let copy = Copy::of(&site(), "no-icons");
    let file = copy.0.join("manifest.webmanifest");
    let without = text.replace(".png", ".none").replace("icon.svg", "icon.none");
    fs::write(file, without).expect("the manifest");
    let server = Server::start(&copy.0, 0).expect("a server");
    browser.expect_errors(".none");
    browser.goto(&server.url());
    browser.wait_until("a reason not to install it", || {
        let problems = browser.cdp("Page.getInstallabilityErrors", json!({}));
        problems["installabilityErrors"] != json!([])
    });
    // Before the server stops, since it may still request the worker.
    drop(browser);
}

/// Loads the page once, disables the network, and states a case by taps.
#[track_caller]
fn a_case_is_answered_without_a_network(phone: bool) {
    let server = serve();
    let address = server.url();
    let browser = Browser::start();
    match phone {
        true => browser.phone(),
        false => browser.size(1280, 800),
    }
    let page = Advisor::open(&browser, &address);
    wait_for(&browser, "the service worker", CONTROLLED);
    server.stop();

    page.reload();
    page.choose_place("taobao", "cn");
    page.state("order_state", "delivered");
    page.state("complaint", "wrong_item");
    page.state("evidence", "confirmed");
    browser.wait_until("a decided answer", || page.advice()["status"] == "decided");
    assert!(page.message().len() > 100, "{}", page.message());
    let facts = page.case();
    page.set_language("zh-Hans");
    browser.wait_until("a message in Chinese", || page.message().contains('。'));
    // The other languages were not used, but are cached.
    if phone {
        page.tap(".grip");
    }
    page.set_message_language("zh-Hant");
    browser.wait_until("a message in the other script", || page.message().contains('您'));
    page.reload();
    assert_eq!(page.document_language(), "zh-Hans");
    assert_eq!(page.advice()["message"]["lang"], "zh-Hant");
    assert_eq!(page.case(), facts, "and it is still there");
    assert!(page.headline().contains(|letter: char| !letter.is_ascii()));
    let requests = browser.requests();
    assert!(requests.iter().any(|url| url.ends_with(".wasm")), "{requests:?}");
    // The browser draws date fields with images of its own.
    let elsewhere = |url: &&String| !url.starts_with(&address) && !url.starts_with("data:");
    let elsewhere: Vec<&String> = requests.iter().filter(elsewhere).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
}

#[test]
fn on_a_phone_a_case_is_answered_without_a_network() {
    a_case_is_answered_without_a_network(true);
}

#[test]
fn on_a_desktop_a_case_is_answered_without_a_network() {
    a_case_is_answered_without_a_network(false);
}

#[test]
fn the_page_shows_that_it_is_offline() {
    let server = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &server.url());
    assert!(!page.has(".badge"));
    let network = |offline: bool| {
        let condition = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        browser.cdp("Network.emulateNetworkConditions", condition);
    };
    browser.cdp("Network.enable", json!({}));
    network(true);
    browser.wait_until("the badge", || page.has(".badge") && page.find(".badge").is_shown());
    network(false);
    browser.wait_until("no badge", || !page.has(".badge"));
}
