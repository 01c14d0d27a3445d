//! The languages, and the words of those that are there.
//!
//! In a program all of them are. In wasm the words of each language are two sections of the module,
//! outside of its memory, read when they are first asked for: those that every page needs, and those
//! that only answers need. A page may load a module without these sections, and hand over the words
//! of the languages that it needs ([`add_words`]).

use std::sync::OnceLock;

use serde::Deserialize;

use crate::shipped::section::section;
pub use crate::words::catalogue::LANGUAGES;
use crate::words::catalogue::{Keys, Texts, Told, Words};
use crate::words::negotiate::{is_language, language_for};

static KEYS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/keys.bin"));

/// For each of them all positions, from the nearest to the one that helps its readers least.
const NEAREST: [[usize; 3]; 3] = [[0, 1, 2], [1, 0, 2], [2, 0, 1]];

/// By position: the words that were read so far.
static WORDS: [OnceLock<Words>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];

/// The words of a language; of the nearest one that is there where its own are not. Without any,
/// every code and every key stands for itself.
pub fn words(lang: &str) -> &'static Words<'static> {
    static NONE: OnceLock<Words> = OnceLock::new();
    let found = NEAREST[position(lang)].into_iter().find_map(find);
    found.unwrap_or_else(|| NONE.get_or_init(|| with_keys(Texts::default())))
}

/// What answers say, in any language that is there.
pub fn told() -> Option<&'static Told<'static>> {
    (0..LANGUAGES.len()).find_map(|at| find(at)?.told.get())
}

/// The language that [`words`] answers in: the one for a tag, or what stands in for it.
pub fn nearest_language(tag: &str) -> &'static str {
    let wanted = position(language_for(tag));
    LANGUAGES[NEAREST[wanted].into_iter().find(|at| find(*at).is_some()).unwrap_or(wanted)]
}

/// Whether all words of a language are there.
pub fn has_words(lang: &str) -> bool {
    is_language(lang) && find(position(lang)).is_some_and(|words| words.told.get().is_some())
}

/// Whether those words of a language are there that a page without a case needs.
pub fn has_page_words(lang: &str) -> bool {
    is_language(lang) && find(position(lang)).is_some()
}

/// Takes in words of a language, as the build wrote them; those that only answers need come after
/// the others. Returns whether they are this language's and belong to these keys: words of another
/// build are refused. What was handed over stays in memory either way.
pub fn add_words(lang: &str, part: Part, bytes: Vec<u8>) -> bool {
    is_language(lang) && add(position(lang), part, bytes.leak())
}

/// The words of a language are shipped in two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What every page needs.
    Page,
    /// What only answers need.
    Told,
}

impl Part {
    pub const ALL: [Part; 2] = [Part::Page, Part::Told];

    /// The section that holds this part of a language.
    pub fn section(self, lang: &str) -> String {
        match self {
            Part::Page => format!("words.{lang}"),
            Part::Told => format!("told.{lang}"),
        }
    }
}

fn position(lang: &str) -> usize {
    let lang = language_for(lang);
    LANGUAGES.iter().position(|known| *known == lang).unwrap_or_default()
}

fn find(at: usize) -> Option<&'static Words<'static>> {
    if WORDS[at].get().is_none() {
        // Whole before they are seen: another thread may ask for them meanwhile.
        let words = with_keys(page_words(at, included(at, Part::Page)?)?);
        if let Some(told) = included(at, Part::Told).and_then(|bytes| told_words(at, bytes)) {
            let _ = words.told.set(told);
        }
        let _ = WORDS[at].set(words);
    }
    WORDS[at].get()
}

/// Words that are there already are the same: the build wrote both.
fn add(at: usize, part: Part, bytes: &'static [u8]) -> bool {
    match part {
        Part::Page => page_words(at, bytes).is_some_and(|texts| {
            WORDS[at].set(with_keys(texts)).is_ok() || WORDS[at].get().is_some()
        }),
        Part::Told => WORDS[at].get().is_some_and(|words| {
            let told = told_words(at, bytes);
            told.is_some_and(|told| words.told.set(told).is_ok() || words.told.get().is_some())
        }),
    }
}

fn page_words(at: usize, bytes: &'static [u8]) -> Option<Texts<'static>> {
    read::<Texts>(bytes).filter(|texts| texts.lang == LANGUAGES[at])
}

fn told_words(at: usize, bytes: &'static [u8]) -> Option<Told<'static>> {
    read::<Told>(bytes).filter(|told| told.lang == LANGUAGES[at])
}

/// Reads words, if their first bytes say that they belong to these keys.
fn read<T: Deserialize<'static>>(bytes: &'static [u8]) -> Option<T> {
    let (stamp, words) = bytes.split_first_chunk()?;
    let words = postcard::from_bytes(words).ok()?;
    (u32::from_le_bytes(*stamp) == keys().stamp).then_some(words)
}

fn with_keys(texts: Texts<'static>) -> Words<'static> {
    Words { keys: keys(), texts, told: OnceLock::new() }
}

fn keys() -> &'static Keys<'static> {
    static READ: OnceLock<Keys> = OnceLock::new();
    READ.get_or_init(|| postcard::from_bytes(KEYS).expect("the build writes keys that can be read"))
}

/// The words that came with the program or module, unless they are loaded apart.
fn included(at: usize, part: Part) -> Option<&'static [u8]> {
    section(&part.section(LANGUAGES[at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_in_only_where_they_belong() {
        for part in Part::ALL {
            let bytes = included(2, part).unwrap().to_vec();
            assert!(add_words("en", part, bytes.clone()));
            assert!(!add_words("zh-Hans", part, bytes.clone()), "they are another language's");
            assert!(!add_words("fr", part, bytes.clone()));

            let mut of_other_keys = bytes.clone();
            of_other_keys[0] ^= 1;
            assert!(!add_words("en", part, of_other_keys));
            for end in [0, 3, 4, 100, bytes.len() - 1] {
                assert!(!add_words("en", part, bytes[..end].to_vec()), "cut off after {end} bytes");
            }
        }
    }
}
