//! The files with the words of each language: which ones the page loads, and what it does without
//! them.

use crate::support;

use aftersales_www::{Server, words};
use serde_json::{Value, json};
use std::fs;
use support::{Advisor, Browser, Copy, serve, site};

/// The languages whose words the document has requested, without requests of the service worker.
#[track_caller]
fn loaded(browser: &Browser) -> Vec<String> {
    let script = "return performance.getEntriesByType('resource').map(({ name }) => name)";
    let Value::Array(names) = browser.execute(script, &[]) else { return vec![] };
    let lang =
        |name: &Value| Some(name.as_str()?.split_once("/words.")?.1.split('.').next()?.to_string());
    let mut found: Vec<String> = names.iter().filter_map(lang).collect();
    found.sort();
    found
}

const CASE: &str = "wrong_item";

/// Sets a case with an answer.
#[track_caller]
fn state_case(page: &Advisor) {
    page.set_case(&json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
        "complaint": CASE, "evidence": "confirmed",
    }));
    page.wait_for_remedy("swap_wrong_item");
}

#[test]
fn a_message_is_written_as_in_the_place_that_is_chosen() {
    let server = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &server.url());
    page.set_case(&json!({
        "platform": "cross_border", "buyer_region": "other", "order_state": "unshipped",
        "complaint": "cancel_order",
    }));
    page.wait_for_remedy("cancel_and_refund");
    let chosen = || page.find(".message-language select").property("value");
    let says = |words: &str| browser.wait_until(words, || page.message().contains(words));
    assert!(page.message().contains("cancelled"), "{}", page.message());
    for (tag, words) in [
        ("en-US", "canceled"),
        ("zh-HK", "不會再發貨"),
        ("zh-Hant", "不會再出貨"),
        ("zh-HK", "不會再發貨"),
    ] {
        page.set_message_language(tag);
        says(words);
        assert_eq!(chosen(), tag);
    }
    assert_eq!(loaded(&browser), ["en", "zh-Hant"], "a place has no words of its own to load");
    page.reload();
    says("不會再發貨");
    assert_eq!(chosen(), "zh-HK");
    assert_eq!(loaded(&browser), ["en", "zh-Hant"]);
    // The page itself is offered in languages only.
    let offered = "return [...document.querySelector('aftersales-advisor').shadowRoot
        .querySelectorAll('.languages option')].map((option) => option.value)";
    assert_eq!(browser.execute(offered, &[]), json!(["zh-Hans", "zh-Hant", "en"]));
    assert_eq!(browser.warnings(), []);
}

#[test]
fn a_host_can_ask_for_messages_of_a_place() {
    let server = serve();
    let browser = Browser::start();
    let case = "%7B%22platform%22%3A%22cross_border%22%2C%22buyer_region%22%3A%22other%22%2C%22order_state%22%3A%22unshipped%22%2C%22complaint%22%3A%22cancel_order%22%7D";
    let address = format!("{}?lang=en&message-lang=zh-HK#case={case}", server.url());
    let page = Advisor::open(&browser, &address);
    browser.wait_until("the message", || page.message().contains("不會再發貨"));
    assert_eq!(page.document_language(), "en");
}

#[test]
fn only_the_languages_in_use_are_loaded() {
    let server = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &server.url());
    assert_eq!(loaded(&browser), ["en"]);
    state_case(&page);
    page.set_message_language("zh-Hant");
    browser.wait_until("the message", || page.advice()["message"]["lang"] == "zh-Hant");
    assert_eq!(loaded(&browser), ["en", "zh-Hant"]);
    assert_eq!(page.document_language(), "en");

    // After a reload both are requested from the start, each once.
    page.reload();
    assert_eq!(loaded(&browser), ["en", "zh-Hant"]);
    assert_eq!(page.advice()["message"]["lang"], "zh-Hant");
    page.set_language("zh-Hant");
    assert_eq!(loaded(&browser), ["en", "zh-Hant"]);
    assert_eq!(browser.warnings(), []);
}

#[test]
fn a_language_that_cannot_be_loaded_changes_nothing() {
    let copy = Copy::of(&site(), "languages");
    // One file is missing, and one is of another build with another stamp.
    fs::remove_file(copy.file("words.zh-Hans.")).expect("the file");
    let other_build = copy.file("words.zh-Hant.");
    let mut bytes = fs::read(&other_build).expect("the words");
    let name = b"words.zh-Hant";
    let at = bytes.windows(name.len()).position(|found| found == name).expect("the section");
    bytes[at + name.len()] ^= 1;
    fs::write(&other_build, bytes).expect("the words");

    let server = Server::start(&copy.0, 0).expect("a server");
    let browser = Browser::start();
    browser.expect_errors("/words.zh-Hans.");
    let page = Advisor::open(&browser, &server.url());
    state_case(&page);
    let headline = page.headline();
    for (lang, own_name) in [("zh-Hans", "简体中文"), ("zh-Hant", "繁體中文")] {
        page.pick_language(lang);
        page.find_with_text(".notices", own_name);
        assert_eq!(page.document_language(), "en");
        assert_eq!(page.headline(), headline);
        assert_eq!(page.find(".languages").property("value"), "en");

        page.set_message_language(lang);
        browser.wait_until("the choice to be what is shown", || {
            page.find(".message-language select").property("value") == "en"
        });
        assert_eq!(page.advice()["message"]["lang"], "en");
    }
    // Once it can be loaded, it is used and the notice disappears.
    fs::copy(copy_of_the_build(&other_build), &other_build).expect("the words");
    clear_caches(&browser);
    page.set_language("zh-Hant");
    assert!(!page.find(".notices").text().contains("繁體中文"));
}

/// The original of a file in the built site.
fn copy_of_the_build(file: &std::path::Path) -> std::path::PathBuf {
    site().join(file.file_name().expect("a name"))
}

#[test]
fn the_page_starts_without_the_words_of_its_message_and_reports_missing_words_of_its_own() {
    let copy = Copy::of(&site(), "no-words");
    let server = Server::start(&copy.0, 0).expect("a server");
    let browser = Browser::start();
    browser.expect_errors("/words.");
    let page = Advisor::open(&browser, &server.url());
    state_case(&page);
    page.set_message_language("zh-Hans");
    browser.wait_until("the message", || page.advice()["message"]["lang"] == "zh-Hans");

    clear_caches(&browser);
    fs::remove_file(copy.file("words.zh-Hans.")).expect("the file");
    page.reload();
    assert_eq!(page.advice()["message"]["lang"], "en");
    assert_eq!(page.advice()["problems"], json!([]));

    clear_caches(&browser);
    fs::remove_file(copy.file("words.en.")).expect("the file");
    browser.reload();
    browser.wait_until("the trouble", || {
        let script = "return document.querySelector('aftersales-advisor').innerText";
        let text = browser.execute(script, &[]);
        text.as_str().is_some_and(|text| text.contains("The page did not load completely"))
    });
}

#[test]
fn missing_words_of_answers_are_reported_and_nothing_is_lost() {
    let copy = Copy::of(&site(), "no-answers");
    let file = copy.file("answers.en.");
    fs::remove_file(&file).expect("the file");
    let server = Server::start(&copy.0, 0).expect("a server");
    let browser = Browser::start();
    browser.expect_errors("/answers.en.");
    // The worker cannot be installed without the files.
    browser.expect_errors("sw.js");
    let page = Advisor::open(&browser, &server.url());
    assert!(!page.has(".notice"), "an empty page needs none of them");
    page.choose_place("taobao", "cn");
    page.state("order_state", "delivered");
    assert!(page.find(".notice").text().contains("English"), "{}", page.find(".notice").text());
    page.state("complaint", "wrong_item");
    assert!(!page.has(".answer"));
    assert_eq!(page.case()["complaint"], "wrong_item");

    fs::copy(copy_of_the_build(&file), &file).expect("the file is back");
    page.tap(".notice button");
    page.wait_for_remedy("ask_evidence");
    assert!(!page.has(".notice"));
}

#[test]
fn a_case_in_the_address_is_answered_without_a_blank_page_first() {
    let server = serve();
    let browser = Browser::start();
    let link =
        "#case=%7B%22order_state%22%3A%22in_transit%22%2C%22complaint%22%3A%22where_is_it%22%7D";
    let script = "const seen = new MutationObserver(() => {
        const root = document.querySelector('aftersales-advisor')?.shadowRoot;
        if (root?.querySelector('.blank')) window.wasBlank = true;
        else if (root && !window.watched) {
          window.watched = true;
          seen.observe(root, { childList: true, subtree: true });
        }
      });
      seen.observe(document, { childList: true, subtree: true });";
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    let page = Advisor::open(&browser, &format!("{}{link}", server.url()));
    page.find(".answer");
    assert_eq!(browser.execute("return window.wasBlank ?? false", &[]), json!(false));
}

/// The files with rules that a page requested, without the hashes in their names.
#[track_caller]
fn requested_rules(browser: &Browser) -> Vec<String> {
    let script = "return performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop())
        .filter((name) => name.startsWith('rules.')).map((name) => name.replace(/\\.[0-9a-f]{8}\\.wasm$/, ''))";
    let names = browser.execute(script, &[]);
    names.as_array().expect("names").iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

const FAULTY_ON_EBAY: &str = "#case=%7B%22platform%22%3A%22ebay%22%2C%22buyer_region%22%3A%22us%22%2C%22order_state%22%3A%22delivered%22%2C\
    %22complaint%22%3A%22damaged%22%2C%22evidence%22%3A%22confirmed%22%7D";

#[test]
fn a_first_answer_loads_the_rules_of_its_places_and_later_those_of_all() {
    let server = serve();
    let browser = Browser::start();
    let page = Advisor::open(&browser, &format!("{}{FAULTY_ON_EBAY}", server.url()));
    page.find(".answer");
    assert_eq!(requested_rules(&browser), ["rules.en.ebay", "rules.en.us"]);
    browser.wait_until("the rules of all places", || {
        requested_rules(&browser).last().is_some_and(|name| name == "rules.en")
    });
    // Another place needs nothing more.
    let requested = requested_rules(&browser).len();
    page.choose_place("amazon", "uk");
    browser.wait_until("another answer", || page.case()["platform"] == "amazon");
    page.find(".answer");
    let duties = page.advice()["duties"].clone();
    let texts = duties.as_array().expect("duties").iter().map(|duty| &duty["text"]);
    assert!(
        texts.clone().all(|text| text.as_str().is_some_and(|text| text.contains(' '))),
        "{duties}"
    );
    assert_eq!(requested_rules(&browser).len(), requested);
}

#[test]
fn where_the_file_of_a_place_is_missing_that_of_all_stands_in() {
    let copy = Copy::of(&site(), "without-place");
    fs::remove_file(copy.file("rules.en.ebay.")).expect("the rules of a place");
    let server = Server::start(&copy.0, 0).expect("a server");
    let browser = Browser::start();
    browser.expect_errors("404");
    let page = Advisor::open(&browser, &format!("{}{FAULTY_ON_EBAY}", server.url()));
    page.find(".answer");
    assert!(requested_rules(&browser).contains(&"rules.en".to_owned()));
}

/// Clears all caches, so that the browser requests every file again.
#[track_caller]
fn clear_caches(browser: &Browser) {
    let script = "return navigator.serviceWorker.getRegistrations()
        .then((found) => Promise.all(found.map((registration) => registration.unregister())))
        .then(() => caches.keys())
        .then((names) => Promise.all(names.map((name) => caches.delete(name))))
        .then(() => null)";
    browser.execute(script, &[]);
    browser.cdp("Network.enable", json!({}));
    browser.cdp("Network.clearBrowserCache", json!({}));
}

/// Starts the package with the hosted page's wasm, which contains no words.
const WITHOUT_WORDS: &str = "
  const [library, wasm] = arguments;
  window.load = (name) => fetch(name).then((file) => file.arrayBuffer());
  return import(library).then(async (it) => {
    window.library = it;
    it.initSync({ module: await load(wasm) });
  });";

/// The package's script with a wasm that contains neither words nor policy.
struct Bare {
    browser: Browser,
    copy: Copy,
    server: Server,
}

impl Bare {
    fn start(wasm: &str) -> Bare {
        let copy = Copy::of(&site(), &format!("no-words-in-{wasm}it"));
        fs::create_dir_all(copy.0.join("pkg")).expect("a folder");
        let package = copy.0.join("pkg/aftersales.js");
        fs::copy(site().join("pkg/aftersales.js"), package).expect("the package");
        // The glue of the package, since those of the hosted page have only some of the functions.
        let whole = fs::read(site().join("pkg/aftersales_bg.wasm")).expect("the package's wasm");
        let (stripped, _) = words::extract(&whole).expect("sections of words");
        fs::write(copy.0.join("stripped.wasm"), stripped).expect("a wasm");
        let server = Server::start(&copy.0, 0).expect("a server");
        let browser = Browser::start();
        // A page without scripts.
        browser.goto(&format!("{}manifest.webmanifest", server.url()));
        let library = json!(format!("{}pkg/aftersales.js", server.url()));
        let bare = Bare { browser, copy, server };
        bare.browser.execute(WITHOUT_WORDS, &[library, bare.address(wasm)]);
        bare
    }

    /// The address of the file whose name begins with `start`.
    fn address(&self, start: &str) -> Value {
        let file = self.copy.file(start);
        json!(format!("{}{}", self.server.url(), file.file_name().unwrap().to_string_lossy()))
    }

    fn add(&self, lang: &str, file: &str) -> Value {
        let script = "return load(arguments[1]).then((bytes) => WebAssembly.compile(bytes))
            .then((module) => library.add_words(arguments[0], module))";
        self.browser.execute(script, &[json!(lang), self.address(file)])
    }
}

#[test]
fn a_library_without_a_policy_decides_nothing_and_does_not_fail() {
    let bare = Bare::start("stripped.");
    let answers = || {
        let script = "
          const facts = { platform: 'taobao', buyer_region: 'cn', order_state: 'delivered', complaint: 'wrong_item', evidence: 'confirmed' };
          const plan = { remedy: 'swap_wrong_item', acts: ['apologise'] };
          const pack = { id: 'own', layer: 'shop', rules: [{ id: 'own-steps', when: { complaint: 'damaged' }, steps: ['keep_records'] }] };
          const calls = {
            advise: () => library.advise(facts, {}), advise_own: () => library.advise(facts, { shop: { pack } }),
            check: () => library.check(facts, plan, {}), form: () => library.form('en', facts), choices: () => library.choices('en'),
            audit: () => library.audit(pack, {}), difference: () => library.difference(null, pack, {}), admit: () => library.admit(pack, {}),
            decide_none: () => library.decide_many(new Uint16Array(0)),
            decide: () => library.decide_many(new Uint16Array(library.form('en').facts.filter(({ kind }) => ['choice', 'number'].includes(kind)).length)),
          };
          const failed = [];
          for (const [name, call] of Object.entries(calls)) try { call(); } catch (failure) { failed.push(`${name}: ${failure}`); }
          return [failed, library.rules('en').length > 0, calls.advise().remedy?.code ?? null];";
        bare.browser.execute(script, &[])
    };
    assert_eq!(answers(), json!([[], false, null]));
    assert_eq!(bare.add("en", "words.en."), true);
    assert_eq!(answers(), json!([[], false, null]));
    assert_eq!(bare.add("en", "answers.en."), true);
    assert_eq!(answers(), json!([[], true, "swap_wrong_item"]));
}

#[test]
fn a_library_without_words_accepts_matching_ones_and_lists_its_languages() {
    let bare = Bare::start("aftersales_bg.");
    let browser = &bare.browser;
    let case = json!({ "platform": "taobao", "complaint": "wrong_item" });
    let advise = || {
        let script =
            "return library.advise_shipped(arguments[0], { lang: 'en', message_lang: 'zh-Hans' })";
        browser.execute(script, std::slice::from_ref(&case))
    };
    let having = |needed: &[Value]| {
        let script =
            "return library.languages().filter((lang) => library.has_words(lang, ...arguments))";
        browser.execute(script, needed)
    };
    let elsewhere = json!({});
    let with_words = || having(std::slice::from_ref(&elsewhere));
    let add = |lang, file| bare.add(lang, file);
    // Without words there is no policy: nothing is decided, and nothing is thrown.
    assert_eq!(with_words(), json!([]));
    let without_policy = || {
        let advice = advise();
        assert_eq!(advice["status"], "open");
        assert_eq!((&advice["remedy"], &advice["because"]), (&Value::Null, &json!([])));
    };
    without_policy();

    // Anything but the words of that language is refused.
    assert_eq!(add("en", "words.zh-Hant."), false);
    assert_eq!(add("en", "aftersales_bg."), false);
    assert_eq!(add("fr", "words.en."), false);
    let script = "return [null, undefined, 5, {}, [], new Uint8Array(9)]
        .map((junk) => library.add_words('en', junk) || library.add_words(junk, junk))";
    assert_eq!(browser.execute(script, &[]), json!([false, false, false, false, false, false]));
    assert_eq!(with_words(), json!([]));

    // Another language is used instead, and the answer names it.
    assert_eq!(add("zh-Hant", "answers.zh-Hant."), false, "the others come first");
    assert_eq!(add("zh-Hant", "words.zh-Hant."), true);
    assert_eq!((having(&[]), with_words()), (json!(["zh-Hant"]), json!([])));
    without_policy();
    assert_eq!(add("zh-Hant", "answers.zh-Hans."), false);
    assert_eq!(add("zh-Hant", "answers.zh-Hant."), true);
    assert_eq!(with_words(), json!(["zh-Hant"]));
    // The policy comes with the words of answers.
    let advice = advise();
    let first = &advice["possible"][0];
    assert!(first["code"].is_string() && first["title"] != first["code"], "{first}");
    assert_eq!(advice["message"]["lang"], "zh-Hant");
    let form = browser.execute("return library.form('en')", &[]);
    assert_eq!(form["lang"], "zh-Hant");
    assert_eq!(add("zh-Hans", "words.zh-Hans."), true);
    assert_eq!(add("zh-Hans", "answers.zh-Hans."), true);
    assert_eq!(advise()["message"]["lang"], "zh-Hans");
    assert_eq!(add("en", "words.en."), true);
    assert_eq!(add("en", "answers.en."), true);
    assert_eq!(with_words(), json!(["zh-Hans", "zh-Hant", "en"]));
    assert_eq!(browser.execute("return library.form('en').lang", &[]), "en");

    // The words of the rules of a place are apart from those of the others.
    let on_amazon = [json!({ "platform": "amazon", "buyer_region": "vn", "complaint": "damaged" })];
    assert_eq!(having(&on_amazon), json!([]));
    let missing = browser.execute("return library.missing_words('en', ...arguments)", &on_amazon);
    assert_eq!(missing, json!(["rules.en.amazon", "rules.en.vn"]));
    assert_eq!(add("zh-Hant", "rules.en.amazon."), false);
    assert_eq!(add("en", "rules.en.amazon."), true);
    assert_eq!(add("en", "rules.en.vn."), true);
    assert_eq!(having(&on_amazon), json!(["en"]));
    assert_eq!(having(&[Value::Null]), json!([]), "others are missing");
}

#[test]
fn in_a_page_of_another_site_the_words_are_loaded_from_the_site_of_the_script() {
    let server = serve();
    let origin = server.url();
    let origin = origin.trim_end_matches('/');
    let folder = std::env::temp_dir().join(format!("aftersales-embedding-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let document = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>another site</title>
         <script type=module src=\"{origin}/embed.js\"></script>
         <aftersales-advisor></aftersales-advisor>"
    );
    fs::write(folder.join("index.html"), document).expect("a page");
    let policy =
        format!("default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}");
    let headers = [("Content-Security-Policy", policy.as_str())];
    let other = Server::with_headers(&folder, 0, &headers).expect("another server");
    let browser = Browser::start();
    // `localhost` is another site than `127.0.0.1` to a browser.
    let page = Advisor::open(&browser, &format!("http://localhost:{}/", other.port()));
    state_case(&page);
    page.pick_language("zh-Hans");
    page.find(".page[lang=zh-Hans]");
    assert_eq!(loaded(&browser), ["en", "zh-Hans"]);
    fs::remove_dir_all(&folder).expect("the folder");
}
