//! Reasons for a refusal: what the deciding rule tests, and the case has.

use serde::{Deserialize, Serialize};

use crate::plain::set::Set;
use crate::plain::text::{self, Code};
use crate::vocabulary::facts::{FactId, Values};
use crate::vocabulary::remedies::RemedyId;

/// A reason for a refusal. Every language has a sentence for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Reason {
    #[serde(deserialize_with = "text::code")]
    pub code: Code,
    /// The remedy that refuses.
    pub refuses: RemedyId,
    /// The complaints that can be refused for it; `None`: all.
    pub complaints: Option<Set>,
    /// The facts that the deciding rule tests, each with the values of which the case has one. Numbers have none: any
    /// lower bound counts.
    pub when: Vec<(FactId, Values)>,
}
