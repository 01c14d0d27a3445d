//! Remedies: the headlines of decisions, each with the acts it consists of and those it denies the buyer.

use crate::plain::bytes::{bytes_of_fields, bytes_of_variants};
use serde::Deserialize;

use crate::plain::set::Set;
use crate::plain::text::Code;
use crate::vocabulary::acts::Acts;

/// Position of a remedy in the vocabulary.
pub type RemedyId = u16;

/// A set of remedies, by position.
pub type Remedies = Set;

/// The addressee of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    Buyer,
    /// All participants in a campaign.
    Customers,
    Platform,
}

impl Addressee {
    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Addressee::Buyer => "buyer",
            Addressee::Customers => "customers",
            Addressee::Platform => "platform",
        }
    }
}

/// What the refund of a remedy is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refunds {
    /// The whole order.
    Order,
    /// What the buyer sends back: the item, if its price is stated, or the order.
    Returned,
}

/// One remedy.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// Public code.
    pub code: Code,
    /// The acts that it consists of; all of them are steps.
    pub core: Acts,
    /// The acts that it denies the buyer. It violates a duty of law or platform that requires one.
    pub denies: Acts,
    /// The ways of meeting a right that it takes, by the acts that open them.
    pub opens: Acts,
    /// The addressee of its message, unless the complaint has its own.
    pub to: Addressee,
    /// Whether it refuses a request. It then needs a source that the right does not exist or has ended, and is allowed in
    /// the layers `practice` and `shop` only.
    pub is_refusal: bool,
    /// What its refund is of; `None` if that depends on more than the amounts of the case.
    pub refunds: Option<Refunds>,
}

bytes_of_variants! { Refunds { Order, Returned } }
bytes_of_variants! { Addressee { Buyer, Customers, Platform } }
bytes_of_fields! { Remedy { code, core, denies, opens, to, is_refusal, refunds } }
