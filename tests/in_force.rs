//! A shop's pack is in force as admitted, whoever calls; what admission rejects is a problem with the clause.

use crate::mistakes;

use aftersales::api;
use aftersales::api::advise::advise;
use aftersales::api::rules::rules;
use aftersales::present::answer::{Advice, Check, Problem};
use aftersales::present::plain_format::Plain;
use aftersales_core::plain::value::Value;
use mistakes::{map, text, toml};

fn check(case: &Value, plan: &Value, options: &Value) -> Check {
    api::check::check(case, plan, options, &Plain)
}

const SOURCE: &str = "sources = [{ title = 'Handbook', locator = '2' }]";
/// On Taobao a parcel is stopped when the buyer insists; this shop would rather have them wait.
const CASE: &str = "platform = 'taobao'\nbuyer_region = 'cn'\ncomplaint = 'cancel_order'\n\
                    order_state = 'in_transit'\nbuyer_waits = 'insists'";

/// A pack with a rule that falls below the floor, and one that does not.
fn pack() -> Value {
    toml(&format!(
        "id = 'mine'\nlayer = 'shop'\n\
         [[rules]]\nid = 'look-first'\nsteps = ['gather_order_data']\n{SOURCE}\n\
         when = {{ complaint = 'cancel_order', order_state = 'in_transit' }}\n\
         [[rules]]\nid = 'let-them-wait'\nremedy = 'persuade_to_wait'\n{SOURCE}\n\
         when = {{ platform = 'taobao', complaint = 'cancel_order', order_state = 'in_transit' }}"
    ))
}

fn options(pack: Value) -> Value {
    let shop = map(&[("pack", pack)]);
    map(&[("now", text("2026-11-22T12:00:00+08:00")), ("lang", text("en")), ("shop", shop)])
}

#[track_caller]
fn names_the_clause(problems: &[Problem]) {
    let found: Vec<_> = problems.iter().map(|problem| (problem.code, &*problem.path)).collect();
    assert_eq!(found, [("rule_not_in_force", "/options/shop/pack/rules/1")]);
    let message = &problems[0].message;
    assert!(message.contains("let-them-wait") && message.contains("第二十三条"), "{message}");
}

fn remedy(advice: &Advice) -> Option<&str> {
    advice.remedy.as_ref().map(|remedy| remedy.code)
}

#[test]
fn an_answer_follows_only_rules_that_admission_accepts() {
    let shipped = advise(&toml(CASE), &Value::Null, &Plain);
    for _ in 0..2 {
        let advice = advise(&toml(CASE), &options(pack()), &Plain);
        assert_eq!(remedy(&advice), remedy(&shipped));
        assert!(
            advice.steps.iter().any(|step| step.act == "gather_order_data"),
            "the other stands"
        );
        assert!(!advice.message.acts.contains(&"ask_to_wait"));
        names_the_clause(&advice.problems);
    }
}

#[test]
fn a_plan_is_checked_by_the_same_rules() {
    let plan = toml("remedy = 'persuade_to_wait'");
    let shipped = check(&toml(CASE), &plan, &Value::Null);
    let own = check(&toml(CASE), &plan, &options(pack()));
    assert_eq!(own.verdict, shipped.verdict);
    assert_eq!(own.verdict, "less_than_owed");
    names_the_clause(&own.problems);
}

#[test]
fn a_rule_that_is_not_in_force_is_not_listed() {
    let listed = rules("en", &pack());
    let has = |id: &str| listed.iter().any(|rule| *rule.id == *id);
    assert!(has("look-first") && !has("let-them-wait"));
}

#[test]
fn another_pack_takes_the_place_of_the_one_before() {
    let case = toml(CASE);
    let empty = || toml("id = 'mine'\nlayer = 'shop'\nrules = []");
    let with_step = |pack| {
        let advice = advise(&case, &options(pack), &Plain);
        advice.steps.iter().any(|step| step.act == "gather_order_data")
    };
    assert!(with_step(pack()));
    assert!(!with_step(empty()));
    assert!(with_step(pack()));
}

/// A pack of rules that each cut the days since delivery at another place, far from any shipped answer.
fn cuts(count: usize) -> Value {
    let rule = |at: usize| {
        format!(
            "[[rules]]\nid = 'after-{at}'\nsteps = ['listen']\n{SOURCE}\n\
             when = {{ platform = 'cross_border', buyer_region = 'other', complaint = 'changed_mind', \
             order_state = 'delivered', days_since_delivery = {{ at_least = {at} }} }}\n"
        )
    };
    let rules: String = (0..count).map(|at| rule(at + 1001)).collect();
    toml(&format!("id = 'mine'\nlayer = 'shop'\n{rules}"))
}

#[test]
fn more_ranges_than_there_is_room_for_are_refused_and_no_shipped_answer_changes() {
    let case = toml(
        "platform = 'taobao'\nbuyer_region = 'cn'\ncomplaint = 'changed_mind'\norder_state = 'delivered'\n\
         item_condition = 'intact'\ndays_since_delivery = 189",
    );
    let shipped = advise(&case, &Value::Null, &Plain);
    let advice = advise(&case, &options(cuts(300)), &Plain);
    assert_eq!(remedy(&advice), remedy(&shipped));
    let refused: Vec<_> =
        advice.problems.iter().filter(|one| one.code == "too_many_ranges").collect();
    assert!(!refused.is_empty() && refused.len() < 300, "{}", refused.len());
    assert!(refused.iter().all(|problem| problem.message.contains("255")), "{:?}", refused[0]);
    // Two packs that fit one by one need not fit together.
    let both = api::difference::compare(&cuts(150), &toml(&shifted()), &Value::Null);
    assert!(both.problems.iter().any(|problem| problem.code == "too_many_ranges"));
}

/// As many other cuts as half of what there is room for.
fn shifted() -> String {
    let rule = |at: usize| {
        format!(
            "[[rules]]\nid = 'from-{at}'\nsteps = ['listen']\n{SOURCE}\n\
             when = {{ complaint = 'changed_mind', order_state = 'delivered', days_since_delivery = {{ at_least = {at} }} }}\n"
        )
    };
    let rules: String = (0..150).map(|at| rule(at + 2001)).collect();
    format!("id = 'mine'\nlayer = 'shop'\n{rules}")
}
