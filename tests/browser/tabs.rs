//! Several tabs of one browser: separate cases, the shared shop, and deletion.

use crate::support;

use serde_json::{Value, json};
use support::advisor::text_of;
use support::seller::{Device::Desktop, Device::Phone, open_sheet, state_wrong_item};
use support::{Advisor, Browser, serve};

/// Puts the settings of a shop in force.
#[track_caller]
fn put_in_force(page: &Advisor, signature: &str) {
    let pack = json!({
        "id": "mine", "layer": "shop", "title": "Mine",
        "rules": [{
            "id": "mine-replace", "when": { "complaint": "damaged", "order_state": "delivered", "evidence": "confirmed" },
            "remedy": "replace_damaged", "sources": [{ "title": "Handbook", "locator": "2" }],
        }],
        "settings": { "signature": { "en": signature } },
    });
    page.drop_file("mine.json", &pack.to_string());
    page.tap(".candidate .primary");
    page.find(".in-force");
    page.tap(".policy-head .quiet");
}

const STORED: &str = "return { ...localStorage, ...sessionStorage }";

/// Two tabs with different cases.
struct Two<'browser> {
    page: Advisor<'browser>,
    first: String,
    second: String,
}

impl Two<'_> {
    #[track_caller]
    fn open<'browser>(browser: &'browser Browser, address: &str) -> Two<'browser> {
        let page = Advisor::open(browser, address);
        let first = browser.tab();
        state_wrong_item(&page);
        page.find("#name-buyer").type_text("Ana");
        let second = browser.open_tab();
        let page = Advisor::open(browser, address);
        page.tap(".next-buyer");
        page.choose_place("shopee", "ph");
        page.state("order_state", "in_transit");
        page.state("complaint", "cancel_order");
        page.find("#name-buyer").type_text("Ben");
        Two { page, first, second }
    }
}

#[test]
fn each_tab_keeps_its_case_over_reloads_and_another_tab_starts_with_the_last() {
    let server = serve();
    let browser = Desktop.browser();
    let Two { page, first, second } = Two::open(&browser, &server.url());
    let ben = page.case();
    browser.switch_to(&first);
    page.tap(".steps li input");
    let ana = page.case();
    for (tab, case, name, other) in [(&second, &ben, "Ben", "Ana"), (&first, &ana, "Ana", "Ben")] {
        browser.switch_to(tab);
        page.reload();
        assert_eq!(&page.case(), case);
        assert!(
            page.message().contains(name) && !page.message().contains(other),
            "{}",
            page.message()
        );
    }
    assert_eq!(page.find(".steps li input").property("checked"), json!(true));
    browser.open_tab();
    let page = Advisor::open(&browser, &server.url());
    assert_eq!(page.case(), ana, "the one used last");
    assert_eq!(browser.warnings(), []);
}

#[test]
fn every_tab_uses_the_shops_rules_and_settings_and_none_overwrites_them() {
    let server = serve();
    let browser = Desktop.browser();
    let Two { page, first, second } = Two::open(&browser, &server.url());
    browser.switch_to(&first);
    put_in_force(&page, "Yours, Li");
    let own = page.stored()["own"].clone();
    assert_eq!(own["title"], "Mine");

    browser.switch_to(&second);
    browser.wait_until("the rules in force", || page.has("[class=notice]"));
    browser.wait_until("the signature", || page.message().contains("Yours, Li"));
    page.tap(".steps li input");
    page.state("order_state", "delivered");
    page.state("complaint", "changed_mind");
    assert_eq!(page.stored()["own"], own);
    browser.switch_to(&first);
    page.reload();
    assert_eq!(page.stored()["own"], own);
    assert!(
        page.message().contains("Yours, Li") && page.message().contains("Ana"),
        "{}",
        page.message()
    );

    // Undo in one tab does not undo a change of another.
    page.tap(".next-buyer");
    browser.switch_to(&second);
    put_in_force(&page, "Kind regards, Wu");
    browser.switch_to(&first);
    page.tap(".notice button");
    browser.wait_until("the other signature", || page.message().contains("Kind regards, Wu"));
    assert!(page.message().contains("Ana"));
    browser.switch_to(&second);
    page.reload();
    assert!(page.message().contains("Kind regards, Wu"));
}

#[test]
fn edits_in_the_shops_forms_are_not_lost_in_another_tab() {
    let server = serve();
    let browser = Desktop.browser();
    let Two { page, first, second } = Two::open(&browser, &server.url());
    browser.switch_to(&first);
    page.menu("policy");
    page.tap("[data-part=own]");
    page.tap("[data-shop=settings] > summary");
    page.find("#shop-signature").type_text("Li");
    browser.switch_to(&second);
    page.tap(".steps li input");
    browser.switch_to(&first);
    page.find("#shop-signature").type_text("ly");
    browser.switch_to(&second);
    page.tap(".steps li input");
    page.reload();
    assert_eq!(page.stored()["workshop"]["settings"]["signature"]["en"], "Lily");
}

#[test]
fn after_deleting_everything_no_tab_restores_anything() {
    let server = serve();
    let browser = Desktop.browser();
    let Two { page, first, second } = Two::open(&browser, &server.url());
    // A frame and an element store their state under their own names.
    let frame = format!("{}?embed&keep=desk", server.url());
    browser.open_tab();
    let framed = Advisor::open(&browser, &frame);
    framed.state("complaint", "damaged");
    let third = browser.tab();
    browser.switch_to(&first);
    page.delete_everything();
    browser.wait_until("an empty case", || page.case() == json!({}));
    assert_eq!(browser.execute(STORED, &[]), json!({}));

    for tab in [&second, &third] {
        browser.switch_to(tab);
        let page = Advisor { browser: &browser };
        page.find_with_text(".notice", "is deleted");
        assert_eq!(page.case(), json!({}));
        assert_eq!(browser.execute(STORED, &[]), json!({}));
        page.reload();
        assert_eq!(page.case(), json!({}));
    }
    browser.switch_to(&second);
    page.state("complaint", "damaged");
    let now = browser.execute(STORED, &[]).to_string();
    assert!(!now.contains("Ben") && !now.contains("Ana") && now.contains("damaged"), "{now}");
    assert_eq!(browser.warnings(), []);
}

#[test]
fn a_tab_that_was_frozen_during_deletion_restores_nothing() {
    let server = serve();
    let browser = Desktop.browser();
    let Two { page, first, second } = Two::open(&browser, &server.url());
    let kept = browser.execute("return sessionStorage.getItem('aftersales')", &[]);
    browser.switch_to(&first);
    page.delete_everything();
    page.state("complaint", "damaged");
    browser.switch_to(&second);
    // The session storage of a discarded tab that is opened again.
    browser.execute("sessionStorage.setItem('aftersales', arguments[0])", &[kept]);
    page.reload();
    assert_eq!(
        page.case(),
        json!({ "complaint": "damaged" }),
        "the case used last, not the deleted one"
    );
    let now = browser.execute(STORED, &[]).to_string();
    assert!(!now.contains("Ben"), "{now}");
}

#[test]
fn deletion_can_be_undone_and_a_failed_one_is_not_reported_as_done() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    open_sheet(&page);
    page.find("#name-buyer").type_text("Ana");
    page.tap(".grip");
    put_in_force(&page, "Yours, Li");
    let (case, own) = (page.case(), page.stored()["own"].clone());
    // It lists what will be deleted and asks for confirmation.
    page.menu("settings");
    page.tap("dialog .danger");
    let asked = page.find("dialog .goes").text();
    for words in ["case", "names", "Mine", "settings"] {
        assert!(asked.contains(words), "{words} in {asked}");
    }
    assert_eq!(page.stored()["own"], own, "nothing is deleted yet");
    page.tap("dialog .secondary:not(.danger)");
    assert_eq!(page.stored()["own"], own);

    page.delete_everything();
    browser.wait_until("an empty case", || page.case() == json!({}));
    page.tap(".notice button");
    browser.wait_until("the case back", || page.case() == case);
    assert_eq!(page.stored()["own"], own);
    page.reload();
    assert_eq!((page.case(), &page.stored()["own"]), (case, &own));
    assert!(page.message().contains("Ana") && page.message().contains("Yours, Li"));

    browser.execute("Storage.prototype.removeItem = () => { throw new Error('refused'); }", &[]);
    page.delete_everything();
    // In one call, since the notice of the shop goes at the same time.
    let notices = "return document.querySelector('aftersales-advisor').shadowRoot
        .querySelector('.notices').textContent";
    browser.wait_until("the failure", || {
        text_of(&browser.execute(notices, &[])).contains("Not everything could be deleted")
    });
}

fn other() -> Value {
    json!({ "platform": "taobao", "buyer_region": "cn", "order_state": "delivered", "complaint": "wrong_item",
        "evidence": "confirmed" })
}

#[test]
fn the_buyers_name_is_never_in_the_message_of_another_order() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    let fragment = |case: &Value| {
        let encoded: String = case.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect();
        format!("#case={encoded}")
    };
    for way in ["link", "link to the same facts", "paste", "clear", "host"] {
        // The first case may also be from a link.
        browser.execute("location.hash = arguments[0]", &[json!(fragment(&other()))]);
        browser.wait_until("the first case", || page.case() == other());
        page.find("#name-buyer").retype("Wang Fang");
        page.find("#name-shop").retype("Mine");
        page.tap(".steps li input");
        let mut next = other();
        next["complaint"] = json!("damaged");
        match way {
            "link" => {
                drop(browser.execute("location.hash = arguments[0]", &[json!(fragment(&next))]))
            }
            "link to the same facts" => {
                next = other();
                browser.execute("location.hash = arguments[0]", &[json!(fragment(&next))]);
            }
            "paste" => {
                page.menu("paste");
                let field = page.find("#paste-text");
                browser.execute(
                    "arguments[0].value = arguments[1]",
                    &[field.as_argument(), json!(fragment(&next))],
                );
                page.tap(".paste [type=submit]");
            }
            "host" => page.set_case(&next),
            _ => {
                page.tap(".next-buyer");
                page.state("order_state", "delivered");
                page.state("complaint", "damaged");
                page.state("evidence", "confirmed");
            }
        }
        browser.wait_until(&format!("the next case by {way}"), || {
            page.case() == next
                && page.has(".message textarea")
                && !page.message().contains("Wang Fang")
        });
        assert!(!page.stored().to_string().contains("Wang Fang"), "{way}");
        assert_eq!(page.find(".steps li input").property("checked"), json!(false), "{way}");
        assert!(
            page.message().contains("Mine") || page.stored()["names"]["shop"] == "Mine",
            "{way}"
        );
        if way != "clear" {
            // The typed names can be restored by one tap.
            page.tap(".notice button");
            browser.wait_until(&format!("the first case after {way}"), || {
                page.message().contains("Wang Fang")
            });
        }
    }
}

#[test]
fn an_element_does_not_keep_the_names_when_its_host_sets_another_case() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &format!("{}?embed&keep=desk", server.url()));
    page.set_case(&other());
    page.find("#name-buyer").type_text("Wang Fang");
    let mut next = other();
    next["complaint"] = json!("damaged");
    let fragment: String = next.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect();
    browser.open_tab();
    let page =
        Advisor::open(&browser, &format!("{}?embed&keep=desk#case={fragment}", server.url()));
    browser.wait_until("its case", || page.case() == next);
    assert!(!page.message().contains("Wang Fang"), "{}", page.message());
}

#[test]
fn back_closes_the_sheet_and_does_not_leave_the_page() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let depth = || browser.execute("return history.length", &[]).as_u64().expect("a number");
    let before = depth();
    let down = || !page.has(".answer.open");
    for _ in 0..3 {
        open_sheet(&page);
        browser.execute("history.back()", &[]);
        browser.wait_until("the sheet down", down);
        page.find(".grip");
        // The bar closes it, too, and removes its entry from the history.
        open_sheet(&page);
        page.tap(".grip");
        browser.wait_until("the sheet down", down);
        browser.wait_until("the history entry removed", || {
            browser.execute("return history.state", &[]).is_null()
        });
    }
    assert!(depth() <= before + 1, "{} after {before}", depth());
    // Back from a rule returns to the sheet.
    open_sheet(&page);
    page.tap(".below .rule-link");
    page.find(".policy");
    browser.execute("history.back()", &[]);
    browser.wait_until("the sheet again", || page.has(".answer.open"));
    browser.execute("history.back()", &[]);
    browser.wait_until("the sheet down", down);
    assert_eq!(page.case()["complaint"], "wrong_item");
}
