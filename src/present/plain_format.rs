//! Language-neutral formatting, for tests and tools.

use aftersales_core::time::deadline::Instant;

use crate::shipped;
use crate::words::locale_format::LocaleFormat;

/// Formats dates by ISO 8601, and amounts as plain numbers behind the currency's code.
pub struct Plain;

impl LocaleFormat for Plain {
    fn instant(&self, _lang: &str, instant: Instant, zone: &str) -> String {
        let instant = shipped::regions().zone(zone).map_or(instant, |zone| zone.at(instant));
        instant.format("%Y-%m-%d %H:%M").to_string()
    }
    fn instant_in(&self, lang: &str, instant: Instant, zone: &str) -> String {
        format!("{} {zone}", self.instant(lang, instant, zone))
    }
    fn zone(&self) -> Option<String> {
        None
    }
    fn has_zone(&self, zone: &str) -> bool {
        shipped::regions().zone(zone).is_some()
    }
    fn day(&self, _lang: &str, instant: Instant, zone: &str, _with_year: bool) -> String {
        let instant = shipped::regions().zone(zone).map_or(instant, |zone| zone.at(instant));
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
