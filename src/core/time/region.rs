//! How regions count their days: clocks, weekends, public holidays, and how a return period ends.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::time::calendar::{Calendar, Weekend};
use crate::time::zone::{UTC, Zone};

/// The regions that a case can name, in the order of the values of `buyer_region`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Regions {
    pub zones: Vec<Zone>,
    pub regions: Vec<Region>,
}

/// One region.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Region {
    /// The clocks where its day ends first and where it ends last, as positions in [`Regions::zones`].
    pub first: usize,
    pub last: usize,
    pub weekend: Weekend,
    /// Present where its public holidays are known.
    pub calendar: Option<Calendar>,
    /// The return period, in days, that goes on to the next working day where it ends on a day of rest.
    pub return_to_working_day: Option<u32>,
}

/// A region of which nothing is known.
static UNKNOWN: Region = Region {
    first: 0,
    last: 0,
    weekend: Weekend::SATURDAY_AND_SUNDAY,
    calendar: None,
    return_to_working_day: None,
};

impl Regions {
    /// The region at a position; where there is none, one of which nothing is known.
    pub fn get(&self, region: usize) -> &Region {
        self.regions.get(region).unwrap_or(&UNKNOWN)
    }

    /// The clocks of a region where the day ends first and where it ends last.
    #[inline(never)]
    pub fn clocks(&self, region: usize) -> (&Zone, &Zone) {
        let region = self.get(region);
        let zone = |at: usize| self.zones.get(at).unwrap_or(&UTC);
        (zone(region.first), zone(region.last))
    }

    /// The clocks where a day begins first and where it ends last, whatever the region: those of the last region,
    /// which stands for all that are not listed.
    pub fn anywhere(&self) -> (&Zone, &Zone) {
        self.clocks(self.regions.len().saturating_sub(1))
    }

    /// The zone of an IANA name, if a region has it.
    pub fn zone(&self, name: &str) -> Option<&Zone> {
        self.zones.iter().find(|zone| zone.name == name)
    }
}

impl Region {
    /// Whether a day is a working day; `None` where public holidays are not known.
    pub fn is_working(&self, day: NaiveDate) -> Option<bool> {
        self.calendar.as_ref()?.is_working(day, self.weekend)
    }

    /// The first working day from a day on; `None` where a day on the way to it is not known.
    pub fn working_from(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.working_day(day.pred_opt()?, 1)
    }

    /// The working day that is the `count`th after a day; `None` where a day on the way to it is not known.
    pub fn working_day(&self, after: NaiveDate, count: u32) -> Option<NaiveDate> {
        count_days(after, count, &|day| self.is_working(day))
    }

    /// The same with only the weekends taken out.
    pub fn week_day(&self, after: NaiveDate, count: u32) -> Option<NaiveDate> {
        count_days(after, count, &|day| Some(!self.weekend.has(day)))
    }

    /// The last day of a return period; `None` where it may be later for days of rest that are not known.
    pub fn return_period_end(&self, days: u32, delivered: NaiveDate) -> Option<NaiveDate> {
        let last = delivered + chrono::Duration::days(days.into());
        if self.return_to_working_day == Some(days) { self.working_from(last) } else { Some(last) }
    }
}

#[inline(never)]
fn count_days(
    after: NaiveDate,
    count: u32,
    counts: &dyn Fn(NaiveDate) -> Option<bool>,
) -> Option<NaiveDate> {
    let mut day = after;
    let mut left = count;
    while left > 0 {
        day = day.succ_opt()?;
        left -= u32::from(counts(day)?);
    }
    Some(day)
}
