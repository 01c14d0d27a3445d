//! `bench-regorus DATA NAME SIZE MILLISECONDS`: regorus on this computer.

use bench_regorus::Decider;
use cpu_time::ProcessTime;
use std::hint::black_box;
use std::time::Duration;

fn main() {
    // A chain of thousands of `else` is walked by recursion.
    let thread = std::thread::Builder::new().stack_size(1 << 30).spawn(run);
    thread.expect("a thread").join().expect("an answer");
}

fn run() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, name, size, limit] = &arguments[..] else {
        panic!("expected DATA NAME SIZE MILLISECONDS");
    };
    let read = |name: &str| std::fs::read(format!("{data}/{name}")).expect("the bench's data");
    let text = |name: &str| String::from_utf8(read(name)).expect("text");
    let limit = Duration::from_millis(limit.parse().expect("milliseconds"));
    let cases = text("cases.txt");
    let cases: Vec<&str> = cases.lines().collect();
    let expected = read(&format!("expected-{size}.bin"));
    let policy = text(&format!("{name}-{size}.rego"));

    let start = ProcessTime::now();
    let decider = Decider::new(&policy).expect("a policy that compiles");
    let load = start.elapsed().as_secs_f64() * 1e3;

    let decide = |case: &str| decider.decide(case).expect("an outcome");
    let (mut checked, mut wrong) = (0, 0);
    let start = ProcessTime::now();
    for (case, rule) in cases.iter().zip(expected.chunks_exact(4)) {
        let rule = u32::from_le_bytes([rule[0], rule[1], rule[2], rule[3]]);
        let outcome: String = decide(case).split_whitespace().collect();
        let right = [',', '}'].iter().any(|end| outcome.contains(&format!("\"rule\":{rule}{end}")));
        checked += 1;
        wrong += usize::from(!right);
        if checked >= 50 && start.elapsed() > limit * 4 {
            break;
        }
    }
    let mut done = 0;
    let start = ProcessTime::now();
    while done < 50 || start.elapsed() < limit {
        black_box(decide(cases[done % cases.len()]));
        done += 1;
    }
    let decision = start.elapsed().as_secs_f64() * 1e6 / f64::from(done as u32);
    println!(
        r#"{{"checked": {checked}, "wrong": {wrong}, "decision": {decision}, "load": {load}}}"#
    );
}
