//! Periods that start with an event.

use serde::{Deserialize, Serialize};

/// How a period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// By the clock, from the instant itself.
    Hours,
    /// Calendar days in the region's zone; the day of the event is not counted and the last day counts whole.
    Days,
    /// Counted as days are: Monday to Friday without public holidays, as far as these are known.
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
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Within {
    pub value: u32,
    pub unit: Unit,
    /// Position in [`facts::EVENTS`].
    pub from: usize,
    /// Whether days that end on a day of rest go on to the end of the next working day, as far as
    /// working days are known.
    pub to_working_day: bool,
}

impl Within {
    /// How else than with its last day a period of days may end, as packs write it.
    pub const ENDS: &[&str] = &["working_day"];
}
