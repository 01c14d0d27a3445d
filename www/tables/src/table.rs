//! A table as it was read: one header row and many rows of texts, in one piece of memory.

use crate::recognise;

/// What a file may hold at most. More is refused by name, since a page would run out of memory.
pub const MOST_BYTES: usize = 120 * 1024 * 1024;
pub const MOST_ROWS: usize = 250_000;
pub const MOST_COLUMNS: usize = 300;
/// The longest text of a cell in bytes; what is longer is cut.
pub const LONGEST_CELL: usize = 8_000;
/// The first rows, among which the header row is looked for: some shops write a title above it.
const HEAD: usize = 12;

/// What keeps a file from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    TooLarge,
    TooManyRows,
    /// It has no row with two texts or more.
    Empty,
    /// It is damaged, or not what its first bytes say.
    Damaged,
    /// A workbook of before 2007.
    OldWorkbook,
    WebPage,
    Unknown,
}

impl Refusal {
    pub fn code(self) -> &'static str {
        match self {
            Refusal::TooLarge => "too_large",
            Refusal::TooManyRows => "too_many_rows",
            Refusal::Empty => "empty",
            Refusal::Damaged => "damaged",
            Refusal::OldWorkbook => "old_workbook",
            Refusal::WebPage => "web_page",
            Refusal::Unknown => "unknown",
        }
    }
}

/// A table.
#[derive(Debug, Default)]
pub struct Table {
    pub headers: Vec<String>,
    text: String,
    /// The end of each cell in `text`, row by row.
    ends: Vec<u32>,
}

impl Table {
    pub fn rows(&self) -> usize {
        self.ends.len().checked_div(self.headers.len()).unwrap_or_default()
    }

    /// The text of a cell; blank outside of the table.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        if column >= self.headers.len() {
            return "";
        }
        let at = row * self.headers.len() + column;
        let Some(end) = self.ends.get(at) else { return "" };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..*end as usize]
    }

    fn push(&mut self, row: &[String]) {
        for column in 0..self.headers.len() {
            self.text.push_str(row.get(column).map_or("", String::as_str));
            self.ends.push(self.text.len() as u32);
        }
    }
}

/// Takes the rows of a file one by one, finds the header row among the first, and keeps what is below it.
#[derive(Debug, Default)]
pub struct Builder {
    head: Vec<Vec<String>>,
    table: Table,
}

impl Builder {
    /// Adds a row. Blank rows are left out.
    pub fn push(&mut self, mut row: Vec<String>) -> Result<(), Refusal> {
        row.truncate(MOST_COLUMNS);
        row.iter_mut().for_each(clean);
        if row.iter().all(String::is_empty) {
            return Ok(());
        }
        if self.table.headers.is_empty() {
            self.head.push(row);
            if self.head.len() == HEAD {
                self.find_header()?;
            }
            return Ok(());
        }
        self.add(&row)
    }

    fn add(&mut self, row: &[String]) -> Result<(), Refusal> {
        if self.table.rows() == MOST_ROWS {
            return Err(Refusal::TooManyRows);
        }
        self.table.push(row);
        if self.table.text.len() > MOST_BYTES * 2 {
            return Err(Refusal::TooLarge);
        }
        Ok(())
    }

    /// The number of rows so far.
    pub fn rows(&self) -> usize {
        self.table.rows()
    }

    pub fn finish(mut self) -> Result<Table, Refusal> {
        if self.table.headers.is_empty() {
            self.find_header()?;
        }
        Ok(self.table)
    }

    /// The row with the most known names is the header; without any, the first with two texts or more.
    fn find_header(&mut self) -> Result<(), Refusal> {
        let mut head = std::mem::take(&mut self.head);
        let texts = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count();
        let first = head.iter().position(|row| texts(row) > 1).ok_or(Refusal::Empty)?;
        let known = |at: &usize| (recognise::known(&head[*at]), std::cmp::Reverse(*at));
        let best = (first..head.len()).max_by_key(known).unwrap_or(first);
        let at = if recognise::known(&head[best]) > 1 { best } else { first };
        let rows = head.split_off(at + 1);
        let mut headers = head.pop().unwrap_or_default();
        while headers.last().is_some_and(String::is_empty) {
            headers.pop();
        }
        self.table.headers = headers;
        rows.iter().try_for_each(|row| self.add(row))
    }
}

/// Takes off what spreadsheets and browsers put around a text: `="0123"`, an apostrophe or a tab before a number, spaces.
fn clean(cell: &mut String) {
    let mut text = trimmed(cell);
    if let Some(inner) = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')) {
        text = trimmed(inner);
    }
    if let Some(number) = text.strip_prefix(['\'', '`'])
        && number.starts_with(|letter: char| letter.is_ascii_digit() || "=+-@".contains(letter))
    {
        text = number;
    }
    let mut end = text.len().min(LONGEST_CELL);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if end < cell.len() {
        *cell = text[..end].to_owned();
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}' | '\0')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[track_caller]
    fn cleaned(cell: &str, want: &str) {
        let mut text = cell.to_owned();
        clean(&mut text);
        assert_eq!(text, want, "{cell:?}");
    }

    #[test]
    fn what_spreadsheets_put_around_a_text_is_taken_off() {
        cleaned("=\"0123\"", "0123");
        cleaned("'401234567890123456", "401234567890123456");
        cleaned("\t401234567890123456\u{a0}", "401234567890123456");
        cleaned("\u{feff}Order ID", "Order ID");
        cleaned("'tis fine", "'tis fine");
        cleaned("=SUM(A1)", "=SUM(A1)");
        cleaned("0042", "0042");
        cleaned(&"é".repeat(LONGEST_CELL), &"é".repeat(LONGEST_CELL / 2));
    }

    #[test]
    fn the_header_may_stand_below_a_title() {
        let mut builder = Builder::default();
        builder.push(row(&["Orders report of 2 October"])).unwrap();
        builder.push(row(&["Seller", "my-shop"])).unwrap();
        builder.push(row(&["Order ID", "Order Status", "Tracking ID", ""])).unwrap();
        builder.push(row(&["", ""])).unwrap();
        builder.push(row(&["1", "Shipped"])).unwrap();
        let table = builder.finish().unwrap();
        assert_eq!(table.headers, ["Order ID", "Order Status", "Tracking ID"]);
        assert_eq!((table.rows(), table.cell(0, 1), table.cell(0, 2)), (1, "Shipped", ""));
        assert_eq!((table.cell(1, 0), table.cell(0, 7)), ("", ""));
    }

    #[test]
    fn an_unknown_header_is_the_first_row_with_two_texts() {
        let mut builder = Builder::default();
        builder.push(row(&["a", "b"])).unwrap();
        builder.push(row(&["1", "2", "3"])).unwrap();
        let table = builder.finish().unwrap();
        assert_eq!((table.headers.len(), table.cell(0, 1)), (2, "2"));
    }

    #[test]
    fn too_many_rows_are_refused_by_name() {
        let mut builder = Builder::default();
        builder.push(row(&["a", "b"])).unwrap();
        let full = (0..=MOST_ROWS + HEAD).find_map(|_| builder.push(row(&["1", "2"])).err());
        assert_eq!(full, Some(Refusal::TooManyRows));
        assert_eq!(Builder::default().finish().unwrap_err(), Refusal::Empty);
    }
}
