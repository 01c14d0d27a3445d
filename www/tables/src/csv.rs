//! Writes lines of separated text that spreadsheets open without changing or running anything.

/// From how many digits on spreadsheets lose the last ones.
const DIGITS_KEPT: usize = 15;

/// One line of cells.
pub fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    cells.join(",") + "\r\n"
}

fn cell(text: &str) -> String {
    let text = safe(text);
    if text.contains(['"', ',', '\n', '\r']) || text != text.trim() {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// A text that stays a text: long numbers and those that begin with a zero as `="0123"`, formulas with an apostrophe.
fn safe(text: &str) -> String {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits && (text.len() > DIGITS_KEPT || text.len() > 1 && text.starts_with('0')) {
        return format!("=\"{text}\"");
    }
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[track_caller]
    fn check(cells: &[&str], want: &str) {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        assert_eq!(line(&cells), format!("{want}\r\n"));
    }

    #[test]
    fn separators_and_line_breaks_are_quoted() {
        check(&["a", "b,c", "d\"e", "f\ng", ""], "a,\"b,c\",\"d\"\"e\",\"f\ng\",");
    }

    #[test]
    fn order_numbers_stay_whole() {
        check(
            &["4012345678901234567", "0042", "42", "0"],
            "\"=\"\"4012345678901234567\"\"\",\"=\"\"0042\"\"\",42,0",
        );
    }

    #[test]
    fn formulas_are_not_run() {
        check(&["=HYPERLINK(1)", "@x", "-5"], "'=HYPERLINK(1),'@x,'-5");
    }
}
