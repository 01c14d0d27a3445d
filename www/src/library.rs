//! Compiles the library and the reader of tables to wasm.

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
    let wasm = package(place, toolchain, "aftersales")?;
    proof::prove(place)?;
    Ok(wasm)
}

/// The compiled reader of tables, before bindings are generated.
pub fn compile_tables(place: &Place, toolchain: &Toolchain) -> Result<Vec<u8>> {
    announce("Compiling the reader of tables for the browser.");
    package(place, toolchain, "aftersales-tables")
}

fn package(place: &Place, toolchain: &Toolchain, name: &str) -> Result<Vec<u8>> {
    let folder = folder(place);
    run(toolchain
        .cargo()
        .current_dir(&place.root)
        .args(["build", "--package", name, "--lib"])
        .args(["--profile", "wasm", "--target", TARGET])
        .arg("--target-dir")
        .arg(&folder)
        .env(proof::UNPROVED, proof::folder(place)?))
    .with_context(|| format!("compiling {name} to wasm"))?;
    let file = folder.join(TARGET).join(format!("wasm/{}.wasm", name.replace('-', "_")));
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
