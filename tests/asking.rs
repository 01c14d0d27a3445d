//! The order of the questions: the one that settles the case soonest is asked first.

use crate::situations;
use crate::small;

use aftersales::shipped::vocabulary;
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::engine::questions::questions;
use aftersales_core::vocabulary::facts::FactId;

use situations::described;
use small::cost::{Asking, Cost};
use small::every_pack;
use small::limit::CASES;
use small::table::{Table, pairs_of};

/// Up to this many open facts the order is exact.
const EXACT: usize = 6;

#[test]
fn unknown_facts_are_asked_in_the_order_of_what_they_cost_as_a_first_question() {
    every_pack("asking", 1500, CASES, |pack| {
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
