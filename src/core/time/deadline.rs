//! Deadlines: periods counted from events in the zones of a region.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime};

use crate::time::period::{Period, Unit};
use crate::time::region::{Region, Regions};
pub use crate::time::zone::Instant;
use crate::time::zone::Zone;

/// Parses RFC 3339; `None` outside the years 1970 to 2199.
pub fn read_instant(text: &str) -> Option<Instant> {
    let instant = DateTime::parse_from_rfc3339(text.trim()).ok()?;
    (1970..2200).contains(&instant.year()).then_some(instant)
}

/// Parses a date, `YYYY-MM-DD`; `None` outside the years 1970 to 2199.
pub fn read_day(text: &str) -> Option<NaiveDate> {
    // Parsed as an instant: chrono's parser of dates would add 5 KB to the wasm.
    let text = text.trim();
    let midnight = (text.len() == 10).then(|| read_instant(&[text, "T00:00:00Z"].concat()))?;
    midnight.map(|midnight| midnight.date_naive())
}

/// The time of an event: an instant, or a day without a known time.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// The instant; an instant within the day if only that is known.
    pub at: Instant,
    /// The day, if the time is not known.
    pub day: Option<NaiveDate>,
}

impl From<Instant> for Event {
    fn from(at: Instant) -> Event {
        Event { at, day: None }
    }
}

impl Event {
    /// The calendar day of the event in a zone.
    fn day_in(self, zone: &Zone) -> NaiveDate {
        self.day.unwrap_or_else(|| zone.at(self.at).date_naive())
    }
}

/// The number of calendar days from one event to another in a region; 0 if the second is not on a later day.
///
/// If the region has several zones, this is the smallest number by any of them or by the offsets of the events, so
/// that no buyer's last day is cut short.
pub fn days_between(from: Event, to: Event, regions: &Regions, region: usize) -> u32 {
    let from = days_of(from, regions, region).latest;
    let to = days_of(to, regions, region).earliest;
    u32::try_from((to - from).num_days()).unwrap_or_default()
}

/// The possible calendar days of an event.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    pub earliest: NaiveDate,
    pub latest: NaiveDate,
    /// The day in the offset of the event; in the region's zone if it has only one.
    pub written: NaiveDate,
}

/// The possible days of an event in the zones of a region and, if there are several, in its own offset.
pub fn days_of(event: Event, regions: &Regions, region: usize) -> Days {
    let (first, last) = regions.clocks(region);
    let own = event.day.unwrap_or_else(|| event.at.date_naive());
    let written = if std::ptr::eq(first, last) { event.day_in(first) } else { own };
    let (one, other) = (event.day_in(first), event.day_in(last));
    let (earliest, latest) = (one.min(other), one.max(other));
    Days { earliest: earliest.min(written), latest: latest.max(written), written }
}

/// A deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due<'r> {
    /// The last instant of the period.
    pub at: Instant,
    /// The zone in which the period was counted.
    pub zone: &'r Zone,
    /// Whether working days were counted without regard to public holidays, so that the deadline may be later.
    pub without_holidays: bool,
}

/// The end of a period that starts with an event. Hours are counted from the instant; days are counted from the day
/// after the event and end with the last day in the zone.
///
/// Working days exclude public holidays if the calendar knows every day that is counted, and otherwise only
/// weekends.
#[inline(never)]
pub fn due<'r>(within: Period, event: Event, zone: &'r Zone, region: &Region) -> Due<'r> {
    let day = event.day_in(zone);
    let value = i64::from(within.value);
    let (last, without_holidays) = match within.unit {
        Unit::Hours => {
            // A day without a time counts from its start, so that the deadline is never too late.
            let from = event.day.map_or(event.at, |day| start_of_day(day, zone));
            let at = zone.at(from + Duration::hours(value));
            return Due { at, zone, without_holidays: false };
        }
        Unit::Days => {
            let last = day + Duration::days(value);
            let later = region.working_from(last).filter(|_| within.to_working_day);
            (later.unwrap_or(last), false)
        }
        Unit::WorkingDays => {
            let known = region.working_day(day, within.value);
            let any_year = || region.week_day(day, within.value);
            (known.or_else(any_year).unwrap_or(day), known.is_none())
        }
    };
    Due { at: end_of_day(last, zone), zone, without_holidays }
}

/// The earliest and the latest end of a period in the zones of a region, or of all regions if `region` is `None`.
pub fn ends<'r>(
    within: Period,
    event: Event,
    regions: &'r Regions,
    region: Option<usize>,
) -> (Due<'r>, Due<'r>) {
    let all = region.map_or(0..regions.regions.len().max(1), |region| region..region + 1);
    let mut ends: Option<(Due, Due)> = None;
    for region in all {
        let (first, last) = regions.clocks(region);
        for zone in [first, last] {
            let end = due(within, event, zone, regions.get(region));
            let (earliest, latest) = ends.unwrap_or((end, end));
            ends = Some((
                if end.at < earliest.at { end } else { earliest },
                if end.at > latest.at { end } else { latest },
            ));
        }
    }
    ends.expect("there are regions")
}

/// Whether a request came within the extension of a period to the next working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    pub holds: bool,
    /// Whether only weekends were taken into account, since no calendar knows the days concerned.
    pub by_weekends: bool,
}

/// Whether a request was made after a period of days, but within its extension to the next working day. Delivery and
/// request are read as is best for the buyer.
///
/// Where no calendar knows the days, a request up to the first working day after a weekend is within the extension.
/// `None` if that leaves open whether a later one is: a region with a calendar of other years may have a holiday there.
pub fn extension(
    days: u32,
    event: Event,
    requested: Event,
    regions: &Regions,
    region: usize,
) -> Option<Extension> {
    let last = days_of(event, regions, region).latest + Duration::days(days.into());
    let day = days_of(requested, regions, region).earliest;
    let region = regions.get(region);
    let until = |end: NaiveDate| last < day && day <= end;
    if let Some(end) = region.working_from(last) {
        return Some(Extension { holds: until(end), by_weekends: false });
    }
    if day <= last {
        return Some(Extension { holds: false, by_weekends: false });
    }
    let holds = until(region.week_day_from(last)?);
    (holds || region.calendar.is_none()).then_some(Extension { holds, by_weekends: true })
}

/// The end of a day in a zone, 23:59:59.
#[inline(never)]
pub fn end_of_day(day: NaiveDate, zone: &Zone) -> Instant {
    let last = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    let local = day.and_time(last);
    // None of the zones changes its offset at the end of a day, so the fallback is not reached.
    zone.latest(local).unwrap_or_else(|| local.and_utc().fixed_offset())
}

/// The start of a day in a zone, 00:00.
pub fn start_of_day(day: NaiveDate, zone: &Zone) -> Instant {
    let local = day.and_time(NaiveTime::MIN);
    zone.latest(local).unwrap_or_else(|| local.and_utc().fixed_offset())
}
