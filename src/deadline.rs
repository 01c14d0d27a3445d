//! Instants, the regions' own clocks, and deadlines counted from events. All dates go through chrono.

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveTime, TimeZone, Weekday};
use chrono_tz::Tz;

use crate::facts;
use crate::policy::{Unit, Within};

/// An instant with the offset it was written in.
pub type Instant = DateTime<FixedOffset>;

/// Reads RFC 3339; years outside 1970 to 2199 are no dates of an order.
pub fn read_instant(text: &str) -> Option<Instant> {
    let instant = DateTime::parse_from_rfc3339(text.trim()).ok()?;
    (1970..2200).contains(&instant.year()).then_some(instant)
}

/// The clock by which a region (position among the values of `buyer_region`) counts the days that a
/// buyer has: of several zones the one where the day ends last, so that no one's last day is cut short.
pub fn zone(region: usize) -> Tz {
    zones(region).1
}

/// The clocks of a region where the day ends first and where it ends last. What a seller owes is
/// planned for the first.
pub fn zones(region: usize) -> (Tz, Tz) {
    let anywhere = (Tz::Etc__GMTMinus14, Tz::Etc__GMTPlus12);
    let facts::Kind::Choice(codes) = facts::FACTS[facts::REGION].kind else { return anywhere };
    let one = |zone: Tz| (zone, zone);
    match codes.get(region).copied().unwrap_or_default() {
        "cn" => one(Tz::Asia__Shanghai),
        "eu" => (Tz::Europe__Helsinki, Tz::Atlantic__Azores),
        "uk" => one(Tz::Europe__London),
        "us" => (Tz::America__New_York, Tz::Pacific__Honolulu),
        "sg" => one(Tz::Asia__Singapore),
        "my" => one(Tz::Asia__Kuala_Lumpur),
        "ph" => one(Tz::Asia__Manila),
        "th" => one(Tz::Asia__Bangkok),
        "vn" => one(Tz::Asia__Ho_Chi_Minh),
        "id" => (Tz::Asia__Jayapura, Tz::Asia__Jakarta),
        _ => anywhere,
    }
}

/// Calendar days from one instant to another in a zone: 0 on the day itself; `None` if it runs backwards.
pub fn days_between(from: Instant, to: Instant, zone: Tz) -> Option<u32> {
    let day = |instant: Instant| instant.with_timezone(&zone).date_naive();
    u32::try_from((day(to) - day(from)).num_days()).ok()
}

/// The last instant of a period that starts with an event: by the clock for hours; else the end of
/// the last day in the zone, the day of the event not counted.
pub fn due(within: Within, event: Instant, zone: Tz) -> Instant {
    let local = event.with_timezone(&zone);
    let value = i64::from(within.value);
    match within.unit {
        Unit::Hours => (local + Duration::hours(value)).fixed_offset(),
        Unit::Days => end_of_day(local.date_naive() + Duration::days(value), zone),
        Unit::WorkingDays => {
            let mut day = local.date_naive();
            let mut left = within.value;
            while left > 0 {
                day += Duration::days(1);
                if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
                    left -= 1;
                }
            }
            end_of_day(day, zone)
        }
    }
}

/// 23:59:59 of a day in a zone.
fn end_of_day(day: NaiveDate, zone: Tz) -> Instant {
    let last = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    let local = day.and_time(last);
    // No zone here changes its clock at the end of a day; the fallback only keeps the code total.
    let found = zone.from_local_datetime(&local).latest();
    found.map_or_else(|| local.and_utc().fixed_offset(), |instant| instant.fixed_offset())
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
        assert_eq!(days_between(late_in_shanghai, half_an_hour_later, zone(0)), Some(1));
        assert_eq!(days_between(late_in_shanghai, half_an_hour_later, zone(3)), Some(0));
        assert_eq!(days_between(half_an_hour_later, late_in_shanghai, zone(0)), None);
    }

    #[test]
    fn the_last_day_counts_whole_across_a_clock_change() {
        // London goes back an hour on 25 October 2026.
        let within = Within { value: 7, unit: Unit::Days, from: 0 };
        let due = due(within, at("2026-10-20T15:00:00+01:00"), zone(2));
        assert_eq!(due.to_rfc3339(), "2026-10-27T23:59:59+00:00");
    }

    #[test]
    fn working_days_skip_the_weekend_and_hours_do_not() {
        let friday = at("2026-11-20T10:00:00+08:00");
        let days = Within { value: 2, unit: Unit::WorkingDays, from: 0 };
        assert_eq!(due(days, friday, zone(4)).to_rfc3339(), "2026-11-24T23:59:59+08:00");
        let hours = Within { value: 48, unit: Unit::Hours, from: 0 };
        assert_eq!(due(hours, friday, zone(4)).to_rfc3339(), "2026-11-22T10:00:00+08:00");
    }

    #[test]
    fn impossible_dates_are_none() {
        for text in ["2026-02-30T10:00:00Z", "tomorrow", "2026-11-20", "0001-01-01T00:00:00Z", ""] {
            assert!(read_instant(text).is_none(), "{text}");
        }
    }
}
