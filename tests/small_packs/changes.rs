//! What would change the remedy: all sets of facts of the smallest size, one or two, that surely lead
//! to another remedy as the case goes on, and no other.

use std::collections::BTreeSet;

use aftersales::shipped::vocabulary;
use aftersales_core::case::Case;
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::engine::counterfactual::changes;
use aftersales_core::engine::decide::decide;
use aftersales_core::policy::Policy;
use aftersales_core::vocabulary::facts::Stated;
use aftersales_core::vocabulary::facts::{FactId, ORDER_STATE};
use aftersales_core::vocabulary::remedies::RemedyId;

use crate::situations::described;
use crate::small::every_pack;
use crate::small::limit::CASES;
use crate::small::table::{Partial, Table, pairs_of};

/// Facts with the values they take, by fact, and the remedy then.
type Change = (Vec<(FactId, Stated)>, RemedyId);

#[test]
fn the_changes_are_exactly_the_smallest_that_surely_lead_to_another_remedy() {
    every_pack("changes", 80, CASES, |pack| {
        let policy = pack.policy();
        let blocks = Blocks::new(&policy, None);
        let tables: Vec<Table> =
            pairs_of(&policy).into_iter().map(|pair| Table::new(&policy, pair, None)).collect();
        for here in &tables {
            let block = blocks.get(here.pair.0, here.pair.1);
            for (partial, computed) in here.partials().into_iter().flat_map(both_ways) {
                let mut case = here.case(&partial);
                for axis in here
                    .axes
                    .iter()
                    .filter(|axis| vocabulary().facts[axis.fact].derivation.is_some())
                {
                    case.computed[axis.fact] = computed && case.stated[axis.fact].is_some();
                }
                let Some(now) = decide(&[block], &case).remedy() else { continue };
                let expected = smallest(&tables, here, &case, now);
                let got = changes(&blocks, block, &case, now);
                let got = got.into_iter().map(|change| {
                    let set = change.set.iter().map(|(fact, code)| (*fact, code.clone()));
                    (set.collect(), change.remedy)
                });
                let got: Vec<(Vec<(FactId, String)>, RemedyId)> = got.collect();
                let expected = BTreeSet::from_iter(expected.iter().map(|one| shown(&policy, one)));
                if got.len() != expected.len() || BTreeSet::from_iter(got.clone()) != expected {
                    let described = described(&policy, &case.stated);
                    let now = vocabulary().get_remedy(now).code;
                    return Err(format!("{described}: {now}\nexpected {expected:?}\ngot {got:?}"));
                }
            }
        }
        Ok(())
    });
}

/// Facts that instants can give are stated, and given by events, where they cannot be set.
fn both_ways(partial: Partial) -> [(Partial, bool); 2] {
    [(partial.clone(), false), (partial, true)]
}

/// A change as the engine tells it.
fn shown(policy: &Policy, (set, remedy): &Change) -> (Vec<(FactId, String)>, RemedyId) {
    let code = |(fact, value): &(FactId, Stated)| match value {
        Stated::Choice(at) => (*fact, policy.value_code(*fact, *at)),
        Stated::Number(number) => (*fact, number.to_string()),
    };
    (set.iter().map(code).collect(), *remedy)
}

/// All changes of the smallest size. Facts that no rule tests are left out: with one of them, a set
/// leads where it leads without.
fn smallest(tables: &[Table], here: &Table, case: &Case, now: RemedyId) -> Vec<Change> {
    let singles = singles(tables, here, case);
    let leads = |set: Vec<(FactId, Stated)>| {
        let remedy = leads(tables, here, case, &set).filter(|remedy| *remedy != now)?;
        Some((set, remedy))
    };
    let ones: Vec<Change> = singles.iter().filter_map(|one| leads(vec![*one])).collect();
    if !ones.is_empty() {
        return ones;
    }
    let pairs = singles.iter().flat_map(|one| singles.iter().map(move |other| vec![*one, *other]));
    pairs.filter(|pair| pair[0].0 < pair[1].0).filter_map(leads).collect()
}

/// Every value that a fact which unfolds could take next, here or at a later order state.
fn singles(tables: &[Table], here: &Table, case: &Case) -> Vec<(FactId, Stated)> {
    let mut found = Vec::new();
    let later = tables.iter().filter(|table| is_later(table, here));
    for table in later.clone() {
        found.extend(table.pair.1.map(|state| (ORDER_STATE, Stated::Choice(state))));
    }
    for table in later.chain([here]) {
        for axis in table.axes.iter().filter(|axis| vocabulary().facts[axis.fact].unfolds) {
            let current = case.stated[axis.fact].or(axis.start.map(|at| axis.values[at]));
            let next = axis.values.iter().filter(|value| match (**value, current) {
                (Stated::Number(next), Some(Stated::Number(current))) => next > current,
                (next, current) => Some(next) != current,
            });
            if !case.computed[axis.fact] {
                found.extend(next.map(|value| (axis.fact, *value)));
            }
        }
    }
    let key = |(fact, value): &(FactId, Stated)| match value {
        Stated::Choice(at) => (*fact, *at),
        Stated::Number(number) => (*fact, *number as usize),
    };
    found.sort_by_key(key);
    found.dedup();
    found
}

fn is_later(table: &Table, here: &Table) -> bool {
    table.pair.0 == here.pair.0 && table.pair.1 > here.pair.1
}

/// The remedy that a case surely has with these facts set; none where it contradicts itself then, or
/// where a fact that is set does not apply.
fn leads(
    tables: &[Table],
    here: &Table,
    case: &Case,
    set: &[(FactId, Stated)],
) -> Option<RemedyId> {
    let state = set.iter().find(|(fact, _)| *fact == ORDER_STATE).map(|(_, state)| *state);
    let there = match state {
        Some(Stated::Choice(state)) => {
            tables.iter().find(|table| table.pair == (here.pair.0, Some(state)))?
        }
        _ => here,
    };
    let applies = |fact: FactId| there.axes.iter().any(|axis| axis.fact == fact);
    if !set.iter().all(|(fact, _)| *fact == ORDER_STATE || applies(*fact)) {
        return None;
    }
    let value = |fact: FactId| {
        let set = set.iter().find(|(other, _)| *other == fact).map(|(_, value)| *value);
        set.or(case.stated[fact])
    };
    let mut partial = Vec::new();
    for axis in &there.axes {
        let at = value(axis.fact).map(|value| axis.values.iter().position(|one| *one == value));
        // A stated value that cannot occur there contradicts the change.
        if at == Some(None) {
            return None;
        }
        partial.push(at.flatten());
    }
    let reached = there.completions(&partial, false);
    let reached: BTreeSet<RemedyId> =
        reached.into_iter().filter_map(|at| there.outcomes[at].remedy).collect();
    let one = reached.first().copied();
    one.filter(|_| reached.len() == 1)
}
