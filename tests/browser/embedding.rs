//! The element in a page of another site: its attributes, its events, and its loading.

use crate::support;

use serde_json::{Value, json};
use support::host::POLICY;
use support::{Advisor, Browser, Host, serve};

const SCRIPT: &str = "<script type=\"module\" src=\"{site}/embed.js\"></script>";

/// Records the events of the elements in the page.
const LISTENER: &str = "
  window.events = [];
  addEventListener('decision', ({ target, detail }) => events.push([target.id, detail.remedy?.code ?? null]));";

const WRONG_ITEM: &str =
    r#"{"order_state":"delivered","complaint":"wrong_item","evidence":"confirmed"}"#;

fn events(browser: &Browser) -> Value {
    browser.execute("return window.events", &[])
}

#[test]
fn the_host_sets_languages_place_and_facts_and_receives_the_decision() {
    let site = serve();
    let body = format!(
        "<script src=\"listen.js\"></script>{SCRIPT}
         <aftersales-advisor id=\"one\" lang=\"zh-TW\" message-lang=\"en\" platform=\"taobao\" region=\"cn\"
           case='{WRONG_ITEM}'></aftersales-advisor>"
    );
    let host = Host::new(&site, &POLICY.replace("script-src", "script-src 'self'"), &body);
    host.put("listen.js", LISTENER);
    let browser = Browser::start();
    let page = Advisor::open(&browser, &host.url());
    page.wait_for_remedy("swap_wrong_item");
    assert_eq!(page.find(".page").attr("lang").as_deref(), Some("zh-Hant"));
    assert_eq!(page.advice()["message"]["lang"], "en");
    let case = json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
        "complaint": "wrong_item", "evidence": "confirmed",
    });
    assert_eq!(page.case(), case);
    assert_eq!(events(&browser), json!([["one", "swap_wrong_item"]]));

    // Each can be changed at any time.
    let set = |name: &str, value: &str| {
        let script = "document.querySelector('aftersales-advisor').setAttribute(...arguments)";
        browser.execute(script, &[json!(name), json!(value)]);
    };
    set("lang", "en");
    page.find(".page[lang=en]");
    set("message-lang", "zh-CN");
    browser.wait_until("the message", || page.advice()["message"]["lang"] == "zh-Hans");
    set("platform", "aliexpress");
    set("region", "eu");
    browser.wait_until("the place", || {
        page.case()["platform"] == "aliexpress" && page.case()["buyer_region"] == "eu"
    });
    set("case", r#"{"order_state":"unshipped","complaint":"cancel_order"}"#);
    page.wait_for_remedy("cancel_and_refund");
    assert_eq!(page.case()["platform"], "aliexpress");
    assert!(!page.has(".notice"), "what the page around opens needs no way back");
    page.set_case(
        &json!({ "platform": "taobao", "order_state": "delivered", "complaint": "wrong_item" }),
    );
    page.wait_for_remedy("ask_evidence");
    assert_eq!(page.case()["buyer_region"], "eu");
    let last = events(&browser).as_array().and_then(|events| events.last().cloned());
    assert_eq!(last, Some(json!(["one", "ask_evidence"])));
    page.set_case(&json!({}));
    browser.wait_until("the event of the last change", || {
        events(&browser).as_array().and_then(|events| events.last().cloned())
            == Some(json!(["one", null]))
    });

    // The person's changes can be restored.
    page.state("order_state", "delivered");
    page.set_case(&json!({ "complaint": "changed_mind" }));
    page.find(".notice");
    assert_eq!(browser.warnings(), []);
}

#[test]
fn invalid_attributes_are_reported_and_not_thrown() {
    let site = serve();
    let body = format!(
        "{SCRIPT}<aftersales-advisor lang=\"tlh\" platform=\"taobau\" case=\"not json\"></aftersales-advisor>"
    );
    let host = Host::new(&site, POLICY, &body);
    let browser = Browser::start();
    let page = Advisor::open(&browser, &host.url());
    // Neither the page's language nor the element's is supported, so it is the browser's.
    page.find(".page[lang=en]");
    assert!(page.find(".facts > .problem").is_shown());
    page.set_case(&json!({ "complaint": "wrong_item" }));
    let problem = page.find(".place .problem");
    assert!(problem.is_shown() && problem.text().contains("taobao"), "{}", problem.text());
    assert_eq!(browser.warnings(), []);
}

/// Resolves when what comes into view has been noticed and the page has nothing left to do.
const SETTLED: &str = "const done = arguments[0];
    requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => done())));";

#[test]
fn only_a_small_script_is_loaded_until_the_element_comes_into_view() {
    let site = serve();
    let body = format!(
        "{SCRIPT}<p id=\"space\"></p>
         <aftersales-advisor><a href=\"{{site}}/\">Help with complaints</a></aftersales-advisor>"
    );
    let host = Host::new(&site, POLICY, &body);
    let browser = Browser::start();
    browser.goto(&host.url());
    let of_ours = || {
        let ours = |url: &String| url.strip_prefix(&site.url()).map(str::to_string);
        browser.requests().iter().filter_map(ours).collect::<Vec<_>>()
    };
    browser.wait_until("the element to be known", || {
        browser.execute("return !!customElements.get('aftersales-advisor')", &[]) == json!(true)
    });
    browser.execute_async(SETTLED, &[]);
    assert!(of_ours().len() > 1, "an element in view loads at once: {:?}", of_ours());
    // A longer page is opened next.
    Advisor { browser: &browser }.wait_until_drawn();
    let all = of_ours().len();
    browser.execute("document.getElementById('space').remove()", &[]);
    host.put("tall.js", "document.getElementById('space').style.height = '9000px';");
    let tall = body
        .replace("<p id=\"space\"></p>", "<p id=\"space\"></p><script src=\"tall.js\"></script>");
    let host = Host::new(&site, &POLICY.replace("script-src", "script-src 'self'"), &tall);
    host.put("tall.js", "document.getElementById('space').style.height = '9000px';");
    browser.goto(&host.url());
    browser.wait_until("the element to be known", || {
        browser.execute("return !!customElements.get('aftersales-advisor')", &[]) == json!(true)
    });
    browser.execute_async(SETTLED, &[]);
    assert_eq!(of_ours()[all..], ["embed.js"]);
    assert!(browser.find("aftersales-advisor a").is_shown(), "its content stays until then");
    browser.execute("document.querySelector('aftersales-advisor').scrollIntoView()", &[]);
    let page = Advisor { browser: &browser };
    page.wait_until_drawn();
    assert!(!browser.find("aftersales-advisor a").is_shown());
    let script = "return performance.getEntriesByType('resource')
        .find(({ name }) => name.endsWith('embed.js')).decodedBodySize";
    let size = browser.execute(script, &[]).as_u64().unwrap_or(u64::MAX);
    assert!(size < 5_000, "{size} bytes");
}

#[test]
fn several_elements_share_one_library_and_have_their_own_case_and_language() {
    let site = serve();
    let body = format!(
        "{SCRIPT}<aftersales-advisor id=\"one\" lang=\"en\" case='{WRONG_ITEM}'></aftersales-advisor>
         <aftersales-advisor id=\"two\" lang=\"zh-Hans\"></aftersales-advisor>
         <aftersales-advisor id=\"three\" lang=\"en\"></aftersales-advisor>"
    );
    let host = Host::new(&site, POLICY, &body);
    let browser = Browser::start();
    browser.goto(&host.url());
    for (id, lang) in [("one", "en"), ("two", "zh-Hans"), ("three", "en")] {
        let part = format!("#{id}");
        browser.find(&part);
        browser.execute("document.querySelector(arguments[0]).scrollIntoView()", &[json!(part)]);
        browser.find(&format!("#{id} >>> .page[lang=\"{lang}\"]"));
    }
    // Another element, created by a script in a shadow tree.
    let script = "const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
        const made = document.createElement('aftersales-advisor');
        made.case = { complaint: 'damaged' };
        root.append(made);
        made.scrollIntoView();";
    browser.execute(script, &[]);
    browser.find("div >>> aftersales-advisor >>> .answer");

    let case = |id: &str| {
        let script = "return document.getElementById(arguments[0]).case";
        browser.execute(script, &[json!(id)])
    };
    browser.find("#two >>> [data-fact=complaint] input[value=damaged]").tap();
    browser.wait_until("the fact", || case("two") == json!({ "complaint": "damaged" }));
    assert_eq!(case("one")["complaint"], "wrong_item");
    assert_eq!(case("three"), json!({}));

    let requests = browser.requests();
    let count = |part: &str| requests.iter().filter(|url| url.contains(part)).count();
    for file in
        ["/embed.js", "/main.", "/aftersales_bg.", "/words.en.", "/answers.en.", "/words.zh-Hans."]
    {
        assert_eq!(count(file), 1, "{file} in {requests:?}");
    }
    assert_eq!(count("/words.zh-Hant."), 0);
    assert_eq!(browser.warnings(), []);
}

#[test]
fn nothing_is_stored_on_another_site_without_the_keep_attribute() {
    let site = serve();
    let body = format!(
        "{SCRIPT}<aftersales-advisor id=\"none\"></aftersales-advisor>
         <aftersales-advisor id=\"a\" keep=\"a\" platform=\"lazada\"></aftersales-advisor>
         <aftersales-advisor id=\"b\" keep=\"b\"></aftersales-advisor>"
    );
    let host = Host::new(&site, POLICY, &body);
    let browser = Browser::start();
    browser.goto(&host.url());
    let settle = || {
        for id in ["none", "a", "b"] {
            browser.execute("document.getElementById(arguments[0]).begin()", &[json!(id)]);
            browser.find(&format!("#{id} >>> .columns"));
        }
    };
    settle();
    let tap = |id: &str, fact: &str, value: &str| {
        browser.find(&format!("#{id} >>> [data-fact={fact}] input[value={value}]")).tap();
    };
    let script = "return Object.keys(localStorage).filter((key) => !key.includes('-shop')).sort()";
    let keys = || browser.execute(script, &[]);
    let case = |id: &str| {
        browser.execute("return document.getElementById(arguments[0]).case", &[json!(id)])
    };
    tap("none", "complaint", "damaged");
    browser.wait_until("the fact", || case("none") == json!({ "complaint": "damaged" }));
    assert_eq!(keys(), json!([]));
    assert!(browser.find_all("#none >>> .notice").is_empty(), "and no notice is shown");
    tap("a", "complaint", "damaged");
    tap("b", "complaint", "wrong_item");
    browser.wait_until("both kept", || keys() == json!(["aftersales.a", "aftersales.b"]));

    browser.find("#a >>> .languages option[value=\"zh-Hans\"]").click();
    browser.find("#a >>> .page[lang=\"zh-Hans\"]");
    browser.reload();
    settle();
    assert_eq!(case("none"), json!({}));
    assert_eq!(case("a"), json!({ "platform": "lazada", "complaint": "damaged" }));
    assert_eq!(case("b"), json!({ "complaint": "wrong_item" }));
    browser.find("#a >>> .page[lang=\"zh-Hans\"]");
    browser.find("#b >>> .page[lang=\"en\"]");

    // Attributes take precedence over the stored state.
    let script = "for (const [name, value] of [['lang', 'zh-Hant'], ['platform', 'amazon'], ['region', 'us']]) {
        const next = document.getElementById('a').cloneNode();
        next.id = 'again';
        next.setAttribute(name, value);
        document.getElementById('again')?.remove();
        document.body.append(next);
        if (name === 'region') for (const [name, value] of [['lang', 'zh-Hant'], ['platform', 'amazon']]) next.setAttribute(name, value);
        if (name === 'region') next.begin();
      }";
    browser.execute(script, &[]);
    browser.find("#again >>> .page[lang=\"zh-Hant\"]");
    let stated = json!({ "platform": "amazon", "buyer_region": "us", "complaint": "damaged" });
    assert_eq!(case("again"), stated);

    // An element deletes only its own state.
    browser.find("#b >>> .menu summary").tap();
    browser.find("#b >>> [data-item=\"menu.settings\"]").tap();
    browser.find("#b >>> dialog .danger").tap();
    browser.find("#b >>> dialog .goes");
    browser.find("#b >>> dialog .danger").tap();
    browser.wait_until("one left", || keys() == json!(["aftersales.a"]));
}

#[test]
fn without_a_lang_attribute_the_language_is_that_of_the_host() {
    let site = serve();
    let body =
        format!("{SCRIPT}<div lang=\"zh-TW\"><aftersales-advisor></aftersales-advisor></div>");
    let host = Host::new(&site, POLICY, &body);
    let browser = Browser::start();
    let page = Advisor::open(&browser, &host.url());
    page.find(".page[lang=zh-Hant]");
}

#[test]
fn a_change_of_width_is_no_error_of_the_host() {
    let site = serve();
    let body = format!(
        "<script src=\"listen.js\"></script>{SCRIPT}
         <aftersales-advisor lang=\"en\" platform=\"taobao\" region=\"cn\" case='{WRONG_ITEM}'></aftersales-advisor>"
    );
    let host = Host::new(&site, &POLICY.replace("script-src", "script-src 'self'"), &body);
    host.put("listen.js", "window.errors = []; onerror = (message) => errors.push(message);");
    let browser = Browser::start();
    let page = Advisor::open(&browser, &host.url());
    page.wait_for_remedy("swap_wrong_item");
    for (width, wide) in [(1280, true), (600, false), (1200, true), (800, false)] {
        browser.size(width, 800);
        browser.wait_until("the layout", || page.has(".wide") == wide);
    }
    assert_eq!(browser.execute("return window.errors", &[]), json!([]));
}

#[test]
fn in_a_narrow_element_the_answer_comes_into_view_when_the_complaint_is_tapped() {
    let site = serve();
    let body = format!(
        "{}{SCRIPT}
         <aftersales-advisor lang=\"en\" platform=\"taobao\" region=\"cn\"></aftersales-advisor>",
        "a line<br>".repeat(50)
    );
    let host = Host::new(&site, POLICY, &body);
    let browser = Browser::start();
    browser.size(390, 844);
    browser.goto(&host.url());
    browser.execute("scrollTo(0, 900)", &[]);
    let page = Advisor { browser: &browser };
    page.state("order_state", "delivered");
    page.state("complaint", "damaged");
    page.wait_for_remedy("ask_evidence");
    let height = browser.execute("return innerHeight", &[]).as_f64().expect("a height");
    browser.wait_until("the headline in view", || {
        let [_, top, _, own] = page.find(".lead h2").bounds();
        top >= 0.0 && top + own <= height
    });
    assert!(page.has(".lead h2:focus"), "screen readers read it");
}
