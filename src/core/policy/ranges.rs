//! Ranges of numeric facts, split at the thresholds that rules use.

use crate::policy::rule::{Rule, Test};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::facts::{FactId, Kind};

/// For each numeric fact: the starts of its ranges, ascending from 0.
pub struct Ranges(pub(super) Vec<Vec<u32>>);

impl Ranges {
    /// The maximum number of ranges of a fact in the rules that a shop may bring: more would make each answer slow.
    pub const MAX: usize = 256;

    /// The ranges at the thresholds of these rules; their number is not checked.
    pub fn of<'r>(vocabulary: &Vocabulary, rules: impl Iterator<Item = &'r Rule>) -> Ranges {
        let mut ranges: Vec<Vec<u32>> = vec![Vec::new(); vocabulary.facts.len()];
        for (cuts, fact) in ranges.iter_mut().zip(&vocabulary.facts) {
            if matches!(fact.kind, Kind::Number { .. }) {
                cuts.push(0);
            }
        }
        for rule in rules {
            thresholds(vocabulary, rule, |fact, cut| insert(&mut ranges[fact], cut));
        }
        Ranges(ranges)
    }

    /// Adds the thresholds of a rule. If a fact would exceed [`Ranges::MAX`], nothing is added and the fact is returned.
    pub fn add(&mut self, vocabulary: &Vocabulary, rule: &Rule) -> Result<(), FactId> {
        let mut grown: Vec<(FactId, Vec<u32>)> = Vec::new();
        thresholds(vocabulary, rule, |fact, cut| {
            let known = grown.iter().position(|(other, _)| *other == fact);
            let at = known.unwrap_or_else(|| {
                grown.push((fact, self.0[fact].clone()));
                grown.len() - 1
            });
            insert(&mut grown[at].1, cut);
        });
        if let Some((fact, _)) = grown.iter().find(|(_, cuts)| cuts.len() > Ranges::MAX) {
            return Err(*fact);
        }
        grown.into_iter().for_each(|(fact, cuts)| self.0[fact] = cuts);
        Ok(())
    }
}

/// Inserts a threshold into an ascending list unless it is there.
fn insert(cuts: &mut Vec<u32>, cut: u32) {
    if let Err(place) = cuts.binary_search(&cut) {
        cuts.insert(place, cut);
    }
}

/// Visits the thresholds of a rule, each with its fact.
fn thresholds(vocabulary: &Vocabulary, rule: &Rule, mut visit: impl FnMut(FactId, u32)) {
    for (fact, test) in &rule.when {
        if let (Test::Number(bounds), Kind::Number { max, .. }) =
            (test, &vocabulary.facts[*fact].kind)
        {
            for cut in bounds.at_least.into_iter().chain(bounds.less_than) {
                if cut <= *max {
                    visit(*fact, cut);
                }
            }
        }
    }
}
