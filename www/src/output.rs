//! Writes the files that changed, and removes those that are no longer generated.

use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Makes `folder` contain exactly these files. Returns how many were written or removed.
pub fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<usize> {
    let mut stale = BTreeSet::new();
    if folder.exists() {
        list(folder, &mut stale)?;
    }
    let mut changes = 0;
    // Documents last, so that during a build a browser finds either the previous page or the
    // complete next one.
    let (documents, others): (Vec<_>, Vec<_>) =
        files.iter().partition(|(name, _)| name.ends_with(".html"));
    for (name, content) in others.into_iter().chain(documents) {
        let file = folder.join(name);
        stale.remove(&file);
        if fs::read(&file).is_ok_and(|old| old == *content) {
            continue;
        }
        let parent = file.parent().unwrap_or(folder);
        fs::create_dir_all(parent).with_context(|| format!("making {}", parent.display()))?;
        fs::write(&file, content).with_context(|| format!("writing {}", file.display()))?;
        changes += 1;
    }
    for file in &stale {
        fs::remove_file(file).with_context(|| format!("removing {}", file.display()))?;
        changes += 1;
    }
    Ok(changes)
}

fn list(folder: &Path, found: &mut BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => list(&path, found)?,
            false => drop(found.insert(path)),
        }
    }
    Ok(())
}
