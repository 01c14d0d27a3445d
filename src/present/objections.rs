//! Problems of a shop's pack: mistakes, and rules that are not in force.

use aftersales_core::audit::admission::Objection;
use aftersales_core::plain::problem::Problem;
use aftersales_core::policy::Policy;

use crate::present::wording::{rule_text, sources, text};
use crate::shop::InForce;
use crate::words::catalogue::Catalogue;

/// The problems of the pack at `path`, a JSON pointer.
pub fn problems(
    in_force: &InForce,
    words: &'static Catalogue<'static>,
    path: &str,
) -> Vec<Problem> {
    let refused = in_force.refused_at.iter().zip(&in_force.admission.refused);
    let refused = refused.map(|(at, objection)| {
        let reason = text(words, &format!("answer.admit.{}", objection.kind.code()));
        Problem::new("rule_not_in_force", format!("{path}/rules/{at}"))
            .with("id", objection.rule.clone())
            .with("reason", reason)
            .with("clause", clause(words, in_force.policy(), objection))
    });
    in_force.mistakes.iter().map(|mistake| mistake.below(path)).chain(refused).collect()
}

/// The text of the first rule that an objection names, with its first source.
fn clause(words: &'static Catalogue<'static>, policy: &Policy, objection: &Objection) -> String {
    let Some(first) = objection.by.first() else { return String::new() };
    let Some(rule) = policy.find(first) else { return first.clone() };
    let sources = sources(words, policy, rule);
    let text = rule_text(words, policy, rule);
    match sources.first() {
        Some(source) => format!("{text} ({}, {})", source.title, source.locator),
        None => text.to_string(),
    }
}
