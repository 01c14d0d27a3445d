//! The shipped policy, regions and catalogues, decoded once from the bytes that the build wrote.

mod languages;
pub mod section;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::OnceLock;

use crate::shipped::section::section;
use crate::words::channel::Channel;
use aftersales_core::case::Case;
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::engine::compiled::Compiled;
use aftersales_core::engine::places::Places;
use aftersales_core::plain::bytes::from_bytes;
use aftersales_core::policy::{Policy, Rule, Source};
use aftersales_core::time::region::Regions;
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::acts::ActId;

pub use languages::{
    DEFAULT_LANGUAGE, LANGUAGES, Part, add_words, has, limit, locale, nearest_language, number,
    parts_for, place, rule_texts, served, words,
};

// TONES, APOLOGISING and CHANNELS, as `src/build/channels.rs` reads them.
include!(concat!(env!("OUT_DIR"), "/channels.rs"));

/// The channel with a code, or the first.
pub fn channel(code: &str) -> &'static Channel {
    CHANNELS.iter().find(|channel| channel.code == code).unwrap_or(&CHANNELS[0])
}

/// The earliest review date of the shipped packs, `YYYY-MM-DD`: by then their sources have to be read again.
pub const REVIEW_BY: &str = include_str!(concat!(env!("OUT_DIR"), "/review_by"));

static VOCABULARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/vocabulary.bin"));

/// The vocabulary.
pub fn vocabulary() -> &'static Vocabulary {
    static READ: OnceLock<Vocabulary> = OnceLock::new();
    // The build wrote these bytes; if they cannot be read, the crate is broken.
    let read = || from_bytes(VOCABULARY).expect("the build writes a vocabulary that can be read");
    READ.get_or_init(read)
}

static POLICY: OnceLock<Policy> = OnceLock::new();
static REGIONS: OnceLock<Regions> = OnceLock::new();

/// Name of the section that holds the regions.
pub const REGIONS_SECTION: &str = "regions";

/// The shipped policy; a policy without rules until it is loaded. The sources of its rules are in the catalogue
/// ([`Catalogue::sources`]).
///
/// [`Catalogue::sources`]: crate::words::catalogue::Catalogue::sources
pub fn policy() -> &'static Policy {
    static NONE: OnceLock<Policy> = OnceLock::new();
    if POLICY.get().is_none()
        && let Some(bytes) = section("policy")
    {
        read_policy(bytes);
    }
    POLICY.get().unwrap_or_else(|| NONE.get_or_init(|| Policy::new(vocabulary(), Vec::new())))
}

/// Whether the policy is loaded.
pub fn has_policy() -> bool {
    policy();
    POLICY.get().is_some()
}

/// Loads the policy from the bytes that the build wrote; does nothing if it is loaded already.
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
            from_bytes(bytes).expect("the build writes a policy that can be read");
        Policy::new(vocabulary(), rules)
    });
}

/// The clocks and calendars of the regions; empty until they are loaded.
pub fn regions() -> &'static Regions {
    static NONE: OnceLock<Regions> = OnceLock::new();
    if REGIONS.get().is_none()
        && let Some(bytes) = section(REGIONS_SECTION)
    {
        add_regions(bytes);
    }
    REGIONS.get().unwrap_or_else(|| NONE.get_or_init(Regions::default))
}

/// Loads the regions from the bytes that the build wrote; does nothing if they are loaded already.
pub fn add_regions(bytes: &[u8]) {
    // The build wrote these bytes; if they cannot be read, the crate is broken.
    let read = || postcard::from_bytes(bytes).expect("the build writes regions that can be read");
    REGIONS.get_or_init(read);
}

/// The blocks of the shipped policy for the place of a case, with the rules that are valid on a day (`YYYY-MM-DD`).
pub fn blocks(case: &Case, day: Option<&str>) -> Rc<Blocks<'static>> {
    thread_local! {
        static PLACES: RefCell<Option<Places<'static>>> = const { RefCell::new(None) };
    }
    let policy = policy();
    PLACES.with_borrow_mut(|places| {
        if places.as_ref().is_none_or(|places| !std::ptr::eq(places.policy(), policy)) {
            *places = Some(Places::new(policy));
        }
        let places = places.as_ref().expect("it was just made");
        places.blocks(case, day)
    })
}

/// Whether a shipped rule has a limited validity.
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

/// A shipped source by its id, for packs that cite it; `None` until a part that cites it is loaded.
pub fn source(id: &str) -> Option<Source> {
    rule_texts().flat_map(|texts| &texts.sources).find(|source| source.id == id).cloned()
}
