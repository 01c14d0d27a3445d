//! Complaints and the order states at which they are raised.

use crate::plain::bytes::{Bytes, Reader, bytes_of_fields};
use crate::plain::text::Code;
use crate::vocabulary::remedies::Addressee;

/// A set of order states: bit `n` stands for the state at position `n`, [`STATELESS`] for no state.
pub type States = u32;

/// The place of complaints that are not about one order.
pub const STATELESS: States = 1 << 31;

/// All order states.
pub const ANY_STATE: States = STATELESS - 1;

/// The most order states of a vocabulary.
pub const MOST_STATES: usize = 31;

/// The set of one order state, or [`STATELESS`].
#[inline]
pub fn state_bit(order_state: Option<usize>) -> States {
    order_state.map_or(STATELESS, |state| 1_u32.checked_shl(state as u32).unwrap_or(0) & ANY_STATE)
}

/// A complaint.
#[derive(Clone, Debug, PartialEq)]
pub struct Complaint {
    /// Public code.
    pub code: Code,
    /// Where a seller looks for it.
    pub group: Code,
    /// Whether most sellers meet it often.
    pub common: bool,
    /// The order states at which it can be raised; [`STATELESS`] if it is not about one order.
    pub raised_at: States,
    /// The addressee of every message about it, whatever the remedy.
    pub to: Option<Addressee>,
}

impl Complaint {
    /// Whether it is about one order.
    pub fn has_order_state(&self) -> bool {
        self.raised_at & ANY_STATE != 0
    }
}

/// The complaints and order states at which something applies: for each complaint, the order states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(pub Vec<States>);

impl Places {
    /// The order states at which it applies to a complaint.
    #[inline]
    pub fn at(&self, complaint: usize) -> States {
        self.0.get(complaint).copied().unwrap_or(0)
    }
}

bytes_of_fields! { Complaint { code, group, common, raised_at, to } }

impl Bytes for Places {
    fn write(&self, to: &mut Vec<u8>) {
        self.0.write(to);
    }
    fn read(from: &mut Reader) -> Places {
        Places(Vec::read(from))
    }
}
