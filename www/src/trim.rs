//! Removes the functions that the page does not call from the wasm, with everything that only they
//! need.
//!
//! The npm package has every function. The first load of the page answers cases, but neither audits
//! nor compares policies.

use anyhow::{Result, anyhow};
use walrus::{ExportItem, FunctionKind, ir};

/// The beginning of the names of exports that the glue itself calls.
const GLUE_OWN: &str = "__";

/// Part of the mangled names of functions that call Rust closures from JavaScript. The bindings
/// have one for every possible signature, and the function table keeps them alive.
const CLOSURES: &str = "12wasm_bindgen7convert8closures";

/// The module with only these functions and those that the glue needs. `named` has a name section,
/// and so does the result.
pub fn to(named: &[u8], called: &[String], glue: &str) -> Result<Vec<u8>> {
    let read = walrus::Module::from_buffer(named);
    let mut module = read.map_err(|problem| anyhow!("reading the wasm: {problem:#}"))?;
    let classes = classes(glue, called);
    let is_called = |name: &str| match class_of(name, glue) {
        Some(class) => classes.iter().any(|returned| returned == class),
        None => name.starts_with(GLUE_OWN) || called.iter().any(|called| called == name),
    };
    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| matches!(export.item, ExportItem::Function(_)))
        .filter(|export| !is_called(&export.name))
        .map(|export| export.id())
        .collect();
    unused.into_iter().for_each(|export| module.exports.delete(export));
    if !glue.contains("closures") {
        for function in module.funcs.iter_mut() {
            let of_closures = function.name.as_ref().is_some_and(|name| name.contains(CLOSURES));
            if let (true, FunctionKind::Local(local)) = (of_closures, &mut function.kind) {
                let entry = local.entry_block();
                local.block_mut(entry).instrs =
                    vec![(ir::Unreachable {}.into(), Default::default())];
            }
        }
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// The classes that these functions return, in small letters.
fn classes(script: &str, called: &[String]) -> Vec<String> {
    let script = glue(script, called);
    let returned = |line: &str| {
        let (class, _) = line.trim().strip_prefix("return ")?.split_once(".__wrap(")?;
        Some(class.to_lowercase())
    };
    script.lines().filter_map(returned).collect()
}

/// The class of a method or destructor, in small letters.
fn class_of<'n>(export: &'n str, script: &str) -> Option<&'n str> {
    let name = export.strip_prefix("__wbg_").unwrap_or(export);
    let (class, _) = name.split_once('_')?;
    script.to_lowercase().contains(&format!("export class {class} ")).then_some(class)
}

/// The glue without the functions that are not called.
pub fn glue(script: &str, called: &[String]) -> String {
    let mut kept = String::new();
    let mut rest = script;
    while let Some(at) = rest.find("export function ") {
        let (before, function) = rest.split_at(at);
        let end = end(function);
        let name = &function["export function ".len()..];
        let name = &name[..name.find('(').unwrap_or(0)];
        kept.push_str(before);
        if called.iter().any(|called| called == name) {
            kept.push_str(&function[..end]);
        }
        rest = &function[end..];
    }
    kept + rest
}

/// The end of the line that closes the first function of a text.
fn end(text: &str) -> usize {
    let mut open = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => open += 1,
            '}' if open == 1 => {
                return text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
            }
            '}' => open -= 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{class_of, classes, glue};

    const CLASS: &str = "export class ShopRules {\n}\nexport function shop(pack) {\nreturn ShopRules.__wrap(ret);\n}\n";

    #[test]
    fn the_methods_of_a_class_are_needed_where_a_function_returns_it() {
        assert_eq!(classes(CLASS, &["shop".to_string()]), ["shoprules"]);
        assert!(classes(CLASS, &[]).is_empty());
        for method in ["shoprules_advise", "__wbg_shoprules_free"] {
            assert_eq!(class_of(method, CLASS), Some("shoprules"));
        }
        assert_eq!(class_of("add_words", CLASS), None);
        assert_eq!(class_of("__wbindgen_start", CLASS), None);
    }

    #[test]
    fn functions_that_are_not_called_are_removed_from_the_glue() {
        let script = "let wasm;\nexport function a(x) {\nif (x) {\n}\n}\n/** b */\n\
                      export function b() {\n}\nfunction c() {\n}\n";
        let kept = "let wasm;\n/** b */\nexport function b() {\n}\nfunction c() {\n}\n";
        assert_eq!(glue(script, &["b".to_string()]), kept);
        assert_eq!(glue(script, &["a".to_string(), "b".to_string()]), script);
    }
}
