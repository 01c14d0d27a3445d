//! Reads the files about exports, and checks them.

use crate::vocabulary::{Vocabulary, file, folders};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The name of the file in the folder of a platform or of a shop.
const FILE: &str = "exports.toml";

/// The fields that are no events and no amounts, with what they are.
pub const FIELDS: [(&str, &str); 12] = [
    ("order", "Name"),
    ("buyer", "Name"),
    ("item", "Name"),
    ("tracking", "Name"),
    ("carrier", "Name"),
    ("state", "Words"),
    ("payment", "Words"),
    ("returned", "Words"),
    ("reason", "Words"),
    ("currency", "Other"),
    ("country", "Other"),
    ("note", "Other"),
];

/// What is known.
#[derive(Default)]
pub struct Known {
    pub exports: Vec<Export>,
    pub general: General,
}

/// A file of a platform or a shop.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shop {
    /// The name of the shop, and the platform whose rules hold, where the folder is not one of a platform.
    name: Option<String>,
    platform: Option<String>,
    export: Vec<Export>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    pub id: String,
    pub of: String,
    #[serde(skip)]
    pub shop: Option<String>,
    #[serde(skip)]
    pub platform: String,
    sources: Vec<String>,
    pub columns: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, Meaning>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct General {
    pub columns: BTreeMap<String, Vec<String>>,
    pub words: BTreeMap<String, BTreeMap<String, Meaning>>,
    pub implied: Vec<Implied>,
    pub found: Vec<Found>,
    /// The names of countries by region.
    pub countries: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Implied {
    pub stated: String,
    pub at: Vec<String>,
    pub order_state: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    pub order_state: String,
    pub passed: String,
    pub complaint: String,
}

/// `"closed"`, an order state or a complaint, or facts with their values.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Meaning {
    Code(String),
    Facts(BTreeMap<String, String>),
}

impl Meaning {
    /// The facts that it states; none if it closes the order.
    pub fn facts(&self, vocabulary: &Vocabulary) -> Vec<(String, String)> {
        match self {
            Meaning::Facts(facts) => facts.clone().into_iter().collect(),
            Meaning::Code(code) if code == "closed" => Vec::new(),
            Meaning::Code(code) => {
                let is_state = vocabulary.values("order_state").contains(code);
                let fact = if is_state { "order_state" } else { "complaint" };
                vec![(fact.to_owned(), code.clone())]
            }
        }
    }
}

/// The files and folders that are read.
pub fn watched(data: &Path) -> Vec<PathBuf> {
    ["vocabulary", "exports", "platforms", "regions"].iter().map(|name| data.join(name)).collect()
}

pub fn read(data: &Path, vocabulary: &Vocabulary, mistakes: &mut Vec<String>) -> Known {
    let mut known = Known::default();
    let places = [data.join("platforms"), data.join("exports")];
    for folder in places.iter().flat_map(|place| folders(place)) {
        let path = folder.join(FILE);
        if !path.exists() {
            continue;
        }
        let Some(shop) = file::<Shop>(&path, mistakes) else { continue };
        let mut wrong = |what: String| mistakes.push(format!("{}: {what}", path.display()));
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let of_platform = folder.parent() == Some(&places[0]);
        if [shop.platform.is_some(), shop.name.is_some()] != [!of_platform; 2] {
            wrong("`name` and `platform` stand where the folder is not one of a platform".into());
        }
        let platform = shop.platform.unwrap_or(name);
        if !vocabulary.values("platform").contains(&platform) {
            wrong(format!("`{platform}` is no platform"));
        }
        for mut export in shop.export {
            export.platform.clone_from(&platform);
            export.shop.clone_from(&shop.name);
            check_export(&export, vocabulary, &mut wrong);
            known.exports.push(export);
        }
    }
    let ids: BTreeSet<&str> = known.exports.iter().map(|export| export.id.as_str()).collect();
    if ids.len() < known.exports.len() {
        mistakes.push("two exports have the same id".into());
    }
    let path = places[1].join(FILE);
    if let Some(general) = file::<General>(&path, mistakes) {
        let mut wrong = |what: String| mistakes.push(format!("{}: {what}", path.display()));
        check_columns("general", &general.columns, vocabulary, &mut wrong);
        check_words("general", &general.words, vocabulary, &mut wrong);
        for implied in &general.implied {
            check_time(&implied.stated, vocabulary, &mut wrong);
            let states =
                implied.at.iter().filter(|state| !state.is_empty()).chain([&implied.order_state]);
            states.for_each(|state| check_fact("order_state", state, vocabulary, &mut wrong));
        }
        for found in &general.found {
            check_time(&found.passed, vocabulary, &mut wrong);
            check_fact("order_state", &found.order_state, vocabulary, &mut wrong);
            check_fact("complaint", &found.complaint, vocabulary, &mut wrong);
        }
        for region in general.countries.keys() {
            check_fact("buyer_region", region, vocabulary, &mut wrong);
        }
        known.general = general;
    }
    known
}

fn check_export(export: &Export, vocabulary: &Vocabulary, wrong: &mut impl FnMut(String)) {
    let id = &export.id;
    if !["orders", "returns", "disputes"].contains(&export.of.as_str()) {
        wrong(format!("{id}: `of` is orders, returns or disputes"));
    }
    if export.sources.is_empty() {
        wrong(format!("{id}: no source says that its columns are these"));
    }
    if !export.columns.contains_key("order") {
        wrong(format!("{id}: no column has the order number"));
    }
    check_columns(id, &export.columns, vocabulary, wrong);
    check_words(id, &export.words, vocabulary, wrong);
    for field in export.words.keys() {
        if !export.columns.contains_key(field) {
            wrong(format!("{id}: there are words of `{field}`, but no column"));
        }
    }
}

fn check_columns(
    id: &str,
    columns: &BTreeMap<String, Vec<String>>,
    vocabulary: &Vocabulary,
    wrong: &mut impl FnMut(String),
) {
    let mut seen = BTreeSet::new();
    for (field, names) in columns {
        if !fields(vocabulary).iter().any(|(code, _)| code == field) {
            wrong(format!("{id}: `{field}` is no field"));
        }
        if names.is_empty() {
            wrong(format!("{id}: `{field}` has no column"));
        }
        for name in names {
            if !seen.insert(name) {
                wrong(format!("{id}: the column `{name}` is of two fields"));
            }
        }
    }
}

fn check_words(
    id: &str,
    words: &BTreeMap<String, BTreeMap<String, Meaning>>,
    vocabulary: &Vocabulary,
    wrong: &mut impl FnMut(String),
) {
    for (field, words) in words {
        if !FIELDS.contains(&(field.as_str(), "Words")) {
            wrong(format!("{id}: `{field}` has no words"));
        }
        for meaning in words.values() {
            for (fact, value) in meaning.facts(vocabulary) {
                check_fact(&fact, &value, vocabulary, wrong);
            }
        }
    }
}

fn check_fact(fact: &str, value: &String, vocabulary: &Vocabulary, wrong: &mut impl FnMut(String)) {
    if !vocabulary.values(fact).contains(value) {
        wrong(format!("`{value}` is no value of `{fact}`"));
    }
}

fn check_time(event: &String, vocabulary: &Vocabulary, wrong: &mut impl FnMut(String)) {
    if !vocabulary.events.contains(event) {
        wrong(format!("`{event}` is no event"));
    }
}

/// Every field with what it is.
pub fn fields(vocabulary: &Vocabulary) -> Vec<(&str, &'static str)> {
    let own = FIELDS.iter().map(|(code, kind)| (*code, *kind));
    let events = vocabulary.events.iter().map(|code| (code.as_str(), "Time"));
    let amounts = vocabulary.amounts.iter().map(|code| (code.as_str(), "Amount"));
    own.chain(events).chain(amounts).collect()
}
