//! The catalogues of the shipped languages, each loaded on first use.
//!
//! A native program includes all languages. A wasm module has sections for each language: the texts that every page
//! needs, those that only answers need, and those of the rules of each part of the policy. A page may load a module
//! without these sections and pass in the texts that it needs ([`add_words`]).

use std::sync::OnceLock;

use serde::Deserialize;

use crate::shipped::section::section;
use crate::shipped::vocabulary;
use crate::words::catalogue::{AnswerTexts, Catalogue, Keys, PageTexts, RuleTexts};
use crate::words::channel::Channel;
use crate::words::negotiate::{self, primary};
use crate::words::rule_parts::rule_parts;
use crate::words::text_id::TextIds;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::facts::{COMPLAINT, FactId, ORDER_STATE, PLATFORM, REGION};

// LANGUAGES, LOCALES, SERVED and DEFAULT, as `src/build/languages.rs` reads them.
include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The language for tags that no language serves.
pub const DEFAULT_LANGUAGE: &str = LANGUAGES[DEFAULT];

static KEYS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/keys.bin"));

/// Loaded catalogues, by position of the language.
static WORDS: [OnceLock<Catalogue>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];

/// The shipped language for a BCP 47 tag, whether or not its texts are loaded; `None` for tags that none serves.
pub fn served(tag: &str) -> Option<&'static str> {
    negotiate::served(tag, SERVED).map(|at| LANGUAGES[at])
}

/// The locale by whose conventions the texts of a language, or of a place, write dates and amounts.
pub fn locale(lang: &str) -> &'static str {
    let place = PLACES.iter().find(|(tag, ..)| *tag == lang);
    place.map_or(LOCALES[position(lang)], |(tag, ..)| tag)
}

/// The place where a language is written otherwise for a buyer in a region, or where a tag asks for it.
pub fn place(lang: &str, tag: Option<&str>, region: Option<&str>) -> Option<&'static str> {
    let asked = tag.filter(|tag| *tag != lang);
    let fits = |(of, over, regions): &&(&str, &str, &[&str])| {
        let is_asked = match asked {
            Some(tag) => negotiate::served(tag, PLACE_TAGS).is_some_and(|at| PLACES[at].0 == *of),
            None => region.is_some_and(|region| regions.contains(&region)),
        };
        is_asked && *over == lang
    };
    PLACES.iter().find(fits).map(|(tag, ..)| *tag)
}

/// The length in characters that a message of a channel should not exceed in a language.
pub fn limit(channel: &Channel, lang: &str) -> u16 {
    channel.limits[position(lang)]
}

/// A number for a catalogue's language and how much of it is loaded, less than two thousand for sixty parts in twenty-five
/// languages; `None` for an empty catalogue. More is loaded with time, so that no two states have the same number.
pub fn number(words: &Catalogue) -> Option<u16> {
    let language = LANGUAGES.iter().position(|lang| *lang == words.page.lang)?;
    let loaded = usize::from(words.answers.get().is_some()) + words.loaded_rules().count();
    Some((language + loaded * LANGUAGES.len()) as u16)
}

/// The catalogue of a language, or of the nearest language that is loaded. It is empty if none is loaded: codes
/// and keys then stand for themselves.
pub fn words(lang: &str) -> &'static Catalogue<'static> {
    static NONE: OnceLock<Catalogue> = OnceLock::new();
    let found = nearest(position(lang)).find_map(find);
    found.unwrap_or_else(|| NONE.get_or_init(|| with_keys(PageTexts::default())))
}

/// The loaded texts of rules, in any language.
pub fn rule_texts() -> impl Iterator<Item = &'static RuleTexts<'static>> {
    (0..LANGUAGES.len()).filter_map(find).flat_map(Catalogue::loaded_rules)
}

/// The language of the catalogue that [`words`] returns for a BCP 47 tag.
pub fn nearest_language(tag: &str) -> &'static str {
    let wanted = position(tag);
    LANGUAGES[nearest(wanted).find(|index| find(*index).is_some()).unwrap_or(wanted)]
}

/// Whether a part of a language is loaded.
pub fn has(lang: &str, part: Part) -> bool {
    is_language(lang)
        && find(position(lang)).is_some_and(|words| match part {
            Part::Page => true,
            Part::Answers => words.answers.get().is_some(),
            Part::Rules(at) => words.rules[at].get().is_some(),
        })
}

/// The parts of a language that an answer to a case needs: its rules are those of its place, or of all where that is
/// not stated. Those that hold at any come with [`Part::Answers`]. A case without complaint and order state is not answered
/// yet: it needs none of them.
pub fn parts_for(case: &Value) -> Vec<Part> {
    let vocabulary = vocabulary();
    let mut needed = vec![Part::Page, Part::Answers];
    let stated = |fact: FactId| {
        let code = case.get(vocabulary.facts[fact].code).and_then(Value::text);
        vocabulary.value(fact, code?)
    };
    let is_stated = |fact: FactId| case.get(vocabulary.facts[fact].code).is_some();
    if !is_stated(COMPLAINT) && !is_stated(ORDER_STATE) {
        return needed;
    }
    for fact in [PLATFORM, REGION] {
        for (at, part) in parts().iter().enumerate() {
            let Some(place) = vocabulary.value(fact, part) else { continue };
            let places = vocabulary.facts[fact].with_parts(place);
            if stated(fact).is_none_or(|stated| places.contains(stated)) {
                needed.push(Part::Rules(at));
            }
        }
    }
    needed
}

/// Loads a part of a language from the bytes that the build wrote; [`Part::Page`] has to be loaded first.
///
/// Returns `false` for parts of another language or another build. The bytes are leaked either way.
pub fn add_words(lang: &str, part: Part, bytes: Vec<u8>) -> bool {
    is_language(lang) && add(position(lang), part, bytes.leak())
}

/// The parts in which a language is shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Texts that every page needs.
    Page,
    /// Texts that only answers need.
    Answers,
    /// The texts of the rules of a part of the policy, by its position in [`rule_parts`].
    Rules(usize),
}

impl Part {
    /// All parts of a language, in the order in which they are loaded.
    pub fn all() -> Vec<Part> {
        let mut all = vec![Part::Page, Part::Answers];
        all.extend((0..parts().len()).map(Part::Rules));
        all
    }

    /// The name of the section that holds this part of a language.
    pub fn section(self, lang: &str) -> String {
        match self {
            Part::Page => format!("words.{lang}"),
            Part::Answers => format!("answers.{lang}"),
            Part::Rules(at) => format!("rules.{lang}.{}", parts()[at]),
        }
    }
}

/// The position of the language for a tag.
fn position(tag: &str) -> usize {
    negotiate::served(tag, SERVED).unwrap_or(DEFAULT)
}

/// The language at a position, then those that stand in for it: of the same primary language, the default, the others.
fn nearest(wanted: usize) -> impl Iterator<Item = usize> {
    let related = move |at: &usize| primary(LANGUAGES[*at]) == primary(LANGUAGES[wanted]);
    let all = 0..LANGUAGES.len();
    [wanted].into_iter().chain(all.clone().filter(related)).chain([DEFAULT]).chain(all)
}

/// Whether a tag is exactly one of [`LANGUAGES`].
fn is_language(tag: &str) -> bool {
    LANGUAGES.contains(&tag)
}

/// The catalogue at a position, read from its sections on first use.
fn find(at: usize) -> Option<&'static Catalogue<'static>> {
    if WORDS[at].get().is_none() {
        // Complete before it is published, since other threads may read it at once.
        let words = with_keys(read_page_texts(at, included(at, Part::Page)?)?);
        for part in &Part::all()[1..] {
            if let Some(bytes) = included(at, *part) {
                put(&words, at, *part, bytes);
            }
        }
        let _ = WORDS[at].set(words);
    }
    WORDS[at].get()
}

/// Loads a part; one that is loaded already is the same, since both are of this build.
fn add(at: usize, part: Part, bytes: &'static [u8]) -> bool {
    match part {
        Part::Page => read_page_texts(at, bytes).is_some_and(|page| {
            WORDS[at].set(with_keys(page)).is_ok() || WORDS[at].get().is_some()
        }),
        _ => WORDS[at].get().is_some_and(|words| put(words, at, part, bytes)),
    }
}

/// Puts a part into the catalogue at a position; returns `false` if it is not of that language or build.
fn put(words: &Catalogue, at: usize, part: Part, bytes: &'static [u8]) -> bool {
    let lang = LANGUAGES[at];
    // A part that is loaded already is the same.
    if let Part::Rules(part) = part {
        let Some(texts) = read::<RuleTexts>(bytes) else { return false };
        let fits = texts.lang == lang && texts.part == parts()[part];
        fits && (words.rules[part].set(texts).is_ok() || words.rules[part].get().is_some())
    } else {
        let Some(texts) = read::<AnswerTexts>(bytes) else { return false };
        texts.lang == lang && (words.answers.set(texts).is_ok() || words.answers.get().is_some())
    }
}

fn read_page_texts(at: usize, bytes: &'static [u8]) -> Option<PageTexts<'static>> {
    read::<PageTexts>(bytes).filter(|texts| texts.lang == LANGUAGES[at])
}

/// Decodes a part; `None` if its stamp shows that it belongs to other keys.
fn read<T: Deserialize<'static>>(bytes: &'static [u8]) -> Option<T> {
    let (stamp, body) = bytes.split_first_chunk()?;
    let texts = postcard::from_bytes(body).ok()?;
    (u32::from_le_bytes(*stamp) == keys().stamp).then_some(texts)
}

fn with_keys(page: PageTexts<'static>) -> Catalogue<'static> {
    let rules = parts().iter().map(|_| OnceLock::new()).collect();
    Catalogue { ids: ids(), keys: keys(), page, answers: OnceLock::new(), rules }
}

/// The codes of the parts of the policy.
fn parts() -> &'static [&'static str] {
    static READ: OnceLock<Vec<&str>> = OnceLock::new();
    READ.get_or_init(|| rule_parts(vocabulary()))
}

fn ids() -> &'static TextIds {
    static READ: OnceLock<TextIds> = OnceLock::new();
    READ.get_or_init(|| TextIds::of(vocabulary()))
}

fn keys() -> &'static Keys<'static> {
    static READ: OnceLock<Keys> = OnceLock::new();
    READ.get_or_init(|| postcard::from_bytes(KEYS).expect("the build writes keys that can be read"))
}

/// The bytes of a part that the program or module includes.
fn included(at: usize, part: Part) -> Option<&'static [u8]> {
    section(&part.section(LANGUAGES[at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_served_by_script_then_by_region() {
        for (tag, lang) in [
            ("zh", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("zh-TW", "zh-Hant"),
            ("zh-Hant-HK", "zh-Hant"),
            ("zh-Hans-HK", "zh-Hans"),
            ("zh_TW", "zh-Hant"),
            ("zh-cmn-Hant-TW", "zh-Hant"),
            ("yue-HK", "zh-Hant"),
            ("yue-Hans-HK", "zh-Hans"),
            ("en-GB", "en"),
        ] {
            assert_eq!(served(tag), Some(lang), "{tag}");
        }
        for tag in ["de-AT", "tw", "english", "", "-zh", "z"] {
            assert_eq!(served(tag), None, "{tag}");
            assert_eq!(nearest_language(tag), "en", "{tag}");
        }
    }

    #[test]
    fn the_same_primary_language_stands_in_first_then_the_default() {
        let order = |lang| {
            let mut order: Vec<&str> = Vec::new();
            for at in nearest(position(lang)) {
                if !order.contains(&LANGUAGES[at]) {
                    order.push(LANGUAGES[at]);
                }
            }
            order
        };
        assert_eq!(order("zh-Hans"), ["zh-Hans", "zh-Hant", "en"]);
        assert_eq!(order("zh-Hant"), ["zh-Hant", "zh-Hans", "en"]);
        assert_eq!(order("en"), ["en", "zh-Hans", "zh-Hant"]);
    }

    #[test]
    fn parts_of_another_language_or_build_are_refused() {
        for part in Part::all() {
            let bytes = included(position("en"), part).unwrap().to_vec();
            assert!(add_words("en", part, bytes.clone()));
            assert!(
                !add_words("zh-Hans", part, bytes.clone()),
                "the bytes are of another language"
            );
            assert!(!add_words("fr", part, bytes.clone()));

            let mut of_other_keys = bytes.clone();
            of_other_keys[0] ^= 1;
            assert!(!add_words("en", part, of_other_keys));
            for end in [0, 3, 4, bytes.len() / 2, bytes.len() - 1] {
                assert!(!add_words("en", part, bytes[..end].to_vec()), "cut off after {end} bytes");
            }
        }
    }
}
