//! The blocks of a policy, each made when it is first needed and kept.

use std::sync::OnceLock;

use crate::case::Case;
use crate::engine::block::Block;
use crate::policy::Policy;

/// The blocks of a policy on one day.
#[derive(Debug)]
pub struct Blocks<'a> {
    policy: &'a Policy,
    day: Option<String>,
    made: Vec<OnceLock<Block<'a>>>,
}

/// Places per complaint: one for each order state, and one for none.
fn places(policy: &Policy) -> usize {
    policy.vocabulary.order_states().len() + 1
}

impl<'a> Blocks<'a> {
    /// The blocks with the rules that are valid on `day` (`YYYY-MM-DD`); without a day, all of them.
    pub fn new(policy: &'a Policy, day: Option<String>) -> Blocks<'a> {
        let count = policy.vocabulary.complaints.len() * places(policy);
        let made = (0..count).map(|_| OnceLock::new()).collect();
        Blocks { policy, day, made }
    }

    /// The policy that the blocks are of.
    pub fn policy(&self) -> &'a Policy {
        self.policy
    }

    /// The block of a complaint and an order state (`None` for complaints that have none).
    pub fn get(&self, complaint: usize, order_state: Option<usize>) -> &Block<'a> {
        let places = places(self.policy);
        let place = complaint * places + order_state.unwrap_or(places - 1);
        self.made[place]
            .get_or_init(|| Block::new(self.policy, complaint, order_state, self.day.as_deref()))
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
