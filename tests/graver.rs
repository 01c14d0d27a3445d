//! A graver complaint never means less: what law and platform give to a buyer who changed their mind stays for one with a
//! confirmed fault, and money comes no later for a fault, and no later than for a fault where it is a danger.

use crate::more_never_less::{DRAWN, dearer_or_lost};
use crate::none_later::{COURSES, days, duties_of};
use crate::orders;
use crate::situations;

use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales_core::engine::reference::{Situation, evaluate};
use aftersales_core::policy::{Effect, Rule, Test};
use aftersales_core::vocabulary::facts::{COMPLAINT, ORDER_STATE, Stated};
use orders::{Step, Wrong, at, holds_rights, set};
use situations::{
    Domain, Random, can_occur, described, domains, open_facts, situation, start, values,
};

/// Complaints, the least grave first; those in one list are alike.
const GRAVER: &[&[&str]] = &[
    &["changed_mind"],
    &["wrong_item", "damaged", "quality_problem", "not_as_described"],
    &["safety_problem"],
];

/// The sources of duties that come with a withdrawal alone, each with the reason why a fault has no such day: who has a
/// fault to show may withdraw all the same, and then has that day.
const OF_WITHDRAWAL: &[(&str, &str)] = &[
    (
        "CN-CRPL-25-4",
        "the seven days follow a return without a reason; a fault is refunded without delay",
    ),
    (
        "EU-CRD-13",
        "the fourteen days follow a withdrawal; directive 2019/771 sets none for a fault",
    ),
    (
        "UK-CCR-34",
        "the fourteen days follow a cancellation; for a fault they run from the seller's consent",
    ),
    ("TH-DSA-33", "the fifteen days follow a termination without a reason"),
    ("TW-CPA-19-2-2", "the fifteen days follow a withdrawal"),
];

#[test]
fn what_is_given_for_a_lesser_complaint_is_neither_lost_nor_dearer_for_a_graver_one() {
    let mut random = Random(8);
    let mut wrong = Wrong::default();
    let mut compared = 0;
    let danger = vocabulary().complaint("safety_problem").expect("a complaint");
    let all = domains(shipped::policy());
    for domain in all.iter().filter(|domain| holds_rights(domain)) {
        for better in graver(domain) {
            for _ in 0..DRAWN {
                let mut here = lesser(&mut random, domain);
                // What is not asked of a fault is as it is of most orders: of other goods, and by a buyer who was told
                // nothing, a return without a reason is asked for as one.
                set(&mut here, "goods_kind", "ordinary");
                set(&mut here, "informed_of_withdrawal", "yes");
                set(&mut here, "return_period_extended", "no");
                let Some(there) = raised(&mut random, &here, better) else { continue };
                compared += 1;
                let worse = Stated::Choice(domain.pair.0);
                // What the platform decided of a danger is carried out.
                let is_decided = at(&there, "platform_case").starts_with("decided");
                if better == danger && (is_decided || brings_the_whole_price(&there)) {
                    continue;
                }
                for what in dearer_or_lost(&here, &there) {
                    let better = Stated::Choice(better);
                    wrong.add(&what, &Step { here: &here, fact: COMPLAINT, worse, better }, &there);
                }
            }
        }
    }
    assert!(compared > 4_000, "{compared}");
    wrong.assert_none();
}

/// Nobody is to go on using what is a danger: in place of a repair or of another piece of the same, the buyer has the money.
#[test]
fn a_confirmed_danger_brings_the_whole_price_whatever_a_fault_would() {
    let mut random = Random(10);
    let danger = vocabulary().complaint("safety_problem").expect("a complaint");
    let all = domains(shipped::policy());
    let held = all.iter().filter(|domain| holds_rights(domain) && domain.pair.0 == danger);
    let mut seen = 0;
    for domain in held {
        for _ in 0..DRAWN {
            let mut here = lesser(&mut random, domain);
            if !["none", "open"].contains(&at(&here, "platform_case").as_str()) {
                set(&mut here, "platform_case", "none");
            }
            seen += 1;
            assert!(brings_the_whole_price(&here), "{}", described(shipped::policy(), &here));
        }
    }
    assert_eq!(seen, 2 * DRAWN);
}

#[test]
fn what_is_given_for_a_lesser_complaint_comes_no_later_for_a_graver_one() {
    let of_withdrawal = of_withdrawal();
    let mut random = Random(9);
    let mut wrong = Wrong::default();
    let mut compared = 0;
    for domain in &domains(shipped::policy()) {
        for better in graver(domain) {
            for _ in 0..DRAWN {
                let here = lesser(&mut random, domain);
                let Some(there) = raised(&mut random, &here, better) else { continue };
                let less = duties_of(&here, |rule| !of_withdrawal.contains(&rule.id.as_ref()));
                let more = duties_of(&there, |_| true);
                for course in COURSES {
                    let (less, more) = (days(&less, &here, course), days(&more, &there, course));
                    for (act, day) in &less {
                        compared += 1;
                        let what = match more.get(act) {
                            None => "has no day",
                            Some(other) if other > day => "is later",
                            Some(_) => continue,
                        };
                        let worse = Stated::Choice(domain.pair.0);
                        let better = Stated::Choice(better);
                        let step = Step { here: &here, fact: COMPLAINT, worse, better };
                        wrong.add(&format!("{act} {what}"), &step, &there);
                    }
                }
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
    wrong.assert_none();
}

/// Whether the answer gives the buyer the whole price back, or asks it of the platform that ships the order.
fn brings_the_whole_price(situation: &Situation) -> bool {
    let brings = ["refund_original_method", "ask_platform"]
        .map(|code| vocabulary().act(code).expect("an act"));
    evaluate(shipped::policy(), situation, None).steps.iter().any(|(act, _)| brings.contains(act))
}

/// The duties with a day that cite such a source first.
fn of_withdrawal() -> Vec<&'static str> {
    let words = shipped::words("en");
    let cites = |at: usize| {
        let first = words.sources(at).next();
        first.is_some_and(|first| OF_WITHDRAWAL.iter().any(|(source, _)| first.id == *source))
    };
    let rules = shipped::policy().written().iter().enumerate();
    let has_day =
        |rule: &Rule| matches!(rule.effect, Effect::Duty { must: true, within: Some(_), .. });
    let found = rules.filter(|(at, rule)| has_day(rule) && cites(*at));
    found.map(|(_, rule)| rule.id.as_ref()).collect()
}

#[test]
fn what_is_judged_to_be_of_withdrawal_alone_holds_at_no_fault() {
    let words = shipped::words("en");
    for (source, reason) in OF_WITHDRAWAL {
        let cited = (0..shipped::policy().written().len())
            .any(|at| words.sources(at).next().is_some_and(|first| first.id == *source));
        assert!(cited, "{source}: {reason}");
    }
    let graver = ["wrong_item", "damaged", "quality_problem", "safety_problem"];
    for id in of_withdrawal() {
        let rule = shipped::policy().find(id).expect("a rule");
        for complaint in graver.map(|code| vocabulary().complaint(code).expect("a complaint")) {
            let holds = shipped::policy().rules[rule].when.iter().any(|(fact, test)| {
                matches!(test, Test::OneOf(at) if *fact == COMPLAINT && at.contains(complaint))
            });
            assert!(!holds, "{id} is of faults, too");
        }
    }
}

/// The complaints one step graver than that of a domain.
fn graver(domain: &Domain) -> Vec<usize> {
    let code = vocabulary().complaints[domain.pair.0].code;
    let Some(rank) = GRAVER.iter().position(|alike| alike.contains(&code)) else {
        return Vec::new();
    };
    let next = GRAVER.get(rank + 1).copied().unwrap_or_default();
    next.iter().map(|code| vocabulary().complaint(code).expect("a complaint")).collect()
}

/// A situation of the lesser complaint: a fault in it is confirmed, and nothing was declined.
fn lesser(random: &mut Random, domain: &Domain) -> Situation {
    let mut here = situation(random, domain);
    set(&mut here, "resolved", "no");
    set(&mut here, "payment_dispute", "none");
    set(&mut here, "evidence", "confirmed");
    set(&mut here, "earlier_remedy", "none");
    let declined = vocabulary().fact("offers_declined").expect("a fact");
    here[declined] = here[declined].map(|_| Stated::Number(0));
    here
}

/// The same with a graver complaint, which is confirmed; what applies to that one alone is as it is assumed. `None` where
/// it cannot be raised.
fn raised(random: &mut Random, here: &Situation, complaint: usize) -> Option<Situation> {
    let state = here[ORDER_STATE].and_then(|state| match state {
        Stated::Choice(at) => Some(at),
        Stated::Number(_) => None,
    });
    if !situations::pairs().contains(&(complaint, state)) {
        return None;
    }
    let mut there: Situation = vec![None; here.len()];
    there[COMPLAINT] = Some(Stated::Choice(complaint));
    there[ORDER_STATE] = here[ORDER_STATE];
    for fact in open_facts((complaint, state)) {
        let occurs = |value: &Stated| match value {
            Stated::Choice(at) => can_occur(fact, *at, state),
            Stated::Number(_) => true,
        };
        let kept = here[fact].filter(occurs).or_else(|| start(fact));
        there[fact] = kept.or_else(|| Some(random.pick(&values(shipped::policy(), fact, state))));
    }
    set(&mut there, "evidence", "confirmed");
    Some(there)
}
