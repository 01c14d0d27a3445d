//! Policy: rules in layers with their sources, read from packs and checked.
//!
//! A pack is read into [`Rule`]s and a list of problems; what is good works while what is bad is listed.

mod fall_backs;
mod model;
mod read;

pub use model::{
    Bounds, Effect, Layer, Party, Policy, Ranges, Rule, RuleId, Source, Test, Unit, Verified,
    Within, leads_to,
};
pub use read::read_pack;
