//! Impossible and invalid values are explained beside their fields, and nothing stated is lost.

use crate::support;

use serde_json::{Value, json};
use support::advisor::text_of;
use support::seller::{Device, Device::Desktop, Device::Phone, state_wrong_item};
use support::{Advisor, serve};

#[track_caller]
fn check_impossible_choice(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    page.choose_place("aliexpress", "eu");
    page.state("order_state", "unshipped");
    let broken = page.find("[data-fact=complaint] input[value=damaged]");
    assert_eq!(broken.attr("aria-disabled").as_deref(), Some("true"));
    let label = page.find("[data-fact=complaint] .chip:has([value=damaged])");
    assert!(label.attr("class").unwrap_or_default().contains("impossible"));
    let fine = page.find("[data-fact=complaint] input[value=cancel_order]");
    assert_eq!(fine.attr("aria-disabled"), None);

    broken.tap();
    let refusal = page.find(".refused");
    assert!(refusal.is_shown());
    // Both contradicting facts are named by their labels.
    for (fact, value) in [("complaint", "damaged"), ("order_state", "unshipped")] {
        let words = page.find(&format!("[data-fact={fact}] .chip:has([value={value}]) .chip-text"));
        assert!(refusal.text().contains(&words.text()), "{} in {}", words.text(), refusal.text());
    }
    assert_eq!(page.case()["complaint"], Value::Null, "it states nothing");
    assert_eq!(page.case()["order_state"], json!("unshipped"));

    // It can be chosen all the same: the conflicting fact is removed, and can be restored.
    page.tap(".refused button");
    browser.wait_until("the complaint", || page.case()["complaint"] == json!("damaged"));
    assert_eq!(page.case()["order_state"], Value::Null);
    page.tap(".notice button");
    browser.wait_until("the station back", || page.case()["order_state"] == json!("unshipped"));
}

#[test]
fn on_a_phone_an_impossible_choice_is_dimmed_and_explained() {
    check_impossible_choice(Phone);
}

#[test]
fn on_a_desktop_an_impossible_choice_is_dimmed_and_explained() {
    check_impossible_choice(Desktop);
}

#[test]
fn an_invalid_amount_is_explained_beside_its_field_and_the_typed_text_stays() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    page.tap(".details summary");
    page.find(".amount input").type_text("12 yuan");
    let problem = page.find(".amount .problem");
    assert!(problem.is_shown() && !problem.text().is_empty());
    let field = page.find(".amount input");
    assert_eq!(field.attr("aria-invalid").as_deref(), Some("true"));
    assert_eq!(field.attr("aria-describedby"), problem.attr("id"));
    // Neither another fact nor another language changes the typed text.
    page.state("buyer_wants", "refund");
    let english = problem.text();
    page.set_language("zh-Hans");
    assert_eq!(field.property("value"), json!("12 yuan"));
    let chinese = page.find(".amount .problem").text();
    assert!(!chinese.is_empty() && chinese != english, "{chinese}");
    assert_eq!(page.case()["order_value"], Value::Null);
    assert_eq!(page.advice()["status"], "decided", "the rest is answered");

    field.retype("129.5");
    browser.wait_until("the amount", || page.case()["order_value"]["minor"] == json!(12950));
    assert!(!page.has(".amount .problem"));
}

#[test]
fn amounts_are_read_in_common_notations() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    page.tap(".details summary");
    let field = page.find(".amount input");
    for (text, minor, currency) in [
        ("1,299", 129_900, "CNY"),
        ("1.299,50", 129_950, "CNY"),
        ("１２９９", 129_900, "CNY"),
        ("₱1299", 129_900, "PHP"),
        ("NT$1,299", 129_900, "TWD"),
        ("RM 12.50", 1_250, "MYR"),
    ] {
        field.retype(text);
        let read = json!({ "minor": minor, "currency": currency });
        browser.wait_until(text, || page.case()["order_value"] == read);
        assert_eq!(field.property("value"), json!(text), "what was typed stays");
        let chosen = page.find(".amount select").property("value");
        assert_eq!(chosen, json!(currency), "{text}");
        assert!(!page.has(".amount .problem"), "{text}");
    }
    field.retype("12 apples");
    browser.wait_until("the problem", || page.has(".amount .problem"));
    assert_eq!(page.case()["order_value"], Value::Null);
}

#[test]
fn an_amount_starts_in_the_currency_of_the_place() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_case(&json!({
        "platform": "shopee", "buyer_region": "ph", "order_state": "delivered", "complaint": "damaged",
    }));
    page.tap(".details summary");
    assert_eq!(page.find(".amount select").property("value"), json!("PHP"));
    page.find(".amount input").type_text("500");
    browser.wait_until("the amount", || {
        page.case()["order_value"] == json!({ "minor": 50_000, "currency": "PHP" })
    });
}

#[test]
fn a_day_is_stated_with_and_without_its_hour() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_now("2026-11-22T12:00:00+08:00");
    state_wrong_item(&page);
    page.tap(".details summary");
    let put = |selector: &str, value: &str| {
        browser.execute(
            "const field = document.querySelector(arguments[0]) ?? document.querySelector('aftersales-advisor').shadowRoot.querySelector(arguments[0]);
             field.value = arguments[1]; field.dispatchEvent(new Event('change', { bubbles: true }));",
            &[json!(selector), json!(value)],
        );
    };
    let hour = "#field-delivered_at + input";
    assert_eq!(page.find(hour).property("disabled"), json!(true), "no hour without a day");
    put("#field-delivered_at", "2026-11-16");
    browser.wait_until("the day", || page.case()["delivered_at"] == json!("2026-11-16"));
    assert_eq!(page.advice()["problems"], json!([]));
    put(hour, "18:30");
    browser.wait_until("the hour", || {
        page.case()["delivered_at"]
            .as_str()
            .is_some_and(|time| time.starts_with("2026-11-16T18:30:00"))
    });
    put(hour, "");
    browser.wait_until("the day again", || page.case()["delivered_at"] == json!("2026-11-16"));
    assert_eq!(page.find("#field-delivered_at").property("value"), json!("2026-11-16"));
}

#[test]
fn a_time_that_contradicts_the_others_is_named_beside_its_field() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_now("2026-11-22T12:00:00+08:00");
    state_wrong_item(&page);
    let mut case = page.case();
    case["shipped_at"] = json!("2026-11-20T10:00:00+08:00");
    case["delivered_at"] = json!("2026-11-18T10:00:00+08:00");
    page.set_case(&case);
    let problems = page.advice()["problems"].clone();
    let problem = &problems.as_array().expect("a list")[0];
    let fact = problem["path"].as_str().expect("a path").trim_start_matches('/').to_string();
    let words = page.find(&format!(".field:has(#field-{fact}) .problem"));
    assert!(words.is_shown());
    assert!(words.text().contains(&text_of(&problem["message"])), "{}", words.text());
    assert_eq!(page.case(), case, "nothing stated is lost");
}

#[test]
fn a_link_with_some_invalid_facts_opens_with_the_valid_ones() {
    let server = serve();
    let browser = Desktop.browser();
    let case = r#"{"platform":"taobao","buyer_region":"cn","order_state":"delivered","complaint":"wrong_item","evidence":"confrimed","colour":"red"}"#;
    let encoded: String = case.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let page = Advisor::open(&browser, &format!("{}#case={encoded}", server.url()));
    page.wait_for_remedy("ask_evidence");
    let beside = page.find("[data-fact=evidence] .problem");
    assert!(beside.is_shown() && !beside.text().is_empty());
    let stray = page.find_with_text(".facts > .problem", "colour");
    assert!(stray.is_shown());
    assert_eq!(browser.url(), server.url(), "the case is taken out of the address");
}
