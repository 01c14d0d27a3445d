//! Whatever tree of data comes in, it is answered and nothing panics.

use aftersales::api::advise::advise;
use aftersales::present::answer::Status;
use aftersales::present::plain_format::Plain;
use aftersales_core::plain::value::Value;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn junk_never_panics_and_is_always_answered(case in junk(3), options in junk(4)) {
        let advice = advise(&case, &options, &Plain);
        prop_assert!(!advice.message.text.is_empty());
        prop_assert_eq!(advice.status == Status::Decided, advice.remedy.is_some());
        for problem in &advice.problems {
            prop_assert!(!problem.message.is_empty());
            let holes = ["{found}", "{fact}", "{max}", "{name}", "{id}", "{event}", "{earlier}", "{later}"];
            prop_assert!(!holes.iter().any(|hole| problem.message.contains(hole)), "{}", problem.message);
            prop_assert!(problem.path.is_empty() || problem.path.starts_with('/'), "{}", problem.path);
        }
    }
}

/// Trees in which known names meet values of every kind.
fn junk(depth: u32) -> impl Strategy<Value = Value> {
    let word = prop_oneof![
        prop::sample::select(VOCABULARY).prop_map(str::to_owned),
        ".{0,12}",
        "[a-z_]{1,60}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<f64>().prop_map(Value::Number),
        (-3..4000i32).prop_map(|number| Value::Number(f64::from(number))),
        word.clone().prop_map(Value::Text),
        Just(Value::Other("something that is no data")),
    ];
    leaf.prop_recursive(depth, 60, 12, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::List),
            prop::collection::btree_map(word.clone(), inner, 0..14)
                .prop_map(|entries| Value::Map(entries.into_iter().collect())),
        ]
    })
}

const VOCABULARY: &[&str] = &[
    "platform",
    "buyer_region",
    "order_state",
    "complaint",
    "evidence",
    "buyer_wants",
    "tracking",
    "mood",
    "resolved",
    "days_since_delivery",
    "offers_declined",
    "order_value",
    "minor",
    "currency",
    "now",
    "paid_at",
    "delivered_at",
    "ship_by",
    "taobao",
    "amazon",
    "cn",
    "eu",
    "delivered",
    "in_transit",
    "damaged",
    "not_received",
    "changed_mind",
    "confirmed",
    "refund",
    "yes",
    "no",
    "EUR",
    "2026-11-20T10:00:00Z",
    "lang",
    "message_lang",
    "zh-Hant",
    "names",
    "buyer",
    "shop",
    "settings",
    "high_value",
    "partial_refund",
    "coupon",
    "coupon_most",
    "gift",
    "signature",
    "hours",
    "item_price",
    "return_freight",
    "pack",
    "id",
    "layer",
    "rules",
    "when",
    "not",
    "at_least",
    "less_than",
    "remedy",
    "steps",
    "must",
    "must_not",
    "within",
    "value",
    "unit",
    "from",
    "sources",
    "overrides",
    "offer_coupon",
    "decline_return",
    "days",
    "practice",
];
