//! Reads the channels and tones of messages, and proves that no channel leaves out what the buyer is given.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::languages::Language;
use crate::words::conditions::Conditions;
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::acts::{ActId, Acts};
use aftersales_core::vocabulary::facts::Kind;

/// Conditions as they are written: facts, each with values, and events, each `known` or `unknown`.
pub type Written = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Channels {
    kept: Vec<String>,
    channel: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    to: Vec<String>,
    written_to: Option<String>,
    #[serde(default)]
    when: Vec<Written>,
    #[serde(default)]
    remedies: Vec<String>,
    frame: Frame,
    letter: Option<String>,
    limit: Limit,
    #[serde(default = "one")]
    messages: u16,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    least_needed: Vec<String>,
}

fn one() -> u16 {
    1
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Frame {
    Whole,
    Greeting,
    None,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Limit {
    dense: u16,
    others: u16,
}

impl Limit {
    fn of(&self, language: &Language) -> u16 {
        match DENSE.contains(&language.script.as_str()) {
            true => self.dense,
            false => self.others,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tones {
    tones: Vec<String>,
    apologising: Vec<String>,
}

/// The channels with their limits in each kind of script, and the tones.
pub struct Styles {
    entries: Vec<Entry>,
    /// The acts that no channel leaves out, beside those of which the vocabulary knows that.
    kept: Vec<String>,
    pub tones: Vec<String>,
    /// The acts whose sentences apologise.
    apologising: Vec<String>,
}

/// Scripts whose characters stand for words or syllables.
const DENSE: &[&str] = &["Hans", "Hant", "Jpan", "Kore"];

/// Reads both files; mistakes are added to `mistakes`.
pub fn read_styles(folder: &Path, mistakes: &mut Vec<String>) -> Styles {
    let channels: Option<Channels> = read(&folder.join("channels.toml"), mistakes);
    let (kept, entries) = channels.map_or_else(Default::default, |read| (read.kept, read.channel));
    let tones: Option<Tones> = read(&folder.join("tones.toml"), mistakes);
    let (tones, apologising) =
        tones.map_or_else(Default::default, |read| (read.tones, read.apologising));
    Styles { entries, kept, tones, apologising }
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path, mistakes: &mut Vec<String>) -> Option<T> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let read = toml::from_str(&text);
    read.map_err(|error| mistakes.push(format!("{}: {error}", path.display()))).ok()
}

impl Styles {
    /// The codes of the channels.
    pub fn channels(&self) -> Vec<&str> {
        self.entries.iter().map(|entry| entry.code.as_str()).collect()
    }

    /// The length of the longest message of a chat in a language, which no sentence exceeds.
    pub fn longest_sentence(&self, language: &Language) -> usize {
        let chats = self.entries.iter().filter(|entry| entry.messages > 1);
        let limits = chats.map(|entry| usize::from(entry.limit.of(language)));
        limits.min().unwrap_or(usize::MAX)
    }

    /// The letters that channels have in place of those of remedies.
    pub fn letters(&self) -> Vec<&str> {
        self.entries.iter().filter_map(|entry| entry.letter.as_deref()).collect()
    }

    /// Channels and tones as constants for the library; mistakes are added to `mistakes`.
    pub fn constants(
        &self,
        languages: &[Language],
        vocabulary: &Vocabulary,
        mistakes: &mut Vec<String>,
    ) -> String {
        let tones = &self.tones;
        let acts = self.apologising.iter().filter_map(|code| vocabulary.act(code));
        let apologising: Vec<ActId> = acts.collect();
        if apologising.len() < self.apologising.len() {
            mistakes.push("tones.toml: `apologising` has acts that do not exist".into());
        }
        let mut kept: Acts = never_left_out(vocabulary);
        for code in &self.kept {
            match vocabulary.act(code) {
                Some(act) => kept.insert(act.into()),
                None => mistakes.push(format!("channels.toml: no act `{code}`")),
            }
        }
        let mut constants = format!(
            "/// Codes of the tones of messages, the default first.
pub const TONES: &[&str] = &{tones:?};
/// The acts whose sentences apologise.
pub const APOLOGISING: &[ActId] = &{apologising:?};
/// The channels of messages, in the order in which they are offered.
pub static CHANNELS: &[Channel] = &[
"
        );
        for entry in &self.entries {
            constants += &entry.constant(languages, vocabulary, &kept, mistakes);
        }
        constants + "];\n"
    }
}

/// The acts that give the buyer something, take it back, or decide who pays.
fn never_left_out(vocabulary: &Vocabulary) -> Acts {
    let groups = &vocabulary.groups;
    let all = [
        &groups.gives,
        &groups.settles,
        &groups.refunds_all,
        &groups.goodwill,
        &groups.takes_back,
        &groups.return_freight,
        &groups.deducts,
        &groups.may_deduct,
        &groups.keeps_shipping,
    ];
    all.into_iter().flat_map(|acts| acts.iter()).collect()
}

impl Entry {
    /// The channel as an expression.
    fn constant(
        &self,
        languages: &[Language],
        vocabulary: &Vocabulary,
        kept: &Acts,
        mistakes: &mut Vec<String>,
    ) -> String {
        let Entry { code, to, messages, .. } = self;
        let place = format!("channels.toml `{code}`");
        let mut acts = |codes: &[String]| -> Vec<ActId> {
            let act = |code: &String| {
                let act = vocabulary.act(code);
                match act {
                    None => mistakes.push(format!("{place}: no act `{code}`")),
                    // What the remedy consists of, what a rule requires, and what has an amount or a day is kept
                    // wherever it is said.
                    Some(act) if kept.contains(act.into()) => {
                        mistakes
                            .push(format!("{place}: leaves out `{code}`, which the buyer needs"));
                    }
                    Some(_) => {}
                }
                act
            };
            codes.iter().filter_map(act).collect()
        };
        let (without, least_needed) = (acts(&self.without), acts(&self.least_needed));
        let remedy = |code: &String| {
            let remedy = vocabulary.remedies.iter().position(|remedy| remedy.code == code);
            if remedy.is_none() {
                mistakes.push(format!("{place}: no remedy `{code}`"));
            }
            remedy
        };
        let remedies: Vec<usize> = self.remedies.iter().filter_map(remedy).collect();
        let when: Vec<String> = (self.when.iter())
            .map(|when| format!("&{:?}", read_conditions(when, &place, vocabulary, mistakes)))
            .collect();
        let limits: Vec<u16> = languages.iter().map(|language| self.limit.of(language)).collect();
        let (greets, signs) =
            (!matches!(self.frame, Frame::None), matches!(self.frame, Frame::Whole));
        let written_to = self.written_to.as_deref().unwrap_or_default();
        let letter = self.letter.as_deref().unwrap_or_default();
        format!(
            "    Channel {{
        code: {code:?},
        to: &{to:?},
        written_to: {written_to:?},
        when: &[{}],
        remedies: &{remedies:?},
        greets: {greets},
        signs: {signs},
        letter: {letter:?},
        limits: &{limits:?},
        messages: {messages},
        without: &{without:?},
        least_needed: &{least_needed:?},
    }},
",
            when.join(", ")
        )
    }
}

/// Reads conditions; facts and values that do not exist are reported.
pub fn read_conditions(
    written: &Written,
    place: &str,
    vocabulary: &Vocabulary,
    mistakes: &mut Vec<String>,
) -> Conditions {
    let mut read = Conditions::new();
    for (code, values) in written {
        if let Some(event) = vocabulary.events.iter().position(|event| event.code == code) {
            if values != &["known"] && values != &["unknown"] {
                mistakes.push(format!("{place}: the event `{code}` is `known` or `unknown`"));
            }
            let is_known = u16::from(values == &["known"]);
            read.extend([(vocabulary.facts.len() + event) as u16, 1, is_known]);
            continue;
        }
        let Some(fact) = vocabulary.fact(code) else {
            mistakes.push(format!("{place}: no fact `{code}`"));
            continue;
        };
        let Kind::Choice(codes) = &vocabulary.facts[fact].kind else {
            mistakes.push(format!("{place}: `{code}` is a number, which no sentence depends on"));
            continue;
        };
        let known = values.iter().filter_map(|value| {
            let at = codes.iter().position(|known| known == value);
            if at.is_none() {
                mistakes.push(format!("{place}: `{code}` has no value `{value}`"));
            }
            at.map(|at| at as u16)
        });
        let known: Vec<u16> = known.collect();
        read.extend([fact as u16, known.len() as u16]);
        read.extend(known);
    }
    read
}
