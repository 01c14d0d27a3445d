//! Dates, amounts and spans of time, written by the browser.

use std::cell::RefCell;

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::prelude::*;

use aftersales_core::time::deadline::Instant;

use crate::present::plain_format::Plain;
use crate::shipped;
use crate::wasm::write::object;
use crate::words::locale_format::LocaleFormat;

thread_local! {
    /// What formats dates, amounts and spans, by what it is for.
    static FORMATTERS: RefCell<Vec<(String, Function)>> = const { RefCell::new(Vec::new()) };
    /// What was written last.
    static WRITTEN: RefCell<Vec<Written>> = const { RefCell::new(Vec::new()) };
}

/// How an instant is written: with its hour, with the zone's name beside it, or as a day, without and with
/// its year.
const INSTANT: &str = "instant";
const NAMED: &str = "named";
const DAY: &str = "day";
const DAY_OF_YEAR: &str = "day of year";

/// The conventions of the reader's browser.
pub struct Browser;

impl LocaleFormat for Browser {
    fn instant(&self, lang: &str, instant: Instant, zone: &str) -> String {
        let written = || self.write_instant(lang, instant, zone, INSTANT);
        kept((lang, zone), instant.timestamp_millis(), written)
    }

    fn instant_in(&self, lang: &str, instant: Instant, zone: &str) -> String {
        let written = || self.write_instant(lang, instant, zone, NAMED);
        kept((lang, &format!("{zone} named")), instant.timestamp_millis(), written)
    }

    fn zone(&self) -> Option<String> {
        thread_local! {
            static ZONE: Option<String> = {
                let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
                let zone = Reflect::get(&format.resolved_options(), &"timeZone".into());
                zone.ok().and_then(|zone| zone.as_string())
            };
        }
        ZONE.with(Clone::clone)
    }

    fn has_zone(&self, zone: &str) -> bool {
        self.instant_format("en", zone, INSTANT).is_some()
    }

    fn day(&self, lang: &str, instant: Instant, zone: &str, with_year: bool) -> String {
        let form = if with_year { DAY_OF_YEAR } else { DAY };
        let written = || self.write_instant(lang, instant, zone, form);
        kept((lang, &format!("{form} {zone}")), instant.timestamp_millis(), written)
    }

    fn money(&self, lang: &str, minor: u64, currency: &str, digits: u8) -> String {
        let written = || self.write_money(lang, minor, currency, digits);
        kept((lang, currency), minor as i64, written)
    }

    fn span(&self, lang: &str, seconds: i64) -> String {
        let (unit, size) = match seconds.unsigned_abs() {
            0..5_400 => ("minute", 60),
            5_400..129_600 => ("hour", 3_600),
            _ => ("day", 86_400),
        };
        let written = || self.write_span(lang, seconds / size, unit);
        kept((lang, unit), seconds / size, written)
    }
}

impl Browser {
    fn write_instant(&self, lang: &str, instant: Instant, zone: &str, form: &str) -> String {
        let date = js_sys::Date::new(&JsValue::from_f64(instant.timestamp_millis() as f64));
        if form == NAMED {
            let text = self.write_instant(lang, instant, zone, INSTANT);
            // Some languages' own form has it between day and hour, or in brackets.
            return match self.zone_name(lang, &date, zone) {
                Some(name) => text + " " + &name,
                None => text,
            };
        }
        let format = self.instant_format(lang, zone, form);
        format.and_then(|format| formatted(&format, &date)).unwrap_or_else(|| instant.to_rfc3339())
    }

    /// What a language calls the clock of a zone at a time.
    fn zone_name(&self, lang: &str, date: &JsValue, zone: &str) -> Option<String> {
        let parts =
            self.instant_format(lang, zone, NAMED)?.call1(&JsValue::UNDEFINED, date).ok()?;
        let of = |part: &JsValue, key: &str| Reflect::get(part, &key.into()).ok()?.as_string();
        let mut parts = Array::from(&parts).into_iter();
        let part = parts.find(|part| of(part, "type").as_deref() == Some("timeZoneName"))?;
        of(&part, "value")
    }

    /// What writes instants on the clock of a zone; `None` where the browser knows no such zone.
    fn instant_format(&self, lang: &str, zone: &str, form: &str) -> Option<Function> {
        let make = || {
            let mut parts = vec![("timeZone", zone), ("month", "long"), ("day", "numeric")];
            match form {
                DAY => {}
                NAMED => parts.push(("timeZoneName", "short")),
                DAY_OF_YEAR => parts.push(("year", "numeric")),
                _ => parts.extend([("hour", "2-digit"), ("minute", "2-digit")]),
            }
            let options = object(&parts);
            // Throws on a zone that is none.
            let constructor = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
            let constructor = Reflect::get(&constructor, &"DateTimeFormat".into()).ok()?;
            let arguments = Array::of2(&locale(lang), &options);
            let constructor: &Function = constructor.dyn_ref()?;
            let made: JsValue = Reflect::construct(constructor, &arguments).ok()?;
            if form == NAMED {
                let parts = Reflect::get(&made, &"formatToParts".into()).ok()?;
                return Some(parts.dyn_ref::<Function>()?.bind0(&made));
            }
            Some(made.unchecked_into::<Intl::DateTimeFormat>().format())
        };
        formatter(&format!("{form} {lang} {zone}"), make)
    }

    fn write_money(&self, lang: &str, minor: u64, currency: &str, digits: u8) -> String {
        let unit = 10_u64.pow(digits.into());
        // A whole amount is written without decimals, as people write it.
        let shown = if minor % unit == 0 { 0 } else { digits };
        let format = formatter(&format!("money {lang} {currency} {shown}"), || {
            let options = object(&[("style", "currency"), ("currency", currency)]);
            for most_and_least in ["minimumFractionDigits", "maximumFractionDigits"] {
                let _ = Reflect::set(&options, &most_and_least.into(), &shown.into());
            }
            Some(Intl::NumberFormat::new(&locale(lang), &options).format())
        });
        let amount = minor as f64 / unit as f64;
        let text = format.and_then(|format| formatted(&format, &amount.into()));
        text.unwrap_or_else(|| Plain.money(lang, minor, currency, digits))
    }

    fn write_span(&self, lang: &str, count: i64, unit: &str) -> String {
        let format = formatter(&format!("span {lang}"), || {
            let options = object(&[("numeric", "always")]);
            let format = Intl::RelativeTimeFormat::new(&locale(lang), &options);
            // Its function is not bound to it, as those of the other two are.
            let function = Reflect::get(&format, &"format".into()).unwrap_or_default();
            Some(function.dyn_ref::<Function>()?.bind0(&format))
        });
        let write = |format: Function| {
            format.call2(&JsValue::UNDEFINED, &(count as f64).into(), &unit.into()).ok()
        };
        format
            .and_then(write)
            .and_then(|text| text.as_string())
            .unwrap_or_else(|| format!("{count} {unit}"))
    }
}

/// A language and what else decides how a number is written, the number, and how it is written.
type Written = (String, String, i64, String);

/// Most texts that are kept: those of one answer, and of the one before.
const MOST_WRITTEN: usize = 24;

/// What was written of a number, kept: one answer names the same day several times, and so does the next,
/// and each time the browser takes as long as the decision.
fn kept((lang, about): (&str, &str), number: i64, write: impl Fn() -> String) -> String {
    let is_it = |(of, with, other, _): &&Written| *other == number && with == about && of == lang;
    let known = WRITTEN.with_borrow(|all| all.iter().find(is_it).map(|(.., text)| text.clone()));
    known.unwrap_or_else(|| {
        let text = write();
        WRITTEN.with_borrow_mut(|all| {
            if all.len() == MOST_WRITTEN {
                all.remove(0);
            }
            all.push((lang.to_owned(), about.to_owned(), number, text.clone()));
        });
        text
    })
}

/// More formatters than a page has use for are not kept.
const MOST_FORMATTERS: usize = 64;

/// The function of a formatter, kept: making one takes longer than all the rest of an answer.
fn formatter(key: &str, make: impl Fn() -> Option<Function>) -> Option<Function> {
    FORMATTERS.with_borrow_mut(|kept| {
        if let Some((_, format)) = kept.iter().find(|(other, _)| other == key) {
            return Some(format.clone());
        }
        if kept.len() == MOST_FORMATTERS {
            kept.clear();
        }
        let format = make()?;
        kept.push((key.to_owned(), format.clone()));
        Some(format)
    })
}

/// The locale of a language, as the browser takes it.
fn locale(lang: &str) -> Array {
    Array::of1(&shipped::locale(lang).into())
}

fn formatted(format: &Function, value: &JsValue) -> Option<String> {
    format.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}
