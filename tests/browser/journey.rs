//! A seller states a case by taps and reads the answer.

use crate::support;

use serde_json::json;
use support::advisor::text_of;
use support::seller::{Device, Device::Desktop, Device::Phone, open_sheet, state_wrong_item};
use support::{Advisor, serve};

#[track_caller]
fn check_case(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);

    let advice = page.advice();
    assert_eq!(advice["problems"], json!([]));
    assert_eq!(page.headline(), text_of(&advice["remedy"]["title"]));
    open_sheet(&page);
    let steps: Vec<String> = page.find_all(".steps li").iter().map(|step| step.text()).collect();
    let wanted: Vec<String> = advice["steps"]
        .as_array()
        .expect("steps")
        .iter()
        .map(|step| text_of(&step["text"]))
        .collect();
    assert!(wanted.len() > 2, "{wanted:?}");
    assert_eq!(steps.len(), wanted.len(), "{steps:?}");
    for (step, wanted) in steps.iter().zip(&wanted) {
        assert!(step.contains(wanted.as_str()), "{step:?} should contain {wanted:?}");
    }
    assert!(page.find(".message textarea").is_shown());
    let message = page.message();
    assert_eq!(message, text_of(&advice["message"]["text"]));
    assert!(!message.contains(['{', '}']), "{message}");
    assert_eq!(browser.warnings(), []);
}

#[test]
fn on_a_phone_a_case_stated_by_taps_is_answered_with_headline_steps_and_message() {
    check_case(Phone);
}

#[test]
fn on_a_desktop_a_case_stated_by_taps_is_answered_with_headline_steps_and_message() {
    check_case(Desktop);
}

#[test]
fn the_answer_follows_every_tap_without_a_button() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    assert!(!page.has(".answer"), "nothing is stated yet");
    page.state("complaint", "damaged");
    let first = page.headline();
    page.state("order_state", "delivered");
    browser.wait_until("another headline", || page.headline() != first);
    page.state("evidence", "awaited");
    page.wait_for_remedy("ask_evidence");
    assert!(!page.has("[type=submit], form"), "there is nothing to submit");
}

#[test]
fn the_first_screen_of_a_desktop_shows_headline_and_copy() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    for part in [".lead h2", ".message .copy"] {
        let [_, top, _, height] = page.find(part).bounds();
        assert!(top >= 0.0 && top + height <= 800.0, "{part} from {top}, {height} high");
    }
    // Of a long message at least the beginning is visible.
    let [_, top, _, _] = page.find(".message textarea").bounds();
    assert!(top <= 480.0, "the message begins at {top}");
}

#[test]
fn the_example_case_is_answered_after_one_tap() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    page.tap(".intro button");
    browser.wait_until("a decided answer", || page.advice()["status"] == "decided");
    assert!(!page.message().is_empty());
}

#[test]
fn overruled_advice_is_shown_beside_the_rule_that_applies_each_with_its_source() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    page.choose_place("taobao", "cn");
    page.state("order_state", "in_transit");
    page.state("complaint", "cancel_order");
    page.wait_for_remedy("intercept_and_refund");
    let overruled = page.advice()["overruled"][0].clone();
    assert_eq!(overruled["rule"], "wait-before-cancelling");
    open_sheet(&page);
    page.open_fold(".why");
    let usual = page.find(".overruled .usual");
    assert!(usual.is_shown());
    assert!(usual.text().contains(&text_of(&overruled["text"])));
    assert!(usual.text().contains(&text_of(&overruled["sources"][0]["title"])), "{}", usual.text());
    let ruling = page.find(".overruled .ruling");
    assert!(ruling.text().contains(&text_of(&overruled["by"][0]["text"])));
    let source = &overruled["by"][0]["sources"][0];
    assert!(ruling.text().contains(&text_of(&source["title"])), "{}", ruling.text());
    assert!(ruling.text().contains(&text_of(&source["verified_text"])));
    let link = page.find(".overruled .ruling a");
    assert_eq!(link.attr("href"), source["url"].as_str().map(str::to_string));
    assert_eq!(link.attr("rel").as_deref(), Some("noopener noreferrer"));
}
