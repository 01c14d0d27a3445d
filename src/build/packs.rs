//! Reads the packs of all practices, platforms and regions, and the list of sources.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Rule, Source, Verified, leads_to, read_pack};
use aftersales_core::vocabulary::Vocabulary;

#[derive(serde::Deserialize)]
struct Sources {
    source: Vec<SourceEntry>,
}

/// An entry of the list of sources.
#[derive(serde::Deserialize)]
struct SourceEntry {
    id: String,
    title: String,
    locator: String,
    edition: Option<String>,
    url: Option<String>,
    captured: Option<String>,
    verified: Verified,
}

/// The content of all packs.
pub struct Packs {
    pub rules: Vec<Rule>,
    /// The sources that the rules cite.
    pub sources: Vec<Source>,
    /// For each rule id: the positions of its sources in `sources`.
    pub indices: HashMap<String, Vec<u16>>,
    /// The earliest review date of the packs, `YYYY-MM-DD`.
    pub review_by: String,
}

/// Reads all packs. Mistakes are added to `mistakes`.
pub fn read_packs(folder: &Path, vocabulary: &Vocabulary, mistakes: &mut Vec<String>) -> Packs {
    let mut review_by: Option<String> = None;
    let listed = read_sources(&folder.join("sources.toml"), mistakes);
    let mut rules: Vec<Rule> = Vec::new();
    let folders = ["practice", "platforms", "regions"].map(|kind| folder.join(kind));
    for path in folders.iter().flat_map(|folder| files(folder, "rules.toml")) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let (pack, lines) = match read_toml(&text) {
            Ok(read) => read,
            Err(error) => {
                mistakes.push(format!("{}: {error}", path.display()));
                continue;
            }
        };
        let known = |id: &str| listed.get(id).cloned();
        let (read, problems) = read_pack(vocabulary, &pack, &known);
        for problem in problems {
            mistakes.push(shown(&path, &lines, &problem));
        }
        match pack.get("review_by").and_then(Value::text) {
            Some(day) if review_by.as_deref().is_none_or(|first| day < first) => {
                review_by = Some(day.to_owned());
            }
            Some(_) => {}
            None => mistakes.push(format!(
                "{}:1: a shipped pack says by which day it is to be read again, as in review_by = \"2027-05-31\"",
                path.display()
            )),
        }
        for rule in read {
            if rules.iter().any(|other| other.id == rule.id) {
                mistakes.push(format!(
                    "{}: rule `{}` stands in another pack",
                    path.display(),
                    rule.id
                ));
            }
            rules.push(rule);
        }
    }
    check_overrides(&rules, mistakes);

    let mut sources: Vec<Source> = Vec::new();
    let mut indices = HashMap::new();
    for rule in &rules {
        let mut at = Vec::new();
        for source in &rule.sources {
            let known = sources.iter().position(|other| other.id == source.id);
            at.push(known.unwrap_or(sources.len()) as u16);
            if known.is_none() {
                sources.push(source.clone());
            }
        }
        indices.insert(rule.id.to_string(), at);
    }
    Packs { rules, sources, indices, review_by: review_by.unwrap_or_default() }
}

impl From<SourceEntry> for Source {
    fn from(entry: SourceEntry) -> Source {
        Source {
            id: entry.id.into(),
            title: entry.title.into(),
            locator: entry.locator.into(),
            edition: entry.edition.map(Into::into),
            url: entry.url.map(Into::into),
            captured: entry.captured.map(Into::into),
            verified: entry.verified,
        }
    }
}

fn read_sources(path: &Path, mistakes: &mut Vec<String>) -> BTreeMap<String, Source> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    match toml::from_str::<Sources>(&text) {
        Ok(list) => list.source.into_iter().map(|entry| (entry.id.clone(), entry.into())).collect(),
        Err(error) => {
            mistakes.push(format!("{}: {error}", path.display()));
            BTreeMap::new()
        }
    }
}

/// Checks that `overrides` name existing rules of the same layer or below, and have no cycle.
fn check_overrides(rules: &[Rule], mistakes: &mut Vec<String>) {
    let find = |id: &str| rules.iter().find(|rule| rule.id == id);
    for rule in rules {
        for id in &rule.overrides {
            match find(id) {
                None => mistakes
                    .push(format!("rule `{}` overrides `{id}`, which does not exist", rule.id)),
                Some(other) if other.layer > rule.layer => {
                    mistakes.push(format!("rule `{}` overrides `{id}` of a higher layer", rule.id));
                }
                Some(other) if leads_to(other, &rule.id, &find) => {
                    mistakes.push(format!("rule `{}` overrides itself by way of `{id}`", rule.id));
                }
                Some(_) => {}
            }
        }
    }
}

/// All files with a name below a folder, in a fixed order.
pub fn files(folder: &Path, name: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path, name));
        } else if path.file_name().is_some_and(|file| file == name) {
            found.push(path);
        }
    }
    found
}

/// Formats a problem for the build's output: file, line, code, path, details, and suggestion.
fn shown(path: &Path, lines: &HashMap<String, usize>, problem: &Problem) -> String {
    let mut path_with_line = problem.path.as_str();
    while !lines.contains_key(path_with_line) && !path_with_line.is_empty() {
        path_with_line = path_with_line.rsplit_once('/').map_or("", |(parent, _)| parent);
    }
    let line = lines.get(path_with_line).copied().unwrap_or(1);
    let slots: Vec<String> =
        problem.slots.iter().map(|(name, text)| format!("{name} `{text}`")).collect();
    let help = problem
        .suggestion
        .as_ref()
        .map_or(String::new(), |code| format!("; did you mean `{code}`?"));
    let (code, at) = (problem.code, &problem.path);
    format!("{}:{line}: {code} at {at}: {}{help}", path.display(), slots.join(", "))
}

/// Parses TOML as a plain tree; also returns the line of each path.
fn read_toml(text: &str) -> Result<(Value, HashMap<String, usize>), toml::de::Error> {
    let table = DeTable::parse(text)?;
    let mut lines = HashMap::new();
    let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
    let value = tree_of_table(table.get_ref(), "", &mut |path, at| {
        lines.insert(path.to_owned(), line(at));
    });
    Ok((value, lines))
}

fn tree_of_table(table: &DeTable, path: &str, note: &mut dyn FnMut(&str, usize)) -> Value {
    let entries = table.iter().map(|(key, value)| {
        let path = format!("{path}/{}", key.get_ref());
        (key.get_ref().to_string(), tree(value, &path, note))
    });
    Value::Map(entries.collect())
}

fn tree(value: &Spanned<DeValue>, path: &str, note: &mut dyn FnMut(&str, usize)) -> Value {
    note(path, value.span().start);
    match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            number.as_str().parse().map_or(Value::Other("a number"), Value::Number)
        }
        DeValue::Float(number) => {
            number.as_str().parse().map_or(Value::Other("a number"), Value::Number)
        }
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(day) => Value::Text(day.to_string()),
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .enumerate()
                .map(|(at, item)| tree(item, &format!("{path}/{at}"), note))
                .collect(),
        ),
        DeValue::Table(table) => tree_of_table(table, path, note),
    }
}
