//! The only file that knows JavaScript: it converts, calls, and converts back.
//!
//! Whatever comes in, nothing is thrown: what is no data, nested or long beyond reason, or answers
//! with an exception when read, becomes a value that the core reports as a problem.

use std::cell::RefCell;

use js_sys::WebAssembly::Module;
use js_sys::{Array, Function, Intl, JsString, Object, Reflect, Uint8Array, Uint16Array};
use serde::{Serialize, Serializer};
use serde_wasm_bindgen::{Serializer as ToJs, preserve};
use wasm_bindgen::prelude::*;
use web_sys::Window;

use crate::case::Money;
use crate::clocks;
use crate::conventions::{Conventions, Plain};
use crate::deadline::Instant;
use crate::engine::compiled::{Decided, NOT_STATED};
use crate::facts::FACTS;
use crate::shipped;
use crate::value::Value;

#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Deepest nesting that is read, and most entries of all objects and lists together.
const DEEPEST: usize = 8;
const MOST_ENTRIES: u32 = 20_000;
/// Longest text that is read, in UTF-16 units.
const LONGEST: u32 = 100_000;

/// The closed sets of codes, and the type of a case.
#[wasm_bindgen(typescript_custom_section)]
const VOCABULARY: &'static str = include_str!(concat!(env!("OUT_DIR"), "/vocabulary.d.ts"));

/// Advises on a case.
#[wasm_bindgen(unchecked_return_type = "Advice")]
pub fn advise(
    #[wasm_bindgen(js_name = "facts", unchecked_param_type = "Case")] case: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    give(&crate::advise::advise(&read(case, DEEPEST), &read(options, DEEPEST), &Browser))
}

/// Advises on a case by the shipped policy alone: for pages that load no more than they need. A
/// shop's own pack is not read, and reported.
#[wasm_bindgen(unchecked_return_type = "Advice")]
pub fn advise_shipped(
    #[wasm_bindgen(js_name = "facts", unchecked_param_type = "Case")] case: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    give(&crate::advise::advise_shipped(&read(case, DEEPEST), &read(options, DEEPEST), &Browser))
}

/// Every fact, for rendering a form; beside a case, with what can occur there.
/// The nearest shipped language answers to any tag.
#[wasm_bindgen(unchecked_return_type = "Form")]
pub fn form(
    #[wasm_bindgen(unchecked_optional_param_type = "string")] lang: &JsValue,
    #[wasm_bindgen(js_name = "facts", unchecked_optional_param_type = "Case")] case: &JsValue,
) -> JsValue {
    give(&crate::form::form(&language(lang), &read(case, DEEPEST)))
}

/// Every shipped rule; and those of a shop's own pack, if there is one.
#[wasm_bindgen(unchecked_return_type = "RuleInfo[]")]
pub fn rules(
    #[wasm_bindgen(unchecked_optional_param_type = "string")] lang: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Pack | null")] pack: &JsValue,
) -> JsValue {
    give(&crate::rulebook::rules(&language(lang), &read(pack, DEEPEST)))
}

/// Audits the shipped policy, or with a shop's own pack laid over it.
#[wasm_bindgen(unchecked_return_type = "Audit")]
pub fn audit(
    #[wasm_bindgen(unchecked_optional_param_type = "Pack")] pack: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    give(&crate::inspect::audit(&read(pack, DEEPEST), &read(options, DEEPEST)))
}

/// Sorts the rules of a shop's own pack: those that may be in force, and those that may not, with the clause.
#[wasm_bindgen(unchecked_return_type = "Admission")]
pub fn admit(
    #[wasm_bindgen(unchecked_param_type = "Pack")] pack: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    give(&crate::inspect::admit(&read(pack, DEEPEST), &read(options, DEEPEST)))
}

/// Checks what a seller intends in a case: a remedy, acts, or both.
#[wasm_bindgen(unchecked_return_type = "Check")]
pub fn check(
    #[wasm_bindgen(js_name = "facts", unchecked_param_type = "Case")] case: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Plan")] plan: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    let (case, plan) = (read(case, DEEPEST), read(plan, DEEPEST));
    give(&crate::check::check(&case, &plan, &read(options, DEEPEST)))
}

/// Every remedy and every act that a plan can name.
#[wasm_bindgen(unchecked_return_type = "PlanChoices")]
pub fn choices(
    #[wasm_bindgen(unchecked_optional_param_type = "string")] lang: &JsValue,
) -> JsValue {
    give(&crate::check::choices(&language(lang)))
}

/// What changes between two packs laid over the shipped policy; `null` is the shipped policy alone.
#[wasm_bindgen(unchecked_return_type = "Difference")]
pub fn difference(
    #[wasm_bindgen(unchecked_param_type = "Pack | null")] before: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Pack | null")] after: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    let (before, after) = (read(before, DEEPEST), read(after, DEEPEST));
    give(&crate::inspect::compare(&before, &after, &read(options, DEEPEST)))
}

/// Writes a shop's pack as a table for spreadsheets: CSV with a byte order mark, one row a rule.
#[wasm_bindgen]
pub fn pack_to_csv(#[wasm_bindgen(unchecked_param_type = "Pack")] pack: &JsValue) -> String {
    crate::spreadsheet::to_csv(&read(pack, DEEPEST))
}

/// Reads a shop's pack from such a table, separated by commas, semicolons or tabs. Of the options
/// only the language counts.
#[wasm_bindgen(unchecked_return_type = "SheetRead")]
pub fn pack_from_csv(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    let options = read(options, DEEPEST);
    let table = match text.dyn_ref::<JsString>() {
        // Not even brought over: it may be far too long for that.
        Some(text) if text.length() as usize > crate::spreadsheet::LONGEST => {
            return give(&crate::spreadsheet::refuse(text.length() as usize, &options));
        }
        Some(text) => Value::Text(text.into()),
        None => read(text, DEEPEST),
    };
    give(&crate::spreadsheet::read(&table, &options))
}

/// Decides many situations at once, without words and without JSON.
///
/// `rows` holds for each situation one code per fact, in the order of the choices and numbers of
/// `form().facts`: the position of a value, or the number itself, or 65535 where it is not stated.
/// Returns for each the position of the remedy among the values of `remedies()` and of the rule
/// among `rules()`; 65535 where facts are missing that are not assumed, 65534 where the situation
/// cannot occur. A shop's own rules take no part. `undefined` where `rows` is no `Uint16Array`, or its
/// length no multiple of the number of facts.
#[wasm_bindgen(unchecked_return_type = "Uint16Array | undefined")]
pub fn decide_many(
    #[wasm_bindgen(unchecked_param_type = "Uint16Array")] rows: &JsValue,
) -> Option<Vec<u16>> {
    let rows = rows.dyn_ref::<Uint16Array>()?.to_vec();
    if !rows.len().is_multiple_of(FACTS.len()) {
        return None;
    }
    let compiled = shipped::compiled();
    let policy = shipped::policy();
    // What stands in for a rule is listed as that rule.
    let listed = |rule: usize| policy.find(&policy.rules[rule].id).unwrap_or(rule) as u16;
    let decide = |row: &[u16]| match compiled.decide(row) {
        Decided::Remedy(remedy, rule) => [remedy, listed(rule)],
        Decided::Incomplete => [NOT_STATED, NOT_STATED],
        Decided::Impossible => [NOT_STATED - 1, NOT_STATED - 1],
    };
    Some(rows.chunks_exact(FACTS.len()).flat_map(decide).collect())
}

/// The day by which the rules should have been read again beside their sources, if it has passed; of the
/// shipped ones, or of a shop's own if that is the earlier.
#[wasm_bindgen]
pub fn overdue(
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> Option<String> {
    crate::age::overdue(&read(options, DEEPEST)).map(str::to_owned)
}

/// Reads an amount as people write it, in the currency that it names or else in this one; `null` where it is
/// none.
#[wasm_bindgen(unchecked_return_type = "Money | null")]
pub fn read_amount(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] currency: &JsValue,
) -> JsValue {
    let text = text.as_string().zip(currency.as_string());
    let read = text.and_then(|(text, currency)| crate::amount::read_amount(&text, &currency));
    read.map_or(JsValue::NULL, |Money { minor, currency }| {
        let money = object(&[("currency", &currency)]);
        let _ = Reflect::set(&money, &"minor".into(), &(minor as f64).into());
        money.into()
    })
}

/// The codes of all remedies, in the order of the positions that `decide_many` returns.
#[wasm_bindgen(unchecked_return_type = "RemedyCode[]")]
pub fn remedies() -> Vec<String> {
    crate::remedy::REMEDIES.iter().map(|remedy| remedy.code.to_owned()).collect()
}

/// The words of the page itself, by key.
#[wasm_bindgen(unchecked_return_type = "Record<string, string>")]
pub fn words(#[wasm_bindgen(unchecked_optional_param_type = "string")] lang: &JsValue) -> JsValue {
    let words = Object::new();
    for (key, text) in shipped::words(&language(lang)).under("page.") {
        let _ = Reflect::set(&words, &key.into(), &text.into());
    }
    words.into()
}

/// The languages of page and message.
#[wasm_bindgen(unchecked_return_type = "Language[]")]
pub fn languages() -> Vec<String> {
    shipped::LANGUAGES.iter().map(|lang| (*lang).to_owned()).collect()
}

/// Whether all words of a language are there. In the npm package all are.
#[wasm_bindgen]
pub fn has_words(#[wasm_bindgen(unchecked_param_type = "string")] lang: &JsValue) -> bool {
    lang.as_string().is_some_and(|lang| shipped::has_words(&lang))
}

/// Whether those words of a language are there that a page without a case needs.
#[wasm_bindgen]
pub fn has_page_words(#[wasm_bindgen(unchecked_param_type = "string")] lang: &JsValue) -> bool {
    lang.as_string().is_some_and(|lang| shipped::has_page_words(&lang))
}

/// Takes in words of a language that were loaded apart: a `WebAssembly.Module` made by the same
/// build, with those that a page without a case needs, or then with those that only answers need.
/// Returns whether they fit; until they are there, another language stands in, or codes do.
#[wasm_bindgen]
pub fn add_words(
    #[wasm_bindgen(unchecked_param_type = "Language")] lang: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "WebAssembly.Module")] module: &JsValue,
) -> bool {
    let lang = lang.as_string().unwrap_or_default();
    let mut parts = shipped::Part::ALL.into_iter().filter_map(|part| {
        let bytes = section(module, &part.section(&lang))?;
        Some(shipped::add_words(&lang, part, bytes))
    });
    let fits = parts.next().is_some_and(|fits| fits && parts.all(|fits| fits));
    // With the words of answers comes what answers follow from.
    if fits {
        section(module, "policy").into_iter().for_each(shipped::add_policy);
        section(module, clocks::SECTION).iter().for_each(|bytes| clocks::add_clocks(bytes));
    }
    fits
}

/// Makes the sections of this module itself readable.
#[wasm_bindgen(start)]
fn start() {
    crate::section::read_by(|name| section(&wasm_bindgen::module(), name));
}

fn section(module: &JsValue, name: &str) -> Option<Vec<u8>> {
    let sections = Module::custom_sections(module.dyn_ref()?, name);
    let found = sections.iter().next()?;
    Some(Uint8Array::new(&found).to_vec())
}

/// The language to begin with: the one that serves the first of these tags which is not of another
/// language altogether, else the one that the reader prefers by the browser's list.
#[wasm_bindgen(unchecked_return_type = "Language")]
pub fn preferred_language(
    #[wasm_bindgen(
        unchecked_optional_param_type = "string | readonly (string | undefined | null)[]"
    )]
    stated: &JsValue,
) -> String {
    let stated = stated.dyn_ref::<Array>().cloned().unwrap_or_else(|| Array::of1(stated));
    let languages = |window: &Window| window.navigator().languages();
    let tags = WINDOW.with(|window| window.as_ref().map(languages)).unwrap_or_default();
    let tag = |tag: JsValue| tag.as_string();
    let known = |tag: &String| shipped::served(tag).is_some();
    let preferred = stated.iter().chain(tags.iter()).filter_map(tag).find(known);
    shipped::language_for(&preferred.unwrap_or_default()).into()
}

#[wasm_bindgen]
unsafe extern "C" {
    /// The page's window; none in a worker or in Node. (`web_sys::window` asks in four ways.)
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Option<Window>;
}

fn give(answer: &impl Serialize) -> JsValue {
    // Plain data always converts; a failure here would be a mistake of our own.
    answer.serialize(&ToJs::json_compatible()).unwrap_or(JsValue::NULL)
}

#[wasm_bindgen(typescript_custom_section)]
const SHARED_TYPE: &'static str = "\
/** A part of answers that is always the same: made once, frozen with all that is in it, and handed out again. */
export type Shared<T> = Readonly<T>;
";

type Parts = Vec<(u128, JsValue)>;

/// Serialises a part of an answer that is always the same: made once, frozen, and handed out again,
/// since most of what an answer costs is making its texts anew on the other side.
pub fn shared<T: Serialize, S: Serializer>(
    key: u128,
    part: Option<&T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let find = |shared: &Parts| shared.binary_search_by_key(&key, |(key, _)| *key);
    if let Ok(kept) = SHARED.with_borrow(|shared| find(shared).map(|at| shared[at].1.clone())) {
        return preserve::serialize(&kept, serializer);
    }
    // Made while nothing is borrowed: there may be shared parts in it.
    let made = give(&part);
    freeze(&made);
    SHARED.with_borrow_mut(|shared| {
        if let Err(at) = find(shared) {
            shared.insert(at, (key, made.clone()));
        }
    });
    preserve::serialize(&made, serializer)
}

/// Whether the part of a key was made before.
pub fn is_kept(key: u128) -> bool {
    SHARED.with_borrow(|shared| shared.binary_search_by_key(&key, |(key, _)| *key).is_ok())
}

/// Freezes an object with all that is in it: who changed it would change later answers.
fn freeze(value: &JsValue) {
    if let Some(object) = value.dyn_ref::<Object>() {
        Object::freeze(object);
        Object::values(object).iter().for_each(|value| freeze(&value));
    }
}

fn language(lang: &JsValue) -> String {
    let tag = lang.as_string().unwrap_or_default();
    shipped::nearest_language(&tag).into()
}

/// Reads a JavaScript value as plain data.
fn read(value: &JsValue, deeper: usize) -> Value {
    let mut left = MOST_ENTRIES;
    read_within(value, deeper, &mut left)
}

/// The same with at most so many entries left to read, over all that it holds: what leads from
/// object to object, as a window does, would otherwise have no end.
fn read_within(value: &JsValue, deeper: usize, left: &mut u32) -> Value {
    // Most values are texts, so that is asked first: every question is a call to the other side.
    if let Some(text) = value.dyn_ref::<JsString>() {
        return if text.length() > LONGEST {
            Value::Other("a text that is too long")
        } else {
            Value::Text(text.into())
        };
    }
    if value.is_null() || value.is_undefined() {
        return Value::Null;
    }
    if let Some(value) = value.as_bool() {
        return Value::Bool(value);
    }
    if let Some(number) = value.as_f64() {
        return Value::Number(number);
    }
    if value.is_function() || value.is_symbol() || value.is_bigint() {
        return Value::Other("something that is no data");
    }
    if deeper == 0 {
        return Value::Other("something nested too deeply");
    }
    let kind = OBJECT.with(|to_string| to_string.call0(value));
    let kind = kind.ok().and_then(|kind| kind.as_string()).unwrap_or_default();
    if kind == "[object Array]" {
        let length = Reflect::get(value, &"length".into()).ok().and_then(|length| length.as_f64());
        let length = length.unwrap_or_default() as u32;
        if length > *left {
            return Value::Other("a list that is too long");
        }
        *left -= length;
        let item = |at| {
            let item = Reflect::get_u32(value, at);
            item.map_or(Value::Null, |item| read_within(&item, deeper - 1, left))
        };
        return Value::List((0..length).map(item).collect());
    }
    if kind != "[object Object]" {
        return Value::Other("something that is no data");
    }
    let Ok(keys) = Reflect::own_keys(value) else {
        return Value::Other("something that is no data");
    };
    if keys.length() > *left {
        return Value::Other("an object that is too large");
    }
    *left -= keys.length();
    let entry = |key: JsValue| {
        let item = Reflect::get(value, &key);
        let item = item.map_or(Value::Other("something that cannot be read"), |item| {
            read_within(&item, deeper - 1, left)
        });
        Some((key.as_string()?, item))
    };
    Value::Map(keys.iter().filter_map(entry).collect())
}

thread_local! {
    /// What formats dates, amounts and spans, by what it is for.
    static FORMATTERS: RefCell<Vec<(String, Function)>> = const { RefCell::new(Vec::new()) };
    /// What was written last.
    static WRITTEN: RefCell<Vec<Written>> = const { RefCell::new(Vec::new()) };
    /// Parts of answers by their keys, ascending.
    static SHARED: RefCell<Parts> = const { RefCell::new(Vec::new()) };
    /// `Object.prototype.toString`: tells what an object is, and throws only where we catch.
    static OBJECT: Function = {
        let prototype = Object::get_prototype_of(&Object::new());
        Reflect::get(&prototype, &"toString".into()).map(Function::from).unwrap_or_default()
    };
}

/// How an instant is written: with its hour, with the zone's name beside it, or as a day, without and with
/// its year.
const INSTANT: &str = "instant";
const NAMED: &str = "named";
const DAY: &str = "day";
const DAY_OF_YEAR: &str = "day of year";

/// The conventions of the reader's browser.
struct Browser;

impl Conventions for Browser {
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
        format.and_then(|format| told(&format, &date)).unwrap_or_else(|| instant.to_rfc3339())
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
        let text = format.and_then(|format| told(&format, &amount.into()));
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

/// What was written of a number, kept: one answer says the same day several times, the next says it again,
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

/// The locale of a language: our English is written as in Britain.
fn locale(lang: &str) -> Array {
    Array::of1(&if lang == "en" { "en-GB" } else { lang }.into())
}

fn told(format: &Function, value: &JsValue) -> Option<String> {
    format.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}

fn object(entries: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        let _ = Reflect::set(&object, &(*key).into(), &(*value).into());
    }
    object
}
