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
//! # What a decision rests on
//!
//! - **Unknown is not no.** If the unknown facts leave two remedies possible, the answer is open: it names both and asks what settles it.
//! - **Rights come first.** A rule can entitle the buyer to one of several ways (`right`): the usual remedy stays where it denies no right that
//!   holds and gives what the buyer asks for by one; otherwise its fall-backs, then the way asked for, take its place, and the answer says why.
//!   Several rights at once are alternatives, so each is judged alone; whether one holds depends on facts of the right only.
//! - **Law and platform only grant or forbid.** A refusal is advice, needs a source that the right is absent or over, and stands only where
//!   nothing above it grants. Where no source was found for a region, the remedy is to negotiate and to check the local law.
//! - **Declined offers** move the answer on: `offers_declined` passes over that many remedies of the deciding rule. What platform or law grant
//!   to a buyer who asks for it is never passed over. When the buyer asks for something else, the count begins anew.
//! - **Duties** add their act and deadline; a must-not takes an act out of the steps and shows the clause in its place.
//! - **The message** is a short letter whose every sentence is tagged with the act that keeps its promise; a sentence is in it only if the
//!   decision contains that act. Names that are not known leave no hole. A sentence may have conditions on the facts; a *tone* (plain, warm,
//!   formal, firm) changes greeting, acknowledgement, apology and closing only, and a *channel* (mail, chat, statement in a case, public reply,
//!   notice) what stands around and, where a message is too long, leaves out what is least needed, never an amount or a day.
//!
//! A right is a rule with `right`, which lists in `one_of` the acts that open its ways; `src/data/vocabulary/ways.toml`
//! states how a buyer asks for each, and which remedy takes it at which complaint and order state.
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
