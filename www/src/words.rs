//! Extracts words and policy from the wasm, so that the hosted page loads only the languages in
//! use.
//!
//! The library has the words of each language in two custom sections: `words.TAG`, which every page
//! needs, and `answers.TAG`, which only answers need. Each becomes a wasm module of its own, since
//! servers send wasm with the right type and compressed, which they often do not for an unknown
//! type.

use crate::{languages, sections};
use anyhow::{Result, bail};

/// One section of words as a file of the page.
pub struct Part {
    /// The name of the section, which ends with the language as a BCP 47 tag.
    pub name: String,
    pub file: String,
    pub content: Vec<u8>,
}

/// The beginnings of the section names; the files have the same names.
const PAGE: &str = "words.";
const ANSWER_WORDS: &str = "answers.";

/// Further sections that only answers need. They are in the file with the words of answers, in any
/// language.
const ANSWERS: [&str; 2] = ["policy", "regions"];

/// Returns the wasm without words, policy and regions, and the files with them.
pub fn extract(wasm: &[u8]) -> Result<(Vec<u8>, Vec<Part>)> {
    let custom = sections::custom(wasm)?;
    let for_answers = |(name, _): &&(&str, &[u8])| ANSWERS.contains(name);
    let answers: Vec<(&str, &[u8])> = custom.iter().filter(for_answers).copied().collect();
    if answers.len() != ANSWERS.len() {
        bail!(
            "the compiled library lacks one of the sections {ANSWERS:?}; src/shipped/section.rs makes them"
        );
    }
    let mut parts = Vec::new();
    for (name, words) in custom.iter().filter(|(name, _)| is_extracted(name)) {
        let mut content = sections::module_of(&[(name, words)]);
        if name.starts_with(ANSWER_WORDS) {
            content = sections::module_of(&[&[(*name, *words)], answers.as_slice()].concat());
        }
        parts.push(Part { file: format!("{name}.wasm"), name: name.to_string(), content });
    }
    if parts.is_empty() {
        bail!(
            "the compiled library has no sections `{PAGE}TAG`; src/shipped/section.rs makes them"
        );
    }
    let kept_apart =
        |name: &str| is_extracted(name) || ANSWERS.contains(&name) || name == languages::SECTION;
    Ok((sections::without(wasm, kept_apart)?, parts))
}

fn is_extracted(name: &str) -> bool {
    name.starts_with(PAGE) || name.starts_with(ANSWER_WORDS)
}

/// Whether a file of the page has the words that every page needs.
pub fn is_page_words(name: &str) -> bool {
    name.starts_with(PAGE) && name.ends_with(".wasm")
}

/// Whether a file of the page has words.
pub fn is_words(name: &str) -> bool {
    is_extracted(name) && name.ends_with(".wasm")
}
