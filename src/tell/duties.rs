//! Duties with their clocks, the most urgent first.

use super::Teller;
use crate::act;
use crate::answer;
use crate::deadline::{self, Due, Instant};
use crate::facts::{EVENTS, REGION};
use crate::message::complete;
use crate::policy::{Effect, Party, RuleId, Within};
use crate::remedy::RemedyId;
use crate::shared::{About, Shared};

/// What duties are ordered by: dated ones of the seller before others, the sooner before the later,
/// what must be done before what must not.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Urgency {
    later: bool,
    due: Option<Instant>,
    forbids: bool,
    /// Positions follow the ids.
    rule: RuleId,
}

impl Teller<'_> {
    /// A duty in words, with what it is ordered by.
    pub(super) fn duty(
        &self,
        remedy: Option<RemedyId>,
        id: RuleId,
    ) -> Option<(Urgency, Shared<answer::Duty>)> {
        let rule = &self.policy.rules[id];
        let Effect::Duty { must, act, within, by, borne_by } = &rule.effect else { return None };
        let (first, last) = within.and_then(|within| self.due(within)).unzip();
        let sure = first.map(|due| due.at);
        let later = sure.is_none() || *by != Party::Seller;
        let urgency = Urgency { later, due: sure, forbids: !must, rule: id };
        let amount = self.cost(remedy, *act, borne_by.is_some()).filter(|_| *must);
        // Where the event is not told, the ends that it can have.
        let between = within.filter(|_| sure.is_none()).and_then(|within| self.between(within));
        let due = sure.or(between.map(|(first, _)| first.at));
        let plain = due.is_none() && amount.is_none();
        let about = self.shipped(id).filter(|_| plain).map(About::Duty);
        let duty = Shared::new(self.words, about, || {
            let latest = last.or(between.map(|(_, last)| last)).map(|due| due.at);
            let latest = latest.filter(|latest| Some(*latest) != due);
            let left = sure.zip(self.case.now).map(|(due, now)| (due - now).num_seconds());
            answer::Duty {
                rule: rule.id.clone(),
                act: act::get(*act).code,
                must: *must,
                text: self.rule_text(id),
                by: by.code(),
                due: due.map(|due| due.to_rfc3339()),
                due_latest: latest.map(|due| due.to_rfc3339()),
                from: within.map(|within| EVENTS[within.from]),
                due_text: match (first, between) {
                    (Some(due), _) => Some(self.instant(due)),
                    (None, Some(ends)) => within.map(|within| self.ends_text(within, ends)),
                    (None, None) => within.map(|within| self.period(within)),
                },
                left_text: left.map(|left| self.conventions.span(self.options.lang, left)),
                overdue: left.is_some_and(|left| left < 0) || self.is_over(between),
                borne_by: borne_by.map(|party| party.code()),
                amount: amount.map(|amount| self.told(amount)),
                layer: rule.layer.code(),
                sources: self.sources(id),
            }
        });
        Some((urgency, duty))
    }

    /// The earliest and the latest end of a period.
    pub(super) fn due(&self, within: Within) -> Option<(Due, Due)> {
        let event = self.case.events[within.from]?;
        Some(deadline::ends(within, event, self.case.choice(REGION)))
    }

    /// The earliest and the latest end of a period whose event is not told, as far as the others bound it.
    fn between(&self, within: Within) -> Option<(Due, Due)> {
        let (from, until) = self.case.happened_between(within.from)?;
        let region = self.case.choice(REGION);
        Some((deadline::ends(within, from, region).0, deadline::ends(within, until, region).1))
    }

    /// Whether even the latest of these ends is past.
    fn is_over(&self, between: Option<(Due, Due)>) -> bool {
        between.zip(self.case.now).is_some_and(|((_, last), now)| last.at < now)
    }

    /// The instant that something is due.
    fn instant(&self, due: Due) -> String {
        let told = self.conventions.instant(self.options.lang, due.at, due.zone.name);
        let holidays = self.words.text("answer.without_holidays");
        if due.without_holidays { complete(holidays, &[("due", &told)]) } else { told }
    }

    /// A period in words.
    fn period(&self, within: Within) -> String {
        let value = within.value.to_string();
        let unit = self.text(&format!("answer.unit.{}", within.unit.code()));
        let event = self.text(&format!("answer.event.{}", EVENTS[within.from]));
        let slots = [("value", &*value), ("unit", &*unit), ("event", &*event)];
        complete(self.words.text("answer.due"), &slots)
    }

    /// A period with the ends that it can have.
    fn ends_text(&self, within: Within, (first, last): (Due, Due)) -> String {
        let (period, from, until) = (self.period(within), self.instant(first), self.instant(last));
        if first.at == last.at {
            return from;
        }
        let slots = [("period", &*period), ("from", &*from), ("until", &*until)];
        complete(self.words.text("answer.due_between"), &slots)
    }
}
