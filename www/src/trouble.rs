//! The modules of the page with the texts for trouble, which it needs before it can load others.

use crate::extra_words::Texts;
use crate::languages::{Language, default};
use crate::quoted::quoted;
use anyhow::Result;
use std::collections::BTreeMap;

/// The modules that the page imports.
pub const TROUBLE: &str = "trouble-words.js";
pub const DEFAULT_TROUBLE: &str = "default-trouble.js";

/// What of the texts for trouble the page needs in the default language before it can load others.
const AT_ONCE: [&str; 3] = ["incomplete", "again", "single"];

/// The modules with the texts for trouble: of all languages, and of the default one those needed at once.
pub fn modules(languages: &[Language], words: &BTreeMap<&str, Texts>) -> Result<(String, String)> {
    let object = |language: &Language, is_needed: &dyn Fn(&str) -> bool| -> String {
        let texts = words[language.tag()].iter().filter(|(key, _)| is_needed(key));
        let texts: String = texts.map(|(key, text)| format!(", {key}: {}", quoted(text))).collect();
        let (tag, dir) = (quoted(language.tag()), quoted(language.direction()));
        format!("{{ lang: {tag}, dir: {dir}{texts} }}")
    };
    let shown = |language| object(language, &|key| key != "no_script");
    let all = languages.iter().map(|it| format!("  {}: {},\n", quoted(it.tag()), shown(it)));
    let all = format!("export const words = {{\n{}}};\n", all.collect::<String>());
    let own = object(default(languages)?, &|key| AT_ONCE.contains(&key));
    Ok((all, format!("export const defaultTrouble = {own};\n")))
}
