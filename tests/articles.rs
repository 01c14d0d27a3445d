//! The advice of the four articles is a practice that sellers get to see: each piece of it that a rule cites comes up in
//! the answer to some scenario, as the act that carries it.

use std::collections::{BTreeMap, BTreeSet};

use aftersales::present::answer::Advice;
use aftersales::shipped;

use crate::scenario;

/// By piece of advice, the acts that carry it: steps, offers, duties or sentences that a rule citing it brings.
const CARRIED_BY: [(&str, &[&str]); 97] = [
    ("S000-01", &["announce_campaign_end"]),
    ("S000-02", &["use_several_channels"]),
    ("S000-03", &["explain_oversight", "explain_out_of_stock", "offer_coupon"]),
    ("S000-04", &["update_campaign_page"]),
    ("S000-05", &["publish_refund_route"]),
    ("S000-06", &["take_down_links"]),
    ("S000-07", &["adjust_stock"]),
    ("S000-08", &["cancel_order"]),
    ("S000-09", &["tell_of_delay"]),
    ("S000-10", &["inform_partners"]),
    ("S000-12", &["check_platform_policy"]),
    ("S000-13", &["explain_campaign_end", "refund_original_method"]),
    ("S000-14", &["use_several_channels"]),
    ("S000-15", &["handle_refunds_at_once"]),
    ("S000-16", &["refund_original_method"]),
    ("S000-17", &["offer_other_plan"]),
    ("S000-18", &["listen"]),
    ("S000-19", &["monitor_refund"]),
    ("S000-20", &["improve_process"]),
    ("S001-01", &["listen"]),
    ("S001-02", &["accept_return", "send_exchange"]),
    ("S001-03", &["listen"]),
    ("S001-04", &["offer_other_plan"]),
    ("S001-05", &["accept_return", "feed_back"]),
    ("S001-06", &["explain_refund_status"]),
    ("S001-07", &["check_platform_policy"]),
    ("S001-08", &["answer_in_dispute"]),
    ("S001-09", &["apologise"]),
    ("S001-10", &["explain_out_of_stock", "ship_at_once"]),
    ("S001-11", &["mark_urgent"]),
    ("S001-12", &["give_tracking"]),
    ("S001-13", &["offer_discount"]),
    ("S001-15", &["check_platform_policy"]),
    ("S001-16", &["check_platform_policy"]),
    ("S001-17", &["check_platform_policy"]),
    ("S001-18", &["apply_for_deposit"]),
    ("S001-19", &["apply_for_deposit"]),
    ("S001-20", &["apply_for_deposit", "ask_deposit_conditions"]),
    ("S001-21", &["check_platform_policy"]),
    ("S001-22", &["submit_deposit_documents"]),
    ("S001-23", &["check_platform_policy"]),
    ("S001-25", &["classify_cause"]),
    ("S001-26", &["apologise", "explain_oversight"]),
    ("S001-27", &["ship_at_once"]),
    ("S001-28", &["offer_coupon", "offer_discount", "send_gift"]),
    ("S001-29", &["contact_platform"]),
    ("S001-30", &["gather_order_data"]),
    ("S001-31", &["explain_system_fault"]),
    ("S001-32", &["offer_discount"]),
    ("S001-33", &["improve_process"]),
    ("S001-34", &["improve_process"]),
    ("S001-35", &["apologise"]),
    ("S002-01", &["ask_reason"]),
    ("S002-02", &["solve_problem"]),
    ("S002-03", &["ask_reason"]),
    ("S002-04", &["ask_reason"]),
    ("S002-05", &["cancel_order"]),
    ("S002-06", &["ask_to_wait"]),
    ("S002-07", &["intercept_parcel"]),
    ("S002-08", &["ask_reason"]),
    ("S002-09", &["bear_return_freight"]),
    ("S002-10", &["ask_photos"]),
    ("S002-11", &["acknowledge_upset"]),
    ("S002-12", &["send_right_item", "offer_partial_refund"]),
    ("S002-13", &["take_back_wrong_item", "send_right_item"]),
    ("S002-14", &["refund_missing_part", "send_missing_part"]),
    ("S002-15", &["send_replacement", "offer_partial_refund"]),
    ("S002-16", &["offer_coupon", "offer_member_level"]),
    ("S002-17", &["send_red_packet", "send_gift"]),
    ("S002-18", &["offer_coupon", "send_red_packet"]),
    ("S002-19", &["tell_resale_condition"]),
    ("S002-20", &["tell_resale_condition", "show_return_findings"]),
    ("S002-21", &["explain_no_return"]),
    ("S002-22", &["accept_return"]),
    ("S002-23", &["inspect_return"]),
    ("S002-24", &["mark_case"]),
    ("S002-25", &["daily_progress"]),
    ("S002-26", &["classify_case"]),
    ("S002-27", &["tag_problem"]),
    ("S002-28", &["feed_back"]),
    ("S002-29", &["listen"]),
    ("S002-30", &["listen"]),
    ("S002-31", &["report_review"]),
    ("S003-02", &["confirm_address"]),
    ("S003-03", &["confirm_address"]),
    ("S003-04", &["change_address"]),
    ("S003-05", &["intercept_parcel", "redirect_parcel"]),
    ("S003-06", &["explain_no_redirect"]),
    ("S003-07", &["check_order_reason"]),
    ("S003-08", &["ask_reason"]),
    ("S003-09", &["tell_refuse_on_arrival", "say_cannot_recall"]),
    ("S003-10", &["ask_platform"]),
    ("S003-11", &["refund_original_method"]),
    ("S003-12", &["listen"]),
    ("S003-13", &["contact_early"]),
    ("S003-14", &["contact_early", "listen"]),
    ("S003-15", &["solve_problem"]),
];

#[test]
fn every_cited_piece_of_advice_comes_up_as_the_act_that_carries_it() {
    let carried = carried_by();
    let cited = cited();
    let advice: BTreeSet<&str> = cited.values().flatten().copied().collect();
    let listed: BTreeSet<&str> = carried.keys().copied().collect();
    assert_eq!(advice, listed, "each piece of advice that a rule cites has a line, and no other");
    let mut seen: BTreeSet<(&str, String)> = BTreeSet::new();
    for one in scenario::all() {
        let shown = shown(&one.advise(&[]));
        for (rule, act) in shown {
            let of_rule = cited.get(&*rule).into_iter().flatten();
            seen.extend(of_rule.map(|advice| (*advice, act.clone())));
        }
    }
    let missing: Vec<String> = carried
        .iter()
        .flat_map(|(advice, acts)| acts.iter().map(move |act| (*advice, (*act).to_owned())))
        .filter(|pair| !seen.contains(pair))
        .map(|(advice, act)| format!("{advice}: no scenario shows {act} by a rule that cites it"))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The acts of an answer, each with the rules that bring it.
fn shown(advice: &Advice) -> Vec<(String, String)> {
    let steps = advice.steps.iter().map(|step| (&step.because, step.act));
    let goodwill = advice.goodwill.iter().map(|offer| (&offer.because, offer.act));
    let acts = steps.chain(goodwill).flat_map(|(because, act)| {
        because.iter().map(move |rule| (rule.to_string(), act.to_owned()))
    });
    let duties = advice.duties.iter().map(|duty| (duty.rule.to_string(), duty.act.to_owned()));
    acts.chain(duties).collect()
}

/// By rule, the pieces of advice that it cites.
fn cited() -> BTreeMap<String, Vec<&'static str>> {
    let words = shipped::words("en");
    let known = carried_by();
    let rules = shipped::policy().written().iter().enumerate();
    rules
        .map(|(at, rule)| {
            let sources = words.sources(at).filter(|source| is_advice(&source.id));
            let advice = sources.map(|source| {
                let line = known.get_key_value(&*source.id);
                *line.unwrap_or_else(|| panic!("{} cites {}: no line", rule.id, source.id)).0
            });
            (rule.id.to_string(), advice.collect())
        })
        .collect()
}

fn carried_by() -> BTreeMap<&'static str, &'static [&'static str]> {
    CARRIED_BY.into_iter().collect()
}

fn is_advice(id: &str) -> bool {
    ["S000-", "S001-", "S002-", "S003-"].iter().any(|article| id.starts_with(article))
}
