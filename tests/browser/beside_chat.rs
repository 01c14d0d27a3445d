//! The window beside the chat: what a seller sees and reaches without scrolling, at the sizes that such a window has.

use crate::support::advisor::text_of;
use crate::support::clipboard::{allow_clipboard, clipboard};
use crate::support::seller::{Device::Desktop, Device::Phone, open_sheet};
use crate::support::{Advisor, Browser, serve};
use serde_json::{Value, json};

/// Phones, windows beside a chat, tablets, a phone lying down, and a desktop at 200 % zoom.
const SIZES: [(u32, u32, bool); 9] = [
    (360, 640, true),
    (390, 844, true),
    (500, 800, false),
    (768, 1024, false),
    (900, 700, false),
    (1024, 768, false),
    (1100, 800, false),
    (844, 390, true),
    (640, 400, false),
];

fn decided() -> Value {
    json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered", "complaint": "wrong_item",
        "evidence": "confirmed", "requested_at": "2026-11-22T09:00:00+08:00",
    })
}

/// Whether the first `lines` lines of an element are inside the window, and nothing is over them.
const SEEN: &str = "
  const root = document.querySelector('aftersales-advisor').shadowRoot;
  return arguments[0].map(([selector, lines]) => {
    const element = [...root.querySelectorAll(selector)].find((each) => each.checkVisibility());
    if (!element) return `${selector} is not shown`;
    const { left, top, width, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const wanted = lines === null ? height : parseFloat(style.paddingTop) + lines * parseFloat(style.lineHeight);
    const bottom = top + Math.min(height, wanted);
    if (top < 0 || bottom > innerHeight + 0.5) return `${selector} is from ${top} to ${bottom} of ${innerHeight}`;
    // The handle of the sheet is over its headline, and shows only a bar.
    const over = root.elementsFromPoint(left + width / 2, bottom - 3).find((each) => !each.matches('.grip'));
    return element === over || element.contains(over) || over?.contains(element) ? '' : `${selector} is under ${over?.outerHTML.slice(0, 90)}`;
  }).filter(Boolean);";

#[test]
fn headline_deadline_message_and_copy_are_in_sight_at_every_size() {
    let server = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &server.url());
    page.set_now("2026-11-22T12:00:00+08:00");
    page.set_case(&decided());
    page.wait_for_remedy("swap_wrong_item");
    for lang in ["en", "zh-Hans"] {
        page.set_language(lang);
        for (width, height, touch) in SIZES {
            browser.device(width, height, 1.0, touch);
            let place = format!("{width} x {height}, {lang}");
            let parts = json!([
                [".lead h2", null],
                [".clock p", 1],
                [".message .copy, .lead .copy", null],
                [".preview-text, .message textarea", if height < 640 { 1 } else { 2 }],
            ]);
            browser.wait_until(&format!("the layout of {place}"), || {
                page.has(".wide") == (width >= 900 || (height < 500 && width >= 600))
            });
            let missing = browser.execute(SEEN, &[parts]);
            assert_eq!(missing, json!([]), "{place}");
        }
    }
}

#[test]
fn at_400_percent_zoom_the_message_can_be_copied_without_scrolling() {
    let server = serve();
    let browser = Browser::start();
    browser.size(320, 256);
    let page = Advisor::open(&browser, &server.url());
    page.set_case(&decided());
    page.wait_for_remedy("swap_wrong_item");
    let parts = json!([[".lead h2", 1], [".lead .copy", null]]);
    assert_eq!(browser.execute(SEEN, &[parts]), json!([]));
}

#[test]
fn the_opened_sheet_keeps_copy_in_place_under_a_long_message() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    page.set_case(&decided());
    page.wait_for_remedy("swap_wrong_item");
    let preview = page.find(".preview-text").text();
    let start: String = page.message().split_whitespace().take(5).collect::<Vec<_>>().join(" ");
    assert!(preview.starts_with(&start), "{preview}");
    page.tap(".preview button");
    page.find(".answer.open");
    let script = "const sheet = document.querySelector('aftersales-advisor').shadowRoot.querySelector('.answer');
        sheet.scrollTop = arguments[0] * sheet.scrollHeight";
    for part in [0.0, 0.5, 1.0] {
        browser.execute(script, &[json!(part)]);
        browser.wait_until(&format!("the button at {part}"), || {
            browser.execute(SEEN, &[json!([[".lead .copy", null]])]) == json!([])
        });
    }
    page.tap(".lead .copy");
    browser.wait_until("the copy", || clipboard(&browser).replace("\r\n", "\n") == page.message());
    assert_eq!(page.find_all(".copy").iter().filter(|copy| copy.is_shown()).count(), 1);
}

#[test]
fn the_first_tap_moves_nothing_under_the_finger() {
    let server = serve();
    for device in [Phone, Desktop] {
        let browser = device.browser();
        let page = Advisor::open(&browser, &server.url());
        let chips = || -> Vec<[f64; 4]> {
            page.find_all(".chip").iter().map(|chip| chip.bounds()).collect()
        };
        page.find(".intro");
        let before = chips();
        page.tap("[data-fact=order_state] input[value=delivered]");
        browser.wait_until("the state", || page.case()["order_state"] == "delivered");
        for (chip, was) in chips().iter().zip(&before) {
            assert!(
                (chip[0] - was[0]).abs() < 1.0 && (chip[1] - was[1]).abs() < 1.0,
                "{was:?} {chip:?}"
            );
        }
        // Nothing covers the complaints before one is chosen.
        assert!(!page.has(".grip") || !page.find(".grip").is_shown());
    }
}

#[test]
fn on_a_phone_the_next_question_is_in_sight_beside_the_sheet() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    for (width, height) in [(360, 560), (360, 640), (390, 844)] {
        browser.device(width, height, 1.0, true);
        for lang in ["en", "zh-Hans"] {
            page.set_language(lang);
            page.set_case(&json!({ "platform": "shopee", "buyer_region": "ph" }));
            browser.wait_until("an empty case", || !page.has(".answer"));
            page.tap("[data-fact=order_state] input[value=delivered]");
            for (fact, value) in [("complaint", "damaged"), ("evidence", "confirmed")] {
                page.tap(&format!("[data-fact={fact}] input[value={value}]"));
                browser.wait_until(fact, || page.has(&format!("[data-fact={fact}] .change")));
                page.find(".answer:not(.open)");
                let question = json!([[".questions > .choice", null]]);
                browser.wait_until(
                    &format!("the question after {fact}, {width} x {height}, {lang}"),
                    || browser.execute(SEEN, std::slice::from_ref(&question)) == json!([]),
                );
            }
        }
    }
}

#[test]
fn one_question_is_asked_at_a_time() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_case(&json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered", "complaint": "damaged",
    }));
    page.find(".questions fieldset");
    let asked = || page.find_all(".questions > .choice").len();
    assert_eq!(asked(), 1);
    // What a next move states is not asked first.
    let moves = page.advice()["next"].clone();
    let first = text_of(&page.find(".questions > .choice").property("dataset")["fact"]);
    let moves: Vec<&Value> =
        moves.as_array().into_iter().flatten().map(|next| &next["set"][&first]).collect();
    assert!(!moves.is_empty() && moves.iter().all(|value| value.is_null()), "{first}");
    page.state(&first, "confirmed");
    browser.wait_until("another question", || page.has(&format!(".stated[data-fact={first}]")));
    assert_eq!(asked(), 1);
    page.tap(".questions > .quiet");
    browser.wait_until("all questions", || asked() > 3);
}

#[test]
fn the_complaints_chosen_most_often_are_first_and_stay_so() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    // In one call, since the page may draw anew between two.
    let often = || {
        let chips = "return [...document.querySelector('aftersales-advisor').shadowRoot
            .querySelectorAll('[aria-labelledby=group-often] input')].map((chip) => chip.value)";
        browser.execute(chips, &[])
    };
    let common =
        json!(["not_received", "wrong_item", "damaged", "not_as_described", "changed_mind"]);
    page.find("[aria-labelledby=group-often]");
    assert_eq!(often(), common);
    for complaint in ["invoice_request", "invoice_request", "import_charges"] {
        page.tap(&format!("[data-fact=complaint] input[value={complaint}]"));
        browser.wait_until("the complaint", || page.case()["complaint"] == complaint);
        page.tap(".next-buyer");
        browser.wait_until("no complaint", || page.case()["complaint"].is_null());
    }
    page.reload();
    page.find("[aria-labelledby=group-often]");
    assert_eq!(
        often(),
        json!(["invoice_request", "import_charges", "not_received", "wrong_item", "damaged"])
    );
    // Each is offered once.
    assert_eq!(page.find_all("[data-fact=complaint] input[value=invoice_request]").len(), 1);
    page.delete_everything();
    browser.wait_until("the common ones", || often() == common);
}

#[test]
fn a_search_finds_complaints_by_their_words_and_enter_chooses_the_first() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_language("en");
    page.find(".search").type_text("exch");
    browser.wait_until("one complaint", || page.find_all("[data-fact=complaint] .chip").len() == 1);
    browser.press("\u{E007}");
    browser.wait_until("it chosen", || page.case()["complaint"] == "wants_exchange");
    page.tap(".next-buyer");
    page.find(".search").type_text("zzz");
    page.find_with_text("[data-fact=complaint]", "zzz");
    assert!(!page.has("[data-fact=complaint] .chip"));
}

#[test]
fn a_duty_that_a_step_says_is_among_the_reasons_and_not_repeated() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_case(&decided());
    page.wait_for_remedy("swap_wrong_item");
    let duties = page.advice()["duties"].clone();
    let duties = duties.as_array().expect("duties");
    let said = |duty: &&Value| duty["in_steps"] == true || duty["leads"] == true;
    assert!(duties.iter().any(|duty| duty["in_steps"] == true), "{duties:?}");
    let above = page.find_all(".below > .must li, .below > .must-not li").len();
    let not_said = duties.iter().filter(|duty| !said(duty)).count();
    assert!(
        page.find_all(".below > .must > ul > li, .below > .must-not > ul > li").len() == not_said,
        "{above}"
    );
    page.open_fold(".why");
    for duty in duties.iter().filter(said) {
        assert!(page.find(".why").text().contains(&text_of(&duty["text"])), "{duty}");
    }
}

#[test]
fn keys_choose_copy_and_go_to_the_next_buyer() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    page.set_language("en");
    // Keys pressed in a list are its own.
    browser.press("3");
    assert!(page.case()["order_state"].is_null());
    page.tap(".journey legend");
    browser.press("3");
    browser.wait_until("the third state", || page.case()["order_state"] == "delivered");
    browser.press("2");
    browser.wait_until("the second complaint", || page.case()["complaint"] == "wrong_item");
    browser.press("c");
    browser.wait_until("the copy", || clipboard(&browser).replace("\r\n", "\n") == page.message());
    // Keys typed into a field are text.
    page.find(".message textarea").type_text("n1c");
    assert!(page.message().ends_with("n1c"));
    assert_eq!(page.case()["complaint"], "wrong_item");
    page.find("#name-buyer").type_text("Nina");
    page.tap(".next-name");
    browser.press("n");
    browser.wait_until("the next buyer", || page.case()["complaint"].is_null());
    assert!(!page.stored()["names"]["buyer"].is_string(), "no name of the last buyer is left");
    browser.press("/");
    browser.wait_until("the search", || page.has(".search:focus"));
    page.tap(".journey legend");
    browser.press("?");
    page.find_with_text("dialog .keys", "next buyer");
    browser.press("\u{E00C}");
    browser.wait_until("the dialog closed", || !page.has("dialog"));
    assert_eq!(browser.warnings(), []);
}

#[test]
fn on_a_phone_a_question_below_the_sheet_is_reached_by_one_tap() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_case(&json!({ "complaint": "not_received" }));
    open_sheet(&page);
    page.tap(".lead .primary");
    browser.wait_until("the sheet closed", || !page.has(".answer.open"));
    let fact = text_of(&page.advice()["ask"][0]["fact"]);
    let [_, top, _, _] = page.find(&format!("[data-fact={fact}]")).bounds();
    assert!((0.0..500.0).contains(&top), "{top}");
}

/// States many cases, each for a frame. No element is handed out, since the driver would keep it.
const DAY: &str = "
  const [cases, decided, done] = arguments;
  const element = document.querySelector('aftersales-advisor');
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  (async () => {
    for (let at = 0; at < cases; at += 1) {
      element.case = decided;
      await drawn();
      if (!element.shadowRoot.querySelector('.answer')) throw new Error('no answer');
      element.case = { platform: 'taobao', buyer_region: 'cn' };
      await drawn();
    }
  })().then(() => done(null), (failure) => done(String(failure)));";

#[test]
fn forty_cases_leave_no_nodes_behind() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_case(&decided());
    page.wait_for_remedy("swap_wrong_item");
    let day = |cases: u32| {
        let failure = browser.execute_async(DAY, &[json!(cases), decided()]);
        assert_eq!(failure, Value::Null);
        browser.cdp("HeapProfiler.collectGarbage", json!({}));
        browser.cdp("Memory.getDOMCounters", json!({}))["nodes"].as_f64().expect("a count")
    };
    let before = day(5);
    let left = day(40) - before;
    assert!(left < 400.0, "{left} nodes are left of 40 cases");
}
