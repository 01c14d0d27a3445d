//! Open cases: the page shows the possible remedies and asks questions.

use crate::support;

use serde_json::{Value, json};
use support::advisor::text_of;
use support::seller::{Device, Device::Desktop, Device::Phone, open_sheet};
use support::{Advisor, serve};

#[track_caller]
fn check_open_case(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    page.state("complaint", "not_received");
    let advice = page.advice();
    assert_eq!(advice["status"], "open");
    assert_eq!(advice["remedy"], Value::Null);
    let possible = advice["possible"].as_array().expect("a list");
    assert!(possible.len() > 1);
    assert!(page.headline().contains(&possible.len().to_string()), "{}", page.headline());
    let first = &advice["ask"][0];
    let lead = page.find(".lead").text();
    assert!(lead.contains(&text_of(&first["question"])), "{lead}");

    open_sheet(&page);
    let listed = page.find(".possible").text();
    for remedy in possible.iter().take(5) {
        assert!(listed.contains(&text_of(&remedy["title"])), "{} in {listed}", remedy["title"]);
    }
    // The message asks a question and makes no promise.
    assert!(page.message().contains(['?', '？']), "{}", page.message());

    // The button moves to the question.
    page.tap(".lead .primary");
    let fact = text_of(&first["fact"]);
    let focused = "const { activeElement: host } = document;
        return host.shadowRoot?.activeElement?.closest('[data-fact]')?.dataset.fact";
    browser.wait_until(&format!("the focus at {fact}"), || {
        browser.execute(focused, &[]) == json!(fact)
    });
}

#[test]
fn on_a_phone_a_complaint_alone_is_answered_with_possible_remedies_and_a_question() {
    check_open_case(Phone);
}

#[test]
fn on_a_desktop_a_complaint_alone_is_answered_with_possible_remedies_and_a_question() {
    check_open_case(Desktop);
}

#[test]
fn answering_the_questions_in_the_order_asked_settles_the_case() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    page.state("complaint", "not_received");
    for _ in 0..12 {
        let advice = page.advice();
        if advice["status"] == "decided" {
            break;
        }
        let fact = text_of(&advice["ask"][0]["fact"]);
        let choices = format!("[data-fact=\"{fact}\"] input:not([aria-disabled])");
        match page.has(&format!("select#field-{fact}")) {
            true => drop(page.find(&format!("#field-{fact} option:last-child")).click()),
            false => page.tap(&choices),
        }
        browser.wait_until(&format!("an answer on {fact}"), || !page.case()[&fact].is_null());
    }
    assert_eq!(page.advice()["status"], "decided", "after {}", page.case());
}

#[test]
fn a_deadline_without_its_event_links_to_the_field() {
    let server = serve();
    for device in [Desktop, Phone] {
        let browser = device.browser();
        let page = Advisor::open(&browser, &server.url());
        page.set_case(&json!({
            "platform": "cross_border", "buyer_region": "eu", "order_state": "return_received",
            "complaint": "changed_mind",
        }));
        page.wait_for_remedy("inspect_and_refund");
        page.set_now("2026-11-22T12:00:00+01:00");
        open_sheet(&page);
        page.tap("[data-settle=requested_at]");
        let field = "#field-requested_at";
        browser.wait_until("the field", || {
            page.has(&format!("{field}:focus")) && page.find(field).is_shown()
        });
    }
}

#[test]
fn a_day_that_settles_the_case_is_asked_for_among_the_questions() {
    let server = serve();
    for device in [Desktop, Phone] {
        let browser = device.browser();
        let page = Advisor::open(&browser, &server.url());
        page.set_now("2026-11-26T12:00:00+08:00");
        page.set_case(&json!({
            "platform": "taobao", "buyer_region": "cn", "order_state": "delivered", "complaint": "changed_mind",
            "item_condition": "intact", "delivered_at": "2026-11-06",
        }));
        browser.wait_until("the question", || page.advice()["ask"][0]["fact"] == "requested_at");
        assert_eq!(page.advice()["status"], "open");
        page.tap(".lead .primary");
        let focused = "return document.activeElement.shadowRoot?.activeElement?.id";
        browser.wait_until("the focus at the day", || {
            browser.execute(focused, &[]) == json!("field-requested_at")
        });
        let enter =
            "const field = document.querySelector('aftersales-advisor').shadowRoot.activeElement;
            field.value = arguments[0];
            field.dispatchEvent(new Event('change', { bubbles: true }))";
        browser.execute(enter, &[json!("2026-11-08")]);
        browser.wait_until("an answer", || page.advice()["status"] == "decided");
        assert_eq!(page.case()["requested_at"], "2026-11-08");
        // The field stays in place while the person types, and is shown once.
        assert_eq!(browser.execute(focused, &[]), json!("field-requested_at"));
        page.tap(".details > summary");
        page.find("#field-delivered_at");
        assert_eq!(page.find_all("#field-requested_at").len(), 1);
    }
}

#[test]
fn declined_offers_are_reset_when_the_buyer_wants_something_else() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    let case = json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered", "complaint": "damaged",
        "evidence": "confirmed", "buyer_wants": "refund", "offers_declined": 1,
    });
    for (fact, value) in [
        ("order_state", "return_received"),
        ("complaint", "quality_problem"),
        ("buyer_wants", "replacement"),
    ] {
        page.set_case(&case);
        browser.wait_until("the case", || page.case() == case);
        page.state(fact, value);
        browser.wait_until(fact, || page.case()[fact] == value);
        assert_eq!(page.case()["offers_declined"], Value::Null, "{fact}");
        page.tap(".notice button");
        browser.wait_until("the way back", || page.case() == case);
    }
}
