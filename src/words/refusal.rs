//! Reasons for a refusal, derived from the conditions of the deciding rule. Every language has a sentence for
//! each reason, so that refusals by a shop's own rules are explained as well.

use aftersales_core::policy::{Rule, Test};
use aftersales_core::vocabulary::facts::{self, FACTS, FactId, Kind};

/// A reason for a refusal. It applies to a rule that tests all of its facts while each has one of the listed
/// values; numbers apply with any value.
pub struct Reason {
    /// The catalogue has its sentence under `refusal.` and this code.
    pub code: &'static str,
    /// Code of the remedy that refuses.
    remedy: &'static str,
    facts: &'static [(&'static str, &'static [&'static str])],
}

const fn reason(
    code: &'static str,
    remedy: &'static str,
    facts: &'static [(&'static str, &'static [&'static str])],
) -> Reason {
    Reason { code, remedy, facts }
}

const OPENED: &[&str] = &["opened", "affected"];

/// Every reason, the most specific first: the kind of goods counts before the date.
pub const REASONS: &[Reason] = &[
    reason("custom_made", "decline_return", &[("goods_kind", &["custom_made"])]),
    reason("perishable", "decline_return", &[("goods_kind", &["perishable"])]),
    reason("periodical", "decline_return", &[("goods_kind", &["periodical"])]),
    reason(
        "digital_opened",
        "decline_return",
        &[("goods_kind", &["digital"]), ("item_condition", OPENED)],
    ),
    reason(
        "hygiene_confirmed",
        "decline_return",
        &[
            ("goods_kind", &["hygiene"]),
            ("item_condition", OPENED),
            ("exclusion_confirmed", &["yes"]),
        ],
    ),
    reason(
        "hygiene_opened",
        "decline_return",
        &[("goods_kind", &["hygiene"]), ("item_condition", OPENED)],
    ),
    reason("used", "decline_return", &[("item_condition", &["affected"])]),
    reason("opened", "decline_return", &[("item_condition", &["opened"])]),
    reason(
        "long_period_over",
        "decline_return",
        &[(DAYS, &[]), ("informed_of_withdrawal", &["no"])],
    ),
    reason("period_over", "decline_return", &[(DAYS, &[])]),
    reason("not_stopped", "decline_redirect", &[("interception", &["failed"])]),
    reason(
        "order_address_only",
        "decline_redirect",
        &[("platform", &["amazon"]), ("complaint", &["change_address"])],
    ),
    reason("valuable", "decline_redirect", &[("high_value", &["yes"])]),
    reason("term_running", "deposit_not_due", &[("term_ended", &["no"])]),
    reason("sales_missed", "deposit_not_due", &[("sales_target", &["missed"])]),
    reason("violations", "deposit_not_due", &[("violations", &["some"])]),
];

/// Code of the fact that counts the days of a return period.
pub const DAYS: &str = "days_since_delivery";

/// The placeholders of a reason's sentence: the dates on which the item was delivered, the period ended and the
/// buyer asked; the length of the period in days, and the number of days after which the buyer asked.
pub const SLOTS: &[&str] = &["delivered", "until", "asked", "days", "after"];

/// Complaints that ask for a return without a defect; only these can be refused a return.
const WITHOUT_A_REASON: &[&str] = &["changed_mind", "not_as_described", "wants_exchange"];

impl Reason {
    /// Whether this can be the reason for a refusing remedy of a complaint (codes of both).
    pub fn refuses(&self, remedy: &str, complaint: &str) -> bool {
        let of_return = self.remedy == "decline_return";
        self.remedy == remedy && (!of_return || WITHOUT_A_REASON.contains(&complaint))
    }

    /// Whether a rule that holds gives this reason. `value` is the position of a choice's value.
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

/// The length in days of the return period that a rule requires to be over.
pub fn period(rule: &Rule) -> Option<u32> {
    let days = facts::find(DAYS)?;
    rule.when.iter().find_map(|(fact, test)| match test {
        Test::Number(bounds) if *fact == days => bounds.at_least?.checked_sub(1),
        _ => None,
    })
}
