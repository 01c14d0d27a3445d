//! What to ask next, and what cannot matter.
//!
//! A fact is irrelevant where no completion of the case, however the other facts that are not stated
//! turn out (the assumed ones included), gives another remedy, fall-back, step, duty or goodwill when
//! that fact alone changes. Everything else is asked.

use std::ops::ControlFlow;

use crate::case::Case;
use crate::engine::decide::{open_space, possible_by, remedy_rules_in, with};
use crate::engine::reference::{Outcome, outcome};
use crate::engine::space::{Block, Holds, N, Space};
use crate::facts::{COMPLAINT, FACTS, FactId, ORDER_STATE};
use crate::order;
use crate::policy::{Effect, RuleId};
use crate::remedy::RemedyId;

/// The facts that apply and are not stated: those to ask, soonest-settling first, and those that
/// cannot change anything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Questions {
    pub ask: Vec<FactId>,
    pub irrelevant: Vec<FactId>,
}

/// Sorts the facts that are not stated into questions and irrelevant ones.
pub fn questions(blocks: &[&Block], case: &Case) -> Questions {
    let mut questions = Questions::default();
    let open = |fact: &FactId| {
        case.stated[*fact].is_none() && blocks.iter().any(|block| block.applies[*fact])
    };
    for fact in (0..N).filter(open) {
        let matters = match fact {
            COMPLAINT | ORDER_STATE => blocks.len() > 1,
            _ => blocks.iter().any(|block| {
                block.applies[fact] && matters(block, &open_space(block, case, true), fact)
            }),
        };
        if matters {
            questions.ask.push(fact);
        } else {
            questions.irrelevant.push(fact);
        }
    }
    match blocks {
        [block] => {
            let space = open_space(block, case, false);
            // Where assumed facts may vary, too, fewer rules than the block's can hold.
            let rules = remedy_rules_in(block, &open_space(block, case, true));
            let now = possible_by(block, &space, &rules);
            let rank = |fact: &FactId| rank(block, &space, &rules, &now, *fact);
            let mut ranked: Vec<_> = questions.ask.iter().map(rank).collect();
            order::by_key(&mut ranked, |ranked| *ranked);
            questions.ask = ranked.into_iter().map(|(_, _, fact)| fact).collect();
        }
        // Complaint and order state settle most; they come first anyway.
        _ => order::by_key(&mut questions.ask, |fact| {
            (*fact != COMPLAINT, *fact != ORDER_STATE, FACTS[*fact].starts_at.is_some(), *fact)
        }),
    }
    questions
}

/// The place of a question in the order: first the unknown facts that leave fewer remedies possible
/// (the mean over their values, taken as equally likely), then the facts whose answers lead to most
/// different remedies; among equals the order of the vocabulary.
fn rank(
    block: &Block,
    space: &Space,
    rules: &[usize],
    now: &[RemedyId],
    fact: FactId,
) -> (usize, usize, FactId) {
    let unknown = FACTS[fact].starts_at.is_none();
    let open = if unknown { space.0[fact] } else { block.whole().0[fact] };
    let mut left = 0;
    let mut reached = now.to_vec();
    for class in block.classes(fact, open, rules) {
        let after = possible_by(block, &with(space, fact, class), rules);
        left += class.count_ones() as usize * after.len();
        reached.extend(after);
    }
    order::unique(&mut reached);
    // Compared as a mean, in thousandths.
    let mean = left * 1000 / (open.count_ones() as usize).max(1);
    let settles = unknown && mean < now.len() * 1000;
    (if settles { mean } else { usize::MAX }, usize::MAX - reached.len(), fact)
}

/// Whether some situation of the space gives people something else when only this fact changes.
fn matters(block: &Block, space: &Space, fact: FactId) -> bool {
    let all: Vec<usize> = (0..block.rules.len()).collect();
    let (sure, maybe) = block.sort_rules(space, &all);
    let testing: Vec<usize> = maybe
        .iter()
        .copied()
        .filter(|at| {
            block.rules[*at].tests.iter().any(|(tested, values)| {
                *tested == fact && space.0[fact] & !values != 0 && space.0[fact] & values != 0
            })
        })
        .collect();
    if testing.is_empty() {
        return false;
    }
    // A duty that nothing displaces comes and goes with its own conditions.
    let displaced = |rule: RuleId| {
        block.rules.iter().any(|other| block.policy.overrides[other.id].contains(&rule))
    };
    let free_duty = |at: &usize| {
        let rule = block.rules[*at].id;
        matches!(block.policy.rules[rule].effect, Effect::Duty { .. }) && !displaced(rule)
    };
    if testing.iter().any(free_duty) {
        return true;
    }
    // Otherwise look for a pair of situations, first among those where a rule that tests it holds.
    let among: Vec<usize> = sure.into_iter().chain(maybe).collect();
    for at in &testing {
        let mut part = *space;
        for (tested, values) in &block.rules[*at].tests {
            if *tested != fact {
                part.0[*tested] &= values;
            }
        }
        if differs(block, &part, &among, fact).is_break() {
            return true;
        }
    }
    false
}

/// Breaks off at the first place in a space where outcomes differ by this fact alone.
fn differs(block: &Block, space: &Space, among: &[usize], fact: FactId) -> ControlFlow<()> {
    let (sure, maybe) = block.sort_rules(space, among);
    if !block.any_tests(&maybe, fact) {
        return ControlFlow::Continue(());
    }
    let Some(split) = block.busiest(&maybe, space, Some(fact)) else {
        return compare(block, space, &sure, &maybe, fact);
    };
    let among: Vec<usize> = sure.iter().chain(&maybe).copied().collect();
    for class in block.classes(split, space.0[split], &maybe) {
        differs(block, &with(space, split, class), &among, fact)?;
    }
    ControlFlow::Continue(())
}

/// Compares the outcomes of all values of the only fact that is still open.
fn compare(
    block: &Block,
    space: &Space,
    sure: &[usize],
    maybe: &[usize],
    fact: FactId,
) -> ControlFlow<()> {
    let mut first: Option<Outcome> = None;
    for class in block.classes(fact, space.0[fact], maybe) {
        let part = with(space, fact, class);
        let mut holding: Vec<RuleId> = sure.iter().map(|at| block.rules[*at].id).collect();
        let holds = |at: &&usize| block.rules[**at].holds(&part) == Holds::Everywhere;
        holding.extend(maybe.iter().filter(holds).map(|at| block.rules[*at].id));
        order::unique(&mut holding);
        let next = outcome(block.policy, &holding);
        match &first {
            None => first = Some(next),
            Some(first) if !first.same_for_people(&next) => return ControlFlow::Break(()),
            Some(_) => {}
        }
    }
    ControlFlow::Continue(())
}
