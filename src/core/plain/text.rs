//! Texts. Shipped texts borrow from the bytes that the build wrote; others are owned.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

/// The first 40 characters of an input text, for a message about it.
pub fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// A borrowed shipped text, or an owned text from the input.
pub type Text = Cow<'static, str>;

/// A code of a vocabulary, which lasts as long as the program.
pub type Code = &'static str;

/// Deserialises a text without copying it.
pub fn shipped<'de: 'static, D: Deserializer<'de>>(from: D) -> Result<Text, D::Error> {
    Ok(Text::Borrowed(<&'de str>::deserialize(from)?))
}

/// Deserialises an optional text without copying it.
pub fn optional<'de: 'static, D: Deserializer<'de>>(from: D) -> Result<Option<Text>, D::Error> {
    Ok(Option::<&'de str>::deserialize(from)?.map(Text::Borrowed))
}
