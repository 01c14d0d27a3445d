//! What the crate ships: the policy and the words, read once from the bytes that the build wrote.

mod languages;

use std::sync::OnceLock;

use crate::engine::blocks::Blocks;
use crate::engine::compiled::Compiled;
use crate::policy::{Policy, Rule, Source};

pub use languages::{
    LANGUAGES, Part, add_words, has_page_words, has_words, is_language, language_for,
    nearest_language, served, told, words,
};

static POLICY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/policy.bin"));

/// The first day by which one of the shipped packs is to be read again beside its sources.
pub const REVIEW_BY: &str = include_str!(concat!(env!("OUT_DIR"), "/review_by"));

/// The shipped policy. The sources of its rules are with the words ([`Words::sources`]).
///
/// [`Words::sources`]: crate::message::words::Words::sources
pub fn policy() -> &'static Policy {
    static READ: OnceLock<Policy> = OnceLock::new();
    READ.get_or_init(|| {
        // The build wrote these bytes; if they cannot be read, the crate is broken.
        let rules: Vec<Rule> =
            postcard::from_bytes(POLICY).expect("the build writes a policy that can be read");
        Policy::new(rules)
    })
}

/// The blocks of the shipped policy, whatever its rules' dates.
pub fn blocks() -> &'static Blocks<'static> {
    static MADE: OnceLock<Blocks> = OnceLock::new();
    MADE.get_or_init(|| Blocks::new(policy(), None))
}

/// Whether some shipped rule is valid for a time only.
pub fn is_dated() -> bool {
    static DATED: OnceLock<bool> = OnceLock::new();
    *DATED.get_or_init(|| policy().rules.iter().any(Rule::has_dates))
}

/// The shipped policy compiled for many decisions.
pub fn compiled() -> &'static Compiled {
    static MADE: OnceLock<Compiled> = OnceLock::new();
    MADE.get_or_init(|| Compiled::new(policy()).expect("the shipped policy is small"))
}

/// A shipped source by its id, for packs that cite it; none while the words of answers are nowhere.
pub fn source(id: &str) -> Option<Source> {
    told()?.sources.iter().find(|source| source.id == id).cloned()
}
