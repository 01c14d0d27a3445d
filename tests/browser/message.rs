//! The message: copied, completed with names, and edited.

use crate::support;

use serde_json::{Value, json};
use support::clipboard::{allow_clipboard, clipboard};
use support::seller::{Device, Device::Desktop, Device::Phone, state_wrong_item};
use support::{Advisor, serve};

#[track_caller]
fn check_copy(device: Device, writing: bool) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), writing);
    state_wrong_item(&page);
    if !writing {
        let refused = "return navigator.clipboard.writeText('x').then(() => false, () => true)";
        assert_eq!(browser.execute(refused, &[]), json!(true), "the clipboard is refused");
    }
    let button = match device {
        Phone => ".lead .copy",
        Desktop => ".message .copy",
    };
    let before = page.find(button).text();
    // A message of several paragraphs, whose line breaks must stay.
    assert!(page.message().contains('\n'));
    page.tap(button);
    browser.wait_until("the button to confirm it", || page.find(button).text() != before);
    assert_eq!(clipboard(&browser).replace("\r\n", "\n"), page.message());
    assert_eq!(browser.warnings(), []);
}

#[test]
fn on_a_phone_the_whole_message_is_copied() {
    check_copy(Phone, true);
}

#[test]
fn on_a_desktop_the_whole_message_is_copied() {
    check_copy(Desktop, true);
}

#[test]
fn the_message_is_copied_even_if_the_clipboard_api_is_refused() {
    check_copy(Desktop, false);
}

#[test]
fn names_typed_into_the_fields_appear_in_the_message() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let needs = page.advice()["message"]["needs"].clone();
    let needs: Vec<&str> =
        needs.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(needs.contains(&"buyer") && needs.contains(&"shop"), "{needs:?}");
    for (at, code) in needs.iter().enumerate() {
        page.find(&format!("#name-{code}")).type_text(&format!("Name {at} of 张三 & <b>"));
    }
    for at in 0..needs.len() {
        let name = format!("Name {at} of 张三 & <b>");
        browser
            .wait_until(&format!("“{name}” in the message"), || page.message().contains(&name));
    }
    assert_eq!(page.advice()["message"]["needs"], json!([]));
    for code in &needs {
        assert!(page.has(&format!("#name-{code}")), "the field of {code} can still be corrected");
    }
}

#[test]
fn an_edited_message_is_copied_and_survives_other_changes() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    state_wrong_item(&page);
    page.find(".message select option[value=zh-Hant]").click();
    page.find(".message textarea[lang=zh-Hant]");
    let own = page.message();
    page.find(".message textarea").type_text("My own last line.");
    let changed = page.message();
    assert_eq!(changed, format!("{own}My own last line."));
    // Neither ticking a step nor another language of the page changes the message.
    page.tap(".steps li input");
    page.set_language("zh-Hans");
    assert_eq!(page.message(), changed);
    page.tap(".message .copy");
    browser.wait_until("the copy", || clipboard(&browser).replace("\r\n", "\n") == changed);
    // The edit can be undone.
    page.tap(".message-note button");
    browser.wait_until("the page's own message", || page.message() == own);
}

#[test]
fn an_edited_message_can_be_restored_after_the_case_changed() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    page.find(".message textarea").type_text("My own last line.");
    let changed = page.message();
    page.state("buyer_wants", "refund");
    page.wait_for_remedy("return_and_refund");
    assert!(!page.message().contains("My own last line."), "the new case has its own message");
    page.tap(".message-note button");
    browser.wait_until("the changed message", || page.message() == changed);
}

#[test]
fn an_edited_message_survives_a_reload() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let own = page.message();
    page.find(".message textarea").type_text("My own last line.");
    let changed = page.message();
    page.reload();
    assert_eq!(page.message(), changed);
    // It still counts as edited, and can be undone.
    page.tap(".message-note button");
    browser.wait_until("the page's own message", || page.message() == own);
    page.reload();
    assert_eq!(page.message(), own);
}

#[test]
fn a_name_typed_after_an_edit_is_merged() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    state_wrong_item(&page);
    page.find(".message textarea").type_text("My own last line.");
    for (code, name) in [("buyer", "Wang Fang"), ("item", "Teapot, blue")] {
        page.find(&format!("#name-{code}")).type_text(name);
    }
    let message = page.message();
    for part in ["Wang Fang", "Teapot, blue", "My own last line."] {
        assert!(message.contains(part), "{part} in\n{message}");
    }
    page.reload();
    assert_eq!(page.message(), message);
    page.find("#name-buyer").retype("Li");
    browser.wait_until("the other name", || page.message().contains("Li"));
    assert!(page.message().contains("My own last line.") && !page.message().contains("Wang"));
}

#[test]
fn where_an_edit_and_a_name_overlap_the_edit_wins() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    page.find(".message textarea").retype("All my own words.");
    page.find("#name-buyer").type_text("Wang Fang");
    assert_eq!(page.message(), "All my own words.");
}

#[test]
fn a_long_message_is_read_without_scrolling_inside_its_field() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    for device in [Desktop, Phone] {
        match device {
            Phone => browser.phone(),
            Desktop => browser.size(1280, 800),
        }
        page.reload();
        page.set_case(&json!({
            "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
            "complaint": "wrong_item", "evidence": "confirmed",
        }));
        page.wait_for_remedy("swap_wrong_item");
        support::seller::open_sheet(&page);
        let field = page.find(".message textarea");
        field.retype(&"A line.\u{E008}\u{E007}\u{E000}".repeat(30));
        let hidden = "return arguments[0].scrollHeight - arguments[0].clientHeight";
        assert_eq!(browser.execute(hidden, &[field.as_argument()]), json!(0));
        // The rows are for browsers that do not size a field by its content.
        browser.execute("arguments[0].style.fieldSizing = 'fixed'", &[field.as_argument()]);
        let left = browser.execute(hidden, &[field.as_argument()]);
        assert!(left.as_f64().is_some_and(|left| left < 120.0), "{left} pixels are hidden");
        browser.execute("arguments[0].style.fieldSizing = ''", &[field.as_argument()]);
        assert!(!page.scrolls_horizontally());
    }
}

#[test]
fn a_message_in_a_right_to_left_script_is_shown_from_right_to_left() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    page.find(".message textarea").retype("مرحبا، نعتذر عن الخطأ.");
    let direction = |selector: &str| page.find(selector).style("direction");
    assert_eq!(direction(".message textarea"), "rtl");
    assert_eq!(direction(".page"), "ltr");
    assert_eq!(direction(".message .actions"), "ltr");
}

#[test]
fn a_focused_message_shows_the_text_that_is_copied_when_the_case_changes_from_outside() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    page.tap(".message textarea");
    assert!(page.has(".message textarea:focus"));
    page.set_case(&json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "in_transit", "complaint": "cancel_order",
    }));
    page.wait_for_remedy("intercept_and_refund");
    assert!(page.has(".message textarea:focus"));
    assert_eq!(json!(page.message()), page.advice()["message"]["text"]);
}
