//! The files of the data that the build reads.

use std::path::{Path, PathBuf};

/// The names of files that this build does not read: cases, which are for tests, and exports of marketplaces, which are for
/// the reader of tables.
const NOT_READ: [&str; 2] = ["cases.toml", "exports.toml"];

/// What cargo has to watch: folders of which all is read, and the files that are read beside others.
///
/// Cargo watches a folder with all that is below it, so that a case that was edited would prove the policy again.
pub fn watched(folder: &Path) -> Vec<PathBuf> {
    if all(folder).iter().all(|path| is_read(path)) {
        return vec![folder.to_owned()];
    }
    let below = |path: PathBuf| match path {
        path if path.is_dir() => watched(&path),
        path if is_read(&path) => vec![path],
        _ => Vec::new(),
    };
    entries(folder).into_iter().flat_map(below).collect()
}

/// All files that this build reads.
pub fn read_by_build(data: &Path) -> Vec<PathBuf> {
    let mut found = all(data);
    found.retain(|path| is_read(path));
    found
}

fn is_read(path: &Path) -> bool {
    !NOT_READ.iter().any(|name| is_named(path, name))
}

/// All files with a name below a folder, in a fixed order.
pub fn named(folder: &Path, name: &str) -> Vec<PathBuf> {
    let mut found = all(folder);
    found.retain(|path| is_named(path, name));
    found
}

fn is_named(path: &Path, name: &str) -> bool {
    path.file_name().is_some_and(|file| file == name)
}

/// All files below a folder, in a fixed order.
fn all(folder: &Path) -> Vec<PathBuf> {
    let below = |path: PathBuf| if path.is_dir() { all(&path) } else { vec![path] };
    entries(folder).into_iter().flat_map(below).collect()
}

/// What lies in a folder, in a fixed order.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut entries: Vec<_> = entries.map(|entry| entry.path()).collect();
    entries.sort();
    entries
}
