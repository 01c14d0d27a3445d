//! What the site weighs.

use crate::compression::{Compression, gzip_size};
use crate::hosted::Hosted;
use anyhow::Result;

/// A table for people: the wasm, and everything that opening the page loads.
pub fn table(hosted: &Hosted, single: &[u8], compression: &Compression) -> Result<String> {
    let mut all = Row::default();
    let mut wasm = Row::default();
    for name in &hosted.first_load {
        let row = Row::of(&hosted.files[name], compression)?;
        all.add(&row);
        if name.ends_with(".wasm") {
            wasm.add(&row);
        }
    }
    let files = format!("first load ({} files)", hosted.first_load.len());
    let rows =
        [("wasm", wasm), (files.as_str(), all), ("aftersales.html", Row::of(single, compression)?)];
    let mut text =
        format!("{:24}{:>12}{:>12}{:>12}\n", "bytes", "as it is", "gzip -9", "brotli 11");
    for (name, row) in rows {
        text.push_str(&format!("{name:24}{:>12}{:>12}{:>12}\n", row.raw, row.gzip, row.brotli));
    }
    Ok(text)
}

#[derive(Default)]
struct Row {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Row {
    fn of(content: &[u8], compression: &Compression) -> Result<Row> {
        Ok(Row {
            raw: content.len(),
            gzip: gzip_size(content)?,
            brotli: compression.brotli(content)?.len(),
        })
    }

    fn add(&mut self, other: &Row) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}
