//! The npm package with invalid input.

use crate::support;

use serde_json::{Value, json};
use support::package::{LANGUAGES, Package};

/// Invalid values by name.
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

/// Calls every function with every value in every place. Reports what was thrown, and which values
/// were accepted without a problem.
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
    'an unknown fact': (value) => library.advise({ ...good, colour: value }, options),
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
    'an amount as typed': (value) => library.read_amount(value, 'CNY'),
    'the currency of an amount': (value) => library.read_amount('12', value),
  };
  const found = { thrown: [], changed: [], wrong: [], silent: [] };
  const textOf = (problem) => { try { return String(problem?.message ?? problem); } catch { return 'an unreadable problem'; } };
  const attempt = (place, name, call) => {
    let answer;
    try { answer = call(nonsense[name]); } catch (problem) { found.thrown.push(`${place}: ${name}: ${textOf(problem)}`); }
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
  return found;
"#;

#[test]
fn no_input_makes_it_throw_and_afterwards_it_answers_as_before() {
    let package = Package::load();
    let mut found = package.run(CALLS, &[json!(NONSENSE)]);
    // A missing value is not a problem; every other invalid value is.
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

/// Whether an unusual value is valid in a place.
fn is_usable(place: &str, name: &str) -> bool {
    let (objects, numbers) = (["symbolKeys", "keysThatLie"], ["zero", "minusZero", "one"]);
    match place {
        // Objects with own valid facts, and objects without facts.
        "the case" => {
            ["instance", "noPrototype", "frozen"].contains(&name) || objects.contains(&name)
        }
        "the options" | "the names" | "the shop" | "the settings" => objects.contains(&name),
        "a number" | "minor units" => numbers.contains(&name),
        // Control characters are removed from a name.
        "a name" => ["emptyText", "text", "loneSurrogate", "zero_byte"].contains(&name),
        "the rules of the pack" => name == "list",
        _ => false,
    }
}

#[test]
fn endless_input_is_read_up_to_a_limit() {
    let package = Package::load();
    let script = "
      let branches = { complaint: 'damaged' };
      for (let level = 0; level < 8; level += 1) branches = Array(20).fill(branches);
      const good = { platform: 'taobao', complaint: 'damaged' };
      const before = JSON.stringify(library.advise(good, {}));
      return [branches, { mood: branches }, window, { mood: window }].map((value) => {
        // Without a limit this would not end.
        const { problems } = library.advise(value, {});
        return problems.length > 0 && JSON.stringify(library.advise(good, {})) === before;
      });";
    assert_eq!(package.run(script, &[]), json!([true, true, true, true]));
}

#[test]
fn problems_have_a_path_and_a_suggestion() {
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
fn a_case_is_not_modified() {
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
fn memory_does_not_grow_over_ten_thousand_calls() {
    let package = Package::load();
    let script = "
      const given = { platform: 'taobao', buyer_region: 'cn', order_state: 'delivered', complaint: 'wrong_item', evidence: 'confirmed' };
      // Loading it again returns the same instance.
      return library.default().then(({ memory }) => {
        const run = (times) => { for (let at = 0; at < times; at += 1) library.advise(given, { lang: 'en' }); };
        run(200);
        const before = memory.buffer.byteLength;
        run(10_000);
        return memory.buffer.byteLength - before;
      });";
    assert_eq!(package.run(script, &[]), json!(0), "bytes more");
}
