//! Amounts, whatever is paid and whatever the settings say.

use crate::mistakes;

use aftersales::api::advise::advise;
use aftersales::present::answer::{Advice, Amount, CaseValue};
use aftersales::present::plain_format::Plain;
use aftersales::request::settings::Settings;
use aftersales::shipped::vocabulary;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::currency::digits;
use mistakes::{map, text, toml};
use proptest::prelude::*;

/// Cases that pay back, offer or say who bears the freight.
const CASES: &[&str] = &[
    "complaint = 'damaged'\norder_state = 'delivered'\nbuyer_wants = 'keep_item'\nevidence = 'confirmed'",
    "complaint = 'missing_item'\norder_state = 'delivered'\nbuyer_wants = 'refund'\nevidence = 'confirmed'",
    "complaint = 'not_received'\norder_state = 'in_transit'\nbuyer_wants = 'refund'\ntracking = 'lost'",
    "complaint = 'quality_problem'\norder_state = 'delivered'\nbuyer_wants = 'refund'\nevidence = 'confirmed'",
    "complaint = 'changed_mind'\norder_state = 'delivered'\nitem_condition = 'intact'\ndays_since_delivery = 2",
    "complaint = 'late_shipment'\norder_state = 'in_transit'\nmood = 'angry'",
];

fn number(number: u64) -> Value {
    Value::Number(number as f64)
}

fn money(minor: u64, currency: &str) -> Value {
    map(&[("minor", number(minor)), ("currency", text(currency))])
}

/// A ladder as settings have it: so many values, none smaller than the one before.
fn ladder(values: impl Strategy<Value = u64>, most: usize) -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(values, 1..=most).prop_map(|mut ladder| {
        ladder.sort_unstable();
        ladder
    })
}

fn settings(partial: &[u64], coupon: &[u64], most: Option<u64>, currency: &str) -> Value {
    let list = |ladder: &[u64]| Value::List(ladder.iter().copied().map(number).collect());
    let mut settings =
        vec![("partial_refund", list(partial)), ("coupon", map(&[(currency, list(coupon))]))];
    settings.extend(most.map(|most| ("coupon_most", number(most))));
    map(&settings)
}

fn read(settings: &Value) -> Settings {
    let mut problems = Vec::new();
    let read = Settings::read(settings, "", &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    read
}

/// Every amount of an answer.
fn amounts(advice: &Advice) -> Vec<&Amount> {
    let steps = advice.steps.iter().filter_map(|step| step.amount.as_ref());
    let duties = advice.duties.iter().filter_map(|duty| duty.amount.as_ref());
    let goodwill = advice.goodwill.iter().filter_map(|gesture| gesture.amount.as_ref());
    steps.chain(duties).chain(goodwill).collect()
}

/// What is owed by an answer: everything but what is only offered.
fn owed(advice: &Advice) -> Vec<(String, u64)> {
    let steps = advice.steps.iter().filter(|step| step.act != "offer_partial_refund");
    let steps = steps.filter_map(|step| Some((step.act.to_owned(), step.amount.as_ref()?.minor)));
    let duty = |duty: &aftersales::present::answer::Duty| {
        Some((duty.rule.to_string(), duty.amount.as_ref()?.minor))
    };
    steps.chain(advice.duties.iter().filter_map(|of| duty(of))).collect()
}

/// An amount that somebody may pay, the smallest and the largest among them.
fn minor() -> impl Strategy<Value = u64> {
    prop_oneof![0..=200_u64, 0..=5_000_000_u64, Just(9_007_199_254_740_991)]
}

#[test]
fn a_minor_unit_is_the_currencys_own() {
    for currency in &vocabulary().currencies {
        let expected = if ["VND", "JPY", "KRW"].contains(&currency.code) { 0 } else { 2 };
        assert_eq!(digits(currency.code), expected, "{}", currency.code);
    }
    for (code, expected) in [("KWD", 3), ("TND", 3), ("CLP", 0), ("ISK", 0), ("CHF", 2), ("XXX", 2)]
    {
        assert_eq!(digits(code), expected, "{code}");
    }
    let text = |currency: &str| {
        let case = format!(
            "platform = 'ebay'\nbuyer_region = 'uk'\n{}\norder_value = {{ minor = 12050, currency = '{currency}' }}",
            CASES[2]
        );
        let advice = advise(&toml(&case), &Value::Null, &Plain);
        let step = advice.steps.iter().find_map(|step| step.amount.as_ref());
        step.expect("what is paid back").text.clone()
    };
    assert_eq!(text("JPY"), "JPY 12050");
    assert_eq!(text("EUR"), "EUR 120.50");
    assert_eq!(text("KWD"), "KWD 12.050");
}

#[test]
fn what_is_worked_out_is_whole_where_people_pay_whole_units() {
    for (currency, price, part, most) in [
        ("TWD", 129_900, 25_900, 12_900),
        ("IDR", 25_950_000, 5_190_000, 2_595_000),
        ("HUF", 1_299_900, 259_900, 129_900),
        ("TWD", 50, 50, 0),
        ("JPY", 1_299, 259, 129),
        ("USD", 12_999, 2_599, 1_299),
    ] {
        let settings = read(&settings(&[20], &[20_000_000], Some(10), currency));
        assert_eq!(settings.partial_refund(0, price, currency), Some(part), "{currency} {price}");
        let coupon = settings.coupon(0, price, currency);
        assert_eq!(coupon, Some(most).filter(|most| *most > 0), "{currency} {price}");
    }
    // What was entered stays as it was.
    let settings = read(&settings(&[20], &[1_250], None, "TWD"));
    assert_eq!(settings.coupon(0, 129_900, "TWD"), Some(1_250));
}

#[test]
fn an_amount_starts_in_the_currency_of_its_place() {
    for (place, currency) in [
        (
            "platform = 'shopee'
buyer_region = 'ph'",
            "PHP",
        ),
        (
            "platform = 'lazada'
buyer_region = 'vn'",
            "VND",
        ),
        (
            "platform = 'shopee'
buyer_region = 'id'",
            "IDR",
        ),
        (
            "platform = 'amazon'
buyer_region = 'us'",
            "USD",
        ),
        (
            "platform = 'ebay'
buyer_region = 'uk'",
            "GBP",
        ),
        (
            "platform = 'cross_border'
buyer_region = 'eu'",
            "EUR",
        ),
        (
            "platform = 'taobao'
buyer_region = 'sg'",
            "CNY",
        ),
        ("platform = 'taobao'", "CNY"),
        ("", "CNY"),
    ] {
        let form = aftersales::api::form::form("en", &toml(place));
        let amounts = form.facts.iter().filter(|fact| fact.code == "order_value");
        for amount in amounts {
            let Some(CaseValue::Code(start)) = &amount.starts_at else { panic!("no currency") };
            assert_eq!(start, currency, "{place}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_part_of_a_price_is_rounded_down_and_never_falls(
        price in minor(),
        partial in ladder(1..=100_u64, 3),
        declined in 0..4_u32,
    ) {
        let settings = read(&settings(&partial, &[1], None, "EUR"));
        let percent = partial[(declined as usize).min(partial.len() - 1)];
        let part = settings.partial_refund(declined, price, "EUR");
        if price == 0 {
            prop_assert_eq!(part, None);
            return Ok(());
        }
        let part = part.expect("a part of a price");
        let exact = u128::from(price) * u128::from(percent);
        prop_assert!((1..=price).contains(&part));
        prop_assert!(u128::from(part) * 100 <= exact || part == 1, "rounded down, but never to nothing");
        prop_assert!((u128::from(part) + 1) * 100 > exact, "no more than that is lost");
        let rest = price - part;
        prop_assert_eq!(part + rest, price);
        prop_assert!(settings.partial_refund(declined + 1, price, "EUR") >= Some(part));
    }

    #[test]
    fn a_coupon_never_exceeds_its_share_and_never_falls(
        value in minor(),
        coupon in ladder(1..=20_000_u64, 2),
        most in prop::option::of(1..=100_u64),
        declined in 0..4_u32,
    ) {
        let settings = read(&settings(&[1], &coupon, most, "EUR"));
        let step = coupon[(declined as usize).min(coupon.len() - 1)];
        let offered = settings.coupon(declined, value, "EUR");
        let share = u128::from(value) * u128::from(most.unwrap_or(100)) / 100;
        prop_assert_eq!(u128::from(offered.unwrap_or(0)), u128::from(step).min(share));
        prop_assert!(offered != Some(0), "nothing is no coupon");
        prop_assert!(settings.coupon(declined + 1, value, "EUR") >= offered);
        prop_assert_eq!(settings.coupon(declined, value, "USD"), None);
    }

    #[test]
    fn no_amount_of_an_answer_is_above_what_was_paid_and_goodwill_takes_nothing_from_what_is_owed(
        at in 0..CASES.len(),
        value in minor(),
        item in prop::option::of(0.0..=1.0_f64),
        currency in prop::sample::select(&vocabulary().currencies[..]),
        region in prop::sample::select(vec!["cn", "eu", "uk", "us", "my", "other"]),
        platform in prop::sample::select(vec!["taobao", "amazon", "lazada", "cross_border"]),
        declined in 0..3_u32,
        partial in ladder(1..=100_u64, 3),
        coupon in ladder(1..=20_000_u64, 2),
    ) {
        let mut case = toml(CASES[at]);
        let Value::Map(facts) = &mut case else { panic!("a table") };
        let mut put = |key: &str, value: Value| facts.push((key.to_owned(), value));
        put("platform", text(platform));
        put("buyer_region", text(region));
        put("offers_declined", number(declined.into()));
        put("order_value", money(value, currency.code));
        let item = item.map(|share| (value as f64 * share) as u64).map(|item| item.min(value));
        if let Some(item) = item {
            put("item_price", money(item, currency.code));
        }
        let shop = map(&[("settings", settings(&partial, &coupon, None, currency.code))]);
        let with = advise(&case, &map(&[("shop", shop)]), &Plain);
        let without = advise(&case, &Value::Null, &Plain);
        prop_assert!(with.problems.is_empty(), "{:?}", with.problems);
        for amount in amounts(&with) {
            prop_assert!(amount.minor <= value, "{amount:?}");
            prop_assert_eq!(&amount.currency, currency.code);
        }
        // What is owed is the same, whatever is offered beside it.
        prop_assert_eq!(owed(&with), owed(&without));
        let missing = with.steps.iter().find(|step| step.act == "refund_missing_part");
        if let Some(missing) = missing {
            prop_assert_eq!(missing.amount.as_ref().map(|amount| amount.minor), item);
        }
        // Without settings nothing is suggested.
        let offered = without.steps.iter().find(|step| step.act == "offer_partial_refund");
        prop_assert!(offered.is_none_or(|step| step.amount.is_none()));
        prop_assert!(without.goodwill.iter().all(|gesture| gesture.amount.is_none()));
    }
}
