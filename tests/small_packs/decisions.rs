//! In every situation of every small policy the engine and the table decide as the reference
//! evaluator does.

use aftersales::shipped::vocabulary;
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::engine::compiled::{Compiled, Decided, NOT_STATED};
use aftersales_core::engine::decide::decide;
use aftersales_core::engine::reference::{Outcome, Situation, evaluate, remedy_of};
use aftersales_core::policy::Policy;
use aftersales_core::vocabulary::facts::FactId;
use aftersales_core::vocabulary::facts::Stated;

use crate::situations::{Pair, completions, described, empty, open_facts, values};
use crate::small::every_pack;
use crate::small::limit::SITUATIONS;
use crate::small::table::{Table, pairs_of};

#[test]
fn the_engine_gives_what_the_reference_evaluator_gives_in_every_situation() {
    every_pack("engine", 1000, SITUATIONS, |pack| {
        let policy = pack.policy();
        for day in days(&policy) {
            let blocks = Blocks::new(&policy, day.clone());
            for pair in pairs_of(&policy) {
                for situation in both_ends(&policy, pair) {
                    let expected = evaluate(&policy, &situation, day.as_deref());
                    let mut case = empty();
                    case.stated.clone_from(&situation);
                    let got = decide(&[blocks.get(pair.0, pair.1)], &case);
                    let possible: Vec<_> = expected.remedy.into_iter().collect();
                    if got.sure != expected || got.possible != possible {
                        let described = described(&policy, &situation);
                        return Err(format!("{described} on {day:?}\n{expected:#?}\ngot {got:#?}"));
                    }
                }
            }
        }
        Ok(())
    });
}

#[test]
fn the_table_decides_every_situation_as_the_reference_evaluator_does() {
    every_pack("table", 500, SITUATIONS, |pack| {
        let policy = pack.policy();
        let compiled = Compiled::new(&policy).map_err(|large| format!("{large:?}"))?;
        for pair in pairs_of(&policy) {
            for situation in both_ends(&policy, pair) {
                let expected = evaluate(&policy, &situation, None);
                let got = compiled.decide(&row(&situation));
                if !agrees(&policy, &expected, got) {
                    return Err(format!("{}: {got:?}", described(&policy, &situation)));
                }
                for fact in open_facts(pair) {
                    let mut without = situation.clone();
                    without[fact] = None;
                    let got = compiled.decide(&row(&without));
                    let right = match vocabulary().facts[fact].start {
                        None => got == Decided::Incomplete,
                        Some(_) => agrees(&policy, &assumed(&policy, &without, pair, fact), got),
                    };
                    if !right {
                        return Err(format!("{}: {got:?}", described(&policy, &without)));
                    }
                }
            }
        }
        Ok(())
    });
}

/// A gap is no decision. Where two remedies win, which an audit reports, it is one of the two.
fn agrees(policy: &Policy, expected: &Outcome, got: Decided) -> bool {
    match got {
        Decided::Remedy(remedy, rule) => {
            expected.deciding.contains(&rule)
                && remedy_of(policy, rule).is_none_or(|named| named == remedy)
                && (expected.overlap.is_some() || expected.remedy == Some(remedy))
        }
        Decided::Impossible => expected.remedy.is_none(),
        Decided::Incomplete => false,
    }
}

/// What follows where one fact is as it is assumed to be.
fn assumed(policy: &Policy, situation: &Situation, pair: Pair, fact: FactId) -> Outcome {
    let mut case = empty();
    case.stated.clone_from(situation);
    assert!(case.stated[fact].is_none());
    evaluate(policy, &completions(policy, &case, pair, &[])[0], None)
}

/// Every situation, with the first and the last number of every range.
fn both_ends(policy: &Policy, pair: Pair) -> Vec<Situation> {
    let table = Table::new(policy, pair, None);
    let mut found = table.situations;
    for axis in &table.axes {
        let numbers = values(policy, axis.fact, pair.1);
        if numbers.len() > axis.values.len() {
            let others = numbers.into_iter().filter(|number| !axis.values.contains(number));
            let more: Vec<Situation> = others
                .flat_map(|number| {
                    let first = found.iter().filter(|one| one[axis.fact] == Some(axis.values[0]));
                    first.map(move |one| {
                        let mut next = one.clone();
                        next[axis.fact] = Some(number);
                        next
                    })
                })
                .collect();
            found.extend(more);
        }
    }
    found
}

/// No day, and every day at which a rule begins or ends.
fn days(policy: &Policy) -> Vec<Option<String>> {
    let ends = policy.rules.iter().flat_map(|rule| [&rule.valid_from, &rule.valid_until]);
    let mut days: Vec<Option<String>> = ends.cloned().collect();
    days.push(None);
    // The day after the last one.
    days.push(Some("2030-01-04".into()));
    days.sort();
    days.dedup();
    days
}

fn row(situation: &Situation) -> Vec<u16> {
    let code = |stated: &Option<Stated>| match stated {
        None => NOT_STATED,
        Some(Stated::Choice(at)) => *at as u16,
        Some(Stated::Number(number)) => *number as u16,
    };
    situation.iter().map(code).collect()
}
