//! Acts: single things that are done, communicated, granted or forbidden. Steps are acts, sentences of a message
//! communicate acts, and duties require or forbid an act.

use crate::plain::bytes::{bytes_of_fields, bytes_of_variants};
use serde::Deserialize;

use crate::plain::set::Set;
use crate::plain::text::Code;

/// Position of an act in the vocabulary.
pub type ActId = u16;

/// A set of acts, by position.
pub type Acts = Set;

/// The stage of an after-sales case that an act belongs to; steps are listed in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Contact,
    Verify,
    Appease,
    Propose,
    CarryOut,
    FollowUp,
    Register,
}

impl Stage {
    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Contact => "contact",
            Stage::Verify => "verify",
            Stage::Appease => "appease",
            Stage::Propose => "propose",
            Stage::CarryOut => "carry_out",
            Stage::FollowUp => "follow_up",
            Stage::Register => "register",
        }
    }
}

/// Whether an act handles the case or is offered on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Handles the case.
    Step,
    /// Is offered beyond what is owed.
    Goodwill,
}

/// One act.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// Public code.
    pub code: Code,
    pub stage: Stage,
    pub kind: Kind,
    /// Whether the act has a sentence that communicates it to the addressee of the message.
    pub communicated: bool,
    /// Acts that doing it commits as well, which a duty may forbid.
    pub commits: Acts,
}

/// Sets of acts with a meaning for the engine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActGroups {
    /// Offered beyond what is owed.
    pub goodwill: Acts,
    /// Give the buyer goods or money, or spare the buyer a cost.
    pub gives: Acts,
    /// Settle a claim with goods or money, or start to.
    pub settles: Acts,
    /// Refund the whole price.
    pub refunds_all: Acts,
    /// Replace a refund of the whole price; they are not owed beside one.
    pub instead_of_refund: Acts,
    /// Deduct an amount from a refund.
    pub deducts: Acts,
    pub keeps_shipping: Acts,
    pub may_deduct: Acts,
    /// Pass a claim on to the platform that ships the order.
    pub passes_on: Acts,
    /// Stand for remedying a fault in any way.
    pub fault: Acts,
    /// Fulfil a duty to remedy a fault.
    pub remedies_fault: Acts,
    /// Have the buyer send the item back.
    pub takes_back: Acts,
    /// Settle who pays for sending it back.
    pub return_freight: Acts,
    /// Answer where a countdown of its own runs, whether it is known or not.
    pub counted_down: Acts,
    /// Are done again each day until the case is solved.
    pub daily: Acts,
    /// Are of what the duties that require them list.
    pub lists_evidence: Acts,
}

bytes_of_variants! { Stage { Contact, Verify, Appease, Propose, CarryOut, FollowUp, Register } }
bytes_of_variants! { Kind { Step, Goodwill } }
bytes_of_fields! { Act { code, stage, kind, communicated, commits } }
bytes_of_fields! {
    ActGroups {
        goodwill, gives, settles, refunds_all, instead_of_refund, deducts, keeps_shipping, may_deduct, passes_on, fault,
        remedies_fault, takes_back, return_freight, counted_down, daily, lists_evidence,
    }
}
