//! Orders of facts, worst for the buyer first: along each, what the buyer is entitled to becomes no less.

use crate::situations;

use std::collections::BTreeMap;

use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales_core::engine::reference::Situation;
use aftersales_core::vocabulary::facts::{FactId, Stated};
use situations::{Domain, Random, can_occur, described, values};

/// The values of a fact of the right, worst for the buyer first; those in one list are alike. Numbers
/// have none: fewer days are better.
pub const ORDERS: &[(&str, &[&[&str]])] = &[
    ("evidence", &[&["not_asked", "awaited"], &["confirmed"]]),
    ("tracking", &[&["moving"], &["stalled"], &["lost"]]),
    ("buyer_kind", &[&["business"], &["consumer"]]),
    ("item_condition", &[&["affected"], &["opened"], &["intact"]]),
    ("returned", &[&["other_item", "incomplete"], &["used"], &["opened"], &["as_sent"]]),
    ("finding_proved", &[&["yes"], &["no"]]),
    ("informed_of_withdrawal", &[&["yes"], &["no"]]),
    ("informed_of_return_cost", &[&["yes"], &["no"]]),
    ("exclusion_confirmed", &[&["yes"], &["no"]]),
    ("return_period_extended", &[&["no"], &["yes"]]),
    ("deliver_by_passed", &[&["no"], &["yes"]]),
    ("ship_by_passed", &[&["no"], &["yes"]]),
    ("platform_case", &[&["none", "open"]]),
    ("mood", &[&["calm", "upset", "angry"]]),
    ("needs_other_team", &[&["no", "yes"]]),
    ("days_since_delivery", &[]),
];

/// Whether rights are held at the order state of a domain.
pub fn holds_rights(domain: &Domain) -> bool {
    let held = ["unshipped", "in_transit", "delivered", "completed"];
    domain.pair.1.is_some_and(|state| held.contains(&vocabulary().order_states()[state]))
}

/// The values of a fact that can occur, worst for the buyer first, each with its rank.
pub fn ranks(fact: FactId, state: Option<usize>) -> Vec<(usize, Stated)> {
    let policy = shipped::policy();
    let code = vocabulary().facts[fact].code;
    let (_, order) = ORDERS.iter().find(|(other, _)| *other == code).expect("an order");
    if order.is_empty() {
        let numbers = values(policy, fact, state);
        let last = numbers.len();
        return numbers.into_iter().enumerate().map(|(at, value)| (last - at, value)).collect();
    }
    let mut found = Vec::new();
    for (rank, codes) in order.iter().enumerate() {
        for one in *codes {
            let at = vocabulary().value(fact, one).expect("a value");
            if can_occur(fact, at, state) {
                found.push((rank, Stated::Choice(at)));
            }
        }
    }
    found
}

/// Two values, the second no worse for the buyer than the first.
pub fn step(random: &mut Random, ranks: &[(usize, Stated)]) -> Option<(Stated, Stated)> {
    if ranks.len() < 2 {
        return None;
    }
    let one = random.below(ranks.len());
    let other = (one + 1 + random.below(ranks.len() - 1)) % ranks.len();
    let (one, other) = (ranks[one], ranks[other]);
    if one.0 <= other.0 { Some((one.1, other.1)) } else { Some((other.1, one.1)) }
}

pub fn set(situation: &mut Situation, fact: &str, value: &str) {
    let fact = vocabulary().fact(fact).expect("a fact");
    if situation[fact].is_some() {
        situation[fact] = vocabulary().value(fact, value).map(Stated::Choice);
    }
}

pub fn at(situation: &Situation, code: &str) -> String {
    let fact = vocabulary().fact(code).expect("a fact");
    situation[fact].map_or_else(String::new, |value| shown(fact, value))
}

pub fn shown(fact: FactId, value: Stated) -> String {
    match value {
        Stated::Choice(at) => shipped::policy().value_code(fact, at),
        Stated::Number(number) => number.to_string(),
    }
}

/// A step along an order in one situation.
pub struct Step<'s> {
    pub here: &'s Situation,
    pub fact: FactId,
    pub worse: Stated,
    pub better: Stated,
}

/// What goes wrong along the orders: each kind with its count and one situation that shows it.
#[derive(Default)]
pub struct Wrong(BTreeMap<String, (usize, String)>);

impl Wrong {
    /// Counts that a step loses something; `with` is the situation after it.
    pub fn add(&mut self, what: &str, step: &Step, with: &Situation) {
        let key = format!(
            "{what}: {} {} {} {} {} {} -> {}",
            at(step.here, "buyer_region"),
            at(step.here, "platform"),
            at(step.here, "complaint"),
            at(step.here, "order_state"),
            vocabulary().facts[step.fact].code,
            shown(step.fact, step.worse),
            shown(step.fact, step.better)
        );
        let entry = self.0.entry(key).or_insert_with(|| (0, described(shipped::policy(), with)));
        entry.0 += 1;
    }

    /// Fails with every kind, the most frequent first.
    #[track_caller]
    pub fn assert_none(self) {
        let mut kinds: Vec<_> = self.0.into_iter().collect();
        kinds.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
        let text: Vec<String> = kinds
            .iter()
            .map(|(key, (count, witness))| format!("{count} {key}\n    {witness}"))
            .collect();
        assert!(text.is_empty(), "{} kinds\n{}", text.len(), text.join("\n"));
    }
}
