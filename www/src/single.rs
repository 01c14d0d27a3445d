//! The one-file page, which works from disk and makes no requests.
//!
//! Style sheets and scripts are inlined, images are data URLs, and the wasm is text in an element
//! that the browser does not run. The policy allows exactly these texts by their hashes.

use crate::bindings::Bindings;
use crate::document::{after_charset, entry, hash, policy_line, refuse, tag};
use crate::source::{HOME, Kind, PRELOAD, Page, Reference, kind};
use crate::{minify, modules};
use anyhow::{Context, Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};

/// The ids of the elements with the wasm of the library and of the reader of tables.
const BLOCK: &str = "aftersales-wasm";
const TABLES: &str = "aftersales-tables";

/// Assembles the document. `page` must contain the glue from [`glue`] and [`tables_glue`], which load the wasm from
/// the document.
pub fn assemble(page: &Page, bindings: &Bindings, tables: &[u8]) -> Result<Vec<u8>> {
    let text = page.text(HOME)?;
    let entry = entry(page, HOME)?.context("the page has no script")?.target;
    let script = modules::bundle(page, &entry)?;
    let script = minify::module(&entry, &script)?;
    let mut allowed = Allowed::default();
    let mut document = text.to_string();
    // From the end, so that earlier offsets stay valid.
    for reference in page.references(HOME)?.iter().rev() {
        let start = reference.name.start;
        let tag_start = start - tag(text, start).len();
        let tag_end = start + text[start..].find('>').context("a tag without an end")? + 1;
        let element = &text[tag_start..tag_end];
        let new = match Role::of(element) {
            // There is nothing to preload.
            Role::Script if reference.target == PRELOAD => {
                let end = tag_end + "</script>".len();
                document.replace_range(tag_start..end, "");
                continue;
            }
            Role::Script => {
                let blocks = block(BLOCK, &bindings.wasm) + &block(TABLES, tables);
                format!("{blocks}<script type=\"module\">{}", allowed.script(&script)?)
            }
            Role::Style => {
                format!("<style>{}</style>", allowed.style(&style(page, &reference.target)?)?)
            }
            Role::Image => {
                element.replace(written(text, reference), &data(page, &reference.target)?)
            }
            // Hints and the manifest refer to files.
            Role::Hint => String::new(),
            Role::Link => element.to_string(),
        };
        document.replace_range(tag_start..tag_end, &new);
    }
    let document = after_charset(HOME, &document, &policy_line(&allowed.policy()))?;
    Ok(document.into_bytes())
}

/// An element with a wasm.
fn block(id: &str, wasm: &[u8]) -> String {
    let wasm = STANDARD.encode(wasm);
    format!("<script type=\"application/octet-stream\" id=\"{id}\">{wasm}</script>\n")
}

/// The glue of the reader of tables in the one-file page.
pub fn tables_glue(tables: &Bindings) -> Result<Vec<u8>> {
    Ok(tables.embedded(TABLES)?.into_bytes())
}

/// The glue of the one-file page.
pub fn glue(bindings: &Bindings) -> Result<Vec<u8>> {
    Ok(bindings.embedded(BLOCK)?.into_bytes())
}

/// The module of the whole library where the glue already contains it: it exports these functions
/// of the glue.
pub fn reexports(glue: &str, functions: &[String]) -> Vec<u8> {
    let functions: Vec<&String> = functions.iter().filter(|name| *name != "ready").collect();
    let imports: Vec<String> =
        functions.iter().map(|name| format!("{name} as {name}_there")).collect();
    let exports: String =
        functions.iter().map(|name| format!("export const {name} = {name}_there;\n")).collect();
    let script = format!(
        "import {{ {} }} from './{glue}';\nexport async function ready() {{}}\n{exports}",
        imports.join(", ")
    );
    script.into_bytes()
}

enum Role {
    Script,
    Style,
    Image,
    Hint,
    Link,
}

impl Role {
    fn of(element: &str) -> Role {
        let has = |text| element.contains(text);
        match () {
            () if element.starts_with("<script") => Role::Script,
            () if element.starts_with("<link") && has("\"stylesheet\"") => Role::Style,
            () if element.starts_with("<img") || has("rel=\"icon\"") => Role::Image,
            () if element.starts_with("<link") => Role::Hint,
            () => Role::Link,
        }
    }
}

/// The hashes of the inlined scripts and styles, each over the exact text between its tags.
#[derive(Default)]
struct Allowed {
    scripts: Vec<String>,
    styles: Vec<String>,
}

impl Allowed {
    fn script<'text>(&mut self, text: &'text str) -> Result<&'text str> {
        refuse(text, &["</script", "<!--"])?;
        self.scripts.push(hash(text));
        Ok(text)
    }

    fn style<'text>(&mut self, text: &'text str) -> Result<&'text str> {
        refuse(text, &["</style"])?;
        self.styles.push(hash(text));
        Ok(text)
    }

    fn policy(&self) -> String {
        let styles =
            if self.styles.is_empty() { "'none'".to_string() } else { self.styles.join(" ") };
        format!(
            "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {styles}; \
             img-src data:; base-uri 'none'; form-action 'none'; \
             require-trusted-types-for 'script'; trusted-types aftersales",
            self.scripts.join(" ")
        )
    }
}

fn style(page: &Page, name: &str) -> Result<String> {
    let text = page.text(name)?;
    let mut style = text.to_string();
    for reference in page.references(name)?.iter().rev() {
        // The whole path is replaced, not only its last part.
        let path = written(text, reference);
        let start = reference.name.end - path.len();
        style.replace_range(start..reference.name.end, &data(page, &reference.target)?);
    }
    Ok(style)
}

/// The path of a reference as it is written, folders included.
fn written<'text>(text: &'text str, reference: &Reference) -> &'text str {
    let before = &text[..reference.name.start];
    let start = before.rfind(['"', '\'', '(']).map_or(0, |at| at + 1);
    &text[start..reference.name.end]
}

fn data(page: &Page, name: &str) -> Result<String> {
    let media = match (kind(name), name.rsplit('.').next().unwrap_or_default()) {
        (Kind::Other, "svg") => "image/svg+xml",
        (Kind::Other, "png") => "image/png",
        (Kind::Other, "webp") => "image/webp",
        _ => bail!("www/page/{name} has no place in the one-file page"),
    };
    Ok(format!("data:{media};base64,{}", STANDARD.encode(page.bytes(name)?)))
}
