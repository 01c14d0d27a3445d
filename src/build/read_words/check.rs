//! Checks that a language has all texts that the policy, the tones and the channels need.

use super::files::LanguageFiles;
use super::letters::{check_names, check_slots};
use crate::channels::Styles;
use crate::words::catalogue::Sentence;
use crate::words::letter::OPEN;
use aftersales_core::policy::Policy;
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::facts::{Kind, PLATFORM, Who};

/// Checks that a language has what tones and channels need: each tone the words that set it apart, without an amount or
/// a day, and each channel the letter of its own.
pub(super) fn check_styles(
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

/// Checks that a language has all texts, letters and sentences.
pub(super) fn check(read: &LanguageFiles, policy: &Policy, mistakes: &mut Vec<String>) {
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
pub(super) fn check_same_keys(
    first: &LanguageFiles,
    second: &LanguageFiles,
    mistakes: &mut Vec<String>,
) {
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
