//! Compresses files at the best level and caches the results, since that is slow.

use crate::hosted::short_hash;
use anyhow::{Context, Result};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Compressed files by content, cached in the build directory.
pub struct Compression {
    folder: PathBuf,
}

impl Compression {
    pub fn beside(target: &Path) -> Compression {
        Compression { folder: target.join("compressed") }
    }

    /// The best compression if it is cached, or else a fast one.
    pub fn available(&self, content: &[u8]) -> Result<Vec<u8>> {
        fs::read(self.file(content)).or_else(|_| brotli(content, QUICK))
    }

    /// The cache file of a content. The length makes a collision of two short hashes harmless.
    fn file(&self, content: &[u8]) -> PathBuf {
        self.folder.join(format!("{}.{}.br", short_hash(content), content.len()))
    }

    /// Brotli at the best level, computed once for each content.
    pub fn brotli(&self, content: &[u8]) -> Result<Vec<u8>> {
        let file = self.file(content);
        if let Ok(compressed) = fs::read(&file) {
            return Ok(compressed);
        }
        let compressed = brotli(content, BEST)?;
        fs::create_dir_all(&self.folder)?;
        // Renamed after writing, since several programs may do this at once.
        let draft = file.with_extension(format!("{}", std::process::id()));
        fs::write(&draft, &compressed)?;
        fs::rename(&draft, &file)?;
        Ok(compressed)
    }
}

/// Levels of brotli. The best takes seconds; the quick one is instant and a tenth larger.
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
