//! Reads the texts of all languages and checks that every code has its texts in every language.

mod check;
mod check_letters;
mod files;
mod letters;

use std::path::Path;

use check::{check, check_same_keys, check_styles};
use check_letters::{check_conditions, check_openers, check_same_promises};
use files::{LanguageFiles, read_language};

use crate::channels::Styles;
use crate::languages::Language;
use crate::overlays::Place;
use crate::wording;
use crate::words::catalogue::{AnswerTexts, Keys, PageTexts};
use crate::words::text_id::{TextId, TextIds, values_of};
use aftersales_core::policy::Policy;
use aftersales_core::vocabulary::facts::Kind;
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
