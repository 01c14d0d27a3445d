//! What an answer does not rest on is said: places that are not stated or do not go together, deadlines that are not
//! known; and what it says twice is marked.

use crate::mistakes;

use aftersales::api::advise::advise;
use aftersales::present::answer::{Advice, NoteCode};
use aftersales::present::plain_format::Plain;
use mistakes::toml;

fn answer(case: &str) -> Advice {
    let advice = advise(&toml(case), &toml("now = '2026-11-27T10:00:00Z'"), &Plain);
    assert!(advice.problems.is_empty(), "{:?}", advice.problems);
    advice
}

fn codes(advice: &Advice) -> Vec<NoteCode> {
    advice.notes.iter().map(|note| note.code).collect()
}

/// The buyer's region that a note proposes, in a case's notation.
fn proposed(advice: &Advice, code: NoteCode) -> Option<String> {
    let note = advice.notes.iter().find(|note| note.code == code)?;
    note.set.as_ref().map(|set| format!("{:?}", set.0))
}

#[test]
fn without_a_marketplace_and_a_country_the_answer_says_that_their_rules_are_missing() {
    let advice = answer("complaint = 'damaged'\norder_state = 'delivered'");
    let codes = codes(&advice);
    assert!(codes.starts_with(&[NoteCode::NoPlatform, NoteCode::NoRegion]), "{codes:?}");
    assert_eq!(proposed(&advice, NoteCode::NoRegion), None);
}

#[test]
fn a_marketplace_with_a_country_of_its_own_proposes_it() {
    let advice = answer("complaint = 'damaged'\norder_state = 'delivered'\nplatform = 'taobao'");
    assert!(codes(&advice).contains(&NoteCode::NoRegion));
    assert!(!codes(&advice).contains(&NoteCode::NoPlatform));
    let proposed = proposed(&advice, NoteCode::NoRegion).expect("a proposal");
    assert!(proposed.contains("buyer_region") && proposed.contains("cn"), "{proposed}");
}

#[test]
fn a_pair_of_places_that_makes_no_sense_is_questioned_and_answered_all_the_same() {
    for (platform, region, unlikely) in [
        ("taobao", "us", true),
        ("taobao", "cn", false),
        ("lazada", "eu", true),
        ("lazada", "ph", false),
        ("ebay", "us", false),
    ] {
        let case = format!(
            "complaint = 'damaged'\norder_state = 'delivered'\nplatform = '{platform}'\n\
             buyer_region = '{region}'"
        );
        let advice = answer(&case);
        let questioned = codes(&advice).contains(&NoteCode::UnlikelyPlace);
        assert_eq!(questioned, unlikely, "{platform} {region}");
        assert!(advice.remedy.is_some(), "{platform} {region}");
    }
}

#[test]
fn a_country_without_a_verified_law_is_named_as_one() {
    for (region, missing) in [("vn", true), ("other", true), ("cn", false), ("my", false)] {
        let case = format!(
            "complaint = 'damaged'\norder_state = 'delivered'\nplatform = 'shopee'\n\
             buyer_region = '{region}'"
        );
        assert_eq!(codes(&answer(&case)).contains(&NoteCode::NoLaw), missing, "{region}");
    }
}

#[test]
fn where_a_marketplace_has_no_rule_for_a_complaint_the_answer_says_so() {
    for (platform, region, complaint, silent) in [
        ("jd", "cn", "late_shipment", false),
        ("jd", "cn", "where_is_it", true),
        ("etsy", "us", "changed_mind", true),
        ("etsy", "us", "damaged", false),
        ("tiktok_shop", "us", "changed_mind", false),
        ("tiktok_shop", "my", "changed_mind", true),
        // It has no rules at all: no marketplace of its own.
        ("cross_border", "us", "damaged", false),
    ] {
        let state = if complaint == "late_shipment" { "unshipped" } else { "delivered" };
        let state = if complaint == "where_is_it" { "in_transit" } else { state };
        let case = format!(
            "complaint = '{complaint}'\norder_state = '{state}'\nplatform = '{platform}'\n\
             buyer_region = '{region}'"
        );
        let said = codes(&answer(&case)).contains(&NoteCode::NoPlatformRule);
        assert_eq!(said, silent, "{platform} {region} {complaint}");
    }
}

#[test]
fn where_no_deadline_leads_the_answer_says_so() {
    let place = "platform = 'cross_border'\nbuyer_region = 'other'\n";
    let without = answer(&format!(
        "{place}complaint = 'where_is_it'\norder_state = 'in_transit'\ntracking = 'moving'"
    ));
    assert!(codes(&without).contains(&NoteCode::NoDeadline));
    let solved = answer(&format!(
        "{place}complaint = 'where_is_it'\norder_state = 'in_transit'\nresolved = 'yes'"
    ));
    assert!(!codes(&solved).contains(&NoteCode::NoDeadline), "what is only registered has none");
    let place = "platform = 'taobao'\nbuyer_region = 'cn'\n";
    let with = answer(&format!("{place}complaint = 'cancel_order'\norder_state = 'unshipped'"));
    assert!(!codes(&with).contains(&NoteCode::NoDeadline));
}

#[test]
fn what_is_about_no_order_has_no_buyer_and_no_deadline() {
    let advice =
        answer("complaint = 'deposit_refund'\nplatform = 'aliexpress'\nviolations = 'some'");
    assert_eq!(codes(&advice), []);
}

#[test]
fn a_duty_is_marked_where_a_step_says_all_of_it() {
    let (mut marked, mut news) = (0, 0);
    for complaint in ["wrong_item", "damaged", "changed_mind", "not_received"] {
        for (platform, region) in [("taobao", "cn"), ("cross_border", "eu"), ("amazon", "us")] {
            let advice = answer(&format!(
                "complaint = '{complaint}'\norder_state = 'delivered'\nevidence = 'confirmed'\n\
                 platform = '{platform}'\nbuyer_region = '{region}'"
            ));
            for duty in &advice.duties {
                let step = advice.steps.iter().any(|step| step.act == duty.act);
                let sellers = duty.by == "seller" && duty.borne_by.is_none_or(|by| by == "seller");
                // A period, and a prohibition, are news beside the step.
                let said = duty.must && step && sellers && duty.from.is_none();
                assert_eq!(duty.in_steps, said, "{complaint} {platform}: {}", duty.rule);
                marked += usize::from(said);
                news += usize::from(step && !said);
            }
        }
    }
    assert!(marked > 0 && news > 0, "{marked} {news}");
}
