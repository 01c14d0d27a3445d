//! The texts that are not in the library: those of each script on demand, as a module of the page, and
//! those for what keeps the page from starting.
//!
//! They are in `src/data/languages/` with all other texts.

use crate::Place;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The file in each language's folder with the texts for trouble.
pub const TROUBLE: &str = "trouble.toml";
/// The files in each language's folder with the texts of a script on demand, and the module made of
/// each.
pub const MODULES: &[(&str, &str)] = &[
    ("extras.toml", "extras-words.js"),
    ("desk.toml", "desk-words.js"),
    ("many.toml", "many-words.js"),
];

/// Texts by key.
pub type Texts = BTreeMap<String, String>;

/// The module with all texts of a file by language and key.
pub fn module(place: &Place, languages: &[&str], file: &str) -> Result<Vec<u8>> {
    let all = read(place, languages, file)?;
    Ok(format!("export const texts = {};\n", javascript(&all)).into_bytes())
}

/// The texts of a file by language.
pub fn read<'a>(
    place: &Place,
    languages: &[&'a str],
    name: &str,
) -> Result<BTreeMap<&'a str, Texts>> {
    let mut all = BTreeMap::new();
    for lang in languages {
        let file = place.root.join("src/data/languages").join(lang).join(name);
        let text =
            fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let texts: Texts = toml::from_str(&text)
            .with_context(|| format!("{}: expected lines of \"key\" = \"text\"", file.display()))?;
        all.insert(*lang, texts);
    }
    check(&all, name)?;
    Ok(all)
}

/// Checks that every language has the same keys with the same slots.
fn check(all: &BTreeMap<&str, Texts>, name: &str) -> Result<()> {
    let Some((first, texts)) = all.first_key_value() else { bail!("there are no languages") };
    for (lang, others) in all {
        let keys = texts.keys().chain(others.keys());
        for key in keys.collect::<BTreeSet<_>>() {
            match (texts.get(key), others.get(key)) {
                (Some(one), Some(other)) if slots(one) == slots(other) => {}
                (Some(_), Some(_)) => {
                    bail!("{name}: \"{key}\" has other {{slots}} in {first} than in {lang}")
                }
                _ => bail!("{name}: \"{key}\" is in only one of {first} and {lang}"),
            }
        }
    }
    Ok(())
}

fn slots(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

/// A text as JavaScript. Rust's debug notation has escapes that JavaScript does not.
pub fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n");
    format!("'{text}'")
}

/// The texts as JavaScript.
fn javascript(all: &BTreeMap<&str, Texts>) -> String {
    let mut script = String::from("{\n");
    for (lang, texts) in all {
        script.push_str(&format!("{}: {{\n", quoted(lang)));
        for (key, text) in texts {
            script.push_str(&format!("{}: {},\n", quoted(key), quoted(text)));
        }
        script.push_str("},\n");
    }
    script + "}"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[(&str, &str)]) -> Texts {
        lines.iter().map(|(key, text)| (key.to_string(), text.to_string())).collect()
    }

    #[test]
    fn languages_have_the_same_keys_and_slots() {
        let texts_of_en = texts(&[("a", "it's {n}")]);
        assert!(
            check(
                &BTreeMap::from([("en", texts_of_en.clone()), ("zh", texts_of_en.clone())]),
                TROUBLE
            )
            .is_ok()
        );
        for other in [texts(&[("a", "{m}")]), texts(&[]), texts(&[("a", "{n}"), ("b", "")])] {
            assert!(
                check(&BTreeMap::from([("en", texts_of_en.clone()), ("zh", other)]), TROUBLE)
                    .is_err()
            );
        }
    }

    #[test]
    fn texts_are_quoted() {
        let all = BTreeMap::from([("en", texts(&[("a", "it's\n\\")]))]);
        assert_eq!(javascript(&all), "{\n'en': {\n'a': 'it\\'s\\n\\\\',\n},\n}");
    }
}
