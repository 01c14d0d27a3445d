//! The finished site: its files, the page in a browser, and the npm package.
//!
//! One program, so that the tests share browsers and keep every core busy. The tests of one subject:
//! `cargo test -p aftersales-www --test site -- layout::`.

#[path = "../support/mod.rs"]
mod support;

mod scenarios;

mod answers;
mod beside_chat;
mod calendar;
mod case_text;
mod clock;
mod compare;
mod contract;
mod costs;
mod desk;
mod desk_files;
mod desk_storage;
mod embedding;
mod frames;
mod goodwill;
mod guide;
mod hosts;
mod journey;
mod kept;
mod keyboard;
mod languages;
mod layout;
mod many;
mod many_rules;
mod message;
mod mistakes;
mod next;
mod nonsense;
mod offline;
mod opening;
mod own_rules;
mod page;
mod page_languages;
mod plan;
mod policy;
mod printed;
mod privacy;
mod questions;
mod shop;
mod tabs;
mod updates;

#[path = "../site/files.rs"]
mod files;
#[path = "../package/packed.rs"]
mod packed;
