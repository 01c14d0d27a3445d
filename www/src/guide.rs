//! The guide for other sites: one document per language, from a template and the texts of the
//! language.

use crate::Place;
use crate::source::Page;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;

/// The template, which is also the name of the document in the default language.
const TEMPLATE: &str = "embed.html";
const DEFAULT: &str = "en";

/// The texts of one language by key.
type Texts = BTreeMap<String, String>;

/// Replaces the template by a document for each language.
pub fn fill(place: &Place, page: &mut Page) -> Result<()> {
    let template = page.text(TEMPLATE)?.to_string();
    let locales = place.root.join("src/data/languages");
    let mut languages: Vec<(String, Texts)> = Vec::new();
    for entry in fs::read_dir(&locales).with_context(|| locales.display().to_string())? {
        let folder = entry?.path();
        let file = folder.join("embedding.toml");
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let texts = toml::from_str(&text).with_context(|| file.display().to_string())?;
        let lang = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        languages.push((lang.to_string(), texts));
    }
    languages.sort_by_key(|(lang, _)| (lang == DEFAULT, lang.clone()));
    for (lang, texts) in &languages {
        let document = filled(&template, lang, texts, &links(&languages, lang))?;
        page.put(&name_of(lang), document.into_bytes());
    }
    Ok(())
}

fn name_of(lang: &str) -> String {
    if lang == DEFAULT { TEMPLATE.to_string() } else { format!("embed.{lang}.html") }
}

/// The links to the documents in all languages.
fn links(languages: &[(String, Texts)], own: &str) -> String {
    let link = |(lang, texts): &(String, Texts)| {
        let current = if lang == own { " aria-current=\"page\"" } else { "" };
        let name = texts.get("language").map_or(lang.as_str(), String::as_str);
        let file = name_of(lang);
        format!("<a href=\"{file}\" hreflang=\"{lang}\" lang=\"{lang}\"{current}>{name}</a>")
    };
    languages.iter().map(link).collect::<Vec<_>>().join("\n")
}

/// The template with its slots filled. Every slot must have a text, and every text a slot.
fn filled(template: &str, lang: &str, texts: &Texts, links: &str) -> Result<String> {
    let mut document = template.replace("{{lang}}", lang).replace("{{links}}", links);
    for (key, text) in texts.iter().filter(|(key, _)| *key != "language") {
        let slot = format!("{{{{{key}}}}}");
        if !document.contains(&slot) {
            bail!("{lang}/embedding.toml: www/page/{TEMPLATE} has no slot `{key}`");
        }
        document = document.replace(&slot, text);
    }
    match document.split_once("{{").map(|(_, rest)| rest.split("}}").next().unwrap_or_default()) {
        Some(key) => bail!("{lang}/embedding.toml has no text for `{key}`"),
        None => Ok(document),
    }
}

#[cfg(test)]
mod tests {
    use super::{Texts, filled};

    #[test]
    fn every_slot_has_a_text_and_every_text_a_slot() {
        let texts = |pairs: &[(&str, &str)]| -> Texts {
            pairs.iter().map(|(key, text)| (key.to_string(), text.to_string())).collect()
        };
        let template = "<p lang={{lang}}>{{a}}{{links}}";
        let check = |pairs: &[(&str, &str)]| filled(template, "en", &texts(pairs), "<a>").ok();
        assert_eq!(check(&[("a", "x")]).as_deref(), Some("<p lang=en>x<a>"));
        assert_eq!(check(&[]), None);
        assert_eq!(check(&[("a", "x"), ("b", "y")]), None);
    }
}
