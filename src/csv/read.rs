//! Reads a table as a pack.

use crate::csv::cell::{self, CellKind};
use crate::csv::column::{Column, PARTS, RIGHT};
use crate::csv::row_id::{RowId, kind_of};
use crate::csv::table::{self, Row, Rows};
use crate::csv::{LAYER, LocatedProblem, Sheet, in_order, not_a_table, shown};
use crate::shop::read_shop_pack;
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::sort;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::keys;

/// The maximum number of columns; further ones are reported.
const MAX_COLUMNS: usize = 1_000;
/// Codes of problems that are more specific than those of the reader of packs for the same path.
const MORE_SPECIFIC: [&str; 3] = ["not_readable", "day_rewritten", "missing"];

/// Reads a CSV table.
pub fn from_csv(text: &str) -> Sheet {
    let (text, named) = table::prepare(text);
    let headings = |delimiter: u8| Rows::new(&text, delimiter).find(is_written);
    // The separator is the one with which most headings are known.
    let known = |delimiter: u8| {
        let row = headings(delimiter);
        let columns = row.iter().flat_map(|row| &row.cells).filter_map(|cell| Column::read(cell));
        columns.filter(Column::is_known).count()
    };
    let best = |best, other| if known(other) > known(best) { other } else { best };
    let delimiter = named.unwrap_or_else(|| [b';', b'\t'].into_iter().fold(b',', best));
    let mut rows = Rows::new(&text, delimiter);
    let Some(headers) = rows.by_ref().find(is_written) else { return not_a_table("") };
    let mut reader = SheetReader::new(&headers);
    if reader.heading(&Column::Id).is_none() {
        let mut cells = headers.cells.iter().map(|cell| cell.trim());
        return not_a_table(cells.find(|cell| !cell.is_empty()).unwrap_or_default());
    }
    let mut last = headers.number;
    for row in rows.by_ref() {
        last = row.number;
        if is_written(&row) {
            reader.row(&row);
        }
    }
    if rows.unclosed_quote {
        reader.problem(Problem::new("open_quote", ""), (Some(last), None));
    }
    reader.checked()
}

/// Whether a row is not blank.
fn is_written(row: &Row) -> bool {
    row.cells.iter().any(|cell| !cell.trim().is_empty())
}

/// A column of the table.
struct Header {
    /// `None` for a duplicate, whose cells are ignored.
    column: Option<Column>,
    /// The heading as written.
    heading: String,
    /// Its position in the table.
    at: usize,
}

impl Header {
    /// The content of a row in this column; `None` if it is blank.
    fn content<'a>(&self, row: &'a Row) -> Option<&'a str> {
        row.cells.get(self.at).map(|cell| cell::content(cell)).filter(|content| !content.is_empty())
    }
}

/// Reads the rows of a table.
#[derive(Default)]
struct SheetReader {
    /// Columns in the order of the format.
    headers: Vec<Header>,
    pack: Vec<(String, Value)>,
    rules: Vec<Value>,
    /// The row of each rule.
    rows_of_rules: Vec<usize>,
    /// The row of each value of the pack, by its path.
    rows_of_pack: Vec<(String, usize)>,
    /// Positions of columns without a heading that have been reported.
    reported_columns: Vec<usize>,
    letters_lost: bool,
    problems: Vec<LocatedProblem>,
}

impl SheetReader {
    fn new(row: &Row) -> SheetReader {
        let mut reader = SheetReader::default();
        for (at, cell) in row.cells.iter().enumerate().take(MAX_COLUMNS) {
            let Some(column) = Column::read(cell) else { continue };
            let heading = cell.trim().to_owned();
            let place = (Some(row.number), Some(heading.clone()));
            let mut column = Some(column);
            if reader.headers.iter().any(|header| header.column == column) {
                column = None;
                let problem = Problem::new("said_twice", "").with("found", shown(&heading));
                reader.problem(problem, place);
            } else if let Some(unknown) = column.as_ref().and_then(|one| one.unknown(&heading)) {
                reader.problem(unknown, place);
            }
            reader.headers.push(Header { column, heading, at });
        }
        sort::by_key(&mut reader.headers, |header| header.column.clone());
        reader.check_letters(row);
        reader
    }

    fn problem(&mut self, problem: Problem, (row, column): (Option<usize>, Option<String>)) {
        self.problems.push(LocatedProblem { problem, row, column });
    }

    /// The heading of a column, if the table has it.
    fn heading(&self, column: &Column) -> Option<String> {
        let header = self.headers.iter().find(|header| header.column.as_ref() == Some(column));
        header.map(|header| header.heading.clone())
    }

    /// The heading of a column by its position, or its letters if it has none.
    fn name(&self, at: usize) -> String {
        let header = self.headers.iter().find(|header| header.at == at);
        header.map_or_else(|| letter(at), |header| header.heading.clone())
    }

    /// Reports characters that were lost in an earlier conversion, once.
    fn check_letters(&mut self, row: &Row) {
        let lost = row.cells.iter().position(|cell| cell.contains(char::REPLACEMENT_CHARACTER));
        if let (Some(at), false) = (lost, self.letters_lost) {
            self.letters_lost = true;
            let place = (Some(row.number), Some(self.name(at)));
            self.problem(Problem::new("letters_lost", ""), place);
        }
    }

    /// Reads a row.
    fn row(&mut self, row: &Row) {
        self.check_letters(row);
        for (at, cell) in row.cells.iter().enumerate() {
            let at = at.min(MAX_COLUMNS);
            let headed = self.headers.iter().any(|header| header.at == at);
            if !headed && !cell.trim().is_empty() && !self.reported_columns.contains(&at) {
                self.reported_columns.push(at);
                let problem = Problem::new("no_heading", "").with("found", letter(at));
                self.problem(problem, (Some(row.number), Some(letter(at))));
            }
        }
        let id = self.headers.iter().find(|header| header.column == Some(Column::Id));
        match id.and_then(|header| header.content(row)).map(RowId::read) {
            Some(RowId::Pack(path)) => self.pack_row(row, &path),
            Some(RowId::Rule(id)) => self.rule_row(row, Some(id)),
            None => self.rule_row(row, None),
        }
    }

    /// Reads a row of the pack itself.
    fn pack_row(&mut self, row: &Row, path: &[String]) {
        let pointer = format!("/{}", path.join("/"));
        let mut value = None;
        let mut wrong = Vec::new();
        for header in &self.headers {
            let (Some(column), Some(content)) = (&header.column, header.content(row)) else {
                continue;
            };
            match column {
                Column::Id => {}
                Column::Value => {
                    let read = cell::read(kind_of(path), content);
                    value = Some(read.value);
                    wrong.extend(read.problem.map(|found| (found, header.heading.clone())));
                }
                _ => {
                    let found = Problem::new("not_in_this_row", "");
                    let name = shown(&header.heading);
                    wrong.push((found.with("name", name), header.heading.clone()));
                }
            }
        }
        if let Some(value) = value {
            let id = RowId::Pack(path.to_vec()).written();
            let known = path[0] != "rules";
            if !known {
                let keys = keys::PACK.iter().copied().filter(|key| *key != "rules");
                let keys: Vec<&str> = keys.collect();
                let problem = Problem::new("unknown_key", "").with("found", id);
                wrong.push((problem.suggest(&path[0], keys.iter().copied()), "id".into()));
            } else if !put(&mut self.pack, path, value) {
                let problem = Problem::new("said_twice", "").with("found", shown(&id));
                wrong.push((problem, self.heading(&Column::Id).unwrap_or_default()));
            } else {
                self.rows_of_pack.push((pointer.clone(), row.number));
            }
        }
        for (mut problem, column) in wrong {
            problem.path.clone_from(&pointer);
            self.problem(problem, (Some(row.number), Some(column)));
        }
    }

    /// Reads a row of a rule.
    fn rule_row(&mut self, row: &Row, id: Option<String>) {
        let path = format!("/rules/{}", self.rules.len());
        let mut rule: Vec<(String, Value)> = Vec::new();
        let mut when: Vec<(String, Value)> = Vec::new();
        let mut after: Vec<(String, Value)> = Vec::new();
        let mut right: Vec<(String, Value)> = Vec::new();
        let is_right = self.headers.iter().any(|header| {
            header.column.as_ref().is_some_and(Column::makes_right) && header.content(row).is_some()
        });
        let mut sources: Option<Vec<Value>> = None;
        let mut own: Vec<Vec<(String, Value)>> = Vec::new();
        let mut wrong = Vec::new();
        rule.extend(id.map(|id| ("id".to_owned(), Value::Text(id))));
        for header in &self.headers {
            let (Some(column), Some(content)) = (&header.column, header.content(row)) else {
                continue;
            };
            let mut read = |kind: CellKind, content: &str, path: String| {
                let read = cell::read(kind, content);
                wrong.extend(read.problem.map(|problem| (problem, path, header.heading.clone())));
                read.value
            };
            let in_right = Some(column).filter(|_| is_right).and_then(Column::path_in_right);
            let path = format!("{path}{}", in_right.as_ref().unwrap_or(&column.path()));
            match column {
                Column::Id => {}
                Column::Value => {
                    let found = Problem::new("not_in_this_row", "");
                    let found = found.with("name", shown(&header.heading));
                    wrong.push((found, path, header.heading.clone()));
                }
                Column::Fact(_) | Column::When(_) => {
                    when.push((column.key(), read(column.kind(), content, path)));
                }
                Column::Source(part) => {
                    for (at, text) in cell::texts(content).into_iter().enumerate() {
                        own.resize_with(own.len().max(at + 1), Vec::new);
                        if !text.is_empty() {
                            let value = read(column.kind(), text, format!("{path}/{at}"));
                            own[at].push((PARTS[*part].to_owned(), value));
                        }
                    }
                }
                Column::Key(_) if column.key() == "sources" => {
                    if let Value::List(ids) = read(column.kind(), content, path) {
                        sources = Some(ids);
                    }
                }
                Column::Key(_) | Column::Right(_) if in_right.is_some() => {
                    let value = read(column.kind(), content, path);
                    if value != Value::List(Vec::new()) {
                        right.extend(column.key_of_right().map(|key| (key, value)));
                    }
                }
                Column::Key(_) | Column::Right(_) | Column::Other(_) => {
                    after.push((column.key(), read(column.kind(), content, path)));
                }
            }
        }
        if !when.is_empty() {
            rule.push(("when".into(), Value::Map(when)));
        }
        if !right.is_empty() {
            after.push((RIGHT.into(), Value::Map(right)));
        }
        rule.extend(after);
        if sources.is_some() || !own.is_empty() {
            let ids = sources.into_iter().flatten();
            let sources = ids.chain(own.into_iter().map(Value::Map)).collect();
            rule.push(("sources".into(), Value::List(sources)));
        }
        self.rules.push(Value::Map(rule));
        self.rows_of_rules.push(row.number);
        for (mut problem, path, column) in wrong {
            problem.path = path;
            self.problem(problem, (Some(row.number), Some(column)));
        }
    }

    /// The pack, checked by the reader of packs, whose problems get their rows and columns.
    fn checked(mut self) -> Sheet {
        let mut pack = std::mem::take(&mut self.pack);
        if !pack.iter().any(|(key, _)| key == "id") {
            let problem = Problem::new("missing", "/id").with("name", "pack/id");
            self.problem(problem, (None, None));
        }
        if !pack.iter().any(|(key, _)| key == "layer") {
            pack.push(("layer".into(), Value::Text(LAYER.into())));
        }
        pack.push(("rules".into(), Value::List(std::mem::take(&mut self.rules))));
        let pack = Value::Map(in_order(&pack, keys::PACK).into_iter().cloned().collect());
        let reported = self.reported_paths();
        let mut found = Vec::new();
        read_shop_pack(&pack, "", &mut found);
        for problem in found {
            let mut above = problem.path.match_indices('/').map(|(at, _)| &problem.path[..at]);
            let is_reported =
                |path: &str| reported.binary_search_by(|other| (**other).cmp(path)).is_ok();
            if !is_reported(&problem.path)
                && !above.any(is_reported)
                && !self.is_of_no_column(&problem)
            {
                let location = self.location(&problem.path, &pack);
                self.problem(problem, location);
            }
        }
        let sorted = sort::positions(&self.problems, |placed| placed.row);
        let mut problems: Vec<Option<LocatedProblem>> =
            self.problems.into_iter().map(Some).collect();
        let problems = sorted.into_iter().filter_map(|at| problems[at].take()).collect();
        Sheet { pack, problems }
    }

    /// The paths, ascending, whose problems are reported by the table itself.
    fn reported_paths(&self) -> Vec<String> {
        let problems = self.problems.iter().map(|placed| &placed.problem);
        let paths: Vec<&String> = problems
            .filter(|problem| MORE_SPECIFIC.contains(&problem.code))
            .map(|problem| &problem.path)
            .collect();
        sort::positions(&paths, |path| path.as_str())
            .into_iter()
            .map(|at| paths[at].clone())
            .collect()
    }

    /// Whether a problem results from a column that has been reported as unknown.
    fn is_of_no_column(&self, problem: &Problem) -> bool {
        let of_rule = problem.path.splitn(4, '/').nth(3).unwrap_or_default();
        let columns = self.headers.iter().filter_map(|header| header.column.as_ref());
        let mut unknown = columns.filter(|column| !column.is_known());
        matches!(problem.code, "unknown_key" | "unknown_fact")
            && unknown.any(|column| column.path()[1..] == *of_rule)
    }

    /// The row and the heading of a path in the pack.
    fn location(&self, path: &str, pack: &Value) -> (Option<usize>, Option<String>) {
        let begins = |path: &str, with: &str| {
            path.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut parts = path.splitn(4, '/').skip(1);
        let rule = match (parts.next(), parts.next().and_then(|at| at.parse::<usize>().ok())) {
            (Some("rules"), Some(at)) => at,
            _ => {
                let mut rows = self.rows_of_pack.iter();
                let row = rows.find(|(other, _)| begins(other, path) || begins(path, other));
                let row = row.map(|(_, row)| *row);
                return (row, row.and_then(|_| self.heading(&Column::Value)));
            }
        };
        let rest = parts.next().map(|rest| format!("/{rest}")).unwrap_or_default();
        let columns = || self.headers.iter().filter_map(|header| header.column.as_ref());
        let in_right =
            |column: &&Column| column.path_in_right().is_some_and(|path| begins(&rest, &path));
        let mut column = columns()
            .find(in_right)
            .or_else(|| columns().find(|column| !rest.is_empty() && begins(&rest, &column.path())));
        // The shop's own sources follow those that are cited by id.
        let own = || -> Option<Column> {
            let at: usize = rest.strip_prefix("/sources/")?.split('/').next()?.parse().ok()?;
            let Some(Value::List(rules)) = pack.get("rules") else { return None };
            let Some(Value::List(sources)) = rules.get(rule)?.get("sources") else { return None };
            sources.get(at)?.entries().map(|_| Column::Source(0))
        };
        let own = own();
        if own.is_some() {
            column = own.as_ref();
        }
        let heading = column.and_then(|column| self.heading(column));
        (self.rows_of_rules.get(rule).copied(), heading)
    }
}

/// Inserts a value at a path; returns `false` if the path is taken.
fn put(into: &mut Vec<(String, Value)>, path: &[String], value: Value) -> bool {
    let [key, rest @ ..] = path else { return false };
    match (into.iter().position(|(other, _)| other == key), rest) {
        (Some(at), [_, ..]) => match &mut into[at].1 {
            Value::Map(entries) => put(entries, rest, value),
            _ => false,
        },
        (Some(_), []) => false,
        (None, []) => {
            into.push((key.clone(), value));
            true
        }
        (None, [_, ..]) => {
            let mut entries = Vec::new();
            put(&mut entries, rest, value);
            into.push((key.clone(), Value::Map(entries)));
            true
        }
    }
}

/// The letters of a column, as in spreadsheets.
fn letter(at: usize) -> String {
    let last = char::from(b'A' + (at % 26) as u8);
    if at < 26 { last.to_string() } else { letter(at / 26 - 1) + &last.to_string() }
}
