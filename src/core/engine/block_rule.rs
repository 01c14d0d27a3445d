//! Rules as they stand within one complaint at one order state.

use crate::policy::{Policy, RuleId};
use crate::vocabulary::facts::{COMPLAINT, FactId, N, ORDER_STATE, RESOLVED, Values};

/// A rule within a block.
#[derive(Debug)]
pub struct BlockRule {
    pub id: RuleId,
    /// The values it asks of each fact it tests, where that excludes any.
    pub tests: Vec<(FactId, Values)>,
}

/// The conditions of a rule on facts beside complaint and order state; `None` where it cannot hold.
pub fn tests(
    policy: &Policy,
    rule: RuleId,
    complaint: usize,
    order_state: Option<usize>,
    applies: &[bool; N],
) -> Option<Vec<(FactId, Values)>> {
    let mut tests = Vec::new();
    for (fact, values) in &policy.conditions[rule] {
        let here = match *fact {
            COMPLAINT => Some(complaint),
            ORDER_STATE => order_state,
            _ => None,
        };
        match here {
            Some(value) if values & (1 << value) == 0 => return None,
            Some(_) => {}
            None if !applies[*fact] => {
                // A condition on a fact that does not apply is false; the default reading of
                // `resolved` is no condition of the rule's own.
                let own = policy.rules[rule].when.iter().any(|(tested, _)| tested == fact);
                if own || *fact != RESOLVED {
                    return None;
                }
            }
            None if values & policy.all(*fact) != policy.all(*fact) => tests.push((*fact, *values)),
            None => {}
        }
    }
    Some(tests)
}
