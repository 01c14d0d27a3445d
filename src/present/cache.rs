//! Keys of the parts of answers that never change, by which the boundary hands them out again instead of making them
//! anew.

use std::sync::OnceLock;

use crate::shipped::LANGUAGES;
use crate::words::catalogue::Words;
use aftersales_core::policy::RuleId;
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::facts::FactId;
use aftersales_core::vocabulary::remedies::RemedyId;

/// A part of answers that is always the same in one language. Where an answer crosses to JavaScript
/// it is made once and handed out again.
#[derive(Clone, Debug)]
pub struct Shared<T> {
    /// What it is; `None` for parts that are not shipped, as of a shop's own rules.
    #[cfg_attr(not(target_family = "wasm"), expect(dead_code))]
    pub(crate) key: Option<u128>,
    /// Left out where it was made before and has been kept on the other side.
    pub(crate) value: Option<T>,
}

/// What a shared part is about, with all that makes a difference to it beside the language. Rules
/// are shipped ones, by position.
#[derive(Clone, Copy, Debug)]
pub enum About<'a> {
    Remedy(RemedyId),
    RemedyInFull(RemedyId),
    Question(FactId),
    /// A field of the form: its place, whether it applies, and which currency an amount starts in.
    Field(usize, bool, usize),
    /// A change of one fact, by the position of its value, and where it leads.
    Change(FactId, usize, RemedyId),
    /// What may come next, by its place and a number in it.
    Next(usize, u32),
    Reason(RuleId),
    Sources(RuleId),
    /// A duty without a date.
    Duty(RuleId),
    /// An act with the rules that bring it.
    Step(ActId, &'a [RuleId]),
    Goodwill(ActId, &'a [RuleId]),
    /// A remedy to fall back on, after how many declined offers, with the rules that bring it.
    Alternative(RemedyId, u32, &'a [RuleId]),
}

/// The most rules that a key has room for: each takes 16 of its bits, as do the kind with the language and
/// each other number.
const MOST_RULES: usize = 4;

impl About<'_> {
    /// A number of its own for each part in each language; `None` for what lies beyond the room for it.
    fn key(self, lang: u8) -> Option<u128> {
        let (kind, rest) = match self {
            About::Remedy(remedy) => (0, pack(&[remedy.into()])?),
            About::RemedyInFull(remedy) => (1, pack(&[remedy.into()])?),
            About::Question(fact) => (2, pack(&[fact])?),
            About::Change(fact, value, remedy) => (3, pack(&[remedy.into(), value, fact])?),
            About::Next(place, number) => (4, pack(&[place, number as usize])?),
            About::Reason(rule) => (5, with_rules(0, &[rule])?),
            About::Sources(rule) => (6, with_rules(0, &[rule])?),
            About::Duty(rule) => (7, with_rules(0, &[rule])?),
            About::Step(act, rules) => (8, with_rules(act.into(), rules)?),
            About::Goodwill(act, rules) => (9, with_rules(act.into(), rules)?),
            About::Alternative(remedy, declined, rules) => {
                // No more offers are counted than two; a code has room for 63 after 1,023 remedies.
                (10, with_rules(usize::from(remedy) | (declined as usize) << 10, rules)?)
            }
            About::Field(place, applies, start) => (11, pack(&[place, applies.into(), start])?),
        };
        // The lowest 16 bits say what it is, in which language; the rest has room for seven numbers.
        Some(rest << 16 | u128::from(kind as u8) << 8 | u128::from(lang))
    }
}

/// Up to seven numbers side by side.
fn pack(parts: &[usize]) -> Option<u128> {
    parts.iter().try_fold(0, |key, part| Some(key << 16 | u128::from(u16::try_from(*part).ok()?)))
}

/// A code with rules after it; no rule is 0.
fn with_rules(code: usize, rules: &[RuleId]) -> Option<u128> {
    let mut parts = [0; 1 + MOST_RULES];
    parts[0] = code;
    for (part, rule) in parts[1..].iter_mut().zip(rules) {
        *part = rule + 1;
    }
    (rules.len() <= MOST_RULES).then(|| pack(&parts))?
}

// A language, and whether its words of answers are there, is one byte of a key.
const _: () = assert!(2 * LANGUAGES.len() <= u8::MAX as usize);

impl<T> Shared<T> {
    /// A part in the language of the words; not shared if it is about nothing that is shipped.
    pub fn new(words: &Words, about: Option<About>, make: impl FnOnce() -> T) -> Shared<T> {
        let key = about.zip(words.number()).and_then(|(about, lang)| about.key(lang));
        let value =
            (!key.is_some_and(|key| IS_KEPT.get().is_some_and(|is_kept| is_kept(key)))).then(make);
        Shared { key, value }
    }
}

impl<T> std::ops::Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // What is left out is read by nobody on this side.
        self.value.as_ref().expect("a part that was made")
    }
}

/// Whether the part of a key is kept on the other side.
static IS_KEPT: OnceLock<fn(u128) -> bool> = OnceLock::new();

/// Hands in what knows which parts are kept on the other side; it is kept from the first call on.
pub fn ask_about_parts(is_kept: fn(u128) -> bool) {
    let _ = IS_KEPT.set(is_kept);
}

#[cfg(not(target_family = "wasm"))]
impl<T: serde::Serialize> serde::Serialize for Shared<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped;
    use aftersales_core::vocabulary::acts::ACTS;
    use aftersales_core::vocabulary::currency::CURRENCIES;
    use aftersales_core::vocabulary::facts::FACTS;
    use aftersales_core::vocabulary::remedies::REMEDIES;

    #[test]
    fn every_shared_part_has_a_key_of_its_own() {
        let rules = || 0..shipped::policy().rules.len();
        let remedies = || 0..REMEDIES.len() as RemedyId;
        let ones: Vec<[RuleId; 1]> = rules().map(|rule| [rule]).collect();
        let twos: Vec<[RuleId; 2]> = rules().map(|rule| [rule, 0]).collect();
        let lists = || ones.iter().map(|list| &list[..]).chain(twos.iter().map(|list| &list[..]));
        let mut all: Vec<About> = Vec::new();
        all.extend(remedies().flat_map(|id| [About::Remedy(id), About::RemedyInFull(id)]));
        all.extend((0..FACTS.len()).map(About::Question));
        for start in 0..CURRENCIES.len() {
            let fields = |at| [About::Field(at, false, start), About::Field(at, true, start)];
            all.extend((0..64).flat_map(fields));
        }
        all.extend(rules().flat_map(|id| [About::Reason(id), About::Sources(id), About::Duty(id)]));
        all.extend((0..4).flat_map(|place| (0..3).map(move |number| About::Next(place, number))));
        for act in 0..ACTS.len() as ActId {
            all.extend(
                lists().flat_map(|rules| [About::Step(act, rules), About::Goodwill(act, rules)]),
            );
        }
        all.extend(remedies().flat_map(|id| {
            let lists = lists().flat_map(|rules| (0..3).map(move |declined| (declined, rules)));
            lists.map(move |(declined, rules)| About::Alternative(id, declined, rules))
        }));
        for fact in 0..FACTS.len() {
            let values = (0..64).flat_map(|value| remedies().map(move |id| (value, id)));
            all.extend(values.map(|(value, remedy)| About::Change(fact, value, remedy)));
        }
        let keys: std::collections::BTreeSet<u128> = [0, 1, 2, 15, 16, 30]
            .into_iter()
            .flat_map(|lang| all.iter().map(move |about| about.key(lang).expect("room for it")))
            .collect();
        assert_eq!(keys.len(), all.len() * 6);
    }

    #[test]
    fn what_there_is_no_room_for_is_not_shared() {
        assert_eq!(About::Step(1, &[1, 2, 3, 4, 5]).key(0), None);
        assert_eq!(About::Reason(70_000).key(0), None);
        assert!(About::Step(1, &[1, 2, 3, 4]).key(0).is_some());
    }
}
