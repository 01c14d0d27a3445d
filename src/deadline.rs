//! Instants, the regions' own clocks, and deadlines counted from events. All dates go through chrono.

use std::ops::Range;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime};

use crate::clocks;
use crate::facts;
use crate::holidays::{Calendar, is_weekday, working_day};
use crate::policy::{Unit, Within};
pub use crate::zone::Instant;
use crate::zone::{UTC, Zone};

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

/// The clocks where a day begins first and ends last on earth.
pub fn anywhere() -> (&'static Zone, &'static Zone) {
    zones(usize::MAX)
}

/// The clocks of a region where the day ends first and where it ends last.
#[inline(never)]
pub fn zones(region: usize) -> (&'static Zone, &'static Zone) {
    let (first, last) = match code(region) {
        "cn" => ("Asia/Shanghai", "Asia/Shanghai"),
        "eu" => ("Europe/Helsinki", "Atlantic/Azores"),
        "uk" => ("Europe/London", "Europe/London"),
        "us" => ("America/New_York", "Pacific/Honolulu"),
        "sg" => ("Asia/Singapore", "Asia/Singapore"),
        "my" => ("Asia/Kuala_Lumpur", "Asia/Kuala_Lumpur"),
        "ph" => ("Asia/Manila", "Asia/Manila"),
        "th" => ("Asia/Bangkok", "Asia/Bangkok"),
        "vn" => ("Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh"),
        "id" => ("Asia/Jayapura", "Asia/Jakarta"),
        // Anywhere on earth.
        _ => ("Etc/GMT-14", "Etc/GMT+12"),
    };
    // The build writes down every zone named here.
    let zone = |name| clocks::zone(name).unwrap_or(&UTC);
    (zone(first), zone(last))
}

/// The working days of a region; none where no public holidays of it are known.
#[inline(never)]
pub fn calendar(region: usize) -> Option<&'static Calendar> {
    clocks::calendar(code(region))
}

/// Every region, by position.
pub fn regions() -> Range<usize> {
    0..codes().len()
}

fn codes() -> &'static [&'static str] {
    match facts::FACTS[facts::REGION].kind {
        facts::Kind::Choice(codes) => codes,
        facts::Kind::Number { .. } => &[],
    }
}

/// The code of a region.
fn code(region: usize) -> &'static str {
    codes().get(region).copied().unwrap_or_default()
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
pub fn days_between(from: Event, to: Event, region: usize) -> u32 {
    let (from, to) = (days_of(from, region).latest, days_of(to, region).earliest);
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
pub fn days_of(event: Event, region: usize) -> Days {
    let (first, last) = zones(region);
    let of = |zone: &Zone| event.day_in(zone);
    let own = event.day.unwrap_or_else(|| event.at.date_naive());
    let written = if std::ptr::eq(first, last) { of(first) } else { own };
    let (earliest, latest) = (of(first).min(of(last)), of(first).max(of(last)));
    Days { earliest: earliest.min(written), latest: latest.max(written), written }
}

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last instant of the period.
    pub at: Instant,
    /// The clock by which it was counted.
    pub zone: &'static Zone,
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
pub fn due(within: Within, event: Event, zone: &'static Zone, calendar: Option<&Calendar>) -> Due {
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
            let calendar = calendar.filter(|_| within.to_working_day);
            (calendar.and_then(|calendar| calendar.working_from(last)).unwrap_or(last), false)
        }
        Unit::WorkingDays => {
            let known = working_day(day, within.value, &|day| calendar?.is_working(day));
            let any_year = || working_day(day, within.value, &|day| Some(is_weekday(day)));
            (known.or_else(any_year).unwrap_or(day), known.is_none())
        }
    };
    Due { at: end_of_day(last, zone), zone, without_holidays }
}

/// The earliest and the latest end of a period: by the clocks of a region, or of every region while it
/// is not known.
pub fn ends(within: Within, event: Event, region: Option<usize>) -> (Due, Due) {
    let regions = region.map_or_else(regions, |region| region..region + 1);
    let mut ends: Option<(Due, Due)> = None;
    for region in regions {
        let (first, last) = zones(region);
        for zone in [first, last] {
            let end = due(within, event, zone, calendar(region));
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
pub fn is_extended(days: u32, event: Event, requested: Event, region: usize) -> Option<bool> {
    let zone = zones(region).1;
    let last = event.day_in(zone) + Duration::days(days.into());
    let end = calendar(region)?.working_from(last)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        read_instant(text).expect("a date")
    }

    #[test]
    fn days_are_counted_on_the_regions_calendar() {
        let late_in_shanghai = at("2026-11-20T23:30:00+08:00");
        let half_an_hour_later = at("2026-11-21T00:10:00+08:00");
        assert_eq!(days_between(late_in_shanghai.into(), half_an_hour_later.into(), 0), 1);
        assert_eq!(days_between(late_in_shanghai.into(), half_an_hour_later.into(), 3), 0);
        assert_eq!(days_between(half_an_hour_later.into(), late_in_shanghai.into(), 0), 0);
    }

    #[test]
    fn of_several_clocks_the_one_counts_that_keeps_the_buyers_right() {
        let eu = 1;
        let midnight_in_helsinki = at("2026-11-02T00:30:00+02:00");
        assert_eq!(
            days_between(midnight_in_helsinki.into(), at("2026-11-16T12:00:00+02:00").into(), eu),
            14
        );
        let us = 3;
        let entered_as_a_day = at("2026-11-02T00:00:00Z");
        assert_eq!(
            days_between(entered_as_a_day.into(), at("2026-12-02T12:00:00Z").into(), us),
            30
        );
        let other = 10;
        let tokyo = at("2026-11-02T10:00:00+09:00");
        assert_eq!(days_between(tokyo.into(), at("2026-11-09T22:00:00+09:00").into(), other), 7);
    }

    #[test]
    fn a_day_without_an_hour_is_that_day_on_every_clock() {
        let day = |text: &str| Event { at: at("2026-01-01T00:00:00Z"), day: read_day(text) };
        for region in regions() {
            assert_eq!(days_between(day("2026-11-02"), day("2026-11-17"), region), 15);
            let days = Within { value: 2, unit: Unit::Days, from: 0, to_working_day: false };
            let (first, last) = ends(days, day("2026-11-24"), Some(region));
            for end in [first, last] {
                assert_eq!(end.zone.at(end.at).date_naive().to_string(), "2026-11-26");
            }
        }
    }

    #[test]
    fn the_last_day_counts_whole_across_a_clock_change() {
        // London goes back an hour on 25 October 2026.
        let within = Within { value: 7, unit: Unit::Days, from: 0, to_working_day: false };
        let due = due(within, at("2026-10-20T15:00:00+01:00").into(), zones(2).1, calendar(2));
        assert_eq!(due.at.to_rfc3339(), "2026-10-27T23:59:59+00:00");
    }

    #[test]
    fn working_days_skip_the_weekend_and_hours_do_not() {
        let friday = at("2026-11-20T10:00:00+08:00");
        let days = Within { value: 2, unit: Unit::WorkingDays, from: 0, to_working_day: false };
        assert_eq!(
            due(days, friday.into(), zones(4).1, calendar(4)).at.to_rfc3339(),
            "2026-11-24T23:59:59+08:00"
        );
        let hours = Within { value: 48, unit: Unit::Hours, from: 0, to_working_day: false };
        assert_eq!(
            due(hours, friday.into(), zones(4).1, calendar(4)).at.to_rfc3339(),
            "2026-11-22T10:00:00+08:00"
        );
    }

    #[test]
    fn impossible_dates_are_none() {
        for text in ["2026-02-30T10:00:00Z", "tomorrow", "2026-11-20", "0001-01-01T00:00:00Z", ""] {
            assert!(read_instant(text).is_none(), "{text}");
        }
    }
}
