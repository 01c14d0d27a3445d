//! The shop's settings, and their defaults.

use crate::request::keys;
use crate::shipped::{self, LANGUAGES, served};
use aftersales_core::plain::problem::{Problem, reject_value};
use aftersales_core::plain::text::short;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::currency::is_currency;
use aftersales_core::vocabulary::currency::smallest;
use aftersales_core::vocabulary::facts::FactId;
use aftersales_core::vocabulary::money::MAX_MINOR;

/// The shop's settings. Amounts and texts that are not set are not suggested.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Setting, currency (empty for percentages), and values by the number of declined offers.
    tiers: Vec<(&'static str, String, Vec<u64>)>,
    /// Setting, language, and text.
    texts: Vec<(&'static str, &'static str, String)>,
    /// The goodwill offers that messages make unless the options name others.
    pub goodwill: Vec<ActId>,
    /// Whether the shop never offers goodwill.
    pub no_goodwill: bool,
    /// What is true of all orders of the shop: choices by position.
    pub facts: Vec<(FactId, usize)>,
    /// Language of everything but the message, unless the options name one.
    pub lang: Option<&'static str>,
    /// Language of the message, unless the options name one.
    pub message_lang: Option<&'static str>,
    /// Tone and channel of messages, unless the options name others.
    pub tone: Option<&'static str>,
    pub channel: Option<&'static str>,
}

impl Settings {
    /// Reads settings; values with mistakes are reported and left out.
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
                "tone" => settings.tone = read_code(value, &path, shipped::TONES, problems),
                "channel" => settings.channel = read_channel(value, &path, problems),
                "goodwill" if value.text() == Some(NEVER) => settings.no_goodwill = true,
                "goodwill" => settings.goodwill = read_goodwill(value, &path, problems),
                "facts" => each(value, &path, problems, &mut |code, value, path, problems| {
                    settings.facts.extend(read_fact(code, value, path, problems));
                }),
                "gift" | "greeting" | "closing" | "signature" | "hours" => {
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
                    let tiers = read_tiers(key, value, &path, problems);
                    settings.tiers.extend(tiers.map(|tiers| (key, String::new(), tiers)));
                }
                _ => each(value, &path, problems, &mut |currency, value, path, problems| {
                    if is_currency(currency) {
                        let tiers = read_tiers(key, value, &path, problems);
                        let entry = |tiers| (key, currency.to_owned(), tiers);
                        settings.tiers.extend(tiers.map(entry));
                    } else {
                        let problem = Problem::new("not_a_currency", path);
                        problems.push(problem.with("found", short(currency)));
                    }
                }),
            }
        });
        settings
    }

    /// The value of a setting after `declined` declined offers; the last one if there are fewer values.
    fn tier(&self, setting: &str, currency: &str, declined: u32) -> Option<u64> {
        let mut entries = self.tiers.iter();
        let (_, _, tiers) = entries.find(|(name, code, _)| *name == setting && code == currency)?;
        tiers.get(declined as usize).or(tiers.last()).copied()
    }

    /// The amount in minor units from which an order counts as of high value: the shop's own, or the default.
    pub fn high_value(&self, currency: &str) -> Option<u64> {
        let currencies = &shipped::vocabulary().currencies;
        let known = || currencies.iter().find(|known| known.code == currency);
        let default = || known().map(|known| known.high_value);
        self.tier("high_value", currency, 0).or_else(default)
    }

    /// The partial refund to offer after `declined` declined offers, in minor units: rounded down to a payable
    /// amount, at least the smallest payable amount, and at most the price.
    pub fn partial_refund(&self, declined: u32, price: u64, currency: &str) -> Option<u64> {
        let percent = self.tier("partial_refund", "", declined)?;
        (price > 0).then(|| share(price, percent, currency).max(smallest(currency)).min(price))
    }

    /// The coupon to offer after `declined` declined offers, in minor units: at most `coupon_most` percent of the
    /// order's value, rounded down to a payable amount.
    pub fn coupon(&self, declined: u32, value: u64, currency: &str) -> Option<u64> {
        let most = share(value, self.tier("coupon_most", "", 0).unwrap_or(100), currency);
        let coupon = self.tier("coupon", currency, declined)?.min(most);
        (coupon > 0).then_some(coupon)
    }

    /// A text of the shop in a language: the `gift`, a `greeting` or `closing` of its own, the `signature` in place of
    /// the shop's name, or the `hours` in which the shop answers.
    pub fn text(&self, setting: &str, lang: &str) -> Option<&str> {
        let mut texts = self.texts.iter();
        let found = texts.find(|(name, language, _)| *name == setting && *language == lang);
        found.map(|(_, _, text)| text.as_str())
    }
}

/// A percentage of an amount, rounded down to a payable amount. Amounts are at most [`MAX_MINOR`], so this does not
/// overflow.
fn share(amount: u64, percent: u64, currency: &str) -> u64 {
    let share = amount * percent / 100;
    share - share % smallest(currency)
}

/// Handles an entry: its key, its value, and its path.
type Visit<'v> = dyn FnMut(&str, &Value, String, &mut Vec<Problem>) + 'v;

/// Visits the entries of an object that are not null.
#[inline(never)]
fn each(value: &Value, path: &str, problems: &mut Vec<Problem>, visit: &mut Visit) {
    match value.entries() {
        Some(entries) => {
            for (key, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
                visit(key, value, format!("{path}/{}", short(key)), problems);
            }
        }
        None if value.is_null() => {}
        None => reject_value(problems, "not_settings", path, value),
    }
}

#[inline(never)]
fn unknown(key: &str, path: String, known: &[&'static str]) -> Problem {
    let problem = Problem::new("unknown_key", path).with("found", short(key));
    problem.suggest(key, known.iter().copied())
}

/// Reads the values of a setting: a single one, or an ascending list of positive values by the number of declined
/// offers, at most three percentages or two amounts.
#[inline(never)]
fn read_tiers(
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
            reject_value(problems, "not_a_list", path, value);
            return None;
        }
    };
    let most = if percent { 100.0 } else { MAX_MINOR };
    let least = f64::from(u8::from(percent));
    let mut tiers: Vec<u64> = Vec::new();
    for (at, item) in list.iter().enumerate() {
        match item {
            Value::Number(number) if (least..=most).contains(number) && number.fract() == 0.0 => {
                tiers.push(*number as u64);
            }
            _ => {
                let code = if percent { "not_percent" } else { "not_minor_units" };
                let place = if single { path.to_owned() } else { format!("{path}/{at}") };
                reject_value(problems, code, place, item);
            }
        }
    }
    if tiers.len() < list.len() {
        return None;
    }
    let most = if percent { 3 } else { 2 };
    let rises = !tiers.is_empty() && tiers.len() <= most && tiers[0] > 0 && tiers.is_sorted();
    if !single && !rises {
        problems.push(Problem::new("not_a_ladder", path).with("max", most.to_string()));
        return None;
    }
    Some(tiers)
}

/// The setting of a shop that never offers goodwill.
const NEVER: &str = "never";

/// Reads a fact that is true of all orders of the shop.
#[inline(never)]
fn read_fact(
    code: &str,
    value: &Value,
    path: String,
    problems: &mut Vec<Problem>,
) -> Option<(FactId, usize)> {
    let facts = &shipped::vocabulary().facts;
    let Some(fact) = facts.iter().position(|fact| fact.shop_wide && fact.code == code) else {
        let known = facts.iter().filter(|fact| fact.shop_wide).map(|fact| fact.code);
        let problem = Problem::new("unknown_key", path).with("found", short(code));
        problems.push(problem.suggest(code, known));
        return None;
    };
    let text = value.text().unwrap_or_default();
    let read = facts[fact].values_of(text).and_then(|values| values.only());
    if read.is_none() {
        let problem = Problem::new("unknown_value", path).with("found", value.shown());
        let known = facts[fact].stated_codes();
        problems.push(problem.with("fact", code).suggest(text, known));
    }
    read.map(|value| (fact, value))
}

/// Reads a list of goodwill acts by their codes.
#[inline(never)]
pub fn read_goodwill(value: &Value, path: &str, problems: &mut Vec<Problem>) -> Vec<ActId> {
    let Value::List(list) = value else {
        reject_value(problems, "not_a_list", path, value);
        return Vec::new();
    };
    let vocabulary = shipped::vocabulary();
    let goodwill = &vocabulary.groups.goodwill;
    let mut read = Vec::new();
    for (at, item) in list.iter().enumerate() {
        let code = item.text().unwrap_or_default();
        match vocabulary.act(code).filter(|offer| goodwill.contains((*offer).into())) {
            Some(offer) => read.push(offer),
            None => {
                let problem = Problem::new("unknown_code", format!("{path}/{at}"));
                let problem = problem.with("found", item.shown());
                let offers = goodwill.iter().map(|offer| vocabulary.acts[offer].code);
                problems.push(problem.suggest(code, offers));
            }
        }
    }
    read
}

/// Reads the code of a channel.
pub fn read_channel(
    value: &Value,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<&'static str> {
    let codes: Vec<&str> = shipped::CHANNELS.iter().map(|channel| channel.code).collect();
    read_code(value, path, &codes, problems)
}

/// Reads one of several codes.
#[inline(never)]
pub fn read_code(
    value: &Value,
    path: &str,
    known: &[&'static str],
    problems: &mut Vec<Problem>,
) -> Option<&'static str> {
    let code = value.text().unwrap_or_default();
    let found = known.iter().copied().find(|known| *known == code);
    if found.is_none() {
        let problem = Problem::new("unknown_code", path).with("found", value.shown());
        problems.push(problem.suggest(code, known.iter().copied()));
    }
    found
}

/// Maximum length of a text in a message, in characters.
const MAX_LENGTH: usize = 200;

/// Reads a text that is inserted into messages; `None` if it is blank.
#[inline(never)]
pub fn read_text(value: &Value, path: String, problems: &mut Vec<Problem>) -> Option<String> {
    let Some(text) = value.text() else {
        reject_value(problems, "not_a_name", path, value);
        return None;
    };
    let clean = in_one_line(text);
    if clean.chars().count() > MAX_LENGTH {
        problems.push(Problem::new("name_too_long", path).with("max", MAX_LENGTH.to_string()));
        return None;
    }
    Some(clean).filter(|clean| !clean.is_empty())
}

/// Joins the lines of a text with commas, and removes control characters: line breaks would break the paragraphs of
/// a message.
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
                    // No comma after a line that ends with punctuation.
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

/// Reads a BCP 47 tag as the nearest language that is loaded.
#[inline(never)]
pub fn read_language(value: &Value, path: String, problems: &mut Vec<Problem>) -> &'static str {
    let tag = value.text().unwrap_or_default();
    if served(tag).is_none() {
        let problem = Problem::new("unknown_language", path).with("found", value.shown());
        problems.push(problem.suggest(tag, LANGUAGES));
    }
    shipped::nearest_language(tag)
}
