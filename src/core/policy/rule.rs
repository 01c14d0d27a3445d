//! Rules as plain data, read and checked.

use crate::plain::bytes::{Bytes, Reader, bytes_of_fields, bytes_of_variants};
use crate::plain::text::Text;
use crate::policy::source::Source;
use crate::time::period::Period;
use crate::vocabulary::acts::{ActId, Acts};
use crate::vocabulary::facts::{FactId, Values};
use crate::vocabulary::layers::Layer;
use crate::vocabulary::remedies::RemedyId;

/// Position of a rule in [`Policy::rules`].
pub type RuleId = usize;

/// A party that acts or pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    Seller,
    Buyer,
    Platform,
    Carrier,
}

impl Party {
    pub const ALL: [Party; 4] = [Party::Seller, Party::Buyer, Party::Platform, Party::Carrier];

    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Party::Seller => "seller",
            Party::Buyer => "buyer",
            Party::Platform => "platform",
            Party::Carrier => "carrier",
        }
    }
}

/// A condition on a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Inclusive lower bound.
    pub at_least: Option<u32>,
    /// Exclusive upper bound.
    pub less_than: Option<u32>,
}

/// A condition of a rule on one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// The choice has one of these values.
    OneOf(Values),
    /// The number is within bounds.
    Number(Bounds),
}

/// The effect of a rule that holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Proposes a remedy, with alternatives in order and steps beyond the core of the remedy.
    Remedy { remedy: RemedyId, alternatives: Vec<RemedyId>, steps: Vec<ActId> },
    /// Adds steps to any remedy.
    Steps(Vec<ActId>),
    /// Requires or forbids an act.
    Duty { must: bool, act: ActId, within: Option<Period>, by: Party, borne_by: Option<Party> },
    /// Entitles the buyer to one of several ways.
    Right(Right),
    /// Of a right: that the buyer asks for it. Derived from the right, never written.
    Claim(Claim),
}

/// An entitlement of the buyer.
#[derive(Clone, Debug, PartialEq)]
pub struct Right {
    /// The acts that open its ways, the first of them first.
    pub one_of: Vec<ActId>,
    /// The party that chooses among the ways.
    pub chosen_by: Party,
    /// The party that bears the freight of a return.
    pub borne_by: Option<Party>,
    /// The period within which the buyer has to ask for it.
    pub within: Option<Period>,
    /// Whether it needs no reason: it is then claimed by asking for one of its ways only.
    pub without_reason: bool,
    /// Whether the complaint asks for it wherever it holds, whatever else the complaint would ask for.
    pub claimed: bool,
    /// The steps that go with a remedy that takes one of its ways.
    pub steps: Vec<ActId>,
}

impl Right {
    /// The acts that open its ways.
    pub fn acts(&self) -> Acts {
        self.one_of.iter().map(|act| usize::from(*act)).collect()
    }
}

/// How a claimed right is met.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The acts of which one opens a way that meets it.
    pub met_by: Acts,
    /// The remedy that takes the way asked for, or else the first.
    pub remedy: Option<RemedyId>,
    /// The remedy that takes the way asked for where the right does not list it: it meets the right all the same.
    pub asked: Option<RemedyId>,
}

/// A rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Unique over all packs; kebab-case.
    pub id: Text,
    pub layer: Layer,
    /// Id of its pack.
    pub pack: Text,
    /// Conditions in the order of the facts; all of them must hold.
    pub when: Vec<(FactId, Test)>,
    pub effect: Effect,
    /// Ids of the rules that it displaces.
    pub overrides: Vec<String>,
    /// First day of validity, `YYYY-MM-DD`.
    pub valid_from: Option<String>,
    /// Last day of validity, `YYYY-MM-DD`.
    pub valid_until: Option<String>,
    pub sources: Vec<Source>,
    /// 0 for a written rule. Of a fall-back, the number of declined offers after which it replaces the rule with the same
    /// id; of a claim, its number among those of its right.
    pub derived: u32,
}

impl Rule {
    /// Whether the rule is valid on a day (`YYYY-MM-DD`); `true` without a day.
    pub fn is_valid(&self, day: Option<&str>) -> bool {
        day.is_none_or(|day| {
            self.valid_from.as_deref().is_none_or(|from| day >= from)
                && self.valid_until.as_deref().is_none_or(|until| day <= until)
        })
    }

    /// Whether it is a claim to a right.
    pub fn is_claim(&self) -> bool {
        matches!(self.effect, Effect::Claim(_))
    }

    /// Whether its validity is limited.
    pub fn has_dates(&self) -> bool {
        self.valid_from.is_some() || self.valid_until.is_some()
    }
}

/// Whether a rule displaces the rule with an id, directly or through the rules that it displaces.
pub fn leads_to<'a>(rule: &'a Rule, id: &str, find: &impl Fn(&str) -> Option<&'a Rule>) -> bool {
    let mut reached: Vec<&str> = Vec::new();
    let mut open = vec![rule];
    while let Some(next) = open.pop() {
        for displaced in &next.overrides {
            if displaced == id {
                return true;
            }
            if !reached.contains(&displaced.as_str()) {
                reached.push(displaced);
                open.extend(find(displaced));
            }
        }
    }
    false
}

bytes_of_variants! { Party { Seller, Buyer, Platform, Carrier } }
bytes_of_fields! { Bounds { at_least, less_than } }
bytes_of_fields! { Right { one_of, chosen_by, borne_by, within, without_reason, claimed, steps } }
bytes_of_fields! { Claim { met_by, remedy, asked } }

impl Bytes for Test {
    fn write(&self, to: &mut Vec<u8>) {
        match self {
            Test::OneOf(values) => (true, values.clone()).write(to),
            Test::Number(bounds) => (false, *bounds).write(to),
        }
    }
    fn read(from: &mut Reader) -> Test {
        if bool::read(from) {
            Test::OneOf(Bytes::read(from))
        } else {
            Test::Number(Bytes::read(from))
        }
    }
}

impl Bytes for Effect {
    fn write(&self, to: &mut Vec<u8>) {
        match self {
            Effect::Remedy { remedy, alternatives, steps } => {
                (0_u8, *remedy).write(to);
                (alternatives.clone(), steps.clone()).write(to);
            }
            Effect::Steps(steps) => (1_u8, steps.clone()).write(to),
            Effect::Duty { must, act, within, by, borne_by } => {
                (2_u8, (*must, *act)).write(to);
                (*within, (*by, *borne_by)).write(to);
            }
            Effect::Right(right) => (3_u8, right.clone()).write(to),
            Effect::Claim(claim) => (4_u8, claim.clone()).write(to),
        }
    }
    fn read(from: &mut Reader) -> Effect {
        match u8::read(from) {
            0 => {
                let remedy = Bytes::read(from);
                let (alternatives, steps) = Bytes::read(from);
                Effect::Remedy { remedy, alternatives, steps }
            }
            1 => Effect::Steps(Bytes::read(from)),
            3 => Effect::Right(Bytes::read(from)),
            4 => Effect::Claim(Bytes::read(from)),
            _ => {
                let (must, act) = Bytes::read(from);
                let (within, (by, borne_by)) = Bytes::read(from);
                Effect::Duty { must, act, within, by, borne_by }
            }
        }
    }
}

/// Sources and derived rules do not travel with a rule: the catalogue has the ones, and a policy makes the others.
impl Bytes for Rule {
    fn write(&self, to: &mut Vec<u8>) {
        self.id.write(to);
        (self.layer, self.pack.clone()).write(to);
        (self.when.clone(), self.overrides.clone()).write(to);
        self.effect.write(to);
        (self.valid_from.clone(), self.valid_until.clone()).write(to);
    }
    fn read(from: &mut Reader) -> Rule {
        let id = Bytes::read(from);
        let (layer, pack) = Bytes::read(from);
        let (when, overrides) = Bytes::read(from);
        let effect = Bytes::read(from);
        let (valid_from, valid_until) = Bytes::read(from);
        Rule {
            id,
            layer,
            pack,
            when,
            effect,
            overrides,
            valid_from,
            valid_until,
            sources: Vec::new(),
            derived: 0,
        }
    }
}
