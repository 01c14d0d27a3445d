//! The page for a server.
//!
//! Scripts and wasm have a hash of their content in their names, so that browsers may cache them
//! forever and never mix two builds; every reference to them is rewritten. All other files keep
//! their names. Documents get a content security policy. Style sheets and the preload script are
//! inlined into them: nothing is drawn without the style sheets, and the preload script must run at
//! once.

use crate::document::{after_charset, hash, policy_line, refuse, tag};
use crate::source::{EMBED, HOME, Kind, PRELOAD, Page, SINGLE, WORKER, kind, locate};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The content security policy of a document: nothing from other origins, nothing inline but the
/// scripts and styles with these hashes, no strings as code. The service worker's address passes
/// through the only trusted types policy. Only a document that shows the page in a frame may have
/// frames.
fn policy(document: &str, scripts: &[String], styles: &[String]) -> String {
    let scripts: String = scripts.iter().map(|script| format!(" {script}")).collect();
    let styles = if styles.is_empty() { "'none'".to_string() } else { styles.join(" ") };
    let frames = if document.contains("<iframe ") { "; frame-src 'self'" } else { "" };
    format!(
        "default-src 'none'; script-src 'self'{scripts} 'wasm-unsafe-eval'; style-src {styles}; \
         img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types aftersales{frames}"
    )
}

/// Scripts that keep their names, since browsers or other sites refer to them.
const KEEP_NAME: [&str; 3] = [WORKER, EMBED, "frame.js"];

/// Renames, rewrites and completes all files of the page, except for the service worker, which
/// lists the others. Returns them by their final names.
pub fn assemble(page: &Page) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut assembly = Assembly { page, finished: BTreeMap::new(), open: vec![] };
    for name in page.names().filter(|name| kind(name) != Kind::Style && *name != PRELOAD) {
        assembly.finish(name)?;
    }
    Ok(assembly.finished.into_values().map(|file| (file.name, file.content)).collect())
}

/// The first 8 hexadecimal digits of a content's hash.
pub fn short_hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

struct Assembly<'page> {
    page: &'page Page,
    finished: BTreeMap<String, Finished>,
    open: Vec<String>,
}

struct Finished {
    name: String,
    content: Vec<u8>,
}

impl Assembly<'_> {
    fn finish(&mut self, name: &str) -> Result<String> {
        if let Some(done) = self.finished.get(name) {
            return Ok(done.name.clone());
        }
        if !is_renamed(name) && !self.open.is_empty() {
            // Its name does not depend on its content, so a reference to it can be written first.
            return Ok(name.to_string());
        }
        if self.open.iter().any(|open| open == name) {
            bail!(
                "www/page/{name} refers to itself, by way of {}; a name made from content \
                 needs an end",
                self.open.join(", ")
            );
        }
        self.open.push(name.to_string());
        let content = self.rewritten(name)?;
        self.open.pop();
        let name_in_site =
            if is_renamed(name) { renamed(name, &content) } else { name.to_string() };
        self.finished.insert(name.to_string(), Finished { name: name_in_site.clone(), content });
        Ok(name_in_site)
    }

    fn rewritten(&mut self, name: &str) -> Result<Vec<u8>> {
        let references = self.page.references(name)?;
        let document = kind(name) == Kind::Document;
        if references.is_empty() && !document {
            return Ok(self.page.bytes(name)?.to_vec());
        }
        let mut text = self.page.text(name)?.to_string();
        if document {
            refuse_inline(name, &text)?;
        }
        let (mut scripts, mut styles) = (Vec::new(), Vec::new());
        // From the end, so that earlier offsets stay valid.
        for reference in references.iter().rev() {
            let start = reference.name.start - tag(&text, reference.name.start).len();
            let end = |text: &str, end: &str| Some(start + text[start..].find(end)? + end.len());
            if document && kind(&reference.target) == Kind::Style {
                let sheet = self.sheet(&reference.target)?;
                let end = end(&text, ">").context("a tag without an end")?;
                text.replace_range(start..end, &format!("<style>{sheet}</style>"));
                styles.push(hash(sheet));
                continue;
            }
            if document && reference.target == PRELOAD {
                // A block keeps its names out of the global scope.
                let script = format!("{{{}}}", String::from_utf8(self.rewritten(PRELOAD)?)?);
                refuse(&script, &["</script", "<!--"])?;
                let end = end(&text, "</script>").context("a script without an end")?;
                let element = format!("<script>{script}</script>");
                text.replace_range(start..end, &element);
                scripts.push(hash(&script));
                continue;
            }
            let new = self.finish(&reference.target)?;
            text.replace_range(reference.name.clone(), last_part(&new));
        }
        if document {
            let policy = policy(&text, &scripts, &styles);
            text = after_charset(name, &text, &policy_line(&policy))?;
        }
        Ok(text.into_bytes())
    }

    /// A style sheet that can be inlined into a document.
    fn sheet(&self, name: &str) -> Result<&str> {
        if !self.page.references(name)?.is_empty() {
            bail!("www/page/{name} refers to files; in a document they would not be found");
        }
        let sheet = self.page.text(name)?;
        refuse(sheet, &["</style"])?;
        Ok(sheet)
    }
}

/// Refuses inline scripts and styles, which the policy forbids.
fn refuse_inline(name: &str, text: &str) -> Result<()> {
    for forbidden in
        ["<script>", "<script type=\"module\">", "<style", " style=\"", " onclick=\"", " onload=\""]
    {
        if let Some(offset) = text.find(forbidden) {
            bail!(
                "{}: `{forbidden}` is inline, and the page's policy forbids that",
                locate(name, text, offset)
            );
        }
    }
    Ok(())
}

/// The files that opening the page loads, with or without those on demand. Linked documents are not
/// loaded, nor the files of the manifest, which are loaded when the page is installed.
pub fn reached(page: &Page, on_demand: bool) -> Result<BTreeSet<String>> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![HOME.to_string()];
    while let Some(name) = waiting.pop() {
        let named = if kind(&name) == Kind::Manifest { vec![] } else { page.references(&name)? };
        let targets = named.into_iter().filter(|found| on_demand || !found.on_demand);
        waiting.extend(
            targets
                .map(|reference| reference.target)
                .filter(|target| kind(target) != Kind::Document && !reached.contains(target)),
        );
        reached.insert(name);
    }
    Ok(reached)
}

fn is_renamed(name: &str) -> bool {
    matches!(kind(name), Kind::Script | Kind::Wasm) && !KEEP_NAME.contains(&name) && name != SINGLE
}

fn renamed(name: &str, content: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}.{}.{extension}", short_hash(content))
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
