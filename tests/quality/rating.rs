//! The Lighthouse scores of the page. Performance depends on the load of the computer, so it is
//! shown and must not be poor; the other scores must be 100.

use crate::support::serve;
use crate::{folder, output, tools};
use aftersales_www::chromium;
use serde_json::Value;
use std::fs;
use std::sync::{Mutex, PoisonError};

const FULL: [&str; 3] = ["accessibility", "best-practices", "seo"];

/// Attempts to measure the performance, since the computer may be busy.
const TRIES: usize = 3;

/// A smaller layout shift is not visible: the whole window moved by a hundredth of its size.
const VISIBLE: f64 = 0.01;

/// Lighthouse calls a lower score poor.
const POOR: f64 = 50.0;

/// Prevents parallel runs, which would slow each other down.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

#[track_caller]
fn rate(device: &str, more: &[&str]) {
    let _lock = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let mut fastest = 0.0;
    for _ in 0..TRIES {
        let report = report(device, more);
        let score = |category: &str| {
            let score = report["categories"][category]["score"].as_f64();
            (score.unwrap_or(-1.0) * 100.0).round()
        };
        let figures: Vec<String> = ["performance"]
            .iter()
            .chain(&FULL)
            .map(|category| format!("{category} {}", score(category)))
            .collect();
        println!("Lighthouse, {device}: {}", figures.join(", "));
        for category in FULL {
            let failed = failed(&report, category).join("\n");
            assert_eq!(score(category), 100.0, "{device}, {category}: {failed}");
        }
        let shift = &report["audits"]["cumulative-layout-shift"];
        let still = shift["numericValue"].as_f64().is_some_and(|shift| shift < VISIBLE);
        assert!(still, "{device}: the layout shifts: {}", report["audits"]["layout-shifts"]);
        fastest = f64::max(fastest, score("performance"));
        if fastest >= POOR {
            break;
        }
    }
    assert!(fastest >= POOR, "{device}: performance {fastest} at best of {TRIES}");
}

/// The report of Lighthouse about the page.
#[track_caller]
fn report(device: &str, more: &[&str]) -> Value {
    let server = serve();
    let folder = folder(&format!("lighthouse-{device}"));
    let report = folder.join("report.json");
    let flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-component-update \
         --disable-background-networking --disable-sync --user-data-dir=";
    let flags = format!("--chrome-flags={flags}{}", folder.join("profile").display());
    let browser = chromium::find().unwrap_or_else(|problem| panic!("{problem:#}")).browser;
    let mut lighthouse = tools().program("lighthouse/cli/index.js");
    lighthouse
        .arg(server.url())
        .args(["--quiet", "--no-enable-error-reporting", "--output=json", &flags])
        .arg(format!("--output-path={}", report.display()))
        .args(more)
        .env("CHROME_PATH", browser);
    let (done, output) = output(&mut lighthouse);
    assert!(done, "{output}");
    let report = fs::read(report).expect("a report");
    serde_json::from_slice(&report).expect("JSON")
}

/// The failed audits of a category.
fn failed(report: &Value, category: &str) -> Vec<String> {
    let audits = report["categories"][category]["auditRefs"].as_array().expect("audits");
    let audits = audits.iter().map(|audit| &report["audits"][audit["id"].as_str().unwrap_or("")]);
    audits
        .filter(|audit| audit["score"].as_f64().is_some_and(|score| score < 1.0))
        .map(|audit| format!("{category}: {} {}", audit["title"], audit["details"]))
        .collect()
}

#[test]
fn the_lighthouse_scores_on_a_phone_are_full_and_the_performance_is_not_poor() {
    rate("phone", &[]);
}

#[test]
fn the_lighthouse_scores_on_a_desktop_are_full_and_the_performance_is_not_poor() {
    rate("desktop", &["--preset=desktop"]);
}
