//! Reads `data/letters/wording.toml` and proves how letters are written: in the script of their language, with its
//! punctuation, without forbidden wording, stating only what is true, and saying nothing twice.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::channels::{Written, read_conditions};
use crate::languages::Language;
use crate::words::catalogue::Sentence;
use crate::words::conditions::{Conditions, each_fact};
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::acts::ActId;

/// Letters by `remedy` or `remedy.complaint`.
type Letters = BTreeMap<&'static str, Vec<Sentence<'static>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    scripts: BTreeMap<String, String>,
    /// Acts of which a decision has one at most.
    exclusive: Vec<Vec<String>>,
    forbidden: Vec<Forbidden>,
    claim: Vec<Claim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Forbidden {
    note: String,
    words: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    what: String,
    when: Written,
    #[serde(default)]
    acts: Vec<String>,
    #[serde(default)]
    complaints: Vec<String>,
    words: BTreeMap<String, Vec<String>>,
}

/// Checks the letters of a language, and the sentences of acts that fit into any letter; none is longer than `longest`.
pub fn check(
    folder: &Path,
    language: &Language,
    longest: usize,
    letters: &Letters,
    generic: &[(&str, &'static str)],
    vocabulary: &Vocabulary,
    mistakes: &mut Vec<String>,
) {
    let path = folder.join("wording.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let file: File = match toml::from_str(&text) {
        Ok(file) => file,
        Err(error) => {
            mistakes.push(format!("{}: {error}", path.display()));
            return;
        }
    };
    let lang = language.tag.as_str();
    // Each text with its place, and whether another goes on where it ends.
    let mut texts: Vec<(String, &str, bool)> =
        generic.iter().map(|(act, say)| (format!("the act `{act}`"), *say, false)).collect();
    for (key, letter) in letters {
        for sentence in letter {
            let act = sentence.act.map_or("facts", |act| vocabulary.get_act(act).code);
            let place = format!("the letter of `{key}`, `{act}`");
            let goes_on = key.starts_with("refusal.");
            texts.extend(forms(sentence).map(|form| (place.clone(), form, goes_on)));
        }
    }
    let mut mistake = |place: &str, what: String| mistakes.push(format!("{lang} {place}: {what}"));
    for (place, text, goes_on) in &texts {
        check_script(text, language, &file.scripts, &mut |what| mistake(place, what));
        check_punctuation(text, *goes_on, language, &mut |what| mistake(place, what));
        if text.chars().count() > longest {
            mistake(place, format!("longer than {longest} characters, in `{text}`"));
        }
        for forbidden in &file.forbidden {
            let words = forbidden.words.get(lang).map_or(&[][..], Vec::as_slice);
            if let Some(word) = words.iter().find(|word| says(text, word)) {
                let note = &forbidden.note;
                mistake(place, format!("`{word}` {note}, in `{text}`"));
            }
        }
    }
    for claim in &file.claim {
        check_claim(claim, lang, letters, vocabulary, mistakes);
    }
    let ids = |codes: &Vec<String>| codes.iter().filter_map(|code| vocabulary.act(code)).collect();
    let exclusive: Vec<Vec<ActId>> = file.exclusive.iter().map(ids).collect();
    for (key, letter) in letters {
        check_once(key, letter, &exclusive, language, vocabulary, mistakes);
    }
}

/// The texts of a sentence.
fn forms<'s>(sentence: &'s Sentence<'static>) -> impl Iterator<Item = &'static str> + 's {
    let all = [sentence.say].into_iter().chain(sentence.or.iter().copied()).chain(sentence.angry);
    all.filter(|text| !text.is_empty())
}

/// Whether a text says a phrase: as whole words where the phrase is written in letters of English.
fn says(text: &str, phrase: &str) -> bool {
    if !phrase.is_ascii() {
        return text.contains(phrase);
    }
    let (text, phrase) = (text.to_lowercase(), phrase.to_lowercase());
    text.match_indices(&phrase).any(|(at, _)| {
        let is_letter = |c: char| c.is_ascii_alphanumeric();
        let (before, after) = (&text[..at], &text[at + phrase.len()..]);
        !before.ends_with(is_letter) && !after.starts_with(is_letter)
    })
}

/// Checks that a text has no character of another script.
fn check_script(
    text: &str,
    language: &Language,
    scripts: &BTreeMap<String, String>,
    mistake: &mut dyn FnMut(String),
) {
    let script = &language.script;
    let foreign = match scripts.get(script) {
        Some(own) => {
            let others = scripts.iter().filter(|(other, _)| *other != script);
            let others: String = others.map(|(_, other)| other.as_str()).collect();
            text.chars().find(|c| others.contains(*c) && !own.contains(*c))
        }
        // A language that is written in letters has no characters of another kind.
        None => text.chars().find(|c| ('\u{2E80}'..='\u{FFEF}').contains(c)),
    };
    if let Some(foreign) = foreign {
        mistake(format!("`{foreign}` is of another script, in `{text}`"));
    }
}

/// Checks that a text ends as a sentence does, and has the punctuation of its script.
fn check_punctuation(
    text: &str,
    goes_on: bool,
    language: &Language,
    mistake: &mut dyn FnMut(String),
) {
    let is_dense = ["Hans", "Hant"].contains(&language.script.as_str());
    let ends: &[char] =
        if is_dense { &['。', '？', '！', '：'] } else { &['.', '?', '!', ':'] };
    // An entry of a list begins on a line of its own and has no end; an apology may stand at the end of a text.
    let said = text.trim_end_matches("{sorry}").trim_end();
    let is_whole = goes_on || text.starts_with('\n') || said.ends_with('}');
    if !is_whole && !said.ends_with(ends) {
        mistake(format!("no end of a sentence, in `{text}`"));
    }
    if text.contains("  ") || text.trim_matches('\n').trim() != text.trim_matches('\n') {
        mistake(format!("spaces too many, in `{text}`"));
    }
    if is_dense {
        let chars: Vec<char> = text.chars().collect();
        let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        let narrow = chars.windows(2).find(|pair| is_han(pair[0]) && ",.;:?!()".contains(pair[1]));
        if let Some(narrow) = narrow {
            mistake(format!("`{}` is not of this script, in `{text}`", narrow[1]));
        }
    }
}

/// Checks that sentences state a claim only where it is true.
fn check_claim(
    claim: &Claim,
    lang: &str,
    letters: &Letters,
    vocabulary: &Vocabulary,
    mistakes: &mut Vec<String>,
) {
    let what = &claim.what;
    let place = format!("wording.toml, that {what}");
    let required = read_conditions(&claim.when, &place, vocabulary, mistakes);
    let acts: Vec<ActId> = claim.acts.iter().filter_map(|code| vocabulary.act(code)).collect();
    if acts.len() < claim.acts.len() {
        mistakes.push(format!("{place}: has acts that do not exist"));
    }
    let words = claim.words.get(lang).map_or(&[][..], Vec::as_slice);
    let mut found = vec![false; words.len()];
    for (key, letter) in letters {
        let complaint = key.split_once('.').map(|(_, complaint)| complaint);
        for sentence in letter {
            for text in forms(sentence) {
                let Some(at) = words.iter().position(|word| text.contains(word.as_str())) else {
                    continue;
                };
                words
                    .iter()
                    .zip(&mut found)
                    .for_each(|(word, found)| *found |= text.contains(word.as_str()));
                let by_act = sentence.act.is_some_and(|act| acts.contains(&act));
                let by_letter =
                    complaint.is_some_and(|of| claim.complaints.iter().any(|other| other == of));
                if !by_act
                    && !by_letter
                    && !implies(&sentence.when, &required, complaint, vocabulary)
                {
                    let word = &words[at];
                    mistakes.push(format!(
                        "{lang} the letter of `{key}`: `{word}` states that {what}, where that is not so: `{text}`"
                    ));
                }
            }
        }
    }
    for (word, _) in words.iter().zip(found).filter(|(_, found)| !found) {
        mistakes.push(format!("{place}: no sentence of {lang} says `{word}`"));
    }
    if words.is_empty() {
        mistakes.push(format!("{place}: no words of {lang}"));
    }
}

/// Whether conditions, with the complaint of the letter, allow no case that other conditions rule out.
fn implies(
    when: &Conditions,
    required: &Conditions,
    complaint: Option<&str>,
    vocabulary: &Vocabulary,
) -> bool {
    each_fact(required).all(|(fact, values)| {
        let by_when = each_fact(when).any(|(tested, allowed)| {
            tested == fact && allowed.iter().all(|value| values.contains(value))
        });
        let by_letter = complaint.is_some_and(|code| {
            let at = vocabulary.complaints.iter().position(|complaint| complaint.code == code);
            vocabulary.fact("complaint") == Some(fact)
                && at.is_some_and(|at| values.contains(&(at as u16)))
        });
        by_when || by_letter
    })
}

/// Checks that no two sentences of a letter that can be said in one case say the same: they have no long part in common.
fn check_once(
    key: &str,
    letter: &[Sentence<'static>],
    exclusive: &[Vec<ActId>],
    language: &Language,
    vocabulary: &Vocabulary,
    mistakes: &mut Vec<String>,
) {
    let has = |acts: &Vec<ActId>, sentence: &Sentence| {
        sentence.act.is_some_and(|act| acts.contains(&act))
    };
    let length = if ["Hans", "Hant"].contains(&language.script.as_str()) { 12 } else { 36 };
    let parts: Vec<Vec<Vec<char>>> = (letter.iter())
        .map(|sentence| forms(sentence).map(|form| form.chars().collect()).collect())
        .collect();
    for (at, one) in letter.iter().enumerate() {
        for (other_at, other) in letter.iter().enumerate().skip(at + 1) {
            if one.act == other.act
                || excludes(one, other)
                || one.act.is_none()
                || exclusive.iter().any(|acts| has(acts, one) && has(acts, other))
            {
                continue;
            }
            let same = parts[at].iter().flat_map(|text| text.windows(length)).find(|part| {
                parts[other_at].iter().any(|text| text.windows(length).any(|other| other == *part))
            });
            if let Some(same) = same {
                let same: String = same.iter().collect();
                let code =
                    |act: Option<ActId>| act.map_or("facts", |act| vocabulary.get_act(act).code);
                let (one, other) = (code(one.act), code(other.act));
                let lang = &language.tag;
                mistakes.push(format!(
                    "{lang} the letter of `{key}`: `{one}` and `{other}` both say `{same}`"
                ));
            }
        }
    }
}

/// Whether two sentences cannot be said in one case: their conditions allow no common value of some fact.
pub fn excludes(one: &Sentence, other: &Sentence) -> bool {
    each_fact(&one.when).any(|(fact, values)| {
        let mut same = each_fact(&other.when).filter(|(tested, _)| *tested == fact);
        same.any(|(_, others)| !values.iter().any(|value| others.contains(value)))
    })
}
