//! Reads `data/regions/<code>/`: clocks, weekend, public holidays.

use std::path::Path;

use aftersales_core::policy::Verified;
use aftersales_core::time::calendar::{Calendar, Weekend};
use aftersales_core::time::region::{Region, Regions, ReturnPeriod};
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::facts::REGION;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;
use toml::value::Datetime;

use crate::vocabulary::read;
use crate::zones;

/// What a region states beside what every place states (`vocabulary.rs`).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read with the vocabulary")]
struct RegionFile {
    rank: u32,
    within: Option<String>,
    currency: Option<String>,
    /// IANA name of its zone, or of the zones in which a day ends first and last.
    zones: Vec<String>,
    /// The days of its weekend, as in `["fri", "sat"]`; Saturday and Sunday if left out.
    weekend: Option<Vec<String>>,
    /// How the period of a return ends; that of the region that it lies in, if left out.
    return_period: Option<ReturnPeriod>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holidays {
    year: Vec<Year>,
}

/// The public holidays of one year, with their source.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "required, so that every year has a source")]
struct Year {
    year: i32,
    off: Vec<Datetime>,
    #[serde(default)]
    worked: Vec<Datetime>,
    title: String,
    locator: String,
    url: String,
    captured: Datetime,
    verified: Verified,
}

/// Reads the folders of all regions, in the order of the vocabulary. Mistakes are added to `mistakes`.
pub fn read_regions(data: &Path, vocabulary: &Vocabulary, mistakes: &mut Vec<String>) -> Regions {
    let mut regions = Regions::default();
    for code in vocabulary.codes(REGION) {
        let folder = data.join("regions").join(code);
        let path = folder.join("region.toml");
        let Some(file) = read::<RegionFile>(&path, mistakes) else { continue };
        let mut region = Region { weekend: Weekend::SATURDAY_AND_SUNDAY, ..Region::default() };
        let mut mistake = |what: String| mistakes.push(format!("{}: {what}", path.display()));
        let mut at = Vec::new();
        for name in &file.zones {
            match zones::position(name, &mut regions.zones) {
                Some(position) => at.push(position),
                None => mistake(format!("`{name}` is no time zone")),
            }
        }
        match at.as_slice() {
            [only] => (region.first, region.last) = (*only, *only),
            [first, last] => (region.first, region.last) = (*first, *last),
            _ => mistake("a region has one zone, or the first and the last of several".into()),
        }
        if let Some(days) = &file.weekend {
            let read: Vec<Weekday> = days.iter().filter_map(|day| day.parse().ok()).collect();
            if read.len() != days.len() {
                mistake(format!("{days:?} are no days of the week, as in [\"sat\", \"sun\"]"));
            }
            region.weekend = Weekend::of(read);
        }
        let whole = file.within.as_ref().and_then(|whole| vocabulary.value(REGION, whole));
        let of_the_whole = || regions.regions.get(whole?)?.return_period;
        region.return_period = file.return_period.or_else(of_the_whole);
        let path = folder.join("holidays.toml");
        if path.exists() {
            region.calendar = calendar(&path, region.weekend, mistakes);
        }
        if let Some(period) = region.return_period
            && longest_rest(&region) > period.longest_rest
        {
            mistakes.push(format!("{}: more days of rest follow each other", path.display()));
        }
        regions.regions.push(region);
    }
    regions
}

/// The most days of rest that follow each other in the calendar of a region.
fn longest_rest(region: &Region) -> u32 {
    let Some(calendar) = &region.calendar else { return 0 };
    let (mut longest, mut rest) = (0, 0);
    for at in calendar.first..=calendar.last {
        let day = NaiveDate::default() + chrono::Duration::days(at.into());
        rest = if region.is_working(day) == Some(false) { rest + 1 } else { 0 };
        longest = longest.max(rest);
    }
    longest
}

fn calendar(path: &Path, weekend: Weekend, mistakes: &mut Vec<String>) -> Option<Calendar> {
    let years = read::<Holidays>(path, mistakes)?.year;
    let mut exceptions = Vec::new();
    for (at, year) in years.iter().enumerate() {
        let mut mistake =
            |what: &str| mistakes.push(format!("{}: {}: {what}", path.display(), year.year));
        if at > 0 && years[at - 1].year + 1 != year.year {
            mistake("the years of a region follow each other");
        }
        let off = year.off.iter().map(|day| (day, true));
        for (written, off) in off.chain(year.worked.iter().map(|day| (day, false))) {
            match day(written).filter(|day| day.year() == year.year) {
                Some(day) if weekend.has(day) != off => exceptions.push(since_1970(day)),
                _ => mistake(&format!("{written} is no day to list there")),
            }
        }
    }
    exceptions.sort_unstable();
    let edge = |year: &Year, month, day| NaiveDate::from_ymd_opt(year.year, month, day);
    let first = edge(years.first()?, 1, 1)?;
    let last = edge(years.last()?, 12, 31)?;
    Some(Calendar { first: since_1970(first), last: since_1970(last), exceptions })
}

fn day(written: &Datetime) -> Option<NaiveDate> {
    let date = written.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

fn since_1970(day: NaiveDate) -> i32 {
    (day - NaiveDate::default()).num_days() as i32
}
