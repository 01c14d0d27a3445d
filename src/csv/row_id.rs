//! What a row is of: a rule, or a value of the pack at a path.

use crate::csv::cell::{self, CellKind};
use crate::shipped::vocabulary;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::currency::is_currency;

/// Prefix of rule ids that would otherwise be read as rows of the pack.
const RULE: &str = "rule";
/// Prefix of rows of the pack.
const PACK: &str = "pack";
/// Prefix of rows of the pack's settings.
const SETTINGS: &str = "settings";
/// The settings that hold amounts, by currency.
const AMOUNTS: [&str; 2] = ["high_value", "coupon"];

/// The meaning of the column `id`.
#[derive(Debug, PartialEq)]
pub enum RowId {
    /// A value of the pack, by its path.
    Pack(Vec<String>),
    /// A rule, by its id.
    Rule(String),
}

impl RowId {
    pub fn read(content: &str) -> RowId {
        let id = cell::text(content);
        let path: Vec<String> =
            id.split('/').map(|part| part.replace("~1", "/").replace("~0", "~")).collect();
        let first = path[0].to_ascii_lowercase();
        match first.as_str() {
            PACK if path.len() > 1 => RowId::Pack(path[1..].to_vec()),
            SETTINGS => RowId::Pack([&[SETTINGS.to_owned()], &path[1..]].concat()),
            RULE if path.len() > 1 => RowId::Rule(id[RULE.len() + 1..].to_owned()),
            _ => RowId::Rule(id),
        }
    }

    pub fn written(&self) -> String {
        let id = match self {
            RowId::Pack(path) => {
                let part = |part: &String| part.replace('~', "~0").replace('/', "~1");
                let path: Vec<String> = path.iter().map(part).collect();
                let own = path[0] == SETTINGS;
                if own { path.join("/") } else { format!("{PACK}/{}", path.join("/")) }
            }
            RowId::Rule(id)
                if RowId::read(&cell::write(CellKind::Text, &Value::Text(id.clone()))) != *self =>
            {
                format!("{RULE}/{id}")
            }
            RowId::Rule(id) => id.clone(),
        };
        cell::write(CellKind::Text, &Value::Text(id))
    }
}

/// Whether a row of the pack holds a condition of all its rules.
pub fn is_condition(path: &[String]) -> bool {
    matches!(kind_of(path), CellKind::Condition(_))
}

/// The kind of `value` in a row of the pack.
pub fn kind_of(path: &[String]) -> CellKind {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["id" | "title" | "layer"] => CellKind::Text,
        ["review_by"] => CellKind::Day,
        ["when", fact] => CellKind::Condition(vocabulary().fact(fact)),
        [SETTINGS, setting, currency] if AMOUNTS.contains(setting) && is_currency(currency) => {
            let letters = currency.as_bytes();
            CellKind::Amounts([letters[0], letters[1], letters[2]])
        }
        _ => CellKind::Scalars,
    }
}
