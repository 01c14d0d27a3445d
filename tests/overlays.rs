//! In some places a language is written otherwise: by the tag that asks for it, or by where the buyer is.

use crate::scenario;

use aftersales::api::advise::advise;
use aftersales::present::plain_format::Plain;
use aftersales::shipped;
use aftersales_core::plain::value::Value;

#[test]
fn a_buyer_reads_the_words_of_the_place() {
    for (base, tag, region, there, elsewhere) in [
        ("en", "en-US", Some("us"), "package", "parcel"),
        ("en", "en-US", Some("us"), "canceled", "cancelled"),
        ("zh-Hant", "zh-HK", None, "發貨", "出貨"),
        ("zh-Hant", "zh-HK", None, "店舖", "賣場"),
    ] {
        let mut found = [0, 0];
        for one in scenario::all() {
            let written = |tag: &str| one.advise(&[("message_lang", text(tag))]).message.text;
            let asked = written(tag);
            assert!(!asked.contains(elsewhere), "{} {tag}: {asked}", one.place());
            found[0] += usize::from(asked.contains(there));
            // The place of the buyer asks as the tag does, where a place has the overlay.
            let is_there = region.is_some() && one.fact("buyer_region") == region;
            let plain = written(base);
            if is_there {
                assert_eq!(plain, asked, "{}", one.place());
            } else {
                assert!(!plain.contains(there), "{} {base}: {plain}", one.place());
                found[1] += usize::from(plain.contains(elsewhere));
            }
        }
        assert!(found[0] > 5 && found[1] > 5, "{tag} {there}: {found:?}");
    }
}

#[test]
fn longer_tags_ask_for_the_overlay_and_others_for_the_language() {
    let asked = |tag: &str| shipped::place("zh-Hant", Some(tag), None);
    for tag in ["zh-HK", "zh-MO", "zh_hk", "zh-HK-x-own", "yue"] {
        assert_eq!(asked(tag), Some("zh-HK"), "{tag}");
    }
    for tag in ["zh-Hant", "zh-TW", "zh-HKX"] {
        assert_eq!(asked(tag), None, "{tag}");
    }
    // The tag counts before the place.
    assert_eq!(shipped::place("en", Some("en-GB"), Some("us")), None);
    assert_eq!(shipped::place("en", Some("en"), Some("us")), Some("en-US"));
    assert_eq!(shipped::place("en", None, Some("uk")), None);
    assert_eq!(shipped::place("zh-Hans", Some("yue-Hans"), None), None, "it lies over another");
}

#[test]
fn the_words_of_the_shop_and_of_names_stay_as_they_are() {
    let entries = |entries: &[(&str, Value)]| {
        Value::Map(entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
    };
    let case = entries(&[
        ("platform", text("ebay")),
        ("buyer_region", text("us")),
        ("complaint", text("cancel_order")),
        ("order_state", text("unshipped")),
    ]);
    let own = |words: &str| entries(&[("en", text(words))]);
    let settings = entries(&[
        ("greeting", own("Hello from the parcel colour shop,")),
        ("closing", own("Any more parcels?")),
    ]);
    let options = entries(&[
        ("message_lang", text("en")),
        ("names", entries(&[("order", text("parcel-1"))])),
        ("shop", entries(&[("settings", settings)])),
    ]);
    let advice = advise(&case, &options, &Plain);
    assert!(advice.problems.is_empty(), "{:?}", advice.problems);
    let message = advice.message.text;
    for kept in ["parcel colour shop", "Any more parcels?", "parcel-1", "canceled"] {
        assert!(message.contains(kept), "`{kept}`: {message}");
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
