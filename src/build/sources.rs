//! Reads the lists of sources, each of which lies in the folder of the place that its sources speak of.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use aftersales_core::policy::{Rule, Source, Verified};

use crate::files;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    source: Vec<Entry>,
}

/// An entry of a list of sources.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    title: String,
    locator: String,
    edition: Option<String>,
    url: Option<String>,
    captured: Option<String>,
    verified: Verified,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Excused {
    excused: Vec<Excuse>,
}

/// A source that no rule has to cite.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Excuse {
    id: String,
    #[serde(rename = "reason")]
    _reason: String,
}

/// The sources by their ids, each with the file that lists it.
pub struct Sources(BTreeMap<String, (Source, PathBuf)>);

impl Sources {
    /// Reads every `sources.toml` below a folder. Mistakes are added to `mistakes`.
    pub fn read(data: &Path, mistakes: &mut Vec<String>) -> Sources {
        let mut found: BTreeMap<String, (Source, PathBuf)> = BTreeMap::new();
        for path in files::named(data, "sources.toml") {
            let Some(list) = read::<List>(&path, mistakes) else { continue };
            for entry in list.source {
                match found.get(&entry.id) {
                    Some((_, other)) => mistakes.push(format!(
                        "{}: source `{}` is listed in {}, too: keep one",
                        path.display(),
                        entry.id,
                        other.display()
                    )),
                    None => {
                        found.insert(entry.id.clone(), (entry.into(), path.clone()));
                    }
                }
            }
        }
        Sources(found)
    }

    pub fn find(&self, id: &str) -> Option<Source> {
        self.0.get(id).map(|(source, _)| source.clone())
    }

    /// Checks that each source is either cited by a rule or excused in `excused.toml`.
    pub fn check_use(&self, data: &Path, rules: &[Rule], mistakes: &mut Vec<String>) {
        let path = data.join("excused.toml");
        let Some(list) = read::<Excused>(&path, mistakes) else { return };
        let excused: BTreeSet<&str> = list.excused.iter().map(|excuse| &*excuse.id).collect();
        let cited: BTreeSet<&str> =
            rules.iter().flat_map(|rule| &rule.sources).map(|source| source.id.as_ref()).collect();
        for (id, (_, listed)) in &self.0 {
            let listed = listed.display();
            match (cited.contains(id.as_str()), excused.contains(id.as_str())) {
                (false, false) => mistakes.push(format!(
                    "{listed}: no rule cites `{id}`: cite it, or excuse it with a reason in {}",
                    path.display()
                )),
                (true, true) => mistakes.push(format!(
                    "{}: `{id}` is cited by a rule, so it is not to be excused",
                    path.display()
                )),
                _ => {}
            }
        }
        for id in excused.iter().filter(|id| !self.0.contains_key(**id)) {
            mistakes.push(format!("{}: no sources.toml lists `{id}`", path.display()));
        }
    }
}

impl From<Entry> for Source {
    fn from(entry: Entry) -> Source {
        Source {
            id: entry.id.into(),
            title: entry.title.into(),
            locator: entry.locator.into(),
            edition: entry.edition.map(Into::into),
            url: entry.url.map(Into::into),
            captured: entry.captured.map(Into::into),
            verified: entry.verified,
        }
    }
}

fn read<T: DeserializeOwned>(path: &Path, mistakes: &mut Vec<String>) -> Option<T> {
    let read = std::fs::read_to_string(path).map_err(|error| error.to_string());
    let read = read.and_then(|text| toml::from_str(&text).map_err(|error| error.to_string()));
    read.map_err(|error| mistakes.push(format!("{}: {error}", path.display()))).ok()
}
