//! From sources to `dist/`, once through.

use crate::bindings::{self, Bindings, WASM};
use crate::command::say;
use crate::source::{PRELOAD, EMBED, HOME, Page, SINGLE};
use crate::toolchain::Toolchain;
use crate::words::Part;
use crate::{
    Place, anatomy, extra_words, guide, hosted, library, modules, offline, output, package,
    sections, single, sizes, trim, words,
};
use anyhow::Result;

/// A module of the page that the builder makes: the library's functions that the page needs at once,
/// and `ready()`.
const GLUE: &str = "aftersales.js";
/// The module that says where the wasm and the words are; in the one-file page they are nowhere else.
const FILES: &str = "files.js";
/// The same with those that scripts on demand need. In the hosted page that is a wasm of its own.
const WHOLE: &str = "whole.js";
const WHOLE_WASM: &str = "whole_bg.wasm";

/// Builds the site, making again only what changed.
pub fn build(place: &Place) -> Result<()> {
    let bindings = bindings(place)?;
    let (_, parts) = words::take_out(&bindings.wasm)?;
    let mut page = written(place, &parts)?;
    page.put(FILES, bindings::files(WASM, &parts).into_bytes());
    for (glue, wasm) in [(GLUE, WASM), (WHOLE, WHOLE_WASM)] {
        let called = called(place, &bindings, glue)?;
        let script = trim::glue(&bindings.for_page(wasm)?, &called);
        page.add(glue, script.into_bytes())?;
        let without_names =
            sections::without(&trimmed(&bindings, &called)?, |name| name == "name")?;
        page.add(wasm, words::take_out(&without_names)?.0)?;
    }
    for part in &parts {
        page.add(&part.file, part.content.clone())?;
    }
    guide::fill(place, &mut page)?;
    page.minify_styles()?;
    if let Some(entry) = hosted::entry(&page, HOME)? {
        page.join(&[&entry.target, PRELOAD, EMBED, "frame.js", "guide.js"])?;
        page.called_at_once(&entry.target)?;
    }
    let mut files = hosted::assemble(&page)?;
    offline::stamp(&mut files)?;

    let mut page = written(place, &parts)?;
    page.add(GLUE, single::glue(&bindings)?)?;
    page.add(WHOLE, single::again(GLUE, &called(place, &bindings, WHOLE)?))?;
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
    let wasm = trimmed(&bindings, &called(place, &bindings, GLUE)?)?;
    Ok(format!("{}{}", load.table(), anatomy::table(place, &wasm)?))
}

/// The page as written, with the words that the library does not carry.
fn written(place: &Place, parts: &[Part]) -> Result<Page> {
    let mut page = Page::read(&place.page())?;
    let tags: Vec<&str> = parts.iter().filter_map(Part::language).collect();
    page.add(extra_words::MODULE, extra_words::module(place, &tags)?)?;
    page.add(FILES, bindings::files(WASM, &[]).into_bytes())?;
    Ok(page)
}

/// The functions of the library that the page's modules import from one of the modules made here.
fn called(place: &Place, bindings: &Bindings, glue: &str) -> Result<Vec<String>> {
    let (_, parts) = words::take_out(&bindings.wasm)?;
    let mut page = written(place, &parts)?;
    for made in [GLUE, WHOLE] {
        page.add(made, single::glue(bindings)?)?;
    }
    modules::imported_from(&page, glue)
}

/// The wasm with only these functions, with names and words.
fn trimmed(bindings: &Bindings, called: &[String]) -> Result<Vec<u8>> {
    trim::to(&bindings.named, called, &bindings.script)
}

fn bindings(place: &Place) -> Result<Bindings> {
    let toolchain = Toolchain::find(place)?;
    bindings::generate(library::compile(place, &toolchain)?)
}
