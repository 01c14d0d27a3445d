//! Rules as they stand within one complaint at one order state.

use crate::policy::{Policy, RuleId};
use crate::vocabulary::facts::{COMPLAINT, FactId, ORDER_STATE, PLATFORM, REGION, Values};

/// The facts that state a place.
pub const PLACE: [FactId; 2] = [PLATFORM, REGION];

/// A rule within a block.
#[derive(Debug)]
pub struct BlockRule {
    pub id: RuleId,
    /// The values it asks of each fact it tests, where that excludes any.
    pub tests: Vec<(FactId, Values)>,
}

/// The conditions of a rule on facts beside complaint, order state and what is known of the place; `None` where it cannot
/// hold.
pub fn tests(
    policy: &Policy,
    rule: RuleId,
    complaint: usize,
    order_state: Option<usize>,
    applies: &[bool],
    place: [Option<usize>; PLACE.len()],
) -> Option<Vec<(FactId, Values)>> {
    let mut tests = Vec::new();
    for (fact, values) in &policy.conditions[rule] {
        let here = match *fact {
            COMPLAINT => Some(complaint),
            ORDER_STATE => order_state,
            PLATFORM if applies[PLATFORM] => place[0],
            REGION if applies[REGION] => place[1],
            _ => None,
        };
        match here {
            Some(value) if !values.contains(value) => return None,
            Some(_) => {}
            // A condition on a fact that does not apply is false; what a rule reads of a fact that it does not test is no
            // condition of its own.
            None if !applies[*fact] => {
                policy.rules[rule].when.iter().all(|(tested, _)| tested != fact).then_some(())?;
            }
            None if !policy.all(*fact).is_within(values) => tests.push((*fact, values.clone())),
            None => {}
        }
    }
    Some(tests)
}
