//! The page in a frame of another site: its options in the address, and its height.

use crate::support;

use serde_json::{Value, json};
use support::{Advisor, Browser, Host, serve};

/// The policy that the documentation requires of a host for the frame.
const POLICY: &str = "default-src 'none'; frame-src {site}; script-src {site}";

const SCRIPT: &str = "<script type=\"module\" src=\"{site}/frame.js\"></script>";

/// The fragment of a link with a case.
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

/// The height of the frame in the host's page.
#[track_caller]
fn height(browser: &Browser) -> f64 {
    browser.find("iframe").bounds()[3]
}

/// Waits until the frame is exactly as high as its content, and returns that height.
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
fn options_are_in_the_address_and_the_frame_is_as_high_as_its_content() {
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

    // The frame grows and shrinks with its content.
    browser.enter_frame("iframe");
    page.set_case(&json!({}));
    page.find(".blank");
    browser.leave_frames();
    let short = wait_until_it_fits(&browser);
    assert!(short < tall - 300.0, "{short}, {tall}");
    assert!(browser.find("#after").bounds()[1] > short);

    // Another fragment opens another case without a reload.
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
    assert_eq!(browser.warnings(), []);
}

/// Opens the frame with this sandbox, states a case by taps, and returns whether a notice says that
/// nothing is stored.
#[track_caller]
fn state_in_sandbox(sandbox: &str, options: &str) -> bool {
    let site = serve();
    let host =
        Host::new(&site, POLICY, &body(options, &format!("sandbox=\"{sandbox}\" width=\"600\"")));
    let browser = Browser::start();
    // High enough to need no scrolling, which is slow across sites.
    browser.size(1280, 4000);
    browser.goto(&host.url());
    let page = Advisor { browser: &browser };
    browser.enter_frame("iframe");
    page.wait_until_drawn();
    browser.leave_frames();
    wait_until_it_fits(&browser);
    browser.enter_frame("iframe");
    page.choose_place("taobao", "cn");
    page.state("order_state", "delivered");
    page.state("complaint", "wrong_item");
    page.state("evidence", "confirmed");
    page.wait_for_remedy("swap_wrong_item");
    let forgets = page.has(".notice");
    page.pick_language("zh-Hans");
    page.find(".page[lang=\"zh-Hans\"]");
    browser.leave_frames();
    wait_until_it_fits(&browser);
    assert_eq!(browser.warnings(), []);
    forgets
}

#[test]
fn in_a_sandbox_with_its_own_origin_it_works() {
    assert!(!state_in_sandbox("allow-scripts allow-same-origin", "&lang=en"));
}

#[test]
fn in_a_sandbox_without_an_origin_it_works_and_reports_missing_storage_only_with_a_keep_option() {
    assert!(!state_in_sandbox("allow-scripts", "&lang=en"));
    assert!(state_in_sandbox("allow-scripts", "&lang=en&keep=orders"));
}

#[test]
fn a_frame_stores_nothing_and_registers_no_worker_without_a_keep_option() {
    let site = serve();
    let browser = Browser::start();
    // As a top-level page, so that its storage is accessible.
    let page = Advisor::open(&browser, &format!("{}?embed&lang=en", site.url()));
    let state = "return navigator.serviceWorker.getRegistrations()
        .then((workers) => [Object.keys(localStorage).sort(), workers.length])";
    page.state("complaint", "damaged");
    browser.wait_until("the fact", || page.case() == json!({ "complaint": "damaged" }));
    assert_eq!(browser.execute(state, &[]), json!([[], 0]));
    let page = Advisor::open(&browser, &format!("{}?embed&lang=en&keep=orders", site.url()));
    page.state("complaint", "damaged");
    browser.wait_until("the fact", || page.case() == json!({ "complaint": "damaged" }));
    // The case, and how often its complaint was chosen in the shop.
    let kept = json!(["aftersales-shop.orders", "aftersales.orders"]);
    assert_eq!(browser.execute(state, &[]), json!([kept, 0]));
}

#[test]
fn the_page_itself_applies_the_options_in_its_address() {
    let site = serve();
    let browser = Browser::start();
    let page =
        Advisor::open(&browser, &format!("{}?lang=zh-Hant&platform=lazada&region=ph", site.url()));
    assert_eq!(page.document_language(), "zh-Hant");
    assert_eq!(page.case(), json!({ "platform": "lazada", "buyer_region": "ph" }));
    assert!(page.has(".page") && browser.find("aftersales-advisor").attr("standalone").is_some());
}

#[test]
fn a_link_copied_in_a_frame_opens_the_page_itself() {
    let site = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &format!("{}?embed&lang=en", site.url()));
    support::clipboard::allow_clipboard(&browser, &site.url(), true);
    page.state("complaint", "damaged");
    page.tap(".menu summary");
    page.tap("[data-item=\"menu.link\"]");
    page.find(".notice");
    let link = support::clipboard::clipboard(&browser);
    assert!(link.starts_with(&format!("{}#case=", site.url())), "{link}");
}

#[test]
fn without_a_lang_option_the_language_of_a_frame_is_the_readers() {
    let site = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &format!("{}?embed", site.url()));
    // A reader from Taiwan; the document is in English.
    let tags = "Object.defineProperty(navigator, 'languages', { get: () => ['zh-TW', 'en'] })";
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": tags }));
    page.reload();
    assert_eq!(page.document_language(), "zh-Hant");
}
