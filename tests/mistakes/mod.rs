//! What the tests of mistakes share: trees to hand in, and the problems that come back.

#![allow(dead_code, reason = "each test program uses its own part of this")]

use aftersales::api::advise::advise;
use aftersales::present::answer::{Advice, Status};
use aftersales::present::plain_format::Plain;
use aftersales_core::plain::value::Value;

use crate::scenario;

/// A mistake: its code, its place, and what its help names (empty: nothing in particular).
pub type Mistake = (&'static str, &'static str, &'static str);

/// Advises and compares the problems, code and place, in any order.
#[track_caller]
pub fn check(case: &Value, options: &Value, mistakes: &[Mistake]) -> Advice {
    let advice = advise(case, options, &Plain);
    let mut got: Vec<(&str, &str)> =
        advice.problems.iter().map(|problem| (problem.code, problem.path.as_str())).collect();
    let mut expected: Vec<(&str, &str)> =
        mistakes.iter().map(|(code, path, _)| (*code, *path)).collect();
    got.sort_unstable();
    expected.sort_unstable();
    assert_eq!(got, expected, "{case:?} {options:?}");
    for (code, path, named) in mistakes {
        let problem = advice
            .problems
            .iter()
            .find(|problem| (problem.code, problem.path.as_str()) == (*code, *path));
        let help = problem.and_then(|problem| problem.help.as_deref()).unwrap_or_default();
        assert!(help.contains(named), "{code} at {path} should name {named}: {help}");
    }
    advice
}

/// A case that is decided, so that the rest can be seen to be answered.
pub const DECIDED: &str = "platform = 'lazada'\nbuyer_region = 'my'\ncomplaint = 'something_else'\norder_state = 'delivered'";

/// Advises on the decided case with these options.
#[track_caller]
pub fn decided(options: &Value, mistakes: &[Mistake]) -> Advice {
    let advice = check(&toml(DECIDED), options, mistakes);
    assert_eq!(advice.status, Status::Decided, "the rest is answered");
    advice
}

pub fn text(value: &str) -> Value {
    Value::Text(value.into())
}

pub fn map(entries: &[(&str, Value)]) -> Value {
    Value::Map(entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
}

#[track_caller]
pub fn toml(text: &str) -> Value {
    scenario::value(&toml::Value::Table(text.parse().expect("a table")))
}
