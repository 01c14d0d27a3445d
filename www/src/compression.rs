//! Compressed forms of files, as good as they get, kept because that takes a while.

use crate::hosted::short_hash;
use anyhow::{Context, Result};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Compressed forms by content, kept under the build directory.
pub struct Compression {
    folder: PathBuf,
}

impl Compression {
    pub fn beside(target: &Path) -> Compression {
        Compression { folder: target.join("compressed") }
    }

    /// The best form if it was made before; else one that nobody has to wait for.
    pub fn at_hand(&self, content: &[u8]) -> Result<Vec<u8>> {
        fs::read(self.place(content)).or_else(|_| brotli(content, QUICK))
    }

    /// The length makes an accidental meeting of two short hashes harmless.
    fn place(&self, content: &[u8]) -> PathBuf {
        self.folder.join(format!("{}.{}.br", short_hash(content), content.len()))
    }

    /// Brotli at its best level; made once for each content.
    pub fn brotli(&self, content: &[u8]) -> Result<Vec<u8>> {
        let kept = self.place(content);
        if let Ok(compressed) = fs::read(&kept) {
            return Ok(compressed);
        }
        let compressed = brotli(content, BEST)?;
        fs::create_dir_all(&self.folder)?;
        // Several programs may do this at once; a file is seen whole or not at all.
        let draft = kept.with_extension(format!("{}", std::process::id()));
        fs::write(&draft, &compressed)?;
        fs::rename(&draft, &kept)?;
        Ok(compressed)
    }
}

/// Levels of brotli: the first takes seconds for what the second does in a moment, a tenth larger.
const BEST: i32 = 11;
const QUICK: i32 = 5;

fn brotli(content: &[u8], quality: i32) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        size_hint: content.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &params).context("compressing")?;
    Ok(compressed)
}

/// The size of a content under the most common compression.
pub fn gzip_size(content: &[u8]) -> Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}
