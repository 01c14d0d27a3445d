//! The clocks of the regions: for each zone what it is ahead of UTC, and when that changes.
//!
//! The build writes the changes down from the time zone database (`build/zones.rs`), for the years in
//! which orders are made; the database itself is ten times as large.

use chrono::{DateTime, FixedOffset, NaiveDateTime};

/// An instant with the offset it was written in.
pub type Instant = DateTime<FixedOffset>;

/// A zone's clock.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Zone {
    /// IANA name.
    pub name: String,
    /// Minutes ahead of UTC before the first change.
    pub first: i32,
    /// When it changes, in minutes since 1970, ascending.
    pub changes: Vec<i32>,
    /// Minutes ahead of UTC from each change on.
    pub offsets: Vec<i32>,
}

/// Longest that any zone is ahead of or behind UTC, in seconds.
const DAY: i64 = 86_400;

/// UTC itself.
pub static UTC: Zone =
    Zone { name: String::new(), first: 0, changes: Vec::new(), offsets: Vec::new() };

impl Zone {
    /// What the clock is ahead of UTC at an instant, given in seconds since 1970.
    fn offset(&self, seconds: i64) -> FixedOffset {
        let passed = self.changes.partition_point(|change| i64::from(*change) * 60 <= seconds);
        let minutes = passed.checked_sub(1).map_or(self.first, |last| self.offsets[last]);
        FixedOffset::east_opt(minutes * 60).expect("less than a day ahead")
    }

    /// The same instant by this clock.
    pub fn at(&self, instant: Instant) -> Instant {
        instant.with_timezone(&self.offset(instant.timestamp()))
    }

    /// The last instant at which the clock shows this time; `None` where it skips it.
    pub fn latest(&self, shown: NaiveDateTime) -> Option<Instant> {
        let as_utc = shown.and_utc().timestamp();
        // The clock runs by one of the offsets around.
        let around = [self.offset(as_utc - DAY), self.offset(as_utc + DAY)];
        let instants = around.map(|offset| {
            let instant = shown.and_local_timezone(offset).single()?;
            (self.offset(instant.timestamp()) == offset).then_some(instant)
        });
        instants.into_iter().flatten().max()
    }
}
