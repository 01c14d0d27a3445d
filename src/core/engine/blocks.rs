//! The blocks of a policy, each made when it is first needed and kept.

use std::sync::OnceLock;

use crate::case::Case;
use crate::engine::block::Block;
use crate::engine::block_rule::PLACE;
use crate::policy::Policy;

/// The blocks of a policy on one day, everywhere or at one place.
#[derive(Debug)]
pub struct Blocks<'a> {
    policy: &'a Policy,
    day: Option<String>,
    place: [Option<usize>; PLACE.len()],
    made: Vec<OnceLock<Box<Block<'a>>>>,
}

/// Blocks per complaint: one for each order state, and one for none.
fn states(policy: &Policy) -> usize {
    policy.vocabulary.order_states().len() + 1
}

impl<'a> Blocks<'a> {
    /// The blocks with the rules that are valid on `day` (`YYYY-MM-DD`); without a day, all of them.
    pub fn new(policy: &'a Policy, day: Option<String>) -> Blocks<'a> {
        Blocks::at(policy, day, [None; PLACE.len()])
    }

    /// The same with the rules only that can hold at a place, given by the values of [`PLACE`]; for cases that state these.
    pub fn at(
        policy: &'a Policy,
        day: Option<String>,
        place: [Option<usize>; PLACE.len()],
    ) -> Blocks<'a> {
        let count = policy.vocabulary.complaints.len() * states(policy);
        let made = (0..count).map(|_| OnceLock::new()).collect();
        Blocks { policy, day, place, made }
    }

    /// Whether these are the blocks on a day at a place.
    pub fn is_of(&self, day: Option<&str>, place: [Option<usize>; PLACE.len()]) -> bool {
        self.day.as_deref() == day && self.place == place
    }

    /// The policy that the blocks are of.
    pub fn policy(&self) -> &'a Policy {
        self.policy
    }

    /// The block of a complaint and an order state (`None` for complaints that have none).
    pub fn get(&self, complaint: usize, order_state: Option<usize>) -> &Block<'a> {
        let states = states(self.policy);
        let at = complaint * states + order_state.unwrap_or(states - 1);
        let day = self.day.as_deref();
        let make = || Block::at(self.policy, complaint, order_state, day, self.place).into();
        self.made[at].get_or_init(make)
    }

    /// The blocks that a case may still turn out to be in.
    pub fn open(&self, case: &Case) -> Vec<&Block<'a>> {
        if let Some((complaint, state)) = case.block() {
            let occurs = self.policy.vocabulary.can_be_raised(complaint, state);
            return occurs.then(|| self.get(complaint, state)).into_iter().collect();
        }
        case.blocks().into_iter().map(|(complaint, state)| self.get(complaint, state)).collect()
    }
}
