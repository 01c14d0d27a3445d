//! Extracts words and policy from the wasm, so that the hosted page loads only the languages in
//! use, and of the rules' words only those of the place of a case.
//!
//! The library has the words of each language in custom sections: `words.TAG`, which every page
//! needs, `answers.TAG`, which only answers need, and `rules.TAG.PART` for the rules of each part
//! of the policy. They become wasm modules of their own, since servers send wasm with the right
//! type and compressed, which they often do not for an unknown type.

use crate::{languages, sections};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// Sections of words as a file of the page.
pub struct Part {
    pub file: String,
    pub content: Vec<u8>,
}

/// The beginnings of the section names; the files have the same names.
const PAGE: &str = "words.";
const ANSWER_WORDS: &str = "answers.";
const RULES: &str = "rules.";

/// The part of the rules that hold at any place, as src/words/rule_parts.rs names it.
const ANY: &str = "practice";

/// Further sections that only answers need. They are in the file with the words of answers, in any
/// language.
const ANSWERS: [&str; 2] = ["policy", "regions"];

/// A named section.
type Section<'wasm> = (&'wasm str, &'wasm [u8]);

/// Returns the wasm without words, policy and regions, and the files with them: two for each
/// language, and a third with the rules of all places.
pub fn extract(wasm: &[u8]) -> Result<(Vec<u8>, Vec<Part>)> {
    let custom = sections::custom(wasm)?;
    let for_answers = |(name, _): &&Section| ANSWERS.contains(name);
    let answers: Vec<Section> = custom.iter().filter(for_answers).copied().collect();
    if answers.len() != ANSWERS.len() {
        bail!(
            "the compiled library lacks one of the sections {ANSWERS:?}; src/shipped/section.rs makes them"
        );
    }
    let mut files: BTreeMap<String, Vec<Section>> = BTreeMap::new();
    for section in custom.iter().filter(|(name, _)| is_extracted(name)) {
        let (start, lang) = kind_and_language(section.0).context("a section without a language")?;
        let with_answers = start == RULES && section.0.ends_with(&format!(".{ANY}"));
        let start = if with_answers { ANSWER_WORDS } else { start };
        files.entry(format!("{start}{lang}")).or_default().push(*section);
    }
    if files.is_empty() {
        bail!(
            "the compiled library has no sections `{PAGE}TAG`; src/shipped/section.rs makes them"
        );
    }
    let part = |(name, mut sections): (String, Vec<Section>)| {
        if name.starts_with(ANSWER_WORDS) {
            sections.extend(&answers);
        }
        Part { file: format!("{name}.wasm"), content: sections::module_of(&sections) }
    };
    let parts = files.into_iter().map(part).collect();
    let kept_apart =
        |name: &str| is_extracted(name) || ANSWERS.contains(&name) || name == languages::SECTION;
    Ok((sections::without(wasm, kept_apart)?, parts))
}

/// Adds a file for each place to the finished files, from that with the rules of all places. It is named like that,
/// with the place after the language, so that scripts need to know the name of one file only.
pub fn split_rules(files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let rules = |(name, _): &(&String, &Vec<u8>)| name.starts_with(RULES);
    let mut split = Vec::new();
    for (name, content) in files.iter().filter(rules) {
        for section in sections::custom(content)? {
            let part = section.0.trim_start_matches(RULES);
            let (lang, part) = part.split_once('.').context("rules without a place")?;
            let file =
                name.replacen(&format!("{RULES}{lang}."), &format!("{RULES}{lang}.{part}."), 1);
            split.push((file, sections::module_of(&[section])));
        }
    }
    files.extend(split);
    Ok(())
}

/// The places whose rules have sections of their own.
pub fn places(wasm: &[u8]) -> Result<Vec<String>> {
    let mut places = Vec::new();
    for (name, _) in sections::custom(wasm)? {
        let part = name.strip_prefix(RULES).and_then(|rest| rest.split_once('.'));
        places.extend(part.map(|(_, place)| place.to_string()));
    }
    places.retain(|place| place != ANY);
    places.sort();
    places.dedup();
    Ok(places)
}

/// The beginning of a section's name, and its language as a BCP 47 tag.
fn kind_and_language(name: &str) -> Option<(&'static str, &str)> {
    let start = [PAGE, ANSWER_WORDS, RULES].into_iter().find(|start| name.starts_with(start))?;
    name[start.len()..].split('.').next().map(|lang| (start, lang))
}

fn is_extracted(name: &str) -> bool {
    kind_and_language(name).is_some()
}

/// Whether a file of the page has the words that every page needs.
pub fn is_page_words(name: &str) -> bool {
    name.starts_with(PAGE) && name.ends_with(".wasm")
}

/// Whether a file of the page has the words that every answer needs.
pub fn is_answer_words(name: &str) -> bool {
    name.starts_with(ANSWER_WORDS) && name.ends_with(".wasm")
}

/// Whether a file of the page has words.
pub fn is_words(name: &str) -> bool {
    is_extracted(name) && name.ends_with(".wasm")
}

/// Whether a file of the page has the rules of one place: it is a part of a file that is there, too.
pub fn is_of_one_place(name: &str) -> bool {
    name.starts_with(RULES)
        && name.split('.').count() == "rules.TAG.PART.HASH.wasm".split('.').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_each_place_are_a_file_named_like_that_of_all() {
        let sections = [("rules.es.amazon", &b"one"[..]), ("rules.es.cn", b"other")];
        let all = "rules.es.0a1b2c3d.wasm".to_string();
        let mut files = BTreeMap::from([
            (all.clone(), sections::module_of(&sections)),
            ("answers.en.0a1b2c3d.wasm".to_string(), sections::module_of(&[("answers.en", b"")])),
        ]);
        split_rules(&mut files).unwrap();
        let names: Vec<&String> = files.keys().filter(|name| is_of_one_place(name)).collect();
        let split = ["rules.es.amazon.0a1b2c3d.wasm", "rules.es.cn.0a1b2c3d.wasm"];
        assert_eq!(names, split);
        for (name, section) in split.iter().zip(sections) {
            assert_eq!(files[*name], sections::module_of(&[section]));
        }
        assert_eq!(files.len(), 4);
        assert!(!is_of_one_place(&all) && is_words(&all) && !is_answer_words(&all));
    }

    #[test]
    fn sections_become_files_by_language_and_kind() {
        let wasm = sections::module_of(&[
            ("policy", b"p"),
            ("regions", b"r"),
            ("words.en", b"1"),
            ("answers.en", b"2"),
            ("rules.en.practice", b"3"),
            ("rules.en.ebay", b"4"),
            ("rules.en.us", b"5"),
        ]);
        let (rest, parts) = extract(&wasm).unwrap();
        assert_eq!(rest, sections::module_of(&[]));
        let file = |name: &str| {
            let part = parts.iter().find(|part| part.file == name).expect("a file");
            let sections = sections::custom(&part.content).unwrap();
            sections.into_iter().map(|(name, _)| name.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(file("words.en.wasm"), ["words.en"]);
        assert_eq!(
            file("answers.en.wasm"),
            ["answers.en", "rules.en.practice", "policy", "regions"]
        );
        assert_eq!(file("rules.en.wasm"), ["rules.en.ebay", "rules.en.us"]);
        assert_eq!(parts.len(), 3);
        assert_eq!(places(&wasm).unwrap(), ["ebay", "us"]);
    }
}
