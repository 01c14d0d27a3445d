//! The deadline in the headline: whose deadline it is, and on which clock.

use crate::support;

use serde_json::{Value, json};
use support::advisor::text_of;
use support::seller::{Device::Desktop, Device::Phone, state_wrong_item};
use support::{Advisor, Browser, serve};

/// Sets the time zone of the device.
#[track_caller]
fn in_zone(browser: &Browser, zone: &str) {
    browser.cdp("Emulation.setTimezoneOverride", json!({ "timezoneId": zone }));
}

fn returned() -> Value {
    json!({
        "platform": "amazon", "buyer_region": "sg", "order_state": "delivered", "complaint": "changed_mind",
        "delivered_at": "2026-11-24T10:00:00+00:00", "requested_at": "2026-11-26T10:00:00+00:00",
    })
}

#[test]
fn a_deadline_is_on_the_sellers_clock_and_names_it() {
    let server = serve();
    for (zone, clock, own) in [
        ("Europe/London", "10:00", "London"),
        ("Asia/Manila", "18:00", "Manila"),
        ("America/New_York", "05:00", "New York"),
    ] {
        let browser = Desktop.browser();
        in_zone(&browser, zone);
        let page = Advisor::open(&browser, &server.url());
        page.set_now("2026-11-26T12:00:00Z");
        page.set_case(&returned());
        let shown = page.find(".clock").text();
        let advice = page.advice();
        let leads: Vec<&Value> = advice["duties"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|duty| duty["leads"] == true)
            .collect();
        let [duty] = leads.as_slice() else { panic!("{} deadlines lead", leads.len()) };
        assert_eq!(duty["by"], "seller");
        assert!(shown.contains(&text_of(&duty["due_text"])), "{shown}");
        let first = shown.find(clock).unwrap_or_else(|| panic!("{clock} in {zone}: {shown}"));
        if zone != "Asia/Manila" {
            // The buyer's clock follows.
            let buyers = shown.find("18:00").unwrap_or_else(|| panic!("18:00: {shown}"));
            assert!(first < buyers, "{shown}");
        }
        // The clock is named by its city, its name or its offset.
        let named = [own, "GMT", "UTC", "EST", "PST"].iter().any(|name| shown.contains(name));
        assert!(named, "{zone}: {shown}");
        assert_eq!(browser.warnings(), []);
    }
}

#[test]
fn in_every_language_the_hour_is_before_its_clock() {
    let server = serve();
    let browser = Desktop.browser();
    in_zone(&browser, "Asia/Manila");
    for (lang, hour) in
        [("zh-Hans", "18:00 GMT+8"), ("zh-Hant", "06:00 GMT+8"), ("en", "18:00 GMT+8")]
    {
        let page = Advisor::open(&browser, &format!("{}?lang={lang}", server.url()));
        page.set_now("2026-11-26T12:00:00Z");
        page.set_case(&returned());
        page.find_with_text(".clock", hour);
    }
}

#[test]
fn the_countdown_of_an_open_platform_case_is_in_the_headline_before_any_later_deadline() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    page.set_case(&json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered", "complaint": "wrong_item",
        "evidence": "confirmed", "platform_case": "open",
    }));
    browser.wait_until("the case", || page.case()["platform_case"] == "open");
    let shown = text_of(&page.find(".clock").property("textContent"));
    assert!(!shown.contains("15"), "{shown}");
    let duties = page.advice()["duties"].clone();
    let leading = duties.as_array().into_iter().flatten().find(|duty| duty["leads"] == true);
    assert_eq!(leading.map(|duty| &duty["act"]), Some(&json!("answer_in_dispute")), "{shown}");
}
