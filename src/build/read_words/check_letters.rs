//! Checks what the letters of all languages promise, how they begin, and which sentences can be said together.

use std::collections::{BTreeMap, BTreeSet};

use super::files::LanguageFiles;
use crate::wording;
use crate::words::catalogue::Sentence;
use crate::words::conditions::Conditions;
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::acts::ActId;

/// Checks that the languages promise the same: in each letter, the sentences of an act have the same conditions in all
/// languages, name an amount or a date in all or in none, and have a wording for angry buyers in all or in none.
pub(super) fn check_same_promises(
    first: &LanguageFiles,
    other: &LanguageFiles,
    vocabulary: &Vocabulary,
    mistakes: &mut Vec<String>,
) {
    let letters = first.letters.keys().chain(other.letters.keys()).collect::<BTreeSet<_>>();
    for key in letters.into_iter().filter(|key| !key.starts_with("refusal.")) {
        let acts = letter_of(first, key).iter().chain(letter_of(other, key));
        let acts: BTreeSet<Option<ActId>> = acts.map(|sentence| sentence.act).collect();
        for act in acts {
            let (one, two) = (promises_of(first, key, act), promises_of(other, key, act));
            // A language may leave an act to the sentence that fits into any letter.
            if act.is_some() && (one.is_empty() || two.is_empty()) {
                continue;
            }
            if one != two {
                let (this, that) = (first.lang, other.lang);
                let code = act.map_or("facts", |act| vocabulary.get_act(act).code);
                let place = format!("the letter of `{key}`, `{code}`");
                mistakes.push(format!("{place}: {this} has {one:?}, {that} has {two:?}"));
            }
        }
    }
}

/// The letter of a remedy or, where a language has none for the complaint, that of the remedy alone.
fn letter_of<'r>(read: &'r LanguageFiles, key: &str) -> &'r [Sentence<'static>] {
    let remedy = key.split_once('.').map_or(key, |(remedy, _)| remedy);
    read.letters.get(key).or_else(|| read.letters.get(remedy)).map_or(&[], Vec::as_slice)
}

/// A sentence's conditions, the acts with which it is not said, the values that it names, whether it is said, and
/// whether it has a wording for angry buyers (which may be empty).
type Promise = (Conditions, Vec<ActId>, Vec<&'static str>, bool, Option<bool>);

/// What a letter's sentences of an act promise, or those that state facts; paragraphs aside.
fn promises_of(read: &LanguageFiles, key: &str, act: Option<ActId>) -> Vec<Promise> {
    let sentences = letter_of(read, key).iter();
    let sentences = sentences
        .filter(|sentence| sentence.act == act && (act.is_some() || !sentence.say.is_empty()));
    let promise = |sentence: &Sentence<'static>| {
        let forms = [&[sentence.say], sentence.or.as_slice()].concat();
        let named = |slot: &&str| forms.iter().any(|form| form.contains(*slot));
        let slots = ["{amount}", "{date}", "{ship_by}", "{price}", "{kept}"]
            .into_iter()
            .filter(named)
            .collect();
        let (when, without) = (sentence.when.clone(), sentence.without.clone());
        (when, without, slots, sentence.say.is_empty(), sentence.angry.map(str::is_empty))
    };
    let mut promises: Vec<Promise> = sentences.map(promise).collect();
    promises.sort();
    promises
}

/// The share of letters, in percent, that may begin with the same words.
const OPENERS: usize = 15;

/// Checks that not too many letters begin with the same sentence: the first two of each, and what the angry read in
/// their place, since either may be left out.
pub(super) fn check_openers(read: &LanguageFiles, mistakes: &mut Vec<String>) {
    let letters = read.letters.iter().filter(|(key, _)| !key.starts_with("refusal."));
    let letters: Vec<&Vec<Sentence>> = letters.map(|(_, letter)| letter).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for letter in &letters {
        let first = letter.iter().take(2);
        let texts = first.flat_map(|sentence| [sentence.say, sentence.angry.unwrap_or_default()]);
        let texts: BTreeSet<&str> = texts.filter(|text| !text.is_empty()).collect();
        texts.into_iter().for_each(|text| *counts.entry(text).or_default() += 1);
    }
    for (text, count) in counts {
        if count * 100 > letters.len() * OPENERS {
            let (lang, all) = (read.lang, letters.len());
            mistakes.push(format!("{lang}: {count} of {all} letters begin with `{text}`"));
        }
    }
}

/// Checks that of the sentences of an act one can be said in every case, and never two: those with conditions exclude
/// one another, and one has none.
pub(super) fn check_conditions(
    read: &LanguageFiles,
    vocabulary: &Vocabulary,
    mistakes: &mut Vec<String>,
) {
    for (key, letter) in read.letters.iter().filter(|(key, _)| !key.starts_with("refusal.")) {
        let acts: BTreeSet<ActId> = letter.iter().filter_map(|sentence| sentence.act).collect();
        for act in acts {
            let place =
                format!("{} the letter of `{key}`, `{}`", read.lang, vocabulary.get_act(act).code);
            let sentences: Vec<&Sentence> =
                letter.iter().filter(|sentence| sentence.act == Some(act)).collect();
            let always = sentences.iter().filter(|sentence| sentence.when.is_empty()).count();
            if always == 0 {
                mistakes.push(format!("{place}: nothing is said where no condition holds"));
            }
            if always > 1 {
                mistakes.push(format!("{place}: {always} sentences without conditions"));
            }
            for (at, one) in sentences.iter().enumerate() {
                let conditional = |other: &&&Sentence| {
                    !one.when.is_empty() && !other.when.is_empty() && !wording::excludes(one, other)
                };
                for other in sentences[at + 1..].iter().filter(conditional) {
                    let (one, other) = (one.say, other.say);
                    mistakes.push(format!("{place}: both can be said: `{one}` and `{other}`"));
                }
            }
        }
    }
}
