//! What a remedy costs the seller, by the acts that are done in it.

use crate::present::advice::Presenter;
use crate::present::answer::Cost;
use crate::words::letter::complete;
use aftersales_core::engine::decide::Decision;
use aftersales_core::engine::reference::Outcome;
use aftersales_core::engine::rights::freight;
use aftersales_core::plain::text::Text;
use aftersales_core::policy::Effect;
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::remedies::RemedyId;

impl Presenter<'_> {
    /// The costs of a decided remedy with its steps. One of unknown size is named without an amount.
    #[inline(never)]
    pub(crate) fn costs(&self, decision: &Decision) -> Vec<Cost> {
        let mut costs = Vec::new();
        let Some(answers) = self.words.answers.get() else { return costs };
        let does = |act: &ActId| decision.sure.steps.iter().any(|(step, _)| step == act);
        // A duty of somebody else settles it as well.
        let settled = |act: &ActId| does(act) || self.is_owed(decision, *act);
        for (code, sentences) in &answers.costs {
            let stated = sentences.iter().find(|sentence| {
                sentence.act.as_ref().is_some_and(does)
                    && !sentence.without.iter().any(settled)
                    && self.holds(&sentence.when)
            });
            let Some(stated) = stated else { continue };
            // Only what names an amount is of the size of the act's.
            let form = stated.or.first().zip(stated.act.and_then(|act| self.size(decision, act)));
            let title =
                form.map(|(form, amount)| Text::Owned(complete(form, &[("amount", &amount)])));
            costs.push(Cost { code, title: title.unwrap_or(Text::Borrowed(stated.say)) });
        }
        costs
    }

    /// The amount of an act, and what the freight of a return is known to cost.
    fn size(&self, decision: &Decision, act: ActId) -> Option<String> {
        let amount = self.cost(decision, act, true).or_else(|| self.suggested(act))?;
        Some(self.format_amount(self.options.lang, amount))
    }

    /// The decision for a remedy that is fallen back on: its acts, what duties require beside the remedy in any case, and
    /// who pays for the return that it has the buyer make.
    pub(crate) fn fall_back(&self, decision: &Decision, remedy: RemedyId) -> Decision {
        let vocabulary = self.policy.vocabulary;
        let core = vocabulary.core(remedy);
        let usual = decision.remedy().map(|usual| vocabulary.core(usual));
        let settles = &vocabulary.groups.return_freight;
        let duties = decision.sure.duties.clone();
        let mut sure = Outcome { duties, ..Outcome::default() };
        sure.steps.extend(core.iter().map(|act| (act as ActId, Vec::new())));
        let returns = core.meets(&vocabulary.groups.takes_back);
        let by_right = freight(self.policy, remedy, &decision.sure.rights).filter(|_| returns);
        for (act, rules) in &decision.sure.steps {
            let at = usize::from(*act);
            let is_duty = || {
                rules
                    .iter()
                    .any(|rule| matches!(self.policy.rules[*rule].effect, Effect::Duty { .. }))
            };
            let stays = match settles.contains(at) {
                true => returns && by_right.is_none(),
                false => is_duty() && usual.is_none_or(|usual| !usual.contains(at)),
            };
            if stays {
                sure.steps.push((*act, Vec::new()));
            }
        }
        sure.steps.extend(by_right);
        Decision { possible: vec![remedy], sure, may_hold: Vec::new() }
    }
}
