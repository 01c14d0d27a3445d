//! Packs at random, and values that are none.

use crate::mistakes::{map, text, toml};

use aftersales::shipped::vocabulary;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::facts::{Aspect, Kind};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Packs: all good, or with codes, days and keys that are none.
pub fn pack(good: bool) -> impl Strategy<Value = Value> {
    let rules = prop::collection::vec(rule(good), 0..6);
    let optional = (
        prop::option::of(nasty()),
        prop::option::of(day(good)),
        conditions(good, 0..3),
        prop::option::of(settings()),
    );
    (nasty(), rules, optional, prop::option::of((nasty(), tree()))).prop_map(
        move |(id, mut rules, (title, review_by, when, settings), other)| {
            if good {
                // A right tests facts of the right only.
                let tests_more = |(fact, _): &(String, Value)| !is_of_right(fact);
                rules.retain(|rule| rule.get("right").is_none() || !when.iter().any(tests_more));
                for rule in rules.iter_mut().filter(|rule| rule.get("right").is_some()) {
                    if let Value::Map(entries) = rule
                        && let Some((_, Value::Map(own))) =
                            entries.iter_mut().find(|(key, _)| key == "when")
                    {
                        own.retain(|one| !tests_more(one));
                    }
                }
                // A good rule does not test what its pack tests.
                for rule in &mut rules {
                    if let Value::Map(entries) = rule
                        && let Some((_, Value::Map(own))) =
                            entries.iter_mut().find(|(key, _)| key == "when")
                    {
                        own.retain(|(fact, _)| !when.iter().any(|(other, _)| other == fact));
                    }
                }
                for (at, rule) in rules.iter_mut().enumerate() {
                    if let Value::Map(entries) = rule
                        && let Value::Text(id) = &mut entries[0].1
                    {
                        *id += &format!("-{at}");
                    }
                }
            }
            let id = if good { id + "mine" } else { id };
            let mut entries =
                vec![("id".to_owned(), text(&id)), ("layer".to_owned(), text("shop"))];
            entries.extend(title.map(|title| ("title".to_owned(), text(&title))));
            entries.extend(review_by.map(|day| ("review_by".to_owned(), text(&day))));
            if !when.is_empty() {
                entries.push(("when".to_owned(), Value::Map(when)));
            }
            entries.extend(settings.map(|settings| ("settings".to_owned(), settings)));
            if let (false, Some((key, value))) = (good, other) {
                entries.push((format!("x{key}"), value));
            }
            entries.push(("rules".to_owned(), Value::List(rules)));
            Value::Map(entries)
        },
    )
}

fn is_of_right(fact: &str) -> bool {
    let fact = vocabulary().fact(fact).expect("a fact");
    (0..vocabulary().complaints.len()).all(|at| vocabulary().aspect(fact, at) == Aspect::Right)
}

type Part = Option<(String, Value)>;

fn rule(good: bool) -> impl Strategy<Value = Value> {
    let when = conditions(good, 0..6).prop_map(|conditions| {
        (!conditions.is_empty()).then_some(("when".to_owned(), Value::Map(conditions)))
    });
    let days = (part("valid_from", day(good)), part("valid_until", day(good)));
    let sources = prop::collection::vec(source(good), 0..4)
        .prop_map(|sources| Some(("sources".to_owned(), Value::List(sources))));
    let overrides = if good {
        Just(None).boxed()
    } else {
        prop::collection::vec(nasty(), 0..3)
            .prop_map(|ids| Some(("overrides".to_owned(), texts(ids))))
            .boxed()
    };
    let other = if good {
        Just(None).boxed()
    } else {
        prop::option::weighted(0.3, (nasty(), scalar())).boxed()
    };
    (nasty(), when, effect(good), days, sources, overrides, other).prop_map(
        |(id, when, effect, (from, until), sources, overrides, other)| {
            let mut entries = vec![("id".to_owned(), text(&id))];
            let parts = [when].into_iter().chain(effect).chain([overrides, from, until, sources]);
            entries.extend(parts.flatten());
            entries.extend(other.map(|(key, value)| (format!("x{key}"), value)));
            Value::Map(entries)
        },
    )
}

fn part(key: &'static str, value: impl Strategy<Value = String> + 'static) -> BoxedStrategy<Part> {
    prop::option::of(value.prop_map(move |value| (key.to_owned(), text(&value)))).boxed()
}

fn effect(good: bool) -> BoxedStrategy<Vec<Part>> {
    let remedies: Vec<&str> = vocabulary().remedies.iter().map(|remedy| remedy.code).collect();
    let acts: Vec<&str> = vocabulary().acts.iter().map(|act| act.code).collect();
    let code = move |codes: &[&'static str]| code(codes, good);
    let list = |key: &'static str, codes: &[&'static str], from: usize| {
        prop::collection::vec(code(codes), from..4)
            .prop_map(move |codes| Some((key.to_owned(), texts(codes))))
    };
    let one = |key: &'static str, codes: &[&'static str]| {
        code(codes).prop_map(move |code| Some((key.to_owned(), text(&code))))
    };
    let parties = ["seller", "buyer", "platform", "carrier"];
    let units = ["hours", "days", "working_days"];
    let events: Vec<&str> = vocabulary().events.iter().map(|event| event.code).collect();
    let period = (0..4000u32, select(units.to_vec()), select(events), any::<bool>());
    let within = period.prop_map(move |(value, unit, from, end)| {
        let mut entries = vec![
            ("value".to_owned(), Value::Number(value.into())),
            ("unit".to_owned(), text(unit)),
            ("from".to_owned(), text(from)),
        ];
        if end && !good {
            entries.push(("end".to_owned(), text("working_day")));
        }
        Some(("within".to_owned(), Value::Map(entries)))
    });
    let must = prop_oneof![one("must", &acts), one("must_not", &acts)];
    let ways: Vec<&str> =
        vocabulary().ways.list.iter().map(|way| vocabulary().get_act(way.act).code).collect();
    let flag = |key: &'static str| {
        prop::option::of(any::<bool>().prop_map(move |flag| (key.to_owned(), Value::Bool(flag))))
    };
    let right = (
        list("one_of", &ways, 1),
        prop::option::of(one("chosen_by", &parties)).prop_map(Option::flatten),
        prop::option::of(one("borne_by", &parties)).prop_map(Option::flatten),
        prop::option::of(within.clone()).prop_map(Option::flatten),
        flag("without_reason"),
        flag("claimed"),
    );
    let right = right.prop_map(|(ways, chosen_by, borne_by, within, without, claimed)| {
        let parts = [ways, chosen_by, borne_by, within, without, claimed];
        vec![Some(("right".to_owned(), Value::Map(parts.into_iter().flatten().collect())))]
    });
    prop_oneof![
        (one("remedy", &remedies), list("alternatives", &remedies, 0), list("steps", &acts, 0))
            .prop_map(|(remedy, alternatives, steps)| vec![remedy, alternatives, steps]),
        list("steps", &acts, 1).prop_map(|steps| vec![steps]),
        (must, within, one("by", &parties), one("borne_by", &parties))
            .prop_map(|(must, within, by, borne_by)| vec![must, within, by, borne_by]),
        right,
    ]
    .boxed()
}

fn conditions(
    good: bool,
    count: std::ops::Range<usize>,
) -> impl Strategy<Value = Vec<(String, Value)>> {
    let facts: Vec<usize> = (0..vocabulary().facts.len()).collect();
    subsequence(facts, count)
        .prop_flat_map(move |facts| {
            facts.into_iter().map(|fact| condition(fact, good)).collect::<Vec<_>>()
        })
        .prop_map(|mut conditions: Vec<(String, Value)>| {
            conditions.sort_by(|one, other| one.0.cmp(&other.0));
            conditions.dedup_by(|one, other| one.0 == other.0);
            conditions
        })
}

fn condition(fact: usize, good: bool) -> BoxedStrategy<(String, Value)> {
    let name = vocabulary().facts[fact].code.to_owned();
    let condition = match &vocabulary().facts[fact].kind {
        Kind::Choice(codes) => {
            let listed = prop::collection::vec(code(codes, good), 1..4);
            (listed, any::<bool>(), any::<bool>())
                .prop_map(|(codes, alone, not)| {
                    let codes = if alone { text(&codes[0]) } else { texts(codes) };
                    if not { map(&[("not", codes)]) } else { codes }
                })
                .boxed()
        }
        Kind::Number { max, .. } => {
            let max = *max;
            let number = |number: u32| Value::Number(number.into());
            let bounds = prop_oneof![
                (0..=max).prop_map(number),
                (0..=max).prop_map(move |from| map(&[("at_least", number(from))])),
                (1..=max).prop_map(move |to| map(&[("less_than", number(to))])),
                (0..=max, 1..9u32).prop_map(move |(from, more)| map(&[
                    ("at_least", number(from)),
                    ("less_than", number(from + more))
                ])),
            ];
            let bad = prop_oneof![
                4 => bounds.clone(),
                1 => (-9..9i32, -9..9i32).prop_map(|(from, to)| map(&[("at_least", Value::Number(from.into())), ("less_than", Value::Number(to.into()))])),
                1 => nasty().prop_map(|nasty| text(&nasty)),
            ];
            if good { bounds.boxed() } else { bad.boxed() }
        }
    };
    let unknown =
        if good { Just(None).boxed() } else { prop::option::weighted(0.1, nasty()).boxed() };
    (condition, unknown)
        .prop_map(move |(condition, unknown)| (unknown.unwrap_or(name.clone()), condition))
        .boxed()
}

fn source(good: bool) -> BoxedStrategy<Value> {
    let own = (
        nasty(),
        nasty(),
        prop::option::of(nasty()),
        prop::option::of(nasty()),
        prop::option::of(day(good)),
    );
    let own = own.prop_map(|(title, locator, edition, url, captured)| {
        let mut entries =
            vec![("title".to_owned(), text(&title)), ("locator".to_owned(), text(&locator))];
        for (key, value) in [("edition", edition), ("url", url), ("captured", captured)] {
            entries.extend(value.map(|value| (key.to_owned(), text(&value))));
        }
        Value::Map(entries)
    });
    let id = if good { Just("S002-13".to_owned()).boxed() } else { nasty().boxed() };
    prop_oneof![own, id.prop_map(|id| text(&id))].boxed()
}

fn code(codes: &[&'static str], good: bool) -> BoxedStrategy<String> {
    let known = select(codes.to_vec()).prop_map(str::to_owned);
    if good { known.boxed() } else { prop_oneof![3 => known, 1 => nasty()].boxed() }
}

fn day(good: bool) -> BoxedStrategy<String> {
    let known = select(vec!["2026-01-31", "2027-05-31", "2028-02-29"]).prop_map(str::to_owned);
    let bad =
        select(vec!["2027/5/31", "31/05/2027", "46538", "soon", "2027-02-30", "2027年5月31日"]);
    if good {
        known.boxed()
    } else {
        prop_oneof![2 => known, 1 => bad.prop_map(str::to_owned), 1 => nasty()].boxed()
    }
}

/// Texts that tables, spreadsheets or readers of cells could take for something else.
fn nasty() -> impl Strategy<Value = String> {
    let known = select(vec![
        "",
        " ",
        "a",
        "my-shop",
        "=SUM(A1)",
        "+1",
        "-1",
        "@a",
        "'",
        "'a",
        "\ta",
        " a ",
        "a\u{3000}",
        "\"",
        "\"\"",
        "\"a\"",
        "a\"b",
        "a,b",
        "a;b",
        "a | b",
        "|",
        "\\",
        "\\n",
        "a\\",
        "a\nb",
        "a\r\nb",
        "\n",
        "not",
        "not damaged",
        "NOT a",
        "at least 3",
        "3",
        "3 to 7",
        "2027",
        "007",
        "1.5",
        "true",
        "null",
        "{}",
        "退货：七天内",
        "，；、",
        "🙂",
        "e\u{301}",
        "\u{feff}a",
        "Wrong Item",
        "pack/id",
        "settings/a",
        "rule/a",
        "when/a",
        "id",
        "remedy",
        "~1",
        "a/b",
        "48 hours from requested_at",
        "2027-05-31",
    ]);
    let letters = prop::collection::vec(
        prop_oneof![
            select(" \t\r\n\"'\\|;,=/~-n{}3、；".chars().collect::<Vec<_>>()),
            any::<char>(),
        ],
        0..8,
    );
    prop_oneof![
        2 => known.prop_map(str::to_owned),
        1 => letters.prop_map(String::from_iter),
    ]
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        nasty().prop_map(|nasty| text(&nasty)),
        (-9_000_000..9_000_000i64).prop_map(|number| Value::Number(number as f64)),
        (0..9000i32).prop_map(|number| Value::Number(f64::from(number) / 1000.0)),
        any::<bool>().prop_map(Value::Bool),
    ]
}

fn tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![3 => scalar(), 1 => prop::collection::vec(scalar(), 0..4).prop_map(Value::List)];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop::collection::btree_map(nasty(), inner, 0..4)
            .prop_map(|entries| Value::Map(entries.into_iter().collect()))
    })
}

fn settings() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(toml("high_value = { CNY = 70000, USD = 0 }")),
        Just(toml("goodwill = 'never'\nfacts = { fulfilment = 'platform' }")),
        Just(toml(
            "partial_refund = [10, 30]\ncoupon = { CNY = [500] }\ncoupon_most = 2\ngift = { en = 'A gift' }\nlang = 'en'"
        )),
        tree(),
    ]
}

fn texts(texts: Vec<String>) -> Value {
    Value::List(texts.iter().map(|one| text(one)).collect())
}

/// Trees in which known names meet values of every kind.
pub fn junk(depth: u32) -> impl Strategy<Value = Value> {
    let names = vec![
        "id",
        "rules",
        "when",
        "settings",
        "complaint",
        "offers_declined",
        "not",
        "at_least",
        "within",
        "sources",
        "title",
        "steps",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<f64>().prop_map(Value::Number),
        nasty().prop_map(|nasty| text(&nasty)),
        Just(Value::Other("something that is no data")),
    ];
    leaf.prop_recursive(depth, 40, 8, move |inner| {
        let name = prop_oneof![select(names.clone()).prop_map(str::to_owned), nasty()];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::List),
            prop::collection::btree_map(name, inner, 0..8)
                .prop_map(|entries| Value::Map(entries.into_iter().collect())),
        ]
    })
}
