//! How many questions a case takes, by going through every answer to every question in every order.
//!
//! A question costs one. A case is settled where one remedy is possible at most. The values of an
//! unknown fact are equally likely, and no fact depends on another; so each way in which the open
//! facts can turn out is as likely as any other, and sums over all of them stand for expectations:
//! whole numbers, no rounding.

use aftersales::shipped::vocabulary;
use aftersales_core::vocabulary::facts::FactId;

use super::table::{Partial, Table};

/// A case with the unknown facts that matter to it: not stated, not assumed, and able to change
/// something for people.
pub struct Asking<'a> {
    table: &'a Table,
    partial: Partial,
    /// Those facts, as positions of axes.
    pub open: Vec<usize>,
}

/// What a first question costs; the smaller, the earlier it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cost {
    /// Questions until the case is settled, summed over every way in which the open facts can turn out.
    pub questions: usize,
    /// Remedies that are left after this one answer, summed the same way.
    pub remedies: usize,
    /// The order of the vocabulary.
    pub fact: FactId,
}

impl Asking<'_> {
    pub fn new<'a>(table: &'a Table, partial: &Partial) -> Asking<'a> {
        let unknown = |axis: &usize| partial[*axis].is_none() && table.axes[*axis].start.is_none();
        let open =
            (0..table.axes.len()).filter(unknown).filter(|axis| table.matters(partial, *axis));
        Asking { table, partial: partial.clone(), open: open.collect() }
    }

    /// What each open fact costs as the first question, cheapest first.
    pub fn costs(&self) -> Vec<Cost> {
        let cost = |axis: &usize| Cost {
            questions: self.asking(&self.partial, &self.open, *axis),
            remedies: self.remedies_after(*axis),
            fact: self.table.axes[*axis].fact,
        };
        let mut costs: Vec<Cost> = self.open.iter().map(cost).collect();
        costs.sort();
        costs
    }

    /// Whether one remedy is possible at most.
    pub fn is_settled(&self) -> bool {
        self.remedies(&self.partial) <= 1
    }

    /// In how many ways these facts can turn out.
    pub fn ways(&self, open: &[usize]) -> usize {
        open.iter().map(|axis| self.table.axes[*axis].values.len()).product()
    }

    /// Questions in all, the next one chosen best.
    fn best(&self, partial: &Partial, open: &[usize]) -> usize {
        if self.remedies(partial) <= 1 {
            return 0;
        }
        let first = open.iter().map(|axis| self.asking(partial, open, *axis)).min();
        first.expect("a case of which everything is known is settled")
    }

    /// Questions in all where this is the next one.
    fn asking(&self, partial: &Partial, open: &[usize], axis: usize) -> usize {
        let left: Vec<usize> = open.iter().copied().filter(|other| *other != axis).collect();
        let after: usize = self.answers(partial, axis).map(|next| self.best(&next, &left)).sum();
        self.ways(open) + after
    }

    fn remedies_after(&self, axis: usize) -> usize {
        let left: Vec<usize> = self.open.iter().copied().filter(|other| *other != axis).collect();
        let after: usize = self.answers(&self.partial, axis).map(|next| self.remedies(&next)).sum();
        after * self.ways(&left)
    }

    /// The case with each value of a fact.
    fn answers<'b>(
        &'b self,
        partial: &'b Partial,
        axis: usize,
    ) -> impl Iterator<Item = Partial> + 'b {
        (0..self.table.axes[axis].values.len()).map(move |value| {
            let mut next = partial.clone();
            next[axis] = Some(value);
            next
        })
    }

    fn remedies(&self, partial: &Partial) -> usize {
        self.table.reached(partial).len()
    }
}

#[cfg(test)]
mod tests {
    use aftersales_core::vocabulary::facts::COMPLAINT;

    use super::*;
    use crate::small::pack::Pack;

    #[test]
    fn of_two_facts_that_must_both_be_so_either_comes_first_and_takes_a_question_and_a_half() {
        // Four ways to turn out. The second question is asked in two of them, and two remedies are
        // left there.
        let both = ["violations = \"none\", term_ended = \"yes\""];
        check(&both, &[("violations", 6, 6), ("term_ended", 6, 6)]);
    }

    #[test]
    fn a_fact_that_says_which_other_counts_comes_first() {
        // Of eight ways each takes two questions where it is asked first; where it is not, a third
        // question is needed unless the first two facts happen to be those that count.
        let either = [
            "deposit_kind = \"limited_term\", violations = \"none\"",
            "deposit_kind = \"unlimited_term\", term_ended = \"yes\"",
        ];
        let costs = [("deposit_kind", 16, 16), ("violations", 20, 16), ("term_ended", 20, 16)];
        check(&either, &costs);
    }

    /// The costs where the deposit is due under each of these conditions and not otherwise.
    #[track_caller]
    fn check(conditions: &[&str], expected: &[(&str, usize, usize)]) {
        let rule = |(at, when): (usize, &&str)| {
            format!(
                "[[rule]]\nid = \"due-{at}\"\nlayer = \"shop\"\nremedy = \"return_and_refund\"\n\
                 when = {{ {when} }}\n"
            )
        };
        let otherwise = "[[rule]]\nid = \"else\"\nlayer = \"practice\"\nremedy = \"ask_reason\"\n";
        let rules: String = conditions.iter().enumerate().map(rule).collect();
        let pack: Pack = toml::from_str(&(rules + otherwise)).expect("a pack");
        let complaint = vocabulary().value(COMPLAINT, "deposit_refund").expect("a complaint");
        let table = Table::new(&pack.policy(), (complaint, None), None);
        let asking = Asking::new(&table, &vec![None; table.axes.len()]);
        let costs = asking.costs();
        let got: Vec<(&str, usize, usize)> = costs
            .iter()
            .map(|cost| (vocabulary().facts[cost.fact].code, cost.questions, cost.remedies))
            .collect();
        assert_eq!(got, expected);
    }
}
