//! What would change the remedy, on the shipped policy and through the whole answer: stating it leads
//! there, and no single fact that would is left out.

use crate::scenario;
use crate::situations;

use std::collections::BTreeSet;

use aftersales::api::advise::advise;
use aftersales::present::answer::{Advice, CaseValue, Problem};
use aftersales::present::plain_format::Plain;
use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::facts::{self, FactId, Kind, ORDER_STATE};
use situations::{Random, as_value, domains, open_facts, partial};

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
            // A case that contradicts itself goes on to do so.
            let known = |problem: &Problem| {
                let same =
                    |other: &Problem| (other.code, &other.path) == (problem.code, &problem.path);
                advice.problems.iter().any(same)
            };
            assert!(
                then.problems.iter().all(known),
                "{case:?} with {:?} gives problems",
                change.set
            );
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
        let complaint = vocabulary().value(facts::COMPLAINT, stated).expect("a complaint");
        let state =
            one.fact("order_state").and_then(|state| vocabulary().value(ORDER_STATE, state));
        if !vocabulary().can_be_raised(complaint, state) {
            continue;
        }
        let gives_days = |fact: &FactId| {
            vocabulary().facts[*fact].derivation.is_some() && one.scenario.case.contains_key("now")
        };
        let unfolding =
            open_facts((complaint, state)).into_iter().chain(state.map(|_| ORDER_STATE));
        for fact in unfolding.filter(|fact| vocabulary().facts[*fact].unfolds && !gives_days(fact))
        {
            for at in ahead(&one, fact, state) {
                let value = match &vocabulary().facts[fact].kind {
                    Kind::Choice(_) => CaseValue::Code(policy.value_code(fact, at)),
                    Kind::Number { .. } => CaseValue::Number(policy.cuts[fact][at]),
                };
                let then = advise(
                    &with(&one.case(), [(vocabulary().facts[fact].code, value.clone())]),
                    &one.options(),
                    &Plain,
                );
                let Some(other) = code_of(&then).filter(|other| *other != remedy) else { continue };
                if !then.problems.is_empty() {
                    continue;
                }
                let named = advice.would_change.iter().any(|change| {
                    change.set.0.len() == 1
                        && change.set.0 == [(vocabulary().facts[fact].code, value.clone())]
                        && change.remedy == other
                });
                assert!(
                    named,
                    "{}: {} = {value:?} leads to {other}",
                    one.place(),
                    vocabulary().facts[fact].code
                );
            }
        }
    }
}

/// The values that a fact could take next: numbers and the order state go forward only.
fn ahead(one: &scenario::Located, fact: FactId, state: Option<usize>) -> Vec<usize> {
    let policy = shipped::policy();
    let forward =
        fact == ORDER_STATE || matches!(vocabulary().facts[fact].kind, Kind::Number { .. });
    let stated = one.scenario.case.get(vocabulary().facts[fact].code);
    let current = match &vocabulary().facts[fact].kind {
        Kind::Choice(_) => stated.and_then(|value| vocabulary().value(fact, value.as_str()?)),
        Kind::Number { .. } => stated
            .and_then(toml::Value::as_integer)
            .or(vocabulary().facts[fact].starts_at().and_then(|start| start.parse().ok()))
            .and_then(|number| policy.cuts[fact].iter().rposition(|cut| i64::from(*cut) <= number)),
    };
    let current = if fact == ORDER_STATE { state } else { current };
    let possible = |at: &usize| fact == ORDER_STATE || situations::can_occur(fact, *at, state);
    let ahead = |at: &usize| !forward || current.is_none_or(|current| *at > current);
    (0..policy.count(fact)).filter(possible).filter(ahead).collect()
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
