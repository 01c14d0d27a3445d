//! Writes sample letters, with the program of the tests that has the library write them.

use crate::Place;
use crate::command::{self, run};
use anyhow::{Context, Result};
use std::path::Path;

/// Writes sample letters in every language into a folder.
pub fn write_letters(place: &Place, folder: &Path) -> Result<()> {
    let folder = std::path::absolute(folder).context("the folder of the letters")?;
    run(command::cargo()
        .current_dir(&place.root)
        .args(["run", "--quiet", "--package", "aftersales", "--example", "letters", "--"])
        .arg(folder))
    .context("writing letters")
}
