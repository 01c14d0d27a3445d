//! Reads the sentences of letters and of reasons for refusing.

use std::collections::BTreeMap;

use crate::channels::{Written, read_conditions};
use crate::words::catalogue::{NAMES, Sentence};
use crate::words::conditions::Conditions;
use crate::words::refusal::SLOTS;
use aftersales_core::vocabulary::Vocabulary;

/// Reads the sentences of reasons for refusing, each in its variants.
pub(super) fn read_refusals(
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

pub(super) fn read_sentence(
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
pub(super) fn check_slots(say: &str, or: &[&str], place: &str, mistakes: &mut Vec<String>) {
    let forms = [&[say], or].concat();
    for form in &forms {
        check_names(form, &[NAMES, &["why", "ship_by", "price", "kept"]].concat(), place, mistakes);
    }
    if forms.last().is_some_and(|last| last.contains('{')) {
        mistakes.push(format!("{place}: needs a form without names, as the last (`or`)"));
    }
}

/// Checks that a text uses placeholders of these names only.
pub(super) fn check_names(text: &str, names: &[&str], place: &str, mistakes: &mut Vec<String>) {
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
