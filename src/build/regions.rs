//! Reads `data/regions/<code>/`: clocks, weekend, currency, public holidays.

use std::path::Path;

use aftersales_core::policy::Verified;
use aftersales_core::time::calendar::{Calendar, Weekend};
use aftersales_core::time::region::{Region, Regions};
use aftersales_core::vocabulary::currency::is_currency;
use aftersales_core::vocabulary::facts::{FACTS, FactId, Kind, PLATFORM, REGION};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::value::Datetime;

use crate::zones;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionFile {
    /// IANA name of its zone, or of the zones in which a day ends first and last.
    zones: Vec<String>,
    currency: Option<String>,
    /// The days of its weekend, as in `["fri", "sat"]`; Saturday and Sunday if left out.
    weekend: Option<Vec<String>>,
    return_to_working_day: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlatformFile {
    /// The currency of all its orders, if it has a single one.
    currency: Option<String>,
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

/// Regions and platforms.
#[derive(Default)]
pub struct Places {
    pub regions: Regions,
    /// Codes of platforms and regions, each with its currency.
    pub currencies: Vec<(&'static str, String)>,
}

/// Reads the folders of all regions and platforms. Mistakes are added to `mistakes`.
pub fn read_places(data: &Path, mistakes: &mut Vec<String>) -> Places {
    let mut places = Places::default();
    for code in codes(PLATFORM) {
        let path = data.join("platforms").join(code).join("platform.toml");
        if path.exists()
            && let Some(platform) = read::<PlatformFile>(&path, mistakes)
        {
            currency(code, platform.currency, &path, &mut places, mistakes);
        }
    }
    if codes(REGION).last() != Some(&"other") {
        mistakes.push("the last region is `other`: it stands for those that are not listed".into());
    }
    for code in codes(REGION) {
        let folder = data.join("regions").join(code);
        let path = folder.join("region.toml");
        let Some(file) = read::<RegionFile>(&path, mistakes) else { continue };
        let mut region = Region { weekend: Weekend::SATURDAY_AND_SUNDAY, ..Region::default() };
        let mut mistake = |what: String| mistakes.push(format!("{}: {what}", path.display()));
        let mut at = Vec::new();
        for name in &file.zones {
            match zones::position(name, &mut places.regions.zones) {
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
        region.return_to_working_day = file.return_to_working_day;
        currency(code, file.currency, &path, &mut places, mistakes);
        let path = folder.join("holidays.toml");
        if path.exists() {
            region.calendar = calendar(&path, region.weekend, mistakes);
        }
        places.regions.regions.push(region);
    }
    places
}

fn codes(fact: FactId) -> &'static [&'static str] {
    match FACTS[fact].kind {
        Kind::Choice(codes) => codes,
        Kind::Number { .. } => &[],
    }
}

fn read<T: DeserializeOwned>(path: &Path, mistakes: &mut Vec<String>) -> Option<T> {
    let read = std::fs::read_to_string(path).map_err(|error| error.to_string());
    let read = read.and_then(|text| toml::from_str(&text).map_err(|error| error.to_string()));
    read.map_err(|error| mistakes.push(format!("{}: {error}", path.display()))).ok()
}

fn currency(
    place: &'static str,
    code: Option<String>,
    path: &Path,
    places: &mut Places,
    mistakes: &mut Vec<String>,
) {
    let Some(code) = code else { return };
    if !is_currency(&code) {
        mistakes.push(format!("{}: `{code}` is no currency, as in \"EUR\"", path.display()));
    }
    places.currencies.push((place, code));
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
