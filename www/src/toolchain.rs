//! Finds or installs a compiler for the browser's target.
//!
//! In order: the active compiler with the target installed; the target added by rustup; on Debian,
//! the distribution's compiler with a standard library built once from its sources.

use crate::command::{self, announce, on_path, read, run_within};
use crate::compiler::{TARGET, path_flags, set_flags, version, version_of};
use crate::standard_library::{self, StandardLibrary};
use crate::{Place, debian};
use anyhow::{Result, bail};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const RUSTUP_LIMIT: Duration = Duration::from_secs(60);
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std";

/// A way to compile for the browser.
#[derive(Debug)]
pub enum Toolchain {
    /// The active compiler has the target.
    Active,
    /// The distribution's compiler with a standard library built by this program.
    Distribution(StandardLibrary),
}

impl Toolchain {
    /// Finds the first toolchain that works, and installs what it needs.
    pub fn find(place: &Place) -> Result<Toolchain> {
        if active_compiler_has_target() {
            return Ok(Toolchain::Active);
        }
        // Checked before rustup, which takes longer.
        let debian = Path::new(DEBIAN_RUSTC);
        if let Some(ready) = standard_library::existing(place, debian) {
            return Ok(Toolchain::Distribution(ready));
        }
        if added_by_rustup() {
            return Ok(Toolchain::Active);
        }
        if !debian::is_here() {
            bail!("the Rust compiler here cannot build for {TARGET}.\n{BY_HAND}");
        }
        if !debian.exists() || !Path::new(DEBIAN_SOURCE).exists() {
            let reason = format!(
                "a Rust compiler with the sources of its standard library, to build for {TARGET}"
            );
            debian::install(&["rustc-web", "rust-web-src"], &reason)?;
        }
        check_version(debian)?;
        let linker = linker(debian)?;
        standard_library::build(place, debian, linker).map(Toolchain::Distribution)
    }

    /// A Cargo command for this toolchain without arguments.
    pub fn cargo(&self) -> Command {
        let mut command = command::cargo();
        let mut flags = path_flags();
        // Mangled names with the types of generic code, which `sizes` reads.
        flags.push("-Csymbol-mangling-version=v0".into());
        // Leaves out the places of panics, which no browser shows. `-Z` needs the variable on a stable compiler; it
        // reaches the build scripts of dependencies, too, which is accepted.
        command.env("RUSTC_BOOTSTRAP", "1");
        flags.push("-Zlocation-detail=none".into());
        if let Toolchain::Distribution(library) = self {
            flags.extend(library.select(&mut command));
        }
        set_flags(&mut command, &flags);
        command
    }
}

const BY_HAND: &str = "With rustup, run:  rustup target add wasm32-unknown-unknown
On Debian, run:    apt-get update && apt-get install rustc-web rust-web-src
Then try again.";

fn rustc() -> Command {
    let mut command = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    command.env_remove("LD_LIBRARY_PATH");
    command
}

fn active_compiler_has_target() -> bool {
    // The folder is printed even if it does not exist.
    read(rustc().args(["--print", "target-libdir", "--target", TARGET]))
        .is_ok_and(|folder| Path::new(&folder).is_dir())
}

fn added_by_rustup() -> bool {
    if on_path(&["rustup"]).is_none() {
        return false;
    }
    announce(&format!("Adding the target {TARGET} with rustup."));
    let mut rustup = Command::new("rustup");
    let added = run_within(rustup.args(["target", "add", TARGET]), RUSTUP_LIMIT);
    if let Err(problem) = &added {
        announce(&format!("That did not work: {problem}."));
    }
    added.is_ok() && active_compiler_has_target()
}

/// Checks the version of Debian's compiler, since an old package list installs an old one.
fn check_version(rustc: &Path) -> Result<()> {
    let needed = env!("CARGO_PKG_RUST_VERSION");
    let found = version_of(rustc)?;
    if found < version(needed) {
        let (rustc, (major, minor)) = (rustc.display(), found);
        bail!("{rustc} is Rust {major}.{minor}; this project needs {needed} or newer.\n{BY_HAND}");
    }
    Ok(())
}

/// The linker for wasm, which Debian's compiler lacks: that of the active toolchain, or else
/// LLVM's.
fn linker(debian: &Path) -> Result<OsString> {
    if let Some(found) = linker_of_active_toolchain() {
        return Ok(found.into_os_string());
    }
    let llvm = verbose(debian, "LLVM version: ")?;
    let major = llvm.split('.').next().unwrap_or_default();
    let name = format!("wasm-ld-{major}");
    let found = || on_path(&["rust-lld", &name, "wasm-ld"]).map(PathBuf::into_os_string);
    match found() {
        Some(found) => Ok(found),
        None => {
            debian::install(&[&format!("lld-{major}")], "the linker for wasm")?;
            Ok(found().unwrap_or_else(|| name.into()))
        }
    }
}

fn linker_of_active_toolchain() -> Option<PathBuf> {
    let folder = read(rustc().args(["--print", "target-libdir"])).ok()?;
    let linker = Path::new(&folder).parent()?.join("bin/rust-lld");
    linker.is_file().then_some(linker)
}

fn verbose(rustc: &Path, label: &str) -> Result<String> {
    let text = read(Command::new(rustc).arg("-vV"))?;
    let line = text.lines().find_map(|line| line.strip_prefix(label));
    Ok(line.unwrap_or_default().to_string())
}
