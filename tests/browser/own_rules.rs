//! A seller's rules: dropped on the page, checked, put in force, stored and removed.

use crate::support;

use serde_json::{Value, json};
use support::seller::{Device::Desktop, Device::Phone};
use support::{Advisor, serve, site};

/// A pack without problems: where no law is known, damaged items are refunded and never sent again.
fn good() -> Value {
    json!({
        "id": "my-shop", "layer": "shop", "title": "Our <b>handbook</b>",
        "rules": [{
            "id": "keep-the-broken",
            "when": { "buyer_region": "other", "complaint": "damaged", "order_state": "delivered", "evidence": "confirmed" },
            "remedy": "partial_refund_keep",
            "sources": [{ "title": "Handbook", "locator": "2" }],
        }],
    })
}

/// The same pack with a rule that contradicts it for some buyers.
fn contradictory() -> Value {
    let mut pack = good();
    let other = json!({
        "id": "always-send-again",
        "when": { "complaint": "damaged", "order_state": "delivered", "mood": "angry" },
        "remedy": "replace_damaged",
        "sources": [{ "title": "Handbook", "locator": "3" }],
    });
    pack["rules"].as_array_mut().expect("rules").push(other);
    pack
}

/// The same pack with a rule that refuses returns, some of which are a right.
fn never_back() -> Value {
    let mut pack = good();
    pack["rules"] = json!([{
        "id": "never-back",
        "when": { "buyer_region": { "not": "tw" }, "complaint": "changed_mind", "order_state": "delivered" },
        "remedy": "decline_return",
        "sources": [{ "title": "Handbook", "locator": "3" }],
    }]);
    pack
}

/// A case that the first rule decides.
fn broken() -> Value {
    json!({
        "platform": "cross_border", "buyer_region": "other", "order_state": "delivered",
        "complaint": "damaged", "evidence": "confirmed",
    })
}

#[track_caller]
fn drop_pack(page: &Advisor, pack: &Value) {
    page.drop_file("rules.json", &pack.to_string());
    page.find(".candidate .actions");
}

#[track_caller]
fn use_them(page: &Advisor) {
    page.tap(".candidate .primary");
    page.find(".in-force button");
}

#[test]
fn rules_are_checked_put_in_force_stored_and_removed() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    page.set_case(&broken());
    page.wait_for_remedy("replace_damaged");
    drop_pack(&page, &good());
    assert!(browser.url().ends_with("#policy/own"));
    assert!(page.find(".candidate h3").text().contains("Our <b>handbook</b>"));
    assert!(!page.has(".candidate .problem") && !page.has("[data-finding]"));
    assert!(!page.has(".in-force"), "nothing is in force before the seller confirms it");
    assert_eq!(page.stored()["own"], json!(null));

    use_them(&page);
    page.tap(".policy-head button");
    page.wait_for_remedy("partial_refund_keep");
    page.find_with_text(".notice", "own rules are in force");
    assert_eq!(page.advice()["because"][0]["rule"], "keep-the-broken");
    assert_eq!(page.advice()["problems"], json!([]));

    // The list of rules contains them, and the grid uses them.
    page.menu("policy");
    page.find("#policy-evidence option[value=confirmed]").click();
    page.find_with_text("[data-cell='delivered/damaged']", "part of the price");
    page.tap("[data-part=rules]");
    page.find("[data-rule='keep-the-broken']");

    page.reload_at("");
    page.wait_for_remedy("partial_refund_keep");
    page.set_language("zh-Hant");
    page.wait_for_remedy("partial_refund_keep");

    page.menu("policy");
    page.tap("[data-part=own]");
    page.tap(".in-force button");
    browser.wait_until("them gone", || !page.has(".in-force"));
    page.tap(".policy-head button");
    page.wait_for_remedy("replace_damaged");
    assert_eq!(page.stored()["own"], json!(null));
    assert_eq!(browser.warnings(), []);
}

#[test]
fn changed_situations_are_shown_and_open_as_cases() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    drop_pack(&page, &good());
    let shown = page.find(".changed").text();
    let all = aftersales_core::audit::findings::count(aftersales::shipped::policy()).to_string();
    assert!(shown.replace(',', "").contains(&format!("of {all} situations")), "{shown}");
    let groups = page.find_all(".changed .from-to").len();
    assert!(groups > 1, "{shown}");
    assert_eq!(
        page.find(".changed .from-to dd:last-child").text(),
        "Offer part of the price back; the buyer keeps it"
    );
    let until_now = page.find(".changed .from-to dd").text();
    page.tap(".changed .witness");
    page.find(".answer");
    // The rules are not in force, so the decision is unchanged.
    browser.wait_until("the example", || page.headline() == until_now);
    assert_eq!(page.case()["complaint"], "damaged");
}

#[test]
fn contradicting_rules_are_refused_and_each_contradiction_opens_as_a_case() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    drop_pack(&page, &contradictory());
    let refused = page.find("[data-objections=refused]").text();
    assert!(
        refused.contains("always-send-again") && refused.contains("keep-the-broken"),
        "{refused}"
    );
    assert!(!page.has(".candidate .primary"), "neither may be in force");
    assert!(!page.scrolls_horizontally());
    page.tap("[data-ground=overlap] .witness");
    page.find(".answer");
    let case = page.case();
    for (fact, value) in [("complaint", "damaged"), ("evidence", "confirmed"), ("mood", "angry")] {
        assert_eq!(case[fact], value, "{case}");
    }
}

#[test]
fn a_rule_that_gives_way_to_a_right_is_listed_once_with_its_clauses() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    drop_pack(&page, &never_back());
    let limited = page.find("[data-objections=limited] [data-ground=below_floor]").text();
    assert!(limited.contains("never-back"), "{limited}");
    assert!(page.has("[data-objections=limited] .layer"), "the clauses are shown");
    assert!(!page.has("[data-finding=below_floor]"), "{}", page.find(".candidate").text());
}

#[test]
fn problems_are_listed_with_path_and_help_and_nothing_is_put_in_force() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    let mut pack = good();
    pack["rules"][0]["when"]["complaint"] = json!("damagd");
    drop_pack(&page, &pack);
    let problem = page.find(".candidate .problem").text();
    assert!(problem.contains("/rules/0/when/complaint"), "{problem}");
    assert!(problem.contains("Did you mean “damaged”?"), "{problem}");
    assert!(!page.has(".candidate .primary"), "there is nothing to put in force");
    page.drop_file("list.json", "[]");
    browser.wait_until("what else is wrong", || {
        page.has(".candidate .problem") && page.find(".candidate .problem").text() != problem
    });
    page.tap(".candidate .secondary");
    browser.wait_until("it put aside", || !page.has(".candidate"));
}

#[test]
fn a_bad_file_does_not_remove_the_rules_in_force() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    page.set_case(&broken());
    drop_pack(&page, &good());
    use_them(&page);
    let large = format!("{{\"id\": \"{}\"}}", "x".repeat(600 * 1024));
    for (name, content, text) in [
        ("rules.json", "{\n  \"id\": \"my-shop\",\n  oops\n}", "line 3, column 3"),
        ("photo.jpg", "\u{FFFD}\u{FFFD}", "photo.jpg"),
        ("large.json", large.as_str(), "512"),
        ("mine.json", "{ \"id\": 5, \"rules\": {} }", "/id"),
    ] {
        page.drop_file(name, content);
        page.find_with_text(".candidate .problem", text);
        page.find_with_text(".candidate .problem", "stay as they were");
        assert_eq!(page.stored()["own"]["pack"], good());
    }
    page.reload_at("");
    page.wait_for_remedy("partial_refund_keep");
    assert_eq!(browser.warnings(), []);
}

#[test]
fn deleting_everything_stored_deletes_the_rules() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    drop_pack(&page, &good());
    use_them(&page);
    page.tap(".policy-head button");
    page.delete_everything();
    browser.wait_until("nothing kept", || {
        browser.execute("return localStorage.length", &[]) == json!(0)
    });
    page.set_case(&broken());
    page.wait_for_remedy("replace_damaged");
}

#[test]
fn without_a_network_stored_rules_are_in_force_from_the_first_answer() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_case(&broken());
    drop_pack(&page, &good());
    use_them(&page);
    let controlled = "return !!navigator.serviceWorker.controller";
    browser.wait_until("the service worker", || browser.execute(controlled, &[]) == json!(true));
    server.stop();
    page.reload_at("");
    page.wait_for_remedy("partial_refund_keep");
}

#[test]
fn the_page_reports_that_rules_are_not_in_force_if_the_library_cannot_be_loaded() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    page.set_case(&broken());
    drop_pack(&page, &good());
    use_them(&page);
    browser.cdp("Network.enable", json!({}));
    browser.cdp("Network.setBypassServiceWorker", json!({ "bypass": true }));
    browser.cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true }));
    browser.cdp("Network.setBlockedURLs", json!({ "urls": ["*whole_bg.*"] }));
    page.reload_at("");
    page.find_with_text(".notice", "could not be loaded");
    page.wait_for_remedy("replace_damaged");
    assert_eq!(page.stored()["own"]["pack"], good(), "they are kept for another time");
    browser.cdp("Network.setBlockedURLs", json!({ "urls": [] }));
    page.reload();
    page.wait_for_remedy("partial_refund_keep");
}

#[test]
fn rules_are_not_in_force_until_the_policy_is_loaded() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    drop_pack(&page, &good());
    use_them(&page);
    browser.cdp("Network.enable", json!({}));
    browser.cdp("Network.setBypassServiceWorker", json!({ "bypass": true }));
    browser.cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true }));
    // The policy is loaded with the words of answers.
    browser.cdp("Network.setBlockedURLs", json!({ "urls": ["*answers.*"] }));
    page.reload_at("");
    page.find_with_text(".notice", "could not be loaded");
    browser.cdp("Network.setBlockedURLs", json!({ "urls": [] }));
    page.choose_place("cross_border", "other");
    page.state("order_state", "delivered");
    page.state("complaint", "damaged");
    page.state("evidence", "confirmed");
    page.wait_for_remedy("partial_refund_keep");
    page.find_with_text(".notice", "in force");
}

#[test]
fn in_the_one_file_page_a_chosen_file_works_like_a_dropped_one() {
    let folder = std::env::temp_dir().join(format!("aftersales-own-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (html, rules) = (folder.join("aftersales.html"), folder.join("rules.json"));
    std::fs::copy(site().join("aftersales.html"), &html).expect("the one-file page");
    std::fs::write(&rules, good().to_string()).expect("the rules");
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &format!("file://{}", html.display()));
    page.set_case(&broken());
    page.menu("policy");
    page.tap("[data-part=own]");
    page.find(".file input").type_text(&rules.display().to_string());
    page.find(".candidate .actions");
    use_them(&page);
    page.tap(".policy-head button");
    page.wait_for_remedy("partial_refund_keep");
    page.reload_at("");
    page.wait_for_remedy("partial_refund_keep");
    std::fs::remove_dir_all(&folder).expect("the folder");
}
