//! Takes pictures of the page in its main states:
//!
//!     cargo run -p aftersales-www --example screens -- FOLDER [WORD...]
//!
//! With words, only pictures whose name contains all of them. A name consists of device, theme,
//! language and state, such as `phone-dark-zh-Hans-decided.png`.

#[path = "../support/mod.rs"]
pub mod support;

use serde_json::{Value, json};
use std::path::PathBuf;
use support::{Advisor, Browser, serve};

/// The instant of the pictures, so that they are reproducible.
const NOW: &str = "2026-11-20T14:00:00+08:00";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        eprintln!("Name the folder for the pictures.");
        std::process::exit(2);
    };
    let words: Vec<String> = arguments.collect();
    std::fs::create_dir_all(&folder).expect("a folder");
    let server = serve();
    let browser = Browser::start();
    // Hidden, since scroll bars differ by system and phones have none.
    browser.cdp("Emulation.setScrollbarsHidden", json!({ "hidden": true }));
    for (device, phone) in [("phone", true), ("desktop", false)] {
        for light in ["light", "dark"] {
            for lang in ["zh-Hans", "zh-Hant", "en"] {
                for state in states(phone) {
                    let name = format!("{device}-{light}-{lang}-{}.png", state.name);
                    if !words.iter().all(|word| name.contains(word.as_str())) {
                        continue;
                    }
                    match phone {
                        true => browser.phone(),
                        false => browser.size(1280, 800),
                    }
                    browser.prefer(&[
                        ("prefers-color-scheme", light),
                        ("prefers-reduced-motion", "reduce"),
                    ]);
                    show_state(&browser, &server.url(), lang, &state);
                    browser.screenshot(&folder.join(&name));
                    println!("{name}");
                }
            }
        }
    }
}

/// A state of the page: the case, and the actions after it is opened.
pub struct State {
    pub name: &'static str,
    pub case: Value,
    then: &'static [Act],
}

#[derive(Clone, Copy)]
pub enum Act {
    Tap(&'static str),
    /// Chooses an item of the menu.
    Menu(&'static str),
    Type(&'static str, &'static str),
    /// Chooses an option of a select.
    Pick(&'static str, &'static str),
    /// Scrolls an element to the top.
    Show(&'static str),
    /// Drops a file on the page.
    Drop(&'static str, &'static str),
    /// Keeps some cases, once the list is shown.
    Keep,
}
use Act::{Drop, Keep, Menu, Pick, Show, Tap, Type};

/// Rules of a shop: one that changes remedies, and one that the law does not allow.
const OWN: &str = r#"{ "id": "my-shop", "layer": "shop", "title": "Our handbook", "rules": [
    { "id": "keep-it", "when": { "complaint": "damaged", "order_state": "delivered", "evidence": "confirmed" },
      "remedy": "partial_refund_keep", "sources": [{ "title": "Handbook", "locator": "2" }] },
    { "id": "let-them-wait", "when": { "platform": "taobao", "complaint": "cancel_order", "order_state": "in_transit" },
      "remedy": "persuade_to_wait", "sources": [{ "title": "Handbook", "locator": "3" }] }] }"#;
const BAD: &str = r#"{ "id": "my-shop", "layer": "shop", "rules": [
    { "id": "keep-it", "when": { "complaint": "damagd" }, "remedy": "partial_refund_keep" },
    { "id": "other", "when": { "order_state": "delivered" }, "remedy": "refnd" }] }"#;

/// Orders of a marketplace, and those of a shop that is not known.
const ORDERS: &str = "Order ID,Order Status,Tracking Number*,Estimated Ship Out Date,Order Paid Time,Product Name,Grand Total,Username (Buyer),Country\r\n\
    260301A,To ship,,2026-11-18 10:00,2026-11-15 09:00,Ceramic mug with a very long name that goes on and on,120.50,ana.cruz,Philippines\r\n\
    260301B,Shipping,SPXPH01,2026-11-18 10:00,2026-11-15 09:00,Bowl,99.00,ben,Philippines\r\n\
    260301C,Cancelled,,2026-11-18 10:00,2026-11-15 09:00,Plate,9.90,cy,Philippines\r\n\
    260301D,Awaiting angels,,,2026-11-15 09:00,Plate,12x,dee,Philippines\r\n";
const UNKNOWN: &str = "Bestellung;Kunde;Grund;Zustand\n0042;Ann;kaputt;da\n0043;Bob;anders;weg\n";

/// Cases in the database: two that are due, one where nothing is, and closed ones.
const CASES: &str = "
  const HOUR = 36e5, now = Date.now();
  const parts = { revision: 1, title: 'Send it again', letters: [], answers: [], notes: [], tags: [], deadlines: [], promises: [], settled: [], closing: null };
  const facts = { platform: 'taobao', buyer_region: 'cn', order_state: 'delivered', complaint: 'wrong_item', evidence: 'confirmed' };
  const open = (id, buyer, due, more) => ({ ...parts, id, opened: now - 9 * HOUR, changed: now - HOUR, order: { case: facts, names: { buyer, order: '4012345678901234567' } },
    deadlines: due ? [{ key: 'duty:answer', text: 'Answer the return request', due: now + due }] : [], open: 1, due: due ? now + due : 8.64e15, recent: -now, ...more });
  const closed = (n, closing) => ({ ...parts, id: `closed-${n}`, opened: 0, changed: 1, order: { case: facts }, erased: true, open: 0, due: -1,
    closing: { at: now - n * 240 * HOUR, ...closing } });
  const cases = [
    open('a', 'Ana', -2 * HOUR, { tags: ['vip', 'mugs'] }), open('b', '李四', 26 * HOUR), open('c', 'A buyer whose name is much longer than others', 0),
    closed(1, { cause: 'packing', product: 'Ceramic mug', carrier: 'SF', cost: { minor: 1250, currency: 'CNY' } }),
    closed(2, { cause: 'packing', product: 'Ceramic mug', carrier: 'YTO', cost: { minor: 990, currency: 'CNY' } }),
    closed(5, { cause: 'carrier_loss', product: 'Bowl', carrier: 'YTO', cost: { minor: 12000, currency: 'PHP' } }),
  ];
  return new Promise((resolve) => {
    indexedDB.open('aftersales-cases').onsuccess = ({ target: { result: database } }) => {
      const work = database.transaction('cases', 'readwrite');
      for (const kept of cases) work.objectStore('cases').put(kept);
      work.oncomplete = () => {
        database.close();
        new BroadcastChannel('aftersales-cases').postMessage({});
        resolve();
      };
    };
  });";

pub fn states(phone: bool) -> Vec<State> {
    let state = |name, case, then| State { name, case, then };
    let decided = || {
        json!({
            "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
            "complaint": "wrong_item", "evidence": "confirmed",
            "delivered_at": "2026-11-19T10:00:00+08:00", "requested_at": "2026-11-20T09:30:00+08:00",
        })
    };
    let overruled = || {
        json!({
            "platform": "taobao", "buyer_region": "cn", "order_state": "in_transit",
            "complaint": "cancel_order", "requested_at": "2026-11-20T09:30:00+08:00",
        })
    };
    let contradiction = json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
        "complaint": "damaged", "delivered_at": "2027-03-01T10:00:00+08:00", "evidence": "confirmed",
    });
    let mut states = vec![
        state("empty", json!({}), &[]),
        state("open", json!({ "complaint": "not_received" }), &[]),
        state("decided", decided(), &[]),
        state("overruled", overruled(), &[]),
        state(
            "problem",
            contradiction,
            // The details are unfolded by the problem of a time.
            &[Type(".amount input", "12,x"), Show(".details")],
        ),
        state(
            "impossible",
            json!({ "platform": "aliexpress", "buyer_region": "eu", "order_state": "unshipped" }),
            &[Tap("[data-fact=complaint] input[value=damaged]")],
        ),
        state("menu", decided(), &[Tap(".menu summary")]),
        state("settings", decided(), &[Menu("settings")]),
        state(
            "wiping",
            decided(),
            &[Menu("settings"), Tap("dialog .danger"), Show("dialog .goes")],
        ),
        state("paste", decided(), &[Menu("paste"), Show(".paste h2")]),
        state("grid", decided(), &[Menu("policy"), Show(".policy"), Show(".cases")]),
        state("grid-head", decided(), &[Menu("policy"), Show(".cases"), Show(".top")]),
        state(
            "rules",
            decided(),
            &[
                Menu("policy"),
                Tap("[data-part=rules]"),
                Tap(".rule summary"),
                Show(".rule-body"),
                Show(".top"),
            ],
        ),
        state(
            "rule",
            decided(),
            &[Tap(".why summary"), Tap(".why .rule-link"), Show(".one-rule"), Show(".top")],
        ),
        state(
            "audit",
            decided(),
            &[Menu("policy"), Tap("[data-part=audit]"), Show(".figures"), Show(".top")],
        ),
        state("own", json!({}), &[Menu("policy"), Tap("[data-part=own]"), Tap(".fold summary")]),
        state(
            "own-rule",
            json!({}),
            &[
                Menu("policy"),
                Tap("[data-part=own]"),
                Tap(".own-rules > .secondary"),
                Pick("#rule-0-add", "order_state"),
                Pick("#rule-0-add", "days_since_delivery"),
                Pick("#rule-0-effect", "must"),
                Show(".rule-form"),
            ],
        ),
        state(
            "own-checked",
            json!({}),
            &[Drop("rules.json", OWN), Show(".candidate .primary"), Show(".candidate")],
        ),
        state(
            "own-bad",
            json!({}),
            &[Drop("rules.json", BAD), Show(".candidate .problem"), Show(".top")],
        ),
    ];
    states.extend([
        state("many", json!({}), &[Menu("many")]),
        state(
            "many-columns",
            json!({}),
            &[Drop("orders.csv", ORDERS), Show(".many h3"), Show(".top")],
        ),
        state("many-unknown", json!({}), &[Drop("orders.csv", UNKNOWN), Show(".mapping")]),
        state(
            "many-result",
            json!({}),
            &[
                Drop("orders.csv", ORDERS),
                Pick("#many-complaint", "not_received"),
                Tap("[data-many=decide]"),
                Show(".step-result"),
                Show(".top"),
            ],
        ),
        state("desk", decided(), &[Tap("[data-cases]"), Show(".desk"), Keep, Show(".row")]),
        state(
            "desk-files",
            decided(),
            &[
                Tap("[data-cases]"),
                Show(".desk"),
                Keep,
                Tap(".desk-more summary"),
                Show(".desk-more"),
            ],
        ),
        state(
            "register",
            decided(),
            &[
                Tap("[data-cases]"),
                Show(".desk"),
                Keep,
                Tap("[data-part=register]"),
                Show(".bars"),
                Show(".top"),
            ],
        ),
        state(
            "register-empty",
            decided(),
            &[Tap("[data-cases]"), Tap("[data-part=register]"), Show(".register")],
        ),
    ]);
    const CLOSING: &[Act] = &[
        Tap("[data-cases]"),
        Show(".desk"),
        Keep,
        Tap(".row-open"),
        Show(".grip"),
        Tap(".grip"),
        Tap(".kept [data-desk=close]"),
        Show("#closing-cost"),
        Show(".kept"),
    ];
    const DESKTOP_CLOSING: &[Act] = &[
        Tap("[data-cases]"),
        Show(".desk"),
        Keep,
        Tap(".row-open"),
        Tap(".kept [data-desk=close]"),
        Show("#closing-cost"),
        Show(".kept"),
    ];
    states.push(state("closing", json!({}), if phone { CLOSING } else { DESKTOP_CLOSING }));
    const PLAN: &[Act] = &[
        Tap(".grip"),
        Tap(".plan button"),
        Pick("#plan-remedy", "decline_return"),
        Pick("#plan-act", "withhold_refund"),
        Show(".checked"),
        Show(".plan"),
    ];
    // Only a phone has a sheet.
    states.push(state("plan", decided(), if phone { PLAN } else { &PLAN[1..] }));
    if phone {
        states.push(state("sheet", overruled(), &[Tap(".grip")]));
        states.push(state("sheet-message", decided(), &[Tap(".grip"), Show(".message")]));
        states.push(state("sheet-duties", overruled(), &[Tap(".grip"), Show(".must")]));
        states.push(state(
            "sheet-overruled",
            overruled(),
            &[Tap(".grip"), Tap(".why summary"), Show(".overruled")],
        ));
        states.push(state("questions", decided(), &[Show(".questions")]));
    } else {
        states.push(state("below-duties", overruled(), &[Show(".must")]));
        states.push(state("below-why", overruled(), &[Tap(".why summary"), Show(".why")]));
        states.push(state(
            "edited",
            decided(),
            &[Type(".message textarea", "!"), Type("#name-buyer", "Li")],
        ));
    }
    states
}

/// Brings the page into a state.
pub fn show_state(browser: &Browser, url: &str, lang: &str, state: &State) {
    // A document of the site that loads nothing.
    browser.goto(&format!("{url}icon.svg"));
    let clear = "localStorage.clear(); sessionStorage.clear();
        return new Promise((resolve) => { indexedDB.deleteDatabase('aftersales-cases').onsuccess = () => resolve(); })";
    browser.execute(clear, &[]);
    let page = Advisor::open(browser, url);
    page.set_now(NOW);
    page.set_language(lang);
    page.set_case(&state.case);
    // By click, since a picture would show the browser's mark of a touch.
    let click = |selector: &str| {
        browser.execute("arguments[0].click()", &[page.find(selector).as_argument()]);
    };
    for act in state.then {
        match act {
            Tap(selector) => click(selector),
            Menu(item) => {
                click(".menu summary");
                click(&format!("[data-item=\"menu.{item}\"]"));
            }
            Drop(name, content) => page.drop_file(name, content),
            Keep => drop(browser.execute(CASES, &[])),
            Type(selector, text) => drop(page.find(selector).type_text(text)),
            Pick(select, value) => page.pick(select, value),
            Show(selector) => {
                let script = "arguments[0].scrollIntoView({ block: 'start', behavior: 'instant' })";
                browser.execute(script, &[page.find(selector).as_argument()]);
            }
        }
    }
    // Two frames, since a change may cause another.
    let drawn = "requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))";
    browser.execute_async(drawn, &[]);
}
