//! What letters must tell and must never tell, as data: the files below `tests/letters/meaning`, one for each subject.
//!
//! Each entry speaks of some letters of the scenarios, and of the cases in `tests/letters/cases.toml`, and claims something of them in every language and mood:
//!
//! - `note`: the claim, as a sentence
//! - `remedy`: the remedies of the letters, or `open`; left out: all
//! - `when`: what the case states, each with values; `*` is anything, `-` nothing
//! - `steps`, `without`: acts that the decision has, and that it has not
//! - `tells`: of each language, words of which one is in the letter
//! - `never`: of each language, words of which none is in the letter; some other text of the language has them
//! - `names`: what is in the letter where it is known: the `amount` or the `day` of the refund, or the day of an event
//! - `apologises`: how often the letter apologises

use crate::scenario;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use aftersales::api::advise::advise;
use aftersales::present::answer::Advice;
use aftersales::present::plain_format::Plain;
use aftersales::shipped::{LANGUAGES, vocabulary};
use aftersales_core::plain::value::Value;
use scenario::Located;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    letter: Vec<Claim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    note: String,
    #[serde(default)]
    remedy: Vec<String>,
    #[serde(default)]
    when: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    steps: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    tells: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    never: BTreeMap<String, Vec<String>>,
    names: Option<String>,
    apologises: Option<usize>,
}

/// A letter with what it answers.
struct Letter {
    place: String,
    lang: &'static str,
    remedy: &'static str,
    facts: BTreeMap<String, String>,
    advice: Advice,
}

/// Words by which a language apologises.
const SORRY: &[(&str, &[&str])] = &[
    ("en", &["sorry", "apolog"]),
    ("zh-Hans", &["抱歉", "对不起", "歉意", "不好意思"]),
    ("zh-Hant", &["抱歉", "對不起", "歉意", "不好意思"]),
];

#[test]
fn every_letter_tells_what_it_must_and_nothing_that_it_must_not() {
    let letters = letters();
    let words: Vec<(&str, String)> = LANGUAGES.iter().map(|lang| (*lang, words_of(lang))).collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for claim in &claims() {
        let note = &claim.note;
        for (lang, words) in &words {
            let of =
                |told: &BTreeMap<String, Vec<String>>| told.get(*lang).cloned().unwrap_or_default();
            let (tells, never) = (of(&claim.tells), of(&claim.never));
            // What the language never says could not be found in a wrong letter.
            if claim
                .never
                .values()
                .any(|never| never.iter().any(|word| words.contains(word.as_str())))
            {
                let unsaid = never.iter().all(|word| !words.contains(word.as_str()));
                assert!(!unsaid, "`{note}` {lang}: no text says any of {never:?}");
            }
            let about: Vec<&Letter> =
                letters.iter().filter(|one| one.lang == *lang && claim.fits(one)).collect();
            let shown: Vec<String> =
                about.iter().filter_map(|letter| letter.breaks(claim, &tells, &never)).collect();
            count += shown.len();
            wrong.extend(shown.into_iter().take(2).map(|shown| format!("`{note}` {lang} {shown}")));
            if about.is_empty() {
                count += 1;
                wrong.push(format!("`{note}` {lang}: no letter is about this"));
            }
        }
    }
    assert!(count == 0, "{count} letters, of each claim the first:\n{}", wrong.join("\n"));
}

#[test]
fn every_remedy_has_a_claim_on_what_its_letter_tells() {
    let claims = claims();
    let telling = claims.iter().filter(|claim| !claim.tells.is_empty());
    let claimed: BTreeSet<&str> =
        telling.flat_map(|claim| &claim.remedy).map(String::as_str).collect();
    let remedies: BTreeSet<&str> =
        vocabulary().remedies.iter().map(|remedy| remedy.code).chain(["open"]).collect();
    assert_eq!(claimed, remedies);
}

#[test]
fn no_letter_tells_what_it_has_told() {
    let mut wrong = Vec::new();
    for letter in letters() {
        // Two sentences with a long part in common say the same.
        let length = if letter.lang == "en" { 40 } else { 14 };
        let text: Vec<char> = letter.advice.message.text.chars().collect();
        let parts: Vec<&[char]> = text.windows(length).collect();
        let mut seen = BTreeSet::new();
        let twice = parts.iter().find(|part| !part.contains(&'\n') && !seen.insert(part.to_vec()));
        if let Some(twice) = twice {
            wrong.push(format!("{} twice: {}", twice.iter().collect::<String>(), letter.shown()));
        }
    }
    let count = wrong.len();
    wrong.truncate(12);
    assert!(count == 0, "{count} letters, the first of them:\n{}", wrong.join("\n"));
}

#[test]
fn no_decision_has_two_acts_that_exclude_each_other() {
    #[derive(Deserialize)]
    struct Wording {
        exclusive: Vec<Vec<String>>,
    }
    let wording: Wording = toml::from_str(include_str!("../src/data/letters/wording.toml"))
        .expect("the wording of letters");
    for letter in letters() {
        for acts in &wording.exclusive {
            let steps = letter.advice.steps.iter().map(|step| step.act);
            let both: Vec<&str> = steps.filter(|step| acts.iter().any(|act| act == step)).collect();
            assert!(both.len() < 2, "{both:?}: {}", letter.shown());
        }
    }
}

impl Claim {
    fn fits(&self, letter: &Letter) -> bool {
        let has = |(fact, values): (&String, &Vec<String>)| {
            let stated = letter.facts.get(fact);
            values.iter().any(|value| match value.as_str() {
                "*" => stated.is_some(),
                "-" => stated.is_none(),
                _ => stated == Some(value),
            })
        };
        let is_step = |act: &String| letter.advice.steps.iter().any(|step| step.act == act);
        (self.remedy.is_empty() || self.remedy.iter().any(|remedy| remedy == letter.remedy))
            && self.when.iter().all(has)
            && self.steps.iter().all(is_step)
            && !self.without.iter().any(is_step)
            // A channel that writes to the buyer.
            && (letter.advice.message.to == "buyer" || !self.remedy.is_empty())
    }
}

impl Letter {
    /// How the letter breaks a claim, with the letter.
    fn breaks(&self, claim: &Claim, tells: &[String], never: &[String]) -> Option<String> {
        let text = &self.advice.message.text;
        let has = |word: &&String| text.contains(word.as_str());
        if !tells.is_empty() && !tells.iter().any(|word| has(&word)) {
            return Some(format!("tells none of {tells:?}: {}", self.shown()));
        }
        if let Some(word) = never.iter().find(has) {
            return Some(format!("tells `{word}`: {}", self.shown()));
        }
        let named = claim.names.as_deref().and_then(|what| self.known(what));
        if let Some(name) = named.filter(|name| !text.contains(name.as_str())) {
            return Some(format!("does not name {name}: {}", self.shown()));
        }
        let lower = text.to_lowercase();
        let sorry = SORRY.iter().find(|(lang, _)| *lang == self.lang).expect("an apology").1;
        let count: usize = sorry.iter().map(|word| lower.matches(word).count()).sum();
        let expected = claim.apologises.filter(|expected| *expected != count)?;
        Some(format!("apologises {count} times, not {expected}: {}", self.shown()))
    }

    /// What the answer knows of an amount or a day that a letter may name.
    fn known(&self, what: &str) -> Option<String> {
        const REFUND: &str = "refund_original_method";
        match what {
            "amount" => {
                let step = self.advice.steps.iter().find(|step| step.act == REFUND)?;
                Some(step.amount.as_ref()?.text.clone())
            }
            // A day is that of the buyer's place.
            "day" => {
                self.facts.get("buyer_region")?;
                let duties = self.advice.duties.iter();
                let mut of_refund =
                    duties.filter(|duty| duty.must && duty.act == REFUND && !duty.overdue);
                Some(of_refund.find_map(|duty| duty.due.clone())?.get(..10)?.to_owned())
            }
            event => Some(self.facts.get(event)?.get(..10)?.to_owned()),
        }
    }

    fn shown(&self) -> String {
        let Letter { place, remedy, facts, .. } = self;
        format!("the letter of {remedy} in {place} {facts:?}\n  {}", self.advice.message.text)
    }
}

fn claims() -> Vec<Claim> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters/meaning");
    let files = std::fs::read_dir(folder).expect("the claims");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file of claims").path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).expect("claims");
        let file: File =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        file.letter
    };
    paths.iter().flat_map(read).collect()
}

/// All that a language can say to buyers.
fn words_of(lang: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data/languages").join(lang);
    ["letters.toml", "acts.toml"]
        .iter()
        .map(|file| std::fs::read_to_string(folder.join(file)).expect("words"))
        .collect()
}

/// The letter of every scenario, in each language and mood.
fn letters() -> Vec<Letter> {
    let mut letters = Vec::new();
    let more = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters");
    for one in scenario::all().into_iter().chain(scenario::below(&more)) {
        for mood in ["calm", "upset", "angry"] {
            for lang in LANGUAGES {
                letters.extend(letter(&one, mood, lang));
            }
        }
    }
    letters
}

fn letter(one: &Located, mood: &str, lang: &'static str) -> Option<Letter> {
    let text = |text: &str| Value::Text(text.to_owned());
    let Value::Map(mut case) = one.case() else { panic!("a case is a table") };
    let is_of_an_order = case.iter().any(|(fact, _)| fact == "order_state");
    case.retain(|(fact, _)| fact != "mood");
    case.extend(is_of_an_order.then(|| ("mood".to_owned(), text(mood))));
    let mut options = one.options();
    if let Value::Map(entries) = &mut options {
        entries.retain(|(key, _)| !["message_lang", "tone", "channel"].contains(&key.as_str()));
        entries.push(("message_lang".to_owned(), text(lang)));
    }
    let case = Value::Map(case);
    let advice = advise(&case, &options, &Plain);
    // A case that is not admitted has no letter.
    if advice.message.text.is_empty() {
        return None;
    }
    let stated = case.entries().unwrap_or_default().iter();
    let facts = stated.filter_map(|(fact, value)| Some((fact.clone(), value.text()?.to_owned())));
    Some(Letter {
        place: one.place(),
        lang,
        remedy: advice.remedy.as_ref().map_or("open", |remedy| remedy.code),
        facts: facts.collect(),
        advice,
    })
}
