//! Reads what acts cost the seller, on the platform of a case, too, and checks that every act that gives the buyer something
//! has a cost.

use std::path::Path;

use serde::Deserialize;

use aftersales_core::policy::Source;
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::acts::{ActId, Acts};
use aftersales_core::vocabulary::facts::{Kind, PLATFORM};

use crate::channels::{Written, read_conditions};
use crate::vocabulary::read;
use crate::words::catalogue::{AnswerTexts, Sentence};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    free: Vec<String>,
    cost: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    acts: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    when: Written,
    #[serde(default)]
    unless: Written,
    #[serde(default)]
    sum: bool,
}

/// What the file of a platform states of costs; it states more.
#[derive(Deserialize)]
struct PlatformFile {
    within: Option<String>,
    #[serde(default, rename = "mark")]
    marks: Vec<Mark>,
}

/// A mark on the account that acts cost there, with the source that tells of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    code: String,
    acts: Vec<String>,
    #[serde(default)]
    when: Written,
    source: String,
}

/// The sentences of each cost, by code in the order of the file.
pub type Costs = Vec<(&'static str, Vec<Sentence<'static>>)>;

/// Reads the costs, with the keys of their texts as texts, those of each platform after those of all. Mistakes are added to
/// `mistakes`.
pub fn read_costs(
    data: &Path,
    vocabulary: &Vocabulary,
    sources: &[Source],
    mistakes: &mut Vec<String>,
) -> Costs {
    let path = data.join("vocabulary/costs.toml");
    let Some(file) = read::<File>(&path, mistakes) else { return Vec::new() };
    let path = path.display().to_string();
    let acts = |names: &[String], mistakes: &mut Vec<String>| -> Vec<ActId> {
        acts_of(names, &path, vocabulary, mistakes)
    };
    let free = acts(&file.free, mistakes);
    let mut costs: Costs = Vec::new();
    for entry in file.cost {
        let place = format!("{path}: cost `{}`", entry.code);
        let mut when = entry.when;
        for (code, values) in entry.unless {
            let others = others(vocabulary, &code, &values);
            when.insert(code, others);
        }
        let key = format!("answer.cost.{}", entry.code);
        let sentence = Sentence {
            when: read_conditions(&when, &place, vocabulary, mistakes),
            without: acts(&entry.without, mistakes),
            or: entry.sum.then(|| &*format!("{key}_of").leak()).into_iter().collect(),
            say: key.leak(),
            ..Sentence::default()
        };
        add(&mut costs, entry.code, &sentence, acts(&entry.acts, mistakes));
    }
    for code in vocabulary.codes(PLATFORM) {
        read_marks(code, data, vocabulary, sources, &mut costs, mistakes);
    }
    let groups = &vocabulary.groups;
    let costing =
        |act: &ActId| costs.iter().flat_map(|(_, all)| all).any(|one| one.act == Some(*act));
    for act in groups.gives.iter().chain(groups.settles.iter()).map(|act| act as ActId) {
        if !free.contains(&act) && !costing(&act) {
            let code = vocabulary.get_act(act).code;
            mistakes.push(format!("{path}: `{code}` gives the buyer something: name its cost"));
        }
    }
    costs
}

/// Adds the marks that acts cost on a platform, with those of the platform that it lies within.
fn read_marks(
    platform: &str,
    data: &Path,
    vocabulary: &Vocabulary,
    sources: &[Source],
    costs: &mut Costs,
    mistakes: &mut Vec<String>,
) {
    let mut place = Some(platform.to_owned());
    while let Some(code) = place {
        let path = data.join("platforms").join(code).join("platform.toml");
        let Some(file) = read::<PlatformFile>(&path, mistakes) else { return };
        let path = path.display().to_string();
        for mark in file.marks {
            if sources.iter().all(|source| source.id != mark.source) {
                mistakes.push(format!("{path}: no rule cites `{}`", mark.source));
            }
            let mut when = mark.when;
            when.insert(vocabulary.facts[PLATFORM].code.to_owned(), vec![platform.to_owned()]);
            let sentence = Sentence {
                when: read_conditions(&when, &path, vocabulary, mistakes),
                say: format!("answer.cost.{}", mark.code).leak(),
                ..Sentence::default()
            };
            let acts = acts_of(&mark.acts, &path, vocabulary, mistakes);
            add(costs, mark.code, &sentence, acts);
        }
        place = file.within;
    }
}

/// Adds the sentence of a cost for each of the acts.
fn add(costs: &mut Costs, code: String, sentence: &Sentence<'static>, acts: Vec<ActId>) {
    let of = |act| Sentence { act: Some(act), ..sentence.clone() };
    let sentences = acts.into_iter().map(of);
    match costs.iter_mut().find(|(known, _)| *known == code) {
        Some((_, others)) => others.extend(sentences),
        None => costs.push((code.leak(), sentences.collect())),
    }
}

/// The acts with these names or traits.
fn acts_of(
    names: &[String],
    path: &str,
    vocabulary: &Vocabulary,
    mistakes: &mut Vec<String>,
) -> Vec<ActId> {
    let mut found = Acts::default();
    for name in names {
        match (vocabulary.act(name), with_trait(vocabulary, name)) {
            (Some(act), _) => found.insert(act.into()),
            (None, Some(acts)) => found.add(acts),
            (None, None) => mistakes.push(format!("{path}: `{name}` is no act and no trait")),
        }
    }
    found.iter().map(|act| act as ActId).collect()
}

/// The costs with their texts in a language. Mistakes are added to `mistakes`.
pub fn written(costs: &Costs, answers: &AnswerTexts<'static>, mistakes: &mut Vec<String>) -> Costs {
    let mut costs = costs.clone();
    for sentence in costs.iter_mut().flat_map(|(_, sentences)| sentences) {
        for key in [&mut sentence.say].into_iter().chain(&mut sentence.or) {
            match answers.names.binary_search(key).ok().map(|at| answers.texts[at]) {
                Some(text) if !text.is_empty() => *key = text,
                _ => mistakes.push(format!("{}: no text `{key}`", answers.lang)),
            }
        }
    }
    costs
}

/// The acts with a trait that costs depend on.
fn with_trait<'v>(vocabulary: &'v Vocabulary, name: &str) -> Option<&'v Acts> {
    let groups = &vocabulary.groups;
    Some(match name {
        "refunds_all" => &groups.refunds_all,
        "deducts" => &groups.deducts,
        "keeps_shipping" => &groups.keeps_shipping,
        "takes_back" => &groups.takes_back,
        "return_freight" => &groups.return_freight,
        _ => return None,
    })
}

/// The values of a choice but these; one that does not exist stays, and is reported with the others.
fn others(vocabulary: &Vocabulary, fact: &str, values: &[String]) -> Vec<String> {
    let all = match vocabulary.fact(fact).map(|fact| &vocabulary.facts[fact].kind) {
        Some(Kind::Choice(codes)) => codes.as_slice(),
        _ => &[],
    };
    let unknown = values.iter().filter(|value| !all.contains(&value.as_str())).cloned();
    let others = all.iter().filter(|code| !values.iter().any(|value| value == **code));
    others.map(|code| (*code).to_owned()).chain(unknown).collect()
}
