//! Proofs about a policy: every situation has exactly one remedy, no step breaks a duty, no remedy
//! denies what a duty requires, no rule is dead. Where one fails, a witness shows it.
//!
//! The proof goes block by block (a complaint at an order state), splits on the facts that undecided
//! rules test, and stops where the answer is the same throughout; counts are exact.

use std::ops::ControlFlow;

use crate::engine::block::Block;
use crate::engine::reference::{below_floor, outcome, remedy_of};
use crate::engine::rights::{alternatives, falls_short, freight_act, meets};
use crate::engine::space::Space;
use crate::plain::set::Set;
use crate::policy::{Effect, Layer, Policy, Right, RuleId};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::acts::ActId;
use crate::vocabulary::facts::{COMPLAINT, FactId, ORDER_STATE};
use crate::vocabulary::remedies::RemedyId;

/// What can be wrong with a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// No remedy.
    Gap,
    /// Two remedies in the layer that wins, or a must and a must-not on one act in one layer, and no
    /// exception stated.
    Overlap,
    /// An act is recommended that a duty forbids without naming the rule that brings it.
    ForbiddenStep,
    /// A remedy or fall-back denies what a duty of law or platform requires.
    BelowFloor,
    /// Removing the rule alone would change nothing anywhere.
    DeadRule,
    /// A fact that no rule tests.
    UntestedFact,
    /// The rule's last day is over.
    Expired,
}

impl Flaw {
    pub const ALL: [Flaw; 7] = [
        Flaw::Gap,
        Flaw::Overlap,
        Flaw::ForbiddenStep,
        Flaw::BelowFloor,
        Flaw::DeadRule,
        Flaw::UntestedFact,
        Flaw::Expired,
    ];

    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Flaw::Gap => "gap",
            Flaw::Overlap => "overlap",
            Flaw::ForbiddenStep => "forbidden_step",
            Flaw::BelowFloor => "below_floor",
            Flaw::DeadRule => "dead_rule",
            Flaw::UntestedFact => "untested_fact",
            Flaw::Expired => "expired",
        }
    }
}

/// One situation: facts with value codes (for ranges of numbers, the first number), complaint and
/// order state first.
pub type Witness = Vec<(FactId, String)>;

/// One flaw with a situation that shows it.
#[derive(Clone, Debug)]
pub struct Finding {
    pub flaw: Flaw,
    pub rules: Vec<RuleId>,
    /// The fact, for [`Flaw::UntestedFact`].
    pub fact: Option<FactId>,
    /// How many situations show it, in the block of the witness.
    pub situations: u128,
    pub witness: Witness,
    /// The facts that the rules of the block distinguish there: the row that would close a gap.
    pub row: Witness,
}

/// What an audit found.
#[derive(Debug, Default)]
pub struct Audit {
    /// The exact number of situations.
    pub situations: u128,
    pub findings: Vec<Finding>,
}

/// Audits a policy on a day (`YYYY-MM-DD`; `None`: every rule in force whatever its dates).
///
/// `touched` limits the proof to the situations in which one of these rules holds: what a shop's own
/// rules cannot change was proved before. Empty: every situation.
pub fn audit(policy: &Policy, day: Option<&str>, touched: &[RuleId]) -> Audit {
    let mut audit = Audit::default();
    let mut alive = vec![false; policy.rules.len()];
    let is_touched = policy.marked(touched.iter().copied());
    for (complaint, order_state) in policy.vocabulary.blocks() {
        let block = Block::new(policy, complaint, order_state, day);
        audit.situations += block.count(block.whole());
        let touched = block.places(|rule| touched.is_empty() || is_touched[rule]);
        contradict(&block, &touched, &mut audit.findings);
        mark_alive(&block, &touched, &mut alive);
    }
    let suspects: Vec<RuleId> = match touched {
        [] => (0..policy.written().len()).collect(),
        _ => touched.to_vec(),
    };
    let valid = |rule: &RuleId| policy.rules[*rule].is_valid(day);
    for rule in suspects.into_iter().filter(|rule| !alive[*rule] && valid(rule)) {
        audit.findings.push(about(Flaw::DeadRule, vec![rule], None));
    }
    for fact in (0..policy.vocabulary.facts.len()).filter(|fact| {
        policy.conditions.iter().all(|tests| tests.iter().all(|(tested, _)| tested != fact))
    }) {
        audit.findings.push(about(Flaw::UntestedFact, Vec::new(), Some(fact)));
    }
    audit
}

/// What contradicts itself or a duty in a block, in the situations in which one of these rules holds: overlaps, gaps,
/// forbidden steps and remedies below the floor.
pub fn contradict(block: &Block, touched: &Set, findings: &mut Vec<Finding>) {
    if touched.is_empty() && !block.all.is_empty() {
        return;
    }
    remedies(block, touched, findings);
    duties(block, touched, findings);
    conflicts(block, touched, findings);
    floors(block, touched, findings);
}

/// The exact number of situations of a policy.
pub fn count(policy: &Policy) -> u128 {
    policy
        .vocabulary
        .blocks()
        .into_iter()
        .map(|(complaint, order_state)| {
            let block = Block::new(policy, complaint, order_state, None);
            block.count(block.whole())
        })
        .sum()
}

/// The rules whose last day is before a day.
pub fn expired(policy: &Policy, day: &str) -> Vec<Finding> {
    let over =
        |rule: &RuleId| policy.rules[*rule].valid_until.as_deref().is_some_and(|until| until < day);
    let rules = (0..policy.written().len()).filter(over);
    rules.map(|rule| about(Flaw::Expired, vec![rule], None)).collect()
}

fn about(flaw: Flaw, rules: Vec<RuleId>, fact: Option<FactId>) -> Finding {
    Finding { flaw, rules, fact, situations: 0, witness: Vec::new(), row: Vec::new() }
}

/// Gaps and overlaps: the remedy rules alone decide them.
fn remedies(block: &Block, touched: &Set, findings: &mut Vec<Finding>) {
    let naming = &block.effects.naming;
    let among = naming.and(&up_from(block, touched));
    let settled = |sure: &Set, maybe: &Set| block.effects.settled_remedy(sure, maybe).is_some();
    let mut check = |space: &Space| {
        let _ = block.walk(space, &among, &settled, &mut |part, holding| {
            if settled(holding, &block.sort(part, &among).1) {
                return ControlFlow::Continue(());
            }
            let found = outcome(block.policy, &block.ids(holding));
            if found.remedy.is_none() {
                report(block, part, Flaw::Gap, Vec::new(), findings);
            }
            if let Some((one, other)) = found.overlap {
                report(block, part, Flaw::Overlap, vec![one, other], findings);
            }
            ControlFlow::Continue(())
        });
    };
    if *touched == block.all {
        check(block.whole());
    } else {
        where_some_hold(block, block.whole(), &touched.and(naming), &mut check);
    }
}

/// The rules that can decide against one of these: those of its layer and above.
fn up_from(block: &Block, rules: &Set) -> Set {
    // A right decides against remedies of every layer.
    if rules.meets(&block.effects.rights) {
        return block.all.clone();
    }
    let layers = rules.iter().map(|at| block.policy.rules[block.rules[at].id].layer);
    let deciding = layers.min().map(|lowest| block.effects.up_from(lowest));
    deciding.unwrap_or_else(|| rules.clone()).or(&block.effects.rights)
}

/// Goes through the parts of a space in which one of these rules holds.
fn where_some_hold(block: &Block, space: &Space, rules: &Set, visit: &mut impl FnMut(&Space)) {
    if rules.is_empty() {
        return;
    }
    let one_holds = |sure: &Set, _: &Set| !sure.is_empty();
    let _ = block.walk(space, rules, &one_holds, &mut |part, holding| {
        if !holding.is_empty() {
            visit(part);
        }
        ControlFlow::Continue(())
    });
}

/// Forbidden steps and remedies below the floor.
///
/// A duty is a plain conjunction: each is checked alone, in the part of the block where it holds,
/// against the remedies and advice that it meets there; a finding names the duty that shows it.
fn duties(block: &Block, touched: &Set, findings: &mut Vec<Finding>) {
    let above = up_from(block, touched);
    for at in block.effects.duties.iter() {
        let rule = &block.rules[at];
        if !binds(block.policy, rule.id) {
            continue;
        }
        let Some(space) = block.where_holds(&rule.tests) else { continue };
        let against = if touched.contains(at) { &block.all } else { touched };
        let can_break = |other: &usize| can_break(block, at, *other);
        let mut breaking = block.none();
        against.iter().filter(can_break).for_each(|other| breaking.insert(other));
        // Beside rights, what names a remedy or claims one may bring up a remedy that another rule names.
        let choosing = against.and(&block.effects.naming);
        if !block.effects.rights.is_empty()
            && !choosing.is_within(&breaking)
            && block.all.iter().any(|other| can_break(&other))
        {
            breaking.add(&choosing);
        }
        // Of several duties that forbid one act, one that names the advice is enough; what another
        // duty requires may be what this one forbids; and duties displace each other.
        let mut duties = block.none();
        let act = act_of(block.policy, rule.id);
        let on_same_act =
            |other: &usize| act.is_some() && act == act_of(block.policy, block.rules[*other].id);
        block.effects.duties.iter().filter(on_same_act).for_each(|other| duties.insert(other));
        // What brings other acts breaks nothing here, and displaces at most what brings this one.
        let mut advice = block.none();
        let brings_it = |other: &usize| {
            let effect = &block.policy.rules[block.rules[*other].id].effect;
            matches!(effect, Effect::Steps(steps) if act.is_some_and(|act| steps.contains(&act)))
        };
        block.effects.bringing.iter().filter(brings_it).for_each(|other| advice.insert(other));
        advice.add(&block.effects.displacing(&advice));
        advice.add(&block.effects.naming);
        if !touched.contains(at) {
            advice.keep(&above);
        }
        let among = advice.or(&duties).or(&block.effects.displacing(&duties));
        where_some_hold(block, &space, &breaking, &mut |space| {
            let _ = block.walk(space, &among, &|_, _| false, &mut |part, holding| {
                let found = outcome(block.policy, &block.ids(holding));
                let of_this = |(duty, _, _): &&(RuleId, ActId, RuleId)| *duty == rule.id;
                let mut bringing: Vec<RuleId> =
                    found.forbidden.iter().filter(of_this).map(|(_, _, brings)| *brings).collect();
                if !bringing.is_empty() {
                    bringing.sort_unstable();
                    bringing.dedup();
                    bringing.insert(0, rule.id);
                    report(block, part, Flaw::ForbiddenStep, bringing, findings);
                }
                let fall_backs = found.alternatives.iter().map(|(remedy, _)| *remedy);
                let denies =
                    |remedy| below_floor(block.policy, remedy, &found.duties).contains(&rule.id);
                if found.remedy.into_iter().chain(fall_backs).any(denies) {
                    let mut rules = found.deciding.clone();
                    rules.push(rule.id);
                    report(block, part, Flaw::BelowFloor, rules, findings);
                }
                ControlFlow::Continue(())
            });
        });
    }
}

/// Whether something can break a duty: it forbids an act, or law or platform require one.
fn binds(policy: &Policy, duty: RuleId) -> bool {
    let duty = &policy.rules[duty];
    matches!(duty.effect, Effect::Duty { must: false, .. }) || duty.layer >= Layer::Platform
}

/// Whether a rule can hold together with a duty and names a remedy that denies, or brings an act that
/// is, what the duty is about.
fn can_break(block: &Block, duty: usize, other: usize) -> bool {
    let (duty, other) = (&block.rules[duty], &block.rules[other]);
    let effect_of = |rule: RuleId| &block.policy.rules[rule].effect;
    let Effect::Duty { must, act, .. } = effect_of(duty.id) else { return false };
    let vocabulary = block.policy.vocabulary;
    let brings = |remedy: Option<RemedyId>| {
        let acts = remedy.map(|remedy| match must {
            true => vocabulary.denied(remedy),
            false => vocabulary.core(remedy),
        });
        acts.is_some_and(|acts| acts.contains((*act).into()))
    };
    let breaks = match effect_of(other.id) {
        Effect::Remedy { remedy, alternatives, steps } => {
            let mut named = alternatives.iter().chain([remedy]);
            named.any(|remedy| brings(Some(*remedy))) || (!must && steps.contains(act))
        }
        Effect::Right(right) => {
            let freight = right.borne_by.and_then(|party| freight_act(vocabulary, party));
            let own = freight == Some(*act) || right.steps.contains(act);
            brings(block.effects.last) || (!must && own)
        }
        Effect::Claim(claim) => {
            [claim.remedy, claim.asked, block.effects.last].into_iter().any(&brings)
        }
        Effect::Steps(steps) => !must && steps.contains(act),
        Effect::Duty { must: required, act: other, .. } => !must && *required && other == act,
    };
    let together = || duty.tests.iter().chain(&other.tests).cloned().collect::<Vec<_>>();
    breaks && block.where_holds(&together()).is_some()
}

/// Remedies of a shop's rules, and fall-backs of any rule, that deny what a right entitles to. Advice of lower layers that
/// names such a remedy gives way to the right, which is what advice is for.
fn floors(block: &Block, touched: &Set, findings: &mut Vec<Finding>) {
    let policy = block.policy;
    for at in block.effects.naming.without(&block.effects.rights).iter() {
        let rule = &block.rules[at];
        for other in block.effects.rights.iter() {
            let right = &block.rules[other];
            let concerned = touched.contains(at) || touched.contains(other);
            if !concerned || !can_deny(policy, rule.id, right.id) {
                continue;
            }
            let tests: Vec<_> = rule.tests.iter().chain(&right.tests).cloned().collect();
            let Some(space) = block.where_holds(&tests) else { continue };
            // Whether the rule wins, and whether the right is in force.
            let layer = policy.rules[rule.id].layer;
            let remedies = block.effects.naming.without(&block.effects.rights);
            let mut among = remedies.and(&block.effects.up_from(layer));
            let mut this = block.none();
            this.insert(other);
            among.add(&block.effects.displacing(&this));
            among.add(&this);
            let _ = block.walk(&space, &among, &|_, _| false, &mut |part, holding| {
                let found = outcome(policy, &block.ids(holding));
                if found.denying.contains(&(rule.id, right.id)) {
                    report(block, part, Flaw::BelowFloor, vec![rule.id, right.id], findings);
                }
                ControlFlow::Continue(())
            });
        }
    }
}

/// Whether a rule names a remedy that denies what a written right entitles to, or, being the shop's, one that does not
/// give what a claim asks for.
fn can_deny(policy: &Policy, rule: RuleId, right: RuleId) -> bool {
    let own = remedy_of(policy, rule);
    let is_unmet = |remedy: RemedyId| !meets(policy, right, remedy);
    match policy.rules[right].effect {
        Effect::Right(_) => alternatives(policy, rule).iter().copied().chain(own).any(is_unmet),
        Effect::Claim(_) => {
            let is_shops = policy.rules[rule].layer == Layer::Shop;
            is_shops && own.is_some_and(|own| falls_short(policy, right, own))
        }
        _ => false,
    }
}

/// Duties of one layer that require and forbid the same act where both are in force.
fn conflicts(block: &Block, touched: &Set, findings: &mut Vec<Finding>) {
    let policy = block.policy;
    let duties = |wanted: bool| {
        block.effects.duties.iter().filter_map(move |at| {
            match policy.rules[block.rules[at].id].effect {
                Effect::Duty { must, act, .. } if must == wanted => Some((at, act)),
                _ => None,
            }
        })
    };
    for (one, required) in duties(true) {
        for (other, forbidden) in duties(false) {
            let (first, second) = (&block.rules[one], &block.rules[other]);
            let layers = policy.rules[first.id].layer == policy.rules[second.id].layer;
            let concerned = touched.contains(one) || touched.contains(other);
            if required != forbidden || !layers || !concerned {
                continue;
            }
            let tests: Vec<_> = first.tests.iter().chain(&second.tests).cloned().collect();
            let Some(space) = block.where_holds(&tests) else { continue };
            let mut both = block.none();
            both.insert(one);
            both.insert(other);
            // Where one of them is displaced, they do not conflict.
            let settling = block.effects.displacing(&both);
            let _ = block.walk(&space, &settling, &|_, _| false, &mut |part, holding| {
                if holding.is_empty() {
                    let rules = vec![first.id, second.id];
                    report(block, part, Flaw::Overlap, rules, findings);
                }
                ControlFlow::Continue(())
            });
        }
    }
}

/// The act that a duty requires or forbids.
fn act_of(policy: &Policy, duty: RuleId) -> Option<ActId> {
    match policy.rules[duty].effect {
        Effect::Duty { act, .. } => Some(act),
        _ => None,
    }
}

/// Marks those of these rules without which something in this block would be different.
fn mark_alive(block: &Block, rules: &Set, alive: &mut [bool]) {
    for rule in rules.iter().map(|at| &block.rules[at]) {
        let id = &block.policy.rules[rule.id].id;
        // What stands in for a rule goes with it.
        if alive[rule.id] || block.policy.rules[rule.id].derived > 0 {
            continue;
        }
        let is_its = |at: &usize| block.policy.rules[block.rules[*at].id].id == *id;
        let mut its = block.none();
        block.all.iter().filter(is_its).for_each(|at| its.insert(at));
        let Some(space) = block.where_holds(&rule.tests) else { continue };
        let found = block.walk(&space, &block.all, &|_, _| false, &mut |_, holding| {
            let mut others = holding.clone();
            others.remove(&its);
            if !same_answer(block, holding, &others) {
                return ControlFlow::Break(());
            }
            // What people get is the same; what gave way may differ.
            let overruled = |holding: &Set| -> Vec<RuleId> {
                let found = outcome(block.policy, &block.ids(holding));
                found.overruled.into_iter().map(|(rule, _)| rule).collect()
            };
            let same =
                overruled(holding) == overruled(&others) && same_rights(block, holding, &others);
            if same { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        alive[rule.id] = found.is_break();
    }
}

/// Whether people get the same where some rules hold and where others do: of two duties of one layer that say the same,
/// one is enough.
fn same_answer(block: &Block, one: &Set, other: &Set) -> bool {
    let [one, other] = [one, other].map(|holding| block.effects.outcome_key(holding));
    one.remedy == other.remedy
        && one.alternatives == other.alternatives
        && one.acts == other.acts
        && same_duties(block, &one.duties, &other.duties)
}

/// Whether some duties bind the same parties to the same, layer by layer.
fn same_duties(block: &Block, one: &Set, other: &Set) -> bool {
    let duty = |at: usize| {
        let rule = &block.policy.rules[block.rules[at].id];
        (rule.layer, &rule.effect)
    };
    let within = |one: &Set, other: &Set| {
        one.without(other).iter().all(|at| other.iter().any(|known| duty(known) == duty(at)))
    };
    within(one, other) && within(other, one)
}

/// Whether the same rights of the same layers are in force where some rules hold and where others do.
fn same_rights(block: &Block, one: &Set, other: &Set) -> bool {
    let rights = |holding: &Set| -> Vec<(Layer, &Right)> {
        let found = outcome(block.policy, &block.ids(holding)).rights;
        let of_rule = |rule: RuleId| match &block.policy.rules[rule].effect {
            Effect::Right(right) => Some((block.policy.rules[rule].layer, right)),
            _ => None,
        };
        found.into_iter().filter_map(of_rule).collect()
    };
    let (one, other) = (rights(one), rights(other));
    one.iter().all(|right| other.contains(right)) && other.iter().all(|right| one.contains(right))
}

/// Adds to the finding of the same rules in the same block, or starts one.
fn report(block: &Block, part: &Space, flaw: Flaw, rules: Vec<RuleId>, to: &mut Vec<Finding>) {
    let situations = block.count(part);
    let head = witness(block, part);
    let same = |finding: &&mut Finding| {
        finding.flaw == flaw
            && finding.rules == rules
            && finding.witness.first() == head.first()
            && finding.witness.get(1) == head.get(1)
    };
    if let Some(finding) = to.iter_mut().find(same) {
        finding.situations += situations;
        return;
    }
    let whole = block.whole();
    let told_apart = |(fact, _): &&(FactId, String)| {
        part.get(*fact) != whole.get(*fact) || *fact == COMPLAINT || *fact == ORDER_STATE
    };
    let row = head.iter().filter(told_apart).cloned().collect();
    to.push(Finding { flaw, rules, fact: None, situations, witness: head, row });
}

/// One situation of a part.
pub fn witness(block: &Block, part: &Space) -> Witness {
    let first = [COMPLAINT, ORDER_STATE];
    let order = first.into_iter().chain((0..part.facts()).filter(|fact| !first.contains(fact)));
    order
        .filter_map(|fact| Some((fact, block.policy.value_code(fact, part.get(fact).first()?))))
        .collect()
}

/// A situation as it reads in a message: `complaint = damaged, order_state = delivered, …`.
pub fn shown(vocabulary: &Vocabulary, witness: &Witness) -> String {
    let part =
        |(fact, value): &(FactId, String)| format!("{} = {value}", vocabulary.facts[*fact].code);
    let parts: Vec<String> = witness.iter().map(part).collect();
    parts.join(", ")
}
