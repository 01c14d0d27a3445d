//! Every source is used or excused, and every rule of law or platform stands on more than an article.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales_core::policy::{Effect, Layer, Rule, Verified};
use serde::Deserialize;

use crate::scenario::files;

/// How many pieces of advice each of the four articles holds.
const ARTICLES: [(&str, usize); 4] = [("S000", 20), ("S001", 35), ("S002", 32), ("S003", 15)];
const MOST_EXCUSED: usize = 22;

/// How many facts of each law and platform were verified: none is left out of the list.
const FACTS: [(&str, usize); 49] = [
    ("CN-CRPL", 12),
    ("CN-REG", 9),
    ("CN-7D", 17),
    ("CN-PEN", 2),
    ("CN-PRICE", 1),
    ("CN-ECL", 7),
    ("CN-SPC", 4),
    ("CN-CC", 4),
    ("CN-FSL", 1),
    ("CN-PQL", 1),
    ("CN-3B", 3),
    ("CN-NUC", 1),
    ("CN-AUCL", 2),
    ("CN-NTM", 3),
    ("CN-EXP", 1),
    ("TB", 87),
    ("JD", 23),
    ("JDG", 34),
    ("DY", 96),
    ("PDD", 5),
    ("WX", 15),
    ("TT", 59),
    ("WMT", 13),
    ("ETSY", 13),
    ("TEMU", 15),
    ("SHEIN", 5),
    ("AE", 17),
    ("LZ", 25),
    ("AM", 24),
    ("EB", 15),
    ("SH", 5),
    ("SHP", 11),
    ("EU", 17),
    ("UK", 11),
    ("US", 6),
    ("SG", 1),
    ("PH", 2),
    ("VN", 1),
    ("TH", 2),
    ("TW", 8),
    ("JP", 21),
    ("ID", 2),
    ("IE", 1),
    ("MY", 3),
    ("PP", 3),
    ("ST", 5),
    ("VISA", 3),
    ("BT", 1),
    ("CARD", 1),
];

#[derive(Deserialize)]
struct Listed {
    source: Vec<ListedSource>,
}

#[derive(Deserialize)]
struct ListedSource {
    id: String,
    title: String,
    locator: String,
    captured: Option<String>,
    verified: String,
}

#[derive(Deserialize)]
struct Excused {
    excused: Vec<Excuse>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Excuse {
    id: String,
    reason: String,
}

#[test]
fn all_advice_of_the_four_articles_is_listed() {
    let listed = listed();
    let missing: Vec<String> = advice().into_iter().filter(|id| !listed.contains_key(id)).collect();
    assert!(missing.is_empty(), "not listed: {missing:?}");
    let seeds = listed.keys().filter(|id| is_advice(id)).count();
    assert_eq!(seeds, advice().len(), "an article has no more advice than that");
}

#[test]
fn all_verified_facts_of_law_and_platforms_are_listed() {
    let listed = listed();
    let facts = || listed.keys().filter(|id| !is_advice(id));
    let is_of =
        |id: &str, prefix: &str| id.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('-'));
    for (prefix, count) in FACTS {
        let found: Vec<&String> = facts().filter(|id| is_of(id, prefix)).collect();
        assert_eq!(found.len(), count, "{prefix}: {found:?}");
    }
    let of_none: Vec<&String> =
        facts().filter(|id| !FACTS.iter().any(|(prefix, _)| is_of(id, prefix))).collect();
    assert!(of_none.is_empty(), "of no law or platform that is counted: {of_none:?}");
}

#[test]
fn every_source_is_cited_or_excused_and_none_is_both() {
    let (cited, excused) = (cited(), excused());
    let listed = listed();
    let idle: Vec<&String> =
        listed.keys().filter(|id| !cited.contains(*id) && !excused.contains_key(*id)).collect();
    assert!(idle.is_empty(), "neither cited nor excused: {idle:?}");
    let both: Vec<&String> = excused.keys().filter(|id| cited.contains(*id)).collect();
    assert!(both.is_empty(), "cited, so not to be excused: {both:?}");
    let unknown: Vec<&String> = excused.keys().filter(|id| !listed.contains_key(*id)).collect();
    assert!(unknown.is_empty(), "excused but not listed: {unknown:?}");
}

#[test]
fn few_pieces_of_advice_are_excused_and_each_for_a_reason() {
    let excused = excused();
    let advice = excused.keys().filter(|id| is_advice(id)).count();
    assert!(advice <= MOST_EXCUSED, "{advice} pieces of advice are excused");
    for (id, reason) in &excused {
        assert!(reason.len() > 20 && reason.ends_with('.'), "{id} needs a reason: {reason}");
    }
}

#[test]
fn every_source_says_where_it_stands_and_how_well_it_is_verified() {
    let known = ["primary", "primary_mirror", "secondary", "seed", "seed_claim"];
    for (id, source) in listed() {
        assert!(known.contains(&source.verified.as_str()), "{id}: verified {}", source.verified);
        assert!(!source.title.trim().is_empty(), "{id} has no title");
        assert!(!source.locator.trim().is_empty(), "{id} has no locator");
        assert!(!id.contains("-U-"), "{id} is an unverified fact");
        let of_an_article = source.verified.starts_with("seed");
        assert_eq!(of_an_article, is_advice(&id), "{id}: verified {}", source.verified);
        let day = source.captured.unwrap_or_default();
        assert!(
            chrono::NaiveDate::parse_from_str(&day, "%Y-%m-%d").is_ok(),
            "{id}: captured {day}"
        );
    }
}

#[test]
fn a_rule_of_law_or_platform_stands_on_more_than_an_article() {
    check(|rule| {
        let above = matches!(rule.layer, Layer::Law | Layer::Platform);
        let verified = rule
            .sources
            .iter()
            .any(|source| !matches!(source.verified, Verified::Seed | Verified::SeedClaim));
        (above && !verified).then(|| "stands on articles alone".into())
    });
}

#[test]
fn every_rule_has_a_source_and_names_each_once() {
    check(|rule| {
        let ids: BTreeSet<&str> = rule.sources.iter().map(|source| source.id.as_ref()).collect();
        match () {
            () if ids.is_empty() => Some("has no source".into()),
            () if ids.len() < rule.sources.len() => Some("names a source twice".into()),
            () => None,
        }
    });
}

#[test]
fn a_refusal_stands_in_practice_and_has_a_source() {
    check(|rule| {
        let Effect::Remedy { remedy, .. } = rule.effect else { return None };
        if !vocabulary().get_remedy(remedy).is_refusal {
            return None;
        }
        let allowed = matches!(rule.layer, Layer::Practice | Layer::Shop);
        (!allowed || rule.sources.is_empty()).then(|| "refuses without standing".into())
    });
}

/// What a law gives, only a source on that law can say is over.
#[test]
fn a_refused_return_cites_the_law_of_its_region() {
    check(|rule| {
        let Effect::Remedy { remedy, .. } = rule.effect else { return None };
        if vocabulary().get_remedy(remedy).code != "decline_return" {
            return None;
        }
        let of_an_article = |source: &aftersales_core::policy::Source| is_advice(&source.id);
        rule.sources.iter().all(of_an_article).then(|| "cites no law".into())
    });
}

#[test]
fn what_an_article_alone_says_of_the_deposit_is_marked_as_a_claim() {
    for rule in rules() {
        if rule.id.starts_with("limited-deposit") || rule.id.starts_with("unlimited-deposit") {
            for source in &rule.sources {
                assert_eq!(source.verified, Verified::SeedClaim, "{} cites {}", rule.id, source.id);
            }
        }
    }
}

/// The shipped rules with their sources, which are shipped with the words.
fn rules() -> Vec<Rule> {
    let words = shipped::words("en");
    let sourced = |(at, rule): (usize, &Rule)| Rule {
        sources: words.sources(at).cloned().collect(),
        ..rule.clone()
    };
    shipped::policy().written().iter().enumerate().map(sourced).collect()
}

#[track_caller]
fn check(wrong: impl Fn(&Rule) -> Option<String>) {
    let found: Vec<String> =
        rules().iter().filter_map(|rule| Some(format!("{}: {}", rule.id, wrong(rule)?))).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn advice() -> Vec<String> {
    let of = |(article, count): (&str, usize)| {
        (1..=count).map(move |number| format!("{article}-{number:02}")).collect::<Vec<_>>()
    };
    ARTICLES.into_iter().flat_map(of).collect()
}

fn is_advice(id: &str) -> bool {
    ARTICLES.iter().any(|(article, _)| id.starts_with(&format!("{article}-")))
}

fn cited() -> BTreeSet<String> {
    let rules = rules();
    rules.iter().flat_map(|rule| &rule.sources).map(|source| source.id.to_string()).collect()
}

fn listed() -> BTreeMap<String, ListedSource> {
    let lists = files::named(&data(), "sources.toml");
    let read: Vec<ListedSource> =
        lists.iter().flat_map(|path| read::<Listed>(path).source).collect();
    let count = read.len();
    let listed: BTreeMap<String, ListedSource> =
        read.into_iter().map(|source| (source.id.clone(), source)).collect();
    assert_eq!(listed.len(), count, "an id is listed twice");
    listed
}

fn excused() -> BTreeMap<String, String> {
    let read: Excused = read(&data().join("excused.toml"));
    let count = read.excused.len();
    let excused: BTreeMap<String, String> =
        read.excused.into_iter().map(|excuse| (excuse.id, excuse.reason)).collect();
    assert_eq!(excused.len(), count, "an id is excused twice");
    excused
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data")
}

#[track_caller]
fn read<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
