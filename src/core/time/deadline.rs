//! Instants, and deadlines counted from events on the clocks of a region. All dates go through chrono.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime};

use crate::time::period::{Unit, Within};
use crate::time::region::{Region, Regions};
pub use crate::time::zone::Instant;
use crate::time::zone::Zone;

/// Reads RFC 3339; years outside 1970 to 2199 are no dates of an order.
pub fn read_instant(text: &str) -> Option<Instant> {
    let instant = DateTime::parse_from_rfc3339(text.trim()).ok()?;
    (1970..2200).contains(&instant.year()).then_some(instant)
}

/// Reads a plain day, `YYYY-MM-DD`, in the same years.
pub fn read_day(text: &str) -> Option<NaiveDate> {
    // By the reader of instants: the one of days would be 5 KB of the wasm.
    let text = text.trim();
    let midnight = (text.len() == 10).then(|| read_instant(&[text, "T00:00:00Z"].concat()))?;
    midnight.map(|midnight| midnight.date_naive())
}

/// When an event was: at an instant, or on a day whose hour is not known.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// Of a day, an instant within it.
    pub at: Instant,
    pub day: Option<NaiveDate>,
}

impl From<Instant> for Event {
    fn from(at: Instant) -> Event {
        Event { at, day: None }
    }
}

impl Event {
    /// The calendar day in a zone.
    fn day_in(self, zone: &Zone) -> NaiveDate {
        self.day.unwrap_or_else(|| zone.at(self.at).date_naive())
    }
}

/// Calendar days from one event to another in a region: 0 on the day itself and before it.
///
/// Where the region has several clocks, the fewest that one of them or the writers' own give: no buyer's
/// last day is cut short.
pub fn days_between(from: Event, to: Event, regions: &Regions, region: usize) -> u32 {
    let from = days_of(from, regions, region).latest;
    let to = days_of(to, regions, region).earliest;
    u32::try_from((to - from).num_days()).unwrap_or_default()
}

/// The days that an event may be on.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    pub earliest: NaiveDate,
    pub latest: NaiveDate,
    /// As it was written; by the region's clock, where it has only one.
    pub written: NaiveDate,
}

/// The days of an event by the clocks of a region and, where there are several, the writer's own.
pub fn days_of(event: Event, regions: &Regions, region: usize) -> Days {
    let (first, last) = regions.clocks(region);
    let of = |zone: &Zone| event.day_in(zone);
    let own = event.day.unwrap_or_else(|| event.at.date_naive());
    let written = if std::ptr::eq(first, last) { of(first) } else { own };
    let (earliest, latest) = (of(first).min(of(last)), of(first).max(of(last)));
    Days { earliest: earliest.min(written), latest: latest.max(written), written }
}

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due<'r> {
    /// The last instant of the period.
    pub at: Instant,
    /// The clock by which it was counted.
    pub zone: &'r Zone,
    /// Working days were counted, and public holidays are not taken out: the deadline may be later,
    /// never earlier.
    pub without_holidays: bool,
}

/// The end of a period that starts with an event: by the clock for hours; else the end of the last
/// day in the zone, the day of the event not counted.
///
/// Public holidays are taken out of working days where the calendar knows every day that is counted,
/// and otherwise not at all.
#[inline(never)]
pub fn due<'r>(within: Within, event: Event, zone: &'r Zone, region: &Region) -> Due<'r> {
    let day = event.day_in(zone);
    let value = i64::from(within.value);
    let (last, without_holidays) = match within.unit {
        Unit::Hours => {
            // Of a day without an hour, its first: what is due is due no later.
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

/// The earliest and the latest end of a period: by the clocks of a region, or of every region while it
/// is not known.
pub fn ends<'r>(
    within: Within,
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

/// Whether a day of rest at the end of so many days gave them more time, in which something was requested;
/// `None` where the working days around are not known.
pub fn is_extended(
    days: u32,
    event: Event,
    requested: Event,
    regions: &Regions,
    region: usize,
) -> Option<bool> {
    let zone = regions.clocks(region).1;
    let last = event.day_in(zone) + Duration::days(days.into());
    let end = regions.get(region).working_from(last)?;
    let day = requested.day_in(zone);
    Some(last < day && day <= end)
}

/// 23:59:59 of a day in a zone.
#[inline(never)]
pub fn end_of_day(day: NaiveDate, zone: &Zone) -> Instant {
    let last = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    let local = day.and_time(last);
    // No zone here changes its clock at the end of a day; the fallback only keeps the code total.
    zone.latest(local).unwrap_or_else(|| local.and_utc().fixed_offset())
}

/// 00:00 of a day in a zone.
pub fn start_of_day(day: NaiveDate, zone: &Zone) -> Instant {
    let local = day.and_time(NaiveTime::MIN);
    zone.latest(local).unwrap_or_else(|| local.and_utc().fixed_offset())
}
