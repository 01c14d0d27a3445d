//! A refusal says why: which period from when to when, or which exclusion, in every language.

use crate::scenario;

use aftersales::api::advise::advise;
use aftersales::present::plain_format::Plain;
use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales::words::locale_format::LocaleFormat;
use aftersales::words::refusal::is_given_by;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Effect, Rule, Test};
use aftersales_core::time::deadline::Instant;
use aftersales_core::vocabulary::facts::FactId;

/// What a letter says that knows no reason.
const WITHOUT_REASON: &[&str] = &["outside the return terms", "不符合退货条件", "不符合退貨的條件"];

#[test]
fn every_shipped_refusal_has_a_reason_in_every_situation() {
    for rule in &shipped::policy().rules {
        let Effect::Remedy { remedy, .. } = rule.effect else { continue };
        if !vocabulary().get_remedy(remedy).is_refusal {
            continue;
        }
        for situation in situations(rule) {
            let value = |fact: FactId| {
                situation.iter().find(|(tested, _)| *tested == fact).map(|(_, at)| *at)
            };
            let reason =
                vocabulary().reasons.iter().find(|reason| is_given_by(reason, rule, &value));
            assert!(reason.is_some(), "{}: no reason in {situation:?}", rule.id);
        }
    }
}

/// Every combination of the values that a rule tests of its choices.
fn situations(rule: &Rule) -> Vec<Vec<(FactId, usize)>> {
    let mut all = vec![Vec::new()];
    for (fact, test) in &rule.when {
        let Test::OneOf(values) = test else { continue };
        let places: Vec<usize> = values.iter().collect();
        all = all
            .iter()
            .flat_map(|before| {
                places.iter().map(|at| before.iter().copied().chain([(*fact, *at)]).collect())
            })
            .collect();
    }
    all
}

#[test]
fn every_refusal_of_the_scenarios_gives_its_reason() {
    let mut refusals = 0;
    for one in &scenario::all() {
        for lang in shipped::LANGUAGES {
            let advice = one.advise(&[("message_lang", Value::Text(lang.into()))]);
            let refuses = advice.remedy.is_some_and(|remedy| remedy.code == "decline_return");
            if refuses && advice.message.to == "buyer" {
                let text = &advice.message.text;
                let found = WITHOUT_REASON.iter().find(|words| text.contains(**words));
                assert_eq!(found, None, "{} {lang}\n{text}", one.place());
                refusals += 1;
            }
        }
    }
    assert!(refusals > 30, "{refusals} refusals");
}

const LATE: &str = "platform = 'cross_border'\ncomplaint = 'changed_mind'\norder_state = 'delivered'\n\
    buyer_region = 'eu'\ngoods_kind = 'ordinary'\ninformed_of_withdrawal = 'yes'\nplatform_case = 'none'\n";

#[test]
fn a_period_is_told_from_when_to_when() {
    let case = format!(
        "{LATE}delivered_at = '2026-11-02T15:00:00+01:00'\nrequested_at = '2026-11-20T10:00:00+01:00'\n\
         now = '2026-11-20T12:00:00+01:00'"
    );
    says(&case, &["14", "2026-11-02", "2026-11-16", "2026-11-20"]);
}

#[test]
fn a_period_that_ended_on_a_day_of_rest_ended_on_the_next_working_day() {
    // Seven days after 7 November 2026 is a Saturday.
    let case = "platform = 'taobao'\ncomplaint = 'changed_mind'\norder_state = 'delivered'\nbuyer_region = 'cn'\n\
        goods_kind = 'ordinary'\nplatform_case = 'none'\ndelivered_at = '2026-11-07T15:00:00+08:00'\n\
        requested_at = '2026-11-20T10:00:00+08:00'\nnow = '2026-11-20T12:00:00+08:00'";
    says(case, &["7", "2026-11-07", "2026-11-16", "2026-11-20"]);
}

#[test]
fn days_without_an_hour_are_told_as_they_were_entered() {
    let case = format!(
        "{LATE}delivered_at = '2026-11-02'\nrequested_at = '2026-11-20'\nnow = '2026-11-20T12:00:00+01:00'"
    );
    says(&case, &["2026-11-02", "2026-11-16", "2026-11-20"]);
}

#[test]
fn days_that_are_stated_are_told_where_dates_are_not_known() {
    let case = format!("{LATE}days_since_delivery = 25");
    says(&case, &["14", "25"]);
    says_nothing_of(&case, &["2026"]);
}

#[test]
fn dates_of_two_years_are_written_with_the_year() {
    let case = format!(
        "{LATE}delivered_at = '2025-12-22T15:00:00+01:00'\nrequested_at = '2026-01-20T10:00:00+01:00'\n\
         now = '2026-01-20T12:00:00+01:00'"
    );
    for lang in shipped::LANGUAGES {
        let text = letter(&case, lang, None, &Days);
        for day in ["2025-12-22 y", "2026-01-05 y", "2026-01-20 y"] {
            assert!(text.contains(day), "{lang}: no {day} in\n{text}");
        }
    }
}

/// Days that show whether the year was asked for.
struct Days;

impl LocaleFormat for Days {
    fn instant(&self, lang: &str, instant: Instant, zone: &str) -> String {
        Plain.instant(lang, instant, zone)
    }
    fn instant_in(&self, lang: &str, instant: Instant, zone: &str) -> String {
        Plain.instant_in(lang, instant, zone)
    }
    fn zone(&self) -> Option<String> {
        Plain.zone()
    }
    fn has_zone(&self, zone: &str) -> bool {
        Plain.has_zone(zone)
    }
    fn day(&self, lang: &str, instant: Instant, zone: &str, with_year: bool) -> String {
        format!(
            "{} {}",
            Plain.day(lang, instant, zone, with_year),
            if with_year { 'y' } else { '-' }
        )
    }
    fn money(&self, lang: &str, minor: u64, currency: &str, digits: u8) -> String {
        Plain.money(lang, minor, currency, digits)
    }
    fn span(&self, lang: &str, seconds: i64) -> String {
        Plain.span(lang, seconds)
    }
}

#[test]
fn an_exclusion_is_named() {
    for (goods, words) in [
        ("goods_kind = 'custom_made'", ["made to order", "定做", "客製"]),
        ("goods_kind = 'perishable'", ["perishable", "生鲜易腐", "生鮮易腐"]),
        ("goods_kind = 'digital'\nitem_condition = 'opened'", ["software", "软件", "軟體"]),
        (
            "goods_kind = 'hygiene'\nitem_condition = 'opened'\nexclusion_confirmed = 'yes'",
            ["you confirmed", "您也确认过", "您也確認過"],
        ),
        ("goods_kind = 'ordinary'\nitem_condition = 'affected'", ["washed", "洗过", "洗過"]),
    ] {
        let case = format!(
            "platform = 'taobao'\ncomplaint = 'changed_mind'\norder_state = 'delivered'\nbuyer_region = 'cn'\n\
             platform_case = 'none'\ndays_since_delivery = 3\n{goods}"
        );
        for (lang, word) in ["en", "zh-Hans", "zh-Hant"].into_iter().zip(words) {
            let text = letter(&case, lang, None, &Plain);
            assert!(text.contains(word), "{goods} {lang}: no `{word}` in\n{text}");
        }
    }
}

#[test]
fn a_parcel_that_could_not_be_stopped_is_not_refused_for_its_value() {
    let case = "platform = 'shopee'\nbuyer_region = 'my'\ncomplaint = 'change_address'\norder_state = 'in_transit'\n\
        platform_case = 'none'\nhigh_value = 'yes'\n";
    let failed = format!("{case}interception = 'failed'");
    for (lang, stopped, value) in [
        ("en", "couldn't be stopped", "because of its value"),
        ("zh-Hans", "没能在路上拦下来", "贵重"),
        ("zh-Hant", "沒能攔下", "單價較高"),
    ] {
        let (failed, valuable) =
            (letter(&failed, lang, None, &Plain), letter(case, lang, None, &Plain));
        assert!(failed.contains(stopped) && !failed.contains(value), "{failed}");
        assert!(valuable.contains(value) && !valuable.contains(stopped), "{valuable}");
    }
}

#[test]
fn a_period_of_a_shops_own_is_told_by_its_own_length() {
    let shop = "[settings]\n[pack]\nid = 'my-shop'\nlayer = 'shop'\ntitle = 'Ours'\n[[pack.rules]]\nid = 'thirty-days-over'\nremedy = 'decline_return'\n\
        sources = [{ title = 'Handbook', locator = '2' }]\n\
        when = { complaint = 'changed_mind', order_state = 'delivered', buyer_region = 'my', \
        goods_kind = 'ordinary', platform_case = 'none', days_since_delivery = { at_least = 31 } }";
    let case = "platform = 'cross_border'\ncomplaint = 'changed_mind'\norder_state = 'delivered'\nbuyer_region = 'my'\n\
        goods_kind = 'ordinary'\nplatform_case = 'none'\ndays_since_delivery = 40";
    for lang in shipped::LANGUAGES {
        let text = letter(case, lang, Some(shop), &Plain);
        assert!(text.contains("30") && text.contains("40"), "{lang}\n{text}");
    }
}

#[test]
fn an_offer_that_was_declined_is_acknowledged_once() {
    let case = "platform = 'shopee'\ncomplaint = 'damaged'\norder_state = 'delivered'\nbuyer_region = 'vn'\n\
        goods_kind = 'ordinary'\nevidence = 'confirmed'\nbuyer_wants = 'replacement'\nplatform_case = 'none'\n";
    for (lang, thanks) in
        [("en", "doesn't suit you"), ("zh-Hans", "谢谢您告诉我们"), ("zh-Hant", "謝謝您告訴我們")]
    {
        let before = letter(case, lang, None, &Plain);
        let after = letter(&format!("{case}offers_declined = 1"), lang, None, &Plain);
        assert_eq!(before.matches(thanks).count(), 0, "{before}");
        assert_eq!(after.matches(thanks).count(), 1, "{after}");
    }
}

#[track_caller]
fn says(case: &str, parts: &[&str]) {
    for lang in shipped::LANGUAGES {
        let text = letter(case, lang, None, &Plain);
        for part in parts {
            assert!(text.contains(part), "{lang}: no {part} in\n{text}");
        }
    }
}

#[track_caller]
fn says_nothing_of(case: &str, parts: &[&str]) {
    for lang in shipped::LANGUAGES {
        let text = letter(case, lang, None, &Plain);
        for part in parts {
            assert!(!text.contains(part), "{lang}: {part} in\n{text}");
        }
    }
}

fn letter(case: &str, lang: &str, shop: Option<&str>, conventions: &dyn LocaleFormat) -> String {
    let read = |text: &str| scenario::value(&toml::Value::Table(text.parse().expect("a table")));
    let mut options = vec![("message_lang".to_owned(), Value::Text(lang.into()))];
    options.extend(shop.map(|shop| ("shop".to_owned(), read(shop))));
    let advice = advise(&read(case), &Value::Map(options), conventions);
    assert!(advice.problems.is_empty(), "{:?}", advice.problems);
    assert!(advice.remedy.is_some(), "{:?}", advice.possible);
    advice.message.text
}
