//! The compiler for browsers: its target, its flags and its version.

use crate::Place;
use crate::command::read;
use anyhow::Result;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target of browsers.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Sets the compiler flags, and ignores those of the environment and of configuration files, which
/// are for programs on this computer.
pub fn set_flags(cargo: &mut Command, flags: &[OsString]) {
    // Encoded, since a folder may have a space in its name.
    let flags = flags.join("\u{1f}".as_ref());
    cargo.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags);
}

/// Flags that remove the folders of this computer from the wasm, which panic messages would
/// contain.
pub fn path_flags() -> Vec<OsString> {
    let home = std::env::home_dir();
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| Some(home.as_ref()?.join(".cargo")));
    let sources = cargo.map(|cargo| cargo.join("registry/src")).and_then(|at| at.read_dir().ok());
    let registries = sources.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let place = Place::find();
    // If several match, the last one applies.
    let folders = home.into_iter().chain([place.root, place.target]).chain(registries);
    folders
        .map(|folder| {
            let mut flag = OsString::from("--remap-path-prefix=");
            flag.push(folder);
            flag.push("=");
            flag
        })
        .collect()
}

/// Major and minor version of a compiler.
pub fn version_of(rustc: &Path) -> Result<(u32, u32)> {
    let text = read(Command::new(rustc).arg("--version"))?;
    Ok(version(text.split(' ').nth(1).unwrap_or_default()))
}

/// Major and minor of a version as it is written.
pub fn version(text: &str) -> (u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0))
}
