//! Facts: what can be known of a case, and what rules test.

use crate::plain::bytes::{Bytes, Reader, bytes_of_fields, bytes_of_variants};
use serde::Deserialize;

use crate::plain::set::Set;
use crate::plain::text::{Code, Text};
use crate::vocabulary::complaints::{Places, States};
use crate::vocabulary::layers::Layer;

/// Position of a fact in the vocabulary.
pub type FactId = usize;

/// A set of values of one fact, by position; of a number, of its ranges.
pub type Values = Set;

/// A value of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// Position among the values of a choice.
    Choice(usize),
    Number(u32),
}

/// The kind of values that a fact takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One code of a closed set.
    Choice(Vec<Code>),
    /// A whole number from 0 to `max`; larger numbers are read as `max` if `saturates`.
    Number { max: u32, saturates: bool },
}

/// Who knows the value of a fact, and so is asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    Seller,
    Buyer,
}

impl Who {
    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Who::Seller => "seller",
            Who::Buyer => "buyer",
        }
    }
}

/// What a fact is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// The buyer's entitlement may depend on it.
    Right,
    /// What the buyer asks for.
    Wish,
    /// How the case goes.
    Course,
}

/// How events, amounts and the present compute a fact. Events, amounts and facts are positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// The days from an event to another; without another, to the present.
    Days { from: usize, to: Option<usize> },
    /// Whether a deadline has passed.
    Passed(usize),
    /// Whether an amount is of high value.
    HighValue(usize),
    /// Whether goods are worth more than sending them costs: the amounts that their price is, the first that is known, and
    /// the amount of the cost.
    Worth { price: [usize; 2], cost: usize },
    /// `part` where the amount of a part is below that of the whole, unless the case states the fact.
    Part { part: usize, whole: usize },
    /// Whether the request came after the period of a region's return, but within its extension to the next working day.
    /// The fact that counts the days of the period.
    Extended(FactId),
    /// `yes` once the event is stated.
    Stated(usize),
}

/// A fact that is read as another at some order states.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadAs {
    /// The other fact, as a position; one that has its start value if nothing is stated.
    pub fact: FactId,
    pub at: States,
    /// Values of this fact, each with that of the other. Any value that is not listed states nothing.
    pub values: Vec<(usize, usize)>,
}

/// What rules that do not test a fact read of it, where it applies.
#[derive(Clone, Debug, PartialEq)]
pub struct Unless {
    /// The values, of which the fact has one.
    pub values: Values,
    /// The layers of those rules.
    pub layers: Vec<Layer>,
}

/// A fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Public code.
    pub code: Code,
    pub kind: Kind,
    /// For each value of a choice: the values within it, such as the members of a union of states; empty if there are
    /// none.
    pub within: Vec<(usize, Set)>,
    /// Codes that a case or a condition may state for one of several values of a choice, without saying which.
    pub stands_for: Vec<(Code, Values)>,
    /// The value that is assumed if the case does not state the fact: the position of a choice's value, or the number.
    /// `None`: the fact is then unknown.
    pub start: Option<u32>,
    pub who: Who,
    pub aspect: Aspect,
    /// Complaints at which it is of something else.
    pub aspect_at: Vec<(Set, Aspect)>,
    pub applies: Places,
    /// Values that cannot occur at some order states.
    pub never: Vec<(Set, States)>,
    pub derivation: Option<Derivation>,
    /// How it is read at order states where it does not apply itself.
    pub read_as: Option<ReadAs>,
    /// What rules require of it unless they test it.
    pub unless_tested: Option<Unless>,
    /// The values at which a right can be claimed from the seller, if it depends on the fact.
    pub claimed_at: Option<Unless>,
    /// The facts whose statement loses its meaning when this one changes.
    pub outdates: Vec<Code>,
    /// Whether a stated fact that conflicts with it gives way.
    pub prevails: bool,
    /// Whether the fact changes as the case proceeds, so that counterfactuals may vary it.
    pub unfolds: bool,
    /// Whether it may be true of all orders of a shop, so that the shop's settings may state it.
    pub shop_wide: bool,
}

impl Fact {
    /// The value that is assumed if the case does not state the fact, as it is written.
    pub fn starts_at(&self) -> Option<Text> {
        self.start.map(|start| match &self.kind {
            Kind::Choice(codes) => Text::Borrowed(codes[start as usize]),
            Kind::Number { .. } => Text::Owned(start.to_string()),
        })
    }

    /// The codes that a case or a condition may state: those of the values, and those that stand for several.
    pub fn stated_codes(&self) -> Vec<Code> {
        let values = match &self.kind {
            Kind::Choice(codes) => codes.as_slice(),
            Kind::Number { .. } => &[],
        };
        values.iter().copied().chain(self.stands_for.iter().map(|(code, _)| *code)).collect()
    }

    /// The values that a code states: one, or those that it stands for.
    pub fn values_of(&self, code: &str) -> Option<Values> {
        let Kind::Choice(codes) = &self.kind else { return None };
        let one = codes.iter().position(|value| *value == code).map(Set::of);
        let several = || self.stands_for.iter().find(|(known, _)| *known == code);
        one.or_else(|| several().map(|(_, values)| values.clone()))
    }

    /// Whether rules that do not test the fact may require a value of it.
    pub fn is_read_untested(&self) -> bool {
        self.unless_tested.is_some() || self.claimed_at.is_some()
    }

    /// The values of which a rule of a layer, which may be a claim, requires one, where the fact applies, unless it tests
    /// the fact.
    pub fn implied(&self, layer: Layer, is_claim: bool) -> Option<&Values> {
        let claimed_at = self.claimed_at.as_ref().filter(|_| is_claim);
        let mut implied = claimed_at.into_iter().chain(&self.unless_tested);
        implied.find(|unless| unless.layers.contains(&layer)).map(|unless| &unless.values)
    }

    /// The number of values of a choice; 0 for numbers.
    pub fn choices(&self) -> usize {
        match &self.kind {
            Kind::Choice(codes) => codes.len(),
            Kind::Number { .. } => 0,
        }
    }

    /// A value and those within it.
    pub fn with_parts(&self, value: usize) -> Values {
        let mut values = Set::of(value);
        if let Some((_, parts)) = self.within.iter().find(|(whole, _)| *whole == value) {
            values.add(parts);
        }
        values
    }
}

pub const PLATFORM: FactId = 0;
pub const REGION: FactId = 1;
pub const ORDER_STATE: FactId = 2;
pub const COMPLAINT: FactId = 3;

/// The codes of the facts at the positions above, which every vocabulary has.
pub const FIRST: [&str; 4] = ["platform", "buyer_region", "order_state", "complaint"];

/// The facts that the engine gives a meaning; it does without those that a vocabulary lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Counts the offers that the buyer declined.
    pub offers_declined: Option<FactId>,
    /// What the buyer asks for.
    pub buyer_wants: Option<FactId>,
}

bytes_of_variants! { Who { Seller, Buyer } }
bytes_of_variants! { Aspect { Right, Wish, Course } }
bytes_of_fields! { Roles { offers_declined, buyer_wants } }
bytes_of_fields! { Unless { values, layers } }
bytes_of_fields! {
    Fact {
        code, kind, within, stands_for, start, who, aspect, aspect_at, applies, never, derivation, read_as,
        unless_tested, claimed_at, outdates, prevails, unfolds, shop_wide,
    }
}
bytes_of_fields! { ReadAs { fact, at, values } }

impl Bytes for Kind {
    fn write(&self, to: &mut Vec<u8>) {
        match self {
            Kind::Choice(codes) => (true, codes.clone()).write(to),
            Kind::Number { max, saturates } => (false, (*max, *saturates)).write(to),
        }
    }
    fn read(from: &mut Reader) -> Kind {
        if bool::read(from) {
            return Kind::Choice(Vec::read(from));
        }
        let (max, saturates) = Bytes::read(from);
        Kind::Number { max, saturates }
    }
}

impl Bytes for Derivation {
    fn write(&self, to: &mut Vec<u8>) {
        match *self {
            Derivation::Days { from, to: end } => (0_u8, (from, end)).write(to),
            Derivation::Passed(event) => (1_u8, event).write(to),
            Derivation::HighValue(amount) => (2_u8, amount).write(to),
            Derivation::Extended(fact) => (3_u8, fact).write(to),
            Derivation::Stated(event) => (4_u8, event).write(to),
            Derivation::Part { part, whole } => (6_u8, (part, whole)).write(to),
            Derivation::Worth { price: [first, second], cost } => {
                (5_u8, first).write(to);
                (second, cost).write(to);
            }
        }
    }
    fn read(from: &mut Reader) -> Derivation {
        match u8::read(from) {
            0 => {
                let (from, to) = Bytes::read(from);
                Derivation::Days { from, to }
            }
            1 => Derivation::Passed(Bytes::read(from)),
            2 => Derivation::HighValue(Bytes::read(from)),
            3 => Derivation::Extended(Bytes::read(from)),
            4 => Derivation::Stated(Bytes::read(from)),
            6 => {
                let (part, whole) = Bytes::read(from);
                Derivation::Part { part, whole }
            }
            _ => {
                let first = Bytes::read(from);
                let (second, cost) = Bytes::read(from);
                Derivation::Worth { price: [first, second], cost }
            }
        }
    }
}
