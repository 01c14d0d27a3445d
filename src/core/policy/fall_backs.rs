//! Fall-backs: rules that replace a remedy rule once the buyer has declined its remedy.
//!
//! `offers_declined = n` skips the first `n` remedies of a rule. Each number of declined offers is compiled into a rule
//! with the same id, so that proof, questions and table treat it like any other rule.

use crate::policy::rule::{Bounds, Effect, Layer, Rule, Test};
use crate::vocabulary::acts::{self, ActId, Acts, Stage};
use crate::vocabulary::facts::{self, FACTS, FactId, Kind, Values, members};
use crate::vocabulary::remedies::{self, RemedyId};

/// The fall-backs of these rules; those of one rule are adjacent.
pub fn of(rules: &[Rule]) -> Vec<Rule> {
    let mut fall_backs = Vec::new();
    let Some(declined) = facts::find("offers_declined") else { return fall_backs };
    let Kind::Number { max, .. } = FACTS[declined].kind else { return fall_backs };
    for rule in rules {
        add_for(rule, declined, max, &mut fall_backs);
    }
    fall_backs
}

fn add_for(rule: &Rule, declined: FactId, most: u32, fall_backs: &mut Vec<Rule>) {
    let Effect::Remedy { remedy, alternatives, steps } = &rule.effect else { return };
    // A remedy that gives nothing cannot be declined, and a remedy that the buyer asked for remains due.
    let gives = remedies::core(*remedy) & acts::GIVES != 0;
    if !gives || grants_a_request(rule) || !can_apply(rule, declined) {
        return;
    }
    let mut rest: Vec<RemedyId> = alternatives.clone();
    rest.retain(|other| other != remedy);
    // Advice ends with a renegotiation; grants of platform or law end with their last alternative.
    if rule.layer < Layer::Platform
        && let Some(last) = remedies::find("renegotiate")
        && !rest.contains(&last)
        && last != *remedy
    {
        rest.push(last);
    }
    for count in 1..=most {
        if rest.is_empty() {
            break;
        }
        let next = rest.remove(0);
        let is_last = count == most || rest.is_empty();
        let bounds = Bounds { at_least: Some(count), less_than: (!is_last).then_some(count + 1) };
        let mut fall_back = rule.clone();
        fall_back.when.push((declined, Test::Number(bounds)));
        let steps = steps_to_keep(next, steps);
        fall_back.effect = Effect::Remedy { remedy: next, alternatives: rest.clone(), steps };
        fall_back.overrides = vec![rule.id.to_string()];
        fall_back.declined = count;
        fall_backs.push(fall_back);
    }
}

/// Whether a rule requires that the buyer asked for a refund or, in the layers platform and law, for anything.
fn grants_a_request(rule: &Rule) -> bool {
    let Some(wants) = facts::find("buyer_wants") else { return false };
    let value = |code| facts::value_index(wants, code).map_or(0, |at| 1 << at);
    let tested = rule.when.iter().find(|(fact, _)| *fact == wants);
    match tested {
        Some((_, Test::OneOf(values))) => {
            let asked = values & value("not_asked") == 0;
            *values == value("refund") || (asked && rule.layer >= Layer::Platform)
        }
        _ => false,
    }
}

/// Whether a rule can hold where the fact `declined` applies, and does not test that fact itself.
fn can_apply(rule: &Rule, declined: FactId) -> bool {
    let (mut complaints, mut states) = (Values::MAX, Values::MAX);
    for (fact, test) in &rule.when {
        match (*fact, test) {
            (facts::COMPLAINT, Test::OneOf(values)) => complaints = *values,
            (facts::ORDER_STATE, Test::OneOf(values)) => states = *values,
            (fact, _) if fact == declined => return false,
            _ => {}
        }
    }
    for complaint in members(complaints).take_while(|at| *at < facts::COMPLAINTS.len()) {
        for state in members(states).take_while(|at| *at < facts::ORDER_STATES.len()) {
            if facts::can_be_raised(complaint, Some(state))
                && facts::applies(declined, complaint, Some(state))
            {
                return true;
            }
        }
    }
    false
}

/// The steps of a rule that a fall-back keeps: those before an offer, and who pays the return freight if the item is
/// returned.
fn steps_to_keep(remedy: RemedyId, steps: &[ActId]) -> Vec<ActId> {
    const COMES_BACK: Acts = acts::set(&["accept_return", "take_back_wrong_item"]);
    const FREIGHT: Acts = acts::set(&["bear_return_freight", "buyer_bears_freight"]);
    let comes_back = remedies::core(remedy) & COMES_BACK != 0;
    let mut beside = steps.to_vec();
    beside.retain(|act| {
        acts::get(*act).stage <= Stage::Appease || (comes_back && FREIGHT & (1 << *act) != 0)
    });
    beside
}
