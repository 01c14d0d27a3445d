//! What every list of codes keeps to.

use crate::vocabulary::compile::Compiler;
use crate::vocabulary::complaints::MOST_STATES;
use crate::vocabulary::facts::FIRST;

impl Compiler<'_> {
    /// Reports codes that occur twice, are not snake_case, or are the name of a trait as well, and lists that lack what
    /// the engine needs.
    pub(in crate::vocabulary::compile) fn check_codes(&mut self) {
        let entries = self.entries;
        let facts: Vec<&String> = entries.facts.iter().map(|entry| &entry.code).collect();
        let events = entries.events.iter().map(|entry| &entry.code);
        let amounts = entries.amounts.iter().map(|entry| &entry.code);
        // A case states all of them, so that none may have the code of another.
        self.check_list(
            "fact, event or amount",
            facts.iter().copied().chain(events).chain(amounts),
        );
        self.check_list("act", entries.acts.iter().map(|entry| &entry.code));
        self.check_list("remedy", entries.remedies.iter().map(|entry| &entry.code));
        self.check_list("platform", entries.platforms.iter().map(|entry| &entry.code));
        self.check_list("region", entries.regions.iter().map(|entry| &entry.code));
        self.check_list("currency", entries.currencies.iter().map(|entry| &entry.code));
        let traits = distinct(entries.complaints.iter().flat_map(|entry| &entry.traits));
        let complaints = entries.complaints.iter().map(|entry| &entry.code);
        self.check_list("complaint or trait of one", complaints.chain(traits));
        let traits = distinct(entries.order_states.iter().flat_map(|entry| &entry.traits));
        let states = entries.order_states.iter().map(|entry| &entry.code);
        self.check_list("order state or trait of one", states.chain(traits));
        for (at, code) in FIRST.iter().enumerate() {
            if facts.get(at).is_none_or(|fact| fact != code) {
                self.mistake(format!("fact {} is `{code}`", at + 1));
            }
        }
        if entries.order_states.len() > MOST_STATES {
            self.mistake(format!("there are more than {MOST_STATES} order states"));
        }
        if entries.regions.last().is_none_or(|last| last.code != "other") {
            self.mistake(
                "the last region is `other`: it stands for those that are not listed".to_owned(),
            );
        }
    }

    pub(in crate::vocabulary::compile) fn check_list<'c>(
        &mut self,
        kind: &str,
        codes: impl Iterator<Item = &'c String>,
    ) {
        let mut known: Vec<&String> = Vec::new();
        for code in codes {
            let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
            if code.is_empty() || !code.chars().all(plain) {
                self.mistake(format!("{kind} `{code}`: a code has letters, digits and `_`"));
            }
            if known.contains(&code) {
                self.mistake(format!("{kind} `{code}` is there twice"));
            }
            known.push(code);
        }
    }
}

/// Each text once.
fn distinct<'c>(texts: impl Iterator<Item = &'c String>) -> std::vec::IntoIter<&'c String> {
    let mut distinct: Vec<&String> = Vec::new();
    for text in texts {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct.into_iter()
}
