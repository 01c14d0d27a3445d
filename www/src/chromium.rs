//! Finds the browser for the tests, and installs it if possible.

use crate::command::on_path;
use crate::debian;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

/// A browser and its driver.
#[derive(Clone, Debug)]
pub struct Chromium {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

const BROWSERS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

/// Finds both, first by the variables CHROMIUM and CHROMEDRIVER, then on the PATH.
pub fn find() -> Result<Chromium> {
    let named =
        |variable| std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let browser = named("CHROMIUM").or_else(|| on_path(&BROWSERS));
    let driver = named("CHROMEDRIVER").or_else(|| on_path(&["chromedriver"]));
    match (browser, driver) {
        (Some(browser), Some(driver)) => Ok(Chromium { browser, driver }),
        (browser, _) => {
            let missing =
                if browser.is_some() { "chromedriver is" } else { "Chromium and chromedriver are" };
            bail!("{missing} missing; the page is tested in a real browser.\n{BY_HAND}")
        }
    }
}

/// Finds both, after installing them if need be.
pub fn find_or_install() -> Result<Chromium> {
    if let Ok(found) = find() {
        return Ok(found);
    }
    if !debian::is_here() {
        return find();
    }
    // Without a font for Chinese, pictures of the page show boxes.
    let packages = ["chromium", "chromium-driver", "fonts-noto-cjk"];
    debian::install(&packages, "the browser that the page is tested in")?;
    find().context("Chromium was installed but is not on the PATH")
}

const BY_HAND: &str = "\
On Debian, run:  apt-get update && apt-get install chromium chromium-driver fonts-noto-cjk
Elsewhere, install Chromium or Chrome with the chromedriver of the same version,
and put both on the PATH or name them in the variables CHROMIUM and CHROMEDRIVER.
Then try again, with `cargo run -- test`.";
