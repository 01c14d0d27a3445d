//! The answers as the outside sees them: plain data in the vocabulary of the JavaScript contract.
//! Nothing is decided here.

use serde::{Serialize, Serializer};

use crate::policy::Source as PolicySource;
use crate::shared::Shared;
use crate::text::Text;

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
pub struct RemedyInfo {
    pub code: &'static str,
    pub title: Text,
    pub summary: Text,
}

/// A code with its label.
#[derive(Clone, Debug, Serialize)]
pub struct Titled {
    pub code: &'static str,
    pub title: Text,
}

/// A remedy to fall back on.
#[derive(Clone, Debug, Serialize)]
pub struct Alternative {
    pub code: &'static str,
    pub title: Text,
    pub because: Vec<Text>,
}

/// An amount.
#[derive(Clone, Debug, Serialize)]
pub struct Money {
    pub minor: u64,
    pub currency: String,
    /// As the reader writes it.
    pub text: String,
}

/// One thing to do.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    pub act: &'static str,
    pub stage: &'static str,
    pub text: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    pub because: Vec<Text>,
}

/// One thing that may be offered on top.
#[derive(Clone, Debug, Serialize)]
pub struct Goodwill {
    pub act: &'static str,
    pub text: Text,
    pub because: Vec<Text>,
}

/// Something that must or must not be done.
#[derive(Clone, Debug, Serialize)]
pub struct Duty {
    pub rule: Text,
    pub act: &'static str,
    pub must: bool,
    pub text: Text,
    pub by: &'static str,
    /// RFC 3339, in the region's clock; in a region of several, where the day ends first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The same where the day ends last, if that is another instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_latest: Option<String>,
    /// The event that the period starts with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<&'static str>,
    /// The deadline in words; without the event, the period in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_text: Option<String>,
    /// How long is left, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_text: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borne_by: Option<&'static str>,
    pub layer: &'static str,
    pub sources: Shared<Vec<Source>>,
}

/// A question that still matters.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    pub fact: &'static str,
    pub question: Text,
    pub who: &'static str,
    pub why: Text,
    /// What is taken to be so until told otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<&'static str>,
}

/// The message to send.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    pub lang: String,
    pub to: &'static str,
    pub text: String,
    pub acts: Vec<&'static str>,
    pub needs: Vec<&'static str>,
}

/// A rule that decided.
#[derive(Clone, Debug, Serialize)]
pub struct Reason {
    pub rule: Text,
    pub layer: &'static str,
    pub layer_text: Text,
    pub text: Text,
    pub sources: Vec<Source>,
}

/// Advice that gave way, and to what.
#[derive(Clone, Debug, Serialize)]
pub struct Overruled {
    pub rule: Text,
    pub text: Text,
    pub sources: Shared<Vec<Source>>,
    pub by: Vec<Shared<Reason>>,
}

/// A change of facts that would lead to another remedy.
#[derive(Clone, Debug, Serialize)]
pub struct WouldChange {
    pub set: Entries<CaseValue>,
    pub remedy: &'static str,
    pub title: Text,
    pub label: String,
}

/// What may happen next, as facts to merge into the case.
#[derive(Clone, Debug, Serialize)]
pub struct Next {
    pub label: Text,
    pub set: Entries<CaseValue>,
}

/// A value of a fact in a case.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum CaseValue {
    Number(u32),
    Code(String),
}

/// Where a rule comes from, and how well that is verified.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    #[serde(skip_serializing_if = "str::is_empty")]
    pub id: Text,
    pub title: Text,
    pub locator: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captured: Option<Text>,
    pub verified: crate::policy::Verified,
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
pub struct Problem {
    pub code: &'static str,
    pub path: String,
    pub message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// The answer to a case.
#[derive(Clone, Debug, Serialize)]
pub struct Advice {
    pub status: &'static str,
    pub remedy: Option<Shared<RemedyInfo>>,
    pub possible: Vec<Shared<Titled>>,
    pub alternatives: Vec<Shared<Alternative>>,
    pub steps: Vec<Shared<Step>>,
    pub duties: Vec<Shared<Duty>>,
    pub goodwill: Vec<Shared<Goodwill>>,
    pub ask: Vec<Shared<Question>>,
    pub irrelevant: Vec<&'static str>,
    pub message: Message,
    pub because: Vec<Shared<Reason>>,
    pub overruled: Vec<Overruled>,
    pub would_change: Vec<Shared<WouldChange>>,
    pub next: Vec<Shared<Next>>,
    pub tags: Vec<String>,
    pub problems: Vec<Problem>,
}

/// A value that a choice can take.
#[derive(Clone, Debug, Serialize)]
pub struct FormValue {
    pub code: &'static str,
    pub label: Text,
    /// Whether it can occur beside what the case says.
    pub possible: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<String>,
    /// For complaints, the group they are shown in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<&'static str>,
    /// For currencies, the decimal digits of the minor unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digits: Option<u8>,
}

/// One field of the form.
#[derive(Clone, Debug, Serialize)]
pub struct FormFact {
    pub code: &'static str,
    pub label: Text,
    pub help: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<Text>,
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<FormValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<CaseValue>,
    pub who: &'static str,
    /// Whether it applies at the case's complaint and order state.
    pub applies: bool,
}

/// Every fact, for rendering a form.
#[derive(Clone, Debug, Serialize)]
pub struct Form {
    /// The language that it is in: another than asked for, where the words of that are not there.
    pub lang: &'static str,
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
pub struct Within {
    pub value: u32,
    pub unit: &'static str,
    pub from: &'static str,
}

/// A rule with its words.
#[derive(Clone, Debug, Serialize)]
pub struct RuleInfo {
    pub id: Text,
    pub layer: &'static str,
    pub pack: Text,
    pub text: Text,
    pub when: Entries<Condition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must_not: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borne_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    pub sources: Vec<Source>,
}

/// One flaw of a policy.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    pub kind: &'static str,
    pub rules: Vec<String>,
    pub message: String,
    /// Exact count, as decimal digits.
    pub situations: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<Entries<CaseValue>>,
}

/// The audit of a policy.
#[derive(Clone, Debug, Serialize)]
pub struct Audit {
    /// Exact count, as decimal digits.
    pub situations: String,
    pub rules: usize,
    pub findings: Vec<Finding>,
    pub problems: Vec<Problem>,
}

/// Situations that change alike between two policies.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Code of the remedy; empty where there is none.
    pub from: &'static str,
    pub to: &'static str,
    /// Ids of the duties that end and begin.
    pub ended: Vec<String>,
    pub begun: Vec<String>,
    /// Exact count, as decimal digits.
    pub situations: String,
    pub witness: Entries<CaseValue>,
}

/// The difference of two policies.
#[derive(Clone, Debug, Serialize)]
pub struct Difference {
    /// Exact counts, as decimal digits.
    pub situations: String,
    pub changed: String,
    pub groups: Vec<Group>,
    pub problems: Vec<Problem>,
}
