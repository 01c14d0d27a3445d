//! The blocks of a policy for the platform and the region of a case.

use std::cell::RefCell;
use std::rc::Rc;

use crate::case::Case;
use crate::engine::block_rule::PLACE;
use crate::engine::blocks::Blocks;
use crate::policy::{Policy, Rule};

/// The most places whose blocks are kept.
const MOST: usize = 16;

/// The blocks of a policy by place and day. Those used last are kept, so that an answer costs no more where rules of many
/// places are in force than where those of its own place are.
pub struct Places<'a> {
    policy: &'a Policy,
    has_dates: bool,
    /// The one used last comes first.
    kept: RefCell<Vec<Rc<Blocks<'a>>>>,
}

impl<'a> Places<'a> {
    pub fn new(policy: &'a Policy) -> Places<'a> {
        let has_dates = policy.rules.iter().any(Rule::has_dates);
        Places { policy, has_dates, kept: RefCell::default() }
    }

    /// The policy that the blocks are of.
    pub fn policy(&self) -> &'a Policy {
        self.policy
    }

    /// The blocks with the rules that can hold at the place of a case and are valid on `day` (`YYYY-MM-DD`); without a
    /// day, whatever their dates.
    pub fn blocks(&self, case: &Case, day: Option<&str>) -> Rc<Blocks<'a>> {
        let day = day.filter(|_| self.has_dates);
        let place = PLACE.map(|fact| case.choice(fact));
        let mut kept = self.kept.borrow_mut();
        let found = kept.iter().position(|blocks| blocks.is_of(day, place));
        let blocks = match found {
            Some(at) => kept.remove(at),
            None => Rc::new(Blocks::at(self.policy, day.map(str::to_owned), place)),
        };
        kept.truncate(MOST - 1);
        kept.insert(0, blocks.clone());
        blocks
    }
}
