//! What a rule is once it has been read and checked. Plain data that travels inside the wasm.

use serde::{Deserialize, Serialize};

use crate::plain::text::{self, Text};
use crate::policy::source::Source;
use crate::time::period::Within;
use crate::vocabulary::acts::ActId;
use crate::vocabulary::facts::{FactId, Values};
use crate::vocabulary::remedies::RemedyId;

/// Position of a rule in [`Policy::rules`].
pub type RuleId = usize;

/// The layers, weakest first; a rule gives way to those of a higher layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Layer {
    Practice,
    Shop,
    Platform,
    Law,
}

impl Layer {
    pub const ALL: [Layer; 4] = [Layer::Practice, Layer::Shop, Layer::Platform, Layer::Law];

    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Layer::Practice => "practice",
            Layer::Shop => "shop",
            Layer::Platform => "platform",
            Layer::Law => "law",
        }
    }
}

/// Who acts, or who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// A condition on a number: at least the first, less than the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    pub at_least: Option<u32>,
    pub less_than: Option<u32>,
}

/// A condition of a rule on one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Test {
    /// One of these values of a choice.
    OneOf(Values),
    /// A number within bounds.
    Number(Bounds),
}

/// What follows where a rule holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Effect {
    /// Names the remedy, the fall-backs in order, and acts beyond the remedy's core.
    Remedy { remedy: RemedyId, alternatives: Vec<RemedyId>, steps: Vec<ActId> },
    /// Adds acts to whatever the remedy is.
    Steps(Vec<ActId>),
    /// An act must or must not be done.
    Duty { must: bool, act: ActId, within: Option<Within>, by: Party, borne_by: Option<Party> },
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rule {
    /// Unique over all packs; kebab-case.
    #[serde(deserialize_with = "text::shipped")]
    pub id: Text,
    pub layer: Layer,
    /// Id of the pack it comes from.
    #[serde(deserialize_with = "text::shipped")]
    pub pack: Text,
    /// Conditions as written, by fact. All must hold.
    pub when: Vec<(FactId, Test)>,
    pub effect: Effect,
    /// Ids of the rules it displaces.
    pub overrides: Vec<String>,
    /// First and last day of validity, `YYYY-MM-DD`.
    pub valid_from: Option<String>,
    pub valid_until: Option<String>,
    #[serde(skip)]
    pub sources: Vec<Source>,
    /// After how many declined offers it stands in for the rule of the same id; 0: it is that rule.
    #[serde(skip)]
    pub declined: u32,
}

impl Rule {
    /// Whether it is in force on a day (`YYYY-MM-DD`); without a day, always.
    pub fn is_valid(&self, day: Option<&str>) -> bool {
        day.is_none_or(|day| {
            self.valid_from.as_deref().is_none_or(|from| day >= from)
                && self.valid_until.as_deref().is_none_or(|until| day <= until)
        })
    }

    /// Whether it is valid for a time only.
    pub fn has_dates(&self) -> bool {
        self.valid_from.is_some() || self.valid_until.is_some()
    }
}

/// Whether a rule displaces one of that id, itself or by way of the rules it displaces.
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
