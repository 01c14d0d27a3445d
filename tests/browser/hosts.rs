//! Strict and hostile pages of other sites: required policies, and the isolation of styles.

use crate::support;

use aftersales_www::Server;
use serde_json::json;
use support::host::POLICY;
use support::{Advisor, Browser, Host, serve};

const BODY: &str = "<script type=\"module\" src=\"{site}/embed.js\"></script>
    <aftersales-advisor><a href=\"{site}/\">Help with complaints</a></aftersales-advisor>";

/// Opens a page with this policy, waits until the element reports that it cannot work, and returns
/// the report.
#[track_caller]
fn refused(browser: &Browser, site: &Server, policy: &str) -> String {
    let host = Host::new(site, policy, BODY);
    browser.expect_errors("Content Security Policy");
    browser.expect_errors("Failed to load");
    browser.expect_errors("Failed to fetch");
    browser.goto(&host.url());
    let notice = browser.find("aftersales-advisor > [role=alert]");
    assert!(notice.is_shown());
    assert!(browser.find("aftersales-advisor > a").is_shown(), "the way to the page stays");
    notice.text()
}

#[test]
fn a_missing_directive_of_the_policy_is_reported() {
    let site = serve();
    let origin = site.url().trim_end_matches('/').to_string();
    let browser = Browser::start();
    // The documented policy is sufficient, and each part of it is necessary.
    let host = Host::new(&site, POLICY, BODY);
    Advisor::open(&browser, &host.url());
    assert_eq!(browser.warnings(), []);

    let text = refused(&browser, &site, &POLICY.replace(" 'wasm-unsafe-eval'", ""));
    assert!(text.contains("does not let WebAssembly run"), "{text}");
    assert!(text.contains("script-src 'wasm-unsafe-eval'"), "{text}");
    assert!(text.contains(&site.url()), "{text}");

    let text = refused(&browser, &site, &POLICY.replace("connect-src {site}", ""));
    assert!(text.contains("does not let it load"), "{text}");
    assert!(text.contains(&format!("connect-src {origin}")), "{text}");

    // Only the first script may run.
    let only = POLICY.replace("script-src {site}", "script-src {site}/embed.js");
    let text = refused(&browser, &site, &only);
    assert!(text.contains("does not let it load"), "{text}");
    assert!(text.contains(&format!("script-src {origin}")), "{text}");
    drop(browser.warnings());

    // In the language of the host, if it is supported.
    for (lang, words) in
        [("zh-CN", "不允许加载"), ("zh-TW", "不允許載入"), ("fr", "does not let it load")]
    {
        let body = format!("<div lang=\"{lang}\">{BODY}</div>");
        let host = Host::new(&site, &only, &body);
        browser.goto(&host.url());
        let text = browser.find("aftersales-advisor > [role=alert]").text();
        assert!(text.contains(words), "{text}");
    }
    drop(browser.warnings());

    // If no script may run, the content of the element is shown.
    let host = Host::new(&site, "default-src 'none'; script-src 'none'", BODY);
    browser.goto(&host.url());
    assert!(browser.find("aftersales-advisor > a").is_shown());
    assert_eq!(browser.find_all("aftersales-advisor > *").len(), 1);
}

#[test]
fn missing_scripts_are_reported() {
    let copy = support::Copy::of(&support::site(), "lost");
    std::fs::remove_file(copy.file("main.")).expect("the file");
    let broken = Server::start(&copy.0, 0).expect("a server");
    let browser = Browser::start();
    // A missing file has no CORS headers.
    browser.expect_errors("blocked by CORS policy");
    let text = refused(&browser, &broken, POLICY);
    assert!(text.contains("did not load completely"), "{text}");
}

#[test]
fn it_works_on_hosts_with_trusted_types_and_isolation() {
    let site = serve();
    let policy = format!("{POLICY}; require-trusted-types-for 'script'; trusted-types 'none'");
    let host = Host::with_headers(
        &site,
        &policy,
        BODY,
        &[
            ("Cross-Origin-Embedder-Policy", "require-corp"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"),
        ],
    );
    let browser = Browser::start();
    let page = Advisor::open(&browser, &host.url());
    page.set_case(
        &json!({ "complaint": "damaged", "order_state": "delivered", "evidence": "not_asked" }),
    );
    page.find(".answer");
    assert_eq!(browser.warnings(), []);
}

/// A style sheet that changes everything in its page.
const HOSTILE: &str = "
    html { font-size: 40px; direction: rtl; }
    * { all: unset !important; box-sizing: content-box !important; }
    body, aftersales-advisor {
      font: italic 900 60px/3 cursive !important; color: lime !important; background: magenta !important;
      letter-spacing: 1em !important; word-spacing: 1em !important; text-transform: uppercase !important;
      text-align: right !important; text-indent: 4em !important; white-space: pre !important;
      line-height: 4 !important; cursor: wait !important; border-spacing: 20px !important;
      list-style: square !important; text-shadow: 2px 2px red !important; writing-mode: horizontal-tb !important;
    }
    .page, .top, .facts, .answer, h1, h2, p, button, input, label { display: none !important; color: lime !important; }
    :root { --accent: lime; --paper: magenta; --ink: lime; }";

/// Position, size and styles of everything in the advisor.
const LOOKS: &str = "
    const names = ['display', 'color', 'backgroundColor', 'fontFamily', 'fontSize', 'fontWeight', 'fontStyle',
      'lineHeight', 'letterSpacing', 'wordSpacing', 'textTransform', 'textAlign', 'textIndent', 'whiteSpace',
      'direction', 'boxSizing', 'listStyleType', 'textShadow', 'borderSpacing', 'cursor', 'padding', 'margin',
      'inlineSize', 'blockSize'];
    return [...document.querySelector('aftersales-advisor').shadowRoot.querySelectorAll('*')].map((element) => {
      const style = getComputedStyle(element);
      return [element.localName + '.' + element.getAttribute('class'), ...names.map((name) => style[name])].join(' | ');
    });";

#[test]
fn no_style_of_the_host_applies_inside() {
    let site = serve();
    let browser = Browser::start();
    let looks = |style: &str| {
        let body = format!(
            "{}{BODY}",
            if style.is_empty() {
                String::new()
            } else {
                "<link rel=stylesheet href=\"host.css\">".into()
            }
        );
        let host = Host::new(&site, &format!("{POLICY}; style-src 'self'"), &body);
        host.put("host.css", style);
        let page = Advisor::open(&browser, &host.url());
        page.set_now("2026-11-22T12:00:00+08:00");
        page.set_case(&json!({
            "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
            "complaint": "wrong_item", "evidence": "confirmed",
        }));
        page.wait_for_remedy("swap_wrong_item");
        // The body of each host is as wide as the window without its margin.
        browser.execute("document.body.style.setProperty('margin', '0', 'important')", &[]);
        let drawn = "requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))";
        browser.execute_async(drawn, &[]);
        browser.execute(LOOKS, &[])
    };
    let alone = looks("");
    let attacked = looks(HOSTILE);
    let (alone, attacked) =
        (alone.as_array().expect("a list"), attacked.as_array().expect("a list"));
    assert!(alone.len() > 100, "{}", alone.len());
    assert_eq!(alone.len(), attacked.len());
    for (before, after) in alone.iter().zip(attacked) {
        assert_eq!(before, after);
    }
}

#[test]
fn no_style_of_the_advisor_applies_outside() {
    let site = serve();
    let browser = Browser::start();
    let body =
        format!("<h1>a</h1><p class=\"page note\">b</p><button class=\"primary\">c</button>{BODY}");
    let host = Host::new(&site, POLICY, &body);
    let looks =
        "return [...document.querySelectorAll('html, body, h1, p, button')].map((element) => {
        const style = getComputedStyle(element);
        return [...style].filter((name) => !/size|width|height|origin|perspective/.test(name))
          .map((name) => name + ': ' + style.getPropertyValue(name)).join('; ');
      })";
    let bare = Host::new(&site, "default-src 'none'", &body.replace(BODY, ""));
    browser.goto(&bare.url());
    let before = browser.execute(looks, &[]);
    Advisor::open(&browser, &host.url());
    assert_eq!(browser.execute(looks, &[]), before);
    let own = "return [document.title, document.documentElement.lang, document.styleSheets.length]";
    assert_eq!(browser.execute(own, &[]), json!(["another site", "en", 0]));
}

#[test]
fn the_host_can_set_colours_font_corners_theme_and_parts() {
    let site = serve();
    let browser = Browser::start();
    browser.prefer(&[("prefers-color-scheme", "dark")]);
    let body = format!("<link rel=stylesheet href=\"host.css\">{BODY}");
    let host = Host::new(&site, &format!("{POLICY}; style-src 'self'"), &body);
    host.put(
        "host.css",
        "aftersales-advisor {
           --aftersales-accent: rgb(120, 0, 120); --aftersales-paper: rgb(250, 240, 250);
           --aftersales-font: Georgia, serif; --aftersales-radius: 0px;
         }
         aftersales-advisor::part(headline) { text-decoration-line: underline; }
         aftersales-advisor::part(header) { display: none; }",
    );
    let page = Advisor::open(&browser, &host.url());
    page.set_case(&json!({ "complaint": "damaged", "order_state": "delivered" }));
    let colour = |selector: &str, name: &str| page.find(selector).style(name);
    assert_eq!(colour(".page", "background-color"), "rgb(250, 240, 250)");
    assert_eq!(colour(".way :checked ~ .icon", "background-color"), "rgb(120, 0, 120)");
    assert!(colour(".chip-text", "font-family").starts_with("Georgia"));
    assert_eq!(colour(".chip-text", "border-top-left-radius"), "0px");
    assert_eq!(colour(".answer h2", "text-decoration-line"), "underline");
    assert!(!page.find(".top").is_shown());

    // Without a theme the reader's preference applies.
    let theme = |theme: &str| {
        let script =
            "document.querySelector('aftersales-advisor').setAttribute('theme', arguments[0])";
        browser.execute(script, &[json!(theme)]);
        (colour(".page", "color"), colour(".page", "color-scheme"))
    };
    let (light, dark) =
        (("rgb(31, 35, 40)".into(), "light".into()), ("rgb(232, 229, 221)".into(), "dark".into()));
    assert_eq!(theme("auto"), dark);
    assert_eq!(theme("light"), light);
    assert_eq!(theme("dark"), dark);
    browser.prefer(&[("prefers-color-scheme", "light")]);
    assert_eq!(theme("auto"), light);
    assert_eq!(theme("dark"), dark);
}

#[test]
fn keys_typed_into_a_field_do_not_reach_the_host() {
    let site = serve();
    let browser = Browser::start();
    let body = format!("<script src=\"keys.js\"></script>{BODY}");
    let host = Host::new(&site, &POLICY.replace("script-src", "script-src 'self'"), &body);
    host.put(
        "keys.js",
        "window.keys = []; addEventListener('keydown', ({ key }) => keys.push(key));",
    );
    let page = Advisor::open(&browser, &host.url());
    page.set_case(&json!({ "complaint": "damaged", "order_state": "delivered" }));
    page.find(".message textarea").type_text("k");
    page.find(".answer h2");
    assert_eq!(browser.execute("return keys", &[]), json!([]));
    browser.execute("document.body.focus(); document.activeElement.blur()", &[]);
    browser.press("k");
    assert_eq!(browser.execute("return keys", &[]), json!(["k"]));
}
