//! Reads the vocabulary: the entries of `data/vocabulary`, and the folders of platforms and regions, which are values
//! of facts.

use std::collections::BTreeMap;
use std::path::Path;

use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::compile::compile;
use aftersales_core::vocabulary::entries::{
    ActEntry, AmountEntry, ComplaintEntry, CurrencyEntry, Entries, EventEntry, FactEntry,
    OrderStateEntry, PlaceEntry, ReasonEntry, RemedyEntry, WayEntry,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    fact: Vec<FactEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Complaints {
    order_state: Vec<OrderStateEntry>,
    complaint: Vec<ComplaintEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Events {
    event: Vec<EventEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Amounts {
    amount: Vec<AmountEntry>,
    currency: Vec<CurrencyEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Acts {
    act: Vec<ActEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Remedies {
    remedy: Vec<RemedyEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ways {
    #[serde(default)]
    insisting: BTreeMap<String, Vec<String>>,
    way: Vec<WayEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reasons {
    reason: Vec<ReasonEntry>,
}

/// What every place states in its file; regions state more.
#[derive(Deserialize)]
struct PlaceFile {
    /// Places are listed by rank, those of the same rank by code.
    rank: u32,
    /// The place that it lies in.
    within: Option<String>,
    /// The usual currency of its orders, if there is one.
    currency: Option<String>,
    /// Of a platform: the region of most of its buyers.
    home: Option<String>,
    /// Of a platform: the regions that it sells to, with those within them; left out: it sells anywhere.
    #[serde(default)]
    sells_to: Vec<String>,
}

/// Reads the vocabulary of a folder of data; `None` with the mistakes added to `mistakes`.
pub fn read_vocabulary(data: &Path, mistakes: &mut Vec<String>) -> Option<&'static Vocabulary> {
    let folder = data.join("vocabulary");
    let facts = read::<Facts>(&folder.join("facts.toml"), mistakes);
    let complaints = read::<Complaints>(&folder.join("complaints.toml"), mistakes);
    let events = read::<Events>(&folder.join("events.toml"), mistakes);
    let amounts = read::<Amounts>(&folder.join("amounts.toml"), mistakes);
    let acts = read::<Acts>(&folder.join("acts.toml"), mistakes);
    let remedies = read::<Remedies>(&folder.join("remedies.toml"), mistakes);
    let ways = read::<Ways>(&folder.join("ways.toml"), mistakes);
    let reasons = read::<Reasons>(&folder.join("reasons.toml"), mistakes);
    let platforms = read_places(&data.join("platforms"), "platform.toml", mistakes);
    let regions = read_places(&data.join("regions"), "region.toml", mistakes);
    let (complaints, amounts, ways) = (complaints?, amounts?, ways?);
    let entries = Entries {
        facts: facts?.fact,
        order_states: complaints.order_state,
        complaints: complaints.complaint,
        events: events?.event,
        amounts: amounts.amount,
        currencies: amounts.currency,
        acts: acts?.act,
        remedies: remedies?.remedy,
        ways: ways.way,
        insisting: ways.insisting,
        reasons: reasons?.reason,
        platforms,
        regions,
    };
    match compile(&entries) {
        Ok(vocabulary) => Some(Box::leak(Box::new(vocabulary))),
        Err(found) => {
            mistakes.extend(found.iter().map(|what| format!("{}: {what}", data.display())));
            None
        }
    }
}

/// The places of a folder: one for each folder in it that has this file, in the order of their ranks.
fn read_places(folder: &Path, name: &str, mistakes: &mut Vec<String>) -> Vec<PlaceEntry> {
    let mut places = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let code = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir()
            && let Some(file) = read::<PlaceFile>(&entry.path().join(name), mistakes)
        {
            let PlaceFile { rank, within, currency, home, sells_to } = file;
            let place = PlaceEntry { code, within, currency, home, sells_to };
            places.push((rank, place));
        }
    }
    places.sort_by(|(one, first), (other, second)| (one, &first.code).cmp(&(other, &second.code)));
    places.into_iter().map(|(_, place)| place).collect()
}

/// Reads a file of data; `None` with the mistake added to `mistakes`.
pub fn read<T: DeserializeOwned>(path: &Path, mistakes: &mut Vec<String>) -> Option<T> {
    let read = std::fs::read_to_string(path).map_err(|error| error.to_string());
    let read = read.and_then(|text| toml::from_str(&text).map_err(|error| error.to_string()));
    read.map_err(|error| mistakes.push(format!("{}: {error}", path.display()))).ok()
}
