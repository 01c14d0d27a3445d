//! What a remedy rule says once the buyer has declined its remedy: the next of its alternatives.
//!
//! `offers_declined = n` passes over the first `n` remedies of a rule. This is compiled into rules of their own,
//! so that the proof, the questions and the table see it like any other rule: each stands in for its rule where
//! so many offers were declined, and has its id.

use crate::policy::rule::{Bounds, Effect, Layer, Rule, Test};
use crate::vocabulary::acts::{self, ActId, Acts, Stage};
use crate::vocabulary::facts::{self, FACTS, FactId, Kind, Values, members};
use crate::vocabulary::remedies::{self, RemedyId};

/// The rules that stand in for these where offers were declined; those of a rule follow each other.
pub fn of(rules: &[Rule]) -> Vec<Rule> {
    let mut stand_ins = Vec::new();
    let Some(declined) = facts::find("offers_declined") else { return stand_ins };
    let Kind::Number { max, .. } = FACTS[declined].kind else { return stand_ins };
    for rule in rules {
        add_for(rule, declined, max, &mut stand_ins);
    }
    stand_ins
}

fn add_for(rule: &Rule, declined: FactId, most: u32, stand_ins: &mut Vec<Rule>) {
    let Effect::Remedy { remedy, alternatives, steps } = &rule.effect else { return };
    // A remedy that gives nothing is nothing to decline; what the buyer asked for and is due stays what is due.
    let gives = remedies::core(*remedy) & acts::GIVES != 0;
    if !gives || is_what_was_asked_for(rule) || !can_apply(rule, declined) {
        return;
    }
    let mut rest: Vec<RemedyId> = alternatives.clone();
    rest.retain(|other| other != remedy);
    // A grant that names no more ways ends with the last of them; advice ends with finding something else.
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
        let mut stand_in = rule.clone();
        stand_in.when.push((declined, Test::Number(bounds)));
        let steps = steps_beside(next, steps);
        stand_in.effect = Effect::Remedy { remedy: next, alternatives: rest.clone(), steps };
        stand_in.overrides = vec![rule.id.to_string()];
        stand_in.declined = count;
        stand_ins.push(stand_in);
    }
}

/// Whether a rule holds only where the buyer asked for something: of platform and law for anything, of advice for
/// the money.
fn is_what_was_asked_for(rule: &Rule) -> bool {
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

/// Whether a rule can hold where it matters what was declined, and does not say so itself.
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

/// The steps that belong to whatever is offered: what comes before an offer, and who pays for sending back what
/// comes back.
fn steps_beside(remedy: RemedyId, steps: &[ActId]) -> Vec<ActId> {
    const COMES_BACK: Acts = acts::set(&["accept_return", "take_back_wrong_item"]);
    const FREIGHT: Acts = acts::set(&["bear_return_freight", "buyer_bears_freight"]);
    let comes_back = remedies::core(remedy) & COMES_BACK != 0;
    let mut beside = steps.to_vec();
    beside.retain(|act| {
        acts::get(*act).stage <= Stage::Appease || (comes_back && FREIGHT & (1 << *act) != 0)
    });
    beside
}
