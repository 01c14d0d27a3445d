//! What is wrong with a shop's pack, as problems.

use aftersales_core::audit::admission::Objection;
use aftersales_core::plain::problem::Problem;
use aftersales_core::policy::Policy;

use crate::present::wording::{rule_text, sources, text};
use crate::shop::InForce;
use crate::words::catalogue::Words;

/// What is wrong with a pack, whose place is `path`: mistakes, and rules that are not in force.
pub fn problems(in_force: &InForce, words: &'static Words<'static>, path: &str) -> Vec<Problem> {
    let below = |mistake: &Problem| {
        let mut mistake = mistake.clone();
        mistake.path = format!("{path}{}", mistake.path);
        mistake
    };
    let rejected = in_force.rejected.iter().map(|(at, objection)| {
        let reason = text(words, &format!("answer.admit.{}", objection.kind.code()));
        Problem::new("rule_not_in_force", format!("{path}/rules/{at}"))
            .with("id", objection.rule.clone())
            .with("reason", reason)
            .with("clause", clause(words, in_force.policy(), objection))
    });
    in_force.mistakes.iter().map(below).chain(rejected).collect()
}

/// The first rule that an objection names, in words and with where it stands.
fn clause(words: &'static Words<'static>, policy: &Policy, objection: &Objection) -> String {
    let Some(first) = objection.by.first() else { return String::new() };
    let Some(rule) = policy.find(first) else { return first.clone() };
    let sources = sources(words, policy, rule);
    let text = rule_text(words, policy, rule);
    match sources.first() {
        Some(source) => format!("{text} ({}, {})", source.title, source.locator),
        None => text.to_string(),
    }
}
