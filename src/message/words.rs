//! The words of one language: sentences by key, and the letters that messages are composed of.

use serde::{Deserialize, Serialize};

use crate::act::ActId;

/// A sentence of a letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sentence {
    /// The act it says; the sentence is in the message only where the decision contains that act.
    /// `None` starts another paragraph.
    pub act: Option<ActId>,
    pub say: String,
    /// What is said where a name of `say` is not known.
    pub or: Option<String>,
}

/// The keys of the words, such as `remedy.ship_now.title`, ascending. All languages share them, so
/// that they are shipped once.
pub type Keys = Vec<String>;

/// The words of one language, as they are shipped.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Texts {
    /// BCP 47 tag.
    pub lang: String,
    /// By position of the key; empty where the language has none.
    pub texts: Vec<String>,
    /// By `remedy` or `remedy.complaint`, ascending.
    pub letters: Vec<(String, Vec<Sentence>)>,
}

/// All words of one language.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    pub keys: &'a Keys,
    pub texts: Texts,
}

impl Words<'_> {
    /// The text of a key, if there is one.
    pub fn find(&self, key: &str) -> Option<&str> {
        let at = self.keys.binary_search_by(|other| other.as_str().cmp(key)).ok()?;
        self.texts.texts.get(at).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// The text of a key. The build proves that keys of codes exist; should one be missing all the
    /// same, the key itself shows which.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The letter of a remedy, a wording for the complaint first.
    pub fn letter(&self, remedy: &str, complaint: &str) -> Option<&[Sentence]> {
        let find = |key: &str| {
            let letters = &self.texts.letters;
            let at = letters.binary_search_by(|(other, _)| other.as_str().cmp(key)).ok()?;
            Some(letters[at].1.as_slice())
        };
        find(&format!("{remedy}.{complaint}")).or_else(|| find(remedy))
    }

    /// All keys under a prefix, with the prefix cut off.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let from = self.keys.partition_point(|key| key.as_str() < prefix);
        let pairs = self.keys.iter().zip(&self.texts.texts).skip(from);
        pairs.map_while(move |(key, text)| Some((key.strip_prefix(prefix)?, text.as_str())))
    }
}
