//! The clocks that the build wrote down, against the time zone database they are from.

use aftersales::shipped::regions;
use aftersales_core::time::zone::{Instant, Zone};
use chrono::{DateTime, NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;

const HOUR: i64 = 3_600;

fn database(zone: &Zone) -> Tz {
    zone.name.parse().expect("a zone of the database")
}

fn utc(seconds: i64) -> Instant {
    DateTime::from_timestamp(seconds, 0).expect("an instant").fixed_offset()
}

fn year(year: i32) -> i64 {
    NaiveDate::from_ymd_opt(year, 1, 1)
        .expect("a day")
        .and_hms_opt(0, 0, 0)
        .expect("midnight")
        .and_utc()
        .timestamp()
}

#[test]
fn every_clock_shows_the_hour_of_the_database() {
    for zone in &regions().zones {
        let known = database(zone);
        for seconds in (year(2016)..year(2040)).step_by(HOUR as usize) {
            let instant = utc(seconds);
            let expected = instant.with_timezone(&known).offset().fix();
            assert_eq!(*zone.at(instant).offset(), expected, "{} at {instant}", zone.name);
        }
    }
}

#[test]
fn clocks_change_at_the_very_second() {
    for zone in &regions().zones {
        let known = database(zone);
        let shown = |seconds: i64| utc(seconds).with_timezone(&known).offset().fix();
        for seconds in (year(2020)..year(2031)).step_by(HOUR as usize) {
            if shown(seconds) == shown(seconds + HOUR) {
                continue;
            }
            for second in seconds..=seconds + HOUR {
                assert_eq!(*zone.at(utc(second)).offset(), shown(second), "{} {second}", zone.name);
            }
        }
    }
}

#[test]
fn a_time_shown_twice_is_the_later_and_one_that_is_skipped_is_none() {
    for zone in &regions().zones {
        let known = database(zone);
        for seconds in (year(2024)..year(2028)).step_by(600) {
            let shown = utc(seconds).naive_utc();
            let expected = known.from_local_datetime(&shown).latest();
            let expected = expected.map(|instant| instant.fixed_offset());
            assert_eq!(zone.latest(shown), expected, "{} {shown}", zone.name);
        }
    }
}
