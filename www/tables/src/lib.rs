//! Reads exports of orders, returns and disputes from marketplaces and shops, and tells what each row states of a case.
//!
//! ```text
//! bytes ──> sniff ──> text ──────> separated ──+
//!                └──> workbook ────────────────+──> table ──> recognise ──> plan ──> orders, each with facts and names
//!                               exports (data) ──────────────────^
//! ```
//!
//! Nothing here decides about a case. Columns are found by name, never by position; what a status or a reason means is
//! data, in `src/data/platforms/*/exports.toml` and `src/data/exports/`, checked by the build. Order numbers are never
//! numbers. Whatever a file holds, it is an answer: rows that tell too little say what they lack.

pub mod csv;
pub mod exports;
pub mod moment;
pub mod names;
pub mod orders;
pub mod plan;
pub mod recognise;
pub mod separated;
pub mod sniff;
pub mod table;
#[cfg(target_family = "wasm")]
mod wasm;
pub mod workbook;
