//! The page opens with any link, any stored state, and any missing file.

use crate::support;

use aftersales_www::Server;
use serde_json::{Value, json};
use support::host::POLICY;
use support::seller::{Device::Desktop, Device::Phone, state_wrong_item};
use support::{Advisor, Browser, Host, StallingProxy, serve, site};

fn link(to: &str, case: &Value) -> String {
    let encoded: String = case.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("{to}#case={encoded}")
}

fn broken_parcel() -> Value {
    json!({
        "platform": "shopee", "buyer_region": "ph", "order_state": "delivered", "complaint": "damaged",
        "evidence": "confirmed",
    })
}

/// Opens the link of another case over an open one, which is then restored.
#[track_caller]
fn check_link_over_stored_case(browser: &Browser, address: &str, lang: &str) {
    let page = Advisor::open(browser, address);
    state_wrong_item(&page);
    page.set_language(lang);
    let own = page.case();
    browser.open_tab();
    let page = Advisor::open(browser, &link(address, &broken_parcel()));
    browser.wait_until("the linked case", || page.case() == broken_parcel());
    page.find(".answer");
    assert!(page.find(".notice").is_shown(), "a notice explains which case is shown");
    page.reload();
    assert_eq!(page.case(), broken_parcel(), "a reload keeps it");

    browser.open_tab();
    let page = Advisor::open(browser, &link(address, &broken_parcel()));
    page.tap(".notice button");
    browser.wait_until("the own case", || page.case() == own);
    page.wait_for_remedy("swap_wrong_item");
    assert_eq!(browser.warnings(), []);
}

#[test]
fn a_link_opens_over_a_stored_case_on_a_phone() {
    let server = serve();
    for lang in ["en", "zh-Hans", "zh-Hant"] {
        let browser = Phone.browser();
        check_link_over_stored_case(&browser, &server.url(), lang);
    }
}

#[test]
fn a_link_opens_over_a_stored_case_on_a_desktop() {
    let server = serve();
    let browser = Desktop.browser();
    check_link_over_stored_case(&browser, &server.url(), "en");
}

#[test]
fn a_link_opens_over_a_stored_case_in_a_frame() {
    let server = serve();
    let browser = Desktop.browser();
    let address = format!("{}?embed&keep=desk", server.url());
    check_link_over_stored_case(&browser, &address, "en");
}

#[test]
fn a_link_opens_over_a_stored_case_in_the_one_file_page() {
    let folder = std::env::temp_dir().join(format!("aftersales-linked-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("aftersales.html");
    std::fs::copy(site().join("aftersales.html"), &file).expect("the one-file page");
    let browser = Desktop.browser();
    let address = format!("file://{}", file.display());
    check_link_over_stored_case(&browser, &address, "en");
    std::fs::remove_dir_all(&folder).expect("the folder");
}

#[test]
fn a_linked_case_does_not_replace_the_case_used_last_until_it_is_changed() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let own = page.case();
    browser.open_tab();
    Advisor::open(&browser, &link(&server.url(), &broken_parcel()));
    browser.open_tab();
    let page = Advisor::open(&browser, &server.url());
    assert_eq!(page.case(), own);
}

#[test]
fn an_unreadable_link_is_reported_stays_in_the_address_and_shows_the_stored_case() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let own = page.case();
    for fragment in ["#case={broken", "#case=%7B%22platform%22%3A%22tao", "#case=", "#case=5"] {
        browser.open_tab();
        let page = Advisor::open(&browser, &format!("{}{fragment}", server.url()));
        page.find_with_text(".notice", "no case that can be read");
        assert_eq!(page.case(), own);
        assert!(browser.url().ends_with(fragment), "{}", browser.url());
    }
}

/// Values where an amount, a time or a name is expected.
fn junk() -> Vec<Value> {
    vec![
        json!(null),
        json!(5),
        json!(-1),
        json!(true),
        json!("abc"),
        json!([]),
        json!([1]),
        json!({}),
        json!({ "minor": 1, "currency": "x" }),
        json!({ "minor": 1, "currency": "CNYX" }),
        json!({ "minor": 1, "currency": null }),
        json!({ "minor": 1, "currency": {} }),
        json!({ "minor": 1 }),
        json!({ "minor": "1", "currency": "CNY" }),
        json!({ "minor": -1.5, "currency": "JPY" }),
        json!({ "minor": 1e300, "currency": "CNY" }),
        json!({ "currency": "CNY" }),
    ]
}

#[test]
fn the_page_is_drawn_and_usable_with_any_invalid_link() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    let facts = [
        "platform",
        "buyer_region",
        "order_state",
        "complaint",
        "evidence",
        "order_value",
        "delivered_at",
        "offers_declined",
        "no_such_fact",
    ];
    let valid = json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered", "complaint": "wrong_item",
        "evidence": "confirmed",
    });
    for (number, (fact, value)) in
        facts.iter().flat_map(|fact| junk().into_iter().map(move |value| (fact, value))).enumerate()
    {
        let mut case = valid.clone();
        case[fact] = value.clone();
        let fragment = link("", &case);
        browser.execute("location.hash = arguments[0]", &[json!(fragment)]);
        browser.wait_until(&format!("{fact} = {value}"), || page.case() == case);
        let drawn = "const root = document.querySelector('aftersales-advisor').shadowRoot;
            return [root.querySelectorAll('.trouble').length, root.querySelectorAll('.columns .journey').length]";
        assert_eq!(browser.execute(drawn, &[]), json!([0, 1]), "{fact} = {value}");
        // Some of them also as the first case of a page, which is then used.
        if number % 23 == 0 {
            page.reload();
            page.find(".menu summary");
            page.choose_place("amazon", "us");
            browser.wait_until("a tap to count", || page.case()["platform"] == "amazon");
        }
    }
    assert_eq!(browser.warnings(), []);
}

#[test]
fn an_amount_in_an_unknown_currency_breaks_neither_the_page_nor_an_element() {
    let server = serve();
    let browser = Desktop.browser();
    let mut case = broken_parcel();
    case["order_value"] = json!({ "minor": 1, "currency": "x" });
    let page = Advisor::open(&browser, &link(&server.url(), &case));
    page.find(".problem");
    page.find(".details");
    page.state("evidence", "not_asked");
    browser.wait_until("the tap", || page.case()["evidence"] == "not_asked");
    page.reload();
    page.state("evidence", "confirmed");

    let body = format!(
        "<script type=\"module\" src=\"{{site}}/embed.js\"></script><aftersales-advisor case='{case}'></aftersales-advisor>"
    );
    let host = Host::new(&server, POLICY, &body);
    let page = Advisor::open(&browser, &host.url());
    page.find(".answer");
    page.find(".facts .problem");
    assert_eq!(browser.warnings(), []);
}

#[test]
fn the_page_opens_with_any_stored_state_and_reports_the_parts_that_it_ignores() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    let facts = json!({ "order_state": "delivered", "complaint": "damaged" });
    let wrong = [
        json!({ "done": 5 }),
        json!({ "names": 5 }),
        json!({ "names": { "buyer": {} } }),
        json!({ "draft": "x" }),
        json!({ "draft": { "base": 1 } }),
        json!({ "lost": {} }),
        json!({ "lang": 5 }),
        json!({ "message_lang": [] }),
        json!({ "own": "x" }),
        json!({ "own": { "title": "x" } }),
        json!({ "workshop": [] }),
        json!({ "version": 99, "mark": {}, "done": {} }),
    ];
    for part in wrong {
        let mut kept = part.clone();
        kept["case"] = facts.clone();
        let put = "sessionStorage.clear(); localStorage.clear();
            localStorage.setItem('aftersales', arguments[0])";
        browser.execute(put, &[json!(kept.to_string())]);
        page.reload();
        assert_eq!(page.case(), facts, "{part}");
        page.find_with_text(".notice", "could not be read");
        page.find(".answer");
        page.reload();
        assert!(!page.has(".notice"), "{part}: it is reported once");
        assert_eq!(page.case(), facts, "{part}");
    }
    for (text, reported) in
        [("", false), ("{", true), ("5", true), ("[]", true), ("null", true), ("{}", false)]
    {
        browser.execute(
            "sessionStorage.clear(); localStorage.setItem('aftersales', arguments[0])",
            &[json!(text)],
        );
        page.reload();
        assert_eq!(page.case(), json!({}), "{text}");
        assert_eq!(page.has(".notice"), reported || text.is_empty(), "{text}");
    }
    assert_eq!(browser.warnings(), []);
}

#[test]
fn state_stored_under_a_single_key_is_read_completely() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    let facts = broken_parcel();
    let kept = json!({
        "case": facts, "lang": "zh-Hant", "message_lang": "en", "names": { "buyer": "Wang Fang", "shop": "Mine" },
        "done": ["apologise"], "draft": null, "lost": null,
        "own": { "title": "Mine", "pack": { "id": "mine", "layer": "shop", "rules": [], "settings": { "signature": { "en": "Li" } } } },
        "workshop": { "id": "mine", "layer": "shop", "rules": [], "title": "Next" },
    });
    browser.execute(
        "sessionStorage.clear(); localStorage.setItem('aftersales', arguments[0])",
        &[json!(kept.to_string())],
    );
    for _ in 0..2 {
        page.reload();
        assert_eq!(page.case(), facts);
        assert_eq!(page.document_language(), "zh-Hant");
        assert_eq!(page.advice()["message"]["lang"], "en");
        assert!(page.message().contains("Wang Fang"), "{}", page.message());
        assert!(!page.has(".notice"));
        let now = page.stored();
        for part in ["case", "lang", "message_lang", "names", "done", "own", "workshop"] {
            assert_eq!(now[part], kept[part], "{part}");
        }
        assert_eq!(now["version"], 1);
    }
}

/// Blocks requests that match a pattern.
fn without(browser: &Browser, pattern: &str) {
    browser.cdp("Network.enable", json!({}));
    browser.cdp("Network.setBlockedURLs", json!({ "urls": [pattern] }));
    browser.expect_errors("ERR_BLOCKED_BY_CLIENT");
    browser.expect_errors("Failed to fetch");
}

#[test]
fn a_missing_script_wasm_or_words_is_reported_in_the_readers_language_with_a_retry() {
    let server = serve();
    for (missing, file) in
        [("main", "*/main.*.js"), ("wasm", "*/*_bg.*.wasm"), ("words", "*/words.*.wasm")]
    {
        for (lang, words) in [
            ("en", "did not load completely"),
            ("zh-Hans", "没有加载完整"),
            ("zh-Hant", "沒有完整載入"),
        ] {
            let browser = Phone.browser();
            without(&browser, file);
            browser.goto(&format!("{}?lang={lang}#case=%7B%7D", server.url()));
            let box_ = browser.find("[role=alert]");
            browser.wait_until(&format!("{missing} in {lang}"), || {
                browser.find("[role=alert]").text().contains(words)
            });
            assert!(box_.is_shown() || browser.find("[role=alert]").is_shown());
            let one_file = browser.find("[role=alert] a");
            let leads = one_file.property("href");
            assert!(
                leads.as_str().is_some_and(
                    |to| to.contains("/aftersales.html?") && to.ends_with("#case=%7B%7D")
                ),
                "{leads}"
            );
            // Once the file can be loaded, a retry is sufficient.
            browser.cdp("Network.setBlockedURLs", json!({ "urls": [] }));
            browser.find("[role=alert] button").click();
            Advisor { browser: &browser }.wait_until_drawn();
            assert_eq!(Advisor { browser: &browser }.document_language(), lang);
            drop(browser.warnings());
        }
    }
}

/// The text of a tab opened by another, since the driver cannot query a page that is loading.
const SHOWN_ELSEWHERE: &str = "const element = opened.document.querySelector('aftersales-advisor');
    const texts = (root) => [...(root?.children ?? [])].map((child) => child.innerText ?? '').join(' ');
    return texts(element) + ' ' + texts(element?.shadowRoot);";

#[test]
fn a_stalled_request_is_reported_after_a_timeout_and_a_linked_case_is_shown_meanwhile() {
    let server = serve();
    let parts = [
        ("main.", "did not load completely"),
        ("_bg.", "did not load completely"),
        ("words.", "did not load completely"),
        ("answers.", "could not be loaded"),
    ];
    // Each waits for the page's timeout, all at the same time.
    std::thread::scope(|scope| {
        for (part, words) in parts {
            scope.spawn(|| stalled_request_is_reported(&server, part, words));
        }
    });
}

fn stalled_request_is_reported(server: &Server, part: &'static str, words: &str) {
    let network = StallingProxy::new(server, part);
    let browser = Desktop.browser();
    browser.goto(&format!("{}icon.svg", network.url()));
    let address = link(&format!("{}?lang=en", network.url()), &broken_parcel());
    browser.execute("globalThis.opened = open(arguments[0]); return null", &[json!(address)]);
    let shown = || browser.execute(SHOWN_ELSEWHERE, &[]).as_str().unwrap_or_default().to_string();
    if part == "answers." {
        browser.wait_until("the facts of the case", || shown().contains("Shopee"));
    }
    browser.wait_until(&format!("a report about {part}"), || shown().contains(words));
    assert!(shown().contains("Try again"), "{part}: {}", shown());
    network.forward_all();
    let again = "const element = opened.document.querySelector('aftersales-advisor');
        const buttons = [element, element.shadowRoot].flatMap((root) => [...(root?.querySelectorAll('button') ?? [])]);
        buttons.find((button) => button.textContent === 'Try again').click()";
    browser.execute(again, &[]);
    browser.wait_until(&format!("the answer with {part} forwarded"), || {
        browser.execute("return Boolean(opened.document.querySelector('aftersales-advisor')?.shadowRoot?.querySelector('.answer'))", &[]) == json!(true)
    });
    drop(browser.warnings());
}

#[test]
fn an_error_while_drawing_is_reported_and_a_new_case_keeps_the_settings() {
    let server = serve();
    for (lang, words) in
        [("en", "Something went wrong"), ("zh-Hans", "页面出错"), ("zh-Hant", "頁面發生錯誤")]
    {
        let browser = Phone.browser();
        browser.expect_errors("an error in a test");
        let page = Advisor::open(&browser, &format!("{}?lang={lang}", server.url()));
        let own = json!({ "version": 1, "own": { "title": "Mine", "pack": { "id": "mine", "layer": "shop", "rules": [] } } });
        browser.execute(
            "localStorage.setItem('aftersales-shop', arguments[0])",
            &[json!(own.to_string())],
        );
        page.reload();
        page.state("complaint", "damaged");
        page.state("order_state", "delivered");
        page.find(".answer");
        let before = page.stored();
        tap_into_error(&page, "evidence", "confirmed");
        let text = page.find(".trouble").text();
        assert!(text.contains(words), "{text}");
        assert_eq!(page.stored()["own"], before["own"], "nothing is lost");
        page.tap(".trouble button");
        page.wait_until_drawn();
        assert!(!page.has(".trouble"));
        assert_eq!(page.case(), json!({}));
        assert_eq!(page.stored()["own"], before["own"]);

        tap_into_error(&page, "complaint", "damaged");
        page.find(".trouble");
        page.tap(".trouble .danger");
        // It asks for confirmation before it deletes.
        page.tap(".trouble button:last-of-type");
        page.wait_until_drawn();
        assert_eq!(
            browser.execute("return localStorage.length + sessionStorage.length", &[]),
            json!(0)
        );
    }
}

/// Taps the value of a fact whose drawing fails from that tap on.
#[track_caller]
fn tap_into_error(page: &Advisor, fact: &str, value: &str) {
    let chip = format!("[data-fact=\"{fact}\"] input[value=\"{value}\"]");
    page.find(&chip);
    fail_at(page.browser, "order_state", &chip);
}

/// Makes reading the form of this fact fail, and clicks what a selector finds before anything else is drawn.
#[track_caller]
fn fail_at(browser: &Browser, fact: &str, selector: &str) {
    let script = "const [fact, selector] = arguments;
        const find = globalThis.find_ ??= Map.prototype.get;
        Map.prototype.get = function (key) {
          if (fact && key === fact) throw new Error('an error in a test');
          return find.call(this, key);
        };
        document.querySelector('aftersales-advisor').shadowRoot.querySelector(selector).click();";
    browser.execute(script, &[json!(fact), json!(selector)]);
}

#[test]
fn an_error_in_a_part_of_the_policy_closes_it_and_keeps_the_case() {
    let server = serve();
    let browser = Desktop.browser();
    browser.expect_errors("an error in a test");
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let own = page.case();
    fail_at(&browser, "order_value", ".menu summary");
    page.tap("[data-item=\"menu.policy\"]");
    page.tap("[data-part=own]");
    page.find_with_text(".notice", "this part is closed");
    page.find(".answer");
    assert_eq!(page.case(), own);
}
