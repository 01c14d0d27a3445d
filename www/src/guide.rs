//! The guide for other sites: one document a language, from one form and the words of each.

use crate::Place;
use crate::source::Page;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;

/// The form, and the document in the language that comes first.
const FORM: &str = "embed.html";
const FIRST: &str = "en";

/// The words of one language, by key.
type Words = BTreeMap<String, String>;

/// Puts a document for each language in the place of the form.
pub fn fill(place: &Place, page: &mut Page) -> Result<()> {
    let form = page.text(FORM)?.to_string();
    let locales = place.root.join("src/data/languages");
    let mut languages: Vec<(String, Words)> = Vec::new();
    for entry in fs::read_dir(&locales).with_context(|| locales.display().to_string())? {
        let folder = entry?.path();
        let file = folder.join("embedding.toml");
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let words = toml::from_str(&text).with_context(|| file.display().to_string())?;
        let lang = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        languages.push((lang.to_string(), words));
    }
    languages.sort_by_key(|(lang, _)| (lang == FIRST, lang.clone()));
    for (lang, words) in &languages {
        let document = filled(&form, lang, words, &links(&languages, lang))?;
        page.put(&name_of(lang), document.into_bytes());
    }
    Ok(())
}

fn name_of(lang: &str) -> String {
    if lang == FIRST { FORM.to_string() } else { format!("embed.{lang}.html") }
}

/// The way from one language to the others.
fn links(languages: &[(String, Words)], own: &str) -> String {
    let link = |(lang, words): &(String, Words)| {
        let current = if lang == own { " aria-current=\"page\"" } else { "" };
        let name = words.get("language").map_or(lang.as_str(), String::as_str);
        let file = name_of(lang);
        format!("<a href=\"{file}\" hreflang=\"{lang}\" lang=\"{lang}\"{current}>{name}</a>")
    };
    languages.iter().map(link).collect::<Vec<_>>().join("\n")
}

/// The form with its blanks filled. Every blank has words, and every word a blank.
fn filled(form: &str, lang: &str, words: &Words, links: &str) -> Result<String> {
    let mut document = form.replace("{{lang}}", lang).replace("{{links}}", links);
    for (key, text) in words.iter().filter(|(key, _)| *key != "language") {
        let blank = format!("{{{{{key}}}}}");
        if !document.contains(&blank) {
            bail!("{lang}/embedding.toml: www/page/{FORM} has no blank `{key}`");
        }
        document = document.replace(&blank, text);
    }
    match document.split_once("{{").map(|(_, rest)| rest.split("}}").next().unwrap_or_default()) {
        Some(key) => bail!("{lang}/embedding.toml has no words for `{key}`"),
        None => Ok(document),
    }
}

#[cfg(test)]
mod tests {
    use super::{Words, filled};

    #[test]
    fn blanks_and_words_belong_together() {
        let words = |pairs: &[(&str, &str)]| -> Words {
            pairs.iter().map(|(key, text)| (key.to_string(), text.to_string())).collect()
        };
        let form = "<p lang={{lang}}>{{a}}{{links}}";
        let check = |pairs: &[(&str, &str)]| filled(form, "en", &words(pairs), "<a>").ok();
        assert_eq!(check(&[("a", "x")]).as_deref(), Some("<p lang=en>x<a>"));
        assert_eq!(check(&[]), None);
        assert_eq!(check(&[("a", "x"), ("b", "y")]), None);
    }
}
