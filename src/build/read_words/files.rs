//! The files of one language, as they are read.

use std::collections::BTreeMap;
use std::path::Path;

use super::letters::{read_refusals, read_sentence};
use crate::words::catalogue::Sentence;
use aftersales_core::vocabulary::Vocabulary;

/// The texts of one language as read from its files. They are leaked, since the build script ends after their use.
pub(super) struct LanguageFiles {
    pub(super) lang: &'static str,
    pub(super) texts: BTreeMap<&'static str, &'static str>,
    pub(super) letters: BTreeMap<&'static str, Vec<Sentence<'static>>>,
}

pub(super) fn read_language(
    folder: &Path,
    lang: &'static str,
    vocabulary: &Vocabulary,
    mistakes: &mut Vec<String>,
) -> LanguageFiles {
    let mut texts = BTreeMap::new();
    let mut letters: BTreeMap<&'static str, _> = BTreeMap::new();
    for (file, prefix) in [
        ("facts.toml", "fact."),
        ("remedies.toml", "remedy."),
        ("acts.toml", "act."),
        ("rules.toml", "rule."),
        ("problems.toml", "problem."),
        ("answer.toml", "answer."),
        ("page.toml", "page."),
        ("letters.toml", ""),
    ] {
        let path = folder.join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                mistakes.push(format!("{}: {error}", path.display()));
                continue;
            }
        };
        for (key, value) in table {
            if file == "letters.toml" && key == "refusal" {
                read_refusals(value, lang, vocabulary, &mut letters, mistakes);
                continue;
            }
            match value.get("text").and_then(toml::Value::as_array) {
                Some(sentences) if file == "letters.toml" => {
                    let place = format!("{} [{key}]", path.display());
                    let read = sentences
                        .iter()
                        .map(|item| read_sentence(item, &place, vocabulary, mistakes));
                    letters.insert(key.leak(), read.collect());
                }
                _ => flatten(&format!("{prefix}{key}"), value, &mut texts),
            }
        }
    }
    LanguageFiles { lang, texts, letters }
}

/// Adds the texts of a tree, with the names on the way joined to a key.
fn flatten(key: &str, value: toml::Value, into: &mut BTreeMap<&'static str, &'static str>) {
    match value {
        toml::Value::Table(table) => {
            for (name, value) in table {
                // `[evidence.values]` reads `fact.evidence.value.confirmed`.
                let name = if name == "values" { "value" } else { &name };
                flatten(&format!("{key}.{name}"), value, into);
            }
        }
        toml::Value::String(text) => {
            into.insert(key.to_owned().leak(), text.leak());
        }
        other => {
            into.insert(key.to_owned().leak(), other.to_string().leak());
        }
    }
}
