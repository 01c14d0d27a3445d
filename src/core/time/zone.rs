//! Time zones: offsets from UTC, and the instants at which they change.
//!
//! The build extracts the zones of the regions from the time zone database (`build/zones.rs`) for a limited range of
//! years; the whole database is ten times as large.

use chrono::{DateTime, FixedOffset, NaiveDateTime};

/// An instant, with the offset in which it was written.
pub type Instant = DateTime<FixedOffset>;

/// A time zone.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Zone {
    /// IANA name.
    pub name: String,
    /// Offset from UTC in minutes, before the first change.
    pub first: i32,
    /// Instants of the changes, in minutes since 1970-01-01 UTC, ascending.
    pub changes: Vec<i32>,
    /// Offset from UTC in minutes, from each change on.
    pub offsets: Vec<i32>,
}

/// An upper bound of all offsets, in seconds.
const DAY: i64 = 86_400;

/// UTC.
pub static UTC: Zone =
    Zone { name: String::new(), first: 0, changes: Vec::new(), offsets: Vec::new() };

impl Zone {
    /// The offset from UTC at an instant, in seconds since 1970-01-01 UTC.
    fn offset(&self, seconds: i64) -> FixedOffset {
        let passed = self.changes.partition_point(|change| i64::from(*change) * 60 <= seconds);
        let minutes = passed.checked_sub(1).map_or(self.first, |last| self.offsets[last]);
        FixedOffset::east_opt(minutes * 60).expect("less than a day ahead")
    }

    /// The same instant with the offset of this zone.
    pub fn at(&self, instant: Instant) -> Instant {
        instant.with_timezone(&self.offset(instant.timestamp()))
    }

    /// The last instant with this local time; `None` if a change of the offset skips it.
    pub fn latest(&self, shown: NaiveDateTime) -> Option<Instant> {
        let as_utc = shown.and_utc().timestamp();
        // The offset is one of those a day before and after.
        let around = [self.offset(as_utc - DAY), self.offset(as_utc + DAY)];
        let instants = around.map(|offset| {
            let instant = shown.and_local_timezone(offset).single()?;
            (self.offset(instant.timestamp()) == offset).then_some(instant)
        });
        instants.into_iter().flatten().max()
    }
}
