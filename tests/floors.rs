//! The floors of the crate: what each file of `src` imports lies on its own floor or below, and no files import each
//! other in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// From the lowest.
const FLOORS: [&str; 15] = [
    "core/plain",
    "core/vocabulary",
    "core/time",
    "core/policy",
    "core/case",
    "core/engine",
    "core/audit",
    "words",
    "shipped",
    "request",
    "shop",
    "present",
    "api",
    "csv",
    "wasm",
];

/// Modules by the path of their file below `src`, without its ending, such as `core/engine/block`.
fn modules() -> BTreeMap<String, String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    let mut open = vec![src.clone()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&src).expect("below src").with_extension("");
                let name = name.to_str().expect("UTF-8").replace("/mod", "");
                found.insert(name, std::fs::read_to_string(&path).expect("a file"));
            }
        }
    }
    // The build script stands beside the crate, and the roots of both crates name all their modules.
    found.retain(|name, _| !name.starts_with("build/") && !name.ends_with("lib"));
    found
}

/// The modules that a file names, by `use` or in the middle of a line; comments, and what only tests name, left out.
fn imports(name: &str, text: &str, modules: &BTreeMap<String, String>) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    for hidden in ["super::", "self::", "crate::{", "aftersales_core::{"] {
        assert!(!code.contains(hidden), "{name}: `{hidden}` hides what it imports");
    }
    let own = if name.starts_with("core/") { "core/" } else { "" };
    let mut found = BTreeSet::new();
    for (start, folder) in [("crate::", own), ("aftersales_core::", "core/")] {
        for (at, _) in code.match_indices(start) {
            let rest = &code[at + start.len()..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
            let (path, after) = rest.split_at(end.unwrap_or(rest.len()));
            // `a::{b, c}` names `a::b` and `a::c`.
            let list = after.strip_prefix('{').and_then(|list| list.split('}').next());
            let items: Vec<&str> = match list {
                Some(list) if path.ends_with("::") => list.split(',').map(str::trim).collect(),
                _ => vec![""],
            };
            for item in items {
                let steps: Vec<&str> =
                    path.split("::").chain([item]).filter(|step| !step.is_empty()).collect();
                let mut known = (1..=steps.len())
                    .rev()
                    .map(|count| folder.to_owned() + &steps[..count].join("/"));
                found.extend(known.find(|path| modules.contains_key(path) && path != name));
            }
        }
    }
    found
}

fn floor(name: &str) -> usize {
    let on = |floor: &str| name == floor || name.starts_with(&format!("{floor}/"));
    FLOORS.iter().position(|floor| on(floor)).unwrap_or_else(|| panic!("`{name}` is on no floor"))
}

#[test]
fn nothing_imports_from_a_floor_above() {
    let modules = modules();
    let read = |name: &str| imports(name, &modules[name], &modules);
    assert!(read("api/advise").contains("shop") && read("shop").contains("core/policy"));
    let mut upward = Vec::new();
    for (name, text) in &modules {
        for other in imports(name, text, &modules) {
            if floor(&other) > floor(name) {
                upward.push(format!("{name} -> {other}"));
            }
        }
    }
    assert!(upward.is_empty(), "imports from a floor above: {upward:#?}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let modules = modules();
    let mut left: BTreeMap<&str, BTreeSet<String>> =
        modules.iter().map(|(name, text)| (name.as_str(), imports(name, text, &modules))).collect();
    // Files that import nothing which is left are taken away until none is.
    loop {
        let free: Vec<&str> =
            left.iter().filter(|(_, imports)| imports.is_empty()).map(|(name, _)| *name).collect();
        if free.is_empty() {
            break;
        }
        for name in free {
            left.remove(name);
            left.values_mut().for_each(|imports| {
                imports.remove(name);
            });
        }
    }
    assert!(left.is_empty(), "files that import each other: {left:#?}");
}

#[test]
fn the_drawing_of_the_crate_names_the_floors_in_their_order() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let drawing = std::fs::read_to_string(src.join("lib.rs")).expect("the crate's root");
    let names = FLOORS.map(|floor| floor.trim_start_matches("core/"));
    let mut rest = drawing.as_str();
    for name in names {
        let line =
            rest.find(&format!("\n//!  {name} ")).or(rest.find(&format!("\n//!    {name} ")));
        rest = &rest[line.unwrap_or_else(|| panic!("the drawing lacks `{name}` at its place"))..];
    }
}
