//! The only code that knows JavaScript: it converts, calls, and converts back.
//!
//! Whatever comes in, nothing is thrown: what is no data, nested or long beyond reason, or answers
//! with an exception when read, becomes a value that the core reports as a problem.

mod input;
mod intl;
mod parts;
mod read;
mod shop;
mod verbs;
mod words;
mod write;

#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
