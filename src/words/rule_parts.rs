//! The parts into which the texts of rules are divided: by the place whose rules they are.

use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::facts::{PLATFORM, REGION};

/// The part whose rules hold at any place; it comes with the texts of answers.
pub const ANY: &str = "practice";

/// The codes of all parts: [`ANY`], then those of the platforms and regions.
pub fn rule_parts(vocabulary: &Vocabulary) -> Vec<&'static str> {
    [&[ANY], vocabulary.codes(PLATFORM), vocabulary.codes(REGION)].concat()
}
