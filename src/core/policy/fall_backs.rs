//! Fall-backs: rules that replace a remedy rule once the buyer has declined its remedy.
//!
//! `offers_declined = n` skips the first `n` remedies of a rule. Each number of declined offers is compiled into a rule
//! with the same id, so that proof, questions and table treat it like any other rule.

use crate::policy::rule::{Bounds, Effect, Rule, Test};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::acts::{ActId, Stage};
use crate::vocabulary::facts::{COMPLAINT, FactId, Kind, ORDER_STATE};
use crate::vocabulary::layers::Layer;
use crate::vocabulary::remedies::RemedyId;

/// The fall-backs of these rules; those of one rule are adjacent.
pub fn of(vocabulary: &Vocabulary, rules: &[Rule]) -> Vec<Rule> {
    let mut fall_backs = Vec::new();
    let Some(declined) = vocabulary.roles.offers_declined else { return fall_backs };
    let Kind::Number { max, .. } = vocabulary.facts[declined].kind else { return fall_backs };
    for rule in rules {
        add_for(vocabulary, rule, declined, max, &mut fall_backs);
    }
    fall_backs
}

fn add_for(
    vocabulary: &Vocabulary,
    rule: &Rule,
    declined: FactId,
    most: u32,
    fall_backs: &mut Vec<Rule>,
) {
    let Effect::Remedy { remedy, alternatives, steps } = &rule.effect else { return };
    // A remedy that gives nothing cannot be declined, and a remedy that the buyer asked for remains due.
    let gives = vocabulary.core(*remedy).meets(&vocabulary.groups.gives);
    if !gives || grants_a_request(vocabulary, rule) || !can_apply(vocabulary, rule, declined) {
        return;
    }
    let mut rest: Vec<RemedyId> = alternatives.clone();
    rest.retain(|other| other != remedy);
    // Advice ends with a renegotiation; grants of platform or law end with their last alternative.
    if rule.layer < Layer::Platform
        && let Some(last) = vocabulary.remedy("renegotiate")
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
        let returns = vocabulary.core(next).meets(&vocabulary.groups.takes_back);
        let steps = steps_to_keep(vocabulary, returns, steps);
        fall_back.effect = Effect::Remedy { remedy: next, alternatives: rest.clone(), steps };
        fall_back.overrides = vec![rule.id.to_string()];
        fall_back.derived = count;
        fall_backs.push(fall_back);
    }
}

/// Whether a rule requires that the buyer asked for a refund or, in the layers platform and law, for anything.
fn grants_a_request(vocabulary: &Vocabulary, rule: &Rule) -> bool {
    let Some(wants) = vocabulary.roles.buyer_wants else { return false };
    let is = |at: usize, code: &str| vocabulary.value(wants, code) == Some(at);
    let tested = rule.when.iter().find(|(fact, _)| *fact == wants);
    match tested {
        Some((_, Test::OneOf(values))) => {
            let asked = !values.iter().any(|at| is(at, "not_asked"));
            let is_refund = values.only().is_some_and(|at| is(at, "refund"));
            is_refund || (asked && rule.layer >= Layer::Platform)
        }
        _ => false,
    }
}

/// Whether a rule can hold where the fact `declined` applies, and does not test that fact itself.
fn can_apply(vocabulary: &Vocabulary, rule: &Rule, declined: FactId) -> bool {
    let (mut complaints, mut states) = (None, None);
    for (fact, test) in &rule.when {
        match (*fact, test) {
            (COMPLAINT, Test::OneOf(values)) => complaints = Some(values),
            (ORDER_STATE, Test::OneOf(values)) => states = Some(values),
            (fact, _) if fact == declined => return false,
            _ => {}
        }
    }
    vocabulary.blocks().into_iter().any(|(complaint, state)| {
        complaints.is_none_or(|complaints| complaints.contains(complaint))
            && state.is_some_and(|state| states.is_none_or(|states| states.contains(state)))
            && vocabulary.applies(declined, complaint, state)
    })
}

/// The steps of a rule that another remedy than its own keeps: those before an offer, and who pays the return freight if
/// the item is returned.
pub fn steps_to_keep(vocabulary: &Vocabulary, comes_back: bool, steps: &[ActId]) -> Vec<ActId> {
    let groups = &vocabulary.groups;
    let mut beside = steps.to_vec();
    beside.retain(|act| {
        vocabulary.get_act(*act).stage <= Stage::Appease
            || (comes_back && groups.return_freight.contains((*act).into()))
    });
    beside
}
