//! What stands in a cell: codes, conditions, periods, days and free text, each as a person would write
//! it, and each read back as what was written.
//!
//! A text that would read back as something else, such as one with a space at its end, is put in
//! quotation marks; those around a whole text are no part of it.

use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::Party;
use aftersales_core::time::period::Unit;
use aftersales_core::vocabulary::acts::ACTS;
use aftersales_core::vocabulary::facts::{EVENTS, FACTS, FactId, Kind};
use aftersales_core::vocabulary::remedies::REMEDIES;

/// What stands between the items of a list, as it is written.
const BETWEEN: &str = " | ";
/// What may stand between free texts, between ids, and between codes.
const TEXTS: &[char] = &['|'];
const IDS: &[char] = &['|', ';'];
const CODES: &[char] = &['|', ';', ',', '｜', '；', '、', '，'];
/// An object without entries.
const NOTHING: &str = "{}";
/// What spreadsheets would run as a formula, and the mark that keeps them from it.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', PLAIN];
const PLAIN: char = '\'';

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// One free text.
    Text,
    /// A text, a number, `true`, `false`, `null`, `{}`, or a list of those.
    Scalars,
    /// A day as in `2027-05-31`.
    Day,
    /// One code of a set, or several.
    Code(Set),
    Codes(Set),
    /// Ids of rules or of sources.
    Ids,
    Within,
    /// The condition on a fact; `None`: on one that is not known.
    Condition(Option<FactId>),
}

/// A closed set of codes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Set {
    Remedies,
    Acts,
    Parties,
}

impl Set {
    fn find(self, code: &str) -> bool {
        match self {
            Set::Remedies => REMEDIES.iter().any(|remedy| remedy.code == code),
            Set::Acts => ACTS.iter().any(|act| act.code == code),
            Set::Parties => Party::ALL.iter().any(|party| party.code() == code),
        }
    }
}

/// What a cell says, and what is wrong with it, if that can be told from the cell alone.
#[derive(Debug)]
pub struct Read {
    pub value: Value,
    pub wrong: Option<Problem>,
}

impl From<Value> for Read {
    fn from(value: Value) -> Read {
        Read { value, wrong: None }
    }
}

/// A cell without what stands around its content.
pub fn bare(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix(PLAIN).unwrap_or(cell)
}

/// A content as a cell that no spreadsheet runs.
pub fn guarded(content: String) -> String {
    if content.starts_with(FORMULA) { format!("{PLAIN}{content}") } else { content }
}

/// Reads the [`bare`] content of a cell that is not blank.
pub fn read(form: Form, content: &str) -> Read {
    match form {
        Form::Text => Value::Text(text(content)).into(),
        Form::Scalars => scalars(content).into(),
        Form::Day => day(content),
        Form::Code(set) => code(content, |code| set.find(code)).into(),
        Form::Codes(set) => {
            Value::List(items(content, CODES, |item| code(item, |code| set.find(code)))).into()
        }
        Form::Ids => Value::List(items(content, IDS, |item| Value::Text(text(item)))).into(),
        Form::Within => match within(content) {
            Some(value) => value.into(),
            None => unreadable(content, "48 hours from requested_at"),
        },
        Form::Condition(fact) => condition(content, fact),
    }
}

/// Writes the content of a cell; a blank one stands for nothing.
pub fn write(form: Form, value: &Value) -> String {
    match (form, value) {
        (_, Value::Null) => String::new(),
        (Form::Scalars, Value::Map(entries)) if entries.is_empty() => NOTHING.into(),
        (Form::Codes(_) | Form::Ids, Value::List(list)) => {
            let items =
                list.iter().map(|item| written(form, item, &Value::List(vec![item.clone()])));
            items.collect::<Vec<_>>().join(BETWEEN)
        }
        (Form::Codes(_) | Form::Ids, _) => written(form, value, &Value::List(vec![value.clone()])),
        (Form::Scalars, Value::List(list)) => {
            let items: Vec<String> = list.iter().map(|item| written(form, item, item)).collect();
            // What ends in a separator is a list, even of one.
            let end = if items.len() < 2 { " |" } else { "" };
            (items.join(BETWEEN) + end).trim_start().to_owned()
        }
        (Form::Within, _) => write_within(value).unwrap_or_else(|| written(form, value, value)),
        (Form::Condition(_), _) => {
            write_condition(form, value).unwrap_or_else(|| written(form, value, value))
        }
        _ => written(form, value, value),
    }
}

/// Writes texts side by side, each in its own place, which is blank where one is missing.
pub fn write_texts(form: Form, texts: &[Option<Value>]) -> String {
    let item = |item: &Option<Value>| {
        item.as_ref().map_or(String::new(), |item| written(form, item, item))
    };
    let items: Vec<String> = texts.iter().map(item).collect();
    let end = if items.last().is_some_and(String::is_empty) { "|" } else { "" };
    (items.join(BETWEEN) + end).trim_start().to_owned()
}

/// The items that [`write_texts`] writes.
pub fn texts(content: &str) -> Vec<&str> {
    split(content, TEXTS)
}

/// An item as it stands in a cell: as it is, or in quotation marks where it would else be `expected`
/// to be something else.
fn written(form: Form, item: &Value, expected: &Value) -> String {
    let Value::Text(text) = item else { return escaped(&item.shown(), CODES) };
    let separators = match form {
        Form::Text | Form::Scalars | Form::Day => TEXTS,
        Form::Ids => IDS,
        _ => CODES,
    };
    let plain = escaped(text, separators);
    let found = read(form, &plain);
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

/// The text of an item: without quotation marks around it, and with what was escaped.
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
            Some(next) if next == '\\' || CODES.contains(&next) => out.push(next),
            other => {
                out.push(letter);
                out.extend(other);
            }
        }
    }
    out
}

/// What stands between quotation marks.
pub fn quoted(item: &str) -> Option<&str> {
    item.strip_prefix('"')?.strip_suffix('"')
}

/// The items of a list, without the spaces around them; a separator at the very end begins none.
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

// Generic, as `code` is: functions that are called by way of a table stay in the first load.
fn items(content: &str, separators: &[char], read: impl Fn(&str) -> Value) -> Vec<Value> {
    let items = split(content, separators).into_iter();
    items.filter(|item| !item.is_empty()).map(read).collect()
}

/// In small letters, with `_` for spaces and hyphens: as codes are spelt.
pub fn spelt(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter == '-' || letter == '_');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_").to_ascii_lowercase()
}

/// A code, however it is spelt; what is none of the known ones stays as it stands.
fn code(item: &str, known: impl Fn(&str) -> bool) -> Value {
    let code = spelt(item);
    Value::Text(if quoted(item).is_none() && known(&code) { code } else { text(item) })
}

fn scalars(content: &str) -> Value {
    let items = split(content, TEXTS);
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
        NOTHING => Value::Map(Vec::new()),
        _ => number(item).unwrap_or_else(|| Value::Text(text(item))),
    }
}

/// A number, if that is how it is written: `700.00` and `007` are none, nor is what has no end.
fn number(item: &str) -> Option<Value> {
    let digits = item.strip_prefix('-').unwrap_or(item);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let all = [whole, rest].concat();
    if all.is_empty() || all.len() > 15 || !all.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    // The standard library's exact reading of floating-point numbers would be a large part of the wasm.
    let value = all.parse::<u64>().ok()? as f64 / 10_u64.pow(rest.len() as u32) as f64;
    let value = Value::Number(if digits.len() < item.len() { -value } else { value });
    (value.shown() == item).then_some(value)
}

/// A day; years first is understood however it is separated, and what stands otherwise is a problem.
fn day(content: &str) -> Read {
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
        // The number that a spreadsheet keeps a day as.
        let serial = content.len() == 5 && content.bytes().all(|digit| digit.is_ascii_digit());
        let wrong = serial.then(|| Problem::new("day_rewritten", "").with("found", content));
        return Read { value: Value::Text(text(content)), wrong };
    };
    let midnight = numbers.all(|number| number == 0);
    let days = |year: u32, month: u32, day: u32| format!("{year:04}-{month:02}-{day:02}");
    if parts[0].len() == 4 && midnight {
        return Value::Text(days(first, second, third)).into();
    }
    let mut wrong = Problem::new("day_rewritten", "").with("found", content);
    if parts[2].len() == 4 && first.max(second) > 12 {
        let (month, day) = (first.min(second), first.max(second));
        wrong.suggestion = (1..=12).contains(&month).then(|| days(third, month, day));
    }
    Read { value: Value::Text(text(content)), wrong: Some(wrong) }
}

/// Reads `48 hours from requested_at`, with whatever else a period says behind commas.
fn within(content: &str) -> Option<Value> {
    let mut found: Vec<(String, Value)> = Vec::new();
    for part in content.split([',', ';', '，', '；']).filter(|part| !part.trim().is_empty()) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let from = words.iter().position(|word| word.eq_ignore_ascii_case("from"));
        match (from, words.as_slice()) {
            (Some(at), [value, ..]) if at >= 2 && at + 1 < words.len() => {
                let known = |codes: &[&str], code: String| codes.contains(&&*code).then_some(code);
                let (given, event) = (words[1..at].join("_"), words[at + 1..].join("_"));
                let units = Unit::ALL.map(Unit::code);
                let unit = known(&units, spelt(&given));
                let unit = unit.or_else(|| known(&units, spelt(&given) + "s"));
                let from = known(EVENTS, spelt(&event));
                let value = number(value).unwrap_or_else(|| Value::Text((*value).to_owned()));
                found.push(("value".into(), value));
                found.push(("unit".into(), Value::Text(unit.unwrap_or(given))));
                found.push(("from".into(), Value::Text(from.unwrap_or(event))));
            }
            (None, [key, value]) => {
                let value = number(value).unwrap_or_else(|| Value::Text((*value).to_owned()));
                found.push(((*key).to_owned(), value));
            }
            _ => return None,
        }
    }
    let twice = (1..found.len()).any(|at| found[..at].iter().any(|(key, _)| *key == found[at].0));
    (!found.is_empty() && !twice).then_some(Value::Map(found))
}

fn write_within(value: &Value) -> Option<String> {
    let entries = value.entries()?.iter().filter(|(_, value)| !value.is_null());
    let entries: Vec<(String, Value)> = entries.cloned().collect();
    let plain = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        other => other.shown(),
    };
    let of = |key: &str| value.get(key).filter(|value| !value.is_null()).map(plain);
    let mut parts = Vec::new();
    let mut rest: Vec<&(String, Value)> = entries.iter().collect();
    if let (Some(value), Some(unit), Some(from)) = (of("value"), of("unit"), of("from")) {
        parts.push(format!("{value} {unit} from {from}"));
        rest.retain(|(key, _)| !["value", "unit", "from"].contains(&key.as_str()));
    }
    parts.extend(rest.iter().map(|(key, value)| format!("{key} {}", plain(value))));
    let written = parts.join(", ");
    let found = within(&written)?;
    let found = found.entries()?;
    let same = found.len() == entries.len() && found.iter().all(|entry| entries.contains(entry));
    same.then_some(written)
}

fn condition(content: &str, fact: Option<FactId>) -> Read {
    let kind = fact.map(|fact| FACTS[fact].kind);
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
    let mut values = items(rest.unwrap_or(content), CODES, |item| code(item, known));
    let values = if values.len() == 1 { values.remove(0) } else { Value::List(values) };
    let value = match rest {
        Some(_) => Value::Map(vec![("not".into(), values)]),
        None => values,
    };
    value.into()
}

fn write_condition(form: Form, value: &Value) -> Option<String> {
    let codes = |value: &Value| match value {
        Value::Text(_) => Some(written(form, value, value)),
        Value::List(list) => {
            let items: Vec<String> = list.iter().map(|item| written(form, item, item)).collect();
            Some(items.join(BETWEEN))
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
    let of = |key: &str| value.get(key).filter(|value| !value.is_null());
    let written = match (of("at_least"), of("less_than")) {
        (Some(from), None) => format!("at least {}", from.shown()),
        (None, Some(to)) => format!("less than {}", to.shown()),
        (Some(from), Some(Value::Number(to))) if *to >= 1.0 && to.fract() == 0.0 => {
            format!("{} to {}", from.shown(), Value::Number(to - 1.0).shown())
        }
        (Some(from), Some(to)) => format!("at least {}, less than {}", from.shown(), to.shown()),
        (None, None) => return None,
    };
    let found = bounds(&written)?;
    let same = found.entries()?.iter().all(|(key, number)| of(key) == Some(number));
    let known = |(key, value): &(String, Value)| value.is_null() || found.get(key).is_some();
    (same && value.entries()?.iter().all(known)).then_some(written)
}

fn unreadable(content: &str, example: &str) -> Read {
    let found = Value::Text(text(content));
    let wrong = Problem::new("not_readable", "").with("found", found.shown());
    Read { value: found, wrong: Some(wrong.with("example", example)) }
}
