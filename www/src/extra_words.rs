//! The texts that are not in the library: those of each script on demand, as a module of the page, and
//! those for what keeps the page from starting.
//!
//! They are in `src/data/languages/` with all other texts. A text with a count, `key`, has a further form, such as
//! `key.one`, for each plural category of its language but "other".

use crate::Place;
use crate::languages::Language;
use crate::quoted::quoted;
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

/// The plural categories of CLDR that have a form of their own beside that of "other".
const PLURALS: [&str; 5] = ["zero", "one", "two", "few", "many"];

/// Texts by key.
pub type Texts = BTreeMap<String, String>;

/// The module with all texts of a file by language and key.
pub fn module(place: &Place, languages: &[Language], file: &str) -> Result<Vec<u8>> {
    let all = read(place, languages, file)?;
    Ok(format!("export const texts = {};\n", javascript(&all)).into_bytes())
}

/// The texts of a file by language.
pub fn read<'a>(
    place: &Place,
    languages: &'a [Language],
    name: &str,
) -> Result<BTreeMap<&'a str, Texts>> {
    let mut all = BTreeMap::new();
    for language in languages {
        let lang = language.tag();
        let file = place.root.join("src/data/languages").join(lang).join(name);
        let text =
            fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let texts: Texts = toml::from_str(&text)
            .with_context(|| format!("{}: expected lines of \"key\" = \"text\"", file.display()))?;
        all.insert(lang, texts);
    }
    check(&all, name)?;
    for language in languages {
        check_forms(&all, language.tag(), &language.plurals(), name)?;
    }
    Ok(all)
}

/// Checks that every language has the same keys with the same slots, the forms of counts aside.
fn check(all: &BTreeMap<&str, Texts>, name: &str) -> Result<()> {
    let Some((first, texts)) = all.first_key_value() else { bail!("there are no languages") };
    for (lang, others) in all {
        let keys = texts.keys().chain(others.keys());
        let keys = keys.filter(|key| counted(texts, key).or(counted(others, key)).is_none());
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

/// Checks that a text with forms for counts in any language has, in one, the forms of its plural categories and no other.
fn check_forms(
    all: &BTreeMap<&str, Texts>,
    lang: &str,
    plurals: &[&str],
    name: &str,
) -> Result<()> {
    let with_forms =
        all.values().flat_map(|texts| texts.keys().filter_map(|key| counted(texts, key)));
    let texts = &all[lang];
    for key in with_forms.collect::<BTreeSet<_>>() {
        for plural in PLURALS {
            let form = texts.get(&format!("{key}.{plural}"));
            match (form, plurals.contains(&plural)) {
                (None, true) => bail!("{name}: \"{key}.{plural}\" is missing in {lang}"),
                (Some(_), false) => {
                    bail!("{name}: {lang} has no plural category \"{plural}\" for \"{key}\"")
                }
                (Some(form), true) if slots(form) != slots(&texts[key]) => {
                    bail!("{name}: \"{key}.{plural}\" has other {{slots}} than \"{key}\" in {lang}")
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// The key of the text with a count of which a key is another form.
fn counted<'t>(texts: &Texts, key: &'t str) -> Option<&'t str> {
    let (text, plural) = key.rsplit_once('.')?;
    (PLURALS.contains(&plural) && texts.contains_key(text)).then_some(text)
}

fn slots(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
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
    fn a_count_has_the_forms_of_the_language() {
        let all = |en: &[(&str, &str)], zh: &[(&str, &str)]| {
            BTreeMap::from([("en", texts(en)), ("zh", texts(zh))])
        };
        let checked = |all: &BTreeMap<&str, Texts>| {
            check(all, TROUBLE)?;
            check_forms(all, "en", &["one", "other"], TROUBLE)?;
            check_forms(all, "zh", &["other"], TROUBLE)
        };
        let forms = [("a", "{n} rows"), ("a.one", "{n} row"), ("b.one", "no count")];
        let zh = [("a", "{n}"), ("b.one", "")];
        assert!(checked(&all(&forms, &zh)).is_ok());
        for (en, zh) in [
            (&forms[..], &[("a", "{n}"), ("a.one", "{n}"), ("b.one", "")][..]),
            (&[("a", "{n} rows"), ("a.one", "one row"), ("b.one", "")], &zh),
            (&[("a", "{n} rows"), ("a.one", "{n} row"), ("a.two", "{n} rows"), ("b.one", "")], &zh),
            (&forms, &[("a", "{n}")]),
        ] {
            assert!(checked(&all(en, zh)).is_err(), "{en:?} {zh:?}");
        }
        let missing = all(&[("a", "{n} rows")], &[("a", "{n}")]);
        assert!(check_forms(&missing, "en", &["one", "other"], TROUBLE).is_ok(), "no count");
    }

    #[test]
    fn texts_are_quoted() {
        let all = BTreeMap::from([("en", texts(&[("a", "it's\n\\")]))]);
        assert_eq!(javascript(&all), "{\n'en': {\n'a': 'it\\'s\\n\\\\',\n},\n}");
    }
}
