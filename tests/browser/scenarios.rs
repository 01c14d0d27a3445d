//! The scenarios for tests in a browser.

#[path = "../scenario/mod.rs"]
pub mod scenario;

use aftersales_www::Place;
pub use scenario::{Located, Scenario};
use serde_json::{Value, json};

/// All scenarios. The reader's `all` searches below the package that it is compiled in.
pub fn scenarios() -> Vec<Located> {
    #[derive(serde::Deserialize)]
    struct File {
        scenario: Vec<Scenario>,
    }
    let folder = Place::find().root.join("tests/scenarios");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the scenarios") {
        let path = entry.expect("an entry").path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !file.ends_with(".toml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a scenario file");
        let read: File =
            toml::from_str(&text).unwrap_or_else(|problem| panic!("{file}: {problem}"));
        found.extend(
            read.scenario.into_iter().map(|scenario| Located { file: file.clone(), scenario }),
        );
    }
    assert!(found.len() > 100, "{} scenarios", found.len());
    found
}

/// A value as JSON.
pub fn as_json(value: &aftersales_core::plain::value::Value) -> Value {
    use aftersales_core::plain::value::Value as Plain;
    match value {
        Plain::Null | Plain::Other(_) => Value::Null,
        Plain::Bool(value) => json!(value),
        // JSON writes whole numbers as integers.
        Plain::Number(number) if number.fract() == 0.0 => json!(*number as i64),
        Plain::Number(number) => json!(number),
        Plain::Text(text) => json!(text),
        Plain::List(items) => items.iter().map(as_json).collect(),
        Plain::Map(entries) => {
            entries.iter().map(|(key, value)| (key.clone(), as_json(value))).collect()
        }
    }
}
