//! Admission: which rules of a shop's pack may be in force, and what stands against the others, in words.

use aftersales_core::audit::admission::{self, Objection};
use aftersales_core::plain::value::Value;

use crate::present::answer;
use crate::present::wording::{case_of, present_problem, reason, text};
use crate::request::options::read_options;
use crate::shipped;
use crate::shop::rules_of;

/// Sorts the rules of a shop's pack: which may be in force, and what stands against the others.
pub fn admit(pack: &Value, options: &Value) -> answer::Admission {
    let (options, mut problems) = read_options(options);
    let words = shipped::words(options.lang);
    let own = rules_of(pack, "/pack", &mut problems);
    let day = options.now.map(|now| now.date_naive().to_string());
    let policy = shipped::policy().with(&own);
    let sorted = admission::admit(shipped::policy(), own, day.as_deref());
    let place = |id: &str| match pack.get("rules") {
        Some(Value::List(rules)) => {
            rules.iter().position(|rule| rule.get("id").and_then(Value::text) == Some(id))
        }
        _ => None,
    };
    let presented = |objections: &[Objection]| -> Vec<answer::Objection> {
        let presented = objections.iter().filter_map(|objection| {
            let by = objection.by.iter().filter_map(|id| policy.find(id));
            let kind = objection.kind.code();
            Some(answer::Objection {
                rule: objection.rule.clone().into(),
                at: place(&objection.rule)?,
                ground: kind,
                message: text(words, &format!("answer.admit.{kind}")),
                by: by.map(|rule| reason(words, &policy, rule)).collect(),
                situations: objection.situations.to_string(),
                witness: case_of(&objection.witness),
            })
        });
        presented.collect()
    };
    answer::Admission {
        standing: sorted.standing.iter().filter_map(|rule| place(&rule.id)).collect(),
        refused: presented(&sorted.refused),
        limited: presented(&sorted.limited),
        problems: problems.iter().map(|problem| present_problem(words, problem)).collect(),
    }
}
