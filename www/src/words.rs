//! Takes the words and the policy out of the wasm, so that the hosted page loads only the languages in use.
//!
//! The library keeps the words of each language in two sections of its own: `words.TAG`, which every
//! page needs, and `told.TAG`, which only answers need. Here such a section becomes a module that
//! holds nothing else: hosts hand it out as they do the wasm, with the right type, compressed and
//! open to other sites, where a file of unknown type would often be none of these.

use crate::sections;
use anyhow::{Result, bail};

/// One part of the words of one language, as a file of the page.
pub struct Part {
    /// The section: the part, and the language as a BCP 47 tag.
    pub name: String,
    pub file: String,
    pub content: Vec<u8>,
}

impl Part {
    /// The language, of the part that every page needs.
    pub fn language(&self) -> Option<&str> {
        self.name.strip_prefix(AT_ONCE)
    }
}

/// What the names of sections begin with; the files are named like them.
const AT_ONCE: &str = "words.";
const TOLD: &str = "told.";

/// The sections that answers follow from: loaded with the words of answers, in any language, since nothing else needs
/// them.
const ANSWERS: [&str; 2] = ["policy", "regions"];

/// The wasm without words, policy and regions, and these.
pub fn take_out(wasm: &[u8]) -> Result<(Vec<u8>, Vec<Part>)> {
    let custom = sections::custom(wasm)?;
    let of_answers = |(name, _): &&(&str, &[u8])| ANSWERS.contains(name);
    let answers: Vec<(&str, &[u8])> = custom.iter().filter(of_answers).copied().collect();
    if answers.len() != ANSWERS.len() {
        bail!(
            "the compiled library lacks one of the sections {ANSWERS:?}; src/shipped/section.rs makes them"
        );
    }
    let mut parts = Vec::new();
    for (name, words) in custom.iter().filter(|(name, _)| holds(name)) {
        let mut content = sections::alone(&[(name, words)]);
        if name.starts_with(TOLD) {
            content = sections::alone(&[&[(*name, *words)], answers.as_slice()].concat());
        }
        parts.push(Part { file: format!("{name}.wasm"), name: name.to_string(), content });
    }
    if parts.is_empty() {
        bail!(
            "the compiled library has no sections `{AT_ONCE}TAG`; src/shipped/section.rs makes them"
        );
    }
    Ok((sections::without(wasm, |name| holds(name) || ANSWERS.contains(&name))?, parts))
}

fn holds(name: &str) -> bool {
    name.starts_with(AT_ONCE) || name.starts_with(TOLD)
}

/// Whether a file of the page is words that every page needs, in one of the languages.
pub fn is_page_words(name: &str) -> bool {
    name.starts_with(AT_ONCE) && name.ends_with(".wasm")
}

/// Whether a file of the page is words.
pub fn is_words(name: &str) -> bool {
    holds(name) && name.ends_with(".wasm")
}
