//! The message: its addressee, and the dates and amounts that it states.

use chrono::{Datelike, Duration, NaiveDate, NaiveTime};

use crate::present::advice::Presenter;
use crate::present::answer;
use crate::shipped;
use crate::words::channel::Channel;
use crate::words::conditions::each_fact;
use crate::words::letter::{self, ActDetail, Letter, Mood, Names, Sender, Style};
use crate::words::overlay::Overlay;
use crate::words::text_id::TextId;
use aftersales_core::engine::block::Block;
use aftersales_core::engine::deadlines;
use aftersales_core::engine::decide::{Decision, acts};
use aftersales_core::engine::questions::Questions;
use aftersales_core::plain::sort;
use aftersales_core::policy::Effect;
use aftersales_core::time::deadline::{self, Due, Instant};
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::facts::{FactId, PLATFORM, REGION, Stated, Who};
use aftersales_core::vocabulary::remedies::{Addressee, RemedyId};

impl Presenter<'_> {
    /// The message of a decision; while the remedy is open, a question to the buyer.
    pub(crate) fn message(
        &self,
        decision: &Decision,
        questions: &Questions,
        blocks: &[&Block],
    ) -> answer::Message {
        let lang = self.options.message_lang;
        let words = shipped::words(lang);
        // The complaint, if it is the same in every open block.
        let first = blocks.first().map(|block| block.complaint);
        let same = blocks.iter().all(|block| Some(block.complaint) == first);
        let complaint = first.filter(|_| same);
        let vocabulary = self.policy.vocabulary;
        let settings = &self.options.settings;
        let remedy = decision.remedy().zip(complaint).map(|(remedy, _)| remedy);
        let to = match remedy {
            Some(remedy) => vocabulary.addressee(remedy, complaint),
            None => {
                complaint.and_then(|at| vocabulary.complaints[at].to).unwrap_or(Addressee::Buyer)
            }
        };
        let channels = self.channels(remedy, to);
        let offered = |code: &&str| channels.contains(code);
        let chosen = self.options.channel.filter(offered).or(settings.channel.filter(offered));
        let channel = shipped::channel(chosen.unwrap_or(channels[0]));
        let tone = self.options.tone.or(settings.tone).unwrap_or(shipped::TONES[0]);
        let limit = shipped::limit(channel, lang);
        let mut said = acts(&decision.sure);
        let apologises =
            remedy.is_some() && said.iter().any(|act| shipped::APOLOGISING.contains(act));
        let region = self.case.choice(REGION).and_then(|at| vocabulary.codes(REGION).get(at));
        let region = region.copied();
        let place = shipped::place(lang, self.options.message_tag.as_deref(), region);
        let overlay = place.and_then(|place| words.find(&format!("overlay.{place}"))).map(Overlay);
        // Dates and amounts are written as in the place of the buyer.
        let place = place.unwrap_or(lang);
        let platform = self.case.choice(PLATFORM).and_then(|at| vocabulary.codes(PLATFORM).get(at));
        let platform = platform.copied();
        let style =
            Style { mood: self.mood(), tone, channel, limit, apologises, platform, overlay };
        let sender = Sender {
            names: &self.options.names,
            greeting: settings.text("greeting", lang),
            closing: settings.text("closing", lang),
            signature: settings.text("signature", lang),
            hours: settings.text("hours", lang),
        };
        let (answer, calming) =
            (vocabulary.act("answer_buyer"), vocabulary.act("acknowledge_upset"));
        // While the remedy is open, the buyer is asked what only they know, or hears that the case is looked at.
        let asked = match remedy {
            Some(_) => None,
            None => self.asked_first(questions),
        };
        let question = asked.and_then(|fact| words.find_by_id(TextId::FactSay(fact)));
        // Whoever is asked to wait hears when there is news, too.
        let is_patience = asked.is_some() && asked == vocabulary.fact("buyer_waits");
        match remedy {
            // Goodwill is offered only if the seller chose to.
            Some(_) => {
                let goodwill = &vocabulary.groups.goodwill;
                said.retain(|act| !goodwill.contains((*act).into()) || self.options.offers(*act));
            }
            None => {
                said.retain(|act| Some(*act) == calming);
                said.extend(answer.filter(|_| question.is_none() || is_patience));
            }
        }
        let mut details = remedy.map_or_else(Vec::new, |_| self.details(decision, place));
        let why = remedy.and_then(|remedy| self.why(decision, remedy, words, place));
        if let Some((remedy, why)) = remedy.zip(why) {
            details.extend(vocabulary.core(remedy).iter().map(|act| ActDetail {
                act: act as ActId,
                name: "why",
                text: overlay.map_or(why.clone(), |overlay| overlay.apply(&why)),
            }));
        }
        let days = match channel.letter {
            "" => Names::default(),
            _ => self.days_of_events(place),
        };
        let mut deciding = decision.sure.deciding.iter();
        let letter = Letter {
            remedy: remedy.map_or(letter::OPEN, |remedy| vocabulary.get_remedy(remedy).code),
            complaint: complaint.map_or("", |complaint| vocabulary.complaints[complaint].code),
            to,
            acts: &said,
            sender,
            details: &details,
            declined: remedy.is_some() && deciding.any(|rule| self.policy.rules[*rule].derived > 0),
            days: &days,
            holds: &|when| self.holds(when),
            kept: &|act| match remedy {
                Some(remedy) => {
                    vocabulary.core(remedy).contains(act.into()) || self.is_owed(decision, act)
                }
                None => Some(act) == answer,
            },
            question,
            style,
        };
        // Only a buyer hears something while the remedy is open.
        let message = match (remedy, to) {
            (None, Addressee::Platform | Addressee::Customers) => letter::Message::default(),
            _ => letter::compose(words, &letter),
        };
        answer::Message {
            lang,
            to: match channel.written_to {
                "" => to.code(),
                other => other,
            },
            text: message.text,
            acts: message.acts.iter().map(|act| vocabulary.get_act(*act).code).collect(),
            needs: message.needs,
            channel: channel.code,
            channels,
            tone,
            // A tone changes what is said to a buyer, beginning with the greeting.
            tones: match to {
                Addressee::Buyer if channel.greets => shipped::TONES.to_vec(),
                _ => Vec::new(),
            },
            limit: limit * channel.messages,
        }
    }

    /// The question to the buyer that comes first.
    fn asked_first(&self, questions: &Questions) -> Option<FactId> {
        let facts = &self.policy.vocabulary.facts;
        let is_buyers = |fact: &&FactId| facts[**fact].who == Who::Buyer;
        let unknown = |fact: &&FactId| is_buyers(fact) && facts[**fact].start.is_none();
        questions.ask.iter().find(unknown).or(questions.ask.iter().find(is_buyers)).copied()
    }

    /// Whether a duty of the decision requires an act.
    pub(crate) fn is_owed(&self, decision: &Decision, act: ActId) -> bool {
        let mut duties = decision.sure.duties.iter().map(|rule| &self.policy.rules[*rule].effect);
        duties.any(
            |effect| matches!(effect, Effect::Duty { must: true, act: owed, .. } if *owed == act),
        )
    }

    /// The codes of the channels that a message to an addressee can go by; at least one.
    fn channels(&self, remedy: Option<RemedyId>, to: Addressee) -> Vec<&'static str> {
        let fits = |channel: &&Channel| {
            let everywhere = channel.when.is_empty() && channel.remedies.is_empty();
            // What is written in place of a remedy's letter needs a remedy.
            let decided = remedy.is_some() || channel.letter.is_empty();
            let offered = everywhere
                || channel.when.iter().any(|when| self.holds(when))
                || remedy.is_some_and(|remedy| channel.remedies.contains(&remedy));
            channel.to.contains(&to.code()) && decided && offered
        };
        shipped::CHANNELS.iter().filter(fits).map(|channel| channel.code).collect()
    }

    /// Whether conditions hold by what is known of the case.
    #[inline(never)]
    pub(crate) fn holds(&self, conditions: &[u16]) -> bool {
        let facts = self.policy.vocabulary.facts.len();
        each_fact(conditions).all(|(fact, values)| match fact.checked_sub(facts) {
            Some(event) => values.contains(&u16::from(self.case.event(event).is_some())),
            None => match self.case.known(fact) {
                Some(Stated::Choice(at)) => values.contains(&(at as u16)),
                _ => false,
            },
        })
    }

    /// The days of the known events, by their codes.
    fn days_of_events(&self, lang: &str) -> Names {
        let mut days = Names::default();
        let Some(region) = self.case.choice(REGION) else { return days };
        for (at, event) in self.policy.vocabulary.events.iter().enumerate() {
            if let Some(event_at) = self.case.event(at) {
                let day = deadline::days_of(event_at, shipped::regions(), region).written;
                let with_year = self.case.now.is_some_and(|now| now.year() != day.year());
                days.0.push((event.code, self.written_day(lang, day, with_year)));
            }
        }
        days
    }

    /// The mood that the buyer is known to be in.
    fn mood(&self) -> Mood {
        let vocabulary = self.policy.vocabulary;
        let is_angry = vocabulary.fact("mood").is_some_and(|fact| {
            let value = self.case.choice(fact);
            value.is_some_and(|at| vocabulary.codes(fact).get(at) == Some(&"angry"))
        });
        if is_angry { Mood::Angry } else { Mood::Civil }
    }

    /// The dates by which acts of the seller are due, the amounts that they pay, and the gift, formatted in a
    /// language.
    pub(crate) fn details(&self, decision: &Decision, lang: &str) -> Vec<ActDetail> {
        let mut dates: Vec<(ActId, Instant, String)> = Vec::new();
        for rule in &decision.sure.duties {
            let Effect::Duty { must: true, act, within: Some(within), .. } =
                &self.policy.rules[*rule].effect
            else {
                continue;
            };
            // A date is stated in the buyer's zone, so only if the region is known.
            let dated = self.case.choice(REGION).and_then(|_| self.due(*within));
            // Nor is one promised before the event that the duty waits for.
            let dated = dated.filter(|_| !deadlines::waits(self.case, *within));
            let Some((Due { at: due, zone, .. }, _)) = dated else { continue };
            // A date that has passed is not promised.
            if self.case.now.is_none_or(|now| now <= due) {
                let with_year = self.case.now.is_some_and(|now| now.year() != due.year());
                dates.push((*act, due, self.format.day(lang, due, &zone.name, with_year)));
            }
        }
        sort::by_key(&mut dates, |(_, due, _)| *due);
        let dates = dates.into_iter().map(|(act, _, text)| ActDetail { act, name: "date", text });
        let mut details: Vec<ActDetail> = dates.collect();
        let sure = &decision.sure;
        for (act, _) in sure.steps.iter().chain(&sure.goodwill) {
            let amounts = [("amount", self.amount(decision, *act)), self.beside(*act)];
            for (name, amount) in amounts {
                if let Some(amount) = amount {
                    details.push(ActDetail {
                        act: *act,
                        name,
                        text: self.format_amount(lang, amount),
                    });
                }
            }
        }
        let gift = self
            .options
            .settings
            .text("gift", self.options.message_lang)
            .zip(self.policy.vocabulary.act("send_gift"));
        details.extend(gift.map(|(gift, act)| ActDetail {
            act,
            name: "gift",
            text: gift.to_owned(),
        }));
        details.extend(self.promised_days(lang));
        details
    }

    /// The days by which the parcel is to leave and to arrive, for the sentences of a buyer who waits.
    fn promised_days(&self, lang: &str) -> Vec<ActDetail> {
        let (Some(region), Some(now)) = (self.case.choice(REGION), self.case.now) else {
            return Vec::new();
        };
        let regions = shipped::regions();
        let today = deadline::days_of(now.into(), regions, region).latest;
        let detail = |(act, event, name): (&str, &str, &'static str)| {
            let act = self.policy.vocabulary.act(act)?;
            let day = deadline::days_of(self.case.event_of(event)?, regions, region).written;
            // A day that has passed is not promised.
            let is_ahead = day >= today;
            let with_year = day.year() != today.year();
            is_ahead.then(|| ActDetail { act, name, text: self.written_day(lang, day, with_year) })
        };
        let days = [
            ("say_not_shipped", "ship_by", "ship_by"),
            ("ask_to_wait", "ship_by", "ship_by"),
            ("ask_to_wait", "deliver_by", "date"),
        ];
        days.into_iter().filter_map(detail).collect()
    }

    /// A day as a message states it.
    pub(crate) fn written_day(&self, lang: &str, day: NaiveDate, with_year: bool) -> String {
        let noon = day.and_time(NaiveTime::MIN) + Duration::hours(12);
        self.format.day(lang, noon.and_utc().fixed_offset(), "UTC", with_year)
    }
}
