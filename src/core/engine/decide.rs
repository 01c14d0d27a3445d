//! Answers a case: what follows in every situation that it leaves open.

use std::ops::ControlFlow;

use crate::case::{Bound, Case};
use crate::engine::block::Block;
use crate::engine::reference::{Outcome, outcome};
use crate::engine::space::Space;
use crate::plain::set::Set;
use crate::policy::{Policy, RuleId};
use crate::vocabulary::acts::ActId;
use crate::vocabulary::facts::{FactId, Kind, Stated, Values};
use crate::vocabulary::remedies::{Remedies, RemedyId};

/// What is decided for a case.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    /// Every remedy that some completion of the case reaches, in the order of the vocabulary.
    pub possible: Vec<RemedyId>,
    /// What holds in every completion; its remedy is set only where one is possible.
    pub sure: Outcome,
    /// Rights that are in force in some completions, but not surely.
    pub may_hold: Vec<RuleId>,
}

impl Decision {
    /// The remedy, where only one is possible.
    pub fn remedy(&self) -> Option<RemedyId> {
        match self.possible.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

/// The situations that a case leaves open in a block: stated facts as stated, assumed ones as
/// assumed, unknown ones with every value. With `vary_assumed`, assumed ones with every value too.
pub fn open_space(block: &Block, case: &Case, vary_assumed: bool) -> Space {
    let whole = block.whole();
    let mut space = whole.clone();
    for fact in block.open_facts() {
        let known = match (case.stated[fact], &case.bounds[fact]) {
            (Some(stated), _) => Values::of(position(block.policy, fact, stated)),
            // The ranges up to the one that the most falls into.
            (None, Some(Bound::AtMost(most))) => {
                Values::below(block.policy.range_of(fact, *most) + 1)
            }
            (None, Some(Bound::OneOf(values))) => values.clone(),
            (None, None) => match start_position(block.policy, fact).filter(|_| !vary_assumed) {
                Some(start) => Values::of(start),
                None => continue,
            },
        };
        // A stated value that cannot occur here was reported when the case was read.
        let known = known.and(&whole.get(fact));
        if !known.is_empty() {
            space.put(fact, &known);
        }
    }
    space
}

/// The position of a stated value: for numbers, of the range it falls into.
pub fn position(policy: &Policy, fact: FactId, stated: Stated) -> usize {
    match stated {
        Stated::Choice(at) => at,
        Stated::Number(number) => policy.range_of(fact, number),
    }
}

/// The position of the value that a fact is assumed to have, if it is assumed to have one.
pub fn start_position(policy: &Policy, fact: FactId) -> Option<usize> {
    let entry = &policy.vocabulary.facts[fact];
    let start = entry.start?;
    Some(match entry.kind {
        Kind::Choice(_) => start as usize,
        Kind::Number { .. } => policy.range_of(fact, start),
    })
}

/// The exact set of remedies that some situation of a space reaches, in the order of the vocabulary.
pub fn possible(block: &Block, space: &Space) -> Vec<RemedyId> {
    listed(&reached(block, space, &block.effects.naming))
}

/// The same as a set, where of the rules that name a remedy only these can hold.
pub fn reached(block: &Block, space: &Space, naming: &Set) -> Remedies {
    let mut found = Remedies::default();
    let settled = |sure: &Set, maybe: &Set| block.effects.settled_remedy(sure, maybe).is_some();
    let _ = block.walk(space, naming, &settled, &mut |_, sure| {
        if let Some(remedy) = block.effects.remedy(sure) {
            found.insert(remedy.into());
        }
        ControlFlow::Continue(())
    });
    found
}

/// The remedies of a set, in the order of the vocabulary.
pub fn listed(remedies: &Remedies) -> Vec<RemedyId> {
    remedies.iter().map(|remedy| remedy as RemedyId).collect()
}

/// The remedy of a case where the buyer has declined so many offers; `None` where it does not matter there, or
/// several are possible.
pub fn after_declining(block: &Block, case: &Case, declined: u32) -> Option<RemedyId> {
    let declined_fact = block.policy.vocabulary.roles.offers_declined;
    let fact = declined_fact.filter(|fact| block.applies[*fact])?;
    let at = block.policy.range_of(fact, declined);
    let space = open_space(block, case, false).with(fact, &Values::of(at));
    match possible(block, &space).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// Decides a case over the blocks it may be in.
pub fn decide(blocks: &[&Block], case: &Case) -> Decision {
    let spaces: Vec<Space> = blocks.iter().map(|block| open_space(block, case, false)).collect();
    let open = || blocks.iter().zip(&spaces);
    let mut found = Remedies::default();
    for (block, space) in open() {
        found.add(&reached(block, space, &block.effects.naming));
    }
    let mut decision = Decision { possible: listed(&found), ..Decision::default() };
    // Over several blocks only an answer that is the same in all of them is worth its reasons.
    if blocks.len() == 1 || decision.possible.len() == 1 {
        let shared = open()
            .map(|(block, space)| common(block, space, &mut decision.may_hold))
            .reduce(|mut shared, next| {
                intersect(&mut shared, next);
                shared
            });
        decision.sure = shared.unwrap_or_default();
    } else {
        open().for_each(|(block, space)| add_rights(block, space, &mut decision.may_hold));
    }
    decision.may_hold.retain(|right| !decision.sure.rights.contains(right));
    decision.may_hold.sort_unstable();
    if decision.possible.len() > 1 {
        // Nothing that belongs to one of several remedies is recommended yet.
        decision.sure.remedy = None;
    }
    decision
}

/// What every situation of a space has in common.
///
/// An act that some situation forbids is not recommended in any: it may be forbidden in this one. `rights` gains those that
/// are in force in some situation.
fn common(block: &Block, space: &Space, rights: &mut Vec<RuleId>) -> Outcome {
    let mut seen: Vec<Set> = Vec::new();
    let _ = block.walk(space, &block.all, &|_, _| false, &mut |_, holding| {
        if !seen.contains(holding) {
            seen.push(holding.clone());
        }
        ControlFlow::Continue(())
    });
    let outcomes = seen.iter().map(|holding| {
        let found = outcome(block.policy, &block.ids(holding));
        for right in &found.rights {
            if !rights.contains(right) {
                rights.push(*right);
            }
        }
        found
    });
    let shared = outcomes.reduce(|mut shared, next| {
        intersect(&mut shared, next);
        shared
    });
    shared.unwrap_or_default()
}

/// Adds the rights that are in force in some situation of a space.
fn add_rights(block: &Block, space: &Space, rights: &mut Vec<RuleId>) {
    let written = block.places(|rule| !block.policy.rules[rule].is_claim());
    let among = block.effects.rights.and(&written);
    let _ = block.walk(space, &among, &|_, _| false, &mut |_, holding| {
        for right in block.ids(&block.effects.rights_of(holding)) {
            if !rights.contains(&right) {
                rights.push(right);
            }
        }
        ControlFlow::Continue(())
    });
}

fn intersect(one: &mut Outcome, other: Outcome) {
    if one.remedy != other.remedy {
        one.remedy = None;
    }
    keep(&mut one.alternatives, other.alternatives);
    keep(&mut one.steps, other.steps);
    keep(&mut one.goodwill, other.goodwill);
    one.duties.retain(|duty| other.duties.contains(duty));
    one.rights.retain(|right| other.rights.contains(right));
    one.claims.retain(|claim| other.claims.contains(claim));
    one.overruled.retain(|(rule, _)| other.overruled.iter().any(|(same, _)| same == rule));
    for rule in other.deciding {
        if !one.deciding.contains(&rule) {
            one.deciding.push(rule);
        }
    }
    one.supporting.retain(|rule| other.supporting.contains(rule));
}

/// Keeps the codes that both lists have, with the rules of either.
fn keep<T: PartialEq>(list: &mut Vec<(T, Vec<RuleId>)>, other: Vec<(T, Vec<RuleId>)>) {
    list.retain_mut(|(code, rules)| match other.iter().find(|(same, _)| same == code) {
        Some((_, more)) => {
            rules.extend(
                more.iter().filter(|rule| !rules.contains(rule)).copied().collect::<Vec<_>>(),
            );
            true
        }
        None => false,
    });
}

/// Every act that a decision contains, forbidden ones left out: what its message may contain.
pub fn acts(decision: &Outcome) -> Vec<ActId> {
    let list = decision.steps.iter().chain(&decision.goodwill);
    list.map(|(act, _)| *act).collect()
}
