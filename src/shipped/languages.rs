//! The languages, and the words of those that are there.
//!
//! In a program all of them are. In wasm the words of each language are a section of the module,
//! outside of its memory, read when they are first asked for. A page may load a module without these
//! sections, and hand over the words of the languages that it needs ([`add_words`]).

use std::sync::OnceLock;

pub use crate::message::words::LANGUAGES;
use crate::message::words::{Keys, Texts, Words};

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
    found.unwrap_or_else(|| NONE.get_or_init(|| Words { keys: keys(), texts: Texts::default() }))
}

/// The language that [`words`] answers in: the one for a tag, or what stands in for it.
pub fn nearest_language(tag: &str) -> &'static str {
    let wanted = position(language_for(tag));
    LANGUAGES[NEAREST[wanted].into_iter().find(|at| find(*at).is_some()).unwrap_or(wanted)]
}

/// The shipped language that serves a BCP 47 tag best, whether or not its words are there: Chinese
/// by its script, or by the region that implies it; English for all others.
pub fn language_for(tag: &str) -> &'static str {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    if parts.next() != Some("zh") {
        return "en";
    }
    let rest: Vec<&str> = parts.collect();
    let traditional = rest.contains(&"hant")
        || (!rest.contains(&"hans") && rest.iter().any(|part| ["tw", "hk", "mo"].contains(part)));
    if traditional { "zh-Hant" } else { "zh-Hans" }
}

/// Whether a tag is one of the shipped languages as they are written.
pub fn is_language(tag: &str) -> bool {
    LANGUAGES.contains(&tag)
}

/// Whether the words of a language are there.
pub fn has_words(lang: &str) -> bool {
    is_language(lang) && find(position(lang)).is_some()
}

/// Takes in the words of a language, as the build wrote them. Returns whether they are this
/// language's and belong to these keys: words of another build are refused. What was handed over
/// stays in memory either way.
pub fn add_words(lang: &str, bytes: Vec<u8>) -> bool {
    is_language(lang) && add(position(lang), bytes.leak())
}

fn position(lang: &str) -> usize {
    let lang = language_for(lang);
    LANGUAGES.iter().position(|known| *known == lang).unwrap_or_default()
}

fn find(at: usize) -> Option<&'static Words<'static>> {
    let read = WORDS[at].get();
    read.or_else(|| included(at).filter(|bytes| add(at, bytes)).and_then(|_| WORDS[at].get()))
}

fn add(at: usize, bytes: &'static [u8]) -> bool {
    match read(bytes).filter(|words| words.texts.lang == LANGUAGES[at]) {
        // Words that are there already are the same: the build wrote both.
        Some(words) => WORDS[at].set(words).is_ok() || WORDS[at].get().is_some(),
        None => false,
    }
}

/// Reads words, if their first bytes say that they belong to these keys.
fn read(bytes: &'static [u8]) -> Option<Words<'static>> {
    let (stamp, texts) = bytes.split_first_chunk()?;
    let texts: Texts = postcard::from_bytes(texts).ok()?;
    let fits = u32::from_le_bytes(*stamp) == keys().stamp;
    fits.then_some(Words { keys: keys(), texts })
}

fn keys() -> &'static Keys<'static> {
    static READ: OnceLock<Keys> = OnceLock::new();
    READ.get_or_init(|| postcard::from_bytes(KEYS).expect("the build writes keys that can be read"))
}

/// The words that came with the program.
#[cfg(not(target_family = "wasm"))]
fn included(at: usize) -> Option<&'static [u8]> {
    static INCLUDED: [&[u8]; 3] = [
        include_bytes!(concat!(env!("OUT_DIR"), "/zh-Hans.bin")),
        include_bytes!(concat!(env!("OUT_DIR"), "/zh-Hant.bin")),
        include_bytes!(concat!(env!("OUT_DIR"), "/en.bin")),
    ];
    Some(INCLUDED[at])
}

/// The words that came with the module, unless the page that loads it has them apart.
#[cfg(target_family = "wasm")]
fn included(at: usize) -> Option<&'static [u8]> {
    crate::wasm::included_words(LANGUAGES[at]).map(|bytes| &*bytes.leak())
}

/// The sections; the site builder takes them out by their names.
#[cfg(target_family = "wasm")]
mod sections {
    macro_rules! section {
        ($name:ident, $section:literal, $file:literal) => {
            #[unsafe(link_section = $section)]
            #[expect(dead_code, reason = "it is found by the section's name")]
            static $name: [u8; include_bytes!(concat!(env!("OUT_DIR"), $file)).len()] =
                *include_bytes!(concat!(env!("OUT_DIR"), $file));
        };
    }
    section!(HANS, "words.zh-Hans", "/zh-Hans.bin");
    section!(HANT, "words.zh-Hant", "/zh-Hant.bin");
    section!(EN, "words.en", "/en.bin");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_goes_by_script_then_by_region() {
        for (tag, lang) in [
            ("zh", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("zh-TW", "zh-Hant"),
            ("zh-Hant-HK", "zh-Hant"),
            ("zh-Hans-HK", "zh-Hans"),
            ("de-AT", "en"),
        ] {
            assert_eq!(language_for(tag), lang, "{tag}");
        }
    }

    #[test]
    fn words_are_taken_in_only_where_they_belong() {
        let bytes = included(2).unwrap().to_vec();
        assert!(add_words("en", bytes.clone()));
        assert!(!add_words("zh-Hans", bytes.clone()), "they are another language's");
        assert!(!add_words("fr", bytes.clone()));

        let mut of_other_keys = bytes.clone();
        of_other_keys[0] ^= 1;
        assert!(!add_words("en", of_other_keys));
        for end in [0, 3, 4, 100, bytes.len() - 1] {
            assert!(!add_words("en", bytes[..end].to_vec()), "cut off after {end} bytes");
        }
    }
}
