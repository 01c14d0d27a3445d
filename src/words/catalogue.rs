//! The words of one language: sentences by key, and the letters that messages are composed of.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::words::text_id::Of;
use aftersales_core::policy::{RuleId, Source};
use aftersales_core::vocabulary::acts::ActId;

/// The languages, in the order in which they are offered.
pub const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// The names that sentences can be completed with; amounts and dates come formatted.
pub const NAMES: &[&str] = &[
    "buyer",
    "shop",
    "order",
    "item",
    "tracking",
    "carrier",
    "new_address",
    "amount",
    "date",
    "gift",
];

/// A sentence of a letter.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Sentence<'a> {
    /// The act it says; the sentence is in the message only where the decision contains that act.
    /// `None` starts another paragraph.
    pub act: Option<ActId>,
    pub say: &'a str,
    /// What is said where a name of `say` is not known.
    pub or: Option<&'a str>,
}

/// The keys of what every page needs. All languages share them, so that they are shipped once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Keys<'a> {
    /// Changes with all keys and the acts. Words begin with the stamp of the keys they belong to.
    pub stamp: u32,
    /// Such as `problem.unknown_value.help`, ascending. Texts of codes have a place instead ([`Of`]).
    #[serde(borrow)]
    pub names: Vec<&'a str>,
}

/// The words of one language, as they are shipped.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Texts<'a> {
    /// BCP 47 tag.
    pub lang: &'a str,
    /// By place of the code; empty where the language has none.
    #[serde(borrow)]
    pub of_codes: Vec<&'a str>,
    /// By position of the key; empty where the language has none.
    pub texts: Vec<&'a str>,
}

/// The words of one language that only answers need: a page without a case is drawn without them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Told<'a> {
    /// BCP 47 tag.
    pub lang: &'a str,
    /// By place of the code, from [`Of::TOLD`] on.
    #[serde(borrow)]
    pub of_codes: Vec<&'a str>,
    /// Keys that only answers need, ascending.
    pub names: Vec<&'a str>,
    /// By position among `names`; empty where the language has none.
    pub texts: Vec<&'a str>,
    /// By `remedy` or `remedy.complaint`, ascending; by `refusal.reason` the forms of its sentence, fullest first.
    pub letters: Vec<(&'a str, Vec<Sentence<'a>>)>,
    /// What shipped rules cite, each in its own language.
    pub sources: Vec<Source>,
    /// For each shipped rule: the positions of its sources.
    pub cited: Vec<Vec<u16>>,
}

/// All words of one language.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    pub keys: &'a Keys<'a>,
    pub texts: Texts<'a>,
    /// Those of answers may come later.
    pub told: OnceLock<Told<'static>>,
}

impl<'a> Words<'a> {
    /// A text of a code, if there is one.
    pub fn find_of(&self, of: Of) -> Option<&'a str> {
        let text = match of.place().checked_sub(Of::TOLD) {
            Some(at) => self.told.get()?.of_codes.get(at),
            None => self.texts.of_codes.get(of.place()),
        };
        text.copied().filter(|text| !text.is_empty())
    }

    /// A text of a code. The build proves that there is one; should it be missing all the same, the
    /// code shows which.
    pub fn of(&self, of: Of) -> &'a str {
        self.find_of(of).unwrap_or_else(|| of.code())
    }

    /// A small number for the language and what is there of it; none where no words are there.
    pub fn number(&self) -> Option<u8> {
        let at = LANGUAGES.iter().position(|lang| *lang == self.texts.lang)?;
        let told = if self.told.get().is_some() { LANGUAGES.len() } else { 0 };
        Some((at + told) as u8)
    }

    /// The text of a key, if there is one.
    pub fn find(&self, key: &str) -> Option<&'a str> {
        self.parts().find_map(|(names, texts)| {
            let text = texts.get(names.binary_search(&key).ok()?)?;
            Some(*text).filter(|text| !text.is_empty())
        })
    }

    /// The keys and texts of each part that is there.
    fn parts(&self) -> impl Iterator<Item = (&[&'a str], &[&'a str])> {
        let page = (self.keys.names.as_slice(), self.texts.texts.as_slice());
        let told = self.told.get().map(|told| (told.names.as_slice(), told.texts.as_slice()));
        [Some(page), told].into_iter().flatten()
    }

    /// The text of a key. Where words are missing the key itself shows which.
    pub fn text<'k>(&self, key: &'k str) -> &'k str
    where
        'a: 'k,
    {
        self.find(key).unwrap_or(key)
    }

    /// The letter of a remedy, a wording for the complaint first.
    pub fn letter(&self, remedy: &str, complaint: &str) -> Option<&[Sentence<'a>]> {
        let find = |key: &str| {
            let letters = &self.told.get()?.letters;
            let at = letters.binary_search_by(|(other, _)| (*other).cmp(key)).ok()?;
            Some(letters[at].1.as_slice())
        };
        find(&format!("{remedy}.{complaint}")).or_else(|| find(remedy))
    }

    /// The sentence of a reason for refusing, in its fullest form whose slots are known.
    pub fn refusal<'t>(
        &self,
        reason: &str,
        known: &dyn Fn(&str) -> Option<&'t str>,
    ) -> Option<String> {
        self.letter("refusal", reason)?.iter().find_map(|form| {
            let (text, missing) = fill(form.say, known);
            missing.is_empty().then_some(text)
        })
    }

    /// The sources of a shipped rule, by its position.
    pub fn sources(&self, rule: RuleId) -> impl Iterator<Item = &Source> {
        let told = self.told.get();
        let cited = told.and_then(|told| told.cited.get(rule)).into_iter().flatten();
        cited.filter_map(move |at| told?.sources.get(usize::from(*at)))
    }

    /// All keys under a prefix whose texts are there, with the prefix cut off.
    pub fn under(&self, prefix: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let all = self.parts().flat_map(|(names, texts)| names.iter().zip(texts));
        let there = all.filter(|(_, text)| !text.is_empty());
        there.filter_map(move |(key, text)| Some((key.strip_prefix(prefix)?, *text)))
    }
}

/// Replaces each `{name}`; returns the text and the names that are not known.
pub fn fill<'p, 't>(
    text: &'p str,
    known: &dyn Fn(&str) -> Option<&'t str>,
) -> (String, Vec<&'p str>) {
    let mut filled = String::new();
    let mut missing = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        match known(name) {
            Some(text) => filled.push_str(text),
            None => missing.push(name),
        }
        rest = after;
    }
    filled.push_str(rest);
    (filled, missing)
}
