//! The page's files and the references between them.
//!
//! A reference is a file name for which a browser makes a request: `'./name'` in quotes in a
//! script, `href="name"` and `src="name"` in a document, `url(name)` in a style sheet, `"src":
//! "name"` in a web manifest. Every reference must name a file of the page. An address with another
//! scheme, a fragment, or the page itself is not a reference.

use crate::minify;
use anyhow::{Context, Result, anyhow, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// The source files of the page by path below its folder, with `/` as separator.
pub struct Page {
    files: BTreeMap<String, Vec<u8>>,
    generated: BTreeSet<String>,
}

/// The kind of a file, which decides how references are written in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Document,
    Script,
    Style,
    Manifest,
    Wasm,
    Other,
}

/// A reference from one file to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The referenced file, as a path below the page's folder.
    pub target: String,
    /// The range of the last part of that path, which changes when the file is renamed.
    pub name: Range<usize>,
    /// Whether it is a script loaded on demand by `import()`.
    pub on_demand: bool,
}

/// The service worker. Its name must never change, since browsers update it by that name.
pub const WORKER: &str = "sw.js";
/// The script in the document that preloads files while the page's script is loading.
pub const PRELOAD: &str = "preload.js";
/// The script for pages of other sites. Its name must never change, since they link to it.
pub const EMBED: &str = "embed.js";
/// The document of the page.
pub const HOME: &str = "index.html";
/// The one-file page. The builder generates it, so it is not among the page's files.
pub const SINGLE: &str = "aftersales.html";

/// The folder with the style sheets of the element.
const ELEMENT_STYLES: &str = "style/";

/// The first line of a script that asks browsers to compile it eagerly; a comment to all others.
const COMPILE_EAGERLY: &str = "//# allFunctionsCalledOnLoad";

impl Page {
    /// Reads every file below the page's folder.
    pub fn read(folder: &Path) -> Result<Page> {
        let mut files = BTreeMap::new();
        collect(folder, "", &mut files).with_context(|| format!("reading {}", folder.display()))?;
        for needed in [HOME, WORKER] {
            if !files.contains_key(needed) {
                bail!("www/page/{needed} is missing");
            }
        }
        Ok(Page { files, generated: BTreeSet::new() })
    }

    /// Reads a finished site. Every file counts as generated, so references to other files are
    /// ignored.
    pub fn finished(folder: &Path) -> Result<Page> {
        let page = Page::read(folder)?;
        Ok(Page { generated: page.files.keys().cloned().collect(), ..page })
    }

    /// A page of these files.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Page {
        let file = |(name, text): &(&str, &str)| (name.to_string(), text.as_bytes().to_vec());
        Page { files: files.iter().map(file).collect(), generated: BTreeSet::new() }
    }

    /// Adds a generated file.
    pub fn add(&mut self, name: &str, content: Vec<u8>) -> Result<()> {
        if self.files.insert(name.to_string(), content).is_some() {
            bail!("www/page/{name}: this name belongs to a file that the builder makes");
        }
        self.generated.insert(name.to_string());
        Ok(())
    }

    /// Adds or replaces a file.
    pub fn put(&mut self, name: &str, content: Vec<u8>) {
        self.files.insert(name.to_string(), content);
    }

    /// Replaces each style sheet of the element by a module that exports its text as `style`, since
    /// the element adopts it in its shadow root: `style/base.css` by `style/base.css.js`.
    pub fn make_style_modules(&mut self) -> Result<()> {
        for name in self.styles(|name| name.starts_with(ELEMENT_STYLES)) {
            let module = minify::style_module(self.text(&name)?);
            self.files.remove(&name);
            self.add(&format!("{name}.js"), module.into_bytes())?;
        }
        Ok(())
    }

    /// Replaces modules by scripts made of them, by name. They count as generated, since they contain the
    /// generated glue, which may name missing files.
    pub fn replace(&mut self, modules: &BTreeSet<String>, scripts: Vec<(String, String)>) {
        self.files.retain(|name, _| !modules.contains(name));
        for (name, text) in scripts {
            self.files.insert(name.clone(), text.into_bytes());
            self.generated.insert(name);
        }
    }

    /// Asks browsers to compile all functions of a script while it arrives, instead of one by one
    /// when they are called.
    pub fn compile_eagerly(&mut self, name: &str) -> Result<()> {
        let text = format!("{COMPILE_EAGERLY}\n{}", self.text(name)?);
        self.put(name, text.into_bytes());
        Ok(())
    }

    /// Minifies the style sheets of documents.
    pub fn minify_styles(&mut self) -> Result<()> {
        for name in self.styles(|_| true) {
            let small = minify::style(self.text(&name)?);
            self.put(&name, small.into_bytes());
        }
        Ok(())
    }

    fn styles(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let is_style = |name: &&str| kind(name) == Kind::Style && wanted(name);
        self.names().filter(is_style).map(str::to_string).collect()
    }

    /// All names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub fn bytes(&self, name: &str) -> Result<&[u8]> {
        let bytes = self.files.get(name).map(Vec::as_slice);
        bytes.ok_or_else(|| anyhow!("there is no file www/page/{name}"))
    }

    pub fn text(&self, name: &str) -> Result<&str> {
        std::str::from_utf8(self.bytes(name)?)
            .with_context(|| format!("www/page/{name} is not text"))
    }

    /// The references in a file, each checked to lead to a file.
    pub fn references(&self, name: &str) -> Result<Vec<Reference>> {
        if name == WORKER || matches!(kind(name), Kind::Wasm | Kind::Other) {
            return Ok(vec![]);
        }
        let text = self.text(name)?;
        let mut found = references(name, text);
        if self.generated.contains(name) {
            // The generated glue has quoted names that are not files.
            found.retain(|reference| self.files.contains_key(&reference.target));
        }
        for reference in &found {
            if !self.files.contains_key(&reference.target) && reference.target != SINGLE {
                let at = locate(name, text, reference.name.start);
                bail!("{at}: there is no file www/page/{}", reference.target);
            }
        }
        Ok(found)
    }
}

/// A file's kind, by its name.
pub fn kind(name: &str) -> Kind {
    match name.rsplit('.').next() {
        Some("html") => Kind::Document,
        Some("js") => Kind::Script,
        Some("css") => Kind::Style,
        Some("webmanifest") => Kind::Manifest,
        Some("wasm") => Kind::Wasm,
        _ => Kind::Other,
    }
}

/// A position in a file for messages, such as `www/page/main.js:12`.
pub fn locate(name: &str, text: &str, offset: usize) -> String {
    let line = text[..offset].matches('\n').count() + 1;
    format!("www/page/{name}:{line}")
}

/// Finds the references in a text, without checking that their files exist.
pub fn references(name: &str, text: &str) -> Vec<Reference> {
    let openings: &[(&str, char)] = match kind(name) {
        Kind::Script => &[
            ("'./", '\''),
            ("\"./", '"'),
            ("`./", '`'),
            ("'../", '\''),
            ("\"../", '"'),
            ("`../", '`'),
        ],
        Kind::Document => &[(" href=\"", '"'), (" src=\"", '"')],
        Kind::Style => &[("url(", ')')],
        Kind::Manifest => &[("\"src\": \"", '"')],
        Kind::Wasm | Kind::Other => &[],
    };
    let mut found: Vec<Reference> = openings
        .iter()
        .flat_map(|(opening, close)| text.match_indices(opening).map(move |found| (found, *close)))
        .filter_map(|((at, opening), close)| {
            // In a script the path begins after the quote of the opening.
            let start = at + if kind(name) == Kind::Script { 1 } else { opening.len() };
            let written = &text[start..start + text[start..].find([close, '\n'])?];
            let quotes = written.len() - written.trim_start_matches(['"', '\'']).len();
            let on_demand = kind(name) == Kind::Script && text[..at].ends_with("import(");
            reference(name, written.trim_matches(['"', '\'']), start + quotes)
                .map(|found| Reference { on_demand, ..found })
        })
        .collect();
    found.sort_by_key(|reference| reference.name.start);
    found
}

fn reference(from: &str, written: &str, start: usize) -> Option<Reference> {
    let path = &written[..written.find(['?', '#']).unwrap_or(written.len())];
    // A colon is part of another scheme, a `<` of markup that is shown as text.
    let elsewhere = path.starts_with('/') || path.contains([':', '<']);
    if path.is_empty() || path.ends_with('/') || elsewhere {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    Some(Reference {
        target: parts.join("/"),
        name: start + name..start + path.len(),
        on_demand: false,
    })
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry
            .file_name()
            .into_string()
            .map_err(|name| anyhow!("the name {name:?} is not text"))?;
        // Dot files are created by editors and systems.
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        match entry.file_type()?.is_dir() {
            true => collect(&entry.path(), &format!("{path}/"), files)?,
            false => drop(files.insert(path, fs::read(entry.path())?)),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::references;

    #[track_caller]
    fn check(name: &str, text: &str, want: &[&str]) {
        let found: Vec<String> =
            references(name, text).into_iter().map(|found| found.target).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn references_in_scripts_are_quoted_relative_paths() {
        check(
            "a/b.js",
            "import { x } from './c.js'; go(\"../d.css?v\"); home('./');",
            &["a/c.js", "d.css"],
        );
    }

    #[test]
    fn links_to_other_sites_and_fragments_are_not_references() {
        check(
            "i.html",
            "<a href=\"https://e.org/\"><a href=\"#x\"><img src=\"x.svg\">",
            &["x.svg"],
        );
    }

    #[test]
    fn references_in_style_sheets_may_be_quoted() {
        check("a.css", "a{b:url(x.svg);c:url('y.png');d:url(data:,)}", &["x.svg", "y.png"]);
    }

    #[test]
    fn the_name_follows_the_last_slash() {
        let text = "f('./x/y.js')";
        assert_eq!(&text[references("a.js", text)[0].name.clone()], "y.js");
    }
}
