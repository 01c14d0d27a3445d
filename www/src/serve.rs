//! Serves a folder to browsers on this computer, with the headers that the page and its hosts need.

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

/// A running server. Dropping it stops the server and closes open connections.
pub struct Server {
    running: Running,
}

/// A reserved port, on which nothing is answered yet.
pub struct Reserved(TcpListener);

/// Reserves a port of this computer, 0 for any free one. Browsers can connect, but wait until
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
    /// Serves a folder on a port of this computer, 0 for any free one.
    pub fn start(folder: &Path, port: u16) -> Result<Server> {
        Server::on(reserve(port)?, folder, &[])
    }

    /// Serves a folder with further headers in every response, for pages of other sites in tests.
    pub fn with_headers(folder: &Path, port: u16, headers: &[(&str, &str)]) -> Result<Server> {
        Server::on(reserve(port)?, folder, headers)
    }

    /// Serves a folder on a reserved port.
    pub fn on(reserved: Reserved, folder: &Path, headers: &[(&str, &str)]) -> Result<Server> {
        let files = Files {
            folder: folder.to_path_buf(),
            headers: headers
                .iter()
                .map(|(name, value)| (name.to_string(), value.to_string()))
                .collect(),
            compression: Compression::beside(&Place::find().target),
            cache: Mutex::default(),
        };
        let running = http::start(reserved.0, Box::new(move |request| files.answer(request)))?;
        Ok(Server { running })
    }

    /// The address of the page, with a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}/", self.running.address())
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.running.address().port()
    }

    /// Stops the server. The port is free when this returns.
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
    cache: Mutex<HashMap<PathBuf, CachedFile>>,
}

/// A cached file, valid while the file on disk is unchanged.
#[derive(Clone)]
struct CachedFile {
    modified: SystemTime,
    plain: Arc<[u8]>,
    brotli: Option<Arc<[u8]>>,
}

impl Files {
    fn answer(&self, request: &Request) -> Response {
        let found = path_below(&self.folder, &request.path)
            .and_then(|file| Some((self.cached(&file)?, file)));
        let Some((cached, file)) = found else {
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
            // Pages of other sites load scripts and wasm.
            add("Access-Control-Allow-Origin", "*");
            add("Cross-Origin-Resource-Policy", "cross-origin");
        }
        let mut body = cached.plain;
        if let Some(brotli) = cached.brotli {
            add("Vary", "Accept-Encoding");
            if accepts_brotli(&request.accepted_encodings) {
                add("Content-Encoding", "br");
                body = brotli;
            }
        }
        Response { status: "200 OK", headers, body }
    }

    fn cached(&self, file: &Path) -> Option<CachedFile> {
        let modified = fs::metadata(file).and_then(|about| about.modified()).ok()?;
        let cached = self.cache.lock().unwrap_or_else(PoisonError::into_inner).get(file).cloned();
        if let Some(cached) = cached.filter(|cached| cached.modified == modified) {
            return Some(cached);
        }
        let plain: Arc<[u8]> = fs::read(file).ok()?.into();
        let name = file.to_string_lossy();
        // Images are already compressed, except for SVG.
        let compressible =
            kind(&name) != Kind::Other || name.ends_with(".svg") || name.ends_with(".json");
        let brotli =
            compressible.then(|| self.compression.available(&plain).ok()).flatten().map(Into::into);
        let cached = CachedFile { modified, plain, brotli };
        self.cache
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(file.to_path_buf(), cached.clone());
        Some(cached)
    }
}

/// The file of an address, if it is below the folder.
fn path_below(folder: &Path, address: &str) -> Option<PathBuf> {
    let mut path = folder.to_path_buf();
    for part in decoded(address)?.split('/').filter(|part| !part.is_empty()) {
        // A part is a plain name: not a parent folder, a drive or a hidden file.
        if part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        path.push(part);
    }
    if path.is_dir() {
        // Without the slash, relative addresses of the page would start one folder up.
        return address.ends_with('/').then(|| path.join("index.html"));
    }
    Some(path)
}

/// Decodes percent-encoding.
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

/// Whether a name has a content hash, such as `main.01234567.js`.
pub fn is_named_by_content(name: &str) -> bool {
    let hash = name.rsplit('.').nth(1).unwrap_or_default();
    name != WORKER && hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
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
    fn no_address_is_outside_the_folder() {
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
    fn only_names_with_a_hash_are_named_by_content() {
        assert!(is_named_by_content("main.0123abcd.js"));
        assert!(!is_named_by_content("main.js"));
        assert!(!is_named_by_content("sw.js"));
    }

    #[test]
    fn brotli_is_sent_to_browsers_that_accept_it() {
        assert!(accepts_brotli("gzip, deflate, br, zstd"));
        assert!(!accepts_brotli("gzip"));
        assert!(!accepts_brotli("br;q=0"));
    }
}
