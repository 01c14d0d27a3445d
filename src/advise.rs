//! The answer to a case, put together: decided by the engine, said in the reader's language.

use crate::act::{self, ActId, Stage};
use crate::answer::{self, Advice, CaseValue, Entries, Status};
use crate::case::{Case, Money, Stated, read_case};
use crate::conventions::Conventions;
use crate::deadline::{self, Due, Instant};
use crate::engine::ask::{Questions, questions};
use crate::engine::blocks::Blocks;
use crate::engine::change::{Change, changes};
use crate::engine::decide::{Decision, acts, decide};
use crate::engine::space::Block;
use crate::facts::{self, EVENTS, FACTS, FactId, Kind, REGION, Who};
use crate::message::codes::Of;
use crate::message::words::Words;
use crate::message::{self, Bound, Letter, Sender, complete};
use crate::options::{Options, read_options, read_own_rules, refuse_own_rules};
use crate::order;
use crate::policy::{Effect, Party, Policy, RuleId, Verified, Within};
use crate::problem::Problem;
use crate::remedy::{self, RemedyId, To};
use crate::settings;
use crate::shared::{About, Shared};
use crate::shipped;
use crate::text::Text;
use crate::value::Value;

/// Advises on a case. Mistakes in either argument come back in `problems`; the rest is answered as
/// far as it goes.
pub fn advise(case: &Value, options: &Value, conventions: &dyn Conventions) -> Advice {
    let (known, mut problems) = read_options(options);
    let own = read_own_rules(options, &mut problems);
    if own.is_empty() {
        return of_shipped(case, &known, problems, conventions);
    }
    // A shop's own rules are laid over the shipped ones.
    let (case, problems) = read(case, &known, problems);
    let rules = shipped::policy().rules.iter().chain(&own).cloned().collect();
    let policy = Policy::new(rules);
    let blocks = Blocks::new(&policy, day(&case));
    answer(&blocks, &case, &known, &problems, conventions)
}

/// The same by the shipped policy alone: a shop's own pack is not read, and reported.
pub fn advise_shipped(case: &Value, options: &Value, conventions: &dyn Conventions) -> Advice {
    let (known, mut problems) = read_options(options);
    refuse_own_rules(options, &mut problems);
    of_shipped(case, &known, problems, conventions)
}

fn of_shipped(
    case: &Value,
    options: &Options,
    problems: Vec<Problem>,
    conventions: &dyn Conventions,
) -> Advice {
    let (case, problems) = read(case, options, problems);
    let dated = shipped::is_dated().then(|| Blocks::new(shipped::policy(), day(&case)));
    let blocks = dated.as_ref().unwrap_or_else(|| shipped::blocks());
    answer(blocks, &case, options, &problems, conventions)
}

/// The case, with its problems before those of the options.
fn read(case: &Value, options: &Options, problems: Vec<Problem>) -> (Case, Vec<Problem>) {
    let (case, mut found) = read_case(case, options.now, &options.settings);
    found.extend(problems);
    (case, found)
}

/// The day for which rules must be valid.
fn day(case: &Case) -> Option<String> {
    case.now.map(|now| now.date_naive().to_string())
}

fn answer(
    blocks: &Blocks,
    case: &Case,
    options: &Options,
    problems: &[Problem],
    conventions: &dyn Conventions,
) -> Advice {
    let open = blocks.open(case);
    let decision = decide(&open, case);
    let questions = questions(&open, case);
    let changes = match (decision.remedy(), open.as_slice()) {
        (Some(remedy), [block]) => changes(blocks, block, case, remedy),
        _ => Vec::new(),
    };
    let words = shipped::words(options.lang);
    let teller = Teller { policy: blocks.policy(), words, case, options, conventions };
    teller.advice(&decision, &questions, &changes, &open, problems)
}

/// What duties are ordered by: dated ones of the seller before others, the sooner before the later,
/// what must be done before what must not.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Urgency {
    later: bool,
    due: Option<Instant>,
    forbids: bool,
    /// Positions follow the ids.
    rule: RuleId,
}

/// Minor units of a currency.
type Paid<'a> = (u64, &'a str);

fn paid(money: &Money) -> Paid<'_> {
    (money.minor, &money.currency)
}

/// Turns codes into the reader's words.
struct Teller<'a> {
    policy: &'a Policy,
    words: &'static Words<'static>,
    case: &'a Case,
    options: &'a Options,
    conventions: &'a dyn Conventions,
}

impl Teller<'_> {
    fn advice(
        &self,
        decision: &Decision,
        questions: &Questions,
        would_change: &[Change],
        blocks: &[&Block],
        problems: &[Problem],
    ) -> Advice {
        let remedy = decision.remedy();
        let sure = &decision.sure;
        let mut duties: Vec<_> =
            sure.duties.iter().filter_map(|rule| self.duty(remedy, *rule)).collect();
        // What binds the seller soonest comes first; what has no date follows, musts before must-nots.
        order::by_key(&mut duties, |(urgency, _)| *urgency);
        Advice {
            status: if remedy.is_some() { Status::Decided } else { Status::Open },
            remedy: remedy.map(|remedy| self.remedy(remedy)),
            possible: decision.possible.iter().map(|remedy| self.titled(*remedy)).collect(),
            alternatives: sure
                .alternatives
                .iter()
                .filter(|_| remedy.is_some())
                .map(|(remedy, rules)| self.alternative(*remedy, rules))
                .collect(),
            steps: sure
                .steps
                .iter()
                // While the remedy is open, only what prepares the decision is worth doing.
                .filter(|(act, _)| remedy.is_some() || act::get(*act).stage <= Stage::Appease)
                .filter(|(act, _)| !self.is_looked_up(*act))
                .map(|(act, rules)| self.step(remedy, *act, rules))
                .collect(),
            goodwill: sure.goodwill.iter().map(|(act, rules)| self.goodwill(*act, rules)).collect(),
            duties: duties.into_iter().map(|(_, duty)| duty).collect(),
            ask: questions.ask.iter().map(|fact| self.question(*fact)).collect(),
            irrelevant: questions.irrelevant.iter().map(|fact| FACTS[*fact].code).collect(),
            message: self.message(decision, questions, blocks),
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
            problems: problems.iter().map(|problem| tell_problem(self.words, problem)).collect(),
        }
    }

    /// Whether an act only looks up what the dates of the case have told already.
    fn is_looked_up(&self, act: ActId) -> bool {
        let fact = facts::find("return_period_extended");
        act::get(act).code == "check_holiday_extension"
            && fact.is_some_and(|at| self.case.computed[at])
    }

    fn text(&self, key: &str) -> Text {
        text(self.words, key)
    }

    fn of(&self, of: Of) -> Text {
        Text::Borrowed(self.words.of(of))
    }

    fn remedy(&self, remedy: RemedyId) -> Shared<answer::RemedyInfo> {
        Shared::new(self.words, Some(About::RemedyInFull(remedy)), || answer::RemedyInfo {
            code: remedy::get(remedy).code,
            title: self.of(Of::RemedyTitle(remedy)),
            summary: self.of(Of::RemedySummary(remedy)),
        })
    }

    fn titled(&self, remedy: RemedyId) -> Shared<answer::Titled> {
        Shared::new(self.words, Some(About::Remedy(remedy)), || answer::Titled {
            code: remedy::get(remedy).code,
            title: self.of(Of::RemedyTitle(remedy)),
        })
    }

    fn act(&self, act: ActId) -> Text {
        self.of(Of::ActStep(act))
    }

    fn ids(&self, rules: &[RuleId]) -> Vec<Text> {
        rules.iter().map(|rule| self.policy.rules[*rule].id.clone()).collect()
    }

    /// The words of a rule; a shop's own rule is told by what it does.
    fn rule_text(&self, rule: RuleId) -> Text {
        rule_text(self.words, self.policy, rule)
    }

    fn sources(&self, rule: RuleId) -> Shared<Vec<answer::Source>> {
        let make = || sources(self.words, self.policy, rule);
        Shared::new(self.words, self.shipped(rule).map(About::Sources), make)
    }

    fn reason(&self, rule: RuleId) -> Shared<answer::Reason> {
        let make = || reason(self.words, self.policy, rule);
        Shared::new(self.words, self.shipped(rule).map(About::Reason), make)
    }

    /// The position of a rule in the shipped policy; none for a shop's own.
    fn shipped(&self, rule: RuleId) -> Option<RuleId> {
        if std::ptr::eq(self.policy, shipped::policy()) {
            return Some(rule);
        }
        shipped::policy().find(&self.policy.rules[rule].id)
    }

    /// The positions of rules in the shipped policy; none if one of them is a shop's own.
    fn all_shipped(&self, rules: &[RuleId]) -> Option<Vec<RuleId>> {
        rules.iter().map(|rule| self.shipped(*rule)).collect()
    }

    fn alternative(&self, remedy: RemedyId, rules: &[RuleId]) -> Shared<answer::Alternative> {
        let shipped = self.all_shipped(rules);
        let about = shipped.as_deref().map(|rules| About::Alternative(remedy, rules));
        Shared::new(self.words, about, || answer::Alternative {
            code: remedy::get(remedy).code,
            title: self.of(Of::RemedyTitle(remedy)),
            because: self.ids(rules),
        })
    }

    fn goodwill(&self, act: ActId, rules: &[RuleId]) -> Shared<answer::Goodwill> {
        let amount = self.suggested(act);
        let shipped = self.all_shipped(rules).filter(|_| amount.is_none());
        let about = shipped.as_deref().map(|rules| About::Goodwill(act, rules));
        Shared::new(self.words, about, || answer::Goodwill {
            act: act::get(act).code,
            text: self.act(act),
            amount: amount.map(|amount| self.told(amount)),
            because: self.ids(rules),
        })
    }

    /// A duty in words, with what it is ordered by.
    fn duty(
        &self,
        remedy: Option<RemedyId>,
        id: RuleId,
    ) -> Option<(Urgency, Shared<answer::Duty>)> {
        let rule = &self.policy.rules[id];
        let Effect::Duty { must, act, within, by, borne_by } = &rule.effect else { return None };
        let (first, last) = within.and_then(|within| self.due(within)).unzip();
        let due = first.map(|due| due.at);
        let later = due.is_none() || *by != Party::Seller;
        let urgency = Urgency { later, due, forbids: !must, rule: id };
        let amount = self.cost(remedy, *act, borne_by.is_some()).filter(|_| *must);
        let plain = due.is_none() && amount.is_none();
        let about = self.shipped(id).filter(|_| plain).map(About::Duty);
        let duty = Shared::new(self.words, about, || {
            let latest = last.map(|due| due.at).filter(|latest| Some(*latest) != due);
            let left = due.zip(self.case.now).map(|(due, now)| (due - now).num_seconds());
            answer::Duty {
                rule: rule.id.clone(),
                act: act::get(*act).code,
                must: *must,
                text: self.rule_text(id),
                by: by.code(),
                due: due.map(|due| due.to_rfc3339()),
                due_latest: latest.map(|due| due.to_rfc3339()),
                from: within.map(|within| EVENTS[within.from]),
                due_text: self.due_text(first, *within),
                left_text: left.map(|left| self.conventions.span(self.options.lang, left)),
                overdue: left.is_some_and(|left| left < 0),
                borne_by: borne_by.map(|party| party.code()),
                amount: amount.map(|amount| self.told(amount)),
                layer: rule.layer.code(),
                sources: self.sources(id),
            }
        });
        Some((urgency, duty))
    }

    /// The earliest and the latest end of a period.
    fn due(&self, within: Within) -> Option<(Due, Due)> {
        let event = self.case.events[within.from]?;
        Some(deadline::ends(within, event, self.case.choice(REGION)))
    }

    /// The instant that something is due, or, without the event, the period.
    fn due_text(&self, dated: Option<Due>, within: Option<Within>) -> Option<String> {
        if let Some(due) = dated {
            let told = self.conventions.instant(self.options.lang, due.at, due.zone.name);
            let holidays = self.words.text("answer.without_holidays");
            let remark = due.without_holidays;
            return Some(if remark { complete(holidays, &[("due", &told)]) } else { told });
        }
        let within = within?;
        let value = within.value.to_string();
        let unit = self.text(&format!("answer.unit.{}", within.unit.code()));
        let event = self.text(&format!("answer.event.{}", EVENTS[within.from]));
        let slots = [("value", &*value), ("unit", &*unit), ("event", &*event)];
        Some(complete(self.words.text("answer.due"), &slots))
    }

    fn question(&self, fact: FactId) -> Shared<answer::Question> {
        Shared::new(self.words, Some(About::Question(fact)), || answer::Question {
            fact: FACTS[fact].code,
            question: self.of(Of::FactAsk(fact)),
            who: FACTS[fact].who.code(),
            why: self.of(Of::FactHelp(fact)),
            assumed: FACTS[fact].starts_at,
        })
    }

    fn message(
        &self,
        decision: &Decision,
        questions: &Questions,
        blocks: &[&Block],
    ) -> answer::Message {
        let lang = self.options.message_lang;
        let words = shipped::words(lang);
        // The complaint, if it is the same in every block that is still open.
        let first = blocks.first().map(|block| block.complaint);
        let same = blocks.iter().all(|block| Some(block.complaint) == first);
        let complaint = first.filter(|_| same).map_or("", |at| facts::COMPLAINTS[at].0);
        let settings = &self.options.settings;
        let sender = Sender {
            names: &self.options.names,
            signature: settings.text("signature", lang),
            hours: settings.text("hours", lang),
        };
        let (to, message) = match decision.remedy() {
            Some(remedy) if !complaint.is_empty() => {
                let to = recipient(remedy, complaint);
                let acts = acts(&decision.sure);
                let bound = self.bound(decision, remedy, lang);
                let letter = Letter {
                    remedy: remedy::get(remedy).code,
                    complaint,
                    to,
                    acts: &acts,
                    sender,
                    bound: &bound,
                };
                (to, message::compose(words, &letter))
            }
            _ => {
                let unknown = |fact: &&FactId| {
                    FACTS[**fact].who == Who::Buyer && FACTS[**fact].starts_at.is_none()
                };
                let assumed = |fact: &&FactId| FACTS[**fact].who == Who::Buyer;
                let first =
                    questions.ask.iter().find(unknown).or(questions.ask.iter().find(assumed));
                let question = first.and_then(|fact| words.find_of(Of::FactSay(*fact)));
                (To::Buyer, message::ask(words, question, sender))
            }
        };
        answer::Message {
            lang,
            to: to.code(),
            text: message.text,
            acts: message.acts.iter().map(|act| act::get(*act).code).collect(),
            needs: message.needs,
        }
    }

    /// What is owed by an act: the whole order where it is paid back whole, the price of what was missing.
    #[inline(never)]
    fn owed(&self, remedy: Option<RemedyId>, act: ActId) -> Option<Paid<'_>> {
        let code = act::get(act).code;
        match code {
            "refund_missing_part" => self.case.item_price(),
            _ if remedy::get(remedy?).pays_back_all() == Some(code) => self.case.order_value(),
            _ => None,
        }
        .map(paid)
    }

    /// What the shop's settings suggest for an act, beside what is owed.
    #[inline(never)]
    fn suggested(&self, act: ActId) -> Option<Paid<'_>> {
        let (settings, declined) = (&self.options.settings, self.declined());
        let value = self.case.order_value();
        match act::get(act).code {
            "offer_partial_refund" => {
                let (price, currency) = paid(self.case.item_price().or(value)?);
                Some((settings.partial_refund(declined, price)?, currency))
            }
            "offer_coupon" => {
                let (value, currency) = paid(value?);
                Some((settings.coupon(declined, value, currency)?, currency))
            }
            _ => None,
        }
    }

    /// What an act pays.
    fn amount(&self, remedy: Option<RemedyId>, act: ActId) -> Option<Paid<'_>> {
        self.owed(remedy, act).or_else(|| self.suggested(act))
    }

    /// What a duty costs: the freight of sending it back where it says who bears it, or what is owed.
    fn cost(&self, remedy: Option<RemedyId>, act: ActId, borne: bool) -> Option<Paid<'_>> {
        if borne && ["bear_return_freight", "buyer_bears_freight"].contains(&act::get(act).code) {
            return self.case.return_freight().map(paid);
        }
        self.owed(remedy, act)
    }

    /// An amount as the reader writes it.
    #[inline(never)]
    fn told(&self, (minor, currency): Paid) -> answer::Amount {
        let text = self.written(self.options.lang, (minor, currency));
        answer::Amount { minor, currency: currency.to_owned(), text }
    }

    fn written(&self, lang: &str, (minor, currency): Paid) -> String {
        self.conventions.money(lang, minor, currency, settings::digits(currency))
    }

    /// How many offers the buyer has declined.
    #[inline(never)]
    fn declined(&self) -> u32 {
        let declined = facts::find("offers_declined").and_then(|fact| self.case.stated[fact]);
        match declined {
            Some(Stated::Number(number)) => number,
            _ => 0,
        }
    }

    /// The dates by which acts of the seller are due, and the amounts that they pay, in the
    /// message's language.
    fn bound(&self, decision: &Decision, remedy: RemedyId, lang: &str) -> Vec<Bound> {
        let mut dates: Vec<(ActId, Instant, String)> = Vec::new();
        for rule in &decision.sure.duties {
            let Effect::Duty { must: true, act, within: Some(within), .. } =
                &self.policy.rules[*rule].effect
            else {
                continue;
            };
            // A day is promised by the clock of the buyer only.
            let dated = self.case.choice(REGION).and_then(|_| self.due(*within));
            let Some((Due { at: due, zone, .. }, _)) = dated else { continue };
            // A date that is over is nothing to promise.
            if self.case.now.is_none_or(|now| now <= due) {
                dates.push((*act, due, self.conventions.instant(lang, due, zone.name)));
            }
        }
        order::by_key(&mut dates, |(_, due, _)| *due);
        let dates = dates.into_iter().map(|(act, _, text)| Bound { act, name: "date", text });
        let sure = &decision.sure;
        let acts = sure.steps.iter().chain(&sure.goodwill).filter_map(|(act, _)| {
            let text = self.written(lang, self.amount(Some(remedy), *act)?);
            Some(Bound { act: *act, name: "amount", text })
        });
        let gift = self.options.settings.text("gift", lang).zip(act::find("send_gift"));
        let gift = gift.map(|(gift, act)| Bound { act, name: "gift", text: gift.to_owned() });
        dates.chain(acts).chain(gift).collect()
    }

    fn step(&self, remedy: Option<RemedyId>, act: ActId, rules: &[RuleId]) -> Shared<answer::Step> {
        let amount = self.amount(remedy, act);
        let shipped = self.all_shipped(rules).filter(|_| amount.is_none());
        let about = shipped.as_deref().map(|rules| About::Step(act, rules));
        Shared::new(self.words, about, || answer::Step {
            act: act::get(act).code,
            stage: act::get(act).stage.code(),
            text: self.act(act),
            amount: amount.map(|amount| self.told(amount)),
            because: self.ids(rules),
        })
    }

    fn change(&self, change: &Change) -> Shared<answer::WouldChange> {
        let about = match change.set.as_slice() {
            // Ranges of numbers are a policy's own, values of choices everybody's.
            [(fact, value)] => facts::value_index(*fact, value)
                .map(|value| About::Change(*fact, value, change.remedy)),
            _ => None,
        };
        Shared::new(self.words, about, || answer::WouldChange {
            set: set(&change.set),
            remedy: remedy::get(change.remedy).code,
            title: self.of(Of::RemedyTitle(change.remedy)),
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
                        ("fact", self.words.of(Of::FactLabel(*fact))),
                        ("value", value_text(self.words, *fact, value)),
                    ],
                )
            })
            .collect();
        parts.join(self.words.text("answer.and"))
    }

    /// What usually comes next: the offer declined, another team needed, the platform called in, solved.
    fn next(&self, decision: &Decision, blocks: &[&Block]) -> Vec<Shared<answer::Next>> {
        let ([block], Some(_)) = (blocks, decision.remedy()) else { return Vec::new() };
        let declined = self.declined();
        let is = |code: &str, value: &str| {
            let fact = facts::find(code)?;
            let at = facts::value_index(fact, value)?;
            Some(self.case.choice(fact) == Some(at))
        };
        let mut next = Vec::new();
        let mut offer = |place: usize, code: &'static str, value: CaseValue, label: &str, shown| {
            if shown && facts::find(code).is_some_and(|fact| block.applies[fact]) {
                let number = if let CaseValue::Number(number) = value { number } else { 0 };
                next.push(Shared::new(self.words, Some(About::Next(place, number)), || {
                    let label = self.text(&format!("answer.next.{label}"));
                    answer::Next { label, set: Entries(vec![(code, value)]) }
                }));
            }
        };
        let code = |code: &str| CaseValue::Code(code.into());
        offer(0, "offers_declined", CaseValue::Number(declined + 1), "declined", declined < 2);
        let no_team = is("needs_other_team", "yes") != Some(true);
        offer(1, "needs_other_team", code("yes"), "other_team", no_team);
        let no_case = is("platform_case", "open") != Some(true);
        offer(2, "platform_case", code("open"), "platform_case", no_case);
        offer(3, "resolved", code("yes"), "solved", is("resolved", "yes") != Some(true));
        next
    }

    /// Labels for the case register: complaint, order state, remedy, and what a report would count.
    fn tags(&self, decision: &Decision) -> Vec<String> {
        let mut tags = Vec::new();
        for code in ["complaint", "order_state", "cause", "evidence", "mood"] {
            let Some(fact) = facts::find(code) else { continue };
            let (Some(at), Kind::Choice(codes)) = (self.case.choice(fact), FACTS[fact].kind) else {
                continue;
            };
            tags.extend(codes.get(at).map(|value| format!("{code}:{value}")));
        }
        tags.extend(decision.remedy().map(|remedy| format!("remedy:{}", remedy::get(remedy).code)));
        tags
    }
}

/// To whom the message of a remedy goes, given the complaint it answers.
pub fn recipient(remedy: RemedyId, complaint: &str) -> To {
    match complaint {
        "deposit_refund" => To::Platform,
        "plan_campaign_cancel" => To::Customers,
        _ => remedy::get(remedy).to,
    }
}

/// The words of a rule; a rule that has none in the locales, such as a shop's own, is told by its id.
pub fn rule_text(words: &Words<'static>, policy: &Policy, rule: RuleId) -> Text {
    let id = &policy.rules[rule].id;
    let shipped = shipped::policy().find(id).and_then(|at| words.find_of(Of::Rule(at)));
    shipped.map_or_else(|| id.clone(), Text::Borrowed)
}

/// A rule as a reason: its layer, its words and where it comes from.
pub fn reason(words: &'static Words<'static>, policy: &Policy, rule: RuleId) -> answer::Reason {
    let layer = policy.rules[rule].layer.code();
    answer::Reason {
        rule: policy.rules[rule].id.clone(),
        layer,
        layer_text: text(words, &format!("answer.layer.{layer}")),
        text: rule_text(words, policy, rule),
        sources: sources(words, policy, rule),
    }
}

/// The sources of a rule, each with its verification in words.
pub fn sources(
    words: &'static Words<'static>,
    policy: &Policy,
    rule: RuleId,
) -> Vec<answer::Source> {
    let verified = |verified: Verified| {
        let code = match verified {
            Verified::Primary => "primary",
            Verified::PrimaryMirror => "primary_mirror",
            Verified::Secondary => "secondary",
            Verified::Seed => "seed",
            Verified::SeedClaim => "seed_claim",
        };
        text(words, &format!("answer.verified.{code}"))
    };
    let rule = &policy.rules[rule];
    let shipped = shipped::policy().find(&rule.id).into_iter().flat_map(|at| words.sources(at));
    // A shop's own rules bring theirs.
    let sources = shipped.chain(&rule.sources);
    sources.map(|source| answer::Source::of(source, verified(source.verified))).collect()
}

/// A value in words: the label of a choice, a number as it is.
pub fn value_text<'a>(words: &Words<'a>, fact: FactId, code: &'a str) -> &'a str {
    match facts::value_index(fact, code) {
        Some(at) => words.of(Of::Value(fact, at)),
        None => code,
    }
}

/// The text of a key; a key that has none stands for itself.
pub fn text(words: &'static Words<'static>, key: &str) -> Text {
    words.find(key).map_or_else(|| Text::Owned(key.to_owned()), Text::Borrowed)
}

fn set(change: &[(FactId, String)]) -> Entries<CaseValue> {
    let entry = |(fact, value): &(FactId, String)| (FACTS[*fact].code, case_value(*fact, value));
    Entries(change.iter().map(entry).collect())
}

/// A value code as a case writes it.
pub fn case_value(fact: FactId, code: &str) -> CaseValue {
    match FACTS[fact].kind {
        Kind::Choice(_) => CaseValue::Code(code.to_owned()),
        Kind::Number { .. } => CaseValue::Number(code.parse().unwrap_or_default()),
    }
}

/// A problem in words.
pub fn tell_problem(words: &Words, problem: &Problem) -> answer::Problem {
    // Codes of facts and values are told by their labels where they have one.
    let label = |slot: &str, text: &str| match slot {
        "fact" | "event" | "earlier" | "later" => match facts::find(text) {
            Some(fact) => words.find_of(Of::FactLabel(fact)),
            None => words.find(&format!("fact.{text}.label")),
        },
        "complaint" | "order_state" => {
            let fact = facts::find(slot)?;
            words.find_of(Of::Value(fact, facts::value_index(fact, text)?))
        }
        _ => None,
    };
    let told = problem.slots.iter().map(|(slot, text)| {
        let told = label(slot, text).unwrap_or(text);
        (*slot, told)
    });
    let slots: Vec<(&str, &str)> = told.collect();
    let message = complete(words.text(&format!("problem.{}.message", problem.code)), &slots);
    let help = match &problem.suggestion {
        Some(code) => Some(complete(words.text("problem.suggestion.message"), &[("code", code)])),
        None => {
            words.find(&format!("problem.{}.help", problem.code)).map(|help| complete(help, &slots))
        }
    };
    let path = problem.path.clone();
    answer::Problem { code: problem.code, path, message, help, row: None, column: None }
}
