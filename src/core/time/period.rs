//! Periods that start with an event.

use crate::plain::bytes::{bytes_of_fields, bytes_of_variants};

/// The unit in which a period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Counted from the instant of the event.
    Hours,
    /// Calendar days in the region's zone; the day of the event does not count, the last day counts to its end.
    Days,
    /// Counted like days, without weekends and known public holidays.
    WorkingDays,
}

impl Unit {
    pub const ALL: [Unit; 3] = [Unit::Hours, Unit::Days, Unit::WorkingDays];

    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Unit::Hours => "hours",
            Unit::Days => "days",
            Unit::WorkingDays => "working_days",
        }
    }
}

/// A period that starts with an event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// Length, in `unit`.
    pub value: u32,
    pub unit: Unit,
    /// The event, as a position in the vocabulary.
    pub from: usize,
    /// Whether a period of days that ends on a day of rest is extended to the end of the next working day, if that is
    /// known.
    pub to_working_day: bool,
}

impl Period {
    /// Codes of alternative ends of a period of days.
    pub const ENDS: &[&str] = &["working_day"];
}

bytes_of_variants! { Unit { Hours, Days, WorkingDays } }
bytes_of_fields! { Period { value, unit, from, to_working_day } }
