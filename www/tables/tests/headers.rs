//! Each header line that was found leads to its export and to the right column of each field.

use aftersales_tables::recognise::recognise;
use aftersales_tables::separated::Separated;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Line {
    header: String,
    /// Blank where no export is known.
    export: String,
    /// The column of each field that is found.
    columns: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Lines {
    line: Vec<Line>,
}

#[test]
fn each_header_line_is_recognised() {
    let lines: Lines = toml::from_str(include_str!("headers.toml")).expect("the lines are TOML");
    for line in lines.line {
        let mut reading = Separated::default();
        reading.push(&line.header).expect("a line is not too long");
        let table = reading.finish().expect("a header is a table");
        let found = recognise(&table.headers);
        assert_eq!(found.export.map_or("", |export| export.id), line.export, "{}", line.header);
        let fields = found.columns.iter().zip(&table.headers);
        let columns: BTreeMap<String, String> = fields
            .filter_map(|(field, header)| Some((field.as_ref()?.0.to_owned(), header.clone())))
            .collect();
        assert_eq!(columns, line.columns, "{}", line.export);
    }
}
