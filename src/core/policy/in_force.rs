//! Policies: the rules that are in force together.

use crate::plain::set::Set;
use crate::plain::sort;
use crate::policy::ranges::Ranges;
use crate::policy::rule::{Rule, RuleId, Test};
use crate::policy::{claims, fall_backs};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::facts::{FactId, Kind, Values};

/// The rules that are in force together, with the ranges of numeric facts.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The vocabulary that the rules are written in.
    pub vocabulary: &'static Vocabulary,
    /// The written rules in the order of their ids, then those derived from them: fall-backs and claims.
    pub rules: Vec<Rule>,
    /// The number of written rules.
    written: usize,
    /// For each numeric fact: the starts of its ranges, ascending from 0.
    pub cuts: Vec<Vec<u32>>,
    /// For each rule: the values that it requires of each fact, including those that it reads untested.
    pub conditions: Vec<Vec<(FactId, Values)>>,
    /// For each fact: all its values.
    all: Vec<Values>,
    /// For each rule: the positions of the rules that it displaces.
    pub overrides: Vec<Vec<RuleId>>,
}

impl Policy {
    /// The policy of these rules. Unknown ids in `overrides` are ignored; readers of packs report them.
    pub fn new(vocabulary: &'static Vocabulary, rules: Vec<Rule>) -> Policy {
        Policy::beside(vocabulary, rules, &[])
    }

    /// The policy of these rules, with ranges split at the thresholds of other rules as well, so that the situations of
    /// two policies can be compared.
    pub fn beside(vocabulary: &'static Vocabulary, rules: Vec<Rule>, others: &[Rule]) -> Policy {
        // INVARIANT (order decides nothing): positions follow the ids, not the order of the files.
        let mut rules = by_id(rules);
        rules.retain(|rule| rule.derived == 0);
        let written = rules.len();
        let fall_backs = fall_backs::of(vocabulary, &rules);
        let claims = claims::of(vocabulary, &rules);
        rules.extend(fall_backs.into_iter().chain(claims));
        let Ranges(cuts) = Ranges::of(vocabulary, rules.iter().chain(others));
        let facts = &vocabulary.facts;
        let read: Vec<FactId> =
            (0..facts.len()).filter(|fact| facts[*fact].is_read_untested()).collect();
        let conditions =
            rules.iter().map(|rule| conditions(vocabulary, rule, &cuts, &read)).collect();
        let overrides = rules.iter().map(|rule| displaced(&rules, written, rule)).collect();
        let count = |(at, cuts): (usize, &Vec<u32>)| match vocabulary.facts[at].kind {
            Kind::Choice(_) => vocabulary.facts[at].choices(),
            Kind::Number { .. } => cuts.len(),
        };
        let all = cuts.iter().enumerate().map(|fact| Set::below(count(fact))).collect();
        Policy { vocabulary, cuts, conditions, all, overrides, rules, written }
    }

    /// The policy with further rules in force.
    pub fn with(&self, rules: &[Rule]) -> Policy {
        Policy::new(self.vocabulary, self.written().iter().chain(rules).cloned().collect())
    }

    /// The number of values (for numbers: ranges) of a fact.
    pub fn count(&self, fact: FactId) -> usize {
        self.all[fact].count() as usize
    }

    /// All values of a fact.
    pub fn all(&self, fact: FactId) -> &Values {
        &self.all[fact]
    }

    /// The position of the range that contains a number.
    pub fn range_of(&self, fact: FactId, number: u32) -> usize {
        self.cuts[fact].partition_point(|cut| *cut <= number).saturating_sub(1)
    }

    /// The code of a value; for a range, its first number.
    pub fn value_code(&self, fact: FactId, value: usize) -> String {
        match &self.vocabulary.facts[fact].kind {
            Kind::Choice(codes) => codes.get(value).copied().unwrap_or_default().to_owned(),
            Kind::Number { .. } => {
                self.cuts[fact].get(value).copied().unwrap_or_default().to_string()
            }
        }
    }

    /// The written rules, without derived ones.
    pub fn written(&self) -> &[Rule] {
        &self.rules[..self.written]
    }

    /// The position of a rule or, if `derived` is not 0, of the one with that number derived from it.
    pub fn place_of(&self, id: &str, derived: u32) -> Option<RuleId> {
        let at = self.find(id)?;
        if derived == 0 {
            return Some(at);
        }
        let mut rules = self.rules[self.written..].iter();
        let found = rules.position(|rule| rule.id == id && rule.derived == derived);
        found.map(|at| self.written + at)
    }

    /// Whether each rule is one of these written ones or derived from one.
    pub fn marked(&self, rules: impl Iterator<Item = RuleId>) -> Vec<bool> {
        let mut marked = vec![false; self.rules.len()];
        rules.for_each(|rule| marked[rule] = true);
        for at in self.written..self.rules.len() {
            marked[at] = self.find(&self.rules[at].id).is_some_and(|of| marked[of]);
        }
        marked
    }

    /// The position of the written rule that a rule is or is derived from.
    pub fn written_of(&self, rule: RuleId) -> RuleId {
        if self.rules[rule].derived == 0 {
            rule
        } else {
            self.find(&self.rules[rule].id).unwrap_or(rule)
        }
    }

    /// The position of the rule with an id.
    pub fn find(&self, id: &str) -> Option<RuleId> {
        find(self.written(), id)
    }
}

/// Sorts rules by id; shipped rules are sorted already.
fn by_id(rules: Vec<Rule>) -> Vec<Rule> {
    if rules.is_sorted_by(|one, other| one.id <= other.id) {
        return rules;
    }
    let sorted = sort::positions(&rules, |rule| rule.id.as_ref());
    let mut unsorted: Vec<Option<Rule>> = rules.into_iter().map(Some).collect();
    sorted.iter().filter_map(|at| unsorted[*at].take()).collect()
}

/// The values that a rule requires of each fact that it tests or reads untested; `read` are the facts that rules read
/// untested.
// Not inlined into the loop over all rules, which browsers would otherwise recompile during the first answer.
#[inline(never)]
fn conditions(
    vocabulary: &Vocabulary,
    rule: &Rule,
    cuts: &[Vec<u32>],
    read: &[FactId],
) -> Vec<(FactId, Values)> {
    let mut tests: Vec<(FactId, Values)> =
        rule.when.iter().map(|(fact, test)| (*fact, values(test, &cuts[*fact]))).collect();
    for fact in read {
        if let Some(values) = vocabulary.facts[*fact].implied(rule.layer, rule.is_claim())
            && !tests.iter().any(|(tested, _)| tested == fact)
        {
            tests.push((*fact, values.clone()));
        }
    }
    sort::by_key(&mut tests, |(fact, _)| *fact);
    tests
}

/// The positions of the rules that a rule displaces: those in `overrides` and what is derived from them. A derived rule
/// displaces none but, if it is a fall-back, its own.
#[inline(never)]
fn displaced(rules: &[Rule], written: usize, rule: &Rule) -> Vec<RuleId> {
    let mut displaced = Vec::new();
    for id in &rule.overrides {
        displaced.extend(find(&rules[..written], id));
        if rule.derived == 0 {
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
        Test::OneOf(values) => values.clone(),
        Test::Number(bounds) => cuts
            .iter()
            .enumerate()
            .filter(|(_, cut)| {
                bounds.at_least.is_none_or(|least| **cut >= least)
                    && bounds.less_than.is_none_or(|most| **cut < most)
            })
            .map(|(at, _)| at)
            .collect(),
    }
}
