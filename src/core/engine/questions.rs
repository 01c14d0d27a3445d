//! What to ask next, and what cannot matter.
//!
//! A fact is irrelevant where no completion of the case, however the other facts that are not stated
//! turn out (the assumed ones included), gives another remedy, fall-back, step, duty or goodwill when
//! that fact alone changes. Everything else is asked: first what settles an open case, then what the buyer is entitled to
//! and asks for, then how the case is going, and last what may only happen next.

use crate::case::Case;
use crate::engine::block::Block;
use crate::engine::decide::{open_space, reached};
use crate::engine::next::moving;
use crate::engine::question_order::{Open, QuestionOrder};
use crate::engine::relevance::is_relevant;
use crate::engine::space::Space;
use crate::plain::set::Set;
use crate::plain::sort;
use crate::vocabulary::facts::{Aspect, COMPLAINT, Derivation, FactId, ORDER_STATE};
use crate::vocabulary::remedies::Remedies;

/// The facts that apply and are not stated: those to ask, soonest-settling first, and those that
/// cannot change anything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Questions {
    pub ask: Vec<FactId>,
    pub irrelevant: Vec<FactId>,
}

/// Sorts the facts that are not stated into questions and irrelevant ones.
pub fn questions(blocks: &[&Block], case: &Case) -> Questions {
    let mut questions = Questions::default();
    // Each block with all that may still turn out, and with what is assumed as it is assumed.
    let spaces =
        |vary_assumed| blocks.iter().map(move |block| open_space(block, case, vary_assumed));
    let spaces: Vec<(&Block, Space, Space)> = blocks
        .iter()
        .zip(spaces(true).zip(spaces(false)))
        .map(|(block, (widest, assumed))| (*block, widest, assumed))
        .collect();
    let open = |fact: &FactId| {
        case.stated[*fact].is_none() && blocks.iter().any(|block| block.applies[*fact])
    };
    for fact in (0..case.stated.len()).filter(open) {
        let asked = match fact {
            COMPLAINT | ORDER_STATE => blocks.len() > 1,
            _ => spaces.iter().any(|(block, widest, assumed)| {
                block.applies[fact] && is_relevant(block, widest, assumed, fact)
            }),
        };
        if asked {
            questions.ask.push(fact);
        } else {
            questions.irrelevant.push(fact);
        }
    }
    let is_assumed = |fact: FactId| case.known(fact).is_some();
    let unknown: Vec<FactId> =
        questions.ask.iter().copied().filter(|fact| !is_assumed(*fact)).collect();
    let open = spaces.iter().map(|(block, _, assumed)| (*block, assumed.clone())).collect();
    let settling = QuestionOrder::of(Open::new(open), unknown);
    let moving: Vec<FactId> = moving(case.vocabulary).collect();
    let mut ranked: Vec<(usize, [bool; 3], u32, FactId)> = match spaces.as_slice() {
        [(block, widest, assumed)] => {
            // Where assumed facts may vary, too, fewer rules than the block's can hold.
            let (sure, maybe) = block.sort(widest, &block.effects.naming);
            let naming = sure.or(&maybe);
            let rank = |fact: FactId| {
                let reached = remedies_led_to(block, assumed, &naming, fact).count();
                let is_of_course = case.vocabulary.aspect(fact, block.complaint) == Aspect::Course;
                let last = [moving.contains(&fact), reached < 2, is_of_course];
                (settling.rank(fact), last, u32::MAX - reached, fact)
            };
            questions.ask.iter().map(|fact| rank(*fact)).collect()
        }
        // Complaint and order state split the case into blocks, which settles more than any other
        // fact; where few facts are open, the exact order knows better. The others follow by the number of blocks in
        // which they apply.
        _ => {
            let rank = |fact: FactId| {
                let applies = blocks.iter().filter(|block| block.applies[fact]).count() as u32;
                let splits = fact == COMPLAINT || fact == ORDER_STATE;
                let last = [!splits, moving.contains(&fact), is_assumed(fact)];
                let among =
                    if splits { u32::from(fact == ORDER_STATE) } else { u32::MAX - applies };
                (settling.rank(fact), last, among, fact)
            };
            questions.ask.iter().map(|fact| rank(*fact)).collect()
        }
    };
    sort::by_key(&mut ranked, |ranked| *ranked);
    questions.ask = ranked.into_iter().map(|(_, _, _, fact)| fact).collect();
    // What counts from another fact is asked after it.
    for fact in 0..case.stated.len() {
        let Some(Derivation::Extended(counting)) = case.vocabulary.facts[fact].derivation else {
            continue;
        };
        let place = |wanted: FactId| questions.ask.iter().position(|asked| *asked == wanted);
        if let (Some(at), Some(behind)) = (place(fact), place(counting))
            && at < behind
        {
            questions.ask[at..=behind].rotate_left(1);
        }
    }
    // What is known in part comes first: when the buyer asked decides whether a right was claimed in time, and for whom
    // the platform decided was stated to be known.
    let bound: Vec<FactId> =
        questions.ask.iter().copied().filter(|fact| case.bounds[*fact].is_some()).collect();
    questions.ask.retain(|fact| !bound.contains(fact));
    questions.ask.splice(0..0, bound);
    questions
}

/// The remedies that the answers to a question lead to, all else as it is.
fn remedies_led_to(block: &Block, space: &Space, naming: &Set, fact: FactId) -> Remedies {
    let mut found = Remedies::default();
    let mut part = space.clone();
    for class in block.classes(fact, &block.whole().get(fact), naming) {
        part.put(fact, &class);
        found.add(&reached(block, &part, naming));
    }
    found
}
