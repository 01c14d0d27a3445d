//! The shop's own settings, with what stands while the shop says nothing.

use crate::case::{MOST_MINOR, Money, is_currency};
use crate::input;
use crate::problem::Problem;
use crate::shipped::{self, LANGUAGES};
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

/// The currencies whose minor unit has no decimal digits, and those with three, by ISO 4217.
const WHOLE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const THOUSANDTHS: &str = "BHD IQD JOD KWD LYD OMR TND";

/// The decimal digits of a currency's minor unit, by ISO 4217; two, as most have.
pub fn digits(currency: &str) -> u8 {
    let is_in = |list: &str| list.split(' ').any(|code| code == currency);
    if is_in(WHOLE) {
        0
    } else if is_in(THOUSANDTHS) {
        3
    } else {
        2
    }
}

/// The shop's settings. What they do not say is not suggested.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    high_value: Vec<(String, u64)>,
    /// Percent of what the buyer paid, by offers declined.
    partial_refund: Vec<u64>,
    /// Amounts in minor units, by currency and then by offers declined.
    coupon: Vec<(String, Vec<u64>)>,
    /// Percent of the order's value.
    coupon_most: Option<u64>,
    gift: Texts,
    signature: Texts,
    hours: Texts,
    /// The languages that stand where the options name none.
    pub lang: Option<&'static str>,
    pub message_lang: Option<&'static str>,
}

/// Texts by language.
type Texts = Vec<(&'static str, String)>;

impl Settings {
    /// Reads settings (`input::Settings`). What is wrong is a problem, and the rest stands.
    pub fn read(value: &Value, path: &str, problems: &mut Vec<Problem>) -> Settings {
        let mut settings = Settings::default();
        let mut reader = Reader { problems };
        for (key, value, path) in reader.entries(value, path) {
            match key {
                "high_value" => {
                    for (currency, minor, path) in reader.entries(value, &path) {
                        let minor = whole(minor).filter(|_| is_currency(currency));
                        match minor {
                            Some(minor) => settings.high_value.push((currency.to_owned(), minor)),
                            None => reader.wrong("not_minor_units", path, value.get(currency)),
                        }
                    }
                }
                "partial_refund" => {
                    settings.partial_refund =
                        reader.ladder(value, &path, 3, "not_percent", percent);
                }
                "coupon" => {
                    for (currency, amounts, path) in reader.entries(value, &path) {
                        if is_currency(currency) {
                            let steps = reader.ladder(amounts, &path, 2, "not_minor_units", whole);
                            settings.coupon.push((currency.to_owned(), steps));
                        } else {
                            let currency = Value::Text(currency.to_owned());
                            reader.wrong("not_a_currency", path, Some(&currency));
                        }
                    }
                }
                "coupon_most" => match percent(value) {
                    Some(most) => settings.coupon_most = Some(most),
                    None => reader.wrong("not_percent", path, Some(value)),
                },
                "gift" => settings.gift = reader.texts(value, &path),
                "signature" => settings.signature = reader.texts(value, &path),
                "hours" => settings.hours = reader.texts(value, &path),
                "lang" => settings.lang = Some(read_language(value, path, reader.problems)),
                "message_lang" => {
                    settings.message_lang = Some(read_language(value, path, reader.problems));
                }
                _ => reader.unknown(key, path, input::Settings::KEYS),
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

    /// What part of a price to offer back, in minor units, after so many offers that were declined:
    /// rounded down, at least 1 and never above the price.
    pub fn partial_refund(&self, declined: u32, price: u64) -> Option<u64> {
        let percent = rung(&self.partial_refund, declined)?;
        (price > 0).then(|| share(price, percent).max(1))
    }

    /// The coupon to offer after so many offers that were declined, in minor units: never above its
    /// share of the order's value.
    pub fn coupon(&self, declined: u32, value: &Money) -> Option<u64> {
        let (_, ladder) = self.coupon.iter().find(|(code, _)| *code == value.currency)?;
        let most = share(value.minor, self.coupon_most.unwrap_or(100));
        rung(ladder, declined).map(|coupon| coupon.min(most)).filter(|coupon| *coupon > 0)
    }

    /// What the gift is, in a language.
    pub fn gift(&self, lang: &str) -> Option<&str> {
        in_language(&self.gift, lang)
    }

    /// How a message ends, in place of the shop's name.
    pub fn signature(&self, lang: &str) -> Option<&str> {
        in_language(&self.signature, lang)
    }

    /// When the shop answers, in a language.
    pub fn hours(&self, lang: &str) -> Option<&str> {
        in_language(&self.hours, lang)
    }
}

fn in_language<'t>(texts: &'t Texts, lang: &str) -> Option<&'t str> {
    texts.iter().find(|(of, _)| *of == lang).map(|(_, text)| text.as_str())
}

/// What a ladder holds after so many steps; its end after that.
fn rung(ladder: &[u64], steps: u32) -> Option<u64> {
    ladder.get(steps as usize).or(ladder.last()).copied()
}

/// Percent of an amount, rounded down. No amount that is read is so large that this overflows.
fn share(amount: u64, percent: u64) -> u64 {
    amount * percent / 100
}

/// A whole number of minor units.
fn whole(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number)
            if *number >= 0.0 && *number <= MOST_MINOR && number.fract() == 0.0 =>
        {
            Some(*number as u64)
        }
        _ => None,
    }
}

fn percent(value: &Value) -> Option<u64> {
    whole(value).filter(|percent| (1..=100).contains(percent))
}

/// Reads parts of settings and notes what is wrong with them.
struct Reader<'p> {
    problems: &'p mut Vec<Problem>,
}

impl Reader<'_> {
    fn wrong(&mut self, code: &'static str, path: String, found: Option<&Value>) {
        let found = found.map_or_else(String::new, Value::shown);
        self.problems.push(Problem::new(code, path).with("found", found));
    }

    fn unknown(&mut self, key: &str, path: String, known: &[&'static str]) {
        let problem = Problem::new("unknown_key", path).with("found", short(key));
        self.problems.push(problem.suggest(key, known.iter().copied()));
    }

    /// The entries of an object that are not null, each with its path.
    fn entries<'v>(&mut self, value: &'v Value, path: &str) -> Vec<(&'v str, &'v Value, String)> {
        if value.entries().is_none() && !value.is_null() {
            self.wrong("not_settings", path.to_owned(), Some(value));
        }
        let entries = value.entries().into_iter().flatten().filter(|(_, value)| !value.is_null());
        entries
            .map(|(key, value)| (key.as_str(), value, format!("{path}/{}", short(key))))
            .collect()
    }

    /// One to so many values above 0, none smaller than the one before; else none at all.
    fn ladder(
        &mut self,
        value: &Value,
        path: &str,
        most: usize,
        code: &'static str,
        read: fn(&Value) -> Option<u64>,
    ) -> Vec<u64> {
        let Value::List(list) = value else {
            self.wrong("not_a_list", path.to_owned(), Some(value));
            return Vec::new();
        };
        let mut ladder: Vec<u64> = Vec::new();
        for (at, item) in list.iter().enumerate() {
            match read(item) {
                Some(step) => ladder.push(step),
                None => self.wrong(code, format!("{path}/{at}"), Some(item)),
            }
        }
        if ladder.len() < list.len() {
            return Vec::new();
        }
        if !(1..=most).contains(&ladder.len()) || ladder[0] == 0 || !ladder.is_sorted() {
            let problem = Problem::new("not_a_ladder", path).with("max", most.to_string());
            self.problems.push(problem);
            ladder.clear();
        }
        ladder
    }

    /// Texts that messages are completed with, by language.
    fn texts(&mut self, value: &Value, path: &str) -> Texts {
        let mut texts = Texts::new();
        for (tag, value, path) in self.entries(value, path) {
            match LANGUAGES.iter().find(|lang| **lang == tag) {
                Some(lang) => {
                    texts.extend(read_text(value, path, self.problems).map(|text| (*lang, text)));
                }
                None => self.unknown(tag, path, &LANGUAGES),
            }
        }
        texts
    }
}

fn short(key: &str) -> String {
    key.chars().take(40).collect()
}

/// Longest text that is put into a message, in characters.
const LONGEST: usize = 200;

/// A text that a message is completed with; none if it is blank.
pub fn read_text(value: &Value, path: String, problems: &mut Vec<Problem>) -> Option<String> {
    let Some(text) = value.text() else {
        problems.push(Problem::new("not_a_name", path).with("found", value.shown()));
        return None;
    };
    // Line breaks would tear the message apart, other control characters have no place in it.
    let clean: String = text.trim().chars().filter(|character| !character.is_control()).collect();
    if clean.chars().count() > LONGEST {
        problems.push(Problem::new("name_too_long", path).with("max", LONGEST.to_string()));
        return None;
    }
    Some(clean).filter(|clean| !clean.is_empty())
}

/// A language that there are words for: the nearest, where a tag names none.
pub fn read_language(value: &Value, path: String, problems: &mut Vec<Problem>) -> &'static str {
    let tag = value.text().unwrap_or_default();
    if !shipped::is_language(tag) {
        let problem = Problem::new("unknown_language", path).with("found", value.shown());
        problems.push(problem.suggest(tag, LANGUAGES));
    }
    shipped::nearest_language(tag)
}
