//! How soon questions settle a case: the number of answers it takes, on average, until one remedy is
//! left. Values that can occur are taken as equally likely.

use crate::engine::block::Block;
use crate::engine::decide::reached;
use crate::engine::space::Space;
use crate::plain::set::Set;
use crate::plain::sort;
use crate::vocabulary::facts::{COMPLAINT, FactId, ORDER_STATE, Values};
use crate::vocabulary::remedies::Remedies;

/// The exact order follows every order of asking: for so many open facts, and so many combinations of what may be
/// known of them, that this is quick.
const MOST_FACTS: usize = 6;
const MOST_COMBINATIONS: usize = 4_000;

/// The situations that a case leaves open, block by block.
#[derive(Clone)]
pub struct Open<'a> {
    parts: Vec<(&'a Block<'a>, Space)>,
}

impl<'a> Open<'a> {
    pub fn new(parts: Vec<(&'a Block<'a>, Space)>) -> Open<'a> {
        Open { parts }
    }

    /// The remedies that some situation reaches.
    fn remedies(&self) -> Remedies {
        let mut found = Remedies::default();
        for (block, space) in &self.parts {
            found.add(&reached(block, space, &block.effects.naming));
        }
        found
    }

    /// The values that a fact can still have.
    fn values(&self, fact: FactId) -> Values {
        let mut values = Values::default();
        for (block, space) in &self.parts {
            match fact {
                COMPLAINT => values.insert(block.complaint),
                ORDER_STATE => block.order_state.into_iter().for_each(|at| values.insert(at)),
                _ => values.add(&space.get(fact)),
            }
        }
        values
    }

    /// What is left when a fact turns out to have one of these values.
    fn with(&self, fact: FactId, values: &Values) -> Open<'a> {
        let left = self.parts.iter().filter_map(|(block, space)| match fact {
            COMPLAINT => values.contains(block.complaint).then(|| (*block, space.clone())),
            ORDER_STATE => block
                .order_state
                .is_none_or(|state| values.contains(state))
                .then(|| (*block, space.clone())),
            // Where it does not apply it has no value to turn out.
            _ if !block.applies[fact] => Some((*block, space.clone())),
            _ => {
                let open = space.get(fact).and(values);
                (!open.is_empty()).then(|| (*block, space.with(fact, &open)))
            }
        });
        Open { parts: left.collect() }
    }

    /// The values of a fact in classes that lead to the same remedies.
    fn classes(&self, fact: FactId) -> Vec<Values> {
        let mut classes = vec![self.values(fact)];
        for (block, space) in &self.parts {
            let apart = match fact {
                COMPLAINT => vec![Set::of(block.complaint)],
                ORDER_STATE => block.order_state.map(Set::of).into_iter().collect(),
                _ => {
                    // A rule that cannot hold here, such as one of another place, tells no values apart.
                    let (_, maybe) = block.sort(space, &block.effects.naming);
                    block.classes(fact, &space.get(fact), &maybe)
                }
            };
            for values in apart {
                let split = |class: &Values| [class.and(&values), class.without(&values)];
                classes =
                    classes.iter().flat_map(split).filter(|class| !class.is_empty()).collect();
            }
        }
        classes
    }
}

/// Which questions settle a case, and how soon.
pub struct QuestionOrder {
    /// Each unknown fact that brings the case nearer to a remedy, with its place in the order.
    ranks: Vec<(FactId, usize)>,
}

impl QuestionOrder {
    /// Thinks through what the answers to questions about these unknown facts would leave open.
    pub fn of(open: Open, unknown: Vec<FactId>) -> QuestionOrder {
        let several_blocks = open.parts.len() > 1;
        let tree = (unknown.len() <= MOST_FACTS).then(|| Tree::new(&open, &unknown)).flatten();
        if let Some(tree) = tree {
            return QuestionOrder { ranks: exact(&open, unknown, tree) };
        }
        // With several blocks open, complaint and order state come first anyway.
        QuestionOrder { ranks: if several_blocks { Vec::new() } else { best_step(&open, unknown) } }
    }

    /// The place of a question in the order; the last for facts that settle nothing.
    pub fn rank(&self, fact: FactId) -> usize {
        let found = self.ranks.iter().find(|(ranked, _)| *ranked == fact);
        found.map_or(usize::MAX, |(_, rank)| *rank)
    }
}

/// A number of questions, in millionths: equal numbers stay equal however they were added up.
type Cost = u64;

fn cost(questions: f64) -> Cost {
    (questions * 1e6).round() as Cost
}

/// The order by the number of questions it takes when this one comes first.
fn exact(open: &Open, unknown: Vec<FactId>, mut tree: Tree) -> Vec<(FactId, usize)> {
    if open.remedies().count() < 2 {
        return Vec::new();
    }
    let from_here = cost(tree.questions(open, 0));
    let mut ranked: Vec<(Cost, Cost, FactId)> = Vec::new();
    for (at, fact) in unknown.iter().enumerate() {
        let first = cost(tree.after_asking(open, 0, at));
        // A question that does not bring the end nearer settles nothing.
        if first < from_here + cost(1.0) {
            ranked.push((first, cost(left_on_average(open, *fact)), *fact));
        }
    }
    sort::by_key(&mut ranked, |ranked| *ranked);
    ranked.into_iter().enumerate().map(|(rank, (_, _, fact))| (fact, rank)).collect()
}

/// The order by how many remedies are left on average after one answer.
fn best_step(open: &Open, unknown: Vec<FactId>) -> Vec<(FactId, usize)> {
    let now = cost(f64::from(open.remedies().count()));
    let mut ranked: Vec<(Cost, FactId)> =
        unknown.into_iter().map(|fact| (cost(left_on_average(open, fact)), fact)).collect();
    ranked.retain(|(left, _)| *left < now);
    sort::by_key(&mut ranked, |ranked| *ranked);
    ranked.into_iter().enumerate().map(|(rank, (_, fact))| (fact, rank)).collect()
}

/// How many remedies are left on average when a fact is known.
fn left_on_average(open: &Open, fact: FactId) -> f64 {
    let all = f64::from(open.values(fact).count());
    let classes = open.classes(fact).into_iter().map(|class| {
        f64::from(class.count()) / all * f64::from(open.with(fact, &class).remedies().count())
    });
    classes.sum()
}

/// Every order of asking at once: what is known of each fact is one digit of a number, 0 for
/// nothing, and what is found out for a number is kept.
struct Tree {
    facts: Vec<FactId>,
    /// For each fact: its classes of values, and how much one step of its digit counts.
    classes: Vec<Vec<Values>>,
    steps: Vec<usize>,
    known: Vec<Option<f64>>,
}

impl Tree {
    /// `None` where there are too many combinations.
    fn new(open: &Open, facts: &[FactId]) -> Option<Tree> {
        let classes: Vec<Vec<Values>> = facts.iter().map(|fact| open.classes(*fact)).collect();
        let mut steps = Vec::new();
        let mut size = 1;
        for classes in &classes {
            steps.push(size);
            size *= classes.len() + 1;
        }
        let known = (size <= MOST_COMBINATIONS).then(|| vec![None; size])?;
        Some(Tree { facts: facts.to_vec(), classes, steps, known })
    }

    /// How many questions it takes, on average, when the best is asked each time.
    fn questions(&mut self, open: &Open, at: usize) -> f64 {
        if let Some(known) = self.known[at] {
            return known;
        }
        let mut fewest = 0.0;
        if open.remedies().count() > 1 {
            let costs = (0..self.facts.len()).map(|fact| self.after_asking(open, at, fact));
            fewest = costs.fold(f64::INFINITY, f64::min);
            if fewest.is_infinite() {
                // No question is left that could settle it.
                fewest = 0.0;
            }
        }
        self.known[at] = Some(fewest);
        fewest
    }

    /// The same when this fact is asked first; infinite where there is nothing to ask about it.
    fn after_asking(&mut self, open: &Open, at: usize, fact: usize) -> f64 {
        let (step, count) = (self.steps[fact], self.classes[fact].len());
        let values = open.values(self.facts[fact]);
        let known = at / step % (count + 1);
        if known > 0 || values.count() < 2 {
            return f64::INFINITY;
        }
        let mut questions = 1.0;
        for class in 0..count {
            let open_values = self.classes[fact][class].and(&values);
            if !open_values.is_empty() {
                let share = f64::from(open_values.count()) / f64::from(values.count());
                let left = open.with(self.facts[fact], &open_values);
                questions += share * self.questions(&left, at + step * (class + 1));
            }
        }
        questions
    }
}
