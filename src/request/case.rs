//! Cases, read with what is shipped of their region and what the shop has set.

use aftersales_core::case::{Case, Given};
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::value::Value;
use aftersales_core::time::deadline::Instant;

use crate::request::settings::Settings;
use crate::shipped;

/// Reads a case. `now` stands unless the case brings its own.
pub fn read_case(value: &Value, now: Option<Instant>, settings: &Settings) -> (Case, Vec<Problem>) {
    let high_value = |currency: &str| settings.high_value(currency);
    let given = Given { now, regions: shipped::regions(), high_value: &high_value };
    aftersales_core::case::read_case(value, &given)
}
