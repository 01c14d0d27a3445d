//! `cargo run`: builds the site and serves it.

use aftersales_www::{
    Place, Server, bench, breakdown, build, list_sources, reserve, testing, write_letters,
};
use anyhow::{Result, bail};
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
Builds the aftersales site into dist/ and serves it.

Usage: cargo run [-- COMMAND]

Commands:
  serve        build, then serve on this computer (the default)
  build        build only
  sizes        build, and list the sizes of the first load and the wasm
  quality      measure accessibility, speed, and whether HTML and CSS are correct
  test [ARGS]  install what the tests need, build, and run all tests;
               ARGS go to `cargo test`
  letters FOLDER
               write sample letters in every language into a folder, for reading
  sources [ID] list the sources of the rules, or those whose id begins so, the longest
               unread first, with the rules and numbers that rest on them
  bench        measure beside other engines; see tests/bench/README.md

Options:
  --port PORT  where to serve; 8080 unless given, 0 for any free port
  --help       show this
";

enum Task {
    Serve { port: u16 },
    Build,
    Sizes,
    Quality,
    Test { arguments: Vec<OsString> },
    Letters { folder: PathBuf },
    Sources { prefix: Option<OsString> },
    Bench { arguments: Vec<OsString> },
    Help,
}

fn main() -> ExitCode {
    let task = match task() {
        Ok(task) => task,
        Err(problem) => {
            eprintln!("{problem}; see `cargo run -- --help`");
            return ExitCode::from(2);
        }
    };
    match perform(task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn task() -> Result<Task> {
    let mut parser = lexopt::Parser::from_env();
    let mut command = None;
    let mut port = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") | Short('p') => port = Some(parser.value()?.parse()?),
            Long("help") | Short('h') => return Ok(Task::Help),
            Value(value) if command.is_none() && value == "test" => {
                return Ok(Task::Test { arguments: parser.raw_args()?.collect() });
            }
            Value(value) if command.is_none() && value == "bench" => {
                return Ok(Task::Bench { arguments: parser.raw_args()?.collect() });
            }
            Value(value) if command.is_none() && value == "letters" => {
                let Some(Value(folder)) = parser.next()? else {
                    bail!("letters needs the folder to write to");
                };
                return Ok(Task::Letters { folder: folder.into() });
            }
            Value(value) if command.is_none() && value == "sources" => {
                return Ok(Task::Sources { prefix: parser.raw_args()?.next() });
            }
            Value(value) if command.is_none() => command = Some(value.string()?),
            argument => return Err(argument.unexpected().into()),
        }
    }
    match (command.as_deref(), port) {
        (None | Some("serve"), port) => Ok(Task::Serve { port: port.unwrap_or(8080) }),
        (Some("build"), None) => Ok(Task::Build),
        (Some("sizes"), None) => Ok(Task::Sizes),
        (Some("quality"), None) => Ok(Task::Quality),
        (Some("build" | "sizes" | "quality"), Some(_)) => bail!("--port is for serving"),
        (Some("help"), _) => Ok(Task::Help),
        (Some(other), _) => {
            bail!(
                "unknown command `{other}`; expected serve, build, sizes, quality, test, letters, sources or bench"
            )
        }
    }
}

fn perform(task: Task) -> Result<()> {
    let place = Place::find();
    match task {
        Task::Help => print!("{HELP}"),
        Task::Build => build(&place)?,
        Task::Sizes => print!("{}", breakdown(&place)?),
        Task::Quality => testing::quality(&place)?,
        Task::Test { arguments } => testing::run_all(&place, &arguments)?,
        Task::Letters { folder } => write_letters(&place, &folder)?,
        Task::Sources { prefix } => list_sources(&place, prefix)?,
        Task::Bench { arguments } => bench::bench(&place, &arguments)?,
        Task::Serve { port } => {
            // Reserved first, so that a port in use is reported before a minute of building.
            let reserved = reserve(port)?;
            build(&place)?;
            let server = Server::on(reserved, &place.dist, &[])?;
            println!("{}", server.url());
            server.wait();
        }
    }
    Ok(())
}
