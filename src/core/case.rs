//! Cases: read from plain data and checked, with derived facts computed.
//!
//! Mistakes are reported with their paths, and the valid rest is kept. A fact that is not stated is unknown.

use std::ops::RangeInclusive;

use chrono::{Duration, NaiveDate};

use crate::plain::problem::{Problem, reject_value};
use crate::plain::text::short;
use crate::plain::value::Value;
use crate::time::deadline::{self, Event, Extension, Instant};
use crate::time::region::{Regions, ReturnPeriod};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::complaints::state_bit;
use crate::vocabulary::facts::{
    COMPLAINT, Derivation, FactId, Kind, ORDER_STATE, REGION, Stated, Values,
};
use crate::vocabulary::money::{Money, read_money};

/// What is known of a fact beside a value that is stated, or without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// An upper bound of a number, given by events.
    AtMost(u32),
    /// One of several values of a choice: the code that was stated stands for all of them.
    OneOf(Values),
}

/// The numbers of days at which a period of return may be extended, by the regions that are possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extendable {
    /// Whether it is extended.
    pub fact: FactId,
    /// The fact that counts the days.
    pub counting: FactId,
    pub days: RangeInclusive<u32>,
}

impl Extendable {
    /// The values that the fact can have after so many days.
    pub fn values(&self, days: u32) -> Values {
        if self.days.contains(&days) { Values::below(2) } else { Values::of(NO) }
    }
}

/// The position of `no` among the values of a fact that is derived as yes or no.
const NO: usize = 1;

/// The known facts, amounts and events of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub vocabulary: &'static Vocabulary,
    /// Stated and derived values, by fact.
    pub stated: Vec<Option<Stated>>,
    /// By fact: whether events or amounts determine or bound it, so that stating it has no effect.
    pub computed: Vec<bool>,
    /// What is known, by fact, beside a value that is stated, or without one.
    pub bounds: Vec<Option<Bound>>,
    /// Where the extension of a period of return depends on a number of days that is not dated.
    pub extendable: Option<Extendable>,
    /// Whether the end of a period of return was computed by weekends alone, since no calendar knows the days concerned.
    pub by_weekends: bool,
    /// By position in the vocabulary; all in one currency, and none above the amount that it is at most.
    pub amounts: Vec<Option<Money>>,
    /// By position in the vocabulary; an instant within the day if only that is known.
    pub events: Vec<Option<Instant>>,
    /// By position in the vocabulary: the days of events without a known time.
    pub days: Vec<Option<NaiveDate>>,
    /// The present.
    pub now: Option<Instant>,
}

impl Case {
    /// The case of which nothing is known.
    pub fn unknown(vocabulary: &'static Vocabulary) -> Case {
        Case {
            vocabulary,
            stated: vec![None; vocabulary.facts.len()],
            computed: vec![false; vocabulary.facts.len()],
            bounds: vec![None; vocabulary.facts.len()],
            extendable: None,
            by_weekends: false,
            amounts: vec![None; vocabulary.amounts.len()],
            events: vec![None; vocabulary.events.len()],
            days: vec![None; vocabulary.events.len()],
            now: None,
        }
    }

    /// The time of an event, by position.
    pub fn event(&self, event: usize) -> Option<Event> {
        self.events[event].map(|at| Event { at, day: self.days[event] })
    }

    /// The time of the event with a code.
    pub fn event_of(&self, code: &str) -> Option<Event> {
        self.event(self.vocabulary.event(code)?)
    }

    /// The amount with a code.
    pub fn amount(&self, code: &str) -> Option<&Money> {
        self.amounts[self.vocabulary.amount(code)?].as_ref()
    }

    /// The amount that the buyer paid.
    pub fn order_value(&self) -> Option<&Money> {
        self.amount("order_value")
    }

    /// The price of the item concerned, if that is not the whole order.
    pub fn item_price(&self) -> Option<&Money> {
        self.amount("item_price")
    }

    /// What the buyer paid for the shipping, a part of the order's value.
    pub fn shipping_paid(&self) -> Option<&Money> {
        self.amount("shipping_paid")
    }

    /// The cost of the return freight.
    pub fn return_freight(&self) -> Option<&Money> {
        self.amount("return_freight")
    }

    /// The value of a choice, as a position.
    pub fn choice(&self, fact: FactId) -> Option<usize> {
        match self.stated[fact] {
            Some(Stated::Choice(at)) => Some(at),
            _ => None,
        }
    }

    /// The value that a fact is stated or assumed to have.
    pub fn known(&self, fact: FactId) -> Option<Stated> {
        let entry = &self.vocabulary.facts[fact];
        let start = || match entry.kind {
            Kind::Choice(_) => Some(Stated::Choice(entry.start? as usize)),
            Kind::Number { .. } => Some(Stated::Number(entry.start?)),
        };
        // What is bounded is not assumed.
        self.stated[fact].or_else(|| self.bounds[fact].is_none().then(start).flatten())
    }

    /// The complaint and order state, if both are known; complaints that are not about one order have no state.
    pub fn block(&self) -> Option<(usize, Option<usize>)> {
        let complaint = self.choice(COMPLAINT)?;
        if !self.vocabulary.has_order_state(complaint) {
            return Some((complaint, None));
        }
        let state = self.choice(ORDER_STATE)?;
        Some((complaint, Some(state)))
    }

    /// All complaints with order states that are compatible with the case.
    pub fn blocks(&self) -> Vec<(usize, Option<usize>)> {
        let fits = |known: Option<usize>, value: usize| known.is_none_or(|known| known == value);
        let mut blocks = self.vocabulary.blocks();
        blocks.retain(|(complaint, state)| {
            fits(self.choice(COMPLAINT), *complaint)
                && state.is_none_or(|state| fits(self.choice(ORDER_STATE), state))
        });
        blocks
    }
}

/// The context in which a case is read.
pub struct Context<'a> {
    pub vocabulary: &'static Vocabulary,
    /// The present, unless the case states its own.
    pub now: Option<Instant>,
    pub regions: &'a Regions,
    /// The amount in minor units of a currency from which an order counts as of high value.
    pub high_value: &'a dyn Fn(&str) -> Option<u64>,
    /// Choices that are true of all orders of the shop; they count as stated where the case states nothing else.
    pub shop_wide: &'a [(FactId, usize)],
}

/// Reads a case. Returns it with the problems of values that were left out.
pub fn read_case(value: &Value, context: &Context) -> (Case, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut case = Case { now: context.now, ..Case::unknown(context.vocabulary) };
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
    state_shop_wide(&mut case, context.shop_wide);
    read_as_others(&mut case);
    check_times(&mut case, &mut problems);
    check_amounts(&mut case, &mut problems);
    derive(&mut case, context, &mut problems);
    (case, problems)
}

/// Reads one entry of a case.
fn read_entry(code: &str, value: &Value, case: &mut Case, problems: &mut Vec<Problem>) {
    let path = format!("/{}", short(code));
    let vocabulary = case.vocabulary;
    if let Some(fact) = vocabulary.fact(code) {
        match &vocabulary.facts[fact].kind {
            Kind::Choice(_) => match value.text() {
                Some(text) => match vocabulary.facts[fact].values_of(text) {
                    Some(values) => match values.only() {
                        Some(at) => case.stated[fact] = Some(Stated::Choice(at)),
                        None => case.bounds[fact] = Some(Bound::OneOf(values)),
                    },
                    None => problems.push(
                        Problem::new("unknown_value", path)
                            .with("found", value.shown())
                            .with("fact", code)
                            .suggest(text, vocabulary.facts[fact].stated_codes()),
                    ),
                },
                None => {
                    let problem = Problem::new("not_a_code", path).with("found", value.shown());
                    let meant = match value {
                        Value::Bool(true) => "yes",
                        Value::Bool(false) => "no",
                        _ => "",
                    };
                    problems.push(problem.suggest(meant, vocabulary.facts[fact].stated_codes()));
                }
            },
            Kind::Number { max, saturates } => match value {
                Value::Number(number) if *number >= 0.0 && number.fract() == 0.0 => {
                    if *number <= f64::from(*max) {
                        case.stated[fact] = Some(Stated::Number(*number as u32));
                    } else if *saturates && *number <= 1000.0 {
                        case.stated[fact] = Some(Stated::Number(*max));
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
    } else if let Some(event) = vocabulary.event(code) {
        case.days[event] = value.text().and_then(deadline::read_day);
        if case.days[event].is_none() {
            case.events[event] = instant(value, &path, problems);
        }
    } else if code == "now" {
        case.now = instant(value, &path, problems).or(case.now);
    } else if let Some(amount) = vocabulary.amount(code) {
        case.amounts[amount] = read_money(value, &path, problems);
    } else {
        let known = vocabulary.inputs();
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
    for (at, event) in case.vocabulary.events.iter().enumerate() {
        let Some(day) = case.days[at] else { continue };
        let of_day = if event.is_deadline { deadline::end_of_day } else { deadline::start_of_day };
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
    let vocabulary = case.vocabulary;
    let state_code = vocabulary.order_states()[state];
    if !vocabulary.has_order_state(complaint) {
        // The complaint is not about one order; its state is ignored.
        case.stated[ORDER_STATE] = None;
    } else if !vocabulary.can_be_raised(complaint, Some(state)) {
        case.stated[ORDER_STATE] = None;
        problems.push(
            Problem::new("cannot_be_raised", "/order_state")
                .with("complaint", vocabulary.complaints[complaint].code)
                .with("order_state", state_code),
        );
    } else if let Some((fact, value)) = impossible(case, state) {
        case.stated[fact] = None;
        let code = vocabulary.facts[fact].code;
        problems.push(
            Problem::new("cannot_occur", format!("/{code}"))
                .with("fact", code)
                .with("value", value)
                .with("order_state", state_code),
        );
    }
}

/// States what is true of all orders of the shop and can be so at the order state.
fn state_shop_wide(case: &mut Case, facts: &[(FactId, usize)]) {
    let state = case.choice(ORDER_STATE);
    for (fact, value) in facts {
        let known = case.stated[*fact].is_some() || case.bounds[*fact].is_some();
        if !known && !case.vocabulary.never(*fact, state).contains(*value) {
            case.stated[*fact] = Some(Stated::Choice(*value));
        }
    }
}

/// Reads facts as others at the order states where they stand for those. What is stated of the other itself counts.
fn read_as_others(case: &mut Case) {
    let state = state_bit(case.choice(ORDER_STATE));
    for (fact, entry) in case.vocabulary.facts.iter().enumerate() {
        let Some(read_as) = entry.read_as.as_ref().filter(|read_as| read_as.at & state != 0) else {
            continue;
        };
        let value = case.choice(fact);
        let read = read_as.values.iter().find(|(own, _)| Some(*own) == value);
        if let (Some((_, other)), None) = (read, case.stated[read_as.fact]) {
            case.stated[read_as.fact] = Some(Stated::Choice(*other));
        }
    }
}

/// A stated value that cannot occur at an order state.
fn impossible(case: &Case, order_state: usize) -> Option<(FactId, &'static str)> {
    let vocabulary = case.vocabulary;
    (0..vocabulary.facts.len()).find_map(|fact| {
        let at = case.choice(fact)?;
        let never = vocabulary.never(fact, Some(order_state));
        never.contains(at).then(|| (fact, vocabulary.codes(fact)[at]))
    })
}

/// Reports events that contradict each other, the present or the order state, and leaves out the later one.
fn check_times(case: &mut Case, problems: &mut Vec<Problem>) {
    let events = &case.vocabulary.events;
    let tolerance = |day: Option<NaiveDate>| Duration::days(i64::from(day.is_some()));
    for (at, later) in events.iter().enumerate() {
        for before in &later.after {
            // Events without a known time may be at any time of the day.
            let tolerance = tolerance(case.days[*before].or(case.days[at]));
            if let (Some(first), Some(second)) = (case.events[*before], case.events[at])
                && second + tolerance < first
            {
                case.events[at] = None;
                let problem = Problem::new("times_contradict", format!("/{}", later.code));
                let earlier = events[*before].code;
                problems.push(problem.with("earlier", earlier).with("later", later.code));
            }
        }
    }
    for (at, past) in events.iter().enumerate().filter(|(_, event)| !event.is_deadline) {
        let tolerance = tolerance(case.days[at]);
        if let (Some(event), Some(now)) = (case.events[at], case.now)
            && event > now + tolerance
        {
            case.events[at] = None;
            let problem = Problem::new("in_the_future", format!("/{}", past.code));
            problems.push(problem.with("event", past.code));
        }
    }
    let Some(state) = case.choice(ORDER_STATE) else { return };
    for (at, event) in events.iter().enumerate() {
        if case.events[at].is_some() && event.not_at & state_bit(Some(state)) != 0 {
            case.events[at] = None;
            problems.push(
                Problem::new("event_contradicts_state", format!("/{}", event.code))
                    .with("event", event.code)
                    .with("order_state", case.vocabulary.order_states()[state]),
            );
        }
    }
}

/// Reports amounts in a different currency, and amounts above the one that they are at most, and leaves them out.
fn check_amounts(case: &mut Case, problems: &mut Vec<Problem>) {
    for (at, amount) in case.vocabulary.amounts.iter().enumerate() {
        let (before, from) = case.amounts.split_at(at);
        let Some(given) = &from[0] else { continue };
        let most = amount.at_most.and_then(|most| case.amounts[most].as_ref());
        let code = if before.iter().flatten().any(|first| given.currency != first.currency) {
            "other_currency"
        } else if most.is_some_and(|most| given.minor > most.minor) {
            "above_order_value"
        } else {
            continue;
        };
        case.amounts[at] = None;
        problems.push(Problem::new(code, format!("/{}", amount.code)));
    }
}

/// Computes facts from events and amounts. They replace stated values; differences are reported.
fn derive(case: &mut Case, context: &Context, problems: &mut Vec<Problem>) {
    let mut found: Vec<(FactId, Stated)> = Vec::new();
    let mut bounds: Vec<(FactId, u32)> = Vec::new();
    for (fact, entry) in case.vocabulary.facts.iter().enumerate() {
        let Some(derivation) = entry.derivation else { continue };
        if let Derivation::Extended(counting) = derivation {
            let stated = case.stated[fact];
            let periods = return_periods(case, context);
            let first = periods.iter().map(|period| period.days + 1).min();
            let last = periods.iter().map(|period| period.days + period.longest_rest).max();
            case.extendable = first.zip(last).map(|(first, last)| Extendable {
                fact,
                counting,
                days: first..=last,
            });
            let Some(extension) = extension(case, context, counting, stated.is_some()) else {
                continue;
            };
            let value = Stated::Choice(usize::from(!extension.holds));
            case.by_weekends = extension.by_weekends;
            // Whoever states it has looked at a calendar.
            match extension.by_weekends {
                true => case.stated[fact] = stated.or(Some(value)),
                false => found.push((fact, value)),
            }
            continue;
        }
        // What the case states of it precedes what the amounts suggest.
        if matches!(derivation, Derivation::Part { .. }) && case.stated[fact].is_some() {
            continue;
        }
        match derived(case, context, derivation) {
            Some(Derived::Value(value)) => found.push((fact, value)),
            Some(Derived::AtMost(most)) => bounds.push((fact, most)),
            None => {}
        }
    }
    for (fact, value) in found {
        let value = within(case.vocabulary, fact, value);
        if case.stated[fact].is_some_and(|stated| stated != value) {
            let code = case.vocabulary.facts[fact].code;
            problems.push(Problem::new("stated_otherwise", format!("/{code}")).with("fact", code));
        }
        case.stated[fact] = Some(value);
        case.computed[fact] = true;
    }
    for (fact, most) in bounds {
        if let Stated::Number(most) = within(case.vocabulary, fact, Stated::Number(most)) {
            set_upper_bound(case, fact, most, problems);
        }
    }
}

/// What events or amounts state about a fact.
enum Derived {
    Value(Stated),
    /// An upper bound of a number.
    AtMost(u32),
}

/// What events, amounts and the present state about a fact; `None` if they do not determine it.
fn derived(case: &Case, context: &Context, derivation: Derivation) -> Option<Derived> {
    let regions = context.regions;
    let days = |from: Option<Event>, to: Option<Event>| -> Option<u32> {
        Some(deadline::days_between(from?, to?, regions, case.choice(REGION)?))
    };
    let yes_no = |yes: bool| Some(Derived::Value(Stated::Choice(usize::from(!yes))));
    let now = case.now.map(Event::from);
    match derivation {
        // INVARIANT (a period ends with the buyer's request): when the seller reads the request does not matter; as long
        // as the event is not stated, the present is only a bound.
        Derivation::Days { from, to: Some(to) } => match case.event(to) {
            Some(to) => Some(Derived::Value(Stated::Number(days(case.event(from), Some(to))?))),
            None => Some(Derived::AtMost(days(case.event(from), now)?)),
        },
        Derivation::Days { from, to: None } => {
            Some(Derived::Value(Stated::Number(days(case.event(from), now)?)))
        }
        Derivation::Stated(event) => case.event(event).map(|_| Derived::Value(Stated::Choice(0))),
        Derivation::Passed(deadline) => yes_no(case.now? > case.event(deadline)?.at),
        Derivation::HighValue(amount) => {
            let value = case.amounts[amount].as_ref()?;
            yes_no(value.minor >= (context.high_value)(&value.currency)?)
        }
        Derivation::Part { part, whole } => {
            let (part, whole) = (case.amounts[part].as_ref()?, case.amounts[whole].as_ref()?);
            yes_no(part.minor >= whole.minor)
        }
        Derivation::Worth { price, cost } => {
            let price = price.iter().find_map(|amount| case.amounts[*amount].as_ref())?;
            yes_no(price.minor > case.amounts[cost].as_ref()?.minor)
        }
        // Computed with regard to what the case states of it.
        Derivation::Extended(_) => None,
    }
}

/// The periods of return of the regions that a case may be in.
fn return_periods(case: &Case, context: &Context) -> Vec<ReturnPeriod> {
    let region = case.choice(REGION);
    let all = context.regions.regions.iter().enumerate();
    let possible = all.filter(|(at, _)| region.is_none_or(|region| region == *at));
    possible.filter_map(|(_, at)| at.return_period).collect()
}

/// Whether the request came within the extension of the region's period of return, whose days a fact counts. `None` if
/// what is known of the case leaves it open, or if it makes no difference and the case states something.
fn extension(
    case: &Case,
    context: &Context,
    counting: FactId,
    is_stated: bool,
) -> Option<Extension> {
    let none = Extension { holds: false, by_weekends: false };
    let makes_no_difference = (!is_stated).then_some(none);
    let (regions, region) = (context.regions, case.choice(REGION));
    let periods = return_periods(case, context);
    if periods.is_empty() {
        return makes_no_difference;
    }
    let derivation = case.vocabulary.facts[counting].derivation?;
    let Derivation::Days { from, to: Some(to) } = derivation else { return None };
    let counted = match derived(case, context, derivation) {
        Some(Derived::Value(Stated::Number(days))) => Some(days),
        _ => match case.stated[counting] {
            Some(Stated::Number(days)) => Some(days),
            _ => None,
        },
    };
    let most = match derived(case, context, derivation) {
        Some(Derived::AtMost(most)) => Some(counted.map_or(most, |days| days.min(most))),
        _ => counted,
    };
    // INVARIANT (no period is extended by more than its region's longest run of days of rest).
    let is_beyond =
        |days: u32| periods.iter().all(|period| days > period.days + period.longest_rest);
    if counted.is_some_and(is_beyond) {
        return Some(none);
    }
    if most.is_some_and(|most| periods.iter().all(|period| most <= period.days)) {
        return makes_no_difference;
    }
    let region = region?;
    let period = regions.get(region).return_period?;
    let delivered = case.event(from)?;
    // The stated number of days implies the day of the request.
    let implied = || {
        let day = deadline::days_of(delivered, regions, region).latest;
        let day = day.checked_add_days(chrono::Days::new(counted?.into()))?;
        Some(Event { at: delivered.at, day: Some(day) })
    };
    let requested = case.event(to).or_else(implied)?;
    deadline::extension(period.days, delivered, requested, regions, region)
}

/// A value, at most the largest number of its fact.
fn within(vocabulary: &Vocabulary, fact: FactId, value: Stated) -> Stated {
    match (value, &vocabulary.facts[fact].kind) {
        (Stated::Number(number), Kind::Number { max, .. }) => Stated::Number(number.min(*max)),
        (value, _) => value,
    }
}

/// Sets the upper bound of a number. A larger stated number is reported and left out.
fn set_upper_bound(case: &mut Case, fact: FactId, most: u32, problems: &mut Vec<Problem>) {
    case.bounds[fact] = Some(Bound::AtMost(most));
    match case.stated[fact] {
        Some(Stated::Number(stated)) if stated <= most => return,
        Some(_) => {
            let code = case.vocabulary.facts[fact].code;
            problems.push(Problem::new("stated_otherwise", format!("/{code}")).with("fact", code));
            case.stated[fact] = None;
        }
        None => {}
    }
    case.computed[fact] = true;
}
