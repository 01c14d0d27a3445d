//! What the rules of a block do, as bits: who displaces whom, which remedy wins, and what people
//! get where some rules hold. [`reference`](crate::engine::reference) defines the same in plain terms,
//! with the reasons.

use crate::engine::block_rule::BlockRule;
use crate::engine::reference::remedy_of;
use crate::engine::rights::{admitted, bears_freight, freight_act, steps_left, steps_of};
use crate::plain::set::Set;
use crate::policy::{Effect, Layer, Party, Policy};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::acts::{ActId, Acts};
use crate::vocabulary::remedies::{Remedies, RemedyId};

/// What the rules of one block do.
#[derive(Debug)]
pub struct Effects {
    /// The rules that decide the remedy: those that name one, rights and claims.
    pub naming: Set,
    /// Of these, rights and claims.
    pub rights: Set,
    /// The rules that bring steps, and that are duties.
    pub bringing: Set,
    pub duties: Set,
    /// The duties that no rule displaces.
    pub firm_duties: Set,
    /// The duties that forbid an act.
    forbidding: Set,
    /// The rules of each layer, weakest first.
    layers: Vec<Set>,
    rules: Vec<Features>,
    vocabulary: &'static Vocabulary,
    /// The remedy that remains where no other meets the rights that hold.
    pub last: Option<RemedyId>,
}

/// What one rule does.
#[derive(Debug)]
struct Features {
    layer: Layer,
    /// Whether it is not derived from another rule.
    is_written: bool,
    /// The rules that displace it where they hold.
    displaced_by: Set,
    remedy: Option<RemedyId>,
    alternatives: Vec<RemedyId>,
    /// The acts it brings; of a rule that names a remedy, its steps.
    acts: Acts,
    /// Of its steps, those that another remedy keeps: one without a return, and one with.
    kept: [Acts; 2],
    /// The acts it forbids.
    forbids: Acts,
    /// Of a right or claim: the remedies that it admits.
    admits: Option<Remedies>,
    /// Of a claim: the remedy that takes the way asked for.
    claimed: Option<RemedyId>,
    /// Of a claim whose right does not list what is asked for: the remedy that takes it.
    asked: Option<RemedyId>,
    /// Of a right: the remedies whose return it settles the freight of, and who bears it.
    freight: Option<(Remedies, Party)>,
    /// Of a right with steps: the remedies that take one of its ways, to which it brings them.
    brings_to: Remedies,
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
            rights: empty.clone(),
            bringing: empty.clone(),
            duties: empty.clone(),
            firm_duties: empty.clone(),
            forbidding: empty.clone(),
            layers: vec![empty; Layer::ALL.len()],
            rules: Vec::with_capacity(rules.len()),
            vocabulary: policy.vocabulary,
            last: policy.vocabulary.remedy("renegotiate"),
        };
        for (at, rule) in rules.iter().enumerate() {
            let kind = match policy.rules[rule.id].effect {
                Effect::Remedy { .. } => &mut effects.naming,
                Effect::Steps(_) => &mut effects.bringing,
                Effect::Duty { .. } => &mut effects.duties,
                Effect::Right(_) | Effect::Claim(_) => {
                    effects.rights.insert(at);
                    &mut effects.naming
                }
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
    /// `sure` hold; any of `maybe` may hold as well. All are rules that decide the remedy.
    pub fn settled_remedy(&self, sure: &Set, maybe: &Set) -> Option<RemedyId> {
        let all = sure.or(maybe);
        let usual = self.settled_usual(&sure.without(&self.rights), &all.without(&self.rights))?;
        if !all.meets(&self.rights) {
            return Some(usual);
        }
        // The rights that may be in force, and of these the ones that surely are.
        let (may, is) = (self.in_force(all.and(&self.rights), sure), sure.and(&self.rights));
        let is = self.in_force(is, &all);
        let admitted = |remedy: RemedyId| self.admits(&may, remedy);
        let refused = |remedy: RemedyId| !self.admits(&is, remedy);
        // Whether a candidate that surely comes up is taken; `None` where it is open.
        let takes = |remedy: RemedyId| match refused(remedy) {
            true => Some(false),
            false => admitted(remedy).then_some(true),
        };
        if takes(usual)? {
            return Some(usual);
        }
        // The rules that may win, and those that surely do.
        let named = sure.without(&self.rights);
        let sure_winners = self.highest(self.in_force(named.clone(), &all));
        let mut winners = self.in_force(all.without(&self.rights), &named);
        let layer = sure_winners.first().map_or(Layer::Practice, |at| self.rules[at].layer);
        winners.keep(&self.up_from(layer));
        let in_one_layer = winners.is_within(&self.layers[layer as usize]);
        for at in winners.iter() {
            let mut left = self.rules[at].alternatives.iter().filter(|next| !refused(**next));
            if let Some(next) = left.next() {
                let comes_up = in_one_layer && sure_winners.contains(at);
                return (comes_up && admitted(*next)).then_some(*next);
            }
        }
        let mut found = None;
        for layer in self.layers.iter().rev() {
            let mut is_sure = false;
            for at in may.and(layer).iter() {
                let claimed = self.rules[at].claimed.filter(|remedy| !refused(*remedy));
                let Some(remedy) = claimed else { continue };
                if !admitted(remedy) || found.is_some_and(|other| other != remedy) {
                    return None;
                }
                found = claimed;
                is_sure |= is.contains(at);
            }
            if is_sure {
                return found;
            }
        }
        let may_ask = |at: usize| self.rules[at].asked.is_some_and(|remedy| !refused(remedy));
        if found.is_some() || may.iter().any(may_ask) {
            return None;
        }
        self.last.filter(|last| takes(*last) == Some(true))
    }

    /// The same for the remedy that is named, whatever the rights: `sure` name one, `all` may.
    fn settled_usual(&self, sure: &Set, all: &Set) -> Option<RemedyId> {
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
                wins |= sure.contains(at) && !rule.displaced_by.meets(all);
            }
            if wins {
                return remedy;
            }
        }
        None
    }

    /// Whether each of these rights and claims admits a remedy.
    fn admits(&self, rights: &Set, remedy: RemedyId) -> bool {
        rights.iter().all(|at| {
            let admitted = &self.rules[at].admits;
            admitted.as_ref().is_none_or(|admitted| admitted.contains(remedy.into()))
        })
    }

    /// Of some rules, those that none that hold displaces.
    fn in_force(&self, rules: Set, holding: &Set) -> Set {
        let mut left = rules.clone();
        for at in rules.iter() {
            if self.rules[at].displaced_by.meets(holding) {
                left.take(at);
            }
        }
        left
    }

    /// The rules that win where exactly these hold: of those that name a remedy and are not displaced, the ones of the
    /// highest layer.
    fn winners(&self, holding: &Set) -> Set {
        let naming = holding.and(&self.naming).without(&self.rights);
        let left = self.in_force(naming.clone(), &naming);
        self.highest(left)
    }

    /// Of some rules, those of the highest layer.
    fn highest(&self, rules: Set) -> Set {
        let highest = self.layers.iter().rev().find(|layer| layer.meets(&rules));
        highest.map_or_else(|| rules.clone(), |layer| rules.and(layer))
    }

    /// The remedy where exactly these rules hold.
    pub fn remedy(&self, holding: &Set) -> Option<RemedyId> {
        self.choose(&self.winners(holding), &self.rights_of(holding))
    }

    /// The rights and claims in force where exactly these rules hold.
    pub fn rights_of(&self, holding: &Set) -> Set {
        let rights = holding.and(&self.rights);
        if rights.is_empty() { rights } else { self.in_force(rights.clone(), &rights) }
    }

    /// The remedy of these winners beside these rights and claims, as [`choose`](crate::engine::rights::choose) defines it.
    fn choose(&self, winners: &Set, rights: &Set) -> Option<RemedyId> {
        let mut rules = winners.iter().map(|at| &self.rules[at]);
        let usual = rules.next().and_then(|rule| rule.remedy);
        if rights.is_empty() || usual.is_some_and(|usual| self.admits(rights, usual)) {
            return usual;
        }
        let next = winners.iter().flat_map(|at| &self.rules[at].alternatives).copied();
        let admitted = |remedy: &RemedyId| self.admits(rights, *remedy);
        if let Some(next) = { next }.find(admitted) {
            return Some(next);
        }
        let mut claims = rights.without(rights);
        for at in rights.iter() {
            if self.rules[at].claimed.as_ref().is_some_and(admitted) {
                claims.insert(at);
            }
        }
        let first = |claims: Set| self.highest(claims).iter().next();
        let claimed = first(claims).and_then(|at| self.rules[at].claimed);
        if claimed.is_some() || usual.is_none() {
            return claimed;
        }
        let mut asking = rights.without(rights);
        for at in rights.iter() {
            if self.rules[at].asked.as_ref().is_some_and(admitted) {
                asking.insert(at);
            }
        }
        let asked = first(asking).and_then(|at| self.rules[at].asked);
        asked.or(self.last.filter(|last| admitted(last)))
    }

    /// The highest layer of the rights that decide a remedy; `None` where the winners do.
    fn deciding_right(&self, remedy: RemedyId, winners: &Set, rights: &Set) -> Option<Layer> {
        let layer_of = |rules: &Set| rules.iter().map(|at| self.rules[at].layer).max();
        let usual = winners.iter().next().and_then(|at| self.rules[at].remedy);
        let (mut taking, mut unmet) = (rights.without(rights), rights.without(rights));
        for at in rights.iter() {
            if self.rules[at].claimed == Some(remedy) {
                taking.insert(at);
            }
            let admitted = self.rules[at].admits.as_ref().zip(usual);
            if admitted.is_some_and(|(admitted, usual)| !admitted.contains(usual.into())) {
                unmet.insert(at);
            }
        }
        let by_right = layer_of(&taking);
        if Some(remedy) == usual && by_right <= layer_of(winners) {
            return None;
        }
        by_right.or(layer_of(&unmet))
    }

    /// What people get where exactly these rules hold.
    pub fn outcome_key(&self, holding: &Set) -> OutcomeKey {
        let (winners, rights) = (self.winners(holding), self.rights_of(holding));
        let remedy = self.choose(&winners, &rights);
        let duties = self.in_force(holding.and(&self.duties), holding);
        let mut acts = Acts::with_room(self.vocabulary.acts.len());
        let mut alternatives = Vec::new();
        let forbidding = duties.and(&self.forbidding);
        let mut add = |layer: Layer, brought: &Acts| {
            if forbidding.is_empty() {
                acts.add(brought);
            } else {
                let allowed = |act: &usize| !self.forbids(&forbidding, layer, *act);
                brought.iter().filter(allowed).for_each(|act| acts.insert(act));
            }
        };
        let freight = remedy.and_then(|remedy| self.freight(remedy, &rights));
        if let Some(remedy) = remedy {
            match self.deciding_right(remedy, &winners, &rights) {
                Some(layer) => add(layer, self.vocabulary.core(remedy)),
                // Two winners with different remedies, which is an overlap, bring the acts of both.
                None => winners.iter().map(|at| &self.rules[at]).for_each(|rule| {
                    let named = rule.remedy.unwrap_or(remedy);
                    add(rule.layer, self.vocabulary.core(named));
                }),
            }
            let returns = self.vocabulary.core(remedy).meets(&self.vocabulary.groups.takes_back);
            let usual = winners.iter().next().and_then(|at| self.rules[at].remedy);
            let stays = usual == Some(remedy);
            for at in winners.iter() {
                let rule = &self.rules[at];
                let steps = if stays { &rule.acts } else { &rule.kept[usize::from(returns)] };
                match freight {
                    Some(_) => {
                        add(rule.layer, &steps.without(&self.vocabulary.groups.return_freight))
                    }
                    None => add(rule.layer, steps),
                }
            }
        }
        if let Some((act, layer)) = freight {
            add(layer, &Set::of(act.into()));
        }
        for right in rights.iter().map(|at| &self.rules[at]) {
            if remedy.is_some_and(|remedy| right.brings_to.contains(remedy.into())) {
                add(right.layer, &right.acts);
            }
        }
        let bringing = holding.and(&self.bringing).or(&duties);
        for at in bringing.iter() {
            let rule = &self.rules[at];
            let displaced = self.bringing.contains(at) && rule.displaced_by.meets(holding);
            if !displaced && !rule.acts.is_empty() {
                add(rule.layer, &rule.acts);
            }
        }
        let written = |at: &usize| self.rules[*at].is_written;
        let denied = |other: RemedyId| {
            let denies = |at: usize| {
                let admitted = self.rules[at].admits.as_ref();
                admitted.is_some_and(|admitted| !admitted.contains(other.into()))
            };
            rights.iter().filter(written).any(denies)
        };
        for other in winners.iter().flat_map(|at| &self.rules[at].alternatives) {
            if Some(*other) != remedy && !alternatives.contains(other) && !denied(*other) {
                alternatives.push(*other);
            }
        }
        OutcomeKey { remedy, alternatives, acts, duties }
    }

    /// The act by which the freight of a remedy's return is borne, if a right settles it, and the highest layer of the rights
    /// that do.
    fn freight(&self, remedy: RemedyId, rights: &Set) -> Option<(ActId, Layer)> {
        let borne_by = |party: Party| {
            let bears = |at: &usize| {
                let freight = self.rules[*at].freight.as_ref();
                freight.is_some_and(|(of, by)| *by == party && of.contains(remedy.into()))
            };
            rights.iter().filter(bears).map(|at| self.rules[at].layer).max()
        };
        [Party::Seller, Party::Buyer]
            .into_iter()
            .find_map(|party| Some((freight_act(self.vocabulary, party)?, borne_by(party)?)))
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
    let is_right = |effect: &Effect| matches!(effect, Effect::Right(_) | Effect::Claim(_));
    // Remedies give way to remedies, duties to duties, advice to both kinds of advice.
    let can_displace = |other: &Effect| match this.effect {
        Effect::Remedy { .. } => matches!(other, Effect::Remedy { .. }),
        Effect::Steps(_) => !is_duty(other),
        Effect::Duty { .. } => is_duty(other),
        Effect::Right(_) | Effect::Claim(_) => is_right(other),
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
    let vocabulary = policy.vocabulary;
    let mut features = Features {
        layer: this.layer,
        displaced_by,
        is_written: this.derived == 0,
        remedy: remedy_of(policy, rule.id),
        alternatives: Vec::new(),
        acts: Acts::default(),
        kept: Default::default(),
        forbids: Acts::default(),
        admits: admitted(vocabulary, &this.effect),
        claimed: None,
        asked: None,
        freight: None,
        brings_to: Remedies::default(),
    };
    match &this.effect {
        Effect::Remedy { remedy, alternatives, steps } => {
            features.alternatives = alternatives.clone();
            features.acts = acts_of(steps);
            let left = |returns: bool| acts_of(&steps_left(vocabulary, *remedy, returns, steps));
            features.kept = [false, true].map(left);
        }
        Effect::Steps(steps) => features.acts = acts_of(steps),
        Effect::Duty { must: true, act, by: Party::Seller, .. } => features.acts = acts_of(&[*act]),
        Effect::Duty { must: false, act, .. } => features.forbids = acts_of(&[*act]),
        Effect::Duty { .. } => {}
        Effect::Right(right) => {
            let settles =
                |remedy: &usize| bears_freight(vocabulary, right, *remedy as RemedyId).is_some();
            let remedies = (0..vocabulary.remedies.len()).filter(settles).collect();
            features.freight = right.borne_by.map(|party| (remedies, party));
            let brings =
                |remedy: &usize| !steps_of(vocabulary, right, *remedy as RemedyId).is_empty();
            features.brings_to = (0..vocabulary.remedies.len()).filter(brings).collect();
            features.acts = acts_of(&right.steps);
        }
        Effect::Claim(claim) => (features.claimed, features.asked) = (claim.remedy, claim.asked),
    }
    features
}
