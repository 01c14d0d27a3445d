//! Parts of answers that never change: made once, frozen, and handed out again, since most of what an answer costs in a
//! browser is making its texts anew.

use std::cell::RefCell;

use js_sys::Object;
use serde::{Serialize, Serializer};
use serde_wasm_bindgen::preserve;
use wasm_bindgen::prelude::*;

use crate::present::cache::Shared;
use crate::wasm::write::give;

#[wasm_bindgen(typescript_custom_section)]
const SHARED_TYPE: &'static str = "\
/** A part of answers that is always the same: made once, frozen with all that is in it, and handed out again. */
export type Shared<T> = Readonly<T>;
";

thread_local! {
    /// Parts of answers by their keys, ascending.
    static SHARED: RefCell<Parts> = const { RefCell::new(Vec::new()) };
}

type Parts = Vec<(u128, JsValue)>;

/// Serialises a part of an answer that is always the same: made once, frozen, and handed out again,
/// since most of what an answer costs is making its texts anew on the other side.
fn shared<T: Serialize, S: Serializer>(
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

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.key {
            Some(key) => shared(key, self.value.as_ref(), serializer),
            None => self.value.serialize(serializer),
        }
    }
}
