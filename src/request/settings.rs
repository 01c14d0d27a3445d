//! The shop's own settings, with what stands while the shop says nothing.

use crate::request::keys;
use crate::shipped::{self, LANGUAGES};
use crate::words::negotiate::served;
use aftersales_core::plain::problem::{Problem, wrong};
use aftersales_core::plain::text::short;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::acts::{self, ActId};
use aftersales_core::vocabulary::currency::is_currency;
use aftersales_core::vocabulary::currency::{CURRENCIES, smallest};
use aftersales_core::vocabulary::money::MOST_MINOR;

/// The shop's settings. What they do not say is not suggested.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// By setting and, where it has one, currency: what it holds, by offers declined.
    ladders: Vec<(&'static str, String, Vec<u64>)>,
    /// By setting and language.
    texts: Vec<(&'static str, &'static str, String)>,
    /// The offers beyond what is owed that messages make without being asked.
    pub goodwill: Vec<ActId>,
    /// The languages that stand where the options name none.
    pub lang: Option<&'static str>,
    pub message_lang: Option<&'static str>,
}

impl Settings {
    /// Reads settings (`input::Settings`). What is wrong is a problem, and the rest stands.
    pub fn read(value: &Value, path: &str, problems: &mut Vec<Problem>) -> Settings {
        let mut settings = Settings::default();
        each(value, path, problems, &mut |key, value, path, problems| {
            let Some(key) = keys::SETTINGS.iter().copied().find(|known| *known == key) else {
                problems.push(unknown(key, path, keys::SETTINGS));
                return;
            };
            match key {
                "lang" => settings.lang = Some(read_language(value, path, problems)),
                "message_lang" => {
                    settings.message_lang = Some(read_language(value, path, problems));
                }
                "goodwill" => settings.goodwill = read_goodwill(value, &path, problems),
                "gift" | "signature" | "hours" => {
                    each(
                        value,
                        &path,
                        problems,
                        &mut |tag, value, path, problems| match served(tag) {
                            Some(lang) => {
                                let text = read_text(value, path, problems);
                                settings.texts.extend(text.map(|text| (key, lang, text)));
                            }
                            None => problems.push(unknown(tag, path, &LANGUAGES)),
                        },
                    );
                }
                "partial_refund" | "coupon_most" => {
                    let ladder = ladder(key, value, &path, problems);
                    settings.ladders.extend(ladder.map(|ladder| (key, String::new(), ladder)));
                }
                _ => each(value, &path, problems, &mut |currency, value, path, problems| {
                    if is_currency(currency) {
                        let ladder = ladder(key, value, &path, problems);
                        let of = |ladder| (key, currency.to_owned(), ladder);
                        settings.ladders.extend(ladder.map(of));
                    } else {
                        let problem = Problem::new("not_a_currency", path);
                        problems.push(problem.with("found", short(currency)));
                    }
                }),
            }
        });
        settings
    }

    /// What a setting holds after so many offers were declined: its last value after the end.
    fn rung(&self, setting: &str, currency: &str, declined: u32) -> Option<u64> {
        let is_it = |of: &&(&str, String, Vec<u64>)| of.0 == setting && of.1 == currency;
        let (_, _, ladder) = self.ladders.iter().find(is_it)?;
        ladder.get(declined as usize).or(ladder.last()).copied()
    }

    /// The threshold of a currency in minor units, the shop's own first.
    pub fn high_value(&self, currency: &str) -> Option<u64> {
        let known = || CURRENCIES.iter().find(|known| known.code == currency);
        let default = || known().map(|known| known.high_value);
        self.rung("high_value", currency, 0).or_else(default)
    }

    /// What part of a price to offer back, in minor units, after so many offers that were declined:
    /// rounded down to what people pay, at least the smallest of it and never above the price.
    pub fn partial_refund(&self, declined: u32, price: u64, currency: &str) -> Option<u64> {
        let percent = self.rung("partial_refund", "", declined)?;
        (price > 0).then(|| share(price, percent, currency).max(smallest(currency)).min(price))
    }

    /// The coupon to offer after so many offers that were declined, in minor units: as it was entered, and
    /// never above its share of the order's value, which is rounded down to what people pay.
    pub fn coupon(&self, declined: u32, value: u64, currency: &str) -> Option<u64> {
        let most = share(value, self.rung("coupon_most", "", 0).unwrap_or(100), currency);
        let coupon = self.rung("coupon", currency, declined)?.min(most);
        (coupon > 0).then_some(coupon)
    }

    /// A text in a language: what the `gift` is, the `signature` that stands in place of the shop's
    /// name, or the `hours` in which the shop answers.
    pub fn text(&self, setting: &str, lang: &str) -> Option<&str> {
        let is_it = |of: &&(&str, &str, String)| of.0 == setting && of.1 == lang;
        self.texts.iter().find(is_it).map(|(_, _, text)| text.as_str())
    }
}

/// Percent of an amount, rounded down to what people pay. No amount that is read is so large that this
/// overflows.
fn share(amount: u64, percent: u64, currency: &str) -> u64 {
    let share = amount * percent / 100;
    share - share % smallest(currency)
}

/// What is done with an entry: its key, its value, its path.
type Visit<'v> = dyn FnMut(&str, &Value, String, &mut Vec<Problem>) + 'v;

/// Visits the entries of an object that are not null, each with its path.
#[inline(never)]
fn each(value: &Value, path: &str, problems: &mut Vec<Problem>, visit: &mut Visit) {
    match value.entries() {
        Some(entries) => {
            for (key, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
                visit(key, value, format!("{path}/{}", short(key)), problems);
            }
        }
        None if value.is_null() => {}
        None => wrong(problems, "not_settings", path, value),
    }
}

#[inline(never)]
fn unknown(key: &str, path: String, known: &[&'static str]) -> Problem {
    let problem = Problem::new("unknown_key", path).with("found", short(key));
    problem.suggest(key, known.iter().copied())
}

/// The values of a setting: one, or of those that go by offers declined a list of one to three (of
/// amounts: two) above 0, none smaller than the one before.
#[inline(never)]
fn ladder(
    setting: &str,
    value: &Value,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<Vec<u64>> {
    let single = matches!(setting, "high_value" | "coupon_most");
    let percent = matches!(setting, "partial_refund" | "coupon_most");
    let list = match value {
        _ if single => std::slice::from_ref(value),
        Value::List(list) => list,
        _ => {
            wrong(problems, "not_a_list", path, value);
            return None;
        }
    };
    let most = if percent { 100.0 } else { MOST_MINOR };
    let least = f64::from(u8::from(percent));
    let mut ladder: Vec<u64> = Vec::new();
    for (at, item) in list.iter().enumerate() {
        match item {
            Value::Number(number) if (least..=most).contains(number) && number.fract() == 0.0 => {
                ladder.push(*number as u64);
            }
            _ => {
                let code = if percent { "not_percent" } else { "not_minor_units" };
                let place = if single { path.to_owned() } else { format!("{path}/{at}") };
                wrong(problems, code, place, item);
            }
        }
    }
    if ladder.len() < list.len() {
        return None;
    }
    let most = if percent { 3 } else { 2 };
    let rises = !ladder.is_empty() && ladder.len() <= most && ladder[0] > 0 && ladder.is_sorted();
    if !single && !rises {
        problems.push(Problem::new("not_a_ladder", path).with("max", most.to_string()));
        return None;
    }
    Some(ladder)
}

/// Offers beyond what is owed, by their codes.
#[inline(never)]
pub fn read_goodwill(value: &Value, path: &str, problems: &mut Vec<Problem>) -> Vec<ActId> {
    let Value::List(list) = value else {
        wrong(problems, "not_a_list", path, value);
        return Vec::new();
    };
    let mut read = Vec::new();
    for (at, item) in list.iter().enumerate() {
        let code = item.text().unwrap_or_default();
        match acts::find(code).filter(|offer| acts::GOODWILL & (1 << offer) != 0) {
            Some(offer) => read.push(offer),
            None => {
                let problem = Problem::new("unknown_code", format!("{path}/{at}"));
                let problem = problem.with("found", item.shown());
                let offers = acts::members(acts::GOODWILL).map(|offer| acts::get(offer).code);
                problems.push(problem.suggest(code, offers));
            }
        }
    }
    read
}

/// Longest text that is put into a message, in characters.
const LONGEST: usize = 200;

/// A text that a message is completed with; none if it is blank.
#[inline(never)]
pub fn read_text(value: &Value, path: String, problems: &mut Vec<Problem>) -> Option<String> {
    let Some(text) = value.text() else {
        wrong(problems, "not_a_name", path, value);
        return None;
    };
    let clean = in_one_line(text);
    if clean.chars().count() > LONGEST {
        problems.push(Problem::new("name_too_long", path).with("max", LONGEST.to_string()));
        return None;
    }
    Some(clean).filter(|clean| !clean.is_empty())
}

/// A text of several lines as one, with a comma for each break: breaks would tear a message apart, and
/// without anything between them so would the lines. Other control characters have no place in it.
fn in_one_line(text: &str) -> String {
    let mut line = String::new();
    let mut broken = false;
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                line.truncate(line.trim_end().len());
                broken = !line.is_empty();
            }
            '\0'..' ' | '\u{7f}'..'\u{a0}' if character != '\t' => {}
            _ if character.is_whitespace() && (broken || line.is_empty()) => {}
            _ => {
                if broken {
                    // A line that ends with a sign of its own needs no other.
                    let ended = line.ends_with([',', '，', '、', ';', '；', ':', '：']);
                    line += if ended { " " } else { ", " };
                }
                broken = false;
                line.push(if character == '\t' { ' ' } else { character });
            }
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// A language that there are words for: the nearest, where a tag names none.
#[inline(never)]
pub fn read_language(value: &Value, path: String, problems: &mut Vec<Problem>) -> &'static str {
    let tag = value.text().unwrap_or_default();
    if served(tag).is_none() {
        let problem = Problem::new("unknown_language", path).with("found", value.shown());
        problems.push(problem.suggest(tag, LANGUAGES));
    }
    shipped::nearest_language(tag)
}
