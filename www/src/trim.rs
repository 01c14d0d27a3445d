//! Takes out of the wasm what the page does not call, with all that only that needs.
//!
//! The npm package has every function; the page that a seller opens answers cases and neither audits
//! policies nor compares them. Those who need that load the package.

use anyhow::{Result, anyhow};
use walrus::ExportItem;

/// What the glue calls by itself begins so.
const GLUE_OWN: &str = "__";

/// The module with only these functions, and what the glue needs.
pub fn to(wasm: &[u8], called: &[String]) -> Result<Vec<u8>> {
    let mut module = walrus::Module::from_buffer(wasm)
        .map_err(|problem| anyhow!("reading the wasm: {problem:#}"))?;
    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| matches!(export.item, ExportItem::Function(_)))
        .filter(|export| !export.name.starts_with(GLUE_OWN) && !called.contains(&export.name))
        .map(|export| export.id())
        .collect();
    unused.into_iter().for_each(|export| module.exports.delete(export));
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}
