//! What decides a case or dispute is listed where one is open, and where the acts of an answer are done is told as far as
//! sources tell it.

use crate::mistakes;

use aftersales::api::advise::advise;
use aftersales::present::answer::{Advice, Step};
use aftersales::present::plain_format::Plain;
use mistakes::toml;

fn answer(case: &str) -> Advice {
    let advice = advise(&toml(case), &toml("now = '2026-11-27T10:00:00Z'"), &Plain);
    assert!(advice.problems.is_empty(), "{:?}", advice.problems);
    advice
}

#[track_caller]
fn step<'a>(advice: &'a Advice, act: &str) -> &'a Step {
    advice.steps.iter().find(|step| step.act == act).expect("a step")
}

/// The rules whose lists a step shows.
fn listed(step: &Step) -> Vec<&str> {
    step.evidence.iter().map(|reason| reason.rule.as_ref()).collect()
}

#[test]
fn the_evidence_of_a_payment_dispute_depends_on_its_reason() {
    for (complaint, rule) in [
        ("not_received", "evidence-of-delivery-for-the-provider"),
        ("not_as_described", "evidence-on-the-goods-for-the-provider"),
        ("counterfeit", "evidence-that-it-is-genuine-for-the-provider"),
        ("changed_mind", "evidence-in-order-for-the-provider"),
    ] {
        let advice = answer(&format!(
            "complaint = '{complaint}'\norder_state = 'delivered'\npayment_dispute = 'open'"
        ));
        let step = step(&advice, "gather_evidence");
        assert_eq!(listed(step), [rule], "{complaint}");
        assert!(step.evidence.iter().all(|reason| !reason.sources.is_empty()), "{complaint}");
    }
}

#[test]
fn a_marketplace_that_tells_what_it_asks_for_is_listed() {
    let case = "complaint = 'not_received'\norder_state = 'delivered'\nplatform_case = 'open'\n\
         buyer_region = 'us'\n";
    let amazon = answer(&format!("{case}platform = 'amazon'"));
    assert_eq!(listed(step(&amazon, "gather_evidence")), ["am-evidence-of-delivery"]);
    // Of another marketplace nothing is claimed: what to collect stays general.
    let other = answer(&format!("{case}platform = 'cross_border'"));
    assert_eq!(listed(step(&other, "gather_evidence")), [""; 0]);
    // The list of evidence is of that step alone.
    let others = amazon.steps.iter().filter(|step| step.act != "gather_evidence");
    assert!(others.flat_map(|step| listed(step)).next().is_none());
}

#[test]
fn where_a_step_is_done_is_told_with_its_source_or_not_at_all() {
    let case = "complaint = 'not_received'\norder_state = 'delivered'\nplatform_case = 'open'\n\
         buyer_region = 'us'\n";
    let amazon = answer(&format!("{case}platform = 'amazon'"));
    let told = step(&amazon, "answer_in_dispute");
    assert!(told.path.as_ref().is_some_and(|path| path.starts_with("Performance > ")));
    assert_eq!(told.path_sources.len(), 1);
    assert!(told.path_sources[0].url.is_some());
    let unknown = answer(&format!("{case}platform = 'cross_border'"));
    assert!(unknown.steps.iter().all(|step| step.path.is_none() && step.path_sources.is_empty()));
    // Without a marketplace nothing is told either.
    assert!(answer(case).steps.iter().all(|step| step.path.is_none()));
}

#[test]
fn a_path_holds_only_in_the_country_that_its_source_speaks_of() {
    let path = |region: &str| {
        let advice = answer(&format!(
            "complaint = 'damaged'\norder_state = 'delivered'\nevidence = 'confirmed'\n\
             buyer_wants = 'refund'\ndays_since_delivery = 2\nplatform = 'lazada'\n\
             buyer_region = '{region}'"
        ));
        step(&advice, "accept_return").path.as_ref().map(ToString::to_string)
    };
    assert_eq!(path("sg").as_deref(), Some("Return Orders"));
    assert_eq!(path("ph"), None);
}
