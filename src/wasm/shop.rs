//! A shop's rules in force as an object: read and admitted once, asked many times.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use aftersales_core::plain::value::Value;

use crate::api;
use crate::shop;
use crate::wasm::intl::Browser;
use crate::wasm::read::{DEEPEST, add_pack, read};
use crate::wasm::write::give;

/// The shipped rules with those of a shop's pack that may be in force.
#[wasm_bindgen]
pub struct ShopRules {
    shop: Rc<shop::Shop>,
    /// What admission is asked with.
    options: Value,
}

/// Puts a shop's pack in force beside the shipped rules. Changes to the object afterwards make no difference. Of the
/// options `now` and `lang` count, for the admission.
#[wasm_bindgen(js_name = "shop")]
pub fn make(
    #[wasm_bindgen(unchecked_param_type = "Pack")] pack: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
) -> ShopRules {
    ShopRules { shop: shop::shop(&read(pack, DEEPEST)), options: read(options, DEEPEST) }
}

#[wasm_bindgen]
impl ShopRules {
    /// Which of its rules may be in force, and what stands against the others.
    #[wasm_bindgen(getter, unchecked_return_type = "Admission")]
    pub fn admission(&self) -> JsValue {
        give(&api::admit::admit_in(&self.shop, &self.options))
    }

    /// Does one more part of the admission, so that a page can draw and answer between the parts. Returns whether
    /// anything is left to do; whatever is asked first does it in one go. Of the options `now` counts.
    pub fn advance(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
    ) -> bool {
        api::admit::advance(&self.shop, &read(options, DEEPEST))
    }

    /// Advises on a case; a pack among the options makes no difference.
    #[wasm_bindgen(unchecked_return_type = "Advice")]
    pub fn advise(
        &self,
        #[wasm_bindgen(js_name = "facts", unchecked_param_type = "Case")] case: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: &JsValue,
    ) -> JsValue {
        let mut options = read(options, DEEPEST);
        add_pack(&mut options, self.shop.pack());
        give(&api::advise::advise_in(&self.shop, &read(case, DEEPEST), &options, &Browser))
    }
}
