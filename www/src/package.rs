//! Assembles the npm package.

use crate::Place;
use crate::bindings::{Bindings, WASM};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;

/// The files of the package, in their folder of the site.
pub fn assemble(place: &Place, bindings: &Bindings) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for name in ["package.json", "README.md", "LICENSE-APACHE", "LICENSE-MIT", "node.js"] {
        let file = place.package().join(name);
        let text =
            fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        // The version of the library is that of the package, too.
        let text = text.replace("{{version}}", &from_manifest(place, "version")?);
        let text = text.replace("{{description}}", &from_manifest(place, "description")?);
        files.insert(name, text.into_bytes());
    }
    files.insert("aftersales.js", bindings.script.clone().into_bytes());
    files.insert("aftersales.d.ts", bindings.types.clone().into_bytes());
    files.insert(WASM, bindings.wasm.clone());
    Ok(files.into_iter().map(|(name, content)| (format!("pkg/{name}"), content)).collect())
}

/// A text in the library's manifest, where the first matching line is that of the package.
fn from_manifest(place: &Place, key: &str) -> Result<String> {
    let manifest = fs::read_to_string(place.root.join("Cargo.toml"))?;
    let start = format!("{key} = \"");
    let found = manifest.lines().find_map(|line| line.strip_prefix(&start)?.strip_suffix('"'));
    Ok(found.with_context(|| format!("Cargo.toml has no {key}"))?.to_string())
}
