//! The npm package of `dist/pkg/` in a blank page.

use super::browser::Browser;
use super::serve;
use aftersales_www::Server;
use serde_json::{Value, json};

/// The languages, in the order in which the library names them.
pub const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// A blank page of the site with the package at hand as `library`.
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
        // Any file of the site that is no page of its own: nothing runs but what the test runs.
        browser.goto(&format!("{}pkg/package.json", server.url()));
        let load = "return import(arguments[0])
            .then((library) => library.default().then(() => { window.library = library; }))";
        browser.execute(load, &[json!(format!("{}pkg/aftersales.js", server.url()))]);
        Package { browser, _server: server }
    }

    /// Runs a script beside the package.
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
