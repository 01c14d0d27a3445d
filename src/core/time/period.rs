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

/// Some events, as bits of their positions in the vocabulary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Events {
    bits: u64,
}

impl Events {
    /// The events at these positions.
    pub fn of(positions: impl IntoIterator<Item = usize>) -> Events {
        Events { bits: positions.into_iter().fold(0, |bits, at| bits | 1 << at) }
    }

    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// Their positions, ascending.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |at| self.bits >> at & 1 == 1)
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
    /// Events that start the period as well: the first of all counts.
    pub or: Events,
    /// Events before the first of which the period does not end.
    pub not_before: Events,
    /// Whether a period of days that ends on a day of rest is extended to the end of the next working day, if that is
    /// known.
    pub to_working_day: bool,
}

impl Period {
    /// Codes of alternative ends of a period of days.
    pub const ENDS: &[&str] = &["working_day"];

    /// A period that starts with one event.
    pub fn of(value: u32, unit: Unit, from: usize) -> Period {
        let none = Events::default();
        Period { value, unit, from, or: none, not_before: none, to_working_day: false }
    }

    /// The events that start it.
    pub fn starts(self) -> Events {
        Events::of(self.or.iter().chain([self.from]))
    }
}

bytes_of_variants! { Unit { Hours, Days, WorkingDays } }
bytes_of_fields! { Events { bits } }
bytes_of_fields! { Period { value, unit, from, or, not_before, to_working_day } }
