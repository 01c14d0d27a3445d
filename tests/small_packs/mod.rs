//! What is claimed of a policy is true of every small one: each claim against brute force.

mod audits;
mod changes;
mod decisions;
mod differences;
mod meaning;
mod open_cases;
mod rights;
