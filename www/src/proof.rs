//! Proves the policy that ships, once for each state of the policy and of what proves it.

use crate::Place;
use crate::command::announce;
use aftersales_core::audit::proof;
use aftersales_core::plain::bytes::from_bytes;
use aftersales_core::policy::{Policy, Rule};
use aftersales_core::vocabulary::Vocabulary;
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The variable that has the library's build script write the policy to a folder instead of proving it.
pub const UNPROVED: &str = "AFTERSALES_UNPROVED";

/// The folder for the policy of the library, which exists.
pub fn folder(place: &Place) -> Result<PathBuf> {
    let folder = place.target.join("unproved");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(folder)
}

/// Proves the policy in the folder, unless the same was proved before. What stands against it is the error.
pub fn prove(place: &Place) -> Result<()> {
    let folder = folder(place)?;
    let (vocabulary, rules) =
        (read(&folder.join("vocabulary.bin"))?, read(&folder.join("policy.bin"))?);
    let mut state = Sha256::new();
    state.update(&vocabulary);
    state.update(&rules);
    hash_sources(&place.root.join("src/core"), &mut state)?;
    let state = format!("{:x}", state.finalize());
    let proved = folder.join("proved");
    if fs::read_to_string(&proved).is_ok_and(|before| before == state) {
        return Ok(());
    }
    announce("Proving the policy.");
    // Leaked, since texts borrow from the bytes and this is done once.
    let vocabulary: Vocabulary =
        from_bytes(vocabulary.leak()).context("the vocabulary is cut off")?;
    let rules: Vec<Rule> = from_bytes(rules.leak()).context("the policy is cut off")?;
    let mistakes = proof::mistakes(&Policy::new(Box::leak(Box::new(vocabulary)), rules));
    if !mistakes.is_empty() {
        bail!("the policy is not proved:\n{}", mistakes.join("\n"));
    }
    fs::write(&proved, state).with_context(|| format!("writing {}", proved.display()))
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("reading {}", file.display()))
}

/// Hashes the files below a folder in a fixed order, with their names.
fn hash_sources(folder: &Path, state: &mut Sha256) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            hash_sources(&path, state)?;
        } else {
            let content = read(&path)?;
            state.update(path.file_name().unwrap_or_default().as_encoded_bytes());
            state.update(content.len().to_le_bytes());
            state.update(content);
        }
    }
    Ok(())
}
