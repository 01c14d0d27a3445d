//! What a seller intends is checked against the rules: both ways for each verdict.

use crate::mistakes;
use crate::scenario;

use aftersales::api;
use aftersales::api::advise::advise;
use aftersales::present::answer::Check;
use aftersales::present::plain_format::Plain;
use aftersales_core::plain::value::Value;
use mistakes::{map, text, toml};

fn check(case: &Value, plan: &Value, options: &Value) -> Check {
    api::check::check(case, plan, options, &Plain)
}

/// A wrong item, shown by photos, that a Taobao buyer in China received.
const WRONG_ITEM: &str = "platform = 'taobao'\nbuyer_region = 'cn'\norder_state = 'delivered'\n\
                          complaint = 'wrong_item'\nevidence = 'confirmed'";
/// A buyer in the EU who sends something back within the days for it.
const WITHDRAWAL: &str = "platform = 'cross_border'\nbuyer_region = 'eu'\norder_state = 'delivered'\n\
                          complaint = 'changed_mind'\ndays_since_delivery = 3\n\
                          item_condition = 'intact'\ninformed_of_withdrawal = 'yes'";

#[test]
fn the_remedy_that_is_recommended_may_be_carried_out() {
    for one in scenario::all() {
        let (case, options) = (one.case(), one.options());
        let advice = advise(&case, &options, &Plain);
        // A fall-back is for a buyer who declined what is owed.
        let mut declined = case.clone();
        if let Value::Map(facts) = &mut declined {
            facts.push(("offers_declined".into(), Value::Number(1.0)));
        }
        let later = advise(&declined, &options, &Plain);
        let recommended = advice.remedy.iter().map(|remedy| (&case, remedy.code));
        let alternatives = later.alternatives.iter().map(|other| (&declined, other.code));
        for (case, code) in recommended.chain(alternatives) {
            let checked = check(case, &map(&[("remedy", text(code))]), &options);
            let refused = ["against_rule", "less_than_owed"].contains(&checked.verdict);
            assert!(
                !refused,
                "{}: {code} is {}: {:?}",
                one.place(),
                checked.verdict,
                checked.items
            );
        }
    }
}

#[test]
fn all_recommended_steps_together_are_enough() {
    for one in scenario::all() {
        let (case, options) = (one.case(), one.options());
        let advice = advise(&case, &options, &Plain);
        let Some(remedy) = &advice.remedy else { continue };
        let acts = Value::List(advice.steps.iter().map(|step| text(step.act)).collect());
        let plan = map(&[("remedy", text(remedy.code)), ("acts", acts)]);
        let checked = check(&case, &plan, &options);
        let enough = ["required", "allowed"].contains(&checked.verdict);
        assert!(enough, "{}: {}: {:?}", one.place(), checked.verdict, checked.items);
    }
}

#[test]
fn an_act_that_a_rule_forbids_is_against_it_and_the_rule_is_named() {
    let checked = plan(WRONG_ITEM, "acts = ['withhold_refund']");
    assert_eq!(checked.verdict, "against_rule");
    let item = item(&checked, "withhold_refund");
    assert_eq!((item.verdict, &*item.because[0]), ("against_rule", "cn-wilful-delay"));
    assert!(!item.sources.is_empty() && item.text.contains("China"), "{item:?}");
}

#[test]
fn leaving_out_what_a_rule_requires_is_less_than_is_owed() {
    let alone = plan(WRONG_ITEM, "acts = ['apologise', 'take_back_wrong_item', 'send_right_item']");
    assert_eq!(alone.verdict, "less_than_owed");
    assert_eq!(item(&alone, "bear_return_freight").because[0], "tb-freight-by-fault");
    let whole = plan(
        WRONG_ITEM,
        "acts = ['answer_buyer', 'apologise', 'take_back_wrong_item', 'send_right_item', 'bear_return_freight', 'offer_choice']",
    );
    assert_eq!(whole.verdict, "required");
    assert_eq!(item(&whole, "bear_return_freight").verdict, "required");
}

#[test]
fn a_remedy_alone_is_carried_out_with_what_is_owed_beside_it() {
    let checked = plan(WRONG_ITEM, "remedy = 'swap_wrong_item'");
    assert_eq!(checked.verdict, "allowed");
    assert_eq!(item(&checked, "bear_return_freight").verdict, "required");
}

#[test]
fn refusing_what_the_law_grants_is_less_than_is_owed() {
    let refused = plan(WITHDRAWAL, "remedy = 'decline_return'");
    assert_eq!(refused.verdict, "less_than_owed", "{:?}", refused.items);
    let granted = plan(WITHDRAWAL, "remedy = 'return_and_refund'");
    assert_eq!(granted.verdict, "required", "{:?}", granted.items);
    // Day 14 may have been a day of rest, which leaves the right open for some days more.
    let perhaps_late = WITHDRAWAL.replace("= 3", "= 20");
    let refused_early = plan(&perhaps_late, "remedy = 'decline_return'");
    assert_eq!(refused_early.verdict, "less_than_owed", "{:?}", refused_early.items);
    let late = WITHDRAWAL.replace("= 3", "= 21");
    let refused_late = plan(&late, "remedy = 'decline_return'");
    assert_eq!(refused_late.verdict, "allowed", "{:?}", refused_late.items);
}

#[test]
fn refusing_a_proven_fault_is_less_than_is_owed_within_the_guarantee() {
    let complaints =
        ["wrong_item", "missing_item", "damaged", "quality_problem", "not_as_described"];
    let wishes = ["not_asked", "refund", "replacement", "exchange", "repair", "keep_item", "wait"];
    for region in ["eu", "uk", "sg", "cn", "ph"] {
        for platform in ["cross_border", "taobao", "amazon"] {
            for (complaint, wish) in
                complaints.iter().flat_map(|one| wishes.map(|wish| (one, wish)))
            {
                for (days, course) in [(3, "none"), (40, "open"), (731, "none"), (400, "decided")] {
                    let case = format!(
                        "platform = '{platform}'\nbuyer_region = '{region}'\norder_state = 'delivered'\n\
                         complaint = '{complaint}'\nevidence = 'confirmed'\nbuyer_wants = '{wish}'\n\
                         days_since_delivery = {days}\nplatform_case = '{course}'"
                    );
                    let refused = plan(&case, "remedy = 'decline_return'");
                    assert_eq!(refused.verdict, "less_than_owed", "{case}: {:?}", refused.items);
                }
            }
        }
    }
}

#[test]
fn after_the_guarantee_of_the_union_a_refusal_is_no_longer_less_than_is_owed() {
    let late = "platform = 'cross_border'\nbuyer_region = 'eu'\norder_state = 'delivered'\n\
                complaint = 'damaged'\nevidence = 'confirmed'\nbuyer_wants = 'repair'\n\
                days_since_delivery = 732";
    let refused = plan(late, "remedy = 'decline_return'");
    assert_eq!(refused.verdict, "allowed", "{:?}", refused.items);
}

#[test]
fn what_the_platform_grants_for_the_seller_is_not_refused_either() {
    let shipped =
        format!("{WITHDRAWAL}\nfulfilment = 'platform'").replace("cross_border", "amazon");
    assert_eq!(plan(&shipped, "remedy = 'decline_return'").verdict, "less_than_owed");
    let passed_on = plan(&shipped, "remedy = 'platform_enquiry'");
    assert_eq!(passed_on.verdict, "required", "{:?}", passed_on.items);
}

#[test]
fn any_way_of_putting_a_fault_right_meets_the_duty_to_do_so() {
    let broken = WRONG_ITEM.replace("wrong_item", "damaged").replace("taobao", "cross_border");
    let repaired = plan(&broken, "acts = ['apologise', 'arrange_repair', 'send_replacement']");
    assert!(repaired.items.iter().all(|item| item.verdict != "less_than_owed"), "{repaired:?}");
    let nothing = plan(&broken, "acts = ['apologise']");
    assert_eq!(item(&nothing, "remedy_fault").because[0], "cn-faults-are-put-right");
    assert_eq!(nothing.verdict, "less_than_owed");
}

#[test]
fn the_buyer_is_not_made_to_pay_for_sending_back_what_the_seller_puts_right() {
    let broken = WRONG_ITEM.replace("wrong_item", "damaged").replace("taobao", "cross_border");
    let broken = format!("{broken}\ndays_since_delivery = 3");
    let charged = plan(
        &broken,
        "acts = ['accept_return', 'give_return_address', 'refund_original_method', 'buyer_bears_freight']",
    );
    assert_eq!(charged.verdict, "against_rule", "{:?}", charged.items);
    let because = &item(&charged, "buyer_bears_freight").because;
    assert!(because.iter().any(|rule| rule == "cn-return-of-faulty-goods"), "{because:?}");
}

#[test]
fn a_remedy_that_leaves_out_the_refund_that_is_owed_is_less_than_is_owed() {
    let lost = "platform = 'cross_border'\nbuyer_region = 'cn'\norder_state = 'in_transit'\n\
                complaint = 'not_received'\ntracking = 'lost'\nbuyer_wants = 'refund'";
    assert_eq!(plan(lost, "remedy = 'persuade_to_wait'").verdict, "less_than_owed");
    assert_eq!(plan(lost, "remedy = 'refund_not_received'").verdict, "required");
}

#[test]
fn keeping_back_the_refund_of_faulty_goods_that_came_back_is_less_than_is_owed() {
    for region in ["eu", "uk"] {
        let back = format!(
            "platform = 'cross_border'\nbuyer_region = '{region}'\norder_state = 'return_received'\n\
             complaint = 'damaged'"
        );
        let kept = plan(&back, "acts = ['inspect_return', 'withhold_refund']");
        assert_eq!(kept.verdict, "less_than_owed", "{:?}", kept.items);
    }
}

#[test]
fn shipping_at_once_without_consent_is_shipping_without_consent() {
    let late = "platform = 'taobao'\nbuyer_region = 'other'\norder_state = 'unshipped'\n\
                complaint = 'late_shipment'\nship_by_passed = 'yes'\nbuyer_waits = ";
    let unasked = plan(&format!("{late}'not_asked'"), "remedy = 'ship_now'");
    assert_eq!(unasked.verdict, "against_rule", "{:?}", unasked.items);
    let rule = &item(&unasked, "ship_at_once").because[0];
    assert_eq!(rule, "tb-no-shipping-without-consent");
    let agreed = plan(&format!("{late}'agrees'\ncause = 'human_error'"), "remedy = 'ship_now'");
    assert_ne!(agreed.verdict, "against_rule", "{:?}", agreed.items);
}

#[test]
fn goodwill_beyond_the_usual_is_more_than_usual() {
    let more =
        plan(WITHDRAWAL, "remedy = 'return_and_refund'\nacts = ['accept_return', 'send_gift']");
    assert_eq!(item(&more, "send_gift").verdict, "more_than_usual");
    let offered = plan(
        WRONG_ITEM,
        "remedy = 'swap_wrong_item'\nacts = ['offer_coupon', 'bear_return_freight']",
    );
    assert_eq!(item(&offered, "offer_coupon").verdict, "allowed", "it is offered there anyway");
}

#[test]
fn a_gesture_that_the_marketplace_forbids_is_against_its_rule() {
    let amazon = WRONG_ITEM.replace("taobao", "amazon").replace("'cn'", "'us'");
    let gesture = plan(&amazon, "acts = ['offer_coupon']");
    assert_eq!(gesture.verdict, "against_rule");
    assert_eq!(item(&gesture, "offer_coupon").because[0], "am-no-coupon");
}

/// A promise of a shop to buyers of whom no law is known.
const PROMISE: &str = "lang = 'en'\n[shop.pack]\nid = 'mine'\nlayer = 'shop'\n[[shop.pack.rules]]\nid = 'free-returns'\n\
                       when = { complaint = 'changed_mind', buyer_region = 'other', days_since_delivery = { less_than = 60 } }\n\
                       right = { one_of = ['accept_return', 'send_exchange'], borne_by = 'seller', without_reason = true }\n\
                       sources = [{ title = 'Our terms', locator = '3' }]";

#[track_caller]
fn promised(days: &str, plan: &str) -> Check {
    let case = format!(
        "platform = 'cross_border'\nbuyer_region = 'other'\norder_state = 'delivered'\n\
         complaint = 'changed_mind'\nitem_condition = 'intact'\n{days}"
    );
    let checked = check(&toml(&case), &toml(plan), &toml(PROMISE));
    assert!(checked.problems.is_empty(), "{:?}", checked.problems);
    checked
}

#[test]
fn denying_a_right_that_holds_is_less_than_is_owed_and_the_right_is_named() {
    let refused = promised("days_since_delivery = 40", "remedy = 'decline_return'");
    assert_eq!(refused.verdict, "less_than_owed", "{:?}", refused.items);
    let owed = item(&refused, "accept_return");
    assert_eq!((owed.verdict, &owed.because[..]), ("less_than_owed", &["free-returns".into()][..]));
    assert_eq!(owed.sources.first().map(|source| source.title.as_ref()), Some("Our terms"));
    let late = promised("days_since_delivery = 61", "remedy = 'decline_return'");
    assert_ne!(late.verdict, "less_than_owed", "{:?}", late.items);
}

#[test]
fn a_right_that_is_claimed_is_met_by_what_the_buyer_asks_for_only() {
    for (plan, verdict) in [
        ("remedy = 'return_and_refund'", "required"),
        ("acts = ['accept_return']", "required"),
        ("acts = ['accept_return', 'give_return_address', 'send_exchange']", "less_than_owed"),
        ("acts = ['apologise']", "less_than_owed"),
        ("remedy = 'ask_reason'", "less_than_owed"),
        // The buyer asks for the money, not for another piece.
        ("remedy = 'return_and_exchange'", "less_than_owed"),
    ] {
        let checked = promised("days_since_delivery = 40\nbuyer_wants = 'refund'", plan);
        assert_eq!(checked.verdict, verdict, "{plan}: {:?}", checked.items);
    }
}

#[test]
fn refusing_where_a_right_may_hold_is_less_than_is_owed() {
    let open = promised("", "remedy = 'decline_return'");
    assert_eq!(open.verdict, "less_than_owed", "{:?}", open.items);
    assert_eq!(item(&open, "accept_return").because[0], "free-returns");
    // To ask first denies nothing.
    let asked = promised("", "acts = ['ask_reason']");
    assert_ne!(asked.verdict, "less_than_owed", "{:?}", asked.items);
}

#[test]
fn mistakes_in_a_plan_are_told_with_their_place() {
    let problems = |plan: &Value| -> Vec<(String, String)> {
        let found = check(&toml(WRONG_ITEM), plan, &Value::Null).problems;
        found.into_iter().map(|problem| (problem.code.to_owned(), problem.path)).collect()
    };
    let one = |code: &str, path: &str| vec![(code.to_owned(), path.to_owned())];
    assert_eq!(problems(&Value::Null), one("not_a_plan", "/plan"));
    assert_eq!(problems(&toml("remedy = 'refund'")), one("unknown_code", "/plan/remedy"));
    assert_eq!(problems(&toml("acts = 'refund'")), one("not_a_list", "/plan/acts"));
    assert_eq!(problems(&toml("follow_up = 'yes'")), one("not_a_bool", "/plan/follow_up"));
    assert_eq!(problems(&toml("acts = ['apologize']")), one("unknown_code", "/plan/acts/0"));
    assert_eq!(problems(&toml("act = ['apologise']")), one("unknown_key", "/plan/act"));
    let checked = check(&toml(WRONG_ITEM), &toml("acts = ['apologize']"), &Value::Null);
    assert!(checked.problems[0].help.as_ref().is_some_and(|help| help.contains("apologise")));
}

#[track_caller]
fn plan(case: &str, plan: &str) -> Check {
    let checked = check(&toml(case), &toml(plan), &toml("lang = 'en'"));
    assert!(checked.problems.is_empty(), "{:?}", checked.problems);
    checked
}

#[track_caller]
fn item<'a>(checked: &'a Check, act: &str) -> &'a aftersales::present::answer::CheckItem {
    let found = checked.items.iter().find(|item| item.act == act);
    found.unwrap_or_else(|| panic!("{act} is not among {:?}", checked.items))
}

#[test]
fn a_plan_that_may_be_carried_out_has_a_message_that_says_what_is_planned() {
    let plan = toml("remedy = 'return_and_refund'");
    let checked = check(&toml(WRONG_ITEM), &plan, &Value::Null);
    let message = checked.message.expect("a message");
    assert!(message.acts.contains(&"refund_original_method"), "{:?}", message.acts);
    assert!(!message.acts.contains(&"send_right_item"), "{:?}", message.acts);
    // Less than is owed, or against a rule, is not written.
    for plan in ["remedy = 'decline_return'", "acts = ['ask_review_removal']", ""] {
        let checked = check(&toml(WRONG_ITEM), &toml(plan), &Value::Null);
        assert!(checked.message.is_none(), "{plan}: {:?}", checked.message);
    }
}

#[test]
fn every_fall_back_and_every_daily_step_has_a_message() {
    let (mut fall_backs, mut daily) = (0, 0);
    for one in scenario::all() {
        let (case, options) = (one.case(), one.options());
        let advice = advise(&case, &options, &Plain);
        if advice.remedy.is_none() || advice.message.to != "buyer" {
            continue;
        }
        for step in advice.steps.iter().filter(|step| step.daily) {
            let vocabulary = aftersales::shipped::vocabulary();
            let communicated =
                vocabulary.act(step.act).is_some_and(|act| vocabulary.get_act(act).communicated);
            if !communicated {
                continue;
            }
            let acts = Value::List(vec![text(step.act)]);
            let plan = map(&[("acts", acts), ("follow_up", Value::Bool(true))]);
            let checked = check(&case, &plan, &options);
            let message =
                checked.message.unwrap_or_else(|| panic!("{}: {}", one.place(), step.act));
            assert_eq!(message.acts, [step.act], "{}", one.place());
            daily += 1;
        }
        for other in &advice.alternatives {
            let checked = check(&case, &map(&[("remedy", text(other.code))]), &options);
            if ["required", "allowed", "more_than_usual"].contains(&checked.verdict) {
                fall_backs += usize::from(checked.message.is_some());
            }
        }
    }
    assert!(fall_backs > 100 && daily > 50, "{fall_backs} fall-backs, {daily} daily steps");
}
