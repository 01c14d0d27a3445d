//! Reasons for a refusal, derived from the conditions of the deciding rule.

use aftersales_core::policy::{Rule, Test};
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::facts::FactId;
use aftersales_core::vocabulary::reasons::Reason;
use aftersales_core::vocabulary::remedies::RemedyId;

/// Code of the fact that counts the days of a return period.
pub const DAYS: &str = "days_since_delivery";

/// The placeholders of a reason's sentence: the dates on which the item was delivered, the period ended and the
/// buyer asked; the length of the period in days, and the number of days after which the buyer asked.
pub const SLOTS: &[&str] = &["delivered", "until", "asked", "days", "after"];

/// Whether a reason can explain a refusing remedy of a complaint.
pub fn explains(reason: &Reason, remedy: RemedyId, complaint: Option<usize>) -> bool {
    let complaints = reason.complaints.as_ref();
    let fits = complaints.is_none_or(|of| complaint.is_some_and(|at| of.contains(at)));
    reason.refuses == remedy && fits
}

/// Whether a rule that holds gives a reason. `value` is the position of a choice's value.
pub fn is_given_by(reason: &Reason, rule: &Rule, value: &dyn Fn(FactId) -> Option<usize>) -> bool {
    reason.when.iter().all(|(fact, values)| {
        let tested = rule.when.iter().find(|(tested, _)| tested == fact);
        tested.is_some_and(|(_, test)| match test {
            Test::Number(bounds) => bounds.at_least.is_some(),
            Test::OneOf(_) => value(*fact).is_some_and(|at| values.contains(at)),
        })
    })
}

/// The length in days of the return period that a rule requires to be over.
pub fn period(vocabulary: &Vocabulary, rule: &Rule) -> Option<u32> {
    let days = vocabulary.fact(DAYS)?;
    rule.when.iter().find_map(|(fact, test)| match test {
        Test::Number(bounds) if *fact == days => bounds.at_least?.checked_sub(1),
        _ => None,
    })
}
