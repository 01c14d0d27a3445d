//! The sentences of rules say the same in every language, and none of them reads as its opposite.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Chinese phrases that read as the opposite of what a rule means, such as cancelling a refund for cancelling with one.
const READ_AS_THE_OPPOSITE: [&str; 8] = [
    "取消退款",
    "取消退貨",
    "取消退货",
    "收回退款",
    "撤回退",
    "确认过不退，",
    "確認過不退，",
    "拒收成功",
];

type Sentences = BTreeMap<String, String>;

#[test]
fn a_rule_states_the_same_numbers_in_every_language() {
    let languages = languages();
    let (first, others) = languages.split_first().expect("a language");
    let mut differing = Vec::new();
    for (rule, sentence) in &first.1 {
        for (tag, sentences) in others {
            let (one, other) = (numbers(sentence), numbers(&sentences[rule]));
            if one != other {
                differing.push(format!("{rule}: {one:?} in {}, {other:?} in {tag}", first.0));
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn no_sentence_of_a_rule_reads_as_its_opposite() {
    let languages = languages();
    let sentences = languages.iter().flat_map(|(_, sentences)| sentences);
    let found: Vec<&String> = sentences
        .filter(|(_, text)| READ_AS_THE_OPPOSITE.iter().any(|phrase| text.contains(phrase)))
        .map(|(rule, _)| rule)
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn numbers_are_read_as_each_language_writes_them() {
    let read = |text: &str| numbers(text).into_iter().collect::<Vec<_>>();
    assert_eq!(read("CNY 30,000 within 14 days, since 31 July 2026"), [7, 14, 31, 2026, 30_000]);
    assert_eq!(read("2026年7月31日起，14天内补到3万元"), [7, 14, 31, 2026, 30_000]);
    assert_eq!(read("CNY 2 million, A2Z, 3C"), [2_000_000]);
    assert_eq!(read("罰鍰可達人民幣200萬元"), [2_000_000]);
}

/// The numbers that are written with digits. A month before a year counts as its number, as Chinese writes it.
fn numbers(text: &str) -> BTreeSet<u64> {
    let text = text.replace(" million", "百万");
    let letters: Vec<char> = text.chars().collect();
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < letters.len() {
        let begin = at;
        let mut digits = String::new();
        while let Some(letter) = letters.get(at) {
            let groups = *letter == ',' && letters.get(at + 1).is_some_and(char::is_ascii_digit);
            match letter {
                digit if digit.is_ascii_digit() => digits.push(*digit),
                _ if groups && !digits.is_empty() => {}
                _ => break,
            }
            at += 1;
        }
        let beside = [begin.checked_sub(1), Some(at)].into_iter().flatten();
        let in_a_name =
            beside.filter_map(|at| letters.get(at)).any(|letter| letter.is_ascii_alphabetic());
        if let (Ok(number), false) = (digits.parse::<u64>(), in_a_name) {
            found.insert(number * unit(&letters[at..]));
        }
        at = at.max(begin + 1);
    }
    let months = ["January", "February", "March", "April", "May", "June", "July", "August"];
    let months = months.iter().chain(&["September", "October", "November", "December"]);
    let named = months.zip(1..).filter(|(month, _)| text.contains(&format!(" {month} 20")));
    found.extend(named.map(|(_, number)| number));
    found
}

/// What a number counts, by the letters behind it.
fn unit(behind: &[char]) -> u64 {
    match behind {
        ['百', '万', ..] => 1_000_000,
        ['万' | '萬', ..] => 10_000,
        _ => 1,
    }
}

/// The sentences of rules, by language.
fn languages() -> Vec<(String, Sentences)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data/languages");
    let folders = std::fs::read_dir(&folder).expect("the languages");
    let mut languages: Vec<(String, Sentences)> = folders
        .map(|entry| entry.expect("a language").path())
        .filter_map(|folder| {
            let text = std::fs::read_to_string(folder.join("rules.toml")).ok()?;
            let tag = folder.file_name()?.to_str()?.to_owned();
            Some((tag, toml::from_str(&text).expect("sentences by rule")))
        })
        .collect();
    languages.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    assert!(languages.len() >= 3, "{languages:?}");
    languages
}
