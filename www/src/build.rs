//! From sources to `dist/`, once through.

use crate::bindings::{self, WASM};
use crate::command::say;
use crate::compression::Compression;
use crate::source::{HOME, Page, SINGLE};
use crate::toolchain::Toolchain;
use crate::{Place, hosted, library, offline, output, package, single, sizes};
use anyhow::Result;

/// The module of the page that the builder makes: every function of the library, and `ready()`.
const GLUE: &str = "aftersales.js";

/// Builds the site, making again only what changed.
pub fn build(place: &Place) -> Result<()> {
    let toolchain = Toolchain::find(place)?;
    let bindings = bindings::generate(library::compile(place, &toolchain)?)?;

    let mut page = Page::read(&place.page())?;
    page.add(GLUE, bindings.for_page()?.into_bytes())?;
    page.add(WASM, bindings.wasm.clone())?;
    if let Some(entry) = hosted::entry(&page, HOME)? {
        page.join(&entry.target)?;
    }
    let mut hosted = hosted::assemble(&page)?;
    offline::stamp(&mut hosted)?;

    let mut page = Page::read(&place.page())?;
    page.add(GLUE, single::glue(&bindings)?)?;
    let single = single::assemble(&page, &bindings)?;

    let table = sizes::table(&hosted, &single, &Compression::beside(&place.target))?;
    let mut files = hosted.files;
    files.insert(SINGLE.to_string(), single);
    files.extend(package::assemble(place, &bindings)?);
    match output::write(&place.dist, &files)? {
        0 => say("Nothing changed in dist/."),
        1 => say("Changed 1 file in dist/."),
        count => say(&format!("Changed {count} files in dist/.")),
    }
    say(&format!("\n{table}"));
    Ok(())
}
