//! The page as a seller uses it. Selectors and values are codes, so that a test is valid in every
//! language.

use super::browser::Browser;
use super::element::Element;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

/// The prefix of selectors for parts of the page.
const INSIDE: &str = "aftersales-advisor >>> ";

/// The page of a browser.
pub struct Advisor<'browser> {
    pub browser: &'browser Browser,
}

impl<'browser> Advisor<'browser> {
    /// Opens the page and waits until it is drawn.
    #[track_caller]
    pub fn open(browser: &'browser Browser, url: &str) -> Advisor<'browser> {
        browser.goto(url);
        let advisor = Advisor { browser };
        advisor.wait_until_drawn();
        advisor
    }

    /// Reloads the page.
    #[track_caller]
    pub fn reload(&self) {
        self.browser.reload();
        self.wait_until_drawn();
    }

    /// Reloads the page with another fragment, such as `""` or `"#policy"`.
    #[track_caller]
    pub fn reload_at(&self, fragment: &str) {
        let script = "history.replaceState(null, '', location.href.split('#')[0] + arguments[0])";
        self.browser.execute(script, &[json!(fragment)]);
        self.reload();
    }

    #[track_caller]
    pub fn wait_until_drawn(&self) {
        self.find(".columns");
    }

    #[track_caller]
    pub fn find(&self, selector: &str) -> Element<'browser> {
        self.browser.find(&format!("{INSIDE}{selector}"))
    }

    #[track_caller]
    pub fn find_all(&self, selector: &str) -> Vec<Element<'browser>> {
        self.browser.find_all(&format!("{INSIDE}{selector}"))
    }

    /// The first match whose text contains this text.
    #[track_caller]
    pub fn find_with_text(&self, selector: &str, words: &str) -> Element<'browser> {
        let mut found = None;
        self.browser.wait_until(&format!("`{selector}` saying “{words}”"), || {
            found = self.browser.find_saying(&format!("{INSIDE}{selector}"), words);
            found.is_some()
        });
        found.expect("it was waited for")
    }

    #[track_caller]
    pub fn has(&self, selector: &str) -> bool {
        !self.find_all(selector).is_empty()
    }

    #[track_caller]
    pub fn tap(&self, selector: &str) {
        self.find(selector).tap();
    }

    /// Chooses platform and region.
    #[track_caller]
    pub fn choose_place(&self, platform: &str, region: &str) {
        for (code, value) in [("platform", platform), ("buyer_region", region)] {
            self.find(&format!("#field-{code} option[value=\"{value}\"]")).click();
        }
    }

    /// States a fact by tapping its value, and unfolds the choice first if necessary.
    #[track_caller]
    pub fn state(&self, fact: &str, value: &str) {
        let chip = format!("[data-fact=\"{fact}\"] input[value=\"{value}\"]");
        self.find(&format!("[data-fact=\"{fact}\"]"));
        let change = format!("[data-fact=\"{fact}\"] .change");
        self.unfold(&chip, || match self.has(&change) {
            true => change.clone(),
            false => ".questions > .quiet".to_string(),
        });
        self.tap(&chip);
    }

    /// Waits until something is there, tapping what unfolds it: again, where the page is drawn meanwhile.
    #[track_caller]
    fn unfold(&self, wanted: &str, by: impl Fn() -> String) {
        self.browser.wait_until(&format!("`{wanted}`"), || {
            if !self.has(wanted) && self.has(&by()) {
                self.tap(&by());
            }
            self.has(wanted)
        });
    }

    /// Opens a folded part of the answer.
    #[track_caller]
    pub fn open_fold(&self, part: &str) {
        if self.find(part).property("open") != json!(true) {
            self.tap(&format!("{part} > summary"));
        }
    }

    /// Sets the case of the element.
    #[track_caller]
    pub fn set_case(&self, case: &Value) {
        let script = "document.querySelector('aftersales-advisor').case = arguments[0]";
        self.browser.execute(script, std::slice::from_ref(case));
    }

    /// Sets the instant to answer for.
    #[track_caller]
    pub fn set_now(&self, instant: &str) {
        let script =
            "document.querySelector('aftersales-advisor').setAttribute('now', arguments[0])";
        self.browser.execute(script, &[json!(instant)]);
    }

    /// Drops a file on the page.
    #[track_caller]
    pub fn drop_file(&self, name: &str, content: &str) {
        let script = "
            const files = new DataTransfer();
            files.items.add(new File([arguments[1]], arguments[0]));
            const over = { dataTransfer: files, bubbles: true, composed: true, cancelable: true };
            const place = document.querySelector('aftersales-advisor').shadowRoot.querySelector('.page');
            place.dispatchEvent(new DragEvent('dragover', over));
            place.dispatchEvent(new DragEvent('drop', over));";
        self.browser.execute(script, &[json!(name), json!(content)]);
    }

    /// Drops a file of bytes on the page.
    #[track_caller]
    pub fn drop_bytes(&self, name: &str, content: &[u8]) {
        let script = "
            const files = new DataTransfer();
            const bytes = Uint8Array.from(atob(arguments[1]), (letter) => letter.charCodeAt(0));
            files.items.add(new File([bytes], arguments[0]));
            const dropped = { dataTransfer: files, bubbles: true, composed: true, cancelable: true };
            const place = document.querySelector('aftersales-advisor').shadowRoot.querySelector('.page');
            place.dispatchEvent(new DragEvent('drop', dropped));";
        self.browser.execute(script, &[json!(name), json!(STANDARD.encode(content))]);
    }

    /// Chooses an item of the menu by its code.
    #[track_caller]
    pub fn menu(&self, item: &str) {
        self.tap(".menu summary");
        self.tap(&format!("[data-item=\"menu.{item}\"]"));
    }

    /// The case of the element.
    #[track_caller]
    pub fn case(&self) -> Value {
        self.browser.execute("return document.querySelector('aftersales-advisor').case", &[])
    }

    /// The stored state of this tab's case and of the shop.
    #[track_caller]
    pub fn stored(&self) -> Value {
        let script = "return { ...JSON.parse(localStorage.getItem('aftersales-shop')),
            ...JSON.parse(sessionStorage.getItem('aftersales')) }";
        self.browser.execute(script, &[])
    }

    /// Deletes everything stored, with the confirmation.
    #[track_caller]
    pub fn delete_everything(&self) {
        self.menu("settings");
        self.tap("dialog .danger");
        self.find("dialog .goes");
        self.tap("dialog .danger");
    }

    /// The answer of the element.
    #[track_caller]
    pub fn advice(&self) -> Value {
        self.browser.execute("return document.querySelector('aftersales-advisor').advice", &[])
    }

    /// Waits until the answer has this remedy.
    #[track_caller]
    pub fn wait_for_remedy(&self, code: &str) {
        self.browser.wait_until(&format!("the remedy {code}"), || {
            let advice = self.advice();
            advice["remedy"]["code"] == code
                && self.headline() == text_of(&advice["remedy"]["title"])
        });
    }

    #[track_caller]
    pub fn headline(&self) -> String {
        self.find(".answer .lead h2").text()
    }

    /// The message in its field.
    #[track_caller]
    pub fn message(&self) -> String {
        text_of(&self.find(".message textarea").property("value"))
    }

    /// Chooses an option of a select, after waiting for it.
    #[track_caller]
    pub fn pick(&self, select: &str, value: &str) {
        self.find(&format!("{select} option[value=\"{value}\"]"));
        let script = "arguments[0].value = arguments[1];
                      arguments[0].dispatchEvent(new Event('change', { bubbles: true }));";
        self.browser.execute(script, &[self.find(select).as_argument(), json!(value)]);
    }

    /// Picks a language for the page, without waiting for its words.
    #[track_caller]
    pub fn pick_language(&self, lang: &str) {
        self.find(&format!(".languages option[value=\"{lang}\"]")).click();
    }

    /// Changes the language of the page.
    #[track_caller]
    pub fn set_language(&self, lang: &str) {
        self.pick_language(lang);
        self.browser
            .wait_until(&format!("the page in {lang}"), || self.document_language() == lang);
    }

    /// Changes the language of the message, without waiting for its words.
    #[track_caller]
    pub fn set_message_language(&self, lang: &str) {
        self.find(&format!(".message-language option[value=\"{lang}\"]")).click();
    }

    #[track_caller]
    pub fn document_language(&self) -> String {
        text_of(&self.browser.execute("return document.documentElement.lang", &[]))
    }

    /// Whether the page scrolls horizontally.
    #[track_caller]
    pub fn scrolls_horizontally(&self) -> bool {
        // Content that is clipped in a narrow column does not count.
        let script = "const { scrollWidth, clientWidth } = document.documentElement;
            return scrollWidth > clientWidth || scrollWidth > innerWidth";
        self.browser.execute(script, &[]) == json!(true)
    }
}

/// The text of a JSON value.
pub fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_string()
}
