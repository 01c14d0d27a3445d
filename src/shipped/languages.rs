//! The catalogues of the shipped languages, each loaded on first use.
//!
//! A native program includes all languages. A wasm module has two sections for each language: the texts that every
//! page needs, and those that only answers need. A page may load a module without these sections and pass in the
//! texts of the languages that it needs ([`add_words`]).

use std::sync::OnceLock;

use serde::Deserialize;

use crate::shipped::section::section;
use crate::shipped::vocabulary;
use crate::words::catalogue::{AnswerTexts, Catalogue, Keys, PageTexts};
use crate::words::channel::Channel;
use crate::words::negotiate::{self, primary};
use crate::words::text_id::TextIds;

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

/// A number for a catalogue's language and the parts of it that are loaded, less than twice the number of languages;
/// `None` for an empty catalogue.
pub fn number(words: &Catalogue) -> Option<u8> {
    let language = LANGUAGES.iter().position(|lang| *lang == words.page.lang)?;
    let offset = if words.answers.get().is_some() { LANGUAGES.len() } else { 0 };
    Some((language + offset) as u8)
}

/// The catalogue of a language, or of the nearest language that is loaded. It is empty if none is loaded: codes
/// and keys then stand for themselves.
pub fn words(lang: &str) -> &'static Catalogue<'static> {
    static NONE: OnceLock<Catalogue> = OnceLock::new();
    let found = nearest(position(lang)).find_map(find);
    found.unwrap_or_else(|| NONE.get_or_init(|| with_keys(PageTexts::default())))
}

/// The texts of answers in the first language that has them loaded.
pub fn answer_texts() -> Option<&'static AnswerTexts<'static>> {
    (0..LANGUAGES.len()).find_map(|index| find(index)?.answers.get())
}

/// The language of the catalogue that [`words`] returns for a BCP 47 tag.
pub fn nearest_language(tag: &str) -> &'static str {
    let wanted = position(tag);
    LANGUAGES[nearest(wanted).find(|index| find(*index).is_some()).unwrap_or(wanted)]
}

/// Whether both parts of a language are loaded.
pub fn has_words(lang: &str) -> bool {
    is_language(lang) && find(position(lang)).is_some_and(|words| words.answers.get().is_some())
}

/// Whether the part of a language is loaded that a page without a case needs.
pub fn has_page_words(lang: &str) -> bool {
    is_language(lang) && find(position(lang)).is_some()
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
}

impl Part {
    pub const ALL: [Part; 2] = [Part::Page, Part::Answers];

    /// The name of the section that holds this part of a language.
    pub fn section(self, lang: &str) -> String {
        match self {
            Part::Page => format!("words.{lang}"),
            Part::Answers => format!("answers.{lang}"),
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
        let answers = included(at, Part::Answers).and_then(|bytes| read_answer_texts(at, bytes));
        if let Some(answers) = answers {
            let _ = words.answers.set(answers);
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
        Part::Answers => WORDS[at].get().is_some_and(|words| {
            read_answer_texts(at, bytes).is_some_and(|answers| {
                words.answers.set(answers).is_ok() || words.answers.get().is_some()
            })
        }),
    }
}

fn read_page_texts(at: usize, bytes: &'static [u8]) -> Option<PageTexts<'static>> {
    read::<PageTexts>(bytes).filter(|texts| texts.lang == LANGUAGES[at])
}

fn read_answer_texts(at: usize, bytes: &'static [u8]) -> Option<AnswerTexts<'static>> {
    read::<AnswerTexts>(bytes).filter(|texts| texts.lang == LANGUAGES[at])
}

/// Decodes a part; `None` if its stamp shows that it belongs to other keys.
fn read<T: Deserialize<'static>>(bytes: &'static [u8]) -> Option<T> {
    let (stamp, body) = bytes.split_first_chunk()?;
    let texts = postcard::from_bytes(body).ok()?;
    (u32::from_le_bytes(*stamp) == keys().stamp).then_some(texts)
}

fn with_keys(page: PageTexts<'static>) -> Catalogue<'static> {
    Catalogue { ids: ids(), keys: keys(), page, answers: OnceLock::new() }
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
        for part in Part::ALL {
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
            for end in [0, 3, 4, 100, bytes.len() - 1] {
                assert!(!add_words("en", part, bytes[..end].to_vec()), "cut off after {end} bytes");
            }
        }
    }
}
