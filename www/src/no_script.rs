//! What the page says where scripts do not run: in every language, in a document of its own, to which the page leads.

use crate::extra_words::Texts;
use crate::languages::{self, Language};
use crate::source::{HOME, Page};
use anyhow::Result;
use std::collections::BTreeMap;

/// The document with the text in every language.
const DOCUMENT: &str = "no-script.html";
const SLOT: &str = "{{no_script}}";

/// Fills in the page: the text in the default language, and a link to the document with the others, so that a language
/// adds only its name to the first load.
pub fn fill(page: &mut Page, all: &[Language], words: &BTreeMap<&str, Texts>) -> Result<()> {
    let default = languages::default(all)?;
    let others: Vec<&str> =
        all.iter().filter(|it| !it.is_default()).map(|language| language.name()).collect();
    let link = format!("<p><a href=\"{DOCUMENT}\">{}</a></p>", others.join(" · "));
    put(page, HOME, default.tag(), &format!("{}\n{link}", line(default, words)))?;
    put(page, DOCUMENT, default.tag(), &lines(all, words))
}

/// Fills in the one-file page, which holds the text in every language itself.
pub fn fill_single(page: &mut Page, all: &[Language], words: &BTreeMap<&str, Texts>) -> Result<()> {
    put(page, HOME, languages::default(all)?.tag(), &lines(all, words))
}

fn put(page: &mut Page, name: &str, lang: &str, text: &str) -> Result<()> {
    let document = page.text(name)?.replace(SLOT, text).replace("{{lang}}", lang);
    page.put(name, document.into_bytes());
    Ok(())
}

fn lines(all: &[Language], words: &BTreeMap<&str, Texts>) -> String {
    all.iter().map(|language| line(language, words)).collect::<Vec<_>>().join("\n")
}

fn line(language: &Language, words: &BTreeMap<&str, Texts>) -> String {
    let (tag, dir) = (language.tag(), language.direction());
    format!("<p lang=\"{tag}\" dir=\"{dir}\">{}</p>", words[tag]["no_script"])
}
