//! The rules of other places than the case's own change nothing about its answer.

use crate::scenario;
use crate::situations;

use aftersales::shipped;
use aftersales::words::rule_parts::ANY;
use aftersales_core::case::{Case, Context, read_case};
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::engine::counterfactual::changes;
use aftersales_core::engine::decide::decide;
use aftersales_core::engine::next::next;
use aftersales_core::engine::questions::questions;
use aftersales_core::vocabulary::facts::{PLATFORM, REGION};
use situations::{Random, described, domains, partial};

const RANDOM_CASES: usize = 20_000;

/// All that an answer is made of.
fn answer(blocks: &Blocks, case: &Case) -> String {
    let open = blocks.open(case);
    let decision = decide(&open, case);
    let changes = match (decision.remedy(), open.as_slice()) {
        (Some(remedy), [block]) => changes(blocks, block, case, remedy),
        _ => Vec::new(),
    };
    let next = next(&decision, &open, case);
    format!("{decision:#?}\n{:#?}\n{changes:#?}\n{next:#?}", questions(&open, case))
}

#[track_caller]
fn check(case: &Case, what: &str) {
    let expected = answer(situations::blocks(), case);
    let got = answer(&shipped::blocks(case, None), case);
    let differs = expected.lines().zip(got.lines()).find(|(expected, got)| expected != got);
    assert!(expected == got, "{what}: {differs:?}");
}

#[test]
fn scenarios_are_answered_alike_with_the_rules_of_their_place_and_with_all() {
    let high_value = |_: &str| None;
    let context = Context {
        vocabulary: shipped::vocabulary(),
        now: None,
        regions: shipped::regions(),
        high_value: &high_value,
        shop_wide: &[],
    };
    let mut placed = 0;
    for located in scenario::all() {
        let (case, _) = read_case(&located.case(), &context);
        placed += usize::from(case.choice(PLATFORM).is_some() && case.choice(REGION).is_some());
        check(&case, &located.place());
    }
    assert!(placed > 100, "only {placed} scenarios state both");
}

/// A page loads the words of the rules of the case's place only.
#[test]
fn every_rule_of_an_answer_has_its_words_in_the_parts_for_the_case() {
    let mut apart = 0;
    for located in scenario::all() {
        // A page shows no answer to a case of which neither is stated.
        if located.fact("complaint").is_none() && located.fact("order_state").is_none() {
            continue;
        }
        let needed = shipped::parts_for(&located.case());
        let needed: Vec<String> = needed.iter().map(|part| part.section("en")).collect();
        let advice = located.advise(&[]);
        let because = advice.because.iter().map(|reason| &reason.rule);
        let overruled = advice.overruled.iter();
        let overruled =
            overruled.flat_map(|it| [&it.rule].into_iter().chain(it.by.iter().map(|by| &by.rule)));
        let evidence = advice.steps.iter().flat_map(|step| &step.evidence).map(|it| &it.rule);
        let rules = because
            .chain(advice.duties.iter().map(|duty| &duty.rule))
            .chain(advice.rights.iter().map(|right| &right.rule))
            .chain(overruled)
            .chain(evidence);
        for rule in rules {
            let at = shipped::policy().find(rule).expect("a shipped rule");
            let (texts, _) = shipped::words("en").part_of(at).expect("a part with its words");
            let comes_with_answers = texts.part == ANY;
            let is_loaded =
                comes_with_answers || needed.contains(&format!("rules.en.{}", texts.part));
            assert!(is_loaded, "{}: {rule}", located.place());
            apart += usize::from(!comes_with_answers);
        }
    }
    assert!(apart > 1000, "only {apart} rules of a place");
}

#[test]
fn cases_at_random_are_answered_alike_with_the_rules_of_their_place_and_with_all() {
    let policy = shipped::policy();
    let domains = domains(policy);
    let mut random = Random(11);
    for _ in 0..RANDOM_CASES {
        let domain = &domains[random.below(domains.len())];
        let case = partial(&mut random, domain, 4);
        check(&case, &described(policy, &case.stated));
    }
}
