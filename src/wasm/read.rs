//! Reads JavaScript values as plain data, whatever they are: nothing is thrown.

use js_sys::{Function, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

use aftersales_core::plain::value::Value;

/// Deepest nesting that is read, and most entries of all objects and lists together.
pub const DEEPEST: usize = 8;
const MOST_ENTRIES: u32 = 20_000;
/// Longest text that is read, in UTF-16 units.
const LONGEST: u32 = 100_000;

thread_local! {
    /// `Object.prototype.toString`: names what an object is, and throws only where that is caught.
    static OBJECT: Function = {
        let prototype = Object::get_prototype_of(&Object::new());
        Reflect::get(&prototype, &"toString".into()).map(Function::from).unwrap_or_default()
    };
}

/// Reads a JavaScript value as plain data.
pub fn read(value: &JsValue, deeper: usize) -> Value {
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
