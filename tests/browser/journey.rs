//! A seller at work: a case told by taps, its answer read, its message taken along.

#[path = "../support/mod.rs"]
mod support;

use serde_json::{Value, json};
use support::advisor::text_of;
use support::{Advisor, Browser, serve};

/// Where the journey is made.
#[derive(Clone, Copy)]
enum Device {
    Phone,
    Desktop,
}
use Device::{Desktop, Phone};

impl Device {
    fn browser(self) -> Browser {
        let browser = Browser::start();
        match self {
            Phone => browser.phone(),
            Desktop => browser.size(1280, 800),
        }
        browser
    }
}

/// Tells by taps of a wrong item, delivered to a buyer on Taobao in China; photos show it.
#[track_caller]
fn tell_of_a_wrong_item(page: &Advisor) {
    page.choose_place("taobao", "cn");
    page.say("order_state", "delivered");
    page.say("complaint", "wrong_item");
    page.say("evidence", "confirmed");
    page.wait_for_remedy("swap_wrong_item");
}

/// Pulls up the sheet that covers the rest of the answer on a phone.
#[track_caller]
fn pull_up(page: &Advisor) {
    if page.find(".grip").is_shown() {
        page.tap(".grip");
        page.find(".answer.open");
    }
}

#[track_caller]
fn a_case_told_by_taps_is_answered(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);

    let advice = page.advice();
    assert_eq!(advice["problems"], json!([]));
    assert_eq!(page.headline(), text_of(&advice["remedy"]["title"]));
    pull_up(&page);
    let steps: Vec<String> = page.find_all(".steps li").iter().map(|step| step.text()).collect();
    let wanted: Vec<String> = advice["steps"]
        .as_array()
        .expect("steps")
        .iter()
        .map(|step| text_of(&step["text"]))
        .collect();
    assert!(wanted.len() > 2, "{wanted:?}");
    assert_eq!(steps.len(), wanted.len(), "{steps:?}");
    for (step, wanted) in steps.iter().zip(&wanted) {
        assert!(step.contains(wanted.as_str()), "{step:?} should say {wanted:?}");
    }
    assert!(page.find(".message textarea").is_shown());
    let message = page.message();
    assert_eq!(message, text_of(&advice["message"]["text"]));
    assert!(!message.contains(['{', '}']), "{message}");
    assert_eq!(browser.complaints(), []);
}

#[test]
fn on_a_phone_a_case_told_by_taps_is_answered_with_headline_steps_and_message() {
    a_case_told_by_taps_is_answered(Phone);
}

#[test]
fn on_a_desktop_a_case_told_by_taps_is_answered_with_headline_steps_and_message() {
    a_case_told_by_taps_is_answered(Desktop);
}

#[test]
fn the_answer_follows_every_tap_without_a_button() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    assert!(!page.has(".answer"), "nothing is told yet");
    page.say("complaint", "damaged");
    let first = page.headline();
    page.say("order_state", "delivered");
    browser.wait_until("another headline", || page.headline() != first);
    page.say("evidence", "awaited");
    page.wait_for_remedy("ask_evidence");
    assert!(!page.has("[type=submit], form"), "there is nothing to submit");
}

#[test]
fn the_first_screen_of_a_desktop_shows_headline_and_copy() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    for part in [".lead h2", ".message textarea", ".message .copy"] {
        let [_, top, _, height] = page.find(part).bounds();
        assert!(top >= 0.0 && top + height <= 800.0, "{part} from {top}, {height} high");
    }
}

#[test]
fn the_example_case_is_answered_at_one_tap() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    page.tap(".intro button");
    browser.wait_until("a decided answer", || page.advice()["status"] == "decided");
    assert!(!page.message().is_empty());
}

// The message.

/// Lets scripts read the clipboard, and write it if told so.
#[track_caller]
fn allow_clipboard(browser: &Browser, url: &str, writing: bool) {
    let origin = url.trim_end_matches('/');
    let setting = if writing { "granted" } else { "denied" };
    for (name, setting) in [("clipboard-read", "granted"), ("clipboard-write", setting)] {
        let permission = json!({
            "permission": { "name": name }, "setting": setting, "origin": origin,
        });
        browser.cdp("Browser.setPermission", permission);
    }
}

#[track_caller]
fn clipboard(browser: &Browser) -> String {
    text_of(&browser.execute("return navigator.clipboard.readText()", &[]))
}

#[track_caller]
fn the_message_is_copied(device: Device, writing: bool) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), writing);
    tell_of_a_wrong_item(&page);
    if !writing {
        let refused = "return navigator.clipboard.writeText('x').then(() => false, () => true)";
        assert_eq!(browser.execute(refused, &[]), json!(true), "the clipboard is refused");
    }
    let button = match device {
        Phone => ".lead .copy",
        Desktop => ".message .copy",
    };
    let before = page.find(button).text();
    // A message of several paragraphs: line ends must survive.
    assert!(page.message().contains('\n'));
    page.tap(button);
    browser.wait_until("the button to say so", || page.find(button).text() != before);
    assert_eq!(clipboard(&browser).replace("\r\n", "\n"), page.message());
    assert_eq!(browser.complaints(), []);
}

#[test]
fn on_a_phone_the_message_is_copied_whole() {
    the_message_is_copied(Phone, true);
}

#[test]
fn on_a_desktop_the_message_is_copied_whole() {
    the_message_is_copied(Desktop, true);
}

#[test]
fn where_the_clipboard_is_refused_the_message_is_copied_all_the_same() {
    the_message_is_copied(Desktop, false);
}

#[test]
fn names_typed_into_the_fields_appear_in_the_message() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    let needs = page.advice()["message"]["needs"].clone();
    let needs: Vec<&str> =
        needs.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(needs.contains(&"buyer") && needs.contains(&"shop"), "{needs:?}");
    for (at, code) in needs.iter().enumerate() {
        page.find(&format!("#name-{code}")).type_text(&format!("Name {at} of 张三 & <b>"));
    }
    for at in 0..needs.len() {
        let name = format!("Name {at} of 张三 & <b>");
        browser
            .wait_until(&format!("“{name}” in the message"), || page.message().contains(&name));
    }
    assert_eq!(page.advice()["message"]["needs"], json!([]));
    for code in &needs {
        assert!(page.has(&format!("#name-{code}")), "the field of {code} can still be corrected");
    }
}

#[test]
fn a_message_changed_by_hand_is_what_is_copied_and_survives_other_changes() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    tell_of_a_wrong_item(&page);
    page.find(".message select option[value=zh-Hant]").click();
    page.find(".message textarea[lang=zh-Hant]");
    let own = page.message();
    page.find(".message textarea").type_text("My own last line.");
    let changed = page.message();
    assert_eq!(changed, format!("{own}My own last line."));
    // Neither ticking a step nor another language of the page touches the message.
    page.tap(".steps li input");
    page.speak("zh-Hans");
    assert_eq!(page.message(), changed);
    page.tap(".message .copy");
    browser.wait_until("the copy", || clipboard(&browser).replace("\r\n", "\n") == changed);
    // The change can be taken back.
    page.tap(".message-note button");
    browser.wait_until("the page's own message", || page.message() == own);
}

#[test]
fn a_message_changed_by_hand_can_be_had_back_after_the_case_changed() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    page.find(".message textarea").type_text("My own last line.");
    let changed = page.message();
    page.say("buyer_wants", "refund");
    page.wait_for_remedy("return_and_refund");
    assert!(!page.message().contains("My own last line."), "the new case has its own message");
    page.tap(".message-note button");
    browser.wait_until("the changed message", || page.message() == changed);
}

// Languages.

#[test]
fn the_page_and_the_message_each_speak_their_own_language() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    let english = page.message();

    page.find(".message select option[value=zh-Hans]").click();
    browser.wait_until("a Chinese message", || page.message() != english);
    let chinese = page.message();
    assert_eq!(page.find(".message textarea").attr("lang").as_deref(), Some("zh-Hans"));
    assert_eq!(page.document_language(), "en", "the page stays as it is");
    assert_eq!(page.headline(), text_of(&page.advice()["remedy"]["title"]));

    let headline = page.headline();
    page.speak("zh-Hant");
    assert_eq!(page.find(".page").attr("lang").as_deref(), Some("zh-Hant"));
    assert_eq!(page.message(), chinese, "the message stays as it is");
    assert_ne!(page.headline(), headline);
    for lang in ["zh-Hans", "en"] {
        page.speak(lang);
        assert_eq!(page.find(".page").attr("lang").as_deref(), Some(lang));
        assert_eq!(page.message(), chinese);
    }
    assert_eq!(page.headline(), headline);
    let pressed = page.find(".languages [aria-pressed=true]");
    assert_eq!(pressed.attr("lang").as_deref(), Some("en"));
}

#[test]
fn until_it_is_chosen_the_message_speaks_as_the_page_does() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    for lang in ["zh-Hans", "zh-Hant", "en"] {
        page.speak(lang);
        browser.wait_until(&format!("the message in {lang}"), || {
            page.find(".message textarea").attr("lang").as_deref() == Some(lang)
        });
        assert_eq!(page.advice()["message"]["lang"], json!(lang));
    }
}

#[test]
fn the_page_starts_in_the_language_that_the_browser_prefers() {
    let server = serve();
    for (preferred, lang) in [("zh-TW", "zh-Hant"), ("zh-CN", "zh-Hans"), ("fr-FR", "en")] {
        let browser = Desktop.browser();
        let agent = text_of(&browser.execute("return navigator.userAgent", &[]));
        let preference = json!({ "userAgent": agent, "acceptLanguage": preferred });
        browser.cdp("Emulation.setUserAgentOverride", preference);
        let page = Advisor::open(&browser, &server.url());
        assert_eq!(page.document_language(), lang, "for {preferred}");
    }
}

// What comes next.

/// The button that makes this change, by the change itself.
#[track_caller]
fn tap_next(page: &Advisor, fact: &str) {
    let advice = page.advice();
    let next = advice["next"].as_array().into_iter().flatten();
    let change = next.clone().find(|change| !change["set"][fact].is_null());
    let change = change.unwrap_or_else(|| panic!("no next about {fact}: {}", advice["next"]));
    page.find_saying(".next button", change["label"].as_str().expect("a label")).tap();
    let value = change["set"][fact].clone();
    page.browser.wait_until(&format!("{fact} to be {value}"), || page.case()[fact] == value);
}

#[track_caller]
fn what_happens_next_moves_the_answer_on(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    let acts = |list: &str| -> Vec<String> {
        let advice = page.advice();
        advice[list].as_array().expect("a list").iter().map(|step| text_of(&step["act"])).collect()
    };
    let steps = acts("steps");
    tap_next(&page, "offers_declined");
    let declined = page.advice();
    assert_eq!(declined["status"], "decided");
    assert_eq!(page.headline(), text_of(&declined["remedy"]["title"]));

    tap_next(&page, "needs_other_team");
    let more = acts("steps");
    assert!(more.len() > steps.len() || more != steps, "{more:?}");
    assert_eq!(page.advice()["remedy"], declined["remedy"], "another team is no other remedy");

    tap_next(&page, "resolved");
    page.wait_for_remedy("close_and_register");

    // Every change can be taken back, one tap after it was made.
    page.tap(".notice button");
    browser.wait_until("the change undone", || page.case()["resolved"].is_null());
    assert_eq!(page.case()["needs_other_team"], json!("yes"));
}

#[test]
fn on_a_phone_what_happens_next_moves_the_answer_on() {
    what_happens_next_moves_the_answer_on(Phone);
}

#[test]
fn on_a_desktop_what_happens_next_moves_the_answer_on() {
    what_happens_next_moves_the_answer_on(Desktop);
}

#[test]
fn what_would_change_the_answer_changes_it_as_announced() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    let told = page.case();
    let changes = page.advice()["would_change"].clone();
    let changes = changes.as_array().expect("a list");
    assert!(!changes.is_empty());
    for (at, change) in changes.iter().enumerate() {
        let chip = format!(".would-change .change-chip:nth-child({})", at + 1);
        assert!(page.find(&chip).text().contains(&text_of(&change["label"])));
        page.tap(&chip);
        page.wait_for_remedy(change["remedy"].as_str().expect("a code"));
        page.tap(".notice button");
        browser.wait_until("the change undone", || page.case() == told);
    }
}

// Advice that gives way, and what cannot be.

#[test]
fn usual_advice_that_gives_way_stands_beside_what_holds_each_with_its_source() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    page.choose_place("taobao", "cn");
    page.say("order_state", "in_transit");
    page.say("complaint", "cancel_order");
    page.wait_for_remedy("intercept_and_refund");
    let overruled = page.advice()["overruled"][0].clone();
    assert_eq!(overruled["rule"], "wait-before-cancelling");
    pull_up(&page);
    let usual = page.find(".overruled .usual");
    assert!(usual.is_shown());
    assert!(usual.text().contains(&text_of(&overruled["text"])));
    assert!(usual.text().contains(&text_of(&overruled["sources"][0]["title"])), "{}", usual.text());
    let ruling = page.find(".overruled .ruling");
    assert!(ruling.text().contains(&text_of(&overruled["by"][0]["text"])));
    let source = &overruled["by"][0]["sources"][0];
    assert!(ruling.text().contains(&text_of(&source["title"])), "{}", ruling.text());
    assert!(ruling.text().contains(&text_of(&source["verified_text"])));
    let link = page.find(".overruled .ruling a");
    assert_eq!(link.attr("href"), source["url"].as_str().map(str::to_string));
    assert_eq!(link.attr("rel").as_deref(), Some("noopener noreferrer"));
}

#[track_caller]
fn what_cannot_happen_says_why(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    page.choose_place("aliexpress", "eu");
    page.say("order_state", "unshipped");
    let broken = page.find("[data-fact=complaint] input[value=damaged]");
    assert_eq!(broken.attr("aria-disabled").as_deref(), Some("true"));
    let label = page.find("[data-fact=complaint] .chip:has([value=damaged])");
    assert!(label.attr("class").unwrap_or_default().contains("impossible"));
    let fine = page.find("[data-fact=complaint] input[value=cancel_order]");
    assert_eq!(fine.attr("aria-disabled"), None);

    broken.tap();
    let refusal = page.find(".refused");
    assert!(refusal.is_shown());
    // Both sides of the contradiction are named in the page's words.
    for (fact, value) in [("complaint", "damaged"), ("order_state", "unshipped")] {
        let words = page.find(&format!("[data-fact={fact}] .chip:has([value={value}]) .chip-text"));
        assert!(refusal.text().contains(&words.text()), "{} in {}", words.text(), refusal.text());
    }
    assert_eq!(page.case()["complaint"], Value::Null, "nothing is told by that");
    assert_eq!(page.case()["order_state"], json!("unshipped"));

    // It can be meant all the same: then what stands in the way gives way, and can be had back.
    page.tap(".refused button");
    browser.wait_until("the complaint", || page.case()["complaint"] == json!("damaged"));
    assert_eq!(page.case()["order_state"], Value::Null);
    page.tap(".notice button");
    browser.wait_until("the station back", || page.case()["order_state"] == json!("unshipped"));
}

#[test]
fn on_a_phone_what_cannot_happen_is_dimmed_and_says_why() {
    what_cannot_happen_says_why(Phone);
}

#[test]
fn on_a_desktop_what_cannot_happen_is_dimmed_and_says_why() {
    what_cannot_happen_says_why(Desktop);
}

// Mistakes.

#[test]
fn a_bad_amount_is_explained_beside_its_field_and_what_was_typed_stays() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    page.tap(".details summary");
    page.find(".amount input").type_text("12 yuan");
    let problem = page.find(".amount .problem");
    assert!(problem.is_shown() && !problem.text().is_empty());
    let field = page.find(".amount input");
    assert_eq!(field.attr("aria-invalid").as_deref(), Some("true"));
    assert_eq!(field.attr("aria-describedby"), problem.attr("id"));
    // Neither another fact nor another language touches what is being typed.
    page.say("buyer_wants", "refund");
    let english = problem.text();
    page.speak("zh-Hans");
    assert_eq!(field.property("value"), json!("12 yuan"));
    let chinese = page.find(".amount .problem").text();
    assert!(!chinese.is_empty() && chinese != english, "{chinese}");
    assert_eq!(page.case()["order_value"], Value::Null);
    assert_eq!(page.advice()["status"], "decided", "the rest is answered");

    field.retype("129.5");
    browser.wait_until("the amount", || page.case()["order_value"]["minor"] == json!(12950));
    assert!(!page.has(".amount .problem"));
}

#[test]
fn a_time_that_contradicts_the_others_is_named_beside_its_field() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    page.set_now("2026-11-22T12:00:00+08:00");
    tell_of_a_wrong_item(&page);
    let mut told = page.case();
    told["shipped_at"] = json!("2026-11-20T10:00:00+08:00");
    told["delivered_at"] = json!("2026-11-18T10:00:00+08:00");
    page.set_case(&told);
    page.tap(".details summary");
    let problems = page.advice()["problems"].clone();
    let problem = &problems.as_array().expect("a list")[0];
    let fact = problem["path"].as_str().expect("a path").trim_start_matches('/').to_string();
    let words = page.find(&format!(".field:has(#field-{fact}) .problem"));
    assert!(words.is_shown());
    assert!(words.text().contains(&text_of(&problem["message"])), "{}", words.text());
    assert_eq!(page.case(), told, "nothing told is lost");
}

#[test]
fn a_case_in_a_link_that_is_wrong_in_places_is_opened_as_far_as_it_goes() {
    let server = serve();
    let browser = Desktop.browser();
    let case = r#"{"platform":"taobao","buyer_region":"cn","order_state":"delivered","complaint":"wrong_item","evidence":"confrimed","colour":"red"}"#;
    let encoded: String = case.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let page = Advisor::open(&browser, &format!("{}#case={encoded}", server.url()));
    page.wait_for_remedy("ask_evidence");
    let beside = page.find("[data-fact=evidence] .problem");
    assert!(beside.is_shown() && !beside.text().is_empty());
    let stray = page.find_saying(".facts > .problem", "colour");
    assert!(stray.is_shown());
    assert_eq!(browser.url(), server.url(), "the case is taken out of the address");
}

// What is kept.

#[test]
fn opening_the_page_again_keeps_facts_names_languages_and_ticks() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    page.find("#name-buyer").type_text("Wang Fang");
    page.tap(".steps li:nth-child(2) input");
    page.find(".message select option[value=zh-Hant]").click();
    page.speak("zh-Hans");
    let (told, message) = (page.case(), page.message());
    assert!(message.contains("Wang Fang"));

    page.reload();
    assert_eq!(page.case(), told);
    assert_eq!(page.message(), message);
    assert_eq!(page.document_language(), "zh-Hans");
    assert_eq!(page.find("#name-buyer").property("value"), json!("Wang Fang"));
    assert_eq!(page.find(".steps li:nth-child(2) input").property("checked"), json!(true));
    assert_eq!(page.find(".steps li:nth-child(1) input").property("checked"), json!(false));
}

#[test]
fn clearing_the_case_keeps_the_place_and_can_be_undone() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    pull_up(&page);
    page.find("#name-buyer").type_text("Wang Fang");
    page.tap(".grip");
    let told = page.case();
    page.tap(".menu summary");
    page.tap(".menu li:last-child button");
    browser.wait_until("an empty case", || {
        page.case() == json!({ "platform": "taobao", "buyer_region": "cn" })
    });
    assert!(!page.has(".answer"));
    page.tap(".notice button");
    browser.wait_until("the case back", || page.case() == told);
    page.wait_for_remedy("swap_wrong_item");
    assert!(page.message().contains("Wang Fang"));
}

#[test]
fn everything_kept_can_be_deleted() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    tell_of_a_wrong_item(&page);
    page.tap(".menu summary");
    page.tap(".menu li:nth-child(3) button");
    assert!(page.find("dialog").is_shown());
    page.tap("dialog .danger");
    browser.wait_until("an empty case", || page.case() == json!({}));
    assert_eq!(browser.execute("return localStorage.length", &[]), json!(0));
    page.reload();
    assert_eq!(page.case(), json!({}));
}

#[test]
fn a_copied_link_opens_the_same_case_without_names() {
    let server = serve();
    let browser = Desktop.browser();
    let page = Advisor::open(&browser, &server.url());
    allow_clipboard(&browser, &server.url(), true);
    tell_of_a_wrong_item(&page);
    page.find("#name-buyer").type_text("Wang Fang");
    let told = page.case();
    page.tap(".menu summary");
    page.tap(".menu li:nth-child(1) button");
    page.find(".notice");
    let link = clipboard(&browser);
    assert!(link.starts_with(&server.url()) && !link.contains("Wang"), "{link}");

    let colleague = Desktop.browser();
    let theirs = Advisor::open(&colleague, &link);
    theirs.wait_for_remedy("swap_wrong_item");
    assert_eq!(theirs.case(), told);
}

// What is open.

#[track_caller]
fn with_only_a_complaint_the_page_asks(device: Device) {
    let server = serve();
    let browser = device.browser();
    let page = Advisor::open(&browser, &server.url());
    page.say("complaint", "not_received");
    let advice = page.advice();
    assert_eq!(advice["status"], "open");
    assert_eq!(advice["remedy"], Value::Null);
    let possible = advice["possible"].as_array().expect("a list");
    assert!(possible.len() > 1);
    assert!(page.headline().contains(&possible.len().to_string()), "{}", page.headline());
    let first = &advice["ask"][0];
    let lead = page.find(".lead").text();
    assert!(lead.contains(&text_of(&first["question"])), "{lead}");

    pull_up(&page);
    let listed = page.find(".possible").text();
    for remedy in possible.iter().take(5) {
        assert!(listed.contains(&text_of(&remedy["title"])), "{} in {listed}", remedy["title"]);
    }
    // The message asks instead of promising.
    assert!(page.message().contains(['?', '？']), "{}", page.message());

    // The button leads to where the question is answered.
    page.tap(".lead .primary");
    let fact = text_of(&first["fact"]);
    let focused = "const { activeElement: host } = document;
        return host.shadowRoot?.activeElement?.closest('[data-fact]')?.dataset.fact";
    browser.wait_until(&format!("the focus at {fact}"), || {
        browser.execute(focused, &[]) == json!(fact)
    });
}

#[test]
fn on_a_phone_a_complaint_alone_is_answered_by_what_is_possible_and_a_question() {
    with_only_a_complaint_the_page_asks(Phone);
}

#[test]
fn on_a_desktop_a_complaint_alone_is_answered_by_what_is_possible_and_a_question() {
    with_only_a_complaint_the_page_asks(Desktop);
}

#[test]
fn answering_the_questions_in_the_order_asked_settles_the_case() {
    let server = serve();
    let browser = Phone.browser();
    let page = Advisor::open(&browser, &server.url());
    page.say("complaint", "not_received");
    for _ in 0..12 {
        let advice = page.advice();
        if advice["status"] == "decided" {
            break;
        }
        let fact = text_of(&advice["ask"][0]["fact"]);
        let choices = format!("[data-fact=\"{fact}\"] input:not([aria-disabled])");
        match page.has(&format!("select#field-{fact}")) {
            true => drop(page.find(&format!("#field-{fact} option:last-child")).click()),
            false => page.tap(&choices),
        }
        browser.wait_until(&format!("an answer on {fact}"), || !page.case()[&fact].is_null());
    }
    assert_eq!(page.advice()["status"], "decided", "after {}", page.case());
}
