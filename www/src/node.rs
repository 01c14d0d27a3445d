//! Installs and runs programs in Node: the engines of the bench and the tools of the tests
//! (tests/tools). Node itself is one of the locked packages of the tools; only npm must be
//! installed.

use crate::command::{announce, on_path, run};
use crate::{Place, debian};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The installed programs of tests/tools.
#[derive(Clone, Debug)]
pub struct Tools {
    node: PathBuf,
    modules: PathBuf,
}

impl Tools {
    /// Finds them, after installing them if need be.
    pub fn find_or_install(place: &Place) -> Result<Tools> {
        let folder = place.target.join("tools");
        install(&place.root.join("tests/tools"), &folder, "the programs that the tests use")?;
        let modules = folder.join("node_modules");
        // The package of Node does not support every platform.
        let own = modules.join(".bin/node");
        let node = if own.exists() { Some(own) } else { on_path(&["node"]) };
        Ok(Tools { node: node.context("Node is missing")?, modules })
    }

    /// A command of Node without a script.
    pub fn node(&self) -> Command {
        Command::new(&self.node)
    }

    /// A command of a program in the packages, by the path of its script.
    pub fn program(&self, script: &str) -> Command {
        let mut node = self.node();
        node.arg(self.module(script));
        node
    }

    /// The path of a file in the packages.
    pub fn module(&self, path: &str) -> PathBuf {
        self.modules.join(path)
    }
}

/// A command of npm without arguments, which prints only errors.
pub fn npm() -> Command {
    let mut npm = Command::new("npm");
    npm.args(["--no-audit", "--no-fund", "--ignore-scripts", "--no-update-notifier"]);
    npm.arg("--loglevel=error");
    npm
}

/// Installs the packages listed in `sources` into `folder`, unless the same list was installed
/// before. A lock file is followed exactly.
pub fn install(sources: &Path, folder: &Path, what: &str) -> Result<()> {
    find_npm()?;
    let read = |name: &str| fs::read(sources.join(name));
    let list = read("package.json")?;
    let lock = read("package-lock.json").ok();
    let wanted = lock.clone().unwrap_or_else(|| list.clone());
    let stamp = folder.join("node_modules/installed.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    announce(&format!("Installing {what}."));
    fs::create_dir_all(folder)?;
    fs::write(folder.join("package.json"), list)?;
    if let Some(lock) = &lock {
        fs::write(folder.join("package-lock.json"), lock)?;
    }
    let command = if lock.is_some() { "ci" } else { "install" };
    run(npm().current_dir(folder).arg(command)).with_context(|| format!("installing {what}"))?;
    fs::write(stamp, wanted).context("noting what was installed")
}

/// Checks that Node and npm are installed, and installs them if possible.
pub fn find_npm() -> Result<()> {
    let here = || on_path(&["node"]).is_some() && on_path(&["npm"]).is_some();
    if !here() && debian::is_here() {
        debian::install(&["nodejs", "npm"], "what installs and runs programs in JavaScript")?;
    }
    if !here() {
        bail!("Node and npm are missing: install them, then try again");
    }
    Ok(())
}
