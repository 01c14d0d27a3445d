//! A standard library for the browser's target, built once from the distribution's sources.
//!
//! Compiler and library must be the same version, so the copy under the build directory carries the
//! compiler's own description as its stamp: another compiler makes another copy.

use crate::Place;
use crate::command::{self, read, run, say};
use crate::toolchain::{TARGET, path_flags, set_flags};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A panic in a browser stops the module. What would print it is in the way, and nobody reads it.
const PANICS: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];

/// A finished standard library and what to use it with.
#[derive(Debug)]
pub struct StandardLibrary {
    compiler: PathBuf,
    linker: OsString,
    folder: PathBuf,
}

impl StandardLibrary {
    /// Makes a Cargo command use this compiler; returns the flags by which it finds this library and compiles as
    /// that was compiled.
    pub fn select(&self, cargo: &mut Command) -> Vec<OsString> {
        let name = TARGET.to_uppercase().replace('-', "_");
        cargo
            .env_remove("RUSTUP_TOOLCHAIN")
            .env("RUSTC", &self.compiler)
            .env(format!("CARGO_TARGET_{name}_LINKER"), &self.linker);
        let found = ["--sysroot".into(), self.folder.clone().into_os_string()];
        found.into_iter().chain(PANICS.iter().map(OsString::from)).collect()
    }
}

/// The library made by an earlier run for this very compiler, if there is one.
pub fn made_before(place: &Place, compiler: &Path) -> Option<StandardLibrary> {
    let folder = folder(place);
    let stamp = fs::read_to_string(folder.join("stamp")).ok()?;
    let (linker, description) = stamp.split_once('\n')?;
    let same = compiler.exists() && describe(compiler).ok()? == description;
    let linker = OsString::from(linker);
    let compiler = compiler.to_path_buf();
    (same && Path::new(&linker).exists()).then_some(StandardLibrary { compiler, linker, folder })
}

/// Builds the library. It takes about a minute, once.
pub fn make(place: &Place, compiler: &Path, linker: OsString) -> Result<StandardLibrary> {
    say("Building the standard library for the browser, once: about a minute.");
    let folder = folder(place);
    let seed = folder.join("seed");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&seed)?;
    fs::write(seed.join("Cargo.toml"), SEED)?;
    fs::write(seed.join("lib.rs"), "")?;

    let made = StandardLibrary { compiler: compiler.to_path_buf(), linker, folder: folder.clone() };
    let mut cargo = command::cargo();
    // The library does not exist yet: the flags that point at it would leave nothing to build with.
    let _ = made.select(&mut cargo);
    set_flags(&mut cargo, &path_flags());
    run(cargo
        .current_dir(&seed)
        // Building the standard library is a feature of nightly compilers; this one is the same
        // code.
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort"])
        .arg("--target-dir")
        .arg(seed.join("target")))
    .context("building the standard library for the browser")?;

    let libraries = libraries(&folder);
    fs::create_dir_all(&libraries)?;
    let built = seed.join("target").join(TARGET).join("release/deps");
    for entry in fs::read_dir(&built)? {
        let file = entry?.path();
        if let (Some("rlib"), Some(name)) =
            (file.extension().and_then(|ext| ext.to_str()), file.file_name())
        {
            fs::rename(&file, libraries.join(name))?;
        }
    }
    fs::remove_dir_all(&seed)?;
    // Written last: a stamp means that everything before it succeeded.
    let stamp = format!("{}\n{}", made.linker.to_string_lossy(), describe(compiler)?);
    fs::write(folder.join("stamp"), stamp)?;
    Ok(made)
}

const SEED: &str = r#"[package]
name = "seed"
version = "0.0.0"
edition = "2021"

[lib]
path = "lib.rs"
crate-type = ["cdylib"]

[profile.release]
opt-level = "z"
codegen-units = 1
panic = "abort"

[workspace]
"#;

fn folder(place: &Place) -> PathBuf {
    place.target.join("wasm-std")
}

fn libraries(folder: &Path) -> PathBuf {
    folder.join("lib/rustlib").join(TARGET).join("lib")
}

fn describe(compiler: &Path) -> Result<String> {
    read(Command::new(compiler).arg("-vV"))
}
