//! From sources to `dist/`, once through.

use crate::bindings::{self, Bindings, WASM};
use crate::command::say;
use crate::source::{EMBED, HOME, Page, SINGLE};
use crate::toolchain::Toolchain;
use crate::{
    Place, anatomy, guide, hosted, library, modules, offline, output, package, sections, single,
    sizes, trim, words,
};
use anyhow::Result;

/// The module of the page that the builder makes: every function of the library, and `ready()`.
const GLUE: &str = "aftersales.js";

/// Builds the site, making again only what changed.
pub fn build(place: &Place) -> Result<()> {
    let bindings = bindings(place)?;
    let (_, languages) = words::take_out(&bindings.wasm)?;
    let called = called(place, &bindings)?;
    let mut page = Page::read(&place.page())?;
    page.add(GLUE, trim::glue(&bindings.for_page(&languages)?, &called).into_bytes())?;
    let wasm = sections::without(&trimmed(&bindings, &called)?, |name| name == "name")?;
    page.add(WASM, words::take_out(&wasm)?.0)?;
    for language in languages {
        page.add(&language.file, language.content)?;
    }
    guide::fill(place, &mut page)?;
    page.minify_styles()?;
    if let Some(entry) = hosted::entry(&page, HOME)? {
        page.join(&[&entry.target, EMBED, "frame.js", "guide.js"])?;
    }
    let mut files = hosted::assemble(&page)?;
    offline::stamp(&mut files)?;

    let mut page = Page::read(&place.page())?;
    page.add(GLUE, single::glue(&bindings)?)?;
    page.minify_styles()?;
    files.insert(SINGLE.to_string(), single::assemble(&page, &bindings)?);
    files.extend(package::assemble(place, &bindings)?);
    match output::write(&place.dist, &files)? {
        0 => say("Nothing changed in dist/."),
        1 => say("Changed 1 file in dist/."),
        count => say(&format!("Changed {count} files in dist/.")),
    }
    say(&format!("\n{}", sizes::summary(place)?));
    Ok(())
}

/// Builds the site, and tells what the first load and the wasm are made of.
pub fn breakdown(place: &Place) -> Result<String> {
    build(place)?;
    let load = sizes::FirstLoad::measure(place)?;
    let bindings = bindings(place)?;
    let wasm = trimmed(&bindings, &called(place, &bindings)?)?;
    Ok(format!("{}{}", load.table(), anatomy::table(place, &wasm)?))
}

/// The functions of the library that the page's modules import.
fn called(place: &Place, bindings: &Bindings) -> Result<Vec<String>> {
    let mut page = Page::read(&place.page())?;
    page.add(GLUE, single::glue(bindings)?)?;
    modules::imported_from(&page, GLUE)
}

/// The page's wasm, with names and words.
fn trimmed(bindings: &Bindings, called: &[String]) -> Result<Vec<u8>> {
    trim::to(&bindings.named, called, &bindings.script)
}

fn bindings(place: &Place) -> Result<Bindings> {
    let toolchain = Toolchain::find(place)?;
    bindings::generate(library::compile(place, &toolchain)?)
}
