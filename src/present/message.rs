//! The message: to whom it goes, and the dates and amounts that are bound in it.

use crate::present::advice::Teller;
use crate::present::answer;
use crate::shipped;
use crate::words::letter::{self, Bound, Letter, Sender};
use crate::words::text_id::Of;
use aftersales_core::engine::block::Block;
use aftersales_core::engine::decide::{Decision, acts};
use aftersales_core::engine::questions::Questions;
use aftersales_core::plain::sort;
use aftersales_core::policy::Effect;
use aftersales_core::time::deadline::{Due, Instant};
use aftersales_core::vocabulary::acts::{self, ActId};
use aftersales_core::vocabulary::facts::{self, FACTS, FactId, REGION, Who};
use aftersales_core::vocabulary::remedies::{self, RemedyId, To};

impl Teller<'_> {
    pub(crate) fn message(
        &self,
        decision: &Decision,
        questions: &Questions,
        blocks: &[&Block],
    ) -> answer::Message {
        let lang = self.options.message_lang;
        let words = shipped::words(lang);
        // The complaint, if it is the same in every block that is still open.
        let first = blocks.first().map(|block| block.complaint);
        let same = blocks.iter().all(|block| Some(block.complaint) == first);
        let complaint = first.filter(|_| same).map_or("", |at| facts::COMPLAINTS[at].0);
        let settings = &self.options.settings;
        let sender = Sender {
            names: &self.options.names,
            signature: settings.text("signature", lang),
            hours: settings.text("hours", lang),
        };
        let (to, message) = match decision.remedy() {
            Some(remedy) if !complaint.is_empty() => {
                let to = recipient(remedy, complaint);
                let mut acts = acts(&decision.sure);
                // What is offered on top is promised only where the seller chose to.
                acts.retain(|act| acts::GOODWILL & (1 << act) == 0 || self.options.offers(*act));
                let mut bound = self.bound(decision, remedy, lang);
                if let Some(why) = self.why(decision, remedy, words, lang) {
                    let refusing =
                        remedies::get(remedy).core.iter().filter_map(|code| acts::find(code));
                    bound.extend(refusing.map(|act| Bound { act, name: "why", text: why.clone() }));
                }
                let letter = Letter {
                    remedy: remedies::get(remedy).code,
                    complaint,
                    to,
                    acts: &acts,
                    sender,
                    bound: &bound,
                    declined: {
                        let mut deciding = decision.sure.deciding.iter();
                        deciding.any(|rule| self.policy.rules[*rule].declined > 0)
                    },
                };
                (to, letter::compose(words, &letter))
            }
            _ => {
                let unknown = |fact: &&FactId| {
                    FACTS[**fact].who == Who::Buyer && FACTS[**fact].starts_at.is_none()
                };
                let assumed = |fact: &&FactId| FACTS[**fact].who == Who::Buyer;
                let first =
                    questions.ask.iter().find(unknown).or(questions.ask.iter().find(assumed));
                let question = first.and_then(|fact| words.find_of(Of::FactSay(*fact)));
                (To::Buyer, letter::ask(words, question, sender))
            }
        };
        answer::Message {
            lang,
            to: to.code(),
            text: message.text,
            acts: message.acts.iter().map(|act| acts::get(*act).code).collect(),
            needs: message.needs,
        }
    }

    /// The dates by which acts of the seller are due, and the amounts that they pay, in the
    /// message's language.
    pub(crate) fn bound(&self, decision: &Decision, remedy: RemedyId, lang: &str) -> Vec<Bound> {
        let mut dates: Vec<(ActId, Instant, String)> = Vec::new();
        for rule in &decision.sure.duties {
            let Effect::Duty { must: true, act, within: Some(within), .. } =
                &self.policy.rules[*rule].effect
            else {
                continue;
            };
            // A day is promised by the clock of the buyer only.
            let dated = self.case.choice(REGION).and_then(|_| self.due(*within));
            let Some((Due { at: due, zone, .. }, _)) = dated else { continue };
            // A date that is over is nothing to promise.
            if self.case.now.is_none_or(|now| now <= due) {
                dates.push((*act, due, self.conventions.instant(lang, due, &zone.name)));
            }
        }
        sort::by_key(&mut dates, |(_, due, _)| *due);
        let dates = dates.into_iter().map(|(act, _, text)| Bound { act, name: "date", text });
        let sure = &decision.sure;
        let acts = sure.steps.iter().chain(&sure.goodwill).filter_map(|(act, _)| {
            let text = self.written(lang, self.amount(Some(remedy), *act)?);
            Some(Bound { act: *act, name: "amount", text })
        });
        let gift = self.options.settings.text("gift", lang).zip(acts::find("send_gift"));
        let gift = gift.map(|(gift, act)| Bound { act, name: "gift", text: gift.to_owned() });
        dates.chain(acts).chain(gift).collect()
    }
}

/// To whom the message of a remedy goes, given the complaint it answers.
fn recipient(remedy: RemedyId, complaint: &str) -> To {
    match complaint {
        "deposit_refund" => To::Platform,
        "plan_campaign_cancel" => To::Customers,
        _ => remedies::get(remedy).to,
    }
}
