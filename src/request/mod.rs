//! The input of a call: the case, options, settings, and amounts as people write them.

pub mod amount;
pub mod case;
pub mod keys;
pub mod options;
pub mod plan;
pub mod settings;
