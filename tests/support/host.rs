//! Another site that shows the advisor in its page.

use aftersales_www::Server;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

/// The policy that the documentation requires of a host for the element; `{site}` is the page's
/// origin.
pub const POLICY: &str =
    "default-src 'none'; script-src {site} 'wasm-unsafe-eval'; connect-src {site}";

/// A server with one page. Dropping it stops the server and removes its folder.
pub struct Host {
    server: Server,
    folder: PathBuf,
}

impl Host {
    /// Serves a page with this body and this policy. In both, `{site}` is replaced by the origin of
    /// `site`.
    pub fn new(site: &Server, policy: &str, body: &str) -> Host {
        Host::with_headers(site, policy, body, &[])
    }

    /// Serves a page with further headers.
    pub fn with_headers(site: &Server, policy: &str, body: &str, headers: &[(&str, &str)]) -> Host {
        let origin = site.url().trim_end_matches('/').to_string();
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let number = COUNTER.fetch_add(1, Ordering::SeqCst);
        let name = format!("aftersales-host-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("a folder");
        let document = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>another site</title>{}",
            body.replace("{site}", &origin)
        );
        fs::write(folder.join("index.html"), document).expect("a page");
        let policy = policy.replace("{site}", &origin);
        let headers = [&[("Content-Security-Policy", policy.as_str())], headers].concat();
        let server = Server::with_headers(&folder, 0, &headers).expect("another server");
        Host { server, folder }
    }

    /// The address. `localhost` is another site than `127.0.0.1` to a browser.
    pub fn url(&self) -> String {
        format!("http://localhost:{}/", self.server.port())
    }

    /// Adds a file beside the page.
    pub fn put(&self, name: &str, content: &str) {
        fs::write(self.folder.join(name), content).expect("a file");
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
