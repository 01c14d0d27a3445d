//! Reads packs: turns plain data into rules, and reports every mistake with its path.

use crate::plain::problem::Problem;
use crate::plain::sort;
use crate::plain::text::Text;
use crate::plain::value::Value;
use crate::policy::rule::{Bounds, Effect, Party, Right, Rule, Test};
use crate::policy::source::{Source, Verified};
use crate::time::period::{Events, Period, Unit};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::acts::ActId;
use crate::vocabulary::facts::{Aspect, COMPLAINT, FactId, Kind, Values};
use crate::vocabulary::keys;
use crate::vocabulary::layers::Layer;
use crate::vocabulary::remedies::RemedyId;

/// Reads a pack. Returns the rules without mistakes, and the problems of all others.
///
/// `known` looks up a source by its id; rules may also contain sources themselves.
pub fn read_pack(
    vocabulary: &Vocabulary,
    pack: &Value,
    known: &dyn Fn(&str) -> Option<Source>,
) -> (Vec<Rule>, Vec<Problem>) {
    let mut problems = Vec::new();
    let Some(entries) = pack.entries() else {
        problems.push(Problem::new("not_a_pack", "").with("found", pack.shown()));
        return (Vec::new(), problems);
    };
    for (key, _) in entries {
        if !keys::PACK.contains(&key.as_str()) {
            problems.push(unknown(
                "unknown_key",
                &format!("/{key}"),
                key,
                keys::PACK.iter().copied(),
            ));
        }
    }
    let id = pack.get("id").and_then(Value::text).unwrap_or_default().to_owned();
    if id.is_empty() {
        problems.push(Problem::new("missing", "/id").with("name", "id"));
    }
    day(pack, "review_by", "", &mut problems);
    let before = problems.len();
    let shared = read_conditions(vocabulary, pack, "", &mut problems);
    let shared_is_read = problems.len() == before;
    let layers = Layer::ALL.map(Layer::code);
    let Some(layer) = code_at(pack, "layer", "", &layers, &mut problems).map(|at| Layer::ALL[at])
    else {
        if pack.get("layer").is_none() {
            problems.push(Problem::new("missing", "/layer").with("name", "layer"));
        }
        return (Vec::new(), problems);
    };
    let Some(Value::List(list)) = pack.get("rules") else {
        problems.push(Problem::new("missing", "/rules").with("name", "rules"));
        return (Vec::new(), problems);
    };
    let head = Head { layer, pack: id, shared };
    let mut rules: Vec<Rule> = Vec::new();
    for (at, item) in list.iter().enumerate() {
        let path = format!("/rules/{at}");
        let before = problems.len();
        let rule = read_rule(vocabulary, item, &path, &head, known, &mut problems);
        let Some(rule) = rule.filter(|_| problems.len() == before) else { continue };
        // Without a condition of the head, rules would hold more often than they are meant to.
        if !shared_is_read {
            continue;
        }
        if rules.iter().any(|other| other.id == rule.id) {
            let problem = Problem::new("duplicate_rule", format!("{path}/id"));
            problems.push(problem.with("id", rule.id));
        } else {
            rules.push(rule);
        }
    }
    (rules, problems)
}

/// What all rules of a pack have in common.
struct Head {
    layer: Layer,
    /// The id of the pack.
    pack: String,
    /// Conditions of every rule.
    shared: Vec<(FactId, Test)>,
}

/// Reads a rule, to whose conditions those of the head of its pack are added.
fn read_rule(
    vocabulary: &Vocabulary,
    item: &Value,
    path: &str,
    head: &Head,
    known: &dyn Fn(&str) -> Option<Source>,
    problems: &mut Vec<Problem>,
) -> Option<Rule> {
    let Some(entries) = item.entries() else {
        problems.push(Problem::new("not_a_rule", path).with("found", item.shown()));
        return None;
    };
    for (key, _) in entries {
        if !keys::RULE.contains(&key.as_str()) {
            problems.push(unknown(
                "unknown_key",
                &format!("{path}/{key}"),
                key,
                keys::RULE.iter().copied(),
            ));
        }
    }
    let Some(id) = item.get("id").and_then(Value::text).filter(|id| !id.is_empty()) else {
        problems.push(Problem::new("missing", format!("{path}/id")).with("name", "id"));
        return None;
    };
    let mut when = read_conditions(vocabulary, item, path, problems);
    for (fact, _) in head.shared.iter().filter(|(fact, _)| when.iter().any(|(own, _)| own == fact))
    {
        let fact = vocabulary.facts[*fact].code;
        let problem = Problem::new("tested_at_head", format!("{path}/when/{fact}"));
        problems.push(problem.with("fact", fact));
    }
    when.extend(head.shared.iter().cloned());
    sort::by_key(&mut when, |(fact, _)| *fact);
    let effect = read_effect(vocabulary, item, path, head.layer, problems)?;
    if matches!(effect, Effect::Right(_)) {
        for fact in beyond_the_right(vocabulary, &when) {
            let fact = vocabulary.facts[fact].code;
            let problem = Problem::new("right_tests_more", format!("{path}/when/{fact}"));
            problems.push(problem.with("fact", fact));
        }
    }
    let sources = read_sources(item, path, head.layer, known, problems);
    let text_list = |key: &str| -> Vec<String> {
        texts(item.get(key)).into_iter().map(|(_, text)| text.to_owned()).collect()
    };
    let overrides = text_list("overrides");
    let valid_from = day(item, "valid_from", path, problems);
    let valid_until = day(item, "valid_until", path, problems);
    Some(Rule {
        id: id.to_owned().into(),
        layer: head.layer,
        pack: head.pack.clone().into(),
        when,
        effect,
        overrides,
        valid_from,
        valid_until,
        sources,
        derived: 0,
    })
}

/// Reads the effect of a rule.
fn read_effect(
    vocabulary: &Vocabulary,
    item: &Value,
    path: &str,
    layer: Layer,
    problems: &mut Vec<Problem>,
) -> Option<Effect> {
    let codes: Vec<&str> = vocabulary.acts.iter().map(|act| act.code).collect();
    let remedies: Vec<&str> = vocabulary.remedies.iter().map(|remedy| remedy.code).collect();
    let remedy = code_at(item, "remedy", path, &remedies, problems);
    let alternatives: Vec<RemedyId> = codes_at(item, "alternatives", path, &remedies, problems);
    let steps = codes_at(item, "steps", path, &codes, problems);
    let must = code_at(item, "must", path, &codes, problems);
    let must_not = code_at(item, "must_not", path, &codes, problems);
    let right = item.get("right").filter(|right| !right.is_null());
    let given = [remedy.is_some(), must.is_some(), must_not.is_some(), right.is_some()];
    if given.iter().filter(|given| **given).count() > 1 {
        problems.push(Problem::new("two_effects", path));
        return None;
    }
    if let Some(at) = remedy {
        let refused = vocabulary.remedies[at].is_refusal;
        if refused && matches!(layer, Layer::Law | Layer::Platform) {
            let problem = Problem::new("refusal_above_practice", format!("{path}/remedy"));
            problems.push(problem.with("remedy", remedies[at]));
        }
        return Some(Effect::Remedy { remedy: at as RemedyId, alternatives, steps });
    }
    if !alternatives.is_empty() {
        problems.push(Problem::new("alternatives_alone", format!("{path}/alternatives")));
    }
    if let Some(right) = right {
        return read_right(vocabulary, right, steps, &format!("{path}/right"), problems);
    }
    if let Some(act) = must.or(must_not) {
        let parties = Party::ALL.map(Party::code);
        let party = |key: &str, problems: &mut Vec<Problem>| {
            code_at(item, key, path, &parties, problems).map(|at| Party::ALL[at])
        };
        let by = party("by", problems).unwrap_or(Party::Seller);
        let borne_by = party("borne_by", problems);
        let within = read_period(vocabulary, item, path, problems);
        if !steps.is_empty() {
            problems.push(Problem::new("two_effects", format!("{path}/steps")));
        }
        let must = must.is_some();
        return Some(Effect::Duty { must, act: act as ActId, within, by, borne_by });
    }
    if steps.is_empty() {
        problems.push(Problem::new("no_effect", path));
        return None;
    }
    Some(Effect::Steps(steps))
}

/// Reads the right of a rule, which brings these steps.
fn read_right(
    vocabulary: &Vocabulary,
    right: &Value,
    steps: Vec<ActId>,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<Effect> {
    let before = problems.len();
    for (key, _) in right.entries().unwrap_or_default() {
        if !keys::RIGHT.contains(&key.as_str()) {
            let path = format!("{path}/{key}");
            problems.push(unknown("unknown_key", &path, key, keys::RIGHT.iter().copied()));
        }
    }
    let ways = &vocabulary.ways.list;
    let codes: Vec<&str> = ways.iter().map(|way| vocabulary.get_act(way.act).code).collect();
    let one_of = codes_at(right, "one_of", path, &codes, problems);
    let one_of: Vec<ActId> = one_of.iter().map(|at| ways[usize::from(*at)].act).collect();
    let parties = Party::ALL.map(Party::code);
    let mut party =
        |key: &str| code_at(right, key, path, &parties, problems).map(|at| Party::ALL[at]);
    let (chosen_by, borne_by) = (party("chosen_by"), party("borne_by"));
    let within = read_period(vocabulary, right, path, problems);
    let mut flag = |key: &str| match right.get(key) {
        None | Some(Value::Null) => false,
        Some(Value::Bool(flag)) => *flag,
        Some(other) => {
            let problem = Problem::new("not_true_or_false", format!("{path}/{key}"));
            problems.push(problem.with("found", other.shown()));
            false
        }
    };
    let (without_reason, claimed) = (flag("without_reason"), flag("claimed"));
    if one_of.is_empty() && problems.len() == before {
        let path = format!("{path}/one_of");
        problems.push(Problem::new("missing", path).with("name", "one_of"));
    }
    let chosen_by = chosen_by.unwrap_or(Party::Buyer);
    let right = Right { one_of, chosen_by, borne_by, within, without_reason, claimed, steps };
    (problems.len() == before).then_some(Effect::Right(right))
}

/// The facts other than those of the right that a right tests, by the complaints that it is about.
fn beyond_the_right(vocabulary: &Vocabulary, when: &[(FactId, Test)]) -> Vec<FactId> {
    let about = when.iter().find(|(fact, _)| *fact == COMPLAINT);
    let is_about = |complaint: usize| {
        about.is_none_or(
            |(_, test)| matches!(test, Test::OneOf(values) if values.contains(complaint)),
        )
    };
    let complaints = || (0..vocabulary.complaints.len()).filter(|at| is_about(*at));
    let of_right =
        |fact: FactId| complaints().all(|at| vocabulary.aspect(fact, at) == Aspect::Right);
    when.iter().map(|(fact, _)| *fact).filter(|fact| !of_right(*fact)).collect()
}

/// The maximum length of a period, in its unit.
const MAX_PERIOD: u32 = 36_500;

/// Reads the period `within` of a duty.
fn read_period(
    vocabulary: &Vocabulary,
    item: &Value,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<Period> {
    let within = item.get("within")?;
    let path = format!("{path}/within");
    let units = Unit::ALL.map(Unit::code);
    let value = within.get("value").and_then(whole).filter(|value| *value <= MAX_PERIOD);
    let unit = code_at(within, "unit", &path, &units, problems).map(|at| Unit::ALL[at]);
    let events: Vec<&str> = vocabulary.events.iter().map(|event| event.code).collect();
    let from = code_at(within, "from", &path, &events, problems);
    let mut list = |key: &str| {
        Events::of(codes_at(within, key, &path, &events, problems).into_iter().map(usize::from))
    };
    let (or, not_before) = (list("or"), list("not_before"));
    let end = code_at(within, "end", &path, Period::ENDS, problems);
    match (value, unit, from) {
        (Some(value), Some(unit), Some(from)) if end.is_none() || unit == Unit::Days => {
            Some(Period { value, unit, from, or, not_before, to_working_day: end.is_some() })
        }
        _ => {
            problems.push(Problem::new("not_a_period", path));
            None
        }
    }
}

/// Reads the conditions under `when` of a pack or a rule.
fn read_conditions(
    vocabulary: &Vocabulary,
    item: &Value,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Vec<(FactId, Test)> {
    let mut when = Vec::new();
    match item.get("when") {
        None => {}
        Some(Value::Map(conditions)) => {
            for (code, condition) in conditions {
                let path = format!("{path}/when/{code}");
                when.extend(read_condition(vocabulary, code, condition, &path, problems));
            }
        }
        Some(other) => problems.push(
            Problem::new("not_conditions", format!("{path}/when")).with("found", other.shown()),
        ),
    }
    when
}

/// Reads the condition on a fact: a code, a list of codes, `{ not = … }` or `{ at_least, less_than }`.
fn read_condition(
    vocabulary: &Vocabulary,
    code: &str,
    condition: &Value,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<(FactId, Test)> {
    let Some(fact) = vocabulary.fact(code) else {
        let known = vocabulary.facts.iter().map(|fact| fact.code);
        problems.push(unknown("unknown_fact", path, code, known));
        return None;
    };
    let entry = &vocabulary.facts[fact];
    match &entry.kind {
        Kind::Choice(codes) => {
            let known = || entry.stated_codes();
            let (listed, negated) = match condition.get("not") {
                Some(listed) => (listed, true),
                None => (condition, false),
            };
            let mut set = Values::default();
            let before = problems.len();
            for (at, value) in texts(Some(listed)) {
                let path = if negated { format!("{path}/not{at}") } else { format!("{path}{at}") };
                match entry.values_of(value) {
                    // A place stands for those within it, too.
                    Some(values) => values.iter().for_each(|at| set.add(&entry.with_parts(at))),
                    None => problems
                        .push(unknown("unknown_value", &path, value, known()).with("fact", code)),
                }
            }
            if set.is_empty() && problems.len() == before {
                problems.push(Problem::new("no_values", path).with("fact", code));
            }
            let all = Values::below(codes.len());
            Some((fact, Test::OneOf(if negated { all.without(&set) } else { set })))
        }
        Kind::Number { max, .. } => {
            let exact = whole(condition);
            let bound = |key: &str| condition.get(key).and_then(whole);
            let bounds = Bounds {
                at_least: exact.or_else(|| bound("at_least")),
                less_than: exact.map(|number| number + 1).or_else(|| bound("less_than")),
            };
            let sensible = bounds.at_least.unwrap_or(0) < bounds.less_than.unwrap_or(u32::MAX)
                && bounds.at_least.unwrap_or(0) <= *max;
            if bounds == (Bounds { at_least: None, less_than: None }) || !sensible {
                problems.push(Problem::new("not_bounds", path).with("fact", code));
                return None;
            }
            Some((fact, Test::Number(bounds)))
        }
    }
}

/// Reads the sources of a rule.
fn read_sources(
    item: &Value,
    path: &str,
    layer: Layer,
    known: &dyn Fn(&str) -> Option<Source>,
    problems: &mut Vec<Problem>,
) -> Vec<Source> {
    let mut sources = Vec::new();
    let listed = match item.get("sources") {
        Some(Value::List(listed)) => listed.as_slice(),
        _ => &[],
    };
    for (at, value) in listed.iter().enumerate() {
        let path = format!("{path}/sources/{at}");
        match value {
            Value::Text(id) => match known(id) {
                Some(source) => sources.push(source),
                None => problems.push(Problem::new("unknown_source", path).with("id", id.clone())),
            },
            Value::Map(_) => {
                let text =
                    |key: &str| -> Option<Text> { Some(value.get(key)?.text()?.to_owned().into()) };
                let (Some(title), Some(locator)) = (text("title"), text("locator")) else {
                    problems.push(Problem::new("not_a_source", path));
                    continue;
                };
                sources.push(Source {
                    id: text("id").unwrap_or_default(),
                    title,
                    locator,
                    edition: text("edition"),
                    url: text("url"),
                    captured: text("captured"),
                    verified: Verified::Secondary,
                });
            }
            other => {
                problems.push(Problem::new("not_a_source", path).with("found", other.shown()));
            }
        }
    }
    // Rules need a source, except those of a shop.
    if sources.is_empty() && layer != Layer::Shop {
        problems.push(Problem::new("no_source", format!("{path}/sources")));
    }
    sources
}

/// The code under a key, as its position among the known codes.
fn code_at(
    item: &Value,
    key: &str,
    path: &str,
    known: &[&str],
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let value = item.get(key).filter(|value| !value.is_null())?;
    let path = format!("{path}/{key}");
    let Some(code) = value.text() else {
        problems.push(Problem::new("not_a_code", path).with("found", value.shown()));
        return None;
    };
    let found = known.iter().position(|other| *other == code);
    if found.is_none() {
        problems.push(unknown("unknown_code", &path, code, known.iter().copied()));
    }
    found
}

/// The codes under a key, as positions among the known codes.
fn codes_at(
    item: &Value,
    key: &str,
    path: &str,
    known: &[&str],
    problems: &mut Vec<Problem>,
) -> Vec<u16> {
    let mut found = Vec::new();
    for (at, code) in texts(item.get(key)) {
        match known.iter().position(|other| *other == code) {
            Some(position) => found.push(position as u16),
            None => {
                let path = format!("{path}/{key}{at}");
                problems.push(unknown("unknown_code", &path, code, known.iter().copied()));
            }
        }
    }
    found
}

/// A text, or the texts of a list, each with the suffix of its path.
fn texts(value: Option<&Value>) -> Vec<(String, &str)> {
    match value {
        Some(Value::Text(text)) => vec![(String::new(), text)],
        Some(Value::List(list)) => list
            .iter()
            .enumerate()
            .map(|(at, item)| (format!("/{at}"), item.text().unwrap_or_default()))
            .collect(),
        _ => Vec::new(),
    }
}

/// A whole number from 0 to 1e9.
fn whole(value: &Value) -> Option<u32> {
    match value {
        Value::Number(number) if *number >= 0.0 && number.fract() == 0.0 && *number <= 1e9 => {
            Some(*number as u32)
        }
        _ => None,
    }
}

/// A date under a key, `YYYY-MM-DD`.
fn day(item: &Value, key: &str, path: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let value = item.get(key).filter(|value| !value.is_null())?;
    // Parsed as an instant: chrono's parser of dates would add 10 KB to the wasm.
    let is_day =
        |text: &&str| chrono::DateTime::parse_from_rfc3339(&format!("{text}T00:00:00Z")).is_ok();
    let text = value.text().filter(is_day);
    if text.is_none() {
        let problem = Problem::new("not_a_day", format!("{path}/{key}"));
        problems.push(problem.with("found", value.shown()));
    }
    text.map(str::to_owned)
}

/// A problem with a code that is not known.
fn unknown<'a>(
    code: &'static str,
    path: &str,
    given: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Problem {
    Problem::new(code, path).with("found", given).suggest(given, known)
}
