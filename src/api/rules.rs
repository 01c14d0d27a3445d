//! The rules with their words, as they stand in the packs.

use crate::present::answer::{Condition, Entries, RightInfo, RuleInWords, RuleInfo, Within};
use crate::present::wording::{period_text, rule_text, sources, text, value_text};
use crate::shipped;
use crate::shipped::vocabulary;
use crate::shop::shop;
use crate::words::catalogue::Catalogue;
use crate::words::letter::complete;
use crate::words::text_id::TextId;
use aftersales_core::plain::text::Text;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Effect, Policy, Rule, RuleId, Test};
use aftersales_core::time::period::{Events, Period};
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::facts::FactId;
use aftersales_core::vocabulary::remedies::RemedyId;

/// Every shipped rule, by id; and those of a shop's own pack (`Null`: none) that may be in force.
pub fn rules(lang: &str, pack: &Value) -> Vec<RuleInfo> {
    let words = shipped::words(lang);
    let own = (!pack.is_null()).then(|| shop(pack).on(None));
    let policy = own.as_ref().map_or_else(|| shipped::policy(), |own| own.policy());
    (0..policy.written().len()).map(|rule| info(words, policy, rule)).collect()
}

fn info(words: &'static Catalogue<'static>, policy: &Policy, id: RuleId) -> RuleInfo {
    let rule = &policy.rules[id];
    let vocabulary = vocabulary();
    let act_code = |act: ActId| vocabulary.get_act(act).code;
    let acts = |acts: &[ActId]| acts.iter().map(|act| act_code(*act)).collect();
    let mut info = RuleInfo {
        id: rule.id.clone(),
        layer: rule.layer.code(),
        pack: rule.pack.clone(),
        text: rule_text(words, policy, id),
        when: Entries(
            rule.when
                .iter()
                .map(|(fact, test)| (vocabulary.facts[*fact].code, condition(*fact, test)))
                .collect(),
        ),
        remedy: None,
        alternatives: Vec::new(),
        steps: Vec::new(),
        right: None,
        must: None,
        must_not: None,
        within: None,
        by: None,
        borne_by: None,
        overrides: rule.overrides.iter().map(|id| id.clone().into()).collect(),
        valid_from: rule.valid_from.clone(),
        valid_until: rule.valid_until.clone(),
        sources: sources(words, policy, id),
        in_words: in_words(words, rule),
    };
    match &rule.effect {
        Effect::Remedy { remedy, alternatives, steps } => {
            info.remedy = Some(vocabulary.get_remedy(*remedy).code);
            info.alternatives =
                alternatives.iter().map(|other| vocabulary.get_remedy(*other).code).collect();
            info.steps = acts(steps);
        }
        Effect::Steps(steps) => info.steps = acts(steps),
        Effect::Duty { must, act, within, by, borne_by } => {
            let act = Some(act_code(*act));
            if *must {
                info.must = act;
            } else {
                info.must_not = act;
            }
            info.within = within.map(period);
            info.by = Some(by.code());
            info.borne_by = borne_by.map(|party| party.code());
        }
        Effect::Right(right) => {
            info.steps = acts(&right.steps);
            info.right = Some(RightInfo {
                one_of: acts(&right.one_of),
                chosen_by: right.chosen_by.code(),
                borne_by: right.borne_by.map(|party| party.code()),
                within: right.within.map(period),
                without_reason: right.without_reason,
                claimed: right.claimed,
            });
        }
        Effect::Claim(_) => {}
    }
    info
}

/// A period of a rule.
fn period(within: Period) -> Within {
    let event_codes =
        |events: Events| events.iter().map(|at| vocabulary().events[at].code).collect();
    Within {
        value: within.value,
        unit: within.unit.code(),
        from: vocabulary().events[within.from].code,
        or: event_codes(within.or),
        not_before: event_codes(within.not_before),
        end: within.to_working_day.then_some(Period::ENDS[0]),
    }
}

fn in_words(words: &'static Catalogue<'static>, rule: &Rule) -> RuleInWords {
    let of = |id: TextId| Text::Borrowed(words.by_id(id));
    let when = |(fact, test): &(FactId, Test)| {
        let value = tested(words, *fact, test);
        let slots = [("fact", words.by_id(TextId::FactLabel(*fact))), ("value", value.as_str())];
        complete(words.text("answer.change"), &slots)
    };
    let mut in_words = RuleInWords {
        layer: text(words, &format!("answer.layer.{}", rule.layer.code())),
        when: rule.when.iter().map(when).collect(),
        remedy: None,
        alternatives: Vec::new(),
        steps: Vec::new(),
        one_of: Vec::new(),
        act: None,
        due: None,
    };
    let acts = |acts: &[ActId]| acts.iter().map(|act| of(TextId::ActStep(*act))).collect();
    match &rule.effect {
        Effect::Remedy { remedy, alternatives, steps } => {
            let titled = |remedy: &RemedyId| of(TextId::RemedyTitle(*remedy));
            in_words.remedy = Some(titled(remedy));
            in_words.alternatives = alternatives.iter().map(titled).collect();
            in_words.steps = acts(steps);
        }
        Effect::Steps(steps) => in_words.steps = acts(steps),
        Effect::Duty { act, within, .. } => {
            in_words.act = Some(of(TextId::ActStep(*act)));
            in_words.due = within.map(|within| period_text(words, within));
        }
        Effect::Right(right) => {
            in_words.one_of = acts(&right.one_of);
            in_words.steps = acts(&right.steps);
        }
        Effect::Claim(_) => {}
    }
    in_words
}

/// What a condition asks of a fact, in words.
fn tested(words: &Catalogue, fact: FactId, test: &Test) -> String {
    let bounds = match test {
        Test::Number(bounds) => bounds,
        Test::OneOf(_) => {
            let labels: Vec<&str> = match condition(fact, test) {
                Condition::Code(code) => vec![value_text(words, fact, code)],
                Condition::Codes(codes) => {
                    codes.into_iter().map(|code| value_text(words, fact, code)).collect()
                }
                Condition::Bounds { .. } => Vec::new(),
            };
            return labels.join(words.text("answer.or"));
        }
    };
    let from = bounds.at_least.unwrap_or_default();
    let to = bounds.less_than.map(|beyond| beyond.saturating_sub(1));
    let (key, to) = match to {
        Some(to) if to == from => return from.to_string(),
        Some(to) if from == 0 => ("answer.at_most", to),
        Some(to) => ("answer.from_to", to),
        None => ("answer.at_least", from),
    };
    complete(words.text(key), &[("from", &from.to_string()), ("to", &to.to_string())])
}

fn condition(fact: FactId, test: &Test) -> Condition {
    match test {
        Test::OneOf(values) => {
            let codes = vocabulary().codes(fact);
            let listed: Vec<&'static str> =
                values.iter().filter_map(|at| codes.get(at).copied()).collect();
            match listed.as_slice() {
                [one] => Condition::Code(one),
                _ => Condition::Codes(listed),
            }
        }
        Test::Number(bounds) => {
            Condition::Bounds { at_least: bounds.at_least, less_than: bounds.less_than }
        }
    }
}
