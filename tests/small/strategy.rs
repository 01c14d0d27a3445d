//! How small packs are drawn: raw choices first, given their meaning last, so that leaving one out
//! (a rule, a condition, an exception) gives a smaller pack that is still one.

use aftersales::shipped::vocabulary;
use aftersales_core::vocabulary::facts::{Aspect, Kind};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::pack::{Pack, Written};

/// Complaints that meet the same facts, and those facts; with choices, numbers, facts that are assumed
/// and facts that are not, that apply at some order states only, and that some order states rule out.
const CORNERS: &[(&[&str], &[&str])] = &[
    (&["deposit_refund"], &["deposit_kind", "violations", "sales_target", "term_ended"]),
    (
        &["late_shipment"],
        &["ship_by_passed", "cause", "buyer_waits", "offers_declined", "interception", "mood"],
    ),
    (
        &["changed_mind", "wants_exchange"],
        &["exclusion_confirmed", "informed_of_withdrawal", "days_since_delivery", "item_condition"],
    ),
    (&["not_received", "where_is_it"], &["deliver_by_passed", "tracking", "platform"]),
    (&["refund_progress", "cancel_order"], &["days_since_return_received", "platform_case"]),
    (
        &["damaged", "negative_review"],
        &["evidence", "buyer_wants", "days_since_delivery", "offers_declined"],
    ),
    (&["change_address"], &["high_value", "interception", "platform", "needs_other_team"]),
];

/// Remedies that deny something, that share acts, and that are refusals.
const REMEDIES: &[&str] = &[
    "ask_reason",
    "cancel_and_refund",
    "persuade_to_wait",
    "explain_in_transit",
    "decline_return",
    "return_and_refund",
];

/// Core acts of those, acts they deny, and goodwill.
const ACTS: &[&str] = &[
    "ask_reason",
    "refund_original_method",
    "intercept_parcel",
    "accept_return",
    "apologise",
    "offer_coupon",
];

/// Acts that open ways, of which some are core acts of those remedies.
const WAYS: &[&str] = &[
    "accept_return",
    "refund_original_method",
    "send_replacement",
    "cancel_order",
    "arrange_repair",
];

const LAYERS: &[&str] = &["practice", "shop", "platform", "law"];
const PARTIES: &[&str] = &["seller", "buyer", "platform", "carrier"];
/// Days on which rules begin and end; written so that they sort as text.
const DAYS: &[&str] = &["2030-01-01", "2030-01-02", "2030-01-03"];
const NUMBERS: &[u32] = &[0, 1, 2, 3, 7, 3660];
/// Facts of its corner that a pack's rules may test: brute force goes through all their values. Fewer where there are rights,
/// since how they are asked for is tested as well.
const TESTED: usize = 4;
const TESTED_BESIDE_RIGHTS: usize = 3;

/// A rule before its choices have a meaning.
#[derive(Clone, Debug)]
struct Raw {
    name: char,
    layer: &'static str,
    anywhere: bool,
    conditions: Vec<(usize, u8, usize, usize)>,
    effect: RawEffect,
    overrides: Vec<usize>,
    days: (Option<&'static str>, Option<&'static str>),
    only: &'static str,
}

#[derive(Clone, Debug)]
enum RawEffect {
    Remedy(&'static str, Vec<&'static str>, Vec<&'static str>),
    Steps(Vec<&'static str>),
    Duty(bool, &'static str, &'static str),
    /// Its ways, who chooses, who bears the freight, whether it needs no reason and is claimed by the complaint, and its steps.
    Right(Vec<&'static str>, &'static str, Option<&'static str>, (bool, bool), Vec<&'static str>),
}

impl Raw {
    fn is_right(&self) -> bool {
        matches!(self.effect, RawEffect::Right(..))
    }
}

/// Packs of one to nine rules, and often one more for what is left.
pub fn packs() -> impl Strategy<Value = Pack> {
    let corners: Vec<usize> = (0..CORNERS.len()).collect();
    let facts = subsequence((0..6).collect::<Vec<usize>>(), TESTED);
    let rules = prop::collection::vec(raw(), 1..10);
    let otherwise = prop::bool::weighted(0.7);
    (select(corners), facts, rules, otherwise).prop_map(|(corner, facts, raw, otherwise)| {
        let (complaints, known) = CORNERS[corner];
        let mut facts: Vec<&str> = facts.iter().map(|at| known[at % known.len()]).collect();
        if raw.iter().any(Raw::is_right) {
            facts.truncate(TESTED_BESIDE_RIGHTS);
        }
        let mut rule = written(complaints, &facts, &raw);
        if otherwise {
            let (id, layer) = ("otherwise".to_owned(), "practice".to_owned());
            let remedy = Some(REMEDIES[0].to_owned());
            rule.push(Written { id, layer, remedy, ..Written::default() });
        }
        Pack { rule }
    })
}

fn raw() -> impl Strategy<Value = Raw> {
    let named = (prop::char::range('a', 'f'), select(LAYERS));
    let condition = (0..2 * TESTED + 3, any::<u8>(), 0..NUMBERS.len() + 1, 0..NUMBERS.len() + 1);
    let few = |from, most| prop::collection::vec(select(from), 0..=most);
    let effect = prop_oneof![
        4 => (select(REMEDIES), few(REMEDIES, 2), few(ACTS, 2))
            .prop_map(|(remedy, others, steps)| RawEffect::Remedy(remedy, others, steps)),
        1 => prop::collection::vec(select(ACTS), 1..3).prop_map(RawEffect::Steps),
        3 => (any::<bool>(), select(ACTS), prop_oneof![3 => Just("seller"), 1 => select(PARTIES)])
            .prop_map(|(must, act, by)| RawEffect::Duty(must, act, by)),
        2 => right(),
    ];
    let day = || prop_oneof![5 => Just(None), 1 => select(DAYS).prop_map(Some)];
    let only = prop_oneof![4 => Just(""), 1 => Just("before"), 1 => Just("after")];
    let conditions = prop::collection::vec(condition, 0..5);
    let overrides = prop::collection::vec(0..9usize, 0..3);
    (named, prop::bool::weighted(0.1), conditions, effect, overrides, (day(), day()), only)
        .prop_map(|((name, layer), anywhere, conditions, effect, overrides, days, only)| Raw {
            name,
            layer,
            anywhere,
            conditions,
            effect,
            overrides,
            days,
            only,
        })
}

fn right() -> impl Strategy<Value = RawEffect> {
    let ways = prop::collection::vec(select(WAYS), 1..3);
    let payer = prop_oneof![Just(None), Just(Some("seller")), Just(Some("buyer"))];
    let flags = (any::<bool>(), prop::bool::weighted(0.2));
    let steps = prop::collection::vec(select(ACTS), 0..2);
    (ways, select(&PARTIES[..2]), payer, flags, steps).prop_map(
        |(mut ways, chooses, pays, flags, steps)| {
            ways.dedup();
            RawEffect::Right(ways, chooses, pays, flags, steps)
        },
    )
}

/// The rules in words, by names that are in another order than the exceptions they make. A rule that one side of a comparison has may go by the name of the rule before
/// it, where that is the other side's: a rule that was changed.
fn written(complaints: &[&str], facts: &[&str], raw: &[Raw]) -> Vec<Written> {
    let mut ids: Vec<String> = Vec::new();
    for (at, rule) in raw.iter().enumerate() {
        let changed = at > 0 && raw[at - 1].only == "before" && rule.only == "after";
        ids.push(if changed { ids[at - 1].clone() } else { format!("{}-{at}", rule.name) });
    }
    let one = |(at, rule): (usize, &Raw)| {
        let mut written = Written {
            id: ids[at].clone(),
            layer: rule.layer.into(),
            only: rule.only.into(),
            when: conditions(complaints, facts, rule),
            valid_from: rule.days.0.map(str::to_owned),
            valid_until: rule.days.1.map(str::to_owned),
            ..Written::default()
        };
        effect(&rule.effect, &mut written);
        if !written.right.is_empty() {
            written.when.retain(|code, _| is_of_right(code));
        }
        // Readers refuse circles: within a layer only later rules are named. Upwards, too: that does nothing.
        let layers = |id: &str| -> Vec<&str> {
            raw.iter().zip(&ids).filter(|(_, one)| *one == id).map(|(raw, _)| raw.layer).collect()
        };
        let apart = |other: usize| {
            layers(&ids[other]).iter().all(|layer| !layers(&ids[at]).contains(layer))
        };
        let named = rule.overrides.iter().map(|other| other % raw.len());
        let sensible = named.filter(|other| *other > at || apart(*other));
        for other in sensible {
            if ids[other] != ids[at] && !written.overrides.contains(&ids[other]) {
                written.overrides.push(ids[other].clone());
            }
        }
        written
    };
    raw.iter().enumerate().map(one).collect()
}

fn conditions(complaints: &[&str], facts: &[&str], rule: &Raw) -> toml::Table {
    let mut when = toml::Table::new();
    // Brute force goes through every way of asking for a right wherever it holds.
    if !rule.anywhere || rule.is_right() {
        let codes = complaints.iter().map(|code| (*code).into()).collect();
        when.insert("complaint".into(), toml::Value::Array(codes));
    }
    for (slot, bits, low, high) in &rule.conditions {
        let code = match slot.checked_sub(2 * TESTED) {
            None => facts[slot / 2 % facts.len()],
            Some(0) => "resolved",
            Some(1) => "order_state",
            Some(_) => "complaint",
        };
        let fact = vocabulary().fact(code).expect("a fact");
        match &vocabulary().facts[fact].kind {
            _ if code == "complaint" => {
                let one = complaints[usize::from(*bits) % complaints.len()];
                when.insert(code.into(), one.into());
            }
            Kind::Choice(codes) => {
                let at = usize::from(*bits) % codes.len();
                let other = (at + 1) % codes.len();
                let listed: Vec<usize> = match bits >> 6 {
                    0 | 1 => vec![at],
                    2 => (0..codes.len()).filter(|code| *code != at).collect(),
                    _ => vec![at, other],
                };
                let listed = listed.into_iter().map(|at| codes[at].into()).collect();
                when.insert(code.into(), toml::Value::Array(listed));
            }
            Kind::Number { max, .. } => {
                when.extend(bounds(*low, *high, *max).map(|bounds| (code.to_owned(), bounds)));
            }
        }
    }
    when
}

/// A condition on a number, where the two bounds make one.
fn bounds(low: usize, high: usize, max: u32) -> Option<toml::Value> {
    let low = NUMBERS.get(low).filter(|low| **low <= max);
    let high = NUMBERS.get(high).filter(|high| **high > low.copied().unwrap_or(0));
    let mut bounds = toml::Table::new();
    bounds.extend(low.map(|low| ("at_least".to_owned(), i64::from(*low).into())));
    bounds.extend(high.map(|high| ("less_than".to_owned(), i64::from(*high).into())));
    (!bounds.is_empty()).then_some(bounds.into())
}

/// Whether a fact is of the right, whatever the complaint.
fn is_of_right(code: &str) -> bool {
    let fact = vocabulary().fact(code).expect("a fact");
    let complaints = 0..vocabulary().complaints.len();
    { complaints }.all(|complaint| vocabulary().aspect(fact, complaint) == Aspect::Right)
}

fn effect(raw: &RawEffect, written: &mut Written) {
    let owned =
        |codes: &[&str]| -> Vec<String> { codes.iter().map(|code| (*code).to_owned()).collect() };
    match raw {
        RawEffect::Remedy(remedy, alternatives, steps) => {
            // Law and platform do not refuse; readers see to that.
            let above = written.layer == "platform" || written.layer == "law";
            let refused = *remedy == "decline_return" && above;
            let remedy = if refused { "return_and_refund" } else { remedy };
            written.remedy = Some(remedy.to_owned());
            written.alternatives = owned(alternatives);
            written.steps = owned(steps);
        }
        RawEffect::Steps(steps) => written.steps = owned(steps),
        RawEffect::Duty(must, act, by) => {
            let act = Some((*act).to_owned());
            if *must {
                written.must = act;
            } else {
                written.must_not = act;
            }
            written.by = Some((*by).to_owned());
        }
        RawEffect::Right(ways, chosen_by, borne_by, (without_reason, claimed), steps) => {
            written.steps = owned(steps);
            let ways = owned(ways).into_iter().map(toml::Value::String).collect();
            written.right.insert("one_of".into(), toml::Value::Array(ways));
            written.right.insert("chosen_by".into(), (*chosen_by).into());
            written.right.extend(borne_by.map(|by| ("borne_by".to_owned(), by.into())));
            written.right.insert("without_reason".into(), (*without_reason).into());
            written.right.insert("claimed".into(), (*claimed).into());
        }
    }
}
