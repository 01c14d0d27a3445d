//! Rules compiled for speed: for every value of every fact, the rules that it leaves possible, as bits.
//!
//! A decision is the AND of one row per fact, word by word, and the first bit that is left: packet
//! classifiers work this way. Rules are put in the order in which they win, so that the first bit is
//! the winner. A table knows numbers only: facts by position, values by position, numbers by range.

/// A rule as a table takes it: the facts it tests, each with the values it allows.
#[derive(Clone, Debug, Default)]
pub struct Conditions {
    pub tests: Vec<(usize, Allowed)>,
}

/// The values of a fact that a condition allows.
#[derive(Clone, Debug)]
pub enum Allowed {
    /// These positions of a choice.
    Positions(Vec<usize>),
    /// These positions of a choice, or that the fact does not apply.
    PositionsOrNone(Vec<usize>),
    /// Numbers from the first up to, not including, the second.
    Numbers(u32, u32),
}

/// What a fact can be.
#[derive(Clone, Debug)]
pub enum Domain {
    /// So many values; the one after the last stands for "does not apply".
    Choice(usize),
    Number,
}

/// A table would take more room than is sensible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// Bytes that it would take.
    pub bytes: usize,
}

/// Most bytes that a table may take.
pub const LIMIT: usize = 64 << 20;

/// Most facts that rules can be about.
pub const MOST_FACTS: usize = 64;

/// Compiled rules.
#[derive(Clone, Debug)]
pub struct Table {
    /// Words per row.
    words: usize,
    /// Rows of all facts, one after another.
    rows: Vec<u64>,
    /// For each fact: where its rows start, and for numbers the first number of each range.
    facts: Vec<Column>,
}

#[derive(Clone, Debug)]
struct Column {
    start: usize,
    count: usize,
    cuts: Option<Vec<u32>>,
}

impl Table {
    /// Compiles rules, given in the order in which they win.
    ///
    /// # Panics
    ///
    /// With more than [`MOST_FACTS`] facts: the vocabulary is a program's own, not its input.
    pub fn new(domains: &[Domain], rules: &[Conditions]) -> Result<Table, TooLarge> {
        assert!(domains.len() <= MOST_FACTS, "more than {MOST_FACTS} facts");
        let words = rules.len().div_ceil(64).max(1);
        let mut facts = Vec::with_capacity(domains.len());
        let mut start = 0;
        for (fact, domain) in domains.iter().enumerate() {
            let cuts = match domain {
                Domain::Choice(_) => None,
                Domain::Number => Some(cuts(rules, fact)),
            };
            let count = match (domain, &cuts) {
                (Domain::Choice(count), _) => count + 1,
                (_, Some(cuts)) => cuts.len() + 1,
                (Domain::Number, None) => 1,
            };
            facts.push(Column { start, count, cuts });
            start += count;
        }
        let bytes = start.saturating_mul(words).saturating_mul(8);
        if bytes > LIMIT {
            return Err(TooLarge { bytes });
        }
        let mut rows = vec![0; start * words];
        for (rule, conditions) in rules.iter().enumerate() {
            let (word, bit) = (rule / 64, 1 << (rule % 64));
            for (fact, column) in facts.iter().enumerate() {
                let test = conditions.tests.iter().find(|(tested, _)| *tested == fact);
                for value in 0..column.count {
                    if test.is_none_or(|(_, allowed)| column.allows(allowed, value)) {
                        rows[(column.start + value) * words + word] |= bit;
                    }
                }
            }
        }
        Ok(Table { words, rows, facts })
    }

    /// The position of a number among the ranges of a fact.
    pub fn range_of(&self, fact: usize, number: u32) -> usize {
        match self.facts.get(fact).and_then(|column| column.cuts.as_ref()) {
            Some(cuts) => cuts.partition_point(|cut| *cut <= number).saturating_sub(1),
            None => number as usize,
        }
    }

    /// The position that stands for "does not apply".
    pub fn none_of(&self, fact: usize) -> usize {
        self.facts.get(fact).map_or(0, |column| column.count - 1)
    }

    /// The first rule that holds where each fact has the value at that position.
    ///
    /// A position that the fact does not have is read as "does not apply".
    pub fn first(&self, values: &[usize]) -> Option<usize> {
        let rows = self.rows_of(values);
        for word in 0..self.words {
            let bits = rows.word(word);
            if bits != 0 {
                return Some(word * 64 + bits.trailing_zeros() as usize);
            }
        }
        None
    }

    /// Every rule that holds, in the order in which they win.
    pub fn all(&self, values: &[usize]) -> Vec<usize> {
        let rows = self.rows_of(values);
        let mut found = Vec::new();
        for word in 0..self.words {
            let mut bits = rows.word(word);
            while bits != 0 {
                found.push(word * 64 + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
        found
    }

    /// The rows of a situation, found once for all its words.
    fn rows_of(&self, values: &[usize]) -> Rows<'_> {
        debug_assert_eq!(values.len(), self.facts.len(), "a value for each fact");
        let mut starts = [0; MOST_FACTS];
        for ((start, column), value) in starts.iter_mut().zip(&self.facts).zip(values) {
            *start = (column.start + (*value).min(column.count - 1)) * self.words;
        }
        Rows { table: self, starts, count: self.facts.len().min(values.len()) }
    }
}

/// One row of each fact.
struct Rows<'a> {
    table: &'a Table,
    starts: [usize; MOST_FACTS],
    count: usize,
}

impl Rows<'_> {
    fn word(&self, word: usize) -> u64 {
        let mut bits = u64::MAX;
        for start in &self.starts[..self.count] {
            // Within the table by construction; a miss would only mean that no rule holds.
            bits &= self.table.rows.get(start + word).copied().unwrap_or(0);
        }
        bits
    }
}

impl Column {
    /// Whether a condition allows the value at a position; the last position is "does not apply".
    fn allows(&self, allowed: &Allowed, value: usize) -> bool {
        if value + 1 == self.count {
            return matches!(allowed, Allowed::PositionsOrNone(_));
        }
        match (allowed, &self.cuts) {
            (Allowed::Positions(positions) | Allowed::PositionsOrNone(positions), None) => {
                positions.contains(&value)
            }
            (Allowed::Numbers(from, until), Some(cuts)) => {
                cuts.get(value).is_some_and(|first| first >= from && first < until)
            }
            _ => false,
        }
    }
}

/// Where rules cut the numbers of a fact, ascending, starting with 0.
fn cuts(rules: &[Conditions], fact: usize) -> Vec<u32> {
    let mut cuts = vec![0];
    for (_, allowed) in
        rules.iter().flat_map(|rule| &rule.tests).filter(|(tested, _)| *tested == fact)
    {
        if let Allowed::Numbers(from, until) = allowed {
            cuts.extend([*from, *until]);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rule_that_holds_is_found_and_all_that_hold_are_listed() {
        let rule = |tests: Vec<(usize, Allowed)>| Conditions { tests };
        let rules = [
            rule(vec![(0, Allowed::Positions(vec![1])), (1, Allowed::Numbers(3, 8))]),
            rule(vec![(1, Allowed::Numbers(0, 5))]),
            rule(vec![]),
        ];
        let table = Table::new(&[Domain::Choice(2), Domain::Number], &rules).expect("small");
        let at = |choice: usize, number: u32| table.all(&[choice, table.range_of(1, number)]);
        assert_eq!(at(1, 3), [0, 1, 2]);
        assert_eq!(at(1, 2), [1, 2]);
        assert_eq!(at(0, 7), [2]);
        assert_eq!(at(1, 8), [2]);
        assert_eq!(table.first(&[1, table.range_of(1, 7)]), Some(0));
        // A condition on a fact that does not apply is false.
        assert_eq!(table.all(&[table.none_of(0), table.range_of(1, 3)]), [1, 2]);
    }

    #[test]
    fn a_table_that_would_take_too_much_room_is_refused() {
        let rules: Vec<Conditions> = (0..60_000)
            .map(|at| Conditions { tests: vec![(0, Allowed::Numbers(at, at + 1))] })
            .collect();
        assert!(Table::new(&[Domain::Number], &rules).is_err());
    }
}
