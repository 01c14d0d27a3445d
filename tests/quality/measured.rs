//! Measures the page with external tools. `cargo run -- quality` shows the figures.

// The states of the page that `screens` takes pictures of.
#[path = "../browser/screens.rs"]
#[allow(dead_code, reason = "pictures are taken elsewhere")]
mod screens;
use screens::support;

mod accessibility;
mod markup;
mod rating;

use aftersales_www::node::Tools;
use aftersales_www::testing;
use std::path::{Path, PathBuf};
use std::process::Command;

#[track_caller]
fn tools() -> Tools {
    testing::tools().unwrap_or_else(|problem| panic!("{problem:#}"))
}

/// An empty folder below the build directory.
#[track_caller]
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Runs a program and returns whether it succeeded, and its output.
#[track_caller]
fn output(command: &mut Command) -> (bool, String) {
    let done = command.output().unwrap_or_else(|problem| panic!("{command:?}: {problem}"));
    let text = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8_lossy(&text).into_owned())
}
