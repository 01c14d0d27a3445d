//! A copy of the site that a test may change.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The files of the page in a separate folder. Dropping it removes the folder.
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

    /// Turns it into another build: the same page with other names for all files named by content,
    /// and with this description.
    pub fn rebuild(&self, description: &str) {
        let names: Vec<String> = fs::read_dir(&self.0)
            .expect("the copy")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        let renamed: Vec<(&String, String)> = names
            .iter()
            .filter_map(|name| {
                let hash = name.rsplit('.').nth(1).filter(|hash| is_hash(hash))?;
                let other: String = hash.chars().rev().collect();
                Some((name, name.replace(hash, &other)))
            })
            .collect();
        let about = |text: &str| {
            let start = text.find("name=\"description\" content=\"")? + 28;
            Some(start..start + text[start..].find('"')?)
        };
        for name in names.iter().filter(|name| *name != "sw.js" && !name.ends_with(".wasm")) {
            let file = self.0.join(name);
            let Ok(mut text) = fs::read_to_string(&file) else { continue };
            let allowed = inline_script(&text).map(hash_allowed);
            for (old, new) in &renamed {
                text = text.replace(*old, new);
            }
            // The policy allows the inline script by its hash.
            if let (Some(old), Some(new)) = (allowed, inline_script(&text).map(hash_allowed)) {
                text = text.replace(&old, &new);
            }
            if let Some(place) = about(&text).filter(|_| name == "index.html") {
                text.replace_range(place, description);
            }
            fs::write(&file, text).expect("a file");
        }
        for (old, new) in &renamed {
            fs::rename(self.0.join(old), self.0.join(new)).expect("another name");
        }
        self.stamp(&renamed);
    }

    /// Updates the list of files in the worker.
    fn stamp(&self, renamed: &[(&String, String)]) {
        let file = self.0.join("sw.js");
        let mut text = fs::read_to_string(&file).expect("the service worker");
        for (old, new) in renamed {
            text = text.replace(*old, new);
        }
        let assets: Vec<String> = text.split('`').map(str::to_string).collect();
        for (name, hash) in assets
            .iter()
            .filter_map(|asset| asset.split_once('#').filter(|(_, hash)| is_hash(hash)))
        {
            let path = self.0.join(if name == "./" { "index.html" } else { name });
            let content = fs::read(path).expect("a file of the page");
            text =
                text.replace(&format!("{name}#{hash}"), &format!("{name}#{}", hash_of(&content)));
        }
        let start = text.find("VERSION=`").expect("a version") + "VERSION=`".len();
        let version = hash_of(text.as_bytes());
        text.replace_range(start..start + version.len(), &version);
        fs::write(&file, text).expect("the service worker");
    }

    /// The file whose name begins with `start` and ends with a hash.
    #[track_caller]
    pub fn file(&self, start: &str) -> PathBuf {
        let files = fs::read_dir(&self.0).expect("the copy").map(|entry| entry.expect("an entry"));
        let found = files.map(|entry| entry.path()).find(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start))
        });
        found.unwrap_or_else(|| panic!("the site has no file {start}…"))
    }
}

/// The inline script of a document.
fn inline_script(text: &str) -> Option<&str> {
    let start = text.find("<script>")? + "<script>".len();
    Some(&text[start..start + text[start..].find("</script>")?])
}

/// The hash of a script in the notation of a policy.
fn hash_allowed(script: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(script)))
}

/// Whether a part of a file name is the hash of its content.
fn is_hash(part: &str) -> bool {
    part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The first 8 digits of a content's hash, as in file names.
fn hash_of(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
