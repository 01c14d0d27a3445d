//! The shipped policy has no flaw, and flaws that are put into it are found with a witness that shows them.

use crate::{mistakes, situations};

use aftersales::api;
use aftersales::request::case::read_case;
use aftersales::request::settings::Settings;
use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales_core::audit::findings::{self, Audit, Finding, Flaw};
use aftersales_core::engine::reference::{Outcome, Situation, below_floor, evaluate};
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Effect, Layer, Policy, Rule, Test};
use aftersales_core::vocabulary::facts::Stated;
use aftersales_core::vocabulary::facts::{self, FactId, Kind};
use mistakes::toml;

#[test]
fn the_shipped_policy_has_no_gap_no_overlap_and_no_contradiction() {
    let found = audited(shipped::policy());
    assert!(found.findings.is_empty(), "{}", described(shipped::policy(), &found));
}

#[test]
fn the_shipped_policy_has_no_flaw_on_any_day_at_which_a_rule_begins_or_ends() {
    let policy = shipped::policy();
    let days = policy.rules.iter().flat_map(|rule| [&rule.valid_from, &rule.valid_until]);
    let mut days: Vec<&str> = days.flatten().map(String::as_str).chain(["2026-11-22"]).collect();
    days.sort_unstable();
    days.dedup();
    for day in days {
        let found = findings::audit(policy, Some(day), &[]);
        assert!(found.findings.is_empty(), "on {day}: {}", described(policy, &found));
    }
}

#[test]
fn every_situation_is_counted_once() {
    let policy = shipped::policy();
    let ranges = |fact: usize, state| match &vocabulary().facts[fact].kind {
        Kind::Choice(codes) => {
            (0..codes.len()).filter(|at| situations::can_occur(fact, *at, state)).count()
        }
        Kind::Number { .. } => policy.cuts[fact].len(),
    };
    let counted: u128 = situations::pairs()
        .into_iter()
        .map(|pair| {
            let facts = situations::open_facts(pair).into_iter();
            facts.map(|fact| ranges(fact, pair.1) as u128).product::<u128>()
        })
        .sum();
    assert_eq!(audited(policy).situations, counted);
    assert_eq!(findings::count(policy), counted);
}

#[test]
fn a_policy_without_rules_is_one_gap_in_every_block() {
    let found = audited(&Policy::new(vocabulary(), Vec::new()));
    assert_eq!(gaps(&found).count(), situations::pairs().len());
    let missing: u128 = gaps(&found).map(|finding| finding.situations).sum();
    assert_eq!(missing, found.situations);
}

#[test]
fn a_rule_that_is_taken_out_leaves_a_gap_of_exactly_its_situations() {
    // Worked out by hand: see each line.
    let (platforms, regions) = (platforms(), regions());
    for (rule, situations) in [
        // One situation: AliExpress, limited term, no violations, target missed, term over.
        ("limited-deposit-term-over", 1),
        // Every platform but AliExpress, by 2 kinds, 2 violations, 2 targets, 2 terms.
        ("deposit-elsewhere", (platforms - 1) * 2 * 2 * 2 * 2),
        // The platforms but Amazon and Lazada, which have their own advice, in every region without a case or with one decided for
        // the seller; Amazon in the US with such a case, which ends its rule; the seller ships, 3 moods, 2 teams, not
        // resolved, 2 kinds of buyer.
        ("change-the-address", ((platforms - 2) * regions * 2 + 1) * 3 * 2 * 2),
        // Every platform, every region at each of 2 order states, no case or one decided for the seller, 3 moods, 2 teams,
        // 2 kinds of buyer.
        ("report-advertising", 2 * platforms * regions * 2 * 3 * 2 * 2),
    ] {
        let policy = without(&[rule]);
        let found = audited(&policy);
        let gaps: u128 = gaps(&found).map(|finding| finding.situations).sum();
        assert_eq!(gaps, situations, "without {rule}");
        check(&policy, &found);
    }
}

#[test]
fn gaps_lie_exactly_where_random_situations_have_no_remedy() {
    let domains = situations::domains(shipped::policy());
    let mut random = situations::Random(7);
    let names: Vec<&str> = shipped::policy()
        .rules
        .iter()
        .filter(|rule| matches!(rule.effect, Effect::Remedy { .. }))
        .map(|rule| rule.id.as_ref())
        .collect();
    for _ in 0..4 {
        let out: Vec<&str> = (0..4).map(|_| random.pick(&names)).collect();
        let policy = without(&out);
        let found = audited(&policy);
        check(&policy, &found);
        for domain in &domains {
            let has_gap = gaps(&found).any(|finding| block(finding) == domain.pair);
            for _ in 0..20 {
                let situation = situations::situation(&mut random, domain);
                if evaluate(&policy, &situation, None).remedy.is_none() {
                    assert!(
                        has_gap,
                        "without {out:?}: {}",
                        situations::described(&policy, &situation)
                    );
                }
            }
        }
    }
}

/// How many platforms a case can name.
fn platforms() -> u128 {
    vocabulary().codes(facts::PLATFORM).len() as u128
}

/// How many regions a case can name.
fn regions() -> u128 {
    vocabulary().codes(facts::REGION).len() as u128
}

#[test]
fn two_remedies_of_one_layer_without_an_exception_are_an_overlap() {
    let policy = changed("ask-the-reason-first", |rule| {
        vec![rule.clone(), named(rule, "ask-for-photos-instead", "ask_evidence")]
    });
    let found = audited(&policy);
    assert!(
        found.findings.iter().all(|finding| finding.flaw == Flaw::Overlap),
        "{}",
        described(&policy, &found)
    );
    // Where it holds: 6 order states, every platform, every region, no case or one decided for the seller, no payment dispute
    // or one won, 3 moods, 2 teams, not resolved, 2 kinds of buyer.
    let situations: u128 = found.findings.iter().map(|finding| finding.situations).sum();
    assert_eq!(situations, 6 * platforms() * regions() * 2 * 2 * 3 * 2 * 2);
    check(&policy, &found);
}

#[test]
fn an_exception_that_is_stated_is_no_overlap() {
    let policy = changed("ask-the-reason-first", |rule| {
        let mut other = named(rule, "ask-for-photos-instead", "ask_evidence");
        other.overrides = vec![rule.id.to_string()];
        vec![rule.clone(), other]
    });
    assert_eq!(of(&audited(&policy), Flaw::Overlap).count(), 0);
}

#[test]
fn a_step_that_a_duty_forbids_without_naming_the_advice_is_found() {
    for (rule, advice) in [
        ("tb-photos-are-no-condition", "photos-before-anything"),
        ("lz-stay-in-chat", "notice-on-every-channel"),
        ("refund-the-way-it-was-paid", "cancel-and-refund-to-the-wallet"),
    ] {
        let policy = changed(rule, |rule| {
            let mut silent = rule.clone();
            silent.overrides.retain(|id| id != advice);
            vec![silent]
        });
        let found = audited(&policy);
        let forbidden = of(&found, Flaw::ForbiddenStep).count();
        assert!(forbidden > 0, "{rule}: {}", described(&policy, &found));
        check(&policy, &found);
    }
}

#[test]
fn one_act_that_is_required_and_forbidden_in_one_layer_is_an_overlap() {
    let policy = changed("tb-prove-delivery-first", |rule| {
        let mut other = rule.clone();
        other.id = "tb-never-prove-delivery".into();
        if let Effect::Duty { must, .. } = &mut other.effect {
            *must = false;
        }
        vec![rule.clone(), other]
    });
    let found = audited(&policy);
    assert!(of(&found, Flaw::Overlap).count() > 0, "{}", described(&policy, &found));
}

#[test]
fn a_rule_that_changes_nothing_is_dead() {
    let policy = changed("ask-the-reason-first", |rule| {
        vec![rule.clone(), Rule { id: "ask-the-reason-twice".into(), ..rule.clone() }]
    });
    let found = audited(&policy);
    let dead: Vec<&str> = of(&found, Flaw::DeadRule)
        .flat_map(|finding| &finding.rules)
        .map(|rule| policy.rules[*rule].id.as_ref())
        .collect();
    // Of two that say the same, either alone could go.
    assert_eq!(dead, ["ask-the-reason-first", "ask-the-reason-twice"]);
}

#[test]
fn two_rules_of_a_shop_that_say_the_same_are_both_dead() {
    for effect in ["remedy = 'replace_damaged'", "steps = ['send_gift']", "must = 'keep_records'"] {
        let rule = |id: &str| {
            format!(
                "[[rules]]\nid = '{id}'\n{effect}\nsources = [{{ title = 'Handbook', locator = '2' }}]\n\
                 when = {{ platform = 'cross_border', buyer_region = 'us', complaint = 'damaged', \
                 order_state = 'delivered', evidence = 'confirmed', buyer_wants = 'not_asked' }}\n"
            )
        };
        let dead = |rules: &[&str]| {
            let rules: String = rules.iter().map(|id| rule(id)).collect();
            let pack = toml(&format!("id = 'mine'\nlayer = 'shop'\n{rules}"));
            let found = api::audit::audit(&pack, &Value::Null);
            assert!(found.problems.is_empty(), "{:?}", found.problems);
            let dead = found.findings.into_iter().filter(|finding| finding.kind == "dead_rule");
            dead.flat_map(|finding| finding.rules).map(|rule| rule.to_string()).collect()
        };
        let (alone, both): (Vec<String>, Vec<String>) = (dead(&["one"]), dead(&["one", "two"]));
        assert!(alone.is_empty(), "{effect} changes something: {alone:?}");
        assert_eq!(both, ["one", "two"], "{effect}");
    }
}

#[test]
fn an_empty_pack_of_another_layer_is_a_problem_of_the_audit() {
    for (layer, problems) in [("law", 1), ("platform", 1), ("practice", 1), ("shop", 0)] {
        let pack = toml(&format!("id = 'mine'\nlayer = '{layer}'\nrules = []"));
        let found = api::audit::audit(&pack, &Value::Null);
        let codes: Vec<_> = found.problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, vec!["not_the_shops_layer"; problems], "{layer}");
    }
}

#[test]
fn a_remedy_that_denies_what_a_platform_requires_is_below_the_floor() {
    let explain = |rule: &Rule| vec![named(rule, &rule.id, "explain_in_transit")];
    let policy = changed("tb-intercept-on-request", explain);
    let found = audited(&policy);
    let below: Vec<&Finding> = of(&found, Flaw::BelowFloor).collect();
    let must = policy.find("tb-must-intercept").expect("the duty");
    assert!(below.iter().any(|finding| finding.rules.contains(&must)), "{below:?}");
    check(&policy, &found);
}

#[test]
fn a_fall_back_that_denies_what_a_platform_requires_is_below_the_floor() {
    let policy = changed("tb-intercept-on-request", |rule| {
        let mut other = rule.clone();
        if let Effect::Remedy { alternatives, .. } = &mut other.effect {
            alternatives.push(vocabulary().remedy("explain_in_transit").expect("a remedy"));
        }
        vec![other]
    });
    let found = audited(&policy);
    assert!(of(&found, Flaw::BelowFloor).count() > 0, "{}", described(&policy, &found));
    check(&policy, &found);
}

/// A shop may be more generous than practice, never less than the law: its refusal gives way.
#[test]
fn a_refusal_of_the_shop_never_beats_a_law_that_grants() {
    let policy = changed("no-longer-resalable-cn", |rule| {
        let mut shop = rule.clone();
        shop.id = "shop-takes-nothing-back".into();
        shop.layer = Layer::Shop;
        shop.when.retain(|(fact, _)| vocabulary().facts[*fact].code != "item_condition");
        vec![rule.clone(), shop]
    });
    let mut random = situations::Random(8);
    let domains = situations::domains(&policy);
    let changed_mind = domains
        .iter()
        .filter(|domain| vocabulary().complaints[domain.pair.0].code == "changed_mind");
    for domain in changed_mind {
        for _ in 0..500 {
            let situation = situations::situation(&mut random, domain);
            let before = evaluate(shipped::policy(), &situation, None);
            let by_law = before
                .deciding
                .iter()
                .any(|rule| shipped::policy().rules[*rule].layer == Layer::Law);
            if by_law {
                assert_eq!(evaluate(&policy, &situation, None).remedy, before.remedy);
            }
        }
    }
}

/// Every finding has a witness which can be opened as a case and shows the flaw.
#[track_caller]
fn check(policy: &Policy, audit: &Audit) {
    for finding in audit.findings.iter().filter(|finding| !finding.witness.is_empty()) {
        let situation = opened(policy, finding);
        let outcome = evaluate(policy, &situation, None);
        let described = findings::shown(vocabulary(), &finding.witness);
        assert!(shows(policy, finding, &outcome), "{:?} is not shown by {described}", finding.flaw);
    }
}

fn shows(policy: &Policy, finding: &Finding, outcome: &Outcome) -> bool {
    match finding.flaw {
        Flaw::Gap => outcome.remedy.is_none(),
        Flaw::Overlap => {
            let pair = [finding.rules[0], finding.rules[1]];
            outcome.overlap.is_some_and(|(one, other)| pair.contains(&one) && pair.contains(&other))
        }
        Flaw::ForbiddenStep => outcome.forbidden.iter().any(|(duty, _, brings)| {
            finding.rules.first() == Some(duty) && finding.rules.contains(brings)
        }),
        Flaw::BelowFloor => {
            let fall_backs = outcome.alternatives.iter().map(|(remedy, _)| *remedy);
            let offered = outcome.remedy.into_iter().chain(fall_backs);
            offered.into_iter().any(|remedy| {
                let violated = below_floor(policy, remedy, &outcome.duties);
                violated.iter().any(|duty| finding.rules.contains(duty))
            })
        }
        Flaw::DeadRule | Flaw::UntestedFact | Flaw::Expired => {
            unreachable!("{:?} is shown by no situation", finding.flaw)
        }
    }
}

/// The witness, read as the case that it is.
#[track_caller]
fn opened(policy: &Policy, finding: &Finding) -> Situation {
    let entries = finding.witness.iter().map(|(fact, value)| {
        let value = match &vocabulary().facts[*fact].kind {
            Kind::Choice(_) => Value::Text(value.clone()),
            Kind::Number { .. } => Value::Number(value.parse().expect("a number")),
        };
        (vocabulary().facts[*fact].code.to_owned(), value)
    });
    let (case, problems) = read_case(&Value::Map(entries.collect()), None, &Settings::default());
    // Of the combinations some contradict a day that is stated: an extension beyond the longest run of rest days.
    let contradicts = |problem: &Problem| problem.code == "stated_otherwise";
    assert!(problems.iter().all(contradicts), "{:?}: {problems:?}", finding.witness);
    for fact in situations::open_facts(block(finding)) {
        assert!(
            case.stated[fact].is_some(),
            "{} is missing in {:?}",
            vocabulary().facts[fact].code,
            finding.witness
        );
        if let Some(Stated::Number(number)) = case.stated[fact] {
            assert!(policy.cuts[fact].contains(&number), "a range begins with {number}");
        }
    }
    case.stated
}

/// Complaint and order state of a finding, which its witness names first.
#[track_caller]
fn block(finding: &Finding) -> situations::Pair {
    let find = |fact: FactId| {
        let value =
            finding.witness.iter().find(|(other, _)| *other == fact).map(|(_, value)| value);
        value.and_then(|value| vocabulary().value(fact, value))
    };
    (find(facts::COMPLAINT).expect("a complaint"), find(facts::ORDER_STATE))
}

fn of(audit: &Audit, flaw: Flaw) -> impl Iterator<Item = &Finding> {
    audit.findings.iter().filter(move |finding| finding.flaw == flaw)
}

fn gaps(audit: &Audit) -> impl Iterator<Item = &Finding> {
    of(audit, Flaw::Gap)
}

/// The whole policy, every rule in force.
fn audited(policy: &Policy) -> Audit {
    findings::audit(policy, None, &[])
}

fn described(policy: &Policy, audit: &Audit) -> String {
    let described = audit.findings.iter().map(|finding| {
        let rules: Vec<&str> =
            finding.rules.iter().map(|rule| policy.rules[*rule].id.as_ref()).collect();
        format!("{:?} {rules:?}: {}", finding.flaw, findings::shown(vocabulary(), &finding.witness))
    });
    described.collect::<Vec<_>>().join("\n")
}

/// The shipped policy without some rules.
#[track_caller]
fn without(ids: &[&str]) -> Policy {
    for id in ids {
        assert!(shipped::policy().find(id).is_some(), "no rule {id}");
    }
    let left = shipped::policy().rules.iter().filter(|rule| !ids.contains(&rule.id.as_ref()));
    Policy::new(vocabulary(), left.cloned().collect())
}

/// The shipped policy with one rule replaced.
#[track_caller]
fn changed(id: &str, by: impl Fn(&Rule) -> Vec<Rule>) -> Policy {
    let mut rules = shipped::policy().rules.clone();
    let at = shipped::policy().find(id).unwrap_or_else(|| panic!("no rule {id}"));
    let new = by(&rules[at]);
    rules.splice(at..=at, new);
    Policy::new(vocabulary(), rules)
}

/// A rule under another name, with another remedy and the same conditions.
#[track_caller]
fn named(rule: &Rule, id: &str, remedy: &str) -> Rule {
    let remedy = vocabulary().remedy(remedy).expect("a remedy");
    let effect = Effect::Remedy { remedy, alternatives: Vec::new(), steps: Vec::new() };
    let conditions = rule.when.iter().any(|(_, test)| matches!(test, Test::OneOf(_)));
    assert!(conditions, "a rule with conditions");
    Rule { id: id.to_owned().into(), effect, ..rule.clone() }
}
