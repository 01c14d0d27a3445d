//! The page as a seller uses it: by taps on what is there. Codes name the places, never words, so
//! that a test holds in every language.

use super::browser::Browser;
use super::element::Element;
use serde_json::{Value, json};

/// What stands before a selector of the page's own parts.
const INSIDE: &str = "aftersales-advisor >>> ";

/// The page of a browser.
pub struct Advisor<'browser> {
    pub browser: &'browser Browser,
}

impl<'browser> Advisor<'browser> {
    /// Opens the page and waits until it can be used.
    #[track_caller]
    pub fn open(browser: &'browser Browser, url: &str) -> Advisor<'browser> {
        browser.goto(url);
        let advisor = Advisor { browser };
        advisor.wait_until_drawn();
        advisor
    }

    /// Opens the page anew.
    #[track_caller]
    pub fn reload(&self) {
        self.browser.reload();
        self.wait_until_drawn();
    }

    /// Opens the page anew at another address of it, such as `""` or `"#policy"`.
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

    /// The first match whose text contains these words.
    #[track_caller]
    pub fn find_saying(&self, selector: &str, words: &str) -> Element<'browser> {
        let says = |element: &Element| element.text().contains(words);
        self.browser.wait_until(&format!("`{selector}` saying “{words}”"), || {
            self.find_all(selector).iter().any(says)
        });
        self.find_all(selector).into_iter().find(says).expect("it was there a moment ago")
    }

    #[track_caller]
    pub fn has(&self, selector: &str) -> bool {
        !self.find_all(selector).is_empty()
    }

    #[track_caller]
    pub fn tap(&self, selector: &str) {
        self.find(selector).tap();
    }

    /// Chooses where the order was sold and where the buyer is, opening the choice if it is folded.
    #[track_caller]
    pub fn choose_place(&self, platform: &str, region: &str) {
        self.unfold("#field-platform option", || ".place .change".to_string());
        for (code, value) in [("platform", platform), ("buyer_region", region)] {
            self.find(&format!("#field-{code} option[value=\"{value}\"]")).click();
        }
    }

    /// Says one fact by tapping its value, unfolding the choice first where it is folded.
    #[track_caller]
    pub fn say(&self, fact: &str, value: &str) {
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

    /// Opens a case as a link would.
    #[track_caller]
    pub fn set_case(&self, case: &Value) {
        let script = "document.querySelector('aftersales-advisor').case = arguments[0]";
        self.browser.execute(script, std::slice::from_ref(case));
    }

    /// Has the page answer for that instant instead of the device's clock.
    #[track_caller]
    pub fn set_now(&self, instant: &str) {
        let script =
            "document.querySelector('aftersales-advisor').setAttribute('now', arguments[0])";
        self.browser.execute(script, &[json!(instant)]);
    }

    /// Drops a file on the page, as from a folder.
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

    /// Chooses from the menu, by the item's code.
    #[track_caller]
    pub fn menu(&self, item: &str) {
        self.tap(".menu summary");
        self.tap(&format!("[data-item=\"menu.{item}\"]"));
    }

    /// The case as the page holds it.
    #[track_caller]
    pub fn case(&self) -> Value {
        self.browser.execute("return document.querySelector('aftersales-advisor').case", &[])
    }

    /// What the page keeps in this browser, of this tab's case and of the shop.
    #[track_caller]
    pub fn kept(&self) -> Value {
        let script = "return { ...JSON.parse(localStorage.getItem('aftersales-shop')),
            ...JSON.parse(sessionStorage.getItem('aftersales')) }";
        self.browser.execute(script, &[])
    }

    /// Deletes everything kept: the first tap says what goes.
    #[track_caller]
    pub fn delete_everything(&self) {
        self.menu("settings");
        self.tap("dialog .danger");
        self.find("dialog .goes");
        self.tap("dialog .danger");
    }

    /// The answer that the page shows.
    #[track_caller]
    pub fn advice(&self) -> Value {
        self.browser.execute("return document.querySelector('aftersales-advisor').advice", &[])
    }

    /// Waits until the answer is this remedy.
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

    /// The message as it stands in its field.
    #[track_caller]
    pub fn message(&self) -> String {
        text_of(&self.find(".message textarea").property("value"))
    }

    /// Chooses an option of a select, once it is there.
    #[track_caller]
    pub fn pick(&self, select: &str, value: &str) {
        self.find(&format!("{select} option[value=\"{value}\"]"));
        let script = "arguments[0].value = arguments[1];
                      arguments[0].dispatchEvent(new Event('change', { bubbles: true }));";
        self.browser.execute(script, &[self.find(select).as_argument(), json!(value)]);
    }

    /// Has the page speak another language.
    #[track_caller]
    pub fn speak(&self, lang: &str) {
        self.tap(&format!(".languages button[lang=\"{lang}\"]"));
        self.browser
            .wait_until(&format!("the page in {lang}"), || self.document_language() == lang);
    }

    /// Has the message written in another language; the page may still be loading it.
    #[track_caller]
    pub fn write(&self, lang: &str) {
        self.find(&format!(".message-language option[value=\"{lang}\"]")).click();
    }

    #[track_caller]
    pub fn document_language(&self) -> String {
        text_of(&self.browser.execute("return document.documentElement.lang", &[]))
    }

    /// Whether the page is wider than the window.
    #[track_caller]
    pub fn scrolls_sideways(&self) -> bool {
        // What a narrow column cuts off does not count: only what moves the page does.
        let script = "const { scrollWidth, clientWidth } = document.documentElement;
            return scrollWidth > clientWidth || scrollWidth > innerWidth";
        self.browser.execute(script, &[]) == json!(true)
    }
}

/// The text of a value that is one.
pub fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_string()
}
