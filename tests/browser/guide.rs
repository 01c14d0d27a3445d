//! The guide for other sites: it shows element and frame, and its examples work unchanged.

use crate::support;

use aftersales_www::Server;
use serde_json::{Value, json};
use support::advisor::text_of;
use support::{Advisor, Browser, Host, serve};

const PAGES: [(&str, &str); 3] =
    [("en", "embed.html"), ("zh-Hans", "embed.zh-Hans.html"), ("zh-Hant", "embed.zh-Hant.html")];

fn address(server: &Server, page: &str) -> String {
    format!("{}{page}", server.url())
}

#[test]
fn in_every_language_it_shows_element_and_frame_at_work() {
    let server = serve();
    let browser = Browser::start();
    for (lang, page) in PAGES {
        browser.goto(&address(&server, page));
        assert_eq!(browser.find("html").attr("lang").as_deref(), Some(lang));
        let advisor = Advisor { browser: &browser };
        browser.execute("document.querySelector('#live').scrollIntoView()", &[]);
        advisor.find(&format!(".page[lang=\"{lang}\"]"));
        advisor.set_case(&json!({
            "order_state": "delivered", "complaint": "wrong_item", "evidence": "confirmed",
        }));
        browser.wait_until("the decision of the element", || {
            browser.find("#heard").text().starts_with("swap_wrong_item: ")
        });
        browser.execute("document.querySelector('#frame').scrollIntoView()", &[]);
        browser.enter_frame("iframe");
        advisor.find(&format!(".page[lang=\"{lang}\"]"));
        advisor.set_case(&json!({ "order_state": "delivered", "complaint": "damaged" }));
        advisor.find(".answer");
        browser.leave_frames();
        let own = "return document.documentElement.getBoundingClientRect().height";
        browser.wait_until("the frame to be as high as its content", || {
            browser.enter_frame("iframe");
            let content = browser.execute(own, &[]).as_f64().unwrap_or_default();
            browser.leave_frames();
            (browser.find("iframe").bounds()[3] - content).abs() < 1.5
        });
        let others: Vec<Option<String>> =
            browser.find_all("nav a").iter().map(|link| link.attr("href")).collect();
        assert_eq!(others.len(), PAGES.len());
        assert!(PAGES.iter().all(|(_, page)| others.contains(&Some(page.to_string()))));
        assert_eq!(browser.warnings(), []);
    }
    let requests = browser.requests();
    let elsewhere: Vec<&String> = requests
        .iter()
        .filter(|url| !url.starts_with(&server.url()) && !url.starts_with("data:"))
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
}

#[test]
fn the_menu_opens_it_in_the_language_of_the_page_and_it_links_back() {
    let server = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &server.url());
    for (lang, guide) in PAGES {
        page.set_language(lang);
        page.tap(".menu summary");
        page.tap(".menu a");
        browser.wait_until("the guide", || browser.url() == address(&server, guide));
        browser.find("header .brand").tap();
        browser.wait_until("the page", || browser.url() == server.url());
        page.wait_until_drawn();
    }
    assert_eq!(browser.warnings(), []);
}

#[test]
fn on_a_phone_nothing_scrolls_horizontally() {
    let server = serve();
    let browser = Browser::start();
    browser.phone();
    for (_, page) in PAGES {
        browser.goto(&address(&server, page));
        browser.find(".copy");
        assert!(!Advisor { browser: &browser }.scrolls_horizontally(), "{page}");
        let low = "return [...document.querySelectorAll('header a, .copy')]
            .filter((target) => target.getBoundingClientRect().height < 44).map(({ textContent }) => textContent)";
        assert_eq!(browser.execute(low, &[]), json!([]), "{page}");
    }
}

/// The texts of the examples.
#[track_caller]
fn examples(browser: &Browser, server: &Server) -> Vec<String> {
    browser.goto(&address(server, "embed.html"));
    browser.find(".copy");
    let texts = browser.execute(
        "return [...document.querySelectorAll('pre')].map(({ textContent }) => textContent)",
        &[],
    );
    texts.as_array().into_iter().flatten().map(text_of).collect()
}

fn policy(example: &str) -> String {
    let policy = example.strip_prefix("Content-Security-Policy: ").expect("a policy");
    format!("default-src 'none'; {policy}")
}

#[test]
fn the_examples_work_unchanged_under_the_documented_policies() {
    let server = serve();
    let browser = Browser::start();
    let examples = examples(&browser, &server);
    let example = |start: &str| {
        let found = examples.iter().find(|example| example.trim_start().starts_with(start));
        found.unwrap_or_else(|| panic!("no example begins with {start}: {examples:?}")).clone()
    };
    let policies: Vec<&String> =
        examples.iter().filter(|example| example.starts_with("Content-Security-Policy")).collect();
    let [for_element, for_frame] = policies[..] else { panic!("two policies: {policies:?}") };

    let own = |policy: &str| policy.replace("script-src", "script-src 'self'");
    let styled = format!("{}; style-src 'self'", own(&policy(for_element)));
    let element = format!(
        "<link rel=stylesheet href=looks.css>{}<script type=module src=example.js></script>",
        example("<script")
    );
    let host = Host::new(&server, &styled, &element);
    host.put("looks.css", &example("aftersales-advisor {"));
    host.put("example.js", &example("const advisor"));
    let page = Advisor::open(&browser, &host.url());
    page.wait_for_remedy("swap_wrong_item");
    assert_eq!(page.case()["platform"], "taobao");
    assert_eq!(page.find(".way :checked ~ .icon").style("background-color"), "rgb(122, 31, 162)");
    assert!(page.find(".answer h2").style("font-family").starts_with("Georgia"));
    let logged = browser.console().iter().any(|message| message.text.contains("swap_wrong_item"));
    assert!(logged, "the example of the event");

    // The frame with the script, and with the lines that replace it.
    let frame = example("<iframe");
    let host = Host::new(&server, &policy(for_frame), &frame);
    grows(&browser, &host);
    let without = frame[..frame.find("<script").expect("the second line")].to_string();
    let body = format!("<script src=own.js></script>{without}");
    let host = Host::new(&server, &own(&policy(for_frame)), &body);
    host.put("own.js", &example("addEventListener"));
    grows(&browser, &host);
    let host = Host::new(&server, &policy(for_frame), &without);
    browser.goto(&host.url());
    browser.enter_frame("iframe");
    Advisor { browser: &browser }.wait_until_drawn();
}

#[track_caller]
fn grows(browser: &Browser, host: &Host) {
    browser.goto(&host.url());
    let page = Advisor { browser };
    browser.enter_frame("iframe");
    page.wait_until_drawn();
    assert_eq!(page.case()["platform"], "taobao");
    page.set_case(&json!({ "order_state": "delivered", "complaint": "damaged" }));
    page.find(".answer");
    browser.leave_frames();
    browser.wait_until("the frame to grow", || browser.find("iframe").bounds()[3] > 1000.0);
    assert_eq!(browser.warnings(), []);
}

#[test]
fn it_lists_every_value_every_part_and_every_property() {
    let server = serve();
    let browser = Browser::start();
    browser.goto(&address(&server, "embed.html"));
    let cell = |name: &str| {
        let script = "return [...document.querySelectorAll('tr')]
            .find((row) => row.querySelector('th').textContent.trim() === arguments[0]).querySelector('td').textContent";
        let text = text_of(&browser.execute(script, &[json!(name)]));
        text.split_whitespace().map(str::to_string).collect::<Vec<_>>()
    };
    let (platforms, regions, parts) = (cell("platform"), cell("region"), cell("::part()"));
    let listed: Vec<String> = browser
        .find_all("th code")
        .iter()
        .map(|code| text_of(&code.property("textContent")))
        .filter(|name| name.starts_with("--aftersales-"))
        .collect();

    let page = Advisor::open(&browser, &format!("{}?embed&lang=en", server.url()));
    let values = |code: &str| -> Vec<String> {
        let options = page.find_all(&format!("#field-{code} option:not([value=\"\"])"));
        options.iter().map(|option| text_of(&option.property("value"))).collect()
    };
    assert_eq!(platforms, values("platform"));
    assert_eq!(regions, values("buyer_region"));
    page.set_case(&json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "return_received", "complaint": "changed_mind",
        "item_condition": "intact", "return_received_at": "2026-11-20T09:30:00+08:00",
    }));
    page.set_now("2026-11-20T14:00:00+08:00");
    page.wait_for_remedy("inspect_and_refund");
    for part in parts {
        assert!(page.has(&format!("[part={part}]")), "{part}");
    }
    for name in listed {
        let value: Value = browser.execute(
            "return getComputedStyle(document.querySelector('aftersales-advisor')).getPropertyValue(arguments[0])",
            &[json!(name)],
        );
        assert!(!text_of(&value).is_empty(), "{name}");
    }
}
