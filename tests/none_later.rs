//! None later: what speaks for the buyer moves no day by which the buyer gets goods or money.
//!
//! A day is that of a seller's duty. One fact at a time is made better for the buyer; the events of the order stay.

use crate::orders;
use crate::situations;

use std::collections::BTreeMap;

use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales_core::case::Case;
use aftersales_core::engine::deadlines::due;
use aftersales_core::engine::reference::{Situation, evaluate};
use aftersales_core::policy::{Effect, Party, Rule};
use aftersales_core::time::deadline::{Instant, read_instant};
use aftersales_core::time::period::Period;
use aftersales_core::vocabulary::complaints::state_bit;
use aftersales_core::vocabulary::facts::{REGION, Stated};
use orders::{ORDERS, Step, Wrong, at, ranks, set, step};
use situations::{Random, domains, situation};

/// Courses of an order, each with the days of one month on which its events were.
pub const COURSES: &[&[(&str, u32)]] = &[
    // Everything in the usual order; the goods are back before the period for them is over.
    &[
        ("paid_at", 1),
        ("ship_by", 3),
        ("shipped_at", 2),
        ("deliver_by", 6),
        ("delivered_at", 5),
        ("requested_at", 6),
        ("agreed_at", 7),
        ("claimed_at", 7),
        ("return_sent_at", 8),
        ("return_received_at", 10),
        ("decided_at", 11),
    ],
    // A return that takes long, and no proof of sending it.
    &[
        ("paid_at", 1),
        ("ship_by", 3),
        ("shipped_at", 2),
        ("deliver_by", 6),
        ("delivered_at", 5),
        ("requested_at", 6),
        ("agreed_at", 7),
        ("claimed_at", 7),
        ("return_received_at", 27),
        ("decided_at", 27),
    ],
];

/// Situations drawn of each complaint and order state.
const DRAWN: usize = 600;

#[test]
fn what_speaks_for_the_buyer_makes_nothing_later() {
    let mut random = Random(7);
    let mut wrong = Wrong::default();
    let mut compared = 0;
    for domain in &domains(shipped::policy()) {
        for _ in 0..DRAWN {
            let mut here = situation(&mut random, domain);
            set(&mut here, "resolved", "no");
            set(&mut here, "payment_dispute", "none");
            for (code, _) in ORDERS {
                let fact = vocabulary().fact(code).expect("a fact");
                if here[fact].is_none() || (*code == "platform_case" && is_contested(&here)) {
                    continue;
                }
                let ranks = ranks(fact, domain.pair.1);
                let Some((worse, better)) = step(&mut random, &ranks) else { continue };
                let with = |value: Stated| {
                    let mut next = here.clone();
                    next[fact] = Some(value);
                    next
                };
                let both = [with(worse), with(better)].map(|all| (duties(&all), all));
                for course in COURSES {
                    let [less, more] =
                        both.each_ref().map(|(duties, all)| days(duties, all, course));
                    for (act, day) in &less {
                        compared += 1;
                        let what = match more.get(act) {
                            None => "has no day",
                            Some(other) if other > day => "is later",
                            Some(_) => continue,
                        };
                        let step = Step { here: &here, fact, worse, better };
                        wrong.add(&format!("{act} {what}"), &step, &with(better));
                    }
                }
            }
        }
    }
    assert!(compared > 10_000, "{compared}");
    wrong.assert_none();
}

/// Whether what came back is not what was sent: where a case is open, the platform settles it.
fn is_contested(situation: &Situation) -> bool {
    let returned = at(situation, "returned");
    !["", "not_checked", "as_sent", "opened"].contains(&returned.as_str())
}

/// The periods in which the seller has to give the buyer something, each with the act.
fn duties(situation: &Situation) -> Vec<(&'static str, Period)> {
    duties_of(situation, |_| true)
}

/// The same of some rules only.
pub fn duties_of(
    situation: &Situation,
    counts: impl Fn(&Rule) -> bool,
) -> Vec<(&'static str, Period)> {
    let policy = shipped::policy();
    let given = |duty: usize| match &policy.rules[duty].effect {
        Effect::Duty { must: true, act, within: Some(within), by: Party::Seller, .. }
            if vocabulary().groups.gives.contains((*act).into()) && counts(&policy.rules[duty]) =>
        {
            Some((vocabulary().get_act(*act).code, *within))
        }
        _ => None,
    };
    evaluate(policy, situation, None).duties.into_iter().filter_map(given).collect()
}

/// For each act of some duties, the first day by which one has it done.
pub fn days(
    duties: &[(&'static str, Period)],
    situation: &Situation,
    course: &[(&str, u32)],
) -> BTreeMap<&'static str, Instant> {
    let mut found: BTreeMap<&'static str, Instant> = BTreeMap::new();
    if duties.is_empty() {
        return found;
    }
    let case = case(situation, course);
    for (act, within) in duties {
        let Some((end, _)) = due(&case, *within, shipped::regions()) else { continue };
        let first = found.entry(act).or_insert(end.at);
        *first = end.at.min(*first);
    }
    found
}

/// A case of a situation's place and order state, with the events of a course that have happened by then.
fn case(situation: &Situation, course: &[(&str, u32)]) -> Case {
    let mut case = Case::unknown(vocabulary());
    let state = vocabulary().fact("order_state").expect("a fact");
    case.stated[state] = situation[state];
    case.stated[REGION] = situation[REGION];
    for (code, day) in course {
        let event = vocabulary().events.iter().position(|event| event.code == *code);
        let event = event.expect("an event");
        let happened = vocabulary().events[event].not_at & state_bit(case.choice(state)) == 0;
        if happened {
            case.events[event] = read_instant(&format!("2026-11-{day:02}T10:00:00Z"));
        }
    }
    case
}
