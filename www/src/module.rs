//! One module of the page: what it imports, exports and loads on demand, as the parser finds it.

use crate::source::{Page, Reference, locate};
use anyhow::{Context, Result, bail};
use oxc_allocator::Allocator;
use oxc_parser::Parser;
use oxc_span::{Atom, SourceType, Span};
use oxc_syntax::module_record::{ExportExportName, ImportEntry, ImportImportName, ModuleRecord};
use std::ops::Range;

/// A parsed module.
pub struct Module {
    pub imports: Vec<Import>,
    pub exports: Vec<String>,
    pub on_demand: Vec<OnDemand>,
    /// The text without imports and without the word `export`.
    pub body: String,
}

/// One import statement.
pub struct Import {
    pub from: String,
    /// Each name with its local name in the importing module.
    pub names: Vec<(String, String)>,
    pub line: String,
}

/// One `import()`.
pub struct OnDemand {
    pub from: String,
    /// The expression as written in the module.
    pub written: String,
    pub line: String,
}

/// The word before an exported declaration.
const EXPORT: &str = "export ";

/// The declarations that may be exported: those whose value is known once the module has run.
const DECLARATIONS: [&str; 5] = ["function ", "function* ", "async function ", "class ", "const "];

impl Module {
    /// Parses a module of the page. What cannot be bundled is refused with file and line.
    pub fn parse(page: &Page, name: &str) -> Result<Module> {
        let text = page.text(name)?;
        let memory = Allocator::default();
        let parsed = Parser::new(&memory, text, SourceType::mjs()).parse();
        if let Some(problem) = parsed.errors.first() {
            bail!("www/page/{name} is not JavaScript: {problem}");
        }
        let source = Source { name, text, references: page.references(name)? };
        let record = &parsed.module_record;
        let mut left_out = Vec::new();
        let imports = source.imports(record, &mut left_out)?;
        let exports = source.exports(record, &mut left_out)?;
        let on_demand = source.on_demand(record)?;
        Ok(Module { imports, exports, on_demand, body: without(text, left_out) })
    }
}

/// A module's text with the references in it.
struct Source<'t> {
    name: &'t str,
    text: &'t str,
    references: Vec<Reference>,
}

impl Source<'_> {
    fn at(&self, span: Span) -> String {
        locate(self.name, self.text, span.start as usize)
    }

    /// The file that a quoted path leads to.
    fn target(&self, path: Span) -> Option<&str> {
        let found = self.references.iter().find(|found| range(path).contains(&found.name.start))?;
        Some(&found.target)
    }

    fn imports(
        &self,
        record: &ModuleRecord,
        left_out: &mut Vec<Range<usize>>,
    ) -> Result<Vec<Import>> {
        let requests = record.requested_modules.values().flatten();
        let mut requests: Vec<_> = requests.filter(|request| request.is_import).collect();
        requests.sort_by_key(|request| request.statement_span.start);
        let import = |request: &&oxc_syntax::module_record::RequestedModule| {
            let statement = request.statement_span;
            left_out.push(range(statement));
            let line = self.at(statement);
            let from = self
                .target(request.span)
                .with_context(|| format!("{line}: expected `from './file.js'`"))?;
            let entries = record.import_entries.iter();
            let names = entries
                .filter(|entry| entry.statement_span == statement)
                .map(|entry| {
                    names(entry).with_context(|| {
                        format!("{line}: expected `import {{ names }} from './file.js';`")
                    })
                })
                .collect::<Result<_>>()?;
            Ok(Import { from: from.to_string(), names, line })
        };
        requests.iter().map(import).collect()
    }

    fn exports(
        &self,
        record: &ModuleRecord,
        left_out: &mut Vec<Range<usize>>,
    ) -> Result<Vec<String>> {
        let others = [&record.indirect_export_entries, &record.star_export_entries];
        let all = [&record.local_export_entries].into_iter().chain(others).flatten();
        let mut exports = Vec::new();
        for entry in all {
            let statement = range(entry.statement_span);
            let exported = self.text[statement.clone()].strip_prefix(EXPORT).unwrap_or_default();
            let declares = DECLARATIONS.iter().any(|word| exported.starts_with(word));
            let lists = exported.starts_with('{')
                && entry.module_request.is_none()
                && exported_name(&entry.export_name) == entry.local_name.name();
            let (true, Some(name)) = (declares || lists, entry.local_name.name()) else {
                bail!(
                    "{}: expected `export` before `function`, `async function`, `class` or `const`, \
                     or before names in braces",
                    self.at(entry.statement_span)
                );
            };
            exports.push(name.to_string());
            left_out.push(match lists {
                true => statement,
                false => statement.start..statement.start + EXPORT.len(),
            });
        }
        Ok(exports)
    }

    fn on_demand(&self, record: &ModuleRecord) -> Result<Vec<OnDemand>> {
        let mut found: Vec<OnDemand> = Vec::new();
        for import in &record.dynamic_imports {
            let line = self.at(import.span);
            let Some(from) = self.target(import.module_request) else {
                bail!("{line}: expected `import('./file.js')`");
            };
            let written = self.text[range(import.span)].to_string();
            if !found.iter().any(|known| known.written == written) {
                found.push(OnDemand { from: from.to_string(), written, line });
            }
        }
        Ok(found)
    }
}

/// The name of an export; none for a default.
fn exported_name<'a>(name: &ExportExportName<'a>) -> Option<Atom<'a>> {
    let ExportExportName::Name(name) = name else { return None };
    Some(name.name)
}

/// The name of an import and its local name; none for a default or a whole module.
fn names(entry: &ImportEntry) -> Option<(String, String)> {
    let ImportImportName::Name(name) = &entry.import_name else { return None };
    Some((name.name.to_string(), entry.local_name.name.to_string()))
}

fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// A text without some parts of it.
fn without(text: &str, mut parts: Vec<Range<usize>>) -> String {
    parts.sort_by_key(|part| part.start);
    let (mut kept, mut end) = (String::new(), 0);
    for part in parts {
        kept.push_str(&text[end..part.start.max(end)]);
        end = end.max(part.end);
    }
    kept + &text[end..]
}

#[cfg(test)]
mod tests {
    use super::Module;
    use crate::source::Page;

    fn parse(text: &str) -> Result<Module, String> {
        let page = Page::of(&[("a.js", text), ("x.js", ""), ("y.js", "")]);
        Module::parse(&page, "a.js").map_err(|problem| format!("{problem:#}"))
    }

    #[test]
    fn imports_are_read_wherever_their_lines_break() {
        let module =
            parse("import {\n  a, b as c,\n} from './x.js';\nimport './y.js';\na(c);\n").unwrap();
        let pair = |name: &str, local: &str| (name.to_string(), local.to_string());
        assert_eq!(module.imports[0].names, [pair("a", "a"), pair("b", "c")]);
        assert_eq!((&*module.imports[0].from, &*module.imports[1].from), ("x.js", "y.js"));
        assert_eq!(module.imports[1].line, "www/page/a.js:4");
        assert_eq!(module.body.trim(), "a(c);");
    }

    #[test]
    fn what_is_quoted_or_a_comment_is_no_import() {
        let text =
            "// import { a } from './x.js';\nconst t = `\nexport const b = import('./y.js');\n`;\n";
        let module = parse(text).unwrap();
        assert!(module.imports.is_empty() && module.exports.is_empty());
        assert!(module.on_demand.is_empty());
        assert_eq!(module.body, text);
    }

    #[test]
    fn exports_are_declarations_or_names() {
        let module = parse(
            "export async function go() {}\nexport class A extends B {}\nexport const c = 1, d = 2;\n",
        );
        assert_eq!(module.unwrap().exports, ["go", "A", "c", "d"]);
        let module = parse("const a = 1, b = 2;\nexport { a, b };\n").unwrap();
        assert_eq!(
            (module.exports.join(" "), module.body.trim()),
            ("a b".into(), "const a = 1, b = 2;")
        );
        for other in [
            "export default go;",
            "export let a = 1;",
            "const a = 1;export { a as b };",
            "export { a } from './x.js';",
            "export * from './x.js';",
        ] {
            assert!(
                parse(other).is_err_and(|why| why.contains("a.js:1: expected `export` before")),
                "{other}"
            );
        }
    }

    #[test]
    fn what_cannot_be_bundled_is_refused_with_file_and_line() {
        for (text, why) in [
            ("\nimport a from './x.js';", "a.js:2: expected `import { names } from './file.js';`"),
            ("import * as a from './x.js';", "a.js:1: expected `import { names }"),
            ("import { a } from 'x';", "a.js:1: expected `from './file.js'`"),
            ("const a = import(name);", "a.js:1: expected `import('./file.js')`"),
            ("const a = ;", "a.js is not JavaScript"),
        ] {
            assert!(parse(text).is_err_and(|found| found.contains(why)), "{text}");
        }
    }
}
