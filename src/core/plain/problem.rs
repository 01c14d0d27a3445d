//! Mistakes in the input, each with its path and a suggestion. They are returned, never thrown.

use crate::plain::value::Value;

/// A mistake in the input. The catalogues have its message under `problem.` and its code.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Stable public code.
    pub code: &'static str,
    /// JSON pointer into the input, such as `/order_value/minor`; empty for the input as a whole.
    pub path: String,
    /// Placeholders of the message: name and value.
    pub slots: Vec<(&'static str, String)>,
    /// The known code that was probably meant.
    pub suggestion: Option<String>,
}

// These are called from many places, and rarely at run time: inlined they would be a large part of the wasm.
impl Problem {
    /// A problem with a code at a path.
    #[cold]
    #[inline(never)]
    pub fn new(code: &'static str, path: impl Into<String>) -> Problem {
        Problem { code, path: path.into(), slots: Vec::new(), suggestion: None }
    }

    /// The same problem in a value that stands at `path`.
    #[cold]
    #[inline(never)]
    pub fn below(&self, path: &str) -> Problem {
        Problem { path: format!("{path}{}", self.path), ..self.clone() }
    }

    /// Adds the value of a placeholder.
    #[cold]
    #[inline(never)]
    pub fn with(mut self, slot: &'static str, text: impl Into<String>) -> Problem {
        self.slots.push((slot, text.into()));
        self
    }

    /// Suggests the known code that is most similar to the one given, if one is similar enough.
    #[cold]
    #[inline(never)]
    pub fn suggest<'a>(mut self, given: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
        self.suggestion = nearest(given, &mut known.into_iter()).map(str::to_owned);
        self
    }
}

/// Reports a value that is not of the expected kind.
#[cold]
#[inline(never)]
pub fn reject_value(
    problems: &mut Vec<Problem>,
    code: &'static str,
    path: impl Into<String>,
    found: &Value,
) {
    problems.push(Problem::new(code, path).with("found", found.shown()));
}

/// The known code with the smallest edit distance to the one given, at most a third of its length.
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
    fn typing_errors_are_recognised_and_other_words_are_not() {
        let known = ["wrong_item", "missing_item", "damaged"];
        let nearest = |given: &str| nearest(given, &mut known.into_iter());
        assert_eq!(nearest("worng_item"), Some("wrong_item"));
        assert_eq!(nearest("Wrong Item"), Some("wrong_item"));
        assert_eq!(super::nearest("sue", &mut ["use", "lose"].into_iter()), Some("use"));
        assert_eq!(nearest("banana"), None);
    }
}
