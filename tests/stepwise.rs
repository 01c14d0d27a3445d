//! A shop's rules are admitted part by part as in one go.

use crate::many_rules;
use crate::mistakes;

use aftersales::api::admit::{admit, admit_in};
use aftersales::shipped;
use aftersales::shop::{Shop, rules_of};
use aftersales_core::audit::admission::{self, Admission, Admitting};
use aftersales_core::plain::value::Value;
use mistakes::toml;

fn pack(count: usize) -> Value {
    toml(&format!("id = 'mine'\nlayer = 'shop'\nrules = {}", many_rules::rules(count, " = ")))
}

/// The standing rules and the objections, to be compared.
fn shown(admission: &Admission) -> String {
    format!("{admission:#?}")
}

#[test]
fn block_by_block_the_same_rules_stand_for_the_same_reasons() {
    let own = rules_of(&pack(600), "", &mut Vec::new());
    assert_eq!(own.len(), 600);
    let at_once = admission::admit(shipped::policy(), own.clone(), None);
    assert!(at_once.standing.len() > 400 && !at_once.refused.is_empty());
    assert!(!at_once.limited.is_empty());
    let mut admitting = Admitting::new(shipped::policy(), own, None);
    let mut steps = 1;
    while admitting.step() {
        steps += 1;
    }
    assert!(steps > 20, "{steps} steps");
    let (admission, policy) = admitting.finish();
    assert_eq!(shown(&admission), shown(&at_once));
    assert_eq!(policy.written(), shipped::policy().with(&at_once.standing).written());
}

#[test]
fn what_stands_is_admitted_again_without_an_objection() {
    let own = rules_of(&pack(600), "", &mut Vec::new());
    let first = admission::admit(shipped::policy(), own, None);
    let again = admission::admit(shipped::policy(), first.standing.clone(), None);
    assert!(again.refused.is_empty(), "{:?}", again.refused);
    assert_eq!(again.standing, first.standing);
    // What was counted in blocks that were not checked again is what would be counted there now.
    assert_eq!(shown(&again), shown(&Admission { refused: Vec::new(), ..first }));
}

#[test]
fn a_shop_that_is_advanced_has_the_same_rules_in_force() {
    let pack = pack(120);
    let options = toml("lang = 'en'\nnow = '2026-11-22T12:00:00+08:00'");
    let (at_once, advanced) = (Shop::new(pack.clone()), Shop::new(pack.clone()));
    let mut parts = 1;
    while advanced.advance(Some("2026-11-22")) {
        parts += 1;
    }
    assert!(parts > 10, "{parts} parts");
    assert!(!advanced.advance(Some("2026-11-22")), "it is done");
    let rules = |shop: &Shop| shop.on(Some("2026-11-22")).policy().written().to_vec();
    assert_eq!(rules(&advanced), rules(&at_once));
    let found = |shop: &Shop| format!("{:?}", admit_in(shop, &options));
    assert_eq!(found(&advanced), found(&at_once));
    assert_eq!(found(&advanced), format!("{:?}", admit(&pack, &options)));
}

#[test]
fn a_pack_with_dates_is_admitted_for_each_day() {
    let source = "sources = [{ title = 'Handbook', locator = '2' }]";
    let pack = toml(&format!(
        "id = 'mine'\nlayer = 'shop'\n[[rules]]\nid = 'sorry'\nsteps = ['apologise']\n{source}\n\
         valid_until = '2026-11-22'\nwhen = {{ complaint = 'damaged' }}"
    ));
    let shop = Shop::new(pack);
    assert!(shop.advance(Some("2026-11-22")));
    // Midnight comes before it is done.
    assert!(shop.advance(Some("2026-11-23")));
    while shop.advance(Some("2026-11-23")) {}
    assert!(shop.advance(Some("2026-11-22")), "what was begun for another day does not count");
}
