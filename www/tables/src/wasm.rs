//! The functions that the page calls.

use crate::exports::{self, Kind};
use crate::moment::DayOrder;
use crate::orders::{Clock, Orders};
use crate::plan::{self, Plan};
use crate::recognise::recognise;
use crate::separated::Separated;
use crate::sniff::{Kind as FileKind, sniff};
use crate::table::{MOST_BYTES, Refusal, Table};
use crate::{csv, workbook};
use serde::Serialize;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The most bytes of a file.
#[wasm_bindgen]
pub fn most_bytes() -> f64 {
    MOST_BYTES as f64
}

/// The kind of a file: `workbook`, `text` with the label of its encoding, or why it is not read.
#[wasm_bindgen]
pub fn kind_of(bytes: &[u8]) -> String {
    match sniff(bytes) {
        FileKind::Text(label) => return format!("text {label}"),
        FileKind::Workbook => "workbook",
        FileKind::OldWorkbook => Refusal::OldWorkbook.code(),
        FileKind::WebPage => Refusal::WebPage.code(),
        FileKind::Other => Refusal::Unknown.code(),
    }
    .into()
}

/// One line of a file for spreadsheets.
#[wasm_bindgen]
pub fn csv_line(cells: Vec<String>) -> String {
    csv::line(&cells)
}

/// A file that is being read, and then its orders.
#[wasm_bindgen]
#[derive(Default)]
pub struct Sheet {
    reading: Option<Separated>,
    table: Table,
    plan: Plan,
    orders: Option<Orders>,
    refusal: Option<Refusal>,
}

/// What a page shows of a table before its orders are decided.
#[derive(Serialize)]
struct Proposal<'t> {
    /// The key of the header row.
    key: String,
    rows: usize,
    export: Option<&'static str>,
    /// The name of the shop, where no platform has it.
    shop: Option<&'static str>,
    platform: Option<&'static str>,
    /// What the rows are: `orders`, `returns` or `disputes`.
    of: Option<&'static str>,
    columns: Vec<plan::Column<'t>>,
    /// Every field that a column may have, with what it is.
    fields: Vec<(&'static str, &'static str)>,
}

/// What depends on the chosen columns.
#[derive(Serialize)]
struct Asked<'t> {
    /// The words of each field of words.
    words: BTreeMap<&'static str, Vec<plan::Word<'t>>>,
    /// Whether days and months can be told apart.
    day_order: Option<&'static str>,
    /// Whether amounts are without a currency.
    currency: bool,
}

#[wasm_bindgen]
impl Sheet {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Sheet {
        Sheet::default()
    }

    /// Takes the next piece of a text. Returns the number of rows so far.
    pub fn push(&mut self, text: &str) -> usize {
        let reading = self.reading.get_or_insert_default();
        if self.refusal.is_none() {
            self.refusal = reading.push(text).err();
        }
        reading.rows()
    }

    /// Ends a text. Returns why it is refused.
    pub fn finish(&mut self) -> Option<String> {
        let read = self.reading.take().unwrap_or_default().finish();
        let read = self.refusal.map_or(read, Err);
        self.take(read)
    }

    /// Reads a workbook. Returns why it is refused.
    pub fn workbook(&mut self, bytes: &[u8]) -> Option<String> {
        self.take(workbook::read(bytes))
    }

    fn take(&mut self, read: Result<Table, Refusal>) -> Option<String> {
        match read {
            Ok(table) => {
                self.table = table;
                None
            }
            Err(refusal) => Some(refusal.code().into()),
        }
    }

    /// What was recognised.
    pub fn proposal(&self) -> JsValue {
        let found = recognise(&self.table.headers);
        let kind = |kind: &Kind| match kind {
            Kind::Name => "name",
            Kind::Words => "words",
            Kind::Time => "time",
            Kind::Amount => "amount",
            Kind::Other => "other",
        };
        give(&Proposal {
            key: plan::key(&self.table.headers),
            rows: self.table.rows(),
            export: found.export.map(|export| export.id),
            shop: found.export.and_then(|export| export.shop),
            platform: found.export.map(|export| export.platform),
            of: found.export.map(|export| export.of),
            columns: plan::columns(&self.table, &found),
            fields: exports::FIELDS.iter().map(|(code, of)| (*code, kind(of))).collect(),
        })
    }

    /// What is asked about a plan.
    pub fn asked(&self, plan: JsValue) -> JsValue {
        let plan = plan_of(plan);
        let words = exports::FIELDS.iter().filter(|(_, kind)| *kind == Kind::Words);
        let words = words.filter_map(|(field, _)| {
            let column = *plan.columns.get(*field)?;
            Some((*field, plan::words(&self.table, column, plan.export(), field)))
        });
        let amounts = exports::FIELDS.iter().filter(|(_, kind)| *kind == Kind::Amount);
        let amounts = amounts.into_iter().any(|(field, _)| plan.columns.contains_key(*field));
        give(&Asked {
            words: words.collect(),
            day_order: plan::day_order(&self.table, &plan.columns).map(|order| match order {
                DayOrder::DayFirst => "day",
                DayOrder::MonthFirst => "month",
            }),
            currency: amounts && !plan.columns.contains_key("currency"),
        })
    }

    /// Puts a plan in force. Returns the number of orders.
    pub fn put(&mut self, plan: JsValue) -> usize {
        self.plan = plan_of(plan);
        let orders = Orders::of(&self.table, &self.plan);
        let count = orders.len();
        self.orders = Some(orders);
        count
    }

    /// The positions of the orders that a text is found in: in the number, the buyer, the item or the tracking.
    pub fn find(&self, text: &str) -> Vec<u32> {
        self.orders
            .as_ref()
            .map_or_else(Vec::new, |orders| orders.find(text, &self.table, &self.plan))
    }

    /// What an order tells, at an instant in seconds on a clock so many minutes before UTC.
    pub fn order(&self, at: usize, now: f64, offset: i32) -> JsValue {
        let clock = Clock { now: now as i64, offset };
        match &self.orders {
            Some(orders) => give(&orders.get(at, &self.table, &self.plan, clock)),
            None => JsValue::NULL,
        }
    }
}

fn plan_of(plan: JsValue) -> Plan {
    serde_wasm_bindgen::from_value(plan).unwrap_or_default()
}

fn give(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
