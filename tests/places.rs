//! The rules of other places than the case's own change nothing about its answer.

use crate::scenario;
use crate::situations;

use aftersales::shipped;
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
