//! Writes a pack as a table.

use crate::csv::cell::{self, CellKind};
use crate::csv::column::{Column, PARTS, RIGHT};
use crate::csv::row_id::{RowId, is_condition, kind_of};
use crate::csv::{LAYER, in_order, table};
use crate::shipped::vocabulary;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::keys;

/// Writes a pack as a CSV table.
pub fn to_csv(pack: &Value) -> String {
    let mut rows: Vec<Vec<(Column, String)>> = Vec::new();
    for (key, value) in in_order(pack.entries().unwrap_or_default(), keys::PACK) {
        match (key.as_str(), value) {
            ("rules", _) => {}
            ("layer", Value::Text(layer)) if layer == LAYER => {}
            (key, value) => write_tree(&mut vec![key.to_owned()], value, &mut rows),
        }
    }
    if let Some(Value::List(rules)) = pack.get("rules") {
        rows.extend(rules.iter().map(write_rule));
    }
    let mut columns: Vec<Column> = vec![Column::Id];
    columns.extend(Column::of_key("remedy"));
    for (column, _) in rows.iter().flatten() {
        if !columns.contains(column) {
            columns.push(column.clone());
        }
    }
    columns.sort_unstable();
    let mut cells = vec![columns.iter().map(Column::heading).collect::<Vec<_>>()];
    cells.extend(rows.into_iter().map(|row| {
        let content_of = |column: &Column| {
            let found = row.iter().find(|(other, _)| other == column);
            found.map_or(String::new(), |(_, content)| cell::escape_formula(content.clone()))
        };
        columns.iter().map(content_of).collect()
    }));
    table::write(&cells)
}

/// Writes a value of the pack as a row, or an object as a row for each of its entries.
fn write_tree(path: &mut Vec<String>, value: &Value, rows: &mut Vec<Vec<(Column, String)>>) {
    match value {
        Value::Null => {}
        Value::Map(entries) if !entries.is_empty() && !is_condition(path) => {
            for (key, value) in entries {
                path.push(key.clone());
                write_tree(path, value, rows);
                path.pop();
            }
        }
        _ => rows.push(vec![
            (Column::Id, RowId::Pack(path.clone()).written()),
            (
                Column::Value,
                match kind_of(path) {
                    kind @ CellKind::Condition(_) => written_condition(kind, value),
                    kind => cell::write(kind, value),
                },
            ),
        ]),
    }
}

/// Writes a condition; an invalid one must not be lost.
fn written_condition(kind: CellKind, condition: &Value) -> String {
    let content = cell::write(kind, condition);
    if content.is_empty() { condition.shown() } else { content }
}

/// Writes a rule as cells.
fn write_rule(rule: &Value) -> Vec<(Column, String)> {
    let mut row = Vec::new();
    let mut put = |column: Column, content: String| {
        if !content.is_empty() {
            row.push((column, content));
        }
    };
    for (key, value) in rule.entries().unwrap_or_default() {
        match (key.as_str(), value) {
            ("id", Value::Text(id)) => put(Column::Id, RowId::Rule(id.clone()).written()),
            ("id", other) => put(Column::Id, cell::write(CellKind::Text, other)),
            ("when", Value::Map(conditions)) => {
                for (fact, condition) in conditions {
                    let known = vocabulary().fact(fact).map(Column::Fact);
                    let column = known.unwrap_or_else(|| Column::When(fact.clone()));
                    let content = written_condition(column.kind(), condition);
                    put(column, content);
                }
            }
            (key @ "sources", Value::List(sources)) => {
                let is_own = |source: &&Value| source.entries().is_some();
                let (own, ids): (Vec<&Value>, Vec<&Value>) = sources.iter().partition(is_own);
                let ids = Value::List(ids.into_iter().cloned().collect());
                if let Some(column) = Column::of_key(key) {
                    put(column, cell::write(CellKind::Ids, &ids));
                }
                for (at, part) in PARTS.into_iter().enumerate() {
                    let part_of = |source: &&Value| -> Option<Value> {
                        source.get(part).filter(|value| !value.is_null()).cloned()
                    };
                    let texts: Vec<Option<Value>> = own.iter().map(part_of).collect();
                    if texts.iter().any(Option::is_some) || at == 0 && !own.is_empty() {
                        put(
                            Column::Source(at),
                            cell::write_texts(Column::Source(at).kind(), &texts),
                        );
                    }
                }
            }
            (RIGHT, right) => match right.entries().filter(|right| fits(rule, right)) {
                Some(entries) => {
                    for (key, value) in entries {
                        if let Some(column) = Column::of_right(key) {
                            let content = cell::write(column.kind(), value);
                            put(column, content);
                        }
                    }
                }
                // What is no right is not lost.
                None => put(Column::Other(RIGHT.to_owned()), cell::write(CellKind::Scalars, right)),
            },
            (key, value) => {
                let column = Column::of_key(key).unwrap_or_else(|| Column::Other(key.to_owned()));
                let content = cell::write(column.kind(), value);
                put(column, content);
            }
        }
    }
    if row.is_empty() {
        // Blank rows are skipped, but this is an invalid rule.
        row.push((Column::Id, RowId::Rule(String::new()).written()));
    }
    row
}

/// Whether the entries of a right have columns that the rest of its rule leaves free.
fn fits(rule: &Value, right: &[(String, Value)]) -> bool {
    let given = |value: Option<&Value>| value.is_some_and(|value| !value.is_null());
    let mut entries = right.iter().filter(|(_, value)| !value.is_null()).peekable();
    let known = |key: &str| keys::RIGHT.contains(&key) && !given(rule.get(key));
    entries.peek().is_some() && entries.all(|(key, _)| known(key))
}
