//! The page's files and what they say about one another.
//!
//! A reference is a name written in a file by which a browser will ask for another file of the
//! page: `'./name'` in quotes in a script, `href="name"` and `src="name"` in a document,
//! `url(name)` in a style sheet, `"src": "name"` in a web manifest. Every one must lead to a file;
//! what leads elsewhere (another scheme, a fragment, the page itself) is no reference.

use crate::{minify, modules};
use anyhow::{Context, Result, anyhow, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// The page as written, by path below its folder, with `/` between the parts.
pub struct Page {
    files: BTreeMap<String, Vec<u8>>,
    made: BTreeSet<String>,
}

/// What a file is, as far as references go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Document,
    Script,
    Style,
    Manifest,
    Wasm,
    Other,
}

/// One file's mention of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The file meant, as a path below the page's folder.
    pub target: String,
    /// Where the last part of that path is written: what changes when the file is renamed.
    pub name: Range<usize>,
    /// A script that is fetched when it is needed, not with the page.
    pub on_demand: bool,
}

/// The service worker. Its name must never change: browsers that have it ask for it by that name.
pub const WORKER: &str = "sw.js";
/// What sends for files while the page's script is on the way; it stands in the document.
pub const PRELOAD: &str = "preload.js";
/// What other sites' pages load. They link it by hand, so its name must never change either.
pub const EMBED: &str = "embed.js";
/// The document that is the page.
pub const HOME: &str = "index.html";
/// The whole page in one document; made by the builder, and so not among the page's files.
pub const SINGLE: &str = "aftersales.html";

/// The first line of a script that wants to be compiled whole; where it means nothing, a comment.
const CALLED_AT_ONCE: &str = "//# allFunctionsCalledOnLoad";

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
        Ok(Page { files, made: BTreeSet::new() })
    }

    /// Reads a finished site: every file is made, and what they name beyond one another is no matter.
    pub fn finished(folder: &Path) -> Result<Page> {
        let page = Page::read(folder)?;
        Ok(Page { made: page.files.keys().cloned().collect(), ..page })
    }

    /// A page of these files.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Page {
        let file = |(name, text): &(&str, &str)| (name.to_string(), text.as_bytes().to_vec());
        Page { files: files.iter().map(file).collect(), made: BTreeSet::new() }
    }

    /// Adds a file that the builder makes.
    pub fn add(&mut self, name: &str, content: Vec<u8>) -> Result<()> {
        if self.files.insert(name.to_string(), content).is_some() {
            bail!("www/page/{name}: this name belongs to a file that the builder makes");
        }
        self.made.insert(name.to_string());
        Ok(())
    }

    /// Puts a file in the place of one that is there, or beside the others.
    pub fn put(&mut self, name: &str, content: Vec<u8>) {
        self.files.insert(name.to_string(), content);
    }

    /// Puts one script in the place of each entry module and all modules that it needs, and one in
    /// the place of each that is fetched on demand: a request instead of thirty, and a third less to
    /// load, since together they compress better.
    pub fn join(&mut self, entries: &[&str]) -> Result<()> {
        let mut scripts = Vec::new();
        for entry in entries {
            scripts.extend(modules::split(self, entry, entries)?);
        }
        let mut joined = BTreeSet::new();
        for script in &mut scripts {
            script.text = minify::module(&script.name, &script.text)?;
            // Checked while all of them are there; what they refer to beside one another stays.
            for module in &script.modules {
                self.references(module)?;
                joined.insert(module.clone());
            }
        }
        self.files.retain(|name, _| !joined.contains(name));
        for script in scripts {
            self.files.insert(script.name.clone(), script.text.into_bytes());
            // The generated glue is part of it now.
            self.made.insert(script.name);
        }
        Ok(())
    }

    /// Tells browsers that nearly every function of a script is called at once: those that heed it compile
    /// them all while it arrives, instead of one by one while a person waits.
    pub fn called_at_once(&mut self, name: &str) -> Result<()> {
        let text = format!("{CALLED_AT_ONCE}\n{}", self.text(name)?);
        self.put(name, text.into_bytes());
        Ok(())
    }

    /// Makes the style sheets small, those that stand in scripts included.
    pub fn minify_styles(&mut self) -> Result<()> {
        let is_style = |name: &str| kind(name) == Kind::Style || name.starts_with("style-");
        let names: Vec<String> =
            self.names().filter(|name| is_style(name)).map(str::to_string).collect();
        for name in names {
            let text = self.text(&name)?;
            let small = match kind(&name) {
                Kind::Style => minify::style(text),
                _ => minify::style_within(text),
            };
            self.files.insert(name, small.into_bytes());
        }
        Ok(())
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
        if self.made.contains(name) {
            // The generated glue quotes names that only the wasm and it know.
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

/// A place in a file as people write it: `www/page/main.js:12`.
pub fn locate(name: &str, text: &str, offset: usize) -> String {
    let line = text[..offset].matches('\n').count() + 1;
    format!("www/page/{name}:{line}")
}

/// Finds the references in a text, without asking where they lead.
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
            // In a script the path itself begins within the opening, after the quote.
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
    // A colon belongs to another scheme, a `<` to markup that is shown as text.
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
        // Dot files belong to editors and systems.
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
    fn scripts_name_files_in_quotes_and_their_own_folder_with_a_slash() {
        check(
            "a/b.js",
            "import { x } from './c.js'; go(\"../d.css?v\"); home('./');",
            &["a/c.js", "d.css"],
        );
    }

    #[test]
    fn documents_may_point_elsewhere() {
        check(
            "i.html",
            "<a href=\"https://e.org/\"><a href=\"#x\"><img src=\"x.svg\">",
            &["x.svg"],
        );
    }

    #[test]
    fn style_sheets_name_files_with_or_without_quotes() {
        check("a.css", "a{b:url(x.svg);c:url('y.png');d:url(data:,)}", &["x.svg", "y.png"]);
    }

    #[test]
    fn the_name_is_what_follows_the_last_slash() {
        let text = "f('./x/y.js')";
        assert_eq!(&text[references("a.js", text)[0].name.clone()], "y.js");
    }
}
