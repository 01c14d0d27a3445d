//! CSV: rows of cells.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Marks a file as UTF-8 for spreadsheets.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    /// The number of the row, counted from 1 with blank rows included.
    pub number: usize,
    pub cells: Vec<String>,
}

/// A table, read row by row.
pub struct Rows<'a> {
    reader: Reader,
    rest: &'a [u8],
    number: usize,
    /// Whether a quotation mark is not closed; the last row then contains the rest of the text.
    pub unclosed_quote: bool,
}

/// Prepares a text for [`Rows`]: removes the byte order mark and a line that names the separator, and terminates the
/// last row. Also returns that separator.
pub fn prepare(text: &str) -> (String, Option<u8>) {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (delimiter, text) = match separator(line) {
        Some(delimiter) => (Some(delimiter), rest),
        None => (None, text),
    };
    (format!("{text}\r\n"), delimiter)
}

/// The separator that a line such as `sep=;` names. After another save the line may be in quotation marks and have
/// empty cells.
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
    /// Reads an [prepared](prepare) text.
    pub fn new(prepared: &'a str, delimiter: u8) -> Rows<'a> {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Rows { reader, rest: prepared.as_bytes(), number: 0, unclosed_quote: false }
    }

    /// Skips and counts blank lines, which the reader of `csv-core` does not report.
    fn skip_blank_lines(&mut self) {
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
        self.skip_blank_lines();
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
                // The text ends with a complete row, so the end is inside quotation marks.
                ReadRecordResult::InputEmpty => self.unclosed_quote = true,
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

/// Writes rows as CSV, with a byte order mark, commas, and CRLF. The writer of `csv-core` is not used, since its
/// detection of numbers would add 11 KB to the first load.
pub fn write(rows: &[Vec<String>]) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
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
