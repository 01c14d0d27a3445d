//! Deadlines over many events, against another library's clock and calendar.
//!
//! Nothing of the crate's own counting is used here: days come from `jiff` with a time zone database of
//! its own, working days from a list of them all, made from the file of public holidays.

use std::collections::BTreeMap;
use std::path::Path;

use aftersales::shipped::regions;
use aftersales::shipped::vocabulary;
use aftersales_core::time::deadline::{Extension, due, extension};
use aftersales_core::time::period::Period;
use aftersales_core::time::period::Unit;
use aftersales_core::time::zone::Instant;
use aftersales_core::vocabulary::facts::{Kind, REGION};
use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;

/// The working days of a region in its years, in order, and the last day of these.
struct Known {
    working: Vec<Date>,
    first: Date,
    last: Date,
}

/// By region, from the files that the build reads.
fn known() -> BTreeMap<String, Known> {
    let Kind::Choice(codes) = &vocabulary().facts[REGION].kind else { panic!("a choice") };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data/regions");
    let file = |code: &&str| {
        let text = std::fs::read_to_string(folder.join(code).join("holidays.toml")).ok()?;
        Some((code.to_string(), text.parse::<toml::Table>().expect("TOML")))
    };
    let files: Vec<(String, toml::Table)> = codes.iter().filter_map(file).collect();
    let years = |(code, file): &(String, toml::Table)| {
        let years = file["year"].as_array().expect("years").clone();
        years.into_iter().map(|year| (code.clone(), year)).collect::<Vec<_>>()
    };
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for (region, year) in files.iter().flat_map(years) {
        let days = |key: &str| -> Vec<Date> {
            let listed = year.get(key).and_then(toml::Value::as_array);
            let days = listed.into_iter().flatten().map(|day| day.to_string().parse());
            days.collect::<Result<_, _>>().expect("days")
        };
        let (off, worked) = (days("off"), days("worked"));
        let number = year["year"].as_integer().expect("a year") as i16;
        let (first, last) = (date(number, 1, 1), date(number, 12, 31));
        let works = |day: &Date| worked.contains(day) || (!is_weekend(*day) && !off.contains(day));
        let of_region = known.entry(region).or_insert(Known { working: Vec::new(), first, last });
        of_region
            .working
            .extend(first.series(1.day()).take_while(|day| *day <= last).filter(works));
        of_region.last = last;
    }
    known
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The same deadline another way, and whether public holidays had to be left out of account.
fn by_jiff(
    within: Period,
    event: Timestamp,
    zone: &TimeZone,
    known: Option<&Known>,
) -> (Timestamp, bool) {
    let day = event.to_zoned(zone.clone()).date();
    let end = |day: Date| {
        let midnight = day.tomorrow().expect("a day").to_zoned(zone.clone()).expect("a midnight");
        midnight.timestamp() - SignedDuration::from_secs(1)
    };
    let value = i64::from(within.value);
    match within.unit {
        Unit::Hours => (event + SignedDuration::from_hours(value), false),
        Unit::Days => {
            let last = day.checked_add(value.days()).expect("a day");
            let known = known.filter(|known| {
                within.to_working_day && (known.first..=known.last).contains(&last)
            });
            let next = known.and_then(|known| known.working.iter().find(|day| **day >= last));
            (end(*next.unwrap_or(&last)), false)
        }
        Unit::WorkingDays => {
            let counted =
                known.filter(|known| day.tomorrow().is_ok_and(|next| next >= known.first));
            let counted = counted.and_then(|known| {
                let after = known.working.partition_point(|working| *working <= day);
                known.working.get(after + within.value as usize - 1)
            });
            let weekdays = || {
                let all = day.series(1.day()).skip(1).filter(|day| !is_weekend(*day));
                all.take(within.value as usize).last().expect("a weekday")
            };
            (end(counted.copied().unwrap_or_else(weekdays)), counted.is_none())
        }
    }
}

fn instant(at: Timestamp) -> Instant {
    chrono::DateTime::from_timestamp(at.as_second(), 0).expect("an instant").fixed_offset()
}

/// Compares the two ways, on both clocks of every region.
fn compare(within: Period, event: Timestamp, known: &BTreeMap<String, Known>) {
    let Kind::Choice(codes) = &vocabulary().facts[REGION].kind else { panic!("a choice") };
    for (region, code) in codes.iter().enumerate().take(regions().regions.len()) {
        let (first, last) = regions().clocks(region);
        for zone in [first, last] {
            let tz = TimeZone::get(&zone.name).expect("a zone of the database");
            let ours = due(within, instant(event).into(), zone, regions().get(region));
            let (theirs, without) = by_jiff(within, event, &tz, known.get(*code));
            let place = format!("{} {within:?} from {event} in {}", code, zone.name);
            assert_eq!(ours.at, instant(theirs), "{place}");
            assert_eq!(ours.without_holidays, without, "{place}");
            let shown = theirs.to_zoned(tz).offset().seconds();
            assert_eq!(ours.at.offset().local_minus_utc(), shown, "{place}: on another clock");
        }
    }
}

fn periods() -> Vec<Period> {
    let period =
        |value, unit, to_working_day| Period { to_working_day, ..Period::of(value, unit, 0) };
    let mut all = Vec::new();
    for value in [1, 2, 3, 5, 7, 14, 15, 30] {
        all.push(period(value, Unit::Days, false));
        all.push(period(value, Unit::Days, true));
        all.push(period(value, Unit::WorkingDays, false));
    }
    all.extend([1, 24, 48, 72, 168].map(|hours| period(hours, Unit::Hours, false)));
    all
}

/// The instants around which clocks change in two years, and both year ends, on the clocks of all regions.
fn edges() -> Vec<Timestamp> {
    let mut edges = Vec::new();
    let (start, end) = (date(2025, 12, 20), date(2028, 1, 10));
    for zone in &regions().zones {
        let tz = TimeZone::get(&zone.name).expect("a zone of the database");
        let at = |day: Date| day.to_zoned(tz.clone()).expect("a midnight").timestamp();
        let changes = tz.following(at(start)).map(|change| change.timestamp());
        edges.extend(changes.take_while(|change| *change < at(end)));
        edges.extend([2026, 2027, 2028].map(|year| at(date(year, 1, 1))));
    }
    edges.sort();
    edges.dedup();
    edges
}

#[test]
fn every_period_across_a_change_of_clocks_or_years_ends_when_another_library_says() {
    let (known, periods) = (known(), periods());
    let edges = edges();
    assert!(edges.len() > 20, "clocks change: {edges:?}");
    for edge in edges {
        for within in &periods {
            let days = i64::from(within.value) * if within.unit == Unit::Hours { 0 } else { 24 };
            // The event a second to either side of the change; then the end, about as near.
            for hours in [0, days, days + 24, i64::from(within.value)] {
                for seconds in [-1, 0, 1] {
                    let before = SignedDuration::from_secs(hours * 3600 + seconds);
                    compare(*within, edge - before, &known);
                }
            }
        }
    }
}

#[test]
fn the_days_of_a_return_are_extended_when_another_library_says() {
    let known = known();
    let china = &known["cn"];
    let tz = TimeZone::get("Asia/Shanghai").expect("China's clock");
    let mut extended = 0;
    for signed in date(2025, 12, 20).series(1.day()).take_while(|day| day.year() < 2027) {
        let event = signed.at(23, 59, 59, 0).to_zoned(tz.clone()).expect("an instant").timestamp();
        let seventh = signed.checked_add(7.days()).expect("a day");
        let end =
            (china.first <= seventh).then(|| china.working.iter().find(|day| **day >= seventh));
        for later in 0..20 {
            let today = signed.checked_add(later.days()).expect("a day");
            // Beyond the calendar only a weekend is known to be one; what is in time anyway needs none.
            let known = end.flatten().map(|end| (seventh < today && today <= *end, false));
            let monday = (seventh.weekday().to_monday_zero_offset() > 4).then(|| {
                let to_monday = 7 - seventh.weekday().to_monday_zero_offset();
                seventh.checked_add(i64::from(to_monday).days()).expect("a day")
            });
            let weekend = monday.is_some_and(|monday| today <= monday);
            let expected = known.or(match (today <= seventh, weekend) {
                (true, _) => Some((false, false)),
                (false, true) => Some((true, true)),
                (false, false) => None,
            });
            let expected = expected.map(|(holds, by_weekends)| Extension { holds, by_weekends });
            for (hour, minute, second) in [(0, 0, 0), (23, 59, 59)] {
                let now =
                    today.at(hour, minute, second, 0).to_zoned(tz.clone()).expect("an instant");
                let (event, asked) = (instant(event).into(), instant(now.timestamp()).into());
                let ours = extension(7, event, asked, regions(), 0);
                assert_eq!(ours, expected, "signed for {signed}, today {now}");
                extended += u32::from(ours.is_some_and(|ours| ours.holds));
            }
        }
    }
    assert!(extended > 200, "many returns are: {extended}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Events of four years, the covered ones and those around them.
    #[test]
    fn any_period_ends_when_another_library_says(
        seconds in date(2025, 6, 1).to_zoned(TimeZone::UTC).unwrap().timestamp().as_second()
            ..date(2029, 6, 1).to_zoned(TimeZone::UTC).unwrap().timestamp().as_second(),
        value in 1_u32..60,
        unit in prop::sample::select(Unit::ALL.to_vec()),
        to_working_day in any::<bool>(),
    ) {
        let to_working_day = to_working_day && unit == Unit::Days;
        let within = Period { to_working_day, ..Period::of(value, unit, 0) };
        compare(within, Timestamp::from_second(seconds).unwrap(), &known());
    }
}
