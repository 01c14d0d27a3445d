//! How large a drawn pack may be: on the largest one in a hundred, brute force takes minutes.

use aftersales_core::policy::Policy;

use super::table::{pairs_of, ranges, tested};
use crate::situations::{Pair, open_facts, pairs};

/// What a claim goes through on a pack, and how much of it at most.
#[derive(Clone, Copy)]
pub struct Limit {
    of: fn(&Policy) -> u64,
    most: u64,
}

/// For claims about every situation of the complaints that rules name.
pub const SITUATIONS: Limit = Limit { of: situations_named, most: 4_000 };

/// For claims about every situation of every complaint.
pub const EVERYWHERE: Limit = Limit { of: situations_of_all, most: 12_000 };

/// For claims about every case that states some of the facts, each with all its completions.
pub const CASES: Limit = Limit { of: completions, most: 200_000 };

impl Limit {
    pub fn admits(self, policy: &Policy) -> bool {
        (self.of)(policy) <= self.most
    }
}

fn situations_named(policy: &Policy) -> u64 {
    pairs_of(policy).into_iter().map(|pair| product(policy, pair, |values| values)).sum()
}

fn situations_of_all(policy: &Policy) -> u64 {
    pairs().into_iter().map(|pair| product(policy, pair, |values| values)).sum()
}

/// A fact that is stated has one value in a completion, one that is open each of them.
fn completions(policy: &Policy) -> u64 {
    pairs_of(policy).into_iter().map(|pair| product(policy, pair, |values| 2 * values)).sum()
}

fn product(policy: &Policy, pair: Pair, factor: fn(u64) -> u64) -> u64 {
    let tested = tested(&policy.rules);
    let facts = open_facts(pair).into_iter().filter(|fact| tested.contains(fact));
    facts.map(|fact| factor(ranges(policy, fact, pair.1).len() as u64)).product()
}
