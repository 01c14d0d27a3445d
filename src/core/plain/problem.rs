//! Mistakes in what was handed in: found, named with their place, answered with a suggestion, never thrown.

use crate::plain::value::Value;

/// One mistake. Its words are in the locales under the same code.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Stable code, born with the mistake.
    pub code: &'static str,
    /// Where: a JSON pointer into the input, such as `/order_value/minor`; empty for the input as a whole.
    pub path: String,
    /// What the words are completed with: slot name and text.
    pub slots: Vec<(&'static str, String)>,
    /// The known code that was probably meant.
    pub suggestion: Option<String>,
}

// Each of these is called from a hundred places, and seldom there: put into all of them they would be
// a large part of the wasm.
impl Problem {
    /// A problem of that code at that place.
    #[cold]
    #[inline(never)]
    pub fn new(code: &'static str, path: impl Into<String>) -> Problem {
        Problem { code, path: path.into(), slots: Vec::new(), suggestion: None }
    }

    /// Completes the words with a text.
    #[cold]
    #[inline(never)]
    pub fn with(mut self, slot: &'static str, text: impl Into<String>) -> Problem {
        self.slots.push((slot, text.into()));
        self
    }

    /// Suggests the nearest of the known codes, if one is near.
    #[cold]
    #[inline(never)]
    pub fn suggest<'a>(mut self, given: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
        self.suggestion = nearest(given, &mut known.into_iter()).map(str::to_owned);
        self
    }
}

/// Notes that something else belongs where a value was found.
#[cold]
#[inline(never)]
pub fn wrong(
    problems: &mut Vec<Problem>,
    code: &'static str,
    path: impl Into<String>,
    found: &Value,
) {
    problems.push(Problem::new(code, path).with("found", found.shown()));
}

/// The known code with the fewest edits to the one given, at most a third of its length away.
fn nearest<'a>(given: &str, known: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let given: String = given.chars().take(64).map(|letter| letter.to_ascii_lowercase()).collect();
    let given = given.replace(' ', "_");
    let limit = (given.chars().count() / 3).max(1);
    known
        .map(|code| (strsim::osa_distance(&given, code), code))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, _)| *distance <= limit)
        .map(|(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_is_recognised_and_nonsense_is_not() {
        let known = ["wrong_item", "missing_item", "damaged"];
        let nearest = |given: &str| nearest(given, &mut known.into_iter());
        assert_eq!(nearest("worng_item"), Some("wrong_item"));
        assert_eq!(nearest("Wrong Item"), Some("wrong_item"));
        assert_eq!(super::nearest("sue", &mut ["use", "lose"].into_iter()), Some("use"));
        assert_eq!(nearest("banana"), None);
    }
}
