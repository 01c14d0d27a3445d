//! Presents rules, sources, values and problems in the reader's language.

use crate::present::answer::Entries;
use crate::present::answer::{self, CaseValue};
use crate::shipped;
use crate::words::catalogue::Catalogue;
use crate::words::letter::complete;
use crate::words::text_id::TextId;
use aftersales_core::audit::findings::Witness;
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::text::Text;
use aftersales_core::policy::{Policy, RuleId, Source, Verified};
use aftersales_core::time::period::{Events, Period};
use aftersales_core::vocabulary::facts::{FactId, Kind};

/// The text of a rule; a rule without a text, such as a shop's own, is represented by its id.
pub fn rule_text(words: &Catalogue<'static>, policy: &Policy, rule: RuleId) -> Text {
    let id = &policy.rules[rule].id;
    let shipped = shipped::policy().find(id).and_then(|at| words.rule(at));
    shipped.map_or_else(|| id.clone(), Text::Borrowed)
}

/// A rule as a reason: its layer, text and sources.
pub fn reason(words: &'static Catalogue<'static>, policy: &Policy, rule: RuleId) -> answer::Reason {
    let layer = policy.rules[rule].layer.code();
    answer::Reason {
        rule: policy.rules[rule].id.clone(),
        layer,
        layer_text: text(words, &format!("answer.layer.{layer}")),
        text: rule_text(words, policy, rule),
        sources: sources(words, policy, rule),
    }
}

/// The sources of a rule, each with a text for its verification.
pub fn sources(
    words: &'static Catalogue<'static>,
    policy: &Policy,
    rule: RuleId,
) -> Vec<answer::Source> {
    let rule = &policy.rules[rule];
    let shipped = shipped::policy().find(&rule.id).into_iter().flat_map(|at| words.sources(at));
    // A shop's own rules include their sources.
    with_verification(words, shipped.chain(&rule.sources))
}

/// Sources, each with a text for its verification.
pub fn with_verification<'s>(
    words: &'static Catalogue<'static>,
    sources: impl Iterator<Item = &'s Source>,
) -> Vec<answer::Source> {
    let verified =
        |verified: Verified| text(words, &format!("answer.verified.{}", verified.code()));
    sources.map(|source| answer::Source::of(source, verified(source.verified))).collect()
}

/// The label of a value by its code; numbers without a label stay as they are.
pub fn value_text<'a>(words: &Catalogue<'a>, fact: FactId, code: &'a str) -> &'a str {
    match words.ids.vocabulary.value(fact, code) {
        Some(at) => words.by_id(TextId::Value(fact, at)),
        None => code,
    }
}

/// The text of a key, or the key itself if there is none.
pub fn text(words: &'static Catalogue<'static>, key: &str) -> Text {
    words.find(key).map_or_else(|| Text::Owned(key.to_owned()), Text::Borrowed)
}

/// A period with its events, in words.
pub fn period_text(words: &'static Catalogue<'static>, period: Period) -> String {
    let value = period.value.to_string();
    let unit = text(words, &format!("answer.unit.{}", period.unit.code()));
    let from = events_text(words, period.from, period.or);
    let slots = [("value", &*value), ("unit", &*unit), ("event", &*from)];
    // A deadline itself, without a period that is counted from it.
    let text = if period.value == 0 { "answer.due_by" } else { "answer.due" };
    not_before_text(words, period, complete(words.text(text), &slots))
}

/// The text of a deadline, with the events before the first of which it does not end.
pub fn not_before_text(words: &'static Catalogue<'static>, period: Period, due: String) -> String {
    let Some(first) = period.not_before.iter().next() else { return due };
    let event = events_text(words, first, period.not_before);
    complete(words.text("answer.due_not_before"), &[("due", &due), ("event", &event)])
}

/// An event, and the others of which the first counts as well.
fn events_text(words: &'static Catalogue<'static>, first: usize, others: Events) -> String {
    let event = |at: usize| {
        let code = words.ids.vocabulary.events[at].code;
        text(words, &format!("answer.event.{code}"))
    };
    let or = words.text("answer.event_or");
    let others = others.iter().filter(|at| *at != first);
    others.fold(event(first).into_owned(), |events, other| {
        complete(or, &[("event", &events), ("other", &event(other))])
    })
}

/// A value in the form that a case uses: a code or a number.
pub fn case_value(fact: FactId, code: &str) -> CaseValue {
    match shipped::vocabulary().facts[fact].kind {
        Kind::Choice(_) => CaseValue::Code(code.to_owned()),
        Kind::Number { .. } => CaseValue::Number(code.parse().unwrap_or_default()),
    }
}

/// Presents a problem: its message, and help or a suggestion.
pub fn present_problem(words: &Catalogue, problem: &Problem) -> answer::Problem {
    let vocabulary = words.ids.vocabulary;
    // Codes of facts and values are replaced by their labels.
    let label = |slot: &str, text: &str| match slot {
        "fact" | "event" | "earlier" | "later" => match vocabulary.fact(text) {
            Some(fact) => words.find_by_id(TextId::FactLabel(fact)),
            None => words.find(&format!("fact.{text}.label")),
        },
        "complaint" | "order_state" => {
            let fact = vocabulary.fact(slot)?;
            words.find_by_id(TextId::Value(fact, vocabulary.value(fact, text)?))
        }
        _ => None,
    };
    let labelled = problem.slots.iter().map(|(slot, text)| {
        let text: &str = label(slot, text).unwrap_or(text);
        (*slot, text)
    });
    let slots: Vec<(&str, &str)> = labelled.collect();
    let message = complete(words.text(&format!("problem.{}.message", problem.code)), &slots);
    let help = match &problem.suggestion {
        Some(code) => Some(complete(words.text("problem.suggestion.message"), &[("code", code)])),
        None => {
            words.find(&format!("problem.{}.help", problem.code)).map(|help| complete(help, &slots))
        }
    };
    let path = problem.path.clone();
    answer::Problem { code: problem.code, path, message, help, row: None, column: None }
}

/// A situation as a case.
pub fn case_of(witness: &Witness) -> Entries<answer::CaseValue> {
    let facts = &shipped::vocabulary().facts;
    let entry = |(fact, value): &(FactId, String)| (facts[*fact].code, case_value(*fact, value));
    Entries(witness.iter().map(entry).collect())
}
