//! A copy of the site that a test may change.

use std::fs;
use std::path::{Path, PathBuf};

/// The files of the page in a folder of their own; removed when this is dropped.
pub struct Copy(pub PathBuf);

impl Copy {
    pub fn of(site: &Path, name: &str) -> Copy {
        let folder = std::env::temp_dir().join(format!("aftersales-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        for entry in fs::read_dir(site).expect("the site") {
            let file = entry.expect("an entry").path();
            if file.is_file() {
                let to = folder.join(file.file_name().expect("a name"));
                fs::copy(&file, to).expect("a copy");
            }
        }
        Copy(folder)
    }

    /// The file whose name begins like this; the rest of it is a hash.
    #[track_caller]
    pub fn file(&self, start: &str) -> PathBuf {
        let files = fs::read_dir(&self.0).expect("the copy").map(|entry| entry.expect("an entry"));
        let found = files.map(|entry| entry.path()).find(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start))
        });
        found.unwrap_or_else(|| panic!("the site has no file {start}…"))
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
