//! The answer in the reader's language, as plain data.

pub mod advice;
mod amounts;
pub mod answer;
mod brief;
pub mod cache;
mod costs;
mod duties;
mod message;
mod notes;
pub mod objections;
mod paths;
pub mod plain_format;
pub mod planned;
mod refusal;
mod rights;
pub mod wording;
