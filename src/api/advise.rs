//! The answer to a case: read, decided by the engine, and presented in the reader's language
//! ([`present::advice`](crate::present::advice)).

use crate::present::advice::Presenter;
use crate::present::answer::{Advice, Brief};
use crate::present::objections;
use crate::request::case::read_case;
use crate::request::options::{Options, PACK, own_pack, read_options, refuse_own_rules};
use crate::shipped;
use crate::shop::{Shop, shop};
use crate::words::locale_format::LocaleFormat;
use aftersales_core::case::Case;
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::engine::counterfactual::changes;
use aftersales_core::engine::decide::decide;
use aftersales_core::engine::questions::questions;
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::value::Value;

/// Advises on a case. Mistakes in either argument come back in `problems`; the rest is answered as
/// far as it goes.
pub fn advise(case: &Value, options: &Value, conventions: &dyn LocaleFormat) -> Advice {
    match own_pack(options) {
        Some(pack) => advise_in(&shop(pack), case, options, conventions),
        None => {
            let (known, problems) = read_options(options);
            of_shipped(case, &known, problems, conventions)
        }
    }
}

/// The same by the rules in force in a shop. Of the pack among the options only its settings are read.
pub fn advise_in(
    shop: &Shop,
    case: &Value,
    options: &Value,
    conventions: &dyn LocaleFormat,
) -> Advice {
    let (known, problems) = read_options(options);
    let (case, mut problems) = read(case, &known, problems);
    let in_force = shop.on(day(&case).as_deref());
    problems.extend(objections::problems(&in_force, shipped::words(known.lang), PACK));
    in_force.with_blocks(&case, |blocks| answer(blocks, &case, &known, &problems, conventions))
}

/// The same by the shipped policy alone: a shop's own pack is not read, and reported.
pub fn advise_shipped(case: &Value, options: &Value, conventions: &dyn LocaleFormat) -> Advice {
    let (known, mut problems) = read_options(options);
    refuse_own_rules(options, &mut problems);
    of_shipped(case, &known, problems, conventions)
}

/// What a list shows of a case, by the rules in force in a shop or else by the shipped policy alone: the same remedy, date,
/// questions and problems as in the whole answer.
pub fn brief(
    shop: Option<&Shop>,
    case: &Value,
    options: &Value,
    conventions: &dyn LocaleFormat,
) -> Brief {
    let (known, problems) = read_options(options);
    let (case, mut problems) = read(case, &known, problems);
    let brief = |blocks: &Blocks, problems: &[Problem]| {
        let open = blocks.open(&case);
        let presenter = presenter(blocks, &case, &known, conventions, None);
        presenter.brief(&decide(&open, &case), &questions(&open, &case), problems)
    };
    let day = day(&case);
    match shop {
        Some(shop) => {
            let in_force = shop.on(day.as_deref());
            problems.extend(objections::problems(&in_force, shipped::words(known.lang), PACK));
            in_force.with_blocks(&case, |blocks| brief(blocks, &problems))
        }
        None => brief(&shipped::blocks(&case, day.as_deref()), &problems),
    }
}

fn of_shipped(
    case: &Value,
    options: &Options,
    problems: Vec<Problem>,
    conventions: &dyn LocaleFormat,
) -> Advice {
    let (case, problems) = read(case, options, problems);
    let blocks = shipped::blocks(&case, day(&case).as_deref());
    answer(&blocks, &case, options, &problems, conventions)
}

/// The case, with its problems before those of the options.
fn read(case: &Value, options: &Options, problems: Vec<Problem>) -> (Case, Vec<Problem>) {
    let (case, mut found) = read_case(case, options.now, &options.settings);
    found.extend(problems);
    (case, found)
}

/// The day for which rules must be valid.
fn day(case: &Case) -> Option<String> {
    case.now.map(|now| now.date_naive().to_string())
}

fn answer(
    blocks: &Blocks,
    case: &Case,
    options: &Options,
    problems: &[Problem],
    conventions: &dyn LocaleFormat,
) -> Advice {
    let open = blocks.open(case);
    let decision = decide(&open, case);
    let questions = questions(&open, case);
    let changes = match (decision.remedy(), open.as_slice()) {
        (Some(remedy), [block]) => changes(blocks, block, case, remedy),
        _ => Vec::new(),
    };
    let zone = options.zone.clone().filter(|zone| conventions.has_zone(zone));
    let mut problems = problems.to_vec();
    if let (Some(stated), None) = (&options.zone, &zone) {
        let problem = Problem::new("not_a_zone", "/options/zone");
        problems.push(problem.with("found", stated.clone()));
    }
    let zone = zone.or_else(|| conventions.zone().filter(|zone| conventions.has_zone(zone)));
    presenter(blocks, case, options, conventions, zone)
        .advice(&decision, &questions, &changes, &open, &problems)
}

fn presenter<'a>(
    blocks: &'a Blocks,
    case: &'a Case,
    options: &'a Options,
    format: &'a dyn LocaleFormat,
    zone: Option<String>,
) -> Presenter<'a> {
    let words = shipped::words(options.lang);
    Presenter { policy: blocks.policy(), words, case, options, format, zone }
}
