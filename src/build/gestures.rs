//! What sellers have to give on top of what is owed, platform by platform: a rule offers nothing else.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use aftersales_core::policy::{Effect, Rule, Test};
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::facts::FactId;

use crate::sources::Sources;
use crate::vocabulary::read;

/// What the file of a platform states of gestures; it states more.
#[derive(Deserialize)]
struct PlatformFile {
    within: Option<String>,
    /// By act: the sources that show that sellers there have it to give.
    #[serde(default)]
    gestures: BTreeMap<String, Vec<String>>,
}

/// Checks that a rule offers only what each platform where it holds lists, unless a rule of the platform forbids it; that all
/// that is listed is offered by some rule; and that its sources exist. Mistakes are added to `mistakes`.
pub fn check(
    data: &Path,
    vocabulary: &Vocabulary,
    rules: &[Rule],
    sources: &Sources,
    mistakes: &mut Vec<String>,
) {
    let Some(platform) = vocabulary.fact("platform") else { return };
    for (place, code) in vocabulary.codes(platform).iter().enumerate() {
        let Some((path, gestures)) = listed(data, code, mistakes) else { continue };
        for (act, ids) in &gestures {
            let is_gesture = |act: &ActId| vocabulary.groups.goodwill.contains((*act).into());
            let Some(id) = vocabulary.act(act).filter(is_gesture) else {
                mistakes.push(format!("{path}: `{act}` is no act of goodwill"));
                continue;
            };
            if ids.is_empty() {
                mistakes.push(format!("{path}: name a source that sellers there have `{act}`"));
            }
            for source in ids.iter().filter(|source| sources.find(source).is_none()) {
                mistakes.push(format!("{path}: no sources.toml lists `{source}`"));
            }
            let offers =
                |rule: &Rule| holds_at(rule, platform, place) && brought(rule).contains(&id);
            if !rules.iter().any(offers) {
                mistakes.push(format!("{path}: no rule offers `{act}` there: leave it out"));
            }
        }
        for rule in rules.iter().filter(|rule| holds_at(rule, platform, place)) {
            for act in brought(rule).iter().filter(|act| {
                vocabulary.groups.goodwill.contains((**act).into())
                    && !gestures.contains_key(vocabulary.get_act(**act).code)
                    && !is_forbidden(rules, rule, **act, platform, place)
            }) {
                let act = vocabulary.get_act(*act).code;
                mistakes.push(format!(
                    "rule `{}` offers `{act}` on `{code}`: list it with a source in {path}, or name the rule's platforms",
                    rule.id
                ));
            }
        }
    }
}

/// What the file of a platform and those of the places around it list, with the path of its own.
fn listed(
    data: &Path,
    code: &str,
    mistakes: &mut Vec<String>,
) -> Option<(String, BTreeMap<String, Vec<String>>)> {
    let path = data.join("platforms").join(code).join("platform.toml");
    let PlatformFile { within, mut gestures } = read(&path, mistakes)?;
    if let Some(around) = within {
        gestures.extend(listed(data, &around, mistakes)?.1);
    }
    Some((path.display().to_string(), gestures))
}

/// Whether a rule can hold on a platform.
fn holds_at(rule: &Rule, platform: FactId, place: usize) -> bool {
    rule.when.iter().all(|(fact, test)| match test {
        Test::OneOf(values) => *fact != platform || values.contains(place),
        Test::Number(_) => true,
    })
}

/// The acts that a rule brings beside those of its remedy.
fn brought(rule: &Rule) -> &[ActId] {
    match &rule.effect {
        Effect::Remedy { steps, .. } | Effect::Steps(steps) => steps,
        _ => &[],
    }
}

/// Whether a rule of the platform forbids an act and displaces the rule that brings it.
fn is_forbidden(rules: &[Rule], by: &Rule, act: ActId, platform: FactId, place: usize) -> bool {
    rules.iter().any(|rule| {
        matches!(rule.effect, Effect::Duty { must: false, act: forbidden, .. } if forbidden == act)
            && holds_at(rule, platform, place)
            && rule.overrides.iter().any(|id| *id == *by.id)
    })
}
