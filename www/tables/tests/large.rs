//! The reading of a hundred thousand rows: far below what a person waits for, so that nothing in it grows with the square.

use std::time::{Duration, Instant};

use aftersales_tables::orders::{Clock, Orders};
use aftersales_tables::plan::Plan;
use aftersales_tables::recognise::recognise;
use aftersales_tables::separated::Separated;

const ROWS: usize = 100_000;
/// Unoptimised, on a slow computer that does other things.
const LIMIT: Duration = Duration::from_secs(120);

#[test]
fn a_hundred_thousand_rows_are_read() {
    let start = Instant::now();
    let mut reading = Separated::default();
    reading.push("订单编号,买家会员名,买家实际支付金额,订单状态,订单付款时间,宝贝标题,物流单号,物流公司\n").expect("not refused");
    for row in 0..ROWS {
        let number = 4_012_345_678_900_000_000_u64 + row as u64;
        let line = format!(
            "=\"{number}\",买家{row},12.50,卖家已发货，等待买家确认,2026-03-01 10:00:00,\"杯子, 白色\",SF{row},顺丰\n"
        );
        reading.push(&line).expect("not refused");
    }
    let table = reading.finish().expect("it is a table");
    let found = recognise(&table.headers);
    let columns = found.columns.iter().enumerate();
    let columns = columns.filter_map(|(at, field)| Some((field.as_ref()?.0.to_owned(), at)));
    let plan = Plan {
        export: found.export.map(|export| export.id.into()),
        columns: columns.collect(),
        ..Plan::default()
    };
    let orders = Orders::of(&table, &plan);
    assert_eq!(orders.len(), ROWS);
    for at in 0..ROWS {
        let order = orders.get(at, &table, &plan, Clock::default());
        assert_eq!(order.facts["order_state"], "in_transit");
        assert_eq!(order.names["order"].len(), 19);
    }
    let taken = start.elapsed();
    println!("{ROWS} rows: {taken:?}");
    assert!(taken < LIMIT, "{taken:?}");
}
