//! Hands a folder to browsers on this computer, with the headers that the page and its embedders
//! need.

use crate::Place;
use crate::compression::Compression;
use crate::http::{self, Request, Response, Running};
use crate::source::{Kind, WORKER, kind};
use anyhow::{Context, Result, bail};
use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// A running server; it stops when this is dropped, and open connections break off.
pub struct Server {
    running: Running,
}

/// A port that is ours, before anything is answered on it.
pub struct Reserved(TcpListener);

/// Takes a port of this computer, 0 for any that is free. Browsers can connect but wait until
/// `Server::on`.
pub fn reserve(port: u16) -> Result<Reserved> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(listener) => Ok(Reserved(listener)),
        Err(problem) if problem.kind() == ErrorKind::AddrInUse => bail!(
            "port {port} is in use, perhaps by another run of this program; \
             choose another with --port {}, or any free one with --port 0",
            port.checked_add(1).unwrap_or(8080)
        ),
        Err(problem) => Err(problem).with_context(|| format!("cannot listen on port {port}")),
    }
}

impl Server {
    /// Serves a folder on a port of this computer, 0 for any that is free.
    pub fn start(folder: &Path, port: u16) -> Result<Server> {
        Server::on(reserve(port)?, folder, &[])
    }

    /// The same with further headers in every answer: for pages of other sites in tests, with
    /// policies of their own.
    pub fn with_headers(folder: &Path, port: u16, headers: &[(&str, &str)]) -> Result<Server> {
        Server::on(reserve(port)?, folder, headers)
    }

    /// Serves a folder on a port taken before.
    pub fn on(reserved: Reserved, folder: &Path, headers: &[(&str, &str)]) -> Result<Server> {
        let files = Files {
            folder: folder.to_path_buf(),
            headers: headers
                .iter()
                .map(|(name, value)| (name.to_string(), value.to_string()))
                .collect(),
            compression: Compression::beside(&Place::find().target),
            kept: Mutex::default(),
        };
        let running = http::start(reserved.0, Box::new(move |request| files.answer(request)))?;
        Ok(Server { running })
    }

    /// The address of the page, with a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}/", self.running.address())
    }

    /// The port, when any would do.
    pub fn port(&self) -> u16 {
        self.running.address().port()
    }

    /// Stops at once: the port is free and nothing answers when this returns.
    pub fn stop(self) {}

    /// Serves until the program is ended.
    pub fn wait(self) {
        self.running.wait();
    }
}

struct Files {
    folder: PathBuf,
    headers: Vec<(String, String)>,
    compression: Compression,
    kept: Mutex<HashMap<PathBuf, Kept>>,
}

/// A file in memory, as long as the one on disk is the same.
#[derive(Clone)]
struct Kept {
    modified: SystemTime,
    plain: Arc<[u8]>,
    brotli: Option<Arc<[u8]>>,
}

impl Files {
    fn answer(&self, request: &Request) -> Response {
        let found = path_below(&self.folder, &request.path)
            .and_then(|file| Some((self.kept(&file)?, file)));
        let Some((kept, file)) = found else {
            return Response::text(
                "404 Not Found",
                &format!("there is nothing at {}", request.path),
            );
        };
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let mut headers = self.headers.clone();
        let mut add = |name: &str, value: &str| headers.push((name.to_string(), value.to_string()));
        add("Content-Type", content_type(name));
        add("X-Content-Type-Options", "nosniff");
        add(
            "Cache-Control",
            if is_named_by_content(name) {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            },
        );
        if matches!(kind(name), Kind::Script | Kind::Wasm) {
            // Other sites' pages load these two.
            add("Access-Control-Allow-Origin", "*");
            add("Cross-Origin-Resource-Policy", "cross-origin");
        }
        let mut body = kept.plain;
        if let Some(brotli) = kept.brotli {
            add("Vary", "Accept-Encoding");
            if accepts_brotli(&request.accepted_encodings) {
                add("Content-Encoding", "br");
                body = brotli;
            }
        }
        Response { status: "200 OK", headers, body }
    }

    fn kept(&self, file: &Path) -> Option<Kept> {
        let modified = fs::metadata(file).and_then(|about| about.modified()).ok()?;
        let remembered =
            self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(file).cloned();
        if let Some(kept) = remembered.filter(|kept| kept.modified == modified) {
            return Some(kept);
        }
        let plain: Arc<[u8]> = fs::read(file).ok()?.into();
        let name = file.to_string_lossy();
        // Images are compressed already, except for drawings.
        let worth_it =
            kind(&name) != Kind::Other || name.ends_with(".svg") || name.ends_with(".json");
        let brotli =
            worth_it.then(|| self.compression.at_hand(&plain).ok()).flatten().map(Into::into);
        let kept = Kept { modified, plain, brotli };
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(file.to_path_buf(), kept.clone());
        Some(kept)
    }
}

/// The file that an address means, if it stays below the folder.
fn path_below(folder: &Path, address: &str) -> Option<PathBuf> {
    let mut path = folder.to_path_buf();
    for part in decoded(address)?.split('/').filter(|part| !part.is_empty()) {
        // One part, and a plain one: no way up, no other drive, no hidden end.
        if part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        path.push(part);
    }
    if path.is_dir() {
        // Without the slash, the page would look for its files one folder up.
        return address.ends_with('/').then(|| path.join("index.html"));
    }
    Some(path)
}

/// Resolves `%41` and its like.
fn decoded(address: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn accepts_brotli(encodings: &str) -> bool {
    encodings
        .split(',')
        .any(|encoding| encoding.trim() == "br" || encoding.trim().starts_with("br;q=0."))
}

/// `main.0123456789.js`: the builder's way of naming what never changes.
pub fn is_named_by_content(name: &str) -> bool {
    let hash = name.rsplit('.').nth(1).unwrap_or_default();
    name != WORKER && hash.len() == 10 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "ts" | "md" | "txt" | "LICENSE-APACHE" | "LICENSE-MIT" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{accepts_brotli, is_named_by_content, path_below};
    use std::path::Path;

    #[test]
    fn no_address_leads_out_of_the_folder() {
        let folder = Path::new("/nowhere/site");
        for address in [
            "/../x",
            "/%2e%2e/x",
            "/a/../../x",
            "/..%2fx",
            "/a%5c..%5cx",
            "/%00",
            "/.git/config",
            "/%zz",
        ] {
            assert_eq!(path_below(folder, address), None, "{address}");
        }
        assert_eq!(path_below(folder, "/a/b%20c.js"), Some(folder.join("a/b c.js")));
        assert_eq!(path_below(folder, "//etc/passwd"), Some(folder.join("etc/passwd")));
    }

    #[test]
    fn only_names_with_a_hash_are_kept_forever() {
        assert!(is_named_by_content("main.0123abcdef.js"));
        assert!(!is_named_by_content("main.js"));
        assert!(!is_named_by_content("sw.js"));
    }

    #[test]
    fn brotli_is_sent_to_those_who_ask_for_it() {
        assert!(accepts_brotli("gzip, deflate, br, zstd"));
        assert!(!accepts_brotli("gzip"));
        assert!(!accepts_brotli("br;q=0"));
    }
}
