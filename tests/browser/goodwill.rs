//! Offers on top of what is owed: beside the message, and in it only when the seller says so.

#[path = "../support/mod.rs"]
mod support;

use serde_json::{Value, json};
use support::seller::{Device, Device::Desktop, Device::Phone, pull_up, tell_of_a_wrong_item};
use support::{Advisor, serve};

/// The offers that the message makes.
fn made(page: &Advisor) -> Vec<Value> {
    let advice = page.advice();
    let offers = advice["goodwill"].as_array().cloned().unwrap_or_default();
    offers
        .into_iter()
        .filter(|offer| offer["in_message"] == true)
        .map(|offer| offer["act"].clone())
        .collect()
}

#[track_caller]
fn one_tap_puts_an_offer_into_the_message_and_another_takes_it_out(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    pull_up(&page);
    let (coupon, plain) = ("[data-offer=offer_coupon]", page.message());
    assert!(!plain.contains("coupon"), "{plain}");
    assert_eq!(made(&page), [] as [Value; 0]);
    let [_, _, _, height] = page.find(".goodwill label").bounds();
    assert!(height >= 44.0, "{height}");

    page.tap(coupon);
    browser.wait_until("the coupon in the message", || page.message().contains("coupon"));
    assert_eq!(made(&page), [json!("offer_coupon")]);
    assert_eq!(page.find(coupon).property("checked"), json!(true));
    page.reload();
    pull_up(&page);
    assert!(page.message().contains("coupon"), "a reload keeps the choice");
    page.tap(coupon);
    browser.wait_until("the message without it", || page.message() == plain);

    // What was changed by hand stays, with and without.
    page.find(".message textarea").type_text("\u{E010}\nYours, Li");
    page.tap(coupon);
    browser.wait_until("both", || {
        let text = page.message();
        text.contains("coupon") && text.contains("Yours, Li")
    });
    if page.find(".grip").is_shown() {
        page.tap(".grip");
    }
    page.menu("clear");
    browser.wait_until("an empty case", || page.case().get("complaint").is_none());
    page.say("order_state", "delivered");
    page.say("complaint", "wrong_item");
    page.say("evidence", "confirmed");
    page.wait_for_remedy("swap_wrong_item");
    assert_eq!(made(&page), [] as [Value; 0], "another case begins without");
    page.find("[data-offer=offer_coupon]");
    assert_eq!(browser.complaints(), []);
}

#[test]
fn on_a_phone_one_tap_puts_an_offer_into_the_message_and_another_takes_it_out() {
    one_tap_puts_an_offer_into_the_message_and_another_takes_it_out(Phone);
}

#[test]
fn on_a_desktop_one_tap_puts_an_offer_into_the_message_and_another_takes_it_out() {
    one_tap_puts_an_offer_into_the_message_and_another_takes_it_out(Desktop);
}

#[test]
fn an_offer_goes_when_something_else_has_happened() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    page.tap("[data-offer=offer_coupon]");
    browser.wait_until("the coupon", || !made(&page).is_empty());
    page.tap(".questions > .quiet");
    page.say("mood", "angry");
    assert_eq!(made(&page), [json!("offer_coupon")], "it is the same matter");
    page.say("complaint", "damaged");
    browser.wait_until("none", || made(&page).is_empty());
}

#[test]
fn a_shop_may_have_messages_make_offers_by_themselves() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
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
    // This once not.
    page.tap(".message [data-offer=offer_coupon]");
    browser.wait_until("no coupon", || !page.message().contains("coupon"));
}
