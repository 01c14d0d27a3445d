//! A case as text for a ticket, and read back from it.

use crate::support;

use serde_json::{Value, json};
use support::advisor::text_of;
use support::clipboard::{allow_clipboard, clipboard};
use support::seller::{Device, Device::Desktop, Device::Phone, state_wrong_item};
use support::{Advisor, serve, site};

fn dated() -> Value {
    json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "in_transit",
        "complaint": "cancel_order", "offers_declined": 1,
        "requested_at": "2026-11-20T09:30:00+08:00",
        "order_value": { "minor": 12950, "currency": "CNY" },
    })
}

#[track_caller]
fn copied_text(page: &Advisor) -> String {
    page.menu("text");
    page.find(".notice");
    clipboard(page.browser).replace("\r\n", "\n")
}

#[track_caller]
fn paste(page: &Advisor, text: &str) {
    page.menu("paste");
    let field = page.find("#paste-text");
    page.browser.execute("arguments[0].value = arguments[1]", &[field.as_argument(), json!(text)]);
    page.tap(".paste [type=submit]");
}

#[track_caller]
fn check_text(device: Device, lang: &str) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    page.set_language(lang);
    page.set_case(&dated());
    page.wait_for_remedy("intercept_and_refund");
    let text = copied_text(&page);
    let advice = page.advice();
    let steps = advice["steps"].as_array().into_iter().flatten().map(|step| &step["text"]);
    let duties = advice["duties"].as_array().into_iter().flatten();
    let duties = duties.flat_map(|duty| [&duty["text"], &duty["due_text"]]);
    let reasons = advice["because"].as_array().into_iter().flatten();
    let reasons = reasons.flat_map(|rule| [&rule["text"], &rule["sources"][0]["title"]]);
    let parts = [&advice["remedy"]["title"]].into_iter().chain(steps).chain(duties).chain(reasons);
    for part in parts.filter(|part| part.is_string()) {
        assert!(text.contains(&text_of(part)), "{part} in\n{text}");
    }
    for fact in ["129.50", "2026-11-20"] {
        assert!(text.contains(fact), "{fact} in\n{text}");
    }
    let last = text.lines().last().unwrap_or_default();
    assert!(last.starts_with(&format!("{}#case=", server.url())), "{last}");

    let colleague = device.browser();
    let theirs = Advisor::open(&colleague, &server.url());
    paste(&theirs, &text);
    theirs.wait_for_remedy("intercept_and_refund");
    assert_eq!(theirs.case(), dated());
    assert!(!theirs.has(".paste"), "the dialog is closed");
    assert_eq!(colleague.warnings(), []);
}

#[test]
fn in_english_the_text_is_complete_and_opens_the_case() {
    check_text(Desktop, "en");
}

#[test]
fn in_simplified_chinese_the_text_is_complete_and_opens_the_case() {
    check_text(Phone, "zh-Hans");
}

#[test]
fn in_traditional_chinese_the_text_is_complete_and_opens_the_case() {
    check_text(Phone, "zh-Hant");
}

#[test]
fn the_text_contains_no_names() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    state_wrong_item(&page);
    page.find("#name-buyer").type_text("Wang Fang");
    let text = copied_text(&page);
    assert!(!text.contains("Wang") && text.contains("#case="), "{text}");
}

#[test]
fn a_case_is_found_however_its_text_was_wrapped_quoted_or_punctuated() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    let facts = json!({ "platform": "amazon", "order_state": "delivered", "complaint": "damaged" });
    let link = format!(
        "https://shop.example/help/#case={}",
        "%7B%22platform%22%3A%22amazon%22%2C%22order_state%22%3A%22delivered%22%2C%22complaint%22%3A%22damaged%22%7D"
    );
    let (head, tail) = link.split_at(80);
    for text in [
        link.clone(),
        format!("  see ({link}). Thanks!"),
        format!("看这单：{link}。谢谢"),
        format!("> After-sales case\n> {head}\n> {tail}\n"),
        format!("{head}=\r\n{tail}").replace("=\r\n", "\r\n"),
        format!("https://x.example/#case={facts}"),
        format!("#case=%7Bbroken and then {link}"),
        format!("\n{facts}\n"),
    ] {
        page.set_case(&json!({}));
        paste(&page, &text);
        browser.wait_until(&format!("the case of {text}"), || page.case() == facts);
    }
}

#[test]
fn a_text_without_a_case_is_refused_with_a_message_and_changes_nothing() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let facts = page.case();
    for text in ["", "hello", "#case=", "#case=%7B%22a", "#case=[1]", "#case=null"] {
        paste(&page, text);
        let problem = page.find(".paste .problem");
        assert!(problem.is_shown() && page.find(".paste").is_shown());
        assert_eq!(page.case(), facts);
        page.tap(".paste [type=button]");
        browser.wait_until("the dialog closed", || !page.has(".paste"));
    }
    // The replaced case can be restored.
    paste(&page, "#case=%7B%22complaint%22%3A%22damaged%22%7D");
    browser.wait_until("the pasted case", || page.case() == json!({ "complaint": "damaged" }));
    page.tap(".notice button");
    browser.wait_until("the case before", || page.case() == facts);
}

#[test]
fn a_pasted_link_with_invalid_facts_opens_the_readable_ones() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    paste(
        &page,
        "#case=%7B%22complaint%22%3A%22damaged%22%2C%22order_state%22%3A%22on the moon%22%7D",
    );
    browser.wait_until("the case", || page.case()["complaint"] == "damaged");
    page.find(".facts .problem");
}

#[test]
fn the_one_file_page_reads_a_text_from_another() {
    let folder = std::env::temp_dir().join(format!("aftersales-text-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("aftersales.html");
    std::fs::copy(site().join("aftersales.html"), &file).expect("the one-file page");
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &format!("file://{}", file.display()));
    paste(&page, "https://elsewhere.example/#case=%7B%22complaint%22%3A%22damaged%22%7D");
    browser.wait_until("the case", || page.case() == json!({ "complaint": "damaged" }));
    std::fs::remove_dir_all(&folder).expect("the folder");
}
