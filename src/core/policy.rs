//! Policy: rules in layers with their sources, read from packs and checked.
//!
//! A pack is read into [`Rule`]s and a list of problems; what is good works while what is bad is listed.

mod fall_backs;
mod in_force;
mod ranges;
mod read;
mod rule;
mod source;

pub use in_force::Policy;
pub use ranges::Ranges;
pub use read::read_pack;
pub use rule::{Bounds, Effect, Layer, Party, Rule, RuleId, Test, leads_to};
pub use source::{Source, Verified};
