//! The npm package in a browser gives the answers of the native library, with dates in the format
//! of each language.

use crate::scenarios;
use crate::support;

use scenarios::{as_json, scenarios};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::package::{LANGUAGES, Package};

/// An answer without the texts that the browser formats; their keys stay.
fn without_formatted_texts(mut advice: Value) -> Value {
    for list in ["duties", "steps", "goodwill"] {
        for item in advice[list].as_array_mut().into_iter().flatten() {
            for text in ["due_text", "left_text"] {
                item.get_mut(text).map(Value::take);
            }
            item.pointer_mut("/amount/text").map(Value::take);
        }
    }
    let fall_backs = advice["alternatives"].as_array_mut().into_iter().flatten();
    let costs = fall_backs.filter_map(|item| item.get_mut("costs")).collect::<Vec<_>>();
    costs.into_iter().for_each(without_sums);
    advice.get_mut("costs").map(without_sums);
    advice
}

/// Takes the titles of costs that state a sum.
fn without_sums(costs: &mut Value) {
    let states_sum = |title: &Value| {
        title.as_str().is_some_and(|title| title.contains(|letter: char| letter.is_ascii_digit()))
    };
    let titles = costs.as_array_mut().into_iter().flatten();
    for title in titles.filter_map(|cost| cost.get_mut("title")).filter(|title| states_sum(title)) {
        title.take();
    }
}

#[test]
fn in_the_browser_every_scenario_is_answered_as_expected() {
    let package = Package::load();
    let all = scenarios();
    let calls: Vec<Value> =
        all.iter().map(|one| json!([as_json(&one.case()), as_json(&one.options())])).collect();
    let answers =
        package.run("return arguments[0].map((call) => library.advise(...call))", &[json!(calls)]);
    let answers = answers.as_array().expect("a list");
    assert_eq!(answers.len(), all.len());
    let mut report = Vec::new();
    for (one, answer) in all.iter().zip(answers) {
        let codes = |list: &str, key: &str| -> BTreeSet<String> {
            let items = answer[list].as_array().into_iter().flatten();
            items.filter_map(|item| item[key].as_str().map(str::to_string)).collect()
        };
        let wanted = &one.scenario;
        let mut fail = |what: String| report.push(format!("{}\n  {what}", one.place()));
        let remedy = answer["remedy"]["code"].as_str();
        if wanted.remedy.as_deref() != remedy && (wanted.remedy.is_some() || wanted.open.is_some())
        {
            fail(format!("remedy {:?}, got {remedy:?}", wanted.remedy));
        }
        if let Some(open) = &wanted.open {
            let open: BTreeSet<String> = open.iter().cloned().collect();
            let possible = codes("possible", "code");
            if open != possible {
                fail(format!("possible {open:?}, got {possible:?}"));
            }
        }
        let (steps, duties) = (codes("steps", "act"), codes("duties", "rule"));
        let rights = codes("rights", "rule");
        let lists = [
            (&wanted.steps_include, &steps, true),
            (&wanted.steps_exclude, &steps, false),
            (&wanted.must, &duties, true),
            (&wanted.must_not, &duties, true),
            (&wanted.no_duty, &duties, false),
            (&wanted.rights, &rights, true),
        ];
        for (list, got, there) in lists {
            for code in list.iter().filter(|code| got.contains(*code) != there) {
                fail(format!("{code} should{} be in {got:?}", if there { "" } else { " not" }));
            }
        }
        for (rule, due) in &wanted.due {
            let duty = answer["duties"].as_array().into_iter().flatten();
            let got = duty.filter(|duty| duty["rule"] == **rule).map(|duty| &duty["due"]);
            let is_due = |got: &Value| got == due || (got.is_null() && due == "no date");
            if !got.clone().any(is_due) {
                fail(format!("{rule} due {due}, got {:?}", got.collect::<Vec<_>>()));
            }
        }
    }
    assert!(report.is_empty(), "{} of {}:\n{}", report.len(), all.len(), report.join("\n"));
}

#[test]
fn only_the_format_of_dates_differs_from_the_native_answer() {
    let package = Package::load();
    let all = scenarios();
    let now = "2026-11-22T12:00:00+08:00";
    for lang in LANGUAGES {
        let cases: Vec<Value> = all.iter().map(|one| as_json(&one.case())).collect();
        let answers = package.run(
            "const [cases, options] = arguments;
             return cases.map((each) => library.advise(each, options))",
            &[json!(cases), json!({ "lang": lang, "now": now })],
        );
        let text = |text: &str| aftersales_core::plain::value::Value::Text(text.to_string());
        let options = aftersales_core::plain::value::Value::Map(vec![
            ("lang".to_string(), text(lang)),
            ("now".to_string(), text(now)),
        ]);
        for (one, answer) in all.iter().zip(answers.as_array().expect("a list")) {
            let plain = aftersales::present::plain_format::Plain;
            let native = aftersales::api::advise::advise(&one.case(), &options, &plain);
            let native = serde_json::to_value(native).expect("plain data");
            let (mut native, mut answer) =
                (without_formatted_texts(native), without_formatted_texts(answer.clone()));
            // The browser formats dates and amounts in the message, too.
            if native["message"]["text"] != answer["message"]["text"] {
                let written = |item: &Value| !item["due"].is_null() || item["amount"].is_object();
                let has = |list: &str| {
                    native[list].as_array().is_some_and(|list| list.iter().any(written))
                };
                // A refusal for lateness has dates.
                let facts = as_json(&one.case());
                let timed = facts
                    .as_object()
                    .is_some_and(|facts| facts.keys().any(|fact| fact.ends_with("_at")));
                let lists = ["duties", "steps", "goodwill"];
                assert!(timed || lists.into_iter().any(has), "{}", one.place());
                native["message"]["text"].take();
                answer["message"]["text"].take();
            }
            assert_eq!(native, answer, "{lang} {}", one.place());
        }
    }
}

#[test]
fn deadlines_have_the_format_of_each_language() {
    let package = Package::load();
    let case = json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
        "complaint": "wrong_item", "evidence": "confirmed",
        "requested_at": "2026-11-20T10:00:00+08:00",
    });
    for (lang, date, time, left) in
        [("zh-Hans", "月", "日", "后"), ("zh-Hant", "月", "日", "後"), ("en", "ember", ":", "in ")]
    {
        let options =
            json!({ "lang": lang, "now": "2026-11-21T12:00:00+08:00", "zone": "Asia/Shanghai" });
        let answer = package.advise(&case, &options);
        let duties = answer["duties"].as_array().expect("a list").clone();
        let timed: Vec<&Value> = duties.iter().filter(|duty| !duty["due"].is_null()).collect();
        assert!(!timed.is_empty());
        for duty in timed {
            let text = duty["due_text"].as_str().expect("a text");
            assert!(text.contains(date) && text.contains(time), "{lang}: {text}");
            assert!(!text.contains("2026-") && !text.contains("T1"), "{lang}: {text} is no code");
            // The clock is that of the buyer's region; Taiwan has a 12-hour clock.
            let due = duty["due"].as_str().expect("an instant");
            let (_, clock) = due.split_once('T').expect("a time");
            let hour: u32 = clock[..2].parse().expect("an hour");
            let expected = match lang {
                "zh-Hant" if hour > 12 => format!("下午{:02}{}", hour - 12, &clock[2..5]),
                _ => clock[..5].to_string(),
            };
            assert!(text.contains(&expected), "{lang}: {due} is written as {text}");
            assert!(!text.to_lowercase().contains("pm"), "{lang}: {text}");
            let span = duty["left_text"].as_str().expect("a text");
            assert!(span.contains(left), "{lang}: {span}");
        }
    }
}

#[test]
fn an_overdue_deadline_is_in_the_past() {
    let package = Package::load();
    let case = json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
        "complaint": "wrong_item", "evidence": "confirmed",
        "requested_at": "2026-10-01T10:00:00+08:00",
    });
    for (lang, ago) in [("zh-Hans", "前"), ("zh-Hant", "前"), ("en", "ago")] {
        let answer =
            package.advise(&case, &json!({ "lang": lang, "now": "2026-11-21T12:00:00+08:00" }));
        let overdue: Vec<Value> = answer["duties"].as_array().expect("a list").clone();
        let overdue: Vec<&Value> = overdue.iter().filter(|duty| duty["overdue"] == true).collect();
        assert!(!overdue.is_empty(), "{lang}");
        for duty in overdue {
            assert!(duty["left_text"].as_str().is_some_and(|text| text.contains(ago)), "{duty}");
        }
    }
}
