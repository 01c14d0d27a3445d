//! The difference of two small policies names every situation whose remedy or duties change, counted
//! exactly and grouped by what changes, each group with one that does.

use std::collections::BTreeMap;

use aftersales::shipped::vocabulary;
use aftersales_core::audit::difference::{Group, difference};
use aftersales_core::engine::reference::{Outcome, evaluate};
use aftersales_core::policy::{Policy, Rule, RuleId};
use aftersales_core::vocabulary::remedies::RemedyId;

use crate::situations::{described, pairs};
use crate::small::every_pack;
use crate::small::limit::EVERYWHERE;
use crate::small::table::Table;
use crate::small::witness::opened;

/// What a situation changes from and to: its remedies, and the duties that end and begin.
type Change = (Option<RemedyId>, Option<RemedyId>, Vec<String>, Vec<String>);

const PACKS: u32 = 300;

#[test]
fn the_situations_that_change_are_counted_and_grouped_exactly() {
    every_pack("difference", PACKS, EVERYWHERE, |pack| {
        let (before, after) = (pack.rules(), pack.rules_after());
        let both = Both::new(&before, &after);
        for day in [None, Some("2030-01-02")] {
            let mut expected: BTreeMap<Change, u128> = BTreeMap::new();
            let mut all = 0;
            for pair in pairs() {
                let table = Table::new(&both.all, pair, None);
                for situation in &table.situations {
                    all += table.weight;
                    let before = evaluate(&both.before, situation, day);
                    let after = evaluate(&both.after, situation, day);
                    if let Some(change) = both.change(&before, &after) {
                        *expected.entry(change).or_default() += table.weight;
                    }
                }
            }
            let found = difference(vocabulary(), &before, &after, day);
            let changed: u128 = expected.values().sum();
            let (counts, got) = ((all, changed), (found.situations, found.changed));
            if counts != got {
                return Err(format!("on {day:?}: expected {counts:?}, got {got:?}"));
            }
            let groups = found.groups.iter();
            let got: BTreeMap<Change, u128> =
                groups.map(|group| (change_of(group), group.situations)).collect();
            if got != expected || got.len() != found.groups.len() {
                return Err(format!("on {day:?}: expected {expected:?}\ngot {:?}", found.groups));
            }
            for group in &found.groups {
                let Some((_, situation)) = opened(&group.witness) else {
                    return Err(format!("no situation: {group:?}"));
                };
                let before = evaluate(&both.before, &situation, day);
                let after = evaluate(&both.after, &situation, day);
                if both.change(&before, &after) != Some(change_of(group)) {
                    let described = described(&both.all, &situation);
                    return Err(format!("{group:?} on {day:?} is not shown by {described}"));
                }
            }
        }
        Ok(())
    });
}

fn change_of(group: &Group) -> Change {
    (group.from, group.to, group.ended.clone(), group.begun.clone())
}

/// Two policies, and one that cuts numbers where either does and tests what either tests.
struct Both {
    before: Policy,
    after: Policy,
    all: Policy,
}

impl Both {
    fn new(before: &[Rule], after: &[Rule]) -> Both {
        let all = before.iter().chain(after).cloned().collect();
        Both {
            before: Policy::new(vocabulary(), before.to_vec()),
            after: Policy::new(vocabulary(), after.to_vec()),
            all: Policy::new(vocabulary(), all),
        }
    }

    /// What changes; a duty that was changed ends and begins.
    fn change(&self, before: &Outcome, after: &Outcome) -> Option<Change> {
        let rules = |policy: &Policy, duties: &[RuleId]| -> Vec<Rule> {
            duties.iter().map(|duty| policy.rules[*duty].clone()).collect()
        };
        let (old, new) = (rules(&self.before, &before.duties), rules(&self.after, &after.duties));
        let gone = |from: &[Rule], to: &[Rule]| -> Vec<String> {
            from.iter().filter(|rule| !to.contains(rule)).map(|rule| rule.id.to_string()).collect()
        };
        let (ended, begun) = (gone(&old, &new), gone(&new, &old));
        let same = before.remedy == after.remedy && ended.is_empty() && begun.is_empty();
        (!same).then_some((before.remedy, after.remedy, ended, begun))
    }
}
