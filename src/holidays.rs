//! The working days of the regions, for the years whose public holidays are known.
//!
//! The build writes them down from `packs/holidays.toml`, each year with its source there.

use chrono::{Datelike, NaiveDate, Weekday};

/// Which days a region works.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Calendar {
    /// A value of `buyer_region`.
    pub region: String,
    /// The first and the last day that it knows, in days since 1970.
    pub first: i32,
    pub last: i32,
    /// Days from Monday to Friday that are off, and Saturdays and Sundays that are worked; ascending,
    /// in days since 1970.
    pub unlike: Vec<i32>,
}

/// 1 January 1970 by the count of [`Datelike::num_days_from_ce`].
const EPOCH: i32 = 719_163;

impl Calendar {
    /// Whether a day is a working day; `None` beyond the days that it knows.
    pub fn is_working(&self, day: NaiveDate) -> Option<bool> {
        let at = day.num_days_from_ce() - EPOCH;
        let known = (self.first..=self.last).contains(&at);
        known.then(|| is_weekday(day) != self.unlike.binary_search(&at).is_ok())
    }

    /// The first working day from a day on; `None` where a day on the way to it is not known.
    pub fn working_from(&self, day: NaiveDate) -> Option<NaiveDate> {
        working_day(day.pred_opt()?, 1, &|day| self.is_working(day))
    }
}

/// Whether a day is one from Monday to Friday.
pub fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The working day that is the `count`th after a day, by what is known of working days; `None` where
/// a day on the way to it is not known.
#[inline(never)]
pub fn working_day(
    after: NaiveDate,
    count: u32,
    is_working: &dyn Fn(NaiveDate) -> Option<bool>,
) -> Option<NaiveDate> {
    let mut day = after;
    let mut left = count;
    while left > 0 {
        day = day.succ_opt()?;
        left -= u32::from(is_working(day)?);
    }
    Some(day)
}
