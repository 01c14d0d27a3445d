//! The orders of a table: rows of one order are one case, and each tells its facts, times, amounts and names.

use crate::exports::{self, FOUND, IMPLIED, Kind, Meaning};
use crate::moment::Moment;
use crate::plan::Plan;
use crate::table::Table;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// The most different items that an order names.
const MOST_ITEMS: usize = 3;
/// The longest name, in characters; messages are completed with them.
const LONGEST_NAME: usize = 120;

/// Fields whose rows may differ within one order number, and then are cases of their own.
const APART: [&str; 4] = ["state", "returned", "reason", "tracking"];

/// Why an order is not decided.
pub const CLOSED: &str = "closed";
pub const NO_ORDER: &str = "order";
pub const ROUNDED: &str = "rounded";

/// An amount as it is written, with the currency that it is in.
#[derive(Debug, PartialEq, Serialize)]
pub struct Amount<'t> {
    pub text: &'t str,
    pub currency: &'t str,
}

/// A text that could not be read.
#[derive(Debug, PartialEq, Serialize)]
pub struct Unread<'t> {
    pub field: &'static str,
    pub text: &'t str,
}

/// What an order tells.
#[derive(Debug, Default, Serialize)]
pub struct Order<'t> {
    pub names: BTreeMap<&'static str, String>,
    pub facts: BTreeMap<&'t str, &'t str>,
    /// Days and times by event, as in RFC 3339; those without an offset are on the clock of the device.
    pub times: BTreeMap<&'static str, String>,
    pub amounts: BTreeMap<&'static str, Amount<'t>>,
    /// What the buyer or the shop wrote.
    pub note: &'t str,
    /// What it lacks for an answer: `order`, `rounded`, `order_state`, `complaint`; or `closed`.
    pub lacks: Vec<&'static str>,
    pub unread: Vec<Unread<'t>>,
    /// The lines of the file, counted from 1 below the header.
    pub rows: Vec<usize>,
}

/// The clock by which deadlines have passed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    /// The present, in seconds.
    pub now: i64,
    /// Minutes before UTC of the device.
    pub offset: i32,
}

/// The rows of each order.
#[derive(Debug)]
pub struct Orders {
    rows: Vec<Vec<u32>>,
    /// What each word of the table means, by field.
    meanings: HashMap<&'static str, HashMap<String, Option<Meaning>>>,
}

impl Orders {
    /// Puts the rows of an order together. A row without an order number stands alone.
    pub fn of(table: &Table, plan: &Plan) -> Orders {
        let mut orders: Vec<Vec<u32>> = Vec::new();
        let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
        for row in 0..table.rows() {
            let number = plan.text(table, row, "order");
            let others = known.entry(number).or_default();
            let fits = |at: &&usize| {
                orders[**at].iter().all(|other| {
                    APART.iter().all(|field| {
                        let [one, two] =
                            [row, *other as usize].map(|row| plan.text(table, row, field));
                        one.is_empty() || two.is_empty() || one == two
                    })
                })
            };
            match others.iter().find(fits).filter(|_| !number.is_empty()) {
                Some(at) => orders[*at].push(row as u32),
                None => {
                    others.push(orders.len());
                    orders.push(vec![row as u32]);
                }
            }
        }
        Orders { rows: orders, meanings: meanings(table, plan) }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The positions of the orders of which a name has a text in it, in any case.
    pub fn find(&self, text: &str, table: &Table, plan: &Plan) -> Vec<u32> {
        let wanted = text.trim().to_lowercase();
        let names = exports::FIELDS.iter().filter(|(_, kind)| *kind == Kind::Name);
        let columns: Vec<usize> =
            names.filter_map(|(field, _)| plan.columns.get(*field).copied()).collect();
        let has = |row: &u32| {
            let mut cells = columns.iter().map(|column| table.cell(*row as usize, *column));
            cells.any(|cell| cell.to_lowercase().contains(&wanted))
        };
        let found = self.rows.iter().enumerate().filter(|(_, rows)| rows.iter().any(has));
        found.map(|(at, _)| at as u32).collect()
    }

    /// What an order tells; nothing beyond the last.
    pub fn get<'t>(&self, at: usize, table: &'t Table, plan: &'t Plan, clock: Clock) -> Order<'t> {
        let Some(rows) = self.rows.get(at) else { return Order::default() };
        let mut order =
            Order { rows: rows.iter().map(|row| *row as usize + 1).collect(), ..Order::default() };
        let texts = |field: &str| {
            rows.iter().map(move |row| *row as usize).filter_map({
                let column = plan.columns.get(field).copied();
                move |row| Some(table.cell(row, column?)).filter(|text| !text.is_empty())
            })
        };
        let first = |field: &str| texts(field).next().unwrap_or_default();

        let facts = plan.facts.iter().filter(|(_, value)| !value.is_empty());
        order.facts.extend(facts.map(|(fact, value)| (fact.as_str(), value.as_str())));
        let mut closed = false;
        for (field, kind) in exports::FIELDS {
            let text = first(field);
            if text.is_empty() {
                continue;
            }
            match kind {
                Kind::Name => {
                    order.names.insert(
                        field,
                        if *field == "item" { items(texts(field)) } else { name(text) },
                    );
                }
                Kind::Words => match (plan.chosen(field, text), self.meanings[field][text]) {
                    (Some(chosen), _) => closed |= order.choose(chosen),
                    (_, Some(Meaning::Closed)) => closed = true,
                    (_, Some(Meaning::Facts(facts))) => order.facts.extend(facts.iter().copied()),
                    _ => order.unread.push(Unread { field, text }),
                },
                Kind::Time => match Moment::read(text, plan.order()) {
                    Some(moment) => drop(order.times.insert(field, moment.text())),
                    None => order.unread.push(Unread { field, text }),
                },
                // An item's price says nothing of an order with several.
                Kind::Amount if *field == "item_price" && rows.len() > 1 => {}
                Kind::Amount => drop(order.amounts.insert(field, Amount { text, currency: "" })),
                Kind::Other => {}
            }
        }
        let country = first("country");
        match exports::region(country) {
            Some(region) => drop(order.facts.insert("buyer_region", region)),
            None if country.is_empty() => {}
            None => order.unread.push(Unread { field: "country", text: country }),
        }
        let currency = [first("currency"), &plan.currency, order.usual_currency()];
        let currency = currency.into_iter().find(|code| !code.is_empty()).unwrap_or_default();
        order.amounts.values_mut().for_each(|amount| amount.currency = currency);
        order.note = first("note");
        order.imply(plan, clock, first);
        order.find_lacks(closed, first("order"));
        order
    }
}

impl<'t> Order<'t> {
    /// States what a person chose for a word. Returns whether it is that the order is closed.
    fn choose(&mut self, chosen: &'t str) -> bool {
        if exports::ORDER_STATES.contains(&chosen) {
            self.facts.insert("order_state", chosen);
        } else if exports::COMPLAINTS.contains(&chosen) {
            self.facts.insert("complaint", chosen);
        }
        chosen == CLOSED
    }

    /// The usual currency of its platform, else of its region; blank where neither has one.
    fn usual_currency(&self) -> &'static str {
        let of = |fact: &str| {
            let place = self.facts.get(fact)?;
            exports::CURRENCIES.iter().find(|(known, _)| known == place)
        };
        of("platform").or_else(|| of("buyer_region")).map_or("", |(_, currency)| *currency)
    }

    /// Adds what times say of the state, and what is found without a complaint.
    fn imply(&mut self, plan: &'t Plan, clock: Clock, first: impl Fn(&str) -> &'t str) {
        let state = self.facts.get("order_state").copied().unwrap_or_default();
        let says = |implied: &&exports::Implied| {
            self.times.contains_key(implied.stated) && implied.at.contains(&state)
        };
        if let Some(implied) = IMPLIED.iter().find(says) {
            self.facts.insert("order_state", implied.order_state);
        } else if state.is_empty() && plan.columns.contains_key("shipped_at") {
            // The file has a column for it, and nothing stands there.
            self.facts.insert("order_state", "unshipped");
        }
        let state = self.facts.get("order_state").copied().unwrap_or_default();
        if self.facts.contains_key("complaint") {
            return;
        }
        let passed = |field: &str| {
            let moment = Moment::read(first(field), plan.order());
            moment.is_some_and(|moment| moment.is_before(clock.now, clock.offset))
        };
        let found = FOUND.iter().find(|found| found.order_state == state && passed(found.passed));
        if let Some(found) = found {
            self.facts.insert("complaint", found.complaint);
        }
    }

    fn find_lacks(&mut self, closed: bool, number: &str) {
        if closed {
            self.lacks.push(CLOSED);
        }
        if number.is_empty() {
            self.lacks.push(NO_ORDER);
        } else if is_rounded(number) {
            self.lacks.push(ROUNDED);
        }
        for fact in ["order_state", "complaint"] {
            if !self.facts.contains_key(fact) {
                self.lacks.push(fact);
            }
        }
    }
}

/// What the words of a table mean, each looked up once.
fn meanings(table: &Table, plan: &Plan) -> HashMap<&'static str, HashMap<String, Option<Meaning>>> {
    let fields = exports::FIELDS.iter().filter(|(_, kind)| *kind == Kind::Words);
    let meanings = fields.map(|(field, _)| {
        let mut words = HashMap::new();
        for row in 0..table.rows() {
            let word = plan.text(table, row, field);
            if !words.contains_key(word) {
                words.insert(word.to_owned(), exports::meaning(plan.export(), field, word));
            }
        }
        (*field, words)
    });
    meanings.collect()
}

/// Whether a spreadsheet made a number of an order number and lost its last digits, as in `4.01E+18`.
fn is_rounded(number: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let power = number.to_ascii_uppercase();
    let power = power
        .split_once("E+")
        .is_some_and(|(number, power)| digits(&number.replace(['.', ','], "")) && digits(power));
    // A number of a spreadsheet has fifteen digits that count.
    power || digits(number) && number.len() > 15 && number[15..].bytes().all(|digit| digit == b'0')
}

fn name(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn items<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut items: Vec<&str> = Vec::new();
    for text in texts {
        if !items.contains(&text) && items.len() < MOST_ITEMS {
            items.push(text);
        }
    }
    name(&items.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::recognise;
    use crate::separated::Separated;

    /// The orders of a text as it is recognised, at noon of 10 March 2026 in China.
    fn orders(text: &str, change: impl Fn(&mut Plan)) -> Vec<String> {
        let mut reading = Separated::default();
        reading.push(text).unwrap();
        let table = reading.finish().unwrap();
        let found = recognise(&table.headers);
        let fields = found.columns.iter().enumerate();
        let columns =
            fields.filter_map(|(at, field)| Some((field.as_ref()?.0.to_owned(), at))).collect();
        let export = found.export.map(|export| export.id.to_owned());
        let mut plan = Plan { export, columns, currency: "CNY".into(), ..Plan::default() };
        change(&mut plan);
        let orders = Orders::of(&table, &plan);
        let clock = Clock { now: 1_773_115_200, offset: 480 };
        (0..orders.len()).map(|at| shown(&orders.get(at, &table, &plan, clock))).collect()
    }

    /// An order in one line.
    fn shown(order: &Order) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(order.names.iter().map(|(key, value)| format!("{key}={value}")));
        parts.extend(order.facts.iter().map(|(key, value)| format!("{key}={value}")));
        parts.extend(order.times.iter().map(|(key, value)| format!("{key}={value}")));
        parts.extend(
            order
                .amounts
                .iter()
                .map(|(key, value)| format!("{key}={} {}", value.text, value.currency)),
        );
        parts.extend(order.lacks.iter().map(|lack| format!("!{lack}")));
        parts
            .extend(order.unread.iter().map(|unread| format!("?{}={}", unread.field, unread.text)));
        if order.rows.len() > 1 {
            parts.push(format!("rows={:?}", order.rows));
        }
        parts.join(" ")
    }

    #[test]
    fn a_row_tells_state_names_times_and_amounts() {
        let text = "订单编号,买家会员名,买家实际支付金额,订单状态,订单付款时间,宝贝标题,物流单号,物流公司\n\
                    =\"4012345678901234567\",张三,12.50,卖家已发货，等待买家确认,2026-03-01 10:00:00,杯子,SF123,顺丰\n\
                    4012345678901234568,李四,9.90,交易关闭,2026-03-01 11:00:00,碗,,\n";
        assert_eq!(
            orders(text, |_| {}),
            [
                "buyer=张三 carrier=顺丰 item=杯子 order=4012345678901234567 tracking=SF123 order_state=in_transit \
                 paid_at=2026-03-01T10:00:00 order_value=12.50 CNY !complaint",
                "buyer=李四 item=碗 order=4012345678901234568 paid_at=2026-03-01T11:00:00 order_value=9.90 CNY \
                 !closed !order_state !complaint",
            ]
        );
    }

    #[test]
    fn rows_of_one_order_are_one_case_unless_they_differ() {
        let text = "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Total,Lineitem name\n\
                    #1001,a@example.com,paid,2026-03-01 10:00:00 +0800,fulfilled,2026-03-02 10:00:00 +0800,EUR,30.00,Cup\n\
                    #1001,a@example.com,,,,,,,Plate\n\
                    #1002,,paid,2026-03-01 10:00:00 +0800,unfulfilled,,EUR,5.00,Cup\n";
        let found = orders(text, |_| {});
        assert_eq!(found.len(), 2);
        assert!(found[0].contains("item=Cup; Plate order=#1001"), "{}", found[0]);
        assert!(found[0].ends_with("order_value=30.00 EUR !complaint rows=[1, 2]"), "{}", found[0]);
        assert!(found[1].contains("order_state=unshipped"), "{}", found[1]);
        let text = "Order ID,Order Status,Shipped Time\n1,Shipped,\n1,Completed,\n1,,\n";
        assert_eq!(orders(text, |_| {}).len(), 2);
    }

    #[test]
    fn an_amount_is_in_the_currency_of_the_row_else_of_the_place() {
        let text = "Order ID,Order Status,Shipped Time,Order Amount,Country,Currency\n\
                    1,Shipped,,5,Philippines,\n2,Shipped,,5,Germany,USD\n3,Shipped,,5,Canada,\n";
        let amounts = |currency: &str| {
            let found = orders(text, |plan| plan.currency = currency.into());
            let amount = |order: String| {
                Some(order.split("order_value=5 ").nth(1)?.split(' ').next()?.to_owned())
            };
            found.into_iter().filter_map(amount).collect::<Vec<_>>()
        };
        assert_eq!(amounts(""), ["PHP", "USD", ""]);
        assert_eq!(amounts("CAD"), ["CAD", "USD", "CAD"]);
    }

    #[test]
    fn what_is_late_is_found_without_a_complaint() {
        let text = "Order ID,Order Status,Estimated Ship Out Date,Tracking Number*\n\
                    1,To ship,2026-03-09 10:00,\n2,To ship,2026-03-10 11:59,\n3,To ship,2026-03-10 12:01,\n4,Shipping,2026-03-09 10:00,\n";
        let found = orders(text, |_| {});
        assert!(
            found[0].contains("complaint=late_shipment")
                && found[1].contains("complaint=late_shipment")
        );
        assert!(found[2].ends_with("!complaint") && found[3].ends_with("!complaint"));
    }

    #[test]
    fn times_say_what_the_state_does_not() {
        let text = "Order ID,Order Status,Shipped Time,Delivered Time\n1,Shipped,2026-03-01,2026-03-04\n\
                    2,,2026-03-01,\n3,,,\n4,Completed,2026-03-01,2026-03-04\n";
        let states: Vec<bool> = orders(text, |_| {})
            .iter()
            .zip(["delivered", "in_transit", "unshipped", "completed"])
            .map(|(order, state)| order.contains(&format!("order_state={state}")))
            .collect();
        assert_eq!(states, [true; 4]);
    }

    #[test]
    fn what_a_person_chose_comes_first() {
        let text =
            "Order ID,Order Status,Shipped Time\n1,Somewhere,2026-03-01\n2,To ship,\n3,Gone,\n";
        let found = orders(text, |plan| {
            let words = [("Somewhere", "delivered"), ("To ship", ""), ("Gone", "closed")];
            let words = words.map(|(word, code)| (word.to_owned(), code.to_owned()));
            plan.words.insert("state".into(), words.into());
            plan.facts.insert("complaint".into(), "not_received".into());
        });
        assert!(found[0].contains("complaint=not_received order_state=delivered"), "{}", found[0]);
        assert!(found[1].contains("order_state=unshipped"), "{}", found[1]);
        assert!(found[2].contains("!closed"), "{}", found[2]);
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let text = "Order ID,Order Status,Shipped Time,Country\n,Shipped,soon,Utopia\n4.01E+18,Shipped,,DE\n\
                    401234567890123000,Odd,,Philippines\n";
        let found = orders(text, |_| {});
        assert_eq!(
            found,
            [
                "order_state=in_transit !order !complaint ?shipped_at=soon ?country=Utopia",
                "order=4.01E+18 buyer_region=eu order_state=in_transit !rounded !complaint",
                "order=401234567890123000 buyer_region=ph order_state=unshipped !rounded !complaint ?state=Odd",
            ]
        );
    }

    #[test]
    fn orders_are_found_by_any_of_their_names() {
        let mut reading = Separated::default();
        let text = "Order ID,Order Status,Product Name,Tracking ID\n1,Shipped,Blue Cup,X1\n1,Shipped,Plate,X1\n2,Shipped,Cup,X2\n";
        reading.push(text).unwrap();
        let table = reading.finish().unwrap();
        let columns = [("order", 0), ("state", 1), ("item", 2), ("tracking", 3)];
        let columns = columns.map(|(field, at)| (field.to_owned(), at)).into();
        let plan = Plan { columns, ..Plan::default() };
        let orders = Orders::of(&table, &plan);
        let find = |text| orders.find(text, &table, &plan);
        assert_eq!(
            [find("cup"), find("plate"), find(" X2 "), find("shipped")],
            [vec![0, 1], vec![0], vec![1], vec![]]
        );
    }

    #[test]
    fn an_order_number_is_rounded_only_where_its_end_is_lost() {
        for (number, rounded) in [
            ("4012345678901234567", false),
            ("401234567890123000", true),
            ("1000000000000000", true),
            ("112-1234567-1234567", false),
            ("4,01234E+17", true),
        ] {
            assert_eq!(is_rounded(number), rounded, "{number}");
        }
    }
}
