//! What the answer does not rest on: places that are not stated or do not go together, and deadlines that are not known.

use crate::present::advice::Presenter;
use crate::present::answer::{self, CaseValue, Entries, NoteCode};
use crate::words::letter::complete;
use crate::words::text_id::TextId;
use aftersales_core::policy::Layer;
use aftersales_core::vocabulary::acts::Stage;
use aftersales_core::vocabulary::facts::{COMPLAINT, FactId, ORDER_STATE, PLATFORM, REGION};
use aftersales_core::vocabulary::remedies::RemedyId;

impl Presenter<'_> {
    /// The notes on an answer, those on places first. `leads`: whether a deadline leads it.
    pub(crate) fn notes(&self, remedy: Option<RemedyId>, leads: bool) -> Vec<answer::Note> {
        let vocabulary = self.policy.vocabulary;
        let Some(complaint) = self.case.choice(COMPLAINT) else { return Vec::new() };
        let state = self.case.choice(ORDER_STATE);
        let mut notes = Vec::new();
        let platform = self.case.choice(PLATFORM);
        let region = self.case.choice(REGION);
        let market = platform.and_then(|platform| vocabulary.market(platform));
        if platform.is_none() {
            notes.push(self.note(NoteCode::NoPlatform, None));
        }
        if vocabulary.applies(REGION, complaint, state) {
            let home = market.and_then(|market| market.home);
            match region {
                None => notes.push(self.note(NoteCode::NoRegion, home)),
                Some(region) if !self.has_law(region) => {
                    notes.push(self.note(NoteCode::NoLaw, None));
                }
                Some(_) => {}
            }
            let sold = market.is_none_or(|market| {
                market.regions.is_empty() || region.is_none_or(|at| market.regions.contains(at))
            });
            if !sold {
                notes.push(self.note(NoteCode::UnlikelyPlace, home));
            }
        }
        // What is only registered has no deadline.
        let goes_on = |remedy: &RemedyId| {
            let mut core = vocabulary.core(*remedy).iter();
            core.any(|act| vocabulary.acts[act].stage < Stage::Register)
        };
        let decided = remedy.filter(goes_on).is_some();
        if decided && !leads && vocabulary.has_order_state(complaint) {
            notes.push(self.note(NoteCode::NoDeadline, None));
        }
        notes
    }

    /// Whether a rule of law in force tests for a region.
    fn has_law(&self, region: usize) -> bool {
        let rules = self.policy.rules.iter().zip(&self.policy.conditions);
        rules.filter(|(rule, _)| rule.layer == Layer::Law).any(|(_, conditions)| {
            conditions.iter().any(|(fact, values)| *fact == REGION && values.contains(region))
        })
    }

    /// A note, with the region that it proposes.
    fn note(&self, code: NoteCode, region: Option<usize>) -> answer::Note {
        let label = |fact: FactId, value: Option<usize>| {
            value.map_or("", |value| self.words.by_id(TextId::Value(fact, value)))
        };
        let text = complete(
            self.words.text(code.key()),
            &[
                ("platform", label(PLATFORM, self.case.choice(PLATFORM))),
                ("region", label(REGION, self.case.choice(REGION))),
            ],
        );
        let set = region.map(|at| {
            let value = CaseValue::Code(self.policy.value_code(REGION, at));
            Entries(vec![(self.policy.vocabulary.facts[REGION].code, value)])
        });
        let label = region.map(|at| label(REGION, Some(at)).to_owned());
        answer::Note { code, text, set, label }
    }
}
