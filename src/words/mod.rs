//! The words of each language: sentences by key, and the letters composed of them.

pub mod catalogue;
pub mod letter;
pub mod locale_format;
pub mod negotiate;
pub mod refusal;
pub mod text_id;
