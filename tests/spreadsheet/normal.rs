//! The form in which packs are compared.

use crate::mistakes::text;

use aftersales_core::plain::value::Value;

/// A pack as it is written when nothing is said twice: without what is empty, a code alone instead of a
/// list of one, sources by their ids first, keys in one order.
pub fn normal(pack: &Value) -> Value {
    let Some(entries) = pack.entries() else { return Value::Null };
    let mut entries = entries.to_vec();
    entries.retain(|(key, value)| !value.is_null() && key != "rules");
    for (_, when) in entries.iter_mut().filter(|(key, _)| key == "when") {
        *when = conditions_alone(when);
    }
    if !entries.iter().any(|(key, _)| key == "layer") {
        entries.push(("layer".into(), text("shop")));
    }
    let rules = match pack.get("rules") {
        Some(Value::List(rules)) => rules.iter().map(normal_rule).collect(),
        _ => Vec::new(),
    };
    let mut entries: Vec<_> =
        entries.into_iter().map(|(key, value)| (key, sorted(&value))).collect();
    entries.push(("rules".into(), Value::List(rules)));
    entries.sort_by(|one, other| one.0.cmp(&other.0));
    Value::Map(entries)
}

fn normal_rule(rule: &Value) -> Value {
    let entries = rule.entries().unwrap_or_default().iter();
    let entries = entries.filter(|(_, value)| !value.is_null()).map(|(key, value)| {
        let value = match (key.as_str(), value) {
            ("when", when) => conditions_alone(when),
            ("sources", Value::List(sources)) => {
                let mut sources = sources.clone();
                sources.sort_by_key(|source| source.entries().is_some());
                Value::List(sources)
            }
            (_, value) => value.clone(),
        };
        (key.clone(), value)
    });
    let empty = |value: &Value| match value {
        Value::List(list) => list.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        _ => false,
    };
    let known = ["alternatives", "steps", "overrides", "sources", "when"];
    let mut entries: Vec<_> =
        entries.filter(|(key, value)| !(known.contains(&key.as_str()) && empty(value))).collect();
    if entries.is_empty() {
        entries.push(("id".into(), text("")));
    }
    sorted(&Value::Map(entries))
}

fn conditions_alone(when: &Value) -> Value {
    let Value::Map(conditions) = when else { return when.clone() };
    Value::Map(
        conditions.iter().map(|(fact, condition)| (fact.clone(), alone(condition))).collect(),
    )
}

fn alone(condition: &Value) -> Value {
    match condition {
        Value::List(list) if list.len() == 1 => list[0].clone(),
        Value::Map(entries) => {
            Value::Map(entries.iter().map(|(key, value)| (key.clone(), alone(value))).collect())
        }
        other => other.clone(),
    }
}

/// With the keys of all objects in one order, and without those that say nothing.
pub fn sorted(value: &Value) -> Value {
    match value {
        Value::Map(entries) => {
            let entries = entries.iter().filter(|(_, value)| !value.is_null());
            let mut entries: Vec<_> =
                entries.map(|(key, value)| (key.clone(), sorted(value))).collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Map(entries)
        }
        Value::List(list) => Value::List(list.iter().map(sorted).collect()),
        other => other.clone(),
    }
}
