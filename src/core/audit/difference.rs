//! The difference of two policies: the exact number of situations whose remedy or duties change,
//! grouped by what they change from and to, each group with a witness.

use std::ops::ControlFlow;

use crate::audit::findings::{Witness, witness};
use crate::engine::block::Block;
use crate::engine::reference::{Outcome, outcome};
use crate::engine::space::Space;
use crate::plain::set::Set;
use crate::policy::{Policy, Rule, RuleId};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::remedies::RemedyId;

/// Situations that change alike.
#[derive(Clone, Debug)]
pub struct Group {
    pub from: Option<RemedyId>,
    pub to: Option<RemedyId>,
    /// Ids of duties that end and that begin.
    pub ended: Vec<String>,
    pub begun: Vec<String>,
    pub situations: u128,
    pub witness: Witness,
}

/// What differs between two policies.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// The number of situations, numbers cut where either policy cuts them.
    pub situations: u128,
    pub changed: u128,
    pub groups: Vec<Group>,
}

/// Compares two sets of rules on a day (`YYYY-MM-DD`; `None`: whatever the rules' dates).
pub fn difference(
    vocabulary: &'static Vocabulary,
    before: &[Rule],
    after: &[Rule],
    day: Option<&str>,
) -> Difference {
    let both = Both::new(vocabulary, before, after);
    let mut found = Difference::default();
    for (complaint, order_state) in vocabulary.blocks() {
        let block = Block::new(&both.all, complaint, order_state, day);
        let whole = block.whole();
        found.situations += block.count(whole);
        both.compare(&block, whole, &mut found);
    }
    found
}

/// Rules of one id that differ stand beside each other; no id of a pack has this mark.
const MARK: char = '\u{1}';

/// Two policies over the same situations, and all their rules in one.
struct Both {
    before: Policy,
    after: Policy,
    /// The rules of both; a rule that both have alike stands in it once.
    all: Policy,
    /// For each rule of `all`: its position before and after.
    places: Vec<(Option<RuleId>, Option<RuleId>)>,
}

impl Both {
    fn new(vocabulary: &'static Vocabulary, before: &[Rule], after: &[Rule]) -> Both {
        let mut all: Vec<Rule> = before.to_vec();
        for rule in after {
            if !before.contains(rule) {
                all.push(Rule { id: format!("{}{MARK}", rule.id).into(), ..rule.clone() });
            }
        }
        let all = Policy::new(vocabulary, all);
        let before = Policy::beside(vocabulary, before.to_vec(), after);
        let after = Policy::beside(vocabulary, after.to_vec(), &before.rules);
        let place = |rule: &Rule| match rule.id.strip_suffix(MARK) {
            Some(id) => (None, after.place_of(id, rule.derived)),
            None => {
                let place = after.place_of(&rule.id, rule.derived);
                let same = place.filter(|at| after.rules[*at] == *rule);
                (before.place_of(&rule.id, rule.derived), same)
            }
        };
        let places = all.rules.iter().map(place).collect();
        Both { before, after, all, places }
    }

    fn outcomes(&self, holding: &[RuleId]) -> (Outcome, Outcome) {
        let before: Vec<RuleId> = holding.iter().filter_map(|rule| self.places[*rule].0).collect();
        let after: Vec<RuleId> = holding.iter().filter_map(|rule| self.places[*rule].1).collect();
        (outcome(&self.before, &before), outcome(&self.after, &after))
    }

    fn compare(&self, block: &Block, whole: &Space, found: &mut Difference) {
        let mut changed = block.all.without(&block.all);
        for (at, rule) in block.rules.iter().enumerate() {
            let (before, after) = self.places[rule.id];
            if before.is_none() || after.is_none() {
                changed.insert(at);
            }
        }
        // Remedy rules decide remedies; of the duties only those matter that changed, or that
        // displace others or are displaced.
        let linked = |at: &usize| {
            let rule = &self.all.rules[block.rules[*at].id];
            let id = rule.id.trim_end_matches(MARK);
            !rule.overrides.is_empty()
                || self.all.rules.iter().any(|by| by.overrides.iter().any(|other| other == id))
        };
        let mut among = block.effects.naming.or(&block.effects.duties.and(&changed));
        block.effects.duties.iter().filter(linked).for_each(|at| among.insert(at));
        // Where no rule that changed can hold, nothing changes.
        let settled = |sure: &Set, maybe: &Set| !sure.meets(&changed) && !maybe.meets(&changed);
        if settled(&among, &among) {
            return;
        }
        let _ = block.walk(whole, &among, &settled, &mut |part, holding| {
            let holding = block.ids(holding);
            let (before, after) = self.outcomes(&holding);
            let ids = |policy: &Policy, duties: &[RuleId]| -> Vec<Rule> {
                duties.iter().map(|duty| policy.rules[*duty].clone()).collect()
            };
            let (old, new) = (ids(&self.before, &before.duties), ids(&self.after, &after.duties));
            let missing = |list: &[Rule], from: &[Rule]| -> Vec<String> {
                let gone = list.iter().filter(|rule| !from.contains(rule));
                gone.map(|rule| rule.id.to_string()).collect()
            };
            let (ended, begun) = (missing(&old, &new), missing(&new, &old));
            if before.remedy == after.remedy && ended.is_empty() && begun.is_empty() {
                return ControlFlow::Continue(());
            }
            let situations = block.count(part);
            found.changed += situations;
            let same = |group: &&mut Group| {
                group.from == before.remedy
                    && group.to == after.remedy
                    && group.ended == ended
                    && group.begun == begun
            };
            match found.groups.iter_mut().find(same) {
                Some(group) => group.situations += situations,
                None => found.groups.push(Group {
                    from: before.remedy,
                    to: after.remedy,
                    ended,
                    begun,
                    situations,
                    witness: witness(block, part),
                }),
            }
            ControlFlow::Continue(())
        });
    }
}
