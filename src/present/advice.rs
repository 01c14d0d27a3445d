//! Presents a decision in the reader's language.

use crate::present::answer::{self, Advice, CaseValue, Entries, Status};
use crate::present::cache::{PartId, Shared};
use crate::present::wording::{
    case_of, present_problem, reason, rule_text, sources, text, value_text,
};
use crate::request::options::Options;
use crate::shipped;
use crate::words::catalogue::Catalogue;
use crate::words::letter::complete;
use crate::words::locale_format::LocaleFormat;
use crate::words::text_id::TextId;
use aftersales_core::case::{Bound, Case};
use aftersales_core::engine::block::Block;
use aftersales_core::engine::counterfactual::Change;
use aftersales_core::engine::deadlines::leading;
use aftersales_core::engine::decide::{Decision, after_declining};
use aftersales_core::engine::next::{MAX_DECLINED, Next, declined, next};
use aftersales_core::engine::questions::Questions;
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::sort;
use aftersales_core::plain::text::Text;
use aftersales_core::policy::{Policy, RuleId};
use aftersales_core::vocabulary::acts::{ActId, Stage};
use aftersales_core::vocabulary::facts::{Derivation, FactId, Stated, Who};
use aftersales_core::vocabulary::remedies::RemedyId;

/// Presents one case's decision in the reader's language.
pub struct Presenter<'a> {
    pub policy: &'a Policy,
    pub words: &'static Catalogue<'static>,
    pub case: &'a Case,
    pub options: &'a Options,
    /// Formats dates and amounts.
    pub format: &'a dyn LocaleFormat,
    /// IANA name of the zone in which the seller reads deadlines; `None`: the zone of the buyer's region.
    pub zone: Option<String>,
}

impl Presenter<'_> {
    /// The whole answer.
    pub fn advice(
        &self,
        decision: &Decision,
        questions: &Questions,
        would_change: &[Change],
        blocks: &[&Block],
        problems: &[Problem],
    ) -> Advice {
        let remedy = decision.remedy();
        let sure = &decision.sure;
        let leading = leading(self.policy, self.case, shipped::regions(), remedy, &sure.duties);
        // While the remedy is open, only steps that prepare the decision are listed.
        let is_early = |act: ActId| self.policy.vocabulary.get_act(act).stage <= Stage::Appease;
        let is_listed = |act: ActId| (remedy.is_some() || is_early(act)) && !self.is_looked_up(act);
        let message = self.message(decision, questions, blocks);
        let listed = sure.steps.iter().filter(|(act, _)| is_listed(*act));
        let mut steps: Vec<(ActId, &[RuleId])> =
            listed.map(|(act, rules)| (*act, rules.as_slice())).collect();
        // Whoever reads that an open case is looked at hears more of it.
        if let Some(answer) = self.policy.vocabulary.act("answer_buyer")
            && message.acts.contains(&"answer_buyer")
            && steps.iter().all(|(step, _)| *step != answer)
        {
            steps.push((answer, &[]));
            sort::by_key(&mut steps, |(act, _)| (self.policy.vocabulary.get_act(*act).stage, *act));
        }
        let is_step =
            |act: ActId| is_listed(act) && sure.steps.iter().any(|(step, _)| *step == act);
        let duty = |rule: &RuleId| self.duty(decision, *rule, Some(*rule) == leading, is_step);
        let mut duties: Vec<_> = sure.duties.iter().filter_map(duty).collect();
        // The seller's earliest deadline first; duties without a date last, musts before must-nots.
        sort::by_key(&mut duties, |(urgency, _)| *urgency);
        Advice {
            status: if remedy.is_some() { Status::Decided } else { Status::Open },
            remedy: remedy.map(|remedy| self.remedy(remedy)),
            possible: decision.possible.iter().map(|remedy| self.titled(*remedy)).collect(),
            costs: remedy.map_or_else(Vec::new, |_| self.costs(decision)),
            alternatives: self.alternatives(decision, blocks),
            steps: steps.iter().map(|(act, rules)| self.step(decision, *act, rules)).collect(),
            goodwill: sure
                .goodwill
                .iter()
                .filter(|_| !self.options.settings.no_goodwill)
                .map(|(act, rules)| self.goodwill(*act, rules))
                .collect(),
            notes: self.notes(remedy, leading.is_some()),
            duties: duties.into_iter().map(|(_, duty)| duty).collect(),
            rights: self.rights(decision),
            ask: questions.ask.iter().map(|fact| self.question(*fact)).collect(),
            irrelevant: questions
                .irrelevant
                .iter()
                .map(|fact| self.policy.vocabulary.facts[*fact].code)
                .collect(),
            message,
            because: match remedy {
                Some(_) => sure
                    .deciding
                    .iter()
                    .chain(&sure.supporting)
                    .map(|rule| self.reason(*rule))
                    .collect(),
                None => Vec::new(),
            },
            overruled: sure
                .overruled
                .iter()
                .filter(|_| remedy.is_some())
                .map(|(rule, by)| answer::Overruled {
                    rule: self.policy.rules[*rule].id.clone(),
                    text: self.rule_text(*rule),
                    sources: self.sources(*rule),
                    by: by.iter().map(|rule| self.reason(*rule)).collect(),
                })
                .collect(),
            would_change: would_change.iter().map(|change| self.change(change)).collect(),
            next: self.next(decision, blocks),
            tags: self.tags(decision),
            problems: problems.iter().map(|problem| present_problem(self.words, problem)).collect(),
        }
    }

    /// Whether an act only checks what follows from the dates of the case already.
    fn is_looked_up(&self, act: ActId) -> bool {
        let fact = self.policy.vocabulary.fact("return_period_extended");
        self.policy.vocabulary.get_act(act).code == "check_holiday_extension"
            && fact.is_some_and(|at| self.case.stated[at].is_some())
            && !self.case.by_weekends
    }

    pub(crate) fn text(&self, key: &str) -> Text {
        text(self.words, key)
    }

    fn by_id(&self, id: TextId) -> Text {
        Text::Borrowed(self.words.by_id(id))
    }

    fn remedy(&self, remedy: RemedyId) -> Shared<answer::RemedyInfo> {
        Shared::new(self.words, Some(PartId::RemedyInFull(remedy)), || answer::RemedyInfo {
            code: self.policy.vocabulary.get_remedy(remedy).code,
            title: self.by_id(TextId::RemedyTitle(remedy)),
            summary: self.by_id(TextId::RemedySummary(remedy)),
        })
    }

    pub(crate) fn titled(&self, remedy: RemedyId) -> Shared<answer::Titled> {
        Shared::new(self.words, Some(PartId::Remedy(remedy)), || answer::Titled {
            code: self.policy.vocabulary.get_remedy(remedy).code,
            title: self.by_id(TextId::RemedyTitle(remedy)),
        })
    }

    fn act(&self, act: ActId) -> Text {
        self.by_id(TextId::ActStep(act))
    }

    fn ids(&self, rules: &[RuleId]) -> Vec<Text> {
        rules.iter().map(|rule| self.policy.rules[*rule].id.clone()).collect()
    }

    /// The text of a rule; a shop's own rule is represented by its id.
    pub(crate) fn rule_text(&self, rule: RuleId) -> Text {
        rule_text(self.words, self.policy, rule)
    }

    pub(crate) fn sources(&self, rule: RuleId) -> Shared<Vec<answer::Source>> {
        let make = || sources(self.words, self.policy, rule);
        Shared::new(self.words, self.shipped(rule).map(PartId::Sources), make)
    }

    fn reason(&self, rule: RuleId) -> Shared<answer::Reason> {
        let make = || reason(self.words, self.policy, rule);
        Shared::new(self.words, self.shipped(rule).map(PartId::Reason), make)
    }

    /// The position of a rule in the shipped policy; `None` for a shop's own.
    pub(crate) fn shipped(&self, rule: RuleId) -> Option<RuleId> {
        if std::ptr::eq(self.policy, shipped::policy()) {
            return Some(rule);
        }
        shipped::policy().find(&self.policy.rules[rule].id)
    }

    /// The positions of rules in the shipped policy; `None` if one of them is a shop's own.
    fn all_shipped(&self, rules: &[RuleId]) -> Option<Vec<RuleId>> {
        rules.iter().map(|rule| self.shipped(*rule)).collect()
    }

    /// The alternatives, each with the number of declined offers that leads to it, up to [`MAX_DECLINED`].
    fn alternatives(
        &self,
        decision: &Decision,
        blocks: &[&Block],
    ) -> Vec<Shared<answer::Alternative>> {
        if decision.remedy().is_none() {
            return Vec::new();
        }
        let mut declined = declined(self.case);
        let alternatives = decision.sure.alternatives.iter().map(|(remedy, rules)| {
            // While several blocks are possible, the number of declined offers that leads here is not known.
            let next = match blocks {
                [block] => after_declining(block, self.case, declined + 1),
                _ => None,
            };
            let leads_here = next == Some(*remedy) && declined < MAX_DECLINED;
            declined += u32::from(leads_here);
            let costs = self.costs(&self.fall_back(decision, *remedy));
            self.alternative(*remedy, leads_here.then_some(declined), costs, rules)
        });
        alternatives.collect()
    }

    fn alternative(
        &self,
        remedy: RemedyId,
        declined: Option<u32>,
        costs: Vec<answer::Cost>,
        rules: &[RuleId],
    ) -> Shared<answer::Alternative> {
        let shipped = self.all_shipped(rules).filter(|_| costs.is_empty());
        let count = declined.unwrap_or_default();
        let part = shipped.as_deref().map(|rules| PartId::Alternative(remedy, count, rules));
        let set = |count| Entries(vec![("offers_declined", CaseValue::Number(count))]);
        Shared::new(self.words, part, || answer::Alternative {
            code: self.policy.vocabulary.get_remedy(remedy).code,
            title: self.by_id(TextId::RemedyTitle(remedy)),
            set: declined.map(set),
            costs,
            because: self.ids(rules),
        })
    }

    fn goodwill(&self, act: ActId, rules: &[RuleId]) -> Shared<answer::Goodwill> {
        let amount = self.suggested(act);
        let in_message = self.options.offers(act);
        let shipped = self.all_shipped(rules).filter(|_| amount.is_none() && !in_message);
        let part = shipped.as_deref().map(|rules| PartId::Goodwill(act, rules));
        Shared::new(self.words, part, || answer::Goodwill {
            act: self.policy.vocabulary.get_act(act).code,
            text: self.act(act),
            amount: amount.map(|amount| self.present_amount(amount)),
            in_message,
            because: self.ids(rules),
        })
    }

    /// The event that is missing where a number is bounded by one; it settles the number.
    pub(crate) fn settling_event(&self, fact: FactId) -> Option<&'static str> {
        match (&self.case.bounds[fact], &self.policy.vocabulary.facts[fact].derivation) {
            (Some(Bound::AtMost(_)), Some(Derivation::Days { to: Some(to), .. })) => {
                Some(self.policy.vocabulary.events[*to].code)
            }
            _ => None,
        }
    }

    fn question(&self, fact: FactId) -> Shared<answer::Question> {
        if let Some(event) = self.settling_event(fact) {
            return self.question_of_event(event);
        }
        let is_bounded = self.case.bounds[fact].is_some();
        let part = (!is_bounded).then_some(PartId::Question(fact));
        Shared::new(self.words, part, || answer::Question {
            fact: self.policy.vocabulary.facts[fact].code,
            question: self.words.ask(fact).into(),
            who: self.policy.vocabulary.facts[fact].who.code(),
            why: self.words.help(fact).into(),
            assumed: self.policy.vocabulary.facts[fact].starts_at().filter(|_| !is_bounded),
        })
    }

    /// The question of when an event happened.
    fn question_of_event(&self, code: &'static str) -> Shared<answer::Question> {
        let at = self.policy.vocabulary.event(code);
        let part = at.map(|at| PartId::Question(self.policy.vocabulary.facts.len() + at));
        Shared::new(self.words, part, || answer::Question {
            fact: code,
            question: self.text(&format!("fact.{code}.ask")),
            who: Who::Seller.code(),
            why: self.words.help_of(code).into(),
            assumed: None,
        })
    }

    fn step(&self, decision: &Decision, act: ActId, rules: &[RuleId]) -> Shared<answer::Step> {
        let amount = self.amount(decision, act);
        let path = self.path(act);
        let lists = self.policy.vocabulary.groups.lists_evidence.contains(act.into());
        let is_listed = |rule: &&RuleId| lists && decision.sure.duties.contains(*rule);
        let evidence: Vec<_> =
            rules.iter().filter(is_listed).map(|rule| self.reason(*rule)).collect();
        let plain = amount.is_none() && path.is_none() && evidence.is_empty();
        let shipped = self.all_shipped(rules).filter(|_| plain);
        let part = shipped.as_deref().map(|rules| PartId::Step(act, rules));
        Shared::new(self.words, part, || answer::Step {
            act: self.policy.vocabulary.get_act(act).code,
            stage: self.policy.vocabulary.get_act(act).stage.code(),
            text: self.act(act),
            amount: amount.map(|amount| self.present_amount(amount)),
            daily: self.policy.vocabulary.groups.daily.contains(act.into()),
            path: path.map(|path| Text::Borrowed(path.say)),
            path_sources: path.map_or_else(Vec::new, |path| self.path_sources(path)),
            evidence,
            because: self.ids(rules),
        })
    }

    fn change(&self, change: &Change) -> Shared<answer::WouldChange> {
        let part = match change.set.as_slice() {
            // Values of choices are the same in every policy; ranges of numbers are not.
            [(fact, value)] => self
                .policy
                .vocabulary
                .value(*fact, value)
                .map(|value| PartId::Change(*fact, value, change.remedy)),
            _ => None,
        };
        Shared::new(self.words, part, || answer::WouldChange {
            set: case_of(&change.set),
            remedy: self.policy.vocabulary.get_remedy(change.remedy).code,
            title: self.by_id(TextId::RemedyTitle(change.remedy)),
            label: self.change_label(&change.set),
        })
    }

    fn change_label(&self, change: &[(FactId, String)]) -> String {
        let parts: Vec<String> = change
            .iter()
            .map(|(fact, value)| {
                complete(
                    self.words.text("answer.change"),
                    &[
                        ("fact", self.words.by_id(TextId::FactLabel(*fact))),
                        ("value", value_text(self.words, *fact, value)),
                    ],
                )
            })
            .collect();
        parts.join(self.words.text("answer.and"))
    }

    /// Events that usually come next: offer declined, other team needed, platform case opened, resolved.
    fn next(&self, decision: &Decision, blocks: &[&Block]) -> Vec<Shared<answer::Next>> {
        let steps = next(decision, blocks, self.case).into_iter();
        let presented = |step: Next| {
            let (label, index, number) = match step {
                Next::Declined(number) => ("declined", 0, number),
                Next::OtherTeam => ("other_team", 1, 0),
                Next::PlatformCase => ("platform_case", 2, 0),
                Next::Solved => ("solved", 3, 0),
            };
            let (fact, value) = step.states(self.policy.vocabulary)?;
            let value = match value {
                Stated::Number(number) => CaseValue::Number(number),
                Stated::Choice(at) => CaseValue::Code(self.policy.value_code(fact, at)),
            };
            Some(Shared::new(self.words, Some(PartId::Next(index, number)), || {
                let label = self.text(&format!("answer.next.{label}"));
                answer::Next {
                    label,
                    set: Entries(vec![(self.policy.vocabulary.facts[fact].code, value)]),
                }
            }))
        };
        steps.filter_map(presented).collect()
    }

    /// Tags for a case register: complaint, order state, remedy, and further facts that reports count.
    fn tags(&self, decision: &Decision) -> Vec<String> {
        let mut tags = Vec::new();
        for code in ["complaint", "order_state", "cause", "evidence", "mood"] {
            let vocabulary = self.policy.vocabulary;
            let Some(fact) = vocabulary.fact(code) else { continue };
            let Some(at) = self.case.choice(fact) else { continue };
            tags.extend(vocabulary.codes(fact).get(at).map(|value| format!("{code}:{value}")));
        }
        tags.extend(
            decision
                .remedy()
                .map(|remedy| format!("remedy:{}", self.policy.vocabulary.get_remedy(remedy).code)),
        );
        tags
    }
}
