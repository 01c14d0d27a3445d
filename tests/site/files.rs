//! The files of the finished site: their size, and what they must not contain.

use aftersales_www::sizes::{FirstLoad, budget};
use aftersales_www::{Place, testing};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn the_first_load_stays_within_its_budget() {
    testing::site().expect("the site");
    let place = Place::find();
    let load = FirstLoad::measure(&place).expect("a measure");
    let budget = budget(&place).expect("the compiler that built the site");
    let weight = load.brotli();
    assert!(
        weight <= budget,
        "opening the page loads {weight} bytes of at most {budget}: {} too many.\n\n{}\n{}\
         `cargo run -- sizes` shows what the wasm is made of.",
        weight - budget,
        load.table(),
        load.grown(),
    );
}

#[test]
fn the_script_of_the_page_asks_to_be_compiled_eagerly() {
    let site = testing::site().expect("the site");
    let scripts = fs::read_dir(&site).expect("the site").map(|file| file.expect("a file").path());
    let entry = scripts.filter(|file| {
        file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("main."))
    });
    let [script] = entry.collect::<Vec<_>>().try_into().expect("one script");
    let text = fs::read_to_string(&script).expect("a script");
    // Browsers read it only in the first line.
    assert!(text.starts_with("//# allFunctionsCalledOnLoad\n"), "{}", &text[..80]);
}

#[test]
fn no_file_contains_the_folders_of_the_build() {
    let mut files = Vec::new();
    list(&testing::site().expect("the site"), &mut files);
    let place = Place::find();
    let own =
        [Some(place.root), std::env::home_dir(), std::env::var_os("CARGO_HOME").map(Into::into)];
    let mut places: Vec<String> =
        own.into_iter().flatten().map(|path| path.display().to_string()).collect();
    places
        .extend(["/.cargo/registry/", "index.crates.io", "/rustup/toolchains/"].map(String::from));
    // A home such as `/` would match everywhere.
    places.retain(|place| place.len() > 4);
    for file in &files {
        let content = fs::read(file).expect("a file");
        for place in &places {
            let found = content.windows(place.len()).position(|part| part == place.as_bytes());
            if let Some(at) = found {
                let around = &content[at.saturating_sub(40)..(at + 120).min(content.len())];
                let around = String::from_utf8_lossy(around);
                panic!("{} contains {place}: {around}", file.display());
            }
        }
    }
    assert!(files.len() > 10, "{files:?}");
}

fn list(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => list(&path, found),
            false => found.push(path),
        }
    }
}

#[test]
fn the_parts_of_the_pages_state_work_without_a_browser() {
    let tools = testing::tools().expect("Node");
    let script = Place::find().root.join("tests/site/state.mjs");
    let done = tools.node().arg(script).output().expect("Node");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
