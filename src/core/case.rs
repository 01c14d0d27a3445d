//! What is known of a case: read from plain data, checked, derived facts filled in.
//!
//! Every mistake is a problem with its place; what is right is kept. Unknown is not no.

use chrono::{Duration, NaiveDate};

use crate::plain::problem::{Problem, wrong};
use crate::plain::text::short;
use crate::plain::value::Value;
use crate::time::deadline::{self, Event, Instant};
use crate::time::region::Regions;
use crate::vocabulary::facts::{
    self, AMOUNTS, COMPLAINT, EVENTS, FACTS, FactId, Kind, ORDER_STATE, REGION,
};
use crate::vocabulary::facts::{N, Stated};
use crate::vocabulary::money::{Money, read_money};

/// What is known of one case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What is stated or derived, by fact.
    pub stated: [Option<Stated>; N],
    /// Facts that events or amounts gave or bound, so that they cannot be changed by stating them.
    pub computed: [bool; N],
    /// Facts that are numbers, not stated and bound by events: what each is at most.
    pub at_most: [Option<u32>; N],
    /// By position in [`AMOUNTS`]; all in one currency, none above the order's value.
    pub amounts: [Option<Money>; AMOUNTS.len()],
    /// By position in [`EVENTS`]; of an event that is known by its day only, an instant within it.
    pub events: [Option<Instant>; EVENTS.len()],
    /// By position in [`EVENTS`]: the days of events whose hour is not known.
    pub days: [Option<NaiveDate>; EVENTS.len()],
    pub now: Option<Instant>,
}

/// Events of which one cannot come before the other.
const IN_ORDER: &[(&str, &str)] = &[
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
/// Events that are over once they are told; the others are times that somebody has set.
const HAPPENING: &[&str] =
    &["paid_at", "shipped_at", "delivered_at", "requested_at", "return_received_at", "claimed_at"];
/// The order states at which an event has not happened.
const NOT_YET: &[(&str, &[&str])] = &[
    ("shipped_at", &["unshipped"]),
    ("delivered_at", &["unshipped", "in_transit"]),
    ("return_received_at", &["unshipped", "in_transit", "delivered", "return_in_transit"]),
];

impl Case {
    /// Between which instants an event (position in [`EVENTS`]) must have happened that is not told: after
    /// those that come before it, and before those that come after it, now at the latest. `None` where one of
    /// the two is not known, or it may not have happened.
    pub fn happened_between(&self, event: usize) -> Option<(Instant, Instant)> {
        let code = EVENTS[event];
        let told = |code: &str| self.events[EVENTS.iter().position(|event| *event == code)?];
        let state = self.choice(ORDER_STATE).map(|state| facts::ORDER_STATES[state]);
        let not_yet = NOT_YET.iter().find(|(event, _)| *event == code);
        let happened =
            not_yet.is_none_or(|(_, states)| state.is_some_and(|state| !states.contains(&state)));
        if !HAPPENING.contains(&code) || !happened {
            return None;
        }
        let earlier = IN_ORDER.iter().filter(|(_, later)| *later == code);
        let later = IN_ORDER
            .iter()
            .filter(|(earlier, later)| *earlier == code && HAPPENING.contains(later));
        let from = earlier.filter_map(|(earlier, _)| told(earlier)).max()?;
        let until = later.filter_map(|(_, later)| told(later)).chain(self.now).min()?;
        (from <= until).then_some((from, until))
    }

    /// When an event (position in [`EVENTS`]) was.
    pub fn event(&self, event: usize) -> Option<Event> {
        self.events[event].map(|at| Event { at, day: self.days[event] })
    }

    /// What the buyer paid.
    pub fn order_value(&self) -> Option<&Money> {
        self.amounts[0].as_ref()
    }

    /// The price of what the complaint is about, where that is not the whole order.
    pub fn item_price(&self) -> Option<&Money> {
        self.amounts[1].as_ref()
    }

    /// What sending it back costs.
    pub fn return_freight(&self) -> Option<&Money> {
        self.amounts[2].as_ref()
    }

    /// The stated position of a choice.
    pub fn choice(&self, fact: FactId) -> Option<usize> {
        match self.stated[fact] {
            Some(Stated::Choice(at)) => Some(at),
            _ => None,
        }
    }

    /// Whether the case has one complaint at one order state, or a complaint without one.
    pub fn block(&self) -> Option<(usize, Option<usize>)> {
        let complaint = self.choice(COMPLAINT)?;
        if !facts::has_order_state(complaint) {
            return Some((complaint, None));
        }
        let state = self.choice(ORDER_STATE)?;
        Some((complaint, Some(state)))
    }

    /// Every complaint and order state that the case may still turn out to have.
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

/// What a case is read by.
pub struct Given<'a> {
    /// Stands unless the case brings its own.
    pub now: Option<Instant>,
    pub regions: &'a Regions,
    /// From which amount in minor units an order of a currency counts as of high value.
    pub high_value: &'a dyn Fn(&str) -> Option<u64>,
}

/// Reads a case.
pub fn read_case(value: &Value, given: &Given) -> (Case, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut case = Case {
        stated: [None; N],
        computed: [false; N],
        at_most: [None; N],
        amounts: [const { None }; AMOUNTS.len()],
        events: [None; EVENTS.len()],
        days: [None; EVENTS.len()],
        now: given.now,
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
        other => wrong(&mut problems, "not_a_case", "", other),
    }
    place_days(&mut case, given.regions);
    check_order_state(&mut case, &mut problems);
    check_times(&mut case, &mut problems);
    check_amounts(&mut case, &mut problems);
    derive(&mut case, given, &mut problems);
    (case, problems)
}

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
                    wrong(problems, "not_a_count", path, value);
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

/// Gives each event that is known by its day an instant: what happened, the first of the day; what somebody has
/// set, the last, by the clock on which it is over first.
fn place_days(case: &mut Case, regions: &Regions) {
    let region = case.choice(REGION);
    let (first, _) = region.map_or_else(|| regions.anywhere(), |region| regions.clocks(region));
    for (at, code) in EVENTS.iter().enumerate() {
        let Some(day) = case.days[at] else { continue };
        let happens = HAPPENING.contains(code);
        let of_day = if happens { deadline::start_of_day } else { deadline::end_of_day };
        case.events[at] = Some(of_day(day, first));
    }
}

fn instant(value: &Value, path: &str, problems: &mut Vec<Problem>) -> Option<Instant> {
    let read = value.text().and_then(deadline::read_instant);
    if read.is_none() {
        wrong(problems, "not_an_instant", path, value);
    }
    read
}

/// A pair of complaint and order state that cannot occur is a contradiction; so is a state where
/// the complaint has none. The complaint stands, the state is asked again.
fn check_order_state(case: &mut Case, problems: &mut Vec<Problem>) {
    let (Some(complaint), Some(state)) = (case.choice(COMPLAINT), case.choice(ORDER_STATE)) else {
        return;
    };
    let code = facts::COMPLAINTS[complaint].0;
    if !facts::has_order_state(complaint) {
        // Not about one order: the state does not apply, and stating it is harmless.
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

/// A stated value that completes an impossible combination at the case's complaint and order state.
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

/// Times that contradict each other, the order state or the present: the later event is left out.
fn check_times(case: &mut Case, problems: &mut Vec<Problem>) {
    let at = |code: &str| EVENTS.iter().position(|event| *event == code).unwrap_or_default();
    let room = |day: Option<NaiveDate>| Duration::days(i64::from(day.is_some()));
    for (earlier, later) in IN_ORDER {
        // Of a day without an hour, the whole day counts.
        let room = room(case.days[at(earlier)].or(case.days[at(later)]));
        if let (Some(first), Some(second)) = (case.events[at(earlier)], case.events[at(later)])
            && second + room < first
        {
            case.events[at(later)] = None;
            let problem = Problem::new("times_contradict", format!("/{later}"));
            problems.push(problem.with("earlier", *earlier).with("later", *later));
        }
    }
    for code in HAPPENING {
        let room = room(case.days[at(code)]);
        if let (Some(event), Some(now)) = (case.events[at(code)], case.now)
            && event > now + room
        {
            case.events[at(code)] = None;
            problems.push(Problem::new("in_the_future", format!("/{code}")).with("event", *code));
        }
    }
    let Some(state) = case.choice(ORDER_STATE) else { return };
    for (code, states) in NOT_YET {
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

/// Amounts in another currency than those before them, and an item that costs more than the order, are
/// left out.
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

/// Most days that facts count.
const DAYS_MOST: u32 = 3660;

/// Fills in what events and amounts give. What is stated otherwise is a contradiction; events win.
fn derive(case: &mut Case, given: &Given, problems: &mut Vec<Problem>) {
    let event = |case: &Case, code: &str| {
        EVENTS.iter().position(|event| *event == code).and_then(|at| case.event(at))
    };
    let mut found: Vec<(&str, Stated)> = Vec::new();
    let days = |from: Option<Event>, to: Option<Event>| {
        let days = deadline::days_between(from?, to?, given.regions, case.choice(REGION)?);
        Some(days.min(DAYS_MOST))
    };
    // INVARIANT (a period ends with the buyer's request): the seller's reading of it counts nowhere.
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
    // Stated days say when the buyer asked, too.
    let counted = || match facts::find("days_since_delivery").map(|fact| case.stated[fact]) {
        Some(Some(Stated::Number(days))) => {
            let from = deadline::days_of(delivered?, given.regions, region?).latest;
            let day = from.checked_add_days(chrono::Days::new(days.into()))?;
            Some(Event { at: delivered?.at, day: Some(day) })
        }
        _ => None,
    };
    let requested = requested.or_else(counted);
    if let (Some(from), Some(requested), Some(region)) = (delivered, requested, region)
        && let Some(days) = given.regions.get(region).return_to_working_day
        && let Some(extended) = deadline::is_extended(days, from, requested, given.regions, region)
    {
        found.push(("return_period_extended", yes_no(extended)));
    }
    for (fact, by) in [("ship_by_passed", "ship_by"), ("deliver_by_passed", "deliver_by")] {
        if let (Some(by), Some(now)) = (event(case, by), case.now) {
            found.push((fact, yes_no(now > by.at)));
        }
    }
    if let Some(value) = case.order_value()
        && let Some(threshold) = (given.high_value)(&value.currency)
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
        bound(case, fact, most, problems);
    }
}

/// Notes that a number which is not stated is at most so much; one that is stated and larger contradicts it.
fn bound(case: &mut Case, fact: FactId, most: u32, problems: &mut Vec<Problem>) {
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
