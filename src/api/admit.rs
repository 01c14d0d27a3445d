//! Admission: which rules of a shop's pack may be in force, and what stands against the others, in words.

use aftersales_core::audit::admission::Objection;
use aftersales_core::plain::value::Value;

use crate::present::answer;
use crate::present::wording::{case_of, present_problem, reason, text};
use crate::request::options::read_options;
use crate::shipped;
use crate::shop::{Shop, rule_ids, shop};

/// Sorts the rules of a shop's pack: which may be in force, and what stands against the others.
pub fn admit(pack: &Value, options: &Value) -> answer::Admission {
    admit_in(&shop(pack), options)
}

/// The same of the pack of a shop.
pub fn admit_in(shop: &Shop, options: &Value) -> answer::Admission {
    let (options, mut problems) = read_options(options);
    let words = shipped::words(options.lang);
    let in_force = shop.on(options.day().as_deref());
    problems.extend(in_force.mistakes.iter().map(|mistake| mistake.below("/pack")));
    let policy = shipped::policy().with(&in_force.read);
    let sorted = &in_force.admission;
    let ids = rule_ids(shop.pack());
    let place = |id: &str| ids.iter().position(|other| *other == id);
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

/// Does one more part of the admission of a shop's pack. Returns whether anything is left to do.
pub fn advance(shop: &Shop, options: &Value) -> bool {
    let (options, _) = read_options(options);
    shop.advance(options.day().as_deref())
}
