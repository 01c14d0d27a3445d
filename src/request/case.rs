//! Reads cases with the shipped regions and the shop's settings.

use aftersales_core::case::{Case, Context};
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::value::Value;
use aftersales_core::time::deadline::Instant;

use crate::request::settings::Settings;
use crate::shipped;

/// Reads a case; `now` applies unless the case states its own.
pub fn read_case(value: &Value, now: Option<Instant>, settings: &Settings) -> (Case, Vec<Problem>) {
    let high_value = |currency: &str| settings.high_value(currency);
    let (vocabulary, regions) = (shipped::vocabulary(), shipped::regions());
    let shop_wide = &settings.facts;
    let context = Context { vocabulary, now, regions, high_value: &high_value, shop_wide };
    aftersales_core::case::read_case(value, &context)
}
