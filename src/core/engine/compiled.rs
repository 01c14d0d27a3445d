//! The policy compiled into a table: the remedy of a complete situation, many at once.

use crate::engine::block::Block;
use crate::engine::reference::remedy_of;
use crate::engine::rights::{admitted, alternatives};
use crate::engine::space::Space;
use crate::engine::table::{Allowed, Conditions, Domain, MOST_FACTS, Table, TooLarge};
use crate::plain::sort;
use crate::policy::{Claim, Effect, Layer, Policy, Rule, RuleId, Test};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::facts::{COMPLAINT, FactId, Kind, ORDER_STATE};
use crate::vocabulary::remedies::{Remedies, RemedyId};

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
    /// The layer of each.
    layers: Vec<Layer>,
    /// What else each names, to fall back on.
    alternatives: Vec<Vec<RemedyId>>,
    /// The positions of those of its layer that displace each where they hold.
    displaced_by: Vec<Vec<usize>>,
    /// Rights and claims, compiled.
    rights: Table,
    held: Vec<HeldRight>,
    /// The remedy that remains where no other meets the rights that hold.
    last: Option<RemedyId>,
    /// For each fact: how many values it has, and the position that it is assumed to have.
    facts: Vec<(usize, Option<u16>)>,
    /// For each complaint and order state (the last one stands for none), if that pair can occur: the
    /// values that each fact can have there; none where it does not apply.
    blocks: Vec<Option<Space>>,
}

/// A right or claim as the table reads it; those of higher layers come first.
#[derive(Clone, Debug)]
struct HeldRight {
    /// The written rule.
    rule: RuleId,
    layer: Layer,
    /// The remedies that it admits.
    admits: Remedies,
    /// Of a claim: the remedy that takes the way asked for.
    remedy: Option<RemedyId>,
    /// Of a claim whose right does not list what is asked for: the remedy that takes it.
    asked: Option<RemedyId>,
    /// The positions, among these, of those that displace it where they hold.
    displaced_by: Vec<usize>,
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
        let (rights, held) = rights(policy, &domains)?;
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
        let alternatives = order.iter().map(|rule| alternatives(policy, *rule).to_vec()).collect();
        let layers = order.iter().map(|rule| policy.rules[*rule].layer).collect();
        let last = vocabulary.remedy("renegotiate");
        let displaced_by = displaced_by(policy, &order);
        Ok(Compiled {
            vocabulary,
            table,
            order,
            remedies,
            layers,
            alternatives,
            displaced_by,
            rights,
            held,
            last,
            facts,
            blocks,
        })
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
        let first = self.table.first(&values);
        let held = self.held(row, whole);
        let decided = match (held.is_empty(), first) {
            (true, Some(at)) => Some((self.remedies[at], self.order[at])),
            (true, None) => None,
            (false, _) => self.beside(&held, &self.winners(&values, first)),
        };
        decided.map_or(Decided::Impossible, |(remedy, rule)| Decided::Remedy(remedy, rule))
    }

    /// The rights and claims in force in a situation, by position.
    fn held(&self, row: &[u16], whole: &Space) -> Vec<usize> {
        let mut values = [0; MOST_FACTS];
        let values = &mut values[..self.facts.len()];
        for (fact, value) in values.iter_mut().enumerate() {
            let stated = row.get(fact).copied().filter(|code| *code != NOT_STATED);
            let code = stated.or(self.facts[fact].1).filter(|_| !whole.get(fact).is_empty());
            let none = || self.rights.none_of(fact);
            *value = code.map_or_else(none, |code| self.rights.range_of(fact, code.into()));
        }
        if self.rights.first(values).is_none() {
            return Vec::new();
        }
        let all = self.rights.all(values);
        let displaced = |at: &usize| self.held[*at].displaced_by.iter().any(|by| all.contains(by));
        all.iter().copied().filter(|at| !displaced(at)).collect()
    }

    /// Of the rules that hold, those that win, in the order of the policy; `first` is one of them.
    fn winners(&self, values: &[usize], first: Option<usize>) -> Vec<usize> {
        let Some(first) = first else { return Vec::new() };
        let holding = self.table.all(values);
        let displaced = |at: &usize| self.displaced_by[*at].iter().any(|by| holding.contains(by));
        let mut winners: Vec<usize> = holding
            .iter()
            .copied()
            .filter(|at| self.layers[*at] == self.layers[first] && !displaced(at))
            .collect();
        sort::by_key(&mut winners, |at| self.order[*at]);
        winners
    }

    /// The remedy of these winners beside these rights and claims, of which the first comes first, and the rule that decides.
    fn beside(&self, held: &[usize], winners: &[usize]) -> Option<(RemedyId, RuleId)> {
        let held = || held.iter().map(|at| &self.held[*at]);
        let admitted =
            |remedy: &RemedyId| held().all(|right| right.admits.contains(usize::from(*remedy)));
        let first = winners.first().copied();
        let usual = first.map(|at| self.remedies[at]);
        let next = winners.iter().flat_map(|at| &self.alternatives[*at]).copied();
        let claimed = held().filter_map(|right| right.remedy);
        let last = self.last.filter(|_| usual.is_some());
        let asked = held().filter_map(|right| right.asked.filter(|_| usual.is_some()));
        let mut candidates = usual.into_iter().chain(next).chain(claimed).chain(asked).chain(last);
        let remedy = candidates.find(admitted)?;
        let taking = held().filter(|right| right.remedy == Some(remedy));
        let unmet =
            held().filter(|right| usual.is_some_and(|usual| !right.admits.contains(usual.into())));
        let highest = taking.clone().map(|right| right.layer).max();
        let by = taking.filter(|right| Some(right.layer) == highest).map(|right| right.rule).min();
        let rule = match first {
            Some(at) if usual == Some(remedy) && highest <= Some(self.layers[at]) => self.order[at],
            _ => by.or(unmet.map(|right| right.rule).min())?,
        };
        Some((remedy, rule))
    }
}

/// For each of these rules the positions, among them, of those of its layer that displace it.
fn displaced_by(policy: &Policy, order: &[RuleId]) -> Vec<Vec<usize>> {
    let mut place = vec![None; policy.rules.len()];
    for (at, rule) in order.iter().enumerate() {
        place[*rule] = Some(at);
    }
    let mut displaced_by = vec![Vec::new(); order.len()];
    for (by, rule) in order.iter().enumerate() {
        let displaced = policy.overrides[*rule].iter().filter_map(|other| place[*other]);
        let layer = |at: usize| policy.rules[order[at]].layer;
        for at in displaced.filter(|at| layer(*at) == layer(by)) {
            displaced_by[at].push(by);
        }
    }
    displaced_by
}

/// The rights and claims of a policy, compiled, those of higher layers first.
fn rights(policy: &Policy, domains: &[Domain]) -> Result<(Table, Vec<HeldRight>), TooLarge> {
    let is_right =
        |rule: &RuleId| admitted(policy.vocabulary, &policy.rules[*rule].effect).is_some();
    let mut order: Vec<RuleId> = (0..policy.rules.len()).filter(is_right).collect();
    sort::by_key(&mut order, |rule| std::cmp::Reverse(policy.rules[*rule].layer));
    let rules: Vec<Conditions> =
        order.iter().map(|rule| conditions(policy.vocabulary, &policy.rules[*rule])).collect();
    let displaces = |by: RuleId, rule: RuleId| {
        policy.overrides[by].contains(&rule) && policy.rules[by].layer >= policy.rules[rule].layer
    };
    let held = order.iter().map(|rule| HeldRight {
        rule: policy.written_of(*rule),
        layer: policy.rules[*rule].layer,
        admits: admitted(policy.vocabulary, &policy.rules[*rule].effect).unwrap_or_default(),
        remedy: claim_of(policy, *rule).and_then(|claim| claim.remedy),
        asked: claim_of(policy, *rule).and_then(|claim| claim.asked),
        displaced_by: (0..order.len()).filter(|at| displaces(order[*at], *rule)).collect(),
    });
    Ok((Table::new(domains, &rules)?, held.collect()))
}

fn claim_of(policy: &Policy, rule: RuleId) -> Option<&Claim> {
    match &policy.rules[rule].effect {
        Effect::Claim(claim) => Some(claim),
        _ => None,
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
        if let Some(values) = entry.implied(rule.layer, rule.is_claim())
            && !tests.iter().any(|(tested, _)| *tested == fact)
        {
            tests.push((fact, Allowed::PositionsOrNone(values.iter().collect())));
        }
    }
    Conditions { tests }
}
