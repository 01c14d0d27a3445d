//! What Lighthouse gives the page. Speed depends on what else the computer does, so that figure is
//! only shown; the others are the same everywhere, and must be full.

use crate::support::serve;
use crate::{folder, output, tools};
use aftersales_www::chromium;
use serde_json::Value;
use std::fs;
use std::sync::{Mutex, PoisonError};

const FULL: [&str; 3] = ["accessibility", "best-practices", "seo"];

/// Two at once would slow each other down.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

#[track_caller]
fn rate(device: &str, more: &[&str]) {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
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
    let (done, told) = output(&mut lighthouse);
    assert!(done, "{told}");
    let report = fs::read(report).expect("a report");
    let report: Value = serde_json::from_slice(&report).expect("JSON");
    let score = |category: &str| {
        report["categories"][category]["score"].as_f64().map(|score| (score * 100.0).round())
    };
    let figures: Vec<String> = ["performance"]
        .iter()
        .chain(&FULL)
        .map(|category| format!("{category} {}", score(category).unwrap_or(-1.0)))
        .collect();
    println!("Lighthouse, {device}: {}", figures.join(", "));
    let mut missing = Vec::new();
    for category in FULL {
        if score(category) == Some(100.0) {
            continue;
        }
        let audits = report["categories"][category]["auditRefs"].as_array().expect("audits");
        for audit in audits {
            let audit = &report["audits"][audit["id"].as_str().unwrap_or_default()];
            if audit["score"].as_f64().is_some_and(|score| score < 1.0) {
                missing.push(format!("{category}: {} {}", audit["title"], audit["details"]));
            }
        }
        missing.push(format!("{category}: {:?}", score(category)));
    }
    assert!(missing.is_empty(), "{device}: {}", missing.join("\n"));
    assert!(score("performance").is_some(), "the page was timed");
}

#[test]
fn lighthouse_gives_the_page_full_marks_on_a_phone() {
    rate("phone", &[]);
}

#[test]
fn lighthouse_gives_the_page_full_marks_on_a_desktop() {
    rate("desktop", &["--preset=desktop"]);
}
