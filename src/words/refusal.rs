//! Why something is refused: the reasons that the conditions of a deciding rule give. Each has its sentence
//! in the words of every language, so that a shop's own rule of the same kind is explained, too.

use aftersales_core::policy::{Rule, Test};
use aftersales_core::vocabulary::facts::{self, FACTS, FactId, Kind};

/// A reason, and the facts that give it where a rule tests them and they have one of these values; a number
/// gives it with any.
pub struct Reason {
    /// The words have its sentence under `refusal.` and this code.
    pub code: &'static str,
    /// The refusal that it is a reason of.
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

/// Every reason, the one that says most first: what the goods are stands whatever the day.
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

/// The fact that counts a period of returning.
pub const DAYS: &str = "days_since_delivery";

/// What the sentence of a reason can be completed with: the days on which the item was delivered, the
/// period ended and the buyer asked; how many days the period has, and after how many the buyer asked.
pub const SLOTS: &[&str] = &["delivered", "until", "asked", "days", "after"];

/// The complaints of a buyer who may return without a reason; only to these is that refused.
const WITHOUT_A_REASON: &[&str] = &["changed_mind", "not_as_described", "wants_exchange"];

impl Reason {
    /// Whether it can be the reason of a refusal of that remedy and complaint.
    pub fn refuses(&self, remedy: &str, complaint: &str) -> bool {
        let of_return = self.remedy == "decline_return";
        self.remedy == remedy && (!of_return || WITHOUT_A_REASON.contains(&complaint))
    }

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
