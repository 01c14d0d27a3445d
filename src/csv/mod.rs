//! Converts a shop's pack to a CSV table and back, without loss.
//!
//! A row is a rule, with a column for each fact that it tests and for each part of its effect. Rows whose `id` begins
//! with `pack/` or `settings/` hold a value of the pack itself in the column `value`, amounts as people write them. A
//! cell that cannot be read is a problem with its row and column. Its text stays in the rule unchanged, so that the
//! reader of packs refuses the rule.

mod cell;
mod column;
mod read;
mod row_id;
mod table;
mod write;

pub use read::from_csv;
pub use write::to_csv;

use crate::present::answer;
use crate::present::wording::present_problem;
use crate::request::options::read_options;
use crate::shipped;
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::sort;
use aftersales_core::plain::value::Value;

/// The layer of a shop's packs.
const LAYER: &str = "shop";

/// A table as read.
#[derive(Debug)]
pub struct Sheet {
    /// The pack; cells that could not be read are included as texts.
    pub pack: Value,
    /// Problems in the order of their rows.
    pub problems: Vec<LocatedProblem>,
}

/// A problem with its location in the table.
#[derive(Debug)]
pub struct LocatedProblem {
    /// The problem, with its path in the pack.
    pub problem: Problem,
    /// The number of the row, counted from 1 for the headings.
    pub row: Option<usize>,
    /// The heading of the column, or its letters if it has none.
    pub column: Option<String>,
}

/// The maximum length of a table, in UTF-16 code units.
pub const MAX_LENGTH: usize = 1_000_000;

/// Reads a table; returns its pack and its presented problems.
pub fn read(text: &Value, options: &Value) -> answer::SheetRead {
    let sheet = match text {
        Value::Text(text) => match text.encode_utf16().count() {
            length if length > MAX_LENGTH => return refuse(length, options),
            _ => from_csv(text),
        },
        other => not_a_table(&other.shown()),
    };
    presented(&sheet, options)
}

/// The result for a table of `length` UTF-16 code units, which exceeds [`MAX_LENGTH`].
pub fn refuse(length: usize, options: &Value) -> answer::SheetRead {
    let problem = Problem::new("table_too_large", "");
    let problem = problem.with("found", length.to_string()).with("max", MAX_LENGTH.to_string());
    presented(&empty_sheet(problem), options)
}

/// Presents a sheet in the language of the options.
fn presented(sheet: &Sheet, options: &Value) -> answer::SheetRead {
    let (options, other) = read_options(options);
    let words = shipped::words(options.lang);
    let present = |placed: &LocatedProblem| answer::Problem {
        row: placed.row,
        column: placed.column.clone(),
        ..present_problem(words, &placed.problem)
    };
    let mut problems: Vec<answer::Problem> = sheet.problems.iter().map(present).collect();
    problems.extend(other.iter().map(|problem| present_problem(words, problem)));
    answer::SheetRead { pack: sheet.pack.clone(), problems }
}

/// The result for a text that is not a table.
fn not_a_table(found: &str) -> Sheet {
    empty_sheet(Problem::new("not_a_table", "").with("found", shown(found)))
}

/// An empty pack with a problem.
fn empty_sheet(problem: Problem) -> Sheet {
    let pack = vec![
        ("layer".to_owned(), Value::Text(LAYER.into())),
        ("rules".to_owned(), Value::List(Vec::new())),
    ];
    let placed = LocatedProblem { problem, row: None, column: None };
    Sheet { pack: Value::Map(pack), problems: vec![placed] }
}

fn shown(text: &str) -> String {
    Value::Text(text.to_owned()).shown()
}

/// The entries that are not null, in the order of `keys`; those of unknown keys last.
fn in_order<'a>(entries: &'a [(String, Value)], keys: &[&str]) -> Vec<&'a (String, Value)> {
    let mut entries: Vec<_> = entries.iter().filter(|(_, value)| !value.is_null()).collect();
    let position = |key: &str| keys.iter().position(|other| *other == key).unwrap_or(keys.len());
    sort::by_key(&mut entries, |(key, _)| position(key));
    entries
}
