//! Regions: zones, weekends, public holidays, and the end of return periods.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::time::calendar::{Calendar, Weekend};
use crate::time::zone::{UTC, Zone};

/// All regions, in the order of the values of the fact `buyer_region`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Regions {
    pub zones: Vec<Zone>,
    pub regions: Vec<Region>,
}

/// One region.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Region {
    /// The zone in which a day ends first, as a position in [`Regions::zones`].
    pub first: usize,
    /// The zone in which a day ends last, as a position in [`Regions::zones`].
    pub last: usize,
    pub weekend: Weekend,
    /// `None` if public holidays are not known.
    pub calendar: Option<Calendar>,
    /// How the period of a return without a reason ends; `None` if days of rest make no difference.
    pub return_period: Option<ReturnPeriod>,
}

/// A period of return that goes on to the end of the next working day if it ends on a day of rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnPeriod {
    /// Its length.
    pub days: u32,
    /// The most days of rest that follow each other: it is never extended by more.
    pub longest_rest: u32,
}

/// A region without known data.
static UNKNOWN: Region = Region {
    first: 0,
    last: 0,
    weekend: Weekend::SATURDAY_AND_SUNDAY,
    calendar: None,
    return_period: None,
};

impl Regions {
    /// The region at a position, or a region without known data.
    pub fn get(&self, region: usize) -> &Region {
        self.regions.get(region).unwrap_or(&UNKNOWN)
    }

    /// The zones of a region in which a day ends first and last; UTC if they are not known.
    #[inline(never)]
    pub fn clocks(&self, region: usize) -> (&Zone, &Zone) {
        let region = self.get(region);
        let zone = |at: usize| self.zones.get(at).unwrap_or(&UTC);
        (zone(region.first), zone(region.last))
    }

    /// The zones in which a day begins first and ends last worldwide: those of the last region, which stands for all
    /// regions that are not listed.
    pub fn anywhere(&self) -> (&Zone, &Zone) {
        self.clocks(self.regions.len().saturating_sub(1))
    }

    /// The zone with an IANA name, if a region uses it.
    pub fn zone(&self, name: &str) -> Option<&Zone> {
        self.zones.iter().find(|zone| zone.name == name)
    }
}

impl Region {
    /// Whether a day is a working day; `None` if the calendar does not know it.
    pub fn is_working(&self, day: NaiveDate) -> Option<bool> {
        self.calendar.as_ref()?.is_working(day, self.weekend)
    }

    /// The first working day on or after a day; `None` if the calendar does not know every day up to it.
    pub fn working_from(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.working_day(day.pred_opt()?, 1)
    }

    /// The `count`th working day after a day; `None` if the calendar does not know every day up to it.
    pub fn working_day(&self, after: NaiveDate, count: u32) -> Option<NaiveDate> {
        count_days(after, count, &|day| self.is_working(day))
    }

    /// The `count`th day after a day without weekends, regardless of public holidays.
    pub fn week_day(&self, after: NaiveDate, count: u32) -> Option<NaiveDate> {
        count_days(after, count, &|day| Some(!self.weekend.has(day)))
    }

    /// The first day on or after a day that is not on the weekend, regardless of public holidays.
    pub fn week_day_from(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.week_day(day.pred_opt()?, 1)
    }

    /// The last day of a return period of `days` days; `None` if an extension depends on days that are not known.
    /// Without a calendar only weekends count.
    pub fn return_period_end(&self, days: u32, delivered: NaiveDate) -> Option<NaiveDate> {
        let last = delivered + chrono::Duration::days(days.into());
        match (self.return_period, &self.calendar) {
            (Some(period), Some(_)) if period.days == days => self.working_from(last),
            (Some(period), None) if period.days == days => self.week_day_from(last),
            _ => Some(last),
        }
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
