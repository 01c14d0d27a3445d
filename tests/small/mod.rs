//! Small policies at random, and what follows from them by going through every situation.
//!
//! Each claim about a policy is checked on packs that are small enough for brute force: a few rules
//! over a few facts of the real vocabulary. The engine's classes, splits and early ends are not used
//! here; situations are written out one by one and given to the reference evaluator.
//!
//! A pack that shows a mistake is made as small as it goes, then written to `tests/cases/` as it
//! stands. Every test goes through all packs kept there before it draws any. Give a kept file a name
//! that says what it showed. Each run draws other packs; `PROPTEST_CASES=25600` in the environment
//! draws a hundred times as many.

#![allow(dead_code, reason = "each test program uses its own part of this")]

pub mod cost;
pub mod limit;
pub mod pack;
pub mod table;
pub mod witness;

mod shrink;
mod strategy;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};

use limit::Limit;
use pack::Pack;
use proptest::strategy::Strategy;

/// Checks a claim on every kept pack, then on so many at random that are no larger than the limit.
#[track_caller]
pub fn every_pack(
    name: &str,
    cases: u32,
    limit: Limit,
    check: impl Fn(&Pack) -> Result<(), String>,
) {
    for (path, pack) in kept() {
        if let Err(wrong) = check(&pack) {
            panic!("{}\n{wrong}", path.display());
        }
    }
    // 256 is what proptest draws where the environment says nothing else.
    let times = f64::from(Config::default().cases) / 256.0;
    let cases = (f64::from(cases) * times).ceil() as u32;
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let wrong = |pack: &Pack| match catch_unwind(AssertUnwindSafe(|| check(pack))) {
        Ok(checked) => checked.err(),
        Err(_) => Some("it panics".to_owned()),
    };
    let packs = strategy::packs().prop_filter("small enough", |pack| limit.admits(&pack.policy()));
    let checked = TestRunner::new(config).run(&packs, |pack| match wrong(&pack) {
        None => Ok(()),
        Some(wrong) => Err(TestCaseError::fail(wrong)),
    });
    match checked {
        Ok(()) => {}
        Err(TestError::Fail(_, pack)) => {
            let pack = shrink::smallest(pack, |pack| wrong(pack).is_some());
            let wrong = wrong(&pack).unwrap_or_default();
            let path = folder().join(format!("found-by-{name}.toml"));
            std::fs::write(&path, pack.to_string()).expect("the found pack can be kept");
            panic!("{wrong}\n\n{pack}\nkept as {}", path.display());
        }
        Err(error) => panic!("{error}"),
    }
}

/// The packs that showed a mistake once.
fn kept() -> Vec<(PathBuf, Pack)> {
    let files = std::fs::read_dir(folder()).expect("the folder of kept packs");
    let mut paths: Vec<PathBuf> = files
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a kept pack");
        let pack = toml::from_str(&text);
        let pack = pack.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (path, pack)
    };
    paths.into_iter().map(read).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}
