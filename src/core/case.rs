//! Cases: read from plain data and checked, with derived facts computed.
//!
//! Mistakes are reported with their paths, and the valid rest is kept. A fact that is not stated is unknown.

use chrono::{Duration, NaiveDate};

use crate::plain::problem::{Problem, reject_value};
use crate::plain::text::short;
use crate::plain::value::Value;
use crate::time::deadline::{self, Event, Instant};
use crate::time::region::Regions;
use crate::vocabulary::facts::{
    self, AMOUNTS, COMPLAINT, EVENTS, FACTS, FactId, Kind, ORDER_STATE, REGION,
};
use crate::vocabulary::facts::{N, Stated};
use crate::vocabulary::money::{Money, read_money};

/// The known facts, amounts and events of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Stated and derived values, by fact.
    pub stated: [Option<Stated>; N],
    /// Facts that events or amounts determine or bound, so that stating them has no effect.
    pub computed: [bool; N],
    /// Upper bounds of numeric facts that are not stated, given by events.
    pub at_most: [Option<u32>; N],
    /// By position in [`AMOUNTS`]; all in one currency, and the item's price at most the order's value.
    pub amounts: [Option<Money>; AMOUNTS.len()],
    /// By position in [`EVENTS`]; an instant within the day if only that is known.
    pub events: [Option<Instant>; EVENTS.len()],
    /// By position in [`EVENTS`]: the days of events without a known time.
    pub days: [Option<NaiveDate>; EVENTS.len()],
    /// The present.
    pub now: Option<Instant>,
}

/// Pairs of events; the second is never before the first.
const EVENT_ORDER: &[(&str, &str)] = &[
    ("paid_at", "shipped_at"),
    ("paid_at", "delivered_at"),
    ("paid_at", "requested_at"),
    ("paid_at", "ship_by"),
    ("paid_at", "deliver_by"),
    ("shipped_at", "delivered_at"),
    ("delivered_at", "return_received_at"),
    ("shipped_at", "return_received_at"),
    ("paid_at", "claimed_at"),
    ("requested_at", "claimed_at"),
];
/// Events in the past once they are stated; the others are deadlines.
const PAST_EVENTS: &[&str] =
    &["paid_at", "shipped_at", "delivered_at", "requested_at", "return_received_at", "claimed_at"];
/// Events with the order states at which they have not happened.
const NOT_YET_HAPPENED: &[(&str, &[&str])] = &[
    ("shipped_at", &["unshipped"]),
    ("delivered_at", &["unshipped", "in_transit"]),
    ("return_received_at", &["unshipped", "in_transit", "delivered", "return_in_transit"]),
];

impl Case {
    /// The instants between which an event (position in [`EVENTS`]) that is not stated must have happened, by the events
    /// before and after it and the present. `None` if a bound is not known, or if the event may not have happened.
    pub fn happened_between(&self, event: usize) -> Option<(Instant, Instant)> {
        let code = EVENTS[event];
        let stated = |code: &str| self.events[EVENTS.iter().position(|event| *event == code)?];
        let state = self.choice(ORDER_STATE).map(|state| facts::ORDER_STATES[state]);
        let not_yet = NOT_YET_HAPPENED.iter().find(|(event, _)| *event == code);
        let happened =
            not_yet.is_none_or(|(_, states)| state.is_some_and(|state| !states.contains(&state)));
        if !PAST_EVENTS.contains(&code) || !happened {
            return None;
        }
        let earlier = EVENT_ORDER.iter().filter(|(_, later)| *later == code);
        let later = EVENT_ORDER
            .iter()
            .filter(|(earlier, later)| *earlier == code && PAST_EVENTS.contains(later));
        let from = earlier.filter_map(|(earlier, _)| stated(earlier)).max()?;
        let until = later.filter_map(|(_, later)| stated(later)).chain(self.now).min()?;
        (from <= until).then_some((from, until))
    }

    /// The time of an event (position in [`EVENTS`]).
    pub fn event(&self, event: usize) -> Option<Event> {
        self.events[event].map(|at| Event { at, day: self.days[event] })
    }

    /// The amount that the buyer paid.
    pub fn order_value(&self) -> Option<&Money> {
        self.amounts[0].as_ref()
    }

    /// The price of the item concerned, if that is not the whole order.
    pub fn item_price(&self) -> Option<&Money> {
        self.amounts[1].as_ref()
    }

    /// The cost of the return freight.
    pub fn return_freight(&self) -> Option<&Money> {
        self.amounts[2].as_ref()
    }

    /// The value of a choice, as a position.
    pub fn choice(&self, fact: FactId) -> Option<usize> {
        match self.stated[fact] {
            Some(Stated::Choice(at)) => Some(at),
            _ => None,
        }
    }

    /// The complaint and order state, if both are known; complaints that are not about one order have no state.
    pub fn block(&self) -> Option<(usize, Option<usize>)> {
        let complaint = self.choice(COMPLAINT)?;
        if !facts::has_order_state(complaint) {
            return Some((complaint, None));
        }
        let state = self.choice(ORDER_STATE)?;
        Some((complaint, Some(state)))
    }

    /// All complaints with order states that are compatible with the case.
    pub fn blocks(&self) -> Vec<(usize, Option<usize>)> {
        let fits = |known: Option<usize>, value: usize| known.is_none_or(|known| known == value);
        facts::blocks()
            .filter(|(complaint, state)| {
                fits(self.choice(COMPLAINT), *complaint)
                    && state.is_none_or(|state| fits(self.choice(ORDER_STATE), state))
            })
            .collect()
    }
}

/// The context in which a case is read.
pub struct Context<'a> {
    /// The present, unless the case states its own.
    pub now: Option<Instant>,
    pub regions: &'a Regions,
    /// The amount in minor units of a currency from which an order counts as of high value.
    pub high_value: &'a dyn Fn(&str) -> Option<u64>,
}

/// Reads a case. Returns it with the problems of values that were left out.
pub fn read_case(value: &Value, context: &Context) -> (Case, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut case = Case {
        stated: [None; N],
        computed: [false; N],
        at_most: [None; N],
        amounts: [const { None }; AMOUNTS.len()],
        events: [None; EVENTS.len()],
        days: [None; EVENTS.len()],
        now: context.now,
    };
    match value {
        Value::Map(entries) => {
            for (code, value) in entries {
                if !value.is_null() {
                    read_entry(code, value, &mut case, &mut problems);
                }
            }
        }
        Value::Null => {}
        other => reject_value(&mut problems, "not_a_case", "", other),
    }
    set_instants_of_days(&mut case, context.regions);
    check_order_state(&mut case, &mut problems);
    check_times(&mut case, &mut problems);
    check_amounts(&mut case, &mut problems);
    derive(&mut case, context, &mut problems);
    (case, problems)
}

/// Reads one entry of a case.
fn read_entry(code: &str, value: &Value, case: &mut Case, problems: &mut Vec<Problem>) {
    let path = format!("/{}", short(code));
    if let Some(fact) = facts::find(code) {
        match FACTS[fact].kind {
            Kind::Choice(codes) => match value.text() {
                Some(text) => match facts::value_index(fact, text) {
                    Some(at) => case.stated[fact] = Some(Stated::Choice(at)),
                    None => problems.push(
                        Problem::new("unknown_value", path)
                            .with("found", value.shown())
                            .with("fact", code)
                            .suggest(text, codes.iter().copied()),
                    ),
                },
                None => {
                    let problem = Problem::new("not_a_code", path).with("found", value.shown());
                    let meant = match value {
                        Value::Bool(true) => "yes",
                        Value::Bool(false) => "no",
                        _ => "",
                    };
                    problems.push(problem.suggest(meant, codes.iter().copied()));
                }
            },
            Kind::Number { max, saturates } => match value {
                Value::Number(number) if *number >= 0.0 && number.fract() == 0.0 => {
                    if *number <= f64::from(max) {
                        case.stated[fact] = Some(Stated::Number(*number as u32));
                    } else if saturates && *number <= 1000.0 {
                        case.stated[fact] = Some(Stated::Number(max));
                    } else {
                        let problem = Problem::new("number_too_large", path);
                        problems.push(
                            problem.with("found", value.shown()).with("max", max.to_string()),
                        );
                    }
                }
                _ => {
                    reject_value(problems, "not_a_count", path, value);
                }
            },
        }
    } else if let Some(event) = EVENTS.iter().position(|event| *event == code) {
        case.days[event] = value.text().and_then(deadline::read_day);
        if case.days[event].is_none() {
            case.events[event] = instant(value, &path, problems);
        }
    } else if code == "now" {
        case.now = instant(value, &path, problems).or(case.now);
    } else if let Some(amount) = AMOUNTS.iter().position(|amount| *amount == code) {
        case.amounts[amount] = read_money(value, &path, problems);
    } else {
        let known = FACTS.iter().map(|fact| fact.code).chain(EVENTS.iter().copied());
        let known = known.chain(AMOUNTS.iter().copied()).chain(["now"]);
        problems.push(
            Problem::new("unknown_fact", path).with("found", short(code)).suggest(code, known),
        );
    }
}

/// Sets the instants of events without a known time: the start of the day for past events, and its end for
/// deadlines, in the zone in which the day ends first.
fn set_instants_of_days(case: &mut Case, regions: &Regions) {
    let region = case.choice(REGION);
    let (first, _) = region.map_or_else(|| regions.anywhere(), |region| regions.clocks(region));
    for (at, code) in EVENTS.iter().enumerate() {
        let Some(day) = case.days[at] else { continue };
        let is_past = PAST_EVENTS.contains(code);
        let of_day = if is_past { deadline::start_of_day } else { deadline::end_of_day };
        case.events[at] = Some(of_day(day, first));
    }
}

fn instant(value: &Value, path: &str, problems: &mut Vec<Problem>) -> Option<Instant> {
    let read = value.text().and_then(deadline::read_instant);
    if read.is_none() {
        reject_value(problems, "not_an_instant", path, value);
    }
    read
}

/// Reports impossible combinations with the order state. The complaint is kept; the state or the other fact is left
/// out.
fn check_order_state(case: &mut Case, problems: &mut Vec<Problem>) {
    let (Some(complaint), Some(state)) = (case.choice(COMPLAINT), case.choice(ORDER_STATE)) else {
        return;
    };
    let code = facts::COMPLAINTS[complaint].0;
    if !facts::has_order_state(complaint) {
        // The complaint is not about one order; its state is ignored.
        case.stated[ORDER_STATE] = None;
    } else if !facts::can_be_raised(complaint, Some(state)) {
        case.stated[ORDER_STATE] = None;
        problems.push(
            Problem::new("cannot_be_raised", "/order_state")
                .with("complaint", code)
                .with("order_state", facts::ORDER_STATES[state]),
        );
    } else if let Some((fact, value)) = impossible(case) {
        case.stated[fact] = None;
        problems.push(
            Problem::new("cannot_occur", format!("/{}", FACTS[fact].code))
                .with("fact", FACTS[fact].code)
                .with("value", value)
                .with("order_state", facts::ORDER_STATES[state]),
        );
    }
}

/// A stated value that is part of an impossible combination, other than order state and complaint.
fn impossible(case: &Case) -> Option<(FactId, &'static str)> {
    facts::IMPOSSIBLE.iter().find_map(|combination| {
        let mut blamed = None;
        for (code, values) in *combination {
            let fact = facts::find(code)?;
            let at = case.choice(fact)?;
            let Kind::Choice(codes) = FACTS[fact].kind else { return None };
            let value = codes.get(at).filter(|value| values.contains(value))?;
            if fact != ORDER_STATE && fact != COMPLAINT {
                blamed = Some((fact, *value));
            }
        }
        blamed
    })
}

/// Reports events that contradict each other, the present or the order state, and leaves out the later one.
fn check_times(case: &mut Case, problems: &mut Vec<Problem>) {
    let at = |code: &str| EVENTS.iter().position(|event| *event == code).unwrap_or_default();
    let tolerance = |day: Option<NaiveDate>| Duration::days(i64::from(day.is_some()));
    for (earlier, later) in EVENT_ORDER {
        // Events without a known time may be at any time of the day.
        let tolerance = tolerance(case.days[at(earlier)].or(case.days[at(later)]));
        if let (Some(first), Some(second)) = (case.events[at(earlier)], case.events[at(later)])
            && second + tolerance < first
        {
            case.events[at(later)] = None;
            let problem = Problem::new("times_contradict", format!("/{later}"));
            problems.push(problem.with("earlier", *earlier).with("later", *later));
        }
    }
    for code in PAST_EVENTS {
        let tolerance = tolerance(case.days[at(code)]);
        if let (Some(event), Some(now)) = (case.events[at(code)], case.now)
            && event > now + tolerance
        {
            case.events[at(code)] = None;
            problems.push(Problem::new("in_the_future", format!("/{code}")).with("event", *code));
        }
    }
    let Some(state) = case.choice(ORDER_STATE) else { return };
    for (code, states) in NOT_YET_HAPPENED {
        if case.events[at(code)].is_some() && states.contains(&facts::ORDER_STATES[state]) {
            case.events[at(code)] = None;
            problems.push(
                Problem::new("event_contradicts_state", format!("/{code}"))
                    .with("event", *code)
                    .with("order_state", facts::ORDER_STATES[state]),
            );
        }
    }
}

/// Reports amounts in a different currency, and an item's price above the order's value, and leaves them out.
fn check_amounts(case: &mut Case, problems: &mut Vec<Problem>) {
    for (at, amount) in AMOUNTS.iter().enumerate() {
        let (before, from) = case.amounts.split_at(at);
        let (Some(first), Some(given)) = (before.iter().flatten().next(), &from[0]) else {
            continue;
        };
        let code = if given.currency != first.currency {
            "other_currency"
        } else if *amount == "item_price" && given.minor > first.minor {
            "above_order_value"
        } else {
            continue;
        };
        case.amounts[at] = None;
        problems.push(Problem::new(code, format!("/{amount}")));
    }
}

/// The maximum of facts that count days.
const MAX_DAYS: u32 = 3660;

/// Computes facts from events and amounts. They replace stated values; differences are reported.
fn derive(case: &mut Case, context: &Context, problems: &mut Vec<Problem>) {
    let event = |case: &Case, code: &str| {
        EVENTS.iter().position(|event| *event == code).and_then(|at| case.event(at))
    };
    let mut found: Vec<(&str, Stated)> = Vec::new();
    let days = |from: Option<Event>, to: Option<Event>| {
        let days = deadline::days_between(from?, to?, context.regions, case.choice(REGION)?);
        Some(days.min(MAX_DAYS))
    };
    // INVARIANT (a period ends with the buyer's request): when the seller reads the request does not matter.
    let (delivered, requested) = (event(case, "delivered_at"), event(case, "requested_at"));
    if let Some(days) = days(delivered, requested) {
        found.push(("days_since_delivery", Stated::Number(days)));
    }
    let now = case.now.map(Event::from);
    let until_now = days(delivered, now).filter(|_| requested.is_none());
    if let Some(days) = days(event(case, "return_received_at"), now) {
        found.push(("days_since_return_received", Stated::Number(days)));
    }
    let yes_no = |yes: bool| Stated::Choice(usize::from(!yes));
    let region = case.choice(REGION);
    // The stated number of days implies the day of the request.
    let counted = || match facts::find("days_since_delivery").map(|fact| case.stated[fact]) {
        Some(Some(Stated::Number(days))) => {
            let from = deadline::days_of(delivered?, context.regions, region?).latest;
            let day = from.checked_add_days(chrono::Days::new(days.into()))?;
            Some(Event { at: delivered?.at, day: Some(day) })
        }
        _ => None,
    };
    let requested = requested.or_else(counted);
    if let (Some(from), Some(requested), Some(region)) = (delivered, requested, region)
        && let Some(days) = context.regions.get(region).return_to_working_day
        && let Some(extended) =
            deadline::is_extended(days, from, requested, context.regions, region)
    {
        found.push(("return_period_extended", yes_no(extended)));
    }
    for (fact, by) in [("ship_by_passed", "ship_by"), ("deliver_by_passed", "deliver_by")] {
        if let (Some(by), Some(now)) = (event(case, by), case.now) {
            found.push((fact, yes_no(now > by.at)));
        }
    }
    if let Some(value) = case.order_value()
        && let Some(threshold) = (context.high_value)(&value.currency)
    {
        found.push(("high_value", yes_no(value.minor >= threshold)));
    }
    for (code, value) in found {
        let Some(fact) = facts::find(code) else { continue };
        if case.stated[fact].is_some_and(|stated| stated != value) {
            problems.push(Problem::new("stated_otherwise", format!("/{code}")).with("fact", code));
        }
        case.stated[fact] = Some(value);
        case.computed[fact] = true;
    }
    if let (Some(most), Some(fact)) = (until_now, facts::find("days_since_delivery")) {
        set_upper_bound(case, fact, most, problems);
    }
}

/// Sets the upper bound of a number that is not stated. A larger stated number is reported and left out.
fn set_upper_bound(case: &mut Case, fact: FactId, most: u32, problems: &mut Vec<Problem>) {
    match case.stated[fact] {
        Some(Stated::Number(stated)) if stated <= most => return,
        Some(_) => {
            let code = FACTS[fact].code;
            problems.push(Problem::new("stated_otherwise", format!("/{code}")).with("fact", code));
            case.stated[fact] = None;
        }
        None => {}
    }
    case.at_most[fact] = Some(most);
    case.computed[fact] = true;
}
