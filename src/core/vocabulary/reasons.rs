//! Reasons for a refusal: what the deciding rule tests, and the case has.

use crate::plain::bytes::bytes_of_fields;
use crate::plain::set::Set;
use crate::plain::text::Code;
use crate::vocabulary::facts::{FactId, Values};
use crate::vocabulary::remedies::RemedyId;

/// A reason for a refusal. Every language has a sentence for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    pub code: Code,
    /// The remedy that refuses.
    pub refuses: RemedyId,
    /// The complaints that can be refused for it; `None`: all.
    pub complaints: Option<Set>,
    /// The facts that the deciding rule tests, each with the values of which the case has one. Numbers have none: any
    /// lower bound counts.
    pub when: Vec<(FactId, Values)>,
}

bytes_of_fields! { Reason { code, refuses, complaints, when } }
