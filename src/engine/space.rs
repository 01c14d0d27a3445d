//! Many situations at once: one complaint at one order state, and for every other fact the values
//! that are still open.
//!
//! One primitive carries every exact claim: split on the fact that most undecided rules test, treat
//! values that no undecided rule tells apart as one, and stop where the answer is the same throughout.

use std::ops::ControlFlow;

use crate::engine::reference::remedy_of;
use crate::facts::{self, COMPLAINT, FACTS, FactId, IMPOSSIBLE, ORDER_STATE, Values};
use crate::order;
use crate::policy::{Policy, RuleId};
use crate::remedy::RemedyId;

/// Number of facts.
pub const N: usize = FACTS.len();

/// The values still open for each fact. Facts that do not apply in the block are not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space(pub [Values; N]);

/// One complaint at one order state, with the rules that can hold there.
#[derive(Debug)]
pub struct Block<'a> {
    pub policy: &'a Policy,
    pub complaint: usize,
    pub order_state: Option<usize>,
    /// Whether each fact applies.
    pub applies: [bool; N],
    /// The rules that can hold here, with their conditions on facts beside complaint and order state.
    pub rules: Vec<BlockRule>,
    /// Positions in `rules` of those that name a remedy.
    pub remedy_rules: Vec<usize>,
}

/// A rule within a block.
#[derive(Debug)]
pub struct BlockRule {
    pub id: RuleId,
    /// The values it asks of each fact it tests, where that excludes any.
    pub tests: Vec<(FactId, Values)>,
}

impl BlockRule {
    /// Whether it holds in every, some or no situation of a space.
    pub fn holds(&self, space: &Space) -> Holds {
        let mut everywhere = true;
        for (fact, values) in &self.tests {
            let open = space.0[*fact];
            if open & values == 0 {
                return Holds::Nowhere;
            }
            everywhere &= open & !values == 0;
        }
        if everywhere { Holds::Everywhere } else { Holds::Somewhere }
    }

    fn tests(&self, fact: FactId) -> bool {
        self.tests.iter().any(|(tested, _)| *tested == fact)
    }
}

/// In how many situations of a space a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Everywhere,
    Somewhere,
    Nowhere,
}

impl<'a> Block<'a> {
    /// The block of a complaint and an order state (`None` for complaints that have none), with the
    /// rules that are valid on `day` (`YYYY-MM-DD`); without a day, all of them.
    pub fn new(
        policy: &'a Policy,
        complaint: usize,
        order_state: Option<usize>,
        day: Option<&str>,
    ) -> Block<'a> {
        let applies: [bool; N] =
            std::array::from_fn(|fact| facts::applies(fact, complaint, order_state));
        let resolved = facts::find("resolved");
        let mut rules = Vec::new();
        'rules: for (id, rule) in policy.rules.iter().enumerate() {
            let begun =
                rule.valid_from.as_deref().is_none_or(|from| day.is_none_or(|day| day >= from));
            let lasts =
                rule.valid_until.as_deref().is_none_or(|until| day.is_none_or(|day| day <= until));
            if !(begun && lasts) {
                continue;
            }
            let mut tests = Vec::new();
            for (fact, values) in &policy.conditions[id] {
                let here = match *fact {
                    COMPLAINT => Some(complaint),
                    ORDER_STATE => order_state,
                    _ => None,
                };
                match here {
                    Some(value) if values & (1 << value) == 0 => continue 'rules,
                    Some(_) => continue,
                    None if !applies[*fact] => {
                        // A condition on a fact that does not apply is false; the default reading
                        // of `resolved` is no condition of the rule's own.
                        let own = rule.when.iter().any(|(tested, _)| tested == fact);
                        if own || Some(*fact) != resolved {
                            continue 'rules;
                        }
                    }
                    None if values & policy.all(*fact) != policy.all(*fact) => {
                        tests.push((*fact, *values));
                    }
                    None => {}
                }
            }
            rules.push(BlockRule { id, tests });
        }
        let names_remedy = |at: &usize| remedy_of(policy, rules[*at].id).is_some();
        let remedy_rules = (0..rules.len()).filter(names_remedy).collect();
        Block { policy, complaint, order_state, applies, rules, remedy_rules }
    }

    /// Every situation of the block that can occur.
    pub fn whole(&self) -> Space {
        let mut space = Space(std::array::from_fn(|fact| match fact {
            COMPLAINT => 1 << self.complaint,
            ORDER_STATE => self.order_state.map_or(0, |state| 1 << state),
            _ if self.applies[fact] => self.policy.all(fact),
            _ => 0,
        }));
        self.exclude_impossible(&mut space);
        space
    }

    /// Takes out the values that would complete a combination which cannot occur.
    ///
    /// Exact as long as every such combination has one fact beside complaint and order state, which
    /// a test holds the vocabulary to.
    pub fn exclude_impossible(&self, space: &mut Space) {
        for combination in IMPOSSIBLE {
            let mut open = None;
            let mut holds = true;
            for (code, codes) in *combination {
                let Some(fact) = facts::find(code) else { continue };
                let values = codes
                    .iter()
                    .filter_map(|code| facts::value_index(fact, code))
                    .fold(0, |set: Values, at| set | 1 << at);
                match fact {
                    COMPLAINT | ORDER_STATE => holds &= space.0[fact] & values != 0,
                    _ => open = Some((fact, values)),
                }
            }
            if let (true, Some((fact, values))) = (holds, open) {
                space.0[fact] &= !values;
            }
        }
    }

    /// The facts that apply here, complaint and order state left out.
    pub fn open_facts(&self) -> impl Iterator<Item = FactId> + '_ {
        (0..N).filter(|fact| self.applies[*fact] && *fact != COMPLAINT && *fact != ORDER_STATE)
    }

    /// How many situations a space holds.
    pub fn count(&self, space: &Space) -> u128 {
        self.open_facts().map(|fact| u128::from(space.0[fact].count_ones())).product()
    }

    /// The rules that hold everywhere and those that hold somewhere in a space, as positions in `rules`.
    pub fn sort_rules(&self, space: &Space, among: &[usize]) -> (Vec<usize>, Vec<usize>) {
        let (mut sure, mut maybe) = (Vec::new(), Vec::new());
        for at in among {
            match self.rules[*at].holds(space) {
                Holds::Everywhere => sure.push(*at),
                Holds::Somewhere => maybe.push(*at),
                Holds::Nowhere => {}
            }
        }
        (sure, maybe)
    }

    /// Goes through a space in parts within which each of the rules `among` holds everywhere or
    /// nowhere, or `settled` says that more does not matter. `visit` gets each part with the rules
    /// that hold in it, by id.
    pub fn walk(
        &self,
        space: &Space,
        among: &[usize],
        settled: &dyn Fn(&[usize], &[usize]) -> bool,
        visit: &mut dyn FnMut(&Space, &[RuleId]) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let (sure, maybe) = self.sort_rules(space, among);
        let Some(fact) = self.busiest(&maybe, space, None).filter(|_| !settled(&sure, &maybe))
        else {
            let mut holding: Vec<RuleId> = sure.iter().map(|at| self.rules[*at].id).collect();
            order::unique(&mut holding);
            return visit(space, &holding);
        };
        let among: Vec<usize> = sure.iter().chain(&maybe).copied().collect();
        for class in self.classes(fact, space.0[fact], &maybe) {
            let mut part = *space;
            part.0[fact] = class;
            self.walk(&part, &among, settled, visit)?;
        }
        ControlFlow::Continue(())
    }

    /// The fact that most of these rules test and that is still open; `except` one.
    pub fn busiest(
        &self,
        maybe: &[usize],
        space: &Space,
        except: Option<FactId>,
    ) -> Option<FactId> {
        let mut counts = [0usize; N];
        for at in maybe {
            for (fact, values) in &self.rules[*at].tests {
                if space.0[*fact] & !values != 0 && Some(*fact) != except {
                    counts[*fact] += 1;
                }
            }
        }
        let fact = (0..N).max_by_key(|fact| (counts[*fact], N - fact))?;
        (counts[fact] > 0).then_some(fact)
    }

    /// The open values of a fact, in classes that none of these rules tells apart.
    pub fn classes(&self, fact: FactId, open: Values, rules: &[usize]) -> Vec<Values> {
        let mut classes = vec![open];
        for at in rules {
            for (tested, values) in &self.rules[*at].tests {
                if *tested == fact {
                    classes = classes
                        .into_iter()
                        .flat_map(|class| [class & values, class & !values])
                        .filter(|class| *class != 0)
                        .collect();
                }
            }
        }
        classes
    }

    /// The remedy, where the rules that may still come in cannot change it any more.
    ///
    /// `sure` hold; any of `maybe` may hold as well.
    pub fn settled_remedy(&self, sure: &[usize], maybe: &[usize]) -> Option<RemedyId> {
        let id = |at: &usize| self.rules[*at].id;
        let displaces = |by: &usize, rule: &usize| {
            self.policy.overrides[id(by)].contains(&id(rule))
                && self.policy.rules[id(by)].layer >= self.policy.rules[id(rule)].layer
        };
        let out = |rule: &usize| sure.iter().any(|by| displaces(by, rule));
        let safe = |rule: &&usize| !out(rule) && !maybe.iter().any(|by| displaces(by, rule));
        let layer = |rule: &usize| self.policy.rules[id(rule)].layer;
        let top = sure.iter().filter(safe).map(layer).max()?;
        let mut remedies = sure
            .iter()
            .chain(maybe)
            .filter(|rule| layer(rule) >= top && !out(rule))
            .filter_map(|rule| remedy_of(self.policy, id(rule)));
        let first = remedies.next()?;
        remedies.all(|other| other == first).then_some(first)
    }

    /// Whether any of these rules tests a fact in a way that is still open.
    pub fn any_tests(&self, rules: &[usize], fact: FactId) -> bool {
        rules.iter().any(|at| self.rules[*at].tests(fact))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_combinations_leave_one_fact_open_beside_complaint_and_order_state() {
        for combination in IMPOSSIBLE {
            let beside = combination
                .iter()
                .filter_map(|(code, _)| facts::find(code))
                .filter(|fact| ![COMPLAINT, ORDER_STATE].contains(fact))
                .count();
            assert_eq!(beside, 1, "{combination:?}");
        }
    }
}
