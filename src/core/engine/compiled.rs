//! The policy compiled into a table: the remedy of a complete situation, many at once.

use crate::engine::block::Block;
use crate::engine::reference::remedy_of;
use crate::engine::space::Space;
use crate::engine::table::{Allowed, Conditions, Domain, Table, TooLarge};
use crate::plain::sort;
use crate::policy::{Policy, Rule, RuleId, Test};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::facts::{COMPLAINT, FactId, Kind, ORDER_STATE};
use crate::vocabulary::remedies::RemedyId;

/// In a row of codes: the fact is not stated.
pub const NOT_STATED: u16 = u16::MAX;

/// What a row of codes leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// The remedy and the rule that decided.
    Remedy(RemedyId, RuleId),
    /// Facts that apply are neither stated nor assumed: ask the engine that reasons about them.
    Incomplete,
    /// The complaint is missing or cannot be raised at that order state, or a code is none.
    Impossible,
}

/// The remedy rules of a policy, compiled.
#[derive(Clone, Debug)]
pub struct Compiled {
    vocabulary: &'static Vocabulary,
    table: Table,
    /// The rules in the order in which they win.
    order: Vec<RuleId>,
    /// The remedy of each, in that order.
    remedies: Vec<RemedyId>,
    /// For each fact: how many values it has, and the position that it is assumed to have.
    facts: Vec<(usize, Option<u16>)>,
    /// For each complaint and order state (the last one stands for none), if that pair can occur: the
    /// values that each fact can have there; none where it does not apply.
    blocks: Vec<Option<Space>>,
}

impl Compiled {
    /// Compiles the remedy rules of a policy.
    ///
    /// The first rule that holds wins only if no situation has two winners; the audit proves that.
    pub fn new(policy: &Policy) -> Result<Compiled, TooLarge> {
        let vocabulary = policy.vocabulary;
        let order = winning_order(policy);
        let domains: Vec<Domain> = vocabulary
            .facts
            .iter()
            .map(|fact| match &fact.kind {
                Kind::Choice(codes) => Domain::Choice(codes.len()),
                Kind::Number { .. } => Domain::Number,
            })
            .collect();
        let rules: Vec<Conditions> =
            order.iter().map(|rule| conditions(vocabulary, &policy.rules[*rule])).collect();
        let table = Table::new(&domains, &rules)?;
        let states = vocabulary.order_states().len();
        let blocks = (0..vocabulary.complaints.len() * (states + 1))
            .map(|at| {
                let (complaint, state) = (at / (states + 1), at % (states + 1));
                let state = (state < states).then_some(state);
                vocabulary
                    .can_be_raised(complaint, state)
                    .then(|| Block::new(policy, complaint, state, None).whole().clone())
            })
            .collect();
        let size = |kind: &Kind| match kind {
            Kind::Choice(codes) => codes.len(),
            Kind::Number { max, .. } => *max as usize + 1,
        };
        let start = |start: Option<u32>| start.map(|start| start as u16);
        let entries = vocabulary.facts.iter();
        let facts = entries.map(|fact| (size(&fact.kind), start(fact.start))).collect();
        let remedies = order.iter().filter_map(|rule| remedy_of(policy, *rule)).collect();
        Ok(Compiled { vocabulary, table, order, remedies, facts, blocks })
    }

    /// Decides one situation: for each fact its position among the values of a choice, or the
    /// number itself, or [`NOT_STATED`].
    pub fn decide(&self, row: &[u16]) -> Decided {
        let stated = |fact: FactId| row.get(fact).copied().filter(|code| *code != NOT_STATED);
        let vocabulary = self.vocabulary;
        let states = vocabulary.order_states().len();
        let Some(complaint) = stated(COMPLAINT).map(usize::from) else {
            return Decided::Impossible;
        };
        let needs_state =
            complaint < vocabulary.complaints.len() && vocabulary.has_order_state(complaint);
        let state = match stated(ORDER_STATE).map(usize::from) {
            Some(state) if needs_state => state,
            None if needs_state => return Decided::Incomplete,
            _ => states,
        };
        if state > states {
            return Decided::Impossible;
        }
        let Some(Some(whole)) = self.blocks.get(complaint * (states + 1) + state) else {
            return Decided::Impossible;
        };
        let mut values = vec![0; self.facts.len()];
        for (fact, value) in values.iter_mut().enumerate() {
            let (count, start) = self.facts[fact];
            let choice = matches!(vocabulary.facts[fact].kind, Kind::Choice(_));
            *value = if whole.get(fact).is_empty() {
                self.table.none_of(fact)
            } else {
                match stated(fact).or(start) {
                    // Of ranges of numbers every one can occur.
                    Some(code) if choice && !whole.has(fact, code.into()) => {
                        return Decided::Impossible;
                    }
                    Some(code) if usize::from(code) < count => {
                        self.table.range_of(fact, u32::from(code))
                    }
                    Some(_) => return Decided::Impossible,
                    None => return Decided::Incomplete,
                }
            };
        }
        match self.table.first(&values) {
            Some(at) => Decided::Remedy(self.remedies[at], self.order[at]),
            None => Decided::Impossible,
        }
    }
}

/// The remedy rules, the winner of any two first: higher layers before lower ones, and within a
/// layer a rule before those that it displaces.
fn winning_order(policy: &Policy) -> Vec<RuleId> {
    let mut left: Vec<RuleId> =
        (0..policy.rules.len()).filter(|rule| remedy_of(policy, *rule).is_some()).collect();
    sort::by_key(&mut left, |rule| std::cmp::Reverse(policy.rules[*rule].layer));
    let mut sorted = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let displaced = |rule: RuleId, by: &RuleId| {
            *by != rule
                && policy.rules[*by].layer == policy.rules[rule].layer
                && policy.overrides[*by].contains(&rule)
        };
        let free = |rule: &RuleId| !left.iter().any(|by| displaced(*rule, by));
        // Reading refuses rules that displace each other; should a longer circle come up all the
        // same, the first is taken, and the audit reports the overlap.
        let at = left.iter().position(free).unwrap_or_default();
        sorted.push(left.remove(at));
    }
    sorted
}

fn conditions(vocabulary: &Vocabulary, rule: &Rule) -> Conditions {
    let mut tests: Vec<(FactId, Allowed)> = rule
        .when
        .iter()
        .map(|(fact, test)| {
            let allowed = match test {
                Test::OneOf(values) => Allowed::Positions(values.iter().collect()),
                Test::Number(bounds) => Allowed::Numbers(
                    bounds.at_least.unwrap_or(0),
                    bounds.less_than.unwrap_or(u32::MAX),
                ),
            };
            (*fact, allowed)
        })
        .collect();
    // What a rule reads of a fact that it does not test, where the fact applies.
    for (fact, entry) in vocabulary.facts.iter().enumerate() {
        if let Some(values) = entry.implied(rule.layer)
            && !tests.iter().any(|(tested, _)| *tested == fact)
        {
            tests.push((fact, Allowed::PositionsOrNone(values.iter().collect())));
        }
    }
    Conditions { tests }
}
