//! What a remedy rule says once the buyer has declined its remedy: the next of its alternatives.
//!
//! `offers_declined = n` passes over the first `n` remedies of a rule. This is compiled into rules of their own,
//! so that the proof, the questions and the table see it like any other rule: each stands in for its rule where
//! so many offers were declined, and has its id.

use super::model::{Bounds, Effect, Layer, Rule, Test};
use crate::act::{self, ActId, Acts, Stage};
use crate::facts::{self, FACTS, FactId, Kind};
use crate::remedy::{self, RemedyId};

/// The rules that stand in for these where offers were declined; those of a rule follow each other.
pub fn of(rules: &[Rule]) -> Vec<Rule> {
    let Some(declined) = facts::find("offers_declined") else { return Vec::new() };
    let Kind::Number { max, .. } = FACTS[declined].kind else { return Vec::new() };
    rules.iter().flat_map(|rule| of_rule(rule, declined, max)).collect()
}

fn of_rule(rule: &Rule, declined: FactId, most: u32) -> Vec<Rule> {
    let Effect::Remedy { remedy, alternatives, steps } = &rule.effect else { return Vec::new() };
    let tests_it = rule.when.iter().any(|(fact, _)| *fact == declined);
    // A remedy that gives nothing is nothing to decline.
    if tests_it || remedy::core(*remedy) & act::GIVES == 0 || !can_apply(rule, declined) {
        return Vec::new();
    }
    let mut candidates = vec![*remedy];
    candidates.extend(alternatives.iter().filter(|other| *other != remedy));
    // What platform or law grant stays granted; advice ends with finding something else.
    let last = remedy::find("renegotiate").filter(|last| !candidates.contains(last));
    candidates.extend(last.filter(|_| rule.layer < Layer::Platform));
    let stand_ins = (1..=most).filter(|count| candidates.len() > *count as usize).map(|count| {
        let (next, rest) = (candidates[count as usize], &candidates[count as usize + 1..]);
        let is_last = count == most || candidates.len() == count as usize + 1;
        let bounds = Bounds { at_least: Some(count), less_than: (!is_last).then_some(count + 1) };
        let mut when = rule.when.clone();
        when.push((declined, Test::Number(bounds)));
        let effect = Effect::Remedy {
            remedy: next,
            alternatives: rest.to_vec(),
            steps: steps_beside(next, steps),
        };
        Rule { when, effect, declined: count, overrides: vec![rule.id.to_string()], ..rule.clone() }
    });
    stand_ins.collect()
}

/// Whether a rule can hold where it matters what was declined.
fn can_apply(rule: &Rule, declined: FactId) -> bool {
    let allows = |fact: FactId, value: Option<usize>| {
        let test = rule.when.iter().find(|(tested, _)| *tested == fact);
        match (test, value) {
            (Some((_, Test::OneOf(values))), Some(value)) => values & (1 << value) != 0,
            (Some(_), None) => false,
            _ => true,
        }
    };
    facts::blocks().any(|(complaint, state)| {
        facts::applies(declined, complaint, state)
            && allows(facts::COMPLAINT, Some(complaint))
            && allows(facts::ORDER_STATE, state)
    })
}

/// The steps that belong to whatever is offered: what comes before an offer, and who pays for sending back what
/// comes back.
fn steps_beside(remedy: RemedyId, steps: &[ActId]) -> Vec<ActId> {
    const COMES_BACK: Acts = act::set(&["accept_return", "take_back_wrong_item"]);
    const FREIGHT: Acts = act::set(&["bear_return_freight", "buyer_bears_freight"]);
    let comes_back = remedy::core(remedy) & COMES_BACK != 0;
    let stays = |act: &ActId| {
        act::get(*act).stage <= Stage::Appease || (comes_back && FREIGHT & (1 << *act) != 0)
    };
    steps.iter().copied().filter(stays).collect()
}
