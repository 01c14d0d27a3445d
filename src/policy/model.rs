//! What a rule is once it has been read and checked. Plain data that travels inside the wasm.

use serde::{Deserialize, Serialize};

use super::fall_backs;
use crate::act::ActId;
use crate::facts::{self, FACTS, FactId, Kind, RESOLVED, Values};
use crate::order;
use crate::remedy::RemedyId;
use crate::text::{self, Text};

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

/// How well a source is verified, weakest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_family = "wasm", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Verified {
    /// Official text read.
    Primary,
    /// Official text read in a third party's transcription.
    PrimaryMirror,
    /// Summary, quotation or translation read.
    Secondary,
    /// Advice of one of the four articles.
    Seed,
    /// What an article says of a platform's policy, without support elsewhere.
    SeedClaim,
}

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Source {
    /// Id in the project's list of sources; empty for a source that a shop wrote itself.
    #[serde(deserialize_with = "text::shipped")]
    pub id: Text,
    #[serde(deserialize_with = "text::shipped")]
    pub title: Text,
    /// Article, section or lines.
    #[serde(deserialize_with = "text::shipped")]
    pub locator: Text,
    /// Date or version of the text that was read, as it calls itself.
    #[serde(deserialize_with = "text::optional")]
    pub edition: Option<Text>,
    #[serde(deserialize_with = "text::optional")]
    pub url: Option<Text>,
    /// Day on which it was read, `YYYY-MM-DD`.
    #[serde(deserialize_with = "text::optional")]
    pub captured: Option<Text>,
    pub verified: Verified,
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

/// How a period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// By the clock, from the instant itself.
    Hours,
    /// Calendar days in the region's zone; the day of the event is not counted and the last day counts whole.
    Days,
    /// Counted as days are: Monday to Friday without public holidays, as far as these are known.
    WorkingDays,
}

impl Unit {
    pub const ALL: [Unit; 3] = [Unit::Hours, Unit::Days, Unit::WorkingDays];

    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Unit::Hours => "hours",
            Unit::Days => "days",
            Unit::WorkingDays => "working_days",
        }
    }
}

/// A period that starts with an event.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Within {
    pub value: u32,
    pub unit: Unit,
    /// Position in [`facts::EVENTS`].
    pub from: usize,
    /// Whether days that end on a day of rest go on to the end of the next working day, as far as
    /// working days are known.
    pub to_working_day: bool,
}

impl Within {
    /// How else than with its last day a period of days may end, as packs write it.
    pub const ENDS: &[&str] = &["working_day"];
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

/// All rules that are in force together, with the ranges that their numbers are cut into.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The rules by id, then those that stand in for them where offers were declined.
    pub rules: Vec<Rule>,
    /// How many rules were put in force.
    written: usize,
    /// For each fact that is a number: the thresholds that rules use, ascending, starting with 0.
    pub cuts: Vec<Vec<u32>>,
    /// For each rule: the values it asks of each fact it tests, the defaults that a rule reads filled in.
    pub conditions: Vec<Vec<(FactId, Values)>>,
    /// For each rule: the rules it displaces, by position.
    pub overrides: Vec<Vec<RuleId>>,
}

impl Policy {
    /// Puts rules in force together. Ids in `overrides` that name no rule are ignored: reading reports them.
    pub fn new(rules: Vec<Rule>) -> Policy {
        Policy::beside(rules, &[])
    }

    /// Puts rules in force together, with numbers cut where these other rules cut them, too: so that
    /// the situations of two policies can be compared one by one.
    pub fn beside(rules: Vec<Rule>, others: &[Rule]) -> Policy {
        // INVARIANT (order decides nothing): positions follow the ids, whatever the order of the files.
        let mut rules = by_id(rules);
        rules.retain(|rule| rule.declined == 0);
        let written = rules.len();
        rules.extend(fall_backs::of(&rules));
        let Ranges(cuts) = Ranges::of(rules.iter().chain(others));
        // INVARIANT (a range has a bit of its own): packs with more ranges are refused where they are read.
        assert!(cuts.iter().all(|cuts| cuts.len() <= Ranges::MOST), "too many ranges");
        let unresolved: Values =
            facts::value_index(RESOLVED, "no").map(|at| 1 << at).unwrap_or_default();
        let conditions = rules.iter().map(|rule| conditions(rule, &cuts, unresolved)).collect();
        let overrides = rules.iter().map(|rule| displaced(&rules, written, rule)).collect();
        Policy { cuts, conditions, overrides, rules, written }
    }

    /// How many values (for numbers: ranges) a fact has.
    pub fn count(&self, fact: FactId) -> usize {
        match FACTS[fact].kind {
            Kind::Choice(codes) => codes.len(),
            Kind::Number { .. } => self.cuts[fact].len(),
        }
    }

    /// All values of a fact.
    pub fn all(&self, fact: FactId) -> Values {
        let count = self.count(fact);
        if count >= 64 { Values::MAX } else { (1 << count) - 1 }
    }

    /// The range that a number falls into.
    pub fn range_of(&self, fact: FactId, number: u32) -> usize {
        self.cuts[fact].partition_point(|cut| *cut <= number).saturating_sub(1)
    }

    /// The code of a value; for a range of numbers, its first number.
    pub fn value_code(&self, fact: FactId, value: usize) -> String {
        match FACTS[fact].kind {
            Kind::Choice(codes) => codes.get(value).copied().unwrap_or_default().to_owned(),
            Kind::Number { .. } => {
                self.cuts[fact].get(value).copied().unwrap_or_default().to_string()
            }
        }
    }

    /// The rules that were put in force, without what stands in for them.
    pub fn written(&self) -> &[Rule] {
        &self.rules[..self.written]
    }

    /// The position of a rule, or of what stands in for it, in this policy.
    pub fn place_of(&self, id: &str, declined: u32) -> Option<RuleId> {
        let at = self.find(id)?;
        if declined == 0 {
            return Some(at);
        }
        let is_it = |rule: &Rule| rule.id == id && rule.declined == declined;
        self.rules[self.written..].iter().position(is_it).map(|at| self.written + at)
    }

    /// The rule of that id.
    pub fn find(&self, id: &str) -> Option<RuleId> {
        find(self.written(), id)
    }
}

/// The rules in the order of their ids, in which the build has written the shipped ones.
fn by_id(rules: Vec<Rule>) -> Vec<Rule> {
    if rules.is_sorted_by(|one, other| one.id <= other.id) {
        return rules;
    }
    let sorted = order::positions(&rules, |rule| rule.id.as_ref());
    let mut unsorted: Vec<Option<Rule>> = rules.into_iter().map(Some).collect();
    sorted.iter().filter_map(|at| unsorted[*at].take()).collect()
}

/// The values that a rule asks of each fact it tests.
// Apart from the loop over all rules: a loop with this in it is hot enough for a browser to compile it a second
// time, just while a page works out its first answer.
#[inline(never)]
fn conditions(rule: &Rule, cuts: &[Vec<u32>], unresolved: Values) -> Vec<(FactId, Values)> {
    let mut tests: Vec<(FactId, Values)> =
        rule.when.iter().map(|(fact, test)| (*fact, values(test, &cuts[*fact]))).collect();
    // A rule that does not test `resolved` reads `resolved = no`, where the fact applies.
    if !tests.iter().any(|(fact, _)| *fact == RESOLVED) {
        tests.push((RESOLVED, unresolved));
    }
    order::by_key(&mut tests, |(fact, _)| *fact);
    tests
}

/// The rules that a rule displaces, by position: those it names, and what stands in for these. What stands in
/// for a rule displaces that rule only.
#[inline(never)]
fn displaced(rules: &[Rule], written: usize, rule: &Rule) -> Vec<RuleId> {
    let mut displaced = Vec::new();
    for id in &rule.overrides {
        displaced.extend(find(&rules[..written], id));
        if rule.declined == 0 {
            displaced.extend((written..rules.len()).filter(|at| rules[*at].id == **id));
        }
    }
    displaced
}

fn find(rules: &[Rule], id: &str) -> Option<RuleId> {
    rules.binary_search_by(|rule| (*rule.id).cmp(id)).ok()
}

/// For each fact that is a number: the thresholds that rules use, ascending, starting with 0.
pub struct Ranges(Vec<Vec<u32>>);

impl Ranges {
    /// Most ranges of one number: a set of values has a bit for each.
    pub const MOST: usize = Values::BITS as usize;

    /// The thresholds of these rules, however many there are.
    pub fn of<'r>(rules: impl Iterator<Item = &'r Rule>) -> Ranges {
        let mut ranges: Vec<Vec<u32>> = vec![Vec::new(); FACTS.len()];
        for (cuts, fact) in ranges.iter_mut().zip(FACTS) {
            if matches!(fact.kind, Kind::Number { .. }) {
                cuts.push(0);
            }
        }
        for rule in rules {
            thresholds(rule, |fact, cut| insert(&mut ranges[fact], cut));
        }
        Ranges(ranges)
    }

    /// Adds the thresholds of a rule, or none of them and returns the fact that has no room for more.
    pub fn add(&mut self, rule: &Rule) -> Result<(), FactId> {
        let mut grown: Vec<(FactId, Vec<u32>)> = Vec::new();
        thresholds(rule, |fact, cut| {
            let known = grown.iter().position(|(other, _)| *other == fact);
            let at = known.unwrap_or_else(|| {
                grown.push((fact, self.0[fact].clone()));
                grown.len() - 1
            });
            insert(&mut grown[at].1, cut);
        });
        if let Some((fact, _)) = grown.iter().find(|(_, cuts)| cuts.len() > Ranges::MOST) {
            return Err(*fact);
        }
        grown.into_iter().for_each(|(fact, cuts)| self.0[fact] = cuts);
        Ok(())
    }
}

/// Adds a threshold to ascending ones, once.
fn insert(cuts: &mut Vec<u32>, cut: u32) {
    if let Err(place) = cuts.binary_search(&cut) {
        cuts.insert(place, cut);
    }
}

/// Visits the thresholds that a rule uses, each with the number that it cuts.
fn thresholds(rule: &Rule, mut visit: impl FnMut(FactId, u32)) {
    for (fact, test) in &rule.when {
        if let (Test::Number(bounds), Kind::Number { max, .. }) = (test, FACTS[*fact].kind) {
            for cut in bounds.at_least.into_iter().chain(bounds.less_than) {
                if cut <= max {
                    visit(*fact, cut);
                }
            }
        }
    }
}

/// The values that satisfy a test.
fn values(test: &Test, cuts: &[u32]) -> Values {
    match test {
        Test::OneOf(values) => *values,
        Test::Number(bounds) => cuts
            .iter()
            .enumerate()
            .filter(|(_, cut)| {
                bounds.at_least.is_none_or(|least| **cut >= least)
                    && bounds.less_than.is_none_or(|most| **cut < most)
            })
            .fold(0, |set, (at, _)| set | 1 << at),
    }
}
