//! A small policy as it is written down: the rules of a pack, each with its own layer.

use std::fmt;

use aftersales::shipped::vocabulary;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Policy, Rule, read_pack};
use serde::{Deserialize, Serialize};

/// The rules of one policy, or of two that are compared.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    pub rule: Vec<Written>,
}

/// A rule as a pack has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Written {
    pub id: String,
    pub layer: String,
    /// The side of a comparison that has it; empty: both.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub only: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    #[serde(skip_serializing_if = "toml::Table::is_empty")]
    pub right: toml::Table,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must_not: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    #[serde(skip_serializing_if = "toml::Table::is_empty")]
    pub when: toml::Table,
}

impl Pack {
    /// The rules of the first side of a comparison, which is the policy of every other test.
    pub fn rules(&self) -> Vec<Rule> {
        self.side("after")
    }

    /// The rules of the second side.
    pub fn rules_after(&self) -> Vec<Rule> {
        self.side("before")
    }

    pub fn policy(&self) -> Policy {
        Policy::new(vocabulary(), self.rules())
    }

    fn side(&self, other: &str) -> Vec<Rule> {
        self.rule.iter().filter(|rule| rule.only != other).map(Written::read).collect()
    }
}

impl fmt::Display for Pack {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&toml::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Pack {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl Written {
    /// The rule, read as a shipped one is.
    fn read(&self) -> Rule {
        let mut table = toml::Table::try_from(self).expect("a rule is a table");
        table.remove("layer");
        table.remove("only");
        if self.right.is_empty() {
            table.remove("right");
        }
        let mut source = toml::Table::new();
        source.insert("title".into(), "made up".into());
        source.insert("locator".into(), "nowhere".into());
        table.insert("sources".into(), toml::Value::Array(vec![source.into()]));
        let pack = Value::Map(vec![
            ("id".into(), Value::Text("small".into())),
            ("layer".into(), Value::Text(self.layer.clone())),
            ("rules".into(), Value::List(vec![tree(&table.into())])),
        ]);
        let (rules, problems) = read_pack(vocabulary(), &pack, &|_| None);
        assert!(problems.is_empty(), "{problems:?}");
        rules.into_iter().next().expect("one rule")
    }
}

/// TOML as the plain tree that packs are read from.
fn tree(toml: &toml::Value) -> Value {
    match toml {
        toml::Value::String(text) => Value::Text(text.clone()),
        toml::Value::Boolean(flag) => Value::Bool(*flag),
        toml::Value::Integer(number) => Value::Number(*number as f64),
        toml::Value::Array(items) => Value::List(items.iter().map(tree).collect()),
        toml::Value::Table(table) => {
            Value::Map(table.iter().map(|(key, item)| (key.clone(), tree(item))).collect())
        }
        _ => Value::Other("nothing that a rule has"),
    }
}
