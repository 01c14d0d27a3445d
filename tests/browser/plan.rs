//! "I want to do something else": a seller's own plan beside the recommendation.

#[path = "../support/mod.rs"]
mod support;

use support::seller::{Device, Device::Desktop, Device::Phone, tell_of_a_wrong_item};
use support::{Advisor, serve};

const VERDICT: &str = ".verdict";

#[track_caller]
fn open(page: &Advisor, device: Device) {
    if matches!(device, Phone) {
        page.tap(".grip");
    }
    page.tap(".plan button");
    page.find("#plan-remedy");
}

#[track_caller]
fn wait_for(page: &Advisor, verdict: &str) {
    page.browser.wait_until(verdict, || page.has(&format!("{VERDICT}.{verdict}")));
}

#[track_caller]
fn a_plan_is_checked_as_it_changes(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    let recommended = page.advice()["remedy"]["code"].as_str().expect("a remedy").to_owned();
    open(&page, device);
    assert!(!page.has(VERDICT), "nothing is intended yet");

    // The recommended remedy may be carried out.
    page.pick("#plan-remedy", &recommended);
    page.find(VERDICT);
    let fine = ["required", "allowed"].map(|verdict| page.has(&format!("{VERDICT}.{verdict}")));
    assert!(fine.contains(&true), "{}", page.find(VERDICT).text());

    // An act that the law forbids is against it, and the clause is named.
    page.pick("#plan-act", "withhold_refund");
    wait_for(&page, "against_rule");
    let item = page.find(".checked li.against_rule");
    assert!(item.text().contains("Against a rule"), "{}", item.text());
    assert!(page.has(".checked li.against_rule .sources li"), "the clause is named");
    assert!(page.has(".picked li"), "what is intended can be seen, and taken away");

    // Taken away, the plan is as it was.
    page.tap(".picked button");
    page.browser.wait_until("the act is gone", || !page.has(".picked li"));
    page.browser.wait_until("the verdict changes", || !page.has(".verdict.against_rule"));

    if matches!(device, Desktop) {
        let before = page.find(".checked").text();
        page.speak("zh-Hans");
        page.browser.wait_until("other words", || page.find(".checked").text() != before);
    }

    page.tap(".plan > .quiet");
    page.browser.wait_until("it is closed", || !page.has("#plan-remedy"));
}

#[test]
fn a_plan_is_checked_on_a_desktop() {
    a_plan_is_checked_as_it_changes(Desktop);
}

#[test]
fn a_plan_is_checked_on_a_phone() {
    a_plan_is_checked_as_it_changes(Phone);
}

#[test]
fn a_plan_ends_with_its_case() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    open(&page, Desktop);
    page.pick("#plan-act", "withhold_refund");
    wait_for(&page, "against_rule");
    page.menu("clear");
    tell_of_a_wrong_item(&page);
    page.find(".plan button");
    assert!(!page.has("#plan-remedy"), "another case begins without a plan");
}
