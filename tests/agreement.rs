//! What runs in production agrees with the reference evaluator, which reads the rules one by one.

mod scenario;
mod situations;

use std::collections::BTreeSet;

use aftersales::advise::advise;
use aftersales::answer::{Advice, CaseValue};
use aftersales::case::{Case, Stated};
use aftersales::conventions::Plain;
use aftersales::engine::ask::questions;
use aftersales::engine::compiled::{Decided, NOT_STATED};
use aftersales::engine::decide::{decide, open_space, possible};
use aftersales::engine::reference::{Outcome, Situation, evaluate, outcome};
use aftersales::engine::space::Block;
use aftersales::facts::{self, FACTS, FactId, Kind, ORDER_STATE};
use aftersales::policy::RuleId;
use aftersales::remedy::{self, RemedyId};
use aftersales::shipped;
use aftersales::value::Value;
use situations::{
    Pair, Random, as_value, completions, domains, open_facts, partial, situation, told, values,
};

/// Situations compared in one run.
const SITUATIONS: usize = 200_000;
const PARTIAL_CASES: usize = 500;

/// The codes of one part of an outcome.
type Part<'a> = &'a dyn Fn(&Outcome) -> Vec<usize>;

#[test]
fn the_rules_of_a_block_that_hold_give_what_the_reference_evaluator_gives() {
    let policy = shipped::policy();
    let domains = domains(policy);
    let blocks: Vec<Block> = domains.iter().map(|domain| block_of(domain.pair)).collect();
    let mut random = Random(1);
    for _ in 0..SITUATIONS {
        let at = random.below(domains.len());
        let situation = situation(&mut random, &domains[at]);
        let space = situations::space_of(policy, &situation);
        let holding = blocks[at].ids(&blocks[at].sort(&space, &blocks[at].all).0);
        let expected = evaluate(policy, &situation, None);
        if outcome(policy, &holding) != expected {
            panic!("{}\nexpected {expected:?}\ngot rules {holding:?}", told(policy, &situation));
        }
    }
}

#[test]
fn the_compiled_policy_decides_as_the_reference_evaluator_does() {
    let policy = shipped::policy();
    let domains = domains(policy);
    let mut random = Random(9);
    for _ in 0..SITUATIONS {
        let domain = &domains[random.below(domains.len())];
        let mut case = partial(&mut random, domain, 1);
        // What does not apply is ignored, whatever it says.
        let noise = random.below(FACTS.len());
        let applies = facts::applies(noise, domain.pair.0, domain.pair.1);
        if !applies && noise != facts::COMPLAINT && noise != ORDER_STATE {
            case.stated[noise] = Some(random.pick(&values(policy, noise, domain.pair.1)));
        }
        let missing = open_facts(domain.pair)
            .into_iter()
            .any(|fact| case.stated[fact].is_none() && FACTS[fact].starts_at.is_none());
        let row: Vec<u16> = case.stated.iter().map(code_in_row).collect();
        let got = shipped::compiled().decide(&row);
        let agrees = match got {
            Decided::Incomplete => missing,
            Decided::Impossible => false,
            Decided::Remedy(remedy, rule) => {
                let expected = outcome_of(&completions(policy, &case, domain.pair, &[])[0]);
                expected.remedy == Some(remedy) && expected.deciding.contains(&rule) && !missing
            }
        };
        assert!(agrees, "{}: {got:?}", told(policy, &case.stated));
    }
}

#[test]
fn a_complaint_that_cannot_come_up_at_an_order_state_is_not_decided() {
    let occurring = situations::pairs();
    for complaint in 0..facts::COMPLAINTS.len() {
        for state in 0..facts::ORDER_STATES.len() {
            let mut row = vec![NOT_STATED; FACTS.len()];
            row[facts::COMPLAINT] = complaint as u16;
            row[ORDER_STATE] = state as u16;
            let got = shipped::compiled().decide(&row);
            let of_an_order = facts::has_order_state(complaint);
            let possible = !of_an_order || occurring.contains(&(complaint, Some(state)));
            assert_eq!(got == Decided::Impossible, !possible, "{complaint} at {state}: {got:?}");
        }
    }
    for row in [vec![], vec![NOT_STATED; FACTS.len()], vec![u16::MAX - 1; FACTS.len()]] {
        assert_eq!(shipped::compiled().decide(&row), Decided::Impossible);
    }
}

#[test]
fn every_pair_of_complaint_and_order_state_is_a_block_and_no_other() {
    let blocks: BTreeSet<Pair> = facts::blocks().collect();
    assert_eq!(blocks, situations::pairs().into_iter().collect());
}

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
        for fact in questions(&[&block], &case).irrelevant {
            // Assumed facts may turn out otherwise as well.
            let mut full = situation(&mut random, domain);
            for other in open_facts(pair) {
                full[other] = case.stated[other].or(full[other]);
            }
            let first = outcome_of(&full);
            for value in values(policy, fact, pair.1) {
                let mut changed = full;
                changed[fact] = Some(value);
                if !first.same_for_people(&outcome_of(&changed)) {
                    panic!("{} matters to {}", FACTS[fact].code, told(policy, &full));
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
                    let mut changed = *situation;
                    changed[*fact] = Some(*value);
                    !first.same_for_people(&outcome_of(&changed))
                })
            })
        };
        let expected: BTreeSet<FactId> = open.iter().copied().filter(matters).collect();
        let block = block_of(pair);
        let asked: BTreeSet<FactId> = questions(&[&block], &case).ask.into_iter().collect();
        let code = |facts: &BTreeSet<FactId>| -> Vec<&str> {
            facts.iter().map(|fact| FACTS[*fact].code).collect()
        };
        if asked != expected {
            let (expected, got) = (code(&expected), code(&asked));
            panic!("{}\nexpected {expected:?}\ngot {got:?}", told(policy, &case.stated));
        }
    }
}

#[test]
fn every_change_that_is_named_really_leads_to_that_remedy() {
    let policy = shipped::policy();
    let mut random = Random(6);
    let domains = domains(policy);
    let drawn = (0..400).map(|_| {
        let domain = &domains[random.below(domains.len())];
        (as_value(policy, &partial(&mut random, domain, 2)), Value::Null)
    });
    let known = scenario::all();
    let known = known.iter().map(|one| (one.case(), one.options()));
    for (case, options) in known.chain(drawn) {
        let advice = advise(&case, &options, &Plain);
        let sizes: BTreeSet<usize> =
            advice.would_change.iter().map(|change| change.set.0.len()).collect();
        assert!(sizes.len() <= 1, "changes of the smallest size only: {case:?}");
        for change in &advice.would_change {
            assert_ne!(Some(change.remedy), code_of(&advice), "{case:?}");
            let next = with(&case, change.set.0.iter().map(|(fact, value)| (*fact, value.clone())));
            let then = advise(&next, &options, &Plain);
            assert_eq!(code_of(&then), Some(change.remedy), "{case:?} with {:?}", change.set);
            assert!(then.problems.is_empty(), "{:?} gives problems", change.set);
        }
    }
}

/// The other way round: no single step ahead that leads elsewhere is left out.
#[test]
fn no_single_fact_that_would_change_the_remedy_is_left_out() {
    let policy = shipped::policy();
    for one in scenario::all() {
        let advice = one.advise(&[]);
        let (Some(remedy), Some(stated)) = (code_of(&advice), one.fact("complaint")) else {
            continue;
        };
        let complaint = facts::value_index(facts::COMPLAINT, stated).expect("a complaint");
        let state =
            one.fact("order_state").and_then(|state| facts::value_index(ORDER_STATE, state));
        if !facts::can_be_raised(complaint, state) {
            continue;
        }
        let gives_days =
            |fact: &FactId| FACTS[*fact].derived && one.scenario.case.contains_key("now");
        let unfolding =
            open_facts((complaint, state)).into_iter().chain(state.map(|_| ORDER_STATE));
        for fact in unfolding.filter(|fact| FACTS[*fact].unfolds && !gives_days(fact)) {
            for at in ahead(&one, fact, state) {
                let value = match FACTS[fact].kind {
                    Kind::Choice(_) => CaseValue::Code(policy.value_code(fact, at)),
                    Kind::Number { .. } => CaseValue::Number(policy.cuts[fact][at]),
                };
                let then = advise(
                    &with(&one.case(), [(FACTS[fact].code, value.clone())]),
                    &one.options(),
                    &Plain,
                );
                let Some(other) = code_of(&then).filter(|other| *other != remedy) else { continue };
                if !then.problems.is_empty() {
                    continue;
                }
                let named = advice.would_change.iter().any(|change| {
                    change.set.0.len() == 1
                        && change.set.0 == [(FACTS[fact].code, value.clone())]
                        && change.remedy == other
                });
                assert!(
                    named,
                    "{}: {} = {value:?} leads to {other}",
                    one.place(),
                    FACTS[fact].code
                );
            }
        }
    }
}

/// The values that a fact could take next: numbers and the order state go forward only.
fn ahead(one: &scenario::Located, fact: FactId, state: Option<usize>) -> Vec<usize> {
    let policy = shipped::policy();
    let forward = fact == ORDER_STATE || matches!(FACTS[fact].kind, Kind::Number { .. });
    let stated = one.scenario.case.get(FACTS[fact].code);
    let current = match FACTS[fact].kind {
        Kind::Choice(_) => stated.and_then(|value| facts::value_index(fact, value.as_str()?)),
        Kind::Number { .. } => stated
            .and_then(toml::Value::as_integer)
            .or(FACTS[fact].starts_at.and_then(|start| start.parse().ok()))
            .and_then(|number| policy.cuts[fact].iter().rposition(|cut| i64::from(*cut) <= number)),
    };
    let current = if fact == ORDER_STATE { state } else { current };
    let possible = |at: &usize| fact == ORDER_STATE || situations::can_occur(fact, *at, state);
    let ahead = |at: &usize| !forward || current.is_none_or(|current| *at > current);
    (0..policy.count(fact)).filter(possible).filter(ahead).collect()
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
        if let Some(wrong) = wrong(&block_of(domain.pair), &case, domain.pair) {
            panic!("{}\n{wrong}", told(policy, &case.stated));
        }
    }
}

fn block_of((complaint, state): Pair) -> Block<'static> {
    Block::new(shipped::policy(), complaint, state, None)
}

/// A fact as a row of codes has it.
fn code_in_row(stated: &Option<Stated>) -> u16 {
    match stated {
        None => NOT_STATED,
        Some(Stated::Choice(at)) => *at as u16,
        Some(Stated::Number(number)) => *number as u16,
    }
}

fn all_completions(case: &Case, pair: Pair) -> Vec<Situation> {
    let unknown = |fact: &FactId| case.stated[*fact].is_none() && FACTS[*fact].starts_at.is_none();
    let open: Vec<FactId> = open_facts(pair).into_iter().filter(unknown).collect();
    completions(shipped::policy(), case, pair, &open)
}

fn outcome_of(situation: &Situation) -> Outcome {
    evaluate(shipped::policy(), situation, None)
}

fn codes(remedies: &[RemedyId]) -> Vec<&'static str> {
    remedies.iter().map(|remedy| remedy::get(*remedy).code).collect()
}

fn code_of(advice: &Advice) -> Option<&'static str> {
    advice.remedy.as_ref().map(|remedy| remedy.code)
}

/// A case with some facts set.
fn with<'a>(case: &Value, set: impl IntoIterator<Item = (&'a str, CaseValue)>) -> Value {
    let Value::Map(entries) = case else { panic!("a case") };
    let mut entries = entries.clone();
    for (fact, value) in set {
        entries.retain(|(code, _)| code != fact);
        let value = match value {
            CaseValue::Code(code) => Value::Text(code),
            CaseValue::Number(number) => Value::Number(f64::from(number)),
        };
        entries.push((fact.to_owned(), value));
    }
    Value::Map(entries)
}
