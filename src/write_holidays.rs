//! Writes down the working days of the regions. Used by the build only.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use toml::value::Datetime;

use crate::facts::{self, REGION};
use crate::holidays::{Calendar, is_weekday};
use crate::policy::Verified;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    year: Vec<Year>,
}

/// The public holidays of a region in one year, with their source.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "a year without its source is not read")]
struct Year {
    region: String,
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

/// The calendars; what is wrong with the list is added to `mistakes`.
pub fn calendars(path: &Path, mistakes: &mut Vec<String>) -> Vec<Calendar> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let listed = match toml::from_str::<Listed>(&text) {
        Ok(listed) => listed.year,
        Err(error) => {
            mistakes.push(format!("{}: {error}", path.display()));
            Vec::new()
        }
    };
    let mut calendars: BTreeMap<&str, (Vec<i32>, Vec<i32>)> = BTreeMap::new();
    for year in &listed {
        let mut mistake = |what: &str| {
            mistakes.push(format!("{}: {} {}: {what}", path.display(), year.region, year.year));
        };
        if facts::value_index(REGION, &year.region).is_none() {
            mistake("no such region");
        }
        let (years, unlike) = calendars.entry(&year.region).or_default();
        if years.last().is_some_and(|last| last + 1 != year.year) {
            mistake("the years of a region follow each other");
        }
        years.push(year.year);
        let days = year.off.iter().map(|day| (day, true));
        for (written, off) in days.chain(year.worked.iter().map(|day| (day, false))) {
            match day(written).filter(|day| day.year() == year.year) {
                Some(day) if is_weekday(day) == off => unlike.push(since_1970(day)),
                _ => mistake(&format!("{written} is no day to list there")),
            }
        }
    }
    let calendar = |(region, (years, mut unlike)): (&str, (Vec<i32>, Vec<i32>))| {
        unlike.sort_unstable();
        let edge = |year: Option<&i32>, month, day| {
            let day = NaiveDate::from_ymd_opt(year.copied().unwrap_or_default(), month, day);
            since_1970(day.expect("a day of that year"))
        };
        let (first, last) = (edge(years.first(), 1, 1), edge(years.last(), 12, 31));
        Calendar { region: region.into(), first, last, unlike }
    };
    calendars.into_iter().map(calendar).collect()
}

fn day(written: &Datetime) -> Option<NaiveDate> {
    let date = written.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

/// Days since 1970.
fn since_1970(day: NaiveDate) -> i32 {
    (day - NaiveDate::default()).num_days() as i32
}
