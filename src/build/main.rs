//! Build script: reads and checks the packs and the texts, proves the policy or hands it over to be proved, and writes both
//! in the compact form that the wasm includes. A mistake fails the build with its file and line.

mod channels;
mod costs;
mod files;
mod gestures;
mod languages;
mod overlays;
mod packs;
mod paths;
mod read_words;
mod regions;
mod rule_texts;
mod sources;
mod types;
mod vocabulary;
mod wording;
#[path = "../words/mod.rs"]
#[allow(dead_code, reason = "used by the library")]
mod words;
mod zones;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aftersales_core::audit::proof;
use aftersales_core::plain::bytes::to_bytes;
use aftersales_core::policy::{Policy, Rule};
use aftersales_core::vocabulary::Vocabulary;

use channels::Styles;
use languages::Language;
use overlays::Place;
use read_words::Texts;
use serde::Serialize;
use words::catalogue::{Catalogue, Keys};
use words::rule_parts::{ANY, rule_parts};
use words::text_id::TextIds;

/// The variable with the folder that takes the policy unproved. The site builder sets it and proves the policy itself,
/// optimised, which takes seconds instead of a minute.
const UNPROVED: &str = "AFTERSALES_UNPROVED";

fn main() -> ExitCode {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut mistakes = Vec::new();

    let data = Path::new("src/data");
    for path in files::watched(data) {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    let Some(vocabulary) = vocabulary::read_vocabulary(data, &mut mistakes) else {
        return fail(&mistakes);
    };
    let packs = packs::read_packs(data, vocabulary, &mut mistakes);
    let policy = Policy::new(vocabulary, packs.rules);
    println!("cargo::rerun-if-env-changed={UNPROVED}");
    if mistakes.is_empty() {
        match std::env::var_os(UNPROVED) {
            Some(folder) => hand_over(Path::new(&folder), &policy),
            None => mistakes.extend(proof::mistakes(&policy)),
        }
    }
    // Leaked, since the build script ends after its use.
    let ids: &'static TextIds = Box::leak(Box::new(TextIds::of(vocabulary)));
    let languages = languages::read_languages(&data.join("languages"), &mut mistakes);
    let tags: Vec<&str> = languages.iter().map(|language| &*language.tag.clone().leak()).collect();
    let styles = channels::read_styles(&data.join("letters"), &mut mistakes);
    let places = overlays::read_overlays(&data.join("languages"), &mut mistakes);
    let (keys, mut words) = read_words::read_all(
        &data.join("languages"),
        &languages,
        ids,
        &policy,
        &styles,
        &places,
        &mut mistakes,
    );
    let constants = styles.constants(&languages, vocabulary, &mut mistakes);
    let regions = regions::read_regions(data, vocabulary, &mut mistakes);
    let paths = paths::read_paths(data, vocabulary, &packs.sources, &mut mistakes);
    let costs = costs::read_costs(data, vocabulary, &packs.sources, &mut mistakes);
    for (_, answers, _) in &mut words {
        answers.costs = costs::written(&costs, answers, &mut mistakes);
    }
    if !mistakes.is_empty() {
        return fail(&mistakes);
    }

    let read = files::read_by_build(data);
    let read: Vec<_> = read.iter().map(|path| path.display().to_string()).collect();
    std::fs::write(out.join("files"), read.join("\n")).expect("OUT_DIR can be written to");
    save(&out, "vocabulary.bin", &to_bytes(vocabulary));
    let bytes = to_bytes(&policy.written().to_vec());
    save(&out, "policy.checksum", format!("{:016x}", checksum(&bytes)).as_bytes());
    save(&out, "policy.bin", &bytes);
    std::fs::write(out.join("review_by"), &packs.review_by).expect("OUT_DIR can be written to");
    write(&out, "keys.bin", &[], &keys);
    let default = languages.iter().position(|language| language.default);
    let default = default.expect("one language is the default");
    write_types(&out, ids, &keys, &words[default], &tags, &styles);
    std::fs::write(out.join("channels.rs"), constants).expect("OUT_DIR can be written to");
    write_languages(&out, &languages, default, &places);
    write_sections(&out, &tags, vocabulary);
    write(&out, "regions.bin", &[], &regions);
    let stamp = keys.stamp.to_le_bytes();
    for (page, answers, texts) in &words {
        for code in rule_parts(vocabulary) {
            let is_in =
                |rule: &Rule| packs.places[rule.id.as_ref()].as_deref().unwrap_or(ANY) == code;
            let part = rule_texts::of_part(code, is_in, &policy, page.lang, texts, &paths);
            write(&out, &format!("rules.{}.{code}.bin", page.lang), &stamp, &part);
        }
        write(&out, &format!("words.{}.bin", page.lang), &stamp, page);
        write(&out, &format!("answers.{}.bin", answers.lang), &stamp, answers);
    }
    ExitCode::SUCCESS
}

/// FNV-1a with 64 bits: enough to tell two policies apart.
fn checksum(bytes: &[u8]) -> u64 {
    let mixed = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, mixed)
}

/// Writes the policy for the site builder, and runs again if it is gone.
fn hand_over(folder: &Path, policy: &Policy) {
    for (name, bytes) in [
        ("vocabulary.bin", to_bytes(policy.vocabulary)),
        ("policy.bin", to_bytes(&policy.written().to_vec())),
    ] {
        save(folder, name, &bytes);
        println!("cargo::rerun-if-changed={}", folder.join(name).display());
    }
}

/// Prints the mistakes for cargo.
fn fail(mistakes: &[String]) -> ExitCode {
    for mistake in mistakes {
        println!("cargo::error={}", mistake.replace('\n', " "));
    }
    ExitCode::FAILURE
}

/// Writes the TypeScript declarations of the vocabulary, described in the default language.
fn write_types(
    out: &Path,
    ids: &'static TextIds,
    keys: &Keys,
    (page, answers, _): &Texts,
    tags: &[&str],
    styles: &Styles,
) {
    let words = Catalogue {
        ids,
        keys,
        page: page.clone(),
        answers: answers.clone().into(),
        rules: Vec::new(),
    };
    std::fs::write(out.join("vocabulary.d.ts"), types::vocabulary(&words, tags, styles))
        .expect("OUT_DIR can be written to");
}

/// Writes the table of languages: as constants for the library, and as a section for the site builder.
fn write_languages(out: &Path, languages: &[Language], default: usize, places: &[Place]) {
    let count = languages.len();
    let overlays = overlays::constants(places);
    let tags: Vec<&str> = languages.iter().map(|language| language.tag.as_str()).collect();
    let locales: Vec<&str> = languages.iter().map(Language::locale).collect();
    let served = languages::served_tags(languages).expect("the tags are checked");
    let served: Vec<(&String, &usize)> = served.iter().collect();
    let constants = format!(
        "/// BCP 47 tags of the shipped languages, in the order in which they are offered.
pub const LANGUAGES: [&str; {count}] = {tags:?};
/// The locale of each language.
const LOCALES: [&str; {count}] = {locales:?};
{overlays}/// The tags that are served, each with the position of its language.
const SERVED: &[(&str, usize)] = &{served:?};
/// The position of the default language.
const DEFAULT: usize = {default};
"
    );
    std::fs::write(out.join("languages.rs"), constants).expect("OUT_DIR can be written to");
    #[derive(Serialize)]
    struct Section<'a> {
        language: &'a [Language],
        place: &'a [Place],
    }
    let section = toml::to_string(&Section { language: languages, place: places });
    std::fs::write(out.join("languages.bin"), section.expect("plain data can be written"))
        .expect("OUT_DIR can be written to");
}

/// Writes the list of the sections, which are those of all languages and the parts of each.
fn write_sections(out: &Path, tags: &[&str], vocabulary: &Vocabulary) {
    let mut names: Vec<String> = ["policy", "regions", "languages"].map(str::to_owned).into();
    names.extend(tags.iter().map(|tag| format!("words.{tag}")));
    names.extend(tags.iter().map(|tag| format!("answers.{tag}")));
    for tag in tags {
        names.extend(rule_parts(vocabulary).iter().map(|part| format!("rules.{tag}.{part}")));
    }
    let lines: String =
        names.iter().enumerate().map(|(at, name)| format!("    S{at} {name:?}\n")).collect();
    std::fs::write(out.join("sections.rs"), format!("sections! {{\n{lines}}}\n"))
        .expect("OUT_DIR can be written to");
}

/// Writes a file into `OUT_DIR`: a head, then the serialised data.
fn write(out: &Path, name: &str, head: &[u8], data: &impl serde::Serialize) {
    let body = postcard::to_allocvec(data).expect("plain data can be written");
    save(out, name, &[head, &body].concat());
}

fn save(out: &Path, name: &str, bytes: &[u8]) {
    std::fs::write(out.join(name), bytes).expect("the folder can be written to");
}
