//! A witness opened as the situation that it is.

use aftersales::shipped::vocabulary;
use aftersales_core::audit::findings::Witness;
use aftersales_core::engine::reference::Situation;
use aftersales_core::vocabulary::facts::Stated;
use aftersales_core::vocabulary::facts::{COMPLAINT, Kind, ORDER_STATE};

use crate::situations::{Pair, can_occur, empty, open_facts};

/// The situation that a witness describes, in full; `None` if it is none that can occur.
pub fn opened(witness: &Witness) -> Option<(Pair, Situation)> {
    let mut situation = empty().stated;
    for (fact, code) in witness {
        situation[*fact] = Some(match &vocabulary().facts[*fact].kind {
            Kind::Choice(_) => Stated::Choice(vocabulary().value(*fact, code)?),
            Kind::Number { .. } => Stated::Number(code.parse().ok()?),
        });
    }
    let choice = |stated: Option<Stated>| match stated {
        Some(Stated::Choice(at)) => Some(at),
        _ => None,
    };
    let pair = (choice(situation[COMPLAINT])?, choice(situation[ORDER_STATE]));
    let occurs = |fact: usize| {
        situation[fact].is_some()
            && choice(situation[fact]).is_none_or(|at| can_occur(fact, at, pair.1))
    };
    let whole =
        vocabulary().can_be_raised(pair.0, pair.1) && open_facts(pair).into_iter().all(occurs);
    whole.then_some((pair, situation))
}
