//! The scenarios of every `cases.toml` below `src/data`: cases as data, each with what is expected of the answer.

#![allow(dead_code, reason = "each test program uses its own part of this")]

use std::collections::BTreeMap;
use std::path::Path;

use aftersales::present::answer::Advice;
use aftersales_core::plain::value::Value;
use serde::Deserialize;

#[path = "../../src/build/files.rs"]
pub mod files;

/// A case and what is expected of its answer. What is left out is not checked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// A sentence of behaviour.
    pub note: String,
    pub case: toml::Table,
    /// Options of the call, where the scenario needs any.
    #[serde(default)]
    pub options: toml::Table,
    /// The one remedy that is decided.
    pub remedy: Option<String>,
    /// All remedies that are still possible.
    pub open: Option<Vec<String>>,
    /// Rules that decided, the deciding one first.
    pub because: Option<Vec<String>>,
    /// Remedies to fall back on, in order.
    pub alternatives: Option<Vec<String>>,
    /// Advice that gave way; all of it.
    pub overruled: Option<Vec<Overruled>>,
    /// Rules whose duty requires, and rules whose duty forbids.
    #[serde(default)]
    pub must: Vec<String>,
    #[serde(default)]
    pub must_not: Vec<String>,
    /// Rules whose duty is not in force.
    #[serde(default)]
    pub no_duty: Vec<String>,
    /// Rules whose right holds, and rules whose right does not.
    #[serde(default)]
    pub rights: Vec<String>,
    #[serde(default)]
    pub no_right: Vec<String>,
    #[serde(default)]
    pub steps_include: Vec<String>,
    #[serde(default)]
    pub steps_exclude: Vec<String>,
    /// What may be offered on top; all of it.
    pub goodwill: Option<Vec<String>>,
    #[serde(default)]
    pub irrelevant_includes: Vec<String>,
    #[serde(default)]
    pub ask_includes: Vec<String>,
    pub ask_first: Option<String>,
    /// By rule: when its duty is due, RFC 3339 in the region's clock.
    #[serde(default)]
    pub due: BTreeMap<String, String>,
    /// By rule: the latest end of its period, where clocks differ.
    #[serde(default)]
    pub due_latest: BTreeMap<String, String>,
    /// The duty whose deadline leads the answer, or `none`.
    pub leads: Option<String>,
    /// The duty that is listed first.
    pub first_duty: Option<String>,
    /// Rules whose deadline is over.
    #[serde(default)]
    pub overdue: Vec<String>,
    /// Rules whose duty is in force and whose deadline is not over.
    #[serde(default)]
    pub in_time: Vec<String>,
    /// Acts that the message says.
    #[serde(default)]
    pub message_says: Vec<String>,
    /// By step, gesture or duty (`step offer_partial_refund`, `duty RULE`): its amount, or `none`.
    #[serde(default)]
    pub amounts: BTreeMap<String, String>,
    /// What is in the message, and what is not.
    #[serde(default)]
    pub message_has: Vec<String>,
    #[serde(default)]
    pub message_lacks: Vec<String>,
    /// Names that the message still needs; all of them.
    pub needs: Option<Vec<String>>,
    /// To whom the message goes.
    pub message_to: Option<String>,
}

/// Advice that gave way, and the rules it gave way to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overruled {
    pub rule: String,
    pub by: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    scenario: Vec<Scenario>,
}

/// A scenario with the path of its file below `src/data`.
pub struct Located {
    pub file: String,
    pub scenario: Scenario,
}

impl Located {
    pub fn case(&self) -> Value {
        value(&toml::Value::Table(self.scenario.case.clone()))
    }

    pub fn options(&self) -> Value {
        value(&toml::Value::Table(self.scenario.options.clone()))
    }

    /// File and note, for the report of a failure.
    pub fn place(&self) -> String {
        format!("{}: {}", self.file, self.scenario.note)
    }

    /// A fact as the case states it.
    pub fn fact(&self, code: &str) -> Option<&str> {
        self.scenario.case.get(code).and_then(toml::Value::as_str)
    }

    /// The answer, with these options in place of the scenario's own, or beside them.
    pub fn advise(&self, more: &[(&str, Value)]) -> Advice {
        let Value::Map(mut options) = self.options() else { panic!("options are a table") };
        options.retain(|(key, _)| !more.iter().any(|(other, _)| key == other));
        options.extend(more.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
        aftersales::api::advise::advise(
            &self.case(),
            &Value::Map(options),
            &aftersales::present::plain_format::Plain,
        )
    }
}

/// Every scenario of the data.
pub fn all() -> Vec<Located> {
    below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data"))
}

/// Every scenario of the files `cases.toml` below a folder.
pub fn below(data: &Path) -> Vec<Located> {
    let mut found = Vec::new();
    for path in files::named(data, "cases.toml") {
        let file = path.strip_prefix(data).expect("below the data").display().to_string();
        let text = std::fs::read_to_string(&path).expect("a file of cases");
        let read: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        found.extend(
            read.scenario.into_iter().map(|scenario| Located { file: file.clone(), scenario }),
        );
    }
    found
}

/// TOML as the plain tree that the library reads.
pub fn value(toml: &toml::Value) -> Value {
    match toml {
        toml::Value::String(text) => Value::Text(text.clone()),
        toml::Value::Integer(number) => Value::Number(*number as f64),
        toml::Value::Float(number) => Value::Number(*number),
        toml::Value::Boolean(value) => Value::Bool(*value),
        toml::Value::Datetime(instant) => Value::Text(instant.to_string()),
        toml::Value::Array(items) => Value::List(items.iter().map(value).collect()),
        toml::Value::Table(table) => {
            Value::Map(table.iter().map(|(key, item)| (key.clone(), value(item))).collect())
        }
    }
}
