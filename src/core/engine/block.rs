//! Many situations at once: one complaint at one order state, and for every other fact the values
//! that are still open.
//!
//! One primitive carries every exact claim: split on the fact that most undecided rules test, treat values that no
//! undecided rule distinguishes as one, and stop where the answer is the same throughout.
//! Which rules hold is read off bits: for every value of every fact, the rules that allow it.

use std::ops::ControlFlow;

use crate::engine::block_rule::{BlockRule, tests};
use crate::engine::effects::Effects;
use crate::engine::set::Set;
use crate::policy::{Policy, RuleId};
use crate::vocabulary::facts::{
    self, COMPLAINT, FactId, IMPOSSIBLE, N, ORDER_STATE, Values, members,
};

/// The values still open for each fact. Facts that do not apply in the block are not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space(pub [Values; N]);

impl Space {
    /// The same with one fact set to some of its values.
    pub fn with(&self, fact: FactId, values: Values) -> Space {
        let mut part = *self;
        part.0[fact] = values;
        part
    }
}

/// One complaint at one order state, with the rules that can hold there.
#[derive(Debug)]
pub struct Block<'a> {
    pub policy: &'a Policy,
    pub complaint: usize,
    pub order_state: Option<usize>,
    /// Whether each fact applies.
    pub applies: [bool; N],
    /// The rules that can hold here, by id, with their conditions on facts beside complaint and
    /// order state. Sets of rules hold positions in this list.
    pub rules: Vec<BlockRule>,
    /// What the rules do.
    pub effects: Effects,
    /// Every rule.
    pub all: Set,
    whole: Space,
    columns: Vec<Column>,
}

/// A fact that rules of the block test.
#[derive(Debug)]
struct Column {
    fact: FactId,
    /// The values that can occur in the block.
    whole: Values,
    /// For each value, the rules that allow it.
    rows: Vec<Set>,
    /// The rules that allow some value that can occur, and those that allow all.
    some: Set,
    every: Set,
}

impl Column {
    /// The rules that allow some of these values, and those that allow all of them.
    fn allow(&self, open: Values) -> (Set, Set) {
        let mut values = members(open);
        let Some(first) = values.next() else { return (Set::default(), Set::default()) };
        let (mut some, mut every) = (self.rows[first].clone(), self.rows[first].clone());
        for value in values {
            some.add(&self.rows[value]);
            every.keep(&self.rows[value]);
        }
        (some, every)
    }
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
        let mut rules = Vec::new();
        for (id, rule) in policy.rules.iter().enumerate() {
            if rule.is_valid(day)
                && let Some(tests) = tests(policy, id, complaint, order_state, &applies)
            {
                rules.push(BlockRule { id, tests });
            }
        }
        let whole = whole(policy, complaint, order_state, &applies);
        let mut all = Set::with_room(rules.len());
        (0..rules.len()).for_each(|at| all.insert(at));
        let columns = (0..N).filter_map(|fact| column(policy, &rules, &whole, fact)).collect();
        let effects = Effects::new(policy, &rules);
        Block { policy, complaint, order_state, applies, rules, effects, all, whole, columns }
    }

    /// Every situation of the block that can occur.
    pub fn whole(&self) -> Space {
        self.whole
    }

    /// The facts that apply here, complaint and order state left out.
    pub fn open_facts(&self) -> impl Iterator<Item = FactId> + '_ {
        (0..N).filter(|fact| self.applies[*fact] && *fact != COMPLAINT && *fact != ORDER_STATE)
    }

    /// How many situations a space holds.
    pub fn count(&self, space: &Space) -> u128 {
        self.open_facts().map(|fact| u128::from(space.0[fact].count_ones())).product()
    }

    /// The ids of some rules, ascending.
    pub fn ids(&self, rules: &Set) -> Vec<RuleId> {
        rules.iter().map(|at| self.rules[at].id).collect()
    }

    /// The positions of the rules that are among some.
    pub fn places(&self, is_among: impl Fn(RuleId) -> bool) -> Set {
        let mut places = Set::with_room(self.rules.len());
        let among = |at: &usize| is_among(self.rules[*at].id);
        (0..self.rules.len()).filter(among).for_each(|at| places.insert(at));
        places
    }

    /// The part of the block in which conditions hold; `None` if they hold nowhere.
    pub fn where_holds(&self, tests: &[(FactId, Values)]) -> Option<Space> {
        let mut space = self.whole;
        for (fact, values) in tests {
            space.0[*fact] &= values;
        }
        self.open_facts().all(|fact| space.0[fact] != 0).then_some(space)
    }

    /// Of some rules, those that hold everywhere in a space and those that hold somewhere only.
    pub fn sort(&self, space: &Space, among: &Set) -> (Set, Set) {
        let (mut sure, mut maybe) = (among.clone(), among.clone());
        for column in &self.columns {
            let open = space.0[column.fact];
            if open.count_ones() == 1 {
                let row = &column.rows[open.trailing_zeros() as usize];
                sure.keep(row);
                maybe.keep(row);
            } else if open == column.whole {
                sure.keep(&column.every);
                maybe.keep(&column.some);
            } else {
                let (some, every) = column.allow(open);
                sure.keep(&every);
                maybe.keep(&some);
            }
        }
        maybe.remove(&sure);
        (sure, maybe)
    }

    /// Goes through a space in parts within which each of the rules `among` holds everywhere or
    /// nowhere, or `settled` returns that more makes no difference. `visit` gets each part with the rules
    /// that hold in it.
    pub fn walk(
        &self,
        space: &Space,
        among: &Set,
        settled: &impl Fn(&Set, &Set) -> bool,
        visit: &mut impl FnMut(&Space, &Set) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let (sure, maybe) = self.sort(space, among);
        if maybe.is_empty() || settled(&sure, &maybe) {
            return visit(space, &sure);
        }
        let Some(fact) = self.most_tested(&maybe, space, None) else { return visit(space, &sure) };
        let among = sure.or(&maybe);
        for class in self.classes(fact, space.0[fact], &maybe) {
            self.walk(&space.with(fact, class), &among, settled, visit)?;
        }
        ControlFlow::Continue(())
    }

    /// The fact that most of these rules test and that is still open; `except` one.
    pub fn most_tested(
        &self,
        maybe: &Set,
        space: &Space,
        except: Option<FactId>,
    ) -> Option<FactId> {
        let mut most_tested = None;
        let mut most = 0;
        for column in &self.columns {
            let open = space.0[column.fact];
            if open.count_ones() < 2 || Some(column.fact) == except {
                continue;
            }
            let undecided = if open == column.whole {
                maybe.without(&column.every)
            } else {
                maybe.without(&column.allow(open).1)
            };
            let count = undecided.count();
            if count > most {
                (most_tested, most) = (Some(column.fact), count);
            }
        }
        most_tested
    }

    /// The open values of a fact, in classes that none of these rules distinguishes.
    pub fn classes(&self, fact: FactId, open: Values, rules: &Set) -> Vec<Values> {
        let Some(column) = self.column(fact) else { return vec![open] };
        let mut classes: Vec<(Set, Values)> = Vec::new();
        for value in members(open) {
            let allowing = column.rows[value].and(rules);
            match classes.iter_mut().find(|(other, _)| *other == allowing) {
                Some((_, class)) => *class |= 1 << value,
                None => classes.push((allowing, 1 << value)),
            }
        }
        classes.into_iter().map(|(_, class)| class).collect()
    }

    /// Of some rules, those that distinguish open values of a fact.
    pub fn distinguishing(&self, fact: FactId, open: Values, rules: &Set) -> Set {
        let Some(column) = self.column(fact) else { return rules.without(rules) };
        let (some, every) = column.allow(open);
        rules.and(&some).without(&every)
    }

    fn column(&self, fact: FactId) -> Option<&Column> {
        self.columns.iter().find(|column| column.fact == fact)
    }
}

/// Whether one of these rules can hold in a block and is valid on `day`.
pub fn can_hold(
    policy: &Policy,
    mut rules: impl Iterator<Item = RuleId>,
    (complaint, order_state): (usize, Option<usize>),
    day: Option<&str>,
) -> bool {
    let applies = std::array::from_fn(|fact| facts::applies(fact, complaint, order_state));
    let is_here = |(fact, values): &(FactId, Values)| match *fact {
        COMPLAINT => values & (1 << complaint) != 0,
        ORDER_STATE => order_state.is_none_or(|state| values & (1 << state) != 0),
        _ => true,
    };
    // Most rules are of another complaint, which is seen without reading the rest of their conditions.
    rules.any(|rule| {
        policy.conditions[rule].iter().all(is_here)
            && policy.rules[rule].is_valid(day)
            && tests(policy, rule, complaint, order_state, &applies).is_some()
    })
}

fn column(policy: &Policy, rules: &[BlockRule], whole: &Space, fact: FactId) -> Option<Column> {
    let tested = |rule: &BlockRule| rule.tests.iter().any(|(tested, _)| *tested == fact);
    if !rules.iter().any(tested) {
        return None;
    }
    let mut rows = vec![Set::with_room(rules.len()); policy.count(fact)];
    for (at, rule) in rules.iter().enumerate() {
        let test = rule.tests.iter().find(|(tested, _)| *tested == fact);
        let allowed = test.map_or(Values::MAX, |(_, values)| *values);
        for (value, row) in rows.iter_mut().enumerate() {
            if allowed & (1 << value) != 0 {
                row.insert(at);
            }
        }
    }
    let none = Set::with_room(rules.len());
    let whole = whole.0[fact];
    let mut column = Column { fact, whole, rows, some: none.clone(), every: none };
    (column.some, column.every) = column.allow(whole);
    Some(column)
}

fn whole(
    policy: &Policy,
    complaint: usize,
    order_state: Option<usize>,
    applies: &[bool; N],
) -> Space {
    let mut space = Space(std::array::from_fn(|fact| match fact {
        COMPLAINT => 1 << complaint,
        ORDER_STATE => order_state.map_or(0, |state| 1 << state),
        _ if applies[fact] => policy.all(fact),
        _ => 0,
    }));
    exclude_impossible(&mut space);
    space
}

/// Takes out the values that would complete a combination which cannot occur.
///
/// Exact as long as every such combination has one fact beside complaint and order state, which a
/// test holds the vocabulary to.
fn exclude_impossible(space: &mut Space) {
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
