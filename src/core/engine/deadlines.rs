//! The deadlines of a case, and the one that leads its answer.

use crate::case::Case;
use crate::policy::{Effect, Party, Policy, RuleId};
use crate::time::deadline::{self, Due, Instant};
use crate::time::period::Period;
use crate::time::region::Regions;
use crate::vocabulary::facts::REGION;
use crate::vocabulary::remedies::RemedyId;

/// The earliest and the latest end of a period; `None` where its event is not stated.
pub fn due<'r>(case: &Case, period: Period, regions: &'r Regions) -> Option<(Due<'r>, Due<'r>)> {
    let event = case.event(period.from)?;
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
