//! The ranges that numbers are cut into, at the thresholds that rules use.

use crate::policy::rule::{Rule, Test};
use crate::vocabulary::facts::{FACTS, FactId, Kind, Values};

/// For each fact that is a number: the thresholds that rules use, ascending, starting with 0.
pub struct Ranges(pub(super) Vec<Vec<u32>>);

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
