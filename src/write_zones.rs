//! Writes down the clocks of the regions, from the time zone database. Used by the build only.

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;

use crate::zone::Zone;

/// The zones in which regions of the policy count their days.
const ZONES: [Tz; 15] = [
    Tz::Asia__Shanghai,
    Tz::Europe__Helsinki,
    Tz::Atlantic__Azores,
    Tz::Europe__London,
    Tz::America__New_York,
    Tz::Pacific__Honolulu,
    Tz::Asia__Singapore,
    Tz::Asia__Kuala_Lumpur,
    Tz::Asia__Manila,
    Tz::Asia__Bangkok,
    Tz::Asia__Ho_Chi_Minh,
    Tz::Asia__Jakarta,
    Tz::Asia__Jayapura,
    Tz::Etc__GMTMinus14,
    Tz::Etc__GMTPlus12,
];

/// From 2016 to 2040, in minutes since 1970: orders are neither older nor planned further.
const YEARS: std::ops::Range<i64> = 24_193_440..36_816_480;
const DAY: i64 = 24 * 60;

/// The zones, in their order.
pub fn zones() -> Vec<Zone> {
    ZONES.iter().map(|zone| written(*zone)).collect()
}

fn written(zone: Tz) -> Zone {
    let (mut changes, mut then) = (Vec::new(), Vec::new());
    for day in YEARS.step_by(DAY as usize) {
        // No zone changes its clock twice a day.
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
        then.push(offset(zone, after));
    }
    Zone { name: zone.name().into(), first: offset(zone, YEARS.start), changes, then }
}

/// Minutes ahead of UTC at a minute since 1970.
fn offset(zone: Tz, minute: i64) -> i32 {
    let utc = DateTime::from_timestamp(minute * 60, 0).expect("a minute of these years");
    zone.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc() / 60
}
