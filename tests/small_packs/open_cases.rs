//! What is said of a case that leaves facts open is exactly what all its completions have in common,
//! for every case that states some of the facts that rules test.

use std::collections::BTreeSet;
use std::fmt::Debug;

use aftersales::shipped::vocabulary;
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::engine::decide::{decide, open_space, possible};
use aftersales_core::engine::questions::questions;
use aftersales_core::engine::reference::Outcome;
use aftersales_core::policy::RuleId;
use aftersales_core::vocabulary::facts::{FactId, ORDER_STATE};
use aftersales_core::vocabulary::remedies::RemedyId;

use crate::situations::described;
use crate::small::every_pack;
use crate::small::limit::{CASES, SITUATIONS};
use crate::small::table::{Partial, Table, pairs_of};

#[test]
fn the_possible_remedies_are_exactly_those_that_completions_reach() {
    every_case("possible", 2000, |blocks, table, partial| {
        let block = blocks.get(table.pair.0, table.pair.1);
        let got = possible(block, &open_space(block, &table.case(partial), false));
        same("possible", &table.reached(partial), &got.into_iter().collect())
    });
}

#[test]
fn what_is_sure_is_exactly_what_all_completions_share() {
    every_case("sure", 2000, |blocks, table, partial| {
        let case = table.case(partial);
        let decision = decide(&[blocks.get(table.pair.0, table.pair.1)], &case);
        let outcomes: Vec<&Outcome> =
            table.completions(partial, false).iter().map(|at| &table.outcomes[*at]).collect();
        for (what, part, union) in parts() {
            let sets = outcomes.iter().map(|outcome| part(outcome));
            let expected: BTreeSet<usize> = if union {
                sets.flatten().collect()
            } else {
                sets.reduce(|one, other| &one & &other).expect("a completion")
            };
            same(what, &expected, &part(&decision.sure))?;
        }
        let mut may_hold: BTreeSet<RuleId> =
            outcomes.iter().flat_map(|outcome| outcome.rights.iter().copied()).collect();
        may_hold.retain(|right| !decision.sure.rights.contains(right));
        same("may hold", &may_hold, &decision.may_hold.iter().copied().collect())?;
        let remedies: BTreeSet<Option<RemedyId>> = outcomes.iter().map(|one| one.remedy).collect();
        let one = if remedies.len() == 1 { outcomes[0].remedy } else { None };
        same("remedy", &one, &decision.sure.remedy)
    });
}

#[test]
fn exactly_the_facts_that_matter_are_asked_and_exactly_the_others_are_irrelevant() {
    every_case("irrelevant", 500, |blocks, table, partial| {
        let case = table.case(partial);
        let got = questions(&[blocks.get(table.pair.0, table.pair.1)], &case);
        let (asked, irrelevant) = sorted(table, partial);
        let set = |facts: &[FactId]| -> BTreeSet<FactId> { facts.iter().copied().collect() };
        same("asked", &codes(&asked), &codes(&set(&got.ask)))?;
        same("irrelevant", &codes(&irrelevant), &codes(&set(&got.irrelevant)))?;
        let once = (got.ask.len(), got.irrelevant.len());
        same("each once", &(asked.len(), irrelevant.len()), &once)
    });
}

/// While the order state is open, too: over the blocks that the case may be in.
#[test]
fn where_the_order_state_is_open_all_of_its_blocks_count() {
    every_pack("order-state", 1000, SITUATIONS, |pack| {
        let policy = pack.policy();
        let blocks = Blocks::new(&policy, None);
        let mut complaints: Vec<usize> = pairs_of(&policy).iter().map(|pair| pair.0).collect();
        complaints.dedup();
        for complaint in complaints {
            let pairs = pairs_of(&policy).into_iter().filter(|pair| pair.0 == complaint);
            let tables: Vec<Table> = pairs.map(|pair| Table::new(&policy, pair, None)).collect();
            if tables.len() < 2 {
                continue;
            }
            let nothing: Vec<Partial> =
                tables.iter().map(|table| vec![None; table.axes.len()]).collect();
            let mut case = tables[0].case(&nothing[0]);
            case.stated[ORDER_STATE] = None;
            let open = blocks.open(&case);
            let (decision, questions) = (decide(&open, &case), questions(&open, &case));
            let mut remedies = BTreeSet::new();
            let (mut asked, mut irrelevant) = (BTreeSet::from([ORDER_STATE]), BTreeSet::new());
            for (table, partial) in tables.iter().zip(&nothing) {
                remedies.extend(table.reached(partial));
                let (matter, idle) = sorted(table, partial);
                asked.extend(matter);
                irrelevant.extend(idle);
            }
            irrelevant.retain(|fact| !asked.contains(fact));
            same("possible", &remedies, &decision.possible.into_iter().collect())?;
            same("asked", &asked, &questions.ask.into_iter().collect())?;
            same("irrelevant", &irrelevant, &questions.irrelevant.into_iter().collect())?;
        }
        Ok(())
    });
}

/// The facts that are not stated: those that alone change something for people in some completion,
/// the assumed ones as they may turn out, and those that never do.
fn sorted(table: &Table, partial: &Partial) -> (BTreeSet<FactId>, BTreeSet<FactId>) {
    let (mut asked, mut irrelevant) = (BTreeSet::new(), BTreeSet::from_iter(table.untested()));
    for (at, axis) in table.axes.iter().enumerate().filter(|(at, _)| partial[*at].is_none()) {
        let matters = table.matters(partial, at);
        if matters {
            asked.insert(axis.fact)
        } else {
            irrelevant.insert(axis.fact)
        };
    }
    (asked, irrelevant)
}

type Part = fn(&Outcome) -> BTreeSet<usize>;

/// The parts of an outcome, and whether what any completion has stands in the answer: the rules that
/// decide do, since one of them will have decided.
fn parts() -> [(&'static str, Part, bool); 8] {
    fn acts(list: &[(u16, Vec<RuleId>)]) -> BTreeSet<usize> {
        list.iter().map(|(act, _)| usize::from(*act)).collect()
    }
    [
        ("alternatives", |outcome| acts(&outcome.alternatives), false),
        ("steps", |outcome| acts(&outcome.steps), false),
        ("goodwill", |outcome| acts(&outcome.goodwill), false),
        ("duties", |outcome| outcome.duties.iter().copied().collect(), false),
        ("rights", |outcome| outcome.rights.iter().copied().collect(), false),
        ("supporting", |outcome| outcome.supporting.iter().copied().collect(), false),
        ("overruled", |outcome| outcome.overruled.iter().map(|(rule, _)| *rule).collect(), false),
        ("deciding", |outcome| outcome.deciding.iter().copied().collect(), true),
    ]
}

/// Checks every case that states some of the tested facts, at every order state of the complaints
/// that the rules name.
fn every_case(
    name: &str,
    packs: u32,
    check: impl Fn(&Blocks, &Table, &Partial) -> Result<(), String>,
) {
    every_pack(name, packs, CASES, |pack| {
        let policy = pack.policy();
        let blocks = Blocks::new(&policy, None);
        for pair in pairs_of(&policy) {
            let table = Table::new(&policy, pair, None);
            for partial in table.partials() {
                check(&blocks, &table, &partial).map_err(|wrong| {
                    format!("{}\n{wrong}", described(&policy, &table.case(&partial).stated))
                })?;
            }
        }
        Ok(())
    });
}

fn same<T: PartialEq + Debug>(what: &str, expected: &T, got: &T) -> Result<(), String> {
    let wrong = || format!("{what}: expected {expected:?}\ngot {got:?}");
    if expected == got { Ok(()) } else { Err(wrong()) }
}

fn codes(facts: &BTreeSet<FactId>) -> Vec<&'static str> {
    facts.iter().map(|fact| vocabulary().facts[*fact].code).collect()
}
