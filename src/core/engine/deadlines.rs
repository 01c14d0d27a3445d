//! The deadlines of a case, and the one that leads its answer.

use crate::case::Case;
use crate::policy::{Effect, Party, Policy, RuleId};
use crate::time::deadline::{self, Due, Event, Instant};
use crate::time::period::{Events, Period, Unit};
use crate::time::region::Regions;
use crate::vocabulary::complaints::state_bit;
use crate::vocabulary::facts::{ORDER_STATE, REGION};
use crate::vocabulary::remedies::RemedyId;

/// The earliest and the latest end of a period; `None` where no event that starts it is stated.
pub fn due<'r>(case: &Case, period: Period, regions: &'r Regions) -> Option<(Due<'r>, Due<'r>)> {
    let ends = |period, event| deadline::ends(period, event, regions, case.choice(REGION));
    let (first, last) = ends(period, earliest(case, period.starts())?);
    let Some(awaited) = earliest(case, period.not_before) else { return Some((first, last)) };
    let (from, until) = ends(Period::of(0, Unit::Days, period.from), awaited);
    let later = |one: Due<'r>, other: Due<'r>| if one.at < other.at { other } else { one };
    Some((later(first, from), later(last, until)))
}

/// Whether a period does not end yet, since none of the events that it waits for is stated.
pub fn waits(case: &Case, period: Period) -> bool {
    !period.not_before.is_empty() && earliest(case, period.not_before).is_none()
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

/// The first of these events that is stated.
fn earliest(case: &Case, events: Events) -> Option<Event> {
    events.iter().filter_map(|event| case.event(event)).min_by_key(|event| event.at)
}

/// Sort key of the leading deadline: with a date before without, earlier before later, core acts of the remedy
/// before others.
type LeadRank = (bool, Option<Instant>, bool);

/// The duty whose deadline leads the answer: the seller's next deadline or, without dates, one of the remedy's
/// core acts. An answer in a platform case whose countdown is not known precedes all others.
pub fn leading(
    policy: &Policy,
    case: &Case,
    regions: &Regions,
    remedy: Option<RemedyId>,
    duties: &[RuleId],
) -> Option<RuleId> {
    let core = remedy.map(|remedy| policy.vocabulary.core(remedy));
    let musts = duties.iter().filter_map(|id| match &policy.rules[*id].effect {
        Effect::Duty { must: true, act, within, by: Party::Seller, .. } => {
            Some((*id, *act, *within))
        }
        _ => None,
    });
    let answer = policy.vocabulary.act("answer_in_dispute");
    let mut best: Option<(LeadRank, RuleId)> = None;
    for (id, act, within) in musts {
        let is_answer = Some(act) == answer;
        let end = within.and_then(|within| due(case, within, regions)).map(|(first, _)| first.at);
        if within.is_none() && !is_answer {
            continue;
        }
        // A countdown that is not known may be the shortest.
        let undated = end.is_none() && !is_answer;
        let is_core = core.is_some_and(|core| core.contains(act.into()));
        let rank = (undated, end, !is_core);
        if best.is_none_or(|(other, _)| rank < other) {
            best = Some((rank, id));
        }
    }
    best.map(|(_, id)| id)
}
