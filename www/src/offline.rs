//! Completes the service worker with the list of files to cache and a version that changes with any
//! of them.

use crate::hosted::short_hash;
use crate::minify;
use crate::serve::is_named_by_content;
use crate::source::{HOME, WORKER};
use crate::words;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// Fills in the worker among the files of the page. All other files must be final.
pub fn stamp(files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let worker = files.remove(WORKER).context("the page has no service worker")?;
    let mut assets = Vec::new();
    let mut described = String::new();
    for (name, content) in files.iter().filter(|(name, _)| !words::is_of_one_place(name)) {
        // Browsers request the document by its folder.
        let address = if name == HOME { "./" } else { name.as_str() };
        let hash = short_hash(content);
        // Without a hash in the name, the hash follows the address.
        match is_named_by_content(address) {
            true => assets.push(format!("'{address}'")),
            false => assets.push(format!("'{address}#{hash}'")),
        }
        described.push_str(&format!("{address} {hash}\n"));
    }
    // The worker's text is included, so that a fixed worker does not use the cache of a broken one.
    described.push_str(&short_hash(&worker));

    let text = String::from_utf8(worker).context("the service worker is not text")?;
    let text = fill(&text, "'{{version}}'", &format!("'{}'", short_hash(described.as_bytes())))?;
    let text = fill(&text, "['{{assets}}']", &format!("[\n  {},\n]", assets.join(",\n  ")))?;
    let text = minify::classic(WORKER, &text)?;
    files.insert(WORKER.to_string(), text.into_bytes());
    Ok(())
}

fn fill(text: &str, slot: &str, value: &str) -> Result<String> {
    if text.matches(slot).count() != 1 {
        bail!("www/page/{WORKER}: expected the slot {slot} once");
    }
    Ok(text.replace(slot, value))
}
