//! The answer to a case beside the answers of other places.

use crate::support;

use serde_json::json;
use support::advisor::text_of;
use support::{Advisor, Browser, serve};

#[test]
fn a_case_is_answered_for_every_country_and_for_every_marketplace() {
    let server = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &format!("{}?lang=en", server.url()));
    page.set_case(&json!({
        "platform": "ebay", "buyer_region": "uk", "order_state": "delivered", "complaint": "changed_mind",
        "item_condition": "intact", "informed_of_withdrawal": "yes", "informed_of_return_cost": "yes",
        "days_since_delivery": 10,
    }));
    let title = text_of(&page.advice()["remedy"]["title"]);
    page.menu("compare");
    let rows = |code: &str| -> Vec<(String, String, bool)> {
        let rows = page.find_all(&format!("[data-compared={code}] tbody tr"));
        let read = rows.iter().map(|row| {
            let cells = browser.execute(
                "return [...arguments[0].cells].map((cell) => cell.textContent)",
                &[row.as_argument()],
            );
            (text_of(&cells[0]), text_of(&cells[1]), row.attr("aria-current").is_some())
        });
        read.collect()
    };
    page.find("dialog.compare table");
    for code in ["buyer_region", "platform"] {
        let rows = rows(code);
        let places = page.find_all(&format!("#field-{code} option:not([value=\"\"])")).len();
        assert_eq!(rows.len(), places, "{code}");
        let here: Vec<_> = rows.iter().filter(|(_, _, here)| *here).collect();
        assert_eq!(here.len(), 1);
        assert_eq!(here[0].1, title, "{code}");
    }
    // What one country gives another does not.
    let countries = rows("buyer_region");
    let of = |name: &str| &countries.iter().find(|(place, ..)| place == name).expect("a row").1;
    assert_eq!(*of("European Union"), title);
    assert_ne!(*of("United States"), title);
    page.tap("dialog .actions button");
    browser.wait_until("the dialog to be gone", || page.find_all("dialog").is_empty());
}
