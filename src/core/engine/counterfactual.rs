//! What would change the remedy: the smallest sets of facts that, as the case goes on, lead to another.

use crate::case::{Bound, Case};
use crate::engine::block::Block;
use crate::engine::blocks::Blocks;
use crate::engine::decide::{open_space, position, reached};
use crate::engine::space::Space;
use crate::policy::Policy;
use crate::vocabulary::facts::{FactId, Kind, ORDER_STATE, Stated, Values};
use crate::vocabulary::remedies::RemedyId;

/// Facts with the values they would take (for numbers, the first of the range), and the remedy then.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub set: Vec<(FactId, String)>,
    pub remedy: RemedyId,
}

/// All changes of the smallest size, one fact or two, that surely lead to another remedy.
///
/// Only facts that unfold are varied, the order state and numbers only forward; facts that events
/// gave are left alone, since stating them would contradict the events.
pub fn changes(blocks: &Blocks, block: &Block, case: &Case, remedy: RemedyId) -> Vec<Change> {
    let singles = steps(blocks.policy(), block, case);
    let ones = lead_elsewhere(blocks, block, case, remedy, singles.iter().map(|one| vec![*one]));
    if !ones.is_empty() {
        return ones;
    }
    let pairs = singles.iter().enumerate().flat_map(|(at, one)| {
        let others = match one.0 {
            // Where the parcel is next, other facts apply.
            ORDER_STATE => match blocks.open(&with_stated(case, &[*one])).as_slice() {
                [next] => steps(blocks.policy(), next, case),
                _ => Vec::new(),
            },
            _ => singles[at + 1..].to_vec(),
        };
        let others = others.into_iter().filter(|other| ![one.0, ORDER_STATE].contains(&other.0));
        others.map(|other| vec![*one, other]).collect::<Vec<_>>()
    });
    lead_elsewhere(blocks, block, case, remedy, pairs)
}

/// The case with these facts stated, too.
fn with_stated(case: &Case, set: &[Step]) -> Case {
    let mut next = case.clone();
    for (fact, value) in set {
        next.stated[*fact] = Some(*value);
    }
    next
}

type Step = (FactId, Stated);

/// Every single value that a fact could take next.
fn steps(policy: &Policy, block: &Block, case: &Case) -> Vec<Step> {
    let whole = block.whole();
    let mut steps = Vec::new();
    let facts = &policy.vocabulary.facts;
    let applies = |fact: &FactId| {
        facts[*fact].unfolds
            && !case.computed[*fact]
            && (block.applies[*fact] || (*fact == ORDER_STATE && block.order_state.is_some()))
    };
    for fact in (0..facts.len()).filter(applies) {
        let current = case.known(fact).map(|known| position(policy, fact, known));
        let forward_only = fact == ORDER_STATE || matches!(facts[fact].kind, Kind::Number { .. });
        for at in 0..policy.count(fact) {
            let beyond = matches!((&case.bounds[fact], stated(policy, fact, at)),
                (Some(Bound::AtMost(most)), Stated::Number(number)) if number > *most);
            let possible = !beyond && (fact == ORDER_STATE || whole.has(fact, at));
            let ahead = !forward_only || current.is_none_or(|current| at > current);
            if possible && ahead && Some(at) != current {
                steps.push((fact, stated(policy, fact, at)));
            }
        }
    }
    steps
}

fn stated(policy: &Policy, fact: FactId, at: usize) -> Stated {
    match policy.vocabulary.facts[fact].kind {
        Kind::Choice(_) => Stated::Choice(at),
        Kind::Number { .. } => {
            Stated::Number(policy.cuts[fact].get(at).copied().unwrap_or_default())
        }
    }
}

/// Whether everything that is stated can be so in another block, too: a parcel that is stated to be
/// moving does not become delivered by itself.
fn can_stay(block: &Block, case: &Case) -> bool {
    block.open_facts().all(|fact| {
        let value = case.stated[fact].map(|stated| position(block.policy, fact, stated));
        value.is_none_or(|value| block.whole().has(fact, value))
    })
}

/// Has what depends on a number of days follow the number that is set; `false` if what is stated contradicts it then.
fn follow(block: &Block, case: &Case, set: &[Step], part: &mut Space) -> bool {
    let Some(extendable) = &case.extendable else { return true };
    let days = set.iter().find_map(|step| match step {
        (fact, Stated::Number(days)) if *fact == extendable.counting => Some(*days),
        _ => None,
    });
    let Some(days) = days.filter(|_| block.applies[extendable.fact]) else { return true };
    let is_set = set.iter().any(|(fact, _)| *fact == extendable.fact);
    if is_set || (case.stated[extendable.fact].is_some() && !case.computed[extendable.fact]) {
        return days <= *extendable.days.end();
    }
    part.put(extendable.fact, &extendable.values(days));
    true
}

fn lead_elsewhere(
    blocks: &Blocks,
    block: &Block,
    case: &Case,
    remedy: RemedyId,
    sets: impl Iterator<Item = Vec<Step>>,
) -> Vec<Change> {
    let policy = blocks.policy();
    let space = open_space(block, case, false);
    // The rules that any of the changes could bring in: those beside what stays as it is.
    let facts = &policy.vocabulary.facts;
    let mut widened = space.clone();
    for fact in (0..facts.len()).filter(|fact| facts[*fact].unfolds && block.applies[*fact]) {
        widened.put(fact, &block.whole().get(fact));
    }
    let (sure, maybe) = block.sort(&widened, &block.effects.naming);
    let naming = sure.or(&maybe);
    let mut found = Vec::new();
    for set in sets {
        let remedies = if set.iter().any(|(fact, _)| *fact == ORDER_STATE) {
            let next = with_stated(case, &set);
            match blocks.open(&next).as_slice() {
                [other]
                    if set.iter().all(|(fact, _)| *fact == ORDER_STATE || other.applies[*fact])
                        && can_stay(other, &next) =>
                {
                    let mut part = open_space(other, &next, false);
                    if !follow(other, case, &set, &mut part) {
                        continue;
                    }
                    reached(other, &part, &other.effects.naming)
                }
                _ => continue,
            }
        } else {
            let mut part = space.clone();
            for (fact, value) in &set {
                part.put(*fact, &Values::of(position(policy, *fact, *value)));
            }
            if !follow(block, case, &set, &mut part) {
                continue;
            }
            reached(block, &part, &naming)
        };
        if let Some(other) = remedies.only().filter(|other| *other != usize::from(remedy)) {
            let code = |(fact, value): &Step| {
                (*fact, policy.value_code(*fact, position(policy, *fact, *value)))
            };
            let set = set.iter().map(code).collect();
            found.push(Change { set, remedy: other as RemedyId });
        }
    }
    found
}
