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
        let due = first.map(|due| due.at);
        let later = due.is_none() || *by != Party::Seller;
        let urgency = Urgency { later, due, forbids: !must, rule: id };
        let amount = self.cost(remedy, *act, borne_by.is_some()).filter(|_| *must);
        let plain = due.is_none() && amount.is_none();
        let about = self.shipped(id).filter(|_| plain).map(About::Duty);
        let duty = Shared::new(self.words, about, || {
            let latest = last.map(|due| due.at).filter(|latest| Some(*latest) != due);
            let left = due.zip(self.case.now).map(|(due, now)| (due - now).num_seconds());
            answer::Duty {
                rule: rule.id.clone(),
                act: act::get(*act).code,
                must: *must,
                text: self.rule_text(id),
                by: by.code(),
                due: due.map(|due| due.to_rfc3339()),
                due_latest: latest.map(|due| due.to_rfc3339()),
                from: within.map(|within| EVENTS[within.from]),
                due_text: self.due_text(first, *within),
                left_text: left.map(|left| self.conventions.span(self.options.lang, left)),
                overdue: left.is_some_and(|left| left < 0),
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

    /// The instant that something is due, or, without the event, the period.
    pub(super) fn due_text(&self, dated: Option<Due>, within: Option<Within>) -> Option<String> {
        if let Some(due) = dated {
            let told = self.conventions.instant(self.options.lang, due.at, due.zone.name);
            let holidays = self.words.text("answer.without_holidays");
            let remark = due.without_holidays;
            return Some(if remark { complete(holidays, &[("due", &told)]) } else { told });
        }
        let within = within?;
        let value = within.value.to_string();
        let unit = self.text(&format!("answer.unit.{}", within.unit.code()));
        let event = self.text(&format!("answer.event.{}", EVENTS[within.from]));
        let slots = [("value", &*value), ("unit", &*unit), ("event", &*event)];
        Some(complete(self.words.text("answer.due"), &slots))
    }
}
