//! What a policy means: the vocabulary, rules, the decision, and its proof. No words, no clock, no I/O, no
//! JavaScript.
//!
//! The folders are floors; each imports from those before it only:
//! [`plain`], [`vocabulary`], [`time`], [`policy`], [`case`], [`engine`], [`audit`].

pub mod audit;
pub mod case;
pub mod engine;
pub mod plain;
pub mod policy;
pub mod time;
pub mod vocabulary;
