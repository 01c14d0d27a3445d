//! The verbs of the library: each reads its arguments, calls its function, and hands the answer over.

use js_sys::{JsString, Reflect, Uint16Array};
use wasm_bindgen::prelude::*;

use aftersales_core::engine::compiled::{Decided, NOT_STATED};
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::money::Money;

use crate::api;
use crate::shipped;
use crate::wasm::intl::Browser;
use crate::wasm::read::read_with_shop;
use crate::wasm::read::{DEEPEST, read};
use crate::wasm::words::language;
use crate::wasm::write::{give, object};

/// The closed sets of codes, and the type of a case.
#[wasm_bindgen(typescript_custom_section)]
const VOCABULARY: &'static str = include_str!(concat!(env!("OUT_DIR"), "/vocabulary.d.ts"));

/// Advises on a case.
#[wasm_bindgen(unchecked_return_type = "Advice")]
pub fn advise(
    #[wasm_bindgen(js_name = "facts", unchecked_param_type = "Case")] case: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    let (options, shop) = read_with_shop(options);
    let case = read(case, DEEPEST);
    give(&match shop {
        Some(shop) => api::advise::advise_in(&shop, &case, &options, &Browser),
        None => api::advise::advise(&case, &options, &Browser),
    })
}

/// Advises on a case by the shipped policy alone: for pages that load no more than they need. A
/// shop's own pack is not read, and reported.
#[wasm_bindgen(unchecked_return_type = "Advice")]
pub fn advise_shipped(
    #[wasm_bindgen(js_name = "facts", unchecked_param_type = "Case")] case: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    give(&api::advise::advise_shipped(&read(case, DEEPEST), &read(options, DEEPEST), &Browser))
}

/// What a list shows of a case: the same remedy, date, questions and problems as [`advise`] has, sooner, since nothing else
/// is made.
#[wasm_bindgen(unchecked_return_type = "Brief")]
pub fn brief(
    #[wasm_bindgen(js_name = "facts", unchecked_param_type = "Case")] case: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    let (options, shop) = read_with_shop(options);
    give(&api::advise::brief(shop.as_deref(), &read(case, DEEPEST), &options, &Browser))
}

/// Every fact, for rendering a form; beside a case, with what can occur there.
/// The nearest shipped language answers to any tag.
#[wasm_bindgen(unchecked_return_type = "Form")]
pub fn form(
    #[wasm_bindgen(unchecked_optional_param_type = "string")] lang: &JsValue,
    #[wasm_bindgen(js_name = "facts", unchecked_optional_param_type = "Case")] case: &JsValue,
) -> JsValue {
    give(&api::form::form(&language(lang), &read(case, DEEPEST)))
}

/// Every shipped rule; and those of a shop's own pack, if there is one.
#[wasm_bindgen(unchecked_return_type = "RuleInfo[]")]
pub fn rules(
    #[wasm_bindgen(unchecked_optional_param_type = "string")] lang: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Pack | null")] pack: &JsValue,
) -> JsValue {
    give(&api::rules::rules(&language(lang), &read(pack, DEEPEST)))
}

/// Audits the shipped policy, or with a shop's own pack laid over it.
#[wasm_bindgen(unchecked_return_type = "Audit")]
pub fn audit(
    #[wasm_bindgen(unchecked_optional_param_type = "Pack")] pack: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    give(&api::audit::audit(&read(pack, DEEPEST), &read(options, DEEPEST)))
}

/// Sorts the rules of a shop's own pack: those that may be in force, and those that may not, with the clause.
#[wasm_bindgen(unchecked_return_type = "Admission")]
pub fn admit(
    #[wasm_bindgen(unchecked_param_type = "Pack")] pack: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    give(&api::admit::admit(&read(pack, DEEPEST), &read(options, DEEPEST)))
}

/// Checks what a seller intends in a case: a remedy, acts, or both.
#[wasm_bindgen(unchecked_return_type = "Check")]
pub fn check(
    #[wasm_bindgen(js_name = "facts", unchecked_param_type = "Case")] case: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Plan")] plan: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    let (options, shop) = read_with_shop(options);
    let (case, plan) = (read(case, DEEPEST), read(plan, DEEPEST));
    give(&api::check::check_in(shop.as_deref(), &case, &plan, &options, &Browser))
}

/// Every remedy and every act that a plan can name.
#[wasm_bindgen(unchecked_return_type = "PlanChoices")]
pub fn choices(
    #[wasm_bindgen(unchecked_optional_param_type = "string")] lang: &JsValue,
) -> JsValue {
    give(&api::check::choices(&language(lang)))
}

/// What changes between two packs laid over the shipped policy; `null` is the shipped policy alone.
#[wasm_bindgen(unchecked_return_type = "Difference")]
pub fn difference(
    #[wasm_bindgen(unchecked_param_type = "Pack | null")] before: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Pack | null")] after: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> JsValue {
    let (before, after) = (read(before, DEEPEST), read(after, DEEPEST));
    give(&api::difference::compare(&before, &after, &read(options, DEEPEST)))
}

/// Writes a shop's pack as a table for spreadsheets: CSV with a byte order mark, one row a rule.
#[wasm_bindgen]
pub fn pack_to_csv(#[wasm_bindgen(unchecked_param_type = "Pack")] pack: &JsValue) -> String {
    crate::csv::to_csv(&read(pack, DEEPEST))
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
        Some(text) if text.length() as usize > crate::csv::MAX_LENGTH => {
            return give(&crate::csv::refuse(text.length() as usize, &options));
        }
        Some(text) => Value::Text(text.into()),
        None => read(text, DEEPEST),
    };
    give(&crate::csv::read(&table, &options))
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
    let facts = shipped::vocabulary().facts.len();
    if !rows.len().is_multiple_of(facts) {
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
    Some(rows.chunks_exact(facts).flat_map(decide).collect())
}

/// The version of the library with a checksum of the shipped policy, for reports about an answer.
#[wasm_bindgen]
pub fn policy_version() -> String {
    api::version::policy_version()
}

/// The day by which the rules should have been read again beside their sources, if it has passed; of the
/// shipped ones, or of a shop's own if that is the earlier.
#[wasm_bindgen]
pub fn overdue(
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> Option<String> {
    api::overdue::overdue(&read(options, DEEPEST)).map(str::to_owned)
}

/// Reads an amount as people write it, in the currency that it names or else in this one; `null` where it is
/// none.
#[wasm_bindgen(unchecked_return_type = "Money | null")]
pub fn read_amount(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] currency: &JsValue,
) -> JsValue {
    let text = text.as_string().zip(currency.as_string());
    let read =
        text.and_then(|(text, currency)| crate::request::amount::read_amount(&text, &currency));
    read.map_or(JsValue::NULL, |Money { minor, currency }| {
        let money = object(&[("currency", &currency)]);
        let _ = Reflect::set(&money, &"minor".into(), &(minor as f64).into());
        money.into()
    })
}

/// The codes of all remedies, in the order of the positions that `decide_many` returns.
#[wasm_bindgen(unchecked_return_type = "RemedyCode[]")]
pub fn remedies() -> Vec<String> {
    shipped::vocabulary().remedies.iter().map(|remedy| remedy.code.to_owned()).collect()
}
