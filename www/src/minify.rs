//! Makes scripts and style sheets small: what only people need is left out.
//!
//! Local names become short; names of properties stay, and so does what the code does: nothing is
//! computed, moved or left out.

use anyhow::{Result, bail};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_mangler::{MangleOptions, Mangler};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// A module script, without comments, line breaks and long names.
pub fn module(name: &str, text: &str) -> Result<String> {
    script(name, text, SourceType::mjs())
}

/// A script that is no module; its outermost names are everyone's, and stay.
pub fn classic(name: &str, text: &str) -> Result<String> {
    script(name, text, SourceType::cjs())
}

fn script(name: &str, text: &str, kind: SourceType) -> Result<String> {
    let memory = Allocator::default();
    let parsed = Parser::new(&memory, text, kind).parse();
    if let Some(problem) = parsed.errors.first() {
        bail!("www/page/{name} is not JavaScript: {problem}");
    }
    let options = MangleOptions { top_level: kind.is_module(), ..MangleOptions::default() };
    let names = Mangler::new().with_options(options).build(&parsed.program);
    let writer = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(Some(names.scoping))
        .with_private_member_mappings(Some(names.class_private_mappings));
    Ok(writer.build(&parsed.program).code)
}

/// A style sheet without comments, and without the spaces that mean nothing.
pub fn style(text: &str) -> String {
    let mut small = String::new();
    // Every other part stands in quotes, where each space counts.
    for (at, part) in without_comments(text).split('"').enumerate() {
        if at % 2 == 1 {
            small.push_str(&format!("\"{part}\""));
        } else {
            small.push_str(&without_spaces(part));
        }
    }
    small.trim().to_string()
}

/// The style sheet that a script of the page holds, as its only text between backquotes, made small.
pub fn style_within(script: &str) -> String {
    let Some((before, rest)) = script.split_once('`') else { return script.to_string() };
    let Some((sheet, after)) = rest.rsplit_once('`') else { return script.to_string() };
    format!("{before}`{}`{after}", style(sheet))
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |kept, part| kept + part.split_once("*/").map_or("", |(_, rest)| rest))
}

fn without_spaces(text: &str) -> String {
    let mut kept = String::new();
    for letter in text.chars() {
        match letter.is_ascii_whitespace() {
            true if kept.ends_with(' ') => {}
            true => kept.push(' '),
            false => kept.push(letter),
        }
    }
    // A space before a colon tells one selector from another; behind one stands a value.
    for spaced in [" {", "{ ", " }", "} ", "; ", ": ", ", "] {
        kept = kept.replace(spaced, spaced.trim());
    }
    kept.replace(";}", "}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_keep_what_others_see() {
        let text =
            "// why\nexport const it = (long) => {\n  return long.property + './x.js';\n};\n";
        let small = module("a.js", text).unwrap();
        assert!(small.len() < text.len() / 3 * 2, "{small}");
        for kept in ["property", "`./x.js`", "export"] {
            assert!(small.contains(kept), "{small}");
        }
        let small =
            classic("a.js", "const VERSION = '1';\nself.go = (event) => event.data;").unwrap();
        assert!(small.contains("const VERSION="), "{small}");
        assert!(small.contains(".data") && !small.contains("event"), "{small}");
        assert!(module("a.js", "const = 1").unwrap_err().to_string().contains("a.js"));
    }

    #[test]
    fn style_sheets_keep_the_spaces_that_count() {
        let text =
            "/* why */\na :is(b, i),\n.c  > d {\n  e: \"f, {  g\" 0;\n  h: calc(1px + 2px);\n}\n";
        assert_eq!(style(text), "a :is(b,i),.c > d{e:\"f, {  g\" 0;h:calc(1px + 2px)}");
        assert_eq!(
            style_within("// s\nexport const x = `\na { b: c; }\n`;\n"),
            "// s\nexport const x = `a{b:c}`;\n"
        );
    }
}
