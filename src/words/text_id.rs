//! Ids of the texts of facts, values, remedies, acts and rules, which are looked up by index instead of by key.

use aftersales_core::vocabulary::acts::{ACTS, ActId};
use aftersales_core::vocabulary::facts::{FACTS, FactId, Kind};
use aftersales_core::vocabulary::remedies::{REMEDIES, RemedyId};

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
    /// A rule, by its position in the shipped policy.
    Rule(usize),
}

const FACT_TEXTS: usize = 4;
const VALUES: usize = FACTS.len() * FACT_TEXTS;
const REMEDY_TEXTS: usize = 2;
const OF_REMEDIES: usize = VALUES + VALUES_BEFORE[FACTS.len()];
const OF_ACTS: usize = OF_REMEDIES + REMEDIES.len() * REMEDY_TEXTS;
/// [`TextId::ActSay`] and [`TextId::ActOr`].
const ACT_SENTENCES: usize = 2;
const OF_SENTENCES: usize = OF_ACTS + ACTS.len();
const RULES: usize = OF_SENTENCES + ACTS.len() * ACT_SENTENCES;

/// For each fact: the number of value texts of all facts before it.
const VALUES_BEFORE: [usize; FACTS.len() + 1] = {
    let mut before = [0; FACTS.len() + 1];
    let mut fact = 0;
    while fact < FACTS.len() {
        before[fact + 1] = before[fact] + values_of(fact);
        fact += 1;
    }
    before
};

/// The number of values of a fact that have a text.
pub const fn values_of(fact: FactId) -> usize {
    match FACTS[fact].kind {
        Kind::Choice(codes) => codes.len(),
        Kind::Number { max, saturates: true } => max as usize + 1,
        Kind::Number { saturates: false, .. } => 0,
    }
}

impl TextId {
    /// The first index of the texts that only answers need, which are shipped separately.
    pub const FIRST_OF_ANSWERS: usize = OF_REMEDIES;

    /// The index of the text among all texts of codes.
    pub fn index(self) -> usize {
        match self {
            TextId::FactLabel(fact) => fact * FACT_TEXTS,
            TextId::FactHelp(fact) => fact * FACT_TEXTS + 1,
            TextId::FactAsk(fact) => fact * FACT_TEXTS + 2,
            TextId::FactSay(fact) => fact * FACT_TEXTS + 3,
            TextId::Value(fact, value) => VALUES + VALUES_BEFORE[fact] + value,
            TextId::RemedyTitle(remedy) => OF_REMEDIES + usize::from(remedy) * REMEDY_TEXTS,
            TextId::RemedySummary(remedy) => OF_REMEDIES + usize::from(remedy) * REMEDY_TEXTS + 1,
            TextId::ActStep(act) => OF_ACTS + usize::from(act),
            TextId::ActSay(act) => OF_SENTENCES + usize::from(act) * ACT_SENTENCES,
            TextId::ActOr(act) => OF_SENTENCES + usize::from(act) * ACT_SENTENCES + 1,
            TextId::Rule(rule) => RULES + rule,
        }
    }

    /// The code itself, shown where a language has no text; empty for numbers and rules.
    pub fn code(self) -> &'static str {
        match self {
            TextId::FactLabel(fact)
            | TextId::FactHelp(fact)
            | TextId::FactAsk(fact)
            | TextId::FactSay(fact) => FACTS[fact].code,
            TextId::Value(fact, value) => match FACTS[fact].kind {
                Kind::Choice(codes) => codes.get(value).copied().unwrap_or_default(),
                Kind::Number { .. } => "",
            },
            TextId::RemedyTitle(remedy) | TextId::RemedySummary(remedy) => {
                REMEDIES[usize::from(remedy)].code
            }
            TextId::ActStep(act) | TextId::ActSay(act) | TextId::ActOr(act) => {
                ACTS[usize::from(act)].code
            }
            TextId::Rule(_) => "",
        }
    }
}
