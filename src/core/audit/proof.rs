//! The proof of a policy that is to ship.

use crate::audit::findings::{audit, shown};
use crate::policy::{Policy, without_remedy};

/// What stands against a policy, a line each; empty if it is proved: with all rules in force, and on each day on which a
/// rule begins or ends.
pub fn mistakes(policy: &Policy) -> Vec<String> {
    let vocabulary = policy.vocabulary;
    let mut mistakes = Vec::new();
    for (rule, way, complaint, state) in without_remedy(vocabulary, policy.written()) {
        mistakes.push(format!(
            "{}: no remedy in ways.toml takes `{}` at {}, {}",
            rule.id,
            vocabulary.get_act(way).code,
            vocabulary.complaints[complaint].code,
            state.map_or("no order", |state| vocabulary.order_states()[state]),
        ));
    }
    // Of the days on which the same rules are in force, one is enough.
    let mut proved: Vec<Vec<bool>> = Vec::new();
    for day in days(policy) {
        let in_force = policy.written().iter().map(|rule| rule.is_valid(day)).collect();
        if proved.contains(&in_force) {
            continue;
        }
        proved.push(in_force);
        for finding in audit(policy, day, &[]).findings {
            let rules: Vec<&str> =
                finding.rules.iter().map(|rule| policy.rules[*rule].id.as_ref()).collect();
            mistakes.push(format!(
                "{}: {} {} in {} situations, for example: {}",
                finding.flaw.code(),
                rules.join(", "),
                finding.fact.map_or("", |fact| vocabulary.facts[fact].code),
                finding.situations,
                shown(vocabulary, &finding.witness),
            ));
        }
    }
    mistakes
}

/// The first and last days of rules, each once, and no day for all rules.
fn days(policy: &Policy) -> Vec<Option<&str>> {
    let mut days: Vec<Option<&str>> = vec![None];
    for rule in policy.written() {
        days.extend(rule.valid_from.as_deref().map(Some));
        days.extend(rule.valid_until.as_deref().map(Some));
    }
    days.sort_unstable();
    days.dedup();
    days
}
