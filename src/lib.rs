//! After-sales policy checker: from the state of an order and a complaint to the remedy, the steps, the
//! deadlines and the message, with the reasons.
//!
//! # How a decision is made
//!
//! ```text
//!  src/data ──> build      reads, checks and proves it while the crate is built
//!
//!  core, a crate of its own: what a policy means
//!    plain        values, problems, texts, sorting
//!    vocabulary   facts, acts, remedies, money: the closed sets
//!    time         instants, zones, working days, deadlines
//!    policy       rules in layers, with their sources
//!    case         what is known of one order
//!    engine       reference       what follows from the rules that hold; it defines the meaning
//!                 block, effects  many situations at once, split only where rules differ
//!                 decide          what is the same in every open situation
//!                 relevance, questions, question_order, counterfactual
//!                 table           the compiled form, for many cases
//!    audit        findings, differences, admission of a shop's rules
//!  words          the catalogue of each language, letters
//!  shipped        the policy, the regions and the words that come with the crate
//!  request        options, settings, the case as it is handed in
//!  shop           the rules in force: shipped, or shipped and an admitted pack
//!  present        the answer in the reader's language, as plain data
//!  api            one verb a file
//!  csv            a pack as a table
//!  wasm           the only code that knows JavaScript
//! ```
//!
//! The order is that of imports: nothing uses what stands below it in this list (`tests/floors.rs`).
//!
//! Rules stand in layers: law, platform, the shop's own, practice. Of the remedy rules that hold, those that
//! another of the same layer or above displaces by name are out; of the rest the highest layer wins. Duties add
//! acts or take them out. A fact that is not known is not taken to be "no": what is answered holds however it
//! turns out.
//!
//! # Invariants
//!
//! - The core does no I/O, reads no clock and guesses no language: time, language and names are inputs.
//! - Only `wasm` knows JavaScript; [`present::answer`] is the only place where answers are serialised.
//! - Mistakes in what is handed in are [`Problem`]s beside the answer, never panics; a panic is our own bug.
//! - Every situation has exactly one remedy, or the build fails with one that has not ([`findings`]).
//! - The floor holds for every caller: a shop's pack is in force as admitted, or not at all ([`shop`]).
//! - Law and platform grant or forbid; refusals are advice and give way to them.
//! - Every verdict names its rules, every rule its sources.
//! - The order of rules in a file decides nothing, and no rule displaces itself by way of others.
//! - The engine and the reference evaluator agree: on every situation where they can be gone through,
//!   on a million others in each run of the tests, and on random policies (`tests/small_packs`).
//! - Texts of codes have places ([`words::text_id`]); words belong to one build, or are refused.
//! - A sentence of a message is there only if the decision contains its act.
//! - Money is whole minor units.
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

pub mod api;
pub mod csv;
pub mod present;
pub mod request;
pub mod shipped;
pub mod shop;
#[cfg(target_family = "wasm")]
mod wasm;
pub mod words;
