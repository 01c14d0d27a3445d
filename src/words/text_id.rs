//! Where the texts of codes stand: facts, values, remedies, acts and rules are numbers here, so their
//! texts are found by position, without a key.

use aftersales_core::vocabulary::acts::{ACTS, ActId};
use aftersales_core::vocabulary::facts::{FACTS, FactId, Kind};
use aftersales_core::vocabulary::remedies::{REMEDIES, RemedyId};

/// One text of one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    FactLabel(FactId),
    FactHelp(FactId),
    /// The question to the seller.
    FactAsk(FactId),
    /// The question to the buyer; only what a buyer can tell has one.
    FactSay(FactId),
    /// A value of a choice, or a number that has words.
    Value(FactId, usize),
    RemedyTitle(RemedyId),
    RemedySummary(RemedyId),
    /// The act as a step.
    ActStep(ActId),
    /// The sentence that says it to the buyer, and the one that needs no names.
    ActSay(ActId),
    ActOr(ActId),
    /// A rule, by its position in the shipped policy.
    Rule(usize),
}

const FACT_TEXTS: usize = 4;
const VALUES: usize = FACTS.len() * FACT_TEXTS;
const REMEDY_TEXTS: usize = 2;
const OF_REMEDIES: usize = VALUES + VALUES_BEFORE[FACTS.len()];
const OF_ACTS: usize = OF_REMEDIES + REMEDIES.len() * REMEDY_TEXTS;
/// What an act is said with: its sentence, and the one without names.
const ACT_SENTENCES: usize = 2;
const OF_SENTENCES: usize = OF_ACTS + ACTS.len();
const RULES: usize = OF_SENTENCES + ACTS.len() * ACT_SENTENCES;

/// For each fact: how many values with words the facts before it have.
const VALUES_BEFORE: [usize; FACTS.len() + 1] = {
    let mut before = [0; FACTS.len() + 1];
    let mut fact = 0;
    while fact < FACTS.len() {
        before[fact + 1] = before[fact] + values_of(fact);
        fact += 1;
    }
    before
};

/// How many values of a fact have words.
pub const fn values_of(fact: FactId) -> usize {
    match FACTS[fact].kind {
        Kind::Choice(codes) => codes.len(),
        Kind::Number { max, saturates: true } => max as usize + 1,
        Kind::Number { saturates: false, .. } => 0,
    }
}

impl Of {
    /// From this position on stand texts that only answers need; they are shipped apart.
    pub const TOLD: usize = OF_REMEDIES;

    /// The position of the text.
    pub fn place(self) -> usize {
        match self {
            Of::FactLabel(fact) => fact * FACT_TEXTS,
            Of::FactHelp(fact) => fact * FACT_TEXTS + 1,
            Of::FactAsk(fact) => fact * FACT_TEXTS + 2,
            Of::FactSay(fact) => fact * FACT_TEXTS + 3,
            Of::Value(fact, at) => VALUES + VALUES_BEFORE[fact] + at,
            Of::RemedyTitle(remedy) => OF_REMEDIES + usize::from(remedy) * REMEDY_TEXTS,
            Of::RemedySummary(remedy) => OF_REMEDIES + usize::from(remedy) * REMEDY_TEXTS + 1,
            Of::ActStep(act) => OF_ACTS + usize::from(act),
            Of::ActSay(act) => OF_SENTENCES + usize::from(act) * ACT_SENTENCES,
            Of::ActOr(act) => OF_SENTENCES + usize::from(act) * ACT_SENTENCES + 1,
            Of::Rule(at) => RULES + at,
        }
    }

    /// The code itself: what is shown where a language has no words.
    pub fn code(self) -> &'static str {
        match self {
            Of::FactLabel(fact) | Of::FactHelp(fact) | Of::FactAsk(fact) | Of::FactSay(fact) => {
                FACTS[fact].code
            }
            Of::Value(fact, at) => match FACTS[fact].kind {
                Kind::Choice(codes) => codes.get(at).copied().unwrap_or_default(),
                Kind::Number { .. } => "",
            },
            Of::RemedyTitle(remedy) | Of::RemedySummary(remedy) => {
                REMEDIES[usize::from(remedy)].code
            }
            Of::ActStep(act) | Of::ActSay(act) | Of::ActOr(act) => ACTS[usize::from(act)].code,
            Of::Rule(_) => "",
        }
    }
}
