//! Builds a standard library for the browser's target once from the distribution's sources.
//!
//! Compiler and library must be the same version, so the stamp of the library in the build
//! directory is the compiler's description. For another compiler it is built again.

use crate::Place;
use crate::command::{self, announce, read, run};
use crate::compiler::{TARGET, path_flags, set_flags, version_of};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// With these a panic stops the module at once: a browser prints its message for nobody, and printing is a twelfth of
/// the wasm. They are unstable flags of a stable compiler, known from this version on; the library and what is linked to
/// it need the same.
const PANICS: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];
const PANICS_SINCE: (u32, u32) = (1, 92);

fn panics(compiler: &Path) -> Vec<OsString> {
    let known = version_of(compiler).is_ok_and(|found| found >= PANICS_SINCE);
    if known { PANICS.map(OsString::from).to_vec() } else { Vec::new() }
}

/// A built standard library with its compiler and linker.
#[derive(Debug)]
pub struct StandardLibrary {
    compiler: PathBuf,
    linker: OsString,
    folder: PathBuf,
}

impl StandardLibrary {
    /// Makes a Cargo command use this compiler, and returns the flags for this library.
    pub fn select(&self, cargo: &mut Command) -> Vec<OsString> {
        let name = TARGET.to_uppercase().replace('-', "_");
        cargo
            .env_remove("RUSTUP_TOOLCHAIN")
            .env("RUSTC", &self.compiler)
            .env(format!("CARGO_TARGET_{name}_LINKER"), &self.linker);
        let sysroot = ["--sysroot".into(), self.folder.clone().into_os_string()];
        sysroot.into_iter().chain(panics(&self.compiler)).collect()
    }
}

/// The library built by an earlier run for the same compiler, if there is one.
pub fn existing(place: &Place, compiler: &Path) -> Option<StandardLibrary> {
    let folder = folder(place);
    let stamp = fs::read_to_string(folder.join("stamp")).ok()?;
    let (linker, description) = stamp.split_once('\n')?;
    let same = compiler.exists() && describe(compiler).ok()? == description;
    let linker = OsString::from(linker);
    let compiler = compiler.to_path_buf();
    (same && Path::new(&linker).exists()).then_some(StandardLibrary { compiler, linker, folder })
}

/// Builds the library, which takes about a minute.
pub fn build(place: &Place, compiler: &Path, linker: OsString) -> Result<StandardLibrary> {
    announce("Building the standard library for the browser, once: about a minute.");
    let folder = folder(place);
    let seed = folder.join("seed");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&seed)?;
    fs::write(seed.join("Cargo.toml"), SEED)?;
    fs::write(seed.join("lib.rs"), "")?;

    let library =
        StandardLibrary { compiler: compiler.to_path_buf(), linker, folder: folder.clone() };
    let mut cargo = command::cargo();
    // Without the flags, since the library does not exist yet.
    let _ = library.select(&mut cargo);
    let flags = [path_flags(), panics(compiler)].concat();
    set_flags(&mut cargo, &flags);
    run(cargo
        .current_dir(&seed)
        // Building the standard library is a nightly feature, which this variable enables.
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
    // Written last, so that the stamp exists only if everything succeeded.
    let stamp = format!("{}\n{}", library.linker.to_string_lossy(), describe(compiler)?);
    fs::write(folder.join("stamp"), stamp)?;
    Ok(library)
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
    let flags = panics(compiler).join(" ".as_ref());
    Ok(read(Command::new(compiler).arg("-vV"))? + "\n" + &flags.to_string_lossy())
}
