//! Formatting of dates, amounts and spans of time for a reader; implemented with `Intl` in the browser.

use aftersales_core::time::deadline::Instant;

/// Formats values by the conventions of a language, a BCP 47 tag.
pub trait LocaleFormat {
    /// A date with time in a zone (IANA name).
    fn instant(&self, lang: &str, instant: Instant, zone: &str) -> String;
    /// A date with time in a zone, followed by the name of the zone if it is known.
    fn instant_in(&self, lang: &str, instant: Instant, zone: &str) -> String;
    /// IANA name of the device's zone, if known.
    fn zone(&self) -> Option<String>;
    /// Whether instants can be formatted in a zone (IANA name).
    fn has_zone(&self, zone: &str) -> bool;
    /// A date without time in a zone (IANA name), with or without the year.
    fn day(&self, lang: &str, instant: Instant, zone: &str, with_year: bool) -> String;
    /// An amount in minor units of a currency (ISO 4217) whose minor unit has `digits` decimal digits.
    fn money(&self, lang: &str, minor: u64, currency: &str, digits: u8) -> String;
    /// A span relative to now, in seconds: "in 2 days", or "3 hours ago" if negative.
    fn span(&self, lang: &str, seconds: i64) -> String;
}
