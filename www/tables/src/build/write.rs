//! Writes what is known as constants.

use crate::read::{Export, Known, Meaning, fields};
use crate::vocabulary::Vocabulary;
use std::collections::BTreeMap;
use std::fmt::Write;

pub fn constants(known: &Known, vocabulary: &Vocabulary) -> String {
    let mut out = String::new();
    let mut add = |about: &str, name: &str, of: &str, content: String| {
        let _ = writeln!(out, "/// {about}\npub const {name}: &[{of}] = &[{content}];");
    };
    let exports = known.exports.iter().map(|export| one(export, vocabulary)).collect();
    add("Every export.", "EXPORTS", "Export", exports);
    let kinds = fields(vocabulary)
        .iter()
        .map(|(code, kind)| format!("({code:?}, Kind::{kind}),"))
        .collect();
    add("Every field of a row.", "FIELDS", "(&str, Kind)", kinds);
    let general = columns(&known.general.columns);
    add("Names that any file may have.", "GENERAL_COLUMNS", "(&str, &[&str])", general);
    let words = words(&known.general.words, vocabulary);
    add("Words that any file may have.", "GENERAL_WORDS", "(&str, Words)", words);
    let implied = known.general.implied.iter();
    let implied = implied.map(|it| {
        format!(
            "Implied {{ stated: {:?}, at: &{:?}, order_state: {:?} }},",
            it.stated, it.at, it.order_state
        )
    });
    add("What times say of the state, the surest first.", "IMPLIED", "Implied", implied.collect());
    let found = known.general.found.iter().map(|it| {
        format!(
            "Found {{ order_state: {:?}, passed: {:?}, complaint: {:?} }},",
            it.order_state, it.passed, it.complaint
        )
    });
    add("What is found without a complaint.", "FOUND", "Found", found.collect());
    let countries = known.general.countries.iter();
    let countries =
        countries.flat_map(|(region, names)| names.iter().map(move |name| (name, region)));
    let countries = countries.map(|pair| format!("{pair:?},")).collect();
    add(
        "The region of each country, by its names without case and punctuation.",
        "COUNTRIES",
        "(&str, &str)",
        countries,
    );
    let currencies = vocabulary.currencies.iter().map(|pair| format!("{pair:?},")).collect();
    add("The usual currency of places.", "CURRENCIES", "(&str, &str)", currencies);
    for (name, fact) in [("ORDER_STATES", "order_state"), ("COMPLAINTS", "complaint")] {
        let codes = vocabulary.values(fact).iter().map(|code| format!("{code:?},")).collect();
        add("Codes of the vocabulary.", name, "&str", codes);
    }
    let _ = writeln!(
        out,
        "/// The region of every country that has no rules of its own.\npub const OTHER_REGION: &str = \"other\";"
    );
    out
}

fn one(export: &Export, vocabulary: &Vocabulary) -> String {
    format!(
        "Export {{ id: {:?}, shop: {:?}, platform: {:?}, of: {:?}, columns: &[{}], words: &[{}] }},",
        export.id,
        export.shop,
        export.platform,
        export.of,
        columns(&export.columns),
        words(&export.words, vocabulary)
    )
}

fn columns(columns: &BTreeMap<String, Vec<String>>) -> String {
    columns.iter().map(|(field, names)| format!("({field:?}, &{names:?}),")).collect()
}

fn words(words: &BTreeMap<String, BTreeMap<String, Meaning>>, vocabulary: &Vocabulary) -> String {
    let list = |words: &BTreeMap<String, Meaning>| -> String {
        let meaning = |meaning: &Meaning| match meaning {
            Meaning::Code(code) if code == "closed" => "Meaning::Closed".to_owned(),
            other => format!("Meaning::Facts(&{:?})", other.facts(vocabulary)),
        };
        words.iter().map(|(word, of)| format!("({word:?}, {}),", meaning(of))).collect()
    };
    words.iter().map(|(field, of)| format!("({field:?}, &[{}]),", list(of))).collect()
}
