//! Many orders at once: a file of a marketplace is dropped, its columns are recognised or mapped, its orders decided.

use crate::support;

use std::fs;
use std::time::{Duration, Instant};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};
use support::browser::is_saved;
use support::seller::Device::{Desktop, Phone};
use support::{Advisor, Browser, serve, site};

/// The instant of the tests.
const NOW: &str = "2026-03-10T12:00:00+08:00";

/// Orders of Taobao: two on the way, one of them late, one cancelled, one that is done, one without a number.
const TAOBAO: &str = "订单编号,买家会员名,买家应付邮费,总金额,买家实际支付金额,订单状态,买家留言,订单付款时间,宝贝标题,物流单号,物流公司\r\n\
    =\"4012345678901234567\",张三,0.00,12.50,12.50,卖家已发货，等待买家确认,\"快点, 谢谢\",2026-03-01 10:00:00,陶瓷杯,SF123,顺丰\r\n\
    =\"4012345678901234568\",李四,0.00,99.00,99.00,买家已付款，等待卖家发货,,2026-03-09 10:00:00,汤碗,,\r\n\
    =\"4012345678901234569\",王五,0.00,9.90,9.90,交易关闭,,2026-03-02 10:00:00,盘子,,\r\n\
    =\"4012345678901234570\",赵六,0.00,9.90,9.90,交易成功,,2026-02-02 10:00:00,盘子,SF124,顺丰\r\n";

/// An unknown shop's returns, separated by semicolons.
const UNKNOWN: &str = "sep=;\nBestellung;Kunde;Grund;Zustand;Am\n\
    0042;Ann Müller;kaputt;da;03.04.2026\n\
    0043;Bob;anders;da;13.04.2026\n\
    0044;Cy;kaputt;weg;14.04.2026\n";

#[track_caller]
fn open<'b>(browser: &'b Browser, url: &str, lang: &str) -> Advisor<'b> {
    let page = Advisor::open(browser, url);
    page.set_now(NOW);
    page.set_language(lang);
    page
}

#[track_caller]
fn decide(page: &Advisor) {
    page.tap("[data-many=decide]");
    page.find(".many .step-result");
}

/// The number of orders in each group.
#[track_caller]
fn groups(page: &Advisor) -> Vec<(String, String)> {
    let kinds = page.find_all(".kinds [data-kind]");
    kinds
        .iter()
        .map(|kind| (kind.attr("data-kind").unwrap_or_default(), last_word(&kind.text())))
        .collect()
}

fn last_word(text: &str) -> String {
    text.split_whitespace().last().unwrap_or_default().to_owned()
}

fn count(page: &Advisor, kind: &str) -> Option<String> {
    groups(page).into_iter().find(|(code, _)| code == kind).map(|(_, count)| count)
}

/// The content of a file once it is saved.
#[track_caller]
fn saved(page: &Advisor, folder: &std::path::Path, kind: &str) -> String {
    page.tap(&format!("[data-save={kind}]"));
    let file = folder.join(format!("aftersales-{kind}.csv"));
    page.browser.wait_until("the file", || is_saved(&file));
    fs::read_to_string(file).expect("text")
}

#[track_caller]
fn drop_taobao(page: &Advisor) {
    page.drop_bytes("ExportOrderList.csv", &encoding_rs::GBK.encode(TAOBAO).0);
    page.find(".many .step-columns");
}

#[track_caller]
fn check_taobao(page: &Advisor, lang: &str) {
    drop_taobao(page);
    assert!(page.find(".many-step").text().contains("4 "), "{lang}");
    page.pick("#many-buyer_region", "cn");
    page.pick("#many-complaint", "not_received");
    decide(page);
    assert_eq!(count(page, "closed").as_deref(), Some("1"));
    assert_eq!(page.find_all(".order").len(), 4);

    // A group, a search, and an order as a case.
    page.tap("[data-kind=closed]");
    page.browser.wait_until("one order", || page.find_all(".order").len() == 1);
    page.tap("[data-kind=closed]");
    page.find("#many-search").type_text("杯");
    page.browser.wait_until("one order", || page.find_all(".order").len() == 1);
    assert!(page.find(".order").text().contains("4012345678901234567"));
    page.tap(".order [data-many=open]");
    page.browser.wait_until("a case", || page.case()["order_state"] == "in_transit");
    let case = page.case();
    assert_eq!(case["platform"], "taobao");
    assert_eq!(case["order_value"], json!({ "minor": 1250, "currency": "CNY" }));
    assert_eq!(case["complaint"], "not_received");
    let names = &page.browser.execute("return JSON.parse(sessionStorage.aftersales).names", &[]);
    assert_eq!(names["order"], "4012345678901234567");
    assert_eq!((&names["buyer"], &names["carrier"]), (&json!("张三"), &json!("顺丰")));

    // The list is still there.
    page.browser.execute("history.back()", &[]);
    page.find(".many .order");
}

#[test]
fn an_export_of_taobao_in_gbk_is_decided() {
    let server = serve();
    for (device, lang) in [(Desktop, "zh-Hans"), (Phone, "en")] {
        let browser = device.browser();
        let page = open(&browser, &server.url(), lang);
        check_taobao(&page, lang);
        assert!(!page.scrolls_horizontally());
    }
}

#[test]
fn the_one_file_page_decides_without_a_worker() {
    let browser = Desktop.browser();
    let file = site().join("aftersales.html");
    let page = open(&browser, &format!("file://{}", file.display()), "zh-Hant");
    check_taobao(&page, "zh-Hant");
}

#[test]
fn letters_and_decisions_are_saved_for_spreadsheets() {
    let server = serve();
    let browser = Desktop.browser();
    let folder = browser.downloads("many");
    let page = open(&browser, &server.url(), "zh-Hans");
    drop_taobao(&page);
    page.pick("#many-buyer_region", "cn");
    page.pick("#many-complaint", "not_received");
    decide(&page);
    let letters = saved(&page, &folder, "letters");
    assert!(letters.starts_with("\u{feff}订单"), "{letters}");
    assert_eq!(letters.matches("=\"\"401234567890123").count(), 3, "{letters}");
    assert!(letters.contains("张三") && !letters.contains("王五"), "{letters}");
    let decisions = saved(&page, &folder, "decisions");
    assert_eq!(decisions.matches("=\"\"401234567890123").count(), 4, "{decisions}");
    page.tap("[data-kind=closed]");
    page.browser.wait_until("one order", || page.find_all(".order").len() == 1);
    fs::remove_file(folder.join("aftersales-decisions.csv")).expect("the file");
    let closed = saved(&page, &folder, "decisions");
    assert!(closed.contains("王五") && !closed.contains("张三"), "{closed}");
}

#[test]
fn a_workbook_is_read() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let headers = [
        "Order ID",
        "Order Status",
        "Tracking Number*",
        "Estimated Ship Out Date",
        "Order Paid Time",
        "Product Name",
        "Grand Total",
        "Username (Buyer)",
        "Country",
    ];
    for (column, header) in headers.iter().enumerate() {
        sheet.write(0, column as u16, *header).expect("a cell");
    }
    let format = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let day = |day| {
        ExcelDateTime::from_ymd(2026, 3, day).expect("a day").and_hms(10, 0, 0).expect("a time")
    };
    for (row, (order, state, by)) in
        [("260301A", "To ship", 9), ("260301B", "To ship", 20), ("260301C", "Shipping", 9)]
            .iter()
            .enumerate()
    {
        let row = row as u32 + 1;
        sheet.write(row, 0, *order).expect("a cell");
        sheet.write(row, 1, *state).expect("a cell");
        sheet.write_with_format(row, 3, day(*by), &format).expect("a cell");
        sheet.write_with_format(row, 4, day(1), &format).expect("a cell");
        sheet.write(row, 6, 120.5).expect("a cell");
        sheet.write(row, 8, "Philippines").expect("a cell");
    }
    let server = serve();
    let browser = Desktop.browser();
    let page = open(&browser, &server.url(), "en");
    page.drop_bytes("orders.xlsx", &workbook.save_to_buffer().expect("a workbook"));
    page.find(".many .step-columns");
    assert!(page.find(".many-step").text().contains("Shopee"));
    decide(&page);
    // What is late is found without a complaint; of the others the file does not tell.
    assert_eq!(count(&page, "lacking").as_deref(), Some("2"));
    page.find("#many-search").type_text("260301A");
    page.browser.wait_until("one order", || page.find_all(".order").len() == 1);
    page.tap(".order [data-many=open]");
    page.browser.wait_until("a case", || page.case()["complaint"] == "late_shipment");
    let case = page.case();
    assert_eq!((&case["platform"], &case["buyer_region"]), (&json!("shopee"), &json!("ph")));
    assert_eq!(case["order_value"], json!({ "minor": 12050, "currency": "PHP" }));
}

#[test]
fn an_unknown_file_is_mapped_by_hand_and_the_mapping_kept() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open(&browser, &server.url(), "en");
    let bytes = encoding_rs::WINDOWS_1252.encode(UNKNOWN).0;
    page.drop_bytes("retouren.csv", &bytes);
    page.find(".many [data-many=columns][open]");
    assert!(page.find(".many .samples").text().contains("0042 · 0043 · 0044"));
    for (column, field) in [
        ("Bestellung", "order"),
        ("Kunde", "buyer"),
        ("Grund", "reason"),
        ("Zustand", "state"),
        ("Am", "requested_at"),
    ] {
        page.pick(&format!("[data-column=\"{column}\"]"), field);
    }
    for (field, word, code) in [
        ("reason", "kaputt", "damaged"),
        ("reason", "anders", "wrong_item"),
        ("state", "da", "delivered"),
        ("state", "weg", "closed"),
    ] {
        page.find(&format!("[data-many=words-{field}][open]"));
        page.pick(&format!("[data-word=\"{word}\"]"), code);
    }
    page.pick("#many-platform", "ebay");
    page.pick("#many-buyer_region", "eu");
    decide(&page);
    assert_eq!(count(&page, "closed").as_deref(), Some("1"));
    page.find("#many-search").type_text("ann");
    page.browser.wait_until("one order", || page.find_all(".order").len() == 1);
    assert_eq!(page.find(".counted .note").text(), "1 order");
    page.tap(".order [data-many=open]");
    page.browser.wait_until("a case", || page.case()["complaint"] == "damaged");
    assert!(page.case()["requested_at"].as_str().is_some_and(|day| day == "2026-04-03"));

    // No column has two fields: a field that is chosen again leaves its column.
    page.reload_at("");
    page.set_now(NOW);
    page.drop_bytes("retouren.csv", &bytes);
    page.find(".many .step-columns");
    let field = |column: &str| page.find(&format!("[data-column=\"{column}\"]")).property("value");
    assert_eq!([field("Kunde"), field("Am")], [json!("buyer"), json!("requested_at")]);
    page.tap("[data-many=columns] summary");
    page.pick("[data-column=\"Am\"]", "buyer");
    browser.wait_until("one column of buyers", || {
        field("Kunde") == json!("") && field("Am") == json!("buyer")
    });
    page.reload_at("");
    page.delete_everything();
    let kept = || browser.execute("return Object.keys(localStorage)", &[]);
    browser.wait_until("nothing kept", || kept() == json!([]));
}

#[test]
fn what_is_no_table_is_refused_with_the_reason() {
    let server = serve();
    let browser = Phone.browser();
    let page = open(&browser, &server.url(), "en");
    for (name, content, words) in [
        ("old.xls", &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], "before 2007"),
        ("page.xls", b"<html><table><tr><td>1", "web page"),
        ("broken.xlsx", b"PK\x03\x04 nothing", "damaged"),
        ("empty.csv", b"\n\n", "no table"),
        ("picture.csv", b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", "neither text"),
    ] {
        page.drop_bytes(name, content);
        page.find_with_text(".many .problem", words);
    }
}

#[test]
fn rules_are_still_read_as_rules() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open(&browser, &server.url(), "en");
    page.drop_file("rules.csv", "\u{feff}id,complaint,remedy\nmy-rule,damaged,replace_damaged\n");
    page.find(".policy .candidate");
    page.drop_bytes("ExportOrderList.csv", &encoding_rs::GBK.encode(TAOBAO).0);
    page.find(".many .step-columns");
}

/// As many orders of Taobao as a shop has in a year.
fn many(rows: usize) -> Value {
    let header =
        "订单编号,买家会员名,买家实际支付金额,订单状态,订单付款时间,宝贝标题,物流单号,物流公司";
    json!([header, rows])
}

/// Drops a file that is made in the page, since it is large.
#[track_caller]
fn drop_many(page: &Advisor, rows: usize) {
    let script = "
        const [header, rows] = arguments[0];
        const states = ['卖家已发货，等待买家确认', '买家已付款，等待卖家发货', '交易成功'];
        const line = (row) => `=\"${4012345678900000000n + BigInt(row)}\",买家${row},${(row % 300) + 0.5},${states[row % 3]},2026-03-0${1 + row % 9} 10:00:00,\"陶瓷杯, 白\",SF${row},顺丰`;
        const lines = Array.from({ length: rows }, (_, row) => line(row));
        const files = new DataTransfer();
        files.items.add(new File([[header, ...lines].join('\\r\\n')], 'ExportOrderList.csv'));
        const place = document.querySelector('aftersales-advisor').shadowRoot.querySelector('.page');
        place.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, composed: true, cancelable: true }));";
    page.browser.execute(script, &[many(rows)]);
    page.find(".many .step-columns");
}

#[test]
fn a_hundred_thousand_orders_are_decided_while_the_page_answers() {
    let server = serve();
    let browser = Desktop.browser();
    let page = open(&browser, &server.url(), "en");
    let start = Instant::now();
    drop_many(&page, 100_000);
    let read = start.elapsed();
    page.pick("#many-buyer_region", "cn");
    page.pick("#many-complaint", "not_received");

    // Cancelled, it is back at the columns at once.
    page.tap("[data-many=decide]");
    page.tap("[data-many=cancel]");
    page.find("[data-many=decide]");

    page.tap("[data-many=decide]");
    page.find("[data-many=cancel]");
    let start = Instant::now();
    let mut slowest = Duration::ZERO;
    while !page.has(".many .step-result") {
        let asked = Instant::now();
        browser.execute(
            "return new Promise((resolve) => requestAnimationFrame(resolve)).then(() => 1)",
            &[],
        );
        slowest = slowest.max(asked.elapsed());
        assert!(start.elapsed() < Duration::from_secs(300), "it takes too long");
    }
    let decided = start.elapsed();
    let nodes = browser.execute("return document.querySelector('aftersales-advisor').shadowRoot.querySelectorAll('*').length", &[]);
    let memory = browser.execute("return performance.memory.usedJSHeapSize / 1e6", &[]);
    println!(
        "100,000 orders: read in {read:?}, decided in {decided:?}, slowest frame {slowest:?}, {memory} MB of the page, {nodes} nodes"
    );
    assert_eq!(page.find_all(".order").len(), 50);
    assert!(nodes.as_u64().is_some_and(|nodes| nodes < 3000), "{nodes} nodes");
    assert!(slowest < Duration::from_secs(3), "the page did not draw for {slowest:?}");
    page.tap("[data-many=following]");
    page.find_with_text(".pages", "51");
}
