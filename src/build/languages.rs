//! Reads `data/languages/<tag>/language.toml`: what a language is called, which tags it serves, and how it is written.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// The name of the file in each language's folder.
const FILE: &str = "language.toml";

/// The plural categories of CLDR.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A language that is shipped.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Its BCP 47 tag, which is the name of its folder.
    #[serde(default)]
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    /// Its place among the languages offered; those with the same one are in the order of their tags.
    #[serde(default = "last")]
    pub order: u32,
    /// Whether it is used for tags that no language serves; true of exactly one.
    #[serde(default)]
    pub default: bool,
    /// The tags that it serves besides its own, each with all that are longer, unless another serves a longer one.
    #[serde(default)]
    pub serves: Vec<String>,
    pub direction: Direction,
    /// Its script by ISO 15924, as in "Latn".
    pub script: String,
    /// The plural categories that it distinguishes, by CLDR.
    pub plurals: Vec<String>,
    /// The locale by whose conventions dates and amounts are written, if it is not the tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formats: Option<String>,
}

impl Language {
    /// The locale by whose conventions dates and amounts are written.
    pub fn locale(&self) -> &str {
        self.formats.as_deref().unwrap_or(&self.tag)
    }
}

/// The direction in which a language is written.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Ltr,
    Rtl,
}

fn last() -> u32 {
    u32::MAX
}

/// Reads the languages in the order in which they are offered. Mistakes are added to `mistakes`.
pub fn read_languages(folder: &Path, mistakes: &mut Vec<String>) -> Vec<Language> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            mistakes.push(format!("{}: {error}", folder.display()));
            return Vec::new();
        }
    };
    let folders = entries.flatten().map(|entry| entry.path());
    // An overlay lies over another language.
    let folders = folders.filter(|path| path.is_dir() && !path.join("overlay.toml").exists());
    let mut languages: Vec<Language> =
        folders.filter_map(|path| read_language(&path, mistakes)).collect();
    languages.sort_by(|one, other| (one.order, &one.tag).cmp(&(other.order, &other.tag)));
    let defaults: Vec<&str> = languages
        .iter()
        .filter(|language| language.default)
        .map(|language| &*language.tag)
        .collect();
    if defaults.len() != 1 {
        mistakes.push(format!(
            "{}: one {FILE} has `default = true`, for readers of other languages; it is in {}",
            folder.display(),
            if defaults.is_empty() { "none".to_owned() } else { defaults.join(" and ") },
        ));
    }
    if let Err(mistake) = served_tags(&languages) {
        mistakes.push(format!("{}: {mistake}", folder.display()));
    }
    languages
}

/// The tags that languages serve, in lower case, each with the position of its language.
pub fn served_tags(languages: &[Language]) -> Result<BTreeMap<String, usize>, String> {
    let mut served = BTreeMap::new();
    for (at, language) in languages.iter().enumerate() {
        for tag in [&language.tag].into_iter().chain(&language.serves) {
            let before = served.insert(tag.to_ascii_lowercase(), at).filter(|before| *before != at);
            if let Some(before) = before {
                let (one, other) = (&languages[before].tag, &language.tag);
                return Err(format!(
                    "`{tag}` is served by {one} and by {other}; take it out of `serves` in one of them"
                ));
            }
        }
    }
    Ok(served)
}

fn read_language(folder: &Path, mistakes: &mut Vec<String>) -> Option<Language> {
    let path = folder.join(FILE);
    let mut mistake = |what: String| mistakes.push(format!("{}: {what}", path.display()));
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            mistake(format!("{error}; every folder of a language has this file"));
            return None;
        }
    };
    let mut language: Language = match toml::from_str(&text) {
        Ok(language) => language,
        Err(error) => {
            mistake(error.to_string());
            return None;
        }
    };
    let tag = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if !language.tag.is_empty() {
        mistake("`tag` is the name of the folder; leave it out".into());
    }
    language.tag = tag.to_owned();
    for tag in [&language.tag].into_iter().chain(&language.serves).chain(&language.formats) {
        if !is_tag(tag) {
            mistake(format!("`{tag}` is no BCP 47 tag, as in \"pt-BR\""));
        }
    }
    if language.name.trim().is_empty() {
        mistake("`name` is empty; it is the name of the language in itself".into());
    }
    if !is_script(&language.script) {
        mistake(format!("`{}` is no script of ISO 15924, as in \"Latn\"", language.script));
    }
    if let Some(other) = language.plurals.iter().find(|plural| !PLURALS.contains(&plural.as_str()))
    {
        mistake(format!(
            "`{other}` is no plural category of CLDR, which are {}",
            PLURALS.join(", ")
        ));
    }
    if !language.plurals.iter().any(|plural| plural == "other") {
        mistake("`plurals` lacks \"other\", which every language has".into());
    }
    Some(language)
}

/// Whether a text has the form of a BCP 47 tag: a language, then subtags of letters and digits.
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_language =
        (2..=8).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_language
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Whether a text has the form of a script: four letters, the first a capital.
fn is_script(script: &str) -> bool {
    let [first, rest @ ..] = script.as_bytes() else { return false };
    first.is_ascii_uppercase() && rest.len() == 3 && rest.iter().all(u8::is_ascii_lowercase)
}
