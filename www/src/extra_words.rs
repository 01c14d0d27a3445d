//! The words of what is fetched on demand, as a module of the page.
//!
//! They live with all other words, in `src/data/languages/`, but only the page needs them and only
//! when they are asked for, so the library does not carry them.

use crate::Place;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The file of words in each language's folder.
const FILE: &str = "extras.toml";
/// The module made of them.
pub const MODULE: &str = "extras-words.js";

/// Texts by key.
type Texts = BTreeMap<String, String>;

/// The module: all texts by language and key.
pub fn module(place: &Place, languages: &[&str]) -> Result<Vec<u8>> {
    let mut all = BTreeMap::new();
    for lang in languages {
        let file = place.root.join("src/data/languages").join(lang).join(FILE);
        let text =
            fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let texts: Texts = toml::from_str(&text)
            .with_context(|| format!("{}: expected lines of \"key\" = \"text\"", file.display()))?;
        all.insert(*lang, texts);
    }
    check(&all)?;
    Ok(format!("export const texts = {};\n", written(&all)).into_bytes())
}

/// Every language must say the same things, with the same blanks to fill.
fn check(all: &BTreeMap<&str, Texts>) -> Result<()> {
    let Some((first, texts)) = all.first_key_value() else { bail!("there are no languages") };
    for (lang, others) in all {
        let keys = texts.keys().chain(others.keys());
        for key in keys.collect::<BTreeSet<_>>() {
            match (texts.get(key), others.get(key)) {
                (Some(one), Some(other)) if blanks(one) == blanks(other) => {}
                (Some(_), Some(_)) => {
                    bail!("{FILE}: \"{key}\" has other {{blanks}} in {first} than in {lang}")
                }
                _ => bail!("{FILE}: \"{key}\" is in only one of {first} and {lang}"),
            }
        }
    }
    Ok(())
}

fn blanks(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

/// As JavaScript; a text in Rust's own notation could name letters in a way that it does not know.
fn written(all: &BTreeMap<&str, Texts>) -> String {
    let quoted = |text: &str| {
        let text = text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n");
        format!("'{text}'")
    };
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
    fn languages_say_the_same_things() {
        let said = texts(&[("a", "it's {n}")]);
        assert!(check(&BTreeMap::from([("en", said.clone()), ("zh", said.clone())])).is_ok());
        for other in [texts(&[("a", "{m}")]), texts(&[]), texts(&[("a", "{n}"), ("b", "")])] {
            assert!(check(&BTreeMap::from([("en", said.clone()), ("zh", other)])).is_err());
        }
    }

    #[test]
    fn texts_are_quoted() {
        let all = BTreeMap::from([("en", texts(&[("a", "it's\n\\")]))]);
        assert_eq!(written(&all), "{\n'en': {\n'a': 'it\\'s\\n\\\\',\n},\n}");
    }
}
