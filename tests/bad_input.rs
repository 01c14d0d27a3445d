//! Whatever comes in, mistakes come back with their place and a suggestion, the rest is answered,
//! and nothing panics.

use crate::mistakes;

use aftersales::api::advise::advise;
use aftersales::present::answer::{Advice, Status};
use aftersales::present::plain_format::Plain;
use aftersales_core::plain::value::Value;
use mistakes::{Mistake, check, map, text, toml};

#[test]
fn a_case_that_is_no_object_is_said_to_be_none() {
    for value in [
        text("damaged"),
        Value::Number(5.0),
        Value::Bool(true),
        Value::List(Vec::new()),
        Value::Other("something that is no data"),
    ] {
        let advice = case(value, &[("not_a_case", "", "")]);
        assert_eq!(advice.ask[0].fact, "complaint");
    }
    case(Value::Null, &[]);
}

#[test]
fn an_unknown_fact_is_named_with_the_one_that_was_meant() {
    let advice = case(
        toml(
            "complaint = 'damaged'\norder_sate = 'delivered'\nplatform = 'lazada'\nbuyer_region = 'my'",
        ),
        &[("unknown_fact", "/order_sate", "order_state")],
    );
    assert_eq!(advice.ask[0].fact, "order_state", "the rest is answered");
    case(toml("compliant = 'damaged'"), &[("unknown_fact", "/compliant", "complaint")]);
    case(toml("xyzzy_plugh = 1"), &[("unknown_fact", "/xyzzy_plugh", "")]);
    case(toml("deliverd_at = 1"), &[("unknown_fact", "/deliverd_at", "delivered_at")]);
    let long = "k".repeat(10_000);
    let advice = advise(&map(&[(&long, Value::Null), (&long, text("v"))]), &Value::Null, &Plain);
    assert!(advice.problems.iter().all(|problem| problem.path.len() <= 42), "places stay short");
}

#[test]
fn an_unknown_value_is_named_with_the_one_that_was_meant() {
    let advice = case(
        toml("complaint = 'something_else'\norder_state = 'delivered'\nplatform = 'Taobao'"),
        &[("unknown_value", "/platform", "taobao")],
    );
    assert_eq!(remedy(&advice), "ask_reason", "the rest is answered");
    case(toml("complaint = 'damged'"), &[("unknown_value", "/complaint", "damaged")]);
    case(toml("buyer_region = 'EU'"), &[("unknown_value", "/buyer_region", "eu")]);
    case(toml("order_state = 'in transit'"), &[("unknown_value", "/order_state", "in_transit")]);
    case(toml("platform = ''"), &[("unknown_value", "/platform", "")]);
    case(toml("platform = ' taobao '"), &[("unknown_value", "/platform", "taobao")]);
}

#[test]
fn a_value_of_another_kind_is_no_code() {
    case(toml("complaint = 5"), &[("not_a_code", "/complaint", "")]);
    case(toml("resolved = true"), &[("not_a_code", "/resolved", "yes")]);
    case(toml("resolved = false"), &[("not_a_code", "/resolved", "no")]);
    case(toml("platform = ['taobao']"), &[("not_a_code", "/platform", "")]);
    case(toml("platform = { code = 'taobao' }"), &[("not_a_code", "/platform", "")]);
    case(
        map(&[("platform", Value::Other("something nested too deeply"))]),
        &[("not_a_code", "/platform", "")],
    );
    case(map(&[("platform", Value::Null), ("complaint", Value::Null)]), &[]);
}

#[test]
fn a_count_is_a_whole_number_that_makes_sense() {
    for (count, code) in [
        (Value::Number(-1.0), "not_a_count"),
        (Value::Number(1.5), "not_a_count"),
        (Value::Number(f64::NAN), "not_a_count"),
        (Value::Number(f64::INFINITY), "not_a_count"),
        (Value::Number(f64::NEG_INFINITY), "not_a_count"),
        (text("3"), "not_a_count"),
        (Value::Bool(true), "not_a_count"),
        (Value::Number(3661.0), "number_too_large"),
        (Value::Number(1e300), "number_too_large"),
    ] {
        case(map(&[("days_since_delivery", count)]), &[(code, "/days_since_delivery", "")]);
    }
    case(map(&[("days_since_delivery", Value::Number(3660.0))]), &[]);
    case(
        map(&[("offers_declined", Value::Number(1001.0))]),
        &[("number_too_large", "/offers_declined", "")],
    );
    case(map(&[("offers_declined", Value::Number(3.0))]), &[]);
    case(map(&[("offers_declined", Value::Number(-0.0))]), &[]);
}

#[test]
fn money_is_whole_minor_units_of_a_currency() {
    case(toml("order_value = 5"), &[("not_money", "/order_value", "")]);
    case(toml("order_value = '5 EUR'"), &[("not_money", "/order_value", "")]);
    let minor = "/order_value/minor";
    for given in ["-1", "1.5", "'5'", "9007199254740993.0", "nan", "inf", "[]"] {
        let value = toml(&format!("order_value = {{ minor = {given}, currency = 'EUR' }}"));
        case(value, &[("not_minor_units", minor, "")]);
    }
    for given in ["'eur'", "'EURO'", "''", "5", "'E1R'"] {
        let value = toml(&format!("order_value = {{ minor = 5, currency = {given} }}"));
        case(value, &[("not_a_currency", "/order_value/currency", "")]);
    }
    case(
        toml("order_value = {}"),
        &[("not_minor_units", minor, ""), ("not_a_currency", "/order_value/currency", "")],
    );
    case(
        toml("order_value = { minor = 5, currncy = 'EUR' }"),
        &[
            ("unknown_key", "/order_value/currncy", "currency"),
            ("not_a_currency", "/order_value/currency", ""),
        ],
    );
    case(toml("order_value = { minor = 0, currency = 'JPY' }"), &[]);
    case(toml("return_freight = 5"), &[("not_money", "/return_freight", "")]);
}

#[test]
fn amounts_of_a_case_are_in_one_currency_and_an_item_costs_no_more_than_the_order() {
    let amounts = |value: u32, item: u32, of: &str| {
        toml(&format!(
            "order_value = {{ minor = {value}, currency = 'EUR' }}\n\
             item_price = {{ minor = {item}, currency = '{of}' }}"
        ))
    };
    case(amounts(500, 500, "EUR"), &[]);
    case(amounts(500, 501, "EUR"), &[("above_order_value", "/item_price", "")]);
    case(amounts(500, 100, "USD"), &[("other_currency", "/item_price", "")]);
    // Sending back may cost more than the order.
    let freight = "return_freight = { minor = 900, currency = 'EUR' }";
    case(toml(&format!("{freight}\norder_value = {{ minor = 500, currency = 'EUR' }}")), &[]);
    case(
        toml(&format!("{freight}\nitem_price = {{ minor = 500, currency = 'USD' }}")),
        &[("other_currency", "/return_freight", "")],
    );
}

#[test]
fn a_date_that_does_not_exist_is_none() {
    for given in [
        "'2026-02-30T10:00:00Z'",
        "'2027-02-29T10:00:00Z'",
        "'2026-11-20T24:30:00Z'",
        "'2026-11-31'",
        "'2200-01-01'",
        "'yesterday'",
        "'0001-01-01T00:00:00Z'",
        "'9999-12-31T23:59:59Z'",
        "20261120",
        "['2026-11-20T10:00:00Z']",
        "''",
    ] {
        case(
            toml(&format!("delivered_at = {given}")),
            &[("not_an_instant", "/delivered_at", "2026-")],
        );
        case(toml(&format!("now = {given}")), &[("not_an_instant", "/now", "")]);
    }
    case(toml("delivered_at = '2028-02-29T10:00:00+14:00'"), &[]);
}

#[test]
fn a_day_without_an_hour_is_a_date_of_an_event_and_counts_whole() {
    case(toml("delivered_at = '2026-11-20'\nnow = '2026-11-20T00:30:00+08:00'"), &[]);
    // Paid and shipped on one day, whatever the hour of the payment.
    case(
        toml(
            "order_state = 'in_transit'\npaid_at = '2026-11-20T18:00:00+08:00'\nshipped_at = '2026-11-20'",
        ),
        &[],
    );
    let value =
        toml("order_state = 'in_transit'\npaid_at = '2026-11-20'\nshipped_at = '2026-11-18'");
    one(&advise(&value, &Value::Null, &Plain), "times_contradict", "/shipped_at");
    case(
        toml(
            "buyer_region = 'uk'\nnow = '2026-11-20T10:00:00Z'\nship_by = '2026-11-20'\nship_by_passed = 'no'",
        ),
        &[],
    );
    // Today is no day of the future, wherever the buyer is and however early it is there.
    for region in ["cn", "eu", "uk", "us", "sg", "other"] {
        let today = "now = '2026-11-26T09:00:00+08:00'\nrequested_at = '2026-11-26'";
        case(toml(&format!("buyer_region = '{region}'\n{today}")), &[]);
    }
}

#[test]
fn a_complaint_that_cannot_come_up_asks_for_the_order_state_again() {
    for (complaint, state) in [
        ("not_received", "return_in_transit"),
        ("late_shipment", "delivered"),
        ("damaged", "in_transit"),
        ("cancel_order", "delivered"),
        ("change_address", "completed"),
        ("advertising_review", "unshipped"),
        ("campaign_cancelled", "completed"),
    ] {
        let value = toml(&format!(
            "platform = 'lazada'\ncomplaint = '{complaint}'\norder_state = '{state}'"
        ));
        let advice = case(value, &[("cannot_be_raised", "/order_state", "")]);
        assert_eq!(advice.ask[0].fact, "order_state", "{complaint} at {state}");
    }
}

#[test]
fn a_value_that_cannot_go_with_the_order_state_is_left_out() {
    for (state, tracking) in
        [("in_transit", "shows_delivered"), ("delivered", "moving"), ("completed", "moving")]
    {
        let value = toml(&format!(
            "platform = 'lazada'\nbuyer_region = 'my'\ncomplaint = 'not_received'\norder_state = '{state}'\ntracking = '{tracking}'"
        ));
        let advice = case(value, &[("cannot_occur", "/tracking", "")]);
        assert_eq!(advice.status, Status::Decided, "the rest is answered");
    }
}

#[test]
fn times_that_contradict_each_other_leave_the_later_one_out() {
    for (earlier, later) in [
        ("paid_at", "shipped_at"),
        ("paid_at", "delivered_at"),
        ("paid_at", "requested_at"),
        ("paid_at", "ship_by"),
        ("paid_at", "deliver_by"),
        ("shipped_at", "delivered_at"),
        ("shipped_at", "return_received_at"),
        ("delivered_at", "return_received_at"),
    ] {
        let path = format!("/{later}");
        let value = toml(&format!(
            "{earlier} = '2026-11-20T10:00:00Z'\n{later} = '2026-11-20T17:59:59+08:00'"
        ));
        one(&advise(&value, &Value::Null, &Plain), "times_contradict", &path);
        let value = toml(&format!(
            "{earlier} = '2026-11-20T10:00:00Z'\n{later} = '2026-11-20T18:00:00+08:00'"
        ));
        case(value, &[]);
    }
}

#[test]
fn what_has_not_happened_yet_has_no_date() {
    for event in ["paid_at", "shipped_at", "delivered_at", "requested_at", "return_received_at"] {
        let value =
            toml(&format!("now = '2026-11-20T10:00:00Z'\n{event} = '2026-11-20T10:00:01Z'"));
        one(&advise(&value, &Value::Null, &Plain), "in_the_future", &format!("/{event}"));
    }
    case(
        toml(
            "now = '2026-11-20T10:00:00Z'\nship_by = '2026-11-21T10:00:00Z'\ndeliver_by = '2026-12-21T10:00:00Z'",
        ),
        &[],
    );
}

#[test]
fn an_event_that_the_order_state_has_not_reached_is_left_out() {
    for (state, event) in [
        ("unshipped", "shipped_at"),
        ("unshipped", "delivered_at"),
        ("in_transit", "delivered_at"),
        ("in_transit", "return_received_at"),
        ("delivered", "return_received_at"),
        ("return_in_transit", "return_received_at"),
        ("delivered", "return_sent_at"),
    ] {
        let value = toml(&format!("order_state = '{state}'\n{event} = '2026-11-20T10:00:00Z'"));
        one(&advise(&value, &Value::Null, &Plain), "event_contradicts_state", &format!("/{event}"));
    }
}

#[test]
fn what_dates_and_amounts_give_wins_over_what_is_stated() {
    let base = "platform = 'cross_border'\nbuyer_region = 'cn'\ncomplaint = 'changed_mind'\norder_state = 'delivered'\nitem_condition = 'intact'\ndelivered_at = '2026-11-10T10:00:00+08:00'\nnow = '2026-11-20T10:00:00+08:00'\n";
    let advice = case(
        toml(&format!("{base}requested_at = '2026-11-19T10:00:00+08:00'\ndays_since_delivery = 3")),
        &[("stated_otherwise", "/days_since_delivery", "")],
    );
    assert_eq!(remedy(&advice), "decline_return");
    // While it is not known when the buyer asked, any day up to now may be stated.
    case(toml(&format!("{base}days_since_delivery = 10")), &[]);
    case(
        toml(&format!("{base}days_since_delivery = 11")),
        &[("stated_otherwise", "/days_since_delivery", "")],
    );
    case(
        toml("order_value = { minor = 1, currency = 'EUR' }\nhigh_value = 'yes'"),
        &[("stated_otherwise", "/high_value", "")],
    );
    case(
        toml(
            "ship_by = '2026-11-19T10:00:00Z'\nnow = '2026-11-20T10:00:00Z'\nship_by_passed = 'no'",
        ),
        &[("stated_otherwise", "/ship_by_passed", "")],
    );
}

#[test]
fn the_condition_of_what_is_back_is_what_came_back() {
    let base = "platform = 'cross_border'\nbuyer_region = 'eu'\ncomplaint = 'changed_mind'\n\
                order_state = 'return_received'\nfinding_proved = 'yes'\n\
                informed_of_withdrawal = 'yes'\n";
    let decided = |stated: &str| remedy(&case(toml(&format!("{base}{stated}")), &[]));
    for (condition, returned) in [("intact", "as_sent"), ("opened", "opened"), ("affected", "used")]
    {
        let read = decided(&format!("item_condition = '{condition}'"));
        assert_eq!(read, decided(&format!("returned = '{returned}'")), "{condition}");
    }
    assert_eq!(decided("item_condition = 'affected'"), "refund_less_wear");
    assert_eq!(decided("item_condition = 'unknown'"), decided(""));
    // What is stated of the return itself counts.
    let both = decided("item_condition = 'affected'\nreturned = 'other_item'");
    assert_eq!(both, "contest_return");
    // Before it is back, the condition is what the buyer says.
    let held = base.replace("return_received", "delivered") + "days_since_delivery = 3\n";
    let held = remedy(&case(toml(&format!("{held}item_condition = 'affected'")), &[]));
    assert_eq!(held, "return_and_refund");
}

#[test]
fn several_mistakes_are_all_reported() {
    let value = toml(
        "platfrom = 'taobao'\ncomplaint = 'damged'\ndays_since_delivery = -1\norder_value = 5",
    );
    let advice = advise(&value, &Value::Null, &Plain);
    let mut codes: Vec<&str> = advice.problems.iter().map(|problem| problem.code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["not_a_count", "not_money", "unknown_fact", "unknown_value"]);
}

#[track_caller]
fn case(value: Value, mistakes: &[Mistake]) -> Advice {
    check(&value, &Value::Null, mistakes)
}

#[track_caller]
fn one(advice: &Advice, code: &str, path: &str) {
    let got: Vec<(&str, &str)> =
        advice.problems.iter().map(|problem| (problem.code, problem.path.as_str())).collect();
    assert_eq!(got, [(code, path)]);
}

#[track_caller]
fn remedy(advice: &Advice) -> &'static str {
    advice.remedy.as_ref().map(|remedy| remedy.code).expect("a remedy")
}
