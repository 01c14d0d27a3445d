//! Installs packages on Debian and derived systems.

use crate::command::{announce, on_path, read, run};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;

/// Whether packages can be installed with `apt-get`.
pub fn is_here() -> bool {
    Path::new("/etc/debian_version").exists() && on_path(&["apt-get"]).is_some()
}

/// Installs packages, as root or by `sudo` without a password.
pub fn install(packages: &[&str], reason: &str) -> Result<()> {
    announce(&format!("Installing {} ({reason}).", packages.join(", ")));
    let prefix = privilege().with_context(|| by_hand(packages))?;
    run(apt(&prefix).arg("update").arg("-qq")).with_context(|| by_hand(packages))?;
    let install = ["install", "-y", "-qq", "--no-install-recommends"];
    run(apt(&prefix).args(install).args(packages)).with_context(|| by_hand(packages))
}

fn apt(prefix: &[&str]) -> Command {
    let words = [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}

fn privilege() -> Result<Vec<&'static str>> {
    if read(Command::new("id").arg("-u"))? == "0" {
        return Ok(vec![]);
    }
    match Command::new("sudo").args(["-n", "true"]).status() {
        Ok(status) if status.success() => Ok(vec!["sudo", "-n"]),
        _ => bail!("installing packages needs root, or sudo without a password"),
    }
}

fn by_hand(packages: &[&str]) -> String {
    format!("to install by hand: apt-get update && apt-get install {}", packages.join(" "))
}
