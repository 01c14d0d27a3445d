//! Days and amounts as `Intl` writes them in the languages of the samples.

use aftersales::present::plain_format::Plain;
use aftersales::shipped;
use aftersales::words::locale_format::LocaleFormat;
use aftersales_core::time::deadline::Instant;
use chrono::Datelike;

pub struct Written;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl LocaleFormat for Written {
    fn instant(&self, lang: &str, instant: Instant, zone: &str) -> String {
        Plain.instant(lang, instant, zone)
    }

    fn instant_in(&self, lang: &str, instant: Instant, zone: &str) -> String {
        Plain.instant_in(lang, instant, zone)
    }

    fn zone(&self) -> Option<String> {
        None
    }

    fn has_zone(&self, zone: &str) -> bool {
        Plain.has_zone(zone)
    }

    fn day(&self, lang: &str, instant: Instant, zone: &str, with_year: bool) -> String {
        let day = shipped::regions().zone(zone).map_or(instant, |zone| zone.at(instant));
        let (year, month) = (day.year(), MONTHS[day.month0() as usize]);
        match (lang.starts_with("zh"), with_year) {
            (true, true) => format!("{year}年{}月{}日", day.month(), day.day()),
            (true, false) => format!("{}月{}日", day.month(), day.day()),
            (false, _) if lang != "en-US" => {
                let year = if with_year { format!(" {year}") } else { String::new() };
                format!("{} {month}{year}", day.day())
            }
            (false, true) => format!("{month} {}, {year}", day.day()),
            (false, false) => format!("{month} {}", day.day()),
        }
    }

    fn money(&self, lang: &str, minor: u64, currency: &str, digits: u8) -> String {
        let plain = Plain.money(lang, minor, currency, digits);
        let (_, number) = plain.split_once(' ').unwrap_or_default();
        let sign = match currency {
            "CNY" => "¥",
            "USD" => "$",
            "GBP" => "£",
            "EUR" => "€",
            "TWD" => "$",
            _ => return plain,
        };
        format!("{sign}{}", number.strip_suffix(".00").unwrap_or(number))
    }

    fn span(&self, lang: &str, seconds: i64) -> String {
        Plain.span(lang, seconds)
    }
}
