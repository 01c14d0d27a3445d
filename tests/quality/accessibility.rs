//! axe-core finds nothing to complain of, in any state of the page, in any language, on phone and
//! desktop, by day and by night.

use crate::screens::{State, states, take};
use crate::support::{Advisor, Browser, Copy, serve, site};
use crate::{folder, markup, tools};
use aftersales_www::Server;
use serde_json::{Value, json};
use std::fs;

const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// Every rule, best practices included. What could not be told is no violation.
const RUN: &str = "
  const done = arguments[0];
  axe.run(document, { resultTypes: ['violations'] }).then(({ violations, passes }) => done({
    passes: passes.length,
    violations: violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).slice(0, 3).join(' | ')}`),
  }), (problem) => done({ passes: 0, violations: [String(problem)] }));";

/// The rendered parts of the element: what no file shows.
const RENDERED: &str = "
  const elements = [...document.querySelectorAll('aftersales-advisor')];
  return elements.map((element) => (element.shadowRoot ?? element).innerHTML).join(' ');";

/// Looks at what a browser shows.
struct Check {
    axe: String,
    name: String,
    looks: usize,
    found: Vec<String>,
    rendered: std::path::PathBuf,
}

impl Check {
    fn new(name: &str) -> Check {
        let axe = fs::read_to_string(tools().module("axe-core/axe.min.js")).expect("axe-core");
        let rendered = folder(&format!("rendered-{name}"));
        Check { axe, name: name.into(), looks: 0, found: Vec::new(), rendered }
    }

    #[track_caller]
    fn look(&mut self, browser: &Browser, name: &str) {
        // Nothing that is still moving.
        browser.execute("document.getAnimations().forEach((animation) => animation.finish())", &[]);
        browser.execute(&self.axe, &[]);
        let told = browser.execute_async(RUN, &[]);
        assert!(told["passes"].as_u64().unwrap_or(0) > 5, "{name}: axe saw little: {told}");
        for violation in told["violations"].as_array().expect("a list") {
            self.found.push(format!("{name}: {}", violation.as_str().unwrap_or_default()));
        }
        let parts = browser.execute(RENDERED, &[]);
        let parts = parts.as_str().expect("what is rendered");
        fs::write(self.rendered.join(format!("{name}.html")), markup::document(name, parts))
            .expect("a file");
        self.looks += 1;
    }

    #[track_caller]
    fn end(self, at_least: usize) {
        let (violations, looks) = (self.found.len(), self.looks);
        println!("axe-core, {}: {violations} violations in {looks} states", self.name);
        assert!(self.found.is_empty(), "{}", self.found.join("\n"));
        assert!(self.looks >= at_least, "only {} states were looked at", self.looks);
        markup::check_rendered(&self.rendered);
    }
}

fn night(browser: &Browser, night: bool) {
    let light = if night { "dark" } else { "light" };
    browser.prefer(&[("prefers-color-scheme", light), ("prefers-reduced-motion", "reduce")]);
}

/// Every state in every language; every other one by night, another in each language.
#[track_caller]
fn every_state(phone: bool) {
    let server = serve();
    let browser = Browser::start();
    match phone {
        true => browser.phone(),
        false => browser.size(1280, 800),
    }
    let device = if phone { "phone" } else { "desktop" };
    let mut check = Check::new(device);
    for (number, lang) in LANGUAGES.iter().enumerate() {
        for (at, state) in states(phone).iter().enumerate() {
            night(&browser, (number + at) % 2 == 1);
            take(&browser, &server.url(), lang, state);
            check.look(&browser, &format!("{device}-{lang}-{}", state.name));
        }
    }
    check.end(25);
}

#[test]
fn every_state_on_a_phone_is_accessible_in_every_language() {
    every_state(true);
}

#[test]
fn every_state_on_a_desktop_is_accessible_in_every_language() {
    every_state(false);
}

fn decided() -> Value {
    json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
        "complaint": "wrong_item", "evidence": "confirmed",
    })
}

fn state(phone: bool, name: &str) -> State {
    states(phone).into_iter().find(|state| state.name == name).expect("a state of that name")
}

#[test]
fn what_goes_wrong_is_told_accessibly() {
    let mut check = Check::new("trouble");
    for lang in LANGUAGES {
        let browser = Browser::start();
        browser.phone();
        night(&browser, lang == "zh-Hant");
        let server = serve();

        // Without a network.
        take(&browser, &server.url(), lang, &state(true, "decided"));
        let offline = json!({
            "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        browser.cdp("Network.enable", json!({}));
        browser.cdp("Network.emulateNetworkConditions", offline);
        browser.wait_until("the page to notice", || {
            browser.execute("return navigator.onLine", &[]) == json!(false)
        });
        check.look(&browser, &format!("offline-{lang}"));
        drop(browser);

        // Where nothing can be kept.
        let browser = Browser::start();
        browser.size(1280, 800);
        night(&browser, lang != "zh-Hant");
        let refuse = "Object.defineProperty(window, 'localStorage', {
            get() { throw new DOMException('refused', 'SecurityError'); } });";
        browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": refuse }));
        let page = Advisor::open(&browser, &server.url());
        page.speak(lang);
        page.set_case(&decided());
        page.wait_for_remedy("swap_wrong_item");
        check.look(&browser, &format!("forgetful-{lang}"));
    }

    // Where the wasm is not there.
    let copy = Copy::of(&site(), "without-wasm");
    fs::remove_file(copy.file("aftersales_bg.")).expect("the wasm");
    let server = Server::start(&copy.0, 0).expect("a server");
    let browser = Browser::start();
    browser.expect_errors("404");
    browser.goto(&server.url());
    browser.find("aftersales-advisor > [role=alert]");
    check.look(&browser, "without-wasm");
    check.end(7);
}

#[test]
fn every_document_of_the_site_is_accessible() {
    let server = serve();
    let browser = Browser::start();
    browser.size(1280, 800);
    let mut check = Check::new("documents");
    let documents = markup::files(&site(), "html");
    // In other documents than the page itself, an element begins when it comes into sight.
    let drawn = "return [...document.querySelectorAll('aftersales-advisor')]
        .map((element) => [element, element.begin()])
        .every(([element]) => element.shadowRoot?.querySelector('.columns'))";
    for file in &documents {
        let name = file.file_name().expect("a name").to_string_lossy();
        browser.goto(&format!("{}{name}", server.url()));
        browser.wait_until("the element", || browser.execute(drawn, &[]) == json!(true));
        check.look(&browser, &name);
    }
    // The page that is one file also from where it is meant to be opened.
    let page =
        Advisor::open(&browser, &format!("file://{}", site().join("aftersales.html").display()));
    page.set_case(&decided());
    page.wait_for_remedy("swap_wrong_item");
    check.look(&browser, "from-disk");
    check.end(documents.len() + 1);
}

#[test]
fn the_offer_of_a_new_version_is_accessible() {
    let copy = Copy::of(&site(), "offered");
    let server = Server::start(&copy.0, 0).expect("a server");
    let browser = Browser::start();
    browser.phone();
    let mut check = Check::new("offered");
    let page = Advisor::open(&browser, &server.url());
    browser.wait_until("the service worker", || {
        browser.execute("return !!navigator.serviceWorker.controller", &[]) == json!(true)
    });
    let worker = copy.0.join("sw.js");
    let another = format!("{}\n// another", fs::read_to_string(&worker).expect("the worker"));
    fs::write(&worker, another).expect("another worker");
    for lang in LANGUAGES {
        page.reload();
        page.speak(lang);
        page.find(".notice button");
        check.look(&browser, &format!("offered-{lang}"));
    }
    check.end(3);
}
