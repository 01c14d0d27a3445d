//! The desk where the browser's storage is missing, full, damaged, or of another version.

use crate::support;

use serde_json::json;
use support::desk::{LISTED, open_with_buyer, write};
use support::seller::{Device::Desktop, state_wrong_item};
use support::{Advisor, serve};

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
