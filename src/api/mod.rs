//! What can be asked of the library: one verb a file.

pub mod admit;
pub mod advise;
pub mod audit;
pub mod check;
pub mod difference;
pub mod form;
pub mod overdue;
pub mod rules;
pub mod version;
