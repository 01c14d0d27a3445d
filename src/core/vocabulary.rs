//! The closed sets of codes: facts with their values, acts, remedies, currencies, and the keys of inputs.

pub mod acts;
pub mod currency;
pub mod facts;
pub mod keys;
pub mod money;
pub mod objection;
pub mod remedies;
pub mod verdict;
