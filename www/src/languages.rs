//! The languages that the library ships, and the modules of the page that are made from them.

use crate::quoted::quoted;
use crate::sections;
use anyhow::{Context, Result};
use toml::{Table, Value};

/// The section with the table of languages, which the build script of the library writes.
pub const SECTION: &str = "languages";

/// The modules that the page imports.
pub const SERVED: &str = "served-tags.js";
pub const TABLE: &str = "language-table.js";

/// A language by the entries of its `language.toml`.
pub struct Language(Table);

impl Language {
    /// The texts under a key; empty if there are none.
    fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// Its BCP 47 tag.
    pub fn tag(&self) -> &str {
        self.text("tag")
    }

    /// Its name in itself.
    pub fn name(&self) -> &str {
        self.text("name")
    }

    /// Its direction, as the attribute `dir` has it.
    pub fn direction(&self) -> &str {
        self.text("direction")
    }

    /// The plural categories that it distinguishes, by CLDR.
    pub fn plurals(&self) -> Vec<&str> {
        let plurals = self.0.get("plurals").and_then(Value::as_array);
        plurals.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// Whether it is the default.
    pub fn is_default(&self) -> bool {
        self.0.get("default").and_then(Value::as_bool).unwrap_or_default()
    }

    /// Its own tag and the others that it serves, separated by spaces.
    fn served(&self) -> String {
        let more = self.0.get("serves").and_then(Value::as_array);
        let more = more.into_iter().flatten().filter_map(Value::as_str);
        [self.tag()].into_iter().chain(more).collect::<Vec<_>>().join(" ")
    }
}

/// A place where a language is written otherwise: its tag, the language that it lies over, and its name.
pub struct Place(Table);

impl Place {
    fn entry(&self) -> String {
        let text = |key: &str| quoted(self.0.get(key).and_then(Value::as_str).unwrap_or_default());
        format!("  {}: {{ name: {}, over: {} }},\n", text("tag"), text("name"), text("over"))
    }
}

/// Reads the languages of a compiled library, in the order in which they are offered.
pub fn read(wasm: &[u8]) -> Result<Vec<Language>> {
    Ok(tables(wasm, "language")?.into_iter().map(Language).collect())
}

/// Reads the places of a compiled library where a language is written otherwise.
pub fn read_places(wasm: &[u8]) -> Result<Vec<Place>> {
    Ok(tables(wasm, "place")?.into_iter().map(Place).collect())
}

/// The tables under a key of the section with the languages.
fn tables(wasm: &[u8], key: &str) -> Result<Vec<Table>> {
    let custom = sections::custom(wasm)?;
    let section = custom.into_iter().find(|(name, _)| *name == SECTION);
    let (_, content) = section.context("the compiled library has no section with its languages")?;
    let table: Table = std::str::from_utf8(content)?.parse()?;
    let entries = table.get(key).and_then(Value::as_array).into_iter().flatten();
    Ok(entries.filter_map(|entry| entry.as_table().cloned()).collect())
}

/// The default language.
pub fn default(languages: &[Language]) -> Result<&Language> {
    languages.iter().find(|language| language.is_default()).context("no language is the default")
}

/// The module with the tags that are served and the default, for the guess before the library is loaded.
pub fn served_module(languages: &[Language]) -> Result<String> {
    let served: Vec<String> = languages.iter().map(Language::served).collect();
    let (served, default) = (quoted(&served.join(";")), quoted(default(languages)?.tag()));
    Ok(format!("export const defaultLanguage = {default};\nexport const servedTags = {served};\n"))
}

/// The module with what the page shows of the languages, and of the places where one is written otherwise, by tag.
pub fn table_module(languages: &[Language], places: &[Place]) -> String {
    let mut lines = String::new();
    for language in languages {
        let entry = |key: &str, text: &str| match text {
            "" => String::new(),
            text => format!(" {key}: {},", quoted(text)),
        };
        let entries = entry("name", language.name())
            + &entry("dir", language.direction())
            + &entry("script", language.text("script"))
            + &entry("formats", language.text("formats"));
        lines += &format!("  {}: {{{entries} }},\n", quoted(language.tag()));
    }
    let places: String = places.iter().map(Place::entry).collect();
    format!(
        "export const languageTable = {{\n{lines}}};\nexport const placeTable = {{\n{places}}};\n"
    )
}
