//! Copies of folders, for tests that change data.

use std::path::Path;

/// Copies a folder with all that is below it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("room for a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file");
        }
    }
}
