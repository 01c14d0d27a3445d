//! What rights do to a decision, against their definition: without them a remedy is usual; with them it stays where each
//! right and claim admits it, and otherwise the first candidate that they all admit takes its place.

use std::collections::BTreeSet;

use aftersales::shipped::vocabulary;
use aftersales_core::engine::reference::{Outcome, evaluate};
use aftersales_core::policy::{Effect, Layer, Party, Policy, Right, RuleId};
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::facts::{COMPLAINT, FactId, ORDER_STATE, Stated};
use aftersales_core::vocabulary::remedies::RemedyId;

use crate::situations::described;
use crate::small::every_pack;
use crate::small::limit::SITUATIONS;
use crate::small::table::{Table, pairs_of};

#[test]
fn the_remedy_meets_every_right_that_holds_and_stays_the_usual_one_where_that_does() {
    every_pack("rights", 1500, SITUATIONS, |pack| {
        let policy = pack.policy();
        let mut advice = pack.rules();
        advice.retain(|rule| !matches!(rule.effect, Effect::Right(_)));
        let advice = Policy::beside(vocabulary(), advice, &pack.rules());
        for pair in pairs_of(&policy) {
            let table = Table::new(&policy, pair, None);
            for (situation, outcome) in table.situations.iter().zip(&table.outcomes) {
                let usual = evaluate(&advice, situation, None);
                let stated = |fact: FactId| match situation[fact] {
                    Some(Stated::Choice(at)) => Some(at),
                    _ => None,
                };
                let known = Known { policy: &policy, outcome, stated: &stated };
                if let Some(wrong) = known.contradicts(&usual) {
                    let described = described(&policy, situation);
                    return Err(format!("{described}\n{wrong}\n{usual:#?}\n{outcome:#?}"));
                }
            }
        }
        Ok(())
    });
}

struct Known<'a> {
    policy: &'a Policy,
    outcome: &'a Outcome,
    stated: &'a dyn Fn(FactId) -> Option<usize>,
}

impl Known<'_> {
    fn contradicts(&self, usual: &Outcome) -> Option<String> {
        let got = self.outcome.remedy;
        let unmet: Vec<RuleId> = match got {
            Some(remedy) => {
                self.outcome.rights.iter().copied().filter(|at| !self.meets(*at, remedy)).collect()
            }
            None => Vec::new(),
        };
        if !unmet.is_empty() {
            return Some(format!("rights {unmet:?} are not met"));
        }
        let meets_all =
            |remedy: RemedyId| self.outcome.rights.iter().all(|right| self.meets(*right, remedy));
        if let Some(remedy) = usual.remedy
            && meets_all(remedy)
            && got != Some(remedy)
        {
            return Some(format!("the usual remedy {remedy} meets every right"));
        }
        if usual.remedy.is_some()
            && got.is_none()
            && vocabulary().remedy("renegotiate").is_some_and(meets_all)
        {
            return Some("negotiating would meet every right".into());
        }
        let denied = |(remedy, _): &&(RemedyId, Vec<RuleId>)| {
            let denies =
                |right: &RuleId| self.right(*right).is_some_and(|right| denies(right, *remedy));
            self.outcome.rights.iter().any(denies)
        };
        if let Some((remedy, _)) = self.outcome.alternatives.iter().find(denied) {
            return Some(format!("the fall-back {remedy} denies a right"));
        }
        self.freight()
    }

    fn right(&self, rule: RuleId) -> Option<&Right> {
        match &self.policy.rules[rule].effect {
            Effect::Right(right) => Some(right),
            _ => None,
        }
    }

    /// Whether a remedy denies nothing of a right and, where the buyer claims it, is what is asked for or, if the right does
    /// not have that or the choice is not the buyer's, takes one of its ways.
    fn meets(&self, rule: RuleId, remedy: RemedyId) -> bool {
        let Some(right) = self.right(rule) else { return true };
        let opens = &vocabulary().get_remedy(remedy).opens;
        let one_of: BTreeSet<usize> = right.one_of.iter().map(|act| usize::from(*act)).collect();
        let offers = opens.iter().any(|act| one_of.contains(&act));
        let met = self.askings(right).into_iter().all(|asked| {
            let gives = opens.iter().any(|act| asked.contains(&act));
            let offered = asked.iter().any(|act| one_of.contains(act));
            gives || (offers && !(offered && right.chosen_by == Party::Buyer))
        });
        !denies(right, remedy) && (met || !self.is_the_sellers(self.policy.rules[rule].layer))
    }

    /// Whether it is the seller who does what a right of a layer owes.
    fn is_the_sellers(&self, layer: Layer) -> bool {
        let facts = &vocabulary().facts;
        (0..facts.len()).all(|fact| {
            let claimed_at = facts[fact].claimed_at.as_ref();
            let claimed_at = claimed_at.filter(|at| at.layers.contains(&layer));
            let stated = (self.stated)(fact);
            claimed_at.is_none_or(|at| stated.is_none_or(|value| at.values.contains(value)))
        })
    }

    /// What the buyer asks for, by each way of asking that claims the right.
    fn askings(&self, right: &Right) -> Vec<BTreeSet<usize>> {
        let ways = &vocabulary().ways;
        let acts = |asks: &dyn Fn(usize) -> bool| -> BTreeSet<usize> {
            let asked = (0..ways.list.len()).filter(|at| asks(*at));
            asked.map(|at| usize::from(ways.list[at].act)).collect()
        };
        let one_of: BTreeSet<usize> = right.one_of.iter().map(|act| usize::from(*act)).collect();
        let mut askings = Vec::new();
        let mut names_one = false;
        if let Some(wish) = vocabulary().roles.buyer_wants.and_then(self.stated) {
            let wished = acts(&|at| ways.list[at].wishes.contains(wish));
            names_one = !wished.is_empty();
            askings.push(wished);
        }
        if let Some(complaint) =
            (self.stated)(COMPLAINT).filter(|_| (self.stated)(ORDER_STATE).is_some())
        {
            askings.push(match right.claimed {
                true => one_of.clone(),
                false => acts(&|at| ways.list[at].complaints.contains(complaint)),
            });
        }
        // Who insists on a remedy and names one asks for that.
        if !right.without_reason && !names_one {
            for (fact, values) in &ways.insisting {
                if (self.stated)(*fact).is_some_and(|at| values.contains(at)) {
                    askings.push(one_of.clone());
                }
            }
        }
        askings.retain(|asked| {
            let offered = asked.iter().any(|act| one_of.contains(act));
            !asked.is_empty() && (offered || !right.without_reason)
        });
        askings
    }

    /// A return whose freight a right settles is borne by the seller if any such right says so.
    fn freight(&self) -> Option<String> {
        let remedy = self.outcome.remedy?;
        let groups = &vocabulary().groups;
        let opens = &vocabulary().get_remedy(remedy).opens;
        if !vocabulary().core(remedy).meets(&groups.takes_back) {
            return None;
        }
        let settles = |rule: &RuleId| {
            let right = self.right(*rule)?;
            let by = right.borne_by?;
            right.one_of.iter().any(|act| opens.contains((*act).into())).then_some((by, *rule))
        };
        let settled: Vec<(Party, RuleId)> =
            self.outcome.rights.iter().filter_map(settles).collect();
        let by = [Party::Seller, Party::Buyer]
            .into_iter()
            .find(|by| settled.iter().any(|(other, _)| other == by))?;
        let act = |seller: bool| {
            groups.return_freight.iter().find(|act| groups.gives.contains(*act) == seller)
        };
        let (Some(own), Some(other)) = (act(by == Party::Seller), act(by != Party::Seller)) else {
            return None;
        };
        let highest = settled
            .iter()
            .filter(|(party, _)| *party == by)
            .map(|(_, rule)| self.layer(*rule))
            .max();
        let forbidden = self.outcome.duties.iter().any(|duty| {
            matches!(self.policy.rules[*duty].effect, Effect::Duty { must: false, act, .. } if usize::from(act) == own)
                && Some(self.layer(*duty)) >= highest
        });
        let done =
            |act: usize| self.outcome.steps.iter().find(|(step, _)| usize::from(*step) == act);
        if done(own).is_none() && !forbidden {
            return Some(format!("the freight is borne by the {}, and no step says so", by.code()));
        }
        let brings =
            |rule: &RuleId| matches!(self.policy.rules[*rule].effect, Effect::Remedy { .. });
        let stays =
            done(other).is_some_and(|(_, rules): &(ActId, Vec<RuleId>)| rules.iter().any(brings));
        stays.then(|| "a step of advice says who pays otherwise".into())
    }

    fn layer(&self, rule: RuleId) -> Layer {
        self.policy.rules[rule].layer
    }
}

fn denies(right: &Right, remedy: RemedyId) -> bool {
    let denied = &vocabulary().get_remedy(remedy).denies;
    right.one_of.iter().any(|act| denied.contains((*act).into()))
}
