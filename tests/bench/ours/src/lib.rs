//! Our compiled rules as the bench calls them: numbers in, the position of the winning rule out.

/// The product's own file: it needs nothing else of the product, whose policies and words take minutes to prove.
#[path = "../../../../src/core/engine/table.rs"]
pub mod table;

use table::{Allowed, Conditions, Domain, Table};
use wasm_bindgen::prelude::*;

/// Most facts that a case has here.
const FACTS: usize = 16;

/// A compiled policy and room for a case.
#[wasm_bindgen]
pub struct Decider {
    table: Table,
    facts: usize,
    case: [u32; FACTS],
}

#[wasm_bindgen]
impl Decider {
    /// Compiles a policy in the form of `numbers` in formats.mjs.
    #[wasm_bindgen(constructor)]
    pub fn new(domains: &[u32], rules: &[u32]) -> Decider {
        let rules = conditions(domains, rules);
        let table =
            Table::new(&self::domains(domains), &rules).expect("the bench's policies are small");
        Decider { table, facts: domains.len(), case: [0; FACTS] }
    }

    /// Where in memory the caller may put a case before `decide`.
    pub fn place(&self) -> *const u32 {
        self.case.as_ptr()
    }

    /// The winning rule for the case that was put in place.
    pub fn decide(&self) -> u32 {
        self.first(&self.case[..self.facts])
    }

    /// The winning rule for a case.
    pub fn first(&self, case: &[u32]) -> u32 {
        let mut values = [0; FACTS];
        for (fact, (value, number)) in values.iter_mut().zip(case).enumerate() {
            *value = self.table.range_of(fact, *number);
        }
        self.table.first(&values[..case.len()]).map_or(u32::MAX, |rule| rule as u32)
    }

    /// The winning rule for each of many cases.
    pub fn many(&self, cases: &[u32]) -> Vec<u32> {
        cases.chunks(self.facts).map(|case| self.first(case)).collect()
    }
}

/// What the facts can be: so many values, or 0 for a number.
pub fn domains(domains: &[u32]) -> Vec<Domain> {
    let domain = |count: &u32| match count {
        0 => Domain::Number,
        count => Domain::Choice(*count as usize),
    };
    domains.iter().map(domain).collect()
}

/// The rules: for each how many tests; for each test its fact, how many numbers, the numbers.
pub fn conditions(domains: &[u32], rules: &[u32]) -> Vec<Conditions> {
    let mut numbers = rules.iter().map(|number| *number as usize);
    let mut next = || numbers.next();
    let mut rules = Vec::new();
    while let Some(count) = next() {
        let mut tests = Vec::new();
        for _ in 0..count {
            let fact = next().expect("a fact");
            let length = next().expect("a length");
            let allowed: Vec<usize> = (0..length).map(|_| next().expect("a number")).collect();
            tests.push((
                fact,
                match domains[fact] {
                    0 => Allowed::Numbers(allowed[0] as u32, allowed[1] as u32),
                    _ => Allowed::Positions(allowed),
                },
            ));
        }
        rules.push(Conditions { tests });
    }
    rules
}
