//! What is said of a decision, against its definition in sets: which rules decided and why, what gave
//! way to what, which duties are in force, and what is done.
//!
//! The reference evaluator is only asked which rules hold, each by itself. The rest is worked out here
//! from the words: advice gives way to what names it and to higher layers; "what if the higher layers
//! were not there" is answered by leaving them out.

use std::collections::{BTreeMap, BTreeSet};

use aftersales::shipped::vocabulary;
use aftersales_core::engine::reference::{Outcome, Situation, evaluate};
use aftersales_core::policy::{Effect, Layer, Party, Policy, Rule, RuleId};
use aftersales_core::vocabulary::acts::{ActId, Kind};
use aftersales_core::vocabulary::remedies::RemedyId;

use crate::situations::described;
use crate::small::every_pack;
use crate::small::limit::SITUATIONS;
use crate::small::table::{Table, pairs_of};

type Set = BTreeSet<RuleId>;

#[test]
fn the_rules_that_decide_support_or_give_way_are_those_of_the_definition() {
    every_pack("meaning", 1500, SITUATIONS, |pack| {
        // Rights have a definition of their own: `rights.rs`.
        let mut rules = pack.rules();
        rules.retain(|rule| !matches!(rule.effect, Effect::Right(_)));
        let policy = Policy::new(vocabulary(), rules);
        // What stands in for a rule is a rule like any other.
        let alone = |rule: &Rule| {
            Policy::new(
                vocabulary(),
                vec![Rule { derived: 0, overrides: Vec::new(), ..rule.clone() }],
            )
        };
        let alone: Vec<Policy> = policy.rules.iter().map(alone).collect();
        for pair in pairs_of(&policy) {
            let table = Table::new(&policy, pair, None);
            for (situation, outcome) in table.situations.iter().zip(&table.outcomes) {
                let holding = holding(&alone, situation);
                let meaning = Meaning { policy: &policy, holding: &holding };
                if let Some(wrong) = meaning.contradicts(outcome) {
                    let described = described(&policy, situation);
                    return Err(format!("{described}\n{wrong}\nheld {holding:?}\n{outcome:#?}"));
                }
            }
        }
        Ok(())
    });
}

/// The rules that hold: each is a policy of its own that has an effect.
fn holding(alone: &[Policy], situation: &Situation) -> Set {
    let holds = |policy: &Policy| evaluate(policy, situation, None) != Outcome::default();
    (0..alone.len()).filter(|rule| holds(&alone[*rule])).collect()
}

struct Meaning<'a> {
    policy: &'a Policy,
    holding: &'a Set,
}

impl Meaning<'_> {
    fn contradicts(&self, got: &Outcome) -> Option<String> {
        let deciding = self.winners(Layer::Law);
        let remedies: BTreeSet<RemedyId> =
            deciding.iter().filter_map(|rule| self.remedy(*rule)).collect();
        let same = |what: &str, expected: &dyn std::fmt::Debug, got: &dyn std::fmt::Debug| {
            let (expected, got) = (format!("{expected:?}"), format!("{got:?}"));
            (expected != got).then(|| format!("{what}: expected {expected}, got {got}"))
        };
        let set = |rules: &[RuleId]| rules.iter().copied().collect::<Set>();
        let acts: BTreeMap<ActId, Set> = self.acts(&deciding);
        let of = |kind: Kind| -> BTreeMap<ActId, Set> {
            let all = acts.iter().filter(|(act, _)| vocabulary().get_act(**act).kind == kind);
            all.map(|(act, rules)| (*act, rules.clone())).collect()
        };
        let listed = |list: &[(ActId, Vec<RuleId>)]| -> BTreeMap<ActId, Set> {
            list.iter().map(|(act, rules)| (*act, set(rules))).collect()
        };
        let overruled: BTreeMap<RuleId, Set> =
            got.overruled.iter().map(|(rule, by)| (*rule, set(by))).collect();
        let sorted =
            got.steps.is_sorted_by_key(|(act, _)| (vocabulary().get_act(*act).stage, *act));
        same("deciding", &deciding, &set(&got.deciding))
            .or(same("in the order of", &true, &sorted))
            .or(same("one remedy", &(remedies.len() < 2), &got.overlap.is_none()))
            .or(same("a remedy", &remedies.is_empty(), &got.remedy.is_none()))
            .or(same("of those", &true, &got.remedy.is_none_or(|one| remedies.contains(&one))))
            .or(same("supporting", &self.supporting(&deciding, got.remedy), &set(&got.supporting)))
            .or(same("duties", &self.duties(), &set(&got.duties)))
            .or(same("overruled", &self.overruled(&deciding, got.remedy), &overruled))
            .or(same("steps", &of(Kind::Step), &listed(&got.steps)))
            .or(same("goodwill", &of(Kind::Goodwill), &listed(&got.goodwill)))
            .or(same("alternatives", &self.alternatives(&deciding, got), &got.alternatives))
    }

    fn layer(&self, rule: RuleId) -> Layer {
        self.policy.rules[rule].layer
    }

    fn remedy(&self, rule: RuleId) -> Option<RemedyId> {
        match self.policy.rules[rule].effect {
            Effect::Remedy { remedy, .. } => Some(remedy),
            _ => None,
        }
    }

    fn is_duty(&self, rule: RuleId) -> bool {
        matches!(self.policy.rules[rule].effect, Effect::Duty { .. })
    }

    /// Whether a rule that holds names another of its layer or below.
    fn displaces(&self, by: RuleId, rule: RuleId) -> bool {
        let named = self.policy.overrides[by].contains(&rule);
        named && self.layer(by) >= self.layer(rule)
    }

    /// The remedy rules that decide where no layer above this one is there.
    fn winners(&self, most: Layer) -> Set {
        let there = |rule: &RuleId| self.layer(*rule) <= most && self.remedy(*rule).is_some();
        let there: Set = self.holding.iter().copied().filter(there).collect();
        let free = |rule: &RuleId| !there.iter().any(|by| self.displaces(*by, *rule));
        let free: Set = there.iter().copied().filter(free).collect();
        let top = free.iter().map(|rule| self.layer(*rule)).max();
        free.into_iter().filter(|rule| Some(self.layer(*rule)) == top).collect()
    }

    /// Rules of lower layers that name the same remedy, and to which no rule of their layer makes an exception.
    fn supporting(&self, deciding: &Set, remedy: Option<RemedyId>) -> Set {
        let Some(first) = deciding.first() else { return Set::new() };
        let excepted = |rule: RuleId, by: RuleId| {
            self.remedy(by).is_some()
                && self.layer(by) == self.layer(rule)
                && self.displaces(by, rule)
        };
        let supports = |rule: &RuleId| {
            self.remedy(*rule) == remedy
                && self.layer(*rule) < self.layer(*first)
                && !self.holding.iter().any(|by| excepted(*rule, *by))
        };
        self.holding.iter().copied().filter(supports).collect()
    }

    /// Duties that hold and that no other duty displaces.
    fn duties(&self) -> Set {
        let duty = |rule: &RuleId| self.is_duty(*rule);
        let free = |rule: &RuleId| {
            !self.holding.iter().any(|by| self.is_duty(*by) && self.displaces(*by, *rule))
        };
        self.holding.iter().copied().filter(duty).filter(free).collect()
    }

    /// The duties in force that forbid an act of a rule: of its layer or above.
    fn forbidding(&self, act: ActId, rule: RuleId) -> Set {
        let forbids = |duty: &RuleId| {
            matches!(self.policy.rules[*duty].effect,
                Effect::Duty { must: false, act: forbidden, .. } if forbidden == act)
                && self.layer(*duty) >= self.layer(rule)
        };
        self.duties().into_iter().filter(forbids).collect()
    }

    /// The acts that a rule brings: the remedy's core and what the rule adds, or what it requires of
    /// the seller. Steps beside a remedy give way to advice that names them.
    fn brings(&self, rule: RuleId, deciding: &Set) -> Vec<ActId> {
        match &self.policy.rules[rule].effect {
            Effect::Remedy { remedy, steps, .. } if deciding.contains(&rule) => {
                let core = vocabulary().get_remedy(*remedy).core.iter();
                let core = core.map(|act| act as ActId);
                core.chain(steps.iter().copied()).collect()
            }
            Effect::Steps(steps) => {
                let out = |by: &RuleId| !self.is_duty(*by) && self.displaces(*by, rule);
                if self.holding.iter().any(out) { Vec::new() } else { steps.clone() }
            }
            Effect::Duty { must: true, act, by: Party::Seller, .. }
                if self.duties().contains(&rule) =>
            {
                vec![*act]
            }
            _ => Vec::new(),
        }
    }

    /// Everything that is done: what rules bring and no duty forbids.
    fn acts(&self, deciding: &Set) -> BTreeMap<ActId, Set> {
        let mut acts: BTreeMap<ActId, Set> = BTreeMap::new();
        for rule in self.holding {
            for act in self.brings(*rule, deciding) {
                if self.forbidding(act, *rule).is_empty() {
                    acts.entry(act).or_default().insert(*rule);
                }
            }
        }
        acts
    }

    /// Advice that held and gave way: to a higher layer, where without the layers above its own it
    /// would have decided; or to a duty that names it and forbids one of its acts, no core act of a
    /// remedy.
    fn overruled(&self, deciding: &Set, remedy: Option<RemedyId>) -> BTreeMap<RuleId, Set> {
        let mut overruled: BTreeMap<RuleId, Set> = BTreeMap::new();
        for rule in self.holding {
            let own = self.layer(*rule);
            let decided = self.remedy(*rule).is_some() && self.winners(own).contains(rule);
            if decided && !deciding.contains(rule) && self.remedy(*rule) != remedy {
                let above = |by: &&RuleId| {
                    self.layer(**by) > own
                        && self.remedy(**by).is_some()
                        && self.displaces(**by, *rule)
                };
                let above = self.holding.iter().filter(above).copied();
                overruled.insert(*rule, deciding.iter().copied().chain(above).collect());
            }
            let core = self.remedy(*rule).map(|remedy| vocabulary().core(remedy));
            let names = |duty: &RuleId| {
                self.policy.rules[*duty]
                    .overrides
                    .iter()
                    .any(|id| *id == self.policy.rules[*rule].id)
            };
            for act in self.brings(*rule, deciding) {
                let forbidding = self.forbidding(act, *rule);
                if forbidding.iter().any(names)
                    && !core.is_some_and(|core| core.contains(act.into()))
                {
                    overruled.entry(*rule).or_default();
                }
            }
            // Every duty in force that names it stands beside it.
            if let Some(by) = overruled.get_mut(rule) {
                by.extend(self.duties().into_iter().filter(names));
            }
        }
        overruled
    }

    /// The fall-backs of the rules that decide, in their order, each once and with its rules.
    fn alternatives(&self, deciding: &Set, got: &Outcome) -> Vec<(RemedyId, Vec<RuleId>)> {
        let mut found: Vec<(RemedyId, Vec<RuleId>)> = Vec::new();
        for rule in deciding {
            let Effect::Remedy { alternatives, .. } = &self.policy.rules[*rule].effect else {
                continue;
            };
            for other in alternatives.iter().filter(|other| Some(**other) != got.remedy) {
                match found.iter_mut().find(|(known, _)| known == other) {
                    Some((_, rules)) if rules.contains(rule) => {}
                    Some((_, rules)) => rules.push(*rule),
                    None => found.push((*other, vec![*rule])),
                }
            }
        }
        found
    }
}
