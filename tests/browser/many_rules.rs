//! A stored pack of many rules: the page answers while it checks them, says so, and then answers by them.

#[path = "../many_rules/mod.rs"]
mod pack;
use crate::support;

use serde_json::{Value, json};
use support::seller::Device::{Desktop, Phone};
use support::{Advisor, Browser, serve};

/// The rule that decides a step of [`case`], among 600 others.
const OWN: &str = "look-first";

fn pack() -> Value {
    let drawn = pack::rules(600, ":");
    let mut rules: Vec<Value> = serde_json::from_str(&drawn).expect("the rules are JSON");
    rules.push(json!({
        "id": OWN, "steps": ["gather_order_data"],
        "when": { "complaint": "refund_progress", "order_state": "delivered" },
        "sources": [{ "title": "Handbook", "locator": "2" }],
    }));
    json!({ "id": "mine", "layer": "shop", "rules": rules })
}

fn case() -> Value {
    json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
        "complaint": "refund_progress",
    })
}

/// Notes in each frame which of the two texts the page shows.
const WATCH: &str = "globalThis.seen = [];
    (function look() {
        const root = document.querySelector('aftersales-advisor')?.shadowRoot;
        const status = root?.querySelector('.notices')?.textContent ?? '';
        const lead = root?.querySelector('.lead')?.textContent ?? '';
        const now = [status, lead].map((text) => text.includes('still being checked')).join();
        if (root?.querySelector('.answer') && seen.at(-1) !== now) seen.push(now);
        requestAnimationFrame(look);
    })();";

fn follows_own_rule(page: &Advisor) -> bool {
    page.advice().to_string().contains(OWN)
}

/// The names of what the page requested.
fn requested(browser: &Browser) -> Vec<String> {
    let script = "return performance.getEntriesByType('resource').map(({ name }) => name)";
    serde_json::from_value(browser.execute(script, &[])).expect("names")
}

fn fetched(browser: &Browser, part: &str) -> bool {
    requested(browser).iter().any(|name| name.contains(part))
}

#[test]
fn stored_rules_are_checked_in_slices_while_the_page_answers_without_them_and_says_so() {
    let server = serve();
    for device in [Desktop, Phone] {
        let browser = device.browser();
        let page = Advisor::open(&browser, &server.url());
        page.set_language("en");
        page.set_case(&case());
        page.find(".answer");
        assert!(!follows_own_rule(&page));
        let own = json!({ "version": 1, "lang": "en", "own": { "title": "Mine", "pack": pack() } });
        browser.execute(
            "localStorage.setItem('aftersales-shop', arguments[0])",
            &[json!(own.to_string())],
        );
        browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH }));
        page.reload();
        browser.wait_until("the shop's answer", || follows_own_rule(&page));
        page.find_with_text(".notices", "own rules are in force");
        let seen = || browser.execute("return seen", &[]);
        browser
            .wait_until("the note to go", || seen().as_array().is_some_and(|seen| seen.len() > 1));
        assert_eq!(
            seen(),
            json!(["true,true", "false,false"]),
            "the note is there, then it is not"
        );
        let slices = browser.execute(
            "return performance.getEntriesByName('aftersales.admission').map(({ duration }) => duration)",
            &[],
        );
        let slices: Vec<f64> = serde_json::from_value(slices).expect("durations");
        assert!(slices.len() > 2, "{slices:?}");
        let long = slices.iter().filter(|duration| **duration > 50.0).count();
        // A slice is a complaint at an order state, and faults at delivery are large; most are short all the same.
        assert!(long * 2 <= slices.len(), "{slices:?}");
        assert_eq!(browser.warnings(), []);
    }
}

#[test]
fn only_a_page_with_a_stored_pack_loads_what_reads_it_before_the_first_answer() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    page.set_case(&case());
    page.find(".answer");
    page.reload();
    page.find(".answer");
    for part in ["/whole_bg.", "/extras."] {
        assert!(!fetched(&browser, part), "{part}: {:?}", requested(&browser));
    }
    let own = json!({ "version": 1, "lang": "en", "own": { "title": "Mine", "pack": pack() } });
    browser.execute(
        "localStorage.setItem('aftersales-shop', arguments[0])",
        &[json!(own.to_string())],
    );
    page.reload();
    page.find(".answer");
    for part in ["/whole_bg.", "/extras."] {
        assert!(fetched(&browser, part), "{part}: {:?}", requested(&browser));
    }
}
