//! Several tabs of one browser: what is each one's own, what is the same in all, and what is deleted.

#[path = "../support/mod.rs"]
mod support;

use serde_json::{Value, json};
use support::seller::{Device::Desktop, Device::Phone, pull_up, tell_of_a_wrong_item};
use support::{Advisor, Browser, serve};

/// A shop's own settings, put in force by its forms as a file would be.
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

/// A first tab with one case and a second one with another.
struct Two<'browser> {
    page: Advisor<'browser>,
    first: String,
    second: String,
}

impl Two<'_> {
    #[track_caller]
    fn told<'browser>(browser: &'browser Browser, address: &str) -> Two<'browser> {
        let page = Advisor::open(browser, address);
        let first = browser.tab();
        tell_of_a_wrong_item(&page);
        page.find("#name-buyer").type_text("Ana");
        let second = browser.open_tab();
        let page = Advisor::open(browser, address);
        page.menu("clear");
        page.choose_place("shopee", "ph");
        page.say("order_state", "in_transit");
        page.say("complaint", "cancel_order");
        page.find("#name-buyer").type_text("Ben");
        Two { page, first, second }
    }
}

#[test]
fn each_tab_keeps_its_own_case_through_reloads_and_a_new_one_begins_with_the_last() {
    let server = serve();
    let browser = Desktop.browser();
    let Two { page, first, second } = Two::told(&browser, &server.url());
    let ben = page.case();
    browser.turn_to(&first);
    page.tap(".steps li input");
    let ana = page.case();
    for (tab, case, name, other) in [(&second, &ben, "Ben", "Ana"), (&first, &ana, "Ana", "Ben")] {
        browser.turn_to(tab);
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
    assert_eq!(browser.complaints(), []);
}

#[test]
fn the_shops_rules_and_settings_are_taken_in_by_every_tab_and_erased_by_none() {
    let server = serve();
    let browser = Desktop.browser();
    let Two { page, first, second } = Two::told(&browser, &server.url());
    browser.turn_to(&first);
    put_in_force(&page, "Yours, Li");
    let own = page.kept()["own"].clone();
    assert_eq!(own["title"], "Mine");

    browser.turn_to(&second);
    browser.wait_until("the rules in force", || page.has("[class=notice]"));
    browser.wait_until("the signature", || page.message().contains("Yours, Li"));
    page.tap(".steps li input");
    page.say("order_state", "delivered");
    page.say("complaint", "changed_mind");
    assert_eq!(page.kept()["own"], own);
    browser.turn_to(&first);
    page.reload();
    assert_eq!(page.kept()["own"], own);
    assert!(
        page.message().contains("Yours, Li") && page.message().contains("Ana"),
        "{}",
        page.message()
    );

    // To undo something of one tab is not to undo what another has done.
    page.menu("clear");
    browser.turn_to(&second);
    put_in_force(&page, "Kind regards, Wu");
    browser.turn_to(&first);
    page.tap(".notice button");
    browser.wait_until("the other signature", || page.message().contains("Kind regards, Wu"));
    assert!(page.message().contains("Ana"));
    browser.turn_to(&second);
    page.reload();
    assert!(page.message().contains("Kind regards, Wu"));
}

#[test]
fn what_is_written_in_the_shops_forms_is_not_lost_by_a_tap_elsewhere() {
    let server = serve();
    let browser = Desktop.browser();
    let Two { page, first, second } = Two::told(&browser, &server.url());
    browser.turn_to(&first);
    page.menu("policy");
    page.tap("[data-part=own]");
    page.tap("[data-shop=settings] > summary");
    page.find("#shop-signature").type_text("Li");
    browser.turn_to(&second);
    page.tap(".steps li input");
    browser.turn_to(&first);
    page.find("#shop-signature").type_text("ly");
    browser.turn_to(&second);
    page.tap(".steps li input");
    page.reload();
    assert_eq!(page.kept()["workshop"]["settings"]["signature"]["en"], "Lily");
}

#[test]
fn after_deleting_everything_no_tab_brings_anything_back() {
    let server = serve();
    let browser = Desktop.browser();
    let Two { page, first, second } = Two::told(&browser, &server.url());
    // A frame and an element keep under names of their own.
    let frame = format!("{}?embed&keep=desk", server.url());
    browser.open_tab();
    let framed = Advisor::open(&browser, &frame);
    framed.say("complaint", "damaged");
    let third = browser.tab();
    browser.turn_to(&first);
    page.delete_everything();
    browser.wait_until("an empty case", || page.case() == json!({}));
    assert_eq!(browser.execute(STORED, &[]), json!({}));

    for tab in [&second, &third] {
        browser.turn_to(tab);
        let page = Advisor { browser: &browser };
        page.find_saying(".notice", "is deleted");
        assert_eq!(page.case(), json!({}));
        assert_eq!(browser.execute(STORED, &[]), json!({}));
        page.reload();
        assert_eq!(page.case(), json!({}));
    }
    browser.turn_to(&second);
    page.say("complaint", "damaged");
    let now = browser.execute(STORED, &[]).to_string();
    assert!(!now.contains("Ben") && !now.contains("Ana") && now.contains("damaged"), "{now}");
    assert_eq!(browser.complaints(), []);
}

#[test]
fn a_tab_that_slept_while_everything_was_deleted_does_not_wake_up_with_it() {
    let server = serve();
    let browser = Desktop.browser();
    let Two { page, first, second } = Two::told(&browser, &server.url());
    let kept = browser.execute("return sessionStorage.getItem('aftersales')", &[]);
    browser.turn_to(&first);
    page.delete_everything();
    page.say("complaint", "damaged");
    browser.turn_to(&second);
    // What a tab brings along that was thrown away and comes back.
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
fn deleting_can_be_undone_and_is_not_said_where_it_failed() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    pull_up(&page);
    page.find("#name-buyer").type_text("Ana");
    page.tap(".grip");
    put_in_force(&page, "Yours, Li");
    let (case, own) = (page.case(), page.kept()["own"].clone());
    // It asks first, and says what goes.
    page.menu("settings");
    page.tap("dialog .danger");
    let asked = page.find("dialog .goes").text();
    for words in ["case", "names", "Mine", "settings"] {
        assert!(asked.contains(words), "{words} in {asked}");
    }
    assert_eq!(page.kept()["own"], own, "nothing has gone yet");
    page.tap("dialog .secondary:not(.danger)");
    assert_eq!(page.kept()["own"], own);

    page.delete_everything();
    browser.wait_until("an empty case", || page.case() == json!({}));
    page.tap(".notice button");
    browser.wait_until("the case back", || page.case() == case);
    assert_eq!(page.kept()["own"], own);
    page.reload();
    assert_eq!((page.case(), &page.kept()["own"]), (case, &own));
    assert!(page.message().contains("Ana") && page.message().contains("Yours, Li"));

    browser.execute("Storage.prototype.removeItem = () => { throw new Error('refused'); }", &[]);
    page.delete_everything();
    page.find_saying(".notice", "Not everything could be deleted");
}

fn other() -> Value {
    json!({ "platform": "taobao", "buyer_region": "cn", "order_state": "delivered", "complaint": "wrong_item",
        "evidence": "confirmed" })
}

#[test]
fn the_buyers_name_never_reaches_another_orders_message() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    let fragment = |case: &Value| {
        let encoded: String = case.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect();
        format!("#case={encoded}")
    };
    for way in ["link", "link to the same facts", "paste", "clear", "host"] {
        // The first case, too, may have come by a link.
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
                page.menu("clear");
                page.say("order_state", "delivered");
                page.say("complaint", "damaged");
                page.say("evidence", "confirmed");
            }
        }
        browser.wait_until(&format!("the next case by {way}"), || {
            page.case() == next
                && page.has(".message textarea")
                && !page.message().contains("Wang Fang")
        });
        assert!(!page.kept().to_string().contains("Wang Fang"), "{way}");
        assert_eq!(page.find(".steps li input").property("checked"), json!(false), "{way}");
        assert!(page.message().contains("Mine") || page.kept()["names"]["shop"] == "Mine", "{way}");
        if way != "clear" {
            // What was typed is a tap away.
            page.tap(".notice button");
            browser.wait_until(&format!("the first case after {way}"), || {
                page.message().contains("Wang Fang")
            });
        }
    }
}

#[test]
fn an_element_whose_page_states_another_case_does_not_keep_the_last_ones_names() {
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
fn back_puts_the_sheet_down_and_does_not_leave_the_page() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    let depth = || browser.execute("return history.length", &[]).as_u64().expect("a number");
    let before = depth();
    let down = || !page.has(".answer.open");
    for _ in 0..3 {
        pull_up(&page);
        browser.execute("history.back()", &[]);
        browser.wait_until("the sheet down", down);
        page.find(".grip");
        // By the bar it goes down, too, and leaves no place behind.
        pull_up(&page);
        page.tap(".grip");
        browser.wait_until("the sheet down", down);
        browser.wait_until("the place gone", || {
            browser.execute("return history.state", &[]).is_null()
        });
    }
    assert!(depth() <= before + 1, "{} after {before}", depth());
    // A rule leads away from the sheet, and Back to it.
    pull_up(&page);
    page.tap(".answer [class~=rule-link]");
    page.find(".policy");
    browser.execute("history.back()", &[]);
    browser.wait_until("the sheet again", || page.has(".answer.open"));
    browser.execute("history.back()", &[]);
    browser.wait_until("the sheet down", down);
    assert_eq!(page.case()["complaint"], "wrong_item");
}
