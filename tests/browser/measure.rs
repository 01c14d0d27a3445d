//! Measures times and sizes of the built page and prints a table.
//!
//!     cargo run -p aftersales-www --example measure
//!
//! The figures depend on the computer; compare ratios and repeated runs.

#[path = "../support/mod.rs"]
mod support;

use aftersales_www::Server;
use serde_json::{Value, json};
use std::time::Duration;
use support::{Browser, serve};

const COLD_LOADS: usize = 9;
/// The time for which a browser is busy after its start.
const SETTLING: Duration = Duration::from_secs(2);
/// The time for which the page is not observed, since scripts and a waiting driver slow it down.
const UNWATCHED: Duration = Duration::from_secs(2);
const CALLS: u32 = 2_000;

/// A case in the address, which the first answer is for.
const LINK: &str = "#case=%7B%22platform%22%3A%22taobao%22%2C%22buyer_region%22%3A%22cn%22%2C%22order_state%22%3A%22delivered%22%2C%22complaint%22%3A%22wrong_item%22%2C%22evidence%22%3A%22confirmed%22%7D";

/// Runs before the scripts of the page and records when the answer is in the document, when its
/// frame is rendered, and when it is painted, which is the largest contentful paint.
const WATCH: &str = "
  new PerformanceObserver((list) => {
    const [painted] = list.getEntries().filter(({ startTime }) => startTime > window.answeredAt);
    window.paintedAt ??= painted?.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  addEventListener('decision', (event) => {
    if (window.answeredAt || !event.target.shadowRoot.querySelector('.answer .lead h2').textContent) return;
    window.answeredAt = performance.now();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { window.shownAt = performance.now(); };
      port2.postMessage(null);
    });
  }, true);";

/// The times, once all are known.
const TIMES: &str = "
  return window.shownAt && window.paintedAt ? [answeredAt, shownAt, paintedAt] : null;";

/// Typical cases, from the fewest facts to the most.
const CASES: [(&str, &str); 5] = [
    ("nothing but the complaint", r#"{"complaint":"not_received"}"#),
    (
        "photos still to be asked for",
        r#"{"platform":"lazada","buyer_region":"my","order_state":"delivered","complaint":"damaged"}"#,
    ),
    (
        "wrong item, photos confirm",
        r#"{"platform":"taobao","buyer_region":"cn","order_state":"delivered","complaint":"wrong_item","evidence":"confirmed"}"#,
    ),
    (
        "cancelled on the way",
        r#"{"platform":"taobao","buyer_region":"cn","order_state":"in_transit","complaint":"cancel_order"}"#,
    ),
    (
        "changed mind, with dates",
        r#"{"platform":"amazon","buyer_region":"eu","order_state":"delivered","complaint":"changed_mind","goods_kind":"ordinary","item_condition":"opened","informed_of_withdrawal":"yes","delivered_at":"2026-11-18T10:00:00+01:00","requested_at":"2026-11-20T10:00:00+01:00","order_value":{"minor":4990,"currency":"EUR"}}"#,
    ),
];

/// Times calls in groups, since the browser's clock is too coarse for a single call.
const ADVISE: &str = "
  const [given, calls] = arguments;
  const options = { lang: 'en', message_lang: 'en', now: '2026-11-22T12:00:00+08:00' };
  const together = 10;
  for (let at = 0; at < calls / 4; at += 1) library.advise(given, options);
  const times = [];
  for (let at = 0; at < calls / together; at += 1) {
    const start = performance.now();
    for (let one = 0; one < together; one += 1) library.advise(given, options);
    times.push((performance.now() - start) * 1000 / together);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor((times.length - 1) * share)];
  return [at(0.5), at(0.9)];";

fn main() {
    let server = serve();
    // Opens a page first, since a browser is busy after its start.
    let elsewhere = minimal();
    let least = minimal();
    let mut sizes = Value::Null;
    println!("From navigation, cold: median of {COLD_LOADS} fresh profiles (least, most), ms");
    println!(
        "  {:<34} {:>24} {:>20} {:>20}",
        "", "answer in document", "frame rendered", "painted"
    );
    for (name, server, slowdown) in [
        ("a page with one line of script", &least, 1),
        ("the page", &server, 1),
        ("a page with one line, 4x slower", &least, 4),
        ("the page, 4x slower", &server, 4),
    ] {
        let mut times: [Vec<f64>; 3] = Default::default();
        for _ in 0..COLD_LOADS {
            let browser = Browser::start_without_log();
            browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH }));
            browser.goto(&elsewhere.url());
            std::thread::sleep(SETTLING);
            browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": slowdown }));
            browser.cdp("Page.navigate", json!({ "url": format!("{}{LINK}", server.url()) }));
            std::thread::sleep(UNWATCHED);
            let mut took = Value::Null;
            browser.wait_until("the first answer", || {
                took = browser.execute(TIMES, &[]);
                !took.is_null()
            });
            for (at, list) in times.iter_mut().enumerate() {
                list.push(took[at].as_f64().expect("a time"));
            }
            sizes = browser.execute(LOADED, &[]);
        }
        let cells = times.map(|mut list| {
            list.sort_by(f64::total_cmp);
            let (least, most) = (list[0], list[list.len() - 1]);
            format!("{:.0} ({least:.0}, {most:.0})", list[list.len() / 2])
        });
        println!("  {name:<34} {:>24} {:>20} {:>20}", cells[0], cells[1], cells[2]);
    }

    println!("First load, over the wire (brotli) and as it is");
    for row in sizes.as_array().into_iter().flatten() {
        let number = |at: usize| row[at].as_u64().unwrap_or_default();
        let name = row[0].as_str().unwrap_or_default();
        println!("  {name:<34} {:>7} B   {:>8} B   {:>3} files", number(1), number(2), number(3));
    }

    let browser = Browser::start_without_log();
    browser.goto(&format!("{}pkg/package.json", server.url()));
    let load = "return import(arguments[0])
        .then((library) => library.default().then(() => { window.library = library; }))";
    browser.execute(load, &[json!(format!("{}pkg/aftersales.js", server.url()))]);
    println!("One `advise`: median of {CALLS} calls, nine tenths are below");
    for (name, case) in CASES {
        let case: Value = serde_json::from_str(case).expect("a case");
        let times = browser.execute(ADVISE, &[case, json!(CALLS)]);
        let time = |at: usize| times[at].as_f64().unwrap_or(f64::NAN);
        println!("  {name:<34} {:>7.0} µs   {:>8.0} µs", time(0), time(1));
    }
}

/// A minimal page with an element and an answer, which shows the time of the computer and the
/// browser.
fn minimal() -> Server {
    let folder = std::env::temp_dir().join(format!("aftersales-least-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let page = "<!doctype html><title>.</title><script type=module src=least.js></script><aftersales-advisor>";
    std::fs::write(folder.join("index.html"), page).expect("a page");
    std::fs::write(folder.join("least.js"), LEAST).expect("a script");
    Server::start(&folder, 0).expect("a server")
}

const LEAST: &str = "customElements.define('aftersales-advisor', class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: 'open' }).innerHTML = '<div class=answer><div class=lead><h2>Exchange it</h2></div></div>';
    this.dispatchEvent(new CustomEvent('decision', { bubbles: true }));
  }
});";

/// The bytes loaded until the answer was shown: the wasm, and everything.
const LOADED: &str = "
  const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  const row = (name, chosen) => [name, chosen.reduce((sum, file) => sum + file.encodedBodySize, 0),
    chosen.reduce((sum, file) => sum + file.decodedBodySize, 0), chosen.length];
  const ends = (ending) => files.filter(({ name }) => new URL(name).pathname.endsWith(ending));
  return [row('wasm', ends('.wasm')), row('scripts', ends('.js')), row('everything', files)];";
