//! Why something is refused, as the message says it: which exclusion, or which period from when to when.

use chrono::Datelike;

use super::Teller;
use crate::case::Stated;
use crate::deadline::{self, Instant};
use crate::engine::decide::Decision;
use crate::facts::{self, EVENTS, FactId, REGION, STARTS};
use crate::message::refusal::{DAYS, REASONS, period};
use crate::message::words::Words;
use crate::policy::{Effect, Rule, Test, Unit, Within};
use crate::remedy::{self, RemedyId};
use crate::zone::Zone;

/// Days that China gives for a return without a reason, and more where the last is a day of rest
/// (CN-CRPL-25-1, CN-CC-203).
const TO_WORKING_DAY: (&str, u32) = ("cn", 7);

impl Teller<'_> {
    /// The sentence that gives the reason of a refusal; none where what is known gives none.
    pub(super) fn why(
        &self,
        decision: &Decision,
        remedy: RemedyId,
        words: &Words,
        lang: &str,
    ) -> Option<String> {
        if !remedy::get(remedy).is_refusal() {
            return None;
        }
        let deciding = decision.sure.deciding.iter().map(|rule| &self.policy.rules[*rule]);
        let names = |rule: &&Rule| matches!(&rule.effect, Effect::Remedy { remedy: named, .. } if *named == remedy);
        let rules: Vec<&Rule> =
            deciding.filter(names).filter(|rule| self.surely_holds(rule)).collect();
        let value = |fact: FactId| match self.known(fact) {
            Some(Stated::Choice(at)) => Some(at),
            _ => None,
        };
        let (reason, rule) = REASONS.iter().find_map(|reason| {
            let rule = rules.iter().find(|rule| reason.is_given_by(rule, &value))?;
            Some((reason, *rule))
        })?;
        let slots = period(rule).map_or_else(Vec::new, |days| self.period_slots(days, lang));
        words.refusal(reason.code, &|name: &str| {
            slots.iter().find(|(slot, _)| *slot == name).map(|(_, text)| text.as_str())
        })
    }

    /// What is stated of a fact, or assumed.
    fn known(&self, fact: FactId) -> Option<Stated> {
        let assumed = || match facts::FACTS[fact].kind {
            facts::Kind::Choice(_) => STARTS[fact].map(|at| Stated::Choice(at as usize)),
            facts::Kind::Number { .. } => STARTS[fact].map(Stated::Number),
        };
        self.case.stated[fact].or_else(assumed)
    }

    /// Whether a rule holds whatever is not known yet.
    fn surely_holds(&self, rule: &Rule) -> bool {
        rule.when.iter().all(|(fact, test)| match (test, self.known(*fact)) {
            (Test::OneOf(values), Some(Stated::Choice(at))) => values & (1 << at) != 0,
            (Test::Number(bounds), Some(Stated::Number(number))) => {
                bounds.at_least.is_none_or(|least| number >= least)
                    && bounds.less_than.is_none_or(|most| number < most)
            }
            _ => false,
        })
    }

    /// What is known of a period of so many days that is over.
    fn period_slots(&self, days: u32, lang: &str) -> Vec<(&'static str, String)> {
        let mut slots = vec![("days", days.to_string())];
        if let Some(Some(Stated::Number(after))) = facts::find(DAYS).map(|fact| self.known(fact)) {
            slots.push(("after", after.to_string()));
        }
        let event =
            |code: &str| self.case.events[EVENTS.iter().position(|event| *event == code)?];
        let (Some(delivered), Some(region)) = (event("delivered_at"), self.case.choice(REGION))
        else {
            return slots;
        };
        let zone = deadline::zones(region).1;
        let Some(until) = period_end(days, delivered, region, zone) else { return slots };
        let asked = event("requested_at");
        // Days that do not bear the refusal out are not named: what was stated counts.
        if asked.or(self.case.now).is_none_or(|asked| asked <= until) {
            return slots;
        }
        let year = |instant: Instant| zone.at(instant).year();
        let with_year = [asked, self.case.now, Some(until)]
            .into_iter()
            .flatten()
            .any(|instant| year(instant) != year(delivered));
        let day = |instant| self.conventions.day(lang, instant, zone.name, with_year);
        slots.extend([("delivered", day(delivered)), ("until", day(until))]);
        slots.extend(asked.map(|asked| ("asked", day(asked))));
        slots
    }
}

/// The end of a period of days from delivery; none where it may have been later for days of rest that are
/// not known.
fn period_end(
    days: u32,
    delivered: Instant,
    region: usize,
    zone: &'static Zone,
) -> Option<Instant> {
    let (code, period) = TO_WORKING_DAY;
    let to_working_day = days == period && facts::value_index(REGION, code) == Some(region);
    let within = Within { value: days, unit: Unit::Days, from: 0, to_working_day };
    let calendar = deadline::calendar(region);
    let end = deadline::due(within, delivered, zone, calendar).at;
    let known = !to_working_day || calendar?.working_from(zone.at(end).date_naive()).is_some();
    known.then_some(end)
}
