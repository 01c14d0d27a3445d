//! What is true of all orders of a shop is stated once, in its settings.

use crate::mistakes;

use aftersales::api::advise::advise;
use aftersales::present::answer::Advice;
use aftersales::present::plain_format::Plain;
use mistakes::toml;

/// A return that is late unless the buyer was not informed.
const LATE: &str = "platform = 'cross_border'\nbuyer_region = 'eu'\norder_state = 'delivered'\ncomplaint = 'changed_mind'\n\
                    item_condition = 'intact'\ndays_since_delivery = 30\nexclusion_confirmed = 'no'\n";

fn answer(case: &str, settings: &str) -> Advice {
    advise(&toml(case), &toml(&format!("[shop.settings]\n{settings}")), &Plain)
}

fn remedy(advice: &Advice) -> Option<&'static str> {
    advice.remedy.as_ref().map(|remedy| remedy.code)
}

#[test]
fn a_fact_of_the_settings_counts_as_stated() {
    let asked =
        |advice: &Advice| advice.ask.iter().any(|asked| asked.fact == "informed_of_withdrawal");
    let open = answer(LATE, "");
    assert_eq!(remedy(&open), None);
    assert!(asked(&open));
    let settled = answer(LATE, "facts = { informed_of_withdrawal = 'yes' }");
    assert_eq!(remedy(&settled), Some("decline_return"));
    assert!(!asked(&settled));
}

#[test]
fn what_the_case_states_comes_before_the_settings() {
    let case = format!("{LATE}informed_of_withdrawal = 'no'");
    let advice = answer(&case, "facts = { informed_of_withdrawal = 'yes' }");
    assert_eq!(remedy(&advice), Some("return_and_refund"));
}

#[test]
fn facts_of_one_order_and_values_that_do_not_exist_are_mistakes_in_settings() {
    for (settings, code, path) in [
        (
            "facts = { evidence = 'confirmed' }",
            "unknown_key",
            "/options/shop/settings/facts/evidence",
        ),
        (
            "facts = { fulfilment = 'nobody' }",
            "unknown_value",
            "/options/shop/settings/facts/fulfilment",
        ),
        (
            "facts = { fulfilment = true }",
            "unknown_value",
            "/options/shop/settings/facts/fulfilment",
        ),
        ("facts = ['fulfilment']", "not_settings", "/options/shop/settings/facts"),
    ] {
        let advice = answer(LATE, settings);
        let found: Vec<(&str, &str)> =
            advice.problems.iter().map(|problem| (problem.code, problem.path.as_str())).collect();
        assert_eq!(found, [(code, path)], "{settings}");
    }
}

#[test]
fn a_shop_that_never_offers_goodwill_is_not_shown_any() {
    let case = "platform = 'lazada'\nbuyer_region = 'my'\norder_state = 'delivered'\ncomplaint = 'wrong_item'\n\
                evidence = 'confirmed'\n";
    assert!(!answer(case, "").goodwill.is_empty());
    let never = answer(case, "goodwill = 'never'");
    assert!(never.goodwill.is_empty() && never.problems.is_empty());
}
