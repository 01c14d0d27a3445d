//! Basic types: values, problems, texts, and sorting.

pub mod bytes;
pub mod problem;
pub mod set;
pub mod sort;
pub mod text;
pub mod value;
