//! The printed page: complete facts, answer and message, and no controls.

use crate::support;

use serde_json::json;
use support::seller::{Device::Desktop, Device::Phone, state_wrong_item};
use support::{Advisor, Browser, serve};

/// Shows the page with print styles, after the event before printing.
#[track_caller]
fn begin_print(browser: &Browser) {
    browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    browser.execute("dispatchEvent(new Event('beforeprint'))", &[]);
}

#[track_caller]
fn end_print(browser: &Browser) {
    browser.execute("dispatchEvent(new Event('afterprint'))", &[]);
    browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "" }));
}

/// All visible controls.
const TAPPABLE: &str = "
  const root = document.querySelector('aftersales-advisor').shadowRoot;
  return [...root.querySelectorAll('button, select, input:not([type=checkbox]), textarea')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches('.cell'))
    .map((element) => element.outerHTML.slice(0, 160));";

#[track_caller]
fn check_printed_case(browser: &Browser) {
    let server = serve();
    let page = Advisor::open(browser, &server.url());
    page.set_language("en");
    state_wrong_item(&page);
    let long = "A line of a long letter that goes on.\n".repeat(60);
    page.find(".message textarea");
    let script = "arguments[0].value = arguments[1];
        arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
    let field = page.find(".message textarea").as_argument();
    browser.execute(script, &[field, json!(long)]);
    begin_print(browser);
    let facts = page.find(".printed-facts").text();
    for fact in ["Taobao", "delivered", "wrong item"] {
        assert!(facts.contains(fact), "{facts}");
    }
    assert!(!page.find(".facts").is_shown());
    assert_eq!(browser.execute(TAPPABLE, &[]), json!([]));
    let printed = page.find(".message p.print-only").text();
    assert_eq!(printed.matches("A line of a long letter").count(), 60);
    assert!(page.find(".steps li").is_shown());
    assert!(page.find(".why li").is_shown(), "what is folded on the screen is there");
    let sources = page.find(".why .sources").text();
    assert!(sources.contains("advice of experienced sellers"), "{sources}");
    assert!(!page.scrolls_horizontally());
    end_print(browser);
    assert!(!page.find(".why li").is_shown(), "and folded again");
    // The browser can also print it as PDF.
    let paper = browser.cdp("Page.printToPDF", json!({ "paperWidth": 8.27, "paperHeight": 11.69 }));
    assert!(paper["data"].as_str().is_some_and(|data| data.len() > 10_000));
    assert_eq!(browser.warnings(), []);
}

#[test]
fn on_a_desktop_a_case_is_printed_completely() {
    check_printed_case(&Desktop.browser());
}

#[test]
fn on_a_phone_a_case_is_printed_completely() {
    check_printed_case(&Phone.browser());
}

#[test]
fn rules_are_printed_with_conditions_and_sources() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    page.menu("policy");
    page.tap("[data-part=rules]");
    page.find(".rule");
    page.find("#policy-search").type_text("red packets");
    let few = || page.find_all(".rule").len();
    browser.wait_until("what was searched", || few() > 0 && few() < 10);
    assert!(!page.has(".rule-body"));
    begin_print(&browser);
    assert_eq!(page.find_all(".rule-body").len(), few(), "each of them is unfolded");
    assert!(page.find(".rule-body .sources").is_shown());
    assert!(!page.find(".parts").is_shown() && !page.find("#policy-search").is_shown());
    end_print(&browser);
    assert!(!page.has(".rule-body"));
}
