//! The answers of the npm package in a blank page have the shape of its contract.

use crate::scenarios;
use crate::support;

use scenarios::{as_json, scenarios};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::package::{LANGUAGES, Package};

/// The expected shape of a value.
enum Shape {
    Text,
    Boolean,
    Count,
    /// One of these codes.
    Code(&'static [&'static str]),
    /// A code: lowercase letters and underscores.
    AnyCode,
    Instant,
    List(Box<Shape>),
    /// Any object.
    Object,
    /// All these keys, those with `?` optional, and no others.
    Keys(Vec<(&'static str, Shape)>),
    OrNull(Box<Shape>),
    Either(Box<Shape>, Box<Shape>),
}
use Shape::{AnyCode, Boolean, Code, Count, Either, Instant, Keys, List, Object, OrNull, Text};

fn list(of: Shape) -> Shape {
    List(Box::new(of))
}

/// Collects all differences between a value and a shape.
fn mismatches(value: &Value, shape: &Shape, path: &str, found: &mut Vec<String>) {
    let is_code = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    let mut expect = |fits: bool, what: &str| {
        if !fits {
            found.push(format!("{path}: {what}, not {value}"));
        }
    };
    match shape {
        Text => expect(value.as_str().is_some_and(|text| !text.is_empty()), "a text"),
        Boolean => expect(value.is_boolean(), "true or false"),
        Count => expect(value.is_u64(), "a whole number"),
        Code(codes) => {
            expect(value.as_str().is_some_and(|code| codes.contains(&code)), &codes.join(" or "));
        }
        AnyCode => expect(value.as_str().is_some_and(is_code), "a code"),
        Instant => {
            let like = |text: &str| text.len() >= 20 && text.as_bytes()[10] == b'T';
            expect(value.as_str().is_some_and(like), "an instant");
        }
        Object => expect(value.is_object(), "an object"),
        OrNull(shape) => {
            if !value.is_null() {
                mismatches(value, shape, path, found);
            }
        }
        Either(one, other) => {
            let mut second = Vec::new();
            mismatches(value, one, path, &mut second);
            if !second.is_empty() {
                mismatches(value, other, path, found);
            }
        }
        List(shape) => match value.as_array() {
            Some(items) => {
                for (at, item) in items.iter().enumerate() {
                    mismatches(item, shape, &format!("{path}/{at}"), found);
                }
            }
            None => expect(false, "a list"),
        },
        Keys(keys) => {
            let Some(object) = value.as_object() else { return expect(false, "an object") };
            for (key, shape) in keys {
                let name = key.trim_end_matches('?');
                match object.get(name) {
                    Some(value) => mismatches(value, shape, &format!("{path}/{name}"), found),
                    None if key.ends_with('?') => {}
                    None => found.push(format!("{path}: no {name}")),
                }
            }
            let known: BTreeSet<&str> =
                keys.iter().map(|(key, _)| key.trim_end_matches('?')).collect();
            for key in object.keys().filter(|key| !known.contains(key.as_str())) {
                found.push(format!("{path}: {key} is not in the contract"));
            }
        }
    }
}

#[track_caller]
fn check(value: &Value, shape: &Shape, what: &str) {
    let mut found = Vec::new();
    mismatches(value, shape, what, &mut found);
    found.truncate(20);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn source() -> Shape {
    Keys(vec![
        ("id?", Text),
        ("title", Text),
        ("locator", Text),
        ("edition?", Text),
        ("url?", Text),
        ("captured?", Text),
        ("verified", Code(&["primary", "primary_mirror", "secondary", "seed", "seed_claim"])),
        ("verified_text", Text),
    ])
}

fn titled() -> Shape {
    Keys(vec![("code", AnyCode), ("title", Text)])
}

fn money() -> Shape {
    Keys(vec![("minor", Count), ("currency", Text), ("text", Text)])
}

fn reason() -> Shape {
    Keys(vec![
        ("rule", Text),
        ("layer", Code(LAYERS)),
        ("layer_text", Text),
        ("text", Text),
        ("sources", list(source())),
    ])
}

const LAYERS: &[&str] = &["law", "platform", "shop", "practice"];
const PARTIES: &[&str] = &["seller", "buyer", "platform", "carrier"];
const CHANNELS: &[&str] = &["mail", "chat", "statement", "review", "notice"];
const TONES: &[&str] = &["plain", "warm", "formal", "firm"];
const NAMES: &[&str] =
    &["buyer", "shop", "order", "item", "tracking", "carrier", "new_address", "amount", "date"];

fn advice() -> Shape {
    Keys(vec![
        ("status", Code(&["decided", "open"])),
        (
            "remedy",
            OrNull(Box::new(Keys(vec![("code", AnyCode), ("title", Text), ("summary", Text)]))),
        ),
        ("possible", list(titled())),
        ("costs?", list(titled())),
        (
            "alternatives",
            list(Keys(vec![
                ("code", AnyCode),
                ("title", Text),
                ("set?", Object),
                ("costs?", list(titled())),
                ("because", list(Text)),
            ])),
        ),
        (
            "steps",
            list(Keys(vec![
                ("act", AnyCode),
                ("stage", AnyCode),
                ("text", Text),
                ("amount?", money()),
                ("daily?", Boolean),
                ("path?", Text),
                ("path_sources?", list(source())),
                ("evidence?", list(reason())),
                ("because", list(Text)),
            ])),
        ),
        (
            "notes",
            list(Keys(vec![("code", AnyCode), ("text", Text), ("set?", Object), ("label?", Text)])),
        ),
        (
            "duties",
            list(Keys(vec![
                ("rule", Text),
                ("act", AnyCode),
                ("must", Boolean),
                ("text", Text),
                ("by", Code(PARTIES)),
                ("due?", Instant),
                ("due_latest?", Instant),
                ("from?", AnyCode),
                ("leads?", Boolean),
                ("due_text?", Text),
                ("left_text?", Text),
                ("overdue?", Boolean),
                ("borne_by?", Code(PARTIES)),
                ("in_steps?", Boolean),
                ("amount?", money()),
                ("layer", Code(LAYERS)),
                ("sources", list(source())),
            ])),
        ),
        (
            "rights",
            list(Keys(vec![
                ("rule", Text),
                ("one_of", list(AnyCode)),
                ("chosen_by", Code(PARTIES)),
                ("borne_by?", Code(PARTIES)),
                ("until?", Instant),
                ("status", Code(&["holds", "may_hold"])),
                ("text", Text),
                ("sources", list(source())),
            ])),
        ),
        (
            "goodwill",
            list(Keys(vec![
                ("act", AnyCode),
                ("text", Text),
                ("amount?", money()),
                ("in_message", Boolean),
                ("because", list(Text)),
            ])),
        ),
        (
            "ask",
            list(Keys(vec![
                ("fact", AnyCode),
                ("question", Text),
                ("who", Code(&["seller", "buyer"])),
                ("why", Text),
                ("assumed?", Either(Box::new(AnyCode), Box::new(Count))),
            ])),
        ),
        ("irrelevant", list(AnyCode)),
        (
            "message",
            Keys(vec![
                ("lang", Code(&LANGUAGES)),
                ("to", Code(&["buyer", "customers", "platform"])),
                // Empty where nobody is written to yet.
                ("text", Either(Box::new(Text), Box::new(Code(&[""])))),
                ("acts", list(AnyCode)),
                ("needs", list(Code(NAMES))),
                ("channel", Code(CHANNELS)),
                ("channels", list(Code(CHANNELS))),
                ("tone", Code(TONES)),
                ("tones", list(Code(TONES))),
                ("limit", Count),
            ]),
        ),
        ("because", list(reason())),
        (
            "overruled",
            list(Keys(vec![
                ("rule", Text),
                ("text", Text),
                ("sources", list(source())),
                ("by", list(reason())),
            ])),
        ),
        (
            "would_change",
            list(Keys(vec![
                ("set", Object),
                ("remedy", AnyCode),
                ("title", Text),
                ("label", Text),
            ])),
        ),
        ("next", list(Keys(vec![("label", Text), ("set", Object)]))),
        ("tags", list(Text)),
        ("problems", list(problem())),
    ])
}

fn problem() -> Shape {
    Keys(vec![
        ("code", AnyCode),
        ("path", Either(Box::new(Code(&[""])), Box::new(Text))),
        ("message", Text),
        ("help?", Text),
        ("row?", Count),
        ("column?", Text),
    ])
}

fn form() -> Shape {
    let value = Keys(vec![
        ("code", Text),
        ("label", Text),
        ("possible", Boolean),
        ("why_not?", Text),
        ("conflicts_with?", AnyCode),
        ("group?", AnyCode),
        ("common?", Boolean),
        ("digits?", Count),
    ]);
    Keys(vec![
        ("lang", Code(&LANGUAGES)),
        (
            "facts",
            list(Keys(vec![
                ("code", AnyCode),
                ("label", Text),
                ("help", Text),
                ("ask?", Text),
                ("kind", Code(&["choice", "number", "money", "time"])),
                ("values?", list(value)),
                ("starts_at?", Either(Box::new(Text), Box::new(Count))),
                ("who", Code(&["seller", "buyer"])),
                ("applies", Boolean),
                ("shop_wide", Boolean),
                ("outdates?", list(AnyCode)),
                ("prevails?", Boolean),
            ])),
        ),
    ])
}

fn rule() -> Shape {
    let unit = || Code(&["minutes", "hours", "days", "working_days", "months"]);
    let within = || {
        Keys(vec![
            ("value", Count),
            ("unit", unit()),
            ("from", AnyCode),
            ("or?", list(AnyCode)),
            ("not_before?", list(AnyCode)),
            ("end?", Code(&["working_day"])),
        ])
    };
    Keys(vec![
        ("id", Text),
        ("layer", Code(LAYERS)),
        ("pack", Text),
        ("text", Text),
        ("when", Object),
        ("remedy?", AnyCode),
        ("alternatives?", list(AnyCode)),
        ("steps?", list(AnyCode)),
        ("must?", AnyCode),
        ("must_not?", AnyCode),
        (
            "right?",
            Keys(vec![
                ("one_of", list(AnyCode)),
                ("chosen_by", Code(PARTIES)),
                ("borne_by?", Code(PARTIES)),
                ("within?", within()),
                ("without_reason?", Boolean),
                ("claimed?", Boolean),
            ]),
        ),
        ("within?", within()),
        ("by?", Code(PARTIES)),
        ("borne_by?", Code(PARTIES)),
        ("overrides?", list(Text)),
        ("valid_from?", Text),
        ("valid_until?", Text),
        ("sources", list(source())),
        (
            "in_words",
            Keys(vec![
                ("layer", Text),
                ("when", list(Text)),
                ("remedy?", Text),
                ("alternatives?", list(Text)),
                ("steps?", list(Text)),
                ("one_of?", list(Text)),
                ("act?", Text),
                ("due?", Text),
            ]),
        ),
    ])
}

#[test]
fn every_answer_has_the_shape_of_the_contract_in_every_language() {
    let package = Package::load();
    let all = scenarios();
    let cases: Vec<Value> = all.iter().map(|one| as_json(&one.case())).collect();
    for lang in LANGUAGES {
        let answers = package.run(
            "const [cases, lang] = arguments;
             return cases.map((each) => library.advise(each, { lang, now: '2026-11-22T12:00:00+08:00' }))",
            &[json!(cases), json!(lang)],
        );
        let answers = answers.as_array().expect("a list");
        assert_eq!(answers.len(), cases.len());
        for (one, answer) in all.iter().zip(answers) {
            check(answer, &advice(), &format!("{lang} {}", one.place()));
        }
    }
}

#[test]
fn form_and_rules_have_the_shape_of_the_contract_in_every_language() {
    let package = Package::load();
    let mut codes = BTreeSet::new();
    for lang in LANGUAGES {
        let found = package.run("return library.form(arguments[0])", &[json!(lang)]);
        check(&found, &form(), lang);
        assert_eq!(found["lang"], lang);
        let facts = found["facts"].as_array().expect("a list");
        for fact in facts.iter().filter(|fact| fact["kind"] == "choice") {
            assert!(fact["values"].as_array().is_some_and(|values| values.len() > 1), "{fact}");
        }
        let found = package.run("return library.rules(arguments[0])", &[json!(lang)]);
        check(&found, &list(rule()), lang);
        let rules = found.as_array().expect("a list");
        assert!(rules.iter().all(|rule| {
            let has = |effect: &str| !rule[effect].is_null();
            // Steps stand alone, beside a remedy, or go with the way of a right.
            let advises = has("remedy") || (has("steps") && !has("right"));
            let effects = [advises, has("right"), has("must"), has("must_not")];
            effects.iter().filter(|there| **there).count() == 1
        }));
        codes.insert(rules.iter().map(|rule| rule["id"].to_string()).collect::<Vec<_>>());
        codes.insert(facts.iter().map(|fact| fact["code"].to_string()).collect::<Vec<_>>());
    }
    assert_eq!(codes.len(), 2, "the codes are the same in every language");
}

#[test]
fn the_page_has_the_same_texts_in_every_language() {
    let package = Package::load();
    assert_eq!(package.run("return library.languages()", &[]), json!(LANGUAGES));
    let keys = |lang: &str| {
        let words = package.run("return library.words(arguments[0])", &[json!(lang)]);
        let words = words.as_object().expect("words").clone();
        assert!(words.values().all(|text| text.as_str().is_some_and(|text| !text.is_empty())));
        words.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(keys("zh-Hans"), keys("en"));
    assert_eq!(keys("zh-Hant"), keys("en"));
}
