//! Minifies scripts and style sheets.
//!
//! Comments and spaces are removed, except for licences, and local names shortened. Property names and behaviour stay the
//! same: no code is evaluated, moved or removed.

use anyhow::{Result, bail};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions, LegalComment};
use oxc_mangler::{MangleOptions, Mangler};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// Minifies a module script.
pub fn module(name: &str, text: &str) -> Result<String> {
    script(name, text, SourceType::mjs())
}

/// Minifies a script that is not a module. Its top-level names are global and stay.
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
        .with_options(CodegenOptions {
            comments: CommentOptions { legal: LegalComment::Inline, ..CommentOptions::disabled() },
            ..CodegenOptions::minify()
        })
        .with_scoping(Some(names.scoping))
        .with_private_member_mappings(Some(names.class_private_mappings));
    Ok(writer.build(&parsed.program).code)
}

/// A style sheet without comments and insignificant spaces.
pub fn style(text: &str) -> String {
    let mut small = String::new();
    // Every second part is quoted, where spaces are significant.
    for (at, part) in without_comments(text).split('"').enumerate() {
        if at % 2 == 1 {
            small.push_str(&format!("\"{part}\""));
        } else {
            small.push_str(&without_spaces(part));
        }
    }
    small.trim().to_string()
}

/// A module that exports a minified style sheet as text.
pub fn style_module(sheet: &str) -> String {
    let escaped = style(sheet).replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${");
    format!("export const style = `{escaped}`;\n")
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
    // A space before a colon is significant in selectors.
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
        let licensed = module("a.js", "f();\n/*! Some licence */\nconst a = 1;\ng(a);\n").unwrap();
        assert!(licensed.contains("/*! Some licence */"), "{licensed}");
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
        assert_eq!(style_module("a { b:\"\\e\"; }"), "export const style = `a{b:\"\\\\e\"}`;\n");
    }
}
