//! The policy at a glance: the remedy of every case, every rule, and the audit.

use crate::support;

use aftersales::api::{advise, form, rules};
use aftersales::present::plain_format::Plain;
use aftersales_core::plain::value::Value as Told;
use serde_json::{Value, json};
use support::advisor::text_of;
use support::seller::{Device::Desktop, Device::Phone, open_sheet, state_wrong_item};
use support::{Advisor, Browser, serve, site};

const STATES: [&str; 6] =
    ["unshipped", "in_transit", "delivered", "return_in_transit", "return_received", "completed"];

fn case_of(facts: &[(&str, &str)]) -> Told {
    let fact = |(code, value): &(&str, &str)| (code.to_string(), Told::Text(value.to_string()));
    Told::Map(facts.iter().map(fact).collect())
}

fn english() -> Told {
    case_of(&[("lang", "en")])
}

/// The library's answers to every case at a place: by state and complaint, the titles of the
/// possible remedies, or none if the case is impossible.
fn titles_by_the_library(place: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
    let mut cells = Vec::new();
    for state in STATES {
        let facts = [place, &[("order_state", state)]].concat();
        let form = form::form("en", &case_of(&facts));
        let complaints = form.facts.iter().find(|fact| fact.code == "complaint");
        for complaint in
            complaints.and_then(|fact| fact.values.as_ref()).expect("complaints").iter()
        {
            let facts = [&facts[..], &[("complaint", complaint.code)]].concat();
            let advice = advise::advise(&case_of(&facts), &english(), &Plain);
            let titles = advice.possible.iter().map(|remedy| remedy.title.to_string());
            let titles = if complaint.possible { titles.collect() } else { Vec::new() };
            cells.push((format!("{state}/{}", complaint.code), titles));
        }
    }
    cells
}

/// Every cell of the page with its remedies.
const CELLS: &str = "
  const root = document.querySelector('aftersales-advisor').shadowRoot;
  return [...root.querySelectorAll('[data-cell]')].map((cell) => [cell.dataset.cell,
    [...cell.querySelectorAll(cell.querySelector('.undecided') ? '.cell-possible' : '.cell-remedy')]
      .map((title) => title.textContent)]);";

#[track_caller]
fn open_the_grid(page: &Advisor) {
    page.menu("policy");
    page.find(".cases");
}

#[test]
fn every_cell_shows_the_answer_of_the_library_and_opens_as_a_case() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    page.choose_place("taobao", "cn");
    open_the_grid(&page);
    let place = [("platform", "taobao"), ("buyer_region", "cn")];
    let compare = |place: &[(&str, &str)]| {
        let cells = browser.execute(CELLS, &[]);
        let expected = titles_by_the_library(place);
        assert_eq!(cells.as_array().map(Vec::len), Some(expected.len()));
        for (cell, titles) in expected {
            let shown = cells.as_array().into_iter().flatten().find(|shown| shown[0] == cell);
            assert_eq!(shown.map(|shown| &shown[1]), Some(&json!(titles)), "{cell} of {place:?}");
        }
    };
    compare(&place);
    page.find("#policy-evidence option[value=confirmed]").click();
    browser.wait_until("other remedies", || {
        page.has("[data-cell='delivered/wrong_item']")
            && page.find("[data-cell='delivered/wrong_item']").text().contains("Send the right")
    });
    compare(&[&place[..], &[("evidence", "confirmed")]].concat());
    page.find("#policy-platform option[value=amazon]").click();
    page.find("#policy-buyer_region option[value=eu]").click();
    browser.wait_until("another place", || {
        browser.execute("return document.querySelector('aftersales-advisor').shadowRoot.querySelectorAll('.waiting').length", &[]) == json!(0)
    });
    compare(&[("platform", "amazon"), ("buyer_region", "eu"), ("evidence", "confirmed")]);

    page.tap("[data-cell='delivered/damaged'] button");
    browser.wait_until("the case", || {
        page.case()
            == json!({
                "platform": "amazon", "buyer_region": "eu", "evidence": "confirmed",
                "order_state": "delivered", "complaint": "damaged",
            })
    });
    assert!(page.find(".answer").is_shown() && !page.has(".policy"));
    // Back returns to the table.
    browser.execute("history.back()", &[]);
    page.find(".cases");
    assert!(browser.url().ends_with("#policy/grid"), "{}", browser.url());
    assert_eq!(browser.warnings(), []);
}

#[test]
fn a_cell_of_an_impossible_case_is_marked_and_is_not_a_button() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.choose_place("lazada", "ph");
    open_the_grid(&page);
    let cell = page.find("[data-cell='unshipped/damaged']");
    assert!(!page.has("[data-cell='unshipped/damaged'] button"));
    let why = page.find("[data-cell='unshipped/damaged'] .impossible").attr("title");
    assert!(why.is_some_and(|why| why.len() > 10));
    assert!(!cell.text().trim().is_empty());
}

#[test]
fn on_a_phone_one_order_state_is_shown_without_horizontal_scrolling() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    for width in [360, 390] {
        browser.device(width, 760, 2.0, true);
        for lang in ["en", "zh-Hans", "zh-Hant"] {
            page.reload();
            page.set_language(lang);
            page.set_case(&json!({ "platform": "cross_border", "buyer_region": "us" }));
            open_the_grid(&page);
            for state in STATES {
                page.find(&format!("#policy-order_state option[value={state}]")).click();
                page.find(&format!("[data-cell^='{state}/']"));
                assert!(!page.scrolls_horizontally(), "{state} in {lang}, {width} wide");
                let [left, _, wide, tall] = page.find("[data-cell] button").bounds();
                assert!(left >= 0.0 && left + wide <= f64::from(width) && tall >= 43.5);
            }
            page.tap(".policy-head button");
            page.find(".columns");
        }
    }
}

#[test]
fn without_a_place_the_grid_asks_for_it() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.menu("policy");
    page.find(".policy .problem");
    assert!(!page.has(".cases"));
    page.find("#policy-platform option[value=aliexpress]").click();
    page.find("#policy-buyer_region option[value=eu]").click();
    page.find(".cases");
    assert_eq!(page.case(), json!({}), "a view of the policy does not change the case");
}

#[test]
fn all_rules_are_listed_searched_and_unfolded() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    page.menu("policy");
    page.tap("[data-part=rules]");
    page.find(".rule");
    let listed = || {
        browser.execute(
            "
        const root = document.querySelector('aftersales-advisor').shadowRoot;
        return [...root.querySelectorAll('[data-rule]')].map((rule) => rule.dataset.rule).sort();",
            &[],
        )
    };
    let rules = rules::rules("en", &Told::Null);
    let ids = |fits: &dyn Fn(&aftersales::present::answer::RuleInfo) -> bool| {
        let mut ids: Vec<String> =
            rules.iter().filter(|rule| fits(rule)).map(|rule| rule.id.to_string()).collect();
        ids.sort();
        json!(ids)
    };
    assert_eq!(listed(), ids(&|_| true));

    page.find("#policy-layer option[value=law]").click();
    browser.wait_until("the law", || listed() == ids(&|rule| rule.layer == "law"));
    page.find("#policy-layer option[value='']").click();
    page.find("#policy-search").type_text("Red PACKETS");
    let has = |rule: &aftersales::present::answer::RuleInfo, word: &str| {
        let all = serde_json::to_string(rule).expect("a rule").to_lowercase();
        all.contains(word)
    };
    let found = ids(&|rule| has(rule, "red") && has(rule, "packets"));
    assert!(found.as_array().is_some_and(|found| !found.is_empty() && found.len() < 10), "{found}");
    browser.wait_until("what was searched", || listed() == found);
    page.find("#policy-search").type_text(" and nothing else");
    browser.wait_until("no rule", || listed() == json!([]));
    page.find("#policy-search").retype("\u{E003}");
    page.find("#policy-platform option[value=lazada]").click();
    let of_lazada = |rule: &aftersales::present::answer::RuleInfo| {
        let when = serde_json::to_value(&rule.when).expect("conditions");
        when.get("platform").is_none_or(|platform| platform.to_string().contains("\"lazada\""))
    };
    browser.wait_until("rules of a platform", || listed() == ids(&of_lazada));

    page.tap(".rule summary");
    let body = page.find(".rule-body");
    assert!(body.text().lines().count() > 3, "{}", body.text());
    page.tap(".rule summary");
    browser.wait_until("it folded", || !page.has(".rule-body"));
}

#[test]
fn the_rule_behind_an_answer_opens_with_source_and_validity() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    state_wrong_item(&page);
    open_sheet(&page);
    let deciding = page.advice()["because"][0].clone();
    page.tap(".why summary");
    page.tap(".why .rule-link");
    let rule = page.find(".one-rule");
    let shown = rule.text();
    for part in [&deciding["text"], &deciding["sources"][0]["title"], &deciding["layer_text"]] {
        assert!(shown.contains(&text_of(part)), "{part} in {shown}");
    }
    assert!(shown.contains("Valid") && shown.contains("Remedy") && shown.contains("When"));
    assert_eq!(page.find_all("[data-rule]").len(), 1);
    let address = browser.url();
    assert!(address.contains("#policy/rules/"), "{address}");
    assert!(!page.scrolls_horizontally());

    // The address opens the same rule.
    let colleague = Desktop.browser();
    colleague.goto(&address);
    let theirs = Advisor { browser: &colleague };
    let id = text_of(&deciding["rule"]);
    theirs.find(&format!(".one-rule [data-rule='{id}']"));

    // The case is unchanged afterwards.
    page.tap(".policy-head button");
    page.wait_for_remedy("swap_wrong_item");
}

#[test]
fn a_duty_links_to_its_rule() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let duties = page.advice()["duties"].clone();
    let is_news = |duty: &&Value| duty["leads"].is_null() && duty["in_steps"].is_null();
    // Musts are above what must not be done.
    let mut news: Vec<&Value> = duties.as_array().into_iter().flatten().filter(is_news).collect();
    news.sort_by_key(|duty| duty["must"] != true);
    let rule = text_of(&news.first().expect("a duty that no step says")["rule"]);
    page.tap(":is(.must, .must-not) .rule-link");
    page.find(&format!("[data-rule='{rule}'] .rule-body"));
}

#[test]
fn the_audit_runs_in_the_page_and_counts_every_situation() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    page.menu("policy");
    page.tap("[data-part=audit]");
    let policy = aftersales::shipped::policy();
    let figure =
        |code: &str| page.find(&format!("[data-figure={code}] dd")).text().replace(',', "");
    assert_eq!(figure("situations"), aftersales_core::audit::findings::count(policy).to_string());
    assert_eq!(figure("rules"), policy.written().len().to_string());
    assert_eq!(figure("findings"), "none");
    assert!(!page.has("[data-finding]"));
    assert_eq!(browser.warnings(), []);
}

/// Whether the extras and the whole library are loaded.
fn loaded_on_demand(browser: &Browser) -> (bool, bool) {
    let requests = browser.requests();
    let has = |part: &str| requests.iter().any(|url| url.contains(part));
    (has("/extras."), has("/whole_bg."))
}

#[test]
fn nothing_of_it_is_in_the_first_load() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    assert_eq!(loaded_on_demand(&browser), (false, false));
    open_the_grid(&page);
    assert_eq!(
        loaded_on_demand(&browser),
        (true, false),
        "the grid asks the library that is there"
    );
    page.tap("[data-part=audit]");
    page.find(".figures");
    assert_eq!(loaded_on_demand(&browser), (true, true));
}

#[test]
fn it_works_without_a_network_after_one_visit() {
    let server = serve();
    let address = server.url();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &address);
    let controlled = "return !!navigator.serviceWorker.controller";
    browser.wait_until("the service worker", || browser.execute(controlled, &[]) == json!(true));
    server.stop();
    page.reload();
    page.choose_place("taobao", "cn");
    open_the_grid(&page);
    page.tap("[data-part=audit]");
    page.find(".figures");
}

#[test]
fn if_it_cannot_be_loaded_the_page_reports_it_and_keeps_the_case() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    browser.cdp("Network.enable", json!({}));
    browser.cdp("Network.setBlockedURLs", json!({ "urls": ["*extras.*"] }));
    browser.execute(
        "return navigator.serviceWorker.getRegistrations()
        .then((all) => Promise.all(all.map((one) => one.unregister())))",
        &[],
    );
    page.tap(".menu summary");
    page.find(".notice");
    assert!(!page.has(".menu li"), "the items come with it");
    page.wait_for_remedy("swap_wrong_item");
    browser.wait_until("the case", || page.has(".answer") && !page.has(".policy"));
    // A later attempt succeeds.
    browser.cdp("Network.setBlockedURLs", json!({ "urls": [] }));
    page.tap(".menu summary");
    page.menu("policy");
    page.find(".cases");
}

#[test]
fn the_one_file_page_contains_all_of_it() {
    let folder = std::env::temp_dir().join(format!("aftersales-policy-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("aftersales.html");
    std::fs::copy(site().join("aftersales.html"), &file).expect("the one-file page");
    let address = format!("file://{}", file.display());
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &address);
    page.choose_place("taobao", "cn");
    open_the_grid(&page);
    page.tap("[data-part=rules]");
    page.find(".rule");
    page.tap("[data-part=audit]");
    page.find(".figures");
    let requests: Vec<String> =
        browser.requests().into_iter().filter(|url| !url.starts_with(&address)).collect();
    std::fs::remove_dir_all(&folder).expect("the folder");
    assert!(requests.iter().all(|url| url.starts_with("data:")), "{requests:?}");
    assert_eq!(browser.warnings(), []);
}

#[test]
fn a_case_of_the_grid_is_opened_by_keyboard_alone() {
    const TAB: &str = "\u{E004}";
    const ENTER: &str = "\u{E007}";
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.choose_place("taobao", "cn");
    let focused = |selector: &str| {
        let script =
            "return !!document.activeElement?.shadowRoot?.activeElement?.matches(arguments[0])";
        browser.execute(script, &[json!(selector)]) == json!(true)
    };
    let tab_to = |selector: &str| {
        for _ in 0..120 {
            if focused(selector) {
                return;
            }
            browser.press(TAB);
        }
        panic!("the focus never came to `{selector}`");
    };
    tab_to(".menu summary");
    browser.press(ENTER);
    page.find("[data-item='menu.policy']");
    tab_to("[data-item='menu.policy']");
    browser.press(ENTER);
    page.find(".cases");
    browser.wait_until("the heading to be read", || focused(".policy h2"));
    tab_to("[data-part=grid]");
    tab_to("#policy-evidence");
    tab_to("[data-cell='delivered/wrong_item'] button");
    browser.press(ENTER);
    page.find(".answer");
    let case: Value = page.case();
    assert_eq!(
        (&case["order_state"], &case["complaint"]),
        (&json!("delivered"), &json!("wrong_item"))
    );
    assert_eq!(browser.warnings(), []);
}

#[test]
fn an_overdue_review_of_the_policy_is_shown_also_without_a_network() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_now("2026-12-01T10:00:00+08:00");
    assert!(!page.has(".notice"), "the rules are fresh");
    let controlled = "return !!navigator.serviceWorker.controller";
    browser.wait_until("the worker", || browser.execute(controlled, &[]) == json!(true));
    server.stop();
    page.reload();
    page.set_now("2040-01-01T10:00:00+08:00");
    let notice = page.find(".notice").text();
    assert!(notice.contains(aftersales::shipped::REVIEW_BY), "{notice}");
}
