//! Hands answers over to JavaScript.

use js_sys::{Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer as ToJs;
use wasm_bindgen::prelude::*;

pub fn give(answer: &impl Serialize) -> JsValue {
    // Plain data always converts; a failure here would be a mistake of our own.
    answer.serialize(&ToJs::json_compatible()).unwrap_or(JsValue::NULL)
}

pub fn object(entries: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        let _ = Reflect::set(&object, &(*key).into(), &(*value).into());
    }
    object
}
