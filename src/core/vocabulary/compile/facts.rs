//! Facts: their kinds, where they apply, and what they are derived from.

use crate::plain::set::Set;
use crate::plain::text::Code;
use crate::vocabulary::compile::{Compiler, lasting, position};
use crate::vocabulary::entries::{
    DerivedEntry, FactEntry, PartEntry, PlaceEntry, PlacesOf, ReadAsEntry, UnlessEntry, ValuesOf,
    WorthEntry,
};
use crate::vocabulary::facts::{Derivation, Fact, FactId, Kind, ReadAs, Unless, Values};
use crate::vocabulary::layers::Layer;

impl Compiler<'_> {
    pub(in crate::vocabulary::compile) fn fact(&mut self, entry: &FactEntry) -> Fact {
        let owner = format!("fact `{}`", entry.code);
        let (kind, within) = self.kind(entry, &owner);
        let start = entry.starts_at.as_ref().map(|start| match &kind {
            Kind::Choice(codes) => codes.iter().position(|code| code == start).map(|at| at as u32),
            Kind::Number { max, .. } => start.parse().ok().filter(|number| number <= max),
        });
        if start == Some(None) {
            self.mistake(format!("{owner}: it starts at a value that it does not have"));
        }
        let never = entry.never.iter().map(|never| {
            let values = self.values_of_fact(&never.values, &kind, &owner);
            (values, self.states(&never.at, &owner))
        });
        let never = never.collect();
        let stands_for = entry.stands_for.iter().map(|(code, values)| {
            let values = self.values_of_fact(values, &kind, &owner);
            if values.count() < 2 || entry.values.iter().flatten().any(|value| value == code) {
                self.mistake(format!("{owner}: `{code}` stands for two or more of its values"));
            }
            (lasting(code), values)
        });
        let stands_for = stands_for.collect();
        let mut unless = |entry: &Option<UnlessEntry>| {
            entry.as_ref().map(|unless| Unless {
                values: self.values_of_fact(&unless.values, &kind, &owner),
                layers: unless.layers.clone().unwrap_or(Layer::ALL.to_vec()),
            })
        };
        let (unless_tested, claimed_at) = (unless(&entry.unless_tested), unless(&entry.claimed_at));
        let aspect_at =
            entry.of_at.iter().map(|at| (self.complaints(&at.complaints, &owner), at.of));
        let aspect_at = aspect_at.collect();
        Fact {
            code: lasting(&entry.code),
            within,
            stands_for,
            start: start.flatten(),
            who: entry.known_to,
            aspect: entry.of,
            aspect_at,
            applies: self.places(entry.applies.as_deref(), &owner),
            never,
            derivation: entry
                .derived
                .as_ref()
                .and_then(|derived| self.derivation(derived, &kind, &owner)),
            read_as: entry.read_as.as_ref().map(|read_as| self.read_as(read_as, &kind, &owner)),
            unless_tested,
            claimed_at,
            outdates: self.outdated(&entry.outdates, &owner),
            prevails: entry.prevails,
            unfolds: entry.unfolds,
            shop_wide: entry.shop_wide,
            kind,
        }
    }

    /// The codes of facts that another one outdates.
    pub(in crate::vocabulary::compile) fn outdated(
        &mut self,
        codes: &[String],
        owner: &str,
    ) -> Vec<Code> {
        let known = |code: &&String| self.entries.facts.iter().any(|fact| fact.code == **code);
        let (known, unknown): (Vec<_>, Vec<_>) = codes.iter().partition(known);
        for code in unknown {
            self.mistake(format!("{owner}: it outdates `{code}`, which is no fact"));
        }
        known.into_iter().map(|code| lasting(code)).collect()
    }

    /// The values of a fact with these codes.
    pub(in crate::vocabulary::compile) fn values_of_fact(
        &mut self,
        values: &[String],
        kind: &Kind,
        owner: &str,
    ) -> Set {
        let mut found = Set::default();
        for value in values {
            let codes: &[Code] = match kind {
                Kind::Choice(codes) => codes,
                Kind::Number { .. } => &[],
            };
            match codes.iter().position(|code| code == value) {
                Some(at) => found.insert(at),
                None => self.mistake(format!("{owner}: it has no value `{value}`")),
            }
        }
        found
    }

    /// The values of a fact, and which of them lie within others.
    pub(in crate::vocabulary::compile) fn kind(
        &mut self,
        entry: &FactEntry,
        owner: &str,
    ) -> (Kind, Vec<(usize, Set)>) {
        let entries = self.entries;
        let lasting_of = |codes: &mut dyn Iterator<Item = &String>| {
            Kind::Choice(codes.map(|code| lasting(code)).collect())
        };
        let listed = [
            entry.values.is_some(),
            entry.values_of.is_some(),
            entry.places.is_some(),
            entry.number.is_some(),
        ];
        if listed.iter().filter(|listed| **listed).count() != 1 {
            self.mistake(format!(
                "{owner}: it has one of `values`, `values_of`, `places` and `number`"
            ));
        }
        if let Some(values) = &entry.values {
            self.check_list(owner, values.iter());
            let mut within: Vec<(usize, Set)> = Vec::new();
            for (part, whole) in &entry.within {
                match (position(values.iter(), part), position(values.iter(), whole)) {
                    (Some(part), Some(whole)) if !entry.within.contains_key(&values[whole]) => {
                        match within.iter_mut().find(|(other, _)| *other == whole) {
                            Some((_, parts)) => parts.insert(part),
                            None => within.push((whole, Set::of(part))),
                        }
                    }
                    _ => self.mistake(format!(
                        "{owner}: `within` names two values, and the second lies within none"
                    )),
                }
            }
            return (lasting_of(&mut values.iter()), within);
        }
        match (entry.values_of, entry.places) {
            (Some(ValuesOf::OrderStates), _) => {
                let codes = &mut entries.order_states.iter().map(|entry| &entry.code);
                (lasting_of(codes), Vec::new())
            }
            (Some(ValuesOf::Complaints), _) => {
                let codes = &mut entries.complaints.iter().map(|entry| &entry.code);
                (lasting_of(codes), Vec::new())
            }
            (None, Some(places)) => {
                let places = match places {
                    PlacesOf::Platforms => &entries.platforms,
                    PlacesOf::Regions => &entries.regions,
                };
                (lasting_of(&mut places.iter().map(|place| &place.code)), self.within(places))
            }
            (None, None) => {
                let max = entry.number.unwrap_or_default();
                (Kind::Number { max, saturates: entry.saturates }, Vec::new())
            }
        }
    }

    /// For each place that has others within it, all of those.
    pub(in crate::vocabulary::compile) fn within(
        &mut self,
        places: &[PlaceEntry],
    ) -> Vec<(usize, Set)> {
        let codes = || places.iter().map(|place| &place.code);
        let mut parents = Vec::new();
        for place in places {
            let parent = place.within.as_ref().map(|parent| position(codes(), parent));
            if parent == Some(None) {
                let parent = place.within.as_deref().unwrap_or_default();
                self.mistake(format!("`{}` lies within `{parent}`, which is no place", place.code));
            }
            parents.push(parent.flatten());
        }
        let mut within: Vec<(usize, Set)> = Vec::new();
        for at in 0..places.len() {
            let mut parent = parents[at];
            let mut steps = 0;
            while let Some(whole) = parent {
                steps += 1;
                if steps > places.len() {
                    self.mistake(format!("`{}` lies within itself", places[at].code));
                    break;
                }
                match within.iter_mut().find(|(other, _)| *other == whole) {
                    Some((_, parts)) => parts.insert(at),
                    None => within.push((whole, Set::of(at))),
                }
                parent = parents[whole];
            }
        }
        within
    }

    pub(in crate::vocabulary::compile) fn read_as(
        &mut self,
        read_as: &ReadAsEntry,
        kind: &Kind,
        owner: &str,
    ) -> ReadAs {
        let entries = self.entries;
        let fact = entries.facts.iter().position(|entry| entry.code == read_as.fact);
        let others =
            fact.and_then(|fact| entries.facts[fact].values.as_deref()).unwrap_or_default();
        let own = |code: &String| match kind {
            Kind::Choice(codes) => codes.iter().position(|own| own == code),
            Kind::Number { .. } => None,
        };
        let at = self.states(&read_as.at, owner);
        let pairs = read_as.values.iter().filter_map(|(value, other)| {
            own(value).zip(others.iter().position(|code| code == other))
        });
        let values: Vec<(usize, usize)> = pairs.collect();
        if values.len() < read_as.values.len() {
            self.mistake(format!("{owner}: `read_as` names a fact or a value that is not there"));
        }
        ReadAs { fact: fact.unwrap_or_default(), at, values }
    }

    pub(in crate::vocabulary::compile) fn derivation(
        &mut self,
        derived: &DerivedEntry,
        kind: &Kind,
        owner: &str,
    ) -> Option<Derivation> {
        let counts = derived.days_from.is_some();
        let fits = match kind {
            Kind::Number { .. } => counts,
            Kind::Choice(codes) if derived.part.is_some() => codes == &["whole", "part"],
            Kind::Choice(codes) => !counts && codes == &["yes", "no"],
        };
        if !fits {
            self.mistake(format!(
                "{owner}: a fact derived by `days_from` is a number, one derived by `part` has the values whole and part, any other yes and no"
            ));
        }
        let DerivedEntry { days_from, to, passed, high_value, worth, part, extended, stated } =
            derived;
        let given = [
            days_from.is_some(),
            passed.is_some(),
            high_value.is_some(),
            worth.is_some(),
            part.is_some(),
            extended.is_some(),
            stated.is_some(),
        ];
        if given.iter().filter(|given| **given).count() != 1 || (to.is_some() && !counts) {
            self.mistake(format!(
                "{owner}: `derived` has one of `days_from`, `passed`, `high_value`, `worth`, `part`, `extended` and `stated`"
            ));
            return None;
        }
        if let Some(from) = days_from {
            return Some(Derivation::Days {
                from: self.event(from, owner),
                to: to.as_ref().map(|to| self.event(to, owner)),
            });
        }
        if let Some(event) = passed {
            return Some(Derivation::Passed(self.event(event, owner)));
        }
        if let Some(amount) = high_value {
            return Some(Derivation::HighValue(self.amount(amount, owner)));
        }
        if let Some(WorthEntry { price, cost }) = worth {
            return Some(Derivation::Worth {
                price: price.each_ref().map(|amount| self.amount(amount, owner)),
                cost: self.amount(cost, owner),
            });
        }
        if let Some(PartEntry { amount, of }) = part {
            let (part, whole) = (self.amount(amount, owner), self.amount(of, owner));
            return Some(Derivation::Part { part, whole });
        }
        if let Some(event) = stated {
            return Some(Derivation::Stated(self.event(event, owner)));
        }
        self.counted(extended.as_deref()?, owner).map(Derivation::Extended)
    }

    /// The fact with a code, which counts the days from an event to another.
    pub(in crate::vocabulary::compile) fn counted(
        &mut self,
        code: &str,
        owner: &str,
    ) -> Option<FactId> {
        let counts = |derived: &DerivedEntry| derived.days_from.is_some() && derived.to.is_some();
        let counting = self
            .entries
            .facts
            .iter()
            .position(|entry| entry.code == code && entry.derived.as_ref().is_some_and(counts));
        if counting.is_none() {
            self.mistake(format!(
                "{owner}: `{code}` is no fact that counts days from an event to another"
            ));
        }
        counting
    }

    /// The fact with a code, with some of its values.
    pub(in crate::vocabulary::compile) fn choices(
        &mut self,
        code: &str,
        values: &[String],
        owner: &str,
    ) -> Option<(FactId, Values)> {
        let entries = self.entries;
        let Some(fact) = position(entries.facts.iter().map(|entry| &entry.code), code) else {
            if !values.is_empty() {
                self.mistake(format!("{owner}: `{code}` is no fact"));
            }
            return None;
        };
        let (kind, _) = self.kind(&entries.facts[fact], owner);
        let mut set = Set::default();
        for value in values {
            let Kind::Choice(known) = &kind else { continue };
            match known.iter().position(|code| code == value) {
                Some(at) => set.insert(at),
                None => self.mistake(format!("{owner}: `{code}` has no value `{value}`")),
            }
        }
        Some((fact, set))
    }
}
