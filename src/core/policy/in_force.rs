//! All rules that are in force together.

use crate::plain::sort;
use crate::policy::fall_backs;
use crate::policy::ranges::Ranges;
use crate::policy::rule::{Rule, RuleId, Test};
use crate::vocabulary::facts::{self, FACTS, FactId, Kind, RESOLVED, Values};

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

    /// The same with further rules in force beside its own.
    pub fn with(&self, rules: &[Rule]) -> Policy {
        Policy::new(self.written().iter().chain(rules).cloned().collect())
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
    let sorted = sort::positions(&rules, |rule| rule.id.as_ref());
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
    sort::by_key(&mut tests, |(fact, _)| *fact);
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
