//! The shipped rules with their words, as they stand in the packs.

use crate::act;
use crate::advise::{rule_text, sources};
use crate::answer::{Condition, Entries, RuleInfo, Within};
use crate::facts::{EVENTS, FACTS, FactId, Kind};
use crate::policy::{Effect, Policy, RuleId, Test};
use crate::remedy;
use crate::shipped;

/// Every shipped rule, by id.
pub fn rules(lang: &str) -> Vec<RuleInfo> {
    let policy = shipped::policy();
    (0..policy.rules.len()).map(|rule| info(lang, policy, rule)).collect()
}

fn info(lang: &str, policy: &Policy, id: RuleId) -> RuleInfo {
    let words = shipped::words(lang);
    let rule = &policy.rules[id];
    let acts = |acts: &[act::ActId]| acts.iter().map(|act| act::get(*act).code).collect();
    let mut info = RuleInfo {
        id: rule.id.clone(),
        layer: rule.layer.code(),
        pack: rule.pack.clone(),
        text: rule_text(words, policy, id),
        when: Entries(
            rule.when
                .iter()
                .map(|(fact, test)| (FACTS[*fact].code, condition(*fact, test)))
                .collect(),
        ),
        remedy: None,
        alternatives: Vec::new(),
        steps: Vec::new(),
        must: None,
        must_not: None,
        within: None,
        by: None,
        borne_by: None,
        overrides: rule.overrides.iter().map(|id| id.clone().into()).collect(),
        valid_from: rule.valid_from.clone(),
        valid_until: rule.valid_until.clone(),
        sources: sources(words, policy, id),
    };
    match &rule.effect {
        Effect::Remedy { remedy, alternatives, steps } => {
            info.remedy = Some(remedy::get(*remedy).code);
            info.alternatives = alternatives.iter().map(|other| remedy::get(*other).code).collect();
            info.steps = acts(steps);
        }
        Effect::Steps(steps) => info.steps = acts(steps),
        Effect::Duty { must, act, within, by, borne_by } => {
            let act = Some(act::get(*act).code);
            if *must {
                info.must = act;
            } else {
                info.must_not = act;
            }
            info.within = within.map(|within| Within {
                value: within.value,
                unit: within.unit.code(),
                from: EVENTS[within.from],
            });
            info.by = Some(by.code());
            info.borne_by = borne_by.map(|party| party.code());
        }
    }
    info
}

fn condition(fact: FactId, test: &Test) -> Condition {
    match (test, FACTS[fact].kind) {
        (Test::OneOf(values), Kind::Choice(codes)) => {
            let listed: Vec<&'static str> = codes
                .iter()
                .enumerate()
                .filter(|(at, _)| values & (1 << at) != 0)
                .map(|(_, code)| *code)
                .collect();
            match listed.as_slice() {
                [one] => Condition::Code(one),
                _ => Condition::Codes(listed),
            }
        }
        (Test::Number(bounds), _) => {
            Condition::Bounds { at_least: bounds.at_least, less_than: bounds.less_than }
        }
        (Test::OneOf(_), Kind::Number { .. }) => Condition::Codes(Vec::new()),
    }
}
