//! Sets of situations: for each fact the values that are still open.

use crate::plain::set::Set;
use crate::plain::sort;
use crate::vocabulary::facts::{FactId, Values};

/// The values still open for each fact. Facts that do not apply in a block are not read.
///
/// Parts of a space are made by the hundred for one answer: the first 64 values of every fact lie side by side, so that a
/// copy is one piece of memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Space {
    first: Vec<u64>,
    /// Of facts with more values: the rest of them, in words of 64.
    more: Vec<(FactId, Vec<u64>)>,
}

impl Space {
    /// The space of these values, by fact.
    pub fn new(values: impl Iterator<Item = Values>) -> Space {
        let mut space = Space { first: Vec::new(), more: Vec::new() };
        for (fact, values) in values.enumerate() {
            space.first.push(0);
            space.put(fact, &values);
        }
        space
    }

    /// The number of facts.
    pub fn facts(&self) -> usize {
        self.first.len()
    }

    /// The open values of a fact.
    #[inline]
    pub fn get(&self, fact: FactId) -> Values {
        let first = self.first[fact];
        if self.more.is_empty() { Set::of_word(first) } else { self.get_more(fact, first) }
    }

    #[cold]
    #[inline(never)]
    fn get_more(&self, fact: FactId, first: u64) -> Values {
        let more = self.more.iter().find(|(other, _)| *other == fact);
        let more = more.map_or(&[][..], |(_, more)| more);
        Set::of_words(&[&[first], more].concat())
    }

    /// Sets the open values of a fact.
    #[inline]
    pub fn put(&mut self, fact: FactId, values: &Values) {
        self.first[fact] = values.first_word();
        if !self.more.is_empty() || values.has_more() {
            self.put_more(fact, values);
        }
    }

    #[cold]
    #[inline(never)]
    fn put_more(&mut self, fact: FactId, values: &Values) {
        self.more.retain(|(other, _)| *other != fact);
        let more: Vec<u64> = values.words().skip(1).collect();
        if more.iter().any(|word| *word != 0) {
            self.more.push((fact, more));
            sort::by_key(&mut self.more, |(fact, _)| *fact);
        }
    }

    /// Keeps of the values of a fact those that are among others, too.
    pub fn keep(&mut self, fact: FactId, values: &Values) {
        let mut open = self.get(fact);
        open.keep(values);
        self.put(fact, &open);
    }

    /// Whether a value of a fact is open.
    pub fn has(&self, fact: FactId, value: usize) -> bool {
        self.get(fact).contains(value)
    }

    /// The same with one fact set to some of its values.
    pub fn with(&self, fact: FactId, values: &Values) -> Space {
        let mut part = self.clone();
        part.put(fact, values);
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_with_many_values_do_what_facts_do() {
        let many: Values = [3, 64, 200].into_iter().collect();
        let few: Values = [0, 5].into_iter().collect();
        let mut space = Space::new([few.clone(), many.clone(), many.clone()].into_iter());
        assert_eq!((space.get(0), space.get(1), space.facts()), (few, many.clone(), 3));
        space.keep(1, &[64, 3, 7].into_iter().collect());
        assert_eq!(space.get(1), [3, 64].into_iter().collect());
        let part = space.with(2, &Set::of(3));
        assert_eq!((part.get(2), space.get(2)), (Set::of(3), many.clone()));
        assert!(space.has(2, 200) && !part.has(2, 200));
        // The order of changes makes no difference.
        let back = part.with(2, &many);
        assert_eq!(back, space);
        space.put(1, &Set::of(1));
        space.put(2, &Set::of(2));
        assert_eq!(
            space,
            Space::new([Set::of(0).or(&Set::of(5)), Set::of(1), Set::of(2)].into_iter())
        );
    }
}
