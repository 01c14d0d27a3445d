//! The desk's files: all cases, and the register, go to another browser and come back.

use crate::support;

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use support::clipboard::allow_clipboard;
use support::desk::{records, saved, wait_for_names, write};
use support::seller::{Device::Desktop, Device::Phone};
use support::{Advisor, serve};

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
    page.find_with_text(".brought", "40 cases added, 0 updated");
    // The same file again doubles nothing.
    page.drop_file("cases.json", &file);
    other.wait_until("nothing doubled", || {
        page.find(".brought").text().starts_with("0 cases added, 0 updated")
    });
    page.drop_file("cases.json", "{}");
    page.find_with_text(".desk .problem", "holds no cases");
    assert_eq!(records(&other, "cases.length"), json!(40));
    assert_eq!((browser.warnings(), other.warnings()), (vec![], vec![]));
}

/// Closed cases, and an open one, which is in no register.
const CLOSED: &str = r#"(() => {
  const day = Date.UTC(2026, 9, 28, 4);
  const closed = (id, at, facts, closing) => ({ id, revision: 1, opened: at - 9e5, changed: at, title: 'Replace it', open: 0, due: -at, recent: -at,
    order: { case: facts, names: { buyer: 'Ana', order: '4012' } }, letters: [{ at, text: 'Dear Ana' }], closing: { at, ...closing } });
  return [
    closed('b1', day, { platform: 'taobao', complaint: 'damaged' }, { cause: 'packing', product: 'Mug, "blue"', carrier: '顺丰', cost: { minor: 1250, currency: 'CNY' }, remedy: 'replace_damaged' }),
    closed('a2', day + 864e5, { platform: 'shopee', complaint: 'wrong_item' }, { cause: 'wrong_item', product: '=SUM(A1)', carrier: '', cost: { minor: 300, currency: 'JPY' } }),
    closed('c3', day + 9 * 864e5, { complaint: 'not_received' }, { cause: 'carrier_loss', product: "'-1\nline", carrier: 'J&T', cost: null }),
    { ...closed('d4', day, { complaint: 'damaged' }, {}), closing: null, open: 1 },
  ];
})()"#;

/// Opens the register, and saves it.
#[track_caller]
fn register_of(page: &Advisor, folder: &Path, kind: &str) -> String {
    page.tap("[data-part=register]");
    page.tap(&format!(".register [data-desk={kind}]"));
    let file = saved(page.browser, folder, kind);
    let text = fs::read_to_string(&file).expect("the register");
    fs::remove_file(file).expect("the file");
    text
}

#[track_caller]
fn brought(page: &Advisor, name: &str, content: &str, words: &str) {
    page.drop_file(name, content);
    page.browser
        .wait_until(words, || page.has(".brought") && page.find(".brought").text().contains(words));
}

#[test]
fn a_register_comes_back_from_its_files() {
    let server = serve();
    let browser = Desktop.browser();
    let folder = browser.downloads("register");
    let page = Advisor::open(&browser, &server.url());
    page.tap("[data-cases]");
    page.find(".desk");
    write(&browser, CLOSED);
    let csv = register_of(&page, &folder, "csv");
    assert_eq!(csv.lines().count(), 5, "a header, three entries, a line within one: {csv}");
    assert!(csv.contains(r#""Mug, ""blue""",顺丰"#) && csv.contains(",12.50,CNY,"), "{csv}");
    assert!(!csv.contains("Ana") && !csv.contains("4012"), "{csv}");
    let list = register_of(&page, &folder, "json");
    let before = records(&browser, "cases");
    brought(&page, "r.csv", &csv, "0 cases added, 0 updated");
    assert_eq!(records(&browser, "cases"), before, "what is here stays as it is, with its names");

    let other = Phone.browser();
    let there = other.downloads("register-there");
    let page = Advisor::open(&other, &server.url());
    page.tap("[data-cases]");
    page.find(".desk");
    // One of them is still open here.
    write(
        &other,
        &format!(
            "{CLOSED}.slice(0, 1).map((kept) => ({{ ...kept, changed: kept.opened, closing: null, open: 1 }}))"
        ),
    );
    page.tap("[data-desk=hide]");
    page.find(".journey");
    brought(&page, "r.csv", &csv, "2 cases added, 1 updated");
    assert_eq!(register_of(&page, &there, "csv"), csv);
    assert_eq!(register_of(&page, &there, "json"), list);
    brought(&page, "r.csv", &csv, "0 cases added, 0 updated");
    brought(&page, "r.json", &list, "0 cases added, 0 updated");
    // As a spreadsheet saves it in a country where the comma is in numbers.
    let semicolons = csv
        .replace("12.50,CNY", "\"12,50\",CNY")
        .replace(',', ";")
        .replace("12;50", "12,50")
        .replace("Mug; ", "Mug, ");
    brought(&page, "r.csv", &semicolons, "0 cases added, 0 updated");
    assert_eq!(register_of(&page, &there, "csv"), csv);
    let named = "cases.filter((kept) => JSON.stringify(kept).includes('Ana')).map(({ id }) => id)";
    assert_eq!(records(&other, named), json!(["b1"]), "the names of the open case stay");
    assert_eq!((browser.warnings(), other.warnings()), (vec![], vec![]));
}

#[test]
fn what_is_no_register_is_refused_in_a_sentence_and_nothing_is_lost() {
    let server = serve();
    let browser = Desktop.browser();
    let folder = browser.downloads("refused-register");
    let page = Advisor::open(&browser, &server.url());
    page.tap("[data-cases]");
    page.find(".desk");
    write(&browser, CLOSED);
    let csv = register_of(&page, &folder, "csv");
    let before = records(&browser, "cases");
    let (header, _) = csv.split_once("\r\n").expect("a header");
    for (name, content, words) in [
        ("orders.csv", "Order ID,Order Status\r\n1,Shipped\r\n", "holds no cases and no register"),
        ("empty.csv", "", "holds no cases and no register"),
        ("rules.json", "{}", "holds no cases and no register"),
        ("list.json", "[1, null]", "holds no cases and no register"),
        ("half.json", "[{", "not JSON"),
    ] {
        page.tap("[data-part=register]");
        page.drop_file(name, content);
        page.find_with_text(".desk .problem", words);
        assert_eq!(records(&browser, "cases"), before, "{name}");
    }
    page.drop_bytes("r.csv", &[csv.as_bytes(), b"\xB1\xAD"].concat());
    page.find_with_text(".desk .problem", "CSV UTF-8");
    // Rows that are damaged are counted, and the others come in.
    let rows = [
        header,
        "yesterday,taobao,damaged,packing,Mug,,,,,x1",
        "2026-10-28T04:00:00.000Z,taobao,damaged,packing,Mug,,,a lot,CNY,x2",
        "2026-10-28T04:00:00.000Z,taobao,damaged,packing,Mug,,,,,",
        "2026-10-28T04:00:00.000Z",
        "2026-10-28T04:00:00.000Z,mars,eaten,magic,Mug,,,1,CNY,x3",
    ];
    brought(
        &page,
        "r.csv",
        &rows.join("\r\n"),
        "1 case added, 0 updated. Nothing was overwritten. 4 could not be read",
    );
    assert!(page.find(".register").text().contains("magic"));
    let far = r#"[{ "id": "x4", "at": 1e300, "platform": "", "complaint": "", "cause": "stock", "product": "", "carrier": "", "remedy": "", "cost": null },
        { "id": "x5", "at": 1, "platform": "", "complaint": "", "cause": "stock", "product": "", "carrier": "", "remedy": "", "cost": { "minor": 1, "currency": "EUR" } }]"#;
    brought(
        &page,
        "r.json",
        far,
        "1 case added, 0 updated. Nothing was overwritten. 1 could not be read",
    );
    assert_eq!(browser.warnings(), []);
}

#[test]
fn rules_are_told_from_cases_where_cases_are_listed() {
    let server = serve();
    let browser = Desktop.browser();
    let folder = browser.downloads("rules-or-cases");
    let page = Advisor::open(&browser, &server.url());
    page.tap("[data-cases]");
    page.find(".desk");
    write(&browser, CLOSED);
    let list = register_of(&page, &folder, "json");
    let before = records(&browser, "cases");
    let pack = r#"{ "id": "mine", "layer": "shop", "title": "Our handbook", "rules": [
        { "id": "keep-it", "when": { "complaint": "damaged", "order_state": "delivered", "evidence": "confirmed" }, "remedy": "partial_refund_keep" }] }"#;
    let settings = r#"{ "id": "mine", "layer": "shop", "title": "Our coupons", "settings": { "signature": { "en": "Ana" } } }"#;
    let table = "id,complaint,remedy\r\nmy-rule,damaged,replace_damaged\r\n";
    for (name, content) in [("a.json", pack), ("b.json", settings), ("c.csv", table)] {
        page.drop_file(name, content);
        page.find(".policy .candidate h3");
        page.find_with_text(".notice", &format!("“{name}” holds rules"));
        assert_eq!(records(&browser, "cases"), before, "{name}");
        page.tap("[data-cases]");
        page.find(".register");
    }
    // A register is one wherever it is dropped.
    page.drop_file("a.json", pack);
    page.find(".policy .candidate");
    brought(&page, "list.json", &list, "0 cases added, 0 updated");
    assert_eq!(browser.warnings(), []);
}

#[test]
fn a_file_is_chosen_by_a_button_in_the_register() {
    let server = serve();
    let browser = Desktop.browser();
    let folder = browser.downloads("chosen-register");
    let page = Advisor::open(&browser, &server.url());
    page.tap("[data-cases]");
    page.tap("[data-part=register]");
    let file = folder.join("r.csv");
    let row = "2026-10-28T04:00:00.000Z,taobao,damaged,packing,Mug,,,,,x1";
    fs::write(
        &file,
        format!("closed,platform,complaint,cause,product,carrier,remedy,cost,currency,id\n{row}\n"),
    )
    .expect("a file");
    // The button is drawn anew once the entries are read.
    page.find(".register");
    page.find("[data-desk=bring]").type_text(&file.display().to_string());
    page.find_with_text(".brought", "1 case added");
    page.find_with_text(".register", "Mug");
}
