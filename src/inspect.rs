//! Looking at policies as wholes: the audit and the difference, with a shop's own pack laid over the
//! shipped rules, told in words.

use crate::admit::{self, Objection};
use crate::answer::{self, Entries};
use crate::audit::{self, Finding, Flaw, Witness};
use crate::difference;
use crate::facts::FACTS;
use crate::in_force::laid_over_shipped;
use crate::message::codes::Of;
use crate::message::complete;
use crate::message::words::Words;
use crate::options::{read_options, read_shop_pack, too_many_ranges};
use crate::policy::{Policy, Ranges, Rule, RuleId};
use crate::problem::Problem;
use crate::remedy::{self, RemedyId};
use crate::shipped;
use crate::text::Text;
use crate::value::Value;
use crate::wording::{case_value, reason, tell_problem, text, value_text};

/// Audits the shipped policy, or with a shop's pack laid over it; then only the blocks that the
/// pack's rules can touch are proved again.
pub fn audit(pack: &Value, options: &Value) -> answer::Audit {
    let (options, mut problems) = read_options(options);
    let words = shipped::words(options.lang);
    let own = rules_of(pack, "/pack", &mut problems);
    let policy = laid_over_shipped(&own);
    let touched: Vec<RuleId> = own.iter().filter_map(|rule| policy.find(&rule.id)).collect();
    let day = options.now.map(|now| now.date_naive().to_string());
    let mut found = if pack.is_null() || !touched.is_empty() {
        audit::audit(&policy, day.as_deref(), &touched)
    } else {
        // None of the pack's rules could be read; there is nothing to prove anew.
        audit::Audit { situations: audit::count(&policy), findings: Vec::new() }
    };
    if let Some(day) = &day {
        found.findings.extend(audit::expired(&policy, day));
    }
    answer::Audit {
        situations: found.situations.to_string(),
        rules: policy.written().len(),
        findings: found.findings.iter().map(|finding| tell(words, &policy, finding)).collect(),
        problems: problems.iter().map(|problem| tell_problem(words, problem)).collect(),
    }
}

/// Sorts the rules of a shop's pack: which may be in force, and what stands against the others.
pub fn admit(pack: &Value, options: &Value) -> answer::Admission {
    let (options, mut problems) = read_options(options);
    let words = shipped::words(options.lang);
    let own = rules_of(pack, "/pack", &mut problems);
    let day = options.now.map(|now| now.date_naive().to_string());
    let policy = laid_over_shipped(&own);
    let sorted = admit::admit(own, day.as_deref());
    let place = |id: &str| match pack.get("rules") {
        Some(Value::List(rules)) => {
            rules.iter().position(|rule| rule.get("id").and_then(Value::text) == Some(id))
        }
        _ => None,
    };
    let told = |objections: &[Objection]| -> Vec<answer::Objection> {
        let told = objections.iter().filter_map(|objection| {
            let by = objection.by.iter().filter_map(|id| policy.find(id));
            let ground = objection.ground.code();
            Some(answer::Objection {
                rule: objection.rule.clone().into(),
                at: place(&objection.rule)?,
                ground,
                message: text(words, &format!("answer.admit.{ground}")),
                by: by.map(|rule| reason(words, &policy, rule)).collect(),
                situations: objection.situations.to_string(),
                witness: case_of(&objection.witness),
            })
        });
        told.collect()
    };
    answer::Admission {
        standing: sorted.standing.iter().filter_map(|rule| place(&rule.id)).collect(),
        refused: told(&sorted.refused),
        limited: told(&sorted.limited),
        problems: problems.iter().map(|problem| tell_problem(words, problem)).collect(),
    }
}

/// Compares the shipped policy with one pack laid over it to that with another; `Null` stands for
/// the shipped policy alone.
pub fn compare(before: &Value, after: &Value, options: &Value) -> answer::Difference {
    let (options, mut problems) = read_options(options);
    let words = shipped::words(options.lang);
    let shipped = shipped::policy().written();
    let before = rules_of(before, "/before", &mut problems);
    let mut after = rules_of(after, "/after", &mut problems);
    // Both are compared situation by situation, so that their ranges need room together.
    let mut ranges = Ranges::of(shipped.iter().chain(&before));
    after.retain(|rule| match ranges.add(rule) {
        Ok(()) => true,
        Err(fact) => {
            problems.push(too_many_ranges("/after/rules".into(), fact));
            false
        }
    });
    let with = |own: Vec<Rule>| -> Vec<Rule> { shipped.iter().cloned().chain(own).collect() };
    let (before, after) = (with(before), with(after));
    let day = options.now.map(|now| now.date_naive().to_string());
    let found = difference::difference(&before, &after, day.as_deref());
    let code = |remedy: Option<RemedyId>| remedy.map_or("", |id| remedy::get(id).code);
    let title = |remedy: Option<RemedyId>| {
        Text::Borrowed(remedy.map_or("", |id| words.of(Of::RemedyTitle(id))))
    };
    answer::Difference {
        situations: found.situations.to_string(),
        changed: found.changed.to_string(),
        groups: found
            .groups
            .into_iter()
            .map(|group| answer::Group {
                from: code(group.from),
                to: code(group.to),
                from_title: title(group.from),
                to_title: title(group.to),
                ended: group.ended.into_iter().map(Text::from).collect(),
                begun: group.begun.into_iter().map(Text::from).collect(),
                situations: group.situations.to_string(),
                witness: case_of(&group.witness),
            })
            .collect(),
        problems: problems.iter().map(|problem| tell_problem(words, problem)).collect(),
    }
}

/// The rules of a shop's pack; `Null` has none.
pub fn rules_of(pack: &Value, path: &str, problems: &mut Vec<Problem>) -> Vec<Rule> {
    if pack.is_null() { Vec::new() } else { read_shop_pack(pack, path, problems) }
}

/// A situation as a case that can be opened.
fn case_of(witness: &Witness) -> Entries<answer::CaseValue> {
    Entries(
        witness.iter().map(|(fact, value)| (FACTS[*fact].code, case_value(*fact, value))).collect(),
    )
}

fn tell(words: &Words, policy: &Policy, finding: &Finding) -> answer::Finding {
    let rules: Vec<Text> =
        finding.rules.iter().map(|rule| policy.rules[*rule].id.clone()).collect();
    let row: Vec<String> = finding
        .row
        .iter()
        .map(|(fact, value)| {
            let slots = [
                ("fact", words.of(Of::FactLabel(*fact))),
                ("value", value_text(words, *fact, value)),
            ];
            complete(words.text("answer.change"), &slots)
        })
        .collect();
    let fact =
        finding.fact.map(|fact| words.of(Of::FactLabel(fact)).to_owned()).unwrap_or_default();
    let slots = [
        ("rules", rules.join(", ")),
        ("row", row.join(words.text("answer.comma"))),
        ("fact", fact),
    ];
    let slots: Vec<(&str, &str)> =
        slots.iter().map(|(slot, text)| (*slot, text.as_str())).collect();
    let kind = finding.flaw.code();
    answer::Finding {
        kind,
        rules,
        message: complete(words.text(&format!("answer.audit.{kind}")), &slots),
        situations: finding.situations.to_string(),
        witness: (!matches!(finding.flaw, Flaw::DeadRule | Flaw::UntestedFact | Flaw::Expired))
            .then(|| case_of(&finding.witness)),
    }
}
