//! What may happen next in a decided case, as facts to state.

use crate::case::Case;
use crate::engine::block::Block;
use crate::engine::decide::{Decision, after_declining};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::facts::{FactId, Stated};

/// The maximum of `offers_declined`; it stands for all further offers as well.
pub const MAX_DECLINED: u32 = 2;

/// What may happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The buyer declines what was offered; the number of offers declined from then on.
    Declined(u32),
    /// Another team has to act.
    OtherTeam,
    /// A case is opened on the platform.
    PlatformCase,
    Solved,
}

impl Next {
    /// Each move once, the first of its kind.
    const ALL: [Next; 4] = [Next::Declined(1), Next::OtherTeam, Next::PlatformCase, Next::Solved];

    /// The fact that it states, and the value.
    pub fn states(self, vocabulary: &Vocabulary) -> Option<(FactId, Stated)> {
        let (code, value) = match self {
            Next::Declined(offers) => {
                return Some((vocabulary.roles.offers_declined?, Stated::Number(offers)));
            }
            Next::OtherTeam => ("needs_other_team", "yes"),
            Next::PlatformCase => ("platform_case", "open"),
            Next::Solved => ("resolved", "yes"),
        };
        let fact = vocabulary.fact(code)?;
        Some((fact, Stated::Choice(vocabulary.value(fact, value)?)))
    }
}

/// The facts that such a move states.
pub fn moving(vocabulary: &Vocabulary) -> impl Iterator<Item = FactId> + '_ {
    Next::ALL.into_iter().filter_map(|next| next.states(vocabulary)).map(|(fact, _)| fact)
}

/// What may happen next where a case is decided in one block: what applies there, changes the answer and is not stated
/// already.
pub fn next(decision: &Decision, blocks: &[&Block], case: &Case) -> Vec<Next> {
    let ([block], Some(remedy)) = (blocks, decision.remedy()) else { return Vec::new() };
    let declined = declined(case);
    let moves_on =
        declined < MAX_DECLINED && after_declining(block, case, declined + 1) != Some(remedy);
    let declines = moves_on.then_some(Next::Declined(declined + 1));
    let others = [Next::OtherTeam, Next::PlatformCase, Next::Solved];
    let may_happen = |next: &Next| {
        next.states(case.vocabulary)
            .is_some_and(|(fact, value)| block.applies[fact] && case.stated[fact] != Some(value))
    };
    declines.into_iter().chain(others).filter(may_happen).collect()
}

/// The number of offers that the buyer declined, 0 unless stated.
pub fn declined(case: &Case) -> u32 {
    match case.vocabulary.roles.offers_declined.and_then(|fact| case.stated[fact]) {
        Some(Stated::Number(number)) => number,
        _ => 0,
    }
}
