//! The forms of the shop's settings and rules: checked, refused with the clause, put in force,
//! saved as files, read again, and never lost.

use crate::support;

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use support::advisor::text_of;
use support::browser::is_saved;
use support::seller::Device::{Desktop, Phone};
use support::{Advisor, Browser, serve};

/// Opens the shop's part of the page, with empty forms.
#[track_caller]
fn open<'browser>(browser: &'browser Browser, url: &str) -> Advisor<'browser> {
    let page = Advisor::open(browser, url);
    page.set_language("en");
    page.menu("policy");
    page.tap("[data-part=own]");
    page.find(".own-rules > .secondary");
    page
}

/// Types into a field and leaves it.
#[track_caller]
fn write(page: &Advisor, field: &str, text: &str) {
    let element = page.find(field);
    element.clear();
    element.type_text(text);
    element.type_text("\u{e004}");
}

#[track_caller]
fn choose(page: &Advisor, field: &str, value: &str) {
    page.find(&format!("{field} option[value=\"{value}\"]")).click();
}

/// Writes a rule with a partial refund for damaged items with evidence.
#[track_caller]
fn write_rule(page: &Advisor) {
    page.tap(".own-rules > .secondary");
    for (fact, value) in
        [("complaint", "damaged"), ("order_state", "delivered"), ("evidence", "confirmed")]
    {
        choose(page, "#rule-0-add", fact);
        let first = page.find(&format!("#rule-0-{fact} input:checked")).attr("id");
        let wanted = format!("rule-0-{fact}-{value}");
        if first.as_deref() != Some(wanted.as_str()) {
            page.tap(&format!("#{wanted}"));
            page.tap(&format!("#{}", first.expect("a value")));
        }
    }
    choose(page, "#rule-0-effect", "remedy");
    choose(page, "#rule-0-remedy", "partial_refund_keep");
    page.tap(".rule-form .fold summary");
    write(page, "#rule-0-source-title", "Handbook");
    write(page, "#rule-0-source-locator", "2");
}

#[track_caller]
fn check(page: &Advisor) {
    page.tap(".own > .actions .primary");
    page.find(".candidate .actions");
}

/// Checks what is in the forms, puts it in force and goes back to the case.
#[track_caller]
fn put_in_force(page: &Advisor) {
    check(page);
    page.tap(".candidate .primary");
    page.find(".in-force");
    page.tap(".policy-head button");
}

/// A case that the rule decides.
fn broken() -> Value {
    json!({
        "platform": "cross_border", "buyer_region": "other", "order_state": "delivered",
        "complaint": "damaged", "evidence": "confirmed", "order_value": { "minor": 10_000, "currency": "USD" },
    })
}

#[test]
fn a_rule_written_in_the_form_is_checked_and_decides() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open(&browser, &server.url());
    write_rule(&page);
    let written = &page.stored()["workshop"]["rules"][0];
    assert_eq!(
        *written,
        json!({
            "id": "my-shop-1", "remedy": "partial_refund_keep",
            "when": { "complaint": "damaged", "order_state": "delivered", "evidence": "confirmed" },
            "sources": [{ "title": "Handbook", "locator": "2" }],
        })
    );
    assert!(page.stored()["own"].is_null(), "nothing is in force before it is checked");
    check(&page);
    assert!(page.has(".changed .from-to"), "what it changes is shown first");
    page.tap(".candidate .primary");
    page.find(".in-force");
    page.tap(".policy-head button");
    page.set_case(&broken());
    page.wait_for_remedy("partial_refund_keep");
    assert_eq!(page.advice()["because"][0]["rule"], "my-shop-1");
    page.reload_at("");
    page.wait_for_remedy("partial_refund_keep");
    assert_eq!(browser.warnings(), []);
}

#[test]
fn settings_without_rules_are_in_force_and_add_offers() {
    let server = serve();
    let browser = Phone.browser();
    let page = open(&browser, &server.url());
    page.tap("[data-shop=settings] summary");
    choose(&page, "#shop-currency", "USD");
    write(&page, "#shop-coupon-1-USD", "5");
    write(&page, "#shop-coupon-2-USD", "12.5");
    write(&page, "#shop-partial_refund-1", "15");
    write(&page, "#shop-signature", "Lina of Blue Kite");
    assert_eq!(
        page.stored()["workshop"]["settings"],
        json!({ "coupon": { "USD": [500, 1250] }, "partial_refund": [15], "signature": { "en": "Lina of Blue Kite" } })
    );
    assert!(!page.scrolls_horizontally());
    put_in_force(&page);
    page.set_case(&broken());
    page.wait_for_remedy("replace_damaged");
    let coupon = |advice: &Value| {
        let offers = advice["goodwill"].as_array().cloned().unwrap_or_default();
        offers
            .iter()
            .find(|offer| offer["act"] == "offer_coupon")
            .map(|offer| offer["amount"]["minor"].clone())
    };
    assert_eq!(coupon(&page.advice()), Some(json!(500)));
    assert!(text_of(&page.advice()["message"]["text"]).contains("Lina of Blue Kite"));
    assert!(text_of(&page.find(".goodwill .sum").property("textContent")).contains('5'));
    page.reload_at("");
    page.wait_for_remedy("replace_damaged");
    assert_eq!(coupon(&page.advice()), Some(json!(500)), "they are kept");
}

#[test]
fn what_is_true_of_every_order_is_asked_once_and_can_differ_for_one() {
    let server = serve();
    let browser = Phone.browser();
    let page = open(&browser, &server.url());
    page.tap("[data-shop=settings] summary");
    choose(&page, "#shop-fact-informed_of_withdrawal", "yes");
    page.tap("[data-offer=never]");
    assert_eq!(
        page.stored()["workshop"]["settings"],
        json!({ "facts": { "informed_of_withdrawal": "yes" }, "goodwill": "never" })
    );
    put_in_force(&page);
    page.set_case(&json!({
        "platform": "cross_border", "buyer_region": "eu", "order_state": "delivered", "complaint": "changed_mind",
        "item_condition": "intact", "days_since_delivery": 30,
    }));
    page.wait_for_remedy("decline_return");
    let stated = "[data-fact=informed_of_withdrawal] .stated-fact";
    let text = page.find(stated).text();
    assert!(text.contains("from your shop"), "{text}");
    page.tap(stated);
    page.tap("[data-fact=informed_of_withdrawal] input[value=no]");
    page.wait_for_remedy("return_and_refund");
    assert_eq!(page.case()["informed_of_withdrawal"], "no");
    page.set_case(&broken());
    page.wait_for_remedy("replace_damaged");
    assert!(!page.has(".goodwill"), "no offer is shown");
}

#[test]
fn a_rule_below_law_or_platform_is_refused_with_the_clause_and_the_good_one_works() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open(&browser, &server.url());
    let pack = json!({
        "id": "mine", "layer": "shop", "rules": [
            { "id": "let-them-wait", "remedy": "persuade_to_wait", "sources": [{ "title": "Handbook", "locator": "1" }],
              "when": { "platform": "taobao", "complaint": "cancel_order", "order_state": "in_transit" } },
            { "id": "keep-the-broken", "remedy": "partial_refund_keep", "sources": [{ "title": "Handbook", "locator": "2" }],
              "when": { "complaint": "damaged", "order_state": "delivered", "evidence": "confirmed" } },
            { "id": "misspelt", "remedy": "partial_refnd", "sources": [{ "title": "Handbook", "locator": "3" }] },
        ],
    });
    page.drop_file("mine.json", &pack.to_string());
    let refused = page.find("[data-ground=below_floor]").text();
    assert!(refused.contains("let-them-wait"), "{refused}");
    assert!(page.has("[data-ground=below_floor] .sources a"), "the clause is named: {refused}");
    page.find_with_text(".candidate .problem", "/rules/2/remedy");
    page.tap(".candidate .primary");
    page.find(".in-force");
    page.tap(".policy-head button");
    page.set_case(&broken());
    page.wait_for_remedy("partial_refund_keep");
    let kept = page.stored();
    assert_eq!(kept["own"]["pack"]["rules"].as_array().map(Vec::len), Some(1));
    assert_eq!(kept["own"]["whole"], pack, "what was refused is not lost");
    page.reload_at("");
    page.menu("policy");
    page.tap("[data-part=own]");
    browser.wait_until("all three in the forms", || page.find_all("[data-own-rule]").len() == 3);
    page.find_with_text("[data-own-rule]", "misspelt");
}

#[test]
fn edits_survive_a_reload_a_bad_file_and_an_accident() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open(&browser, &server.url());
    write_rule(&page);
    browser.reload();
    page.find_with_text("[data-own-rule]", "Offer part of the price");
    page.drop_file("photo.jpg", "\u{FFFD}");
    page.find(".candidate .problem");
    page.find_with_text("[data-own-rule]", "Offer part of the price");
    page.tap(".candidate .secondary");

    page.tap("[data-own-rule] .quiet:last-child");
    browser.wait_until("it gone", || !page.has("[data-own-rule]"));
    page.tap(".notice .quiet");
    page.find_with_text("[data-own-rule]", "Offer part of the price");

    // Replacing the edits by a file can be undone, too.
    page.drop_file(
        "other.json",
        &json!({ "id": "other", "layer": "shop", "rules": [] }).to_string(),
    );
    page.find(".candidate .actions");
    page.tap(".candidate .actions .secondary");
    browser.wait_until("the file in the forms", || !page.has("[data-own-rule]"));
    page.tap(".notice .quiet");
    page.find_with_text("[data-own-rule]", "Offer part of the price");

    page.tap(".policy-head button");
    page.delete_everything();
    browser.wait_until("nothing kept", || {
        browser.execute("return localStorage.length", &[]) == json!(0)
    });
}

/// An empty folder for the browser's downloads.
#[track_caller]
fn downloads(browser: &Browser) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("shop");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    browser
        .cdp("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": folder }));
    folder
}

/// Has the page save a file, and returns its content. A notice that comes or goes would move the button away from a tap.
#[track_caller]
fn saved(page: &Advisor, kind: &str, file: &Path) -> String {
    page.find(&format!("[data-save={kind}]"));
    let press = "document.querySelector('aftersales-advisor').shadowRoot.querySelector(arguments[0]).click()";
    page.browser.execute(press, &[json!(format!("[data-save={kind}]"))]);
    page.browser.wait_until("the file", || is_saved(file));
    fs::read_to_string(file).expect("the file")
}

#[test]
fn the_pack_is_saved_and_read_again_without_loss() {
    let server = serve();
    let browser = Desktop.browser();
    let folder = downloads(&browser);
    let page = open(&browser, &server.url());
    page.tap("[data-shop=settings] summary");
    write(&page, "#shop-gift", "a \"lucky\" cup; =1+1");
    write(&page, "#shop-high_value-CNY", "500");
    write_rule(&page);
    let written = page.stored()["workshop"].clone();
    page.tap("[data-shop=files] summary");
    for kind in ["json", "csv"] {
        let text = saved(&page, kind, &folder.join(format!("my-shop.{kind}")));
        page.drop_file(&format!("my-shop.{kind}"), &text);
        page.find(".candidate .actions");
        assert!(!page.has(".candidate .problem"), "{kind}: {text}");
        page.tap(".candidate .primary");
        page.find(".in-force");
        assert_eq!(page.stored()["own"]["whole"], written, "{kind}: {text}");
        page.tap(".in-force button");
        browser.wait_until("it out of force", || !page.has(".in-force"));
    }
}

#[test]
fn a_spreadsheet_can_be_begun_from_a_template_and_the_list_of_codes() {
    let server = serve();
    let browser = Desktop.browser();
    let folder = downloads(&browser);
    let page = open(&browser, &server.url());
    page.tap("[data-shop=files] summary");
    let saved = |kind: &str| saved(&page, kind, &folder.join(format!("aftersales-{kind}.csv")));
    let template = saved("template");
    page.drop_file("template.csv", &template);
    page.find(".candidate .actions");
    assert!(!page.has(".candidate .problem"), "{template}");
    // Every code of the template is in the list, which quotes what has a comma.
    let codes = saved("codes");
    for line in ["complaint,damaged,", "order_state,delivered,", "remedy,replace_damaged,"] {
        assert!(codes.contains(line), "{line} in {codes}");
    }
    assert!(codes.lines().count() > 200 && codes.lines().all(|line| line.matches(',').count() > 1));
}

#[test]
fn problems_in_a_spreadsheet_have_row_and_column() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open(&browser, &server.url());
    let table = "id;complaint;order_state;evidence;remedy;source_title;source_locator\n\
                 keep-the-broken;damaged;delivered;confirmed;partial_refund_keep;Handbook;2\n\
                 misspelt;damagd;delivered;;replace_damaged;Handbook;3\n";
    page.drop_file("rules.csv", table);
    let problem = page.find(".candidate .problem").text();
    assert!(problem.contains("Row 3") && problem.contains("complaint"), "{problem}");
    assert!(problem.contains("Did you mean “damaged”?"), "{problem}");
    page.tap(".candidate .primary");
    page.find(".in-force");
    page.tap(".policy-head button");
    page.set_case(&broken());
    page.wait_for_remedy("partial_refund_keep");
}

#[test]
fn a_shop_is_set_up_in_four_fields() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    page.menu("shop");
    page.pick("#policy-platform", "shopee");
    page.pick("#policy-buyer_region", "ph");
    page.pick("#setup-language", "zh-Hans");
    page.find("#setup-signature").type_text("Li and Sons");
    page.tap(".setup .primary");
    browser.wait_until("the place", || {
        page.case() == json!({ "platform": "shopee", "buyer_region": "ph" })
    });
    page.set_case(&json!({
        "platform": "shopee", "buyer_region": "ph", "order_state": "delivered",
        "complaint": "wrong_item", "evidence": "confirmed",
    }));
    browser.wait_until("the signature", || {
        text_of(&page.advice()["message"]["text"]).ends_with("Li and Sons")
    });
    assert_eq!(page.advice()["message"]["lang"], "zh-Hans");
    page.reload();
    page.menu("shop");
    page.find(".in-force");
    assert!(!page.has(".setup"), "it is asked once");
}
