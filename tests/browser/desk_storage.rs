//! The desk where the browser's storage is missing, full, damaged, or of another version.

use crate::support;

use aftersales_www::Server;
use serde_json::json;
use std::fs;
use std::path::PathBuf;
use support::clipboard::allow_clipboard;
use support::desk::{LISTED, open_with_buyer, records, serve_buyer, unfold, wait_for_names, write};
use support::seller::{Device::Desktop, state_wrong_item};
use support::{Advisor, Copy, serve, site};

#[test]
fn without_a_database_the_page_works_and_says_that_nothing_is_kept() {
    let server = serve();
    for (broken, words) in [
        (
            "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }",
            "does not let",
        ),
        (
            "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }",
            "no room",
        ),
        ("indexedDB.open('aftersales-cases', 9).onupgradeneeded = () => {}", "later version"),
        // Some browsers never answer.
        ("IDBFactory.prototype.open = () => new EventTarget()", "does not let"),
    ] {
        let browser = Desktop.browser();
        browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": broken }));
        let page = Advisor::open(&browser, &server.url());
        page.find("[data-cases]");
        state_wrong_item(&page);
        page.find("#name-buyer").type_text("Ana");
        assert!(page.message().contains("Ana"), "{broken}");
        page.tap("[data-cases]");
        page.find_with_text(".desk .problem", words);
        page.reload();
        page.wait_for_remedy("swap_wrong_item");
        assert!(page.message().contains("Ana"), "the tab keeps its case all the same: {broken}");
    }
}

#[test]
fn damaged_records_are_left_out_and_the_others_are_listed() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open_with_buyer(&browser, &server.url(), "Ana");
    write(
        &browser,
        "[{ id: 'x', open: 1, due: 1, recent: 1 }, { id: 'y', open: 1, due: 2, recent: 1, order: { case: { complaint: 'damaged' } }, notes: 7, letters: [null] }]",
    );
    page.reload();
    page.tap("[data-cases]");
    browser.wait_until("the readable ones", || {
        browser.execute(LISTED, &[]).as_array().is_some_and(|all| all.len() == 2)
    });
    page.find_all(".row-open")[0].click();
    browser.wait_until("the mended case", || page.case()["complaint"] == "damaged");
    assert_eq!(browser.warnings(), []);
}

#[test]
fn what_a_full_disk_refused_is_kept_with_the_next_change() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open_with_buyer(&browser, &server.url(), "Ana");
    browser.execute(
        "const put = IDBObjectStore.prototype.put;
         IDBObjectStore.prototype.put = function (...record) {
           if (window.isFull) throw new DOMException('full', 'QuotaExceededError');
           return put.apply(this, record);
         };
         window.isFull = true;",
        &[],
    );
    unfold(&page, "note");
    page.find(".kept form input").type_text("First");
    page.tap(".kept form button");
    page.find_with_text(".notice", "no room");
    let notes = "cases.flatMap(({ notes }) => notes.map(({ text }) => text))";
    assert_eq!(records(&browser, notes), json!([]));
    page.tap("[data-cases]");
    page.find_with_text(".desk .problem", "no room");
    browser.execute("window.isFull = false", &[]);
    unfold(&page, "note");
    page.find(".kept form input").type_text("Second");
    page.tap(".kept form button");
    browser.wait_until("both notes", || records(&browser, notes) == json!(["First", "Second"]));
    browser.wait_until("no problem any more", || !page.has(".desk .problem"));
}

#[test]
fn a_database_that_something_else_has_made_is_made_anew() {
    let server = serve();
    let browser = Desktop.browser();
    browser.goto(&format!("{}icon.svg", server.url()));
    let made = "return new Promise((resolve) => {
        indexedDB.open('aftersales-cases').onsuccess = ({ target }) => { target.result.close(); resolve(); };
    })";
    browser.execute(made, &[]);
    let page = open_with_buyer(&browser, &server.url(), "Ana");
    page.reload();
    page.tap("[data-cases]");
    wait_for_names(&browser, &["Ana"]);
}

#[test]
fn the_desk_goes_on_without_the_server() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open_with_buyer(&browser, &server.url(), "Ana");
    browser.wait_until("everything fetched", || {
        let fetched =
            "return navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)";
        browser.execute(fetched, &[]) == json!(true)
    });
    server.stop();
    browser.expect_errors("ERR_CONNECTION_REFUSED");
    page.tap(".next-buyer");
    browser.wait_until("an empty case", || page.case()["complaint"].is_null());
    serve_buyer(&page, "Ben");
    page.tap("[data-cases]");
    browser.wait_until("both", || {
        browser.execute(LISTED, &[]).as_array().is_some_and(|all| all.len() == 2)
    });
    unfold(&page, "close");
    page.pick("#closing-cause", "packing");
    page.tap("[data-desk=closed]");
    wait_for_names(&browser, &["Ana"]);
    page.reload();
    wait_for_names(&browser, &["Ana"]);
    page.tap("[data-part=register]");
    page.find_with_text(".register", "Poor packing");
}

#[test]
fn the_one_file_page_keeps_cases_over_a_reload() {
    let browser = Desktop.browser();
    let file = site().join("aftersales.html");
    let page = Advisor::open(&browser, &format!("file://{}", file.display()));
    state_wrong_item(&page);
    page.find("#name-buyer").type_text("Ana");
    browser.wait_until("the case", || {
        records(&browser, "cases.some(({ order }) => order.names?.buyer === 'Ana')") == json!(true)
    });
    page.reload();
    page.tap("[data-cases]");
    wait_for_names(&browser, &["Ana"]);
    page.tap("[data-part=register]");
    page.find(".register");
    page.delete_everything();
    browser.wait_until("nothing kept", || records(&browser, "cases.length") == json!(0));
    assert_eq!(browser.warnings(), []);
}

#[test]
fn without_its_script_the_list_says_that_it_is_missing_and_the_page_works() {
    let copy = Copy::of(&site(), "without-desk");
    fs::remove_file(copy.file("desk.")).expect("the script of the desk");
    let server = Server::start(&copy.0, 0).expect("a server");
    let browser = Desktop.browser();
    browser.expect_errors("404");
    let page = Advisor::open(&browser, &server.url());
    state_wrong_item(&page);
    page.tap("[data-cases]");
    page.find_with_text(".notice", "could not be loaded");
    page.wait_for_remedy("swap_wrong_item");
}

/// Moves the script of the desk aside. Returns where it belongs and where it is.
#[track_caller]
fn without_desk(copy: &Copy) -> (PathBuf, PathBuf) {
    let (script, aside) = (copy.file("desk."), copy.0.join("aside"));
    fs::rename(&script, &aside).expect("the script of the desk");
    (script, aside)
}

#[test]
fn a_message_copied_before_the_script_is_there_becomes_a_letter_of_its_case() {
    let copy = Copy::of(&site(), "late-desk");
    let (script, aside) = without_desk(&copy);
    let server = Server::start(&copy.0, 0).expect("a server");
    let browser = Desktop.browser();
    browser.expect_errors("404");
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    let copied = || {
        page.tap(".message .copy");
        page.find_with_text(".message .copy", "Copied");
        page.message()
    };
    state_wrong_item(&page);
    let first = copied();
    page.tap(".next-buyer");
    page.state("order_state", "delivered");
    page.state("complaint", "damaged");
    page.state("evidence", "confirmed");
    browser.wait_until("another message", || page.message() != first);
    let second = copied();
    page.tap(".next-buyer");
    page.tap(".notice button");
    browser.wait_until("the second case again", || page.case()["complaint"] == "damaged");
    fs::rename(&aside, &script).expect("the script of the desk");
    page.tap("[data-cases]");
    page.find(".row-open");
    let kept = "cases.map(({ order, title, letters, promises }) =>
        [order.case.complaint, title !== '', letters.map(({ text }) => text), promises.map(({ due }) => due - letters[0].at)])
        .sort()";
    let expected = json!([
        ["damaged", true, [second], [86_400_000]],
        ["wrong_item", true, [first], [86_400_000]],
    ]);
    browser.wait_until("both letters", || records(&browser, kept) == expected);
}

#[test]
fn what_was_deleted_before_the_script_is_there_is_never_kept() {
    let copy = Copy::of(&site(), "deleted-before-desk");
    let (script, aside) = without_desk(&copy);
    let server = Server::start(&copy.0, 0).expect("a server");
    let browser = Desktop.browser();
    browser.expect_errors("404");
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    state_wrong_item(&page);
    page.tap(".message .copy");
    page.find_with_text(".message .copy", "Copied");
    page.delete_everything();
    fs::rename(&aside, &script).expect("the script of the desk");
    state_wrong_item(&page);
    page.tap("[data-cases]");
    page.find(".row-open");
    let letters = "cases.map(({ letters }) => letters.length)";
    browser.wait_until("the other case", || records(&browser, letters) == json!([0]));
}
