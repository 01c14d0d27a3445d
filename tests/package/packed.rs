//! The npm package as other people get it: packed, installed from the packed file, and used in Node,
//! by the TypeScript compiler, in a worker and through a bundler.

use crate::scenarios::scenario::files;
use crate::support;

use aftersales_www::node::{Tools, npm};
use aftersales_www::{Place, Server, testing};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use support::{Browser, site};

/// A program of somebody else: a folder in which the packed package was installed.
#[track_caller]
fn consumer() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("consumer");
        let _ = fs::remove_dir_all(&folder);
        copy(&sources(), &folder);
        copy(&sources().join("app"), &folder);
        copy(&sources().join("types"), &folder);
        let about = json!({ "name": "consumer", "private": true, "type": "module" });
        fs::write(folder.join("package.json"), about.to_string()).expect("package.json");
        output(npm().arg("pack").arg(site().join("pkg")).current_dir(&folder));
        let packed = found(&folder, ".tgz");
        // It depends on nothing, so there is nothing to ask a registry for.
        output(npm().args(["install", "--offline"]).arg(&packed).current_dir(&folder));
        folder
    })
}

fn sources() -> PathBuf {
    Place::find().root.join("tests/package")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the programs") {
        let file = entry.expect("an entry").path();
        if file.is_file() {
            fs::copy(&file, to.join(file.file_name().expect("a name"))).expect("a copy");
        }
    }
}

/// The file of a folder whose name ends like this.
#[track_caller]
fn found(folder: &Path, end: &str) -> PathBuf {
    let files =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut fitting = files.filter(|file| file.to_string_lossy().ends_with(end));
    fitting.next().unwrap_or_else(|| panic!("no file …{end} in {}", folder.display()))
}

#[track_caller]
fn tools() -> Tools {
    testing::tools().unwrap_or_else(|problem| panic!("{problem:#}"))
}

/// Runs a program and returns what it printed; fails with that unless it succeeds.
#[track_caller]
fn output(command: &mut Command) -> String {
    let done = command.output().unwrap_or_else(|problem| panic!("{command:?}: {problem}"));
    let text = [done.stdout, done.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(done.status.success(), "{command:?} failed ({}):\n{text}", done.status);
    text
}

#[test]
fn the_packed_file_holds_the_library_and_nothing_else() {
    let listed = output(npm().args(["pack", "--dry-run", "--json"]).arg(site().join("pkg")));
    let listed: Value = serde_json::from_str(&listed).expect("JSON");
    let files = listed[0]["files"].as_array().expect("files").iter();
    let mut names: Vec<&str> = files.filter_map(|file| file["path"].as_str()).collect();
    names.sort();
    let wanted = [
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "aftersales.d.ts",
        "aftersales.js",
        "aftersales_bg.wasm",
        "node.js",
        "package.json",
    ];
    assert_eq!(names, wanted);
}

#[test]
fn its_manifest_is_as_publishers_should_write_it() {
    let mut publint = tools().program("publint/src/cli.js");
    let printed = output(publint.arg(site().join("pkg")).args(["--strict", "--pack", "npm"]));
    assert!(printed.contains("All good!"), "{printed}");
}

#[test]
fn it_works_in_node() {
    let printed = output(tools().node().arg("node.mjs").current_dir(consumer()));
    assert!(printed.contains("works in Node"), "{printed}");
}

/// Compiles programs as strictly as can be, by Node's way to find a module or by a bundler's.
#[track_caller]
fn compile(programs: &[&str], more: &[&str]) {
    let mut tsc = tools().program("typescript/bin/tsc");
    let config = consumer().join("tsconfig.json");
    let mut config: Value =
        serde_json::from_slice(&fs::read(config).expect("tsconfig.json")).expect("JSON");
    config["files"] = json!(programs);
    let name = format!("tsconfig-{}.json", programs.concat());
    fs::write(consumer().join(&name), config.to_string()).expect("a configuration");
    output(tsc.args(["--project", &name]).args(more).current_dir(consumer()));
}

const AS_BUNDLERS_DO: [&str; 4] = ["--module", "preserve", "--moduleResolution", "bundler"];

#[test]
fn its_types_allow_what_is_right_and_nothing_else() {
    compile(&["right.ts", "wrong.ts"], &[]);
    compile(&["right.ts", "wrong.ts"], &AS_BUNDLERS_DO);
    // What compiles is no mistake to the library, either.
    output(tools().node().arg("right.ts").current_dir(consumer()));
}

/// How many scenarios are compiled, which takes the compiler a tenth of a second each.
const COMPILED: usize = 120;

#[test]
fn what_it_answers_is_what_its_types_promise() {
    let calls = consumer().join("calls.json");
    // The shape of every answer is compared elsewhere; the compiler reads a part of them.
    let all = scenarios();
    let every = all.len().div_ceil(COMPILED);
    let some: Vec<_> = all.into_iter().step_by(every).collect();
    fs::write(&calls, json!(some).to_string()).expect("the calls");
    let printed = output(
        tools().node().args(["answers.mjs", "calls.json", "answers.ts"]).current_dir(consumer()),
    );
    let values: usize =
        printed.split(' ').next().and_then(|count| count.parse().ok()).expect("a count");
    assert!(values > 500, "{printed}");
    compile(&["answers.ts"], &[]);
}

/// Case and options of every scenario.
fn scenarios() -> Vec<(Value, Value)> {
    let mut found = Vec::new();
    for path in files::named(&Place::find().root.join("src/data"), "cases.toml") {
        let text = fs::read_to_string(path).expect("a file");
        let file: toml::Table = text.parse().expect("TOML");
        let file = serde_json::to_value(file).expect("plain data");
        for scenario in file["scenario"].as_array().expect("scenarios") {
            let options = scenario.get("options").cloned().unwrap_or(json!({}));
            found.push((scenario["case"].clone(), options));
        }
    }
    assert!(found.len() > 100, "{} scenarios", found.len());
    found
}

#[test]
fn it_works_in_a_worker_without_a_bundler() {
    let folder = consumer();
    let worker = fs::read_to_string(folder.join("worker.js")).expect("the worker");
    let plain = worker.replace("'aftersales'", "'./node_modules/aftersales/aftersales.js'");
    fs::write(folder.join("plain-worker.js"), plain).expect("a worker");
    let server = Server::start(folder, 0).expect("a server");
    let browser = Browser::start();
    browser.goto(&format!("{}package.json", server.url()));
    let script = "const done = arguments[0];
        const worker = new Worker('/plain-worker.js', { type: 'module' });
        worker.onmessage = ({ data }) => done(data.remedy.code);
        worker.onerror = ({ message }) => done(message ?? 'it does not load');
        worker.postMessage({ platform: 'taobao', buyer_region: 'cn', order_state: 'in_transit', complaint: 'cancel_order' });";
    assert_eq!(browser.execute_async(script, &[]), "intercept_and_refund");
}

#[test]
fn it_works_through_a_bundler_in_the_page_and_in_a_worker() {
    let folder = consumer();
    let built = folder.join("built");
    let mut vite = tools().program("vite/bin/vite.js");
    output(vite.args(["build", "--outDir", "built"]).current_dir(folder));
    let wasm = found(&built.join("assets"), ".wasm");
    let server = Server::start(&built, 0).expect("a server");
    let browser = Browser::start();
    browser.goto(&server.url());
    for place in ["#page", "#worker"] {
        browser.wait_until(&format!("the answer in {place}"), || {
            browser.find(place).text() == "swap_wrong_item"
        });
    }
    let name = wasm.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(browser.requests().iter().any(|url| url.ends_with(&name)), "{name} was loaded");
    assert_eq!(browser.warnings(), []);
}
