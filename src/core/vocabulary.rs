//! The closed sets of codes: facts with their values, complaints, events, amounts, acts, remedies and currencies.
//!
//! A [`Vocabulary`] is a value: it is made from the entries of data files ([`entries`], [`compile`]), and everything
//! that decides takes it from the policy or the case at hand. Codes are part of the public contract: they are never
//! renamed or reused. Ids are positions in the vocabulary.

pub mod acts;
pub mod compile;
pub mod complaints;
pub mod currency;
pub mod entries;
pub mod events;
pub mod facts;
pub mod keys;
pub mod layers;
pub mod markets;
pub mod money;
pub mod objection;
pub mod reasons;
pub mod remedies;
pub mod verdict;
pub mod ways;

use crate::plain::bytes::bytes_of_fields;
use crate::plain::set::Set;
use crate::vocabulary::acts::{Act, ActGroups, ActId, Acts};
use crate::vocabulary::complaints::{Complaint, state_bit};
use crate::vocabulary::currency::{Currency, PaidIn};
use crate::vocabulary::events::{Amount, Event};
use crate::vocabulary::facts::{Aspect, COMPLAINT, Fact, FactId, Kind, ORDER_STATE, Roles};
use crate::vocabulary::markets::Market;
use crate::vocabulary::reasons::Reason;
use crate::vocabulary::remedies::{Addressee, Remedies, Remedy, RemedyId};
use crate::vocabulary::ways::Ways;

/// All codes, with what the engine has to know of each.
///
/// A program has one for each set of words that it admits, for as long as it runs.
#[derive(Debug, Default, PartialEq)]
pub struct Vocabulary {
    /// By [`FactId`]; the first four are platform, region, order state and complaint.
    pub facts: Vec<Fact>,
    /// The facts that the engine gives a meaning.
    pub roles: Roles,
    /// In the order of the values of the fact `complaint`.
    pub complaints: Vec<Complaint>,
    /// Instants from which derived facts and deadlines are computed.
    pub events: Vec<Event>,
    /// All in one currency.
    pub amounts: Vec<Amount>,
    /// By [`ActId`]; acts of one stage are listed in this order.
    pub acts: Vec<Act>,
    /// Sets of acts with a meaning for the engine.
    pub groups: ActGroups,
    /// By [`RemedyId`].
    pub remedies: Vec<Remedy>,
    /// How rights are met.
    pub ways: Ways,
    /// Reasons for a refusal, the most specific first.
    pub reasons: Vec<Reason>,
    /// In the order in which the form offers them.
    pub currencies: Vec<Currency>,
    /// The usual currencies of places.
    pub paid_in: Vec<PaidIn>,
    /// Of the platforms that do not sell anywhere, or have a region of their own.
    pub markets: Vec<Market>,
}

impl Vocabulary {
    /// The fact with a code.
    pub fn fact(&self, code: &str) -> Option<FactId> {
        self.facts.iter().position(|fact| fact.code == code)
    }

    /// The codes of a choice; none for numbers.
    pub fn codes(&self, fact: FactId) -> &[&'static str] {
        match &self.facts[fact].kind {
            Kind::Choice(codes) => codes,
            Kind::Number { .. } => &[],
        }
    }

    /// The position of a value of a choice, by its code.
    pub fn value(&self, fact: FactId, code: &str) -> Option<usize> {
        self.codes(fact).iter().position(|value| *value == code)
    }

    /// The codes of the order states, in the order of a parcel's journey.
    pub fn order_states(&self) -> &[&'static str] {
        self.codes(ORDER_STATE)
    }

    /// The position of a complaint by its code.
    pub fn complaint(&self, code: &str) -> Option<usize> {
        self.value(COMPLAINT, code)
    }

    /// Whether a complaint is about one order, and so has an order state.
    pub fn has_order_state(&self, complaint: usize) -> bool {
        self.complaints[complaint].has_order_state()
    }

    /// Whether a complaint can be raised at an order state; the state of complaints that are not about one order is
    /// `None`.
    pub fn can_be_raised(&self, complaint: usize, order_state: Option<usize>) -> bool {
        let states = self.complaints.get(complaint).map(|complaint| complaint.raised_at);
        states.is_some_and(|states| states & state_bit(order_state) != 0)
    }

    /// Whether a fact applies at a complaint and order state.
    pub fn applies(&self, fact: FactId, complaint: usize, order_state: Option<usize>) -> bool {
        self.facts[fact].applies.at(complaint) & state_bit(order_state) != 0
    }

    /// Whether an amount (by position) applies at a complaint and order state.
    pub fn amount_applies(&self, amount: usize, complaint: usize, state: Option<usize>) -> bool {
        self.amounts[amount].applies.at(complaint) & state_bit(state) != 0
    }

    /// Whether an event (by position) is asked for at a complaint and order state.
    pub fn event_applies(&self, event: usize, complaint: usize, state: Option<usize>) -> bool {
        self.events[event].applies.at(complaint) & state_bit(state) != 0
    }

    /// The values of a fact that cannot occur at a complaint and order state.
    pub fn never(&self, fact: FactId, order_state: Option<usize>) -> Set {
        let mut never = Set::default();
        for (values, at) in &self.facts[fact].never {
            if at & state_bit(order_state) != 0 {
                never.add(values);
            }
        }
        never
    }

    /// What a fact is of at a complaint.
    pub fn aspect(&self, fact: FactId, complaint: usize) -> Aspect {
        let fact = &self.facts[fact];
        let here = fact.aspect_at.iter().find(|(complaints, _)| complaints.contains(complaint));
        here.map_or(fact.aspect, |(_, aspect)| *aspect)
    }

    /// Every possible pair of complaint and order state: the blocks of the case space.
    pub fn blocks(&self) -> Vec<(usize, Option<usize>)> {
        let mut blocks = Vec::new();
        for (at, complaint) in self.complaints.iter().enumerate() {
            if !complaint.has_order_state() {
                blocks.push((at, None));
            }
            for state in 0..self.order_states().len() {
                if complaint.raised_at & state_bit(Some(state)) != 0 {
                    blocks.push((at, Some(state)));
                }
            }
        }
        blocks
    }

    /// The codes of all that a case can state: facts, events, amounts, and the present.
    pub fn inputs(&self) -> Vec<&'static str> {
        let mut codes = Vec::new();
        self.facts.iter().for_each(|fact| codes.push(fact.code));
        self.events.iter().for_each(|event| codes.push(event.code));
        self.amounts.iter().for_each(|amount| codes.push(amount.code));
        codes.push("now");
        codes
    }

    /// The position of an event by its code.
    pub fn event(&self, code: &str) -> Option<usize> {
        self.events.iter().position(|event| event.code == code)
    }

    /// The position of an amount by its code.
    pub fn amount(&self, code: &str) -> Option<usize> {
        self.amounts.iter().position(|amount| amount.code == code)
    }

    /// The act with a code.
    pub fn act(&self, code: &str) -> Option<ActId> {
        self.acts.iter().position(|act| act.code == code).map(|at| at as ActId)
    }

    /// The remedy with a code.
    pub fn remedy(&self, code: &str) -> Option<RemedyId> {
        self.remedies.iter().position(|remedy| remedy.code == code).map(|at| at as RemedyId)
    }

    /// The act at a position.
    pub fn get_act(&self, id: ActId) -> &Act {
        &self.acts[usize::from(id)]
    }

    /// The remedy at a position.
    pub fn get_remedy(&self, id: RemedyId) -> &Remedy {
        &self.remedies[usize::from(id)]
    }

    /// The acts that a remedy consists of.
    pub fn core(&self, remedy: RemedyId) -> &Set {
        &self.get_remedy(remedy).core
    }

    /// The acts that a remedy denies the buyer.
    pub fn denied(&self, remedy: RemedyId) -> &Set {
        &self.get_remedy(remedy).denies
    }

    /// The remedies that take one of the ways that these acts open.
    pub fn opening(&self, acts: &Acts) -> Remedies {
        let all = self.remedies.iter().enumerate();
        all.filter(|(_, remedy)| remedy.opens.meets(acts)).map(|(at, _)| at).collect()
    }

    /// The remedies that deny none of these acts.
    pub fn granting(&self, acts: &Acts) -> Remedies {
        let all = self.remedies.iter().enumerate();
        all.filter(|(_, remedy)| !remedy.denies.meets(acts)).map(|(at, _)| at).collect()
    }

    /// The addressee of a remedy's message, given the complaint that it answers.
    pub fn addressee(&self, remedy: RemedyId, complaint: Option<usize>) -> Addressee {
        let of_complaint = complaint.and_then(|at| self.complaints.get(at)?.to);
        of_complaint.unwrap_or(self.get_remedy(remedy).to)
    }

    /// The usual currency of an order, by the codes of its platform and of the buyer's region. A platform with a single
    /// currency takes precedence; without any, the first currency.
    pub fn usual_currency(&self, platform: &str, region: &str) -> Option<&Currency> {
        let find = |code: &str| self.paid_in.iter().find(|paid_in| paid_in.place == code);
        let found = find(platform).or_else(|| find(region));
        self.currencies.get(found.map_or(0, |paid_in| paid_in.currency))
    }

    /// Where a platform (by position) sells, if that is known.
    pub fn market(&self, platform: usize) -> Option<&Market> {
        self.markets.iter().find(|market| market.platform == platform)
    }
}

bytes_of_fields! {
    Vocabulary {
        facts, roles, complaints, events, amounts, acts, groups, remedies, ways, reasons, currencies, paid_in,
        markets,
    }
}
