//! The deadlines of a case, and the one that leads its answer.

use std::cmp::Reverse;

use crate::case::Case;
use crate::policy::{Effect, Layer, Party, Policy, RuleId};
use crate::time::deadline::{self, Due, Event, Instant};
use crate::time::period::{Events, Period, Unit};
use crate::time::region::Regions;
use crate::vocabulary::acts::ActId;
use crate::vocabulary::complaints::state_bit;
use crate::vocabulary::facts::{ORDER_STATE, REGION};
use crate::vocabulary::remedies::RemedyId;

/// The earliest and the latest end of a period; `None` where no event that starts it is stated.
pub fn due<'r>(case: &Case, period: Period, regions: &'r Regions) -> Option<(Due<'r>, Due<'r>)> {
    let ends = |period, event| deadline::ends(period, event, regions, case.choice(REGION));
    let (first, last) = ends(period, earliest(case, period)?);
    let Some(awaited) = first_of(case, period.not_before) else { return Some((first, last)) };
    let (from, until) = ends(Period::of(0, Unit::Days, period.from), awaited);
    let later = |one: Due<'r>, other: Due<'r>| if one.at < other.at { other } else { one };
    Some((later(first, from), later(last, until)))
}

/// Whether a period does not end yet, since none of the events that it waits for is stated.
pub fn waits(case: &Case, period: Period) -> bool {
    !period.not_before.is_empty() && first_of(case, period.not_before).is_none()
}

/// The event from which a period counts: of those that start it, the first that is stated, else one that may have
/// happened.
pub fn start(case: &Case, period: Period) -> usize {
    let starts = || [period.from].into_iter().chain(period.or.iter());
    let state = state_bit(case.choice(ORDER_STATE));
    let may_have = |event: &usize| case.vocabulary.events[*event].not_at & state == 0;
    let stated = starts().filter(|event| case.events[*event].is_some());
    stated
        .min_by_key(|event| case.events[*event])
        .or(starts().find(may_have))
        .unwrap_or(period.from)
}

/// The first of the events that start a period and are stated.
fn earliest(case: &Case, period: Period) -> Option<Event> {
    let event = first_of(case, period.starts())?;
    // The day of a deadline ends with its last hour.
    let is_deadline = case.vocabulary.events[period.from].is_deadline;
    if period.unit == Unit::Hours && is_deadline { Some(event.at.into()) } else { Some(event) }
}

/// The first of these events that is stated.
fn first_of(case: &Case, events: Events) -> Option<Event> {
    events.iter().filter_map(|event| case.event(event)).min_by_key(|event| event.at)
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
