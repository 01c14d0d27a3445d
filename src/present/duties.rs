//! Duties with their deadlines in words, the most urgent first.

use crate::present::advice::Presenter;
use crate::present::answer;
use crate::present::cache::{PartId, Shared};
use crate::present::wording::{not_before_text, period_text};
use crate::shipped;
use crate::words::letter::complete;
use aftersales_core::engine::deadlines;
use aftersales_core::engine::decide::Decision;
use aftersales_core::policy::{Effect, Party, RuleId};
use aftersales_core::time::deadline::{Due, Instant};
use aftersales_core::time::period::Period;
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::facts::REGION;

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
    /// Presents a duty; returns it with its sort key. `is_step` tells whether an act is among the steps.
    pub(crate) fn duty(
        &self,
        decision: &Decision,
        id: RuleId,
        leads: bool,
        is_step: impl Fn(ActId) -> bool,
    ) -> Option<(Urgency, Shared<answer::Duty>)> {
        let rule = &self.policy.rules[id];
        let Effect::Duty { must, act, within, by, borne_by } = &rule.effect else { return None };
        let (first, last) = within.and_then(|within| self.due(within)).unzip();
        let sure = first.map(|due| due.at);
        let later = sure.is_none() || *by != Party::Seller;
        let urgency = Urgency { follows: !leads, later, due: sure, forbids: !must, rule: id };
        let amount = self.cost(decision, *act, borne_by.is_some()).filter(|_| *must);
        let sellers = *must && *by == Party::Seller;
        let at_own_cost = borne_by.is_none_or(|party| party == Party::Seller);
        let in_steps = sellers && at_own_cost && within.is_none() && is_step(*act);
        let plain = sure.is_none() && amount.is_none() && !leads;
        let waits = within.is_some_and(|within| deadlines::waits(self.case, within));
        let part = self.shipped(id).filter(|_| plain).map(|rule| PartId::Duty(rule, in_steps));
        let duty = Shared::new(self.words, part, || {
            let latest = last.map(|due| due.at).filter(|latest| Some(*latest) != sure);
            // What waits for an event is not over before it.
            let left = sure.zip(self.case.now).map(|(due, now)| (due - now).num_seconds());
            let left = left.filter(|left| !waits || *left >= 0);
            answer::Duty {
                rule: rule.id.clone(),
                act: self.policy.vocabulary.get_act(*act).code,
                must: *must,
                text: self.rule_text(id),
                by: by.code(),
                due: sure.map(|due| due.to_rfc3339()),
                due_latest: latest.map(|due| due.to_rfc3339()),
                from: within.map(|within| self.event_code(deadlines::start(self.case, within))),
                leads,
                in_steps,
                due_text: match (within, first) {
                    (Some(within), Some(due)) if waits => {
                        Some(not_before_text(self.words, *within, self.instant(due)))
                    }
                    (_, Some(due)) => Some(self.instant(due)),
                    (Some(within), None) => Some(period_text(self.words, *within)),
                    (None, None) => {
                        leads.then(|| self.text("answer.platform_countdown").to_string())
                    }
                },
                left_text: left.map(|left| self.format.span(self.options.lang, left)),
                overdue: left.is_some_and(|left| left < 0),
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
}
