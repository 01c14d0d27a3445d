//! Completes the service worker: which files to keep, and a version that changes with any of them.

use crate::hosted::short_hash;
use crate::minify;
use crate::serve::is_named_by_content;
use crate::source::{HOME, WORKER};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// Stamps the worker among the files of the page. Call it when all the others are final.
pub fn stamp(files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let worker = files.remove(WORKER).context("the page has no service worker")?;
    let mut assets = Vec::new();
    let mut described = String::new();
    for (name, content) in &*files {
        // The page is asked for by its folder; the name of the document appears nowhere.
        let address = if name == HOME { "./" } else { name.as_str() };
        let hash = short_hash(content);
        // Where the name does not carry the hash, it is told beside it.
        match is_named_by_content(address) {
            true => assets.push(format!("'{address}'")),
            false => assets.push(format!("'{address}#{hash}'")),
        }
        described.push_str(&format!("{address} {hash}\n"));
    }
    // The worker's own text counts too: a repaired worker must not inherit the cache of a broken
    // one.
    described.push_str(&short_hash(&worker));

    let text = String::from_utf8(worker).context("the service worker is not text")?;
    let text = fill(&text, "'{{version}}'", &format!("'{}'", short_hash(described.as_bytes())))?;
    let text = fill(&text, "['{{assets}}']", &format!("[\n  {},\n]", assets.join(",\n  ")))?;
    let text = minify::classic(WORKER, &text)?;
    files.insert(WORKER.to_string(), text.into_bytes());
    Ok(())
}

fn fill(text: &str, blank: &str, value: &str) -> Result<String> {
    if text.matches(blank).count() != 1 {
        bail!("www/page/{WORKER}: expected the blank {blank} once");
    }
    Ok(text.replace(blank, value))
}
