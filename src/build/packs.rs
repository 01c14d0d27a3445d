//! Reads the packs of all practices, platforms and regions.

use std::collections::HashMap;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Rule, Source, leads_to, read_pack};
use aftersales_core::vocabulary::Vocabulary;

use crate::files;
use crate::gestures;
use crate::sources::Sources;

/// The content of all packs.
pub struct Packs {
    pub rules: Vec<Rule>,
    /// The sources that the rules cite.
    pub sources: Vec<Source>,
    /// The earliest review date of the packs, `YYYY-MM-DD`.
    pub review_by: String,
    /// The code of the place of each rule, by its id, if it is a place's.
    pub places: HashMap<String, Option<String>>,
}

/// Reads all packs. Mistakes are added to `mistakes`.
pub fn read_packs(folder: &Path, vocabulary: &Vocabulary, mistakes: &mut Vec<String>) -> Packs {
    let mut review_by: Option<String> = None;
    let listed = Sources::read(folder, mistakes);
    let mut rules: Vec<Rule> = Vec::new();
    let mut places = HashMap::new();
    let folders = ["practice", "platforms", "regions"].map(|kind| folder.join(kind));
    for path in folders.iter().flat_map(|folder| files::named(folder, "rules.toml")) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let (mut pack, lines) = match read_toml(&text) {
            Ok(read) => read,
            Err(error) => {
                mistakes.push(format!("{}: {error}", path.display()));
                continue;
            }
        };
        if let Some((fact, code)) = place_of(folder, &path)
            && !add_condition(&mut pack, fact, code)
        {
            let line = lines.get(&format!("/when/{fact}")).copied().unwrap_or(1);
            mistakes.push(format!(
                "{}:{line}: the folder says that `{fact}` is `{code}`: leave the condition out",
                path.display()
            ));
        }
        let (read, problems) = read_pack(vocabulary, &pack, &|id| listed.find(id));
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
        let place = place_of(folder, &path).map(|(_, code)| code.to_owned());
        places.extend(read.iter().map(|rule| (rule.id.to_string(), place.clone())));
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
    gestures::check(folder, vocabulary, &rules, &listed, mistakes);
    listed.check_use(folder, &rules, mistakes);

    let mut sources: Vec<Source> = Vec::new();
    for source in rules.iter().flat_map(|rule| &rule.sources) {
        if sources.iter().all(|other| other.id != source.id) {
            sources.push(source.clone());
        }
    }
    Packs { rules, sources, review_by: review_by.unwrap_or_default(), places }
}

/// The place that a pack is for, by its folder: all below `platforms/amazon` holds where `platform` is `amazon`.
fn place_of<'p>(data: &Path, pack: &'p Path) -> Option<(&'static str, &'p str)> {
    let mut parts = pack.strip_prefix(data).ok()?.iter().filter_map(|part| part.to_str());
    let fact = match parts.next()? {
        "platforms" => "platform",
        "regions" => "buyer_region",
        _ => return None,
    };
    Some((fact, parts.next()?))
}

/// Adds a condition to the head of a pack; returns `false` if its fact is tested there.
fn add_condition(pack: &mut Value, fact: &str, code: &str) -> bool {
    let Value::Map(entries) = pack else { return true };
    let at = entries.iter().position(|(key, _)| key == "when").unwrap_or_else(|| {
        entries.push(("when".to_owned(), Value::Map(Vec::new())));
        entries.len() - 1
    });
    // What is no map of conditions is reported by the reader of packs.
    let Value::Map(when) = &mut entries[at].1 else { return true };
    let is_free = when.iter().all(|(other, _)| other != fact);
    if is_free {
        when.push((fact.to_owned(), Value::Text(code.to_owned())));
    }
    is_free
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
