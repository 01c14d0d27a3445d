//! Build script: reads and checks the packs and the texts, proves the policy, and writes both in the compact form
//! that the wasm includes. A mistake fails the build with its file and line.

mod files;
mod packs;
mod read_words;
mod regions;
mod sources;
mod types;
mod vocabulary;
#[path = "../words/mod.rs"]
#[allow(dead_code, reason = "used by the library")]
mod words;
mod zones;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aftersales_core::audit::findings::{self, audit};
use aftersales_core::policy::{Policy, Rule};

use words::catalogue::{AnswerTexts, Catalogue, Keys, PageTexts};
use words::text_id::TextIds;

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
    if mistakes.is_empty() {
        prove(&policy, &mut mistakes);
    }
    // Leaked, since the build script ends after its use.
    let ids: &'static TextIds = Box::leak(Box::new(TextIds::of(vocabulary)));
    let (keys, mut languages) =
        read_words::read_all(&data.join("languages"), ids, &policy, &mut mistakes);
    let regions = regions::read_regions(data, vocabulary, &mut mistakes);
    if !mistakes.is_empty() {
        return fail(&mistakes);
    }

    let read = files::read_by_build(data);
    let read: Vec<_> = read.iter().map(|path| path.display().to_string()).collect();
    std::fs::write(out.join("files"), read.join("\n")).expect("OUT_DIR can be written to");
    write(&out, "vocabulary.bin", &[], vocabulary);
    write(&out, "policy.bin", &[], &policy.written());
    std::fs::write(out.join("review_by"), &packs.review_by).expect("OUT_DIR can be written to");
    write(&out, "keys.bin", &[], &keys);
    let english = languages.iter().find(|(page, _)| page.lang == "en");
    write_types(&out, ids, &keys, english.expect("English is shipped"));
    write(&out, "regions.bin", &[], &regions);
    let stamp = keys.stamp.to_le_bytes();
    let cited = |rule: &Rule| packs.indices[rule.id.as_ref()].clone();
    for (page, answers) in &mut languages {
        // Sources are shown in answers only.
        answers.sources.clone_from(&packs.sources);
        answers.cited = policy.written().iter().map(cited).collect();
        write(&out, &format!("words.{}.bin", page.lang), &stamp, page);
        write(&out, &format!("told.{}.bin", answers.lang), &stamp, answers);
    }
    ExitCode::SUCCESS
}

/// Prints the mistakes for cargo.
fn fail(mistakes: &[String]) -> ExitCode {
    for mistake in mistakes {
        println!("cargo::error={}", mistake.replace('\n', " "));
    }
    ExitCode::FAILURE
}

/// Writes the TypeScript declarations of the vocabulary, described in English.
fn write_types(
    out: &Path,
    ids: &'static TextIds,
    keys: &Keys,
    (page, answers): &(PageTexts, AnswerTexts<'static>),
) {
    let words = Catalogue { ids, keys, page: page.clone(), answers: answers.clone().into() };
    std::fs::write(out.join("vocabulary.d.ts"), types::vocabulary(&words))
        .expect("OUT_DIR can be written to");
}

/// Writes a file into `OUT_DIR`: a head, then the serialised data.
fn write(out: &Path, name: &str, head: &[u8], data: &impl serde::Serialize) {
    let body = postcard::to_allocvec(data).expect("plain data can be written");
    std::fs::write(out.join(name), [head, &body].concat()).expect("OUT_DIR can be written to");
}

/// Audits the policy with all rules in force, and on each day on which a rule begins or ends.
fn prove(policy: &Policy, mistakes: &mut Vec<String>) {
    let mut days: Vec<Option<&str>> = vec![None];
    for rule in policy.written() {
        days.extend(rule.valid_from.as_deref().map(Some));
        days.extend(rule.valid_until.as_deref().map(Some));
    }
    days.sort_unstable();
    days.dedup();
    for day in days {
        for finding in audit(policy, day, &[]).findings {
            let rules: Vec<&str> =
                finding.rules.iter().map(|rule| policy.rules[*rule].id.as_ref()).collect();
            let fact = finding.fact.map_or("", |fact| policy.vocabulary.facts[fact].code);
            mistakes.push(format!(
                "{}: {} {fact} in {} situations, for example: {}",
                finding.flaw.code(),
                rules.join(", "),
                finding.situations,
                findings::shown(policy.vocabulary, &finding.witness),
            ));
        }
    }
}
