//! Builds the aftersales site and serves it.
//!
//! ```text
//! toolchain -> library -> bindings -> trim, words --+
//!                                                   +-> site -> output -> sizes
//! www/page  -> source  -> modules -> minify --------+     (hosted, single, offline, package)
//! ```
//!
//! `build` goes through that line once and leaves everything in `dist/`; what has not changed is
//! not made again. `breakdown` tells what it all weighs. `Server` hands `dist/` to a browser. The browser tests use both.

mod anatomy;
pub mod bench;
mod bindings;
mod build;
pub mod chromium;
mod command;
mod compression;
mod debian;
mod extra_words;
mod guide;
mod hosted;
mod http;
mod library;
mod minify;
mod modules;
pub mod node;
mod offline;
mod output;
mod package;
mod place;
mod sections;
mod serve;
mod single;
pub mod sizes;
mod source;
mod standard_library;
pub mod testing;
mod toolchain;
mod trim;
pub mod words;

pub use build::{breakdown, build};
pub use place::Place;
pub use serve::{Reserved, Server, reserve};
