//! Mistakes in the options come back with their place; what is good works.

use crate::mistakes;

use aftersales::api::advise::advise;
use aftersales::present::answer::Advice;
use aftersales::present::plain_format::Plain;
use aftersales_core::plain::value::Value;
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
    for (tag, nearest) in [("'de'", "en"), ("'tw'", "en"), ("5", "en"), ("''", "en")] {
        let advice = options(
            toml(&format!("message_lang = {tag}")),
            &[("unknown_language", "/options/message_lang", "")],
        );
        assert_eq!(advice.message.lang, nearest, "{tag}");
    }
    options(toml("lang = 'hant'"), &[("unknown_language", "/options/lang", "")]);
    let advice = options(toml("lang = 'zh-Hant'"), &[]);
    assert_eq!(
        advice.message.lang, "zh-Hant",
        "the message is in the page's language unless another is asked for"
    );
}

#[test]
fn a_tag_that_a_language_serves_is_no_mistake() {
    for (tag, nearest) in [
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh_Hant_HK", "zh-Hant"),
        ("zh-hant", "zh-Hant"),
        ("en-GB", "en"),
        ("en-US", "en"),
        ("EN", "en"),
    ] {
        let advice = options(toml(&format!("message_lang = '{tag}'")), &[]);
        assert_eq!(advice.message.lang, nearest, "{tag}");
    }
}

#[test]
fn a_line_break_in_a_name_becomes_a_comma() {
    let place = "platform = 'shopee'\nbuyer_region = 'my'\ncomplaint = 'change_address'\norder_state = 'unshipped'";
    for (address, line) in [
        ("Kim Tan\n12 Orchard Road\r\nSingapore", "Kim Tan, 12 Orchard Road, Singapore"),
        ("12 Orchard Road,\n\n Singapore\n", "12 Orchard Road, Singapore"),
        ("12\tOrchard Road", "12 Orchard Road"),
        ("上海市\n南京路 1 号", "上海市, 南京路 1 号"),
    ] {
        let names = map(&[("new_address", text(address))]);
        let advice =
            aftersales::api::advise::advise(&toml(place), &map(&[("names", names)]), &Plain);
        assert!(advice.problems.is_empty(), "{:?}", advice.problems);
        assert!(advice.message.text.contains(line), "{}", advice.message.text);
    }
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
        [("USD", "-1"), ("USD", "1.5"), ("USD", "'1'"), ("USD", "nan"), ("USD", "[1]")]
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

/// Each setting with a mistake in it, the problem's code, and its place under the settings.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("high_value = 5", "not_settings", "/high_value"),
    ("high_value = { usd = 1 }", "not_a_currency", "/high_value/usd"),
    ("high_value = { EURO = 1 }", "not_a_currency", "/high_value/EURO"),
    ("partial_refund = 10", "not_a_list", "/partial_refund"),
    ("partial_refund = []", "not_a_ladder", "/partial_refund"),
    ("partial_refund = [10, 20, 30, 40]", "not_a_ladder", "/partial_refund"),
    ("partial_refund = [20, 10]", "not_a_ladder", "/partial_refund"),
    ("partial_refund = [10, 0]", "not_percent", "/partial_refund/1"),
    ("partial_refund = [101]", "not_percent", "/partial_refund/0"),
    ("partial_refund = [10.5]", "not_percent", "/partial_refund/0"),
    ("partial_refund = ['10']", "not_percent", "/partial_refund/0"),
    ("coupon = [5]", "not_settings", "/coupon"),
    ("coupon = { usd = [500] }", "not_a_currency", "/coupon/usd"),
    ("coupon = { USD = 500 }", "not_a_list", "/coupon/USD"),
    ("coupon = { USD = [] }", "not_a_ladder", "/coupon/USD"),
    ("coupon = { USD = [0] }", "not_a_ladder", "/coupon/USD"),
    ("coupon = { USD = [500, 300] }", "not_a_ladder", "/coupon/USD"),
    ("coupon = { USD = [1, 2, 3] }", "not_a_ladder", "/coupon/USD"),
    ("coupon = { USD = [-1] }", "not_minor_units", "/coupon/USD/0"),
    ("coupon = { USD = [5, 5.5] }", "not_minor_units", "/coupon/USD/1"),
    ("coupon_most = 0", "not_percent", "/coupon_most"),
    ("coupon_most = 101", "not_percent", "/coupon_most"),
    ("coupon_most = [20]", "not_percent", "/coupon_most"),
    ("gift = 'a strap'", "not_settings", "/gift"),
    ("gift = { de = 'ein Band' }", "unknown_key", "/gift/de"),
    ("gift = { en = 5 }", "not_a_name", "/gift/en"),
    ("signature = { zz-hant = '小李' }", "unknown_key", "/signature/zz-hant"),
    ("hours = { en = ['9 to 18'] }", "not_a_name", "/hours/en"),
    ("lang = 'de'", "unknown_language", "/lang"),
    ("message_lang = 5", "unknown_language", "/message_lang"),
    ("cupon = {}", "unknown_key", "/cupon"),
];

#[test]
fn a_mistake_in_a_setting_has_its_place_and_the_rest_of_the_settings_works() {
    for (setting, code, place) in MISTAKES {
        let path = format!("/options/shop/settings{place}");
        let given = format!("[shop.settings]\n{setting}");
        let beside = if setting.starts_with("signature") { "hours" } else { "signature" };
        let given = toml(&format!("{given}\n{beside} = {{ en = 'Team Lee', zh-Hans = '小李' }}"));
        let advice = advise(&toml(DECIDED), &given, &Plain);
        let got: Vec<(&str, &str)> =
            advice.problems.iter().map(|problem| (problem.code, problem.path.as_str())).collect();
        assert_eq!(got, [(*code, path.as_str())], "{setting}");
        assert!(advice.message.text.contains("Team Lee"), "{setting}: {}", advice.message.text);
    }
}

#[test]
fn texts_of_settings_are_cleaned_as_names_are() {
    let settings = |text: String| {
        let signature = map(&[("en", Value::Text(text))]);
        map(&[("shop", map(&[("settings", map(&[("signature", signature)]))]))])
    };
    let advice = options(settings("  Team\r\n\nLee\u{0007} ".into()), &[]);
    assert!(advice.message.text.ends_with("Team, Lee"), "{}", advice.message.text);
    options(settings("ä".repeat(200)), &[]);
    let path = "/options/shop/settings/signature/en";
    options(settings("ä".repeat(201)), &[("name_too_long", path, "")]);
    let advice = options(settings("  ".into()), &[]);
    assert!(advice.message.needs.contains(&"shop"), "a blank signature is none");
}

#[test]
fn languages_of_the_options_stand_above_those_of_the_settings() {
    let lang = |options_: &str| {
        let settings = "[shop.settings]\nlang = 'zh-Hant'\nmessage_lang = 'zh-Hans'";
        let advice = options(toml(&format!("{options_}\n{settings}")), &[]);
        (advice.remedy.expect("decided").title.clone(), advice.message.lang)
    };
    let (title, message) = lang("");
    assert_eq!(message, "zh-Hans");
    let (english, message_too) = lang("lang = 'en'");
    assert_ne!(english, title);
    assert_eq!(message_too, "zh-Hans", "the settings name the message's own");
    assert_eq!(lang("message_lang = 'en'").1, "en");
}

/// Advises on the decided case with these options, and compares the problems.
#[track_caller]
fn options(value: Value, mistakes: &[Mistake]) -> Advice {
    decided(&value, mistakes)
}
