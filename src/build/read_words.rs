//! Reads the texts of all languages and checks that every code has its texts in every language.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::channels::{Styles, Written, read_conditions};
use crate::languages::Language;
use crate::overlays::Place;
use crate::wording;
use crate::words::catalogue::{AnswerTexts, Keys, NAMES, PageTexts, Sentence};
use crate::words::conditions::Conditions;
use crate::words::letter::OPEN;
use crate::words::refusal::SLOTS;
use crate::words::text_id::{TextId, TextIds, values_of};
use aftersales_core::policy::Policy;
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::facts::{Kind, PLATFORM, Who};

/// The texts of a language: those of the page, those of answers, and a sentence for each rule in the order of the policy.
pub type Texts = (PageTexts<'static>, AnswerTexts<'static>, Vec<&'static str>);

/// Reads every language; returns the keys that all share, and the texts of each. Mistakes are added to `mistakes`.
pub fn read_all(
    folder: &Path,
    languages: &[Language],
    ids: &TextIds,
    policy: &Policy,
    styles: &Styles,
    places: &[Place],
    mistakes: &mut Vec<String>,
) -> (Keys<'static>, Vec<Texts>) {
    let vocabulary = ids.vocabulary;
    // Leaked, since the build script ends after its use.
    let tags = languages.iter().map(|language| &*language.tag.clone().leak());
    let mut read: Vec<LanguageFiles> =
        tags.map(|lang| read_language(&folder.join(lang), lang, vocabulary, mistakes)).collect();
    if let Some((first, others)) = read.split_first() {
        others.iter().for_each(|other| check_same_keys(first, other, mistakes));
        for other in others {
            check_same_promises(first, other, vocabulary, mistakes);
        }
    }
    for place in places {
        let Some(read) = read.iter_mut().find(|read| read.lang == place.over) else {
            mistakes
                .push(format!("{}: lies over `{}`, which is no language", place.tag, place.over));
            continue;
        };
        place.check(&said(read), mistakes);
        read.texts.insert(format!("overlay.{}", place.tag).leak(), place.text().leak());
    }
    let keys_by_id = keys_by_id(ids);
    let rules: Vec<String> =
        policy.written().iter().map(|rule| format!("rule.{}", rule.id)).collect();
    let mut names: Vec<&str> = read.iter().flat_map(|read| read.texts.keys().copied()).collect();
    names.sort();
    names.dedup();
    names.retain(|name| !keys_by_id.iter().chain(&rules).any(|key| key == name));
    let listed = keys_by_id.iter().chain(&rules).map(String::as_str);
    let stamp = stamp(listed.chain(names.clone()));
    let (answer_names, page_names): (Vec<_>, Vec<_>) =
        names.into_iter().partition(|key| only_answers_need(key));
    let keys = Keys { stamp, names: page_names };
    let text = |read: &LanguageFiles, key: &str| read.texts.get(key).copied().unwrap_or_default();
    for read in &read {
        check(read, policy, mistakes);
        check_styles(read, styles, vocabulary, mistakes);
        check_conditions(read, vocabulary, mistakes);
        check_openers(read, mistakes);
    }
    let letters = folder.with_file_name("letters");
    for (read, language) in read.iter().zip(languages) {
        let acts = vocabulary.acts.iter().filter(|act| act.communicated).map(|act| act.code);
        let said = acts.filter_map(|code| {
            let key = format!("act.{code}.say");
            Some((code, *read.texts.get(key.as_str())?))
        });
        let said: Vec<_> = said.collect();
        let longest = styles.longest_sentence(language);
        wording::check(&letters, language, longest, &read.letters, &said, vocabulary, mistakes);
    }
    let (page_ids, answer_ids) = keys_by_id.split_at(ids.first_of_answers());
    let texts_of_ids =
        |read: &LanguageFiles, ids: &[String]| ids.iter().map(|key| text(read, key)).collect();
    let languages = read.into_iter().map(|read| {
        let texts_of = |names: &[&str]| names.iter().map(|key| text(&read, key)).collect();
        let page = PageTexts {
            lang: read.lang,
            by_id: texts_of_ids(&read, page_ids),
            texts: texts_of(&keys.names),
        };
        let rule_texts = texts_of_ids(&read, &rules);
        let answers = AnswerTexts {
            lang: read.lang,
            by_id: texts_of_ids(&read, answer_ids),
            names: answer_names.clone(),
            texts: texts_of(&answer_names),
            letters: read.letters.into_iter().collect(),
            ..AnswerTexts::default()
        };
        (page, answers, rule_texts)
    });
    let languages = languages.collect();
    (keys, languages)
}

/// All that a language can say in a message.
fn said(read: &LanguageFiles) -> Vec<&'static str> {
    let forms = read.letters.values().flatten().flat_map(|sentence| {
        [sentence.say].into_iter().chain(sentence.or.iter().copied()).chain(sentence.angry)
    });
    let frame = read.texts.iter().filter(|(key, _)| key.starts_with("form."));
    forms.chain(frame.map(|(_, text)| *text)).collect()
}

/// Prefixes of `page.` keys whose texts are shown with an answer or its message only.
const ANSWER_PREFIXES: &[&str] = &[
    "alternatives.",
    "by.",
    "costs.",
    "duty.",
    "goodwill.",
    "message.",
    "must.",
    "must_not.",
    "name.",
    "names.",
    "next.",
    "open.",
    "overruled.",
    "plan.",
    "possible.",
    "rule.",
    "source.",
    "steps.",
    "who_pays.",
    "why.",
    "would_change.",
];

/// Whether the text of a key is not needed to render a page without a case. Such a page needs the texts of the
/// form, those that explain why a choice is impossible, and those of the frame around the answer.
fn only_answers_need(key: &str) -> bool {
    match key.split_once('.') {
        Some(("fact", key)) => key.ends_with(".help"),
        Some(("problem", key)) => {
            !["cannot_be_raised.", "cannot_occur."].iter().any(|start| key.starts_with(start))
        }
        Some(("page", key)) => ANSWER_PREFIXES.iter().any(|start| key.starts_with(start)),
        _ => true,
    }
}

/// The keys of the texts of codes, by [`TextIds::index`].
fn keys_by_id(ids: &TextIds) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let mut put = |id: TextId, key: String| {
        let index = ids.index(id);
        keys.resize(keys.len().max(index + 1), String::new());
        keys[index] = key;
    };
    let vocabulary = ids.vocabulary;
    for (id, fact) in vocabulary.facts.iter().enumerate() {
        let key = |part: &str| format!("fact.{}.{part}", fact.code);
        put(TextId::FactLabel(id), key("label"));
        put(TextId::FactHelp(id), key("help"));
        put(TextId::FactAsk(id), key("ask"));
        put(TextId::FactSay(id), key("say"));
        for at in 0..values_of(fact) {
            let value = match &fact.kind {
                Kind::Choice(codes) => codes[at].to_owned(),
                Kind::Number { .. } => at.to_string(),
            };
            put(TextId::Value(id, at), key(&format!("value.{value}")));
        }
    }
    for (id, remedy) in (0..).zip(&vocabulary.remedies) {
        put(TextId::RemedyTitle(id), format!("remedy.{}.title", remedy.code));
        put(TextId::RemedySummary(id), format!("remedy.{}.summary", remedy.code));
    }
    for (id, act) in (0..).zip(&vocabulary.acts) {
        put(TextId::ActStep(id), format!("act.{}.step", act.code));
        put(TextId::ActSay(id), format!("act.{}.say", act.code));
        put(TextId::ActOr(id), format!("act.{}.or", act.code));
    }
    keys
}

/// Hash of all keys in their order, and so of the positions of texts and acts. Texts and the code that reads them
/// have to agree on it.
fn stamp<'a>(keys: impl Iterator<Item = &'a str>) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    for text in keys {
        // FNV-1a, with a terminator after each text.
        for byte in text.bytes().chain([0xff]) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    hash
}

/// The texts of one language as read from its files. They are leaked, since the build script ends after their use.
struct LanguageFiles {
    lang: &'static str,
    texts: BTreeMap<&'static str, &'static str>,
    letters: BTreeMap<&'static str, Vec<Sentence<'static>>>,
}

fn read_language(
    folder: &Path,
    lang: &'static str,
    vocabulary: &Vocabulary,
    mistakes: &mut Vec<String>,
) -> LanguageFiles {
    let mut texts = BTreeMap::new();
    let mut letters: BTreeMap<&'static str, _> = BTreeMap::new();
    for (file, prefix) in [
        ("facts.toml", "fact."),
        ("remedies.toml", "remedy."),
        ("acts.toml", "act."),
        ("rules.toml", "rule."),
        ("problems.toml", "problem."),
        ("answer.toml", "answer."),
        ("page.toml", "page."),
        ("letters.toml", ""),
    ] {
        let path = folder.join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                mistakes.push(format!("{}: {error}", path.display()));
                continue;
            }
        };
        for (key, value) in table {
            if file == "letters.toml" && key == "refusal" {
                read_refusals(value, lang, vocabulary, &mut letters, mistakes);
                continue;
            }
            match value.get("text").and_then(toml::Value::as_array) {
                Some(sentences) if file == "letters.toml" => {
                    let place = format!("{} [{key}]", path.display());
                    let read = sentences
                        .iter()
                        .map(|item| read_sentence(item, &place, vocabulary, mistakes));
                    letters.insert(key.leak(), read.collect());
                }
                _ => flatten(&format!("{prefix}{key}"), value, &mut texts),
            }
        }
    }
    LanguageFiles { lang, texts, letters }
}

/// Reads the sentences of reasons for refusing, each in its variants.
fn read_refusals(
    value: toml::Value,
    lang: &str,
    vocabulary: &Vocabulary,
    letters: &mut BTreeMap<&'static str, Vec<Sentence<'static>>>,
    mistakes: &mut Vec<String>,
) {
    let toml::Value::Table(reasons) = value else { return };
    for (reason, forms) in reasons {
        let forms: Vec<String> = forms.try_into().unwrap_or_default();
        let place = format!("{lang} refusal {reason}");
        if !vocabulary.reasons.iter().any(|known| known.code == reason) {
            mistakes.push(format!("{place}: no such reason"));
        }
        for form in &forms {
            check_names(form, SLOTS, &place, mistakes);
        }
        if forms.last().is_none_or(|form| form.contains('{')) {
            mistakes.push(format!("{place}: needs a form without slots, as the last"));
        }
        let sentence = |form: String| Sentence { say: form.leak(), ..Sentence::default() };
        let key = format!("refusal.{reason}").leak();
        letters.insert(key, forms.into_iter().map(sentence).collect());
    }
}

/// Adds the texts of a tree, with the names on the way joined to a key.
fn flatten(key: &str, value: toml::Value, into: &mut BTreeMap<&'static str, &'static str>) {
    match value {
        toml::Value::Table(table) => {
            for (name, value) in table {
                // `[evidence.values]` reads `fact.evidence.value.confirmed`.
                let name = if name == "values" { "value" } else { &name };
                flatten(&format!("{key}.{name}"), value, into);
            }
        }
        toml::Value::String(text) => {
            into.insert(key.to_owned().leak(), text.leak());
        }
        other => {
            into.insert(key.to_owned().leak(), other.to_string().leak());
        }
    }
}

fn read_sentence(
    item: &toml::Value,
    place: &str,
    vocabulary: &Vocabulary,
    mistakes: &mut Vec<String>,
) -> Sentence<'static> {
    let text = |key: &str| {
        let text = item.get(key).and_then(toml::Value::as_str);
        text.map(|text| -> &'static str { text.to_owned().leak() })
    };
    if item.get("paragraph").is_some() {
        return Sentence::default();
    }
    let code = text("act").unwrap_or_default();
    let act = vocabulary.act(code);
    if act.is_none() && !code.is_empty() {
        mistakes.push(format!("{place}: no act `{code}`"));
    }
    let when = item.get("when").map(|when| when.clone().try_into::<Written>());
    let when = match when {
        Some(Ok(when)) => read_conditions(&when, place, vocabulary, mistakes),
        Some(Err(error)) => {
            mistakes.push(format!("{place}: `when` of `{code}`: {error}"));
            Conditions::new()
        }
        None => Conditions::new(),
    };
    let without = match item.get("without").map(|acts| acts.clone().try_into::<Vec<String>>()) {
        Some(Ok(_)) if act.is_some() => {
            mistakes.push(format!("{place}: `without` is for sentences that state facts"));
            Vec::new()
        }
        Some(Ok(codes)) => {
            let known = codes.iter().filter_map(|code| vocabulary.act(code)).collect::<Vec<_>>();
            if known.len() < codes.len() {
                mistakes.push(format!("{place}: `without` has acts that do not exist"));
            }
            known
        }
        Some(Err(error)) => {
            mistakes.push(format!("{place}: `without`: {error}"));
            Vec::new()
        }
        None => Vec::new(),
    };
    let say = text("say").unwrap_or_default();
    let unsaid = act.is_some() && item.get("unsaid").is_some();
    let groups = &vocabulary.groups;
    let giving = [&groups.gives, &groups.settles, &groups.refunds_all];
    if unsaid && act.is_some_and(|act| giving.iter().any(|acts| acts.contains(act.into()))) {
        mistakes.push(format!("{place}: `{code}` gives the buyer something and is said"));
    }
    if say.is_empty() != unsaid {
        mistakes.push(format!("{place}: the sentence of `{code}` is empty, or said and `unsaid`"));
    }
    // One further form, or several in their order.
    let or: Vec<&'static str> = match item.get("or") {
        Some(toml::Value::Array(forms)) => {
            let forms = forms.iter().filter_map(toml::Value::as_str);
            forms.map(|form| -> &'static str { form.to_owned().leak() }).collect()
        }
        _ => text("or").into_iter().collect(),
    };
    let angry = text("angry");
    let place = format!("{place} {code}");
    match act {
        Some(_) => check_slots(say, &or, &place, mistakes),
        // A fact is not stated where a value that it needs is unknown.
        None => {
            let events: Vec<&str> = vocabulary.events.iter().map(|event| event.code).collect();
            for form in [&[say], or.as_slice()].concat() {
                check_names(form, &[NAMES, &events].concat(), &place, mistakes);
            }
        }
    }
    if angry.is_some_and(|angry| angry.replace("{sorry}", "").contains('{')) {
        mistakes.push(format!("{place}: `angry` must need no name"));
    }
    Sentence { act, when, without, say, or, angry }
}

/// Checks that a sentence uses known placeholders only, and that its last form needs none.
fn check_slots(say: &str, or: &[&str], place: &str, mistakes: &mut Vec<String>) {
    let forms = [&[say], or].concat();
    for form in &forms {
        check_names(form, &[NAMES, &["why", "ship_by", "price", "kept"]].concat(), place, mistakes);
    }
    if forms.last().is_some_and(|last| last.contains('{')) {
        mistakes.push(format!("{place}: needs a form without names, as the last (`or`)"));
    }
}

/// Checks that the languages promise the same: in each letter, the sentences of an act have the same conditions in all
/// languages, name an amount or a date in all or in none, and have a wording for angry buyers in all or in none.
fn check_same_promises(
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
fn check_openers(read: &LanguageFiles, mistakes: &mut Vec<String>) {
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
fn check_conditions(read: &LanguageFiles, vocabulary: &Vocabulary, mistakes: &mut Vec<String>) {
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

/// Checks that a language has what tones and channels need: each tone the words that set it apart, without an amount or
/// a day, and each channel the letter of its own.
fn check_styles(
    read: &LanguageFiles,
    styles: &Styles,
    vocabulary: &Vocabulary,
    mistakes: &mut Vec<String>,
) {
    let lang = read.lang;
    for tone in styles.tones.iter().skip(1) {
        for part in TONED {
            let key = format!("form.tone.{tone}.{part}");
            let text = read.texts.get(key.as_str()).copied().unwrap_or_default();
            let names: &[&str] = match *part {
                "greeting" | "brief_greeting" => &["buyer"],
                "upset" | "angry" | "angry_alone" => &["own"],
                "apologise" => &["own", "calm"],
                _ => &[],
            };
            check_names(text, names, &format!("{lang} `{key}`"), mistakes);
            if text.is_empty() {
                mistakes.push(format!("{lang}: no words for `{key}`"));
            }
        }
    }
    check_addresses(read, styles, vocabulary, mistakes);
    for letter in styles.letters() {
        if !read.letters.contains_key(letter) {
            mistakes.push(format!("{lang}: no letter `{letter}`"));
        }
    }
    let codes = styles.channels();
    let channels = codes.iter().map(|code| format!("page.message.channel.{code}"));
    let tones = styles.tones.iter().map(|code| format!("page.message.tone.{code}"));
    for key in channels.chain(tones) {
        if !read.texts.contains_key(key.as_str()) {
            mistakes.push(format!("{lang}: no words for `{key}`"));
        }
    }
}

/// Prefix of how the chat of a marketplace addresses buyers, by its code and the tone.
const AT_PLATFORM: &str = "form.platform.";

/// Checks that marketplaces whose chats address buyers in a way of their own exist, as do the tones, and that it needs no name.
fn check_addresses(
    read: &LanguageFiles,
    styles: &Styles,
    vocabulary: &Vocabulary,
    mistakes: &mut Vec<String>,
) {
    let platforms = vocabulary.codes(PLATFORM);
    for (key, text) in &read.texts {
        let Some(place) = key.strip_prefix(AT_PLATFORM) else { continue };
        let (platform, tone) = place.split_once('.').unwrap_or((place, ""));
        if !platforms.contains(&platform) || !styles.tones.iter().any(|other| other == tone) {
            mistakes.push(format!("{} `{key}`: no such marketplace or tone", read.lang));
        }
        check_names(text, &[], &format!("{} `{key}`", read.lang), mistakes);
    }
}

/// The texts of the form that each tone has.
const TONED: &[&str] = &[
    "greeting",
    "greeting_or",
    "brief_greeting",
    "brief_greeting_or",
    "closing",
    "upset",
    "angry",
    "angry_alone",
    "apologise",
];

/// Checks that a text uses placeholders of these names only.
fn check_names(text: &str, names: &[&str], place: &str, mistakes: &mut Vec<String>) {
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map_or(rest.len(), |at| open + at);
        let name = &rest[open + 1..close];
        if !names.contains(&name) {
            mistakes.push(format!("{place}: no name `{{{name}}}`"));
        }
        rest = &rest[close..];
    }
}

/// Checks that a language has all texts, letters and sentences.
fn check(read: &LanguageFiles, policy: &Policy, mistakes: &mut Vec<String>) {
    let lang = read.lang;
    let vocabulary = policy.vocabulary;
    let mut need = |key: String| {
        if read.texts.get(key.as_str()).is_none_or(|text| text.is_empty()) {
            mistakes.push(format!("{lang}: no words for `{key}`"));
        }
    };
    for fact in &vocabulary.facts {
        for part in ["label", "help", "ask"] {
            need(format!("fact.{}.{part}", fact.code));
        }
        if fact.who == Who::Buyer {
            need(format!("fact.{}.say", fact.code));
        }
        if let Kind::Choice(codes) = &fact.kind {
            codes.iter().for_each(|code| need(format!("fact.{}.value.{code}", fact.code)));
        } else if let Kind::Number { max, saturates: true } = fact.kind {
            (0..=max).for_each(|number| need(format!("fact.{}.value.{number}", fact.code)));
        }
    }
    let events = || vocabulary.events.iter().map(|event| event.code);
    for code in events().chain(vocabulary.amounts.iter().map(|amount| amount.code)) {
        need(format!("fact.{code}.label"));
        need(format!("fact.{code}.help"));
    }
    for event in events() {
        need(format!("answer.event.{event}"));
    }
    for flaw in
        ["gap", "overlap", "forbidden_step", "below_floor", "dead_rule", "untested_fact", "expired"]
    {
        need(format!("answer.audit.{flaw}"));
    }
    for ground in ["below_floor", "forbidden_step", "overlap", "overruled"] {
        need(format!("answer.admit.{ground}"));
    }
    for remedy in &vocabulary.remedies {
        need(format!("remedy.{}.title", remedy.code));
        need(format!("remedy.{}.summary", remedy.code));
    }
    for act in &vocabulary.acts {
        need(format!("act.{}.step", act.code));
        if act.communicated {
            need(format!("act.{}.say", act.code));
        }
    }
    for rule in policy.written() {
        need(format!("rule.{}", rule.id));
    }
    for key in [
        "greeting",
        "greeting_or",
        "closing",
        "platform_greeting",
        "customers_greeting",
        "angry",
        "sorry",
        "declined",
    ] {
        need(format!("form.{key}"));
    }
    for act in vocabulary.acts.iter().filter(|act| act.communicated) {
        let key = |part: &str| format!("act.{}.{part}", act.code);
        let or = key("or");
        if let Some(say) = read.texts.get(key("say").as_str()) {
            let without_names: Vec<&str> =
                read.texts.get(or.as_str()).copied().into_iter().collect();
            check_slots(say, &without_names, &format!("{lang} {or}"), mistakes);
        }
    }
    for reason in &vocabulary.reasons {
        if !read.letters.contains_key(format!("refusal.{}", reason.code).as_str()) {
            mistakes.push(format!("{lang}: no sentence for the reason `{}`", reason.code));
        }
    }
    if !read.letters.contains_key(OPEN) {
        mistakes.push(format!("{lang}: no letter `{OPEN}`, for a case whose remedy is open"));
    }
    for (id, remedy) in (0..).zip(&vocabulary.remedies) {
        let Some(letter) = read.letters.get(remedy.code) else {
            mistakes.push(format!("{lang}: no letter for `{}`", remedy.code));
            continue;
        };
        for act in vocabulary.core(id).iter() {
            let act_entry = &vocabulary.acts[act];
            let unsaid = |sentence: &Sentence| {
                sentence.act == Some(act as ActId) && sentence.angry == Some("")
            };
            if letter.iter().any(unsaid) {
                let (code, remedy) = (act_entry.code, remedy.code);
                mistakes
                    .push(format!("{lang}: the angry letter of `{remedy}` leaves out `{code}`"));
            }
            if act_entry.communicated
                && !letter.iter().any(|sentence| sentence.act == Some(act as ActId))
            {
                let code = act_entry.code;
                let remedy = remedy.code;
                mistakes.push(format!("{lang}: the letter of `{remedy}` does not say `{code}`"));
            }
        }
    }
}

/// Checks that two languages have the same keys.
fn check_same_keys(first: &LanguageFiles, second: &LanguageFiles, mistakes: &mut Vec<String>) {
    for (one, other) in [(first, second), (second, first)] {
        for key in one.texts.keys() {
            // A sentence may use a placeholder in one language and none in another, and a marketplace address its
            // buyers in a way of its own.
            let may_miss = key.ends_with(".or") || key.starts_with(AT_PLATFORM);
            if !may_miss && !other.texts.contains_key(key) {
                mistakes.push(format!("{}: `{key}` is in {} only", other.lang, one.lang));
            }
        }
    }
}
