//! The page's scripts as modules, and all of them as one script.
//!
//! A document opened from disk may load nothing, so the one-file page has all scripts in one; the
//! hosted page has them in one, too, which is a request instead of thirty. There every module
//! becomes a function that returns what it exports, called in order of dependence; each keeps a
//! scope of its own. For this to be a few lines instead of a parser, modules keep to a part of the
//! language, and the builder refuses the rest, with file and line:
//!
//! - `import { a, b as c } from './file.js';` or `import './file.js';`, at the start of a line
//! - `export` directly before `function`, `async function`, `class` or `const NAME`, at the start
//!   of a line
//! - no default export, no circle of imports, no `await` outside functions
//! - no `import()`, except for what other sites' pages load the page's script with

use crate::source::{EMBED, Page, locate};
use anyhow::{Result, bail};
use std::collections::BTreeMap;

/// One module, taken apart.
pub struct Module {
    pub imports: Vec<Import>,
    pub exports: Vec<String>,
    /// What is left when imports and the word `export` are taken away.
    body: String,
}

/// One import statement.
pub struct Import {
    pub from: String,
    /// Each name with the name it has in the importing module.
    names: Vec<(String, String)>,
    line: String,
}

/// The modules that a script needs, itself last: an order in which each can be run.
pub fn in_order(page: &Page, entry: &str) -> Result<Vec<(String, Module)>> {
    let mut order = Vec::new();
    visit(page, entry, &mut Vec::new(), &mut order)?;
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

/// The names that modules of the page import from one of them.
pub fn imported_from(page: &Page, from: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for name in page.names().filter(|name| *name != from && name.ends_with(".js")) {
        for import in parse(page, name)?.imports.into_iter().filter(|import| import.from == from) {
            names.extend(import.names.into_iter().map(|(name, _)| name));
        }
    }
    Ok(names)
}

/// All modules as the text of one module script.
pub fn join(modules: &[(String, Module)]) -> String {
    let variable = |wanted: &str| {
        modules.iter().position(|(name, _)| name == wanted).map(|at| format!("module_{at}"))
    };
    let mut script = String::new();
    for (name, module) in modules {
        let own = variable(name).unwrap_or_default();
        script.push_str(&format!("// {name}\nconst {own} = (() => {{\n"));
        for import in &module.imports {
            let names: Vec<String> =
                import.names.iter().map(|(name, local)| format!("{name}: {local}")).collect();
            let from = variable(&import.from).unwrap_or_default();
            script.push_str(&format!("const {{ {} }} = {from};\n", names.join(", ")));
        }
        script.push_str(module.body.trim());
        script.push_str(&format!("\nreturn {{ {} }};\n}})();\n", module.exports.join(", ")));
    }
    // What the last exports, the script does: other scripts may load it. Only a name after `as` is
    // sure to stay when names are made short.
    if let Some((_, last)) = modules.last() {
        let own = modules.len() - 1;
        for name in &last.exports {
            let variable = format!("exported_{name}");
            script.push_str(&format!("const {variable} = module_{own}.{name};\n"));
            script.push_str(&format!("export {{ {variable} as {name} }};\n"));
        }
    }
    script
}

fn visit(
    page: &Page,
    name: &str,
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
    let module = parse(page, name)?;
    for import in &module.imports {
        visit(page, &import.from, path, order)?;
    }
    path.pop();
    order.push((name.to_string(), module));
    Ok(())
}

fn parse(page: &Page, name: &str) -> Result<Module> {
    let text = page.text(name)?;
    let references = page.references(name)?;
    let mut module = Module { imports: vec![], exports: vec![], body: String::new() };
    let mut offset = 0;
    while offset < text.len() {
        let rest = &text[offset..];
        let line = &rest[..rest.find('\n').map_or(rest.len(), |end| end + 1)];
        let at = || locate(name, text, offset);
        if line.contains(" import(") && name != EMBED {
            bail!("{}: `import()` cannot work in the one-file page", at());
        }
        if line.starts_with("import ") || line.starts_with("import{") {
            // Statements may span lines; they end at the semicolon.
            let Some(length) = rest.find(';') else { bail!("{}: this import has no `;`", at()) };
            let target = references
                .iter()
                .find(|found| (offset..offset + length).contains(&found.name.start));
            let Some(target) = target else { bail!("{}: expected `from './file.js'`", at()) };
            let Some(names) = names(&rest[6..length]) else {
                bail!("{}: expected `import {{ names }} from './file.js';`", at());
            };
            module.imports.push(Import { from: target.target.clone(), names, line: at() });
            offset += length + 1;
            continue;
        }
        match line.strip_prefix("export ") {
            None => module.body.push_str(line),
            Some(declaration) => {
                let Some(exported) = declared(declaration) else {
                    bail!(
                        "{}: expected `export` before `function`, `async function`, `class` or \
                         `const NAME`",
                        at()
                    );
                };
                module.exports.push(exported.to_string());
                module.body.push_str(declaration);
            }
        }
        offset += line.len();
    }
    Ok(module)
}

/// The names between the braces of an import; none for an import of a module's effects alone.
fn names(statement: &str) -> Option<Vec<(String, String)>> {
    let Some((before, after)) = statement.split_once('{') else {
        return statement.trim_start().starts_with(['\'', '"']).then(Vec::new);
    };
    let (list, _) = after.split_once('}')?;
    let listed = list.split(',').map(str::trim).filter(|item| !item.is_empty()).map(|item| {
        let (name, local) = item.split_once(" as ").unwrap_or((item, item));
        (name.trim().to_string(), local.trim().to_string())
    });
    before.trim().is_empty().then(|| listed.collect())
}

/// The name that a declaration declares.
fn declared(declaration: &str) -> Option<&str> {
    let rest = ["function* ", "function ", "async function ", "class ", "const "]
        .iter()
        .find_map(|keyword| declaration.strip_prefix(keyword))?;
    let name = &rest[..rest
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '$')?];
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{declared, names};

    #[test]
    fn imports_list_names_that_may_be_renamed() {
        let pair = |name: &str, local: &str| (name.to_string(), local.to_string());
        assert_eq!(
            names(" { a, b as c } from './x.js'"),
            Some(vec![pair("a", "a"), pair("b", "c")])
        );
        assert_eq!(names(" './x.js'"), Some(vec![]));
        assert_eq!(names(" a from './x.js'"), None);
        assert_eq!(names(" a, { b } from './x.js'"), None);
    }

    #[test]
    fn exports_declare_one_name() {
        assert_eq!(declared("function go() {"), Some("go"));
        assert_eq!(declared("async function go() {"), Some("go"));
        assert_eq!(declared("class A extends B {"), Some("A"));
        assert_eq!(declared("const { a } = b;"), None);
        assert_eq!(declared("default go;"), None);
        assert_eq!(declared("let a = 1;"), None);
    }
}
