//! Generates the JavaScript bindings of the compiled library: glue, types, and the matching wasm.

use crate::sections;
use crate::words::Part;
use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

/// The wasm and the JavaScript that loads it.
pub struct Bindings {
    /// An ES module with every exported function, `initSync`, and the asynchronous loader as
    /// default export.
    pub script: String,
    /// The TypeScript declarations of that module.
    pub types: String,
    /// The wasm, which the module loads by default from the same folder by [`Self::file`].
    pub wasm: Vec<u8>,
    /// The wasm with the names of its functions, which is a third larger, for [`crate::anatomy`].
    pub named: Vec<u8>,
    /// The name of the wasm in the module.
    pub file: String,
}

/// The name of the library's wasm in the glue.
pub const WASM: &str = "aftersales_bg.wasm";

/// Generates the bindings in memory. `name` is that of the module.
pub fn generate(name: &str, library: Vec<u8>) -> Result<Bindings> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(name, library)
        .web(true)?
        .typescript(true)
        // Without the default path, `await init()` has nothing to load.
        .omit_default_module_path(false)
        .remove_producers_section(true)
        // Mangled names show the crate.
        .demangle(false);
    let mut output = bindgen.generate_output().context("making the JavaScript side of the wasm")?;
    let inline = output.snippets().values().any(|snippets| !snippets.is_empty());
    if inline || !output.local_modules().is_empty() {
        bail!(
            "a dependency brings JavaScript files of its own; the one-file page has no place \
             for them"
        );
    }
    let named = output.wasm_mut().emit_wasm();
    Ok(Bindings {
        script: output.js().to_string(),
        types: without_dispose(output.ts().context("the bindings came without types")?),
        wasm: sections::without(&named, |name| name == "name")?,
        named,
        file: format!("{name}_bg.wasm"),
    })
}

impl Bindings {
    /// The glue as a module of the page. Instead of two loaders it exports `ready()`, so that the
    /// page's code is the same whether the wasm is a file (here) or in the document (`embedded`).
    /// `wasm` is the name of the file, which is not loaded if `ready` is given a compiled module.
    pub fn for_page(&self, wasm: &str) -> Result<String> {
        // A leading `./` makes it a reference, which is renamed by content.
        let script = replaced(&self.script, &format!("'{}'", self.file), &format!("'./{wasm}'"))?;
        with_ready(&script, "return __wbg_init(module && { module_or_path: module });")
    }

    /// The glue for a document that contains the wasm with all words, as text in the element with
    /// this id.
    pub fn embedded(&self, id: &str) -> Result<String> {
        let body = format!(
            "const text = document.getElementById('{id}').textContent;\n  \
             initSync({{ module: Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) }});"
        );
        with_ready(&self.script, &body)
    }
}

/// A module of the page with `wasmFile`, the address of the wasm, `wordFiles`, the addresses of
/// the sections that [`crate::words`] extracted, each of which begins with the name of its section,
/// and `rulePlaces`, the places whose rules have sections of their own.
pub fn files(wasm: &str, words: &[Part], places: &[String]) -> String {
    let file = |part: &Part| format!("  './{}',\n", part.file);
    let files: String = words.iter().map(file).collect();
    let places = places.join(" ");
    format!(
        "export const wasmFile = './{wasm}';\nexport const wordFiles = [\n{files}];\n\
         export const rulePlaces = '{places}'.split(' ');\n"
    )
}

/// A module of the page with `workerFile`, the address of a worker's script; undefined where there is none.
pub fn worker_file(name: Option<&str>) -> String {
    let address = name.map_or("undefined".to_owned(), |name| format!("'./{name}'"));
    format!("export const workerFile = {address};\n")
}

fn with_ready(script: &str, body: &str) -> Result<String> {
    let loaders = "export { initSync, __wbg_init as default };";
    let ready = format!("export async function ready(module) {{\n  {body}\n}}");
    // The first line refers to the declarations, which are only in the npm package.
    let (first, script) = script.split_once('\n').context("the generated JavaScript is empty")?;
    if !first.contains("@ts-self-types") {
        bail!("the generated JavaScript was expected to begin with a reference to its types");
    }
    replaced(script, loaders, &ready)
}

fn replaced(text: &str, from: &str, to: &str) -> Result<String> {
    if text.matches(from).count() != 1 {
        bail!("the generated JavaScript was expected to contain `{from}` once");
    }
    Ok(text.replace(from, to))
}

/// Declarations without `Symbol.dispose`, which older TypeScript compilers do not know; `free` does the same.
fn without_dispose(types: &str) -> String {
    types.replace("  [Symbol.dispose](): void;\n", "")
}
