//! What is proved of a policy: findings, the proof of a whole policy, what changes between two policies, and which rules of
//! a shop may be in force.

pub mod admission;
pub mod difference;
pub mod findings;
pub mod proof;
