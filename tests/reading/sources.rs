//! Lists the sources of the shipped rules for reading them again, the longest unread first: `cargo run -- sources`.
//!
//! Below each source stand the rules that cite it, with their numbers and the count of cases beside the packs in which the
//! rule decides, binds, entitles or adds a step: what would change if the number did.

#[path = "../scenario/mod.rs"]
mod scenario;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use aftersales::present::answer::Advice;
use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales_core::policy::{Effect, Rule, Test, Verified};
use aftersales_core::time::period::Period;

fn main() {
    print!("{}", list(std::env::args().nth(1).as_deref().unwrap_or_default()));
}

/// The sources whose id begins so, as text.
fn list(prefix: &str) -> String {
    let words = shipped::words("en");
    let cases = cases_by_rule();
    let policy = shipped::policy();
    let mut found: BTreeMap<(String, String), (Verified, String, Vec<String>)> = BTreeMap::new();
    for (at, rule) in policy.written().iter().enumerate() {
        for source in words.sources(at).filter(|source| source.id.starts_with(prefix)) {
            let captured = source.captured.as_deref().unwrap_or("no day").to_owned();
            let entry = found.entry((captured, source.id.to_string())).or_insert_with(|| {
                let url = source.url.as_deref().unwrap_or_default();
                let text = format!("{}, {} {url}", source.title, source.locator);
                (source.verified, text, Vec::new())
            });
            let count = cases.get(rule.id.as_ref()).copied().unwrap_or_default();
            entry.2.push(format!("{}{}: cases: {count}", rule.id, numbers(rule)));
        }
    }
    let mut text = String::new();
    for ((captured, id), (verified, source, rules)) in &found {
        let _ = writeln!(text, "{captured} {id} ({}): {source}", verified.code());
        for rule in rules {
            let _ = writeln!(text, "    {rule}");
        }
    }
    let _ = writeln!(text, "{} sources", found.len());
    text
}

/// The numbers that a rule states.
fn numbers(rule: &Rule) -> String {
    let mut found = Vec::new();
    for (fact, test) in &rule.when {
        let Test::Number(bounds) = test else { continue };
        let code = vocabulary().facts[*fact].code;
        found.extend(bounds.at_least.map(|least| format!("{code} >= {least}")));
        found.extend(bounds.less_than.map(|most| format!("{code} < {most}")));
    }
    let within = match &rule.effect {
        Effect::Duty { within, .. } => within.as_ref(),
        Effect::Right(right) => right.within.as_ref(),
        _ => None,
    };
    found.extend(within.map(period));
    if found.is_empty() { String::new() } else { format!(" [{}]", found.join(", ")) }
}

fn period(period: &Period) -> String {
    let from = vocabulary().events[period.from].code;
    format!("{} {} from {from}", period.value, period.unit.code())
}

/// In how many cases beside the packs each rule decides, binds, entitles or adds a step.
fn cases_by_rule() -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for one in scenario::all() {
        let advice: Advice = one.advise(&[]);
        let decides = advice.because.iter().map(|reason| reason.rule.to_string());
        let binds = advice.duties.iter().map(|duty| duty.rule.to_string());
        let entitles = advice.rights.iter().map(|right| right.rule.to_string());
        let adds = advice.steps.iter().flat_map(|step| &step.because).map(ToString::to_string);
        // A rule that adds several steps counts once.
        let rules: BTreeSet<String> = decides.chain(binds).chain(entitles).chain(adds).collect();
        for rule in rules {
            *counts.entry(rule).or_default() += 1;
        }
    }
    counts
}
