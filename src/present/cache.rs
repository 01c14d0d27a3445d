//! Parts of answers that are constant in one language. The JavaScript boundary caches them by key and reuses them.

use std::sync::OnceLock;

use crate::shipped;
use crate::words::catalogue::Catalogue;
use aftersales_core::policy::RuleId;
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::facts::FactId;
use aftersales_core::vocabulary::remedies::RemedyId;

/// A part of an answer that is constant in one language, and so is converted to JavaScript only once.
#[derive(Clone, Debug)]
pub struct Shared<T> {
    /// Cache key; `None` for parts that are not constant, such as those of a shop's own rules.
    #[cfg_attr(not(target_family = "wasm"), expect(dead_code))]
    pub(crate) key: Option<u128>,
    /// The part itself; `None` if JavaScript has it in its cache.
    pub(crate) value: Option<T>,
}

/// Identifies a shared part, with everything that it depends on except the language. Rules are positions in the
/// shipped policy.
#[derive(Clone, Copy, Debug)]
pub enum PartId<'a> {
    Remedy(RemedyId),
    RemedyInFull(RemedyId),
    Question(FactId),
    /// A field of the form by its position, whether it applies, and the position of an amount's initial currency.
    Field(usize, bool, usize),
    /// A change of one fact to a value, by its position, and the remedy that it leads to.
    Change(FactId, usize, RemedyId),
    /// A next event by its position in the list, and the number in its case.
    Next(usize, u32),
    Reason(RuleId),
    Sources(RuleId),
    /// A duty without a date, and whether a step says all of it.
    Duty(RuleId, bool),
    /// A step with the rules that add it.
    Step(ActId, &'a [RuleId]),
    /// A goodwill offer with the rules that add it.
    Goodwill(ActId, &'a [RuleId]),
    /// An alternative remedy, the number of declined offers that leads to it, and the rules that add it.
    Alternative(RemedyId, u32, &'a [RuleId]),
}

/// The maximum number of rules in a key. Each takes 16 bits of it, as do the kind with the language and each other
/// number.
const MOST_RULES: usize = 4;

impl PartId<'_> {
    /// The cache key, unique for each part and language; `None` if the part does not fit into a key.
    fn key(self, words: u16) -> Option<u128> {
        let (kind, rest) = match self {
            PartId::Remedy(remedy) => (0, pack(&[remedy.into()])?),
            PartId::RemedyInFull(remedy) => (1, pack(&[remedy.into()])?),
            PartId::Question(fact) => (2, pack(&[fact])?),
            PartId::Change(fact, value, remedy) => (3, pack(&[remedy.into(), value, fact])?),
            PartId::Next(place, number) => (4, pack(&[place, number as usize])?),
            PartId::Reason(rule) => (5, with_rules(0, &[rule])?),
            PartId::Sources(rule) => (6, with_rules(0, &[rule])?),
            PartId::Duty(rule, in_steps) => (7, with_rules(in_steps.into(), &[rule])?),
            PartId::Step(act, rules) => (8, with_rules(act.into(), rules)?),
            PartId::Goodwill(act, rules) => (9, with_rules(act.into(), rules)?),
            PartId::Alternative(remedy, declined, rules) => {
                // At most two offers are counted; this packing allows for 63, and for 1,023 remedies.
                (10, with_rules(usize::from(remedy) | (declined as usize) << 10, rules)?)
            }
            PartId::Field(place, applies, start) => (11, pack(&[place, applies.into(), start])?),
        };
        // The lowest 24 bits are the kind and what is loaded of the language; the others hold up to six numbers.
        Some(rest << 24 | u128::from(kind as u8) << 16 | u128::from(words))
    }
}

/// Packs up to six numbers of 16 bits; `None` if one is larger.
fn pack(parts: &[usize]) -> Option<u128> {
    parts.iter().try_fold(0, |key, part| Some(key << 16 | u128::from(u16::try_from(*part).ok()?)))
}

/// Packs a code followed by rules, each plus one so that 0 means no rule; `None` if they do not fit.
fn with_rules(code: usize, rules: &[RuleId]) -> Option<u128> {
    let mut parts = [0; 1 + MOST_RULES];
    parts[0] = code;
    for (part, rule) in parts[1..].iter_mut().zip(rules) {
        *part = rule + 1;
    }
    (rules.len() <= MOST_RULES).then(|| pack(&parts))?
}

impl<T> Shared<T> {
    /// Makes a part in the language of a catalogue, unless it is cached; without an id it is not shared.
    pub fn new(words: &Catalogue, id: Option<PartId>, make: impl FnOnce() -> T) -> Shared<T> {
        let key = id.zip(shipped::number(words)).and_then(|(id, words)| id.key(words));
        let is_cached = key.is_some_and(|key| IS_CACHED.get().is_some_and(|lookup| lookup(key)));
        let value = (!is_cached).then(make);
        Shared { key, value }
    }
}

impl<T> std::ops::Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // INVARIANT (cached parts are serialised only): Rust reads a part only where it has just been made.
        self.value.as_ref().expect("a part that was made")
    }
}

/// Whether JavaScript has the part of a key in its cache.
static IS_CACHED: OnceLock<fn(u128) -> bool> = OnceLock::new();

/// Sets the function that looks a key up in the cache; later calls have no effect.
pub fn set_cache_lookup(is_cached: fn(u128) -> bool) {
    let _ = IS_CACHED.set(is_cached);
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

    #[test]
    fn every_shared_part_has_a_key_of_its_own() {
        let rules = || 0..shipped::policy().rules.len();
        let vocabulary = shipped::vocabulary();
        let remedies = || 0..vocabulary.remedies.len() as RemedyId;
        let ones: Vec<[RuleId; 1]> = rules().map(|rule| [rule]).collect();
        let twos: Vec<[RuleId; 2]> = rules().map(|rule| [rule, 0]).collect();
        let lists = || ones.iter().map(|list| &list[..]).chain(twos.iter().map(|list| &list[..]));
        let mut all: Vec<PartId> = Vec::new();
        all.extend(remedies().flat_map(|id| [PartId::Remedy(id), PartId::RemedyInFull(id)]));
        all.extend((0..vocabulary.facts.len()).map(PartId::Question));
        for start in 0..vocabulary.currencies.len() {
            let fields = |at| [PartId::Field(at, false, start), PartId::Field(at, true, start)];
            all.extend((0..64).flat_map(fields));
        }
        all.extend(rules().flat_map(|id| [PartId::Reason(id), PartId::Sources(id)]));
        all.extend(rules().flat_map(|id| [PartId::Duty(id, false), PartId::Duty(id, true)]));
        all.extend((0..4).flat_map(|place| (0..3).map(move |number| PartId::Next(place, number))));
        for act in 0..vocabulary.acts.len() as ActId {
            all.extend(
                lists().flat_map(|rules| [PartId::Step(act, rules), PartId::Goodwill(act, rules)]),
            );
        }
        all.extend(remedies().flat_map(|id| {
            let lists = lists().flat_map(|rules| (0..3).map(move |declined| (declined, rules)));
            lists.map(move |(declined, rules)| PartId::Alternative(id, declined, rules))
        }));
        for fact in 0..vocabulary.facts.len() {
            let values = (0..64).flat_map(|value| remedies().map(move |id| (value, id)));
            all.extend(values.map(|(value, remedy)| PartId::Change(fact, value, remedy)));
        }
        let keys: std::collections::BTreeSet<u128> = [0, 1, 2, 15, 16, 30]
            .into_iter()
            .flat_map(|lang| all.iter().map(move |id| id.key(lang).expect("a key")))
            .collect();
        assert_eq!(keys.len(), all.len() * 6);
    }

    #[test]
    fn parts_that_do_not_fit_into_a_key_are_not_shared() {
        assert_eq!(PartId::Step(1, &[1, 2, 3, 4, 5]).key(0), None);
        assert_eq!(PartId::Reason(70_000).key(0), None);
        assert!(PartId::Step(1, &[1, 2, 3, 4]).key(0).is_some());
    }
}
