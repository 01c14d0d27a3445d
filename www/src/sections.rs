//! Reads, removes and writes custom sections of wasm modules: named data outside of the memory.

use anyhow::{Context, Result};
use wasmparser::{Parser, Payload};

/// The first bytes of every module: magic number and version.
const HEAD: &[u8] = b"\0asm\x01\0\0\0";

/// All custom sections, as pairs of name and content.
pub fn custom(wasm: &[u8]) -> Result<Vec<(&str, &[u8])>> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CustomSection(section) = payload.context("reading the wasm")? {
            found.push((section.name(), section.data()));
        }
    }
    Ok(found)
}

/// The module without the custom sections with these names.
pub fn without(wasm: &[u8], dropped: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    let mut kept = wasm.get(..HEAD.len()).context("reading the wasm: it is cut off")?.to_vec();
    let mut written = HEAD.len();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.context("reading the wasm")?;
        let Some((_, range)) = payload.as_section() else { continue };
        // The range is the content of the section; its header follows the previous section.
        let whole = written..range.end;
        written = range.end;
        match &payload {
            Payload::CustomSection(section) if dropped(section.name()) => {}
            _ => kept.extend_from_slice(&wasm[whole]),
        }
    }
    Ok(kept)
}

/// A module with only these custom sections.
pub fn module_of(sections: &[(&str, &[u8])]) -> Vec<u8> {
    let mut module = HEAD.to_vec();
    for (name, content) in sections {
        let name = [&length(name.len()), name.as_bytes()].concat();
        module.extend([&[0], &*length(name.len() + content.len()), &name, content].concat());
    }
    module
}

/// A length in LEB128.
fn length(mut rest: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_removed_and_written_as_modules() {
        let long = vec![7; 300];
        let all = module_of(&[("words.en", b"hello"), ("name", &long)]);
        assert_eq!(custom(&all).unwrap(), [("words.en", &b"hello"[..]), ("name", &long)]);
        assert_eq!(
            without(&all, |name| name == "name").unwrap(),
            module_of(&[("words.en", b"hello")])
        );
        assert_eq!(
            without(&all, |name| name == "words.en").unwrap(),
            module_of(&[("name", &long)])
        );
        assert_eq!(without(&all, |_| false).unwrap(), all);
        assert!(custom(&all[..20]).is_err());
    }
}
