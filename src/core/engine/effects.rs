//! What the rules of a block do, as bits: who displaces whom, which remedy wins, and what people
//! get where some rules hold. [`reference`](crate::engine::reference) defines the same in plain terms,
//! with the reasons.

use crate::engine::block_rule::BlockRule;
use crate::engine::reference::remedy_of;
use crate::plain::set::Set;
use crate::policy::{Effect, Layer, Party, Policy};
use crate::vocabulary::acts::{ActId, Acts};
use crate::vocabulary::remedies::RemedyId;

/// What the rules of one block do.
#[derive(Debug)]
pub struct Effects {
    /// The rules that name a remedy, that bring steps, and that are duties.
    pub naming: Set,
    pub bringing: Set,
    pub duties: Set,
    /// The duties that no rule displaces.
    pub firm_duties: Set,
    /// The duties that forbid an act.
    forbidding: Set,
    /// The number of acts.
    acts: usize,
    /// The rules of each layer, weakest first.
    layers: Vec<Set>,
    rules: Vec<Features>,
}

/// What one rule does.
#[derive(Debug)]
struct Features {
    layer: Layer,
    /// The rules that displace it where they hold.
    displaced_by: Set,
    remedy: Option<RemedyId>,
    alternatives: Vec<RemedyId>,
    /// The acts it brings.
    acts: Acts,
    /// The acts it forbids.
    forbids: Acts,
}

/// An outcome without its reasons; cheap to compare. Equal exactly where two
/// [`Outcome`](crate::engine::reference::Outcome)s are the same for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeKey {
    pub remedy: Option<RemedyId>,
    /// In their order.
    pub alternatives: Vec<RemedyId>,
    /// Steps and goodwill.
    pub acts: Acts,
    pub duties: Set,
}

impl Effects {
    pub fn new(policy: &Policy, rules: &[BlockRule]) -> Effects {
        let empty = Set::with_room(rules.len());
        let mut effects = Effects {
            naming: empty.clone(),
            bringing: empty.clone(),
            duties: empty.clone(),
            firm_duties: empty.clone(),
            forbidding: empty.clone(),
            acts: policy.vocabulary.acts.len(),
            layers: vec![empty; Layer::ALL.len()],
            rules: Vec::with_capacity(rules.len()),
        };
        for (at, rule) in rules.iter().enumerate() {
            let kind = match policy.rules[rule.id].effect {
                Effect::Remedy { .. } => &mut effects.naming,
                Effect::Steps(_) => &mut effects.bringing,
                Effect::Duty { .. } => &mut effects.duties,
            };
            kind.insert(at);
            effects.layers[policy.rules[rule.id].layer as usize].insert(at);
            effects.rules.push(features(policy, rules, rule));
        }
        for at in effects.duties.iter() {
            if effects.rules[at].displaced_by.is_empty() {
                effects.firm_duties.insert(at);
            }
            if !effects.rules[at].forbids.is_empty() {
                effects.forbidding.insert(at);
            }
        }
        effects
    }

    /// The rules of a layer and of those above it.
    pub fn up_from(&self, layer: Layer) -> Set {
        let none = self.naming.without(&self.naming);
        self.layers[layer as usize..].iter().fold(none, |all, layer| all.or(layer))
    }

    /// The rules that displace one of these where they hold.
    pub fn displacing(&self, rules: &Set) -> Set {
        let displacing = rules.iter().map(|at| &self.rules[at].displaced_by);
        displacing.fold(rules.without(rules), |all, by| all.or(by))
    }

    /// The remedy, where the rules that may still come in cannot change it any more.
    ///
    /// `sure` hold; any of `maybe` may hold as well. Both are rules that name a remedy.
    pub fn settled_remedy(&self, sure: &Set, maybe: &Set) -> Option<RemedyId> {
        let all = sure.or(maybe);
        let mut remedy = None;
        for layer in self.layers.iter().rev() {
            let mut wins = false;
            for at in all.and(layer).iter() {
                let rule = &self.rules[at];
                if rule.displaced_by.meets(sure) {
                    continue;
                }
                if remedy.is_some_and(|other| Some(other) != rule.remedy) {
                    return None;
                }
                remedy = rule.remedy;
                wins |= sure.contains(at) && !rule.displaced_by.meets(&all);
            }
            if wins {
                return remedy;
            }
        }
        None
    }

    /// The rules that decide the remedy where exactly these rules hold: of those that name one and
    /// are not displaced, the ones of the highest layer.
    pub fn winners(&self, holding: &Set) -> Set {
        let naming = holding.and(&self.naming);
        let mut left = naming.clone();
        for at in naming.iter() {
            if self.rules[at].displaced_by.meets(&naming) {
                left.take(at);
            }
        }
        let highest = self.layers.iter().rev().find(|layer| layer.meets(&left));
        highest.map_or_else(|| left.clone(), |layer| left.and(layer))
    }

    /// The remedy where exactly these rules hold.
    pub fn remedy(&self, holding: &Set) -> Option<RemedyId> {
        self.rules[self.winners(holding).iter().next()?].remedy
    }

    /// What people get where exactly these rules hold.
    pub fn outcome_key(&self, holding: &Set) -> OutcomeKey {
        let winners = self.winners(holding);
        let remedy = winners.iter().next().and_then(|at| self.rules[at].remedy);
        let mut duties = holding.and(&self.duties);
        for at in holding.and(&self.duties).iter() {
            if self.rules[at].displaced_by.meets(holding) {
                duties.take(at);
            }
        }
        let mut acts = Acts::with_room(self.acts);
        let mut alternatives = Vec::new();
        let forbidding = duties.and(&self.forbidding);
        let bringing = winners.or(&holding.and(&self.bringing)).or(&duties);
        for at in bringing.iter() {
            let rule = &self.rules[at];
            let displaced = self.bringing.contains(at) && rule.displaced_by.meets(holding);
            if displaced || rule.acts.is_empty() {
                continue;
            }
            if forbidding.is_empty() {
                acts.add(&rule.acts);
            } else {
                let allowed = |act: &usize| !self.forbids(&forbidding, rule.layer, *act);
                rule.acts.iter().filter(allowed).for_each(|act| acts.insert(act));
            }
            for other in &rule.alternatives {
                if Some(*other) != remedy && !alternatives.contains(other) {
                    alternatives.push(*other);
                }
            }
        }
        OutcomeKey { remedy, alternatives, acts, duties }
    }

    /// Whether one of these duties forbids an act to a rule of a layer.
    fn forbids(&self, duties: &Set, layer: Layer, act: usize) -> bool {
        let forbids = |duty: &Features| duty.layer >= layer && duty.forbids.contains(act);
        duties.iter().any(|at| forbids(&self.rules[at]))
    }
}

fn features(policy: &Policy, rules: &[BlockRule], rule: &BlockRule) -> Features {
    let this = &policy.rules[rule.id];
    let is_duty = |effect: &Effect| matches!(effect, Effect::Duty { .. });
    // Remedies give way to remedies, duties to duties, advice to both kinds of advice.
    let can_displace = |other: &Effect| match this.effect {
        Effect::Remedy { .. } => matches!(other, Effect::Remedy { .. }),
        Effect::Steps(_) => !is_duty(other),
        Effect::Duty { .. } => is_duty(other),
    };
    let mut displaced_by = Set::with_room(rules.len());
    for (at, other) in rules.iter().enumerate() {
        let by = &policy.rules[other.id];
        if can_displace(&by.effect)
            && by.layer >= this.layer
            && policy.overrides[other.id].contains(&rule.id)
        {
            displaced_by.insert(at);
        }
    }
    let acts_of = |acts: &[ActId]| acts.iter().map(|act| usize::from(*act)).collect::<Acts>();
    let none = Acts::default;
    let (alternatives, acts, forbids) = match &this.effect {
        Effect::Remedy { remedy, alternatives, steps } => {
            let core = policy.vocabulary.core(*remedy);
            (alternatives.clone(), core.or(&acts_of(steps)), none())
        }
        Effect::Steps(steps) => (Vec::new(), acts_of(steps), none()),
        Effect::Duty { must: true, act, by: Party::Seller, .. } => {
            (Vec::new(), acts_of(&[*act]), none())
        }
        Effect::Duty { must: false, act, .. } => (Vec::new(), none(), acts_of(&[*act])),
        Effect::Duty { .. } => (Vec::new(), none(), none()),
    };
    let remedy = remedy_of(policy, rule.id);
    Features { layer: this.layer, displaced_by, remedy, alternatives, acts, forbids }
}
