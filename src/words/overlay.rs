//! What is said otherwise in a place where a language is spoken.

/// The words of a language that differ in a place: lines of what the language says and what is said there, divided by
/// a tab, the longest first.
#[derive(Clone, Copy, Debug)]
pub struct Overlay<'a>(pub &'a str);

impl Overlay<'_> {
    /// A text as it is said there.
    pub fn apply(self, text: &str) -> String {
        let mut text = text.to_owned();
        for (from, to) in self.0.split('\n').filter_map(|line| line.split_once('\t')) {
            if text.contains(from) {
                text = text.replace(from, to);
            }
        }
        text
    }
}
