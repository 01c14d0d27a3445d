//! The desk: cases are kept, listed by what is due, followed up, closed and registered.

use crate::support;

use serde_json::json;
use std::time::Instant;
use support::advisor::text_of;
use support::desk::{LISTED, open_with_buyer, records, unfold, wait_for_names, write};
use support::seller::{Device::Desktop, open_sheet};
use support::{Advisor, serve};

#[test]
fn a_case_is_kept_followed_up_closed_and_registered() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open_with_buyer(&browser, &server.url(), "Ana");
    page.tap(".next-buyer");
    browser.wait_until("an empty case", || page.case()["complaint"].is_null());
    page.tap("[data-cases]");
    wait_for_names(&browser, &["Ana"]);
    page.reload();
    page.find("[data-cases]");
    wait_for_names(&browser, &["Ana"]);
    page.tap(".row-open");
    browser.wait_until("her case", || page.case()["complaint"] == "wrong_item");
    assert!(page.message().contains("Ana"), "{}", page.message());

    unfold(&page, "remind");
    page.find(".kept form input").type_text("Call the warehouse");
    page.tap(".kept form button");
    browser.wait_until("the reminder", || {
        page.find(".due-entries").text().contains("Call the warehouse")
    });
    browser.wait_until("the title of the tab", || {
        let title = text_of(&browser.execute("return document.title", &[]));
        // The reminder of an hour may be tomorrow's.
        title.starts_with("(1) ") || !page.has("[data-cases] .count")
    });
    page.tap(".due-entries input");
    // The daily look at the case is left, with a message that is done by copying it.
    let due = || page.find(".due-entries").text();
    browser.wait_until("the reminder done", || !due().contains("Call the warehouse"));
    assert!(due().contains("See whether it is solved"), "{}", due());
    page.tap("[data-desk=write]");
    assert!(page.find(".follow-up .letter").text().contains("every day"));
    page.tap(".follow-up .primary");
    browser.wait_until("the look done", || !page.has(".follow-up"));
    unfold(&page, "note");
    page.find(".kept form input").type_text("Photo in the chat");
    page.tap(".kept form button");
    browser.wait_until("the note folded", || !page.has(".kept form"));
    unfold(&page, "tags");
    page.find(".kept form input").type_text("vip, mugs");
    page.tap(".kept form button");
    browser.wait_until("the tags", || page.find(".row-tags").text() == "#mugs #vip");
    unfold(&page, "history");
    let history = page.find(".history").text();
    for event in [
        "Case begun",
        "Message copied",
        "Answer then",
        "Done: Call the warehouse",
        "Photo in the chat",
    ] {
        assert!(history.contains(event), "{event} in {history}");
    }

    unfold(&page, "close");
    page.pick("#closing-cause", "packing");
    page.find("#closing-product").type_text("Mug");
    page.find("#closing-cost").retype("x");
    page.tap("[data-desk=closed]");
    assert!(page.find(".closing .problem").text().contains("129.50"));
    page.find("#closing-cost").retype("12.50");
    page.tap("[data-desk=closed]");
    page.find("[data-desk=reopen]");
    wait_for_names(&browser, &[]);
    page.tap("[data-part=register]");
    let register = page.find(".register").text();
    for part in ["Mug", "Poor packing", "12.50 CNY", "Taobao"] {
        assert!(register.contains(part), "{part} in {register}");
    }
    let bars = page.find_all(".bars");
    assert!(bars.len() >= 4, "{}", bars.len());
    page.tap("[data-desk=reopen]");
    page.tap("[data-part=open]");
    wait_for_names(&browser, &["Ana"]);
    assert_eq!(browser.warnings(), []);
}

#[test]
fn tabs_share_the_list_and_follow_the_same_case() {
    let server = serve();
    let browser = Desktop.browser();
    open_with_buyer(&browser, &server.url(), "Ana");
    let first = browser.tab();
    let second = browser.open_tab();
    let page = Advisor::open(&browser, &server.url());
    browser.wait_until("the case used last", || page.case()["complaint"] == "wrong_item");
    page.tap("[data-cases]");
    wait_for_names(&browser, &["Ana"]);
    // A change in one tab arrives in the other, which shows the same case.
    page.find("#name-buyer").retype("Anna");
    browser.switch_to(&first);
    browser.wait_until("the other name", || page.message().contains("Anna"));
    page.tap(".next-buyer");
    browser.wait_until("an empty case", || page.case()["complaint"].is_null());
    page.state("order_state", "in_transit");
    page.state("complaint", "cancel_order");
    page.find("#name-buyer").type_text("Ben");
    browser.switch_to(&second);
    browser.wait_until("both", || {
        browser.execute(LISTED, &[]).as_array().is_some_and(|all| all.len() == 2)
    });
    assert!(page.message().contains("Anna"), "each tab has its own case: {}", page.message());
    assert_eq!(records(&browser, "cases.length"), json!(2));
}

#[test]
fn deleted_cases_can_be_brought_back() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open_with_buyer(&browser, &server.url(), "Ana");
    page.tap("[data-cases]");
    wait_for_names(&browser, &["Ana"]);
    page.tap(".row-remove");
    wait_for_names(&browser, &[]);
    page.tap(".notice button");
    wait_for_names(&browser, &["Ana"]);
    page.delete_everything();
    browser.wait_until("no case", || records(&browser, "cases.length") == json!(0));
    page.tap(".notice button");
    browser.wait_until("the case again", || records(&browser, "cases.length") == json!(1));
    browser.wait_until("on the screen, too", || page.case()["complaint"] == "wrong_item");
}

#[test]
fn names_and_letters_of_closed_cases_are_erased_after_the_time_that_was_set() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open_with_buyer(&browser, &server.url(), "Ana");
    let closed = |days: u32| {
        format!(
            "cases.map((kept) => ({{ ...kept, id: 'd{days}', open: 0, due: -(Date.now() - {days} * 864e5),
               closing: {{ at: Date.now() - {days} * 864e5, cause: 'packing', product: 'Mug' }} }}))"
        )
    };
    for days in [89, 91] {
        let cases = records(&browser, &closed(days));
        write(&browser, &cases.to_string());
    }
    page.reload();
    page.find("[data-cases]");
    let kept = "Object.fromEntries(cases.map((kept) => [kept.id.length > 3 ? 'open' : kept.id, JSON.stringify(kept).includes('Ana')]))";
    let expected = json!({ "open": true, "d89": true, "d91": false });
    browser.wait_until("the old one erased", || records(&browser, kept) == expected);
    page.tap("[data-cases]");
    page.tap("[data-part=register]");
    browser.wait_until("both in the register", || {
        page.find(".register .figures").text().contains('2')
    });
    page.tap("[data-part=closed]");
    page.tap(".desk-more summary");
    page.pick("#erase-after", "30");
    let expected = json!({ "open": true, "d89": false, "d91": false });
    browser.wait_until("the other one erased", || records(&browser, kept) == expected);
}

#[test]
fn ten_thousand_cases_are_listed_at_once() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open_with_buyer(&browser, &server.url(), "Ana");
    write(
        &browser,
        "Array.from({ length: 10000 }, (_, n) => ({
           id: `many-${n}`, revision: 1, opened: n, changed: n, title: 'Send it again', letters: [], answers: [], notes: [{ at: n, text: 'x'.repeat(500) }],
           tags: [], deadlines: [{ key: 'a', text: 'Answer', due: Date.now() + n * 6e4 }], promises: [], settled: [], closing: null,
           order: { case: { platform: 'taobao', complaint: 'damaged' }, names: { buyer: `Buyer ${n}` } }, open: 1, due: Date.now() + n * 6e4, recent: -n,
         }))",
    );
    page.reload();
    page.find("[data-cases]");
    let began = Instant::now();
    page.tap("[data-cases]");
    browser.wait_until("the first ones", || {
        browser.execute(LISTED, &[]).as_array().is_some_and(|all| all.len() == 50)
    });
    let listed = began.elapsed();
    let first = browser.execute(LISTED, &[]);
    assert_eq!(first[0], "Buyer 0");
    page.find(".find").type_text("buyer 9876");
    wait_for_names(&browser, &["Buyer 9876"]);
    println!(
        "the first 50 of 10,000 cases after {} ms, driver and tap included",
        listed.as_millis()
    );
    assert!(
        browser
            .execute("return document.title", &[])
            .as_str()
            .is_some_and(|title| title.starts_with('('))
    );
}

#[test]
fn the_desk_fits_every_width_and_language() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open_with_buyer(
        &browser,
        &server.url(),
        "Buyer with a rather long name, 一位名字很长的买家",
    );
    unfold(&page, "remind");
    page.tap(".kept form button");
    for (width, height) in
        [(360, 640), (390, 844), (768, 1024), (1000, 800), (1280, 800), (1920, 1080)]
    {
        browser.size(width, height);
        for lang in ["en", "zh-Hans", "zh-Hant"] {
            page.set_language(lang);
            if !page.has(".desk") {
                page.tap("[data-cases]");
            }
            page.find(".row-open");
            assert!(!page.scrolls_horizontally(), "the list at {width} in {lang}");
            page.tap("[data-part=register]");
            assert!(!page.scrolls_horizontally(), "the register at {width} in {lang}");
            page.tap("[data-part=open]");
            page.tap(".row-open");
            page.find(".answer");
            open_sheet(&page);
            unfold(&page, "close");
            page.find("#closing-cost");
            assert!(!page.scrolls_horizontally(), "closing at {width} in {lang}");
            unfold(&page, "close");
            if page.has(".answer.open") {
                page.tap(".grip");
            }
        }
    }
}

#[test]
fn the_list_is_reached_and_used_by_keyboard() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open_with_buyer(&browser, &server.url(), "Ana");
    browser.execute("document.activeElement.blur()", &[]);
    page.find(".brand").click();
    browser.press("l");
    wait_for_names(&browser, &["Ana"]);
    let controls = page.find_all(".desk :is(button, input, select, summary)");
    for control in controls.iter().filter(|control| control.is_shown()) {
        let name = [control.label(), control.text()].concat();
        let [_, _, width, height] = control.bounds();
        assert!(!name.is_empty(), "{width} x {height}");
        assert!(height >= 20.0 && width >= 20.0, "{name} {width} x {height}");
    }
    page.find(".brand").click();
    browser.press("l");
    browser.wait_until("the list away", || !page.has(".desk"));
}
