//! What the crate ships: the policy and the words, read once from the bytes that the build wrote.

use std::sync::OnceLock;

use crate::engine::blocks::Blocks;
#[cfg(feature = "tools")]
use crate::engine::compiled::Compiled;
use crate::message::words::{Keys, Words};
use crate::policy::{Policy, Rule, Source};

static POLICY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/policy.bin"));
static KEYS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/keys.bin"));
static LOCALES: [&[u8]; 3] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/zh-Hans.bin")),
    include_bytes!(concat!(env!("OUT_DIR"), "/zh-Hant.bin")),
    include_bytes!(concat!(env!("OUT_DIR"), "/en.bin")),
];

/// The languages, in the order in which they are offered.
pub const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// The shipped policy.
pub fn policy() -> &'static Policy {
    static READ: OnceLock<Policy> = OnceLock::new();
    READ.get_or_init(|| {
        type Stored = (Vec<Source>, Vec<Rule>, Vec<Vec<u16>>);
        // The build wrote these bytes; if they cannot be read, the crate is broken.
        let (sources, mut rules, pointers): Stored =
            postcard::from_bytes(POLICY).expect("the build writes a policy that can be read");
        for (rule, at) in rules.iter_mut().zip(pointers) {
            rule.sources =
                at.iter().filter_map(|at| sources.get(usize::from(*at))).cloned().collect();
        }
        Policy::new(rules)
    })
}

/// The blocks of the shipped policy, whatever its rules' dates.
pub fn blocks() -> &'static Blocks<'static> {
    static MADE: OnceLock<Blocks> = OnceLock::new();
    MADE.get_or_init(|| Blocks::new(policy(), None))
}

/// The shipped policy compiled for many decisions.
#[cfg(feature = "tools")]
pub fn compiled() -> &'static Compiled {
    static MADE: OnceLock<Compiled> = OnceLock::new();
    MADE.get_or_init(|| Compiled::new(policy()).expect("the shipped policy is small"))
}

/// A shipped source by its id, for packs that cite it.
pub fn source(id: &str) -> Option<Source> {
    policy().rules.iter().flat_map(|rule| &rule.sources).find(|source| source.id == id).cloned()
}

/// The words of a language; of the nearest one where it is not shipped.
pub fn words(lang: &str) -> &'static Words<'static> {
    static KEYS_READ: OnceLock<Keys> = OnceLock::new();
    static READ: [OnceLock<Words>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
    let keys = KEYS_READ.get_or_init(|| {
        postcard::from_bytes(KEYS).expect("the build writes keys that can be read")
    });
    let at =
        LANGUAGES.iter().position(|known| *known == nearest_language(lang)).unwrap_or_default();
    READ[at].get_or_init(|| Words {
        keys,
        texts: postcard::from_bytes(LOCALES[at]).expect("the build writes words that can be read"),
    })
}

/// The shipped language that serves a BCP 47 tag best: Chinese by its script, or by the region that
/// implies it; English for all others.
pub fn nearest_language(tag: &str) -> &'static str {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    if parts.next() != Some("zh") {
        return "en";
    }
    let rest: Vec<&str> = parts.collect();
    let traditional = rest.contains(&"hant")
        || (!rest.contains(&"hans") && rest.iter().any(|part| ["tw", "hk", "mo"].contains(part)));
    if traditional { "zh-Hant" } else { "zh-Hans" }
}

/// Whether a tag is one of the shipped languages as they are written.
pub fn is_language(tag: &str) -> bool {
    LANGUAGES.contains(&tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_goes_by_script_then_by_region() {
        for (tag, lang) in [
            ("zh", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("zh-TW", "zh-Hant"),
            ("zh-Hant-HK", "zh-Hant"),
            ("zh-Hans-HK", "zh-Hans"),
            ("de-AT", "en"),
        ] {
            assert_eq!(nearest_language(tag), lang, "{tag}");
        }
    }
}
