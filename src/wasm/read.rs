//! Reads JavaScript values as plain data, whatever they are: nothing is thrown.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::shop::{Shop, shop};

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

/// Reads a JavaScript value as plain data, at most so many levels deep.
pub fn read(value: &JsValue, deeper: usize) -> Value {
    Reading { left: MOST_ENTRIES, pack: None }.read(value, deeper, Place::Elsewhere)
}

/// Where a value stands that is read.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// It is the options.
    Options,
    /// It is the shop of options, whose pack is left for [`shop_of`].
    Shop,
    Elsewhere,
}

/// What is kept while a value is read.
struct Reading {
    /// Entries left to read, over all that the value holds: what leads from object to object, as a window does, would
    /// otherwise have no end.
    left: u32,
    /// The pack among options.
    pack: Option<JsValue>,
}

/// Reads options, and the shop whose pack is among them. A pack that is the same object as in the last call is not
/// read again; in its place stand the parts of it that options are read for.
pub fn read_with_shop(options: &JsValue) -> (Value, Option<Rc<Shop>>) {
    let mut reading = Reading { left: MOST_ENTRIES, pack: None };
    let mut read = reading.read(options, DEEPEST, Place::Options);
    let shop = reading.pack.map(|pack| shop_of(&pack));
    if let Some(shop) = &shop {
        add_pack(&mut read, shop.pack());
    }
    (read, shop)
}

/// The shop of a pack; the one of the last call where it is the same object.
pub fn shop_of(pack: &JsValue) -> Rc<Shop> {
    thread_local! {
        static LAST: RefCell<Option<(JsValue, Rc<Shop>)>> = const { RefCell::new(None) };
    }
    let same = |(last, _): &&(JsValue, Rc<Shop>)| Object::is(last, pack);
    let known = LAST.with_borrow(|last| last.as_ref().filter(same).map(|(_, shop)| shop.clone()));
    known.unwrap_or_else(|| {
        let made = shop(&read(pack, DEEPEST));
        LAST.set(Some((pack.clone(), made.clone())));
        made
    })
}

/// Puts those parts of a pack among the options of a shop that options are read for; not into what is no options.
pub fn add_pack(options: &mut Value, pack: &Value) {
    let parts = ["settings", "review_by"].into_iter();
    let parts = parts.filter_map(|key| Some((key.to_owned(), pack.get(key)?.clone())));
    let parts = Value::Map(parts.collect());
    if let Some(place) = entry(options, "shop").and_then(|shop| entry(shop, "pack")) {
        *place = parts;
    }
}

/// The entry of a map, made if need be; `None` of what is neither a map nor missing.
fn entry<'v>(value: &'v mut Value, key: &str) -> Option<&'v mut Value> {
    if value.is_null() {
        *value = Value::Map(Vec::new());
    }
    let Value::Map(entries) = value else { return None };
    let at = entries.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
        entries.push((key.to_owned(), Value::Null));
        entries.len() - 1
    });
    entries.get_mut(at).map(|(_, value)| value)
}

impl Reading {
    fn read(&mut self, value: &JsValue, deeper: usize, place: Place) -> Value {
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
            let length =
                Reflect::get(value, &"length".into()).ok().and_then(|length| length.as_f64());
            let length = length.unwrap_or_default() as u32;
            if length > self.left {
                return Value::Other("a list that is too long");
            }
            self.left -= length;
            let item = |at| {
                let item = Reflect::get_u32(value, at);
                item.map_or(Value::Null, |item| self.read(&item, deeper - 1, Place::Elsewhere))
            };
            return Value::List((0..length).map(item).collect());
        }
        if kind != "[object Object]" {
            return Value::Other("something that is no data");
        }
        let Ok(keys) = Reflect::own_keys(value) else {
            return Value::Other("something that is no data");
        };
        if keys.length() > self.left {
            return Value::Other("an object that is too large");
        }
        self.left -= keys.length();
        let mut entries = Vec::new();
        for key in keys.iter() {
            let Some(name) = key.as_string() else { continue };
            let item = match Reflect::get(value, &key) {
                Ok(pack)
                    if place == Place::Shop
                        && name == "pack"
                        && !pack.is_null()
                        && !pack.is_undefined() =>
                {
                    self.pack = Some(pack);
                    Value::Null
                }
                Ok(item) => {
                    let below = if place == Place::Options && name == "shop" {
                        Place::Shop
                    } else {
                        Place::Elsewhere
                    };
                    self.read(&item, deeper - 1, below)
                }
                Err(_) => Value::Other("something that cannot be read"),
            };
            entries.push((name, item));
        }
        Value::Map(entries)
    }
}
