//! The columns of the table: what each heading stands for, and what its cells hold.

use crate::csv::cell::{self, Form, Set};
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::facts::{self, FACTS, FactId};
use aftersales_core::vocabulary::keys;

/// Before a fact that is not known, so that it is never taken for another column.
const WHEN: &str = "when/";
/// Before a part of a shop's own source.
const SOURCE: &str = "source_";
/// The parts of a shop's own source, the title first: it says how many sources there are.
pub const PARTS: [&str; 6] = ["title", "locator", "edition", "url", "captured", "id"];

/// What a heading stands for. Columns are written in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Id,
    /// Of a row that is no rule.
    Value,
    Fact(FactId),
    /// A fact that is not known.
    When(String),
    /// A key of a rule, by its position in `keys::RULE`.
    Key(usize),
    /// A part of the shop's own sources, by its position in [`PARTS`].
    Source(usize),
    /// A key of a rule that is not known.
    Other(String),
}

impl Column {
    /// The column of a heading; none where that is blank.
    pub fn read(heading: &str) -> Option<Column> {
        let heading = cell::bare(heading);
        if heading.is_empty() {
            return None;
        }
        let known = Some(cell::spelt(heading)).filter(|_| cell::quoted(heading).is_none());
        let known = known.as_deref().and_then(Column::known);
        Some(known.unwrap_or_else(|| {
            let name = cell::text(heading);
            match name.strip_prefix(WHEN) {
                Some(fact) => Column::When(fact.to_owned()),
                None => Column::Other(name),
            }
        }))
    }

    fn known(name: &str) -> Option<Column> {
        let part = |part: &str| PARTS.iter().position(|other| *other == part).map(Column::Source);
        match name {
            "id" => Some(Column::Id),
            "value" => Some(Column::Value),
            _ => facts::find(name.strip_prefix(WHEN).unwrap_or(name))
                .map(Column::Fact)
                .or_else(|| Column::of_key(name))
                .or_else(|| part(name.strip_prefix(SOURCE)?)),
        }
    }

    /// The column of a rule's key, if it has one of its own.
    pub fn of_key(name: &str) -> Option<Column> {
        let own = Some(name).filter(|name| *name != "when" && *name != "id")?;
        keys::RULE.iter().position(|key| *key == own).map(Column::Key)
    }

    /// The heading, as it is written.
    pub fn heading(&self) -> String {
        let named = |name: String| {
            let plain = cell::write(Form::Text, &Value::Text(name));
            let same = Column::read(&plain).as_ref() == Some(self);
            cell::guarded(if same { plain } else { format!("\"{plain}\"") })
        };
        match self {
            Column::When(name) => named(format!("{WHEN}{name}")),
            Column::Source(_) => format!("{SOURCE}{}", self.key()),
            Column::Other(name) => named(name.clone()),
            _ => self.key(),
        }
    }

    /// Whether the column is one of the format.
    pub fn is_known(&self) -> bool {
        !matches!(self, Column::When(_) | Column::Other(_))
    }

    /// What its cells hold in the row of a rule.
    pub fn form(&self) -> Form {
        match self {
            Column::Id => Form::Text,
            Column::Fact(fact) => Form::Condition(Some(*fact)),
            Column::When(_) => Form::Condition(None),
            Column::Source(at) if PARTS[*at] == "captured" => Form::Day,
            Column::Source(_) => Form::Text,
            Column::Value | Column::Other(_) => Form::Scalars,
            Column::Key(at) => match keys::RULE[*at] {
                "remedy" => Form::Code(Set::Remedies),
                "must" | "must_not" => Form::Code(Set::Acts),
                "by" | "borne_by" => Form::Code(Set::Parties),
                "alternatives" => Form::Codes(Set::Remedies),
                "steps" => Form::Codes(Set::Acts),
                "overrides" | "sources" => Form::Ids,
                "valid_from" | "valid_until" => Form::Day,
                "within" => Form::Within,
                _ => Form::Scalars,
            },
        }
    }

    /// The key in a rule, or in its conditions or sources, that its cells stand for.
    pub fn key(&self) -> String {
        match self {
            Column::Id => "id".into(),
            Column::Value => "value".into(),
            Column::Fact(fact) => FACTS[*fact].code.into(),
            Column::Key(at) => keys::RULE[*at].into(),
            Column::Source(at) => PARTS[*at].into(),
            Column::When(name) | Column::Other(name) => name.clone(),
        }
    }

    /// The path in a rule that its cells stand for; of a source's part, that of the sources.
    pub fn path(&self) -> String {
        match self {
            Column::Fact(_) | Column::When(_) => format!("/when/{}", self.key()),
            Column::Source(_) => "/sources".into(),
            _ => format!("/{}", self.key()),
        }
    }

    /// If there is no such column: that, with the one that was probably meant.
    pub fn unknown(&self, heading: &str) -> Option<Problem> {
        let (Column::When(name) | Column::Other(name)) = self else { return None };
        let found = Value::Text(heading.to_owned()).shown();
        let problem = Problem::new("unknown_column", "/rules").with("found", found);
        let parts: Vec<String> = (0..PARTS.len()).map(|at| Column::Source(at).heading()).collect();
        let facts = FACTS.iter().map(|fact| fact.code);
        let keys = keys::RULE.iter().copied().filter(|key| *key != "when");
        let known = facts.chain(keys).chain(["value"]).chain(parts.iter().map(String::as_str));
        let known: Vec<&str> = known.collect();
        Some(problem.suggest(name, known.iter().copied()))
    }
}
