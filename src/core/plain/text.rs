//! Texts: shipped ones point into the bytes that the build wrote and are not copied; others are cut short where
//! they are shown.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

/// The beginning of a text that was handed in, for a message about it.
pub fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// A shipped text, or one that came from elsewhere.
pub type Text = Cow<'static, str>;

/// Reads a text without copying it.
pub fn shipped<'de: 'static, D: Deserializer<'de>>(from: D) -> Result<Text, D::Error> {
    Ok(Text::Borrowed(<&'de str>::deserialize(from)?))
}

/// Reads a text that may be missing without copying it.
pub fn optional<'de: 'static, D: Deserializer<'de>>(from: D) -> Result<Option<Text>, D::Error> {
    Ok(Option::<&'de str>::deserialize(from)?.map(Text::Borrowed))
}
