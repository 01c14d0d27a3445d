//! Runs other programs, either with visible output or to read their output.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Prints what happens next.
pub fn announce(text: &str) {
    eprintln!("{text}");
}

/// Runs a program with visible output. Anything but success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", display(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", display(command));
    }
    Ok(())
}

/// Runs a program and returns its trimmed output.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", display(command)))?;
    if !output.status.success() {
        bail!("{} failed ({})", display(command), output.status);
    }
    let text = String::from_utf8(output.stdout)
        .with_context(|| format!("{} printed something that is not text", display(command)))?;
    Ok(text.trim().to_string())
}

/// Runs a program and kills it after `limit`, since it may wait for a network.
pub fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let mut child =
        command.spawn().with_context(|| format!("cannot start {}", display(command)))?;
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return match status.success() {
                true => Ok(()),
                false => bail!("{} failed ({status})", display(command)),
            };
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            bail!("{} did not finish within {} s", display(command), limit.as_secs());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// The first of these programs that is on the PATH.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .map(|file| file.with_extension(std::env::consts::EXE_EXTENSION))
        .find(|file| file.is_file())
}

/// The Cargo that runs this program, or else the one on the PATH.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // `cargo run` adds library folders for this program, which a compiler must not use.
    command.env_remove("LD_LIBRARY_PATH");
    command
}

fn display(command: &Command) -> String {
    let parts = std::iter::once(command.get_program()).chain(command.get_args());
    let text: Vec<_> = parts.map(OsStr::to_string_lossy).collect();
    format!("`{}`", text.join(" "))
}
