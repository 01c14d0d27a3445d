//! Lists the sources of the rules, with the program of the tests that reads them.

use crate::Place;
use crate::command::{self, run};
use anyhow::{Context, Result};
use std::ffi::OsString;

/// Prints the sources whose id begins with a prefix, the longest unread first; all of them without one.
pub fn list_sources(place: &Place, prefix: Option<OsString>) -> Result<()> {
    run(command::cargo()
        .current_dir(&place.root)
        .args(["run", "--quiet", "--package", "aftersales", "--example", "sources", "--"])
        .args(prefix))
    .context("listing sources")
}
