//! Extracts the zones of the regions from the time zone database.

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;

use aftersales_core::time::zone::Zone;

/// The years 2016 to 2039, in minutes since 1970-01-01 UTC.
const YEARS: std::ops::Range<i64> = 24_193_440..36_816_480;
const DAY: i64 = 24 * 60;

/// The position of a zone in a list, to which it is added if it is missing; `None` if the database has no zone with
/// that IANA name.
pub fn position(name: &str, zones: &mut Vec<Zone>) -> Option<usize> {
    let known = zones.iter().position(|zone| zone.name == name);
    known.or_else(|| {
        zones.push(extracted(name.parse().ok()?));
        Some(zones.len() - 1)
    })
}

/// The offsets of a zone in [`YEARS`].
fn extracted(zone: Tz) -> Zone {
    let (mut changes, mut offsets) = (Vec::new(), Vec::new());
    for day in YEARS.step_by(DAY as usize) {
        // No zone changes its offset twice a day.
        let (mut before, mut after) = (day, day + DAY);
        if offset(zone, before) == offset(zone, after) {
            continue;
        }
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            let same = offset(zone, middle) == offset(zone, after);
            *(if same { &mut after } else { &mut before }) = middle;
        }
        changes.push(after as i32);
        offsets.push(offset(zone, after));
    }
    Zone { name: zone.name().into(), first: offset(zone, YEARS.start), changes, offsets }
}

/// The offset from UTC in minutes, at a minute since 1970-01-01 UTC.
fn offset(zone: Tz, minute: i64) -> i32 {
    let utc = DateTime::from_timestamp(minute * 60, 0).expect("a minute of these years");
    zone.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc() / 60
}
