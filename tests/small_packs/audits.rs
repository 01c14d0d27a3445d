//! An audit finds every flaw of a small policy, only flaws, counts them exactly, and shows each by a
//! situation; over every complaint at every order state.

use std::collections::{BTreeMap, BTreeSet};

use aftersales::shipped::vocabulary;
use aftersales_core::audit::findings::{Audit, Finding, Flaw, audit, count};
use aftersales_core::engine::reference::{Outcome, below_floor, evaluate};
use aftersales_core::policy::{Effect, Layer, Policy, Right, RuleId};
use aftersales_core::vocabulary::facts::FactId;

use crate::situations::{Pair, described, open_facts, pairs};
use crate::small::every_pack;
use crate::small::limit::EVERYWHERE;
use crate::small::table::{Table, ranges, tested};
use crate::small::witness::opened;

/// A flaw with the rules that are blamed, at a complaint and order state.
type Blamed = (Pair, Vec<RuleId>);

const PACKS: u32 = 300;

#[test]
fn every_situation_is_counted_once() {
    every_pack("audit-count", PACKS, EVERYWHERE, |pack| {
        let policy = pack.policy();
        let all: u128 = pairs().into_iter().map(|pair| situations(&policy, pair)).sum();
        let found = audit(&policy, None, &[]);
        let got = (found.situations, count(&policy));
        if got == (all, all) { Ok(()) } else { Err(format!("expected {all}, got {got:?}")) }
    });
}

#[test]
fn gaps_and_overlaps_of_remedies_are_found_where_they_are_and_counted() {
    flaws_are_found("audit-remedies", Flaw::Gap, |_, outcome| match outcome.remedy {
        None => BTreeSet::from([Vec::new()]),
        Some(_) => BTreeSet::new(),
    });
    flaws_are_found("audit-overlaps", Flaw::Overlap, |policy, outcome| {
        let remedies = outcome.overlap.map(|(one, other)| vec![one, other]);
        remedies.into_iter().chain(quarrels(policy, outcome)).collect()
    });
}

#[test]
fn steps_that_a_duty_forbids_unsaid_are_found_where_they_are_and_counted() {
    flaws_are_found("audit-forbidden", Flaw::ForbiddenStep, |_, outcome| {
        let mut blamed: BTreeMap<RuleId, BTreeSet<RuleId>> = BTreeMap::new();
        for (duty, _, brings) in &outcome.forbidden {
            blamed.entry(*duty).or_default().insert(*brings);
        }
        blamed
            .into_iter()
            .map(|(duty, brings)| [duty].into_iter().chain(brings).collect())
            .collect()
    });
}

#[test]
fn remedies_that_deny_what_is_required_are_found_where_they_are_and_counted() {
    flaws_are_found("audit-floor", Flaw::BelowFloor, |policy, outcome| {
        let fall_backs = outcome.alternatives.iter().map(|(remedy, _)| *remedy);
        let violated = outcome.remedy.into_iter().chain(fall_backs).flat_map(|remedy| {
            let violated = below_floor(policy, remedy, &outcome.duties);
            violated.into_iter().map(|duty| [outcome.deciding.clone(), vec![duty]].concat())
        });
        let denied = outcome.denying.iter().map(|(rule, right)| vec![*rule, *right]);
        violated.chain(denied).collect()
    });
}

#[test]
fn a_rule_is_dead_exactly_where_leaving_it_out_changes_nothing_anywhere() {
    every_pack("audit-dead", PACKS, EVERYWHERE, |pack| {
        let policy = pack.policy();
        let tables: Vec<Table> =
            pairs().into_iter().map(|pair| Table::new(&policy, pair, None)).collect();
        let dead = |rule: &RuleId| {
            let mut left = policy.written().to_vec();
            left.remove(*rule);
            let left = Policy::new(vocabulary(), left);
            tables.iter().all(|table| {
                table.situations.iter().zip(&table.outcomes).all(|(situation, with)| {
                    same(&policy, with, &left, &evaluate(&left, situation, None))
                })
            })
        };
        let expected: Vec<RuleId> = (0..policy.written().len()).filter(dead).collect();
        let found = audit(&policy, None, &[]);
        let got: Vec<RuleId> =
            of(&found, Flaw::DeadRule).flat_map(|finding| finding.rules.clone()).collect();
        if got == expected { Ok(()) } else { Err(format!("expected {expected:?}, got {got:?}")) }
    });
}

#[test]
fn an_audit_of_the_shops_rules_finds_what_they_take_part_in_and_counts_it() {
    every_pack("audit-touched", PACKS, EVERYWHERE, |pack| {
        let policy = pack.policy();
        let is_shops = |rule: &RuleId| policy.rules[*rule].layer == Layer::Shop;
        let touched: Vec<RuleId> = (0..policy.written().len()).filter(is_shops).collect();
        if touched.is_empty() {
            return Ok(());
        }
        let taking_part = |audit: &Audit| {
            let mut counted: BTreeMap<(Pair, &str, RuleId), u128> = BTreeMap::new();
            for finding in &audit.findings {
                let Some((pair, _)) = opened(&finding.witness) else { continue };
                for rule in finding.rules.iter().filter(|rule| is_shops(rule)) {
                    *counted.entry((pair, finding.flaw.code(), *rule)).or_default() +=
                        finding.situations;
                }
            }
            counted
        };
        let expected = taking_part(&audit(&policy, None, &[]));
        let got = taking_part(&audit(&policy, None, &touched));
        if got == expected { Ok(()) } else { Err(format!("expected {expected:?}, got {got:?}")) }
    });
}

#[test]
fn a_fact_is_untested_exactly_where_no_rule_names_or_reads_it() {
    every_pack("audit-untested", PACKS, EVERYWHERE, |pack| {
        let policy = pack.policy();
        let tested = tested(&policy.rules);
        let expected: Vec<FactId> =
            (0..vocabulary().facts.len()).filter(|fact| !tested.contains(fact)).collect();
        let found = audit(&policy, None, &[]);
        let got: Vec<FactId> =
            of(&found, Flaw::UntestedFact).filter_map(|finding| finding.fact).collect();
        if got == expected { Ok(()) } else { Err(format!("expected {expected:?}, got {got:?}")) }
    });
}

/// Checks the findings of one kind: those that some situation shows, each counted, with a witness.
/// `blamed` says which rules a situation shows to be at fault.
#[track_caller]
fn flaws_are_found(
    name: &str,
    flaw: Flaw,
    blamed: impl Fn(&Policy, &Outcome) -> BTreeSet<Vec<RuleId>>,
) {
    every_pack(name, PACKS, EVERYWHERE, |pack| {
        let policy = pack.policy();
        let mut expected: BTreeMap<Blamed, u128> = BTreeMap::new();
        for pair in pairs() {
            let table = Table::new(&policy, pair, None);
            for outcome in &table.outcomes {
                for rules in blamed(&policy, outcome) {
                    *expected.entry((pair, rules)).or_default() += table.weight;
                }
            }
        }
        let mut got: BTreeMap<Blamed, u128> = BTreeMap::new();
        for finding in of(&audit(&policy, None, &[]), flaw) {
            let Some((pair, situation)) = opened(&finding.witness) else {
                return Err(format!("no situation: {finding:?}"));
            };
            let outcome = evaluate(&policy, &situation, None);
            if !blamed(&policy, &outcome).contains(&finding.rules) {
                return Err(format!(
                    "{finding:?}\nnot shown by {}",
                    described(&policy, &situation)
                ));
            }
            *got.entry((pair, finding.rules.clone())).or_default() += finding.situations;
        }
        if got == expected {
            return Ok(());
        }
        let only = |one: &BTreeMap<Blamed, u128>, other: &BTreeMap<Blamed, u128>| {
            let differ = one.iter().filter(|(blamed, count)| other.get(blamed) != Some(count));
            let described = differ.map(|(blamed, count)| format!("{count} by {blamed:?}"));
            described.take(3).collect::<Vec<_>>()
        };
        Err(format!("expected {:?} …\ngot {:?} …", only(&expected, &got), only(&got, &expected)))
    });
}

/// A must and a must-not on one act, both in force, in one layer, neither naming the other.
fn quarrels(policy: &Policy, outcome: &Outcome) -> Vec<Vec<RuleId>> {
    let duty = |rule: &RuleId| match policy.rules[*rule].effect {
        Effect::Duty { must, act, .. } => Some((must, act, policy.rules[*rule].layer)),
        _ => None,
    };
    let mut found = Vec::new();
    for one in &outcome.duties {
        for other in &outcome.duties {
            if let (Some((true, act, layer)), Some(other_duty)) = (duty(one), duty(other))
                && other_duty == (false, act, layer)
            {
                found.push(vec![*one, *other]);
            }
        }
    }
    found
}

/// Whether people see no difference, and the same advice gives way.
fn same(policy: &Policy, with: &Outcome, left: &Policy, without: &Outcome) -> bool {
    let ids = |policy: &Policy, rules: Vec<RuleId>| -> Vec<String> {
        rules.iter().map(|rule| policy.rules[*rule].id.to_string()).collect()
    };
    let overruled = |outcome: &Outcome| outcome.overruled.iter().map(|(rule, _)| *rule).collect();
    // Duties and rights are compared by what they say: positions move when a rule is left out.
    let mut renumbered = without.clone();
    renumbered.duties = with.duties.clone();
    let rights = |policy: &Policy, outcome: &Outcome| -> Vec<(Layer, Right)> {
        let right = |rule: &RuleId| match &policy.rules[*rule].effect {
            Effect::Right(right) => Some((policy.rules[*rule].layer, right.clone())),
            _ => None,
        };
        outcome.rights.iter().filter_map(right).collect()
    };
    let duties = |policy: &Policy, outcome: &Outcome| -> Vec<(Layer, Effect)> {
        let rules = outcome.duties.iter().map(|rule| &policy.rules[*rule]);
        rules.map(|rule| (rule.layer, rule.effect.clone())).collect()
    };
    with.same_for_people(&renumbered)
        && same_set(&rights(policy, with), &rights(left, without))
        && same_set(&duties(policy, with), &duties(left, without))
        && ids(policy, overruled(with)) == ids(left, overruled(without))
}

/// Whether two lists have the same entries, however often.
fn same_set<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.iter().all(|entry| other.contains(entry)) && other.iter().all(|entry| one.contains(entry))
}

/// How many situations a complaint at an order state has.
fn situations(policy: &Policy, pair: Pair) -> u128 {
    let facts = open_facts(pair).into_iter();
    facts.map(|fact| ranges(policy, fact, pair.1).len() as u128).product()
}

fn of(audit: &Audit, flaw: Flaw) -> impl Iterator<Item = &Finding> {
    audit.findings.iter().filter(move |finding| finding.flaw == flaw)
}
