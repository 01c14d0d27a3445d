//! The scenarios for tests in a browser.

#[path = "../scenario/mod.rs"]
pub mod scenario;

use aftersales_www::Place;
pub use scenario::Located;
use serde_json::{Value, json};

/// All scenarios. The reader's `all` searches below the package that it is compiled in.
pub fn scenarios() -> Vec<Located> {
    let found = scenario::below(&Place::find().root.join("src/data"));
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
