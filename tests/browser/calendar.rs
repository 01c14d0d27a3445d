//! A deadline as a calendar file, read by an independent parser.

use crate::support;

use aftersales_www::Server;
use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime};
use serde_json::{Value, json};
use std::fs;
use support::browser::is_saved;
use support::seller::Device::Desktop;
use support::{Advisor, serve, site};

/// An instant before the deadline.
const NOW: &str = "2026-11-20T10:00:00+08:00";

fn case() -> Value {
    json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
        "complaint": "wrong_item", "evidence": "confirmed",
        "requested_at": "2026-11-19T09:30:00+08:00",
    })
}

#[track_caller]
fn check_saved_deadline(address: &str, lang: &str, name: &str) {
    let browser = Desktop.browser();
    let folder = browser.downloads(&format!("calendar-{name}"));
    let page = Advisor::open(&browser, address);
    page.set_now(NOW);
    page.set_language(lang);
    page.set_case(&case());
    page.wait_for_remedy("swap_wrong_item");
    let advice = page.advice();
    let duties = advice["duties"].as_array().expect("duties");
    let dated = |duty: &&Value| duty["due"].is_string() && duty["overdue"] != json!(true);
    let duty = duties.iter().find(dated).expect("a deadline");
    let rule = duty["rule"].as_str().expect("its rule");

    page.find("button[data-calendar]").click();
    let file = folder.join(format!("{rule}.ics"));
    browser.wait_until("the file", || is_saved(&file));
    let text = fs::read_to_string(&file).expect("the file");
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains('\n'), "{line}");
    }
    let calendar: Calendar = text.parse().expect("a calendar");
    let [CalendarComponent::Event(event)] = calendar.components.as_slice() else {
        panic!("one event in {text}");
    };
    let Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(start))) = event.get_start() else {
        panic!("an instant in {text}");
    };
    let due = chrono::DateTime::parse_from_rfc3339(duty["due"].as_str().unwrap_or_default());
    assert_eq!(start, due.expect("an instant"));
    assert_eq!(event.get_summary(), duty["text"].as_str());
    let about = event.get_description().unwrap_or_default();
    assert!(about.contains(duty["due_text"].as_str().unwrap_or("?")), "{about}");
    assert!(about.contains(duty["sources"][0]["title"].as_str().unwrap_or("?")), "{about}");
    assert!(text.contains("BEGIN:VALARM"));
    assert!(!text.contains("wrong_item"), "what the case is about stays on the page");
}

#[test]
fn a_deadline_is_saved_in_english() {
    check_saved_deadline(&serve().url(), "en", "en");
}

#[test]
fn long_chinese_lines_are_folded_between_characters() {
    check_saved_deadline(&serve().url(), "zh-Hant", "hant");
}

#[test]
fn the_one_file_page_saves_deadlines() {
    let file = site().join("aftersales.html");
    check_saved_deadline(&format!("file://{}", file.display()), "zh-Hans", "file");
}

#[test]
fn an_overdue_or_undated_deadline_cannot_be_saved() {
    let server: Server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_now("2027-01-20T10:00:00+08:00");
    page.set_case(&case());
    page.wait_for_remedy("swap_wrong_item");
    assert!(!page.has("button[data-calendar]"));
}
