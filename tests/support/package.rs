//! The npm package of `dist/pkg/` in a blank page.

use super::browser::Browser;
use super::serve;
use aftersales_www::Server;
use serde_json::{Value, json};

pub use aftersales::shipped::LANGUAGES;

/// A blank page of the site with the package as `library`.
pub struct Package {
    pub browser: Browser,
    _server: Server,
}

impl Package {
    /// Loads the package.
    #[track_caller]
    pub fn load() -> Package {
        let server = serve();
        let browser = Browser::start();
        // A file of the site that runs no script.
        browser.goto(&format!("{}pkg/package.json", server.url()));
        let load = "return import(arguments[0])
            .then((library) => library.default().then(() => { window.library = library; }))";
        browser.execute(load, &[json!(format!("{}pkg/aftersales.js", server.url()))]);
        Package { browser, _server: server }
    }

    /// Runs a script that can use the package.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.browser.execute(script, arguments)
    }

    /// The answer of the package to a case.
    #[track_caller]
    pub fn advise(&self, case: &Value, options: &Value) -> Value {
        self.run("return library.advise(...arguments)", &[case.clone(), options.clone()])
    }
}
