//! Separated text, read in pieces as they are decoded.

use crate::table::{Builder, Refusal, Table};
use csv_core::{ReadFieldResult, ReaderBuilder};

/// Text that is looked at before the separator is chosen.
const ENOUGH: usize = 64 * 1024;

/// Separators, the most common first.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// The reading of a separated text.
pub struct Separated {
    /// The beginning, until the separator is chosen.
    begun: String,
    reader: Option<csv_core::Reader>,
    builder: Builder,
    row: Vec<String>,
    field: Vec<u8>,
}

impl Default for Separated {
    fn default() -> Separated {
        let (begun, builder) = (String::new(), Builder::default());
        Separated { begun, reader: None, builder, row: Vec::new(), field: Vec::new() }
    }
}

impl Separated {
    /// Takes the next piece of the text.
    pub fn push(&mut self, text: &str) -> Result<(), Refusal> {
        if self.reader.is_some() {
            return self.read(text.as_bytes());
        }
        self.begun.push_str(text);
        if self.begun.len() >= ENOUGH { self.begin() } else { Ok(()) }
    }

    /// The number of rows so far.
    pub fn rows(&self) -> usize {
        self.builder.rows()
    }

    pub fn finish(mut self) -> Result<Table, Refusal> {
        if self.reader.is_none() {
            self.begin()?;
        }
        // The end of the text ends the last row.
        self.read(b"\n")?;
        self.read(b"")?;
        self.builder.finish()
    }

    fn begin(&mut self) -> Result<(), Refusal> {
        let begun = std::mem::take(&mut self.begun);
        let text = begun.trim_start_matches('\u{feff}');
        let (separator, rest) = match stated_separator(text) {
            Some(stated) => stated,
            None => (likely_separator(text), text),
        };
        self.reader = Some(ReaderBuilder::new().delimiter(separator).build());
        self.read(rest.as_bytes())
    }

    fn read(&mut self, mut input: &[u8]) -> Result<(), Refusal> {
        let Some(reader) = &mut self.reader else { return Ok(()) };
        let mut output = [0; 4096];
        let ends = input.is_empty();
        loop {
            let (result, read, written) = reader.read_field(input, &mut output);
            input = &input[read..];
            self.field.extend_from_slice(&output[..written]);
            match result {
                ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    let field = std::mem::take(&mut self.field);
                    self.row.push(String::from_utf8_lossy(&field).into_owned());
                    if record_end {
                        self.builder.push(std::mem::take(&mut self.row))?;
                    }
                }
                ReadFieldResult::InputEmpty if ends => {}
                ReadFieldResult::InputEmpty | ReadFieldResult::End => return Ok(()),
            }
        }
    }
}

/// The separator that a first line such as `sep=;` states, and the text below it.
fn stated_separator(text: &str) -> Option<(u8, &str)> {
    let line = text.lines().next()?;
    let stated = line.trim_matches('"').strip_prefix("sep=")?;
    let separator = *stated.as_bytes().first().filter(|byte| byte.is_ascii())?;
    Some((separator, text[line.len()..].trim_start_matches(['\r', '\n'])))
}

/// The separator that the first lines have most of, outside of quotation marks.
fn likely_separator(text: &str) -> u8 {
    let mut counts = [0_usize; SEPARATORS.len()];
    let (mut quoted, mut lines) = (false, 0);
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => lines += 1,
            _ if quoted => {}
            byte => {
                if let Some(at) = SEPARATORS.iter().position(|known| *known == byte) {
                    counts[at] += 1;
                }
            }
        }
        if lines == 5 {
            break;
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    let at = counts.iter().position(|count| *count == most).unwrap_or_default();
    SEPARATORS[at]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table as lines of cells, pushed in pieces of a few letters.
    fn lines(text: &str) -> Vec<Vec<String>> {
        let mut reading = Separated::default();
        let letters: Vec<char> = text.chars().collect();
        for piece in letters.chunks(3) {
            reading.push(&piece.iter().collect::<String>()).unwrap();
        }
        let table = reading.finish().unwrap();
        let row = |row| (0..table.headers.len()).map(|at| table.cell(row, at).to_owned()).collect();
        [table.headers.clone()].into_iter().chain((0..table.rows()).map(row)).collect()
    }

    #[test]
    fn each_separator_is_found() {
        for separator in [",", ";", "\t", "|"] {
            let text = ["Order ID", "Name"].join(separator) + "\r\n" + &["1", "a"].join(separator);
            assert_eq!(lines(&text), [["Order ID", "Name"], ["1", "a"]], "{separator:?}");
        }
    }

    #[test]
    fn a_stated_separator_wins() {
        assert_eq!(lines("sep=;\r\na;b,c\r\n1;2,3"), [["a", "b,c"], ["1", "2,3"]]);
        assert_eq!(lines("\u{feff}\"sep=,\"\na,b\n1,2\n"), [["a", "b"], ["1", "2"]]);
    }

    #[test]
    fn quotation_marks_hold_separators_and_line_breaks() {
        let text = "Order ID,Note,Buyer\n1,\"late, very\nlate \"\"now\"\"\",Ann\n2,,Bob\n";
        let want = [
            ["Order ID", "Note", "Buyer"],
            ["1", "late, very\nlate \"now\"", "Ann"],
            ["2", "", "Bob"],
        ];
        assert_eq!(lines(text), want);
    }

    #[test]
    fn numbers_stay_texts() {
        let text = "Order ID,Phone\n=\"4012345678901234567\",=\"0042\"\n'0099,\t00123\n";
        let want = [["Order ID", "Phone"], ["4012345678901234567", "0042"], ["0099", "00123"]];
        assert_eq!(lines(text), want);
    }

    #[test]
    fn a_mark_that_is_never_closed_ends_with_the_file() {
        let found = lines("a,b\n1,\"open\n2,3\n4,5\n");
        assert_eq!(found, [["a", "b"], ["1", "open\n2,3\n4,5"]]);
    }

    #[test]
    fn rows_are_made_as_long_as_the_header() {
        assert_eq!(lines("a,b\n1\n1,2,3\n\n,,\n"), [["a", "b"], ["1", ""], ["1", "2"]]);
    }
}
