//! The buyer's rights in a case, in words.

use crate::present::advice::Presenter;
use crate::present::answer;
use crate::shipped;
use aftersales_core::engine::deadlines;
use aftersales_core::engine::decide::Decision;
use aftersales_core::plain::sort;
use aftersales_core::policy::{Effect, RuleId};

impl Presenter<'_> {
    /// The rights that hold, and those that may, each layer in the order of the rules; those of law first.
    pub(crate) fn rights(&self, decision: &Decision) -> Vec<answer::Right> {
        let held = decision.sure.rights.iter().map(|rule| (*rule, "holds"));
        let may = decision.may_hold.iter().map(|rule| (*rule, "may_hold"));
        let mut rights: Vec<(RuleId, &'static str)> = held.chain(may).collect();
        sort::by_key(&mut rights, |(rule, _)| {
            (std::cmp::Reverse(self.policy.rules[*rule].layer), *rule)
        });
        rights.into_iter().filter_map(|(rule, status)| self.right(rule, status)).collect()
    }

    fn right(&self, id: RuleId, status: &'static str) -> Option<answer::Right> {
        let rule = &self.policy.rules[id];
        let Effect::Right(right) = &rule.effect else { return None };
        let vocabulary = self.policy.vocabulary;
        let end = right.within.and_then(|within| {
            Some(deadlines::due(self.case, within, shipped::regions())?.1.at.to_rfc3339())
        });
        Some(answer::Right {
            rule: rule.id.clone(),
            one_of: right.one_of.iter().map(|act| vocabulary.get_act(*act).code).collect(),
            chosen_by: right.chosen_by.code(),
            borne_by: right.borne_by.map(|party| party.code()),
            until: end,
            status,
            text: self.rule_text(id),
            sources: self.sources(id),
        })
    }
}
