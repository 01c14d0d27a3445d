//! Duties with their deadlines in words, the most urgent first.

use crate::present::advice::Presenter;
use crate::present::answer;
use crate::present::cache::{PartId, Shared};
use crate::shipped;
use crate::words::letter::complete;
use aftersales_core::engine::deadlines;
use aftersales_core::policy::{Effect, Party, RuleId};
use aftersales_core::time::deadline::{Due, Instant};
use aftersales_core::time::period::Period;
use aftersales_core::vocabulary::facts::REGION;
use aftersales_core::vocabulary::remedies::RemedyId;

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

impl Presenter<'_> {
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
                act: self.policy.vocabulary.get_act(*act).code,
                must: *must,
                text: self.rule_text(id),
                by: by.code(),
                due: due.map(|due| due.to_rfc3339()),
                due_latest: latest.map(|due| due.to_rfc3339()),
                from: within.map(|within| self.event_code(within.from)),
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

    fn event_code(&self, event: usize) -> &'static str {
        self.policy.vocabulary.events[event].code
    }

    /// The earliest and the latest end of a period.
    pub(crate) fn due(&self, within: Period) -> Option<(Due<'static>, Due<'static>)> {
        deadlines::due(self.case, within, shipped::regions())
    }

    /// The earliest and the latest end of a period whose event is not stated, if other events bound it.
    fn between(&self, within: Period) -> Option<(Due<'static>, Due<'static>)> {
        deadlines::due_between(self.case, within, shipped::regions())
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
        let event = self.text(&format!("answer.event.{}", self.event_code(within.from)));
        let slots = [("value", &*value), ("unit", &*unit), ("event", &*event)];
        // A deadline itself, without a period that is counted from it.
        let text = if within.value == 0 { "answer.due_by" } else { "answer.due" };
        complete(self.words.text(text), &slots)
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
