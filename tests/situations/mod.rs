//! Situations and partial cases at random, by a fixed seed, so that every run is the same.
//!
//! What can occur is worked out here from the vocabulary alone, not by the code under test.

#![allow(dead_code, reason = "each test program uses its own part of this")]

use std::sync::OnceLock;

use aftersales::shipped::{self, vocabulary};
use aftersales_core::case::Case;
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::engine::reference::Situation;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::Policy;
use aftersales_core::vocabulary::complaints::STATELESS;
use aftersales_core::vocabulary::facts::{COMPLAINT, FactId, Kind, ORDER_STATE, Stated};

/// SplitMix64.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// Whether something of these chances in a hundred happens.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// A complaint with the order state it has.
pub type Pair = (usize, Option<usize>);

/// The blocks of the shipped policy, for cases of every place.
pub fn blocks() -> &'static Blocks<'static> {
    static BLOCKS: OnceLock<Blocks> = OnceLock::new();
    BLOCKS.get_or_init(|| Blocks::new(shipped::policy(), None))
}

/// Every complaint with every order state at which it can be raised.
pub fn pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (at, complaint) in vocabulary().complaints.iter().enumerate() {
        if complaint.raised_at == STATELESS {
            pairs.push((at, None));
            continue;
        }
        let states = 0..vocabulary().order_states().len();
        let raised = states.filter(|state| complaint.raised_at & (1 << state) != 0);
        pairs.extend(raised.map(|state| (at, Some(state))));
    }
    pairs
}

/// The facts that apply to a pair, complaint and order state left out.
pub fn open_facts((complaint, state): Pair) -> Vec<FactId> {
    (0..vocabulary().facts.len())
        .filter(|fact| *fact != COMPLAINT && *fact != ORDER_STATE)
        .filter(|fact| vocabulary().applies(*fact, complaint, state))
        .collect()
}

/// Whether a value can occur at an order state.
pub fn can_occur(fact: FactId, at: usize, state: Option<usize>) -> bool {
    let never = &vocabulary().facts[fact].never;
    !never.iter().any(|(values, states)| {
        values.contains(at) && state.is_some_and(|state| states & (1 << state) != 0)
    })
}

/// One value for every part of a fact that rules tell apart: every code, and of a number the first
/// and the last of every range.
pub fn values(policy: &Policy, fact: FactId, state: Option<usize>) -> Vec<Stated> {
    match &vocabulary().facts[fact].kind {
        Kind::Choice(codes) => {
            let possible = (0..codes.len()).filter(|at| can_occur(fact, *at, state));
            possible.map(Stated::Choice).collect()
        }
        Kind::Number { max, .. } => {
            let cuts = &policy.cuts[fact];
            let last = |at: usize| cuts.get(at + 1).map_or(*max, |next| next - 1);
            let mut numbers: Vec<u32> =
                cuts.iter().enumerate().flat_map(|(at, cut)| [*cut, last(at)]).collect();
            numbers.dedup();
            numbers.into_iter().map(Stated::Number).collect()
        }
    }
}

/// A pair with the facts that apply to it and their values, worked out once.
pub struct Domain {
    pub pair: Pair,
    facts: Vec<(FactId, Vec<Stated>)>,
}

pub fn domains(policy: &Policy) -> Vec<Domain> {
    let domain = |pair: Pair| {
        let facts = open_facts(pair).into_iter();
        Domain { pair, facts: facts.map(|fact| (fact, values(policy, fact, pair.1))).collect() }
    };
    pairs().into_iter().map(domain).collect()
}

/// A complete situation.
pub fn situation(random: &mut Random, domain: &Domain) -> Situation {
    let mut situation: Situation = vec![None; vocabulary().facts.len()];
    situation[COMPLAINT] = Some(Stated::Choice(domain.pair.0));
    situation[ORDER_STATE] = domain.pair.1.map(Stated::Choice);
    for (fact, values) in &domain.facts {
        // Most cases are neither solved nor before the platform; so that the rest is seen, too.
        let usual = ["resolved", "platform_case", "needs_other_team"]
            .contains(&vocabulary().facts[*fact].code);
        situation[*fact] =
            if usual && random.chance(70) { start(*fact) } else { Some(random.pick(values)) };
    }
    situation
}

/// How many situations a domain has, both ends of every range counted.
pub fn count(domain: &Domain) -> usize {
    domain.facts.iter().map(|(_, values)| values.len()).product()
}

/// The situation at a place among all of a domain.
pub fn situation_at(domain: &Domain, mut place: usize) -> Situation {
    let mut situation: Situation = vec![None; vocabulary().facts.len()];
    situation[COMPLAINT] = Some(Stated::Choice(domain.pair.0));
    situation[ORDER_STATE] = domain.pair.1.map(Stated::Choice);
    for (fact, values) in &domain.facts {
        situation[*fact] = Some(values[place % values.len()]);
        place /= values.len();
    }
    situation
}

/// The value that a fact is assumed to have.
pub fn start(fact: FactId) -> Option<Stated> {
    let start = vocabulary().facts[fact].starts_at()?;
    match &vocabulary().facts[fact].kind {
        Kind::Choice(_) => vocabulary().value(fact, &start).map(Stated::Choice),
        Kind::Number { .. } => start.parse().ok().map(Stated::Number),
    }
}

/// A case that leaves out at most `most` facts without a start value, and many with one.
pub fn partial(random: &mut Random, domain: &Domain, most: usize) -> Case {
    let mut case = empty();
    case.stated = situation(random, domain);
    let (assumed, unknown): (Vec<FactId>, Vec<FactId>) = domain
        .facts
        .iter()
        .map(|(fact, _)| *fact)
        .partition(|fact| vocabulary().facts[*fact].start.is_some());
    for _ in 0..random.below(most + 1) {
        if !unknown.is_empty() {
            case.stated[random.pick(&unknown)] = None;
        }
    }
    for fact in assumed {
        if random.chance(60) {
            case.stated[fact] = None;
        }
    }
    case
}

pub fn empty() -> Case {
    Case::unknown(vocabulary())
}

/// Every completion of a case that leaves these facts open; assumed facts as assumed.
pub fn completions(policy: &Policy, case: &Case, pair: Pair, open: &[FactId]) -> Vec<Situation> {
    let mut situation: Situation = case.stated.clone();
    for fact in open_facts(pair) {
        situation[fact] = case.stated[fact].or_else(|| start(fact));
    }
    let mut all = vec![situation];
    for fact in open {
        let values = values(policy, *fact, pair.1);
        all = all
            .into_iter()
            .flat_map(|situation| {
                let with = |value: &Stated| {
                    let mut next = situation.clone();
                    next[*fact] = Some(*value);
                    next
                };
                values.iter().map(with).collect::<Vec<Situation>>()
            })
            .collect();
    }
    all
}

/// A case as it comes in from outside.
pub fn as_value(policy: &Policy, case: &Case) -> Value {
    let entry = |(fact, stated): (FactId, &Option<Stated>)| {
        let value = match (*stated)? {
            Stated::Choice(at) => Value::Text(policy.value_code(fact, at)),
            Stated::Number(number) => Value::Number(f64::from(number)),
        };
        Some((vocabulary().facts[fact].code.to_owned(), value))
    };
    Value::Map(case.stated.iter().enumerate().filter_map(entry).collect())
}

/// A situation in words, for the report of a failure.
pub fn described(policy: &Policy, situation: &Situation) -> String {
    let mut case = empty();
    case.stated.clone_from(situation);
    let Value::Map(entries) = as_value(policy, &case) else { return String::new() };
    let parts: Vec<String> =
        entries.iter().map(|(code, value)| format!("{code} = {}", value.shown())).collect();
    parts.join(", ")
}
