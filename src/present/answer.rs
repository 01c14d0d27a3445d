//! The answers as the outside sees them: plain data in the vocabulary of the JavaScript contract.
//! Nothing is decided here.
//!
//! The TypeScript declarations of the package are read off these types: names of fields, what may be
//! missing, and what is said about them. They leave nothing behind in the wasm that ships.

use serde::{Serialize, Serializer};
#[cfg(target_family = "wasm")]
use tsify::Tsify;

use crate::present::cache::Shared;
use aftersales_core::plain::text::Text;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Source as PolicySource, Verified};

// Codes of closed sets. The declarations know each set by this name; the build writes them down
// from the tables of the vocabulary (`write_types.rs`).
pub type Act = &'static str;
pub type Addressee = &'static str;
pub type Ending = &'static str;
pub type EventCode = &'static str;
pub type FactCode = &'static str;
pub type FieldCode = &'static str;
pub type FlawCode = &'static str;
pub type GroundCode = &'static str;
pub type Language = &'static str;
pub type Layer = &'static str;
pub type NameCode = &'static str;
pub type Party = &'static str;
pub type ProblemCode = &'static str;
pub type RemedyCode = &'static str;
pub type RuleId = Text;
pub type Stage = &'static str;
pub type Unit = &'static str;
pub type VerdictCode = &'static str;
pub type Who = &'static str;

/// Values of facts by their codes.
pub type Case = Entries<CaseValue>;
/// Conditions by the facts they are on.
pub type Conditions = Entries<Condition>;

/// An object with these entries, in this order.
#[derive(Clone, Debug, PartialEq)]
pub struct Entries<T>(pub Vec<(&'static str, T)>);

impl<T: Serialize> Serialize for Entries<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// A remedy in words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct RemedyInfo {
    pub code: RemedyCode,
    /// What to do, as a headline.
    pub title: Text,
    /// The same in a sentence or two.
    pub summary: Text,
}

/// A code with its label.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Titled {
    pub code: RemedyCode,
    pub title: Text,
}

/// A remedy to fall back on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Alternative {
    pub code: RemedyCode,
    pub title: Text,
    /// Facts to merge into the case where the buyer declined everything before it and this is offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<Case>,
    /// Ids of the rules that bring it.
    pub because: Vec<RuleId>,
}

/// An amount, told.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Amount {
    pub minor: u64,
    pub currency: String,
    /// As the reader writes it.
    pub text: String,
}

/// One thing to do.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Step {
    pub act: Act,
    pub stage: Stage,
    /// What to do, verb first.
    pub text: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// Ids of the rules that bring it.
    pub because: Vec<RuleId>,
}

/// One thing that may be offered on top.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Goodwill {
    pub act: Act,
    pub text: Text,
    /// As the shop's settings suggest it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// Whether the message makes this offer: only where the options or the shop's settings name it.
    pub in_message: bool,
    /// Ids of the rules that bring it.
    pub because: Vec<RuleId>,
}

/// Something that must or must not be done.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Duty {
    pub rule: RuleId,
    pub act: Act,
    /// Whether it must be done; else it must not.
    pub must: bool,
    /// The rule in words.
    pub text: Text,
    /// Who has to do it.
    pub by: Party,
    /// RFC 3339, in the region's clock; of several clocks, or while the region is not known, the
    /// earliest end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The latest end, if that is another instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_latest: Option<String>,
    /// The event that the period starts with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<EventCode>,
    /// Whether this is the deadline that leads the answer. At most one does: the seller's next.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leads: bool,
    /// The deadline in words, on the seller's clock with its zone, and on the buyer's where that shows
    /// another time; without the event, the period in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_text: Option<String>,
    /// How long is left, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_text: Option<String>,
    /// That the deadline has passed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
    /// Who pays for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borne_by: Option<Party>,
    /// What is owed by it, or what the freight of sending it back costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// Where the rule stands.
    pub layer: Layer,
    pub sources: Shared<Vec<Source>>,
}

/// A question that still matters.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Question {
    /// A fact, or the event that a fact is counted to.
    pub fact: FieldCode,
    /// To the seller.
    pub question: Text,
    /// Who can tell.
    pub who: Who,
    /// What difference it makes.
    pub why: Text,
    /// What is taken to be so until told otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<&'static str>,
}

/// The message to send.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Message {
    /// The language that it is in.
    pub lang: Language,
    /// To whom it goes.
    pub to: Addressee,
    /// Ready to send.
    pub text: String,
    /// What it says, in this order.
    pub acts: Vec<Act>,
    /// Names that it could use and that were not handed in.
    pub needs: Vec<NameCode>,
}

/// A rule that decided.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Reason {
    pub rule: RuleId,
    pub layer: Layer,
    /// The layer in words.
    pub layer_text: Text,
    /// The rule in words.
    pub text: Text,
    pub sources: Vec<Source>,
}

/// Advice that gave way, and to what.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Overruled {
    /// The advice that held.
    pub rule: RuleId,
    pub text: Text,
    pub sources: Shared<Vec<Source>>,
    /// The rules that stand above it.
    pub by: Vec<Shared<Reason>>,
}

/// A change of facts that would lead to another remedy.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct WouldChange {
    /// What would have to be so, beside the rest of the case.
    pub set: Case,
    /// Where that leads.
    pub remedy: RemedyCode,
    pub title: Text,
    /// The change in words.
    pub label: String,
}

/// What may happen next, as facts to merge into the case.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Next {
    /// As a button says it.
    pub label: Text,
    pub set: Case,
}

/// A value of a fact in a case.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
#[serde(untagged)]
pub enum CaseValue {
    Number(u32),
    Code(String),
}

/// Where a rule comes from, and how well that is verified.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Source {
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub id: Text,
    pub title: Text,
    /// Article, section or lines.
    pub locator: Text,
    /// Date or version of the text that was read, as it calls itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Text>,
    /// Day on which it was read, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captured: Option<Text>,
    pub verified: Verified,
    /// The same in words.
    pub verified_text: Text,
}

impl Source {
    /// A source with its verification in words.
    pub fn of(source: &PolicySource, verified_text: Text) -> Source {
        Source {
            id: source.id.clone(),
            title: source.title.clone(),
            locator: source.locator.clone(),
            edition: source.edition.clone(),
            url: source.url.clone(),
            captured: source.captured.clone(),
            verified: source.verified,
            verified_text,
        }
    }
}

/// A mistake in what was handed in.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Problem {
    pub code: ProblemCode,
    /// Where: a JSON pointer into the case, or below `/options`, `/pack`, `/before`, `/after`.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What was probably meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// In a table: the row as a spreadsheet counts, that of the headings being 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// In a table: the heading of the column, or its letter where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

/// What a table says.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct SheetRead {
    /// Everything that could be understood, bad rules as they stand.
    #[cfg_attr(target_family = "wasm", tsify(type = "Pack"))]
    pub pack: Value,
    /// Mistakes in the table, and in the pack that it holds, by row.
    pub problems: Vec<Problem>,
}

/// Whether one remedy is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Decided,
    /// What is not known yet leaves several remedies possible.
    Open,
}

/// The answer to a case.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify), tsify(missing_as_null))]
pub struct Advice {
    pub status: Status,
    /// `null` while several are possible.
    pub remedy: Option<Shared<RemedyInfo>>,
    /// Every remedy that some completion of the case leads to.
    pub possible: Vec<Shared<Titled>>,
    /// To fall back on when the buyer declines, in order.
    pub alternatives: Vec<Shared<Alternative>>,
    /// What to do, in order.
    pub steps: Vec<Shared<Step>>,
    /// The deadline that binds the seller soonest comes first.
    pub duties: Vec<Shared<Duty>>,
    /// Never what is owed; empty where the seller is not at fault.
    pub goodwill: Vec<Shared<Goodwill>>,
    /// What would still change the answer, in the order that settles it soonest.
    pub ask: Vec<Shared<Question>>,
    /// Facts that are not stated and cannot change anything.
    pub irrelevant: Vec<FactCode>,
    pub message: Message,
    /// The deciding rule first.
    pub because: Vec<Shared<Reason>>,
    /// Usual advice that gives way here.
    pub overruled: Vec<Overruled>,
    /// The smallest changes of facts that lead to another remedy.
    pub would_change: Vec<Shared<WouldChange>>,
    /// What may happen next.
    pub next: Vec<Shared<Next>>,
    /// For a register of cases.
    pub tags: Vec<String>,
    /// Mistakes in case and options; the rest is answered all the same.
    pub problems: Vec<Problem>,
}

/// A value that a choice can take.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct FormValue {
    pub code: &'static str,
    pub label: Text,
    /// Whether it can occur beside what the case says.
    pub possible: bool,
    /// Why it cannot, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<String>,
    /// For complaints, the group they are shown in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<&'static str>,
    /// For currencies, the decimal digits of the minor unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digits: Option<u8>,
}

/// What is entered into a field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    Choice,
    Number,
    Money,
    Time,
}

/// One field of the form.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct FormFact {
    pub code: FieldCode,
    pub label: Text,
    /// Why it matters.
    pub help: Text,
    /// The same as a question to the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<Text>,
    pub kind: FieldKind,
    /// Of a choice, and of a number that has few.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<FormValue>>,
    /// What is taken to be so while the case leaves it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<CaseValue>,
    /// Who can tell.
    pub who: Who,
    /// Whether it applies at the case's complaint and order state.
    pub applies: bool,
}

/// Every fact, for rendering a form.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Form {
    /// The language that it is in: another than asked for, where the words of that are not there.
    pub lang: Language,
    pub facts: Vec<Shared<FormFact>>,
}

/// A condition of a rule, as a pack writes it.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Condition {
    Code(&'static str),
    Codes(Vec<&'static str>),
    Bounds {
        #[serde(skip_serializing_if = "Option::is_none")]
        at_least: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        less_than: Option<u32>,
    },
}

/// A period, as a pack writes it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Within {
    pub value: u32,
    pub unit: Unit,
    /// The event that it starts with.
    pub from: EventCode,
    /// Where days end that end on a day of rest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Ending>,
}

/// What a rule says, part by part, in the reader's language.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct RuleInWords {
    pub layer: Text,
    /// One line for each condition.
    pub when: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Text>,
    /// The act of a duty, and its deadline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
}

/// A rule with its words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct RuleInfo {
    pub id: RuleId,
    pub layer: Layer,
    /// Id of the pack that it is in.
    pub pack: Text,
    /// The rule in words.
    pub text: Text,
    pub when: Conditions,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<RemedyCode>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<RemedyCode>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Act>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must: Option<Act>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must_not: Option<Act>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Party>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borne_by: Option<Party>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<RuleId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    pub sources: Vec<Source>,
    pub in_words: RuleInWords,
}

/// One flaw of a policy.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Finding {
    pub kind: FlawCode,
    /// Ids of the rules that it is about.
    pub rules: Vec<RuleId>,
    /// What is wrong, in words.
    pub message: String,
    /// Exact count, as decimal digits.
    pub situations: String,
    /// One of the situations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<Case>,
}

/// The audit of a policy.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Audit {
    /// Exact count, as decimal digits.
    pub situations: String,
    /// How many.
    pub rules: usize,
    pub findings: Vec<Finding>,
    pub problems: Vec<Problem>,
}

/// Situations that change alike between two policies.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Group {
    /// Code of the remedy; empty where there is none.
    #[cfg_attr(target_family = "wasm", tsify(type = "RemedyCode | ''"))]
    pub from: RemedyCode,
    #[cfg_attr(target_family = "wasm", tsify(type = "RemedyCode | ''"))]
    pub to: RemedyCode,
    /// The same in words.
    pub from_title: Text,
    pub to_title: Text,
    /// Ids of the duties that end and begin.
    pub ended: Vec<RuleId>,
    pub begun: Vec<RuleId>,
    /// Exact count, as decimal digits.
    pub situations: String,
    /// One of the situations.
    pub witness: Case,
}

/// The difference of two policies.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Difference {
    /// Exact counts, as decimal digits.
    pub situations: String,
    pub changed: String,
    pub groups: Vec<Group>,
    pub problems: Vec<Problem>,
}

/// What stands against one of a shop's own rules.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Objection {
    pub rule: RuleId,
    /// Its position in the pack.
    pub at: usize,
    pub ground: GroundCode,
    /// The same in words.
    pub message: Text,
    /// The rules that say otherwise, with the clauses they rest on.
    pub by: Vec<Reason>,
    /// In how many situations they do, as decimal digits.
    pub situations: String,
    /// One of the situations.
    pub witness: Case,
}

/// Which rules of a shop's own pack may be in force.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Admission {
    /// The positions in the pack of the rules that may.
    pub standing: Vec<usize>,
    /// Those that may not, and why.
    pub refused: Vec<Objection>,
    /// Those that may, and give way to platform or law in some situations.
    pub limited: Vec<Objection>,
    /// Mistakes in the pack; a rule with a mistake does not stand.
    pub problems: Vec<Problem>,
}

/// An act that a plan can name.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct PlanAct {
    pub code: Act,
    pub text: Text,
    /// Whether it is an offer on top of what is owed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub goodwill: bool,
}

/// What a plan can name.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct PlanChoices {
    pub remedies: Vec<Titled>,
    pub acts: Vec<PlanAct>,
}

/// One act of a plan, or one that is owed beside it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct CheckItem {
    pub act: Act,
    /// What the act is.
    pub act_text: Text,
    pub verdict: VerdictCode,
    /// The same in words.
    pub verdict_text: Text,
    /// What the first of the rules says; what the act is, where no rule speaks of it.
    pub text: Text,
    /// Rules that say so.
    pub because: Vec<RuleId>,
    /// The sources of those rules.
    pub sources: Vec<Source>,
}

/// How what a seller intends stands to the rules.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Check {
    /// The gravest of the items'.
    pub verdict: VerdictCode,
    /// The same in words.
    pub verdict_text: Text,
    /// The gravest first.
    pub items: Vec<CheckItem>,
    /// Mistakes in case, plan and options; the rest is checked as far as it goes.
    pub problems: Vec<Problem>,
}
