//! What all else is built from: plain values, problems, texts, sorting.

pub mod problem;
pub mod sort;
pub mod text;
pub mod value;
