//! How a table is read: the column of each field, what its words mean, and what holds for all rows.

use crate::exports::{self, Export, Kind, Meaning};
use crate::moment::{self, DayOrder};
use crate::names::normalised;
use crate::recognise::{How, Recognised};
use crate::table::Table;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// The most words of a field that are shown, each with what it means. A column with more is no column of words.
const MOST_WORDS: usize = 60;
/// Sample values of a column.
const SAMPLES: usize = 3;

/// What a person chose, or what is proposed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// The export, if it was recognised.
    pub export: Option<String>,
    /// The position of the column of each field.
    pub columns: BTreeMap<String, usize>,
    /// What words mean that a person was asked about, by field: an order state, a complaint, `closed`, or blank for
    /// nothing.
    pub words: BTreeMap<String, BTreeMap<String, String>>,
    /// Facts of all rows that do not state them themselves.
    pub facts: BTreeMap<String, String>,
    /// The currency of amounts that name none; blank for the usual one of the place.
    pub currency: String,
    pub month_first: bool,
}

/// A column as a person sees it.
#[derive(Debug, Serialize)]
pub struct Column<'t> {
    pub header: &'t str,
    pub field: Option<&'static str>,
    /// Whether its name is the one that is known; otherwise it was near one.
    pub exact: bool,
    pub samples: Vec<&'t str>,
}

/// A word of a field, with how often it occurs.
#[derive(Debug, PartialEq, Serialize)]
pub struct Word<'t> {
    pub word: &'t str,
    pub rows: usize,
    /// An order state, a complaint, or `closed`; `other` of other facts; none if it is not known.
    pub means: Option<&'static str>,
}

impl Plan {
    /// The export that the table was recognised as.
    pub fn export(&self) -> Option<&'static Export> {
        self.export.as_deref().and_then(exports::find)
    }

    pub fn order(&self) -> DayOrder {
        if self.month_first { DayOrder::MonthFirst } else { DayOrder::DayFirst }
    }

    /// The text of a field in a row.
    pub fn text<'t>(&self, table: &'t Table, row: usize, field: &str) -> &'t str {
        self.columns.get(field).map_or("", |column| table.cell(row, *column))
    }

    /// What a person chose for a word.
    pub fn chosen(&self, field: &str, word: &str) -> Option<&str> {
        self.words.get(field)?.get(word).map(String::as_str)
    }
}

/// The columns of a table with the fields that were found.
pub fn columns<'t>(table: &'t Table, found: &Recognised) -> Vec<Column<'t>> {
    let column = |(at, header): (usize, &'t String)| {
        let mut samples: Vec<&str> = Vec::new();
        for row in 0..table.rows() {
            let cell = table.cell(row, at);
            if !cell.is_empty() && !samples.contains(&cell) {
                samples.push(cell);
            }
            if samples.len() == SAMPLES {
                break;
            }
        }
        let field = found.columns[at];
        let exact = field.is_some_and(|(_, how)| how == How::Exact);
        Column { header, field: field.map(|(field, _)| field), exact, samples }
    };
    table.headers.iter().enumerate().map(column).collect()
}

/// The words of a column, the most common first. None of a column with too many different ones.
pub fn words<'t>(
    table: &'t Table,
    column: usize,
    export: Option<&'static Export>,
    field: &str,
) -> Vec<Word<'t>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for row in 0..table.rows() {
        let cell = table.cell(row, column);
        if !cell.is_empty() {
            *counts.entry(cell).or_default() += 1;
        }
    }
    if counts.len() > MOST_WORDS && counts.len() * 4 > table.rows() {
        return Vec::new();
    }
    let mut words: Vec<Word> = counts
        .into_iter()
        .map(|(word, rows)| Word {
            word,
            rows,
            means: exports::meaning(export, field, word).map(shown),
        })
        .collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.rows), word.word));
    words.truncate(MOST_WORDS);
    words
}

/// The one value that a meaning has, as a person may choose it.
fn shown(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Closed => "closed",
        Meaning::Facts([("order_state" | "complaint", value)]) => value,
        // A known word that states nothing is blank.
        Meaning::Facts([]) => "",
        Meaning::Facts(_) => "other",
    }
}

/// The order in which the days of a table are written: `None` where none of them tells, though some may be read in two
/// ways.
pub fn day_order(table: &Table, columns: &BTreeMap<String, usize>) -> Option<DayOrder> {
    let times = columns.iter().filter(|(field, _)| exports::kind(field) == Some(Kind::Time));
    let times: Vec<usize> = times.map(|(_, column)| *column).collect();
    let cells =
        || (0..table.rows()).flat_map(|row| times.iter().map(move |at| table.cell(row, *at)));
    match cells().find_map(moment::order_of) {
        Some(order) => Some(order),
        None if cells().any(moment::is_ambiguous) => None,
        None => Some(DayOrder::DayFirst),
    }
}

/// A header row as a key, under which a page keeps what a person chose for it.
pub fn key(headers: &[String]) -> String {
    let names: Vec<String> = headers.iter().map(|header| normalised(header)).collect();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in names.join("\n").bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::recognise;
    use crate::separated::Separated;

    fn table(text: &str) -> Table {
        let mut reading = Separated::default();
        reading.push(text).unwrap();
        reading.finish().unwrap()
    }

    #[test]
    fn three_different_samples_are_shown() {
        let table = table("Order ID,Foo\n1,a\n1,a\n2,\n3,b\n4,c\n");
        let shown = columns(&table, &recognise(&table.headers));
        assert_eq!((shown[0].field, &shown[0].samples), (Some("order"), &vec!["1", "2", "3"]));
        assert_eq!((shown[1].field, &shown[1].samples), (None, &vec!["a", "b", "c"]));
    }

    #[test]
    fn words_are_counted_with_what_they_mean() {
        let table =
            table("Order ID,Order Status\n1,To ship\n2,Cancelled\n3,To ship\n4,Lost in space\n");
        let export = exports::find("shopee-orders");
        let word = |word, rows, means| Word { word, rows, means };
        let found = words(&table, 1, export, "state");
        assert_eq!(found[0], word("To ship", 2, Some("unshipped")));
        assert_eq!(
            found[1..],
            [word("Cancelled", 1, Some("closed")), word("Lost in space", 1, None)]
        );
    }

    #[test]
    fn the_order_of_days_is_told_by_any_of_them() {
        let order = |days: &str| {
            let table = table(&format!("Order ID,Paid Time\n{days}"));
            day_order(&table, &BTreeMap::from([("paid_at".to_owned(), 1)]))
        };
        assert_eq!(order("1,03/04/2026\n2,13/04/2026\n"), Some(DayOrder::DayFirst));
        assert_eq!(order("1,03/04/2026\n2,04/13/2026\n"), Some(DayOrder::MonthFirst));
        assert_eq!(order("1,03/04/2026\n"), None);
        assert_eq!(order("1,2026-04-03\n2,soon\n"), Some(DayOrder::DayFirst));
    }

    #[test]
    fn a_key_is_of_the_names() {
        let key_of = |names: [&str; 2]| key(&names.map(str::to_owned));
        assert_eq!(key_of(["Order ID", "A"]), key_of(["order id*", "a"]));
        assert_ne!(key_of(["Order ID", "A"]), key_of(["A", "Order ID"]));
    }
}
