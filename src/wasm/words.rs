//! Words and sections: those of this module, and those that a page loads apart.

use js_sys::WebAssembly::Module;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Window;

use crate::present::cache;
use crate::shipped::{self, Part, section};
use crate::wasm::parts;
use crate::wasm::read::{DEEPEST, read};

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

/// Whether those words of a language are there that an answer to a case needs, by its platform and the buyer's region,
/// or for an empty case, those that every answer needs; without a case, those that a page without one needs; for `null`,
/// all. In the npm package all are.
#[wasm_bindgen]
pub fn has_words(
    #[wasm_bindgen(unchecked_param_type = "string")] lang: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Case | null")] facts: &JsValue,
) -> bool {
    missing(lang, facts).is_some_and(|missing| missing.is_empty())
}

/// The names of the sections with words of a language that [`has_words`] misses. In the npm package none is missing.
#[wasm_bindgen]
pub fn missing_words(
    #[wasm_bindgen(unchecked_param_type = "string")] lang: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Case | null")] facts: &JsValue,
) -> Vec<String> {
    missing(lang, facts).unwrap_or_default()
}

/// `None` for a language that is not shipped.
fn missing(lang: &JsValue, facts: &JsValue) -> Option<Vec<String>> {
    let lang = lang.as_string().filter(|lang| shipped::LANGUAGES.contains(&lang.as_str()))?;
    let mut needed = match facts {
        facts if facts.is_undefined() => vec![Part::Page],
        facts if facts.is_null() => Part::all(),
        facts => shipped::parts_for(&read(facts, DEEPEST)),
    };
    needed.retain(|part| !shipped::has(&lang, *part));
    Some(needed.iter().map(|part| part.section(&lang)).collect())
}

/// Takes in words of a language that were loaded apart: a `WebAssembly.Module` made by the same build, with those that a
/// page without a case needs, or then with those that only answers need or that only those of some places do.
/// Returns whether they fit; until they are there, another language stands in, or codes do.
#[wasm_bindgen]
pub fn add_words(
    #[wasm_bindgen(unchecked_param_type = "Language")] lang: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "WebAssembly.Module")] module: &JsValue,
) -> bool {
    let lang = lang.as_string().unwrap_or_default();
    let (mut found, mut fits) = (false, true);
    for part in Part::all() {
        if let Some(bytes) = section_of(module, &part.section(&lang)) {
            found = true;
            fits &= shipped::add_words(&lang, part, bytes);
        }
    }
    let fits = found && fits;
    // With the words of answers comes what answers follow from.
    if fits {
        section_of(module, "policy").into_iter().for_each(shipped::add_policy);
        section_of(module, shipped::REGIONS_SECTION)
            .iter()
            .for_each(|bytes| shipped::add_regions(bytes));
    }
    fits
}

/// Hands in what the floors below need of JavaScript.
#[wasm_bindgen(start)]
fn start() {
    section::set_reader(|name| section_of(&wasm_bindgen::module(), name));
    cache::set_cache_lookup(parts::is_kept);
}

/// The content of a custom section of a module.
fn section_of(module: &JsValue, name: &str) -> Option<Vec<u8>> {
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
    preferred.and_then(|tag| shipped::served(&tag)).unwrap_or(shipped::DEFAULT_LANGUAGE).into()
}

#[wasm_bindgen]
#[expect(unsafe_code, reason = "the binding of a global of every page")]
unsafe extern "C" {
    /// The page's window; none in a worker or in Node. (`web_sys::window` asks in four ways.)
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Option<Window>;
}

/// The language whose words answer for a tag.
pub fn language(lang: &JsValue) -> String {
    let tag = lang.as_string().unwrap_or_default();
    shipped::nearest_language(&tag).into()
}
