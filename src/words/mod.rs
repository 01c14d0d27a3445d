//! Message catalogues, and the letters that are composed from them.

pub mod catalogue;
pub mod channel;
pub mod conditions;
pub mod letter;
pub mod locale_format;
pub mod negotiate;
pub mod overlay;
pub mod refusal;
pub mod rule_parts;
pub mod text_id;
