//! What is said of a case of the shipped policy that leaves facts open, against all its completions.

use crate::situations;

use std::collections::BTreeSet;

use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales_core::case::Case;
use aftersales_core::engine::block::Block;
use aftersales_core::engine::decide::{decide, open_space, possible};
use aftersales_core::engine::questions::questions;
use aftersales_core::engine::reference::{Outcome, Situation, evaluate};
use aftersales_core::policy::RuleId;
use aftersales_core::vocabulary::facts::FactId;
use aftersales_core::vocabulary::remedies::RemedyId;
use situations::{
    Pair, Random, completions, described, domains, open_facts, partial, situation, values,
};

const PARTIAL_CASES: usize = 500;

/// The codes of one part of an outcome.
type Part<'a> = &'a dyn Fn(&Outcome) -> Vec<usize>;

#[test]
fn the_possible_remedies_are_exactly_those_that_completions_reach() {
    check(2, |block, case, pair| {
        let reached: BTreeSet<Option<RemedyId>> = all_completions(case, pair)
            .iter()
            .map(|situation| outcome_of(situation).remedy)
            .collect();
        let expected: Vec<RemedyId> = reached.into_iter().flatten().collect();
        let got = possible(block, &open_space(block, case, false));
        (expected != got).then(|| format!("expected {:?}\ngot {:?}", codes(&expected), codes(&got)))
    });
}

#[test]
fn what_is_sure_is_exactly_what_all_completions_share() {
    check(3, |block, case, pair| {
        let outcomes: Vec<Outcome> = all_completions(case, pair).iter().map(outcome_of).collect();
        let decision = decide(&[block], case);
        let shared = |list: &dyn Fn(&Outcome) -> Vec<usize>| -> BTreeSet<usize> {
            let sets: Vec<BTreeSet<usize>> =
                outcomes.iter().map(|outcome| list(outcome).into_iter().collect()).collect();
            let first = sets[0].iter().copied();
            first.filter(|item| sets.iter().all(|set| set.contains(item))).collect()
        };
        let acts =
            |list: &[(u16, Vec<RuleId>)]| list.iter().map(|(act, _)| usize::from(*act)).collect();
        let parts: [(&str, Part); 4] = [
            ("steps", &|outcome| acts(&outcome.steps)),
            ("goodwill", &|outcome| acts(&outcome.goodwill)),
            ("alternatives", &|outcome| acts(&outcome.alternatives)),
            ("duties", &|outcome| outcome.duties.clone()),
        ];
        parts.iter().find_map(|(what, list)| {
            let expected = shared(list);
            let got: BTreeSet<usize> = list(&decision.sure).into_iter().collect();
            (expected != got).then(|| format!("{what}: expected {expected:?}\ngot {got:?}"))
        })
    });
}

#[test]
fn a_fact_that_is_said_not_to_matter_never_matters() {
    let policy = shipped::policy();
    let mut random = Random(4);
    let domains = domains(policy);
    for _ in 0..PARTIAL_CASES {
        let domain = &domains[random.below(domains.len())];
        let pair = domain.pair;
        let case = partial(&mut random, domain, 6);
        let block = block_of(pair);
        for fact in questions(&[block], &case).irrelevant {
            // Assumed facts may turn out otherwise as well.
            let mut full = situation(&mut random, domain);
            for other in open_facts(pair) {
                full[other] = case.stated[other].or(full[other]);
            }
            let first = outcome_of(&full);
            for value in values(policy, fact, pair.1) {
                let mut changed = full.clone();
                changed[fact] = Some(value);
                if !first.same_for_people(&outcome_of(&changed)) {
                    panic!(
                        "{} matters to {}",
                        vocabulary().facts[fact].code,
                        described(policy, &full)
                    );
                }
            }
        }
    }
}

#[test]
fn with_few_facts_open_exactly_those_that_matter_are_asked() {
    let policy = shipped::policy();
    let mut random = Random(5);
    let domains = domains(policy);
    for _ in 0..PARTIAL_CASES / 5 {
        let domain = &domains[random.below(domains.len())];
        let pair = domain.pair;
        let mut case = situations::empty();
        case.stated = situation(&mut random, domain);
        let mut open = Vec::new();
        for _ in 0..3 {
            let fact = random.pick(&open_facts(pair));
            if case.stated[fact].take().is_some() {
                open.push(fact);
            }
        }
        let all = completions(policy, &case, pair, &open);
        let matters = |fact: &FactId| {
            all.iter().any(|situation| {
                let first = outcome_of(situation);
                values(policy, *fact, pair.1).iter().any(|value| {
                    let mut changed = situation.clone();
                    changed[*fact] = Some(*value);
                    !first.same_for_people(&outcome_of(&changed))
                })
            })
        };
        let expected: BTreeSet<FactId> = open.iter().copied().filter(matters).collect();
        let block = block_of(pair);
        let asked: BTreeSet<FactId> = questions(&[block], &case).ask.into_iter().collect();
        let code = |facts: &BTreeSet<FactId>| -> Vec<&str> {
            facts.iter().map(|fact| vocabulary().facts[*fact].code).collect()
        };
        if asked != expected {
            let (expected, got) = (code(&expected), code(&asked));
            panic!("{}\nexpected {expected:?}\ngot {got:?}", described(policy, &case.stated));
        }
    }
}

/// Compares random partial cases with their completions.
#[track_caller]
fn check(seed: u64, wrong: impl Fn(&Block, &Case, Pair) -> Option<String>) {
    let policy = shipped::policy();
    let mut random = Random(seed);
    let domains = domains(policy);
    for _ in 0..PARTIAL_CASES {
        let domain = &domains[random.below(domains.len())];
        let case = partial(&mut random, domain, 4);
        if let Some(wrong) = wrong(block_of(domain.pair), &case, domain.pair) {
            panic!("{}\n{wrong}", described(policy, &case.stated));
        }
    }
}

fn block_of((complaint, state): Pair) -> &'static Block<'static> {
    situations::blocks().get(complaint, state)
}

fn all_completions(case: &Case, pair: Pair) -> Vec<Situation> {
    let unknown =
        |fact: &FactId| case.stated[*fact].is_none() && vocabulary().facts[*fact].start.is_none();
    let open: Vec<FactId> = open_facts(pair).into_iter().filter(unknown).collect();
    completions(shipped::policy(), case, pair, &open)
}

fn outcome_of(situation: &Situation) -> Outcome {
    evaluate(shipped::policy(), situation, None)
}

fn codes(remedies: &[RemedyId]) -> Vec<&'static str> {
    remedies.iter().map(|remedy| vocabulary().get_remedy(*remedy).code).collect()
}
