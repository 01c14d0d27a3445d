//! The guide for other sites: one document per language, from a template and the texts of the
//! language.

use crate::Place;
use crate::extra_words::{self, Texts};
use crate::languages::Language;
use crate::source::Page;
use anyhow::{Result, bail};

/// The template, which is also the name of the document in the default language.
const TEMPLATE: &str = "embed.html";
/// The file in each language's folder.
const FILE: &str = "embedding.toml";

/// Replaces the template by a document for each language.
pub fn fill(place: &Place, page: &mut Page, languages: &[Language]) -> Result<()> {
    let template = page.text(TEMPLATE)?.to_string();
    let words = extra_words::read(place, languages, FILE)?;
    for language in languages {
        let (tag, dir) = (language.tag(), language.direction());
        let template = template.replace("{{dir}}", dir);
        let document = filled(&template, tag, &words[tag], &links(languages, tag))?;
        page.put(&name_of(language), document.into_bytes());
    }
    Ok(())
}

fn name_of(language: &Language) -> String {
    if language.is_default() {
        TEMPLATE.to_string()
    } else {
        format!("embed.{}.html", language.tag())
    }
}

/// The links to the documents in all languages.
fn links(languages: &[Language], own: &str) -> String {
    let link = |language: &Language| {
        let (lang, name, file) = (language.tag(), language.name(), name_of(language));
        let current = if lang == own { " aria-current=\"page\"" } else { "" };
        format!("<a href=\"{file}\" hreflang=\"{lang}\" lang=\"{lang}\"{current}>{name}</a>")
    };
    languages.iter().map(link).collect::<Vec<_>>().join("\n")
}

/// The template with its slots filled. Every slot must have a text, and every text a slot.
fn filled(template: &str, lang: &str, texts: &Texts, links: &str) -> Result<String> {
    let mut document = template.replace("{{lang}}", lang).replace("{{links}}", links);
    for (key, text) in texts {
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
