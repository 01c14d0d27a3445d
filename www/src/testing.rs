//! Runs all tests, with everything they need in place.

use crate::command::{self, run, say};
use crate::node::Tools;
use crate::{Place, build, chromium};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::path::PathBuf;

/// Tells the tests that the site is up to date, so that each need not make sure of it.
const BUILT: &str = "AFTERSALES_SITE_IS_BUILT";

/// Installs the browser and the tools if need be, builds the site, and runs the tests of the whole workspace.
/// `arguments` go to `cargo test`.
pub fn run_all(place: &Place, arguments: &[OsString]) -> Result<()> {
    let chromium = chromium::find_or_install()?;
    Tools::find_or_install(place)?;
    build(place)?;
    say("Running the tests.");
    run(command::cargo()
        .current_dir(&place.root)
        .env("CHROMIUM", chromium.browser)
        .env("CHROMEDRIVER", chromium.driver)
        .env(BUILT, "1")
        // Without a package named, that is all of them: the workspace's default.
        .arg("test")
        .args(arguments))
    .context("the tests")
}

/// The programs that tests run in Node: installed first if they were started by `cargo test` alone.
pub fn tools() -> Result<Tools> {
    static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    Tools::find_or_install(&Place::find())
}

/// Runs the tests that are measurements, one after the other, and shows their figures.
pub fn quality(place: &Place) -> Result<()> {
    let only = ["--package", "aftersales-www", "--test", "quality", "--quiet", "--"];
    let shown = ["--nocapture", "--test-threads=1"];
    run_all(place, &only.iter().chain(&shown).map(OsString::from).collect::<Vec<_>>())
}

/// The finished site, for tests: built first if they were started by `cargo test` alone.
pub fn site() -> Result<PathBuf> {
    static FIRST: std::sync::Mutex<bool> = std::sync::Mutex::new(false);
    let place = Place::find();
    let mut done = FIRST.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if !*done && std::env::var_os(BUILT).is_none() {
        build(&place)?;
    }
    *done = true;
    Ok(place.dist)
}
