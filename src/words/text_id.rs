//! Ids of the texts of facts, values, remedies and acts, which are looked up by index instead of by key.

use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::facts::{Fact, FactId, Kind};
use aftersales_core::vocabulary::remedies::RemedyId;

/// The id of a text that belongs to a code. Variants are named like the keys in `data/languages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextId {
    FactLabel(FactId),
    /// Why the fact matters.
    FactHelp(FactId),
    /// The question to the seller.
    FactAsk(FactId),
    /// The question to the buyer; only facts that a buyer knows have one.
    FactSay(FactId),
    /// A value of a choice by position, or a number of a saturating fact.
    Value(FactId, usize),
    RemedyTitle(RemedyId),
    RemedySummary(RemedyId),
    /// The act as a step.
    ActStep(ActId),
    /// The sentence that communicates the act.
    ActSay(ActId),
    /// The same sentence without placeholders.
    ActOr(ActId),
}

/// [`TextId::FactHelp`], [`TextId::FactAsk`] and [`TextId::FactSay`].
const FACT_REASONS: usize = 3;
const REMEDY_TEXTS: usize = 2;
/// [`TextId::ActSay`] and [`TextId::ActOr`].
const ACT_SENTENCES: usize = 2;

/// The order of the texts of a vocabulary's codes.
#[derive(Debug)]
pub struct TextIds {
    pub vocabulary: &'static Vocabulary,
    /// For each fact: the index of its first value's text.
    values: Vec<usize>,
    reasons: usize,
    remedies: usize,
    acts: usize,
    sentences: usize,
}

impl TextIds {
    /// The texts of facts and values, those of facts that only answers need, of remedies and of acts, in this order.
    pub fn of(vocabulary: &'static Vocabulary) -> TextIds {
        let mut end = vocabulary.facts.len();
        let mut values = Vec::with_capacity(vocabulary.facts.len());
        for fact in &vocabulary.facts {
            values.push(end);
            end += values_of(fact);
        }
        let remedies = end + vocabulary.facts.len() * FACT_REASONS;
        let acts = remedies + vocabulary.remedies.len() * REMEDY_TEXTS;
        let sentences = acts + vocabulary.acts.len();
        TextIds { vocabulary, values, reasons: end, remedies, acts, sentences }
    }

    /// The first index of the texts that only answers need, which are shipped separately.
    pub fn first_of_answers(&self) -> usize {
        self.reasons
    }

    /// The index of a text among all texts of codes.
    pub fn index(&self, id: TextId) -> usize {
        match id {
            TextId::FactLabel(fact) => fact,
            TextId::FactHelp(fact) => self.reasons + fact * FACT_REASONS,
            TextId::FactAsk(fact) => self.reasons + fact * FACT_REASONS + 1,
            TextId::FactSay(fact) => self.reasons + fact * FACT_REASONS + 2,
            TextId::Value(fact, value) => self.values[fact] + value,
            TextId::RemedyTitle(remedy) => self.remedies + usize::from(remedy) * REMEDY_TEXTS,
            TextId::RemedySummary(remedy) => self.remedies + usize::from(remedy) * REMEDY_TEXTS + 1,
            TextId::ActStep(act) => self.acts + usize::from(act),
            TextId::ActSay(act) => self.sentences + usize::from(act) * ACT_SENTENCES,
            TextId::ActOr(act) => self.sentences + usize::from(act) * ACT_SENTENCES + 1,
        }
    }

    /// The code that a text belongs to, shown where a language has no text; empty for numbers.
    pub fn code(&self, id: TextId) -> &'static str {
        let vocabulary = self.vocabulary;
        match id {
            TextId::FactLabel(fact)
            | TextId::FactHelp(fact)
            | TextId::FactAsk(fact)
            | TextId::FactSay(fact) => vocabulary.facts[fact].code,
            TextId::Value(fact, value) => {
                vocabulary.codes(fact).get(value).copied().unwrap_or_default()
            }
            TextId::RemedyTitle(remedy) | TextId::RemedySummary(remedy) => {
                vocabulary.get_remedy(remedy).code
            }
            TextId::ActStep(act) | TextId::ActSay(act) | TextId::ActOr(act) => {
                vocabulary.get_act(act).code
            }
        }
    }
}

/// The number of values of a fact that have a text.
pub fn values_of(fact: &Fact) -> usize {
    match &fact.kind {
        Kind::Choice(codes) => codes.len(),
        Kind::Number { max, saturates: true } => *max as usize + 1,
        Kind::Number { saturates: false, .. } => 0,
    }
}
