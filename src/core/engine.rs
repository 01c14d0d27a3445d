//! From a policy and what is known of a case to a decision.
//!
//! [`mod@reference`] defines what a policy means: it reads rules one by one on a complete situation.
//! [`block`] reasons about many situations at once, by splitting only where rules differ; [`effects`]
//! says what the rules of a block do there, as bits.
//! [`rights`] says which remedies meet the rights that hold, and which is taken where the usual one does not. Whether the
//! buyer asks for a right is a rule of its own, derived from it ([`Claim`](crate::policy::Claim)), so that blocks, proof and
//! table treat it like any other.
//! [`places`] keeps the blocks of the places that cases state.
//! [`table`] is the compiled form, for complete situations and many at once.
//! [`decide`] answers a case: every claim it makes holds in every situation that the case leaves open. [`deadlines`] and
//! [`mod@next`] add the deadline that leads and what may happen next.

pub mod block;
pub mod block_rule;
pub mod blocks;
pub mod compiled;
pub mod counterfactual;
pub mod deadlines;
pub mod decide;
pub mod effects;
pub mod next;
pub mod places;
pub mod question_order;
pub mod questions;
pub mod reference;
pub mod relevance;
pub mod rights;
pub mod space;
pub mod table;
