//! Every file of tests is part of a program: a module that nothing names is never run.

use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_file_of_tests_is_in_a_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| {
        std::fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    // Programs of their own are named by the packages, relative to their folders.
    let packages = [read("Cargo.toml"), read("www/Cargo.toml")].concat();
    for folder in ["tests", "tests/browser"] {
        let main = read(&format!("{folder}/main.rs"));
        let modules: BTreeSet<&str> =
            main.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
        let entries = std::fs::read_dir(root.join(folder)).expect("a folder of tests");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let files: Vec<String> = paths
            .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .collect();
        assert!(files.len() > 30, "{} files in {folder}", files.len());
        for file in files {
            let is_program = packages.contains(&format!("{folder}/{file}.rs\""));
            assert!(modules.contains(&*file) || is_program, "{folder}/{file}.rs is never run");
        }
    }
}
