//! Which rules of a shop's own pack may be in force.
//!
//! A rule is refused, with the clause, where it would take effect below what platform or law require, or
//! where they decide otherwise in every situation in which it holds; rules that contradict one another are
//! refused together. The others stand; those that give way to platform or law in some situations are listed as
//! limited.

use crate::audit::findings::{self, Flaw, Witness};
use crate::engine::block::Block;
use crate::engine::reference::outcome;
use crate::policy::{Effect, Layer, Party, Policy, Rule, RuleId};
use crate::vocabulary::objection::ObjectionKind;
use std::ops::ControlFlow;

/// What stands against a rule of the shop.
#[derive(Clone, Debug)]
pub struct Objection {
    /// Id of the rule.
    pub rule: String,
    pub kind: ObjectionKind,
    /// Ids of the rules that decide otherwise.
    pub by: Vec<String>,
    /// How many situations show it, in the blocks looked at.
    pub situations: u128,
    /// One of them.
    pub witness: Witness,
}

/// A shop's rules, sorted.
#[derive(Debug, Default)]
pub struct Admission {
    /// May be in force.
    pub standing: Vec<Rule>,
    /// May not.
    pub refused: Vec<Objection>,
    /// May, and give way in some situations.
    pub limited: Vec<Objection>,
}

/// Sorts rules of the shop's layer that could be read, laid over a policy, on a day (`YYYY-MM-DD`; `None`: each in
/// force whatever its dates).
pub fn admit(base: &Policy, own: Vec<Rule>, day: Option<&str>) -> Admission {
    let mut admission = Admission { standing: own, ..Admission::default() };
    // A rule that is rejected may have hidden another objection.
    loop {
        let laid = Laid::over(base, &admission.standing);
        let mut refused = laid.contradictions(day);
        let (ruled_out, limited) = laid.overruled(day);
        refused.extend(ruled_out);
        admission.limited = limited;
        if refused.is_empty() {
            return admission;
        }
        let stays = |rule: &Rule| refused.iter().all(|objection| objection.rule != *rule.id);
        admission.standing.retain(stays);
        admission.refused.extend(refused);
    }
}

/// A policy with rules of the shop laid over it.
struct Laid {
    policy: Policy,
    own: Vec<RuleId>,
}

impl Laid {
    fn over(base: &Policy, own: &[Rule]) -> Laid {
        let policy = base.with(own);
        // What stands in for a rule where its remedy was declined is the shop's, too.
        let own = own.iter().map(|rule| rule.id.as_ref());
        let is_own = |rule: &Rule| own.clone().any(|id| rule.id == id);
        let own = (0..policy.rules.len()).filter(|at| is_own(&policy.rules[*at])).collect();
        Laid { policy, own }
    }

    fn objection(&self, rule: RuleId, kind: ObjectionKind, by: &[RuleId]) -> Objection {
        let id = |rule: &RuleId| self.policy.rules[*rule].id.to_string();
        let rule = id(&rule);
        let by = by.iter().map(id).filter(|other| *other != rule).collect();
        Objection { rule, kind, by, situations: 0, witness: Vec::new() }
    }

    /// The rules that break what is proved of every policy, each with what it meets.
    fn contradictions(&self, day: Option<&str>) -> Vec<Objection> {
        let mut objections = Vec::new();
        if self.own.is_empty() {
            return objections;
        }
        for finding in findings::contradictions(&self.policy, day, &self.own) {
            let kind = match finding.flaw {
                Flaw::BelowFloor => ObjectionKind::BelowFloor,
                Flaw::ForbiddenStep => ObjectionKind::ForbiddenStep,
                _ => ObjectionKind::Overlap,
            };
            for rule in finding.rules.iter().filter(|rule| self.own.contains(rule)) {
                let objection = self.objection(*rule, kind, &finding.rules);
                let (situations, witness) = (finding.situations, finding.witness.clone());
                add(&mut objections, Objection { situations, witness, ..objection });
            }
        }
        for (complaint, order_state) in self.policy.vocabulary.blocks() {
            let block = Block::new(&self.policy, complaint, order_state, day);
            self.denials(&block, &mut objections);
        }
        objections
    }

    /// Duties of the shop that forbid what a duty above them requires of the seller.
    fn denials(&self, block: &Block, objections: &mut Vec<Objection>) {
        let duty = |at: usize| match self.policy.rules[block.rules[at].id].effect {
            Effect::Duty { must, act, by: Party::Seller, .. } => Some((must, act)),
            _ => None,
        };
        let duties = || block.effects.duties.iter();
        for own in duties().filter(|at| self.own.contains(&block.rules[*at].id)) {
            let Some((false, act)) = duty(own) else { continue };
            for above in duties().filter(|at| duty(*at) == Some((true, act))) {
                let (own, above) = (&block.rules[own], &block.rules[above]);
                if self.policy.rules[above.id].layer < Layer::Platform {
                    continue;
                }
                let both: Vec<_> = own.tests.iter().chain(&above.tests).cloned().collect();
                let Some(space) = block.where_holds(&both) else { continue };
                let objection = self.objection(own.id, ObjectionKind::BelowFloor, &[above.id]);
                let (situations, witness) = (block.count(&space), findings::witness(block, &space));
                add(objections, Objection { situations, witness, ..objection });
            }
        }
    }

    /// The rules whose remedy gives way to one of platform or law: wherever they hold, and in some situations.
    fn overruled(&self, day: Option<&str>) -> (Vec<Objection>, Vec<Objection>) {
        let mut found: Vec<Objection> = Vec::new();
        let mut deciding: Vec<&str> = Vec::new();
        for (complaint, order_state) in self.policy.vocabulary.blocks() {
            let block = Block::new(&self.policy, complaint, order_state, day);
            for rule in block.effects.naming.iter().map(|at| &block.rules[at]) {
                if !self.own.contains(&rule.id) {
                    continue;
                }
                let Some(space) = block.where_holds(&rule.tests) else { continue };
                let naming = &block.effects.naming;
                let id = self.policy.rules[rule.id].id.as_ref();
                let _ = block.walk(&space, naming, &|_, _| false, &mut |part, holding| {
                    // Where something stands in for the rule, that is what decides or gives way.
                    let stands_in = |at: usize| {
                        let other = &self.policy.rules[block.rules[at].id];
                        other.id == id && other.declined > self.policy.rules[rule.id].declined
                    };
                    if holding.iter().any(stands_in) {
                        return ControlFlow::Continue(());
                    }
                    let found_here = outcome(&self.policy, &block.ids(holding));
                    let gave_way = found_here.overruled.iter().find(|(other, _)| *other == rule.id);
                    if let Some((_, by)) = gave_way {
                        let objection = self.objection(rule.id, ObjectionKind::Overruled, by);
                        let situations = block.count(part);
                        let witness = findings::witness(&block, part);
                        add(&mut found, Objection { situations, witness, ..objection });
                    } else if !deciding.contains(&id) {
                        deciding.push(id);
                    }
                    ControlFlow::Continue(())
                });
            }
        }
        let decides = |objection: &Objection| deciding.contains(&objection.rule.as_str());
        let (limited, refused) = found.into_iter().partition(decides);
        (refused, limited)
    }
}

/// Adds to what stands against the same rule of the same kind, or begins it.
fn add(objections: &mut Vec<Objection>, objection: Objection) {
    let same =
        |other: &&mut Objection| other.rule == objection.rule && other.kind == objection.kind;
    let Some(known) = objections.iter_mut().find(same) else {
        objections.push(objection);
        return;
    };
    known.situations += objection.situations;
    for id in objection.by {
        if !known.by.contains(&id) {
            known.by.push(id);
        }
    }
}
