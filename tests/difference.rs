//! What changes between two policies.

use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales_core::audit::difference::difference;
use aftersales_core::policy::Rule;

#[test]
fn a_policy_does_not_differ_from_itself() {
    let rules = &shipped::policy().rules;
    let found = difference(vocabulary(), rules, rules, None);
    assert_eq!((found.changed, found.groups.len()), (0, 0));
    assert!(found.situations > 1_000_000);
}

#[test]
fn a_rule_that_is_taken_out_changes_the_situations_that_it_decided() {
    let rules = &shipped::policy().rules;
    let without: Vec<Rule> = rules
        .iter()
        .filter(|rule| rule.id != "tb-faults-for-the-buyer-to-settle")
        .cloned()
        .collect();
    let found = difference(vocabulary(), rules, &without, None);
    assert!(found.changed > 0);
    let back = difference(vocabulary(), &without, rules, None);
    assert_eq!(found.changed, back.changed);
    for group in &found.groups {
        assert!(back.groups.iter().any(|other| other.to == group.from
            && other.from == group.to
            && other.situations == group.situations));
    }
}
