//! Finds the export that a header row is of, and the field of each column, by name.

use crate::exports::{EXPORTS, Export, FIELDS, GENERAL_COLUMNS};
use crate::names::{is_near, normalised};

/// How a column was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Its name is the one that the export has.
    Exact,
    /// Its name is nearly one that is known.
    Near,
}

/// The least fields by which an export is recognised, and how many of them by the very name.
const ENOUGH: usize = 3;
const EXACT: usize = 2;

/// The field of each column, with the export of the header row.
#[derive(Debug)]
pub struct Recognised {
    pub export: Option<&'static Export>,
    pub columns: Vec<Option<(&'static str, How)>>,
}

type Names = &'static [(&'static str, &'static [&'static str])];

/// Recognises a header row. No field has two columns, and no column two fields.
pub fn recognise(headers: &[String]) -> Recognised {
    let plain: Vec<String> = headers.iter().map(|header| normalised(header)).collect();
    let export = best_export(headers, &plain);
    let mut found = Recognised { export, columns: vec![None; headers.len()] };
    let own: Names = export.map_or(&[], |export| export.columns);
    // The surest first: what is exact is never taken by what is near.
    found.assign(own, How::Exact, |name, at| headers[at].trim() == name);
    found.assign(own, How::Near, |name, at| plain[at] == normalised(name));
    found.assign(GENERAL_COLUMNS, How::Near, |name, at| plain[at] == normalised(name));
    found.assign(own, How::Near, |name, at| is_near(&plain[at], &normalised(name)));
    found.assign(GENERAL_COLUMNS, How::Near, |name, at| is_near(&plain[at], &normalised(name)));
    found
}

impl Recognised {
    fn assign(&mut self, names: Names, how: How, matches: impl Fn(&str, usize) -> bool) {
        for (field, names) in names {
            let taken =
                |column: &Option<(&str, How)>| column.is_some_and(|(known, _)| known == *field);
            if self.columns.iter().any(taken) {
                continue;
            }
            let free = |at: &usize| self.columns[*at].is_none();
            let column = names.iter().find_map(|name| {
                (0..self.columns.len()).filter(free).find(|at| matches(name, *at))
            });
            if let Some(at) = column {
                // The field of the list of fields, which lives as long.
                let field = FIELDS.iter().map(|(code, _)| *code).find(|code| code == field);
                self.columns[at] = field.map(|field| (field, how));
            }
        }
    }
}

/// The number of names of a row that are known.
pub fn known(row: &[String]) -> usize {
    let plain: Vec<String> = row.iter().map(|cell| normalised(cell)).collect();
    let general = score(GENERAL_COLUMNS, row, &plain).0;
    let own = EXPORTS.iter().map(|export| score(export.columns, row, &plain).0);
    own.max().unwrap_or_default().max(general)
}

/// The export whose columns the row has most of; of two, the one that lacks the fewest.
fn best_export(headers: &[String], plain: &[String]) -> Option<&'static Export> {
    let scored = EXPORTS.iter().map(|export| {
        let (found, exact) = score(export.columns, headers, plain);
        (found, exact, std::cmp::Reverse(export.columns.len()), export)
    });
    let best = scored.max_by_key(|(found, exact, fewest, _)| (*found, *exact, *fewest));
    best.filter(|(found, exact, ..)| *found >= ENOUGH && *exact >= EXACT).map(|(.., export)| export)
}

/// How many fields have a column, and how many by the very name.
fn score(names: Names, headers: &[String], plain: &[String]) -> (usize, usize) {
    let (mut found, mut exact) = (0, 0);
    for (_, names) in names {
        let same = |name: &&str| plain.contains(&normalised(name));
        if names.iter().any(same) {
            found += 1;
            let very = |name: &&str| headers.iter().any(|header| header.trim() == *name);
            exact += usize::from(names.iter().any(very));
        }
    }
    (found, exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Fields = Vec<Option<(&'static str, How)>>;

    fn fields(headers: &[&str]) -> (Option<&'static str>, Fields) {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let found = recognise(&headers);
        (found.export.map(|export| export.id), found.columns)
    }

    #[test]
    fn what_is_exact_comes_before_what_is_near() {
        let (export, columns) = fields(&[
            "order id",
            "Order ID",
            "Order Status",
            "Shipped Time",
            "Delivered Tiem",
            "Colour",
        ]);
        assert_eq!(export, Some("tiktok-orders"));
        let near = |field| Some((field, How::Near));
        let exact = |field| Some((field, How::Exact));
        assert_eq!(
            columns,
            [None, exact("order"), exact("state"), exact("shipped_at"), near("delivered_at"), None]
        );
    }

    #[test]
    fn an_unknown_file_has_the_general_names() {
        let (export, columns) = fields(&["退款编号", "订单号", "退款原因", "Foo"]);
        assert_eq!(export, None);
        let near = |field| Some((field, How::Near));
        assert_eq!(columns, [None, near("order"), near("reason"), None]);
        assert_eq!(fields(&["a", "b"]), (None, vec![None, None]));
    }
}
