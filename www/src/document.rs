//! What a document consists of: its entry script, its tags, its policy, and texts that are inlined into it.

use crate::source::{PRELOAD, Page, Reference};
use anyhow::{Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The module script that a document starts with.
pub fn entry(page: &Page, document: &str) -> Result<Option<Reference>> {
    let text = page.text(document)?;
    let is_script = |found: &Reference| tag(text, found.name.start).starts_with("<script");
    let references = page.references(document)?.into_iter();
    Ok(references.filter(is_script).find(|found| found.target != PRELOAD))
}

/// The text of the tag around an offset, from its `<` to that offset.
pub fn tag(document: &str, offset: usize) -> &str {
    &document[document[..offset].rfind('<').unwrap_or(0)..offset]
}

/// Inserts a text after the document's character set, before anything that a policy applies to.
pub fn after_charset(name: &str, document: &str, addition: &str) -> Result<String> {
    let Some(start) = document.find("<meta charset=") else {
        bail!("www/page/{name}: expected `<meta charset=\"utf-8\">`");
    };
    let end = start + document[start..].find('>').map_or(0, |end| end + 1);
    Ok(format!("{}\n{addition}{}", &document[..end], &document[end..]))
}

/// The element with the policy.
pub fn policy_line(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}

/// The hash of a text in the notation of a policy.
pub fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// Refuses a text that would close its element.
pub fn refuse(text: &str, endings: &[&str]) -> Result<()> {
    for ending in endings {
        if text.contains(ending) {
            bail!(
                "a script or style sheet of the page contains `{ending}`, which cannot \
                 stand in a document"
            );
        }
    }
    Ok(())
}
