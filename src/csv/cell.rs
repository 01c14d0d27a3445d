//! Cells: codes, conditions, periods, days, amounts and free text in a readable notation that round-trips.
//!
//! A text that would be read as something else, such as one with trailing spaces, is written in quotation marks, which
//! are not part of it.

use crate::request::amount::read_amount;
use crate::shipped::vocabulary;
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::Party;
use aftersales_core::time::period::Unit;
use aftersales_core::vocabulary::currency::digits;
use aftersales_core::vocabulary::facts::{FactId, Kind};
use aftersales_core::vocabulary::money::MAX_MINOR;

/// Separates the items of a list when writing.
const LIST_SEPARATOR: &str = " | ";
/// Separators of texts when reading.
const TEXT_SEPARATORS: &[char] = &['|'];
/// Separators of ids when reading.
const ID_SEPARATORS: &[char] = &['|', ';'];
/// Separators of codes when reading.
const CODE_SEPARATORS: &[char] = &['|', ';', ',', '｜', '；', '、', '，'];
/// An object without entries.
const EMPTY_OBJECT: &str = "{}";
/// Characters at which spreadsheets begin a formula, and the text mark itself.
const FORMULA_STARTS: &[char] = &['=', '+', '-', '@', '\t', TEXT_MARK];
/// Marks the content of a cell as text.
const TEXT_MARK: char = '\'';

/// The kind of a cell's content.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellKind {
    /// A free text.
    Text,
    /// A text, a number, `true`, `false`, `null`, `{}`, or a list of those.
    Scalars,
    /// An amount as people write it, or a list of those; with the code of the currency.
    Amounts([u8; 3]),
    /// A day as in `2027-05-31`.
    Day,
    /// A code of a set.
    Code(CodeSet),
    /// Codes of a set.
    Codes(CodeSet),
    /// Ids of rules or of sources.
    Ids,
    /// `true` or `false`.
    Flag,
    /// A period as in `48 hours from requested_at`.
    Period,
    /// The condition on a fact; `None` if the fact is not known.
    Condition(Option<FactId>),
}

/// A closed set of codes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CodeSet {
    Remedies,
    Acts,
    Parties,
}

impl CodeSet {
    fn contains(self, code: &str) -> bool {
        match self {
            CodeSet::Remedies => vocabulary().remedy(code).is_some(),
            CodeSet::Acts => vocabulary().act(code).is_some(),
            CodeSet::Parties => Party::ALL.iter().any(|party| party.code() == code),
        }
    }
}

/// The value of a cell, and its problem if one can be found without the reader of packs.
#[derive(Debug)]
pub struct CellContent {
    pub value: Value,
    pub problem: Option<Problem>,
}

impl From<Value> for CellContent {
    fn from(value: Value) -> CellContent {
        CellContent { value, problem: None }
    }
}

/// The content of a cell, without surrounding spaces and the text mark.
pub fn content(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix(TEXT_MARK).unwrap_or(cell)
}

/// Marks content as text if a spreadsheet would run it as a formula.
pub fn escape_formula(content: String) -> String {
    if content.starts_with(FORMULA_STARTS) { format!("{TEXT_MARK}{content}") } else { content }
}

/// Reads the [`content`] of a cell that is not blank.
pub fn read(kind: CellKind, content: &str) -> CellContent {
    match kind {
        CellKind::Text => Value::Text(text(content)).into(),
        CellKind::Scalars => scalars(content).into(),
        CellKind::Amounts(currency) => amounts(content, code_of(&currency)),
        CellKind::Day => day(content),
        CellKind::Code(set) => code(content, |code| set.contains(code)).into(),
        CellKind::Codes(set) => Value::List(items(content, CODE_SEPARATORS, |item| {
            code(item, |code| set.contains(code))
        }))
        .into(),
        CellKind::Ids => {
            Value::List(items(content, ID_SEPARATORS, |item| Value::Text(text(item)))).into()
        }
        CellKind::Flag => match normalised(content).as_str() {
            "true" | "yes" => Value::Bool(true),
            "false" | "no" => Value::Bool(false),
            _ => Value::Text(text(content)),
        }
        .into(),
        CellKind::Period => match period(content) {
            Some(value) => value.into(),
            None => unreadable(content, "48 hours from requested_at"),
        },
        CellKind::Condition(fact) => condition(content, fact),
    }
}

/// Writes the content of a cell; blank for null.
pub fn write(kind: CellKind, value: &Value) -> String {
    match (kind, value) {
        (_, Value::Null) => String::new(),
        (CellKind::Scalars | CellKind::Amounts(_), Value::Map(entries)) if entries.is_empty() => {
            EMPTY_OBJECT.into()
        }
        (CellKind::Codes(_) | CellKind::Ids, Value::List(list)) => {
            let items =
                list.iter().map(|item| write_item(kind, item, &Value::List(vec![item.clone()])));
            items.collect::<Vec<_>>().join(LIST_SEPARATOR)
        }
        (CellKind::Codes(_) | CellKind::Ids, _) => {
            write_item(kind, value, &Value::List(vec![value.clone()]))
        }
        (CellKind::Scalars | CellKind::Amounts(_), Value::List(list)) => {
            let items: Vec<String> = list.iter().map(|item| write_item(kind, item, item)).collect();
            // A trailing separator marks a list of one item.
            let end = if items.len() < 2 { " |" } else { "" };
            (items.join(LIST_SEPARATOR) + end).trim_start().to_owned()
        }
        (CellKind::Period, _) => {
            write_period(value).unwrap_or_else(|| write_item(kind, value, value))
        }
        (CellKind::Condition(_), _) => {
            write_condition(kind, value).unwrap_or_else(|| write_item(kind, value, value))
        }
        _ => write_item(kind, value, value),
    }
}

/// Writes a list of texts; missing ones are blank.
pub fn write_texts(kind: CellKind, texts: &[Option<Value>]) -> String {
    let item = |item: &Option<Value>| {
        item.as_ref().map_or(String::new(), |item| write_item(kind, item, item))
    };
    let items: Vec<String> = texts.iter().map(item).collect();
    let end = if items.last().is_some_and(String::is_empty) { "|" } else { "" };
    (items.join(LIST_SEPARATOR) + end).trim_start().to_owned()
}

/// The items that [`write_texts`] writes.
pub fn texts(content: &str) -> Vec<&str> {
    split(content, TEXT_SEPARATORS)
}

/// Writes an item, in quotation marks if it would otherwise not be read as `expected`.
fn write_item(kind: CellKind, item: &Value, expected: &Value) -> String {
    let text = match (kind, item) {
        (_, Value::Text(text)) => text,
        (CellKind::Amounts(currency), Value::Number(minor)) if is_whole(*minor) => {
            return amount_text(*minor as u64, code_of(&currency));
        }
        _ => return escaped(&item.shown(), CODE_SEPARATORS),
    };
    let separators = match kind {
        CellKind::Text | CellKind::Scalars | CellKind::Amounts(_) | CellKind::Day => {
            TEXT_SEPARATORS
        }
        CellKind::Ids => ID_SEPARATORS,
        _ => CODE_SEPARATORS,
    };
    let plain = escaped(text, separators);
    let found = read(kind, &plain);
    if !plain.is_empty() && found.value == *expected && plain == plain.trim() {
        plain
    } else {
        format!("\"{plain}\"")
    }
}

fn escaped(text: &str, separators: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => out += "\\n",
            '\r' => out += "\\r",
            letter => {
                if letter == '\\' || separators.contains(&letter) {
                    out.push('\\');
                }
                out.push(letter);
            }
        }
    }
    out
}

/// The text of an item, without quotation marks and escapes.
pub fn text(item: &str) -> String {
    let item = quoted(item).unwrap_or(item);
    let mut out = String::with_capacity(item.len());
    let mut letters = item.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some(next) if next == '\\' || CODE_SEPARATORS.contains(&next) => out.push(next),
            other => {
                out.push(letter);
                out.extend(other);
            }
        }
    }
    out
}

/// The text between quotation marks, if an item has them.
pub fn quoted(item: &str) -> Option<&str> {
    item.strip_prefix('"')?.strip_suffix('"')
}

/// The items of a list, trimmed; a trailing separator is ignored.
fn split<'a>(content: &'a str, separators: &[char]) -> Vec<&'a str> {
    let mut items = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, letter) in content.char_indices() {
        if escaped {
            escaped = false;
        } else if letter == '\\' {
            escaped = true;
        } else if separators.contains(&letter) {
            items.push(content[from..at].trim());
            from = at + letter.len_utf8();
        }
    }
    items.push(content[from..].trim());
    if items.last().is_some_and(|item| item.is_empty()) {
        items.pop();
    }
    items
}

// Generic like `code`: functions that are called through a table would be part of the first load.
fn items(content: &str, separators: &[char], read: impl Fn(&str) -> Value) -> Vec<Value> {
    let items = split(content, separators).into_iter();
    items.filter(|item| !item.is_empty()).map(read).collect()
}

/// A text in the spelling of codes: lower case, with `_` for spaces and hyphens.
pub fn normalised(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter == '-' || letter == '_');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_").to_ascii_lowercase()
}

/// A code in any spelling; an unknown code stays unchanged.
fn code(item: &str, known: impl Fn(&str) -> bool) -> Value {
    let code = normalised(item);
    Value::Text(if quoted(item).is_none() && known(&code) { code } else { text(item) })
}

fn scalars(content: &str) -> Value {
    let items = split(content, TEXT_SEPARATORS);
    match items.as_slice() {
        [item] if *item == content => scalar(item),
        items => Value::List(
            items.iter().filter(|item| !item.is_empty()).map(|item| scalar(item)).collect(),
        ),
    }
}

fn scalar(item: &str) -> Value {
    match item {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "null" => Value::Null,
        EMPTY_OBJECT => Value::Map(Vec::new()),
        _ => number(item).unwrap_or_else(|| Value::Text(text(item))),
    }
}

/// Reads amounts of a currency as minor units.
fn amounts(content: &str, currency: &str) -> CellContent {
    let mut problem = None;
    let mut read = |item: &str| match amount(item, currency) {
        Ok(minor) => Value::Number(minor as f64),
        Err(example) => {
            problem = problem.take().or(unreadable(item, &example).problem);
            match scalar(item) {
                Value::Number(_) => Value::Text(text(item)),
                other => other,
            }
        }
    };
    let items = split(content, TEXT_SEPARATORS);
    let value = match items.as_slice() {
        [item] if *item == content => read(item),
        items => Value::List(
            items.iter().filter(|item| !item.is_empty()).map(|item| read(item)).collect(),
        ),
    };
    CellContent { value, problem }
}

/// Reads an amount as people write it, as minor units; otherwise returns what may be written. Digits alone are read only
/// where they can mean nothing else: in a currency with decimals they may be its minor units.
fn amount(item: &str, currency: &str) -> Result<u64, String> {
    let is_bare = item.bytes().all(|letter| letter.is_ascii_digit());
    match read_amount(item, currency) {
        Some(read) if read.currency != currency => Err(amount_text(1000, currency)),
        Some(read) if is_bare && digits(currency) > 0 && read.minor > 0 => {
            let units = read.minor / 10_u64.pow(digits(currency).into());
            let both = [read.minor, units].map(|minor| amount_text(minor, currency));
            Err(both.join("; "))
        }
        Some(read) => Ok(read.minor),
        None => Err(amount_text(1000, currency)),
    }
}

/// An amount as in `10.00 CNY`.
fn amount_text(minor: u64, currency: &str) -> String {
    let digits = usize::from(digits(currency));
    let number = format!("{minor:0>width$}", width = digits + 1);
    let (whole, decimals) = number.split_at(number.len() - digits);
    let point = if digits > 0 { "." } else { "" };
    format!("{whole}{point}{decimals} {currency}")
}

fn is_whole(minor: f64) -> bool {
    minor.fract() == 0.0 && (0.0..=MAX_MINOR).contains(&minor)
}

fn code_of(currency: &[u8; 3]) -> &str {
    std::str::from_utf8(currency).unwrap_or_default()
}

/// A number in canonical notation; `None` for `700.00`, `007`, or more than 15 digits.
fn number(item: &str) -> Option<Value> {
    let digits = item.strip_prefix('-').unwrap_or(item);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let all = [whole, rest].concat();
    if all.is_empty() || all.len() > 15 || !all.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    // The standard library's exact parser of floating-point numbers would be a large part of the wasm.
    let value = all.parse::<u64>().ok()? as f64 / 10_u64.pow(rest.len() as u32) as f64;
    let value = Value::Number(if digits.len() < item.len() { -value } else { value });
    (value.shown() == item).then_some(value)
}

/// A date with the year first and any separator; other notations of dates are problems.
fn day(content: &str) -> CellContent {
    if quoted(content).is_some() {
        return Value::Text(text(content)).into();
    }
    let parts: Vec<&str> = content
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let mut numbers = parts.iter().filter_map(|part| part.parse::<u32>().ok());
    let whole =
        content.chars().all(|letter| letter.is_ascii_digit() || " -/.:T年月日".contains(letter));
    let (Some(first), Some(second), Some(third), true) =
        (numbers.next(), numbers.next(), numbers.next(), whole)
    else {
        // The serial number of a date in a spreadsheet.
        let serial = content.len() == 5 && content.bytes().all(|digit| digit.is_ascii_digit());
        let problem = serial.then(|| Problem::new("day_rewritten", "").with("found", content));
        return CellContent { value: Value::Text(text(content)), problem };
    };
    let midnight = numbers.all(|number| number == 0);
    let days = |year: u32, month: u32, day: u32| format!("{year:04}-{month:02}-{day:02}");
    if parts[0].len() == 4 && midnight {
        return Value::Text(days(first, second, third)).into();
    }
    let mut problem = Problem::new("day_rewritten", "").with("found", content);
    if parts[2].len() == 4 && first.max(second) > 12 {
        let (month, day) = (first.min(second), first.max(second));
        problem.suggestion = (1..=12).contains(&month).then(|| days(third, month, day));
    }
    CellContent { value: Value::Text(text(content)), problem: Some(problem) }
}

/// Reads a period such as `48 hours from requested_at`, with further entries after commas.
fn period(content: &str) -> Option<Value> {
    let mut found: Vec<(String, Value)> = Vec::new();
    for part in content.split([',', ';', '，', '；']).filter(|part| !part.trim().is_empty()) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let from = words.iter().position(|word| word.eq_ignore_ascii_case("from"));
        match (from, words.as_slice()) {
            (Some(at), [value, ..]) if at >= 2 && at + 1 < words.len() => {
                let known = |codes: &[&str], code: String| codes.contains(&&*code).then_some(code);
                let (given, event) = (words[1..at].join("_"), words[at + 1..].join("_"));
                let units = Unit::ALL.map(Unit::code);
                let unit = known(&units, normalised(&given));
                let unit = unit.or_else(|| known(&units, normalised(&given) + "s"));
                let events: Vec<&str> =
                    vocabulary().events.iter().map(|event| event.code).collect();
                let from = known(&events, normalised(&event));
                let value = number(value).unwrap_or_else(|| Value::Text((*value).to_owned()));
                found.push(("value".into(), value));
                found.push(("unit".into(), Value::Text(unit.unwrap_or(given))));
                found.push(("from".into(), Value::Text(from.unwrap_or(event))));
            }
            (None, [key, value]) => {
                let value = number(value).unwrap_or_else(|| Value::Text((*value).to_owned()));
                found.push(((*key).to_owned(), value));
            }
            (None, [key, values @ ..]) if !values.is_empty() => {
                let texts = values.iter().map(|value| Value::Text((*value).to_owned()));
                found.push(((*key).to_owned(), Value::List(texts.collect())));
            }
            _ => return None,
        }
    }
    let twice = (1..found.len()).any(|at| found[..at].iter().any(|(key, _)| *key == found[at].0));
    (!found.is_empty() && !twice).then_some(Value::Map(found))
}

fn write_period(value: &Value) -> Option<String> {
    let entries = value.entries()?.iter().filter(|(_, value)| !value.is_null());
    let entries: Vec<(String, Value)> = entries.cloned().collect();
    let plain = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        other => other.shown(),
    };
    let entry = |key: &str| value.get(key).filter(|value| !value.is_null()).map(plain);
    let mut parts = Vec::new();
    let mut rest: Vec<&(String, Value)> = entries.iter().collect();
    if let (Some(value), Some(unit), Some(from)) = (entry("value"), entry("unit"), entry("from")) {
        parts.push(format!("{value} {unit} from {from}"));
        rest.retain(|(key, _)| !["value", "unit", "from"].contains(&key.as_str()));
    }
    let all = |value: &Value| match value {
        Value::List(list) => list.iter().map(plain).collect::<Vec<_>>().join(" "),
        other => plain(other),
    };
    parts.extend(rest.iter().map(|(key, value)| format!("{key} {}", all(value))));
    let written = parts.join(", ");
    let found = period(&written)?;
    let found = found.entries()?;
    // A list of one means the same as its only entry.
    let is_same = |one: &Value, other: &Value| match one {
        Value::List(list) if list.len() == 1 => list.first() == Some(other),
        one => one == other,
    };
    let is_there = |(key, value): &(String, Value)| {
        found.iter().any(|(other, read)| other == key && is_same(value, read))
    };
    let same = found.len() == entries.len() && entries.iter().all(is_there);
    same.then_some(written)
}

/// Reads a condition.
fn condition(content: &str, fact: Option<FactId>) -> CellContent {
    let kind = fact.map(|fact| &vocabulary().facts[fact].kind);
    if let Some(Kind::Number { .. }) | None = kind {
        if let Some(value) = bounds(content) {
            return value.into();
        }
        if kind.is_some() {
            return if quoted(content).is_some() {
                Value::Text(text(content)).into()
            } else {
                unreadable(content, "3; at least 3; less than 8; 3 to 7")
            };
        }
    }
    let not = content.get(..3).filter(|word| word.eq_ignore_ascii_case("not"));
    let rest = not.map(|_| &content[3..]);
    let rest = rest.filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    let known = |code: &str| matches!(kind, Some(Kind::Choice(codes)) if codes.contains(&code));
    let mut values = items(rest.unwrap_or(content), CODE_SEPARATORS, |item| code(item, known));
    let values = if values.len() == 1 { values.remove(0) } else { Value::List(values) };
    let value = match rest {
        Some(_) => Value::Map(vec![("not".into(), values)]),
        None => values,
    };
    value.into()
}

fn write_condition(kind: CellKind, value: &Value) -> Option<String> {
    let codes = |value: &Value| match value {
        Value::Text(_) => Some(write_item(kind, value, value)),
        Value::List(list) => {
            let items: Vec<String> = list.iter().map(|item| write_item(kind, item, item)).collect();
            Some(items.join(LIST_SEPARATOR))
        }
        _ => None,
    };
    match value {
        Value::Map(entries) => match entries.as_slice() {
            [(key, listed)] if key == "not" => {
                Some(format!("not {}", codes(listed)?).trim_end().to_owned())
            }
            _ => write_bounds(value),
        },
        Value::List(list) if list.is_empty() => Some("|".into()),
        other => codes(other),
    }
}

/// Reads a condition on a number.
fn bounds(content: &str) -> Option<Value> {
    let plain = content.to_ascii_lowercase().replace(">=", "≥").replace("<=", "≤");
    let mut words = String::new();
    for letter in plain.chars() {
        match letter {
            '≥' => words += " at least ",
            '≤' => words += " at most ",
            '<' => words += " less than ",
            '–' | '~' | '～' => words += " to ",
            ',' => words.push(' '),
            letter => words.push(letter),
        }
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    let above = |word: &str| match number(word)? {
        Value::Number(number) => Some(Value::Number(number + 1.0)),
        _ => None,
    };
    let (least, beyond) = match words.as_slice() {
        [exact] => return number(exact),
        ["at", "least", from] => (Some(number(from)?), None),
        ["less", "than", to] => (None, Some(number(to)?)),
        ["at", "most", to] => (None, Some(above(to)?)),
        ["at", "least", from, "less", "than", to] => (Some(number(from)?), Some(number(to)?)),
        [from, "to", to] => (Some(number(from)?), Some(above(to)?)),
        _ => return None,
    };
    let entry = |key: &str, value: Option<Value>| Some((key.to_owned(), value?));
    Some(Value::Map(
        [entry("at_least", least), entry("less_than", beyond)].into_iter().flatten().collect(),
    ))
}

fn write_bounds(value: &Value) -> Option<String> {
    let entry = |key: &str| value.get(key).filter(|value| !value.is_null());
    let written = match (entry("at_least"), entry("less_than")) {
        (Some(from), None) => format!("at least {}", from.shown()),
        (None, Some(to)) => format!("less than {}", to.shown()),
        (Some(from), Some(Value::Number(to))) if *to >= 1.0 && to.fract() == 0.0 => {
            format!("{} to {}", from.shown(), Value::Number(to - 1.0).shown())
        }
        (Some(from), Some(to)) => format!("at least {}, less than {}", from.shown(), to.shown()),
        (None, None) => return None,
    };
    let found = bounds(&written)?;
    let same = found.entries()?.iter().all(|(key, number)| entry(key) == Some(number));
    let known = |(key, value): &(String, Value)| value.is_null() || found.get(key).is_some();
    (same && value.entries()?.iter().all(known)).then_some(written)
}

fn unreadable(content: &str, example: &str) -> CellContent {
    let found = Value::Text(text(content));
    let problem = Problem::new("not_readable", "").with("found", found.shown());
    CellContent { value: found, problem: Some(problem.with("example", example)) }
}
