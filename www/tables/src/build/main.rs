//! Build script: reads what is known of exports, checks it against the vocabulary, and writes it as constants.
//!
//! A mistake fails the build with its file.

mod read;
mod vocabulary;
mod write;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let data = Path::new("../../src/data");
    let mut mistakes = Vec::new();
    let vocabulary = vocabulary::Vocabulary::read(data, &mut mistakes);
    let known = read::read(data, &vocabulary, &mut mistakes);
    for path in read::watched(data) {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    for mistake in &mistakes {
        println!("cargo::error={}", mistake.replace('\n', " "));
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    std::fs::write(out.join("exports.rs"), write::constants(&known, &vocabulary))
        .expect("OUT_DIR can be written to");
    if mistakes.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
