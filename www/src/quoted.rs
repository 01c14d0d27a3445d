//! Texts as they are written in a script.

/// A text as JavaScript. Rust's debug notation has escapes that JavaScript does not.
pub fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n");
    format!("'{text}'")
}
