//! The shop's own settings, with what stands while the shop says nothing.

use crate::case::{MOST_MINOR, is_currency};
use crate::input;
use crate::problem::Problem;
use crate::value::Value;

/// A currency that the form offers.
#[derive(Clone, Copy, Debug)]
pub struct Currency {
    /// ISO 4217.
    pub code: &'static str,
    /// Decimal digits of its minor unit, by ISO 4217.
    pub digits: u8,
    /// From which amount an order counts as of high value, in minor units, where the shop sets no
    /// threshold: about what a parcel's insurance covers without a surcharge.
    pub high_value: u64,
}

const fn currency(code: &'static str, digits: u8, high_value: u64) -> Currency {
    Currency { code, digits, high_value }
}

/// The currencies of the platforms' main markets, those of the first articles first.
pub const CURRENCIES: &[Currency] = &[
    currency("CNY", 2, 70_000),
    currency("USD", 2, 10_000),
    currency("EUR", 2, 10_000),
    currency("GBP", 2, 8_500),
    currency("SGD", 2, 13_000),
    currency("MYR", 2, 45_000),
    currency("PHP", 2, 570_000),
    currency("THB", 2, 350_000),
    currency("VND", 0, 2_500_000),
    currency("IDR", 2, 160_000_000),
    currency("TWD", 2, 320_000),
    currency("HKD", 2, 78_000),
    currency("JPY", 0, 15_000),
    currency("KRW", 0, 140_000),
    currency("AUD", 2, 15_000),
    currency("CAD", 2, 14_000),
];

/// The decimal digits of a currency's minor unit; two, as most have, where it is not listed.
pub fn digits(currency: &str) -> u8 {
    CURRENCIES.iter().find(|known| known.code == currency).map_or(2, |known| known.digits)
}

/// The shop's settings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    high_value: Vec<(String, u64)>,
}

impl Settings {
    /// Reads `{ high_value: { USD: 15000, … } }`.
    pub fn read(value: &Value, path: &str, problems: &mut Vec<Problem>) -> Settings {
        let mut settings = Settings::default();
        let Some(entries) = value.entries() else {
            if !value.is_null() {
                problems.push(Problem::new("not_settings", path).with("found", value.shown()));
            }
            return settings;
        };
        for (key, value) in entries {
            let path = format!("{path}/{}", key.chars().take(40).collect::<String>());
            match (key.as_str(), value.entries()) {
                ("high_value", Some(thresholds)) => {
                    for (currency, minor) in thresholds {
                        match minor {
                            Value::Number(minor)
                                if is_currency(currency)
                                    && *minor <= MOST_MINOR
                                    && *minor >= 0.0
                                    && minor.fract() == 0.0 =>
                            {
                                settings.high_value.push((currency.clone(), *minor as u64));
                            }
                            other => problems.push(
                                Problem::new("not_minor_units", format!("{path}/{currency}"))
                                    .with("found", other.shown()),
                            ),
                        }
                    }
                }
                _ => problems.push(
                    Problem::new("unknown_key", path)
                        .with("found", key.clone())
                        .suggest(key, input::Settings::KEYS.iter().copied()),
                ),
            }
        }
        settings
    }

    /// The threshold of a currency in minor units, the shop's own first.
    pub fn high_value(&self, currency: &str) -> Option<u64> {
        let own =
            self.high_value.iter().find(|(code, _)| code == currency).map(|(_, minor)| *minor);
        let known = || CURRENCIES.iter().find(|known| known.code == currency);
        let default = || known().map(|known| known.high_value);
        own.or_else(default)
    }
}
