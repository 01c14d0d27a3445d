//! How dates, amounts and spans of time are written for a reader. The browser implements it.

use aftersales_core::time::deadline::Instant;

/// Writes in the conventions of a language.
pub trait LocaleFormat {
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
