//! Builds the aftersales site and serves it.
//!
//! ```text
//! toolchain -> library -> bindings -> trim, words --+
//!              proof                                +-> site -> output -> sizes
//! www/page  -> source  -> modules -> minify --------+     (hosted, single, offline, package)
//! ```
//!
//! `build` runs this pipeline and writes `dist/`; unchanged files are not written again.
//! `breakdown` lists the sizes. `Server` serves `dist/` to browsers. The browser tests use both.

mod anatomy;
pub mod bench;
mod bindings;
mod build;
pub mod chromium;
mod command;
mod compiler;
mod compression;
mod debian;
mod document;
mod extra_words;
mod guide;
mod hosted;
mod http;
mod languages;
mod letters;
mod library;
mod minify;
mod module;
mod modules;
mod no_script;
pub mod node;
mod offline;
mod output;
mod package;
mod place;
mod proof;
mod quoted;
mod reading;
mod sections;
mod serve;
mod single;
pub mod sizes;
mod source;
mod standard_library;
pub mod testing;
mod toolchain;
mod trim;
mod trouble;
pub mod words;

pub use build::{breakdown, build};
pub use letters::write_letters;
pub use place::Place;
pub use reading::list_sources;
pub use serve::{Reserved, Server, reserve};
