//! The codes of the vocabulary, as far as exports state them.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Codes by what they are of.
pub struct Vocabulary {
    /// The values of each fact that is a choice.
    pub facts: BTreeMap<String, Vec<String>>,
    pub events: Vec<String>,
    pub amounts: Vec<String>,
    /// The usual currency of places that have one.
    pub currencies: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Entry {
    code: String,
    #[serde(default)]
    values: Vec<String>,
}

#[derive(Deserialize)]
struct Facts {
    fact: Vec<Entry>,
}

#[derive(Deserialize)]
struct Complaints {
    order_state: Vec<Entry>,
    complaint: Vec<Entry>,
}

#[derive(Deserialize)]
struct Events {
    event: Vec<Entry>,
}

#[derive(Deserialize)]
struct Amounts {
    amount: Vec<Entry>,
}

#[derive(Default, Deserialize)]
struct Place {
    currency: Option<String>,
}

impl Vocabulary {
    pub fn read(data: &Path, mistakes: &mut Vec<String>) -> Vocabulary {
        let folder = data.join("vocabulary");
        let facts = file::<Facts>(&folder.join("facts.toml"), mistakes).map(|facts| facts.fact);
        let complaints = file::<Complaints>(&folder.join("complaints.toml"), mistakes);
        let (states, complaints) = complaints
            .map_or_else(Default::default, |read| (codes(read.order_state), codes(read.complaint)));
        let events =
            file::<Events>(&folder.join("events.toml"), mistakes).map(|events| events.event);
        let amounts =
            file::<Amounts>(&folder.join("amounts.toml"), mistakes).map(|amounts| amounts.amount);
        let mut currencies = BTreeMap::new();
        let mut places = |kind: &str, name: &str, mistakes: &mut Vec<String>| {
            let mut found = Vec::new();
            for folder in folders(&data.join(kind)) {
                let code = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let place: Option<Place> = file(&folder.join(name), mistakes);
                currencies.extend(place.and_then(|place| Some((code.clone(), place.currency?))));
                found.push(code);
            }
            found
        };
        let mut values: BTreeMap<String, Vec<String>> =
            facts.unwrap_or_default().into_iter().map(|fact| (fact.code, fact.values)).collect();
        values.insert("platform".into(), places("platforms", "platform.toml", mistakes));
        values.insert("buyer_region".into(), places("regions", "region.toml", mistakes));
        values.insert("order_state".into(), states);
        values.insert("complaint".into(), complaints);
        Vocabulary {
            facts: values,
            events: events.map(codes).unwrap_or_default(),
            amounts: amounts.map(codes).unwrap_or_default(),
            currencies,
        }
    }

    /// The values of a fact; none of one that is not known.
    pub fn values(&self, fact: &str) -> &[String] {
        self.facts.get(fact).map_or(&[], Vec::as_slice)
    }
}

fn codes(entries: Vec<Entry>) -> Vec<String> {
    entries.into_iter().map(|entry| entry.code).collect()
}

/// The folders in a folder, in a fixed order.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// A file as this type.
pub fn file<T: DeserializeOwned>(path: &Path, mistakes: &mut Vec<String>) -> Option<T> {
    let read = std::fs::read_to_string(path).map_err(|error| error.to_string());
    match read.and_then(|text| toml::from_str(&text).map_err(|error| error.to_string())) {
        Ok(found) => Some(found),
        Err(error) => {
            mistakes.push(format!("{}: {error}", path.display()));
            None
        }
    }
}
