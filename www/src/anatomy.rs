//! The composition of the wasm: its sections, and its code by crate.
//!
//! Each part is compressed separately, so the parts do not add up to the whole.

use crate::compression::Compression;
use crate::{Place, library, sections};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Parts with fewer bytes are shown in one line.
const SMALL: usize = 100;

/// The parts of a module with a name section, as a table.
pub fn table(place: &Place, named: &[u8]) -> Result<String> {
    let compression = Compression::beside(&place.target);
    let mut text = String::new();
    let mut write = |title: &str, parts: BTreeMap<String, Vec<u8>>| -> Result<()> {
        let _ = writeln!(text, "\n{title:32}{:>12}{:>24}", "as it is", "brotli, each apart");
        let mut rows = Vec::new();
        for (name, content) in parts {
            rows.push((compression.brotli(&content)?.len(), content.len(), name));
        }
        rows.sort_by(|one, other| other.cmp(one));
        let small = rows.partition_point(|(brotli, ..)| *brotli >= SMALL);
        for (brotli, raw, name) in &rows[..small] {
            let _ = writeln!(text, "{name:32}{raw:>12}{brotli:>24}");
        }
        let rest = rows[small..].iter().fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
        let name = format!("{} smaller ones", rows.len() - small);
        let _ = writeln!(text, "{name:32}{:>12}{:>24}", rest.1, rest.0);
        Ok(())
    };
    let wasm = sections::without(named, |name| name == "name")?;
    write("the wasm, by section", by_section(place, &wasm)?)?;
    write("its code, by origin", by_origin(named)?)?;
    Ok(text)
}

fn by_section(place: &Place, wasm: &[u8]) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut add = |name: &str, content: &[u8]| {
        parts.entry(name.to_string()).or_default().extend_from_slice(content);
    };
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.context("reading the wasm")?;
        let Some((_, range)) = payload.as_section() else { continue };
        match &payload {
            Payload::CustomSection(section) => add(section.name(), section.data()),
            Payload::CodeSectionStart { .. } => add("code", &wasm[range]),
            Payload::DataSection(_) => {
                let mut rest = wasm[range].to_vec();
                for (name, content) in library::embedded(place)? {
                    if let Some(at) = find(&rest, &content) {
                        rest.drain(at..at + content.len());
                        add(&format!("data: {name}"), &content);
                    }
                }
                add("data: constants and texts", &rest);
            }
            _ => add("types, imports, exports, tables", &wasm[range]),
        }
    }
    Ok(parts)
}

/// The first position of a part in a text.
fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len().max(1)).position(|found| found == part)
}

fn by_origin(named: &[u8]) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut names = HashMap::new();
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(named) {
        match payload.context("reading the wasm")? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(parts) = section.as_known() else { continue };
                for part in parts {
                    let Name::Function(functions) = part? else { continue };
                    for function in functions {
                        let function = function?;
                        names.insert(function.index, function.name.to_string());
                    }
                }
            }
            _ => {}
        }
    }
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (at, body) in (imported..).zip(bodies) {
        let name = names.get(&at).map_or("", String::as_str);
        parts.entry(origin(name)).or_default().extend_from_slice(&named[body]);
    }
    Ok(parts)
}

/// The crate of a function by its mangled name, with the module for ours and the standard library.
/// Inlined code counts for its caller. Generic code of other crates counts as ours if it was
/// instantiated for our types.
fn origin(name: &str) -> String {
    // The core is a crate of its own.
    let name = format!("{:#}", rustc_demangle::demangle(name));
    let name = name.replace("aftersales_core::", "aftersales::");
    if name.starts_with("__wbindgen") || name.contains("externref") {
        return "wasm-bindgen".to_string();
    }
    // The module of a closure, or else that of the first of our types.
    let ours = name.split_once("{closure").and_then(|(before, _)| before.rfind("aftersales::"));
    if let Some(at) = ours.or_else(|| name.find("aftersales::")) {
        return format!("ours: {}", word(&name[at + "aftersales::".len()..]));
    }
    // The first name with a path, after prefixes such as `<&mut dyn `.
    let mut ends = name.match_indices("::").map(|(at, _)| at);
    let Some(end) = ends.find(|at| name[..*at].ends_with(is_word)) else {
        return "without a path".to_string();
    };
    let start = name[..end].rfind(|letter| !is_word(letter)).map_or(0, |at| at + 1);
    if name[..start].contains(">::") {
        // As in `<[u8]>::fill::<…>`, where the type has no path.
        return "core: built-in types".to_string();
    }
    match &name[start..end] {
        std @ ("core" | "alloc" | "std") => format!("{std}::{}", word(&name[end + 2..])),
        "__rustc" => "std::alloc".to_string(),
        name => name.replace('_', "-"),
    }
}

fn word(text: &str) -> &str {
    &text[..text.find(|letter| !is_word(letter)).unwrap_or(text.len())]
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn functions_are_counted_by_crate_and_ours_by_module() {
        for (name, want) in [
            ("_ZN10aftersales3api6advise17h0123456789abcdefE", "ours: api"),
            ("core::ptr::drop_in_place::<aftersales::present::answer::Advice>", "ours: present"),
            (
                "<core::iter::Map<core::slice::Iter<aftersales_core::policy::Rule>, \
                 aftersales::api::advise::answer::{closure#0}> as core::iter::Iterator>::fold",
                "ours: api",
            ),
            ("<alloc::vec::Vec<u8> as core::clone::Clone>::clone", "alloc::vec"),
            ("<&mut serde_json::ser::Serializer as serde_core::ser::Serializer>::f", "serde-json"),
            ("<[u16]>::copy::<core::num::One>", "core: built-in types"),
            ("__wbindgen_malloc", "wasm-bindgen"),
            ("memcpy", "without a path"),
        ] {
            assert_eq!(origin(name), want, "{name}");
        }
    }
}
