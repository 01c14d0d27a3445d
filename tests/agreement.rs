//! What runs in production agrees with the reference evaluator, which reads the rules one by one: on
//! every situation of the blocks that can be gone through, on a million at random of the others.

use crate::situations;

use std::collections::BTreeSet;
use std::thread;

use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales_core::engine::compiled::{Decided, NOT_STATED};
use aftersales_core::engine::decide::decide;
use aftersales_core::engine::reference::{Outcome, Situation, evaluate};
use aftersales_core::vocabulary::facts::Stated;
use aftersales_core::vocabulary::facts::{self, ORDER_STATE};
use situations::{
    Domain, Pair, Random, completions, count, described, domains, open_facts, partial, situation,
    situation_at, values,
};

/// A block of no more situations than this is gone through as a whole.
const WHOLE: usize = 100_000;
/// Situations drawn in one run from blocks that are larger.
const DRAWN: usize = 1_000_000;
/// Cases drawn in one run that leave out facts.
const CASES: usize = 100_000;

#[test]
fn in_every_situation_of_the_smaller_blocks_all_decide_alike() {
    let domains = domains(shipped::policy());
    let smaller: Vec<&Domain> = domains.iter().filter(|domain| count(domain) <= WHOLE).collect();
    assert!(smaller.len() > domains.len() / 5, "{} of {} blocks", smaller.len(), domains.len());
    side_by_side(|part, parts| {
        for domain in &smaller {
            for place in (part..count(domain)).step_by(parts) {
                compare(domain.pair, &situation_at(domain, place));
            }
        }
    });
}

#[test]
fn in_a_million_situations_of_the_larger_blocks_all_decide_alike() {
    let domains = domains(shipped::policy());
    let larger: Vec<&Domain> = domains.iter().filter(|domain| count(domain) > WHOLE).collect();
    side_by_side(|part, parts| {
        let mut random = Random(1 + part as u64);
        for _ in 0..DRAWN.div_ceil(parts) {
            let domain = random.pick(&larger);
            compare(domain.pair, &situation(&mut random, domain));
        }
    });
}

#[test]
fn the_table_reads_what_is_left_out_as_assumed_and_ignores_what_does_not_apply() {
    let policy = shipped::policy();
    let domains = domains(policy);
    let mut random = Random(9);
    for _ in 0..CASES {
        let domain = &domains[random.below(domains.len())];
        let mut case = partial(&mut random, domain, 1);
        // What does not apply is ignored, whatever it says.
        let noise = random.below(vocabulary().facts.len());
        let applies = vocabulary().applies(noise, domain.pair.0, domain.pair.1);
        if !applies && noise != facts::COMPLAINT && noise != ORDER_STATE {
            case.stated[noise] = Some(random.pick(&values(policy, noise, domain.pair.1)));
        }
        let missing = open_facts(domain.pair)
            .into_iter()
            .any(|fact| case.stated[fact].is_none() && vocabulary().facts[fact].start.is_none());
        let row: Vec<u16> = case.stated.iter().map(code_in_row).collect();
        let got = shipped::compiled().decide(&row);
        let agrees = match got {
            Decided::Incomplete => missing,
            Decided::Impossible => false,
            Decided::Remedy(..) => {
                let full = &completions(policy, &case, domain.pair, &[])[0];
                is_that(got, &evaluate(policy, full, None)) && !missing
            }
        };
        assert!(agrees, "{}: {got:?}", described(policy, &case.stated));
    }
}

#[test]
fn a_complaint_that_cannot_come_up_at_an_order_state_is_not_decided() {
    let occurring = situations::pairs();
    for complaint in 0..vocabulary().complaints.len() {
        for state in 0..vocabulary().order_states().len() {
            let mut row = vec![NOT_STATED; vocabulary().facts.len()];
            row[facts::COMPLAINT] = complaint as u16;
            row[ORDER_STATE] = state as u16;
            let got = shipped::compiled().decide(&row);
            let of_an_order = vocabulary().has_order_state(complaint);
            let possible = !of_an_order || occurring.contains(&(complaint, Some(state)));
            assert_eq!(got == Decided::Impossible, !possible, "{complaint} at {state}: {got:?}");
        }
    }
    for row in [
        vec![],
        vec![NOT_STATED; vocabulary().facts.len()],
        vec![u16::MAX - 1; vocabulary().facts.len()],
    ] {
        assert_eq!(shipped::compiled().decide(&row), Decided::Impossible);
    }
}

#[test]
fn every_pair_of_complaint_and_order_state_is_a_block_and_no_other() {
    let blocks: BTreeSet<Pair> = vocabulary().blocks().into_iter().collect();
    assert_eq!(blocks, situations::pairs().into_iter().collect());
}

/// The engine and the table against the reference evaluator.
fn compare(pair: Pair, situation: &Situation) {
    let policy = shipped::policy();
    let expected = evaluate(policy, situation, None);
    let mut case = situations::empty();
    case.stated.clone_from(situation);
    let engine = decide(&[situations::blocks().get(pair.0, pair.1)], &case).sure;
    let row = situation.iter().map(code_in_row).collect::<Vec<u16>>();
    let table = shipped::compiled().decide(&row);
    let described = || described(policy, situation);
    assert!(engine == expected, "{}\nexpected {expected:?}\ngot {engine:?}", described());
    assert!(is_that(table, &expected), "{}\nexpected {expected:?}\ngot {table:?}", described());
}

fn is_that(decided: Decided, expected: &Outcome) -> bool {
    match decided {
        Decided::Remedy(remedy, rule) => {
            expected.remedy == Some(remedy) && expected.deciding.contains(&rule)
        }
        Decided::Incomplete | Decided::Impossible => false,
    }
}

/// Does every part of some work, on as many threads as there is room for.
fn side_by_side(work: impl Fn(usize, usize) + Sync) {
    let parts = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for part in 0..parts {
            let work = &work;
            scope.spawn(move || work(part, parts));
        }
    });
}

/// A fact as a row of codes has it.
fn code_in_row(stated: &Option<Stated>) -> u16 {
    match stated {
        None => NOT_STATED,
        Some(Stated::Choice(at)) => *at as u16,
        Some(Stated::Number(number)) => *number as u16,
    }
}
