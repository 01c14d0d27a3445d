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
