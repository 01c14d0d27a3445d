//! What the remedy and each fall-back cost the seller: kinds of cost by the acts that are done, sums only where they are
//! known.

use crate::mistakes;

use aftersales::api::advise::advise;
use aftersales::present::answer::{Advice, Cost};
use aftersales::present::plain_format::Plain;
use mistakes::toml;

fn answer(case: &str) -> Advice {
    let advice = advise(&toml(case), &toml("now = '2026-11-27T10:00:00Z'"), &Plain);
    assert!(advice.problems.is_empty(), "{:?}", advice.problems);
    advice
}

fn codes(costs: &[Cost]) -> Vec<&str> {
    costs.iter().map(|cost| cost.code).collect()
}

/// The costs of a fall-back.
#[track_caller]
fn fall_back<'a>(advice: &'a Advice, remedy: &str) -> Vec<&'a str> {
    let found = advice.alternatives.iter().find(|alternative| alternative.code == remedy);
    codes(&found.expect("a fall-back").costs)
}

fn title<'a>(advice: &'a Advice, code: &str) -> Option<&'a str> {
    advice.costs.iter().find(|cost| cost.code == code).map(|cost| cost.title.as_ref())
}

const DAMAGED: &str = "complaint = 'damaged'\norder_state = 'delivered'\nevidence = 'confirmed'\n\
     platform = 'taobao'\nbuyer_region = 'cn'\n";

#[test]
fn a_return_costs_the_refund_and_both_ways_and_brings_the_goods_back() {
    let advice = answer(&format!("{DAMAGED}buyer_wants = 'refund'"));
    assert_eq!(advice.remedy.as_ref().unwrap().code, "return_and_refund");
    assert_eq!(codes(&advice.costs), ["refund", "freight_back", "freight_out"]);
}

#[test]
fn a_refund_without_a_return_costs_the_goods() {
    let perishable = format!("{DAMAGED}buyer_wants = 'refund'\ngoods_kind = 'perishable'");
    let advice = answer(&perishable);
    assert_eq!(advice.remedy.as_ref().unwrap().code, "refund_without_return");
    assert_eq!(codes(&advice.costs), ["refund", "goods", "freight_out"]);
    // What is sent as data is neither lost nor posted.
    let advice = answer(&perishable.replace("perishable", "digital"));
    assert_eq!(codes(&advice.costs), ["refund"]);
}

#[test]
fn each_fall_back_has_the_costs_of_its_own() {
    let advice = answer(&format!("{DAMAGED}buyer_wants = 'refund'"));
    assert_eq!(fall_back(&advice, "replace_damaged"), ["another", "freight_again"]);
    assert_eq!(fall_back(&advice, "partial_refund_keep"), ["part_refund"]);
}

#[test]
fn a_sum_is_stated_only_where_it_is_known() {
    let case = format!("{DAMAGED}buyer_wants = 'refund'\n");
    let without = answer(&case);
    assert_eq!(title(&without, "refund"), Some("the refund"));
    let amounts = "order_value = { minor = 12000, currency = 'CNY' }\n\
         return_freight = { minor = 900, currency = 'CNY' }";
    let with = answer(&format!("{case}{amounts}"));
    assert_eq!(title(&with, "refund"), Some("the refund of CNY 120.00"));
    assert_eq!(title(&with, "freight_back"), Some("the return postage of CNY 9.00"));
    // The freight of the parcel that was sent is no amount of the case.
    assert_eq!(title(&with, "freight_out"), Some("the postage out"));
}

#[test]
fn who_pays_for_the_return_decides_whether_it_costs_anything() {
    let case = |rest: &str| {
        format!(
            "complaint = 'changed_mind'\norder_state = 'delivered'\nitem_condition = 'intact'\n\
             days_since_delivery = 2\n{rest}"
        )
    };
    let buyers = answer(&case("platform = 'taobao'\nbuyer_region = 'cn'"));
    assert_eq!(buyers.remedy.as_ref().unwrap().code, "return_and_refund");
    let freight = |advice: &Advice| -> Vec<String> {
        let costs = codes(&advice.costs).into_iter().map(str::to_owned);
        costs.filter(|code| code.starts_with("freight_back")).collect()
    };
    assert_eq!(freight(&buyers), [""; 0]);
    let sellers =
        answer(&case("buyer_region = 'eu'\nplatform = 'ebay'\ninformed_of_return_cost = 'no'"));
    assert_eq!(freight(&sellers), ["freight_back"]);
}

#[test]
fn a_lost_parcel_costs_the_goods_and_one_that_was_never_sent_does_not() {
    let advice = answer(
        "complaint = 'not_received'\norder_state = 'in_transit'\nbuyer_wants = 'refund'\n\
         tracking = 'lost'\norder_value = { minor = 500, currency = 'USD' }",
    );
    assert_eq!(codes(&advice.costs), ["refund", "goods", "freight_out"]);
    assert_eq!(fall_back(&advice, "resend_lost"), ["another", "freight_again"]);
    let advice = answer(
        "complaint = 'cancel_order'\norder_state = 'unshipped'\nplatform = 'ebay'\nbuyer_region = 'us'",
    );
    assert_eq!(codes(&advice.costs), ["refund"]);
}

#[test]
fn a_mark_on_the_account_is_stated_where_a_rule_of_the_marketplace_tells_of_it() {
    let case = |platform: &str| {
        answer(&format!(
            "complaint = 'cannot_supply'\norder_state = 'unshipped'\nbuyer_wants = 'refund'\n\
             platform = '{platform}'\nbuyer_region = 'us'"
        ))
    };
    assert_eq!(codes(&case("amazon").costs), ["refund", "cancellation_counts"]);
    assert_eq!(codes(&case("ebay").costs), ["refund"]);
}

#[test]
fn a_mark_that_a_marketplace_tells_of_is_stated_for_the_answer_and_the_fall_backs_that_bring_it() {
    let faulty = |place: &str| {
        answer(&format!(
            "complaint = 'damaged'\norder_state = 'delivered'\nevidence = 'confirmed'\n\
             buyer_wants = 'refund'\ndays_since_delivery = 3\n{place}"
        ))
    };
    let advice = faulty("platform = 'tiktok_shop'\nbuyer_region = 'us'");
    assert_eq!(advice.remedy.as_ref().unwrap().code, "return_and_refund");
    assert_eq!(title(&advice, "return_counts"), Some("a return that counts as the shop’s fault"));
    assert!(!fall_back(&advice, "replace_damaged").contains(&"return_counts"));
    // Only there.
    for place in
        ["platform = 'tiktok_shop'\nbuyer_region = 'th'", "platform = 'ebay'\nbuyer_region = 'us'"]
    {
        assert_eq!(title(&faulty(place), "return_counts"), None, "{place}");
    }
    let claim = |platform: &str| {
        let claim = "complaint = 'not_received'\norder_state = 'delivered'\nplatform_case = 'open'";
        answer(&format!("{claim}\nplatform = '{platform}'"))
    };
    assert_eq!(codes(&claim("amazon").costs), ["award", "silence_counts"]);
    assert_eq!(codes(&claim("ebay").costs), ["award"]);
    for (case, mark) in [
        ("platform = 'tiktok_shop'\nbuyer_region = 'us'\n", "cancellation_counts"),
        ("platform = 'tiktok_shop'\nbuyer_region = 'th'\n", "cancellation_counts"),
        ("platform = 'tiktok_shop'\nbuyer_region = 'uk'\n", ""),
    ] {
        let case = format!(
            "{case}complaint = 'cannot_supply'\norder_state = 'unshipped'\nbuyer_wants = 'refund'"
        );
        assert_eq!(codes(&answer(&case).costs).get(1).copied().unwrap_or(""), mark, "{case}");
    }
    let sg = claim("lazada'\nbuyer_region = 'sg");
    assert_eq!(codes(&sg.costs), ["award", "fault_counts"]);
}

#[test]
fn what_is_contested_costs_what_may_be_decided() {
    let case = "complaint = 'not_received'\norder_state = 'delivered'\n";
    assert_eq!(codes(&answer(&format!("{case}platform_case = 'open'")).costs), ["award"]);
    assert_eq!(codes(&answer(&format!("{case}payment_dispute = 'open'")).costs), ["disputed"]);
}

#[test]
fn while_the_remedy_is_open_no_cost_is_stated() {
    let advice = answer("complaint = 'damaged'\norder_state = 'delivered'\nevidence = 'confirmed'");
    assert!(advice.remedy.is_none());
    assert!(advice.costs.is_empty());
}
