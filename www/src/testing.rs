//! Installs what the tests need and runs them.

use crate::command::{self, announce, run};
use crate::node::Tools;
use crate::{Place, build, chromium};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::path::PathBuf;

/// The variable that tells the tests that the site is up to date.
const BUILT: &str = "AFTERSALES_SITE_IS_BUILT";

/// Installs the browser and the tools if need be, builds the site, and runs the tests of the whole
/// workspace. `arguments` go to `cargo test`.
pub fn run_all(place: &Place, arguments: &[OsString]) -> Result<()> {
    let chromium = chromium::find_or_install()?;
    Tools::find_or_install(place)?;
    build(place)?;
    let test = || {
        let mut cargo = command::cargo();
        cargo
            .current_dir(&place.root)
            .env("CHROMIUM", &chromium.browser)
            .env("CHROMEDRIVER", &chromium.driver)
            .env(BUILT, "1")
            .arg("test");
        if !arguments.iter().any(selects_a_package) {
            cargo.arg("--workspace");
        }
        cargo
    };
    announce("Compiling the tests.");
    run(test().arg("--no-run").args(arguments)).context("compiling the tests")?;
    announce("Running the tests: first the library, then the site in a browser.");
    run(test().args(arguments)).context("the tests")
}

/// Whether an argument of Cargo names a package.
fn selects_a_package(argument: &OsString) -> bool {
    let argument = argument.to_string_lossy();
    argument.starts_with("-p") || argument.starts_with("--package") || argument == "--workspace"
}

/// The programs that tests run in Node. They are installed first if necessary.
pub fn tools() -> Result<Tools> {
    static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _lock = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    Tools::find_or_install(&Place::find())
}

/// Runs the tests that measure quality, one after the other, and shows their figures.
pub fn quality(place: &Place) -> Result<()> {
    let only = ["--package", "aftersales-www", "--test", "quality", "--quiet", "--"];
    let shown = ["--nocapture", "--test-threads=1"];
    run_all(place, &only.iter().chain(&shown).map(OsString::from).collect::<Vec<_>>())
}

/// The folder of the finished site for tests. It is built first, unless [`BUILT`] is set.
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
