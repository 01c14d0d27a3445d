//! The meaning of a policy: the vocabulary, rules, decisions, and their proof. This crate has no texts, reads no clock,
//! does no I/O and does not depend on JavaScript.
//!
//! Modules are layered; each imports only from those before it:
//! [`plain`], [`vocabulary`], [`time`], [`policy`], [`case`], [`engine`], [`audit`].

pub mod audit;
pub mod case;
pub mod engine;
pub mod plain;
pub mod policy;
pub mod time;
pub mod vocabulary;
