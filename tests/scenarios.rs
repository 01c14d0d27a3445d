//! Every scenario is answered as expected, by what runs in production and by the reference evaluator.

use crate::scenario;

use std::collections::BTreeSet;

use aftersales::api::advise;
use aftersales::present::answer::{Advice, Duty};
use aftersales::present::cache::Shared;
use aftersales::present::plain_format::Plain;
use aftersales::request::case::read_case;
use aftersales::request::options::read_options;
use aftersales::shipped;
use aftersales::shipped::vocabulary;
use aftersales_core::case::{Bound, Case};
use aftersales_core::engine::block::Block;
use aftersales_core::engine::reference::{Situation, evaluate};
use aftersales_core::policy::{Effect, Test};
use aftersales_core::vocabulary::facts::Stated;
use aftersales_core::vocabulary::facts::{self, FactId, Kind};
use scenario::{Located, Overruled};

#[test]
fn every_scenario_is_answered_as_expected() {
    check(|one, failures| {
        let advice = one.advise(&[]);
        let mut expect = |what: &str, expected: String, got: String| {
            if expected != got {
                failures.push(format!("{what}\n    expected {expected}\n    got      {got}"));
            }
        };
        let wanted = &one.scenario;
        let got = advice.remedy.as_ref().map(|remedy| remedy.code);
        let possible: Vec<&str> = advice.possible.iter().map(|remedy| remedy.code).collect();
        match (&wanted.remedy, &wanted.open) {
            (Some(remedy), None) => {
                expect(
                    "remedy",
                    remedy.clone(),
                    got.map_or(format!("open {possible:?}"), str::to_owned),
                );
            }
            (None, Some(open)) => {
                expect("possible", format!("{:?}", set(open)), format!("{:?}", set(&possible)));
                expect("status", "Open".into(), format!("{:?}", advice.status));
            }
            (None, None) => {}
            _ => expect("scenario", "`remedy` or `open`".into(), "both".into()),
        }
        expect("problems", "none".into(), problems(&advice));
        let codes = |list: Vec<&str>| format!("{list:?}");
        let list = |list: &[String]| format!("{list:?}");
        if let Some(because) = &wanted.because {
            let rules: Vec<&str> =
                advice.because.iter().map(|reason| reason.rule.as_ref()).collect();
            expect(
                "deciding rule",
                list(&because[..1]),
                codes(rules.iter().take(1).copied().collect()),
            );
            expect(
                "rules that decided",
                format!("{:?}", set(because)),
                format!("{:?}", set(&rules)),
            );
        }
        if let Some(alternatives) = &wanted.alternatives {
            let offered = advice.alternatives.iter().map(|other| other.code).collect();
            expect("alternatives", list(alternatives), codes(offered));
        }
        if let Some(overruled) = &wanted.overruled {
            expect("overruled", expected_overruled(overruled), got_overruled(&advice));
        }
        if let Some(goodwill) = &wanted.goodwill {
            let offered: Vec<&str> = advice.goodwill.iter().map(|offer| offer.act).collect();
            expect("goodwill", format!("{:?}", set(goodwill)), format!("{:?}", set(&offered)));
        }
        if let Some(first) = &wanted.ask_first {
            let asked = advice.ask.first().map_or("nothing", |question| question.fact);
            expect("first question", first.clone(), asked.into());
        }
        if let Some(to) = &wanted.message_to {
            expect("recipient", to.clone(), advice.message.to.into());
        }
        if let Some(leads) = &wanted.leads {
            let leading = advice.duties.iter().find(|duty| duty.leads);
            let leading = leading.map_or("none", |duty| duty.rule.as_ref());
            expect("leading deadline", leads.clone(), leading.into());
        }
        if let Some(first) = &wanted.first_duty {
            let listed = advice.duties.first().map_or("none", |duty| duty.rule.as_ref());
            expect("first duty", first.clone(), listed.into());
        }
        for (rule, due) in &wanted.due {
            let duty = advice.duties.iter().find(|duty| duty.rule == *rule);
            let got = duty
                .map_or("no such duty".into(), |duty| duty.due.clone().unwrap_or("no date".into()));
            expect(&format!("due of {rule}"), due.clone(), got);
        }
        for (rule, latest) in &wanted.due_latest {
            let duty = advice.duties.iter().find(|duty| duty.rule == *rule);
            let got =
                duty.and_then(|duty| duty.due_latest.clone()).unwrap_or("no later date".into());
            expect(&format!("latest end of {rule}"), latest.clone(), got);
        }
        for (place, amount) in &wanted.amounts {
            expect(place, amount.clone(), told_amount(&advice, place));
        }
        let text = &advice.message.text;
        for (parts, should) in [(&wanted.message_has, true), (&wanted.message_lacks, false)] {
            for part in parts.iter().filter(|part| text.contains(*part) != should) {
                expect(
                    if should { "the message" } else { "not the message" },
                    part.clone(),
                    text.clone(),
                );
            }
        }
        if let Some(needs) = &wanted.needs {
            expect("names to fill in", format!("{needs:?}"), format!("{:?}", advice.message.needs));
        }
        failures.extend(missing(one, &advice));
    });
}

#[test]
fn whatever_a_scenario_leaves_open_the_reference_evaluator_says_the_same() {
    check(|one, failures| {
        let (case, day) = read(one);
        let advice = one.advise(&[]);
        let possible: Vec<&str> = advice.possible.iter().map(|remedy| remedy.code).collect();
        let ways = [("first", Pick::First), ("last", Pick::Last), ("middle", Pick::Middle)];
        for (complaint, state) in case.blocks() {
            for (how, pick) in ways {
                let situation = complete(&case, complaint, state, pick);
                let found = evaluate(shipped::policy(), &situation, day.as_deref());
                let remedy =
                    found.remedy.map_or("none", |remedy| vocabulary().get_remedy(remedy).code);
                if !possible.contains(&remedy) {
                    failures.push(format!(
                        "with the {how} values: expected one of {possible:?}, got {remedy}"
                    ));
                }
            }
        }
    });
}

#[test]
fn questions_and_what_cannot_matter_are_together_all_that_is_not_stated() {
    check(|one, failures| {
        let (case, day) = read(one);
        let advice = one.advise(&[]);
        let listed: Vec<&str> = advice
            .ask
            .iter()
            .map(|question| question.fact)
            .chain(advice.irrelevant.iter().copied())
            .collect();
        let blocks = case.blocks();
        let blocks: Vec<Block> = blocks
            .iter()
            .map(|(complaint, state)| {
                Block::new(shipped::policy(), *complaint, *state, day.as_deref())
            })
            .collect();
        let open = |fact: &FactId| {
            case.stated[*fact].is_none() && blocks.iter().any(|block| block.applies[*fact])
        };
        // What events bound is asked as the event that is missing.
        let code = |fact: FactId| match case.bounds[fact] {
            Some(Bound::AtMost(_)) if listed.contains(&"requested_at") => "requested_at",
            _ => vocabulary().facts[fact].code,
        };
        let expected: Vec<&str> = (0..vocabulary().facts.len()).filter(open).map(code).collect();
        if set(&expected) != set(&listed) || listed.len() != expected.len() {
            failures.push(format!("expected {:?}\n    got      {:?}", set(&expected), listed));
        }
    });
}

#[test]
fn the_scenarios_cover_every_remedy_complaint_platform_and_region() {
    let all = scenario::all();
    assert!(all.len() >= 150, "{} scenarios", all.len());
    let mut uncovered = Vec::new();
    let mut need = |what: String, covered: &dyn Fn(&Located) -> bool| {
        if !all.iter().any(covered) {
            uncovered.push(what);
        }
    };
    for remedy in &vocabulary().remedies {
        need(format!("remedy {}", remedy.code), &|one| {
            one.scenario.remedy.as_deref() == Some(remedy.code)
        });
    }
    for (complaint, state) in vocabulary().blocks() {
        let code = vocabulary().complaints[complaint].code;
        let state = state.map(|state| vocabulary().order_states()[state]);
        need(format!("{code} at {state:?}"), &|one| {
            one.scenario.remedy.is_some()
                && one.fact("complaint") == Some(code)
                && (state.is_none() || one.fact("order_state") == state)
        });
    }
    for code in
        ["platform", "buyer_region", "mood", "platform_case", "goods_kind", "item_condition"]
    {
        let fact = vocabulary().fact(code).expect("a fact");
        let Kind::Choice(values) = &vocabulary().facts[fact].kind else {
            panic!("{code} is a choice")
        };
        for value in values {
            need(format!("{code} {value}"), &|one| one.fact(code) == Some(value));
        }
    }
    for (fact, cuts) in shipped::policy().cuts.iter().enumerate() {
        // Both sides of every number at which some rule begins or ends.
        for number in cuts.iter().filter(|cut| **cut > 0).flat_map(|cut| [cut - 1, *cut]) {
            let known = Some(Stated::Number(number));
            need(format!("{} {number}", vocabulary().facts[fact].code), &|one| {
                read(one).0.stated[fact] == known
            });
        }
    }
    assert!(uncovered.is_empty(), "no scenario has\n  {}", uncovered.join("\n  "));
}

#[test]
fn every_duty_has_a_scenario_where_it_binds_and_one_where_it_does_not() {
    let all = scenario::all();
    let mut uncovered = Vec::new();
    for rule in &shipped::policy().rules {
        let Effect::Duty { .. } = rule.effect else { continue };
        let id = rule.id.to_string();
        let binds =
            |one: &Located| one.scenario.must.contains(&id) || one.scenario.must_not.contains(&id);
        if !all.iter().any(binds) {
            uncovered.push(format!("{id} binds"));
        }
        if !all.iter().any(|one| one.scenario.no_duty.contains(&id)) {
            uncovered.push(format!("{id} does not bind"));
        }
    }
    assert!(uncovered.is_empty(), "no scenario where\n  {}", uncovered.join("\n  "));
}

#[test]
fn every_right_holds_in_a_scenario_and_not_in_another() {
    let advised = |one: Located| {
        let advice = one.advise(&[]);
        (one, advice)
    };
    let all: Vec<(Located, Advice)> = scenario::all().into_iter().map(advised).collect();
    let mut uncovered = Vec::new();
    for rule in &shipped::policy().rules {
        let Effect::Right(_) = rule.effect else { continue };
        let id = rule.id.as_ref();
        let holds = |advice: &Advice| {
            advice.rights.iter().any(|right| right.rule.as_ref() == id && right.status == "holds")
        };
        if !all.iter().any(|(_, advice)| holds(advice)) {
            uncovered.push(format!("{id} holds"));
        }
        let pair = [facts::COMPLAINT, facts::ORDER_STATE];
        let places =
            ["buyer_region", "platform"].map(|code| vocabulary().fact(code).expect("a fact"));
        let known = |fact: &FactId| pair.contains(fact) || places.contains(fact);
        if rule.when.iter().all(|(tested, _)| known(tested)) {
            continue;
        }
        // A case that the rule could speak of: the same complaint at the same place.
        let of_rule = |one: &&(Located, Advice)| {
            [facts::COMPLAINT, places[0], places[1]].iter().all(|&fact| {
                let code = vocabulary().facts[fact].code;
                let test = rule.when.iter().find(|(tested, _)| *tested == fact);
                let value = one.0.fact(code).and_then(|value| vocabulary().value(fact, value));
                test.is_none_or(|(_, test)| match (test, value) {
                    (Test::OneOf(at), Some(value)) => at.contains(value),
                    _ => false,
                })
            })
        };
        if !all.iter().filter(of_rule).any(|(_, advice)| !holds(advice)) {
            uncovered.push(format!("{id} does not hold"));
        }
    }
    assert!(uncovered.is_empty(), "no scenario where\n  {}", uncovered.join("\n  "));
}

#[test]
fn no_two_scenarios_are_the_same() {
    let mut notes = BTreeSet::new();
    for one in scenario::all() {
        assert!(notes.insert(one.scenario.note.clone()), "twice: {}", one.place());
        assert!(
            one.scenario.note.ends_with('.'),
            "a sentence ends with a full stop: {}",
            one.place()
        );
    }
}

/// Runs a check on every scenario and reports all that fail, each with its place.
#[track_caller]
#[test]
fn a_brief_says_what_the_whole_answer_says() {
    let mut dated = 0;
    for one in &scenario::all() {
        let advice = one.advise(&[]);
        let brief = advise::brief(None, &one.case(), &one.options(), &Plain);
        let codes =
            (advice.remedy.as_ref().map(|it| it.code), brief.remedy.as_ref().map(|it| it.code));
        assert_eq!(codes.0, codes.1, "{}", one.place());
        let ask: Vec<&str> = advice.ask.iter().map(|question| question.fact).collect();
        assert_eq!(ask, brief.ask, "{}", one.place());
        let sellers = |duty: &&Shared<Duty>| duty.must && duty.by == "seller" && duty.due.is_some();
        let first = advice.duties.iter().find(sellers).and_then(|duty| duty.due.clone());
        assert_eq!(first, brief.due, "{}", one.place());
        dated += usize::from(first.is_some());
        assert_eq!(advice.problems.len(), brief.problems.len(), "{}", one.place());
    }
    assert!(dated > 50, "{dated} scenarios have a date");
}

fn check(run: impl Fn(&Located, &mut Vec<String>)) {
    let all = scenario::all();
    let mut report = Vec::new();
    for one in &all {
        let mut failures = Vec::new();
        run(one, &mut failures);
        report.extend(failures.into_iter().map(|failure| format!("{}\n  {failure}", one.place())));
    }
    assert!(
        report.is_empty(),
        "{} of {} scenarios:\n{}",
        report.len(),
        all.len(),
        report.join("\n")
    );
}

fn set<T: AsRef<str>>(list: &[T]) -> BTreeSet<&str> {
    list.iter().map(AsRef::as_ref).collect()
}

fn problems(advice: &Advice) -> String {
    let described: Vec<String> = advice
        .problems
        .iter()
        .map(|problem| format!("{} at {}", problem.code, problem.path))
        .collect();
    if described.is_empty() { "none".into() } else { described.join(", ") }
}

fn expected_overruled(overruled: &[Overruled]) -> String {
    let described: BTreeSet<String> =
        overruled.iter().map(|one| format!("{} by {:?}", one.rule, set(&one.by))).collect();
    format!("{described:?}")
}

fn got_overruled(advice: &Advice) -> String {
    let by = |one: &aftersales::present::answer::Overruled| -> BTreeSet<String> {
        one.by.iter().map(|reason| reason.rule.to_string()).collect()
    };
    let described: BTreeSet<String> =
        advice.overruled.iter().map(|one| format!("{} by {:?}", one.rule, by(one))).collect();
    format!("{described:?}")
}

/// What should be listed and is not, or should not be and is.
/// The amount at a place such as `step offer_partial_refund`.
fn told_amount(advice: &Advice, place: &str) -> String {
    let (part, code) = place.split_once(' ').expect("a part and a code");
    let amount = match part {
        "step" => {
            advice.steps.iter().find(|step| step.act == code).map(|step| step.amount.as_ref())
        }
        "goodwill" => {
            advice.goodwill.iter().find(|good| good.act == code).map(|good| good.amount.as_ref())
        }
        _ => advice.duties.iter().find(|duty| duty.rule == code).map(|duty| duty.amount.as_ref()),
    };
    match amount {
        Some(amount) => amount.map_or("none".into(), |amount| amount.text.clone()),
        None => format!("no such {part}"),
    }
}

fn missing(one: &Located, advice: &Advice) -> Vec<String> {
    let wanted = &one.scenario;
    let steps: Vec<&str> = advice.steps.iter().map(|step| step.act).collect();
    let duty = |must: bool| -> Vec<&str> {
        advice
            .duties
            .iter()
            .filter(|duty| duty.must == must)
            .map(|duty| duty.rule.as_ref())
            .collect()
    };
    let (must, must_not) = (duty(true), duty(false));
    let all: Vec<&str> = must.iter().chain(&must_not).copied().collect();
    let rights: Vec<&str> = advice
        .rights
        .iter()
        .filter(|right| right.status == "holds")
        .map(|right| right.rule.as_ref())
        .collect();
    let ask: Vec<&str> = advice.ask.iter().map(|question| question.fact).collect();
    let overdue: Vec<&str> =
        advice.duties.iter().filter(|duty| duty.overdue).map(|duty| duty.rule.as_ref()).collect();
    let mut failures = Vec::new();
    for (what, wanted, got, should) in [
        ("must", &wanted.must, &must, true),
        ("must not", &wanted.must_not, &must_not, true),
        ("duties", &wanted.no_duty, &all, false),
        ("rights", &wanted.rights, &rights, true),
        ("rights", &wanted.no_right, &rights, false),
        ("steps", &wanted.steps_include, &steps, true),
        ("steps", &wanted.steps_exclude, &steps, false),
        ("irrelevant", &wanted.irrelevant_includes, &advice.irrelevant, true),
        ("questions", &wanted.ask_includes, &ask, true),
        ("overdue", &wanted.overdue, &overdue, true),
        ("overdue", &wanted.in_time, &overdue, false),
        ("duties", &wanted.in_time, &all, true),
        ("sentences of the message", &wanted.message_says, &advice.message.acts, true),
    ] {
        for code in wanted {
            if got.contains(&code.as_str()) != should {
                let should = if should { "" } else { "no " };
                failures.push(format!("{what}\n    expected {should}{code}\n    got      {got:?}"));
            }
        }
    }
    failures
}

fn read(one: &Located) -> (Case, Option<String>) {
    let (options, _) = read_options(&one.options());
    let (case, _) = read_case(&one.case(), options.now, &options.settings);
    let day = case.now.map(|now| now.date_naive().to_string());
    (case, day)
}

#[derive(Clone, Copy)]
enum Pick {
    First,
    Middle,
    Last,
}

/// A complete situation: what is stated, then what is assumed, then any value that can occur.
fn complete(case: &Case, complaint: usize, state: Option<usize>, pick: Pick) -> Situation {
    let policy = shipped::policy();
    let block = Block::new(policy, complaint, state, None);
    let whole = block.whole();
    let any = |fact: FactId| {
        let open: Vec<usize> =
            (0..policy.count(fact)).filter(|at: &usize| whole.has(fact, *at)).collect();
        let within = |at: &usize| match &case.bounds[fact] {
            None => true,
            Some(Bound::AtMost(most)) => policy.cuts[fact][*at] <= *most,
            Some(Bound::OneOf(values)) => values.contains(*at),
        };
        let open: Vec<usize> = open.into_iter().filter(within).collect();
        let at = match pick {
            Pick::First => open[0],
            Pick::Middle => open[open.len() / 2],
            Pick::Last => open[open.len() - 1],
        };
        match &vocabulary().facts[fact].kind {
            Kind::Choice(_) => Stated::Choice(at),
            Kind::Number { .. } => Stated::Number(policy.cuts[fact][at]),
        }
    };
    let mut situation: Situation = vec![None; vocabulary().facts.len()];
    situation[facts::COMPLAINT] = Some(Stated::Choice(complaint));
    situation[facts::ORDER_STATE] = state.map(Stated::Choice);
    for fact in block.open_facts() {
        situation[fact] = case.known(fact).or_else(|| Some(any(fact)));
    }
    situation
}
