//! The next moves and the changes of the answer: one tap applies one, and another undoes it.

use crate::support;

use serde_json::json;
use support::advisor::text_of;
use support::seller::{Device, Device::Desktop, Device::Phone, state_wrong_item};
use support::{Advisor, serve};

/// Taps the next move that changes a fact.
#[track_caller]
fn tap_next(page: &Advisor, fact: &str) {
    let advice = page.advice();
    let next = advice["next"].as_array().into_iter().flatten();
    let change = next.clone().find(|change| !change["set"][fact].is_null());
    let change = change.unwrap_or_else(|| panic!("no next about {fact}: {}", advice["next"]));
    page.find_with_text(".next button", change["label"].as_str().expect("a label")).tap();
    let value = change["set"][fact].clone();
    page.browser.wait_until(&format!("{fact} to be {value}"), || page.case()[fact] == value);
}

#[track_caller]
fn check_next_moves(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let acts = |list: &str| -> Vec<String> {
        let advice = page.advice();
        advice[list].as_array().expect("a list").iter().map(|step| text_of(&step["act"])).collect()
    };
    let steps = acts("steps");
    tap_next(&page, "offers_declined");
    let declined = page.advice();
    assert_eq!(declined["status"], "decided");
    assert_eq!(page.headline(), text_of(&declined["remedy"]["title"]));

    tap_next(&page, "needs_other_team");
    let more = acts("steps");
    assert!(more.len() > steps.len() || more != steps, "{more:?}");
    assert_eq!(page.advice()["remedy"], declined["remedy"], "another team is no other remedy");

    tap_next(&page, "resolved");
    page.wait_for_remedy("close_and_register");

    // Each change can be undone by one tap.
    page.tap(".notice button");
    browser.wait_until("the change undone", || page.case()["resolved"].is_null());
    assert_eq!(page.case()["needs_other_team"], json!("yes"));
}

#[test]
fn on_a_phone_a_next_move_changes_the_answer() {
    check_next_moves(Phone);
}

#[test]
fn on_a_desktop_a_next_move_changes_the_answer() {
    check_next_moves(Desktop);
}

#[test]
fn a_change_leads_to_the_remedy_that_it_names() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let case = page.case();
    let changes = page.advice()["would_change"].clone();
    let changes = changes.as_array().expect("a list");
    assert!(!changes.is_empty());
    for (at, change) in changes.iter().enumerate() {
        page.open_fold(".would-change");
        let chip = format!(".would-change .change-chip:nth-child({})", at + 1);
        assert!(page.find(&chip).text().contains(&text_of(&change["label"])));
        page.tap(&chip);
        page.wait_for_remedy(change["remedy"].as_str().expect("a code"));
        page.tap(".notice button");
        browser.wait_until("the change undone", || page.case() == case);
    }
}

#[track_caller]
fn check_places_of_next_moves(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let codes = || -> Vec<String> {
        page.find_all(".next button")
            .iter()
            .map(|button| text_of(&button.property("dataset")["next"]))
            .collect()
    };
    let places = codes();
    assert_eq!(places.first().map(String::as_str), Some("offers_declined"), "{places:?}");
    // As often as the move is possible, and once more afterwards.
    for _ in 0..4 {
        let before = page.case();
        page.tap("[data-next=offers_declined]");
        assert_eq!(codes(), places, "no other button moves under the finger");
        if page.case() == before {
            break;
        }
    }
    let last = page.find("[data-next=offers_declined]");
    assert_eq!(last.property("ariaDisabled"), json!("true"), "{}", page.case());
    assert!(page.case()["needs_other_team"].is_null() && page.case()["platform_case"].is_null());
    page.tap("[data-next=resolved]");
    page.wait_for_remedy("close_and_register");
    assert_eq!(codes(), places);
}

#[test]
fn on_a_phone_next_moves_keep_their_places() {
    check_places_of_next_moves(Phone);
}

#[test]
fn on_a_desktop_next_moves_keep_their_places() {
    check_places_of_next_moves(Desktop);
}

#[test]
fn an_alternative_is_applied_by_one_tap() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    let (case, first) = (page.case(), page.message());
    let alternatives = page.advice()["alternatives"].clone();
    let leading: Vec<&serde_json::Value> = alternatives
        .as_array()
        .into_iter()
        .flatten()
        .filter(|other| other["set"].is_object())
        .collect();
    assert!(!leading.is_empty(), "{alternatives}");
    for other in leading {
        let code = text_of(&other["code"]);
        page.open_fold(".alternatives");
        page.tap(&format!(".alternatives [data-remedy={code}]"));
        page.wait_for_remedy(&code);
        assert_ne!(page.message(), first, "{code}");
        page.tap(".notice button");
        browser.wait_until("the change undone", || page.case() == case);
    }
}
