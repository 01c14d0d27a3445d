//! Rights that hold: the remedies that meet them, and the remedy where the usual one does not.
//!
//! Rights that hold at once are the buyer's alternatives, so each is judged alone.

use crate::policy::{Effect, Layer, Party, Policy, Right, RuleId, steps_to_keep};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::acts::ActId;
use crate::vocabulary::remedies::{Remedies, RemedyId};

/// The remedies that a rule admits: a right those that deny none of its ways, a claim those that take one of the ways
/// that meet it. `None` for rules of other kinds.
pub fn admitted(vocabulary: &Vocabulary, effect: &Effect) -> Option<Remedies> {
    match effect {
        Effect::Right(right) => Some(vocabulary.granting(&right.acts())),
        Effect::Claim(claim) => Some(vocabulary.opening(&claim.met_by)),
        _ => None,
    }
}

/// Whether a remedy meets a right or claim.
pub fn meets(policy: &Policy, rule: RuleId, remedy: RemedyId) -> bool {
    let admitted = admitted(policy.vocabulary, &policy.rules[rule].effect);
    admitted.is_none_or(|admitted| admitted.contains(remedy.into()))
}

/// Whether a remedy denies no way of a right and does not give what its claim asks for either.
pub fn falls_short(policy: &Policy, claim: RuleId, remedy: RemedyId) -> bool {
    meets(policy, policy.written_of(claim), remedy) && !meets(policy, claim, remedy)
}

/// The remedy that is chosen, and why.
#[derive(Debug, Default)]
pub struct Choice {
    pub remedy: Option<RemedyId>,
    /// The rules that decide: the winners, or the rights that have another remedy, or have the same one in a higher layer.
    pub deciding: Vec<RuleId>,
    /// Whether the winners name another remedy.
    pub gave_way: bool,
    /// Two rights that are met by different remedies, neither displacing the other.
    pub overlap: Option<(RuleId, RuleId)>,
}

/// Chooses the first of the candidates that meets every right and claim in force: the remedy of the winning rules, their
/// alternatives, the remedies of the claims, those of ways that are asked for beyond them, and negotiating.
pub fn choose(policy: &Policy, winners: &[(RuleId, RemedyId)], held: &[RuleId]) -> Choice {
    let meets_all = |remedy: &RemedyId| held.iter().all(|rule| meets(policy, *rule, *remedy));
    let usual = winners.first().map(|(_, remedy)| *remedy);
    let next = winners.iter().flat_map(|(rule, _)| alternatives(policy, *rule)).copied();
    let mut choice =
        Choice { remedy: usual.into_iter().chain(next).find(meets_all), ..Choice::default() };
    if choice.remedy.is_none() {
        let claimed: Vec<(RuleId, RemedyId)> =
            held.iter().filter_map(|rule| Some((*rule, of_claim(policy, *rule)?))).collect();
        let mut left: Vec<(RuleId, RemedyId)> =
            claimed.into_iter().filter(|(_, remedy)| meets_all(remedy)).collect();
        let highest = left.iter().map(|(rule, _)| policy.rules[*rule].layer).max();
        left.retain(|(rule, _)| Some(policy.rules[*rule].layer) == highest);
        if let Some((first, remedy)) = left.first() {
            let other = left.iter().find(|(_, other)| other != remedy);
            choice.overlap =
                other.map(|(other, _)| (policy.written_of(*first), policy.written_of(*other)));
            choice.remedy = Some(*remedy);
        } else if usual.is_some() {
            let last = policy.vocabulary.remedy("renegotiate");
            choice.remedy = asked(policy, held, &meets_all).or(last.filter(meets_all));
        }
    }
    choice.gave_way = choice.remedy != usual;
    choice.deciding = deciding(policy, winners, held, &choice);
    choice
}

/// The rules that decide a choice.
fn deciding(
    policy: &Policy,
    winners: &[(RuleId, RemedyId)],
    held: &[RuleId],
    choice: &Choice,
) -> Vec<RuleId> {
    let Some(remedy) = choice.remedy else { return Vec::new() };
    let layer = |rule: &RuleId| policy.rules[*rule].layer;
    let takes = |rule: &&RuleId| of_claim(policy, **rule) == Some(remedy);
    let mut by: Vec<RuleId> = held.iter().filter(takes).copied().collect();
    let highest = by.iter().map(layer).max();
    by.retain(|rule| Some(layer(rule)) == highest);
    let usual_layer = winners.first().map(|(rule, _)| layer(rule));
    if !choice.gave_way && highest <= usual_layer {
        return winners.iter().map(|(rule, _)| *rule).collect();
    }
    if by.is_empty() {
        by = unmet(policy, winners, held);
    }
    written(policy, by)
}

/// The rights and claims that the remedy of the winning rules does not meet.
pub fn unmet(policy: &Policy, winners: &[(RuleId, RemedyId)], held: &[RuleId]) -> Vec<RuleId> {
    let Some((_, usual)) = winners.first() else { return Vec::new() };
    held.iter().copied().filter(|rule| !meets(policy, *rule, *usual)).collect()
}

/// The written rules that some rules are or are derived from, each once.
pub fn written(policy: &Policy, rules: Vec<RuleId>) -> Vec<RuleId> {
    let mut written: Vec<RuleId> = rules.into_iter().map(|rule| policy.written_of(rule)).collect();
    written.sort_unstable();
    written.dedup();
    written
}

/// The remedy that takes the way which a claim asks for.
fn of_claim(policy: &Policy, rule: RuleId) -> Option<RemedyId> {
    match &policy.rules[rule].effect {
        Effect::Claim(claim) => claim.remedy,
        _ => None,
    }
}

/// Of the claims whose right does not list what is asked for: the remedy of the way asked for, if it meets every right,
/// by the claim of the highest layer.
fn asked(
    policy: &Policy,
    held: &[RuleId],
    meets_all: &impl Fn(&RemedyId) -> bool,
) -> Option<RemedyId> {
    let asked = |rule: &RuleId| match &policy.rules[*rule].effect {
        Effect::Claim(claim) => claim.asked.filter(meets_all),
        _ => None,
    };
    let layers = Layer::ALL.into_iter().rev();
    let of_layer =
        |layer| held.iter().filter(move |rule| policy.rules[**rule].layer == layer).find_map(asked);
    { layers }.find_map(of_layer)
}

/// The remedies that a rule names to fall back on.
pub fn alternatives(policy: &Policy, rule: RuleId) -> &[RemedyId] {
    match &policy.rules[rule].effect {
        Effect::Remedy { alternatives, .. } => alternatives,
        _ => &[],
    }
}

/// The party that bears the freight of the return that a remedy has the buyer make, with the rights that settle it. Of
/// several rights that offer the return, the one that is best for the buyer counts.
pub fn freight(
    policy: &Policy,
    remedy: RemedyId,
    rights: &[RuleId],
) -> Option<(ActId, Vec<RuleId>)> {
    let vocabulary = policy.vocabulary;
    let borne_by = |party: Party| -> Vec<RuleId> {
        let bears = |rule: &&RuleId| matches!(&policy.rules[**rule].effect, Effect::Right(right) if bears_freight(vocabulary, right, remedy) == Some(party));
        rights.iter().filter(bears).copied().collect()
    };
    [Party::Seller, Party::Buyer].into_iter().find_map(|party| {
        let rules = borne_by(party);
        let act = freight_act(vocabulary, party)?;
        (!rules.is_empty()).then_some((act, rules))
    })
}

/// The act by which a party bears the freight of a return.
pub fn freight_act(vocabulary: &Vocabulary, party: Party) -> Option<ActId> {
    let groups = &vocabulary.groups;
    let acts = match party {
        Party::Seller => groups.return_freight.and(&groups.gives),
        _ => groups.return_freight.without(&groups.gives),
    };
    acts.first().map(|act| act as ActId)
}

/// The party that bears the freight by a right, if a remedy has the buyer send the item back on a way that it offers.
pub fn bears_freight(vocabulary: &Vocabulary, right: &Right, remedy: RemedyId) -> Option<Party> {
    let returns = vocabulary.core(remedy).meets(&vocabulary.groups.takes_back);
    let offers = vocabulary.get_remedy(remedy).opens.meets(&right.acts());
    right.borne_by.filter(|_| returns && offers)
}

/// The steps that a right brings to a remedy: those that go with its ways, if the remedy takes one of them.
pub fn steps_of<'r>(vocabulary: &Vocabulary, right: &'r Right, remedy: RemedyId) -> &'r [ActId] {
    let takes = vocabulary.get_remedy(remedy).opens.meets(&right.acts());
    if takes { &right.steps } else { &[] }
}

/// Of the steps of a rule that names a remedy, those that the remedy in its place keeps. What prepares a remedy that gives
/// nothing serves nothing where a right is granted.
pub fn steps_left(
    vocabulary: &Vocabulary,
    usual: RemedyId,
    comes_back: bool,
    steps: &[ActId],
) -> Vec<ActId> {
    if vocabulary.core(usual).meets(&vocabulary.groups.gives) {
        steps_to_keep(vocabulary, comes_back, steps)
    } else {
        Vec::new()
    }
}

/// The layer of the first of some rules, which have one in common.
pub fn layer_of(policy: &Policy, rules: &[RuleId]) -> Option<Layer> {
    rules.first().map(|rule| policy.rules[*rule].layer)
}
