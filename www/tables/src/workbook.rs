//! Workbooks of spreadsheets: the sheet with the most known names, else the first with rows.

use crate::recognise;
use crate::table::{Builder, MOST_ROWS, Refusal, Table};
use calamine::{Cell, DataRef, Reader, Xlsx};
use std::io::Cursor;

/// What a workbook may hold when it is unpacked, in bytes.
const MOST_UNPACKED: u64 = 1024 * 1024 * 1024;

/// Reads a workbook.
pub fn read(bytes: &[u8]) -> Result<Table, Refusal> {
    if unpacked(bytes) > MOST_UNPACKED {
        return Err(Refusal::TooLarge);
    }
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let mut best: Option<(usize, Table)> = None;
    let mut refusal = Refusal::Empty;
    for sheet in workbook.sheet_names() {
        match read_sheet(&mut workbook, &sheet) {
            Ok(table) => {
                let known = recognise::known(&table.headers);
                if best.as_ref().is_none_or(|(most, _)| known > *most) {
                    best = Some((known, table));
                }
            }
            Err(Refusal::Empty) => {}
            Err(other) => refusal = other,
        }
    }
    best.map(|(_, table)| table).ok_or(refusal)
}

fn read_sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Table, Refusal> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|_| Refusal::Damaged)?;
    let mut builder = Builder::default();
    let (mut row, mut at) = (Vec::new(), 0);
    while let Some(cell) = cells.next_cell().map_err(|_| Refusal::Damaged)? {
        let (line, column) = cell.get_position();
        if line as usize > MOST_ROWS * 2 {
            return Err(Refusal::TooManyRows);
        }
        if line != at {
            builder.push(std::mem::take(&mut row))?;
            at = line;
        }
        let column = column as usize;
        if column < crate::table::MOST_COLUMNS {
            row.resize(row.len().max(column + 1), String::new());
            row[column] = text(&cell);
        }
    }
    builder.push(row)?;
    builder.finish()
}

/// The text of a cell. Numbers are written in full, times as in `2026-03-01 12:30:00`.
fn text(cell: &Cell<DataRef<'_>>) -> String {
    match cell.get_value() {
        DataRef::Float(number) => number.to_string(),
        DataRef::DateTime(time) if time.is_duration() => time.as_f64().to_string(),
        DataRef::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            match (hour, minute, second) {
                // A day of a spreadsheet has no hour.
                (0, 0, 0) => day,
                _ => format!("{day} {hour:02}:{minute:02}:{second:02}"),
            }
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) | DataRef::String(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// The bytes that the directory of an archive says its files have unpacked.
fn unpacked(bytes: &[u8]) -> u64 {
    const ENTRY: &[u8; 4] = b"PK\x01\x02";
    let size = |at: usize| bytes.get(at + 24..at + 28)?.try_into().ok().map(u32::from_le_bytes);
    let mut total = 0;
    let mut from = 0;
    while let Some(at) = bytes[from..].windows(4).position(|four| four == ENTRY) {
        total += u64::from(size(from + at).unwrap_or_default());
        from += at + 4;
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    #[test]
    fn texts_numbers_and_times_of_a_sheet_are_read() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write(0, 0, "About this file").unwrap();
        let sheet = workbook.add_worksheet();
        for (column, header) in
            ["Order ID", "Order Status", "Order Paid Time", "Grand Total"].iter().enumerate()
        {
            sheet.write(0, column as u16, *header).unwrap();
        }
        sheet.write(1, 0, "240301ABCDEFG1").unwrap();
        sheet.write(1, 1, "Shipping").unwrap();
        let format = Format::new().set_num_format("yyyy-mm-dd hh:mm");
        let time = ExcelDateTime::from_ymd(2026, 3, 1).unwrap().and_hms(12, 30, 0).unwrap();
        sheet.write_with_format(1, 2, &time, &format).unwrap();
        sheet.write(1, 3, 12.5).unwrap();
        sheet.write(3, 0, "0042").unwrap();
        sheet.write(3, 3, 401234567890123456_f64).unwrap();
        let table = read(&workbook.save_to_buffer().unwrap()).unwrap();
        assert_eq!(table.headers[3], "Grand Total");
        let cells = |row| (0..4).map(|at| table.cell(row, at)).collect::<Vec<_>>();
        assert_eq!(cells(0), ["240301ABCDEFG1", "Shipping", "2026-03-01 12:30:00", "12.5"]);
        assert_eq!(cells(1), ["0042", "", "", "401234567890123460"]);
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        assert_eq!(read(b"PK\x03\x04 and no more").unwrap_err(), Refusal::Damaged);
        let mut empty = Workbook::new();
        empty.add_worksheet();
        assert_eq!(read(&empty.save_to_buffer().unwrap()).unwrap_err(), Refusal::Empty);
    }

    #[test]
    fn an_archive_that_unpacks_to_far_more_is_refused() {
        let mut bytes = b"PK\x03\x04".to_vec();
        for _ in 0..3 {
            bytes.extend(b"PK\x01\x02");
            bytes.extend([0; 20]);
            bytes.extend(u32::MAX.to_le_bytes());
        }
        assert_eq!(read(&bytes).unwrap_err(), Refusal::TooLarge);
    }
}
