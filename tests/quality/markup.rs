//! HTML and CSS are valid by external validators.

use crate::support::site;
use crate::{folder, output, tools};
use aftersales_www::Place;
use std::fs;
use std::path::{Path, PathBuf};

/// The rendered content of the element as a document.
pub fn document(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>{title}</title>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
}

/// Checks HTML rendered by a browser.
#[track_caller]
pub fn check_rendered(folder: &Path) {
    check(&files(folder, "html"));
}

#[track_caller]
fn check(files: &[PathBuf]) {
    assert!(!files.is_empty(), "there is something to validate");
    let rules = Place::find().root.join("tests/quality/html.json");
    let mut validator = tools().program("html-validate/bin/html-validate.mjs");
    validator.arg("--config").arg(rules).args(["--formatter", "text"]).args(files);
    let (correct, printed) = output(&mut validator);
    assert!(correct, "{printed}");
    println!("html-validate: {} documents without problems", files.len());
}

/// The files of a folder whose names end with `end`, in order.
pub fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|found| found == end))
        .collect();
    files.sort();
    files
}

#[test]
fn every_document_of_the_site_is_valid() {
    check(&files(&site(), "html"));
}

#[test]
fn every_style_sheet_is_valid() {
    let sheets = folder("styles");
    let page = Place::find().page();
    for file in [files(&page, "css"), files(&page.join("style"), "css")].concat() {
        fs::copy(&file, sheets.join(file.file_name().expect("a name"))).expect("a copy");
    }
    let count = files(&sheets, "css").len();
    assert!(count >= 5, "only {count} style sheets");
    let (correct, printed) =
        output(tools().program("csstree-validator/bin/validate.js").arg(&sheets));
    assert!(correct && printed.trim().is_empty(), "{printed}");
    println!("csstree-validator: {count} style sheets without problems");
}
