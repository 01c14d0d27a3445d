//! Policies: rules in layers, with their sources.
//!
//! Reading a pack returns its valid [`Rule`]s and a list of problems.

mod claims;
mod fall_backs;
mod in_force;
mod ranges;
mod read;
mod rule;
mod source;

pub use crate::vocabulary::layers::Layer;
pub use claims::without_remedy;
pub use fall_backs::steps_to_keep;
pub use in_force::Policy;
pub use ranges::Ranges;
pub use read::read_pack;
pub use rule::{Bounds, Claim, Effect, Party, Right, Rule, RuleId, Test, leads_to};
pub use source::{Source, Verified};
