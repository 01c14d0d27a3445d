//! Bundles the page's modules into scripts.
//!
//! The one-file page has one script, since a document opened from disk cannot load others. The
//! hosted page has one script for the first answer, which is one request instead of thirty, and
//! further scripts that are loaded on demand. In a script every module becomes a function that
//! returns its exports, called in order of dependence, so that each keeps its own scope. For that, modules use a part of
//! the language; anything else is refused with file and line:
//!
//! - `import { a, b as c } from './file.js';` or `import './file.js';`
//! - `import('./file.js')` for a script on demand; only the first script may, and no module is in two
//!   scripts
//! - `export` directly before `function`, `async function`, `class` or `const`, or before names in braces
//! - no default export, no circle of imports, on demand or not, no `await` outside functions
//!
//! File names have content hashes, so a script on demand cannot import the first script, which
//! refers to it. It exports a function instead, to which the first script passes the modules that
//! both need.

use crate::minify;
use crate::module::Module;
use crate::source::Page;
use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};

/// A script of the hosted page.
struct Script {
    /// The entry module.
    name: String,
    text: String,
    /// All modules of the script.
    modules: Vec<String>,
}

/// A module and its imports in order of dependence, the module itself last.
pub fn in_order(page: &Page, entry: &str) -> Result<Vec<(String, Module)>> {
    let mut order = Vec::new();
    visit(page, entry, false, &mut Vec::new(), &mut order)?;
    let exports: BTreeMap<&str, &[String]> =
        order.iter().map(|(name, module)| (name.as_str(), module.exports.as_slice())).collect();
    for import in order.iter().flat_map(|(_, module)| &module.imports) {
        for (name, _) in &import.names {
            if !exports[import.from.as_str()].contains(name) {
                bail!("{}: www/page/{} does not export `{name}`", import.line, import.from);
            }
        }
    }
    Ok(order)
}

/// The names that other modules import from one module, each once.
pub fn imported_from(page: &Page, from: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for name in page.names().filter(|name| *name != from && name.ends_with(".js")) {
        for import in
            Module::parse(page, name)?.imports.into_iter().filter(|import| import.from == from)
        {
            names.extend(import.names.into_iter().map(|(name, _)| name));
        }
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// An entry module with all its modules as one script, including those on demand.
pub fn bundle(page: &Page, entry: &str) -> Result<String> {
    let parts = parts(page, entry, &[])?;
    let modules: Vec<&(String, Module)> = parts.iter().flatten().collect();
    let names: Vec<&str> = modules.iter().map(|(name, _)| name.as_str()).collect();
    let included = |target: &str| format!("Promise.resolve({})", variable(&names, target));
    // The entry is not the last module, so everything it starts waits for a promise.
    Ok(modules.iter().map(|(name, module)| module.scope(name, &names, &included)).collect())
}

/// Replaces each entry module and its imports by one script, and likewise each module that is
/// loaded on demand. One request replaces thirty, and one script compresses a third better.
pub fn bundle_all(page: &mut Page, entries: &[&str]) -> Result<()> {
    let mut bundled = BTreeSet::new();
    let mut scripts = Vec::new();
    for entry in entries {
        for script in split(page, entry, entries)? {
            // Checked before the modules are removed; their other references stay.
            for module in &script.modules {
                page.references(module)?;
            }
            bundled.extend(script.modules);
            scripts.push((script.name.clone(), minify::module(&script.name, &script.text)?));
        }
    }
    page.replace(&bundled, scripts);
    Ok(())
}

/// The scripts of the hosted page for an entry module: first the script with its imports, then
/// those on demand. Another entry is a script of its own and is imported unchanged.
fn split(page: &Page, entry: &str, entries: &[&str]) -> Result<Vec<Script>> {
    let parts = parts(page, entry, entries)?;
    let names: Vec<&str> = parts.iter().flatten().map(|(name, _)| name.as_str()).collect();
    let shared = |part: &[(String, Module)]| -> Vec<String> {
        let needed = part.iter().flat_map(|(_, module)| &module.imports);
        let needed = needed.map(|import| import.from.as_str());
        let first = |name: &&str| parts[0].iter().any(|(other, _)| other == name);
        let needed: BTreeSet<&str> = needed.filter(first).collect();
        needed.into_iter().map(|name| variable(&names, name)).collect()
    };
    let import = |target: &str| {
        if entries.contains(&target) {
            return format!("import('./{target}')");
        }
        let part = parts.iter().find(|part| is_entry(part, target));
        let shared = part.map(|part| shared(part)).unwrap_or_default().join(", ");
        format!("import('./{target}').then((script) => script.default([{shared}]))")
    };
    let mut scripts = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Some((own, _)) = part.last() else { continue };
        let scope = |(name, module): &(String, Module)| module.scope(name, &names, &import);
        let text: String = part.iter().map(scope).collect();
        let text = match at {
            0 => text + &exports(part, &names),
            _ => format!(
                "let made;\nexport default (shared) => made ??= make(shared);\n\
                 function make([{}]) {{\n{text}return {};\n}}\n",
                shared(part).join(", "),
                variable(&names, own)
            ),
        };
        let modules = part.iter().map(|(name, _)| name.clone()).collect();
        scripts.push(Script { name: own.clone(), text, modules });
    }
    Ok(scripts)
}

/// The modules of the first script, then those of each script on demand that are not in the first.
/// The entry module of each script is last.
fn parts(page: &Page, entry: &str, entries: &[&str]) -> Result<Vec<Vec<(String, Module)>>> {
    // What is loaded on demand must not import what loads it either.
    visit(page, entry, true, &mut Vec::new(), &mut Vec::new())?;
    let mut parts = vec![in_order(page, entry)?];
    let mut wanted: BTreeMap<String, String> = BTreeMap::new();
    for on_demand in parts[0].iter().flat_map(|(_, module)| &module.on_demand) {
        wanted.entry(on_demand.from.clone()).or_insert(on_demand.line.clone());
    }
    wanted.retain(|target, _| !entries.contains(&target.as_str()));
    for (target, line) in wanted {
        let mut part = in_order(page, &target)?;
        part.retain(|(name, _)| !parts[0].iter().any(|(other, _)| other == name));
        if !is_entry(&part, &target) {
            bail!("{line}: www/page/{target} is in the first script already; import it by name");
        }
        for (name, module) in &part {
            if let Some(on_demand) = module.on_demand.first() {
                bail!("{}: only the first script fetches others", on_demand.line);
            }
            if parts[1..].iter().flatten().any(|(other, _)| other == name) {
                bail!("{line}: two scripts on demand need www/page/{name}; the first must hold it");
            }
        }
        parts.push(part);
    }
    Ok(parts)
}

/// The exports of a script, which are those of its entry module. The minifier keeps only names
/// after `as`.
fn exports(part: &[(String, Module)], names: &[&str]) -> String {
    let Some((own, module)) = part.last() else { return String::new() };
    let exported = |name: &String| {
        let from = variable(names, own);
        format!("const exported_{name} = {from}.{name};\nexport {{ exported_{name} as {name} }};\n")
    };
    module.exports.iter().map(exported).collect()
}

/// Whether a module is the entry of a script.
fn is_entry(part: &[(String, Module)], target: &str) -> bool {
    part.last().is_some_and(|(name, _)| name == target)
}

/// The variable with the exports of a module.
fn variable(names: &[&str], wanted: &str) -> String {
    let at = names.iter().position(|name| *name == wanted);
    at.map(|at| format!("module_{at}")).unwrap_or_default()
}

impl Module {
    /// The module as a function with its own scope. `on_demand` returns the expression that loads a
    /// script.
    fn scope(&self, name: &str, names: &[&str], on_demand: &dyn Fn(&str) -> String) -> String {
        let mut script = format!("// {name}\nconst {} = (() => {{\n", variable(names, name));
        for import in &self.imports {
            let pairs: Vec<String> =
                import.names.iter().map(|(name, local)| format!("{name}: {local}")).collect();
            let from = variable(names, &import.from);
            script.push_str(&format!("const {{ {} }} = {from};\n", pairs.join(", ")));
        }
        let mut body = self.body.trim().to_string();
        for import in &self.on_demand {
            body = body.replace(&import.written, &on_demand(&import.from));
        }
        script.push_str(&body);
        script.push_str(&format!("\nreturn {{ {} }};\n}})();\n", self.exports.join(", ")));
        script
    }
}

/// Visits a module after its imports, and after those on demand if `on_demand`.
fn visit(
    page: &Page,
    name: &str,
    on_demand: bool,
    path: &mut Vec<String>,
    order: &mut Vec<(String, Module)>,
) -> Result<()> {
    if order.iter().any(|(done, _)| done == name) {
        return Ok(());
    }
    if path.iter().any(|open| open == name) {
        bail!("www/page/{name} imports itself, by way of {}", path.join(", "));
    }
    path.push(name.to_string());
    let module = Module::parse(page, name)?;
    let others = module.on_demand.iter().filter(|_| on_demand).map(|other| &other.from);
    for from in module.imports.iter().map(|import| &import.from).chain(others) {
        visit(page, from, on_demand, path, order)?;
    }
    path.pop();
    order.push((name.to_string(), module));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{bundle, split};
    use crate::source::Page;

    /// A page of two scripts: `more.js` and `only.js` are loaded on demand, and both import
    /// `dom.js`.
    const FILES: [(&str, &str); 5] = [
        (
            "main.js",
            "import { h } from './dom.js';\nexport function go() {\n  return import('./more.js');\n}\nh();\n",
        ),
        ("dom.js", "export function h() {}\n"),
        (
            "more.js",
            "import { h } from './dom.js';\nimport { only } from './only.js';\nexport const more = [h, only];\n",
        ),
        ("only.js", "export const only = 1;\n"),
        ("outer.js", "export const start = () => import('./main.js');\n"),
    ];

    #[test]
    fn a_script_on_demand_receives_the_modules_that_the_first_script_contains() {
        let scripts = split(&Page::of(&FILES), "main.js", &["main.js"]).unwrap();
        let [first, second] = scripts.as_slice() else { panic!("{} scripts", scripts.len()) };
        assert_eq!((first.name.as_str(), second.name.as_str()), ("main.js", "more.js"));
        assert_eq!(first.modules, ["dom.js", "main.js"]);
        assert_eq!(second.modules, ["only.js", "more.js"]);
        let fetched = "import('./more.js').then((script) => script.default([module_0]))";
        assert!(first.text.contains(fetched), "{}", first.text);
        assert!(first.text.contains("export { exported_go as go };"), "{}", first.text);
        assert!(second.text.contains("function make([module_0]) {"), "{}", second.text);
        assert!(!second.text.contains("function h()"), "{}", second.text);
        assert!(second.text.contains("return module_3;"), "{}", second.text);
    }

    #[test]
    fn a_bundle_imports_nothing() {
        let script = bundle(&Page::of(&FILES), "main.js").unwrap();
        assert!(script.contains("return Promise.resolve(module_3);"), "{script}");
        assert!(!script.contains("import("), "{script}");
    }

    #[test]
    fn another_entry_is_imported_unchanged() {
        let scripts = split(&Page::of(&FILES), "outer.js", &["main.js", "outer.js"]).unwrap();
        assert_eq!(scripts.len(), 1);
        assert!(scripts[0].text.contains("=> import('./main.js');"), "{}", scripts[0].text);
    }

    #[track_caller]
    fn refused(change: (&str, &str), why: &str) {
        let files: Vec<(&str, &str)> =
            FILES.into_iter().filter(|(name, _)| *name != change.0).collect();
        let page = Page::of(&[&files[..], &[change]].concat());
        let problem = split(&page, "main.js", &["main.js"]).map(|_| ()).unwrap_err().to_string();
        assert!(problem.contains(why), "{problem}");
    }

    #[test]
    fn modules_that_cannot_be_split_are_refused_with_file_and_line() {
        refused(
            ("only.js", "export const only = import('./dom.js');\n"),
            "www/page/only.js:1: only the first script fetches others",
        );
        refused(
            ("more.js", "import { go } from './main.js';\nexport const more = [go];\n"),
            "www/page/main.js imports itself, by way of main.js, more.js",
        );
        refused(
            (
                "main.js",
                "import './more.js';\nimport './dom.js';\nconst a = import('./more.js');\n",
            ),
            "main.js:3: www/page/more.js is in the first script already",
        );
        refused(
            ("main.js", "const a = import('./more.js');\nconst b = import('./only.js');\n"),
            "two scripts on demand need www/page/only.js",
        );
    }
}
