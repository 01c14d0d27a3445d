//! The page by keyboard alone.

use crate::support;

use serde_json::json;
use std::collections::BTreeSet;
use support::advisor::text_of;
use support::clipboard::{allow_clipboard, clipboard};
use support::{Advisor, Browser, serve};

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const SPACE: &str = " ";
const DOWN: &str = "\u{E015}";
const RIGHT: &str = "\u{E014}";
const ESCAPE: &str = "\u{E00C}";

/// Whether the focus is on or inside a match of a selector.
const FOCUSED: &str = "
  const focused = document.activeElement?.shadowRoot?.activeElement;
  return !!focused?.closest(arguments[0]);";

/// The focused element, for messages.
const FOCUS: &str = "
  const focused = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
  return focused.outerHTML.slice(0, 120);";

#[track_caller]
fn is_focused(browser: &Browser, selector: &str) -> bool {
    browser.execute(FOCUSED, &[json!(selector)]) == json!(true)
}

/// Presses Tab until the focus is on a selector.
#[track_caller]
fn tab_to(browser: &Browser, selector: &str) {
    let mut seen = Vec::new();
    for _ in 0..60 {
        browser.press(TAB);
        if is_focused(browser, selector) {
            return;
        }
        seen.push(text_of(&browser.execute(FOCUS, &[])));
    }
    panic!("60 tabs do not lead to `{selector}` but past\n{}", seen.join("\n"));
}

/// Presses a key until the focus is on a selector, as in a group of choices.
#[track_caller]
fn press_to(browser: &Browser, key: &str, selector: &str) {
    for _ in 0..30 {
        if is_focused(browser, selector) {
            return;
        }
        browser.press(key);
    }
    panic!("the focus never came to `{selector}`; it is on {}", browser.execute(FOCUS, &[]));
}

#[track_caller]
fn from_the_top_to_a_copied_message(phone: bool) {
    let server = serve();
    let browser = Browser::start();
    match phone {
        true => browser.phone(),
        false => browser.size(1280, 800),
    }
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);

    for code in ["platform", "buyer_region"] {
        tab_to(&browser, &format!("#field-{code}"));
        browser.press(DOWN);
    }
    browser.wait_until("the place", || {
        page.case() == json!({ "platform": "taobao", "buyer_region": "cn" })
    });
    tab_to(&browser, "[data-fact=order_state]");
    browser.press(SPACE);
    press_to(&browser, RIGHT, "[value=delivered]");
    tab_to(&browser, "[data-fact=complaint] .chips");
    press_to(&browser, DOWN, "[value=wrong_item]");
    tab_to(&browser, "[data-fact=evidence]");
    press_to(&browser, DOWN, "[value=confirmed]");
    page.wait_for_remedy("swap_wrong_item");
    tab_to(&browser, ".copy");
    browser.press(ENTER);
    browser.wait_until("the message on the clipboard", || {
        clipboard(&browser).replace("\r\n", "\n") == page.message()
    });
    assert!(is_focused(&browser, ".copy"), "the focus stays on the button");
    assert_eq!(browser.warnings(), []);
}

#[test]
fn on_a_desktop_a_message_is_copied_by_keyboard_alone() {
    from_the_top_to_a_copied_message(false);
}

#[test]
fn on_a_narrow_screen_a_message_is_copied_by_keyboard_alone() {
    from_the_top_to_a_copied_message(true);
}

#[test]
fn the_sheet_is_opened_and_closed_by_keyboard() {
    let server = serve();
    let browser = Browser::start();
    browser.phone();
    let page = Advisor::open(&browser, &server.url());
    page.set_case(&json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "in_transit",
        "complaint": "cancel_order",
    }));
    page.wait_for_remedy("intercept_and_refund");
    tab_to(&browser, ".grip");
    browser.press(ENTER);
    page.find(".answer.open");
    // The content under the sheet cannot be focused.
    for _ in 0..40 {
        browser.press(TAB);
        assert!(!is_focused(&browser, ".facts, .languages, .menu, .notices"));
    }
    press_to(&browser, TAB, ".answer");
    browser.press(ESCAPE);
    browser.wait_until("the sheet down", || !page.has(".answer.open"));
    assert!(is_focused(&browser, ".grip"), "{}", browser.execute(FOCUS, &[]));
}

#[test]
fn the_focus_is_always_visible() {
    let server = serve();
    let browser = Browser::start();
    browser.size(1280, 800);
    let page = Advisor::open(&browser, &server.url());
    page.set_case(&json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
        "complaint": "wrong_item", "evidence": "confirmed",
    }));
    page.wait_for_remedy("swap_wrong_item");
    // The control with the focus, and whether it is in sight with a ring.
    let focus = "
      const focused = document.activeElement?.shadowRoot?.activeElement;
      if (!focused) return null;
      const marks = [focused, ...(focused.parentElement?.querySelectorAll(':scope > *') ?? [])];
      const ring = marks.some((element) => parseFloat(getComputedStyle(element).outlineWidth) >= 2
        && getComputedStyle(element).outlineStyle !== 'none');
      const { top, bottom } = focused.getBoundingClientRect();
      return [focused.outerHTML.slice(0, 160), ring && bottom > 0 && top < innerHeight];";
    let mut seen = BTreeSet::new();
    for _ in 0..50 {
        browser.press(TAB);
        let found = browser.execute(focus, &[]);
        // Between the last control and the first the focus is in no document.
        if !found.is_null() {
            assert_eq!(found[1], json!(true), "{}", found[0]);
            seen.insert(text_of(&found[0]));
        }
    }
    assert!(seen.len() >= 20, "only {} controls had the focus: {seen:#?}", seen.len());
}

/// Returns of a shop that is not known.
const RETURNS: &str = "Bestellung;Kunde;Grund;Zustand\n0042;Ann;kaputt;da\n0043;Bob;anders;weg\n";

/// Chooses an option of a select that has the focus.
#[track_caller]
fn choose_by_key(page: &Advisor, select: &str, code: &str) {
    tab_to(page.browser, select);
    for _ in 0..60 {
        if page.find(select).property("value") == json!(code) {
            assert!(is_focused(page.browser, select), "the focus stays on {select}");
            return;
        }
        page.browser.press(DOWN);
    }
    panic!("{select} has no {code}");
}

#[test]
fn a_file_of_orders_is_mapped_decided_and_opened_by_keyboard_alone() {
    let server = serve();
    let browser = Browser::start();
    browser.size(1280, 800);
    browser.prefer(&[("prefers-color-scheme", "dark")]);
    let file = browser.downloads("returns").join("returns.csv");
    std::fs::write(&file, RETURNS).expect("a file");
    let page = Advisor::open(&browser, &server.url());
    tab_to(&browser, ".menu summary");
    browser.press(ENTER);
    page.find("[data-item=\"menu.many\"]");
    tab_to(&browser, "[data-item=\"menu.many\"]");
    browser.press(ENTER);
    page.find(".step-choose");
    tab_to(&browser, "[data-many=file]");
    // The browser's own dialog for files is out of reach.
    page.find("[data-many=file]").type_text(&file.display().to_string());
    page.find(".many .step-columns");
    browser.wait_until("the focus on the file", || is_focused(&browser, ".many h3"));
    for (select, code) in [
        ("#many-platform", "ebay"),
        ("#many-buyer_region", "eu"),
        ("[data-column=Bestellung]", "order"),
        ("[data-column=Grund]", "reason"),
        ("[data-column=Zustand]", "state"),
    ] {
        choose_by_key(&page, select, code);
    }
    // What words mean stands before the columns, so Tab goes around once.
    for (word, code) in
        [("kaputt", "damaged"), ("anders", "wrong_item"), ("da", "delivered"), ("weg", "closed")]
    {
        choose_by_key(&page, &format!("[data-word={word}]"), code);
    }
    tab_to(&browser, "[data-many=decide]");
    browser.press(ENTER);
    page.find(".many .step-result");
    browser.wait_until("the focus on the result", || is_focused(&browser, ".many h3"));
    tab_to(&browser, "[data-group]:not([data-group=closed]) [data-many=open]");
    browser.press(ENTER);
    browser.wait_until("a case", || page.case()["complaint"] == "damaged");
    tab_to(&browser, "[data-cases]");
    assert_eq!(browser.warnings(), []);
}
