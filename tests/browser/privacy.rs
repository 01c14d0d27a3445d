//! The requests of the page, its storage, and its content security policy.

use crate::support;

use aftersales_www::Server;
use serde_json::{Value, json};
use std::fs;
use support::clipboard::allow_clipboard;
use support::seller::state_wrong_item;
use support::{Advisor, Browser, Copy, serve, site};

/// Uses all functions: facts, names, message, languages, link, settings, the guide, and no network.
#[track_caller]
fn use_everything<'browser>(browser: &'browser Browser, server: &Server) -> Advisor<'browser> {
    allow_clipboard(browser, &server.url(), true);
    let page = Advisor::open(browser, &server.url());
    let controlled = "return !!navigator.serviceWorker.controller";
    browser.wait_until("the service worker", || browser.execute(controlled, &[]) == json!(true));
    state_wrong_item(&page);
    page.find("#name-buyer").type_text("Wang Fang");
    page.tap(".message .copy");
    for lang in ["zh-Hant", "zh-Hans", "en"] {
        page.set_language(lang);
        page.set_message_language(lang);
    }
    page.tap(".menu summary");
    page.tap("[data-item=\"menu.link\"]");
    page.find(".notice");
    page.menu("policy");
    page.find(".cases");
    page.tap("[data-part=audit]");
    page.find(".figures");
    browser.goto(&format!("{}embed.html", server.url()));
    browser.execute("document.querySelector('#live').scrollIntoView()", &[]);
    page.wait_until_drawn();
    browser.execute("document.querySelector('#frame').scrollIntoView()", &[]);
    browser.enter_frame("iframe");
    page.wait_until_drawn();
    browser.leave_frames();
    let page = Advisor::open(browser, &server.url());
    page.wait_for_remedy("swap_wrong_item");
    page
}

#[test]
fn page_frame_and_worker_make_no_requests_to_other_sites() {
    let server = serve();
    let browser = Browser::start_recording();
    use_everything(&browser, &server);
    let own = server.url();
    let seen = browser.requests();
    // The record contains the requests of the worker, too.
    let recorded = browser.end_and_read_record();
    for file in ["sw.js", "icon-512.png", "words.zh-Hant."] {
        let found = recorded.iter().any(|url| url.starts_with(&own) && url.contains(file));
        assert!(found, "the record is complete: {file} in {recorded:?}");
    }
    let elsewhere: Vec<&String> = seen
        .iter()
        .chain(&recorded)
        .filter(|url| !url.starts_with(&own) && !url.starts_with("data:"))
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    // No address contains a fact or a name.
    let telling: Vec<&String> = seen
        .iter()
        .chain(&recorded)
        .filter(|url| {
            let sent = url.split('#').next().unwrap_or_default();
            ["wrong_item", "Wang", "delivered"].iter().any(|fact| sent.contains(fact))
        })
        .collect();
    assert!(telling.is_empty(), "{telling:?}");
}

const STORED: &str =
    "return Promise.all([indexedDB.databases(), caches.keys()]).then(([databases, caches]) => ({
    local: Object.keys(localStorage).sort(), session: Object.keys(sessionStorage),
    databases: databases.map(({ name }) => name),
    caches: caches.map((name) => name.replace(/-[0-9a-f]{8}$/, '')), cookie: document.cookie,
  }))";

/// The number of records in each store of the database.
const RECORDS: &str = "return new Promise((resolve) => {
    indexedDB.open('aftersales-cases').onsuccess = ({ target: { result: database } }) => {
      const work = database.transaction(['cases', 'settings']);
      const counts = ['cases', 'settings'].map((name) => work.objectStore(name).count());
      work.oncomplete = () => { database.close(); resolve(counts.map(({ result }) => result)); };
    };
  })";

#[test]
fn the_browser_stores_what_the_readme_lists_and_nothing_else() {
    let server = serve();
    let browser = Browser::start();
    let page = use_everything(&browser, &server);
    let stored = |local: Value, session: Value| {
        json!({
            "local": local, "session": session, "databases": ["aftersales-cases"],
            "caches": ["aftersales"], "cookie": "",
        })
    };
    let both = json!(["aftersales", "aftersales-shop"]);
    assert_eq!(browser.execute(STORED, &[]), stored(both, json!(["aftersales"])));
    assert_eq!(browser.cdp("Network.getAllCookies", json!({}))["cookies"], json!([]));
    let readme = fs::read_to_string(aftersales_www::Place::find().root.join("www/README.md"));
    let readme = readme.expect("the README");
    for words in [
        "local storage",
        "`aftersales`",
        "`aftersales-shop`",
        "`aftersales-columns`",
        "session storage",
        "`aftersales-cases`",
        "Cache Storage",
        "No cookie",
    ] {
        assert!(readme.contains(words), "the README on {words}");
    }

    // The cache contains the files of the page, and nothing of the case.
    let kept = browser.execute(
        "return caches.keys().then(([name]) => caches.open(name)).then((cache) => cache.keys())
           .then((requests) => requests.map(({ url }) => new URL(url).pathname.slice(1)))",
        &[],
    );
    for name in kept.as_array().expect("a list") {
        let name = name.as_str().expect("a name");
        let file = if name.is_empty() { "index.html" } else { name };
        assert!(site().join(file).is_file(), "{file} is a file of the page");
    }

    // The dialog lists it and deletes it.
    page.tap(".menu summary");
    page.tap("[data-item=\"menu.settings\"]");
    let text = page.find("dialog").text();
    for words in ["local storage", "database", "copy of this page", "Nothing is sent"] {
        assert!(text.contains(words), "{text}");
    }
    page.tap("dialog .danger");
    page.find("dialog .goes");
    page.tap("dialog .danger");
    browser.wait_until("an empty case", || page.case() == json!({}));
    assert_eq!(browser.execute(STORED, &[]), stored(json!([]), json!([])));
    browser.wait_until("an empty database", || browser.execute(RECORDS, &[]) == json!([0, 0]));
}

/// Attempts what a policy can refuse, and returns the directives that refused it.
const ATTEMPTS: &str = "
    const [elsewhere, done] = arguments;
    const refused = new Set();
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.add(effectiveDirective));
    const attempt = (action) => { try { action(); } catch { } };
    const added = (tag, attributes) => document.body.appendChild(Object.assign(document.createElement(tag), attributes));
    attempt(() => document.body.setAttribute('style', 'color: red'));
    attempt(() => added('style', { textContent: 'body { color: red }' }));
    attempt(() => added('link', { rel: 'stylesheet', href: elsewhere + 'a.css' }));
    attempt(() => added('img', { src: elsewhere + 'a.png' }));
    attempt(() => added('iframe', { src: elsewhere }));
    attempt(() => added('video', { src: elsewhere + 'a.mp4' }));
    attempt(() => added('base', { href: elsewhere }));
    attempt(() => fetch(elsewhere).catch(() => {}));
    attempt(() => navigator.sendBeacon(elsewhere, 'case'));
    attempt(() => new WebSocket(elsewhere.replace('http', 'ws')));
    attempt(() => new FontFace('x', 'url(' + elsewhere + 'a.woff2)').load().catch(() => {}));
    attempt(() => { document.body.innerHTML = '<b>'; });
    attempt(() => { added('script', {}).src = elsewhere + 'a.js'; });
    attempt(() => added('form', { action: elsewhere }).submit());
    attempt(() => setTimeout('refused.clear()'));
    import(elsewhere + 'a.js').catch(() => {});
    setTimeout(() => done([...refused].sort()), 1000);";

#[test]
fn the_pages_policy_refuses_everything_that_it_does_not_need() {
    let server = serve();
    let browser = Browser::start();
    Advisor::open(&browser, &server.url());
    browser.expect_errors("Content Security Policy");
    browser.expect_errors("Trusted");
    let refused = browser.execute_async(ATTEMPTS, &[json!("http://localhost:9/")]);
    let wanted = json!([
        "base-uri",
        "connect-src",
        "font-src",
        "form-action",
        "frame-src",
        "img-src",
        "media-src",
        "require-trusted-types-for",
        "script-src-elem",
        "style-src-attr",
        "style-src-elem",
    ]);
    assert_eq!(refused, wanted);
}

#[test]
fn each_thing_that_the_policy_allows_is_needed() {
    let copy = Copy::of(&site(), "policy");
    let document = fs::read_to_string(copy.0.join("index.html")).expect("the page");
    let start = document.find("content=\"default-src").expect("a policy") + "content=\"".len();
    let policy = &document[start..start + document[start..].find('"').expect("its end")];
    let allowances: Vec<&str> = policy
        .split("; ")
        .filter(|directive| !directive.ends_with("'none'") && !directive.contains("trusted-types"))
        .collect();
    assert!(allowances.len() > 4, "{allowances:?}");
    let browser = Browser::start();
    browser.expect_errors("Content Security Policy");
    browser.expect_errors("Failed to fetch");
    // Each server stops while the page may still be loading.
    browser.expect_errors("net::ERR_");
    for directive in allowances {
        let without = policy.replace(&format!("{directive}; "), "");
        fs::write(copy.0.join("index.html"), document.replace(policy, &without)).expect("the page");
        // Each on its own port, so that no earlier worker answers.
        let server = Server::start(&copy.0, 0).expect("a server");
        browser.goto(&server.url());
        let refused = || {
            // Browsers request images and manifests at any time, so they are requested here.
            browser.cdp("Page.getAppManifest", json!({}));
            let script = "new Image().src = 'icon.svg'";
            browser.execute(script, &[]);
            browser.warnings().iter().any(|line| line.text.contains("Content Security Policy"))
        };
        browser.wait_until(&format!("a complaint without `{directive}`"), refused);
    }
}
