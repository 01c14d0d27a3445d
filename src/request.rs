//! What a call hands in beside the case: options, settings, amounts as people write them.

pub mod amount;
pub mod case;
pub mod keys;
pub mod options;
pub mod settings;
