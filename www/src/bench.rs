//! Runs the bench: installs the engines to compare with, builds all programs and measures them,
//! then measures the sizes and times of the page (tests/bench/README.md).

use crate::command::{self, announce, run};
use crate::compiler::TARGET;
use crate::toolchain::Toolchain;
use crate::{Place, chromium, node};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// The libraries called from JavaScript: package, profile and name.
const LIBRARIES: [(&str, &str, &str); 3] = [
    ("bench-ours", "wasm", "ours"),
    ("bench-ours", "speed", "ours-speed"),
    ("bench-regorus", "speed", "regorus"),
];

/// Runs the bench. `arguments` go to tests/bench/run.mjs.
pub fn bench(place: &Place, arguments: &[OsString]) -> Result<()> {
    let sources = place.root.join("tests/bench");
    let folder = place.target.join("bench");
    let data = folder.join("data");
    let run_in_node = |script: &str| {
        let mut node = Command::new("node");
        node.arg(sources.join(script));
        node
    };
    node::install(&sources, &folder, "the engines to compare with")?;
    run(run_in_node("prepare.mjs").arg(&data))?;
    announce("Building the bench.");
    run(command::cargo()
        .current_dir(&sources)
        .args(["build", "--profile", "speed", "--target-dir"])
        .arg(folder.join("native"))
        .env("BENCH_DATA", &data))
    .context("building the programs of the bench")?;
    let toolchain = Toolchain::find(place)?;
    for (package, profile, name) in LIBRARIES {
        compile_for_javascript(&toolchain, &sources, &folder, (package, profile, name))?;
    }
    // Built first, so that the sizes are current.
    let sizes = crate::breakdown(place)?;
    run(run_in_node("run.mjs").arg(&folder).args(arguments))?;
    // With `--only` some engines are measured, and not the page.
    if arguments.iter().any(|argument| argument == "--only") {
        return Ok(());
    }
    println!("\nAnswers and audit with more places:\n");
    run(command::cargo().current_dir(&place.root).args(["run", "--quiet", "--example", "scale"]))
        .context("measuring a policy of many places")?;
    println!("\nThe page, over the wire:\n\n{sizes}");
    println!("The page in Chromium:\n");
    measure_page(place)
}

/// Measures the page in a browser, with a program of the tests.
fn measure_page(place: &Place) -> Result<()> {
    let chromium = chromium::find_or_install()?;
    run(command::cargo()
        .current_dir(&place.root)
        .env("CHROMIUM", chromium.browser)
        .env("CHROMEDRIVER", chromium.driver)
        .args(["run", "--quiet", "--package", "aftersales-www", "--example", "measure"]))
    .context("measuring the page")
}

fn compile_for_javascript(
    toolchain: &Toolchain,
    sources: &Path,
    folder: &Path,
    (package, profile, name): (&str, &str, &str),
) -> Result<()> {
    let target = folder.join("called");
    run(toolchain
        .cargo()
        .current_dir(sources)
        .args(["build", "--lib", "--package", package, "--profile", profile, "--target", TARGET])
        .arg("--target-dir")
        .arg(&target))
    .with_context(|| format!("compiling {package} to wasm"))?;
    let library = format!("{}.wasm", package.replace('-', "_"));
    Bindgen::new()
        .input_path(target.join(TARGET).join(profile).join(library))
        .out_name("bench")
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder.join("wasm").join(name))
        .with_context(|| format!("making the JavaScript side of {package}"))
}
