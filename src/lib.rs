//! After-sales policy checker: from the state of an order and a complaint to the remedy, the steps, the
//! deadlines and the message, with the reasons.
//!
//! # How a decision is made
//!
//! ```text
//!  value ──> case ─────────┐            packs/*.toml   locales/*.toml        read, checked and proved
//!            options ────┐ │                  │              │               while the crate is built
//!                        ▼ ▼                  ▼              ▼               (build.rs, audit)
//!                      engine  <──────── policy          message::words
//!            space      which situations are still open, split only where rules differ
//!            effects    what the rules that hold do there, as bits
//!            decide     what is the same in every open situation
//!            matters    which facts cannot change anything
//!            settle     which questions settle it soonest
//!            change     the smallest change that leads to another remedy
//!            reference  what follows from the rules that hold, in plain words with the reasons;
//!                       it defines the meaning, and everything else must agree with it
//!                        │
//!                        ▼
//!                     advise ──> answer (plain data, the JavaScript contract) ──> wasm ──> the page
//!                        └────> message::compose
//! ```
//!
//! Rules stand in layers: law, platform, the shop's own, practice. Of the remedy rules that hold, those that
//! another of the same layer or above displaces by name are out; of the rest the highest layer wins. Duties add
//! acts or take them out. A fact that is not known is not taken to be "no": what is answered holds however it
//! turns out.
//!
//! # Invariants
//!
//! - The core does no I/O, reads no clock and guesses no language: time, language and names are inputs.
//! - Only `wasm` knows JavaScript; [`answer`] is the only place where answers are serialised.
//! - Mistakes in what is handed in are [`problem::Problem`]s beside the answer, never panics; a panic is our own bug.
//! - Every situation has exactly one remedy, or the build fails with one that has not ([`audit`]).
//! - The floor holds for every caller: a shop's pack is in force as admitted, or not at all ([`in_force`]).
//! - Law and platform grant or forbid; refusals are advice and give way to them.
//! - Every verdict names its rules, every rule its sources.
//! - The order of rules in a file decides nothing, and no rule displaces itself by way of others.
//! - The engine and the reference evaluator agree: on every situation where they can be gone through,
//!   on a million others in each run of the tests, and on random policies (`tests/small_packs`).
//! - Texts of codes have places ([`message::codes`]); words belong to one build, or are refused.
//! - A sentence of a message is there only if the decision contains its act.
//! - Money is whole minor units.
//!
//! # Example
//!
//! ```
//! use aftersales::{advise::advise, conventions::Plain, value::Value};
//!
//! let text = |text: &str| Value::Text(text.into());
//! let case = Value::Map(vec![
//!     ("platform".into(), text("taobao")),
//!     ("buyer_region".into(), text("cn")),
//!     ("order_state".into(), text("in_transit")),
//!     ("complaint".into(), text("cancel_order")),
//! ]);
//! let advice = advise(&case, &Value::Null, &Plain);
//! assert_eq!(advice.remedy.unwrap().code, "intercept_and_refund");
//! // The usual advice would be to ask the buyer to wait; the platform's rule stands above it.
//! assert_eq!(advice.overruled[0].rule, "wait-before-cancelling");
//! ```

pub mod act;
pub mod admit;
pub mod advise;
pub mod age;
pub mod amount;
pub mod answer;
pub mod audit;
pub mod case;
pub mod check;
pub mod clocks;
pub mod conventions;
pub mod deadline;
pub mod difference;
pub mod engine;
pub mod facts;
pub mod form;
pub mod ground;
pub mod holidays;
pub mod in_force;
pub mod input;
pub mod inspect;
pub mod message;
pub mod options;
pub mod order;
pub mod policy;
pub mod problem;
pub mod remedy;
pub mod rulebook;
pub mod section;
pub mod settings;
pub mod shared;
pub mod shipped;
pub mod spreadsheet;
pub mod tell;
pub mod text;
pub mod value;
pub mod verdict;
#[cfg(target_family = "wasm")]
mod wasm;
pub mod wording;
pub mod zone;
