//! Claims: for each right, the situations in which the buyer asks for it, and what meets it there.
//!
//! A right rests on the facts of the right alone. Whether the buyer asks for it is a matter of the wish: each way of
//! asking is compiled into a rule with the same id, a plain conjunction, so that proof, questions and table treat it like any other rule.

use crate::plain::set::Set;
use crate::policy::rule::{Claim, Effect, Party, Right, Rule, Test};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::acts::{ActId, Acts};
use crate::vocabulary::complaints::{States, state_bit};
use crate::vocabulary::facts::{COMPLAINT, FactId, ORDER_STATE, Values};
use crate::vocabulary::remedies::RemedyId;

/// A complaint and an order state.
type Place = (usize, Option<usize>);

/// One way of asking for a right.
struct Asking {
    /// The fact that shows it, with the values; a complaint that asks by itself is one, too.
    shown_by: (FactId, Values),
    /// The acts of which one opens a way that meets it.
    met_by: Acts,
    /// The act that opens the way to take.
    way: ActId,
    /// The acts that are asked for and open no way of the right.
    beyond: Acts,
    /// Whether it names no way: it is then asked for by those only who name none otherwise either.
    names_none: bool,
}

/// The claims of the rights among these rules; those of one right are adjacent.
pub fn of(vocabulary: &Vocabulary, rules: &[Rule]) -> Vec<Rule> {
    let mut claims = Vec::new();
    for rule in rules {
        let Effect::Right(right) = &rule.effect else { continue };
        let places = places(vocabulary, rule);
        let mut number = 0;
        for asking in askings(vocabulary, right, &places) {
            let (fact, values) = &asking.shown_by;
            for Taken { complaints, states, remedy, asked, unnamed } in
                taken(vocabulary, &asking, &places)
            {
                number += 1;
                let mut claim = rule.clone();
                claim.when.retain(|(fact, _)| *fact != COMPLAINT && *fact != ORDER_STATE);
                let states = (0..vocabulary.order_states().len())
                    .filter(|state| states & state_bit(Some(*state)) != 0);
                claim.when.push((ORDER_STATE, Test::OneOf(states.collect())));
                claim.when.push((COMPLAINT, Test::OneOf(complaints)));
                let shown = (*fact != COMPLAINT).then(|| (*fact, values.clone()));
                for (fact, values) in shown.into_iter().chain(unnamed) {
                    narrow(&mut claim, fact, values);
                }
                let met_by = asking.met_by.clone();
                claim.effect = Effect::Claim(Claim { met_by, remedy, asked });
                claim.overrides = Vec::new();
                claim.derived = number;
                claims.push(claim);
            }
        }
    }
    claims
}

/// Adds a condition to a rule: of a fact that it tests already, the values that both allow remain.
fn narrow(rule: &mut Rule, fact: FactId, values: Values) {
    match rule.when.iter_mut().find(|(tested, _)| *tested == fact) {
        Some((_, Test::OneOf(allowed))) => *allowed = allowed.and(&values),
        _ => rule.when.push((fact, Test::OneOf(values))),
    }
}

/// The ways of these rules that no remedy takes somewhere where they can be claimed: the id of the right, the act that
/// opens the way, the complaint and the order state.
pub fn without_remedy<'r>(
    vocabulary: &Vocabulary,
    rules: &'r [Rule],
) -> Vec<(&'r Rule, ActId, usize, Option<usize>)> {
    let mut missing = Vec::new();
    for rule in rules {
        let Effect::Right(right) = &rule.effect else { continue };
        let places = places(vocabulary, rule);
        for asking in askings(vocabulary, right, &places) {
            let here = places.iter().filter(|place| is_shown(vocabulary, &asking, **place));
            let untaken = here
                .filter(|(at, state)| way_remedy(vocabulary, asking.way, (*at, *state)).is_none());
            missing.extend(untaken.map(|(at, state)| (rule, asking.way, *at, *state)));
        }
    }
    missing
}

fn way_remedy(vocabulary: &Vocabulary, way: ActId, (at, state): Place) -> Option<RemedyId> {
    vocabulary.ways.of(way)?.remedy(at, state)
}

/// Whether a way of asking can occur at a place.
fn is_shown(vocabulary: &Vocabulary, asking: &Asking, (complaint, state): Place) -> bool {
    let (fact, values) = &asking.shown_by;
    match *fact {
        COMPLAINT => values.contains(complaint),
        fact => vocabulary.applies(fact, complaint, state),
    }
}

/// Where a rule can hold, by its conditions on complaint and order state.
fn places(vocabulary: &Vocabulary, rule: &Rule) -> Vec<Place> {
    let tested = |fact: FactId, value: usize| {
        let test = rule.when.iter().find(|(tested, _)| *tested == fact);
        test.is_none_or(|(_, test)| matches!(test, Test::OneOf(values) if values.contains(value)))
    };
    let mut places = vocabulary.blocks();
    places.retain(|(complaint, state)| {
        tested(COMPLAINT, *complaint) && state.is_some_and(|state| tested(ORDER_STATE, state))
    });
    places
}

/// How a right is asked for: by wishes, by complaints, and, where a reason is given, by insisting.
fn askings(vocabulary: &Vocabulary, right: &Right, places: &[Place]) -> Vec<Asking> {
    let ways = &vocabulary.ways;
    let one_of = right.acts();
    let mut askings: Vec<Asking> = Vec::new();
    let mut add = |fact: FactId, value: usize, asked: Acts, names_none: bool| {
        let offered = asked.meets(&one_of);
        if asked.is_empty() || (right.without_reason && !offered) {
            return;
        }
        let by_buyer = right.chosen_by == Party::Buyer;
        let met_by = if offered && by_buyer { asked.clone() } else { asked.or(&one_of) };
        let wanted = right.one_of.iter().find(|act| asked.contains(usize::from(**act)));
        let Some(way) = wanted.or(right.one_of.first()).copied() else { return };
        let beyond = if offered { Acts::default() } else { asked };
        let same = |other: &&mut Asking| {
            other.shown_by.0 == fact
                && other.met_by == met_by
                && other.way == way
                && other.beyond == beyond
        };
        match askings.iter_mut().find(same) {
            Some(other) => other.shown_by.1.insert(value),
            None => {
                let shown_by = (fact, Set::of(value));
                askings.push(Asking { shown_by, met_by, way, beyond, names_none });
            }
        }
    };
    if let Some(wants) = vocabulary.roles.buyer_wants {
        for wish in 0..vocabulary.codes(wants).len() {
            add(wants, wish, ways.wished(wish), false);
        }
    }
    for complaint in 0..vocabulary.complaints.len() {
        if places.iter().any(|(at, _)| *at == complaint) {
            let asked = if right.claimed { one_of.clone() } else { ways.raised(complaint) };
            add(COMPLAINT, complaint, asked, false);
        }
    }
    if !right.without_reason {
        for (fact, values) in &ways.insisting {
            values.iter().for_each(|value| add(*fact, value, one_of.clone(), true));
        }
    }
    askings
}

/// Places at which a way of asking can occur: a product of complaints and order states.
struct Taken {
    complaints: Values,
    states: States,
    /// The remedy that takes the way.
    remedy: Option<RemedyId>,
    /// The remedy that takes what is asked for beyond the right.
    asked: Option<RemedyId>,
    /// The fact of the wish with the values that name no way, where it has to have one of them.
    unnamed: Option<(FactId, Values)>,
}

/// The places at which a way of asking can occur, in products of which one remedy takes the way.
fn taken(vocabulary: &Vocabulary, asking: &Asking, places: &[Place]) -> Vec<Taken> {
    let mut by_state: Vec<Taken> = Vec::new();
    for place in places.iter().filter(|place| is_shown(vocabulary, asking, **place)) {
        let beyond = asking.beyond.iter().map(|act| act as ActId);
        let here = Taken {
            complaints: Set::of(place.0),
            states: state_bit(place.1),
            remedy: way_remedy(vocabulary, asking.way, *place),
            asked: beyond.filter_map(|act| way_remedy(vocabulary, act, *place)).next(),
            unnamed: asking.names_none.then(|| unnamed(vocabulary, *place)).flatten(),
        };
        match by_state.iter_mut().find(|other| other.states == here.states && other.is_like(&here))
        {
            Some(other) => other.complaints.insert(place.0),
            None => by_state.push(here),
        }
    }
    let mut products: Vec<Taken> = Vec::new();
    for here in by_state {
        let same = |other: &&mut Taken| other.complaints == here.complaints && other.is_like(&here);
        match products.iter_mut().find(same) {
            Some(other) => other.states |= here.states,
            None => products.push(here),
        }
    }
    products
}

impl Taken {
    /// Whether it is the same beside its places.
    fn is_like(&self, other: &Taken) -> bool {
        self.remedy == other.remedy && self.asked == other.asked && self.unnamed == other.unnamed
    }
}

/// The fact of the wish, where it applies, with the values that ask for no way.
fn unnamed(vocabulary: &Vocabulary, (complaint, state): Place) -> Option<(FactId, Values)> {
    let wants = vocabulary.roles.buyer_wants?;
    let wishes = 0..vocabulary.codes(wants).len();
    let unnamed = wishes.filter(|wish| vocabulary.ways.wished(*wish).is_empty()).collect();
    vocabulary.applies(wants, complaint, state).then_some((wants, unnamed))
}
