//! Beside what to do: what it costs, where it is done, what decides a case, and the countdown that is shown there.

use crate::support;

use serde_json::json;
use support::seller::{Device, Device::Desktop, Device::Phone, open_sheet};
use support::{Advisor, serve};

#[track_caller]
fn check_costs(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_case(&json!({
        "complaint": "damaged", "order_state": "delivered", "evidence": "confirmed", "buyer_wants": "refund",
        "platform": "taobao", "buyer_region": "cn", "order_value": { "minor": 12_000, "currency": "CNY" },
    }));
    page.wait_for_remedy("return_and_refund");
    open_sheet(&page);
    let costs = page.find(".lead .costs").text();
    assert!(costs.starts_with("Costs you: the refund of "), "{costs}");
    assert!(costs.contains("120") && costs.contains(" and the postage out"), "{costs}");
    page.open_fold(".alternatives");
    let others = page.find_all(".alternatives .costs");
    assert_eq!(others.len(), 2, "each fall-back has its own");
    assert!(others[0].text().contains("another piece"), "{}", others[0].text());
    assert_eq!(browser.warnings(), []);
}

#[test]
fn on_a_phone_the_answer_says_what_it_costs() {
    check_costs(Phone);
}

#[test]
fn on_a_desktop_the_answer_says_what_it_costs() {
    check_costs(Desktop);
}

#[test]
fn a_case_on_a_marketplace_says_what_decides_it_and_where_it_is_answered() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    let mut case = json!({
        "complaint": "not_received", "order_state": "delivered", "platform_case": "open",
        "platform": "amazon", "buyer_region": "us",
    });
    page.set_case(&case);
    page.wait_for_remedy("platform_dispute");
    let steps = page.find(".steps").text();
    assert!(steps.contains("proof of delivery"), "{steps}");
    assert!(steps.contains("Performance > A-to-z Guarantee Claims"), "{steps}");
    // Nothing is claimed of a marketplace whose seller centre no source describes.
    case["platform"] = json!("cross_border");
    page.set_case(&case);
    browser.wait_until("another marketplace", || page.case()["platform"] == "cross_border");
    assert!(!page.find(".steps").text().contains("seller centre:"));
}

#[test]
fn the_countdown_is_asked_for_at_the_deadline_and_leads_once_it_is_stated() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_now("2026-11-27T12:00:00Z");
    let mut case = json!({
        "complaint": "not_received", "order_state": "delivered", "platform_case": "open",
        "platform": "amazon", "buyer_region": "us", "claimed_at": "2026-11-27T10:00:00Z",
    });
    page.set_case(&case);
    page.wait_for_remedy("platform_dispute");
    page.find(".clock [data-settle=answer_by]");
    case["answer_by"] = json!("2026-11-28T09:00:00Z");
    page.set_case(&case);
    browser.wait_until("the countdown to lead", || {
        let advice = page.advice();
        let duties = advice["duties"].as_array().cloned().unwrap_or_default();
        duties.iter().any(|duty| duty["leads"] == true && duty["from"] == "answer_by")
    });
    assert!(!page.has(".clock [data-settle=answer_by]"));
}
