//! The check of a seller's own plan.

use crate::support;

use support::seller::{Device, Device::Desktop, Device::Phone, state_wrong_item};
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
fn check_plan(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let recommended = page.advice()["remedy"]["code"].as_str().expect("a remedy").to_owned();
    open(&page, device);
    assert!(!page.has(VERDICT), "nothing is intended yet");

    // What the answer names comes first, and is a short list.
    let likely = page.find_all("#plan-remedy optgroup:first-of-type option").len();
    let others = page.find_all("#plan-remedy optgroup:last-of-type option").len();
    assert!((2..20).contains(&likely) && others > 20, "{likely} and {others}");

    // The recommended remedy is allowed.
    page.pick("#plan-remedy", &recommended);
    page.find(VERDICT);
    let fine = ["required", "allowed"].map(|verdict| page.has(&format!("{VERDICT}.{verdict}")));
    assert!(fine.contains(&true), "{}", page.find(VERDICT).text());

    // An act that the law forbids is against a rule, and the clause is shown.
    page.pick("#plan-act", "withhold_refund");
    wait_for(&page, "against_rule");
    let item = page.find(".checked li.against_rule");
    assert!(item.text().contains("Against a rule"), "{}", item.text());
    assert!(page.has(".checked li.against_rule .sources li"), "the clause is named");
    assert!(page.has(".picked li"), "what is intended can be seen, and taken away");

    // Without the act, the verdict is as before.
    page.tap(".picked button");
    page.browser.wait_until("the act is gone", || !page.has(".picked li"));
    page.browser.wait_until("the verdict changes", || !page.has(".verdict.against_rule"));

    if matches!(device, Desktop) {
        let before = page.find(".checked").text();
        page.set_language("zh-Hans");
        page.browser.wait_until("other words", || page.find(".checked").text() != before);
    }

    page.tap(".plan > .quiet");
    page.browser.wait_until("it is closed", || !page.has("#plan-remedy"));
}

#[test]
fn a_plan_is_checked_on_a_desktop() {
    check_plan(Desktop);
}

#[test]
fn a_plan_is_checked_on_a_phone() {
    check_plan(Phone);
}

#[test]
fn a_plan_ends_with_its_case() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    open(&page, Desktop);
    page.pick("#plan-act", "withhold_refund");
    wait_for(&page, "against_rule");
    page.tap(".next-buyer");
    state_wrong_item(&page);
    page.find(".plan button");
    assert!(!page.has("#plan-remedy"), "another case begins without a plan");
}
