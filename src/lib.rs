//! After-sales policy checker: from the state of an order and a complaint to the remedy, the steps, the
//! deadlines and the message, with the reasons.
//!
//! # How a decision is made
//!
//! ```text
//!  src/data ──> build      reads, checks and proves the policy while the crate is built
//!
//!  core, a separate crate: the meaning of a policy
//!    plain        values, problems, texts, sets, sorting
//!    vocabulary   facts, complaints, acts, remedies and more: a value, made of the entries of data files
//!    time         instants, zones, working days, deadlines
//!    policy       rules in layers, with their sources
//!    case         the known facts, amounts and events of an order
//!    engine       reference       the outcome of one situation; it defines the meaning
//!                 block, effects  many situations at once, split only where rules differ
//!                 decide          what all open situations have in common
//!                 deadlines, next the deadline that leads, and what may happen next
//!                 relevance, questions, question_order, counterfactual
//!                 table           the compiled form, for many cases
//!    audit        findings, differences, admission of a shop's rules
//!  words          message catalogues, letters
//!  shipped        the policy, the regions and the catalogues that ship with the crate
//!  request        reads options, settings and cases
//!  shop           the rules in force: shipped, or shipped and an admitted pack
//!  present        the answer in the reader's language, as plain data
//!  api            one verb a file
//!  csv            a pack as a table
//!  wasm           the only code that knows JavaScript
//! ```
//!
//! The order is that of imports: no module uses one that is listed below it (`tests/floors.rs`).
//!
//! Rules stand in layers: law, platform, the shop's own, practice. Of the remedy rules that hold, those that
//! another of the same layer or above displaces by name are out; of the rest the highest layer wins. Duties add
//! acts or remove them. A fact that is not known is not assumed to be "no": an answer holds for all its values.
//!
//! # Invariants
//!
//! - The core does no I/O, reads no clock and guesses no language: time, language and names are inputs.
//! - Only `wasm` knows JavaScript; [`present::answer`] is the only place where answers are serialised.
//! - Mistakes in the input are returned as [`Problem`]s with the answer, never as panics; a panic is a bug.
//! - Every situation has exactly one remedy, or the build fails with a counterexample ([`findings`]).
//! - The floor holds for every caller: a shop's pack is in force as admitted, or not at all ([`shop`]).
//! - Law and platform grant or forbid; refusals are advice and give way to them.
//! - Every verdict names its rules, every rule its sources.
//! - The order of rules in a file decides nothing, and no rule displaces itself by way of others.
//! - The engine and the reference evaluator agree: on every situation where they can be gone through,
//!   on a million others in each run of the tests, and on random policies (`tests/small_packs`).
//! - Texts of codes are looked up by index ([`words::text_id`]); texts of another build are refused.
//! - A message contains a sentence only if the decision contains its act.
//! - Amounts of money are whole minor units.
//!
//! [`Problem`]: aftersales_core::plain::problem::Problem
//! [`findings`]: aftersales_core::audit::findings
//!
//! # Example
//!
//! ```
//! use aftersales::{api::advise::advise, present::plain_format::Plain};
//! use aftersales_core::plain::value::Value;
//!
//! let code = |code: &str| Value::Text(code.into());
//! let case = Value::Map(vec![
//!     ("platform".into(), code("taobao")),
//!     ("buyer_region".into(), code("cn")),
//!     ("order_state".into(), code("in_transit")),
//!     ("complaint".into(), code("cancel_order")),
//! ]);
//! let advice = advise(&case, &Value::Null, &Plain);
//! assert_eq!(advice.remedy.unwrap().code, "intercept_and_refund");
//! // The usual advice is to ask the buyer to wait, but the platform's rule prevails.
//! assert_eq!(advice.overruled[0].rule, "wait-before-cancelling");
//! ```

pub mod api;
pub mod csv;
pub mod present;
pub mod request;
pub mod shipped;
pub mod shop;
#[cfg(target_family = "wasm")]
mod wasm;
pub mod words;
