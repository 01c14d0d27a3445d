//! The message of a plan, where the rules allow the plan.

use crate::present::advice::Presenter;
use crate::present::answer::Message;
use crate::request::plan::Plan;
use aftersales_core::engine::block::Block;
use aftersales_core::engine::decide::Decision;
use aftersales_core::engine::questions::Questions;
use aftersales_core::plain::sort;
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::acts::{ActId, Acts, Stage};

/// The message that carries a plan out; none where it would say nothing. `owed` are the acts that go with the plan.
pub fn message(
    presenter: &Presenter,
    decision: &Decision,
    blocks: &[&Block],
    plan: &Plan,
    owed: &Acts,
) -> Option<Message> {
    let planned = planned(presenter.policy.vocabulary, decision, plan, owed);
    planned.remedy()?;
    let message = presenter.message(&planned, &Questions::default(), blocks);
    (!message.acts.is_empty()).then_some(message)
}

/// A decision for what is planned: where it is no follow-up, what the answer does before it proposes something comes
/// first.
fn planned(vocabulary: &Vocabulary, decision: &Decision, plan: &Plan, owed: &Acts) -> Decision {
    let mut planned = decision.clone();
    if let Some(remedy) = plan.remedy {
        planned.possible = vec![remedy];
        planned.sure.remedy = Some(remedy);
        planned.sure.deciding.clear();
    }
    let acts = plan.named(vocabulary).or(owed);
    let is_early = |act: ActId| vocabulary.get_act(act).stage <= Stage::Appease;
    let sure = &mut planned.sure;
    sure.goodwill.clear();
    sure.steps
        .retain(|(act, _)| acts.contains(usize::from(*act)) || (!plan.follow_up && is_early(*act)));
    for act in acts.iter().map(|act| act as ActId) {
        if sure.steps.iter().all(|(step, _)| *step != act) {
            sure.steps.push((act, Vec::new()));
        }
    }
    sort::by_key(&mut sure.steps, |(act, _)| (vocabulary.get_act(*act).stage, *act));
    planned
}
