//! Working days: weekends, and public holidays in the years for which they are known.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// The days of the week on which a region rests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weekend(u8);

impl Weekend {
    pub const SATURDAY_AND_SUNDAY: Weekend = Weekend(0b110_0000);

    /// The weekend of these days.
    pub fn of(days: impl IntoIterator<Item = Weekday>) -> Weekend {
        Weekend(days.into_iter().fold(0, |all, day| all | 1 << day.num_days_from_monday()))
    }

    /// Whether a day is on the weekend.
    pub fn has(self, day: NaiveDate) -> bool {
        self.0 & 1 << day.weekday().num_days_from_monday() != 0
    }
}

/// The public holidays of a region.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// The first and the last day that it knows, in days since 1970.
    pub first: i32,
    pub last: i32,
    /// Days of the week that are off, and days of the weekend that are worked; ascending, in days since 1970.
    pub exceptions: Vec<i32>,
}

/// 1 January 1970 by the count of [`Datelike::num_days_from_ce`].
const EPOCH: i32 = 719_163;

impl Calendar {
    /// Whether a day is a working day; `None` beyond the days that it knows.
    pub fn is_working(&self, day: NaiveDate, weekend: Weekend) -> Option<bool> {
        let at = day.num_days_from_ce() - EPOCH;
        let known = (self.first..=self.last).contains(&at);
        known.then(|| weekend.has(day) == self.exceptions.binary_search(&at).is_ok())
    }
}
