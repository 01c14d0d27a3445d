//! Takes the words out of the wasm, so that the hosted page loads only the languages in use.
//!
//! The library keeps the words of each language in a section of its own, `words.TAG`. Here such a
//! section becomes a module that holds nothing else: hosts hand it out as they do the wasm, with
//! the right type, compressed and open to other sites, where a file of unknown type would often be
//! none of these.

use crate::sections;
use anyhow::{Result, bail};

/// The words of one language, as a file of the page.
pub struct Language {
    /// BCP 47 tag.
    pub tag: String,
    pub file: String,
    pub content: Vec<u8>,
}

/// What the names of sections begin with; the files are named like them.
const PREFIX: &str = "words.";

/// The wasm without words, and the words.
pub fn take_out(wasm: &[u8]) -> Result<(Vec<u8>, Vec<Language>)> {
    let mut languages = Vec::new();
    for (name, content) in sections::custom(wasm)? {
        if let Some(tag) = name.strip_prefix(PREFIX) {
            let (tag, file) = (tag.to_string(), format!("{name}.wasm"));
            languages.push(Language { tag, file, content: sections::alone(name, content) });
        }
    }
    if languages.is_empty() {
        bail!(
            "the compiled library has no sections `{PREFIX}TAG`; src/shipped/languages.rs makes them"
        );
    }
    Ok((sections::without(wasm, |name| name.starts_with(PREFIX))?, languages))
}

/// Whether a file of the page is the words of a language.
pub fn is_words(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(".wasm")
}
