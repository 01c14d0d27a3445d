//! The order of the questions: the one that settles the case soonest is asked first, what may only happen next last.

use crate::scenario;
use crate::situations;
use crate::small;

use aftersales::request::case::read_case;
use aftersales::request::options::read_options;
use aftersales::shipped::{self, vocabulary};
use aftersales_core::case::Case;
use aftersales_core::engine::block::Block;
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::engine::decide::{open_space, possible};
use aftersales_core::engine::questions::questions;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::facts::{Aspect, FactId};

use situations::{described, values};
use small::cost::{Asking, Cost};
use small::every_pack;
use small::limit::CASES;
use small::table::{Table, pairs_of};

/// Up to this many open facts the order is exact.
const EXACT: usize = 6;

#[test]
fn unknown_facts_are_asked_in_the_order_of_what_they_cost_as_a_first_question() {
    every_pack("asking", 350, CASES, |pack| {
        let policy = pack.policy();
        let blocks = Blocks::new(&policy, None);
        for pair in pairs_of(&policy) {
            let table = Table::new(&policy, pair, None);
            for partial in table.partials() {
                let asking = Asking::new(&table, &partial);
                if asking.is_settled() || asking.open.len() > EXACT {
                    continue;
                }
                let case = table.case(&partial);
                let expected: Vec<Cost> = asking.costs();
                let asked = questions(&[blocks.get(pair.0, pair.1)], &case).ask;
                let order: Vec<FactId> = expected.iter().map(|cost| cost.fact).collect();
                let first = asked.first() == order.first();
                // Facts that are assumed stand where they like, but not first: nobody waits for them.
                let got: Vec<FactId> =
                    asked.into_iter().filter(|fact| order.contains(fact)).collect();
                if got != order || !first {
                    let got: Vec<&str> =
                        got.iter().map(|fact| vocabulary().facts[*fact].code).collect();
                    let costs: Vec<(&str, usize, usize)> = expected
                        .iter()
                        .map(|cost| {
                            (vocabulary().facts[cost.fact].code, cost.questions, cost.remedies)
                        })
                        .collect();
                    let described = described(&policy, &case.stated);
                    return Err(format!("{described}\nby cost {costs:?}\nasked {got:?}"));
                }
            }
        }
        Ok(())
    });
}

/// What the answer offers as a next move.
const NEXT_MOVES: [&str; 4] = ["offers_declined", "needs_other_team", "platform_case", "resolved"];

#[test]
fn what_tells_remedies_apart_is_asked_first_and_what_may_only_happen_next_last() {
    let (mut decided, mut failures) = (0, Vec::new());
    for one in scenario::all() {
        let (options, _) = read_options(&one.options());
        let (case, _) = read_case(&one.case(), options.now, &options.settings);
        let &[(complaint, state)] = case.blocks().as_slice() else { continue };
        let day = case.now.map(|now| now.date_naive().to_string());
        let block = Block::new(shipped::policy(), complaint, state, day.as_deref());
        if possible(&block, &open_space(&block, &case, false)).len() != 1 {
            continue;
        }
        decided += 1;
        let place = |fact: FactId| {
            let is_of_course = vocabulary().aspect(fact, complaint) == Aspect::Course;
            (is_next_move(fact), !tells_apart(&block, &case, fact), is_of_course)
        };
        // What events bound is asked at once, and what is counted from another fact behind that one.
        let free = |fact: &FactId| {
            case.bounds[*fact].is_none()
                && vocabulary().facts[*fact].code != "return_period_extended"
        };
        let asked: Vec<FactId> = questions(&[&block], &case).ask.into_iter().filter(free).collect();
        if !asked.is_sorted_by_key(|fact| place(*fact)) {
            let codes: Vec<&str> =
                asked.iter().map(|fact| vocabulary().facts[*fact].code).collect();
            failures.push(format!("{}\n  asked {codes:?}", one.place()));
        }
    }
    assert!(decided > 500, "{decided}");
    assert!(failures.is_empty(), "{} of {decided}\n{}", failures.len(), failures.join("\n"));
}

fn is_next_move(fact: FactId) -> bool {
    NEXT_MOVES.contains(&vocabulary().facts[fact].code)
}

/// Whether the answers to a question lead to several remedies.
fn tells_apart(block: &Block, case: &Case, fact: FactId) -> bool {
    let mut reached = Vec::new();
    for value in values(block.policy, fact, block.order_state) {
        let mut answered = case.clone();
        answered.stated[fact] = Some(value);
        reached.extend(possible(block, &open_space(block, &answered, false)));
    }
    reached.iter().any(|remedy| *remedy != reached[0])
}

#[test]
fn while_the_complaint_is_unknown_it_is_asked_first_and_what_few_complaints_depend_on_late() {
    for state in vocabulary().order_states() {
        let stated = vec![("order_state".to_owned(), Value::Text((*state).into()))];
        let (options, _) = read_options(&Value::Null);
        let (case, _) = read_case(&Value::Map(stated), options.now, &options.settings);
        let blocks = Blocks::new(shipped::policy(), None);
        let blocks = blocks.open(&case);
        let asked = questions(&blocks, &case).ask;
        assert_eq!(vocabulary().facts[asked[0]].code, "complaint", "{state}");
        let applies = |fact: FactId| blocks.iter().filter(|block| block.applies[fact]).count();
        let unknown = asked[1..].iter().filter(|fact| case.known(**fact).is_none());
        assert!(unknown.is_sorted_by_key(|fact| std::cmp::Reverse(applies(*fact))), "{state}");
        let first_move = asked.iter().position(|fact| is_next_move(*fact));
        let moves = asked.len() - first_move.expect("a next move");
        assert!(asked[asked.len() - moves..].iter().all(|fact| is_next_move(*fact)), "{state}");
    }
}
