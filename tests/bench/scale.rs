//! How audit and answers grow with the number of places: the shipped policy beside one of 30 platforms and 40 regions,
//! whose folders are copies of those that ship.

#[path = "../../src/build/files.rs"]
#[allow(dead_code, reason = "the build script uses more of it")]
mod files;
#[path = "../folders/mod.rs"]
mod folders;
#[path = "../../src/build/gestures.rs"]
mod gestures;
#[path = "../../src/build/packs.rs"]
#[allow(dead_code, reason = "the build script uses more of it")]
mod packs;
#[path = "../../src/build/sources.rs"]
#[allow(dead_code, reason = "the build script uses more of it")]
mod sources;
#[path = "../../src/build/vocabulary.rs"]
mod vocabulary;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use folders::copy;

use aftersales_core::audit::findings::{audit, count};
use aftersales_core::case::{Case, Context, read_case};
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::engine::counterfactual::changes;
use aftersales_core::engine::decide::decide;
use aftersales_core::engine::questions::questions;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::Policy;
use aftersales_core::time::region::Regions;

const PLATFORMS: usize = 30;
const REGIONS: usize = 40;

fn main() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data");
    let grown = std::env::temp_dir().join(format!("aftersales-scale-{}", std::process::id()));
    copy(&shipped, &grown);
    multiply(&grown.join("platforms"), "platform.toml", PLATFORMS);
    multiply(&grown.join("regions"), "region.toml", REGIONS);
    let rows = [("as it ships", measure(&shipped)), ("30 platforms, 40 regions", measure(&grown))];
    std::fs::remove_dir_all(&grown).expect("the folder of this run");
    println!(
        "| policy | rules | situations | audit | complaint | complaint, state | with both places |"
    );
    println!("| --- | --: | --: | --: | --: | --: | --: |");
    for (name, row) in rows {
        let [audit, complaint, state, places] = row.times.map(|time| format!("{time:.1?}"));
        let (rules, situations) = (row.rules, row.situations);
        println!(
            "| {name} | {rules} | {situations} | {audit} | {complaint} | {state} | {places} |"
        );
    }
}

struct Row {
    rules: usize,
    situations: u128,
    /// Of the audit, and of an answer as long as so much is stated.
    times: [Duration; 4],
}

fn measure(data: &Path) -> Row {
    let mut mistakes = Vec::new();
    let vocabulary = vocabulary::read_vocabulary(data, &mut mistakes);
    let vocabulary = vocabulary.unwrap_or_else(|| panic!("{mistakes:#?}"));
    let packs = packs::read_packs(data, vocabulary, &mut mistakes);
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    let policy = Policy::new(vocabulary, packs.rules);
    let blocks = Blocks::new(&policy, None);
    let case = |facts: &[(&str, &str)]| {
        let text = |text: &str| Value::Text(text.to_owned());
        let entries = facts.iter().map(|(code, value)| ((*code).to_owned(), text(value)));
        let regions = Regions::default();
        let context = Context {
            vocabulary,
            now: None,
            regions: &regions,
            high_value: &|_| None,
            shop_wide: &[],
        };
        read_case(&Value::Map(entries.collect()), &context).0
    };
    let complaint = ("complaint", "damaged");
    let state = ("order_state", "delivered");
    let places = [("platform", "amazon"), ("buyer_region", "eu")];
    let answers = [
        case(&[complaint]),
        case(&[complaint, state]),
        case(&[complaint, state, places[0], places[1]]),
    ];
    let audited = fastest(3, &mut || drop(audit(&policy, None, &[])));
    let [first, second, third] = answers.map(|case| fastest(30, &mut || answer(&blocks, &case)));
    let times = [audited, first, second, third];
    Row { rules: policy.written().len(), situations: count(&policy), times }
}

/// What the engine does for one answer.
fn answer(blocks: &Blocks, case: &Case) {
    let open = blocks.open(case);
    let decision = decide(&open, case);
    let asked = questions(&open, case);
    let other = match (decision.remedy(), open.as_slice()) {
        (Some(remedy), [block]) => changes(blocks, block, case, remedy).len(),
        _ => 0,
    };
    std::hint::black_box((decision, asked, other));
}

fn fastest(rounds: usize, run: &mut dyn FnMut()) -> Duration {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..rounds).map(time).min().unwrap_or_default()
}

/// Copies places under further codes until there are so many. Ids of rules take the place of their copy.
fn multiply(folder: &Path, file: &str, count: usize) {
    let places = || -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).expect("a folder").flatten();
        let mut places: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        places.retain(|path| path.join(file).exists());
        places.sort();
        places
    };
    // The region for all others stays the only one of its kind.
    let originals: Vec<PathBuf> =
        places().into_iter().filter(|path| !path.ends_with("other")).collect();
    for number in 0..count.saturating_sub(places().len()) {
        let original = &originals[number % originals.len()];
        let name = original.file_name().and_then(|name| name.to_str()).expect("a code");
        let code = format!("{name}_{number}");
        let to = folder.join(&code);
        copy(original, &to);
        for rules in files::named(&to, "rules.toml") {
            let text = std::fs::read_to_string(&rules).expect("a pack");
            std::fs::write(&rules, renamed(&text, number)).expect("room for a file");
        }
        for listed in files::named(&to, "sources.toml") {
            std::fs::remove_file(listed).expect("a file of the copy");
        }
    }
}

/// A pack whose rules have ids of their own; what they displace among themselves is displaced in the copy.
fn renamed(text: &str, number: usize) -> String {
    let ids: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')).collect();
    let mut renamed = text.to_owned();
    for id in ids {
        renamed = renamed.replace(&format!("\"{id}\""), &format!("\"{id}-{number}\""));
    }
    renamed
}
