//! `bench-native DATA WHICH SIZE MILLISECONDS`: our compiled rules, or a chain of `if`, on this computer.

use bench_ours::table::Table;
use bench_ours::{Decider, conditions, domains};
use cpu_time::ProcessTime;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

/// A case as a program would hold it that was written for these facts.
pub struct Case {
    platform: u8,
    order_state: u8,
    complaint: u8,
    fault: u8,
    evidence: bool,
    item_condition: u8,
    days_since_delivery: u32,
    order_value: u32,
    fulfilment: u8,
    buyer_wants: u8,
}

#[allow(warnings)]
mod rules_60 {
    include!(concat!(env!("BENCH_DATA"), "/chain-60.rs"));
}
#[allow(warnings)]
mod rules_600 {
    include!(concat!(env!("BENCH_DATA"), "/chain-600.rs"));
}
#[allow(warnings)]
mod rules_6000 {
    include!(concat!(env!("BENCH_DATA"), "/chain-6000.rs"));
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, which, size, limit] = &arguments[..] else {
        panic!("expected DATA WHICH SIZE MILLISECONDS");
    };
    let read = |name: &str| numbers(&Path::new(data).join(name));
    let limit = Duration::from_millis(limit.parse().expect("milliseconds"));
    let facts = read("domains.bin");
    let cases = read("cases.bin");
    let cases: Vec<&[u32]> = cases.chunks(facts.len()).collect();
    let expected = read(&format!("expected-{size}.bin"));
    let rules = read(&format!("rules-{size}.bin"));
    let (build, wrong, decision) = match which.as_str() {
        "table" => {
            let policy = conditions(&facts, &rules);
            let domains = domains(&facts);
            let build = mean(1, limit, |_| {
                black_box(Table::new(&domains, &policy).is_ok());
            });
            let table = Decider::new(&facts, &rules);
            let (wrong, decision) = measure(&cases, &expected, limit, |case| table.first(case));
            (build, wrong, decision)
        }
        _ => {
            let decide = match size.as_str() {
                "60" => rules_60::decide,
                "600" => rules_600::decide,
                _ => rules_6000::decide,
            };
            let cases: Vec<Case> = cases.iter().map(|case| Case::from(*case)).collect();
            let (wrong, decision) = measure(&cases, &expected, limit, decide);
            (0.0, wrong, decision)
        }
    };
    println!(
        r#"{{"checked": {}, "wrong": {wrong}, "decision": {decision}, "load": {}}}"#,
        expected.len(),
        build / 1e3
    );
}

/// How many answers are wrong, and microseconds for a decision.
fn measure<T>(
    cases: &[T],
    expected: &[u32],
    limit: Duration,
    decide: impl Fn(&T) -> u32,
) -> (usize, f64) {
    let wrong = cases.iter().zip(expected).filter(|(case, rule)| decide(case) != **rule).count();
    let time = mean(cases.len(), limit, |at| {
        black_box(decide(black_box(&cases[at])));
    });
    (wrong, time)
}

/// Microseconds for one of `count` different calls, on average.
fn mean(count: usize, limit: Duration, mut call: impl FnMut(usize)) -> f64 {
    let mut done = 0;
    let start = ProcessTime::now();
    while start.elapsed() < limit {
        (0..count).for_each(&mut call);
        done += count;
    }
    start.elapsed().as_secs_f64() * 1e6 / done as f64
}

fn numbers(file: &Path) -> Vec<u32> {
    let bytes = std::fs::read(file).expect("the bench's data");
    bytes
        .chunks_exact(4)
        .map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
        .collect()
}

impl From<&[u32]> for Case {
    fn from(codes: &[u32]) -> Case {
        Case {
            platform: codes[0] as u8,
            order_state: codes[1] as u8,
            complaint: codes[2] as u8,
            fault: codes[3] as u8,
            evidence: codes[4] == 1,
            item_condition: codes[5] as u8,
            days_since_delivery: codes[6],
            order_value: codes[7],
            fulfilment: codes[8] as u8,
            buyer_wants: codes[9] as u8,
        }
    }
}
