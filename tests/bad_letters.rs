//! A letter that is not written as letters are stops the build, with language, letter and sentence: each thing that is
//! proved of letters is broken once in a copy of the shipped ones.

#[path = "../src/build/channels.rs"]
#[allow(dead_code, reason = "the build script uses more of it")]
mod channels;
mod folders;
#[path = "../src/build/languages.rs"]
#[allow(dead_code, reason = "the build script uses more of it")]
mod languages;
#[path = "../src/build/overlays.rs"]
#[allow(dead_code, reason = "the build script uses more of it")]
mod overlays;
#[path = "../src/build/read_words/mod.rs"]
mod read_words;
#[path = "../src/build/wording.rs"]
mod wording;
#[path = "../src/words/mod.rs"]
#[allow(dead_code, reason = "the library uses more of it")]
mod words;

use std::path::Path;

use aftersales::shipped;
use folders::copy;
use words::text_id::TextIds;

/// The mistakes in a copy of the shipped words after a change to the letters of a language.
fn mistakes(name: &str, lang: &str, change: impl Fn(&str) -> String) -> Vec<String> {
    mistakes_in(name, &format!("languages/{lang}/letters.toml"), change)
}

/// The mistakes in a copy of the shipped words after a change to one of their files.
fn mistakes_in(name: &str, file: &str, change: impl Fn(&str) -> String) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bad-letters-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data"), &folder);
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).expect("a file of words");
    let changed = change(&text);
    assert!(name == "unchanged" || changed != text, "{name}: nothing was changed");
    std::fs::write(&path, changed).expect("room for words");
    let mut mistakes = Vec::new();
    let ids: &TextIds = Box::leak(Box::new(TextIds::of(shipped::vocabulary())));
    let folder_of_languages = folder.join("languages");
    let languages = languages::read_languages(&folder_of_languages, &mut mistakes);
    let styles = channels::read_styles(&folder.join("letters"), &mut mistakes);
    let places = overlays::read_overlays(&folder_of_languages, &mut mistakes);
    let policy = shipped::policy();
    styles.constants(&languages, policy.vocabulary, &mut mistakes);
    read_words::read_all(
        &folder_of_languages,
        &languages,
        ids,
        policy,
        &styles,
        &places,
        &mut mistakes,
    );
    mistakes
}

#[test]
fn the_shipped_letters_have_no_mistake() {
    assert_eq!(mistakes("unchanged", "en", str::to_owned), [""; 0]);
}

#[test]
fn what_is_proved_of_letters_stops_the_build_where_it_does_not_hold() {
    const DEFAULT: &str =
        "{ act = \"carry_out_plan\", say = \"We're working on it and will see it through.\" },";
    for (name, lang, from, to, told) in [
        (
            "two sentences in one situation",
            "en",
            DEFAULT,
            &*format!("{DEFAULT}\n  {DEFAULT}"),
            ["en", "`follow_up`", "`carry_out_plan`", "2 sentences without conditions"],
        ),
        (
            "no sentence in some situation",
            "en",
            "{ act = \"carry_out_plan\", say",
            "{ act = \"carry_out_plan\", when = { platform_case = [\"open\"] }, say",
            ["en", "`follow_up`", "`carry_out_plan`", "nothing is said where no condition holds"],
        ),
        (
            "an amount in some languages only",
            "zh-Hans",
            "{amount}",
            "全款",
            ["zh-Hans", "`cancel_and_refund`", "`refund_original_method`", "{amount}"],
        ),
        (
            "a claim that is not true",
            "en",
            "when = { tracking = [\"moving\"] }, say = \"Your parcel is on its way with",
            "when = { tracking = [\"stalled\"] }, say = \"Your parcel is on its way with",
            ["en", "`share_tracking", "`Your parcel is on its way with`", "the parcel moves"],
        ),
        (
            "another script",
            "zh-Hans",
            "发错货是我们的失误",
            "發错货是我们的失误",
            ["zh-Hans", "`swap_wrong_item`", "`apologise`", "`發` is of another script"],
        ),
        (
            "no end",
            "zh-Hant",
            "這次是我們寄錯了，真的很抱歉。",
            "這次是我們寄錯了，真的很抱歉",
            ["zh-Hant", "`swap_wrong_item`", "`apologise`", "no end of a sentence"],
        ),
        (
            "punctuation of another script",
            "zh-Hant",
            "這次是我們寄錯了，真的很抱歉。",
            "這次是我們寄錯了,真的很抱歉。",
            ["zh-Hant", "`swap_wrong_item`", "`apologise`", "`,` is not of this script"],
        ),
        (
            "forbidden wording",
            "en",
            "We're sorry that we sent you the wrong item.",
            "We're sorry that we sent you the wrong item; call us.",
            ["en", "`swap_wrong_item`", "`apologise`", "`call us` leads the buyer off"],
        ),
        (
            "too long for a chat",
            "zh-Hant",
            "這次是我們寄錯了，真的很抱歉。",
            &*format!("{}真的很抱歉。", "這次是我們寄錯了，".repeat(60)),
            ["zh-Hant", "`swap_wrong_item`", "`apologise`", "longer than"],
        ),
        (
            "the same said twice",
            "en",
            "Please send the wrong one back to us.",
            "We're sending you the right one straight away. Please send the wrong one back to us.",
            ["en", "`swap_wrong_item`", "`take_back_wrong_item`", "both say"],
        ),
    ] {
        let found = mistakes(&name.replace(' ', "-"), lang, |letters| letters.replace(from, to));
        let is_told = |mistake: &String| told.iter().all(|part| mistake.contains(part));
        assert!(found.iter().any(is_told), "{name}: {told:?} is not in {found:#?}");
    }
}

#[test]
fn too_many_letters_that_begin_alike_stop_the_build() {
    let alike = |line: &str| match line.split_once("act = \"acknowledge_upset\", say = ") {
        Some((before, _)) => format!(
            "{before}act = \"acknowledge_upset\", say = \"We understand.\", angry = \"We see.{{sorry}}\" }},"
        ),
        None => line.to_owned(),
    };
    let found = mistakes("openers", "en", |letters| {
        letters.lines().map(alike).collect::<Vec<_>>().join("\n")
    });
    let is_told = |mistake: &String| {
        mistake.starts_with("en: ") && mistake.ends_with("letters begin with `We understand.`")
    };
    assert!(found.iter().any(is_told), "{found:#?}");
}

#[test]
fn a_channel_that_leaves_out_what_the_buyer_needs_stops_the_build() {
    for act in ["refund_original_method", "buyer_bears_freight", "state_return_right"] {
        let found = mistakes_in(act, "letters/channels.toml", |channels| {
            channels.replace("least_needed = [", &format!("least_needed = [\"{act}\", "))
        });
        let told = format!("channels.toml `chat`: leaves out `{act}`, which the buyer needs");
        assert!(found.contains(&told), "{found:#?}");
    }
}
