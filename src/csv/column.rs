//! The columns of the table: their headings, and the kinds of their cells.

use crate::csv::cell::{self, CellKind, CodeSet};
use crate::shipped::vocabulary;
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::facts::FactId;
use aftersales_core::vocabulary::keys;

/// Prefix of a fact that is not known.
const WHEN: &str = "when/";
/// Prefix of a part of a shop's own source.
const SOURCE: &str = "source_";
/// The key of a right in a rule, and of its ways in the right.
pub const RIGHT: &str = "right";
const WAYS: &str = "one_of";
/// The parts of a shop's own source; the title determines the number of sources.
pub const PARTS: [&str; 6] = ["title", "locator", "edition", "url", "captured", "id"];

/// A column. Columns are written in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Id,
    /// A value of the pack.
    Value,
    Fact(FactId),
    /// A fact that is not known.
    When(String),
    /// A key of a rule, by its position in `keys::RULE`; the column `right` holds the ways of a right.
    Key(usize),
    /// A key of a right that no rule has, by its position in `keys::RIGHT`.
    Right(usize),
    /// A part of the shop's own sources, by its position in [`PARTS`].
    Source(usize),
    /// A key of a rule that is not known.
    Other(String),
}

impl Column {
    /// The column of a heading; `None` if it is blank.
    pub fn read(heading: &str) -> Option<Column> {
        let heading = cell::content(heading);
        if heading.is_empty() {
            return None;
        }
        let known = Some(cell::normalised(heading)).filter(|_| cell::quoted(heading).is_none());
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
            _ => vocabulary()
                .fact(name.strip_prefix(WHEN).unwrap_or(name))
                .map(Column::Fact)
                .or_else(|| Column::of_key(name))
                .or_else(|| Column::of_right(name).filter(|_| name != WAYS))
                .or_else(|| part(name.strip_prefix(SOURCE)?)),
        }
    }

    /// The column of a rule's key; `None` for `when`, `id` and unknown keys.
    pub fn of_key(name: &str) -> Option<Column> {
        let own = Some(name).filter(|name| *name != "when" && *name != "id")?;
        keys::RULE.iter().position(|key| *key == own).map(Column::Key)
    }

    /// The column of a key of a right; that of its ways is `right`, and keys that duties have, too, share theirs.
    pub fn of_right(name: &str) -> Option<Column> {
        let own = || keys::RIGHT.iter().position(|key| *key == name).map(Column::Right);
        if name == WAYS {
            Column::of_key(RIGHT)
        } else {
            Column::of_key(name).filter(|_| own().is_some()).or_else(own)
        }
    }

    /// The key of its cells in a right, if it has any.
    pub fn key_of_right(&self) -> Option<String> {
        let key = self.key();
        match self {
            Column::Key(_) if key == RIGHT => Some(WAYS.into()),
            Column::Key(_) => keys::RIGHT.contains(&key.as_str()).then_some(key),
            Column::Right(_) => Some(key),
            _ => None,
        }
    }

    /// Whether a cell of it makes a rule a right.
    pub fn makes_right(&self) -> bool {
        matches!(self, Column::Right(_)) || Column::of_key(RIGHT).as_ref() == Some(self)
    }

    /// The heading.
    pub fn heading(&self) -> String {
        let named = |name: String| {
            let plain = cell::write(CellKind::Text, &Value::Text(name));
            let same = Column::read(&plain).as_ref() == Some(self);
            cell::escape_formula(if same { plain } else { format!("\"{plain}\"") })
        };
        match self {
            Column::When(name) => named(format!("{WHEN}{name}")),
            Column::Source(_) => format!("{SOURCE}{}", self.key()),
            Column::Other(name) => named(name.clone()),
            _ => self.key(),
        }
    }

    /// Whether the column belongs to the format.
    pub fn is_known(&self) -> bool {
        !matches!(self, Column::When(_) | Column::Other(_))
    }

    /// The kind of its cells in a rule.
    pub fn kind(&self) -> CellKind {
        match self {
            Column::Id => CellKind::Text,
            Column::Fact(fact) => CellKind::Condition(Some(*fact)),
            Column::When(_) => CellKind::Condition(None),
            Column::Source(at) if PARTS[*at] == "captured" => CellKind::Day,
            Column::Source(_) => CellKind::Text,
            Column::Value | Column::Other(_) => CellKind::Scalars,
            Column::Key(at) => match keys::RULE[*at] {
                "remedy" => CellKind::Code(CodeSet::Remedies),
                "must" | "must_not" => CellKind::Code(CodeSet::Acts),
                "by" | "borne_by" => CellKind::Code(CodeSet::Parties),
                "alternatives" => CellKind::Codes(CodeSet::Remedies),
                "steps" | RIGHT => CellKind::Codes(CodeSet::Acts),
                "overrides" | "sources" => CellKind::Ids,
                "valid_from" | "valid_until" => CellKind::Day,
                "within" => CellKind::Period,
                _ => CellKind::Scalars,
            },
            Column::Right(at) => match keys::RIGHT[*at] {
                "chosen_by" => CellKind::Code(CodeSet::Parties),
                _ => CellKind::Flag,
            },
        }
    }

    /// The key of its cells in a rule, its conditions or its sources.
    pub fn key(&self) -> String {
        match self {
            Column::Id => "id".into(),
            Column::Value => "value".into(),
            Column::Fact(fact) => vocabulary().facts[*fact].code.into(),
            Column::Key(at) => keys::RULE[*at].into(),
            Column::Right(at) => keys::RIGHT[*at].into(),
            Column::Source(at) => PARTS[*at].into(),
            Column::When(name) | Column::Other(name) => name.clone(),
        }
    }

    /// The path of its cells in a rule; for parts of sources, the path of the sources.
    pub fn path(&self) -> String {
        match self {
            Column::Fact(_) | Column::When(_) => format!("/when/{}", self.key()),
            Column::Right(_) => self.path_in_right().unwrap_or_default(),
            Column::Source(_) => "/sources".into(),
            _ => format!("/{}", self.key()),
        }
    }

    /// The path of its cells in a rule that is a right, if they belong to the right.
    pub fn path_in_right(&self) -> Option<String> {
        self.key_of_right().map(|key| format!("/{RIGHT}/{key}"))
    }

    /// The problem of an unknown column, with the most similar known one.
    pub fn unknown(&self, heading: &str) -> Option<Problem> {
        let (Column::When(name) | Column::Other(name)) = self else { return None };
        let found = Value::Text(heading.to_owned()).shown();
        let problem = Problem::new("unknown_column", "/rules").with("found", found);
        let parts: Vec<String> = (0..PARTS.len()).map(|at| Column::Source(at).heading()).collect();
        let facts = vocabulary().facts.iter().map(|fact| fact.code);
        let keys = keys::RULE.iter().copied().filter(|key| *key != "when");
        let of_right = keys::RIGHT.iter().copied().filter(|key| *key != WAYS);
        let known = facts
            .chain(keys)
            .chain(of_right)
            .chain(["value"])
            .chain(parts.iter().map(String::as_str));
        let known: Vec<&str> = known.collect();
        Some(problem.suggest(name, known.iter().copied()))
    }
}
