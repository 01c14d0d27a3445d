//! Checks what a seller intends: is it required, allowed, against a rule, less than is owed, or more
//! than usual?
//!
//! A plan is a remedy, or acts, or both. A remedy alone stands for itself with what is owed beside
//! it, unless it denies that; acts, once some are named, are all there is, unless they only follow up an answer
//! that was carried out.

use crate::present::advice::Presenter;
use crate::present::answer::{self, CheckItem, Source};
use crate::present::objections;
use crate::present::planned;
use crate::present::wording::{present_problem, rule_text, sources, text};
use crate::request::case::read_case;
use crate::request::options::{Options, PACK, own_pack, read_options};
use crate::request::plan::Plan;
use crate::shipped;
use crate::shop::{Shop, shop};
use crate::words::catalogue::Catalogue;
use crate::words::locale_format::LocaleFormat;
use crate::words::text_id::TextId;
use aftersales_core::case::Case;
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::engine::decide::{Decision, decide};
use aftersales_core::engine::rights::{freight_act, written};
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::sort;
use aftersales_core::plain::text::Text;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Effect, Layer, Party, Policy, RuleId};
use aftersales_core::vocabulary::acts::{Act, ActId, Acts};
use aftersales_core::vocabulary::facts::Stated;
use aftersales_core::vocabulary::remedies::{Remedy, RemedyId};
use aftersales_core::vocabulary::verdict::Verdict;

/// Checks a plan in a case. Mistakes in any argument come back in `problems`; the rest is checked
/// as far as it goes.
pub fn check(
    case: &Value,
    plan: &Value,
    options: &Value,
    conventions: &dyn LocaleFormat,
) -> answer::Check {
    let shop = own_pack(options).map(shop);
    check_in(shop.as_deref(), case, plan, options, conventions)
}

/// The same by the rules in force in a shop, if there is one. Of the pack among the options only its settings are
/// read.
pub fn check_in(
    shop: Option<&Shop>,
    case: &Value,
    plan: &Value,
    options: &Value,
    conventions: &dyn LocaleFormat,
) -> answer::Check {
    let (known, mut wrong_options) = read_options(options);
    let (case, mut problems) = read_case(case, known.now, &known.settings);
    let plan = Plan::read(plan, &mut problems);
    let words = shipped::words(known.lang);
    let day = case.now.map(|now| now.date_naive().to_string());
    let in_force = shop.map(|shop| shop.on(day.as_deref()));
    if let Some(in_force) = &in_force {
        wrong_options.extend(objections::problems(in_force, words, PACK));
    }
    problems.extend(wrong_options);
    let asked =
        Asked { case: &case, plan: &plan, options: &known, problems: &problems, conventions };
    match &in_force {
        Some(own) => own.with_blocks(&case, |blocks| checked(blocks, words, &asked)),
        None => checked(&shipped::blocks(&case, day.as_deref()), words, &asked),
    }
}

/// The arguments of a check, as they were read.
struct Asked<'a> {
    case: &'a Case,
    plan: &'a Plan,
    options: &'a Options,
    problems: &'a [Problem],
    conventions: &'a dyn LocaleFormat,
}

fn checked(
    blocks: &Blocks,
    words: &'static Catalogue<'static>,
    &Asked { case, plan, options, problems, conventions }: &Asked,
) -> answer::Check {
    let policy = blocks.policy();
    let open = blocks.open(case);
    let decision = decide(&open, case);
    let declined = policy.vocabulary.roles.offers_declined.and_then(|fact| case.known(fact));
    let has_declined = !matches!(declined, Some(Stated::Number(0)));
    let mut items = Checked { policy, decision: &decision, plan, has_declined }.items();
    sort::by_key(&mut items, |item| (item.verdict, item.act));
    // What is owed beside a plan is part of carrying it out, and makes it no more required.
    let planned = items.iter().filter(|item| item.planned || item.verdict <= Verdict::LessThanOwed);
    let verdict = planned.map(|item| item.verdict).min().unwrap_or(Verdict::Allowed);
    // What is not owed by the plan has no message that could be sent.
    let is_fit = verdict > Verdict::LessThanOwed && !plan.is_empty();
    let mut owed = Acts::default();
    for item in items.iter().filter(|item| !item.planned) {
        owed.insert(item.act.into());
    }
    let presenter = Presenter { policy, words, case, options, format: conventions, zone: None };
    let message =
        is_fit.then(|| planned::message(&presenter, &decision, &open, plan, &owed)).flatten();
    answer::Check {
        verdict: verdict.code(),
        verdict_text: verdict_text(words, verdict),
        items: items.iter().map(|item| item.presented(words, policy)).collect(),
        message,
        problems: problems.iter().map(|problem| present_problem(words, problem)).collect(),
    }
}

fn verdict_text(words: &'static Catalogue<'static>, verdict: Verdict) -> Text {
    text(words, &format!("answer.check.{}", verdict.code()))
}

/// Every remedy and every act that a plan can name, in words.
pub fn choices(lang: &str) -> answer::PlanChoices {
    let words = shipped::words(lang);
    let vocabulary = shipped::vocabulary();
    let titled = |(id, remedy): (usize, &Remedy)| answer::Titled {
        code: remedy.code,
        title: Text::Borrowed(words.by_id(TextId::RemedyTitle(id as RemedyId))),
    };
    let act = |(id, act): (usize, &Act)| answer::PlanAct {
        code: act.code,
        text: Text::Borrowed(words.by_id(TextId::ActStep(id as ActId))),
        goodwill: vocabulary.groups.goodwill.contains(id),
    };
    answer::PlanChoices {
        remedies: vocabulary.remedies.iter().enumerate().map(titled).collect(),
        acts: vocabulary.acts.iter().enumerate().map(act).collect(),
        tones: shipped::TONES.to_vec(),
        channels: shipped::CHANNELS.iter().map(|channel| channel.code).collect(),
    }
}

/// One act with its verdict.
struct Item {
    act: ActId,
    verdict: Verdict,
    because: Vec<RuleId>,
    /// Named in the plan, not only owed beside it.
    planned: bool,
}

impl Item {
    /// In words: the rule that decides the verdict, else the act.
    fn presented(&self, words: &'static Catalogue<'static>, policy: &Policy) -> CheckItem {
        let by_rule = matches!(
            self.verdict,
            Verdict::AgainstRule | Verdict::LessThanOwed | Verdict::Required
        );
        let rule = self.because.first().filter(|_| by_rule);
        let mut cited = Vec::new();
        for source in self.because.iter().flat_map(|rule| sources(words, policy, *rule)) {
            if !cited.iter().any(|other: &Source| other.id == source.id) {
                cited.push(source);
            }
        }
        CheckItem {
            act: policy.vocabulary.get_act(self.act).code,
            act_text: Text::Borrowed(words.by_id(TextId::ActStep(self.act))),
            verdict: self.verdict.code(),
            verdict_text: verdict_text(words, self.verdict),
            text: match rule {
                Some(rule) => rule_text(words, policy, *rule),
                None => Text::Borrowed(words.by_id(TextId::ActStep(self.act))),
            },
            because: self.because.iter().map(|rule| policy.rules[*rule].id.clone()).collect(),
            sources: cited,
        }
    }
}

struct Checked<'a> {
    policy: &'a Policy,
    decision: &'a Decision,
    plan: &'a Plan,
    /// Whether the buyer declined an offer, or nobody asks whether.
    has_declined: bool,
}

impl Checked<'_> {
    fn named(&self) -> Acts {
        self.plan.named(self.policy.vocabulary)
    }

    fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let named = self.named();
        for act in named.iter().map(|act| act as ActId) {
            let (verdict, because) = self.verdict_of(act);
            items.push(Item { act, verdict, because, planned: true });
        }
        if self.plan.follow_up {
            return items;
        }
        let given = self.given();
        for (act, because) in self.owed() {
            if named.contains(act.into()) {
                continue;
            }
            // What a remedy gives, another one does not.
            let done = !given.contains(act.into()) && self.does(act);
            let verdict = if done { Verdict::Required } else { Verdict::LessThanOwed };
            items.push(Item { act, verdict, because, planned: false });
        }
        for (act, right) in self.unmet() {
            let verdict = Verdict::LessThanOwed;
            match items.iter_mut().find(|item| item.act == act && !item.planned) {
                Some(item) if item.verdict == verdict => item.because.push(right),
                Some(item) => (item.verdict, item.because) = (verdict, vec![right]),
                None => items.push(Item { act, verdict, because: vec![right], planned: false }),
            }
        }
        items
    }

    /// The rights that the plan does not meet, each with the act that opens the way to take: those that hold and that it
    /// denies, those that the buyer claims and that it gives nothing for, and, where it refuses, those that may hold.
    fn unmet(&self) -> Vec<(ActId, RuleId)> {
        let (sure, vocabulary) = (&self.decision.sure, self.policy.vocabulary);
        let (named, opened) = (self.named(), self.opened());
        let mut unmet: Vec<(ActId, RuleId)> = Vec::new();
        let mut add = |rule: RuleId, is_open: &dyn Fn(usize) -> bool| {
            let mut ways = self.ways(rule).iter().copied();
            let way = ways.find(|act| is_open((*act).into()));
            if let Some(way) = way.filter(|_| unmet.iter().all(|(_, other)| *other != rule)) {
                unmet.push((way, rule));
            }
        };
        if let Some(remedy) = self.plan.remedy {
            let denied = vocabulary.denied(remedy).without(&named);
            let refuses = vocabulary.get_remedy(remedy).is_refusal;
            let open = self.decision.may_hold.iter().filter(|_| refuses);
            for rule in sure.rights.iter().chain(open) {
                add(*rule, &|act| denied.contains(act));
            }
        }
        // A fall-back comes after the buyer declined what is owed.
        let falls_back = self.has_declined
            && sure.alternatives.iter().any(|(other, _)| Some(*other) == self.plan.remedy);
        if self.plan.remedy.is_some() || self.plan.acts.is_some() {
            for rule in sure.claims.iter().filter(|_| !falls_back) {
                let Effect::Claim(claim) = &self.policy.rules[*rule].effect else { continue };
                if !claim.met_by.meets(&opened) {
                    add(self.policy.written_of(*rule), &|act| claim.met_by.contains(act));
                }
            }
        }
        unmet
    }

    /// The acts that open the ways of a right.
    fn ways(&self, right: RuleId) -> &[ActId] {
        match &self.policy.rules[right].effect {
            Effect::Right(right) => &right.one_of,
            _ => &[],
        }
    }

    /// The remedies that the plan carries out: its own, or else the largest of those of which it names all acts.
    fn taken(&self) -> Vec<&'static Remedy> {
        let vocabulary = self.policy.vocabulary;
        if let Some(remedy) = self.plan.remedy {
            return vec![vocabulary.get_remedy(remedy)];
        }
        let named = self.named();
        let is_named = |remedy: &&Remedy| !remedy.core.is_empty() && remedy.core.is_within(&named);
        let all: Vec<&Remedy> = vocabulary.remedies.iter().filter(is_named).collect();
        let larger = |one: &Remedy, other: &Remedy| {
            one.core.is_within(&other.core) && one.core != other.core
        };
        let is_largest = |one: &&&Remedy| !all.iter().any(|other| larger(one, other));
        all.iter().filter(is_largest).copied().collect()
    }

    /// The acts that open the ways which the plan takes: those of its remedies, and acts that are no part of one.
    fn opened(&self) -> Acts {
        let mut opened = self.named();
        let taken = self.taken();
        taken.iter().for_each(|remedy| opened.remove(&remedy.core));
        taken.iter().for_each(|remedy| opened.add(&remedy.opens));
        opened
    }

    /// The rights that the buyer claims and that an act of the plan meets: it opens one of the ways that do, or is what a
    /// remedy gives on such a way.
    fn met_by(&self, act: ActId) -> Vec<RuleId> {
        let groups = &self.policy.vocabulary.groups;
        let (at, opened, taken) = (usize::from(act), self.opened(), self.taken());
        let gives = groups.gives.or(&groups.passes_on).contains(at);
        let meets = |rule: &&RuleId| match &self.policy.rules[**rule].effect {
            Effect::Claim(claim) => {
                let on_the_way = |remedy: &&Remedy| {
                    remedy.core.contains(at) && remedy.opens.meets(&claim.met_by)
                };
                (opened.contains(at) && claim.met_by.contains(at))
                    || (gives && taken.iter().any(on_the_way))
            }
            _ => false,
        };
        let claims = self.decision.sure.claims.iter().filter(meets);
        written(self.policy, claims.copied().collect())
    }

    /// Whether an act that is owed will be done. Acts that are named are all there is; a remedy alone
    /// leaves the rest as it is, but only one that is advised goes with what settles the claim.
    fn does(&self, act: ActId) -> bool {
        let vocabulary = self.policy.vocabulary;
        let (at, named, groups) = (usize::from(act), self.named(), &vocabulary.groups);
        let is_remedied = groups.fault.contains(at) && named.meets(&groups.remedies_fault);
        if named.contains(at) || is_remedied {
            return true;
        }
        let denied = self.plan.remedy.map(|remedy| vocabulary.denied(remedy));
        if self.plan.acts.is_some() || denied.is_some_and(|denied| denied.contains(at)) {
            return false;
        }
        let of_alternatives = self.decision.sure.alternatives.iter().map(|(other, _)| *other);
        let mut advised = self.decision.remedy().into_iter().chain(of_alternatives);
        let open = self.decision.remedy().is_none();
        let Some(planned) = self.plan.remedy.filter(|_| !open) else { return true };
        !groups.settles.contains(at) || advised.any(|remedy| remedy == planned)
    }

    /// The duties that forbid an act, or what it commits.
    fn forbidding(&self, act: ActId) -> Vec<RuleId> {
        let committed = self.policy.vocabulary.get_act(act).commits.iter().map(|act| act as ActId);
        [act].into_iter().chain(committed).flat_map(|act| self.duties(false, act)).collect()
    }

    /// The rights by which the seller bears what an act has the buyer pay: they offer a way that the plan takes.
    fn charging(&self, act: ActId) -> Vec<RuleId> {
        if freight_act(self.policy.vocabulary, Party::Buyer) != Some(act) {
            return Vec::new();
        }
        let opened = self.opened();
        let bears = |rule: &&RuleId| match &self.policy.rules[**rule].effect {
            Effect::Right(right) => {
                right.borne_by == Some(Party::Seller) && right.acts().meets(&opened)
            }
            _ => false,
        };
        self.decision.sure.rights.iter().filter(bears).copied().collect()
    }

    /// How a planned act stands to the rules, and by which rules.
    fn verdict_of(&self, act: ActId) -> (Verdict, Vec<RuleId>) {
        let mut forbidding = self.forbidding(act);
        forbidding.extend(self.charging(act));
        if !forbidding.is_empty() {
            return (Verdict::AgainstRule, forbidding);
        }
        if let Some((_, because)) = self.owed().into_iter().find(|(owed, _)| *owed == act) {
            return (Verdict::Required, because);
        }
        let met = self.met_by(act);
        if !met.is_empty() {
            return (Verdict::Required, met);
        }
        let sure = &self.decision.sure;
        let advised = sure.steps.iter().chain(&sure.goodwill).find(|(advised, _)| *advised == act);
        let groups = &self.policy.vocabulary.groups;
        match advised {
            Some((_, because)) => (Verdict::Allowed, because.clone()),
            None if groups.goodwill.contains(act.into()) => (Verdict::MoreThanUsual, vec![]),
            // Giving more than the remedy that is recommended gives.
            None if groups.gives.contains(act.into()) && self.decision.remedy().is_some() => {
                (Verdict::MoreThanUsual, vec![])
            }
            None => (Verdict::Allowed, vec![]),
        }
    }

    /// The duties of the seller in force that require, or forbid, an act.
    fn duties(&self, required: bool, act: ActId) -> Vec<RuleId> {
        let about = |rule: &&RuleId| match &self.policy.rules[**rule].effect {
            Effect::Duty { must, act: other, by, .. } => {
                *must == required && *other == act && (!required || *by == Party::Seller)
            }
            _ => false,
        };
        self.decision.sure.duties.iter().filter(about).copied().collect()
    }

    /// The rules of platform and law that name the remedy; what a right entitles to may be given in other ways, too.
    fn granting(&self) -> Vec<RuleId> {
        let names = |rule: &&RuleId| {
            self.binds(**rule) && matches!(self.policy.rules[**rule].effect, Effect::Remedy { .. })
        };
        self.decision.sure.deciding.iter().filter(names).copied().collect()
    }

    fn binds(&self, rule: RuleId) -> bool {
        self.policy.rules[rule].layer >= Layer::Platform
    }

    /// What the remedy gives that rules of platform or law grant, as far as the plan does not give
    /// something better or a fall-back that such a rule names itself.
    fn given(&self) -> Acts {
        let sure = &self.decision.sure;
        let Some(remedy) = self.decision.remedy().filter(|_| !self.granting().is_empty()) else {
            return Acts::default();
        };
        let within = |(other, rules): &(RemedyId, Vec<RuleId>)| {
            Some(*other) == self.plan.remedy && rules.iter().any(|rule| self.binds(*rule))
        };
        if sure.alternatives.iter().any(within) {
            return Acts::default();
        }
        let (planned, groups) = (self.named(), &self.policy.vocabulary.groups);
        let mut given = groups.gives.or(&groups.passes_on);
        given.keep(self.policy.vocabulary.core(remedy));
        // Who has the whole price back needs no replacement.
        if planned.meets(&groups.refunds_all) && !planned.meets(&groups.deducts) {
            given.remove(&groups.instead_of_refund);
        }
        given
    }

    /// What is owed by rules of platform and law, with those rules: the acts of duties, and what the
    /// remedy gives that such a rule grants.
    fn owed(&self) -> Vec<(ActId, Vec<RuleId>)> {
        let given = self.given();
        let because = |act: ActId| {
            let mut rules = self.duties(true, act);
            rules.retain(|rule| self.binds(*rule));
            if given.contains(act.into()) {
                rules.extend(self.granting());
            }
            rules
        };
        let count = self.policy.vocabulary.acts.len() as ActId;
        let all = (0..count).map(|act| (act, because(act)));
        all.filter(|(_, because)| !because.is_empty()).collect()
    }
}
