//! Nobody is refused for being late while it is not known when they asked.

use crate::mistakes;

use aftersales::api::advise::advise;
use aftersales::present::plain_format::Plain;
use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Effect, Test};
use aftersales_core::vocabulary::facts::Kind;
use mistakes::toml;

#[test]
fn no_refusal_for_lateness_is_decided_before_the_day_of_the_request_is_known() {
    let policy = shipped::policy();
    let days = vocabulary().fact("days_since_delivery").expect("a fact");
    let region = vocabulary().fact("buyer_region").expect("a fact");
    let Kind::Choice(regions) = &vocabulary().facts[region].kind else {
        panic!("regions are codes")
    };
    let mut refused = 0;
    for region in regions {
        for (complaint, evidence) in
            [("changed_mind", "not_asked"), ("not_as_described", "refuted")]
        {
            for day in ["2026-11-20", "2026-11-05", "2026-10-01", "2025-09-01", "2020-01-01"] {
                for informed in ["yes", "no"] {
                    let case = |asked: &str| {
                        toml(&format!(
                            "platform = 'cross_border'\nbuyer_region = '{region}'\ncomplaint = '{complaint}'\n\
                             order_state = 'delivered'\nevidence = '{evidence}'\nitem_condition = 'intact'\n\
                             informed_of_withdrawal = '{informed}'\nexclusion_confirmed = 'no'\n\
                             delivered_at = '{day}'\n\
                             now = '2026-11-22T12:00:00Z'\n{asked}"
                        ))
                    };
                    let advice = advise(&case(""), &Value::Null, &Plain);
                    for reason in &advice.because {
                        let rule = &policy.rules[policy.find(&reason.rule).expect("a rule")];
                        let refuses = matches!(rule.effect, Effect::Remedy { remedy, .. }
                            if vocabulary().get_remedy(remedy).is_refusal);
                        let late = rule.when.iter().any(|(fact, test)| {
                            matches!(test, Test::Number(bounds) if *fact == days && bounds.at_least.is_some())
                        });
                        assert!(!(refuses && late), "{region} {complaint} {day}: {}", rule.id);
                    }
                    if advice.remedy.is_none() {
                        assert_eq!(
                            advice.ask[0].fact, "requested_at",
                            "{region} {complaint} {day}"
                        );
                    }
                    let asked_today =
                        advise(&case("requested_at = '2026-11-22'"), &Value::Null, &Plain);
                    let code = asked_today.remedy.map(|remedy| remedy.code);
                    refused += u32::from(code == Some("decline_return"));
                }
            }
        }
    }
    assert!(refused > 10, "with the day known, who is late is refused: {refused}");
}
