//! The page in a frame of another site: its options stand in its address, and it says how high it is.

#[path = "../support/mod.rs"]
mod support;

use serde_json::{Value, json};
use support::{Advisor, Browser, Host, serve};

/// What the documentation says a host's policy must allow for the frame.
const POLICY: &str = "default-src 'none'; frame-src {site}; script-src {site}";

const SCRIPT: &str = "<script type=\"module\" src=\"{site}/frame.js\"></script>";

/// `#case=` and the facts, as a link writes them.
fn fragment(case: &Value) -> String {
    let encoded: String = case.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("#case={encoded}")
}

fn body(options: &str, attributes: &str) -> String {
    format!(
        "{SCRIPT}<p>before</p><iframe src=\"{{site}}/?embed{options}\" title=\"Help with complaints\" {attributes}></iframe>
         <p id=\"after\">after</p>"
    )
}

/// The height of the frame as the page around has it.
#[track_caller]
fn height(browser: &Browser) -> f64 {
    browser.find("iframe").bounds()[3]
}

/// Waits until the frame is exactly as high as what is in it. Returns that height.
#[track_caller]
fn wait_until_it_fits(browser: &Browser) -> f64 {
    let measure = "return document.documentElement.getBoundingClientRect().height";
    let mut own = 0.0;
    browser.wait_until("the frame to fit its content", || {
        browser.enter_frame("iframe");
        own = browser.execute(measure, &[]).as_f64().unwrap_or_default();
        browser.leave_frames();
        let border = 4.0;
        (height(browser) - border - own).abs() < 1.5
    });
    own
}

#[test]
fn options_stand_in_the_address_and_the_frame_is_as_high_as_its_content() {
    let site = serve();
    let facts =
        json!({ "order_state": "delivered", "complaint": "wrong_item", "evidence": "confirmed" });
    let options = format!(
        "&lang=zh-Hans&message-lang=en&platform=taobao&region=cn&theme=dark{}",
        fragment(&facts)
    );
    let host = Host::new(&site, POLICY, &body(&options, "width=\"380\""));
    let browser = Browser::start();
    browser.goto(&host.url());
    browser.enter_frame("iframe");
    let page = Advisor { browser: &browser };
    page.wait_for_remedy("swap_wrong_item");
    assert_eq!(page.document_language(), "zh-Hans");
    assert_eq!(page.advice()["message"]["lang"], "en");
    assert_eq!(page.case()["platform"], "taobao");
    assert_eq!(page.case()["buyer_region"], "cn");
    assert_eq!(page.find(".page").style("color"), "rgb(232, 229, 221)");
    assert_eq!(browser.find("html").style("background-color"), "rgb(21, 24, 28)");
    assert!(!page.find(".grip").is_shown(), "no sheet: the frame has no lower edge");
    browser.leave_frames();
    let tall = wait_until_it_fits(&browser);
    assert!(tall > 1000.0, "{tall}");

    // It goes along, up and down.
    browser.enter_frame("iframe");
    page.set_case(&json!({}));
    page.find(".blank");
    browser.leave_frames();
    let short = wait_until_it_fits(&browser);
    assert!(short < tall - 300.0, "{short}, {tall}");
    assert!(browser.find("#after").bounds()[1] > short);

    // Another fragment is another case, without loading anything again.
    let next = format!("/?embed&lang=zh-Hans{}", fragment(&json!({ "complaint": "damaged" })));
    browser.enter_frame("iframe");
    browser.execute("window.mark = true", &[]);
    browser.leave_frames();
    let script = "const frame = document.querySelector('iframe');
        frame.src = frame.src.split('#')[0] + arguments[0]";
    browser.execute(script, &[json!(next[next.find('#').unwrap()..])]);
    browser.enter_frame("iframe");
    browser.wait_until("the other case", || page.case()["complaint"] == "damaged");
    assert_eq!(browser.execute("return window.mark", &[]), json!(true));
    assert_eq!(page.case()["platform"], "taobao");
    browser.leave_frames();
    assert_eq!(browser.complaints(), []);
}

/// Opens the frame with this sandbox, tells a case in it by taps, and returns whether a word about
/// forgetting was said.
#[track_caller]
fn a_case_is_told_in_a_sandbox(sandbox: &str, options: &str) -> bool {
    let site = serve();
    let host =
        Host::new(&site, POLICY, &body(options, &format!("sandbox=\"{sandbox}\" width=\"600\"")));
    let browser = Browser::start();
    // Nothing need be scrolled: across sites that takes its time, and a finger would miss.
    browser.size(1280, 4000);
    browser.goto(&host.url());
    let page = Advisor { browser: &browser };
    browser.enter_frame("iframe");
    page.wait_until_drawn();
    browser.leave_frames();
    wait_until_it_fits(&browser);
    browser.enter_frame("iframe");
    page.choose_place("taobao", "cn");
    page.say("order_state", "delivered");
    page.say("complaint", "wrong_item");
    page.say("evidence", "confirmed");
    page.wait_for_remedy("swap_wrong_item");
    let forgets = page.has(".notice");
    page.find(".languages button[lang=\"zh-Hans\"]").tap();
    page.find(".page[lang=\"zh-Hans\"]");
    browser.leave_frames();
    wait_until_it_fits(&browser);
    assert_eq!(browser.complaints(), []);
    forgets
}

#[test]
fn in_a_sandbox_with_its_own_origin_it_works() {
    assert!(!a_case_is_told_in_a_sandbox("allow-scripts allow-same-origin", "&lang=en"));
}

#[test]
fn in_a_sandbox_without_an_origin_it_works_and_says_that_it_forgets_only_where_it_was_to_keep() {
    assert!(!a_case_is_told_in_a_sandbox("allow-scripts", "&lang=en"));
    assert!(a_case_is_told_in_a_sandbox("allow-scripts", "&lang=en&keep=orders"));
}

#[test]
fn a_frame_keeps_nothing_and_brings_no_worker_unless_named() {
    let site = serve();
    let browser = Browser::start();
    // As a page of its own, so that its storage can be seen.
    let page = Advisor::open(&browser, &format!("{}?embed&lang=en", site.url()));
    let state = "return navigator.serviceWorker.getRegistrations()
        .then((workers) => [Object.keys(localStorage), workers.length])";
    page.say("complaint", "damaged");
    browser.wait_until("the fact", || page.case() == json!({ "complaint": "damaged" }));
    assert_eq!(browser.execute(state, &[]), json!([[], 0]));
    let page = Advisor::open(&browser, &format!("{}?embed&lang=en&keep=orders", site.url()));
    page.say("complaint", "damaged");
    browser.wait_until("the fact", || page.case() == json!({ "complaint": "damaged" }));
    assert_eq!(browser.execute(state, &[]), json!([["aftersales.orders"], 0]));
}

#[test]
fn the_page_itself_heeds_its_address_too() {
    let site = serve();
    let browser = Browser::start();
    let page =
        Advisor::open(&browser, &format!("{}?lang=zh-Hant&platform=lazada&region=ph", site.url()));
    assert_eq!(page.document_language(), "zh-Hant");
    assert_eq!(page.case(), json!({ "platform": "lazada", "buyer_region": "ph" }));
    assert!(page.has(".page") && browser.find("aftersales-advisor").attr("standalone").is_some());
}

#[test]
fn a_link_copied_in_a_frame_leads_to_the_page_itself() {
    let site = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &format!("{}?embed&lang=en", site.url()));
    support::clipboard::allow_clipboard(&browser, &site.url(), true);
    page.say("complaint", "damaged");
    page.tap(".menu summary");
    page.tap("[data-item=\"menu.link\"]");
    page.find(".notice");
    let link = support::clipboard::clipboard(&browser);
    assert!(link.starts_with(&format!("{}#case=", site.url())), "{link}");
}

#[test]
fn without_a_language_stated_a_frame_begins_in_the_readers() {
    let site = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &format!("{}?embed", site.url()));
    // As a reader from Taiwan has it; the document itself begins in English.
    let tags = "Object.defineProperty(navigator, 'languages', { get: () => ['zh-TW', 'en'] })";
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": tags }));
    page.reload();
    assert_eq!(page.document_language(), "zh-Hant");
}
