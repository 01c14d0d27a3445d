//! The deadlines of a case, and the one that leads its answer.

use std::cmp::Reverse;

use crate::case::Case;
use crate::policy::{Effect, Layer, Party, Policy, RuleId};
use crate::time::deadline::{self, Due, Instant};
use crate::time::period::{Period, Unit};
use crate::time::region::Regions;
use crate::vocabulary::acts::ActId;
use crate::vocabulary::facts::REGION;
use crate::vocabulary::remedies::RemedyId;

/// The earliest and the latest end of a period; `None` where its event is not stated.
pub fn due<'r>(case: &Case, period: Period, regions: &'r Regions) -> Option<(Due<'r>, Due<'r>)> {
    let mut event = case.event(period.from)?;
    // The day of a deadline ends with its last hour.
    if period.unit == Unit::Hours && case.vocabulary.events[period.from].is_deadline {
        event = event.at.into();
    }
    Some(deadline::ends(period, event, regions, case.choice(REGION)))
}

/// The earliest and the latest end of a period whose event is not stated; `None` where other events do not bound it.
pub fn due_between<'r>(
    case: &Case,
    period: Period,
    regions: &'r Regions,
) -> Option<(Due<'r>, Due<'r>)> {
    let (from, until) = case.happened_between(period.from)?;
    let ends = |event: Instant| deadline::ends(period, event.into(), regions, case.choice(REGION));
    Some((ends(from).0, ends(until).1))
}

/// Sort key of the leading deadline: one that is stated to lead before others, with a date before without, earlier before
/// later, core acts of the remedy before others, higher layers before lower ones.
type LeadRank = (bool, bool, Option<Instant>, bool, Reverse<Layer>);

/// The duty whose deadline leads the answer: the seller's next deadline or, without dates, one of the remedy's
/// core acts. The countdown that is stated precedes all others; an answer with a countdown that is not known
/// follows it only.
pub fn leading(
    policy: &Policy,
    case: &Case,
    regions: &Regions,
    remedy: Option<RemedyId>,
    duties: &[RuleId],
) -> Option<RuleId> {
    let core = remedy.map(|remedy| policy.vocabulary.core(remedy));
    let end = |within: Option<Period>| -> Option<Instant> {
        due(case, within?, regions).map(|(first, _)| first.at)
    };
    let musts = duties.iter().filter_map(|id| match &policy.rules[*id].effect {
        Effect::Duty { must: true, act, within, by: Party::Seller, .. } => {
            Some((*id, *act, *within))
        }
        _ => None,
    });
    let answers = &policy.vocabulary.groups.counted_down;
    let musts: Vec<(RuleId, ActId, Option<Period>)> = musts.collect();
    let is_dated = |(_, act, within): &(RuleId, ActId, Option<Period>)| {
        answers.contains((*act).into()) && end(*within).is_some()
    };
    let answer_is_dated = musts.iter().any(is_dated);
    let mut best: Option<(LeadRank, RuleId)> = None;
    for (id, act, within) in musts {
        let is_answer = answers.contains(act.into());
        if within.is_none() && !is_answer {
            continue;
        }
        let end = end(within);
        // A countdown that is not known may be the shortest.
        let undated = end.is_none() && (!is_answer || answer_is_dated);
        let event = within.map(|within| &policy.vocabulary.events[within.from]);
        let leads = end.is_some() && event.is_some_and(|event| event.leads);
        let is_core = core.is_some_and(|core| core.contains(act.into()));
        let layer = Reverse(policy.rules[id].layer);
        let rank = (!leads, undated, end, !is_core, layer);
        if best.is_none_or(|(other, _)| rank < other) {
            best = Some((rank, id));
        }
    }
    best.map(|(_, id)| id)
}
