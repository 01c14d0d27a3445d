//! The types of answers: plain data, as it is serialised to JavaScript.
//!
//! The TypeScript declarations of the package are generated from these types and their comments. The generator adds
//! nothing to the wasm that ships.

use serde::{Serialize, Serializer};
#[cfg(target_family = "wasm")]
use tsify::Tsify;

use crate::present::cache::Shared;
use aftersales_core::plain::text::Text;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Source as PolicySource, Verified};

// Codes of closed sets. The declarations define a union type of each name, written by the build from the tables of
// the vocabulary (`build/types.rs`).
pub type Act = &'static str;
pub type Addressee = &'static str;
pub type CostCode = &'static str;
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

/// Values of facts, by the codes of the facts.
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

/// A remedy with its texts.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct RemedyInfo {
    pub code: RemedyCode,
    /// What to do, as a headline.
    pub title: Text,
    /// What to do, in a sentence or two.
    pub summary: Text,
}

/// A code with its label.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Titled {
    pub code: RemedyCode,
    pub title: Text,
}

/// Something that an answer costs the seller.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Cost {
    pub code: CostCode,
    /// What it is, with its amount if that is known.
    pub title: Text,
}

/// A remedy to offer when the buyer declines.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Alternative {
    pub code: RemedyCode,
    pub title: Text,
    /// Facts to merge into the case once the buyer has declined every offer before this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<Case>,
    /// What it costs the seller, as far as that is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub costs: Vec<Cost>,
    /// Ids of the rules that add it.
    pub because: Vec<RuleId>,
}

/// An amount of money.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Amount {
    /// Minor units of the currency.
    pub minor: u64,
    /// ISO 4217.
    pub currency: String,
    /// The amount as it is written in the reader's language.
    pub text: String,
}

/// One step of handling the case.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Step {
    pub act: Act,
    pub stage: Stage,
    /// What to do, verb first.
    pub text: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// Whether it is done again each day until the case is solved.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub daily: bool,
    /// Where it is done in the marketplace's seller centre, in the words of that, with the sources that tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path_sources: Vec<Source>,
    /// Of a step of evidence: the duties that list what decides such a case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Shared<Reason>>,
    /// Ids of the rules that add it.
    pub because: Vec<RuleId>,
}

/// An offer beyond what is owed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Goodwill {
    pub act: Act,
    pub text: Text,
    /// The amount that the shop's settings suggest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// Whether the message makes this offer, which the options or the shop's settings have to name.
    pub in_message: bool,
    /// Ids of the rules that add it.
    pub because: Vec<RuleId>,
}

/// An act that must or must not be done.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Duty {
    pub rule: RuleId,
    pub act: Act,
    /// `true`: it must be done; `false`: it must not.
    pub must: bool,
    /// The text of the rule.
    pub text: Text,
    /// Who has to do it.
    pub by: Party,
    /// RFC 3339, in the region's zone; the earliest end if the region has several zones or is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The latest end, if it differs from `due`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_latest: Option<String>,
    /// The event that the period starts with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<EventCode>,
    /// Whether this deadline leads the answer. At most one does: the seller's next.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leads: bool,
    /// Whether a step says all of it: a must of the seller at the seller's cost and without a period, whose act is among
    /// the steps.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_steps: bool,
    /// The deadline as text, in the seller's zone, and in the buyer's zone as well if that shows another time; the
    /// period if its event is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_text: Option<String>,
    /// The time that is left, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_text: Option<String>,
    /// Whether the deadline has passed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
    /// Who pays for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borne_by: Option<Party>,
    /// The amount owed, or the cost of the return freight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// The layer of the rule.
    pub layer: Layer,
    pub sources: Shared<Vec<Source>>,
}

/// A right of the buyer in the case.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Right {
    pub rule: RuleId,
    /// The acts that open its ways.
    pub one_of: Vec<Act>,
    /// Who chooses among them.
    pub chosen_by: Party,
    /// Who bears the freight of a return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borne_by: Option<Party>,
    /// The end of the period within which the buyer has to ask for it, RFC 3339, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Whether it holds whatever else turns out, or may hold.
    #[cfg_attr(target_family = "wasm", tsify(type = "'holds' | 'may_hold'"))]
    pub status: &'static str,
    /// The text of the rule.
    pub text: Text,
    pub sources: Shared<Vec<Source>>,
}

/// A question whose answer can still change the decision.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Question {
    /// The fact, or the event that ends the period which the fact counts.
    pub fact: FieldCode,
    /// The question, addressed to the seller.
    pub question: Text,
    /// Who knows the answer.
    pub who: Who,
    /// Why it matters.
    pub why: Text,
    /// The value that is assumed until the question is answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<Text>,
}

/// The message to send to the addressee.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Message {
    /// The language of the text.
    pub lang: Language,
    /// The addressee.
    pub to: Addressee,
    /// The text, ready to send.
    pub text: String,
    /// The acts that the text communicates, in its order.
    pub acts: Vec<Act>,
    /// Names without a value that the text could use.
    pub needs: Vec<NameCode>,
    /// The channel that the text is written for.
    #[cfg_attr(target_family = "wasm", tsify(type = "Channel"))]
    pub channel: &'static str,
    /// The channels that make sense for the case.
    #[cfg_attr(target_family = "wasm", tsify(type = "Channel[]"))]
    pub channels: Vec<&'static str>,
    #[cfg_attr(target_family = "wasm", tsify(type = "Tone"))]
    pub tone: &'static str,
    /// The tones that make a difference.
    #[cfg_attr(target_family = "wasm", tsify(type = "Tone[]"))]
    pub tones: Vec<&'static str>,
    /// The number of characters that a message of this channel should not exceed.
    pub limit: u16,
}

/// A rule that the decision rests on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Reason {
    pub rule: RuleId,
    pub layer: Layer,
    /// The name of the layer.
    pub layer_text: Text,
    /// The text of the rule.
    pub text: Text,
    pub sources: Vec<Source>,
}

/// Advice that higher rules overrule.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Overruled {
    /// The rule of the advice.
    pub rule: RuleId,
    pub text: Text,
    pub sources: Shared<Vec<Source>>,
    /// The rules that overrule it.
    pub by: Vec<Shared<Reason>>,
}

/// A change of facts that would lead to another remedy.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct WouldChange {
    /// The changed facts.
    pub set: Case,
    /// The remedy that the change leads to.
    pub remedy: RemedyCode,
    pub title: Text,
    /// The change as text.
    pub label: String,
}

/// An event that may happen next, as facts to merge into the case.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Next {
    /// The label of a button.
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

/// The source of a rule, and how well it is verified.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Source {
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub id: Text,
    pub title: Text,
    /// Article, section or lines.
    pub locator: Text,
    /// Date or version of the text that was read, as stated in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Text>,
    /// Day on which it was read, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captured: Option<Text>,
    pub verified: Verified,
    /// The verification as text.
    pub verified_text: Text,
}

impl Source {
    /// A source with a text for its verification.
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

/// A mistake in the input.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Problem {
    pub code: ProblemCode,
    /// JSON pointer into the case, or below `/options`, `/pack`, `/before`, `/after`.
    pub path: String,
    /// Describes the mistake.
    pub message: String,
    /// A suggestion, or how to correct the mistake.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// In a table: the number of the row, counted from 1 for the headings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// In a table: the heading of the column, or its letter where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

/// The pack that a table holds.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct SheetRead {
    /// Everything that could be read; rules with mistakes are included unchanged.
    #[cfg_attr(target_family = "wasm", tsify(type = "Pack"))]
    pub pack: Value,
    /// Mistakes in the table and in its pack, by row.
    pub problems: Vec<Problem>,
}

/// Whether the remedy is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Decided,
    /// Several remedies are possible, depending on facts that are not known.
    Open,
}

/// What an answer does not rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
#[serde(rename_all = "snake_case")]
pub enum NoteCode {
    /// The marketplace is not stated, so its rules are not in the answer.
    NoPlatform,
    /// The buyer's region is not stated, so no law of one is in the answer.
    NoRegion,
    /// No law of the buyer's region was verified.
    NoLaw,
    /// No rule of the marketplace requires, grants or recommends anything for the complaint.
    NoPlatformRule,
    /// The marketplace does not sell to the buyer's region.
    UnlikelyPlace,
    /// No deadline of the seller is known.
    NoDeadline,
}

impl NoteCode {
    /// The key of its text.
    pub(crate) fn key(self) -> &'static str {
        match self {
            NoteCode::NoPlatform => "answer.note.no_platform",
            NoteCode::NoRegion => "answer.note.no_region",
            NoteCode::NoLaw => "answer.note.no_law",
            NoteCode::NoPlatformRule => "answer.note.no_platform_rule",
            NoteCode::UnlikelyPlace => "answer.note.unlikely_place",
            NoteCode::NoDeadline => "answer.note.no_deadline",
        }
    }
}

/// A note on what an answer does not rest on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Note {
    pub code: NoteCode,
    pub text: String,
    /// Facts that are proposed, to be merged into the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<Case>,
    /// The proposal as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// What a list shows of a case: no message, no steps and no reasons, which take most of an answer's time.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify), tsify(missing_as_null))]
pub struct Brief {
    /// `null` while several remedies are possible.
    pub remedy: Option<Shared<Titled>>,
    /// The end of the duty that leads, else of the seller's first.
    pub due: Option<String>,
    /// The facts that can still change the answer, or the events that settle them, in the order that settles it soonest.
    pub ask: Vec<FieldCode>,
    pub problems: Vec<Problem>,
}

/// The answer to a case.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify), tsify(missing_as_null))]
pub struct Advice {
    pub status: Status,
    /// `null` while several remedies are possible.
    pub remedy: Option<Shared<RemedyInfo>>,
    /// Every remedy that some completion of the case leads to.
    pub possible: Vec<Shared<Titled>>,
    /// What the remedy and its steps cost the seller, as far as that is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub costs: Vec<Cost>,
    /// Remedies to offer when the buyer declines, in order.
    pub alternatives: Vec<Shared<Alternative>>,
    /// The steps, in order.
    pub steps: Vec<Shared<Step>>,
    /// What the answer does not rest on: places that are not stated, deadlines that are not known.
    pub notes: Vec<Note>,
    /// Duties and deadlines, the seller's earliest deadline first.
    pub duties: Vec<Shared<Duty>>,
    /// The buyer's rights, those of law first.
    pub rights: Vec<Right>,
    /// Offers beyond what is owed; empty if the seller is not at fault.
    pub goodwill: Vec<Shared<Goodwill>>,
    /// Questions that can still change the answer, in the order that settles it soonest.
    pub ask: Vec<Shared<Question>>,
    /// Facts that are not stated and cannot change the answer.
    pub irrelevant: Vec<FactCode>,
    pub message: Message,
    /// The deciding rule first.
    pub because: Vec<Shared<Reason>>,
    /// Usual advice that higher rules overrule.
    pub overruled: Vec<Overruled>,
    /// The smallest changes of facts that lead to another remedy.
    pub would_change: Vec<Shared<WouldChange>>,
    /// Events that may happen next.
    pub next: Vec<Shared<Next>>,
    /// Tags for a case register.
    pub tags: Vec<String>,
    /// Mistakes in case and options, which are otherwise used as far as they are valid.
    pub problems: Vec<Problem>,
}

/// A value of a choice.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct FormValue {
    pub code: &'static str,
    pub label: Text,
    /// Whether it is possible together with the other facts of the case.
    pub possible: bool,
    /// Why it is not possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<String>,
    /// The stated fact without which it is possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflicts_with: Option<&'static str>,
    /// Of a complaint: the group that it is shown in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<&'static str>,
    /// Of a complaint: whether most sellers meet it often.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub common: bool,
    /// Of a currency: the number of decimal digits of its minor unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digits: Option<u8>,
}

/// The kind of input that a field of the form takes.
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
    /// The question to the seller.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<Text>,
    pub kind: FieldKind,
    /// The values of a choice, or of a number with few values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<FormValue>>,
    /// The value that is assumed while the case does not state the fact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<CaseValue>,
    /// Who knows the answer.
    pub who: Who,
    /// Whether the field applies to the complaint and order state of the case.
    pub applies: bool,
    /// Whether the settings of a shop may state it for all orders.
    pub shop_wide: bool,
    /// The facts whose statement loses its meaning when this one changes.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub outdates: &'static [&'static str],
    /// Whether a stated fact that conflicts with it gives way.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prevails: bool,
}

/// All fields of the form.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Form {
    /// The language of the texts; not the requested one if that is not loaded.
    pub lang: Language,
    pub facts: Vec<Shared<FormFact>>,
}

/// A condition of a rule, as written in a pack.
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

/// A period, as written in a pack.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Within {
    pub value: u32,
    pub unit: Unit,
    /// The event that it starts with.
    pub from: EventCode,
    /// Events that start it as well: the first of all counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub or: Vec<EventCode>,
    /// Events before the first of which it does not end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_before: Vec<EventCode>,
    /// How a period of days ends if its last day is a day of rest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Ending>,
}

/// The parts of a rule as texts in the reader's language.
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
    /// The ways of a right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Text>,
    /// The act of a duty, and its deadline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
}

/// What a rule entitles the buyer to.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct RightInfo {
    /// The acts that open its ways.
    pub one_of: Vec<Act>,
    /// Who chooses among them.
    pub chosen_by: Party,
    /// Who bears the freight of a return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borne_by: Option<Party>,
    /// The period within which the buyer has to ask for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
    /// Whether it needs no reason: it is then claimed by asking for one of its ways only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_reason: bool,
    /// Whether the complaint asks for it wherever it holds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub claimed: bool,
}

/// A rule with its texts.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct RuleInfo {
    pub id: RuleId,
    pub layer: Layer,
    /// Id of the pack of the rule.
    pub pack: Text,
    /// The text of the rule.
    pub text: Text,
    pub when: Conditions,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<RemedyCode>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<RemedyCode>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Act>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<RightInfo>,
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
    /// Ids of the rules concerned.
    pub rules: Vec<RuleId>,
    /// Describes the flaw.
    pub message: String,
    /// Exact count, as decimal digits.
    pub situations: String,
    /// An example of these situations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<Case>,
}

/// The audit of a policy.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Audit {
    /// Exact count, as decimal digits.
    pub situations: String,
    /// The number of rules.
    pub rules: usize,
    pub findings: Vec<Finding>,
    pub problems: Vec<Problem>,
}

/// Situations that change in the same way between two policies.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Group {
    /// Code of the remedy before and after; empty if there is none.
    #[cfg_attr(target_family = "wasm", tsify(type = "RemedyCode | ''"))]
    pub from: RemedyCode,
    #[cfg_attr(target_family = "wasm", tsify(type = "RemedyCode | ''"))]
    pub to: RemedyCode,
    /// Titles of both remedies.
    pub from_title: Text,
    pub to_title: Text,
    /// Ids of the duties that no longer apply, and of those that newly apply.
    pub ended: Vec<RuleId>,
    pub begun: Vec<RuleId>,
    /// Exact count, as decimal digits.
    pub situations: String,
    /// An example of these situations.
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

/// An objection to one of a shop's own rules.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Objection {
    pub rule: RuleId,
    /// The position of the rule in the pack.
    pub at: usize,
    pub ground: GroundCode,
    /// Describes the objection.
    pub message: Text,
    /// The rules that contradict it, with their sources.
    pub by: Vec<Reason>,
    /// Exact number of situations concerned, as decimal digits.
    pub situations: String,
    /// An example of these situations.
    pub witness: Case,
}

/// The admission of a shop's own pack: which of its rules may be in force.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Admission {
    /// Positions in the pack of the admitted rules.
    pub standing: Vec<usize>,
    /// Rules that are not admitted, with the reasons.
    pub refused: Vec<Objection>,
    /// Admitted rules that give way to platform or law in some situations.
    pub limited: Vec<Objection>,
    /// Mistakes in the pack; a rule with a mistake is not admitted.
    pub problems: Vec<Problem>,
}

/// An act that a plan can name.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct PlanAct {
    pub code: Act,
    pub text: Text,
    /// Whether it is an offer beyond what is owed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub goodwill: bool,
}

/// The remedies and acts that a plan can name, and the tones and channels that options and settings can.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct PlanChoices {
    pub remedies: Vec<Titled>,
    pub acts: Vec<PlanAct>,
    #[cfg_attr(target_family = "wasm", tsify(type = "Tone[]"))]
    pub tones: Vec<&'static str>,
    #[cfg_attr(target_family = "wasm", tsify(type = "Channel[]"))]
    pub channels: Vec<&'static str>,
}

/// The verdict on an act of a plan, or on an act that the plan omits.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct CheckItem {
    pub act: Act,
    /// The text of the act.
    pub act_text: Text,
    pub verdict: VerdictCode,
    /// The verdict as text.
    pub verdict_text: Text,
    /// The text of the first rule, or of the act if there is no rule.
    pub text: Text,
    /// Ids of the rules that the verdict rests on.
    pub because: Vec<RuleId>,
    /// The sources of those rules.
    pub sources: Vec<Source>,
}

/// The verdict on what a seller intends to do.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_family = "wasm", derive(Tsify))]
pub struct Check {
    /// The gravest verdict of the items.
    pub verdict: VerdictCode,
    /// The verdict as text.
    pub verdict_text: Text,
    /// The items, the gravest verdict first.
    pub items: Vec<CheckItem>,
    /// The message that carries the plan out, unless the plan is against a rule or less than is owed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Message>,
    /// Mistakes in case, plan and options, which are otherwise used as far as they are valid.
    pub problems: Vec<Problem>,
}
