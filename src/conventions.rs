//! How the reader writes dates and spans of time. The browser knows; the core asks for it here.

use crate::clocks;
use crate::deadline::Instant;

/// The conventions of a language.
pub trait Conventions {
    /// A date with time, as written in a language, on the clock of a zone (IANA name).
    fn instant(&self, lang: &str, instant: Instant, zone: &str) -> String;
    /// The same with the zone's name beside it; the text alone where there is no such zone.
    fn instant_in(&self, lang: &str, instant: Instant, zone: &str) -> String;
    /// IANA name of the device's zone, if it has one.
    fn zone(&self) -> Option<String>;
    /// Whether instants can be written on the clock of a zone.
    fn has_zone(&self, zone: &str) -> bool;
    /// A day without the hour on the clock of a zone; with the year where it needs one.
    fn day(&self, lang: &str, instant: Instant, zone: &str, with_year: bool) -> String;
    /// An amount in minor units of a currency that has so many decimal digits.
    fn money(&self, lang: &str, minor: u64, currency: &str, digits: u8) -> String;
    /// A span from now in seconds, in words: "in 2 days", "3 hours ago".
    fn span(&self, lang: &str, seconds: i64) -> String;
}

/// Conventions of no language in particular: ISO 8601 and plain numbers. For tests and tools.
pub struct Plain;

impl Conventions for Plain {
    fn instant(&self, _lang: &str, instant: Instant, zone: &str) -> String {
        let instant = clocks::zone(zone).map_or(instant, |zone| zone.at(instant));
        instant.format("%Y-%m-%d %H:%M").to_string()
    }
    fn instant_in(&self, lang: &str, instant: Instant, zone: &str) -> String {
        format!("{} {zone}", self.instant(lang, instant, zone))
    }
    fn zone(&self) -> Option<String> {
        None
    }
    fn has_zone(&self, zone: &str) -> bool {
        clocks::zone(zone).is_some()
    }
    fn day(&self, _lang: &str, instant: Instant, zone: &str, _with_year: bool) -> String {
        let instant = clocks::zone(zone).map_or(instant, |zone| zone.at(instant));
        instant.format("%Y-%m-%d").to_string()
    }
    fn money(&self, _lang: &str, minor: u64, currency: &str, digits: u8) -> String {
        let unit = 10_u64.pow(u32::from(digits));
        let digits = usize::from(digits);
        if digits == 0 {
            return format!("{currency} {minor}");
        }
        format!("{currency} {}.{:0digits$}", minor / unit, minor % unit)
    }
    fn span(&self, _lang: &str, seconds: i64) -> String {
        format!("{} h", seconds / 3600)
    }
}
