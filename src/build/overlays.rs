//! Reads `data/languages/<tag>/overlay.toml`: what is said otherwise in a place where a language is spoken, and nothing
//! else.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::words::overlay::Overlay;

/// The name of the file in the folder of each overlay; the folder's name is its tag.
pub const FILE: &str = "overlay.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The name of the language as it is written there, in itself.
    name: String,
    /// The tag of the language that it lies over.
    over: String,
    /// Further tags by which it is asked for.
    #[serde(default)]
    serves: Vec<String>,
    /// Codes of the regions whose buyers read it.
    #[serde(default)]
    regions: Vec<String>,
    /// What the language says, and what is said there.
    words: BTreeMap<String, String>,
}

/// What is said otherwise in a place.
#[derive(Serialize)]
pub struct Place {
    /// The tag of the language as it is written there, which is also the locale of dates and amounts.
    pub tag: String,
    /// The name of the language as it is written there, in itself.
    name: String,
    /// The tag of the language that it lies over.
    pub over: String,
    /// Further tags by which it is asked for.
    #[serde(skip)]
    serves: Vec<String>,
    /// Codes of the regions whose buyers read it unless another tag is asked for.
    #[serde(skip)]
    regions: Vec<String>,
    /// What the language says and what is said there, the longest first.
    #[serde(skip)]
    words: Vec<(String, String)>,
}

/// Reads the overlays. Mistakes are added to `mistakes`.
pub fn read_overlays(folder: &Path, mistakes: &mut Vec<String>) -> Vec<Place> {
    let folders = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = folders.map(|entry| entry.path().join(FILE)).collect();
    paths.retain(|path| path.exists());
    paths.sort();
    let places = paths.iter().filter_map(|path| {
        let tag = path.parent()?.file_name()?.to_str()?.to_owned();
        let text = std::fs::read_to_string(path).unwrap_or_default();
        match toml::from_str::<Entry>(&text) {
            Ok(Entry { name, over, serves, regions, words }) => {
                let mut words: Vec<(String, String)> = words.into_iter().collect();
                // Of two entries that fit, the more specific counts.
                words.sort_by_key(|(from, _)| usize::MAX - from.len());
                Some(Place { tag, name, over, serves, regions, words })
            }
            Err(error) => {
                mistakes.push(format!("{}: {error}", path.display()));
                None
            }
        }
    });
    places.collect()
}

impl Place {
    /// The words as the library reads them.
    pub fn text(&self) -> String {
        lines(&self.words)
    }

    /// Checks that each entry changes some text of the language, and that nothing it replaces is left.
    pub fn check(&self, texts: &[&str], mistakes: &mut Vec<String>) {
        let tag = &self.tag;
        let all = self.text();
        for (at, (from, _)) in self.words.iter().enumerate() {
            let before = lines(&self.words[..at]);
            if !texts.iter().any(|text| Overlay(&before).apply(text).contains(from)) {
                mistakes.push(format!("{tag}: no sentence says `{from}`"));
            }
            let all = Overlay(&all);
            if let Some(left) = texts.iter().find(|text| all.apply(text).contains(from)) {
                mistakes.push(format!("{tag}: `{from}` is still in `{}`", all.apply(left)));
            }
        }
    }
}

fn lines(words: &[(String, String)]) -> String {
    let lines: Vec<String> = words.iter().map(|(from, to)| format!("{from}\t{to}")).collect();
    lines.join("\n")
}

/// The places as constants for the library.
pub fn constants(places: &[Place]) -> String {
    let tags: Vec<(&str, &str, &[String])> = places
        .iter()
        .map(|place| (place.tag.as_str(), place.over.as_str(), place.regions.as_slice()))
        .collect();
    let served = places.iter().enumerate().flat_map(|(at, place)| {
        let tags = [&place.tag].into_iter().chain(&place.serves);
        tags.map(move |tag| (tag.to_ascii_lowercase(), at))
    });
    let served: Vec<(String, usize)> = served.collect();
    format!(
        "/// The places where a language is written otherwise: tag and locale, the language, and the regions of its buyers.
const PLACES: &[(&str, &str, &[&str])] = &{};
/// The tags that ask for them, each with the position of its place.
const PLACE_TAGS: &[(&str, usize)] = &{served:?};
",
        // A slice within needs a reference.
        format!("{tags:?}").replace(", [", ", &[")
    )
}
