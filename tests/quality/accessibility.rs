//! axe-core finds no violations in any state of the page, in any language, on phone and desktop, in
//! the light and the dark theme: every pair of these, since what three of them do together two do.

use crate::screens::{State, show_state, states};
use crate::support::{Advisor, Browser, Copy, serve, site};
use crate::{folder, markup, tools};
use aftersales::shipped::LANGUAGES;
use aftersales_www::Server;
use serde_json::{Value, json};
use std::fs;

/// Runs every rule, including best practices. Incomplete results are not violations.
const RUN: &str = "
  const done = arguments[0];
  axe.run(document, { resultTypes: ['violations'] }).then(({ violations, passes }) => done({
    passes: passes.length,
    violations: violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).slice(0, 3).join(' | ')}`),
  }), (problem) => done({ passes: 0, violations: [String(problem)] }));";

/// The rendered content of the element.
const RENDERED: &str = "
  const elements = [...document.querySelectorAll('aftersales-advisor')];
  return elements.map((element) => (element.shadowRoot ?? element).innerHTML).join(' ');";

/// Collects violations in the states of a page.
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
    fn run(&mut self, browser: &Browser, name: &str) {
        // After all animations.
        browser.execute("document.getAnimations().forEach((animation) => animation.finish())", &[]);
        browser.execute(&self.axe, &[]);
        let result = browser.execute_async(RUN, &[]);
        assert!(result["passes"].as_u64().unwrap_or(0) > 5, "{name}: axe saw little: {result}");
        for violation in result["violations"].as_array().expect("a list") {
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

fn set_dark(browser: &Browser, dark: bool) {
    let theme = if dark { "dark" } else { "light" };
    browser.prefer(&[("prefers-color-scheme", theme), ("prefers-reduced-motion", "reduce")]);
}

/// Checks every state of a device in every language. A state that both devices have is checked on one
/// of them in each language, and the themes alternate, so that every two of state, language, device and
/// theme meet.
#[track_caller]
fn check_states(phone: bool) {
    let server = serve();
    let browser = Browser::start();
    match phone {
        true => browser.phone(),
        false => browser.size(1280, 800),
    }
    let device = if phone { "phone" } else { "desktop" };
    let mut check = Check::new(device);
    let own = states(phone);
    let other = states(!phone);
    for (number, lang) in LANGUAGES.iter().enumerate() {
        for (at, state) in own.iter().enumerate() {
            let is_shared = other.iter().any(|other| other.name == state.name);
            if is_shared && ((at + number) % 2 == 0) != phone {
                continue;
            }
            set_dark(&browser, (at + number) / 2 % 2 == 1);
            show_state(&browser, &server.url(), lang, state);
            check.run(&browser, &format!("{device}-{lang}-{}", state.name));
        }
    }
    check.end(own.len());
}

#[test]
fn every_state_on_a_phone_is_accessible() {
    check_states(true);
}

#[test]
fn every_state_on_a_desktop_is_accessible() {
    check_states(false);
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
fn error_messages_are_accessible() {
    let mut check = Check::new("trouble");
    for lang in LANGUAGES {
        let browser = Browser::start();
        browser.phone();
        set_dark(&browser, lang == "zh-Hant");
        let server = serve();

        // Without a network.
        show_state(&browser, &server.url(), lang, &state(true, "decided"));
        let offline = json!({
            "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        browser.cdp("Network.enable", json!({}));
        browser.cdp("Network.emulateNetworkConditions", offline);
        browser.wait_until("the page to notice", || {
            browser.execute("return navigator.onLine", &[]) == json!(false)
        });
        check.run(&browser, &format!("offline-{lang}"));
        drop(browser);

        // Without storage.
        let browser = Browser::start();
        browser.size(1280, 800);
        set_dark(&browser, lang != "zh-Hant");
        let refuse = "Object.defineProperty(window, 'localStorage', {
            get() { throw new DOMException('refused', 'SecurityError'); } });";
        browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": refuse }));
        let page = Advisor::open(&browser, &server.url());
        page.set_language(lang);
        page.set_case(&decided());
        page.wait_for_remedy("swap_wrong_item");
        check.run(&browser, &format!("forgetful-{lang}"));
    }

    // Without the wasm.
    let copy = Copy::of(&site(), "without-wasm");
    fs::remove_file(copy.file("aftersales_bg.")).expect("the wasm");
    let server = Server::start(&copy.0, 0).expect("a server");
    let browser = Browser::start();
    browser.expect_errors("404");
    browser.goto(&server.url());
    browser.find("aftersales-advisor > [role=alert]");
    check.run(&browser, "without-wasm");
    check.end(7);
}

#[test]
fn every_document_of_the_site_is_accessible() {
    let server = serve();
    let browser = Browser::start();
    browser.size(1280, 800);
    let mut check = Check::new("documents");
    let documents = markup::files(&site(), "html");
    // In other documents than the page itself, an element loads when it comes into view.
    let drawn = "return [...document.querySelectorAll('aftersales-advisor')]
        .map((element) => [element, element.begin()])
        .every(([element]) => element.shadowRoot?.querySelector('.columns'))";
    for file in &documents {
        let name = file.file_name().expect("a name").to_string_lossy();
        browser.goto(&format!("{}{name}", server.url()));
        browser.wait_until("the element", || browser.execute(drawn, &[]) == json!(true));
        check.run(&browser, &name);
    }
    // The one-file page also from disk.
    let page =
        Advisor::open(&browser, &format!("file://{}", site().join("aftersales.html").display()));
    page.set_case(&decided());
    page.wait_for_remedy("swap_wrong_item");
    check.run(&browser, "from-disk");
    check.end(documents.len() + 1);
}

#[test]
fn the_offer_of_an_update_is_accessible() {
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
        page.set_language(lang);
        page.find(".notice button");
        check.run(&browser, &format!("offered-{lang}"));
    }
    check.end(3);
}
