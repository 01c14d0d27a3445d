//! What is proved of a policy: findings, what changes between two policies, and which rules of a shop may be in
//! force.

pub mod admission;
pub mod difference;
pub mod findings;
