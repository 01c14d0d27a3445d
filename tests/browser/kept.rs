//! The state that is stored between visits, its deletion, and links.

use crate::support;

use serde_json::json;
use support::clipboard::{allow_clipboard, clipboard};
use support::seller::{Device::Desktop, Device::Phone, open_sheet, state_wrong_item};
use support::{Advisor, serve};

#[test]
fn a_reload_keeps_facts_names_languages_and_ticks() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    page.find("#name-buyer").type_text("Wang Fang");
    page.tap(".steps li:nth-child(2) input");
    page.find(".message select option[value=zh-Hant]").click();
    page.set_language("zh-Hans");
    let (case, message) = (page.case(), page.message());
    assert!(message.contains("Wang Fang"));

    page.reload();
    assert_eq!(page.case(), case);
    assert_eq!(page.message(), message);
    assert_eq!(page.document_language(), "zh-Hans");
    assert_eq!(page.find("#name-buyer").property("value"), json!("Wang Fang"));
    assert_eq!(page.find(".steps li:nth-child(2) input").property("checked"), json!(true));
    assert_eq!(page.find(".steps li:nth-child(1) input").property("checked"), json!(false));
}

#[test]
fn clearing_the_case_keeps_the_place_and_can_be_undone() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    open_sheet(&page);
    page.find("#name-buyer").type_text("Wang Fang");
    page.tap(".grip");
    let case = page.case();
    page.tap(".next-buyer");
    browser.wait_until("an empty case", || {
        page.case() == json!({ "platform": "taobao", "buyer_region": "cn" })
    });
    assert!(!page.has(".answer"));
    page.tap(".notice button");
    browser.wait_until("the case back", || page.case() == case);
    page.wait_for_remedy("swap_wrong_item");
    assert!(page.message().contains("Wang Fang"));
}

#[test]
fn everything_stored_can_be_deleted() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    page.delete_everything();
    browser.wait_until("an empty case", || page.case() == json!({}));
    assert_eq!(browser.execute("return localStorage.length", &[]), json!(0));
    page.reload();
    assert_eq!(page.case(), json!({}));
}

#[test]
fn a_copied_link_opens_the_same_case_without_names() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    state_wrong_item(&page);
    page.find("#name-buyer").type_text("Wang Fang");
    let case = page.case();
    page.menu("link");
    page.find(".notice");
    let link = clipboard(&browser);
    assert!(link.starts_with(&server.url()) && !link.contains("Wang"), "{link}");

    let colleague = Desktop.browser();
    let theirs = Advisor::open(&colleague, &link);
    theirs.wait_for_remedy("swap_wrong_item");
    assert_eq!(theirs.case(), case);
}
