//! Duties with their deadlines, the most urgent first.

use crate::present::advice::Presenter;
use crate::present::answer;
use crate::present::cache::{PartId, Shared};
use crate::shipped;
use crate::words::letter::complete;
use aftersales_core::policy::{Effect, Party, RuleId};
use aftersales_core::time::deadline::{self, Due, Instant};
use aftersales_core::time::period::Period;
use aftersales_core::vocabulary::acts;
use aftersales_core::vocabulary::facts::{EVENTS, REGION};
use aftersales_core::vocabulary::remedies::{self, RemedyId};

/// Sort key of duties: the leading duty, then the seller's dated duties by date, then the others, musts before
/// must-nots.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(crate) struct Urgency {
    follows: bool,
    later: bool,
    due: Option<Instant>,
    forbids: bool,
    /// Positions follow the ids of the rules.
    rule: RuleId,
}

/// Sort key of the leading deadline: with a date before without, earlier before later, core acts of the remedy
/// before others.
type LeadRank = (bool, Option<Instant>, bool);

impl Presenter<'_> {
    /// The duty whose deadline leads the answer: the seller's next deadline or, without dates, one of the remedy's
    /// core acts. An answer in a platform case whose countdown is not known precedes all others.
    pub(crate) fn leading(&self, remedy: Option<RemedyId>, duties: &[RuleId]) -> Option<RuleId> {
        let core = remedy.map_or(0, remedies::core);
        let musts = duties.iter().filter_map(|id| match &self.policy.rules[*id].effect {
            Effect::Duty { must: true, act, within, by: Party::Seller, .. } => {
                Some((*id, *act, *within))
            }
            _ => None,
        });
        let answers = acts::set(&["answer_in_dispute"]);
        let mut best: Option<(LeadRank, RuleId)> = None;
        for (id, act, within) in musts {
            let is_answer = answers & (1 << act) != 0;
            let due = within.and_then(|within| self.due(within)).map(|(first, _)| first.at);
            if within.is_none() && !is_answer {
                continue;
            }
            // A countdown that is not known may be the shortest.
            let rank =
                (!(is_answer && due.is_none()) && due.is_none(), due, core & (1 << act) == 0);
            if best.is_none_or(|(other, _)| rank < other) {
                best = Some((rank, id));
            }
        }
        best.map(|(_, id)| id)
    }

    /// Presents a duty; returns it with its sort key.
    pub(crate) fn duty(
        &self,
        remedy: Option<RemedyId>,
        id: RuleId,
        leads: bool,
    ) -> Option<(Urgency, Shared<answer::Duty>)> {
        let rule = &self.policy.rules[id];
        let Effect::Duty { must, act, within, by, borne_by } = &rule.effect else { return None };
        let (first, last) = within.and_then(|within| self.due(within)).unzip();
        let sure = first.map(|due| due.at);
        let later = sure.is_none() || *by != Party::Seller;
        let urgency = Urgency { follows: !leads, later, due: sure, forbids: !must, rule: id };
        let amount = self.cost(remedy, *act, borne_by.is_some()).filter(|_| *must);
        // If the event is not stated, the bounds of the deadline.
        let between = within.filter(|_| sure.is_none()).and_then(|within| self.between(within));
        let due = sure.or(between.map(|(first, _)| first.at));
        let plain = due.is_none() && amount.is_none() && !leads;
        let part = self.shipped(id).filter(|_| plain).map(PartId::Duty);
        let duty = Shared::new(self.words, part, || {
            let latest = last.or(between.map(|(_, last)| last)).map(|due| due.at);
            let latest = latest.filter(|latest| Some(*latest) != due);
            let left = sure.zip(self.case.now).map(|(due, now)| (due - now).num_seconds());
            answer::Duty {
                rule: rule.id.clone(),
                act: acts::get(*act).code,
                must: *must,
                text: self.rule_text(id),
                by: by.code(),
                due: due.map(|due| due.to_rfc3339()),
                due_latest: latest.map(|due| due.to_rfc3339()),
                from: within.map(|within| EVENTS[within.from]),
                leads,
                due_text: match (first, between) {
                    (Some(due), _) => Some(self.instant(due)),
                    (None, Some(ends)) => within.map(|within| self.ends_text(within, ends)),
                    (None, None) => match within {
                        Some(within) => Some(self.period(*within)),
                        None => leads.then(|| self.text("answer.platform_countdown").to_string()),
                    },
                },
                left_text: left.map(|left| self.format.span(self.options.lang, left)),
                overdue: left.is_some_and(|left| left < 0) || self.is_over(between),
                borne_by: borne_by.map(|party| party.code()),
                amount: amount.map(|amount| self.present_amount(amount)),
                layer: rule.layer.code(),
                sources: self.sources(id),
            }
        });
        Some((urgency, duty))
    }

    /// The earliest and the latest end of a period.
    pub(crate) fn due(&self, within: Period) -> Option<(Due<'static>, Due<'static>)> {
        let event = self.case.event(within.from)?;
        Some(deadline::ends(within, event, shipped::regions(), self.case.choice(REGION)))
    }

    /// The earliest and the latest end of a period whose event is not stated, if other events bound it.
    fn between(&self, within: Period) -> Option<(Due<'static>, Due<'static>)> {
        let (from, until) = self.case.happened_between(within.from)?;
        let region = self.case.choice(REGION);
        let ends =
            |event: Instant| deadline::ends(within, event.into(), shipped::regions(), region);
        Some((ends(from).0, ends(until).1))
    }

    /// Whether the latest of these ends has passed.
    fn is_over(&self, between: Option<(Due<'static>, Due<'static>)>) -> bool {
        between.zip(self.case.now).is_some_and(|((_, last), now)| last.at < now)
    }

    /// Formats a deadline in the seller's zone, and in the buyer's zone as well if that shows another time.
    fn instant(&self, due: Due) -> String {
        let (lang, buyers) = (self.options.lang, &due.zone.name);
        let sellers = self.zone.as_deref().unwrap_or(buyers);
        let mut text = self.format.instant_in(lang, due.at, sellers);
        let is_buyers = self.case.choice(REGION).is_some_and(|region| {
            let (first, last) = shipped::regions().clocks(region);
            std::ptr::eq(first, last)
        });
        let shows = |zone: &str| self.format.instant(lang, due.at, zone);
        if is_buyers && shows(sellers) != shows(buyers) {
            let there = self.format.instant_in(lang, due.at, buyers);
            text = complete(
                self.words.text("answer.due_for_the_buyer"),
                &[("due", &text), ("there", &there)],
            );
        }
        let holidays = self.words.text("answer.without_holidays");
        if due.without_holidays { complete(holidays, &[("due", &text)]) } else { text }
    }

    /// Formats a period.
    fn period(&self, within: Period) -> String {
        let value = within.value.to_string();
        let unit = self.text(&format!("answer.unit.{}", within.unit.code()));
        let event = self.text(&format!("answer.event.{}", EVENTS[within.from]));
        let slots = [("value", &*value), ("unit", &*unit), ("event", &*event)];
        complete(self.words.text("answer.due"), &slots)
    }

    /// Formats a period with its earliest and latest end.
    fn ends_text(&self, within: Period, (first, last): (Due, Due)) -> String {
        let (period, from, until) = (self.period(within), self.instant(first), self.instant(last));
        if first.at == last.at {
            return from;
        }
        let slots = [("period", &*period), ("from", &*from), ("until", &*until)];
        complete(self.words.text("answer.due_between"), &slots)
    }
}
