//! Ways: the acts that meet a right, how a buyer asks for each, and the remedy that takes it.

use crate::plain::bytes::bytes_of_fields;
use crate::plain::set::Set;
use crate::vocabulary::acts::{ActId, Acts};
use crate::vocabulary::complaints::{Places, state_bit};
use crate::vocabulary::facts::{FactId, Values};
use crate::vocabulary::remedies::RemedyId;

/// One way of meeting a right.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// The act that opens it.
    pub act: ActId,
    /// The wishes, as values of `buyer_wants`, that ask for it.
    pub wishes: Values,
    /// The complaints that ask for it by themselves.
    pub complaints: Set,
    /// The remedies that take it, each with the complaints and order states at which it does.
    pub remedies: Vec<(Places, RemedyId)>,
}

impl Way {
    /// The remedy that takes it at a complaint and order state.
    pub fn remedy(&self, complaint: usize, order_state: Option<usize>) -> Option<RemedyId> {
        let here = |places: &Places| places.at(complaint) & state_bit(order_state) != 0;
        self.remedies.iter().find(|(places, _)| here(places)).map(|(_, remedy)| *remedy)
    }
}

/// The ways of a vocabulary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ways {
    /// Each way once.
    pub list: Vec<Way>,
    /// Facts with the values by which a buyer insists on a remedy without naming one.
    pub insisting: Vec<(FactId, Values)>,
}

impl Ways {
    /// The way that an act opens.
    pub fn of(&self, act: ActId) -> Option<&Way> {
        self.list.iter().find(|way| way.act == act)
    }

    /// The acts that a wish asks for.
    pub fn wished(&self, wish: usize) -> Acts {
        self.acts(|way| way.wishes.contains(wish))
    }

    /// The acts that a complaint asks for by itself.
    pub fn raised(&self, complaint: usize) -> Acts {
        self.acts(|way| way.complaints.contains(complaint))
    }

    fn acts(&self, asks: impl Fn(&Way) -> bool) -> Acts {
        self.list.iter().filter(|way| asks(way)).map(|way| usize::from(way.act)).collect()
    }
}

bytes_of_fields! { Way { act, wishes, complaints, remedies } }
bytes_of_fields! { Ways { list, insisting } }
