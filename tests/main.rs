//! What the library decides and says, against its data and against other ways to work out the same.
//!
//! One program, so that the tests keep every core busy. The tests of one subject:
//! `cargo test -p aftersales --test library -- messages::`.

mod many_rules;
mod mistakes;
mod orders;
mod scenario;
mod situations;
mod small;

mod admit;
mod agreement;
mod amounts;
mod articles;
mod asking;
mod audit;
mod bad_input;
mod bad_options;
mod bad_packs;
mod changes;
mod check;
mod clocks;
mod costs;
mod data;
mod days;
mod deadlines;
mod difference;
mod evidence;
mod floors;
mod graver;
mod in_force;
mod junk;
mod language_folders;
mod meaning;
mod messages;
mod money;
mod more_never_less;
mod none_later;
mod notes;
mod open_cases;
mod overlays;
mod places;
mod programs;
mod refusals;
mod requests;
mod scenarios;
mod sentences;
mod shop_wide;
mod small_packs;
mod sources;
mod spreadsheet;
mod stepwise;
mod styles;
mod zones;
