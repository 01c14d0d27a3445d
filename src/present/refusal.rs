//! The reason of a refusal as the message states it: an exclusion, or a period with its dates.

use chrono::{Datelike, NaiveDate};

use crate::present::advice::Presenter;
use crate::shipped;
use crate::words::catalogue::Catalogue;
use crate::words::refusal::{DAYS, explains, is_given_by, period};
use aftersales_core::engine::decide::Decision;
use aftersales_core::policy::{Effect, Rule, Test};
use aftersales_core::time::deadline;
use aftersales_core::vocabulary::facts::{COMPLAINT, FactId, REGION, Stated};
use aftersales_core::vocabulary::remedies::RemedyId;

impl Presenter<'_> {
    /// The sentence that gives the reason of a refusal; `None` if the known facts give no reason.
    pub(crate) fn why(
        &self,
        decision: &Decision,
        remedy: RemedyId,
        words: &Catalogue,
        lang: &str,
    ) -> Option<String> {
        let vocabulary = self.policy.vocabulary;
        if !vocabulary.get_remedy(remedy).is_refusal {
            return None;
        }
        let deciding = decision.sure.deciding.iter().map(|rule| &self.policy.rules[*rule]);
        let names = |rule: &&Rule| matches!(&rule.effect, Effect::Remedy { remedy: named, .. } if *named == remedy);
        let rules: Vec<&Rule> =
            deciding.filter(names).filter(|rule| self.surely_holds(rule)).collect();
        let value = |fact: FactId| match self.case.known(fact) {
            Some(Stated::Choice(at)) => Some(at),
            _ => None,
        };
        let (reason, rule) = vocabulary.reasons.iter().find_map(|reason| {
            let fits = explains(reason, remedy, value(COMPLAINT));
            let given = |rule: &&&Rule| fits && is_given_by(reason, rule, &value);
            let rule = rules.iter().find(given)?;
            Some((reason, *rule))
        })?;
        let slots =
            period(vocabulary, rule).map_or_else(Vec::new, |days| self.period_slots(days, lang));
        words.refusal(reason.code, &|name: &str| {
            slots.iter().find(|(slot, _)| *slot == name).map(|(_, text)| text.as_str())
        })
    }

    /// Whether a rule holds by known facts alone.
    fn surely_holds(&self, rule: &Rule) -> bool {
        rule.when.iter().all(|(fact, test)| match (test, self.case.known(*fact)) {
            (Test::OneOf(values), Some(Stated::Choice(at))) => values.contains(at),
            (Test::Number(bounds), Some(Stated::Number(number))) => {
                bounds.at_least.is_none_or(|least| number >= least)
                    && bounds.less_than.is_none_or(|most| number < most)
            }
            _ => false,
        })
    }

    /// Placeholder values that describe a period of `days` days that is over.
    fn period_slots(&self, days: u32, lang: &str) -> Vec<(&'static str, String)> {
        let mut slots = vec![("days", days.to_string())];
        let days_fact = self.policy.vocabulary.fact(DAYS);
        if let Some(Some(Stated::Number(after))) = days_fact.map(|fact| self.case.known(fact)) {
            slots.push(("after", after.to_string()));
        }
        let event = |code: &str| self.case.event_of(code);
        let (Some(delivered), Some(region)) = (event("delivered_at"), self.case.choice(REGION))
        else {
            return slots;
        };
        // The period counts from the latest day that the delivery may be on.
        let regions = shipped::regions();
        let delivered = deadline::days_of(delivered, regions, region).latest;
        let asked = event("requested_at").map(|asked| deadline::days_of(asked, regions, region));
        let today = self.case.now.map(|now| deadline::days_of(now.into(), regions, region));
        let Some(until) = regions.get(region).return_period_end(days, delivered) else {
            return slots;
        };
        // Dates are stated only if they show that the period is over.
        if asked.or(today).is_none_or(|asked| asked.earliest <= until) {
            return slots;
        }
        let others = asked.into_iter().chain(today).map(|day| day.written);
        let with_year = others.chain([until]).any(|day| day.year() != delivered.year());
        let day = |day: NaiveDate| self.written_day(lang, day, with_year);
        slots.extend([("delivered", day(delivered)), ("until", day(until))]);
        slots.extend(asked.map(|asked| ("asked", day(asked.written))));
        slots
    }
}
