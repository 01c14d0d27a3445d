//! Updates from one build to the next, which are offered, accepted, and never mixed.

use crate::support;

use aftersales_www::Server;
use serde_json::{Value, json};
use std::fs;
use support::{Advisor, Browser, Copy, site};

const CONTROLLED: &str = "return !!navigator.serviceWorker.controller";
const LOOK_FOR_AN_UPDATE: &str = "return navigator.serviceWorker.getRegistration()
    .then((found) => found.update()).then(() => null, (failure) => String(failure))";
const VERSIONS: &str = "return caches.keys()
    .then((names) => names.filter((name) => name.startsWith('aftersales-')).length)";
const DESCRIPTION: &str = "return document.querySelector('meta[name=description]').content";

struct Site {
    copy: Copy,
    server: Server,
    browser: Browser,
}

impl Site {
    /// A copy of the site, opened in a browser and cached.
    #[track_caller]
    fn opened(name: &str) -> Site {
        let copy = Copy::of(&site(), name);
        let server = Server::start(&copy.0, 0).expect("a server");
        let browser = Browser::start();
        let site = Site { copy, server, browser };
        site.open();
        site.wait_for("the service worker", CONTROLLED, json!(true));
        site
    }

    #[track_caller]
    fn open(&self) -> Advisor<'_> {
        Advisor::open(&self.browser, &self.server.url())
    }

    fn page(&self) -> Advisor<'_> {
        Advisor { browser: &self.browser }
    }

    #[track_caller]
    fn wait_for(&self, what: &str, script: &str, value: Value) {
        self.browser.wait_until(what, || self.browser.execute(script, &[]) == value);
    }

    fn description(&self) -> Value {
        self.browser.execute(DESCRIPTION, &[])
    }

    /// Publishes another build and has the browser find it.
    #[track_caller]
    fn publish(&self, description: &str) {
        self.copy.rebuild(description);
        assert_eq!(self.browser.execute(LOOK_FOR_AN_UPDATE, &[]), Value::Null);
        self.page().find_with_text(".notice", "new version");
    }

    /// Checks that all languages are available, also those that this tab has not loaded.
    #[track_caller]
    fn check_every_language(&self) {
        for lang in ["zh-Hans", "zh-Hant", "en"] {
            self.page().set_language(lang);
        }
    }
}

#[test]
fn an_update_is_offered_and_installed_only_on_consent() {
    let site = Site::opened("consent");
    let page = site.page();
    page.state("complaint", "damaged");
    let before = site.description();
    site.publish("the second build");
    page.reload();
    assert_eq!(site.description(), before, "opening the page again is no consent");
    page.find_with_text(".notice", "new version");
    page.tap(".notice button:nth-of-type(2)");
    site.browser.wait_until("the offer gone", || !page.has(".notice"));
    site.check_every_language();
    assert_eq!(site.description(), before);

    // Caches of other applications on the same origin stay.
    site.browser.execute("return caches.open('another').then(() => null)", &[]);
    page.reload();
    page.find_with_text(".notice", "new version");
    page.tap(".notice button");
    site.wait_for("the second build", DESCRIPTION, json!("the second build"));
    page.wait_until_drawn();
    assert_eq!(page.case(), json!({ "complaint": "damaged" }), "the case is still there");
    site.wait_for("the first build gone", VERSIONS, json!(1));
    assert_eq!(site.browser.execute("return caches.has('another')", &[]), json!(true));
    site.check_every_language();
    assert_eq!(site.browser.warnings(), []);
}

#[test]
fn a_tab_that_did_not_consent_works_without_the_server_until_it_does() {
    let site = Site::opened("tabs");
    let first = site.browser.tab();
    let before = site.description();
    let second = site.browser.open_tab();
    site.open();
    site.publish("the second build");
    site.page().tap(".notice button");
    site.wait_for("the second build", DESCRIPTION, json!("the second build"));
    site.page().wait_until_drawn();

    // The other tab now has another worker. Its files are only in the browser's cache.
    site.browser.switch_to(&first);
    assert_eq!(site.description(), before);
    site.wait_for("the other worker", VERSIONS, json!(2));
    let Site { copy, server, browser } = site;
    server.stop();
    let page = Advisor { browser: &browser };
    page.state("complaint", "damaged");
    for lang in ["zh-Hans", "zh-Hant", "en"] {
        page.set_language(lang);
    }
    assert_eq!(browser.execute(DESCRIPTION, &[]), before);
    browser.switch_to(&second);
    for lang in ["zh-Hans", "zh-Hant", "en"] {
        page.set_language(lang);
    }

    // Both may consent, also when no worker is waiting.
    browser.switch_to(&first);
    page.find_with_text(".notice", "new version");
    page.tap(".notice button");
    browser.wait_until("the second build", || {
        browser.execute(DESCRIPTION, &[]) == json!("the second build")
    });
    page.wait_until_drawn();
    for lang in ["zh-Hans", "zh-Hant", "en"] {
        page.set_language(lang);
    }
    browser.wait_until("the first build gone", || browser.execute(VERSIONS, &[]) == json!(1));
    assert_eq!(browser.warnings(), []);
    drop(copy);
}

#[test]
fn closing_the_last_page_of_a_version_deletes_its_cache() {
    let site = Site::opened("closing");
    let first = site.browser.tab();
    let second = site.browser.open_tab();
    site.open();
    site.publish("the second build");
    site.page().tap(".notice button");
    site.wait_for("the second build", DESCRIPTION, json!("the second build"));
    site.page().wait_until_drawn();
    site.wait_for("both builds", VERSIONS, json!(2));
    site.browser.switch_to(&first);
    site.browser.close_tab();
    site.browser.switch_to(&second);
    site.page().reload();
    site.wait_for("the first build gone", VERSIONS, json!(1));
}

#[test]
fn the_active_version_does_not_delete_the_cache_of_a_waiting_one() {
    let site = Site::opened("waits");
    site.publish("the second build");
    site.page().tap(".notice button");
    site.wait_for("the second build", DESCRIPTION, json!("the second build"));
    site.page().wait_until_drawn();
    site.wait_for("the second build alone", VERSIONS, json!(1));
    site.publish("the third build");
    site.wait_for("both builds", VERSIONS, json!(2));
    site.page().reload();
    site.page().find_with_text(".notice", "new version");
    assert_eq!(site.browser.execute(VERSIONS, &[]), json!(2));
    let Site { copy, server, browser } = site;
    server.stop();
    let page = Advisor { browser: &browser };
    page.tap(".notice button");
    browser.wait_until("the third build", || {
        browser.execute(DESCRIPTION, &[]) == json!("the third build")
    });
    page.wait_until_drawn();
    drop(copy);
}

#[test]
fn a_site_that_changes_during_the_update_is_not_installed() {
    let site = Site::opened("changing");
    let before = site.description();
    let document = fs::read_to_string(site.copy.0.join("index.html")).expect("the page");
    site.copy.rebuild("the second build");
    // The worker is of the second build, the document of the first.
    fs::write(site.copy.0.join("index.html"), document).expect("the page");
    let failure = site.browser.execute(LOOK_FOR_AN_UPDATE, &[]);
    site.wait_for(
        "the update to have failed",
        "return navigator.serviceWorker.getRegistration()
            .then((found) => found.installing === null && found.waiting === null)",
        json!(true),
    );
    drop(failure);
    site.page().reload();
    assert_eq!(site.description(), before);
    assert!(!site.page().has(".notice"));
    site.check_every_language();
}
