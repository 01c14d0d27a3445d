//! The format itself: rows of cells as CSV.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// What spreadsheets know a file of UTF-8 by.
const MARK: char = '\u{feff}';

/// One row that has something in it.
#[derive(Debug)]
pub struct Row {
    /// As a spreadsheet counts: the first is 1, and blank ones count.
    pub number: usize,
    pub cells: Vec<String>,
}

/// A table, read row by row.
pub struct Rows<'a> {
    reader: Reader,
    rest: &'a [u8],
    number: usize,
    /// Whether a quotation mark was never closed; then the last row holds all that stands below it.
    pub open: bool,
}

/// A text as it is read: without a byte order mark and the line that names the separator, its last row ended
/// like all others; and that separator.
pub fn ended(text: &str) -> (String, Option<u8>) {
    let text = text.strip_prefix(MARK).unwrap_or(text);
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (delimiter, text) = match separator(line) {
        Some(delimiter) => (Some(delimiter), rest),
        None => (None, text),
    };
    (format!("{text}\r\n"), delimiter)
}

/// The separator of a line such as `sep=;`, which spreadsheets obey and do not show. One that was saved again
/// may be in quotes and have empty cells behind it.
fn separator(line: &str) -> Option<u8> {
    let line = line.trim_end_matches('\r').trim_start_matches('"');
    let named = line.get(..4).filter(|name| name.eq_ignore_ascii_case("sep="))?;
    let rest = &line.as_bytes()[named.len()..];
    let delimiter = *rest.first()?;
    let only = rest.iter().all(|byte| [delimiter, b'"', b',', b';', b'\t'].contains(byte));
    let separates = delimiter.is_ascii() && !delimiter.is_ascii_alphanumeric() && delimiter != b'"';
    (only && separates).then_some(delimiter)
}

impl<'a> Rows<'a> {
    /// Reads an [`ended`] text.
    pub fn new(ended: &'a str, delimiter: u8) -> Rows<'a> {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Rows { reader, rest: ended.as_bytes(), number: 0, open: false }
    }

    /// Counts blank lines, which the reader passes over in silence.
    fn pass_blank_lines(&mut self) {
        while let [b'\r' | b'\n', rest @ ..] = self.rest {
            let both = self.rest.starts_with(b"\r\n");
            self.rest = if both { &rest[1..] } else { rest };
            self.number += 1;
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        self.pass_blank_lines();
        let (mut out, mut ends) = (vec![0; 512], vec![0; 64]);
        let (mut written, mut cells) = (0, 0);
        loop {
            let (result, read, wrote, ended) =
                self.reader.read_record(self.rest, &mut out[written..], &mut ends[cells..]);
            let last = self.rest[..read].last().copied();
            self.rest = &self.rest[read..];
            written += wrote;
            cells += ended;
            match result {
                // The text ends a row, so this is inside quotation marks.
                ReadRecordResult::InputEmpty => self.open = true,
                ReadRecordResult::OutputFull => out.resize(out.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
                ReadRecordResult::End => return None,
                ReadRecordResult::Record => {
                    if last == Some(b'\r') {
                        self.rest = self.rest.strip_prefix(b"\n").unwrap_or(self.rest);
                    }
                    break;
                }
            }
        }
        self.number += 1;
        let mut from = 0;
        let cell = |end: &usize| {
            let cell = String::from_utf8_lossy(&out[from..*end]).into_owned();
            from = *end;
            cell
        };
        Some(Row { number: self.number, cells: ends[..cells].iter().map(cell).collect() })
    }
}

/// Writes rows as CSV: with a byte order mark, commas, and CRLF. By hand, since the writer of `csv-core`
/// asks of every cell whether it is a number, and what reads those is 11 KB of the first load.
pub fn write(rows: &[Vec<String>]) -> String {
    let mut out = String::from(MARK);
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            if cell.contains(['"', ',', '\r', '\n']) {
                out.push('"');
                out += &cell.replace('"', "\"\"");
                out.push('"');
            } else {
                out += cell;
            }
        }
        out += "\r\n";
    }
    out
}
