//! A shop's pack as a table that spreadsheets read and write, without loss either way.
//!
//! One row is one rule: a column for each fact that rules test, then what follows. Rows whose `id` begins
//! with `pack/` or `settings/` say in `value` what belongs to the pack itself. What cannot be understood
//! is a problem with its row and column; where it is part of a rule, it stays in that rule as it
//! stands, so that no reader of packs takes the rest of it for the whole.

mod cell;
mod column;
mod table;

use crate::present::answer;
use crate::present::wording::tell_problem;
use crate::request::options::read_options;
use crate::shipped;
use crate::shop::read_shop_pack;
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::sort;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::keys;
use cell::Form;
use column::{Column, PARTS};
use table::{Row, Rows};

/// The layer of every pack that a shop writes.
const LAYER: &str = "shop";
/// Before ids of rules that would be taken for rows of the pack.
const RULE: &str = "rule";
const PACK: &str = "pack";
const SETTINGS: &str = "settings";
/// More columns than this are none of ours.
const MOST_COLUMNS: usize = 1_000;
/// Problems that say more than the reader of packs would of the same place.
const PLAINER: [&str; 3] = ["not_readable", "day_rewritten", "missing"];

/// What a table says.
#[derive(Debug)]
pub struct Sheet {
    /// All that could be understood.
    pub pack: Value,
    pub problems: Vec<Placed>,
}

/// A problem with its place in the table.
#[derive(Debug)]
pub struct Placed {
    /// Its path is that in the pack.
    pub problem: Problem,
    /// As a spreadsheet counts: 1 is the row of headings.
    pub row: Option<usize>,
    /// The heading of the column; a letter where it has none.
    pub column: Option<String>,
}

/// Longest table that is read, in UTF-16 units: what JavaScript counts as characters.
pub const LONGEST: usize = 1_000_000;

/// A table's pack, with the problems in words.
pub fn read(text: &Value, options: &Value) -> answer::SheetRead {
    let sheet = match text {
        Value::Text(text) => match text.encode_utf16().count() {
            length if length > LONGEST => return refuse(length, options),
            _ => from_csv(text),
        },
        other => no_table(&other.shown()),
    };
    in_words(&sheet, options)
}

/// The problem of a table that has so many characters, more than are read.
pub fn refuse(length: usize, options: &Value) -> answer::SheetRead {
    let problem = Problem::new("table_too_large", "");
    let problem = problem.with("found", length.to_string()).with("max", LONGEST.to_string());
    in_words(&without(problem), options)
}

fn in_words(sheet: &Sheet, options: &Value) -> answer::SheetRead {
    let (options, other) = read_options(options);
    let words = shipped::words(options.lang);
    let told = |placed: &Placed| answer::Problem {
        row: placed.row,
        column: placed.column.clone(),
        ..tell_problem(words, &placed.problem)
    };
    let mut problems: Vec<answer::Problem> = sheet.problems.iter().map(told).collect();
    problems.extend(other.iter().map(|problem| tell_problem(words, problem)));
    answer::SheetRead { pack: sheet.pack.clone(), problems }
}

/// Writes a pack as a table.
pub fn to_csv(pack: &Value) -> String {
    let mut rows: Vec<Vec<(Column, String)>> = Vec::new();
    for (key, value) in in_order(pack.entries().unwrap_or_default(), keys::PACK) {
        match (key.as_str(), value) {
            ("rules", _) => {}
            ("layer", Value::Text(layer)) if layer == LAYER => {}
            (key, value) => write_tree(&mut vec![key.to_owned()], value, &mut rows),
        }
    }
    if let Some(Value::List(rules)) = pack.get("rules") {
        rows.extend(rules.iter().map(write_rule));
    }
    let mut columns: Vec<Column> = vec![Column::Id];
    columns.extend(Column::of_key("remedy"));
    for (column, _) in rows.iter().flatten() {
        if !columns.contains(column) {
            columns.push(column.clone());
        }
    }
    columns.sort_unstable();
    let mut cells = vec![columns.iter().map(Column::heading).collect::<Vec<_>>()];
    cells.extend(rows.into_iter().map(|row| {
        let of = |column: &Column| {
            let found = row.iter().find(|(other, _)| other == column);
            found.map_or(String::new(), |(_, content)| cell::guarded(content.clone()))
        };
        columns.iter().map(of).collect()
    }));
    table::write(&cells)
}

/// The entries that say something, those of known keys first and in their order.
fn in_order<'a>(entries: &'a [(String, Value)], keys: &[&str]) -> Vec<&'a (String, Value)> {
    let mut entries: Vec<_> = entries.iter().filter(|(_, value)| !value.is_null()).collect();
    let place = |key: &str| keys.iter().position(|other| *other == key).unwrap_or(keys.len());
    sort::by_key(&mut entries, |(key, _)| place(key));
    entries
}

/// Writes a value as a row, and an object as a row for each of its entries.
fn write_tree(path: &mut Vec<String>, value: &Value, rows: &mut Vec<Vec<(Column, String)>>) {
    match value {
        Value::Null => {}
        Value::Map(entries) if !entries.is_empty() => {
            for (key, value) in entries {
                path.push(key.clone());
                write_tree(path, value, rows);
                path.pop();
            }
        }
        _ => rows.push(vec![
            (Column::Id, RowId::Pack(path.clone()).written()),
            (Column::Value, cell::write(form_of(path), value)),
        ]),
    }
}

/// What a row of the pack has in `value`.
fn form_of(path: &[String]) -> Form {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["id" | "title" | "layer"] => Form::Text,
        ["review_by"] => Form::Day,
        _ => Form::Scalars,
    }
}

fn write_rule(rule: &Value) -> Vec<(Column, String)> {
    let mut row = Vec::new();
    let mut put = |column: Column, content: String| {
        if !content.is_empty() {
            row.push((column, content));
        }
    };
    for (key, value) in rule.entries().unwrap_or_default() {
        match (key.as_str(), value) {
            ("id", Value::Text(id)) => put(Column::Id, RowId::Rule(id.clone()).written()),
            ("id", other) => put(Column::Id, cell::write(Form::Text, other)),
            ("when", Value::Map(conditions)) => {
                for (fact, condition) in conditions {
                    let known = aftersales_core::vocabulary::facts::find(fact).map(Column::Fact);
                    let column = known.unwrap_or_else(|| Column::When(fact.clone()));
                    let content = cell::write(column.form(), condition);
                    // A condition that is none must not become none at all.
                    let none = || condition.shown();
                    put(column, if content.is_empty() { none() } else { content });
                }
            }
            (key @ "sources", Value::List(sources)) => {
                let is_own = |source: &&Value| source.entries().is_some();
                let (own, ids): (Vec<&Value>, Vec<&Value>) = sources.iter().partition(is_own);
                let ids = Value::List(ids.into_iter().cloned().collect());
                if let Some(column) = Column::of_key(key) {
                    put(column, cell::write(Form::Ids, &ids));
                }
                for (at, part) in PARTS.into_iter().enumerate() {
                    let of = |source: &&Value| -> Option<Value> {
                        source.get(part).filter(|value| !value.is_null()).cloned()
                    };
                    let texts: Vec<Option<Value>> = own.iter().map(of).collect();
                    if texts.iter().any(Option::is_some) || at == 0 && !own.is_empty() {
                        put(
                            Column::Source(at),
                            cell::write_texts(Column::Source(at).form(), &texts),
                        );
                    }
                }
            }
            (key, value) => {
                let column = Column::of_key(key).unwrap_or_else(|| Column::Other(key.to_owned()));
                let content = cell::write(column.form(), value);
                put(column, content);
            }
        }
    }
    if row.is_empty() {
        // Blank rows are passed over; this one is a rule, if a bad one.
        row.push((Column::Id, RowId::Rule(String::new()).written()));
    }
    row
}

/// What the first column names.
#[derive(Debug, PartialEq)]
enum RowId {
    /// Something of the pack itself, by its path there.
    Pack(Vec<String>),
    Rule(String),
}

impl RowId {
    fn read(content: &str) -> RowId {
        let id = cell::text(content);
        let path: Vec<String> =
            id.split('/').map(|part| part.replace("~1", "/").replace("~0", "~")).collect();
        let first = path[0].to_ascii_lowercase();
        match first.as_str() {
            PACK if path.len() > 1 => RowId::Pack(path[1..].to_vec()),
            SETTINGS => RowId::Pack([&[SETTINGS.to_owned()], &path[1..]].concat()),
            RULE if path.len() > 1 => RowId::Rule(id[RULE.len() + 1..].to_owned()),
            _ => RowId::Rule(id),
        }
    }

    fn written(&self) -> String {
        let id = match self {
            RowId::Pack(path) => {
                let part = |part: &String| part.replace('~', "~0").replace('/', "~1");
                let path: Vec<String> = path.iter().map(part).collect();
                let own = path[0] == SETTINGS;
                if own { path.join("/") } else { format!("{PACK}/{}", path.join("/")) }
            }
            RowId::Rule(id)
                if RowId::read(&cell::write(Form::Text, &Value::Text(id.clone()))) != *self =>
            {
                format!("{RULE}/{id}")
            }
            RowId::Rule(id) => id.clone(),
        };
        cell::write(Form::Text, &Value::Text(id))
    }
}

/// Reads a table.
pub fn from_csv(text: &str) -> Sheet {
    let (text, named) = table::ended(text);
    let headings = |delimiter: u8| Rows::new(&text, delimiter).find(is_written);
    // The separator is the one by which most of the headings are known.
    let known = |delimiter: u8| {
        let row = headings(delimiter);
        let columns = row.iter().flat_map(|row| &row.cells).filter_map(|cell| Column::read(cell));
        columns.filter(Column::is_known).count()
    };
    let best = |best, other| if known(other) > known(best) { other } else { best };
    let delimiter = named.unwrap_or_else(|| [b';', b'\t'].into_iter().fold(b',', best));
    let mut rows = Rows::new(&text, delimiter);
    let Some(heads) = rows.by_ref().find(is_written) else { return no_table("") };
    let mut reading = Reading::new(&heads);
    if reading.heading(&Column::Id).is_none() {
        let mut cells = heads.cells.iter().map(|cell| cell.trim());
        return no_table(cells.find(|cell| !cell.is_empty()).unwrap_or_default());
    }
    let mut last = heads.number;
    for row in rows.by_ref() {
        last = row.number;
        if is_written(&row) {
            reading.row(&row);
        }
    }
    if rows.open {
        reading.problem(Problem::new("open_quote", ""), (Some(last), None));
    }
    reading.checked()
}

fn is_written(row: &Row) -> bool {
    row.cells.iter().any(|cell| !cell.trim().is_empty())
}

/// What comes back where there is no table to read.
fn no_table(found: &str) -> Sheet {
    without(Problem::new("not_a_table", "").with("found", shown(found)))
}

/// An empty pack with what is wrong with the table.
fn without(problem: Problem) -> Sheet {
    let pack = vec![
        ("layer".to_owned(), Value::Text(LAYER.into())),
        ("rules".to_owned(), Value::List(Vec::new())),
    ];
    let placed = Placed { problem, row: None, column: None };
    Sheet { pack: Value::Map(pack), problems: vec![placed] }
}

/// A column of the table that is read.
struct Head {
    /// None for one that is there twice: its cells are passed over.
    column: Option<Column>,
    /// As it stands in the table.
    heading: String,
    /// Its position there.
    at: usize,
}

impl Head {
    /// What a row has in this column; nothing where it is blank.
    fn content<'a>(&self, row: &'a Row) -> Option<&'a str> {
        row.cells.get(self.at).map(|cell| cell::bare(cell)).filter(|content| !content.is_empty())
    }
}

/// A table while it is read.
#[derive(Default)]
struct Reading {
    /// In the order of the format, whatever that of the table.
    heads: Vec<Head>,
    pack: Vec<(String, Value)>,
    rules: Vec<Value>,
    /// The row of each rule, and of each thing of the pack by its path.
    rows_of_rules: Vec<usize>,
    rows_of_pack: Vec<(String, usize)>,
    /// Positions of columns without a heading that were reported.
    reported: Vec<usize>,
    letters_lost: bool,
    problems: Vec<Placed>,
}

impl Reading {
    fn new(row: &Row) -> Reading {
        let mut reading = Reading::default();
        for (at, cell) in row.cells.iter().enumerate().take(MOST_COLUMNS) {
            let Some(column) = Column::read(cell) else { continue };
            let heading = cell.trim().to_owned();
            let place = (Some(row.number), Some(heading.clone()));
            let mut column = Some(column);
            if reading.heads.iter().any(|head| head.column == column) {
                column = None;
                let problem = Problem::new("said_twice", "").with("found", shown(&heading));
                reading.problem(problem, place);
            } else if let Some(unknown) = column.as_ref().and_then(|one| one.unknown(&heading)) {
                reading.problem(unknown, place);
            }
            reading.heads.push(Head { column, heading, at });
        }
        sort::by_key(&mut reading.heads, |head| head.column.clone());
        reading.check_letters(row);
        reading
    }

    fn problem(&mut self, problem: Problem, (row, column): (Option<usize>, Option<String>)) {
        self.problems.push(Placed { problem, row, column });
    }

    /// The heading of a column, if the table has it.
    fn heading(&self, column: &Column) -> Option<String> {
        let head = self.heads.iter().find(|head| head.column.as_ref() == Some(column));
        head.map(|head| head.heading.clone())
    }

    /// The name of a column by its position: the heading, or the letter where there is none.
    fn name(&self, at: usize) -> String {
        let head = self.heads.iter().find(|head| head.at == at);
        head.map_or_else(|| letter(at), |head| head.heading.clone())
    }

    /// Reports letters that were lost before the table came here, once.
    fn check_letters(&mut self, row: &Row) {
        let lost = row.cells.iter().position(|cell| cell.contains(char::REPLACEMENT_CHARACTER));
        if let (Some(at), false) = (lost, self.letters_lost) {
            self.letters_lost = true;
            let place = (Some(row.number), Some(self.name(at)));
            self.problem(Problem::new("letters_lost", ""), place);
        }
    }

    fn row(&mut self, row: &Row) {
        self.check_letters(row);
        for (at, cell) in row.cells.iter().enumerate() {
            let at = at.min(MOST_COLUMNS);
            let headed = self.heads.iter().any(|head| head.at == at);
            if !headed && !cell.trim().is_empty() && !self.reported.contains(&at) {
                self.reported.push(at);
                let problem = Problem::new("no_heading", "").with("found", letter(at));
                self.problem(problem, (Some(row.number), Some(letter(at))));
            }
        }
        let id = self.heads.iter().find(|head| head.column == Some(Column::Id));
        match id.and_then(|head| head.content(row)).map(RowId::read) {
            Some(RowId::Pack(path)) => self.pack_row(row, &path),
            Some(RowId::Rule(id)) => self.rule_row(row, Some(id)),
            None => self.rule_row(row, None),
        }
    }

    /// A row that says something of the pack itself.
    fn pack_row(&mut self, row: &Row, path: &[String]) {
        let pointer = format!("/{}", path.join("/"));
        let mut value = None;
        let mut wrong = Vec::new();
        for head in &self.heads {
            let (Some(column), Some(content)) = (&head.column, head.content(row)) else { continue };
            match column {
                Column::Id => {}
                Column::Value => {
                    let read = cell::read(form_of(path), content);
                    value = Some(read.value);
                    wrong.extend(read.wrong.map(|found| (found, head.heading.clone())));
                }
                _ => {
                    let found = Problem::new("not_in_this_row", "");
                    let name = shown(&head.heading);
                    wrong.push((found.with("name", name), head.heading.clone()));
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

    fn rule_row(&mut self, row: &Row, id: Option<String>) {
        let path = format!("/rules/{}", self.rules.len());
        let mut rule: Vec<(String, Value)> = Vec::new();
        let mut when: Vec<(String, Value)> = Vec::new();
        let mut after: Vec<(String, Value)> = Vec::new();
        let mut sources: Option<Vec<Value>> = None;
        let mut own: Vec<Vec<(String, Value)>> = Vec::new();
        let mut wrong = Vec::new();
        rule.extend(id.map(|id| ("id".to_owned(), Value::Text(id))));
        for head in &self.heads {
            let (Some(column), Some(content)) = (&head.column, head.content(row)) else { continue };
            let mut read = |form: Form, content: &str, path: String| {
                let read = cell::read(form, content);
                wrong.extend(read.wrong.map(|problem| (problem, path, head.heading.clone())));
                read.value
            };
            let path = format!("{path}{}", column.path());
            match column {
                Column::Id => {}
                Column::Value => {
                    let found = Problem::new("not_in_this_row", "");
                    let found = found.with("name", shown(&head.heading));
                    wrong.push((found, path, head.heading.clone()));
                }
                Column::Fact(_) | Column::When(_) => {
                    when.push((column.key(), read(column.form(), content, path)));
                }
                Column::Source(part) => {
                    for (at, text) in cell::texts(content).into_iter().enumerate() {
                        own.resize_with(own.len().max(at + 1), Vec::new);
                        if !text.is_empty() {
                            let value = read(column.form(), text, format!("{path}/{at}"));
                            own[at].push((PARTS[*part].to_owned(), value));
                        }
                    }
                }
                Column::Key(_) if column.key() == "sources" => {
                    if let Value::List(ids) = read(column.form(), content, path) {
                        sources = Some(ids);
                    }
                }
                Column::Key(_) | Column::Other(_) => {
                    after.push((column.key(), read(column.form(), content, path)));
                }
            }
        }
        if !when.is_empty() {
            rule.push(("when".into(), Value::Map(when)));
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

    /// The pack, checked as any other; each problem with its row and column.
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
        let told = self.told();
        let mut found = Vec::new();
        read_shop_pack(&pack, "", &mut found);
        for problem in found {
            let mut above = problem.path.match_indices('/').map(|(at, _)| &problem.path[..at]);
            let is_told = |path: &str| told.binary_search_by(|other| (**other).cmp(path)).is_ok();
            if !is_told(&problem.path) && !above.any(is_told) && !self.is_of_no_column(&problem) {
                let place = self.place(&problem.path, &pack);
                self.problem(problem, place);
            }
        }
        let sorted = sort::positions(&self.problems, |placed| placed.row);
        let mut problems: Vec<Option<Placed>> = self.problems.into_iter().map(Some).collect();
        let problems = sorted.into_iter().filter_map(|at| problems[at].take()).collect();
        Sheet { pack, problems }
    }

    /// The paths, ascending, of which all is said.
    fn told(&self) -> Vec<String> {
        let problems = self.problems.iter().map(|placed| &placed.problem);
        let paths: Vec<&String> = problems
            .filter(|problem| PLAINER.contains(&problem.code))
            .map(|problem| &problem.path)
            .collect();
        sort::positions(&paths, |path| path.as_str())
            .into_iter()
            .map(|at| paths[at].clone())
            .collect()
    }

    /// Whether a problem comes of a column that was reported as unknown.
    fn is_of_no_column(&self, problem: &Problem) -> bool {
        let of_rule = problem.path.splitn(4, '/').nth(3).unwrap_or_default();
        let columns = self.heads.iter().filter_map(|head| head.column.as_ref());
        let mut unknown = columns.filter(|column| !column.is_known());
        matches!(problem.code, "unknown_key" | "unknown_fact")
            && unknown.any(|column| column.path()[1..] == *of_rule)
    }

    /// The row and the heading that a path in the pack stands at.
    fn place(&self, path: &str, pack: &Value) -> (Option<usize>, Option<String>) {
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
        let mut column = self
            .heads
            .iter()
            .filter_map(|head| head.column.as_ref())
            .find(|column| !rest.is_empty() && begins(&rest, &column.path()));
        // The shop's own sources stand behind those that are named by their ids.
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

/// Puts a value where a path leads; whether nothing stood there.
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

fn shown(text: &str) -> String {
    Value::Text(text.to_owned()).shown()
}

/// The letters by which a spreadsheet names a column.
fn letter(at: usize) -> String {
    let last = char::from(b'A' + (at % 26) as u8);
    if at < 26 { last.to_string() } else { letter(at / 26 - 1) + &last.to_string() }
}
