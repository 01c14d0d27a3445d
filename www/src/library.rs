//! Compiles the library to wasm.

use crate::Place;
use crate::command::{run, say};
use crate::toolchain::{TARGET, Toolchain};
use anyhow::{Context, Result};

/// The compiled library, before it has a JavaScript side.
pub fn compile(place: &Place, toolchain: &Toolchain) -> Result<Vec<u8>> {
    say("Compiling the library for the browser.");
    // A folder of its own: builds for this computer and builds for the browser never undo one
    // another's work.
    let folder = place.target.join("wasm");
    run(toolchain
        .cargo()
        .current_dir(&place.root)
        .args(["build", "--package", "aftersales", "--lib"])
        .args(["--profile", "wasm", "--target", TARGET])
        .arg("--target-dir")
        .arg(&folder))
    .context("compiling the library to wasm")?;
    let file = folder.join(TARGET).join("wasm/aftersales.wasm");
    std::fs::read(&file).with_context(|| format!("reading {}", file.display()))
}
