//! Rules, sources, values and problems in the reader's words.

use crate::present::answer::Entries;
use crate::present::answer::{self, CaseValue};
use crate::shipped;
use crate::words::catalogue::Words;
use crate::words::letter::complete;
use crate::words::text_id::Of;
use aftersales_core::audit::findings::Witness;
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::text::Text;
use aftersales_core::policy::{Policy, RuleId, Verified};
use aftersales_core::vocabulary::facts::{self, FACTS, FactId, Kind};

/// The words of a rule; a rule that has none in the locales, such as a shop's own, is told by its id.
pub fn rule_text(words: &Words<'static>, policy: &Policy, rule: RuleId) -> Text {
    let id = &policy.rules[rule].id;
    let shipped = shipped::policy().find(id).and_then(|at| words.find_of(Of::Rule(at)));
    shipped.map_or_else(|| id.clone(), Text::Borrowed)
}

/// A rule as a reason: its layer, its words and where it comes from.
pub fn reason(words: &'static Words<'static>, policy: &Policy, rule: RuleId) -> answer::Reason {
    let layer = policy.rules[rule].layer.code();
    answer::Reason {
        rule: policy.rules[rule].id.clone(),
        layer,
        layer_text: text(words, &format!("answer.layer.{layer}")),
        text: rule_text(words, policy, rule),
        sources: sources(words, policy, rule),
    }
}

/// The sources of a rule, each with its verification in words.
pub fn sources(
    words: &'static Words<'static>,
    policy: &Policy,
    rule: RuleId,
) -> Vec<answer::Source> {
    let verified =
        |verified: Verified| text(words, &format!("answer.verified.{}", verified.code()));
    let rule = &policy.rules[rule];
    let shipped = shipped::policy().find(&rule.id).into_iter().flat_map(|at| words.sources(at));
    // A shop's own rules bring theirs.
    let sources = shipped.chain(&rule.sources);
    sources.map(|source| answer::Source::of(source, verified(source.verified))).collect()
}

/// A value in words: the label of a choice, a number as it is.
pub fn value_text<'a>(words: &Words<'a>, fact: FactId, code: &'a str) -> &'a str {
    match facts::value_index(fact, code) {
        Some(at) => words.of(Of::Value(fact, at)),
        None => code,
    }
}

/// The text of a key; a key that has none stands for itself.
pub fn text(words: &'static Words<'static>, key: &str) -> Text {
    words.find(key).map_or_else(|| Text::Owned(key.to_owned()), Text::Borrowed)
}

/// A value code as a case writes it.
pub fn case_value(fact: FactId, code: &str) -> CaseValue {
    match FACTS[fact].kind {
        Kind::Choice(_) => CaseValue::Code(code.to_owned()),
        Kind::Number { .. } => CaseValue::Number(code.parse().unwrap_or_default()),
    }
}

/// A problem in words.
pub fn tell_problem(words: &Words, problem: &Problem) -> answer::Problem {
    // Codes of facts and values are told by their labels where they have one.
    let label = |slot: &str, text: &str| match slot {
        "fact" | "event" | "earlier" | "later" => match facts::find(text) {
            Some(fact) => words.find_of(Of::FactLabel(fact)),
            None => words.find(&format!("fact.{text}.label")),
        },
        "complaint" | "order_state" => {
            let fact = facts::find(slot)?;
            words.find_of(Of::Value(fact, facts::value_index(fact, text)?))
        }
        _ => None,
    };
    let told = problem.slots.iter().map(|(slot, text)| {
        let told = label(slot, text).unwrap_or(text);
        (*slot, told)
    });
    let slots: Vec<(&str, &str)> = told.collect();
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

/// A situation as a case that can be opened.
pub fn case_of(witness: &Witness) -> Entries<answer::CaseValue> {
    Entries(
        witness.iter().map(|(fact, value)| (FACTS[*fact].code, case_value(*fact, value))).collect(),
    )
}
