//! Every situation of one complaint at one order state, written out, with what follows in each.
//!
//! Facts that no rule tests change nothing, by the meaning of a rule; they are held at one value, and
//! counted.

use std::collections::BTreeSet;

use aftersales::shipped::vocabulary;
use aftersales_core::case::Case;
use aftersales_core::engine::reference::{Outcome, Situation, evaluate};
use aftersales_core::policy::{Policy, Rule, Test};
use aftersales_core::vocabulary::facts::Stated;
use aftersales_core::vocabulary::facts::{COMPLAINT, FactId, Kind, ORDER_STATE};
use aftersales_core::vocabulary::remedies::RemedyId;

use crate::situations::{Pair, can_occur, empty, open_facts, pairs, start};

/// A fact that rules test, with its values: of a number the first of each range.
pub struct Axis {
    pub fact: FactId,
    pub values: Vec<Stated>,
    /// The value that is assumed, by position.
    pub start: Option<usize>,
}

/// A value, by position, for every axis that a case states.
pub type Partial = Vec<Option<usize>>;

pub struct Table {
    pub pair: Pair,
    pub axes: Vec<Axis>,
    pub situations: Vec<Situation>,
    pub outcomes: Vec<Outcome>,
    /// How many situations each of these stands for.
    pub weight: u128,
}

impl Table {
    pub fn new(policy: &Policy, pair: Pair, day: Option<&str>) -> Table {
        let tested = tested(&policy.rules);
        let mut first = empty().stated;
        first[COMPLAINT] = Some(Stated::Choice(pair.0));
        first[ORDER_STATE] = pair.1.map(Stated::Choice);
        let (mut axes, mut situations, mut weight) = (Vec::new(), vec![first], 1);
        for fact in open_facts(pair) {
            let values = ranges(policy, fact, pair.1);
            if !tested.contains(&fact) {
                weight *= values.len() as u128;
                situations.iter_mut().for_each(|situation| situation[fact] = Some(values[0]));
                continue;
            }
            let with = |situation: &Situation, value: &Stated| {
                let mut next = situation.clone();
                next[fact] = Some(*value);
                next
            };
            situations = situations
                .iter()
                .flat_map(|situation| values.iter().map(move |value| with(situation, value)))
                .collect();
            let position = |start| values.iter().rposition(|value| at_most(*value, start));
            axes.push(Axis { fact, start: start(fact).and_then(position), values });
        }
        let outcomes = situations.iter().map(|one| evaluate(policy, one, day)).collect();
        Table { pair, axes, situations, outcomes, weight }
    }

    /// Every way in which a case can state some of the axes.
    pub fn partials(&self) -> Vec<Partial> {
        let mut partials: Vec<Partial> = vec![Vec::new()];
        for axis in &self.axes {
            let choices = (0..axis.values.len()).map(Some).chain([None]);
            let longer = |partial: &Partial, choice| [partial.clone(), vec![choice]].concat();
            partials = partials
                .iter()
                .flat_map(|partial| choices.clone().map(move |choice| longer(partial, choice)))
                .collect();
        }
        partials
    }

    /// The case that states this much; facts that no rule tests are left out.
    pub fn case(&self, partial: &Partial) -> Case {
        let mut case = empty();
        case.stated[COMPLAINT] = Some(Stated::Choice(self.pair.0));
        case.stated[ORDER_STATE] = self.pair.1.map(Stated::Choice);
        for (axis, at) in self.axes.iter().zip(partial) {
            case.stated[axis.fact] = at.map(|at| axis.values[at]);
        }
        case
    }

    /// The situations that a case may turn out to be, by position; assumed facts as assumed, or,
    /// with `vary_assumed`, with every value.
    pub fn completions(&self, partial: &Partial, vary_assumed: bool) -> Vec<usize> {
        let mut found = vec![0];
        for (axis, at) in self.axes.iter().zip(partial) {
            let assumed = axis.start.filter(|_| !vary_assumed);
            let open = match at.or(assumed) {
                Some(at) => at..at + 1,
                None => 0..axis.values.len(),
            };
            found = found
                .iter()
                .flat_map(|so_far| open.clone().map(move |at| so_far * axis.values.len() + at))
                .collect();
        }
        found
    }

    /// The same situation with each value of one axis.
    pub fn along(&self, situation: usize, axis: usize) -> impl Iterator<Item = usize> + '_ {
        let stride: usize = self.axes[axis + 1..].iter().map(|axis| axis.values.len()).product();
        let count = self.axes[axis].values.len();
        let here = situation / stride % count;
        (0..count).map(move |at| situation - here * stride + at * stride)
    }

    /// The remedies that a case may turn out to have.
    pub fn reached(&self, partial: &Partial) -> BTreeSet<RemedyId> {
        let remedy = |at: usize| self.outcomes[at].remedy;
        self.completions(partial, false).into_iter().filter_map(remedy).collect()
    }

    /// Whether an axis alone changes something for people in some completion of a case, the assumed
    /// facts as they may turn out.
    pub fn matters(&self, partial: &Partial, axis: usize) -> bool {
        self.completions(partial, true).into_iter().any(|situation| {
            let here = &self.outcomes[situation];
            self.along(situation, axis).any(|other| !here.same_for_people(&self.outcomes[other]))
        })
    }

    /// The facts that apply and that no rule tests.
    pub fn untested(&self) -> Vec<FactId> {
        let tests = |fact: &FactId| self.axes.iter().any(|axis| axis.fact == *fact);
        open_facts(self.pair).into_iter().filter(|fact| !tests(fact)).collect()
    }
}

/// Whether a value is the other, or for numbers not larger.
fn at_most(one: Stated, other: Stated) -> bool {
    match (one, other) {
        (Stated::Number(one), Stated::Number(other)) => one <= other,
        _ => one == other,
    }
}

/// The facts that some rule tests, or reads although it does not test them.
pub fn tested(rules: &[Rule]) -> Vec<FactId> {
    let facts = &vocabulary().facts;
    let reads = |rule: &Rule, fact: FactId| {
        facts[fact].implied(rule.layer, rule.is_claim()).is_some()
            || rule.when.iter().any(|(tested, _)| *tested == fact)
    };
    (0..facts.len()).filter(|fact| rules.iter().any(|rule| reads(rule, *fact))).collect()
}

/// Every value of a fact that can occur; of a number, the first of every range.
pub fn ranges(policy: &Policy, fact: FactId, state: Option<usize>) -> Vec<Stated> {
    match &vocabulary().facts[fact].kind {
        Kind::Choice(codes) => {
            let possible = (0..codes.len()).filter(|at| can_occur(fact, *at, state));
            possible.map(Stated::Choice).collect()
        }
        Kind::Number { .. } => policy.cuts[fact].iter().copied().map(Stated::Number).collect(),
    }
}

/// The complaints that rules name, at every order state at which they can be raised; where no rule
/// names one, the first.
pub fn pairs_of(policy: &Policy) -> Vec<Pair> {
    let named = |(complaint, _): &Pair| {
        policy.rules.iter().flat_map(|rule| &rule.when).any(|(fact, test)| {
            *fact == COMPLAINT && matches!(test, Test::OneOf(values) if values.contains(*complaint))
        })
    };
    let first = pairs()[0].0;
    let any = pairs().iter().any(named);
    let here = |pair: &Pair| if any { named(pair) } else { pair.0 == first };
    pairs().into_iter().filter(here).collect()
}
