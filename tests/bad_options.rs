//! Mistakes in the options come back with their place; what is good works.

mod mistakes;
mod scenario;

use aftersales::advise::advise;
use aftersales::answer::Advice;
use aftersales::conventions::Plain;
use aftersales::value::Value;
use mistakes::{DECIDED, Mistake, decided, map, text, toml};

#[test]
fn options_that_are_no_object_are_said_to_be_none() {
    for value in [text("en"), Value::Number(1.0), Value::Bool(false), Value::List(vec![text("en")])]
    {
        options(value, &[("not_options", "/options", "")]);
    }
    options(Value::Null, &[]);
}

#[test]
fn an_unknown_option_is_named_with_the_one_that_was_meant() {
    options(toml("noww = 1"), &[("unknown_key", "/options/noww", "now")]);
    options(toml("mesage_lang = 'en'"), &[("unknown_key", "/options/mesage_lang", "message_lang")]);
    options(map(&[("lang", Value::Null), ("now", Value::Null), ("shop", Value::Null)]), &[]);
}

#[test]
fn a_moment_that_does_not_exist_is_none() {
    for given in ["'2026-02-30T10:00:00Z'", "'now'", "5", "[]"] {
        options(toml(&format!("now = {given}")), &[("not_an_instant", "/options/now", "2026-")]);
    }
    options(toml("now = '2026-11-22T10:00:00+08:00'"), &[]);
}

#[test]
fn an_unknown_language_falls_back_to_the_nearest() {
    for (tag, nearest) in
        [("'de'", "en"), ("'zh-TW'", "zh-Hant"), ("'zh'", "zh-Hans"), ("5", "en"), ("''", "en")]
    {
        let advice = options(
            toml(&format!("message_lang = {tag}")),
            &[("unknown_language", "/options/message_lang", "")],
        );
        assert_eq!(advice.message.lang, nearest, "{tag}");
    }
    options(toml("lang = 'zh-hant'"), &[("unknown_language", "/options/lang", "zh-Hant")]);
    let advice = options(toml("lang = 'zh-Hant'"), &[]);
    assert_eq!(
        advice.message.lang, "zh-Hant",
        "the message is in the page's language unless told otherwise"
    );
}

#[test]
fn a_name_is_a_short_text_under_a_known_code() {
    options(toml("names = 'Kim'"), &[("not_names", "/options/names", "")]);
    options(toml("names = ['Kim']"), &[("not_names", "/options/names", "")]);
    options(toml("names = { byer = 'Kim' }"), &[("unknown_name", "/options/names/byer", "buyer")]);
    options(toml("names = { buyer = 5 }"), &[("not_a_name", "/options/names/buyer", "")]);
    let long = |count: usize| map(&[("names", map(&[("buyer", Value::Text("ä".repeat(count)))]))]);
    options(long(201), &[("name_too_long", "/options/names/buyer", "")]);
    let advice = options(long(200), &[]);
    assert!(advice.message.text.contains(&"ä".repeat(200)));
}

#[test]
fn a_name_cannot_tear_the_message_apart() {
    let advice = options(
        map(&[(
            "names",
            map(&[("buyer", text("  Kim\r\n\nLee\u{0007}\t ")), ("shop", text("{order}"))]),
        )]),
        &[],
    );
    assert!(advice.message.text.starts_with("Hello Kim"), "{}", advice.message.text);
    assert!(!advice.message.text.contains('\u{0007}'));
    assert!(!advice.message.text.contains("\n\n\n"));
    // What a seller calls the shop is taken as it is.
    assert!(advice.message.text.ends_with("{order}"), "{}", advice.message.text);
}

#[test]
fn a_blank_name_is_no_name() {
    let advice = options(toml("names = { buyer = '   ' }"), &[]);
    assert!(advice.message.needs.contains(&"buyer"));
}

#[test]
fn settings_are_thresholds_in_minor_units() {
    let shop = "/options/shop";
    options(toml("shop = 5"), &[("not_settings", shop, "")]);
    options(
        toml("shop = { setings = {} }"),
        &[("unknown_key", "/options/shop/setings", "settings")],
    );
    options(toml("shop = { settings = 5 }"), &[("not_settings", "/options/shop/settings", "")]);
    options(
        toml("shop = { settings = { high_valeu = {} } }"),
        &[("unknown_key", "/options/shop/settings/high_valeu", "high_value")],
    );
    for (currency, amount) in
        [("USD", "-1"), ("USD", "1.5"), ("usd", "1"), ("USD", "'1'"), ("EURO", "1"), ("USD", "nan")]
    {
        let advice = advise(
            &toml(DECIDED),
            &toml(&format!(
                "shop = {{ settings = {{ high_value = {{ {currency} = {amount} }} }} }}"
            )),
            &Plain,
        );
        let path = format!("/options/shop/settings/high_value/{currency}");
        let got: Vec<(&str, &str)> =
            advice.problems.iter().map(|problem| (problem.code, problem.path.as_str())).collect();
        assert_eq!(got, [("not_minor_units", path.as_str())], "{currency} = {amount}");
    }
    options(toml("shop = { settings = { high_value = { USD = 0 } } }"), &[]);
}

/// Advises on the decided case with these options, and compares the problems.
#[track_caller]
fn options(value: Value, mistakes: &[Mistake]) -> Advice {
    decided(&value, mistakes)
}
