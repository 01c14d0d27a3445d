//! Reads where acts are done in the seller centre of a platform, as far as sources tell it.

use std::path::Path;

use serde::Deserialize;

use aftersales_core::policy::Source;
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::facts::PLATFORM;

use crate::channels::{Written, read_conditions};
use crate::vocabulary::read;
use crate::words::catalogue::Sentence;

/// What the file of a platform states of paths; it states more.
#[derive(Deserialize)]
struct PlatformFile {
    within: Option<String>,
    #[serde(default, rename = "where")]
    paths: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    acts: Vec<String>,
    #[serde(default)]
    when: Written,
    path: String,
    source: String,
}

/// Reads the paths of each platform, by its code, with those of the platform that it lies within after its own. Mistakes are
/// added to `mistakes`.
pub fn read_paths(
    data: &Path,
    vocabulary: &Vocabulary,
    sources: &[Source],
    mistakes: &mut Vec<String>,
) -> Vec<(&'static str, Vec<Sentence<'static>>)> {
    let mut paths = Vec::new();
    for code in vocabulary.codes(PLATFORM) {
        let mut sentences = Vec::new();
        let mut place = Some((*code).to_owned());
        while let Some(code) = place {
            let path = data.join("platforms").join(code).join("platform.toml");
            let Some(file) = read::<PlatformFile>(&path, mistakes) else { break };
            let path = path.display().to_string();
            for entry in file.paths {
                sentences.extend(read_entry(entry, &path, vocabulary, sources, mistakes));
            }
            place = file.within;
        }
        if !sentences.is_empty() {
            paths.push((*code, sentences));
        }
    }
    paths
}

fn read_entry(
    entry: Entry,
    path: &str,
    vocabulary: &Vocabulary,
    sources: &[Source],
    mistakes: &mut Vec<String>,
) -> Vec<Sentence<'static>> {
    if sources.iter().all(|source| source.id != entry.source) {
        mistakes.push(format!("{path}: no rule cites `{}`", entry.source));
    }
    let when = read_conditions(&entry.when, path, vocabulary, mistakes);
    let sentence = Sentence {
        when,
        say: entry.path.leak(),
        or: vec![entry.source.leak()],
        ..Sentence::default()
    };
    let acts = entry.acts.iter().filter_map(|code| {
        let act: Option<ActId> = vocabulary.act(code);
        if act.is_none() {
            mistakes.push(format!("{path}: `{code}` is no act"));
        }
        act
    });
    acts.map(|act| Sentence { act: Some(act), ..sentence.clone() }).collect()
}
