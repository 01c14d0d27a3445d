//! Mistakes in a shop's own pack come back with their place; the good rules work.

use crate::mistakes;

use aftersales::api::advise::{advise, advise_shipped};
use aftersales::present::answer::Advice;
use aftersales::present::plain_format::Plain;
use aftersales_core::plain::value::Value;
use mistakes::{DECIDED, Mistake, decided, map, text, toml};
use proptest::prelude::*;

#[test]
fn a_pack_is_an_object_with_id_layer_and_rules() {
    let at = "/options/shop/pack";
    decided(&toml("shop = { pack = 5 }"), &[("not_a_pack", at, "")]);
    pack("layer = 'shop'\nrules = []", &[("missing", "/options/shop/pack/id", "")]);
    pack("id = 'mine'\nrules = []", &[("missing", "/options/shop/pack/layer", "")]);
    pack(
        "id = 'mine'\nlayer = 'shp'\nrules = []",
        &[("unknown_code", "/options/shop/pack/layer", "shop")],
    );
    pack("id = 'mine'\nlayer = 'shop'", &[("missing", "/options/shop/pack/rules", "")]);
    pack(
        "id = 'mine'\nlayer = 'shop'\nrules = []\nrulez = []",
        &[("unknown_key", "/options/shop/pack/rulez", "rules")],
    );
    pack("id = 'mine'\nlayer = 'shop'\nrules = []", &[]);
}

#[test]
fn a_pack_given_at_run_time_is_the_shops() {
    for layer in ["law", "platform", "practice"] {
        let source = "sources = [{ title = 't', locator = 'l' }]";
        let advice = pack(
            &format!(
                "id = 'mine'\nlayer = '{layer}'\n[[rules]]\nid = 'a'\nsteps = ['apologise']\n{source}"
            ),
            &[("not_the_shops_layer", "/options/shop/pack/layer", "")],
        );
        assert!(advice.steps.iter().all(|step| step.act != "apologise"), "such rules do not count");
        pack(
            &format!("id = 'mine'\nlayer = '{layer}'\nrules = []"),
            &[("not_the_shops_layer", "/options/shop/pack/layer", "")],
        );
    }
}

#[test]
fn where_only_the_shipped_policy_answers_a_pack_is_reported() {
    let options = toml("shop = { pack = { id = 'mine', layer = 'shop', rules = [] } }");
    let advice = advise_shipped(&toml(DECIDED), &options, &Plain);
    let found: Vec<_> = advice.problems.iter().map(|found| (found.code, &*found.path)).collect();
    assert_eq!(found, [("pack_not_read", "/options/shop/pack")]);
    assert!(advice.remedy.is_some(), "the rest is answered");
}

#[test]
fn a_bad_rule_is_named_by_its_place_and_the_good_one_works() {
    for (bad, mistakes) in [
        ("steps = ['apologise']", &[("missing", "/options/shop/pack/rules/0/id", "")][..]),
        ("id = 'bad'", &[("no_effect", "/options/shop/pack/rules/0", "")]),
        (
            "id = 'bad'\nstps = ['apologise']",
            &[
                ("unknown_key", "/options/shop/pack/rules/0/stps", "steps"),
                ("no_effect", "/options/shop/pack/rules/0", ""),
            ],
        ),
        (
            "id = 'bad'\nremedy = 'ship_now'\nmust = 'apologise'",
            &[("two_effects", "/options/shop/pack/rules/0", "")],
        ),
        (
            "id = 'bad'\nremedy = 'ship_nwo'",
            &[
                ("unknown_code", "/options/shop/pack/rules/0/remedy", "ship_now"),
                ("no_effect", "/options/shop/pack/rules/0", ""),
            ],
        ),
        (
            "id = 'bad'\nsteps = ['apologize']",
            &[
                ("unknown_code", "/options/shop/pack/rules/0/steps/0", "apologise"),
                ("no_effect", "/options/shop/pack/rules/0", ""),
            ],
        ),
        (
            "id = 'bad'\nsteps = ['apologise']\nwhen = 5",
            &[("not_conditions", "/options/shop/pack/rules/0/when", "")],
        ),
        (
            "id = 'bad'\nsteps = ['apologise']\nwhen = { complant = 'damaged' }",
            &[("unknown_fact", "/options/shop/pack/rules/0/when/complant", "complaint")],
        ),
        (
            "id = 'bad'\nsteps = ['apologise']\nwhen = { complaint = ['damaged', 'missing'] }",
            &[("unknown_value", "/options/shop/pack/rules/0/when/complaint/1", "")],
        ),
        (
            "id = 'bad'\nsteps = ['apologise']\nwhen = { complaint = { not = 'damged' } }",
            &[("unknown_value", "/options/shop/pack/rules/0/when/complaint/not", "damaged")],
        ),
        (
            "id = 'bad'\nsteps = ['apologise']\nwhen = { complaint = [] }",
            &[("no_values", "/options/shop/pack/rules/0/when/complaint", "")],
        ),
        (
            "id = 'bad'\nsteps = ['apologise']\nwhen = { offers_declined = { at_least = 2, less_than = 1 } }",
            &[("not_bounds", "/options/shop/pack/rules/0/when/offers_declined", "")],
        ),
        (
            "id = 'bad'\nsteps = ['apologise']\nwhen = { days_since_delivery = { at_least = -1 } }",
            &[("not_bounds", "/options/shop/pack/rules/0/when/days_since_delivery", "")],
        ),
        (
            "id = 'bad'\nmust = 'apologise'\nwithin = { value = 1000000000, unit = 'days', from = 'paid_at' }",
            &[("not_a_period", "/options/shop/pack/rules/0/within", "")],
        ),
        (
            "id = 'bad'\nmust = 'apologise'\nwithin = { value = 2, unit = 'weeks', from = 'paid_at' }",
            &[
                ("unknown_code", "/options/shop/pack/rules/0/within/unit", ""),
                ("not_a_period", "/options/shop/pack/rules/0/within", ""),
            ],
        ),
        (
            "id = 'bad'\nsteps = ['apologise']\nvalid_from = '2026-02-30'",
            &[("not_a_day", "/options/shop/pack/rules/0/valid_from", "")],
        ),
        (
            "id = 'bad'\nsteps = ['apologise']\nsources = ['XX-1']",
            &[("unknown_source", "/options/shop/pack/rules/0/sources/0", "")],
        ),
        (
            "id = 'bad'\nalternatives = ['ship_now']\nsteps = ['apologise']",
            &[("alternatives_alone", "/options/shop/pack/rules/0/alternatives", "")],
        ),
    ] {
        let good = "[[rules]]\nid = 'good'\nsteps = ['daily_progress']";
        let advice =
            pack(&format!("id = 'mine'\nlayer = 'shop'\n[[rules]]\n{bad}\n{good}"), mistakes);
        let steps: Vec<&str> = advice.steps.iter().map(|step| step.act).collect();
        assert!(steps.contains(&"daily_progress"), "the good rule works beside {bad}: {steps:?}");
        assert!(!steps.contains(&"apologise"), "the bad rule does not: {bad}");
    }
}

#[test]
fn what_a_pack_tests_at_its_head_holds_for_all_its_rules() {
    let steps = |when: &str| -> Vec<&'static str> {
        let pack = format!(
            "id = 'mine'\nlayer = 'shop'\nwhen = {when}\n[[rules]]\nid = 'a'\nsteps = ['daily_progress']\n\
             [[rules]]\nid = 'b'\nwhen = {{ mood = 'calm' }}\nsteps = ['gather_order_data']"
        );
        let advice = self::pack(&pack, &[]);
        let own = ["daily_progress", "gather_order_data"];
        own.into_iter().filter(|act| advice.steps.iter().any(|step| step.act == *act)).collect()
    };
    let case = toml(DECIDED);
    let platform = case.get("platform").and_then(Value::text).expect("a platform");
    assert_eq!(steps(&format!("{{ platform = '{platform}' }}")), steps("{}"));
    assert_eq!(steps("{}"), ["daily_progress", "gather_order_data"]);
    assert!(steps(&format!("{{ platform = {{ not = '{platform}' }} }}")).is_empty());
}

#[test]
fn a_pack_whose_head_cannot_be_read_has_no_rules() {
    for (when, mistakes) in [
        ("5", &[("not_conditions", "/options/shop/pack/when", "")][..]),
        (
            "{ platfrom = 'taobao' }",
            &[("unknown_fact", "/options/shop/pack/when/platfrom", "platform")],
        ),
        (
            "{ platform = ['taobao', 'ebey'] }",
            &[("unknown_value", "/options/shop/pack/when/platform/1", "ebay")],
        ),
    ] {
        let rule = "[[rules]]\nid = 'a'\nsteps = ['daily_progress']";
        let advice = pack(&format!("id = 'mine'\nlayer = 'shop'\nwhen = {when}\n{rule}"), mistakes);
        assert!(advice.steps.iter().all(|step| step.act != "daily_progress"), "{when}");
    }
}

#[test]
fn a_rule_does_not_test_again_what_its_pack_tests() {
    let rules = "[[rules]]\nid = 'a'\nwhen = { complaint = 'damaged', platform = 'taobao' }\nsteps = ['apologise']\n\
        [[rules]]\nid = 'good'\nsteps = ['daily_progress']";
    let advice = pack(
        &format!(
            "id = 'mine'\nlayer = 'shop'\nwhen = {{ platform = {{ not = 'amazon' }} }}\n{rules}"
        ),
        &[("tested_at_head", "/options/shop/pack/rules/0/when/platform", "")],
    );
    let steps: Vec<&str> = advice.steps.iter().map(|step| step.act).collect();
    assert!(steps.contains(&"daily_progress") && !steps.contains(&"apologise"), "{steps:?}");
}

#[test]
fn a_rule_has_an_id_of_its_own() {
    let twice = "id = 'mine'\nlayer = 'shop'\n[[rules]]\nid = 'a'\nsteps = ['apologise']\n[[rules]]\nid = 'a'\nsteps = ['listen']";
    pack(twice, &[("duplicate_rule", "/options/shop/pack/rules/1/id", "")]);
    let shipped = "id = 'mine'\nlayer = 'shop'\n[[rules]]\nid = 'ask-the-reason-first'\nsteps = ['apologise']";
    let advice = codes(shipped, &["duplicate_rule"]);
    assert!(advice.steps.iter().all(|step| step.act != "apologise"));
}

#[test]
fn a_rule_displaces_only_what_exists_and_does_not_stand_above() {
    let rule = |id: &str| {
        format!(
            "id = 'mine'\nlayer = 'shop'\n[[rules]]\nid = 'a'\nsteps = ['apologise']\noverrides = ['{id}']"
        )
    };
    codes(&rule("ask-the-reason-frist"), &["unknown_rule"]);
    codes(&rule("cn-seven-day-return"), &["overrides_upwards"]);
    codes(&rule("lz-stay-in-chat"), &["overrides_upwards"]);
    codes(&rule("ask-the-reason-first"), &[]);
}

#[test]
fn rules_that_displace_each_other_in_a_circle_are_refused_however_long_it_is() {
    let rule = |id: &str, displaces: &str| {
        format!("[[rules]]\nid = '{id}'\nsteps = ['apologise']\noverrides = ['{displaces}']\n")
    };
    let circle = [rule("a", "b"), rule("b", "c"), rule("c", "a")].concat();
    let pack = format!("id = 'mine'\nlayer = 'shop'\n{circle}");
    codes(&pack, &["displace_each_other"; 3]);
    codes(&pack.replace("overrides = ['a']", "overrides = []"), &[]);
}

#[test]
fn a_shop_decides_where_no_law_and_no_platform_does() {
    let rule = "id = 'mine'\nlayer = 'shop'\n[[rules]]\nid = 'a'\nwhen = { complaint = 'something_else' }\nremedy = 'renegotiate'";
    let advice = pack(rule, &[]);
    assert_eq!(advice.remedy.map(|remedy| remedy.code), Some("renegotiate"));
    assert_eq!(advice.because[0].rule, "a");
    assert_eq!(advice.overruled[0].rule, "ask-the-reason-first");
}

#[test]
fn the_settings_of_a_pack_are_in_force_where_the_options_have_none() {
    let case = toml(
        "platform = 'taobao'\nbuyer_region = 'cn'\ncomplaint = 'change_address'\norder_state = 'in_transit'\n\
         order_value = { minor = 100, currency = 'CNY' }\nhigh_value = 'yes'",
    );
    // That the order is of high value is stated; whether the amount says so, too, shows the threshold.
    let contradicts = |shop: &str| {
        let advice = advise(&case, &toml(shop), &Plain);
        let codes: Vec<_> = advice.problems.iter().map(|problem| problem.code).collect();
        codes == ["stated_otherwise"]
    };
    let pack = "shop.pack = { id = 'mine', layer = 'shop', rules = [], settings = { high_value = { CNY = 50 } } }";
    assert!(contradicts(""));
    assert!(!contradicts(pack));
    assert!(contradicts(&format!("{pack}\nshop.settings = {{ high_value = {{ CNY = 200 }} }}")));
    assert!(contradicts(&format!("{pack}\nshop.settings = {{}}")), "objects are not merged");
    let wrong =
        "shop.pack = { id = 'mine', layer = 'shop', rules = [], settings = { high_valeu = 1 } }";
    decided(
        &toml(wrong),
        &[("unknown_key", "/options/shop/pack/settings/high_valeu", "high_value")],
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 50, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_pack_of_half_sensible_rules_never_panics(rules in prop::collection::vec(rule(), 0..6), case in prop::sample::select(CASES)) {
        let pack = map(&[("id", text("mine")), ("layer", text("shop")), ("rules", Value::List(rules))]);
        let options = map(&[("shop", map(&[("pack", pack)]))]);
        let advice = advise(&toml(case), &options, &Plain);
        // Only a buyer hears something while the remedy is open.
        let may_be_silent = advice.remedy.is_none() && case.contains("deposit_refund");
        prop_assert!(may_be_silent || !advice.message.text.is_empty());
        prop_assert!(!advice.possible.is_empty(), "a shop's rules leave no gap");
    }
}

const CASES: &[&str] = &[
    DECIDED,
    "complaint = 'changed_mind'\norder_state = 'delivered'\nbuyer_region = 'cn'",
    "complaint = 'damaged'\norder_state = 'delivered'\nevidence = 'confirmed'\noffers_declined = 1",
    "complaint = 'not_received'\norder_state = 'in_transit'",
    "complaint = 'deposit_refund'",
];

/// Rules most of which are good.
fn rule() -> impl Strategy<Value = Value> {
    let id = prop::sample::select(vec!["a", "b", "c", "d", "ask-the-reason-first", ""]);
    let condition = prop::sample::select(vec![
        "complaint = 'damaged'",
        "complaint = { not = ['damaged', 'changed_mind'] }",
        "days_since_delivery = { at_least = 3, less_than = 5 }",
        "offers_declined = 1",
        "resolved = 'yes'",
        "platform = ['taobao', 'amazon']",
        "evidence = 'confirmd'",
    ]);
    let effect = prop::sample::select(vec![
        "remedy = 'decline_return'",
        "remedy = 'renegotiate'\nalternatives = ['return_and_refund']\nsteps = ['listen']",
        "steps = ['offer_coupon', 'send_gift']",
        "must = 'apologise'\nwithin = { value = 3, unit = 'days', from = 'requested_at' }",
        "must_not = 'ask_photos'",
        "must_not = 'refund_original_method'",
        "remedy = 'nonsense'",
    ]);
    let overrides = prop::sample::select(vec![
        "[]",
        "['a']",
        "['b', 'c']",
        "['ask-for-photos']",
        "['cn-seven-day-return']",
    ]);
    (id, condition, effect, overrides).prop_map(|(id, condition, effect, overrides)| {
        toml(&format!("id = '{id}'\noverrides = {overrides}\n{effect}\n[when]\n{condition}"))
    })
}

/// Advises with a shop's own pack.
#[track_caller]
fn pack(pack: &str, mistakes: &[Mistake]) -> Advice {
    decided(&map(&[("shop", map(&[("pack", toml(pack))]))]), mistakes)
}

/// The same where only the codes of the mistakes are of interest.
#[track_caller]
fn codes(pack: &str, expected: &[&str]) -> Advice {
    let options = map(&[("shop", map(&[("pack", toml(pack))]))]);
    let advice = advise(&toml(DECIDED), &options, &Plain);
    let got: Vec<&str> = advice.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(got, expected, "{pack}");
    assert!(
        advice.problems.iter().all(|problem| problem.path.starts_with("/options/shop/pack/rules"))
    );
    advice
}
