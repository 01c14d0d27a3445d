//! Makes a vocabulary of its entries: codes become positions, traits become sets, and mistakes are stated plainly.

use crate::plain::set::Set;
use crate::plain::text::Code;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::acts::{Act, ActGroups, ActId, Acts, Kind as ActKind};
use crate::vocabulary::complaints::{
    ANY_STATE, Complaint, MOST_STATES, Places, STATELESS, States, state_bit,
};
use crate::vocabulary::currency::{Currency, PaidIn, is_currency};
use crate::vocabulary::entries::{
    ActEntry, CurrencyEntry, DerivedEntry, Entries, FactEntry, PartEntry, PlaceEntry, PlaceOfUse,
    PlacesOf, ReadAsEntry, ReasonEntry, RemedyEntry, UnlessEntry, ValuesOf, WayEntry, WorthEntry,
};
use crate::vocabulary::events::{Amount, Event};
use crate::vocabulary::facts::{
    Derivation, FIRST, Fact, FactId, Kind, REGION, ReadAs, Roles, Unless, Values,
};
use crate::vocabulary::layers::Layer;
use crate::vocabulary::markets::Market;
use crate::vocabulary::reasons::Reason;
use crate::vocabulary::remedies::{Remedy, RemedyId};
use crate::vocabulary::ways::{Way, Ways};

/// The trait of every complaint that has an order state.
const ABOUT_AN_ORDER: &str = "about_an_order";

/// The vocabulary of these entries, or every mistake in them.
pub fn compile(entries: &Entries) -> Result<Vocabulary, Vec<String>> {
    let mut compiler = Compiler { entries, mistakes: Vec::new() };
    let vocabulary = compiler.vocabulary();
    if compiler.mistakes.is_empty() { Ok(vocabulary) } else { Err(compiler.mistakes) }
}

struct Compiler<'a> {
    entries: &'a Entries,
    mistakes: Vec<String>,
}

/// A code that lives as long as the program.
fn lasting(code: &str) -> &'static str {
    code.to_owned().leak()
}

fn position<'a>(mut codes: impl Iterator<Item = &'a String>, code: &str) -> Option<usize> {
    codes.position(|other| other == code)
}

impl Compiler<'_> {
    fn vocabulary(&mut self) -> Vocabulary {
        let entries = self.entries;
        self.check_codes();
        let complaints: Vec<Complaint> = entries
            .complaints
            .iter()
            .map(|entry| Complaint {
                code: lasting(&entry.code),
                group: lasting(&entry.group),
                common: entry.common,
                raised_at: match entry.at.as_deref() {
                    None => ANY_STATE & self.all_states(),
                    Some([]) => STATELESS,
                    Some(at) => self.states(at, &format!("complaint `{}`", entry.code)),
                },
                to: entry.to,
            })
            .collect();
        let facts: Vec<Fact> = entries.facts.iter().map(|entry| self.fact(entry)).collect();
        let events = entries
            .events
            .iter()
            .map(|entry| {
                let owner = format!("event `{}`", entry.code);
                Event {
                    code: lasting(&entry.code),
                    is_deadline: entry.deadline,
                    after: entry.after.iter().map(|code| self.event(code, &owner)).collect(),
                    not_at: self.states(&entry.not_at, &owner),
                    applies: self.places(entry.applies.as_deref(), &owner),
                    leads: entry.leads,
                }
            })
            .collect();
        let amounts = entries
            .amounts
            .iter()
            .map(|entry| {
                let owner = format!("amount `{}`", entry.code);
                Amount {
                    code: lasting(&entry.code),
                    applies: self.places(entry.applies.as_deref(), &owner),
                    at_most: entry.at_most.as_ref().map(|code| self.amount(code, &owner)),
                }
            })
            .collect();
        let currency = |entry: &CurrencyEntry| Currency {
            code: lasting(&entry.code),
            high_value: entry.high_value,
        };
        for entry in &entries.currencies {
            if !is_currency(&entry.code) {
                self.mistake(format!("`{}` is no currency, as in \"EUR\"", entry.code));
            }
        }
        let fact = |code: &str| position(entries.facts.iter().map(|entry| &entry.code), code);
        let markets = self.markets(&facts);
        let roles =
            Roles { offers_declined: fact("offers_declined"), buyer_wants: fact("buyer_wants") };
        Vocabulary {
            facts,
            roles,
            complaints,
            events,
            amounts,
            acts: entries.acts.iter().map(|entry| self.act(entry)).collect(),
            groups: self.groups(),
            remedies: entries.remedies.iter().map(|entry| self.remedy(entry)).collect(),
            ways: self.ways(),
            reasons: entries.reasons.iter().map(|entry| self.reason(entry)).collect(),
            currencies: entries.currencies.iter().map(currency).collect(),
            paid_in: self.paid_in(),
            markets,
        }
    }

    fn mistake(&mut self, what: String) {
        self.mistakes.push(what);
    }

    /// Reports codes that occur twice, are not snake_case, or are the name of a trait as well, and lists that lack what
    /// the engine needs.
    fn check_codes(&mut self) {
        let entries = self.entries;
        let facts: Vec<&String> = entries.facts.iter().map(|entry| &entry.code).collect();
        let events = entries.events.iter().map(|entry| &entry.code);
        let amounts = entries.amounts.iter().map(|entry| &entry.code);
        // A case states all of them, so that none may have the code of another.
        self.check_list(
            "fact, event or amount",
            facts.iter().copied().chain(events).chain(amounts),
        );
        self.check_list("act", entries.acts.iter().map(|entry| &entry.code));
        self.check_list("remedy", entries.remedies.iter().map(|entry| &entry.code));
        self.check_list("platform", entries.platforms.iter().map(|entry| &entry.code));
        self.check_list("region", entries.regions.iter().map(|entry| &entry.code));
        self.check_list("currency", entries.currencies.iter().map(|entry| &entry.code));
        let traits = distinct(entries.complaints.iter().flat_map(|entry| &entry.traits));
        let complaints = entries.complaints.iter().map(|entry| &entry.code);
        self.check_list("complaint or trait of one", complaints.chain(traits));
        let traits = distinct(entries.order_states.iter().flat_map(|entry| &entry.traits));
        let states = entries.order_states.iter().map(|entry| &entry.code);
        self.check_list("order state or trait of one", states.chain(traits));
        for (at, code) in FIRST.iter().enumerate() {
            if facts.get(at).is_none_or(|fact| fact != code) {
                self.mistake(format!("fact {} is `{code}`", at + 1));
            }
        }
        if entries.order_states.len() > MOST_STATES {
            self.mistake(format!("there are more than {MOST_STATES} order states"));
        }
        if entries.regions.last().is_none_or(|last| last.code != "other") {
            self.mistake(
                "the last region is `other`: it stands for those that are not listed".to_owned(),
            );
        }
    }

    fn check_list<'c>(&mut self, kind: &str, codes: impl Iterator<Item = &'c String>) {
        let mut known: Vec<&String> = Vec::new();
        for code in codes {
            let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
            if code.is_empty() || !code.chars().all(plain) {
                self.mistake(format!("{kind} `{code}`: a code has letters, digits and `_`"));
            }
            if known.contains(&code) {
                self.mistake(format!("{kind} `{code}` is there twice"));
            }
            known.push(code);
        }
    }

    fn all_states(&self) -> States {
        (0..self.entries.order_states.len()).fold(0, |all, at| all | state_bit(Some(at)))
    }

    /// The order states of these codes and traits.
    fn states(&mut self, names: &[String], owner: &str) -> States {
        let mut states = 0;
        for name in names {
            let mut found = 0;
            for (at, state) in self.entries.order_states.iter().enumerate() {
                if state.code == *name || state.traits.contains(name) {
                    found |= state_bit(Some(at));
                }
            }
            if found == 0 {
                self.mistake(format!("{owner}: `{name}` is no order state and no trait of one"));
            }
            states |= found;
        }
        states
    }

    /// The complaints of these codes and traits.
    fn complaints(&mut self, names: &[String], owner: &str) -> Set {
        let mut complaints = Set::default();
        for name in names {
            let before = complaints.clone();
            for (at, complaint) in self.entries.complaints.iter().enumerate() {
                let about_an_order = name == ABOUT_AN_ORDER && complaint.at != Some(Vec::new());
                if complaint.code == *name || complaint.traits.contains(name) || about_an_order {
                    complaints.insert(at);
                }
            }
            if complaints == before && !self.names_complaint(name) {
                self.mistake(format!("{owner}: `{name}` is no complaint and no trait of one"));
            }
        }
        complaints
    }

    fn names_complaint(&self, name: &String) -> bool {
        name == ABOUT_AN_ORDER
            || self
                .entries
                .complaints
                .iter()
                .any(|complaint| complaint.code == *name || complaint.traits.contains(name))
    }

    /// Where something applies; everywhere if nothing is stated.
    fn places(&mut self, applies: Option<&[PlaceOfUse]>, owner: &str) -> Places {
        let everywhere = ANY_STATE | STATELESS;
        let count = self.entries.complaints.len();
        let Some(uses) = applies else { return Places(vec![everywhere; count]) };
        let mut places = vec![0; count];
        for place in uses {
            let states = place.at.as_deref().map_or(everywhere, |names| self.states(names, owner));
            for complaint in self.complaints(&place.complaints, owner).iter() {
                places[complaint] |= states;
            }
        }
        Places(places)
    }

    fn fact(&mut self, entry: &FactEntry) -> Fact {
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
    fn outdated(&mut self, codes: &[String], owner: &str) -> Vec<Code> {
        let known = |code: &&String| self.entries.facts.iter().any(|fact| fact.code == **code);
        let (known, unknown): (Vec<_>, Vec<_>) = codes.iter().partition(known);
        for code in unknown {
            self.mistake(format!("{owner}: it outdates `{code}`, which is no fact"));
        }
        known.into_iter().map(|code| lasting(code)).collect()
    }

    /// The values of a fact with these codes.
    fn values_of_fact(&mut self, values: &[String], kind: &Kind, owner: &str) -> Set {
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
    fn kind(&mut self, entry: &FactEntry, owner: &str) -> (Kind, Vec<(usize, Set)>) {
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
    fn within(&mut self, places: &[PlaceEntry]) -> Vec<(usize, Set)> {
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

    fn read_as(&mut self, read_as: &ReadAsEntry, kind: &Kind, owner: &str) -> ReadAs {
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

    fn derivation(
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
    fn counted(&mut self, code: &str, owner: &str) -> Option<FactId> {
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

    fn event(&mut self, code: &str, owner: &str) -> usize {
        let found = position(self.entries.events.iter().map(|entry| &entry.code), code);
        if found.is_none() {
            self.mistake(format!("{owner}: `{code}` is no event"));
        }
        found.unwrap_or_default()
    }

    fn amount(&mut self, code: &str, owner: &str) -> usize {
        let found = position(self.entries.amounts.iter().map(|entry| &entry.code), code);
        if found.is_none() {
            self.mistake(format!("{owner}: `{code}` is no amount"));
        }
        found.unwrap_or_default()
    }

    /// The acts of these codes.
    fn acts(&mut self, codes: &[String], owner: &str) -> Acts {
        let mut acts = Set::default();
        for code in codes {
            match position(self.entries.acts.iter().map(|entry| &entry.code), code) {
                Some(at) => acts.insert(at),
                None => self.mistake(format!("{owner}: `{code}` is no act")),
            }
        }
        acts
    }

    fn act(&mut self, entry: &ActEntry) -> Act {
        Act {
            code: lasting(&entry.code),
            stage: entry.stage,
            kind: if entry.goodwill { ActKind::Goodwill } else { ActKind::Step },
            communicated: entry.communicated,
            commits: self.acts(&entry.commits, &format!("act `{}`", entry.code)),
        }
    }

    fn groups(&mut self) -> ActGroups {
        let mut groups = ActGroups::default();
        for (at, entry) in self.entries.acts.iter().enumerate() {
            if entry.goodwill {
                groups.goodwill.insert(at);
            }
            for name in &entry.traits {
                let group = match name.as_str() {
                    "gives" => &mut groups.gives,
                    "settles" => &mut groups.settles,
                    "refunds_all" => &mut groups.refunds_all,
                    "instead_of_refund" => &mut groups.instead_of_refund,
                    "deducts" => &mut groups.deducts,
                    "keeps_shipping" => &mut groups.keeps_shipping,
                    "may_deduct" => &mut groups.may_deduct,
                    "passes_on" => &mut groups.passes_on,
                    "fault" => &mut groups.fault,
                    "remedies_fault" => &mut groups.remedies_fault,
                    "takes_back" => &mut groups.takes_back,
                    "return_freight" => &mut groups.return_freight,
                    "counted_down" => &mut groups.counted_down,
                    "daily" => &mut groups.daily,
                    _ => {
                        self.mistakes.push(format!("act `{}`: no trait `{name}`", entry.code));
                        continue;
                    }
                };
                group.insert(at);
            }
        }
        groups
    }

    fn reason(&mut self, entry: &ReasonEntry) -> Reason {
        let entries = self.entries;
        let owner = format!("reason `{}`", entry.code);
        let refuses = position(entries.remedies.iter().map(|entry| &entry.code), &entry.refuses);
        if refuses.is_none_or(|at| !entries.remedies[at].refuses) {
            self.mistake(format!("{owner}: `{}` is no remedy that refuses", entry.refuses));
        }
        let mut when = Vec::new();
        for (code, codes) in &entry.when {
            let Some(fact) = position(entries.facts.iter().map(|entry| &entry.code), code) else {
                self.mistake(format!("{owner}: `{code}` is no fact"));
                continue;
            };
            let (kind, _) = self.kind(&entries.facts[fact], &owner);
            let mut values = Set::default();
            for value in codes {
                let Kind::Choice(known) = &kind else { continue };
                match known.iter().position(|code| code == value) {
                    Some(at) => values.insert(at),
                    None => self.mistake(format!("{owner}: `{code}` has no value `{value}`")),
                }
            }
            if codes.is_empty() != matches!(kind, Kind::Number { .. }) {
                self.mistake(format!("{owner}: a choice has values to compare, a number none"));
            }
            when.push((fact, values));
        }
        Reason {
            code: lasting(&entry.code),
            refuses: refuses.unwrap_or_default() as RemedyId,
            complaints: entry.complaints.as_ref().map(|names| self.complaints(names, &owner)),
            when,
        }
    }

    /// The usual currencies of places.
    fn paid_in(&mut self) -> Vec<PaidIn> {
        let mut paid_in = Vec::new();
        let entries = self.entries;
        for place in entries.platforms.iter().chain(&entries.regions) {
            let Some(currency) = &place.currency else { continue };
            let known = position(entries.currencies.iter().map(|entry| &entry.code), currency);
            if known.is_none() {
                self.mistake(format!("`{}`: `{currency}` is no currency of amounts", place.code));
            }
            let currency = known.unwrap_or_default();
            paid_in.push(PaidIn { place: lasting(&place.code), currency });
        }
        paid_in
    }

    /// Where platforms sell; a platform within another sells where that one does, unless it states otherwise.
    fn markets(&mut self, facts: &[Fact]) -> Vec<Market> {
        let entries = self.entries;
        let mut markets = Vec::new();
        for (platform, place) in entries.platforms.iter().enumerate() {
            let mut states = Some(place);
            // As many steps as there are platforms lead out of any chain; a circle is reported elsewhere.
            for _ in &entries.platforms {
                states = states.and_then(|place| {
                    let own = place.home.is_some() || !place.sells_to.is_empty();
                    let parent =
                        |code: &String| entries.platforms.iter().find(|other| other.code == *code);
                    if own { Some(place) } else { place.within.as_ref().and_then(parent) }
                });
            }
            let Some(states) = states else { continue };
            let mut region = |code: &String| {
                let known = position(entries.regions.iter().map(|entry| &entry.code), code);
                if known.is_none() {
                    self.mistake(format!(
                        "`{}` sells to `{code}`, which is no region",
                        states.code
                    ));
                }
                known
            };
            let home = states.home.as_ref().and_then(&mut region);
            let mut regions = Set::default();
            for code in &states.sells_to {
                if let (Some(at), Some(fact)) = (region(code), facts.get(REGION)) {
                    regions.add(&fact.with_parts(at));
                }
            }
            if home.is_some() || !regions.is_empty() {
                markets.push(Market { platform, home, regions });
            }
        }
        markets
    }

    fn remedy(&mut self, entry: &RemedyEntry) -> Remedy {
        let owner = format!("remedy `{}`", entry.code);
        if entry.core.is_empty() {
            self.mistake(format!("{owner}: it consists of no act"));
        }
        Remedy {
            code: lasting(&entry.code),
            core: self.acts(&entry.core, &owner),
            denies: self.acts(&entry.denies, &owner),
            opens: self.acts(&entry.opens, &owner),
            to: entry.to,
            is_refusal: entry.refuses,
            refunds: entry.refunds,
        }
    }

    /// The ways of meeting rights: no act opens two, and at no complaint and order state two remedies take one.
    fn ways(&mut self) -> Ways {
        let entries = self.entries;
        self.check_list("way", entries.ways.iter().map(|entry| &entry.act));
        let list = entries.ways.iter().map(|entry| self.way(entry)).collect();
        let insisting = entries
            .insisting
            .iter()
            .filter_map(|(fact, values)| self.choices(fact, values, "what insists on a right"))
            .collect();
        for remedy in &entries.remedies {
            for act in &remedy.opens {
                if entries.ways.iter().all(|way| way.act != *act) {
                    self.mistake(format!("remedy `{}`: `{act}` opens no way", remedy.code));
                }
            }
        }
        Ways { list, insisting }
    }

    fn way(&mut self, entry: &WayEntry) -> Way {
        let entries = self.entries;
        let owner = format!("way `{}`", entry.act);
        let act = self.acts(std::slice::from_ref(&entry.act), &owner).first().unwrap_or_default();
        let wishes = self.choices("buyer_wants", &entry.wishes, &owner);
        let mut remedies: Vec<(Places, RemedyId)> = Vec::new();
        for taken in &entry.remedies {
            let codes = entries.remedies.iter().map(|entry| &entry.code);
            let Some(at) = position(codes, &taken.remedy) else {
                self.mistake(format!("{owner}: `{}` is no remedy", taken.remedy));
                continue;
            };
            if !entries.remedies[at].opens.contains(&entry.act) {
                self.mistake(format!("{owner}: `{}` does not open it", taken.remedy));
            }
            let place = PlaceOfUse { complaints: taken.complaints.clone(), at: taken.at.clone() };
            let places = self.places(Some(&[place]), &owner);
            let twice = |(other, _): &(Places, RemedyId)| {
                (0..entries.complaints.len()).any(|at| other.at(at) & places.at(at) != 0)
            };
            if remedies.iter().any(twice) {
                self.mistake(format!("{owner}: `{}` takes it where another does", taken.remedy));
            }
            remedies.push((places, at as RemedyId));
        }
        Way {
            act: act as ActId,
            wishes: wishes.map(|(_, values)| values).unwrap_or_default(),
            complaints: self.complaints(&entry.complaints, &owner),
            remedies,
        }
    }

    /// The fact with a code, with some of its values.
    fn choices(&mut self, code: &str, values: &[String], owner: &str) -> Option<(FactId, Values)> {
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

/// Each text once.
fn distinct<'c>(texts: impl Iterator<Item = &'c String>) -> std::vec::IntoIter<&'c String> {
    let mut distinct: Vec<&String> = Vec::new();
    for text in texts {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct.into_iter()
}
