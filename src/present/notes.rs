//! What the answer does not rest on: places that are not stated or do not go together, and deadlines that are not known.

use crate::present::advice::Presenter;
use crate::present::answer::{self, CaseValue, Entries, NoteCode};
use crate::words::letter::complete;
use crate::words::text_id::TextId;
use aftersales_core::policy::{Effect, Layer};
use aftersales_core::vocabulary::acts::Stage;
use aftersales_core::vocabulary::facts::{
    COMPLAINT, FactId, ORDER_STATE, PLATFORM, REGION, Values,
};
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
        if platform.is_some_and(|platform| self.is_silent(platform, complaint, state)) {
            notes.push(self.note(NoteCode::NoPlatformRule, None));
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

    /// Whether a platform that has rules has none for a complaint while no case is open there; what it forbids of every
    /// complaint aside.
    fn is_silent(&self, platform: usize, complaint: usize, state: Option<usize>) -> bool {
        let region = self.case.choice(REGION);
        let at = [(COMPLAINT, Some(complaint)), (ORDER_STATE, state), (REGION, region)];
        let rules = self.policy.rules.iter().zip(&self.policy.conditions);
        let mut own = rules.filter(|(rule, conditions)| {
            let is_there =
                |(fact, values): &(FactId, Values)| *fact == PLATFORM && values.contains(platform);
            rule.layer == Layer::Platform && conditions.iter().any(is_there)
        });
        let speaks = |conditions: &[(FactId, Values)]| {
            let no_case = self.policy.vocabulary.fact("platform_case");
            conditions.iter().all(|(fact, values)| {
                let stated = at.iter().find(|(other, _)| other == fact).and_then(|(_, at)| *at);
                let stated = stated.or((no_case == Some(*fact)).then_some(0));
                stated.is_none_or(|at| values.contains(at))
            })
        };
        let forbids = |effect: &Effect| matches!(effect, Effect::Duty { must: false, .. });
        let mut some = false;
        own.all(|(rule, conditions)| {
            some = true;
            forbids(&rule.effect) || !speaks(conditions)
        }) && some
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
