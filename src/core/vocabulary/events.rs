//! Events and amounts: inputs from which derived facts, deadlines and sums are computed.

use crate::plain::bytes::bytes_of_fields;
use crate::plain::text::Code;
use crate::vocabulary::complaints::{Places, States};

/// An event of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Public code.
    pub code: Code,
    /// Whether it is a deadline; any other event is in the past once it is stated.
    pub is_deadline: bool,
    /// The positions of the events that are never after it.
    pub after: Vec<usize>,
    /// The order states at which it has not happened.
    pub not_at: States,
    /// Where it is asked for; it counts wherever it is stated.
    pub applies: Places,
    /// Whether a deadline that is counted from it precedes all others once it is stated.
    pub leads: bool,
}

/// An amount of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// Public code.
    pub code: Code,
    pub applies: Places,
    /// The position of the amount that it is never above.
    pub at_most: Option<usize>,
}

bytes_of_fields! { Event { code, is_deadline, after, not_at, applies, leads } }
bytes_of_fields! { Amount { code, applies, at_most } }
