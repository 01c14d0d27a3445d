//! Compiles the library to wasm.

use crate::Place;
use crate::command::{announce, run};
use crate::compiler::TARGET;
use crate::proof;
use crate::toolchain::Toolchain;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// The compiled library with its policy proved, before bindings are generated.
pub fn compile(place: &Place, toolchain: &Toolchain) -> Result<Vec<u8>> {
    announce("Compiling the library for the browser.");
    let folder = folder(place);
    run(toolchain
        .cargo()
        .current_dir(&place.root)
        .args(["build", "--package", "aftersales", "--lib"])
        .args(["--profile", "wasm", "--target", TARGET])
        .arg("--target-dir")
        .arg(&folder)
        .env(proof::UNPROVED, proof::folder(place)?))
    .context("compiling the library to wasm")?;
    proof::prove(place)?;
    let file = folder.join(TARGET).join("wasm/aftersales.wasm");
    fs::read(&file).with_context(|| format!("reading {}", file.display()))
}

/// The files that the library's build script generated for it, by name. Those of earlier builds may
/// be included.
pub fn embedded(place: &Place) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let builds = folder(place).join(TARGET).join("wasm/build");
    for build in fs::read_dir(&builds).with_context(|| format!("reading {}", builds.display()))? {
        let Ok(files) = fs::read_dir(build?.path().join("out")) else { continue };
        for file in files {
            let path = file?.path();
            if let Some(name) =
                path.file_name().filter(|_| path.extension() == Some("bin".as_ref()))
            {
                found.push((name.to_string_lossy().into_owned(), fs::read(&path)?));
            }
        }
    }
    Ok(found)
}

/// A separate build directory, so that builds for this computer and for the browser do not
/// invalidate each other.
fn folder(place: &Place) -> PathBuf {
    place.target.join("wasm")
}
