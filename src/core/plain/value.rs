//! A plain tree of data, as it is read from a file or from JavaScript.

use serde::{Serialize, Serializer};

/// A node of a tree of data.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Value>),
    /// Entries in input order; keys are unique.
    Map(Vec<(String, Value)>),
    /// A value that is not data, or is nested too deeply or too long; with a description.
    Other(&'static str),
}

impl Value {
    /// The value of a key, if this is a map that contains it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entries()?.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The entries, if this is a map.
    pub fn entries(&self) -> Option<&[(String, Value)]> {
        match self {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The text, if this is text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether this is `null`, which counts as absent.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// A short form of the value for messages; texts are cut after 40 characters.
    pub fn shown(&self) -> String {
        match self {
            Value::Null => "null".into(),
            Value::Bool(value) => value.to_string(),
            Value::Number(value) => shown_number(*value),
            Value::Text(text) => {
                let mut short: String = text.chars().take(40).collect();
                if short.len() < text.len() {
                    short.push('…');
                }
                short
            }
            Value::List(_) => "[…]".into(),
            Value::Map(_) => "{…}".into(),
            Value::Other(what) => (*what).into(),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null | Value::Other(_) => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(value) => serializer.serialize_f64(*value),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => serializer.collect_seq(items),
            Value::Map(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key, value)))
            }
        }
    }
}

/// A number in decimal notation, rounded to three decimals. The standard library's exact formatting of
/// floating-point numbers would add 20 KB to the wasm.
fn shown_number(value: f64) -> String {
    if !value.is_finite() || value.abs() > 1e15 {
        return "∞".into();
    }
    let thousandths = (value.abs() * 1000.0).round() as u64;
    let sign = if value < 0.0 { "-" } else { "" };
    let (whole, mut rest) = (thousandths / 1000, thousandths % 1000);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let mut digits = 3;
    while rest % 10 == 0 {
        rest /= 10;
        digits -= 1;
    }
    format!("{sign}{whole}.{rest:0digits$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_they_are_written() {
        for (value, text) in
            [(0.0, "0"), (-1.0, "-1"), (2.5, "2.5"), (0.05, "0.05"), (1e300, "∞"), (1234.0, "1234")]
        {
            assert_eq!(Value::Number(value).shown(), text);
        }
    }
}
