//! Goodwill offers, which are in the message only if the seller chooses them.

use crate::support;

use serde_json::{Value, json};
use support::seller::{Device, Device::Desktop, Device::Phone, open_sheet, state_wrong_item};
use support::{Advisor, serve};

/// The offers in the message.
fn offers_in_message(page: &Advisor) -> Vec<Value> {
    let advice = page.advice();
    let offers = advice["goodwill"].as_array().cloned().unwrap_or_default();
    offers
        .into_iter()
        .filter(|offer| offer["in_message"] == true)
        .map(|offer| offer["act"].clone())
        .collect()
}

#[track_caller]
fn check_offer(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    open_sheet(&page);
    let (coupon, plain) = ("[data-offer=offer_coupon]", page.message());
    assert!(!plain.contains("coupon"), "{plain}");
    assert_eq!(offers_in_message(&page), [] as [Value; 0]);
    let [_, _, _, height] = page.find(".goodwill label").bounds();
    assert!(height >= 44.0, "{height}");

    page.tap(coupon);
    browser.wait_until("the coupon in the message", || page.message().contains("coupon"));
    assert_eq!(offers_in_message(&page), [json!("offer_coupon")]);
    assert_eq!(page.find(coupon).property("checked"), json!(true));
    page.reload();
    open_sheet(&page);
    assert!(page.message().contains("coupon"), "a reload keeps the choice");
    page.tap(coupon);
    browser.wait_until("the message without it", || page.message() == plain);

    // Edits of the message stay, with and without the offer.
    page.find(".message textarea").type_text("\u{E010}\nYours, Li");
    page.tap(coupon);
    browser.wait_until("both", || {
        let text = page.message();
        text.contains("coupon") && text.contains("Yours, Li")
    });
    if page.find(".grip").is_shown() {
        page.tap(".grip");
    }
    page.tap(".next-buyer");
    browser.wait_until("an empty case", || page.case().get("complaint").is_none());
    page.state("order_state", "delivered");
    page.state("complaint", "wrong_item");
    page.state("evidence", "confirmed");
    page.wait_for_remedy("swap_wrong_item");
    assert_eq!(offers_in_message(&page), [] as [Value; 0], "another case begins without");
    page.find("[data-offer=offer_coupon]");
    assert_eq!(browser.warnings(), []);
}

#[test]
fn on_a_phone_one_tap_adds_an_offer_to_the_message_and_another_removes_it() {
    check_offer(Phone);
}

#[test]
fn on_a_desktop_one_tap_adds_an_offer_to_the_message_and_another_removes_it() {
    check_offer(Desktop);
}

#[test]
fn an_offer_is_removed_when_the_complaint_changes() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    page.tap("[data-offer=offer_coupon]");
    browser.wait_until("the coupon", || !offers_in_message(&page).is_empty());
    page.tap(".questions > .quiet");
    page.state("mood", "angry");
    assert_eq!(offers_in_message(&page), [json!("offer_coupon")], "it is the same matter");
    page.state("complaint", "damaged");
    browser.wait_until("none", || offers_in_message(&page).is_empty());
}

#[test]
fn the_shops_settings_can_add_offers_to_messages_by_default() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    page.menu("policy");
    page.tap("[data-part=own]");
    page.tap("[data-shop=settings] > summary");
    page.find("[data-shop=settings] [data-offer=offer_coupon]");
    let all = page.find_all("[data-shop=settings] [data-offer]");
    assert!(all.len() > 3 && all.iter().all(|tick| tick.property("checked") == json!(false)));
    page.tap("[data-shop=settings] [data-offer=offer_coupon]");
    page.tap(".actions [class=primary]");
    page.tap(".candidate .primary");
    page.find(".in-force");
    page.tap(".policy-head .quiet");
    browser.wait_until("the coupon", || page.message().contains("coupon"));
    // The seller can remove it from one message.
    page.tap(".message [data-offer=offer_coupon]");
    browser.wait_until("no coupon", || !page.message().contains("coupon"));
}
