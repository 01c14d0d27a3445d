//! Days and periods on the clocks of single regions, by hand.

use aftersales::shipped::regions;
use aftersales_core::time::deadline::{
    Event, Instant, days_between, due, ends, read_day, read_instant,
};
use aftersales_core::time::period::{Period, Unit};

fn at(text: &str) -> Instant {
    read_instant(text).expect("a date")
}

#[test]
fn days_are_counted_on_the_regions_calendar() {
    let late_in_shanghai = at("2026-11-20T23:30:00+08:00");
    let half_an_hour_later = at("2026-11-21T00:10:00+08:00");
    assert_eq!(days_between(late_in_shanghai.into(), half_an_hour_later.into(), regions(), 0), 1);
    assert_eq!(days_between(late_in_shanghai.into(), half_an_hour_later.into(), regions(), 3), 0);
    assert_eq!(days_between(half_an_hour_later.into(), late_in_shanghai.into(), regions(), 0), 0);
}

#[test]
fn of_several_clocks_the_one_counts_that_keeps_the_buyers_right() {
    let eu = 1;
    let midnight_in_helsinki = at("2026-11-02T00:30:00+02:00");
    assert_eq!(
        days_between(
            midnight_in_helsinki.into(),
            at("2026-11-16T12:00:00+02:00").into(),
            regions(),
            eu
        ),
        14
    );
    let us = 3;
    let entered_as_a_day = at("2026-11-02T00:00:00Z");
    assert_eq!(
        days_between(entered_as_a_day.into(), at("2026-12-02T12:00:00Z").into(), regions(), us),
        30
    );
    let other = 10;
    let tokyo = at("2026-11-02T10:00:00+09:00");
    assert_eq!(
        days_between(tokyo.into(), at("2026-11-09T22:00:00+09:00").into(), regions(), other),
        7
    );
}

#[test]
fn a_day_without_an_hour_is_that_day_on_every_clock() {
    let day = |text: &str| Event { at: at("2026-01-01T00:00:00Z"), day: read_day(text) };
    for region in 0..regions().regions.len() {
        assert_eq!(days_between(day("2026-11-02"), day("2026-11-17"), regions(), region), 15);
        let days = Period::of(2, Unit::Days, 0);
        let (first, last) = ends(days, day("2026-11-24"), regions(), Some(region));
        for end in [first, last] {
            assert_eq!(end.zone.at(end.at).date_naive().to_string(), "2026-11-26");
        }
    }
}

#[test]
fn the_last_day_counts_whole_across_a_clock_change() {
    // London goes back an hour on 25 October 2026.
    let within = Period::of(7, Unit::Days, 0);
    let due = due(
        within,
        at("2026-10-20T15:00:00+01:00").into(),
        regions().clocks(2).1,
        regions().get(2),
    );
    assert_eq!(due.at.to_rfc3339(), "2026-10-27T23:59:59+00:00");
}

#[test]
fn working_days_skip_the_weekend_and_hours_do_not() {
    let friday = at("2026-11-20T10:00:00+08:00");
    let days = Period::of(2, Unit::WorkingDays, 0);
    assert_eq!(
        due(days, friday.into(), regions().clocks(4).1, regions().get(4)).at.to_rfc3339(),
        "2026-11-24T23:59:59+08:00"
    );
    let hours = Period::of(48, Unit::Hours, 0);
    assert_eq!(
        due(hours, friday.into(), regions().clocks(4).1, regions().get(4)).at.to_rfc3339(),
        "2026-11-22T10:00:00+08:00"
    );
}

#[test]
fn impossible_dates_are_none() {
    for text in ["2026-02-30T10:00:00Z", "tomorrow", "2026-11-20", "0001-01-01T00:00:00Z", ""] {
        assert!(read_instant(text).is_none(), "{text}");
    }
}
