//! More never means less: what speaks for the buyer takes no way from the buyer and makes none dearer.
//!
//! The ways that law and platform give are worked out from the reference evaluator: those of the rights that hold, and those
//! of the remedy that a rule of these layers names for some wish. One fact at a time is made better for the buyer.

use crate::orders;
use crate::situations;

use std::collections::BTreeMap;

use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales_core::engine::reference::{Situation, evaluate};
use aftersales_core::policy::{Effect, Layer, Party, Test};
use aftersales_core::vocabulary::facts::{Aspect, COMPLAINT, FactId, Stated};
use aftersales_core::vocabulary::remedies::RemedyId;
use orders::{ORDERS, Step, Wrong, at, holds_rights, ranks, set, shown, step};
use situations::{Random, described, domains, situation, values};

/// Ways that are no worse for the buyer than another one.
const BETTER: &[(&str, &str)] = &[
    ("accept_return", "refund_original_method"),
    ("intercept_parcel", "refund_original_method"),
    ("cancel_order", "refund_original_method"),
    // Of an order that came in part.
    ("accept_return", "refund_missing_part"),
    ("intercept_parcel", "refund_missing_part"),
    ("refund_original_method", "refund_missing_part"),
    ("cancel_order", "refund_missing_part"),
];

/// Situations drawn of each complaint and order state.
pub const DRAWN: usize = 600;

#[test]
fn what_speaks_for_the_buyer_takes_no_way_away_and_makes_none_dearer() {
    let mut random = Random(5);
    let mut wrong = Wrong::default();
    let mut compared = 0;
    for domain in domains(shipped::policy()).iter().filter(|domain| holds_rights(domain)) {
        for _ in 0..DRAWN {
            let mut here = situation(&mut random, domain);
            set(&mut here, "resolved", "no");
            set(&mut here, "payment_dispute", "none");
            // What was declined is passed over; the ways stay.
            let declined = vocabulary().fact("offers_declined").expect("a fact");
            here[declined] = here[declined].map(|_| Stated::Number(0));
            for (code, _) in ORDERS {
                let fact = vocabulary().fact(code).expect("a fact");
                if here[fact].is_none() {
                    continue;
                }
                let ranks = ranks(fact, domain.pair.1);
                let Some((worse, better)) = step(&mut random, &ranks) else { continue };
                let with = |value: Stated| {
                    let mut next = here.clone();
                    next[fact] = Some(value);
                    next
                };
                compared += 1;
                for what in dearer_or_lost(&with(worse), &with(better)) {
                    let step = Step { here: &here, fact, worse, better };
                    wrong.add(&what, &step, &with(better));
                }
            }
        }
    }
    assert!(compared > 10_000, "{compared}");
    wrong.assert_none();
}

/// The ways of one situation that are lost in another, and those that are dearer there.
pub fn dearer_or_lost(less: &Situation, more: &Situation) -> Vec<String> {
    let more = ways(more);
    let mut found = Vec::new();
    for (way, free) in ways(less) {
        let mut instead = BETTER.iter().filter(|(other, _)| *other == way);
        let kept = more.get(way).or_else(|| instead.find_map(|(_, instead)| more.get(instead)));
        match kept {
            None => found.push(format!("{way} is lost")),
            Some(kept) if free && !kept => found.push(format!("{way} is dearer")),
            Some(_) => {}
        }
    }
    found
}

/// What is not stated may turn out to be otherwise; the buyer is not refused for it.
#[test]
fn no_refusal_rests_on_what_is_assumed_of_the_right() {
    let policy = shipped::policy();
    let facts = &vocabulary().facts;
    let mut random = Random(6);
    let (mut refused, mut wrong) = (0, BTreeMap::new());
    for domain in domains(policy).iter().filter(|domain| holds_rights(domain)) {
        let of_right = |fact: &FactId| {
            facts[*fact].start.is_some()
                && vocabulary().aspect(*fact, domain.pair.0) == Aspect::Right
        };
        if !can_be_refused(domain.pair.0) {
            continue;
        }
        let assumed: Vec<FactId> = (0..facts.len()).filter(of_right).collect();
        for _ in 0..20 * DRAWN {
            let mut here = situation(&mut random, domain);
            set(&mut here, "resolved", "no");
            for fact in &assumed {
                here[*fact] = here[*fact].and_then(|_| situations::start(*fact));
            }
            let outcome = evaluate(policy, &here, None);
            if !outcome.remedy.is_some_and(refuses) {
                continue;
            }
            refused += 1;
            for fact in assumed.iter().filter(|fact| here[**fact].is_some()) {
                for value in values(policy, *fact, domain.pair.1) {
                    let mut other = here.clone();
                    other[*fact] = Some(value);
                    let granted = evaluate(policy, &other, None);
                    let above = |rule: &usize| policy.rules[*rule].layer >= Layer::Platform;
                    if !granted.rights.is_empty() || granted.deciding.iter().any(above) {
                        let what = format!(
                            "{} {} {}: {} = {}",
                            at(&here, "buyer_region"),
                            at(&here, "platform"),
                            vocabulary().complaints[domain.pair.0].code,
                            facts[*fact].code,
                            shown(*fact, value)
                        );
                        wrong.entry(what).or_insert_with(|| described(policy, &here));
                    }
                }
            }
        }
    }
    assert!(refused > 500, "{refused}");
    let text: Vec<String> =
        wrong.iter().map(|(what, witness)| format!("{what}\n    {witness}")).collect();
    assert!(text.is_empty(), "{} kinds\n{}", text.len(), text.join("\n"));
}

/// Whether some rule refuses something at a complaint.
fn can_be_refused(complaint: usize) -> bool {
    shipped::policy().rules.iter().any(|rule| {
        let refuses = matches!(&rule.effect, Effect::Remedy { remedy, .. } if refuses(*remedy));
        let test = rule.when.iter().find(|(fact, _)| *fact == COMPLAINT);
        let here =
            test.is_none_or(|(_, test)| matches!(test, Test::OneOf(at) if at.contains(complaint)));
        refuses && here
    })
}

/// Whether a remedy refuses something that a right may give.
fn refuses(remedy: RemedyId) -> bool {
    let remedy = vocabulary().get_remedy(remedy);
    remedy.is_refusal && !remedy.denies.is_empty()
}

/// The ways that law and platform give, by the act that opens them, and whether the seller bears the freight.
fn ways(situation: &Situation) -> BTreeMap<&'static str, bool> {
    let policy = shipped::policy();
    let mut found: BTreeMap<&'static str, bool> = BTreeMap::new();
    let wants = vocabulary().fact("buyer_wants").expect("a fact");
    let waits = vocabulary().fact("buyer_waits").expect("a fact");
    let each = |fact: FactId| -> Vec<Option<Stated>> {
        match situation[fact] {
            None => vec![None],
            Some(_) => values(policy, fact, None).into_iter().map(Some).collect(),
        }
    };
    for wish in each(wants) {
        for patience in each(waits) {
            let mut case = situation.clone();
            case[wants] = wish;
            case[waits] = patience;
            let outcome = evaluate(policy, &case, None);
            for right in &outcome.rights {
                let Effect::Right(right) = &policy.rules[*right].effect else { continue };
                for act in &right.one_of {
                    let free = right.borne_by != Some(Party::Buyer);
                    *found.entry(vocabulary().get_act(*act).code).or_default() |= free;
                }
            }
            let grants = |rule: &usize| {
                let rule = &policy.rules[*rule];
                rule.layer >= Layer::Platform && matches!(rule.effect, Effect::Remedy { .. })
            };
            let above = outcome.deciding.iter().any(grants);
            let Some(remedy) = outcome.remedy.filter(|_| above) else { continue };
            let pays = outcome
                .steps
                .iter()
                .any(|(act, _)| vocabulary().get_act(*act).code == "buyer_bears_freight");
            for act in vocabulary().get_remedy(remedy).opens.iter() {
                *found.entry(vocabulary().get_act(act as u16).code).or_default() |= !pays;
            }
        }
    }
    found
}
