//! The exports that are known, as the build found them in the data.

use crate::names::normalised;

/// A kind of file of one marketplace or shop.
#[derive(Debug)]
pub struct Export {
    pub id: &'static str,
    /// The name of a shop that is no platform.
    pub shop: Option<&'static str>,
    /// The platform that its rows are of.
    pub platform: &'static str,
    /// What the rows are: `orders`, `returns` or `disputes`.
    pub of: &'static str,
    /// The names of the column of each field, the usual one first.
    pub columns: &'static [(&'static str, &'static [&'static str])],
    /// What the words of a field mean.
    pub words: &'static [(&'static str, Words)],
}

/// Words, each with what it states.
pub type Words = &'static [(&'static str, Meaning)];

/// What a word states.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaning {
    /// The order needs nothing any more: it was cancelled, or all is done.
    Closed,
    /// Facts with their values.
    Facts(&'static [(&'static str, &'static str)]),
}

/// What a field of a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name that messages are completed with.
    Name,
    /// Words that state facts.
    Words,
    /// An event of the case.
    Time,
    /// An amount of the case.
    Amount,
    /// What is only shown or helps to read the others.
    Other,
}

/// What a time says of the order's state, where the state says less.
#[derive(Debug)]
pub struct Implied {
    pub stated: &'static str,
    pub at: &'static [&'static str],
    pub order_state: &'static str,
}

/// What a seller sees without a complaint: at a state, a deadline that has passed.
#[derive(Debug)]
pub struct Found {
    pub order_state: &'static str,
    pub passed: &'static str,
    pub complaint: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/exports.rs"));

/// The export with an id.
pub fn find(id: &str) -> Option<&'static Export> {
    EXPORTS.iter().find(|export| export.id == id)
}

/// The kind of a field; `None` of one that is not known.
pub fn kind(field: &str) -> Option<Kind> {
    FIELDS.iter().find(|(code, _)| *code == field).map(|(_, kind)| *kind)
}

/// What a word of a field means: in an export, else in general.
pub fn meaning(export: Option<&'static Export>, field: &str, word: &str) -> Option<Meaning> {
    let of_export = export.into_iter().flat_map(|export| export.words);
    let lists = of_export.chain(GENERAL_WORDS).filter(|(of, _)| *of == field);
    let wanted = normalised(word);
    let found = |words: Words| {
        let same = words.iter().find(|(known, _)| normalised(known) == wanted);
        same.map(|(_, meaning)| *meaning)
    };
    lists.into_iter().find_map(|(_, words)| found(words))
}

/// The region that a country is in.
pub fn region(country: &str) -> Option<&'static str> {
    let wanted = normalised(country);
    let known = COUNTRIES.iter().find(|(name, _)| *name == wanted).map(|(_, region)| *region);
    // A code of a country that has no rules of its own.
    let code = wanted.len() == 2 && wanted.bytes().all(|byte| byte.is_ascii_lowercase());
    known.or(code.then_some(OTHER_REGION))
}
