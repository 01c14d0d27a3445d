//! The desk: cases are kept, listed by what is due, followed up, closed, registered, saved and brought in again.

use crate::support;

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use support::clipboard::allow_clipboard;
use support::seller::{Device::Desktop, Device::Phone, open_sheet, state_wrong_item};
use support::{Advisor, Browser, serve};

/// The names in the list, in its order.
const LISTED: &str = "return [...document.querySelector('aftersales-advisor').shadowRoot
    .querySelectorAll('.row-who')].map((who) => who.textContent)";

/// Every record of a store of the database, by what a script makes of them.
fn records(browser: &Browser, make: &str) -> Value {
    let script = format!(
        "return new Promise((resolve) => {{
           indexedDB.open('aftersales-cases').onsuccess = ({{ target: {{ result: database }} }}) => {{
             database.transaction('cases').objectStore('cases').getAll().onsuccess = ({{ target: {{ result: cases }} }}) => {{
               database.close();
               resolve({make});
             }};
           }};
         }})"
    );
    browser.execute(&script, &[])
}

/// Writes records into the database, of which `cases` is a list in JavaScript.
fn write(browser: &Browser, cases: &str) {
    let script = format!(
        "return new Promise((resolve) => {{
           indexedDB.open('aftersales-cases').onsuccess = ({{ target: {{ result: database }} }}) => {{
             const work = database.transaction('cases', 'readwrite');
             for (const kept of {cases}) work.objectStore('cases').put(kept);
             work.oncomplete = () => {{ database.close(); resolve(); }};
           }};
         }})"
    );
    browser.execute(&script, &[]);
}

#[track_caller]
fn wait_for_names(browser: &Browser, names: &[&str]) {
    let expected = json!(names);
    browser
        .wait_until(&format!("the cases {names:?}"), || browser.execute(LISTED, &[]) == expected);
}

/// States a case with a buyer's name and copies its message.
#[track_caller]
fn serve_buyer(page: &Advisor, buyer: &str) {
    page.find("[data-cases]");
    state_wrong_item(page);
    page.find("#name-buyer").type_text(buyer);
    page.tap(".message .copy");
    page.browser.wait_until("the letter kept", || {
        let letters = "cases.some(({ order, letters }) => order.names?.buyer === arguments[0] && letters.length > 0)";
        records(page.browser, &letters.replace("arguments[0]", &format!("{buyer:?}"))) == json!(true)
    });
}

#[track_caller]
fn unfold(page: &Advisor, part: &str) {
    page.tap(&format!(".kept [data-desk={part}]"));
}

#[test]
fn a_case_is_kept_followed_up_closed_and_registered() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    serve_buyer(&page, "Ana");
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
        let title = text(&browser.execute("return document.title", &[]));
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

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_string()
}

/// The file that the page saves, once it is complete.
#[track_caller]
fn saved(browser: &Browser, folder: &Path, extension: &str) -> PathBuf {
    let mut found = None;
    browser.wait_until("the saved file", || {
        let mut files =
            fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
        found = files.find(|file| file.extension().is_some_and(|end| end == extension));
        found.is_some()
    });
    found.expect("a file")
}

#[test]
fn a_day_of_forty_buyers_is_kept_found_closed_and_moves_to_another_browser() {
    let server = serve();
    let browser = Desktop.browser();
    let folder = browser.downloads("desk");
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    page.find("[data-cases]");
    let places = [("taobao", "cn"), ("shopee", "ph"), ("amazon", "us"), ("ebay", "uk")];
    let complaints =
        ["wrong_item", "damaged", "quality_problem", "missing_item", "not_as_described"];
    for number in 0..40 {
        let (platform, region) = places[number % places.len()];
        page.set_case(&json!({
            "platform": platform, "buyer_region": region, "order_state": "delivered",
            "complaint": complaints[number % complaints.len()], "evidence": "confirmed",
        }));
        browser.wait_until("the field for the name", || page.has("#name-buyer"));
        page.find("#name-buyer").type_text(&format!("Buyer {number}"));
        page.tap(".message .copy");
        page.tap(".next-buyer");
    }
    browser.wait_until("forty cases", || records(&browser, "cases.length") == json!(40));
    let sent = "cases.filter(({ letters }) => letters.length === 1).length";
    browser.wait_until("forty letters", || records(&browser, sent) == json!(40));
    page.tap("[data-cases]");
    page.find(".find").type_text("buyer 17");
    wait_for_names(&browser, &["Buyer 17"]);
    page.tap(".row-open");
    browser.wait_until("that case", || page.case()["platform"] == "shopee");
    assert!(page.message().contains("Buyer 17"), "{}", page.message());
    // Taken up again: nothing of it is in the next one.
    page.tap(".next-buyer");
    browser.wait_until("an empty case", || {
        page.case() == json!({ "platform": "shopee", "buyer_region": "ph" })
    });
    page.find(".find").clear();

    page.tap(".desk-more summary");
    page.tap("[data-desk=save]");
    let file = fs::read_to_string(saved(&browser, &folder, "json")).expect("the file");
    let cases: Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(cases["cases"].as_array().expect("cases").len(), 40);

    let other = Phone.browser();
    let page = Advisor::open(&other, &server.url());
    page.tap("[data-cases]");
    page.find(".desk-more");
    page.drop_file("cases.json", &file);
    let same = "JSON.parse(JSON.stringify(cases.map(({ revision, ...kept }) => kept)))";
    other.wait_until("the cases here", || records(&other, "cases.length") == json!(40));
    assert_eq!(records(&other, same), records(&browser, same), "nothing lost, nothing changed");
    page.tap(".desk-more summary");
    page.find_with_text(".desk-more .note", "40 cases added, 0 updated");
    // The same file again doubles nothing.
    page.drop_file("cases.json", &file);
    other.wait_until("nothing doubled", || {
        page.find(".desk-more [role=status]").text().starts_with("0 cases added, 0 updated")
    });
    page.drop_file("cases.json", "{}");
    page.find_with_text(".desk-more .problem", "holds no cases");
    assert_eq!(records(&other, "cases.length"), json!(40));
    assert_eq!((browser.warnings(), other.warnings()), (vec![], vec![]));
}

#[test]
fn tabs_share_the_list_and_follow_the_same_case() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    let first = browser.tab();
    serve_buyer(&page, "Ana");
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
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    serve_buyer(&page, "Ana");
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
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    serve_buyer(&page, "Ana");
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
        // A later version of the page has been here.
        ("indexedDB.open('aftersales-cases', 9).onupgradeneeded = () => {}", "does not let"),
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
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    serve_buyer(&page, "Ana");
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
fn ten_thousand_cases_are_listed_at_once() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    page.find("[data-cases]");
    serve_buyer(&page, "Ana");
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
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    serve_buyer(&page, "Buyer with a rather long name, 一位名字很长的买家");
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
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    serve_buyer(&page, "Ana");
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
