//! The page and the message in three languages.

use crate::support;

use serde_json::json;
use support::advisor::text_of;
use support::seller::{Device::Desktop, Device::Phone, state_wrong_item};
use support::{Advisor, serve};

#[test]
fn the_page_and_the_message_each_have_their_own_language() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let english = page.message();

    page.find(".message select option[value=zh-Hans]").click();
    browser.wait_until("a Chinese message", || page.message() != english);
    let chinese = page.message();
    assert_eq!(page.find(".message textarea").attr("lang").as_deref(), Some("zh-Hans"));
    assert_eq!(page.document_language(), "en", "the page stays as it is");
    assert_eq!(page.headline(), text_of(&page.advice()["remedy"]["title"]));

    let headline = page.headline();
    page.set_language("zh-Hant");
    assert_eq!(page.find(".page").attr("lang").as_deref(), Some("zh-Hant"));
    assert_eq!(page.message(), chinese, "the message stays as it is");
    assert_ne!(page.headline(), headline);
    for lang in ["zh-Hans", "en"] {
        page.set_language(lang);
        assert_eq!(page.find(".page").attr("lang").as_deref(), Some(lang));
        assert_eq!(page.message(), chinese);
    }
    assert_eq!(page.headline(), headline);
    assert_eq!(page.find(".languages").property("value"), "en");
    let names =
        "return [...arguments[0].options].map((option) => [option.lang, option.text].join(' '))";
    assert_eq!(
        browser.execute(names, &[page.find(".languages").as_argument()]),
        json!(["zh-Hans 简体中文", "zh-Hant 繁體中文", "en English"])
    );
    assert_eq!(browser.execute("return document.documentElement.dir", &[]), json!("ltr"));
}

#[test]
fn the_message_has_the_language_of_the_page_by_default() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    for lang in ["zh-Hans", "zh-Hant", "en"] {
        page.set_language(lang);
        browser.wait_until(&format!("the message in {lang}"), || {
            page.find(".message textarea").attr("lang").as_deref() == Some(lang)
        });
        assert_eq!(page.advice()["message"]["lang"], json!(lang));
    }
}

#[test]
fn the_page_starts_in_the_language_that_the_browser_prefers() {
    let server = serve();
    for (preferred, lang) in [("zh-TW", "zh-Hant"), ("zh-CN", "zh-Hans"), ("fr-FR", "en")] {
        let browser = Desktop.browser();
        let agent = text_of(&browser.execute("return navigator.userAgent", &[]));
        let preference = json!({ "userAgent": agent, "acceptLanguage": preferred });
        browser.cdp("Emulation.setUserAgentOverride", preference);
        let page = Advisor::open(&browser, &server.url());
        assert_eq!(page.document_language(), lang, "for {preferred}");
    }
}
