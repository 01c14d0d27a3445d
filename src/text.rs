//! Texts that are mostly shipped: those point into the bytes that the build wrote and are not copied.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

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
