//! Why something is refused: the reasons that the conditions of a deciding rule give. Each has its sentence
//! in the words of every language, so that a shop's own rule of the same kind is explained, too.

use crate::facts::{self, FACTS, FactId, Kind};
use crate::policy::{Rule, Test};

/// A reason, and the facts that give it where a rule tests them and they have one of these values; a number
/// gives it with any.
pub struct Reason {
    /// The words have its sentence under `refusal.` and this code.
    pub code: &'static str,
    facts: &'static [(&'static str, &'static [&'static str])],
}

const fn reason(
    code: &'static str,
    facts: &'static [(&'static str, &'static [&'static str])],
) -> Reason {
    Reason { code, facts }
}

const OPENED: &[&str] = &["opened", "affected"];

/// Every reason, the one that says most first: what the goods are stands whatever the day.
pub const REASONS: &[Reason] = &[
    reason("custom_made", &[("goods_kind", &["custom_made"])]),
    reason("perishable", &[("goods_kind", &["perishable"])]),
    reason("periodical", &[("goods_kind", &["periodical"])]),
    reason("digital_opened", &[("goods_kind", &["digital"]), ("item_condition", OPENED)]),
    reason(
        "hygiene_confirmed",
        &[
            ("goods_kind", &["hygiene"]),
            ("item_condition", OPENED),
            ("exclusion_confirmed", &["yes"]),
        ],
    ),
    reason("hygiene_opened", &[("goods_kind", &["hygiene"]), ("item_condition", OPENED)]),
    reason("used", &[("item_condition", &["affected"])]),
    reason("opened", &[("item_condition", &["opened"])]),
    reason("long_period_over", &[(DAYS, &[]), ("informed_of_withdrawal", &["no"])]),
    reason("period_over", &[(DAYS, &[])]),
    reason("not_stopped", &[("interception", &["failed"])]),
    reason("order_address_only", &[("platform", &["amazon"]), ("complaint", &["change_address"])]),
    reason("valuable", &[("high_value", &["yes"])]),
    reason("term_running", &[("term_ended", &["no"])]),
    reason("sales_missed", &[("sales_target", &["missed"])]),
    reason("violations", &[("violations", &["some"])]),
];

/// The fact that counts a period of returning.
pub const DAYS: &str = "days_since_delivery";

/// What the sentence of a reason can be completed with: the days on which the item was delivered, the
/// period ended and the buyer asked; how many days the period has, and after how many the buyer asked.
pub const SLOTS: &[&str] = &["delivered", "until", "asked", "days", "after"];

impl Reason {
    /// Whether a rule that holds gives this reason, where facts have these values (position, for a choice).
    pub fn is_given_by(&self, rule: &Rule, value: &dyn Fn(FactId) -> Option<usize>) -> bool {
        self.facts.iter().all(|(code, values)| {
            let tested = rule.when.iter().find(|(fact, _)| FACTS[*fact].code == *code);
            tested.is_some_and(|(fact, test)| match (test, FACTS[*fact].kind) {
                (Test::Number(bounds), _) => bounds.at_least.is_some(),
                (Test::OneOf(_), Kind::Choice(codes)) => value(*fact)
                    .and_then(|at| codes.get(at))
                    .is_some_and(|value| values.contains(value)),
                _ => false,
            })
        })
    }
}

/// How many days a period has that a rule finds over.
pub fn period(rule: &Rule) -> Option<u32> {
    let days = facts::find(DAYS)?;
    rule.when.iter().find_map(|(fact, test)| match test {
        Test::Number(bounds) if *fact == days => bounds.at_least?.checked_sub(1),
        _ => None,
    })
}
