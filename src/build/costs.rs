//! Reads what acts cost the seller, and checks that every act that gives the buyer something has a cost.

use std::path::Path;

use serde::Deserialize;

use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::acts::{ActId, Acts};
use aftersales_core::vocabulary::facts::Kind;

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

/// The sentences of each cost, by code in the order of the file.
pub type Costs = Vec<(&'static str, Vec<Sentence<'static>>)>;

/// Reads the costs, with the keys of their texts as texts. Mistakes are added to `mistakes`.
pub fn read_costs(data: &Path, vocabulary: &Vocabulary, mistakes: &mut Vec<String>) -> Costs {
    let path = data.join("vocabulary/costs.toml");
    let Some(file) = read::<File>(&path, mistakes) else { return Vec::new() };
    let path = path.display();
    let acts = |names: &[String], mistakes: &mut Vec<String>| -> Vec<ActId> {
        let mut found = Acts::default();
        for name in names {
            match (vocabulary.act(name), with_trait(vocabulary, name)) {
                (Some(act), _) => found.insert(act.into()),
                (None, Some(acts)) => found.add(acts),
                (None, None) => mistakes.push(format!("{path}: `{name}` is no act and no trait")),
            }
        }
        found.iter().map(|act| act as ActId).collect()
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
        let of = |act| Sentence { act: Some(act), ..sentence.clone() };
        let sentences = acts(&entry.acts, mistakes).into_iter().map(of);
        match costs.iter_mut().find(|(code, _)| *code == entry.code) {
            Some((_, others)) => others.extend(sentences),
            None => costs.push((entry.code.leak(), sentences.collect())),
        }
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
