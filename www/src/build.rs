//! Builds `dist/` from the sources.

use crate::bindings::{self, Bindings, WASM};
use crate::command::announce;
use crate::source::{EMBED, HOME, PRELOAD, Page, SINGLE};
use crate::toolchain::Toolchain;
use crate::{
    Place, anatomy, document, extra_words, guide, hosted, languages, library, modules, no_script,
    offline, output, package, sections, single, sizes, trim, trouble, words,
};
use anyhow::Result;

/// The generated module with `ready()` and the functions of the library that the first load needs.
const GLUE: &str = "aftersales.js";
/// The generated module with the addresses of the wasm and the words. The one-file page has no such
/// files.
const FILES: &str = "files.js";
/// The generated module with the functions that scripts on demand need. In the hosted page it has
/// its own wasm.
const WHOLE: &str = "whole.js";
const WHOLE_WASM: &str = "whole_bg.wasm";
/// The generated module with the reader of tables, which has a wasm of its own.
const TABLES: &str = "tables.js";
/// The generated module with the address of the worker that decides many orders. The one-file page has none.
const WORKER_FILE: &str = "worker-file.js";
/// The script of that worker.
const ORDERS_WORKER: &str = "many-worker.js";

/// Sections that only tools read.
const FOR_TOOLS: [&str; 3] = ["name", "producers", "target_features"];

/// Builds the site and writes the files that changed.
pub fn build(place: &Place) -> Result<()> {
    let bindings = bindings(place)?;
    let tables = tables(place)?;
    let (_, parts) = words::extract(&bindings.wasm)?;
    let languages = languages::read(&bindings.wasm)?;
    let texts = extra_words::read(place, &languages, extra_words::TROUBLE)?;
    let mut page = source_page(place, &bindings.wasm)?;
    no_script::fill(&mut page, &languages, &texts)?;
    page.put(FILES, bindings::files(WASM, &parts, &words::places(&bindings.wasm)?).into_bytes());
    for (glue, wasm) in [(GLUE, WASM), (WHOLE, WHOLE_WASM)] {
        let called = called(place, &bindings, glue)?;
        let script = trim::glue(&bindings.for_page(wasm)?, &called);
        page.add(glue, script.into_bytes())?;
        let trimmed = trimmed(&bindings, &called)?;
        page.add(wasm, words::extract(&for_browsers(&trimmed)?)?.0)?;
    }
    page.add(TABLES, tables.for_page(&tables.file)?.into_bytes())?;
    page.add(&tables.file, for_browsers(&tables.wasm)?)?;
    page.put(WORKER_FILE, bindings::worker_file(Some(ORDERS_WORKER)).into_bytes());
    for part in &parts {
        page.add(&part.file, part.content.clone())?;
    }
    guide::fill(place, &mut page, &languages)?;
    page.minify_styles()?;
    if let Some(entry) = document::entry(&page, HOME)? {
        let entries = [
            &entry.target,
            PRELOAD,
            EMBED,
            "frame.js",
            "guide.js",
            trouble::TROUBLE,
            ORDERS_WORKER,
        ];
        modules::bundle_all(&mut page, &entries)?;
        page.compile_eagerly(&entry.target)?;
    }
    let mut files = hosted::assemble(&page)?;
    words::split_rules(&mut files)?;
    offline::stamp(&mut files)?;

    let mut page = source_page(place, &bindings.wasm)?;
    no_script::fill_single(&mut page, &languages, &texts)?;
    page.add(GLUE, single::glue(&bindings)?)?;
    page.add(WHOLE, single::reexports(GLUE, &called(place, &bindings, WHOLE)?))?;
    page.add(TABLES, single::tables_glue(&tables)?)?;
    page.minify_styles()?;
    let tables = for_browsers(&tables.wasm)?;
    files.insert(SINGLE.to_string(), single::assemble(&page, &bindings, &tables)?);
    files.extend(package::assemble(place, &bindings)?);
    match output::write(&place.dist, &files)? {
        0 => announce("Nothing changed in dist/."),
        1 => announce("Changed 1 file in dist/."),
        count => announce(&format!("Changed {count} files in dist/.")),
    }
    announce(&format!("\n{}", sizes::summary(place)?));
    Ok(())
}

/// Builds the site and returns the sizes of the first load and the wasm.
pub fn breakdown(place: &Place) -> Result<String> {
    build(place)?;
    let load = sizes::FirstLoad::measure(place)?;
    let bindings = bindings(place)?;
    let wasm = trimmed(&bindings, &called(place, &bindings, GLUE)?)?;
    Ok(format!("{}{}", load.table(), anatomy::table(place, &wasm)?))
}

/// The source files of the page, with the texts that are not in the library.
fn source_page(place: &Place, wasm: &[u8]) -> Result<Page> {
    let languages = &languages::read(wasm)?;
    let mut page = Page::read(&place.page())?;
    page.make_style_modules()?;
    for (file, module) in extra_words::MODULES {
        page.add(module, extra_words::module(place, languages, file)?)?;
    }
    let texts = extra_words::read(place, languages, extra_words::TROUBLE)?;
    let (all, default) = trouble::modules(languages, &texts)?;
    page.add(trouble::TROUBLE, all.into_bytes())?;
    page.add(trouble::DEFAULT_TROUBLE, default.into_bytes())?;
    page.add(languages::SERVED, languages::served_module(languages)?.into_bytes())?;
    page.add(
        languages::TABLE,
        languages::table_module(languages, &languages::read_places(wasm)?).into_bytes(),
    )?;
    page.add(FILES, bindings::files(WASM, &[], &[]).into_bytes())?;
    page.add(WORKER_FILE, bindings::worker_file(None).into_bytes())?;
    Ok(page)
}

/// The functions of the library that the page's modules import from a generated module.
fn called(place: &Place, bindings: &Bindings, glue: &str) -> Result<Vec<String>> {
    let mut page = source_page(place, &bindings.wasm)?;
    for generated in [GLUE, WHOLE] {
        page.add(generated, single::glue(bindings)?)?;
    }
    page.add(TABLES, Vec::new())?;
    modules::imported_from(&page, glue)
}

/// The wasm with only these functions, including the name section and the words.
fn trimmed(bindings: &Bindings, called: &[String]) -> Result<Vec<u8>> {
    trim::to(&bindings.named, called, &bindings.script)
}

fn for_browsers(wasm: &[u8]) -> Result<Vec<u8>> {
    sections::without(wasm, |name| FOR_TOOLS.contains(&name))
}

fn bindings(place: &Place) -> Result<Bindings> {
    let toolchain = Toolchain::find(place)?;
    bindings::generate("aftersales", library::compile(place, &toolchain)?)
}

/// The reader of tables with its bindings.
fn tables(place: &Place) -> Result<Bindings> {
    let toolchain = Toolchain::find(place)?;
    bindings::generate("tables", library::compile_tables(place, &toolchain)?)
}
