//! A shop's own rules: what falls below platform or law is refused with the clause, the rest stands.

use crate::mistakes;

use aftersales::api;
use aftersales::present::answer::{Admission, Objection};
use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales::shop::read_shop_pack;
use aftersales_core::audit::findings::{self, Finding, Flaw};
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Layer, Policy};
use aftersales_core::vocabulary::facts::Kind;
use mistakes::toml;
use proptest::prelude::*;
use proptest::sample::select;

fn pack(rules: &str) -> Value {
    toml(&format!("id = 'mine'\nlayer = 'shop'\n{rules}"))
}

fn admit(pack: &Value) -> Admission {
    api::admit::admit(pack, &toml("lang = 'en'\nnow = '2026-11-22T12:00:00+08:00'"))
}

/// The only objection to the only rule.
#[track_caller]
fn refused(rules: &str) -> Objection {
    let found = admit(&pack(rules));
    assert_eq!(found.problems.len(), 0, "{:?}", found.problems);
    assert!(found.standing.is_empty(), "{found:?}");
    let [only] = found.refused.as_slice() else { panic!("{:?}", found.refused) };
    only.clone()
}

fn names(objection: &Objection, rule: &str) -> bool {
    let by = objection.by.iter().find(|by| *by.rule == *rule);
    by.is_some_and(|by| {
        !by.text.is_empty() && by.sources.iter().all(|source| !source.locator.is_empty())
    })
}

const SOURCE: &str = "sources = [{ title = 'Handbook', locator = '2' }]";

#[test]
fn a_rule_that_refuses_a_proven_fault_within_the_guarantee_is_refused() {
    let refuses = |wishes: &str, ground: &str, by: &str| {
        let rules = format!(
            "[[rules]]\nid = 'no-replacements'\nremedy = 'decline_return'\n{SOURCE}\n\
             when = {{ buyer_region = 'eu', complaint = 'quality_problem', order_state = ['delivered', 'completed'], \
             evidence = 'confirmed', buyer_wants = {wishes}, buyer_kind = 'consumer', earlier_remedy = 'none', platform_case = 'none', days_since_delivery = {{ at_least = 15, less_than = 700 }} }}"
        );
        let found = admit(&pack(&rules));
        assert!(found.standing.is_empty(), "{found:?}");
        let objects = |found: &Objection| found.ground == ground && names(found, by);
        assert!(found.refused.iter().any(objects), "{:?}", found.refused);
    };
    refuses("['replacement', 'exchange']", "below_floor", "eu-guarantee-of-goods");
    refuses("['refund', 'keep_item']", "below_floor", "eu-guarantee-of-goods");
}

/// What is owed for late, lost, sold-out, broken and promised things is a right: a shop's rule cannot leave it out.
#[test]
fn a_rule_that_does_not_give_what_is_claimed_is_refused_with_the_clause() {
    let lost = "complaint = 'not_received', order_state = 'in_transit', fulfilment = 'seller', \
                tracking = 'lost', order_part = 'whole', buyer_wants = 'refund', buyer_kind = 'consumer', \
                platform_case = 'none', payment_dispute = 'none'";
    let broken = "order_state = 'delivered', fulfilment = 'seller', evidence = 'confirmed', \
                  buyer_wants = 'refund', days_since_delivery = { less_than = 8 }, \
                  earlier_remedy = 'none', platform_case = 'none', payment_dispute = 'none'";
    for (when, remedy, right) in [
        (format!("buyer_region = 'eu', {lost}"), "persuade_to_wait", "eu-lost-parcel-is-refunded"),
        (format!("buyer_region = 'uk', {lost}"), "trace_parcel", "uk-lost-parcel-is-refunded"),
        (
            "buyer_region = 'uk', complaint = 'cannot_supply', fulfilment = 'seller', \
             buyer_wants = 'refund', buyer_kind = 'consumer'"
                .to_owned(),
            "offer_substitute",
            "uk-refund-what-cannot-be-supplied",
        ),
        (
            "platform = 'taobao', complaint = 'price_drop', price_promise = 'yes', \
             platform_case = 'none'"
                .to_owned(),
            "decline_price_adjustment",
            "tb-price-promise-is-kept",
        ),
        (
            "buyer_region = 'cn', complaint = 'campaign_cancelled', order_state = 'unshipped', \
             platform_case = 'none'"
                .to_owned(),
            "cancel_campaign_order",
            "cn-the-order-binds",
        ),
        (
            "buyer_region = 'us', complaint = 'late_shipment', order_state = 'unshipped', \
             fulfilment = 'seller', ship_by_passed = 'yes', buyer_waits = 'no_answer'"
                .to_owned(),
            "ship_now",
            "us-cancel-and-refund",
        ),
        (
            format!("platform = 'lazada', complaint = 'quality_problem', {broken}"),
            "partial_refund_keep",
            "lz-faulty-goods-for-money",
        ),
        (
            format!("platform = 'amazon', buyer_region = 'us', complaint = 'wrong_item', {broken}"),
            "swap_wrong_item",
            "am-faulty-goods-for-money-us",
        ),
    ] {
        let found = admit(&pack(&format!(
            "[[rules]]\nid = 'mine'\nremedy = '{remedy}'\n{SOURCE}\nwhen = {{ {when} }}"
        )));
        let objects = |found: &Objection| found.ground == "below_floor" && names(found, right);
        let (refused, limited) = (&found.refused, &found.limited);
        assert!(refused.iter().chain(limited).any(objects), "{right}: {refused:?} {limited:?}");
    }
}

#[test]
fn a_rule_that_denies_a_right_wherever_it_holds_is_refused_with_the_clause() {
    let found = refused(&format!(
        "[[rules]]\nid = 'never-back'\nremedy = 'decline_return'\n{SOURCE}\n\
         when = {{ platform = 'taobao', buyer_region = 'cn', complaint = 'changed_mind', order_state = 'delivered', \
         goods_kind = 'ordinary', buyer_kind = 'consumer', exclusion_confirmed = 'no', item_condition = 'intact', platform_case = 'none', days_since_delivery = {{ less_than = 8 }} }}"
    ));
    assert_eq!((found.ground, found.at), ("below_floor", 0));
    assert!(!found.by.is_empty());
    for by in &found.by {
        assert!(["platform", "law"].contains(&by.layer) && !by.sources.is_empty(), "{by:?}");
    }
    assert_ne!(found.situations, "0");
}

#[test]
fn a_rule_that_gives_way_in_some_situations_stands_and_says_so() {
    let found = admit(&pack(&format!(
        "[[rules]]\nid = 'never-back'\nremedy = 'decline_return'\n{SOURCE}\n\
         when = {{ buyer_region = {{ not = 'tw' }}, complaint = 'changed_mind', order_state = 'delivered' }}"
    )));
    assert_eq!(found.standing, [0], "{:?}", found.refused);
    let [denies, overruled] = found.limited.as_slice() else { panic!("{:?}", found.limited) };
    assert_eq!((denies.ground, &*denies.rule), ("below_floor", "never-back"));
    assert!(denies.by.len() > 3, "several platforms and laws: {:?}", denies.by);
    assert_eq!((overruled.ground, &*overruled.rule), ("overruled", "never-back"));
}

#[test]
fn a_rule_that_denies_what_is_required_is_refused_with_the_clause() {
    let found = refused(&format!(
        "[[rules]]\nid = 'let-them-wait'\nremedy = 'persuade_to_wait'\n{SOURCE}\n\
         when = {{ platform = 'taobao', complaint = 'cancel_order', order_state = 'in_transit' }}"
    ));
    assert_eq!(found.ground, "below_floor", "{found:?}");
    assert!(found.by.iter().all(|by| by.layer != "practice" && !by.sources.is_empty()));
}

#[test]
fn a_step_that_a_duty_forbids_is_refused_with_the_clause() {
    let found = refused(&format!(
        "[[rules]]\nid = 'have-it-deleted'\nsteps = ['ask_review_removal']\n{SOURCE}\n\
         when = {{ complaint = 'negative_review', platform = 'amazon' }}"
    ));
    assert_eq!(found.ground, "forbidden_step");
    assert!(!found.by.is_empty() && found.by.iter().all(|by| names(&found, &by.rule)));
}

#[test]
fn a_duty_of_the_shop_cannot_forbid_what_is_owed() {
    let found = admit(&pack(&format!(
        "[[rules]]\nid = 'no-money-back'\nmust_not = 'refund_original_method'\n{SOURCE}\n\
         when = {{ platform = 'amazon', complaint = 'changed_mind', order_state = 'return_received' }}"
    )));
    assert!(found.standing.is_empty());
    let floor = found.refused.iter().find(|objection| objection.ground == "below_floor");
    let by = &floor.expect("what is owed").by;
    assert!(by.iter().any(|by| by.layer == "platform") && by.iter().any(|by| by.layer == "law"));
}

#[test]
fn rules_that_contradict_one_another_are_refused_and_the_others_stand() {
    let here = "complaint = 'damaged', order_state = 'delivered', platform = 'cross_border'";
    let found = admit(&pack(&format!(
        "[[rules]]\nid = 'keep-it'\nremedy = 'partial_refund_keep'\n{SOURCE}\nwhen = {{ {here}, evidence = 'confirmed' }}\n\
         [[rules]]\nid = 'send-again'\nremedy = 'replace_damaged'\n{SOURCE}\nwhen = {{ {here}, mood = 'angry' }}\n\
         [[rules]]\nid = 'say-sorry'\nsteps = ['apologise']\n{SOURCE}\nwhen = {{ complaint = 'where_is_it' }}"
    )));
    assert_eq!(found.standing, [2]);
    let described: Vec<_> =
        found.refused.iter().map(|by| (by.ground, &*by.rule, &*by.by[0].rule)).collect();
    assert_eq!(
        described,
        [("overlap", "keep-it", "send-again"), ("overlap", "send-again", "keep-it")]
    );
}

#[test]
fn rules_whose_fall_backs_contradict_one_another_are_refused() {
    let here = "complaint = 'damaged', order_state = 'delivered', platform = 'lazada', buyer_region = 'vn', \
                evidence = 'confirmed', buyer_wants = 'replacement'";
    let found = admit(&pack(&format!(
        "[[rules]]\nid = 'then-keep-it'\nremedy = 'replace_damaged'\nalternatives = ['partial_refund_keep']\n\
         {SOURCE}\nwhen = {{ {here} }}\n\
         [[rules]]\nid = 'then-send-it-back'\nremedy = 'replace_damaged'\nalternatives = ['return_and_refund']\n\
         {SOURCE}\nwhen = {{ {here}, mood = 'angry' }}"
    )));
    assert!(found.standing.is_empty(), "{found:?}");
    assert!(found.refused.iter().all(|objection| objection.ground == "overlap"), "{found:?}");
}

#[test]
fn a_rule_that_never_decides_is_refused_though_its_fall_back_would_give_way_to_nothing() {
    let found = refused(&format!(
        "[[rules]]\nid = 'keep-it'\nremedy = 'partial_refund_keep'\n{SOURCE}\n\
         when = {{ complaint = 'damaged', order_state = ['delivered', 'completed'], platform = 'cross_border', fulfilment = 'seller', \
         buyer_region = 'uk', evidence = 'confirmed', buyer_wants = 'refund', buyer_kind = 'consumer', earlier_remedy = 'none', days_since_delivery = {{ less_than = 31 }} }}"
    ));
    assert!(["overruled", "below_floor"].contains(&found.ground), "{found:?}");
}

#[test]
fn a_rule_with_a_mistake_does_not_stand_and_the_good_one_does() {
    let found = admit(&pack(&format!(
        "[[rules]]\nid = 'bad'\nremedy = 'shp_now'\n{SOURCE}\n\
         [[rules]]\nid = 'good'\nsteps = ['apologise']\n{SOURCE}\nwhen = {{ complaint = 'where_is_it' }}"
    )));
    assert_eq!(found.standing, [1]);
    assert!(found.problems.iter().any(|problem| problem.path == "/pack/rules/0/remedy"));
}

/// A rule of the shop, in the words of a pack.
fn rule() -> impl Strategy<Value = String> {
    let complaints: Vec<&str> = vocabulary().complaints.iter().map(|entry| entry.code).collect();
    let remedies: Vec<&str> = vocabulary().remedies.iter().map(|remedy| remedy.code).collect();
    let acts: Vec<&str> = vocabulary().acts.iter().map(|act| act.code).collect();
    let choices: Vec<(&str, &Vec<&str>)> = vocabulary()
        .facts
        .iter()
        .filter_map(|fact| match &fact.kind {
            Kind::Choice(codes) if fact.code != "complaint" => Some((fact.code, codes)),
            _ => None,
        })
        .collect();
    let condition = (select(choices), any::<prop::sample::Index>())
        .prop_map(|((fact, codes), at)| format!("{fact} = '{}'", codes[at.index(codes.len())]));
    let effect = prop_oneof![
        select(remedies).prop_map(|remedy| format!("remedy = '{remedy}'")),
        select(acts.clone()).prop_map(|act| format!("steps = ['{act}']")),
        select(acts.clone()).prop_map(|act| format!("must = '{act}'")),
        select(acts).prop_map(|act| format!("must_not = '{act}'")),
    ];
    (select(complaints), prop::collection::btree_set(condition, 0..3), effect).prop_map(
        |(complaint, conditions, effect)| {
            let mut facts: Vec<&str> = Vec::new();
            let mut when = format!("complaint = '{complaint}'");
            for condition in &conditions {
                let fact = condition.split(' ').next().unwrap_or_default();
                if !facts.contains(&fact) {
                    facts.push(fact);
                    when += &format!(", {condition}");
                }
            }
            format!("{effect}\nwhen = {{ {when} }}\n{SOURCE}\n")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_shop_writes_what_stands_contradicts_nothing(rules in prop::collection::vec(rule(), 1..5)) {
        let text: String =
            rules.iter().enumerate().map(|(at, rule)| format!("[[rules]]\nid = 'own-{at}'\n{rule}")).collect();
        let pack = pack(&text);
        let found = admit(&pack);
        prop_assert!(found.problems.is_empty(), "{:?}", found.problems);
        let own = read_shop_pack(&pack, "/pack", &mut Vec::new());
        let standing = |at: &usize| own.iter().find(|rule| *rule.id == *format!("own-{at}")).cloned();
        let standing: Vec<_> = found.standing.iter().filter_map(standing).collect();
        prop_assert_eq!(standing.len() + refused_rules(&found), rules.len());
        let laid: Vec<_> = shipped::policy().rules.iter().cloned().chain(standing).collect();
        let policy = Policy::new(vocabulary(), laid);
        let touched: Vec<usize> =
            (0..policy.rules.len()).filter(|rule| policy.rules[*rule].layer == Layer::Shop).collect();
        if !touched.is_empty() {
            let flaws = findings::audit(&policy, None, &touched).findings;
            // A rule that denies a right somewhere stands, and the admission names it.
            let gives_way = |rule: &usize| {
                let id = &*policy.rules[*rule].id;
                found.limited.iter().any(|other| other.ground == "below_floor" && *other.rule == *id)
            };
            let is_grave = |flaw: &&Finding| match flaw.flaw {
                Flaw::DeadRule => false,
                Flaw::BelowFloor => !flaw.rules.iter().any(gives_way),
                _ => true,
            };
            let grave: Vec<_> = flaws.iter().filter(is_grave).collect();
            prop_assert!(grave.is_empty(), "{grave:?}");
        }
        for objection in found.refused.iter().chain(&found.limited) {
            prop_assert!(!objection.by.is_empty() && !objection.message.is_empty(), "{objection:?}");
        }
    }
}

/// How many rules are refused, each counted once.
fn refused_rules(found: &Admission) -> usize {
    let mut rules: Vec<&str> = found.refused.iter().map(|objection| &*objection.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules.len()
}
