//! Whether a fact can change anything at all.

use std::ops::ControlFlow;

use crate::engine::block::Block;
use crate::engine::effects::OutcomeKey;
use crate::engine::space::Space;
use crate::plain::set::Set;
use crate::vocabulary::facts::FactId;

/// Whether some situation of the space gives people something else when only this fact changes.
///
/// `likely` is where to look first: a part of the space, or anything else.
pub fn is_relevant(block: &Block, space: &Space, likely: &Space, fact: FactId) -> bool {
    let (sure, maybe) = block.sort(space, &block.all);
    let testing = block.distinguishing(fact, &space.get(fact), &maybe);
    if testing.is_empty() {
        return false;
    }
    // A duty that nothing displaces comes and goes with its own conditions.
    if testing.meets(&block.effects.firm_duties) {
        return true;
    }
    // Otherwise look for a pair of situations, first among those where a rule that tests it holds.
    let among = sure.or(&maybe);
    let where_it_holds = |at: usize| {
        let tests = block.rules[at].tests.iter().filter(|(tested, _)| *tested != fact);
        tests.fold(space.clone(), |mut part, (tested, values)| {
            part.keep(*tested, values);
            part
        })
    };
    let at_point = |point: Space| {
        let (sure, maybe) = block.sort(&point, &among);
        compare(block, &point, &sure, &maybe, fact)
    };
    let at_points = |at: usize| {
        let part = where_it_holds(at);
        at_point(likeliest(block, part.clone(), likely, fact)).is_break()
            || at_point(quietest(block, part, &among, fact)).is_break()
    };
    testing.iter().any(at_points)
        || testing.iter().any(|at| differs(block, &where_it_holds(at), &among, fact).is_break())
}

/// One situation of a space, the likely values first, with only one fact left open.
fn likeliest(block: &Block, mut space: Space, likely: &Space, open: FactId) -> Space {
    for fact in block.open_facts().filter(|fact| *fact != open) {
        let open = space.get(fact);
        let first = open.and(&likely.get(fact)).first().or(open.first());
        space.put(fact, &first.map(Set::of).unwrap_or_default());
    }
    space
}

/// One situation of a space in which few of some rules hold that could hide what the open fact changes.
fn quietest(block: &Block, mut space: Space, among: &Set, open: FactId) -> Space {
    let mut left = among.clone();
    for fact in block.open_facts().filter(|fact| *fact != open) {
        if let Some(value) = block.least_allowing(fact, &space.get(fact), &mut left) {
            space.put(fact, &Set::of(value));
        }
    }
    space
}

/// Breaks off at the first place in a space where outcomes differ by this fact alone.
fn differs(block: &Block, space: &Space, among: &Set, fact: FactId) -> ControlFlow<()> {
    let (sure, maybe) = block.sort(space, among);
    if block.distinguishing(fact, &space.get(fact), &maybe).is_empty() {
        return ControlFlow::Continue(());
    }
    let Some(split) = block.most_tested(&maybe, space, Some(fact)) else {
        return compare(block, space, &sure, &maybe, fact);
    };
    let among = sure.or(&maybe);
    let mut part = space.clone();
    for class in block.classes(split, &space.get(split), &maybe) {
        part.put(split, &class);
        differs(block, &part, &among, fact)?;
    }
    ControlFlow::Continue(())
}

/// Compares what people get for all values of the only fact that is still open.
fn compare(block: &Block, space: &Space, sure: &Set, maybe: &Set, fact: FactId) -> ControlFlow<()> {
    let mut first: Option<OutcomeKey> = None;
    let mut part = space.clone();
    for class in block.classes(fact, &space.get(fact), maybe) {
        part.put(fact, &class);
        let (holding, _) = block.sort(&part, maybe);
        let next = block.effects.outcome_key(&sure.or(&holding));
        match &first {
            None => first = Some(next),
            Some(first) if *first != next => return ControlFlow::Break(()),
            Some(_) => {}
        }
    }
    ControlFlow::Continue(())
}
