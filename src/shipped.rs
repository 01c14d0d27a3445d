//! What the crate ships: the policy and the words, read once from the bytes that the build wrote.

mod languages;

use std::sync::OnceLock;

use crate::engine::blocks::Blocks;
use crate::engine::compiled::Compiled;
use crate::policy::{Policy, Rule, Source};
use crate::section::section;

pub use languages::{
    LANGUAGES, Part, add_words, has_page_words, has_words, is_language, language_for,
    nearest_language, served, told, words,
};

/// The first day by which one of the shipped packs is to be read again beside its sources.
pub const REVIEW_BY: &str = include_str!(concat!(env!("OUT_DIR"), "/review_by"));

static POLICY: OnceLock<Policy> = OnceLock::new();

/// The shipped policy; without rules while it is nowhere, as in a page that has not loaded what answers need.
/// The sources of its rules are with the words ([`Words::sources`]).
///
/// [`Words::sources`]: crate::message::words::Words::sources
pub fn policy() -> &'static Policy {
    static NONE: OnceLock<Policy> = OnceLock::new();
    if POLICY.get().is_none()
        && let Some(bytes) = section("policy")
    {
        read_policy(bytes);
    }
    POLICY.get().unwrap_or_else(|| NONE.get_or_init(|| Policy::new(Vec::new())))
}

/// Whether the policy is there.
pub fn has_policy() -> bool {
    policy();
    POLICY.get().is_some()
}

/// Takes in the policy, as the build wrote it; once it is there, nothing more is kept.
#[cfg(target_family = "wasm")]
pub fn add_policy(bytes: Vec<u8>) {
    if POLICY.get().is_none() {
        read_policy(bytes.leak());
    }
}

fn read_policy(bytes: &'static [u8]) {
    POLICY.get_or_init(|| {
        // The build wrote these bytes; if they cannot be read, the crate is broken.
        let rules: Vec<Rule> =
            postcard::from_bytes(bytes).expect("the build writes a policy that can be read");
        Policy::new(rules)
    });
}

/// The blocks of the shipped policy, whatever its rules' dates.
pub fn blocks() -> &'static Blocks<'static> {
    static MADE: OnceLock<Blocks> = OnceLock::new();
    static NONE: OnceLock<Blocks> = OnceLock::new();
    let policy = policy();
    let made = if has_policy() { &MADE } else { &NONE };
    made.get_or_init(|| Blocks::new(policy, None))
}

/// Whether some shipped rule is valid for a time only.
pub fn is_dated() -> bool {
    policy().rules.iter().any(Rule::has_dates)
}

/// The shipped policy compiled for many decisions.
pub fn compiled() -> &'static Compiled {
    static MADE: OnceLock<Compiled> = OnceLock::new();
    static NONE: OnceLock<Compiled> = OnceLock::new();
    let made = if has_policy() { &MADE } else { &NONE };
    made.get_or_init(|| Compiled::new(policy()).expect("the shipped policy is small"))
}

/// A shipped source by its id, for packs that cite it; none while the words of answers are nowhere.
pub fn source(id: &str) -> Option<Source> {
    told()?.sources.iter().find(|source| source.id == id).cloned()
}
