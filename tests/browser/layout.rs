//! The layout of the page at every width, in every theme and language.

use crate::support;

use serde_json::{Value, json};
use support::{Advisor, Browser, serve};

/// Narrow and wide phones, a tablet, a desktop.
const WIDTHS: [(u32, u32, bool); 4] =
    [(360, 740, true), (390, 844, true), (768, 1024, true), (1280, 800, false)];

const NOW: &str = "2026-11-22T12:00:00+08:00";

/// States with different parts of the page.
fn states() -> [(&'static str, Value); 5] {
    [
        ("empty", json!({})),
        ("open", json!({ "complaint": "not_received" })),
        (
            "decided",
            json!({
                "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
                "complaint": "wrong_item", "evidence": "confirmed",
                "requested_at": "2026-11-22T09:00:00+08:00",
            }),
        ),
        (
            "overruled",
            json!({
                "platform": "taobao", "buyer_region": "cn", "order_state": "in_transit",
                "complaint": "cancel_order",
            }),
        ),
        (
            "problem",
            json!({
                "platform": "amazon", "buyer_region": "eu", "order_state": "delivered",
                "complaint": "damaged", "delivered_at": "2027-11-22T09:00:00+08:00",
            }),
        ),
    ]
}

/// Texts and controls that overflow the window horizontally.
const OUTSIDE: &str = "
  const root = document.querySelector('aftersales-advisor').shadowRoot;
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (['auto', 'scroll'].includes(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth) return true;
    }
    return false;
  };
  return [...root.querySelectorAll('button, input, select, textarea, summary, h1, h2, h3, p, li, legend, label')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.aside'))
    .filter((element) => {
      const { left, right, width: own } = element.getBoundingClientRect();
      return own > 0 && (left < -1 || right > width + 1) && !scrolls(element);
    })
    .map((element) => element.outerHTML.slice(0, 120));";

/// Controls that overlap within one side of the page.
const OVERLAPPING: &str = "
  const root = document.querySelector('aftersales-advisor').shadowRoot;
  const named = ({ element }) => element.outerHTML.slice(0, 100);
  return ['.top', '.facts', '.answer', '.policy'].flatMap((side) => {
    const found = [...root.querySelectorAll(['button:not(.grip)', 'select', 'textarea', 'summary', '.chip',
      'input:not([type=radio])'].map((each) => `${side} ${each}`).join())]
      // The bar with Copy stays over what scrolls under it.
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.menu ul, .answer.open .lead .actions'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }));
    return found.flatMap((one, at) => found.slice(at + 1)
      .filter((other) => Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 1
        && Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 1)
      .map((other) => `${named(one)} and ${named(other)}`));
  }).slice(0, 5);";

/// Controls that are too small for touch.
const SMALL: &str = "
  const root = document.querySelector('aftersales-advisor').shadowRoot;
  const touched = 'button, select, summary, .chip, .file, .steps label, textarea, .field input';
  return [...root.querySelectorAll(touched)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => element.getBoundingClientRect().height < 43.5)
    .map((element) => `${element.getBoundingClientRect().height}: ${element.outerHTML.slice(0, 160)}`);";

/// Unfolds everything in the answer.
const UNFOLD: &str = "
  const root = document.querySelector('aftersales-advisor').shadowRoot;
  for (const fold of root.querySelectorAll('.facts details, .answer details')) fold.open = true;";

#[track_caller]
fn check_layout(lang: &str) {
    let server = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &server.url());
    page.set_now(NOW);
    for (row, (width, height, touch)) in WIDTHS.into_iter().enumerate() {
        browser.device(width, height, 1.0, touch);
        for (column, (name, case)) in states().into_iter().enumerate() {
            // Each theme at every width and in every state.
            let light = ["light", "dark"][(row + column) % 2];
            browser.prefer(&[("prefers-color-scheme", light)]);
            page.set_case(&case);
            page.set_language(lang);
            browser.execute(UNFOLD, &[]);
            let place = format!("{name} in {lang}, {light}, {width} wide");
            assert!(!page.scrolls_horizontally(), "{place}: the page scrolls to the side");
            assert_eq!(browser.execute(OUTSIDE, &[]), json!([]), "{place}");
            assert_eq!(browser.execute(OVERLAPPING, &[]), json!([]), "{place}");
            if page.has(".grip") && page.find(".grip").is_shown() {
                page.tap(".grip");
                page.find(".answer.open");
                assert!(!page.scrolls_horizontally(), "{place}, pulled up");
                assert_eq!(browser.execute(OUTSIDE, &[]), json!([]), "{place}, pulled up");
                assert_eq!(browser.execute(OVERLAPPING, &[]), json!([]), "{place}, pulled up");
                page.tap(".grip");
            }
            assert_eq!(browser.warnings(), [], "{place}");
        }
    }
}

#[test]
fn in_simplified_chinese_nothing_overflows_or_overlaps_at_any_width() {
    check_layout("zh-Hans");
}

#[test]
fn in_traditional_chinese_nothing_overflows_or_overlaps_at_any_width() {
    check_layout("zh-Hant");
}

#[test]
fn in_english_nothing_overflows_or_overlaps_at_any_width() {
    check_layout("en");
}

/// The parts of the policy at a glance, each with a selector to wait for.
const PARTS: [(&str, &str); 5] = [
    ("grid", "[data-cell] button"),
    ("rules", ".rule"),
    ("rules/swap-the-wrong-item", ".one-rule"),
    ("audit", ".figures"),
    ("own", ".candidate .actions"),
];

/// A word that is longer than a line on a narrow phone, as in German.
const LONG: &str = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz-\
    Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

#[track_caller]
fn check_policy_layout(lang: &str) {
    let server = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &server.url());
    page.set_language(lang);
    page.set_case(&states()[2].1);
    let pack = json!({
        "id": LONG, "layer": "shop", "title": LONG,
        "rules": [
            { "id": "one", "when": { "complaint": "damaged", "evidence": "confirmed" },
              "remedy": "partial_refund_keep", "sources": [{ "title": LONG, "locator": LONG }] },
            { "id": "two", "when": { "complaint": "damaged", "mood": "angry" },
              "remedy": "replace_damaged", "sources": [{ "title": LONG, "locator": LONG }] },
        ],
    });
    page.drop_file("rules.json", &pack.to_string());
    page.find(".candidate .actions");
    // The last is a desktop at 200 % zoom.
    let zoomed = [(640, 400, false)];
    for (width, height, touch) in WIDTHS.into_iter().chain(zoomed) {
        browser.device(width, height, 1.0, touch);
        for (part, there) in PARTS {
            browser.execute("location.hash = arguments[0]", &[json!(format!("policy/{part}"))]);
            page.find(there);
            browser.execute(UNFOLD, &[]);
            let place = format!("{part} in {lang}, {width} wide");
            assert!(!page.scrolls_horizontally(), "{place}: the page scrolls to the side");
            assert_eq!(browser.execute(OUTSIDE, &[]), json!([]), "{place}");
            assert_eq!(browser.execute(OVERLAPPING, &[]), json!([]), "{place}");
        }
    }
    browser.phone();
    for (part, there) in PARTS {
        browser.execute("location.hash = arguments[0]", &[json!(format!("policy/{part}"))]);
        page.find(there);
        assert_eq!(browser.execute(SMALL, &[]), json!([]), "{part} in {lang}");
    }
    assert_eq!(browser.warnings(), []);
}

#[test]
fn in_english_the_policy_fits_every_width() {
    check_policy_layout("en");
}

#[test]
fn in_chinese_the_policy_fits_every_width() {
    check_policy_layout("zh-Hant");
}

#[test]
fn the_page_is_usable_at_200_percent_zoom() {
    let server = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &server.url());
    page.set_now(NOW);
    for (width, height) in [(640, 400), (320, 256)] {
        browser.size(width, height);
        for (name, case) in states() {
            page.set_case(&case);
            assert!(!page.scrolls_horizontally(), "{name}, {width} wide");
            assert_eq!(browser.execute(OUTSIDE, &[]), json!([]), "{name}, {width} wide");
            if page.has(".grip") && page.find(".grip").is_shown() {
                page.tap(".grip");
                page.find(".answer.open");
                assert!(!page.scrolls_horizontally(), "{name}, {width} wide, pulled up");
                page.tap(".grip");
            }
        }
    }
}

#[test]
fn the_page_is_dark_if_dark_is_preferred() {
    let server = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &server.url());
    page.set_case(&states()[2].1);
    let lightness = |selector: &str, property: &str| -> f64 {
        let color = page.find(selector).style(property);
        let digits = color.trim_start_matches(|c: char| !c.is_ascii_digit());
        let parts = digits.split(|c: char| !c.is_ascii_digit() && c != '.');
        parts.filter_map(|part| part.parse::<f64>().ok()).take(3).sum::<f64>() / 3.0
    };
    for (light, dark) in [("light", false), ("dark", true)] {
        browser.prefer(&[("prefers-color-scheme", light)]);
        for selector in [".message textarea", ".answer"] {
            let (ground, ink) =
                (lightness(selector, "background-color"), lightness(selector, "color"));
            assert_eq!(ground < 96.0, dark, "{selector} in {light}: ground {ground}");
            assert_eq!(ink > 160.0, dark, "{selector} in {light}: ink {ink}");
        }
    }
}

#[test]
fn every_control_is_large_enough_for_touch() {
    let server = serve();
    let browser = Browser::start();
    browser.phone();
    let page = Advisor::open(&browser, &server.url());
    for (name, case) in states() {
        page.set_case(&case);
        assert_eq!(browser.execute(SMALL, &[]), json!([]), "{name}");
        if page.has(".grip") {
            page.tap(".grip");
            page.find(".answer.open");
            assert_eq!(browser.execute(SMALL, &[]), json!([]), "{name}, pulled up");
            page.tap(".grip");
        }
    }
}
