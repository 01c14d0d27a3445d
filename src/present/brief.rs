//! What a list shows of a case.

use crate::present::advice::Presenter;
use crate::present::answer::Brief;
use crate::present::wording::present_problem;
use crate::shipped;
use aftersales_core::engine::deadlines::leading;
use aftersales_core::engine::decide::Decision;
use aftersales_core::engine::questions::Questions;
use aftersales_core::plain::problem::Problem;
use aftersales_core::policy::{Effect, Party, RuleId};
use aftersales_core::time::deadline::Instant;
use aftersales_core::vocabulary::facts::FactId;

impl Presenter<'_> {
    /// The remedy, when it is due and what is asked.
    pub fn brief(&self, decision: &Decision, questions: &Questions, problems: &[Problem]) -> Brief {
        let remedy = decision.remedy();
        let duties = &decision.sure.duties;
        let leads = leading(self.policy, self.case, shipped::regions(), remedy, duties);
        let due = |id: &RuleId| -> Option<(bool, Instant)> {
            match &self.policy.rules[*id].effect {
                Effect::Duty { must: true, within: Some(within), by: Party::Seller, .. } => {
                    let (first, _) = self.due(*within)?;
                    Some((leads != Some(*id), first.at))
                }
                _ => None,
            }
        };
        let facts = &self.policy.vocabulary.facts;
        let field = |fact: &FactId| self.settling_event(*fact).unwrap_or(facts[*fact].code);
        Brief {
            remedy: remedy.map(|remedy| self.titled(remedy)),
            due: duties.iter().filter_map(due).min().map(|(_, at)| at.to_rfc3339()),
            ask: questions.ask.iter().map(field).collect(),
            problems: problems.iter().map(|it| present_problem(self.words, it)).collect(),
        }
    }
}
