//! Many situations at once: one complaint at one order state, and for every other fact the values
//! that are still open.
//!
//! One primitive carries every exact claim: split on the fact that most undecided rules test, treat values that no
//! undecided rule distinguishes as one, and stop where the answer is the same throughout.
//! Which rules hold is read off bits: for every value of every fact, the rules that allow it.

use std::ops::ControlFlow;

use crate::engine::block_rule::{BlockRule, PLACE, tests};
use crate::engine::effects::Effects;
use crate::engine::space::Space;
use crate::plain::set::Set;
use crate::policy::{Policy, RuleId};
use crate::vocabulary::facts::{COMPLAINT, FactId, ORDER_STATE, Values};

/// One complaint at one order state, with the rules that can hold there.
#[derive(Debug)]
pub struct Block<'a> {
    pub policy: &'a Policy,
    pub complaint: usize,
    pub order_state: Option<usize>,
    /// Whether each fact applies.
    pub applies: Vec<bool>,
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
    fn allow(&self, open: &Values) -> (Set, Set) {
        let mut values = open.iter();
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
        Block::at(policy, complaint, order_state, day, [None; PLACE.len()])
    }

    /// The same with the rules only that can hold at a place, given by the values of [`PLACE`]; for cases that state these.
    pub fn at(
        policy: &'a Policy,
        complaint: usize,
        order_state: Option<usize>,
        day: Option<&str>,
        place: [Option<usize>; PLACE.len()],
    ) -> Block<'a> {
        let vocabulary = policy.vocabulary;
        let facts = 0..vocabulary.facts.len();
        let applies: Vec<bool> =
            facts.clone().map(|fact| vocabulary.applies(fact, complaint, order_state)).collect();
        let mut rules = Vec::new();
        for (id, rule) in policy.rules.iter().enumerate() {
            if rule.is_valid(day)
                && let Some(tests) = tests(policy, id, complaint, order_state, &applies, place)
            {
                rules.push(BlockRule { id, tests });
            }
        }
        let whole = whole(policy, complaint, order_state, &applies);
        let mut all = Set::with_room(rules.len());
        (0..rules.len()).for_each(|at| all.insert(at));
        let columns = facts.filter_map(|fact| column(policy, &rules, &whole, fact)).collect();
        let effects = Effects::new(policy, &rules);
        Block { policy, complaint, order_state, applies, rules, effects, all, whole, columns }
    }

    /// No rule.
    pub fn none(&self) -> Set {
        Set::with_room(self.rules.len())
    }

    /// Every situation of the block that can occur.
    pub fn whole(&self) -> &Space {
        &self.whole
    }

    /// The facts that apply here, complaint and order state left out.
    pub fn open_facts(&self) -> impl Iterator<Item = FactId> + '_ {
        (0..self.applies.len())
            .filter(|fact| self.applies[*fact] && *fact != COMPLAINT && *fact != ORDER_STATE)
    }

    /// How many situations a space holds.
    pub fn count(&self, space: &Space) -> u128 {
        self.open_facts().map(|fact| u128::from(space.get(fact).count())).product()
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
        let mut space = self.whole.clone();
        for (fact, values) in tests {
            space.keep(*fact, values);
        }
        self.open_facts().all(|fact| !space.get(fact).is_empty()).then_some(space)
    }

    /// Of some rules, those that hold everywhere in a space and those that hold somewhere only.
    pub fn sort(&self, space: &Space, among: &Set) -> (Set, Set) {
        let (mut sure, mut maybe) = (among.clone(), among.clone());
        for column in &self.columns {
            let open = space.get(column.fact);
            if let Some(only) = open.only() {
                let row = &column.rows[only];
                sure.keep(row);
                maybe.keep(row);
            } else if open == column.whole {
                sure.keep(&column.every);
                maybe.keep(&column.some);
            } else {
                let (some, every) = column.allow(&open);
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
        let mut part = space.clone();
        for class in self.classes(fact, &space.get(fact), &maybe) {
            part.put(fact, &class);
            self.walk(&part, &among, settled, visit)?;
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
            let open = space.get(column.fact);
            if open.count() < 2 || Some(column.fact) == except {
                continue;
            }
            let undecided = if open == column.whole {
                maybe.without(&column.every)
            } else {
                maybe.without(&column.allow(&open).1)
            };
            let count = undecided.count();
            if count > most {
                (most_tested, most) = (Some(column.fact), count);
            }
        }
        most_tested
    }

    /// The open values of a fact, in classes that none of these rules distinguishes.
    pub fn classes(&self, fact: FactId, open: &Values, rules: &Set) -> Vec<Values> {
        let Some(column) = self.column(fact) else { return vec![open.clone()] };
        let mut classes: Vec<(Set, Values)> = Vec::new();
        for value in open.iter() {
            let allowing = column.rows[value].and(rules);
            match classes.iter_mut().find(|(other, _)| *other == allowing) {
                Some((_, class)) => class.insert(value),
                None => classes.push((allowing, Set::of(value))),
            }
        }
        classes.into_iter().map(|(_, class)| class).collect()
    }

    /// Of some rules, those that distinguish open values of a fact.
    pub fn distinguishing(&self, fact: FactId, open: &Values, rules: &Set) -> Set {
        let Some(column) = self.column(fact) else { return rules.without(rules) };
        let (some, every) = column.allow(open);
        rules.and(&some).without(&every)
    }

    /// Of the open values of a fact, the one that fewest of some rules allow; these rules are kept.
    pub fn least_allowing(&self, fact: FactId, open: &Values, rules: &mut Set) -> Option<usize> {
        let Some(column) = self.column(fact) else { return open.first() };
        let least = open.iter().min_by_key(|value| column.rows[*value].and(rules).count())?;
        rules.keep(&column.rows[least]);
        Some(least)
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
    let vocabulary = policy.vocabulary;
    let applies: Vec<bool> = (0..vocabulary.facts.len())
        .map(|fact| vocabulary.applies(fact, complaint, order_state))
        .collect();
    let is_here = |(fact, values): &(FactId, Values)| match *fact {
        COMPLAINT => values.contains(complaint),
        ORDER_STATE => order_state.is_none_or(|state| values.contains(state)),
        _ => true,
    };
    // Most rules are of another complaint, which is seen without reading the rest of their conditions.
    rules.any(|rule| {
        policy.conditions[rule].iter().all(is_here)
            && policy.rules[rule].is_valid(day)
            && tests(policy, rule, complaint, order_state, &applies, [None; PLACE.len()]).is_some()
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
        for (value, row) in rows.iter_mut().enumerate() {
            if test.is_none_or(|(_, values)| values.contains(value)) {
                row.insert(at);
            }
        }
    }
    let none = Set::with_room(rules.len());
    let whole = whole.get(fact);
    let mut column = Column { fact, whole, rows, some: none.clone(), every: none };
    (column.some, column.every) = column.allow(&column.whole);
    Some(column)
}

/// Every situation of a block that can occur: where a fact applies, all its values but those that cannot occur there.
fn whole(policy: &Policy, complaint: usize, order_state: Option<usize>, applies: &[bool]) -> Space {
    let values = |fact: FactId| match fact {
        COMPLAINT => Set::of(complaint),
        ORDER_STATE => order_state.map(Set::of).unwrap_or_default(),
        _ if applies[fact] => policy.all(fact).without(&policy.vocabulary.never(fact, order_state)),
        _ => Set::default(),
    };
    Space::new((0..applies.len()).map(values))
}
