//! The texts of rules by the part of the policy that they belong to, since a case needs those of its own place only.

use aftersales_core::policy::{Policy, Rule, Source};

use crate::words::catalogue::{RuleTexts, Sentence};

/// The texts of the part with some of the rules in one language, from a sentence for each rule of the policy and the paths
/// of each platform.
pub fn of_part(
    part: &'static str,
    is_in: impl Fn(&Rule) -> bool,
    policy: &Policy,
    lang: &'static str,
    texts: &[&'static str],
    paths: &[(&'static str, Vec<Sentence<'static>>)],
) -> RuleTexts<'static> {
    let rules = policy.written().iter().zip(texts).enumerate();
    let rules: Vec<_> = rules.filter(|(_, (rule, _))| is_in(rule)).collect();
    let (cited, sources) = cited(rules.iter().map(|(_, (rule, _))| *rule));
    let paths = paths.iter().find(|(code, _)| *code == part);
    RuleTexts {
        lang,
        part,
        rules: rules.iter().map(|(at, _)| *at as u16).collect(),
        texts: rules.iter().map(|(_, (_, text))| **text).collect(),
        cited,
        sources,
        paths: paths.map(|(_, paths)| paths.clone()).unwrap_or_default(),
    }
}

/// For each rule the positions of its sources, and the sources.
fn cited<'r>(rules: impl Iterator<Item = &'r Rule>) -> (Vec<Vec<u16>>, Vec<Source>) {
    let mut sources: Vec<Source> = Vec::new();
    let mut position = |source: &Source| {
        let known = sources.iter().position(|other| other.id == source.id);
        if known.is_none() {
            sources.push(source.clone());
        }
        known.unwrap_or(sources.len() - 1) as u16
    };
    let cited = rules.map(|rule| rule.sources.iter().map(&mut position).collect()).collect();
    (cited, sources)
}
