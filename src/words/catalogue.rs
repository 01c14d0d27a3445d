//! The message catalogue of one language: texts by id or key, letters, and the sources of rules.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::words::conditions::Conditions;
use crate::words::overlay::Overlay;
use crate::words::text_id::{TextId, TextIds};
use aftersales_core::policy::{RuleId, Source};
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::facts::FactId;

/// The placeholders that sentences may use. Amounts and dates are filled in already formatted.
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
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Sentence<'a> {
    /// The act that the sentence communicates; a message includes the sentence only if its decision
    /// contains the act. `None`: a sentence that states facts or, if it is empty, a new paragraph.
    pub act: Option<ActId>,
    /// When the sentence is said. Of an act with several sentences, the one without conditions is said where no other
    /// is; the build proves that no two can be said at once.
    pub when: Conditions,
    /// Acts of which the decision must have none; only sentences that state facts have any.
    pub without: Vec<ActId>,
    /// The text, with placeholders in braces. That of an act is empty where the letter does not speak of it.
    pub say: &'a str,
    /// Further forms, used in their order where a placeholder of those before has no value; the last has none.
    pub or: Vec<&'a str>,
    /// The text for an angry buyer, without names, or empty if an angry buyer is not to read the sentence. `{sorry}` is
    /// an apology where no other sentence apologises.
    /// Where there is none, the angry read what all read.
    pub angry: Option<&'a str>,
}

/// The keys of the texts that every page needs, shared by all languages.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Keys<'a> {
    /// Hash of all keys and acts. Serialised texts begin with the stamp of the keys they belong to.
    pub stamp: u32,
    /// Keys such as `problem.unknown_value.help`, ascending; texts of codes have a [`TextId`] instead.
    #[serde(borrow)]
    pub names: Vec<&'a str>,
}

/// The texts of one language that every page needs, as they are shipped.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PageTexts<'a> {
    /// BCP 47 tag.
    pub lang: &'a str,
    /// Texts by [`TextIds::index`], up to [`TextIds::first_of_answers`]; empty where the language has none.
    #[serde(borrow)]
    pub by_id: Vec<&'a str>,
    /// Texts by position in [`Keys::names`]; empty where the language has none.
    pub texts: Vec<&'a str>,
}

/// The texts of one language that only answers need; a page without a case is rendered without them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct AnswerTexts<'a> {
    /// BCP 47 tag.
    pub lang: &'a str,
    /// Texts by [`TextIds::index`], from [`TextIds::first_of_answers`] on.
    #[serde(borrow)]
    pub by_id: Vec<&'a str>,
    /// Keys that only answers need, ascending.
    pub names: Vec<&'a str>,
    /// Texts by position in `names`; empty where the language has none.
    pub texts: Vec<&'a str>,
    /// Letters by `remedy` or `remedy.complaint`, and the variants of a refusal's sentence by `refusal.reason`,
    /// most detailed first. Keys are ascending.
    pub letters: Vec<(&'a str, Vec<Sentence<'a>>)>,
    /// What acts cost the seller, by code in the order in which it is stated: of the sentences of a code the first whose
    /// act is done.
    pub costs: Vec<(&'a str, Vec<Sentence<'a>>)>,
}

/// The sentences and sources of the rules of one part of the policy, in one language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct RuleTexts<'a> {
    /// BCP 47 tag.
    pub lang: &'a str,
    /// The code of the part: of a platform or region, or the folder of rules that hold at any.
    pub part: &'a str,
    /// The positions of its rules in the shipped policy, ascending.
    pub rules: Vec<u16>,
    /// A sentence for each rule.
    #[serde(borrow)]
    pub texts: Vec<&'a str>,
    /// For each rule: the positions of its sources in `sources`.
    pub cited: Vec<Vec<u16>>,
    /// The sources that the part cites, each in its own language.
    pub sources: Vec<Source>,
    /// Where acts are done on the platform: sentences of the path in its seller centre, with the id of the source that
    /// states it as further form.
    pub paths: Vec<Sentence<'a>>,
}

/// All texts of one language.
#[derive(Clone, Debug)]
pub struct Catalogue<'a> {
    pub ids: &'static TextIds,
    pub keys: &'a Keys<'a>,
    pub page: PageTexts<'a>,
    /// Set once the texts of answers are loaded, which may be later than those of the page.
    pub answers: OnceLock<AnswerTexts<'static>>,
    /// The texts of the rules of each part of the policy, which are loaded with the first case that needs them.
    pub rules: Vec<OnceLock<RuleTexts<'static>>>,
}

impl<'a> Catalogue<'a> {
    /// Looks up a text by its id.
    pub fn find_by_id(&self, id: TextId) -> Option<&'a str> {
        let index = self.ids.index(id);
        let text = match index.checked_sub(self.ids.first_of_answers()) {
            Some(index) => self.answers.get()?.by_id.get(index),
            None => self.page.by_id.get(index),
        };
        text.copied().filter(|text| !text.is_empty())
    }

    /// The sentence of a shipped rule, by its position in the shipped policy, if its part is loaded.
    pub fn rule(&self, rule: RuleId) -> Option<&'a str> {
        let (part, at) = self.part_of(rule)?;
        Some(part.texts[at]).filter(|text| !text.is_empty())
    }

    /// The loaded part with a shipped rule, and the position of the rule in it.
    pub fn part_of(&self, rule: RuleId) -> Option<(&RuleTexts<'static>, usize)> {
        let rule = rule as u16;
        self.loaded_rules().find_map(|part| Some((part, part.rules.binary_search(&rule).ok()?)))
    }

    /// The texts of the parts of the policy that are loaded.
    pub fn loaded_rules(&self) -> impl Iterator<Item = &RuleTexts<'static>> {
        self.rules.iter().filter_map(OnceLock::get)
    }

    /// Why a fact matters; empty while the text is not loaded.
    pub fn help(&self, fact: FactId) -> &'a str {
        self.find_by_id(TextId::FactHelp(fact)).unwrap_or_default()
    }

    /// The question about a fact; its label while the text is not loaded.
    pub fn ask(&self, fact: FactId) -> &'a str {
        let question = self.find_by_id(TextId::FactAsk(fact));
        question.unwrap_or_else(|| self.by_id(TextId::FactLabel(fact)))
    }

    /// Why an event or amount matters; empty while the text is not loaded.
    pub fn help_of(&self, code: &str) -> &'a str {
        self.find(&format!("fact.{code}.help")).unwrap_or_default()
    }

    /// The text of an id, or its code while the text is not loaded. The build proves that every id has a text.
    pub fn by_id(&self, id: TextId) -> &'a str {
        self.find_by_id(id).unwrap_or_else(|| self.ids.code(id))
    }

    /// Looks up a text by its key, such as `problem.unknown_value.help`.
    pub fn find(&self, key: &str) -> Option<&'a str> {
        self.parts().find_map(|(names, texts)| {
            let text = texts.get(names.binary_search(&key).ok()?)?;
            Some(*text).filter(|text| !text.is_empty())
        })
    }

    /// The keys and texts of each loaded part.
    fn parts(&self) -> impl Iterator<Item = (&[&'a str], &[&'a str])> {
        let page = (self.keys.names.as_slice(), self.page.texts.as_slice());
        let answers =
            self.answers.get().map(|answers| (answers.names.as_slice(), answers.texts.as_slice()));
        [Some(page), answers].into_iter().flatten()
    }

    /// The text of a key, or the key itself if there is none.
    pub fn text<'k>(&self, key: &'k str) -> &'k str
    where
        'a: 'k,
    {
        self.find(key).unwrap_or(key)
    }

    /// The letter of a remedy, preferably in its wording for the complaint.
    pub fn letter(&self, remedy: &str, complaint: &str) -> Option<&[Sentence<'a>]> {
        let find = |key: &str| {
            let letters = &self.answers.get()?.letters;
            let index = letters.binary_search_by(|(other, _)| (*other).cmp(key)).ok()?;
            Some(letters[index].1.as_slice())
        };
        find(&format!("{remedy}.{complaint}")).or_else(|| find(remedy))
    }

    /// The sentence of a reason for refusing, in its most detailed variant whose placeholders all have values.
    pub fn refusal<'t>(
        &self,
        reason: &str,
        known: &dyn Fn(&str) -> Option<&'t str>,
    ) -> Option<String> {
        self.letter("refusal", reason)?.iter().find_map(|variant| {
            let (text, missing) = fill(variant.say, known);
            missing.is_empty().then_some(text)
        })
    }

    /// The sources of a shipped rule, by its position in the shipped policy.
    pub fn sources(&self, rule: RuleId) -> impl Iterator<Item = &Source> {
        let part = self.part_of(rule);
        let cited = part.map_or(&[][..], |(part, at)| &part.cited[at]);
        cited.iter().filter_map(move |index| part?.0.sources.get(usize::from(*index)))
    }

    /// All loaded texts whose keys have a prefix, with the prefix removed from the keys.
    pub fn under(&self, prefix: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let all = self.parts().flat_map(|(names, texts)| names.iter().zip(texts));
        let present = all.filter(|(_, text)| !text.is_empty());
        present.filter_map(move |(key, text)| Some((key.strip_prefix(prefix)?, *text)))
    }
}

/// Replaces each `{name}` and returns the text with the names that have no value.
pub fn fill<'p, 't>(
    text: &'p str,
    known: &dyn Fn(&str) -> Option<&'t str>,
) -> (String, Vec<&'p str>) {
    fill_over(text, known, None)
}

/// [`fill`] where a language is written otherwise; the values stay as they are.
#[inline(never)]
pub fn fill_over<'p, 't>(
    text: &'p str,
    known: &dyn Fn(&str) -> Option<&'t str>,
    overlay: Option<Overlay>,
) -> (String, Vec<&'p str>) {
    let mut filled = String::new();
    let mut missing = Vec::new();
    let add = |filled: &mut String, text: &str| match overlay {
        Some(overlay) => filled.push_str(&overlay.apply(text)),
        None => filled.push_str(text),
    };
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        add(&mut filled, before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        match known(name) {
            Some(text) => filled.push_str(text),
            None => missing.push(name),
        }
        rest = after;
    }
    add(&mut filled, rest);
    (filled, missing)
}
