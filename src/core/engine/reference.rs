//! The reference evaluator: what follows from the rules that hold in one situation.
//!
//! Plain on purpose. It defines the meaning of a policy; anything faster must agree with it.

use crate::engine::rights::{self, meets};
use crate::plain::set::Set;
use crate::plain::sort;
use crate::policy::{Effect, Layer, Party, Policy, Rule, RuleId, Test};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::acts::{ActId, Kind};
use crate::vocabulary::facts::{COMPLAINT, FactId, ORDER_STATE, Stated, Values};
use crate::vocabulary::remedies::RemedyId;

/// A value for every fact that applies at its complaint and order state.
pub type Situation = Vec<Option<Stated>>;

/// What follows in one situation, on a day (`YYYY-MM-DD`; `None`: whatever the rules' dates).
///
/// Reads the rules one by one as they are written, in no particular order.
pub fn evaluate(policy: &Policy, situation: &Situation, day: Option<&str>) -> Outcome {
    let holds = |rule: &RuleId| holds(policy.vocabulary, &policy.rules[*rule], situation, day);
    let holding: Vec<RuleId> = (0..policy.rules.len()).filter(holds).collect();
    outcome(policy, &holding)
}

/// Whether a rule holds in a situation.
fn holds(vocabulary: &Vocabulary, rule: &Rule, situation: &Situation, day: Option<&str>) -> bool {
    let begun = |from: &String| day.is_none_or(|day| day >= from.as_str());
    let lasts = |until: &String| day.is_none_or(|day| day <= until.as_str());
    if !rule.valid_from.as_ref().is_none_or(begun) || !rule.valid_until.as_ref().is_none_or(lasts) {
        return false;
    }
    let place = |fact: FactId| match situation[fact] {
        Some(Stated::Choice(at)) => Some(at),
        _ => None,
    };
    let Some(complaint) = place(COMPLAINT) else { return false };
    let applies = |fact: FactId| vocabulary.applies(fact, complaint, place(ORDER_STATE));
    // A condition on a fact that does not apply is false.
    let meets = |(fact, test): &(FactId, Test)| {
        let allows = match (test, situation[*fact]) {
            (Test::OneOf(values), Some(Stated::Choice(at))) => values.contains(at),
            (Test::Number(bounds), Some(Stated::Number(number))) => {
                bounds.at_least.is_none_or(|least| number >= least)
                    && bounds.less_than.is_none_or(|most| number < most)
            }
            _ => false,
        };
        allows && applies(*fact)
    };
    // What a rule reads of a fact that it does not test, where the fact applies.
    let reads = |fact: FactId| {
        let tests_it = rule.when.iter().any(|(tested, _)| *tested == fact);
        let implied = vocabulary.facts[fact].implied(rule.layer, rule.is_claim());
        let allows = |values: &Values| place(fact).is_some_and(|at| values.contains(at));
        tests_it || !applies(fact) || implied.is_none_or(allows)
    };
    rule.when.iter().all(meets) && (0..vocabulary.facts.len()).all(reads)
}

/// What follows in one situation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The remedy; `None` is a gap.
    pub remedy: Option<RemedyId>,
    /// The rules that name it in the layer that won, by id.
    pub deciding: Vec<RuleId>,
    /// Rules of lower layers that hold and name the same remedy.
    pub supporting: Vec<RuleId>,
    /// Two rules of the winning layer that name different remedies, neither displacing the other.
    pub overlap: Option<(RuleId, RuleId)>,
    /// Remedies to fall back on, in order, with the rules that name them.
    pub alternatives: Vec<(RemedyId, Vec<RuleId>)>,
    /// Acts in the order of their stages, with the rules that bring them.
    pub steps: Vec<(ActId, Vec<RuleId>)>,
    /// Acts on top of what is owed, with the rules that offer them.
    pub goodwill: Vec<(ActId, Vec<RuleId>)>,
    /// Winning rules that name, to fall back on or as a shop's own remedy, what denies a right, with that right, and a shop's
    /// rules whose remedy does not give what is claimed, with the claim: a mistake in the policy.
    pub denying: Vec<(RuleId, RuleId)>,
    /// Duties in force.
    pub duties: Vec<RuleId>,
    /// Rights in force.
    pub rights: Vec<RuleId>,
    /// Claims to them: how the buyer asks for them.
    pub claims: Vec<RuleId>,
    /// Advice that held and gave way, with the rules it gave way to.
    pub overruled: Vec<(RuleId, Vec<RuleId>)>,
    /// Acts that a duty forbids without displacing the rule that brings them: a mistake in the policy. The duty, the act, and that rule.
    pub forbidden: Vec<(RuleId, ActId, RuleId)>,
}

impl Outcome {
    /// Whether two outcomes are the same to the people concerned: remedy, fall-backs, steps, duties
    /// and goodwill; not which rules brought them.
    pub fn same_for_people(&self, other: &Outcome) -> bool {
        fn codes<T: Copy>(list: &[(T, Vec<RuleId>)]) -> Vec<T> {
            list.iter().map(|(code, _)| *code).collect()
        }
        self.remedy == other.remedy
            && self.duties == other.duties
            && codes(&self.alternatives) == codes(&other.alternatives)
            && codes(&self.steps) == codes(&other.steps)
            && codes(&self.goodwill) == codes(&other.goodwill)
    }
}

/// What follows where exactly these rules hold.
pub fn outcome(policy: &Policy, holding: &[RuleId]) -> Outcome {
    let mut outcome = Outcome::default();
    let displaced = |rule: RuleId, by: &dyn Fn(RuleId) -> bool| -> bool {
        holding.iter().any(|other| {
            by(*other)
                && policy.overrides[*other].contains(&rule)
                && policy.rules[*other].layer >= policy.rules[rule].layer
        })
    };
    let names_remedy = |rule: RuleId| matches!(policy.rules[rule].effect, Effect::Remedy { .. });
    let is_duty = |rule: RuleId| matches!(policy.rules[rule].effect, Effect::Duty { .. });

    // The remedy: displaced rules are out, then the highest layer wins.
    let left: Vec<(RuleId, RemedyId)> = holding
        .iter()
        .filter_map(|rule| Some((*rule, remedy_of(policy, *rule)?)))
        .filter(|(rule, _)| !displaced(*rule, &names_remedy))
        .collect();
    let highest = left.iter().map(|(rule, _)| policy.rules[*rule].layer).max();
    let winning = |(rule, _): &(RuleId, RemedyId)| Some(policy.rules[*rule].layer) == highest;
    let winners: Vec<(RuleId, RemedyId)> = left.iter().copied().filter(winning).collect();

    // What the remedy has to meet, and the remedy that does.
    let is_right =
        |rule: RuleId| matches!(policy.rules[rule].effect, Effect::Right(_) | Effect::Claim(_));
    let held: Vec<RuleId> = holding
        .iter()
        .copied()
        .filter(|rule| is_right(*rule) && !displaced(*rule, &is_right))
        .collect();
    (outcome.claims, outcome.rights) =
        held.iter().copied().partition(|rule| policy.rules[*rule].is_claim());
    let choice = rights::choose(policy, &winners, &held);
    let top = rights::layer_of(policy, &choice.deciding);
    outcome.remedy = choice.remedy;
    outcome.deciding = choice.deciding;
    outcome.overlap = choice.overlap;
    if let Some((first, remedy)) = winners.first()
        && let Some((other, _)) = winners.iter().find(|(_, other)| other != remedy)
    {
        outcome.overlap = Some((*first, *other));
    }
    let gives_way =
        |rule: &RuleId| choice.gave_way && winners.iter().any(|(other, _)| other == rule);
    for rule in holding {
        let Some(remedy) = remedy_of(policy, *rule) else { continue };
        if outcome.deciding.contains(rule) {
            continue;
        }
        if gives_way(rule) {
            let unmet = rights::unmet(policy, &winners, &held);
            outcome.overruled.push((*rule, rights::written(policy, unmet)));
            continue;
        }
        // An exception within a layer is no overruling and no support; giving way to a higher layer is.
        let layer = policy.rules[*rule].layer;
        let excepted =
            displaced(*rule, &|other| names_remedy(other) && policy.rules[other].layer == layer);
        if excepted || Some(layer) >= top {
            continue;
        }
        if Some(remedy) == outcome.remedy {
            outcome.supporting.push(*rule);
        } else {
            let mut by = outcome.deciding.clone();
            by.extend(holding.iter().filter(|other| {
                names_remedy(**other)
                    && policy.overrides[**other].contains(rule)
                    && policy.rules[**other].layer > layer
                    && !outcome.deciding.contains(other)
            }));
            outcome.overruled.push((*rule, by));
        }
    }

    outcome.duties = holding
        .iter()
        .copied()
        .filter(|rule| is_duty(*rule) && !displaced(*rule, &is_duty))
        .collect();

    // Acts, each with the rules that bring it.
    let mut acts: Vec<(ActId, RuleId)> = Vec::new();
    let (chosen, deciding) = (outcome.remedy, outcome.deciding.clone());
    let core = |rule: RuleId| {
        let remedy = remedy_of(policy, rule).or(chosen);
        remedy.map(|remedy| policy.vocabulary.core(remedy))
    };
    for rule in &deciding {
        acts.extend(core(*rule).into_iter().flat_map(Set::iter).map(|act| (act as ActId, *rule)));
    }
    let freight =
        outcome.remedy.and_then(|remedy| rights::freight(policy, remedy, &outcome.rights));
    for (rule, usual) in &winners {
        if let Effect::Remedy { alternatives, steps, .. } = &policy.rules[*rule].effect {
            let kept = match outcome.remedy {
                None => Vec::new(),
                Some(remedy) if choice.gave_way => {
                    let groups = &policy.vocabulary.groups;
                    let returns = policy.vocabulary.core(remedy).meets(&groups.takes_back);
                    rights::steps_left(policy.vocabulary, *usual, returns, steps)
                }
                Some(_) => steps.clone(),
            };
            let settled = |act: &ActId| {
                let is_freight = policy.vocabulary.groups.return_freight.contains((*act).into());
                is_freight && freight.is_some()
            };
            let kept = kept.into_iter().filter(|act| !settled(act));
            acts.extend(kept.map(|act| (act, *rule)));
            for alternative in alternatives {
                add(&mut outcome.alternatives, *alternative, *rule);
            }
        }
    }
    if let Some((act, rules)) = freight {
        acts.extend(rules.into_iter().map(|rule| (act, rule)));
    }
    if let Some(remedy) = outcome.remedy {
        for rule in &outcome.rights {
            let Effect::Right(right) = &policy.rules[*rule].effect else { continue };
            let steps = rights::steps_of(policy.vocabulary, right, remedy);
            acts.extend(steps.iter().map(|act| (*act, *rule)));
        }
    }
    for (rule, remedy) in &winners {
        let own = (policy.rules[*rule].layer == Layer::Shop).then_some(remedy);
        for right in &outcome.rights {
            let mut named = rights::alternatives(policy, *rule).iter().chain(own);
            if named.any(|remedy| !meets(policy, *right, *remedy)) {
                outcome.denying.push((*rule, *right));
            }
        }
        for claim in &outcome.claims {
            if own.is_some_and(|remedy| rights::falls_short(policy, *claim, *remedy)) {
                outcome.denying.push((*rule, *claim));
            }
        }
    }
    // What denies a right is nothing to fall back on.
    let denied =
        |remedy: RemedyId| outcome.rights.iter().any(|right| !meets(policy, *right, remedy));
    outcome.alternatives.retain(|(remedy, _)| Some(*remedy) != outcome.remedy && !denied(*remedy));
    for rule in holding {
        match &policy.rules[*rule].effect {
            Effect::Steps(steps) if !displaced(*rule, &|other| !is_duty(other)) => {
                acts.extend(steps.iter().map(|act| (*act, *rule)));
            }
            Effect::Duty { must: true, act, by: Party::Seller, .. }
                if outcome.duties.contains(rule) =>
            {
                acts.push((*act, *rule));
            }
            _ => {}
        }
    }

    // What a duty forbids is taken out; the advice it names gives way, anything else is a mistake.
    acts.retain(|(act, rule)| {
        let Some(duty) = forbidding(policy, &outcome.duties, *act, *rule) else { return true };
        let is_core =
            deciding.contains(rule) && core(*rule).is_some_and(|core| core.contains((*act).into()));
        if policy.overrides[duty].contains(rule) && !is_core {
            match outcome.overruled.iter_mut().find(|(other, _)| other == rule) {
                Some((_, by)) if by.contains(&duty) => {}
                Some((_, by)) => by.push(duty),
                None => outcome.overruled.push((*rule, vec![duty])),
            }
        } else {
            outcome.forbidden.push((duty, *act, *rule));
        }
        false
    });
    // Every duty that names the advice stands beside it, not only the first that was found.
    for (rule, by) in &mut outcome.overruled {
        for duty in &outcome.duties {
            if policy.overrides[*duty].contains(rule) && !by.contains(duty) {
                by.push(*duty);
            }
        }
    }

    for (act, rule) in acts {
        match policy.vocabulary.get_act(act).kind {
            Kind::Step => add(&mut outcome.steps, act, rule),
            Kind::Goodwill => add(&mut outcome.goodwill, act, rule),
        }
    }
    sort::by_key(&mut outcome.steps, |(act, _)| (policy.vocabulary.get_act(*act).stage, *act));
    sort::by_key(&mut outcome.goodwill, |(act, _)| *act);
    outcome
}

/// The duties of law and platform that a remedy violates because it denies what they require.
pub fn below_floor(policy: &Policy, remedy: RemedyId, duties: &[RuleId]) -> Vec<RuleId> {
    let denied = policy.vocabulary.denied(remedy);
    let requires = |rule: &&RuleId| match &policy.rules[**rule].effect {
        Effect::Duty { must: true, act, by: Party::Seller, .. } => {
            policy.rules[**rule].layer >= Layer::Platform && denied.contains((*act).into())
        }
        _ => false,
    };
    duties.iter().filter(requires).copied().collect()
}

/// The remedy that a rule names.
pub fn remedy_of(policy: &Policy, rule: RuleId) -> Option<RemedyId> {
    match policy.rules[rule].effect {
        Effect::Remedy { remedy, .. } => Some(remedy),
        _ => None,
    }
}

/// A duty in force that forbids this act of this rule: its layer is not below the rule's. Of
/// several, one that names the rule.
fn forbidding(policy: &Policy, duties: &[RuleId], act: ActId, rule: RuleId) -> Option<RuleId> {
    let forbids = |duty: &&RuleId| match policy.rules[**duty].effect {
        Effect::Duty { must: false, act: forbidden, .. } => {
            forbidden == act && policy.rules[**duty].layer >= policy.rules[rule].layer
        }
        _ => false,
    };
    let found: Vec<RuleId> = duties.iter().filter(forbids).copied().collect();
    found.iter().find(|duty| policy.overrides[**duty].contains(&rule)).or(found.first()).copied()
}

fn add<T: PartialEq>(list: &mut Vec<(T, Vec<RuleId>)>, code: T, rule: RuleId) {
    match list.iter_mut().find(|(other, _)| *other == code) {
        Some((_, rules)) if rules.contains(&rule) => {}
        Some((_, rules)) => rules.push(rule),
        None => list.push((code, vec![rule])),
    }
}
