//! Which rules of a shop's own pack may be in force.
//!
//! A rule is refused, with the clause, where it would take effect below what platform or law require, or
//! where they decide otherwise in every situation in which it holds; rules that contradict one another are
//! refused together. The others stand; those that give way to platform or law in some situations, also because their
//! remedy denies a right that holds there, are listed as limited.

use crate::audit::findings::{self, Flaw, Witness};
use crate::engine::block::{Block, can_hold};
use crate::engine::reference::{outcome, remedy_of};
use crate::engine::rights::meets;
use crate::plain::set::Set;
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
    Admitting::new(base, own, day).finish().0
}

/// An admission that is under way, block by block.
pub struct Admitting<'p> {
    base: &'p Policy,
    day: Option<String>,
    laid: Laid,
    /// Every block.
    places: Vec<Place>,
    /// What was found in each of them; `None` where it is still to be checked.
    found: Vec<Option<Found>>,
    admission: Admission,
    done: bool,
}

/// The complaint and the order state of a block.
type Place = (usize, Option<usize>);

/// What was found in one block.
#[derive(Debug, Default)]
struct Found {
    /// Rules that contradict one another or a duty.
    contradicting: Vec<Objection>,
    /// Rules that forbid what is required.
    denying: Vec<Objection>,
    /// Rules whose remedy gives way.
    giving_way: Vec<Objection>,
    /// Ids of the rules that decide.
    deciding: Vec<String>,
}

impl<'p> Admitting<'p> {
    /// Begins the admission of some rules, which are what [`admit`] takes.
    pub fn new(base: &'p Policy, own: Vec<Rule>, day: Option<&str>) -> Admitting<'p> {
        let places: Vec<Place> = base.vocabulary.blocks();
        let mut admitting = Admitting {
            base,
            day: day.map(str::to_owned),
            laid: Laid::over(base, &own),
            found: places.iter().map(|_| None).collect(),
            places,
            admission: Admission { standing: own, ..Admission::default() },
            done: false,
        };
        admitting.pass_over();
        admitting
    }

    /// Checks one more block. Returns whether anything is left to check.
    pub fn step(&mut self) -> bool {
        if let Some(at) = self.found.iter().position(Option::is_none) {
            self.found[at] = Some(self.laid.check(self.places[at], self.day.as_deref()));
        }
        if self.found.iter().all(Option::is_some) && !self.done {
            self.conclude();
        }
        !self.done
    }

    /// The rules, sorted, and the policy with those that stand. What is left to check is checked.
    pub fn finish(mut self) -> (Admission, Policy) {
        while self.step() {}
        (self.admission, self.laid.policy)
    }

    /// Refuses what something stands against once every block is checked. A rule that is refused may have hidden
    /// another objection: the blocks in which one can hold are checked again.
    fn conclude(&mut self) {
        let (refused, limited) = self.objections();
        self.admission.limited = limited;
        if refused.is_empty() {
            self.done = true;
            return;
        }
        let stands = |id: &str| refused.iter().all(|objection| objection.rule != id);
        let gone = self.laid.own().filter(|rule| !stands(&self.laid.policy.rules[*rule].id));
        let gone: Vec<RuleId> = gone.collect();
        for (found, place) in self.found.iter_mut().zip(&self.places) {
            let (gone, day) = (gone.iter().copied(), self.day.as_deref());
            if can_hold(&self.laid.policy, gone, *place, day) {
                *found = None;
            }
        }
        self.admission.standing.retain(|rule| stands(&rule.id));
        self.admission.refused.extend(refused);
        let laid = Laid::over(self.base, &self.admission.standing);
        // Situations are counted anew where numbers are split otherwise.
        if laid.policy.cuts != self.laid.policy.cuts {
            self.found.fill_with(|| None);
        }
        self.laid = laid;
        self.pass_over();
    }

    /// Passes over the blocks in which no rule of the shop can hold.
    fn pass_over(&mut self) {
        for (found, place) in self.found.iter_mut().zip(&self.places) {
            let own = self.laid.own();
            if !can_hold(&self.laid.policy, own, *place, self.day.as_deref()) {
                *found = Some(Found::default());
            }
        }
    }

    /// What stands against rules, and what limits others.
    fn objections(&self) -> (Vec<Objection>, Vec<Objection>) {
        let found = || self.found.iter().flatten();
        let mut refused = Vec::new();
        let contradicting = found().flat_map(|found| &found.contradicting);
        for objection in contradicting.chain(found().flat_map(|found| &found.denying)) {
            add(&mut refused, objection.clone());
        }
        let mut giving_way = Vec::new();
        for objection in found().flat_map(|found| &found.giving_way) {
            add(&mut giving_way, objection.clone());
        }
        let decides =
            |objection: &Objection| found().any(|found| found.deciding.contains(&objection.rule));
        let (limited, overruled) = giving_way.into_iter().partition::<Vec<_>, _>(decides);
        refused.extend(overruled);
        (refused, limited)
    }
}

/// A policy with rules of the shop laid over it.
struct Laid {
    policy: Policy,
    /// Whether each rule is the shop's. What stands in for a rule where its remedy was declined is the shop's, too.
    is_own: Vec<bool>,
}

impl Laid {
    fn over(base: &Policy, own: &[Rule]) -> Laid {
        let policy = base.with(own);
        let is_own = policy.marked(own.iter().filter_map(|rule| policy.find(&rule.id)));
        Laid { policy, is_own }
    }

    fn own(&self) -> impl Iterator<Item = RuleId> + '_ {
        (0..self.is_own.len()).filter(|rule| self.is_own[*rule])
    }

    fn objection(&self, rule: RuleId, kind: ObjectionKind, by: &[RuleId]) -> Objection {
        let id = |rule: &RuleId| self.policy.rules[*rule].id.to_string();
        let rule = id(&rule);
        let by = by.iter().map(id).filter(|other| *other != rule).collect();
        Objection { rule, kind, by, situations: 0, witness: Vec::new() }
    }

    /// Checks the rules of the shop in one block.
    fn check(&self, (complaint, order_state): Place, day: Option<&str>) -> Found {
        let block = Block::new(&self.policy, complaint, order_state, day);
        let own = block.places(|rule| self.is_own[rule]);
        let mut found = Found::default();
        self.contradictions(&block, &own, &mut found.contradicting);
        self.denials(&block, &own, &mut found.denying);
        self.remedies(&block, &own, &mut found);
        found
    }

    /// The rules that break what is proved of every policy, each with what it meets.
    fn contradictions(&self, block: &Block, own: &Set, objections: &mut Vec<Objection>) {
        let mut findings = Vec::new();
        findings::contradict(block, own, &mut findings);
        for finding in findings {
            // A remedy that denies a right gives way to it, in the situations in which the right holds.
            if finding.flaw == Flaw::BelowFloor && self.gives_way_to_a_right(&finding.rules) {
                continue;
            }
            let kind = match finding.flaw {
                Flaw::BelowFloor => ObjectionKind::BelowFloor,
                Flaw::ForbiddenStep => ObjectionKind::ForbiddenStep,
                _ => ObjectionKind::Overlap,
            };
            for rule in finding.rules.iter().filter(|rule| self.is_own[**rule]) {
                let objection = self.objection(*rule, kind, &finding.rules);
                let (situations, witness) = (finding.situations, finding.witness.clone());
                add(objections, Objection { situations, witness, ..objection });
            }
        }
    }

    /// Whether the first of some rules names a remedy that denies what one of the others, a right, entitles to.
    fn gives_way_to_a_right(&self, rules: &[RuleId]) -> bool {
        let Some((first, others)) = rules.split_first() else { return false };
        let Some(remedy) = remedy_of(&self.policy, *first) else { return false };
        let denied = |other: &RuleId| self.is_right(*other) && !meets(&self.policy, *other, remedy);
        others.iter().any(denied)
    }

    fn is_right(&self, rule: RuleId) -> bool {
        matches!(self.policy.rules[rule].effect, Effect::Right(_) | Effect::Claim(_))
    }

    /// Duties of the shop that forbid what a duty above them requires of the seller.
    fn denials(&self, block: &Block, own: &Set, objections: &mut Vec<Objection>) {
        let duty = |at: usize| match self.policy.rules[block.rules[at].id].effect {
            Effect::Duty { must, act, by: Party::Seller, .. } => Some((must, act)),
            _ => None,
        };
        let duties = &block.effects.duties;
        for own in own.and(duties).iter() {
            let Some((false, act)) = duty(own) else { continue };
            for above in duties.iter().filter(|at| duty(*at) == Some((true, act))) {
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

    /// The rules whose remedy gives way to one of platform or law somewhere, and those whose remedy does not everywhere.
    fn remedies(&self, block: &Block, own: &Set, found: &mut Found) {
        let naming = &block.effects.naming;
        for rule in own.and(naming).iter().map(|at| &block.rules[at]) {
            let Some(space) = block.where_holds(&rule.tests) else { continue };
            let this = &self.policy.rules[rule.id];
            // What is below a rule makes it give way to nothing.
            let among = naming.and(&block.effects.up_from(this.layer));
            let _ = block.walk(&space, &among, &|_, _| false, &mut |part, holding| {
                // Where something stands in for the rule, that is what decides or gives way.
                let stands_in = |at: usize| {
                    let other = &self.policy.rules[block.rules[at].id];
                    other.id == this.id && other.derived > this.derived
                };
                if holding.iter().any(stands_in) {
                    return ControlFlow::Continue(());
                }
                let found_here = outcome(&self.policy, &block.ids(holding));
                let gave_way = found_here.overruled.iter().find(|(other, _)| *other == rule.id);
                if let Some((_, by)) = gave_way {
                    let kind = match by.iter().any(|by| self.is_right(*by)) {
                        true => ObjectionKind::BelowFloor,
                        false => ObjectionKind::Overruled,
                    };
                    let objection = self.objection(rule.id, kind, by);
                    let situations = block.count(part);
                    let witness = findings::witness(block, part);
                    add(&mut found.giving_way, Objection { situations, witness, ..objection });
                } else if !found.deciding.iter().any(|id| this.id == *id) {
                    found.deciding.push(this.id.to_string());
                }
                ControlFlow::Continue(())
            });
        }
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
