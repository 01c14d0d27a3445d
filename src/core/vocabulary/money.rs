//! Amounts of money, in whole minor units of a currency.

use crate::plain::problem::{Problem, reject_value};
use crate::plain::text::short;
use crate::plain::value::Value;
use crate::vocabulary::currency::is_currency;
use crate::vocabulary::keys;

/// An amount in a currency's minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// At most [`MAX_MINOR`].
    pub minor: u64,
    /// ISO 4217.
    pub currency: String,
}

/// The largest number of minor units, 2^53 - 1: a JavaScript number represents every whole number up to it.
pub const MAX_MINOR: f64 = 9_007_199_254_740_991.0;

/// Reads `{ minor, currency }`; mistakes are reported with paths below `path`.
pub fn read_money(value: &Value, path: &str, problems: &mut Vec<Problem>) -> Option<Money> {
    let Some(entries) = value.entries() else {
        reject_value(problems, "not_money", path, value);
        return None;
    };
    for (key, _) in entries {
        if !keys::MONEY.contains(&key.as_str()) {
            let problem = Problem::new("unknown_key", format!("{path}/{}", short(key)));
            problems
                .push(problem.with("found", short(key)).suggest(key, keys::MONEY.iter().copied()));
        }
    }
    let minor = match value.get("minor") {
        Some(Value::Number(minor))
            if *minor >= 0.0 && minor.fract() == 0.0 && *minor <= MAX_MINOR =>
        {
            Some(*minor as u64)
        }
        other => {
            let found = other.map_or("null".into(), Value::shown);
            problems.push(
                Problem::new("not_minor_units", format!("{path}/minor")).with("found", found),
            );
            None
        }
    };
    let currency = value.get("currency").and_then(Value::text).filter(|code| is_currency(code));
    if currency.is_none() {
        let found = value.get("currency").map_or("null".into(), Value::shown);
        problems
            .push(Problem::new("not_a_currency", format!("{path}/currency")).with("found", found));
    }
    Some(Money { minor: minor?, currency: currency?.to_owned() })
}
