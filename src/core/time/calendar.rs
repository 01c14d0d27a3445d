//! Weekends and public holidays.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// The days of the week that are not worked in a region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weekend(u8);

impl Weekend {
    pub const SATURDAY_AND_SUNDAY: Weekend = Weekend(0b110_0000);

    /// The weekend that consists of these days.
    pub fn of(days: impl IntoIterator<Item = Weekday>) -> Weekend {
        Weekend(days.into_iter().fold(0, |all, day| all | 1 << day.num_days_from_monday()))
    }

    /// Whether a day is on the weekend.
    pub fn has(self, day: NaiveDate) -> bool {
        self.0 & 1 << day.weekday().num_days_from_monday() != 0
    }
}

/// The public holidays of a region, for a range of days.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// The first known day, in days since 1970-01-01.
    pub first: i32,
    /// The last known day, in days since 1970-01-01.
    pub last: i32,
    /// Holidays outside the weekend, and working days on a weekend; ascending, in days since 1970-01-01.
    pub exceptions: Vec<i32>,
}

/// 1970-01-01 as [`Datelike::num_days_from_ce`].
const EPOCH: i32 = 719_163;

impl Calendar {
    /// Whether a day is a working day; `None` outside the known days.
    pub fn is_working(&self, day: NaiveDate, weekend: Weekend) -> Option<bool> {
        let at = day.num_days_from_ce() - EPOCH;
        let known = (self.first..=self.last).contains(&at);
        known.then(|| weekend.has(day) == self.exceptions.binary_search(&at).is_ok())
    }
}
