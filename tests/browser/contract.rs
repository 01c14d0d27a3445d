//! The npm package of `dist/pkg/` in a blank page: what it answers, and what it makes of nonsense.

#[path = "../scenario/mod.rs"]
mod scenario;
#[path = "../support/mod.rs"]
mod support;

use aftersales_www::{Place, Server};
use scenario::{Located, Scenario};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::{Browser, serve};

/// A blank page of the site with the package at hand as `library`.
struct Package {
    browser: Browser,
    _server: Server,
}

impl Package {
    #[track_caller]
    fn load() -> Package {
        let server = serve();
        let browser = Browser::start();
        // Any file of the site that is no page of its own: nothing runs but what the test runs.
        browser.goto(&format!("{}pkg/package.json", server.url()));
        let load = "return import(arguments[0])
            .then((library) => library.default().then(() => { window.library = library; }))";
        browser.execute(load, &[json!(format!("{}pkg/aftersales.js", server.url()))]);
        Package { browser, _server: server }
    }

    #[track_caller]
    fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.browser.execute(script, arguments)
    }

    #[track_caller]
    fn advise(&self, case: &Value, options: &Value) -> Value {
        self.run("return library.advise(...arguments)", &[case.clone(), options.clone()])
    }
}

const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

// Shapes.

/// What a value must be.
enum Shape {
    Text,
    Boolean,
    Count,
    /// One of these codes.
    Code(&'static [&'static str]),
    /// A code of some kind: small letters and underscores.
    AnyCode,
    Instant,
    List(Box<Shape>),
    /// Any object.
    Object,
    /// All these keys, those with `?` if they are there, and no others.
    Keys(Vec<(&'static str, Shape)>),
    OrNull(Box<Shape>),
    Either(Box<Shape>, Box<Shape>),
}
use Shape::{AnyCode, Boolean, Code, Count, Either, Instant, Keys, List, Object, OrNull, Text};

fn list(of: Shape) -> Shape {
    List(Box::new(of))
}

/// Everything in which a value is not of a shape.
fn unfit(value: &Value, shape: &Shape, path: &str, found: &mut Vec<String>) {
    let is_code = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    let mut expect = |fits: bool, what: &str| {
        if !fits {
            found.push(format!("{path}: {what}, not {value}"));
        }
    };
    match shape {
        Text => expect(value.as_str().is_some_and(|text| !text.is_empty()), "a text"),
        Boolean => expect(value.is_boolean(), "true or false"),
        Count => expect(value.is_u64(), "a whole number"),
        Code(codes) => {
            expect(value.as_str().is_some_and(|code| codes.contains(&code)), &codes.join(" or "));
        }
        AnyCode => expect(value.as_str().is_some_and(is_code), "a code"),
        Instant => {
            let like = |text: &str| text.len() >= 20 && text.as_bytes()[10] == b'T';
            expect(value.as_str().is_some_and(like), "an instant");
        }
        Object => expect(value.is_object(), "an object"),
        OrNull(shape) => {
            if !value.is_null() {
                unfit(value, shape, path, found);
            }
        }
        Either(one, other) => {
            let mut second = Vec::new();
            unfit(value, one, path, &mut second);
            if !second.is_empty() {
                unfit(value, other, path, found);
            }
        }
        List(shape) => match value.as_array() {
            Some(items) => {
                for (at, item) in items.iter().enumerate() {
                    unfit(item, shape, &format!("{path}/{at}"), found);
                }
            }
            None => expect(false, "a list"),
        },
        Keys(keys) => {
            let Some(object) = value.as_object() else { return expect(false, "an object") };
            for (key, shape) in keys {
                let name = key.trim_end_matches('?');
                match object.get(name) {
                    Some(value) => unfit(value, shape, &format!("{path}/{name}"), found),
                    None if key.ends_with('?') => {}
                    None => found.push(format!("{path}: no {name}")),
                }
            }
            let known: BTreeSet<&str> =
                keys.iter().map(|(key, _)| key.trim_end_matches('?')).collect();
            for key in object.keys().filter(|key| !known.contains(key.as_str())) {
                found.push(format!("{path}: {key} is not in the contract"));
            }
        }
    }
}

#[track_caller]
fn check(value: &Value, shape: &Shape, what: &str) {
    let mut found = Vec::new();
    unfit(value, shape, what, &mut found);
    found.truncate(20);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn source() -> Shape {
    Keys(vec![
        ("id?", Text),
        ("title", Text),
        ("locator", Text),
        ("edition?", Text),
        ("url?", Text),
        ("captured?", Text),
        ("verified", Code(&["primary", "primary_mirror", "secondary", "seed", "seed_claim"])),
        ("verified_text", Text),
    ])
}

fn titled() -> Shape {
    Keys(vec![("code", AnyCode), ("title", Text)])
}

fn money() -> Shape {
    Keys(vec![("minor", Count), ("currency", Text)])
}

fn reason() -> Shape {
    Keys(vec![
        ("rule", Text),
        ("layer", Code(LAYERS)),
        ("layer_text", Text),
        ("text", Text),
        ("sources", list(source())),
    ])
}

const LAYERS: &[&str] = &["law", "platform", "shop", "practice"];
const PARTIES: &[&str] = &["seller", "buyer", "platform", "carrier"];
const NAMES: &[&str] =
    &["buyer", "shop", "order", "item", "tracking", "carrier", "new_address", "amount", "date"];

fn advice() -> Shape {
    Keys(vec![
        ("status", Code(&["decided", "open"])),
        (
            "remedy",
            OrNull(Box::new(Keys(vec![("code", AnyCode), ("title", Text), ("summary", Text)]))),
        ),
        ("possible", list(titled())),
        (
            "alternatives",
            list(Keys(vec![("code", AnyCode), ("title", Text), ("because", list(Text))])),
        ),
        (
            "steps",
            list(Keys(vec![
                ("act", AnyCode),
                ("stage", AnyCode),
                ("text", Text),
                ("amount?", money()),
                ("amount_text?", Text),
                ("because", list(Text)),
            ])),
        ),
        (
            "duties",
            list(Keys(vec![
                ("rule", Text),
                ("act", AnyCode),
                ("must", Boolean),
                ("text", Text),
                ("by", Code(PARTIES)),
                ("due?", Instant),
                ("due_latest?", Instant),
                ("from?", AnyCode),
                ("due_text?", Text),
                ("left_text?", Text),
                ("overdue?", Boolean),
                ("borne_by?", Code(PARTIES)),
                ("amount?", money()),
                ("amount_text?", Text),
                ("layer", Code(LAYERS)),
                ("sources", list(source())),
            ])),
        ),
        (
            "goodwill",
            list(Keys(vec![
                ("act", AnyCode),
                ("text", Text),
                ("amount?", money()),
                ("amount_text?", Text),
                ("because", list(Text)),
            ])),
        ),
        (
            "ask",
            list(Keys(vec![
                ("fact", AnyCode),
                ("question", Text),
                ("who", Code(&["seller", "buyer"])),
                ("why", Text),
                ("assumed?", Either(Box::new(AnyCode), Box::new(Count))),
            ])),
        ),
        ("irrelevant", list(AnyCode)),
        (
            "message",
            Keys(vec![
                ("lang", Code(&LANGUAGES)),
                ("to", Code(&["buyer", "customers", "platform"])),
                ("text", Text),
                ("acts", list(AnyCode)),
                ("needs", list(Code(NAMES))),
            ]),
        ),
        ("because", list(reason())),
        (
            "overruled",
            list(Keys(vec![
                ("rule", Text),
                ("text", Text),
                ("sources", list(source())),
                ("by", list(reason())),
            ])),
        ),
        (
            "would_change",
            list(Keys(vec![
                ("set", Object),
                ("remedy", AnyCode),
                ("title", Text),
                ("label", Text),
            ])),
        ),
        ("next", list(Keys(vec![("label", Text), ("set", Object)]))),
        ("tags", list(Text)),
        ("problems", list(problem())),
    ])
}

fn problem() -> Shape {
    Keys(vec![
        ("code", AnyCode),
        ("path", Either(Box::new(Code(&[""])), Box::new(Text))),
        ("message", Text),
        ("help?", Text),
    ])
}

fn form() -> Shape {
    let value = Keys(vec![
        ("code", Text),
        ("label", Text),
        ("possible", Boolean),
        ("why_not?", Text),
        ("group?", AnyCode),
        ("digits?", Count),
    ]);
    Keys(vec![
        ("lang", Code(&LANGUAGES)),
        (
            "facts",
            list(Keys(vec![
                ("code", AnyCode),
                ("label", Text),
                ("help", Text),
                ("ask?", Text),
                ("kind", Code(&["choice", "number", "money", "time"])),
                ("values?", list(value)),
                ("starts_at?", Either(Box::new(AnyCode), Box::new(Count))),
                ("who", Code(&["seller", "buyer"])),
                ("applies", Boolean),
            ])),
        ),
    ])
}

fn rule() -> Shape {
    let unit = Code(&["minutes", "hours", "days", "working_days", "months"]);
    Keys(vec![
        ("id", Text),
        ("layer", Code(LAYERS)),
        ("pack", Text),
        ("text", Text),
        ("when", Object),
        ("remedy?", AnyCode),
        ("alternatives?", list(AnyCode)),
        ("steps?", list(AnyCode)),
        ("must?", AnyCode),
        ("must_not?", AnyCode),
        ("within?", Keys(vec![("value", Count), ("unit", unit), ("from", AnyCode)])),
        ("by?", Code(PARTIES)),
        ("borne_by?", Code(PARTIES)),
        ("overrides?", list(Text)),
        ("valid_from?", Text),
        ("valid_until?", Text),
        ("sources", list(source())),
        (
            "in_words",
            Keys(vec![
                ("layer", Text),
                ("when", list(Text)),
                ("remedy?", Text),
                ("alternatives?", list(Text)),
                ("steps?", list(Text)),
                ("act?", Text),
                ("due?", Text),
            ]),
        ),
    ])
}

#[test]
fn every_answer_has_the_shape_of_the_contract_in_every_language() {
    let package = Package::load();
    let all = scenarios();
    let cases: Vec<Value> = all.iter().map(|one| as_json(&one.case())).collect();
    for lang in LANGUAGES {
        let answers = package.run(
            "const [cases, lang] = arguments;
             return cases.map((each) => library.advise(each, { lang, now: '2026-11-22T12:00:00+08:00' }))",
            &[json!(cases), json!(lang)],
        );
        let answers = answers.as_array().expect("a list");
        assert_eq!(answers.len(), cases.len());
        for (one, answer) in all.iter().zip(answers) {
            check(answer, &advice(), &format!("{lang} {}", one.place()));
        }
    }
}

#[test]
fn form_and_rules_have_the_shape_of_the_contract_in_every_language() {
    let package = Package::load();
    let mut codes = BTreeSet::new();
    for lang in LANGUAGES {
        let found = package.run("return library.form(arguments[0])", &[json!(lang)]);
        check(&found, &form(), lang);
        assert_eq!(found["lang"], lang);
        let facts = found["facts"].as_array().expect("a list");
        for fact in facts.iter().filter(|fact| fact["kind"] == "choice") {
            assert!(fact["values"].as_array().is_some_and(|values| values.len() > 1), "{fact}");
        }
        let found = package.run("return library.rules(arguments[0])", &[json!(lang)]);
        check(&found, &list(rule()), lang);
        let rules = found.as_array().expect("a list");
        assert!(rules.iter().all(|rule| {
            let has = |effect: &str| !rule[effect].is_null();
            let effects = [has("remedy") || has("steps"), has("must"), has("must_not")];
            effects.iter().filter(|there| **there).count() == 1
        }));
        codes.insert(rules.iter().map(|rule| rule["id"].to_string()).collect::<Vec<_>>());
        codes.insert(facts.iter().map(|fact| fact["code"].to_string()).collect::<Vec<_>>());
    }
    assert_eq!(codes.len(), 2, "the codes are the same in every language");
}

#[test]
fn the_page_speaks_of_the_same_things_in_every_language() {
    let package = Package::load();
    assert_eq!(package.run("return library.languages()", &[]), json!(LANGUAGES));
    let keys = |lang: &str| {
        let words = package.run("return library.words(arguments[0])", &[json!(lang)]);
        let words = words.as_object().expect("words").clone();
        assert!(words.values().all(|text| text.as_str().is_some_and(|text| !text.is_empty())));
        words.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(keys("zh-Hans"), keys("en"));
    assert_eq!(keys("zh-Hant"), keys("en"));
}

// The same answers as the library gives without a browser.

/// Every scenario. The reader's own `all` looks below the package it is compiled in.
fn scenarios() -> Vec<Located> {
    #[derive(serde::Deserialize)]
    struct File {
        scenario: Vec<Scenario>,
    }
    let folder = Place::find().root.join("tests/scenarios");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the scenarios") {
        let path = entry.expect("an entry").path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !file.ends_with(".toml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a scenario file");
        let read: File =
            toml::from_str(&text).unwrap_or_else(|problem| panic!("{file}: {problem}"));
        found.extend(
            read.scenario.into_iter().map(|scenario| Located { file: file.clone(), scenario }),
        );
    }
    assert!(found.len() > 100, "{} scenarios", found.len());
    found
}

fn as_json(value: &aftersales::value::Value) -> Value {
    use aftersales::value::Value as Plain;
    match value {
        Plain::Null | Plain::Other(_) => Value::Null,
        Plain::Bool(value) => json!(value),
        // JavaScript knows one kind of number, JSON writes whole ones as such.
        Plain::Number(number) if number.fract() == 0.0 => json!(*number as i64),
        Plain::Number(number) => json!(number),
        Plain::Text(text) => json!(text),
        Plain::List(items) => items.iter().map(as_json).collect(),
        Plain::Map(entries) => {
            entries.iter().map(|(key, value)| (key.clone(), as_json(value))).collect()
        }
    }
}

/// What the browser writes in its own way is left out; that it is there, and where, is the library's.
fn without_the_browsers_words(mut advice: Value) -> Value {
    for list in ["duties", "steps", "goodwill"] {
        for item in advice[list].as_array_mut().into_iter().flatten() {
            for text in ["due_text", "left_text", "amount_text"] {
                item.get_mut(text).map(Value::take);
            }
        }
    }
    advice
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
        let lists = [
            (&wanted.steps_include, &steps, true),
            (&wanted.steps_exclude, &steps, false),
            (&wanted.must, &duties, true),
            (&wanted.must_not, &duties, true),
            (&wanted.no_duty, &duties, false),
        ];
        for (list, got, there) in lists {
            for code in list.iter().filter(|code| got.contains(*code) != there) {
                fail(format!("{code} should{} be in {got:?}", if there { "" } else { " not" }));
            }
        }
        for (rule, due) in &wanted.due {
            let duty = answer["duties"].as_array().into_iter().flatten();
            let got = duty.filter(|duty| duty["rule"] == **rule).map(|duty| &duty["due"]);
            if !got.clone().any(|got| got == due) {
                fail(format!("{rule} due {due}, got {:?}", got.collect::<Vec<_>>()));
            }
        }
    }
    assert!(report.is_empty(), "{} of {}:\n{}", report.len(), all.len(), report.join("\n"));
}

#[test]
fn the_browser_changes_nothing_of_an_answer_but_how_dates_are_written() {
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
        let text = |text: &str| aftersales::value::Value::Text(text.to_string());
        let options = aftersales::value::Value::Map(vec![
            ("lang".to_string(), text(lang)),
            ("now".to_string(), text(now)),
        ]);
        for (one, answer) in all.iter().zip(answers.as_array().expect("a list")) {
            let plain = aftersales::conventions::Plain;
            let native = aftersales::advise::advise(&one.case(), &options, &plain);
            let native = serde_json::to_value(native).expect("plain data");
            let (mut native, mut answer) =
                (without_the_browsers_words(native), without_the_browsers_words(answer.clone()));
            // A date inside the message is written by the browser, too.
            if native["message"]["text"] != answer["message"]["text"] {
                let dated = native["duties"].as_array().into_iter().flatten();
                assert!(dated.clone().any(|duty| !duty["due"].is_null()), "{}", one.place());
                native["message"]["text"].take();
                answer["message"]["text"].take();
            }
            assert_eq!(native, answer, "{lang} {}", one.place());
        }
    }
}

// Dates, as each language writes them.

#[test]
fn deadlines_are_written_as_each_language_writes_them() {
    let package = Package::load();
    let case = json!({
        "platform": "taobao", "buyer_region": "cn", "order_state": "delivered",
        "complaint": "wrong_item", "evidence": "confirmed",
        "requested_at": "2026-11-20T10:00:00+08:00",
    });
    for (lang, date, time, left) in [
        ("zh-Hans", "月", "日", "后"),
        ("zh-Hant", "月", "日", "後"),
        ("en", "December", ":", "in "),
    ] {
        let options = json!({ "lang": lang, "now": "2026-11-21T12:00:00+08:00" });
        let answer = package.advise(&case, &options);
        let duties = answer["duties"].as_array().expect("a list").clone();
        let timed: Vec<&Value> = duties.iter().filter(|duty| !duty["due"].is_null()).collect();
        assert!(!timed.is_empty());
        for duty in timed {
            let text = duty["due_text"].as_str().expect("a text");
            assert!(text.contains(date) && text.contains(time), "{lang}: {text}");
            assert!(!text.contains(['T', 'Z', '+']), "{lang}: {text} is no code");
            // The clock is that of the buyer's region; Taiwan counts its hours in halves of the day.
            let due = duty["due"].as_str().expect("an instant");
            let (_, clock) = due.split_once('T').expect("a time");
            let hour: u32 = clock[..2].parse().expect("an hour");
            let told = match lang {
                "zh-Hant" if hour > 12 => format!("下午{:02}{}", hour - 12, &clock[2..5]),
                _ => clock[..5].to_string(),
            };
            assert!(text.contains(&told), "{lang}: {due} is told as {text}");
            assert!(!text.to_lowercase().contains("pm"), "{lang}: {text}");
            let span = duty["left_text"].as_str().expect("a text");
            assert!(span.contains(left), "{lang}: {span}");
        }
    }
}

#[test]
fn a_deadline_that_is_over_is_told_as_past() {
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

// Nonsense at the boundary.

/// Values that no caller should hand in, by name.
const NONSENSE: &str = r#"
  const cyclic = { order_state: 'delivered' };
  cyclic.self = cyclic;
  cyclic.complaint = cyclic;
  const cyclicList = [];
  cyclicList.push(cyclicList, cyclicList);
  let deep = {};
  for (let at = 0; at < 20_000; at += 1) deep = { complaint: deep };
  let deepList = [];
  for (let at = 0; at < 20_000; at += 1) deepList = [deepList];
  const large = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`fact${at}`, at]));
  const throwing = { get complaint() { throw new Error('a getter'); }, get [Symbol('x')]() { throw 1; } };
  const refuse = () => { throw new TypeError('a trap'); };
  const traps = { get: refuse, ownKeys: refuse, has: refuse, getOwnPropertyDescriptor: refuse, getPrototypeOf: refuse };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const revokedList = Proxy.revocable([], {});
  revokedList.revoke();
  const keysThatLie = new Proxy({}, { ownKeys: () => ['complaint'], getOwnPropertyDescriptor: () => undefined });
  class Case { constructor() { this.complaint = 'damaged'; } get order_state() { return 'delivered'; } }
  const hostile = { toString: refuse, valueOf: refuse, toJSON: refuse, [Symbol.toPrimitive]: refuse, [Symbol.iterator]: refuse };
  return {
    undefined: undefined, null: null, true: true, zero: 0, minusZero: -0, one: 1, nan: NaN, infinity: Infinity,
    huge: 1e308, negative: -1, half: 0.5, emptyText: '', text: 'damaged', loneSurrogate: '\ud800', zero_byte: '\0',
    longText: 'x'.repeat(5_000_000), function: () => 1, classItself: Case, symbol: Symbol('case'), bigint: 10n ** 30n,
    list: [], listOfCases: [{ complaint: 'damaged' }], holes: new Array(50), longHoles: new Array(4_000_000_000),
    cyclic, cyclicList, deep, deepList, large, throwing, hostile,
    proxy: new Proxy({}, traps), proxyFunction: new Proxy(() => 1, traps), revoked: revoked.proxy, revokedList: revokedList.proxy,
    keysThatLie, date: new Date(), noDate: new Date(NaN), map: new Map([['complaint', 'damaged']]), set: new Set(['damaged']),
    weak: new WeakMap(), instance: new Case(), noPrototype: Object.assign(Object.create(null), { complaint: 'damaged' }),
    frozen: Object.freeze({ complaint: 'damaged' }), error: new Error('x'), regexp: /x/, promise: Promise.resolve({}),
    bytes: new Uint8Array(4), buffer: new ArrayBuffer(8), boxed: new String('damaged'), boxedNumber: new Number(1),
    document, symbolKeys: { [Symbol('complaint')]: 'damaged' }, prototypeKey: JSON.parse('{"__proto__":{"complaint":"damaged"}}'),
    constructorKey: { constructor: 'damaged', toString: 1, hasOwnProperty: 1, '': '', 'a/b~c': 1 },
  };
"#;

/// Calls with every value in every place, and reports what was thrown, and what was answered
/// without a word about it.
const CALLS: &str = r#"
  const nonsense = new Function(arguments[0])();
  const good = { platform: 'taobao', buyer_region: 'cn', order_state: 'delivered', complaint: 'wrong_item', evidence: 'confirmed' };
  const options = { lang: 'en', now: '2026-11-22T12:00:00+08:00' };
  const before = JSON.stringify(library.advise(good, options));
  const places = {
    'the case': (value) => library.advise(value, options),
    'the options': (value) => library.advise(good, value),
    'a fact': (value) => library.advise({ ...good, mood: value }, options),
    'a number': (value) => library.advise({ ...good, offers_declined: value }, options),
    'an amount': (value) => library.advise({ ...good, order_value: value }, options),
    'minor units': (value) => library.advise({ ...good, order_value: { minor: value, currency: 'CNY' } }, options),
    'a currency': (value) => library.advise({ ...good, order_value: { minor: 1, currency: value } }, options),
    'a time': (value) => library.advise({ ...good, delivered_at: value }, options),
    'a fact nobody knows': (value) => library.advise({ ...good, colour: value }, options),
    'now': (value) => library.advise(good, { ...options, now: value }),
    'the language': (value) => library.advise(good, { ...options, lang: value }),
    'the language of the message': (value) => library.advise(good, { ...options, message_lang: value }),
    'the names': (value) => library.advise(good, { ...options, names: value }),
    'a name': (value) => library.advise(good, { ...options, names: { buyer: value } }),
    'the shop': (value) => library.advise(good, { ...options, shop: value }),
    'the settings': (value) => library.advise(good, { ...options, shop: { settings: value } }),
    'the pack': (value) => library.advise(good, { ...options, shop: { pack: value } }),
    'the rules of the pack': (value) => library.advise(good, { ...options, shop: { pack: { id: 'own', layer: 'shop', rules: value } } }),
    'a rule of the pack': (value) => library.advise(good, { ...options, shop: { pack: { id: 'own', layer: 'shop', rules: [value] } } }),
  };
  const asked = {
    'the language of the form': (value) => library.form(value),
    'the case of the form': (value) => library.form('en', value),
    'the language of the rules': (value) => library.rules(value),
    'the language of the words': (value) => library.words(value),
    'what is remembered': (value) => library.remember(value),
  };
  const found = { thrown: [], changed: [], wrong: [], silent: [] };
  const told = (problem) => { try { return String(problem?.message ?? problem); } catch { return 'something untold'; } };
  const attempt = (place, name, call) => {
    let answer;
    try { answer = call(nonsense[name]); } catch (problem) { found.thrown.push(`${place}: ${name}: ${told(problem)}`); }
    return answer;
  };
  for (const name of Object.keys(nonsense)) {
    for (const [place, call] of Object.entries(places)) {
      const answer = attempt(place, name, call);
      if (!answer) continue;
      if (!Array.isArray(answer.problems) || !['decided', 'open'].includes(answer.status)) found.wrong.push(`${place}: ${name}`);
      if (answer.problems.some(({ message, code, path }) => !message || !code || typeof path !== 'string')) found.wrong.push(`${place}: ${name}`);
      if (answer.problems.length === 0) found.silent.push(`${place}: ${name}`);
    }
    for (const [place, call] of Object.entries(asked)) attempt(place, name, call);
    if (JSON.stringify(library.advise(good, options)) !== before) found.changed.push(name);
  }
  localStorage.clear();
  return found;
"#;

#[test]
fn nothing_handed_in_makes_it_throw_and_afterwards_it_answers_as_before() {
    let package = Package::load();
    let mut found = package.run(CALLS, &[json!(NONSENSE)]);
    // Nothing given is no mistake; everything else that cannot be used is one.
    if let Some(silent) = found["silent"].as_array_mut() {
        silent.retain(|line| {
            let (place, name) =
                line.as_str().and_then(|line| line.split_once(": ")).expect("a place");
            !["undefined", "null"].contains(&name) && !is_usable(place, name)
        });
    }
    let mut report = Vec::new();
    for (kind, what) in [
        ("thrown", "thrown"),
        ("changed", "answered otherwise afterwards"),
        ("wrong", "answered improperly"),
        ("silent", "answered without a problem"),
    ] {
        let lines = found[kind].as_array().expect("a list");
        let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
        if !lines.is_empty() {
            report.push(format!("{what}, {}:\n  {}", lines.len(), lines.join("\n  ")));
        }
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
}

/// What looks odd and is all right where it stands.
fn is_usable(place: &str, name: &str) -> bool {
    let (objects, numbers) = (["symbolKeys", "keysThatLie"], ["zero", "minusZero", "one"]);
    match place {
        // Objects with proper facts of their own, and objects without any.
        "the case" => {
            ["instance", "noPrototype", "frozen"].contains(&name) || objects.contains(&name)
        }
        "the options" | "the names" | "the shop" | "the settings" => objects.contains(&name),
        "a number" | "minor units" => numbers.contains(&name),
        // What cannot be written is taken out of a name.
        "a name" => ["emptyText", "text", "loneSurrogate", "zero_byte"].contains(&name),
        "the rules of the pack" => name == "list",
        _ => false,
    }
}

#[test]
fn what_leads_on_without_end_is_read_to_a_limit() {
    let package = Package::load();
    let script = "
      let branches = { complaint: 'damaged' };
      for (let level = 0; level < 8; level += 1) branches = Array(20).fill(branches);
      const good = { platform: 'taobao', complaint: 'damaged' };
      const before = JSON.stringify(library.advise(good, {}));
      return [branches, { mood: branches }, window, { mood: window }].map((value) => {
        // Without a limit this takes longer than a browser runs.
        const { problems } = library.advise(value, {});
        return problems.length > 0 && JSON.stringify(library.advise(good, {})) === before;
      });";
    assert_eq!(package.run(script, &[]), json!([true, true, true, true]));
}

#[test]
fn mistakes_are_answered_with_their_place_and_a_suggestion() {
    let package = Package::load();
    let case = json!({
        "platform": "taoboa", "order_state": "delivered", "complaint": "worng_item",
        "order_value": { "minor": -5, "currency": "yuan" }, "delivered_at": "2026-02-30T10:00:00Z",
        "colour": "red",
    });
    for lang in LANGUAGES {
        let answer = package.advise(&case, &json!({ "lang": lang, "mesage_lang": "en" }));
        let problems = answer["problems"].as_array().expect("a list").clone();
        let at = |path: &str| {
            let found = problems.iter().find(|problem| problem["path"] == path);
            found.unwrap_or_else(|| panic!("nothing at {path}: {problems:?}"))
        };
        for (path, suggestion) in [
            ("/platform", "taobao"),
            ("/complaint", "wrong_item"),
            ("/options/mesage_lang", "message_lang"),
        ] {
            assert!(
                at(path)["help"].as_str().is_some_and(|help| help.contains(suggestion)),
                "{path}"
            );
        }
        for path in ["/order_value/minor", "/order_value/currency", "/delivered_at", "/colour"] {
            assert!(at(path)["message"].as_str().is_some_and(|text| !text.contains('{')), "{path}");
        }
        assert!(answer["possible"].as_array().is_some_and(|possible| possible.len() > 1));
    }
}

#[test]
fn a_case_is_only_read() {
    let package = Package::load();
    let script = "
      const frozen = (value) => {
        Object.values(value).filter((inner) => typeof inner === 'object').forEach(frozen);
        return Object.freeze(value);
      };
      const given = frozen({ platform: 'taobao', complaint: 'damaged', order_value: { minor: 1, currency: 'CNY' } });
      const options = frozen({ lang: 'en', names: { buyer: 'Li' } });
      const before = JSON.stringify([given, options]);
      library.advise(given, options);
      library.form('en', given);
      return before === JSON.stringify([given, options]);";
    assert_eq!(package.run(script, &[]), json!(true));
}

#[test]
fn ten_thousand_calls_leave_the_memory_as_it_was() {
    let package = Package::load();
    let script = "
      const given = { platform: 'taobao', buyer_region: 'cn', order_state: 'delivered', complaint: 'wrong_item', evidence: 'confirmed' };
      // Loading it once more gives the instance that is there.
      return library.default().then(({ memory }) => {
        const run = (times) => { for (let at = 0; at < times; at += 1) library.advise(given, { lang: 'en' }); };
        run(200);
        const before = memory.buffer.byteLength;
        run(10_000);
        return memory.buffer.byteLength - before;
      });";
    assert_eq!(package.run(script, &[]), json!(0), "bytes more");
}
