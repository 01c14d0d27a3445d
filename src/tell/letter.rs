//! The message: to whom it goes, and the dates and amounts that are bound in it.

use super::Teller;
use crate::act::{self, ActId};
use crate::answer;
use crate::deadline::{Due, Instant};
use crate::engine::ask::Questions;
use crate::engine::decide::{Decision, acts};
use crate::engine::space::Block;
use crate::facts::{self, FACTS, FactId, REGION, Who};
use crate::message::codes::Of;
use crate::message::{self, Bound, Letter, Sender};
use crate::order;
use crate::policy::Effect;
use crate::remedy::{self, RemedyId, To};
use crate::shipped;

impl Teller<'_> {
    pub(super) fn message(
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
                acts.retain(|act| act::GOODWILL & (1 << act) == 0 || self.options.offers(*act));
                let mut bound = self.bound(decision, remedy, lang);
                if let Some(why) = self.why(decision, remedy, words, lang) {
                    let refusing =
                        remedy::get(remedy).core.iter().filter_map(|code| act::find(code));
                    bound.extend(refusing.map(|act| Bound { act, name: "why", text: why.clone() }));
                }
                let letter = Letter {
                    remedy: remedy::get(remedy).code,
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
                (to, message::compose(words, &letter))
            }
            _ => {
                let unknown = |fact: &&FactId| {
                    FACTS[**fact].who == Who::Buyer && FACTS[**fact].starts_at.is_none()
                };
                let assumed = |fact: &&FactId| FACTS[**fact].who == Who::Buyer;
                let first =
                    questions.ask.iter().find(unknown).or(questions.ask.iter().find(assumed));
                let question = first.and_then(|fact| words.find_of(Of::FactSay(*fact)));
                (To::Buyer, message::ask(words, question, sender))
            }
        };
        answer::Message {
            lang,
            to: to.code(),
            text: message.text,
            acts: message.acts.iter().map(|act| act::get(*act).code).collect(),
            needs: message.needs,
        }
    }

    /// The dates by which acts of the seller are due, and the amounts that they pay, in the
    /// message's language.
    pub(super) fn bound(&self, decision: &Decision, remedy: RemedyId, lang: &str) -> Vec<Bound> {
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
        order::by_key(&mut dates, |(_, due, _)| *due);
        let dates = dates.into_iter().map(|(act, _, text)| Bound { act, name: "date", text });
        let sure = &decision.sure;
        let acts = sure.steps.iter().chain(&sure.goodwill).filter_map(|(act, _)| {
            let text = self.written(lang, self.amount(Some(remedy), *act)?);
            Some(Bound { act: *act, name: "amount", text })
        });
        let gift = self.options.settings.text("gift", lang).zip(act::find("send_gift"));
        let gift = gift.map(|(gift, act)| Bound { act, name: "gift", text: gift.to_owned() });
        dates.chain(acts).chain(gift).collect()
    }
}

/// To whom the message of a remedy goes, given the complaint it answers.
fn recipient(remedy: RemedyId, complaint: &str) -> To {
    match complaint {
        "deposit_refund" => To::Platform,
        "plan_campaign_cancel" => To::Customers,
        _ => remedy::get(remedy).to,
    }
}
