//! The facts of a case: their values, where they apply, and which combinations cannot occur. Codes are part of the
//! public contract: they are never renamed or reused.
//!
//! The build fails if no rule tests a fact.

use Condition::{Everywhere, Where};

/// Position of a fact in [`FACTS`].
pub type FactId = usize;

/// A set of values of one fact: bit `n` stands for the value (for numbers, the range) at position `n`.
pub type Values = u64;

/// A value of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// Position among the values of a choice.
    Choice(usize),
    Number(u32),
}

/// Number of facts.
pub const N: usize = FACTS.len();

/// The kind of values that a fact takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One code of a closed set.
    Choice(&'static [&'static str]),
    /// A whole number from 0 to `max`; larger numbers are read as `max` if `saturates`.
    Number { max: u32, saturates: bool },
}

/// Who knows the value of a fact, and so is asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Seller,
    Buyer,
}

impl Who {
    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Who::Seller => "seller",
            Who::Buyer => "buyer",
        }
    }
}

/// The complaints and order states at which a fact applies.
#[derive(Clone, Copy, Debug)]
pub enum Condition {
    /// At every complaint and order state.
    Everywhere,
    /// At these pairs of complaints and order states; an empty list of order states stands for all.
    Where(&'static [(&'static [&'static str], &'static [&'static str])]),
}

/// A fact of the vocabulary.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// Public code.
    pub code: &'static str,
    pub kind: Kind,
    /// The value that is assumed if the case does not state the fact; `None`: the fact is then unknown.
    pub starts_at: Option<&'static str>,
    pub who: Who,
    pub applies: Condition,
    /// Whether the fact is computed from events or amounts if the case states those.
    pub derived: bool,
    /// Whether the fact changes as the case proceeds, so that counterfactuals may vary it.
    pub unfolds: bool,
}

pub const PLATFORM: FactId = 0;
pub const REGION: FactId = 1;
pub const ORDER_STATE: FactId = 2;
pub const COMPLAINT: FactId = 3;
/// Rules that do not test this fact require `resolved = no` where it applies.
pub const RESOLVED: FactId = id("resolved");

/// Codes of the order states, in the order of a parcel's journey.
pub static ORDER_STATES: &[&str] =
    &["unshipped", "in_transit", "delivered", "return_in_transit", "return_received", "completed"];

const ALL_STATES: &[&str] = &[];
const HELD: &[&str] = &["delivered", "completed"];
const AFTER_DELIVERY: &[&str] = &["delivered", "return_in_transit", "return_received", "completed"];
/// Order states of a parcel that was refused on delivery.
const COMING_BACK: &[&str] = &["in_transit", "return_in_transit", "return_received"];

/// Codes of the complaints, each with the order states at which it can be raised; `None` for complaints that are
/// not about one order.
pub static COMPLAINTS: &[(&str, Option<&[&str]>)] = &[
    ("not_received", Some(&["unshipped", "in_transit", "delivered", "completed"])),
    ("where_is_it", Some(&["unshipped", "in_transit", "delivered"])),
    ("late_shipment", Some(&["unshipped", "in_transit"])),
    ("cancel_order", Some(&["unshipped", "in_transit", "return_in_transit", "return_received"])),
    ("change_address", Some(&["unshipped", "in_transit"])),
    ("wrong_item", Some(AFTER_DELIVERY)),
    ("missing_item", Some(AFTER_DELIVERY)),
    ("damaged", Some(AFTER_DELIVERY)),
    ("quality_problem", Some(AFTER_DELIVERY)),
    ("not_as_described", Some(AFTER_DELIVERY)),
    ("changed_mind", Some(AFTER_DELIVERY)),
    ("wants_exchange", Some(ORDER_STATES)),
    ("refund_progress", Some(ORDER_STATES)),
    ("refund_dispute", Some(ORDER_STATES)),
    ("negative_review", Some(ORDER_STATES)),
    ("advertising_review", Some(HELD)),
    ("suspected_abuse", Some(ORDER_STATES)),
    ("campaign_cancelled", Some(&["unshipped", "in_transit", "delivered"])),
    ("plan_campaign_cancel", None),
    ("deposit_refund", None),
    ("something_else", Some(ORDER_STATES)),
    ("counterfeit", Some(AFTER_DELIVERY)),
    ("refused_parcel", Some(COMING_BACK)),
    ("price_drop", Some(&["unshipped", "in_transit", "delivered", "completed"])),
    ("invoice_request", Some(ORDER_STATES)),
];

/// The codes of [`COMPLAINTS`], in their order.
const COMPLAINT_CODES: &[&str] = &{
    let mut codes = [""; COMPLAINTS.len()];
    let mut at = 0;
    while at < codes.len() {
        codes[at] = COMPLAINTS[at].0;
        at += 1;
    }
    codes
};

/// Complaints about one buyer's order, as opposed to those of the shop itself.
const OF_A_BUYER: &[&str] = &[
    "not_received",
    "where_is_it",
    "late_shipment",
    "cancel_order",
    "change_address",
    "wrong_item",
    "missing_item",
    "damaged",
    "quality_problem",
    "not_as_described",
    "changed_mind",
    "wants_exchange",
    "refund_progress",
    "refund_dispute",
    "negative_review",
    "advertising_review",
    "suspected_abuse",
    "campaign_cancelled",
    "something_else",
    "counterfeit",
    "refused_parcel",
    "price_drop",
    "invoice_request",
];
const FAULTY: &[&str] = &["wrong_item", "missing_item", "damaged", "quality_problem"];
const CLAIMED: &[&str] =
    &["wrong_item", "missing_item", "damaged", "quality_problem", "not_as_described"];
const SENT_BACK: &[&str] = &["not_as_described", "changed_mind", "wants_exchange"];
const RETURNED: &[&str] = &[
    "wrong_item",
    "missing_item",
    "damaged",
    "quality_problem",
    "not_as_described",
    "changed_mind",
    "wants_exchange",
];

const YES_NO: Kind = Kind::Choice(&["yes", "no"]);

const fn fact(code: &'static str, kind: Kind, applies: Condition) -> Fact {
    Fact { code, kind, starts_at: None, who: Who::Seller, applies, derived: false, unfolds: false }
}

impl Fact {
    const fn starts_at(mut self, value: &'static str) -> Fact {
        self.starts_at = Some(value);
        self
    }
    const fn buyer_knows(mut self) -> Fact {
        self.who = Who::Buyer;
        self
    }
    const fn derived(mut self) -> Fact {
        self.derived = true;
        self
    }
    const fn unfolds(mut self) -> Fact {
        self.unfolds = true;
        self
    }
}

/// All facts. Amounts and events are further inputs, from which derived facts are computed.
pub static FACTS: &[Fact] = &[
    fact(
        "platform",
        Kind::Choice(&[
            "taobao",
            "aliexpress",
            "lazada",
            "amazon",
            "cross_border",
            "shopee",
            "ebay",
        ]),
        Everywhere,
    ),
    fact(
        "buyer_region",
        Kind::Choice(&["cn", "eu", "uk", "us", "sg", "my", "ph", "th", "vn", "id", "other"]),
        Where(&[(OF_A_BUYER, ALL_STATES), (&["plan_campaign_cancel"], ALL_STATES)]),
    ),
    fact("order_state", Kind::Choice(ORDER_STATES), Where(&[(OF_A_BUYER, ALL_STATES)])).unfolds(),
    fact("complaint", Kind::Choice(COMPLAINT_CODES), Everywhere).buyer_knows(),
    fact(
        "fulfilment",
        Kind::Choice(&["seller", "platform"]),
        Where(&[
            (&["not_received", "where_is_it", "late_shipment"], ALL_STATES),
            (RETURNED, AFTER_DELIVERY),
            (&["counterfeit"], AFTER_DELIVERY),
            (&["refused_parcel"], COMING_BACK),
        ]),
    )
    .starts_at("seller"),
    fact(
        "evidence",
        Kind::Choice(&["not_asked", "awaited", "confirmed", "refuted"]),
        Where(&[
            (CLAIMED, HELD),
            (&["counterfeit"], HELD),
            (&["refused_parcel"], COMING_BACK),
            (&["suspected_abuse"], AFTER_DELIVERY),
        ]),
    )
    .starts_at("not_asked")
    .unfolds(),
    fact(
        "buyer_wants",
        Kind::Choice(&[
            "not_asked",
            "refund",
            "replacement",
            "exchange",
            "repair",
            "keep_item",
            "wait",
        ]),
        Where(&[(CLAIMED, HELD), (&["not_received"], &["in_transit", "delivered", "completed"])]),
    )
    .starts_at("not_asked")
    .buyer_knows()
    .unfolds(),
    fact(
        "buyer_waits",
        Kind::Choice(&["not_asked", "agrees", "insists"]),
        Where(&[
            (&["not_received", "late_shipment"], &["unshipped", "in_transit"]),
            (&["cancel_order"], &["in_transit"]),
        ]),
    )
    .starts_at("not_asked")
    .buyer_knows()
    .unfolds(),
    fact(
        "interception",
        Kind::Choice(&["not_tried", "succeeded", "failed"]),
        Where(&[(
            &["not_received", "late_shipment", "cancel_order", "change_address"],
            &["in_transit"],
        )]),
    )
    .starts_at("not_tried")
    .unfolds(),
    fact(
        "tracking",
        Kind::Choice(&["not_checked", "moving", "stalled", "lost", "shows_delivered"]),
        Where(&[(&["not_received", "where_is_it"], &["in_transit", "delivered", "completed"])]),
    )
    .starts_at("not_checked")
    .unfolds(),
    fact(
        "item_condition",
        Kind::Choice(&["unknown", "intact", "opened", "affected"]),
        Where(&[(SENT_BACK, &["delivered", "return_received", "completed"])]),
    )
    .starts_at("unknown")
    .buyer_knows()
    .unfolds(),
    fact(
        "goods_kind",
        Kind::Choice(&[
            "ordinary",
            "custom_made",
            "perishable",
            "digital",
            "periodical",
            "hygiene",
        ]),
        Where(&[(&["changed_mind", "not_as_described"], HELD), (&["refused_parcel"], COMING_BACK)]),
    )
    .starts_at("ordinary"),
    fact("exclusion_confirmed", YES_NO, Where(&[(&["changed_mind", "not_as_described"], HELD)])),
    fact("informed_of_withdrawal", YES_NO, Where(&[(&["changed_mind", "not_as_described"], HELD)])),
    fact(
        "cause",
        Kind::Choice(&["human_error", "system_error"]),
        Where(&[(&["late_shipment"], &["unshipped"])]),
    ),
    fact(
        "offers_declined",
        Kind::Number { max: 2, saturates: true },
        Where(&[
            (CLAIMED, HELD),
            (&["late_shipment", "refund_dispute", "campaign_cancelled"], ALL_STATES),
        ]),
    )
    .starts_at("0")
    .unfolds(),
    fact(
        "platform_case",
        Kind::Choice(&["none", "open", "decided"]),
        Where(&[(OF_A_BUYER, ALL_STATES)]),
    )
    .starts_at("none")
    .unfolds(),
    fact("mood", Kind::Choice(&["calm", "upset", "angry"]), Where(&[(OF_A_BUYER, ALL_STATES)]))
        .starts_at("calm"),
    fact("needs_other_team", YES_NO, Where(&[(OF_A_BUYER, ALL_STATES)])).starts_at("no").unfolds(),
    fact("resolved", YES_NO, Where(&[(OF_A_BUYER, ALL_STATES)])).starts_at("no").unfolds(),
    fact("processed", YES_NO, Where(&[(&["campaign_cancelled"], &["unshipped"])])),
    fact(
        "deposit_kind",
        Kind::Choice(&["limited_term", "unlimited_term"]),
        Where(&[(&["deposit_refund"], ALL_STATES)]),
    ),
    fact(
        "violations",
        Kind::Choice(&["none", "some"]),
        Where(&[(&["deposit_refund"], ALL_STATES)]),
    ),
    fact(
        "sales_target",
        Kind::Choice(&["met", "missed"]),
        Where(&[(&["deposit_refund"], ALL_STATES)]),
    )
    .unfolds(),
    fact("term_ended", YES_NO, Where(&[(&["deposit_refund"], ALL_STATES)])).unfolds(),
    fact(
        "days_since_delivery",
        Kind::Number { max: 3660, saturates: false },
        Where(&[(FAULTY, HELD), (&["not_as_described", "changed_mind", "wants_exchange"], HELD)]),
    )
    .derived()
    .unfolds(),
    fact(
        "days_since_return_received",
        Kind::Number { max: 3660, saturates: false },
        Where(&[
            (RETURNED, &["return_received"]),
            (&["cancel_order", "refund_progress"], &["return_received"]),
        ]),
    )
    .derived()
    .unfolds(),
    fact(
        "ship_by_passed",
        YES_NO,
        Where(&[(&["not_received", "where_is_it", "late_shipment"], &["unshipped"])]),
    )
    .derived()
    .unfolds(),
    fact(
        "deliver_by_passed",
        YES_NO,
        Where(&[(&["not_received", "where_is_it"], &["in_transit"])]),
    )
    .derived()
    .unfolds(),
    fact("high_value", YES_NO, Where(&[(&["change_address"], &["in_transit"])])).derived(),
    // In China: the last of the seven days was a day of rest, and the next working day has not ended.
    fact("return_period_extended", YES_NO, Where(&[(&["changed_mind", "not_as_described"], HELD)]))
        .starts_at("no")
        .derived()
        .unfolds(),
];

/// Codes of the events of a case: instants from which derived facts and deadlines are computed.
pub static EVENTS: &[&str] = &[
    "paid_at",
    "ship_by",
    "deliver_by",
    "shipped_at",
    "delivered_at",
    "requested_at",
    "return_received_at",
    "claimed_at",
];

/// Codes of the amounts of a case, all in one currency: the amount paid, the price of the item concerned if that is
/// not the whole order, and the cost of the return freight.
pub static AMOUNTS: &[&str] = &["order_value", "item_price", "return_freight"];

/// For each of [`AMOUNTS`]: the complaints and order states at which it applies.
const AMOUNT_CONDITIONS: [Condition; AMOUNTS.len()] =
    [Everywhere, Where(&[(CLAIMED, HELD)]), Where(&[(RETURNED, HELD)])];

/// Whether an amount (position in [`AMOUNTS`]) applies at a complaint and order state.
pub fn amount_applies(amount: usize, complaint: usize, order_state: Option<usize>) -> bool {
    AMOUNTS_APPLY[amount][complaint] & state_bit(order_state) != 0
}

/// Combinations of values that cannot occur together: each lists facts with their values. Impossible pairs of
/// complaint and order state follow from [`COMPLAINTS`] instead.
pub static IMPOSSIBLE: &[&[(&str, &[&str])]] = &[
    // A parcel whose tracking shows it as delivered has the order state `delivered`.
    &[("order_state", &["in_transit"]), ("tracking", &["shows_delivered"])],
    // A delivered parcel does not move.
    &[("order_state", HELD), ("tracking", &["moving"])],
];

/// The positions in a set, ascending.
pub fn members(mut values: Values) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let first = values.trailing_zeros();
        values &= values.wrapping_sub(1);
        (first < Values::BITS).then_some(first as usize)
    })
}

/// The fact with a code.
pub fn find(code: &str) -> Option<FactId> {
    FACTS.iter().position(|fact| fact.code == code)
}

/// The position of a value of a choice, by its code.
pub fn value_index(fact: FactId, code: &str) -> Option<usize> {
    match FACTS[fact].kind {
        Kind::Choice(codes) => codes.iter().position(|value| *value == code),
        Kind::Number { .. } => None,
    }
}

/// Whether a complaint (position) is about one order, and so has an order state.
pub fn has_order_state(complaint: usize) -> bool {
    COMPLAINTS[complaint].1.is_some()
}

/// Whether a complaint can be raised at an order state, both by position; the state of complaints that are not about
/// one order is `None`.
pub fn can_be_raised(complaint: usize, order_state: Option<usize>) -> bool {
    RAISED.get(complaint).is_some_and(|states| states & state_bit(order_state) != 0)
}

/// Whether a fact applies at a complaint and order state.
pub fn applies(fact: FactId, complaint: usize, order_state: Option<usize>) -> bool {
    APPLIES[fact][complaint] & state_bit(order_state) != 0
}

/// Every possible pair of complaint and order state: the blocks of the case space.
pub fn blocks() -> impl Iterator<Item = (usize, Option<usize>)> {
    (0..COMPLAINTS.len()).flat_map(|complaint| {
        let states = (0..ORDER_STATES.len()).map(Some).chain([None]);
        states
            .filter(move |state| can_be_raised(complaint, *state))
            .map(move |state| (complaint, state))
    })
}

/// A set of order states: bit `n` stands for the state at position `n`, [`STATELESS`] for no state.
type States = u8;

const STATELESS: States = 1 << ORDER_STATES.len();
const ANY_STATE: States = STATELESS - 1;

/// The set of one order state, or [`STATELESS`].
fn state_bit(order_state: Option<usize>) -> States {
    order_state.map_or(STATELESS, |state| 1u8.checked_shl(state as u32).unwrap_or(0) & ANY_STATE)
}

/// For each complaint: the order states at which it can be raised.
static RAISED: [States; COMPLAINTS.len()] = {
    let mut raised = [STATELESS; COMPLAINTS.len()];
    let mut at = 0;
    while at < raised.len() {
        if let Some(states) = COMPLAINTS[at].1 {
            raised[at] = states_of(states);
        }
        at += 1;
    }
    raised
};

/// For each fact and complaint: the order states at which the fact applies.
static APPLIES: [[States; COMPLAINTS.len()]; FACTS.len()] = {
    let mut applies = [[0; COMPLAINTS.len()]; FACTS.len()];
    let mut fact = 0;
    while fact < FACTS.len() {
        applies[fact] = by_complaint(FACTS[fact].applies);
        fact += 1;
    }
    applies
};

/// For each amount and complaint: the order states at which the amount applies.
static AMOUNTS_APPLY: [[States; COMPLAINTS.len()]; AMOUNTS.len()] = {
    let mut apply = [[0; COMPLAINTS.len()]; AMOUNTS.len()];
    let mut amount = 0;
    while amount < AMOUNTS.len() {
        apply[amount] = by_complaint(AMOUNT_CONDITIONS[amount]);
        amount += 1;
    }
    apply
};

const fn by_complaint(condition: Condition) -> [States; COMPLAINTS.len()] {
    let mut applies = [0; COMPLAINTS.len()];
    let mut complaint = 0;
    while complaint < COMPLAINTS.len() {
        applies[complaint] = applies_to(condition, COMPLAINTS[complaint].0);
        complaint += 1;
    }
    applies
}

const fn applies_to(condition: Condition, complaint: &str) -> States {
    let Where(pairs) = condition else { return ANY_STATE | STATELESS };
    let mut states = 0;
    let mut at = 0;
    while at < pairs.len() {
        let (complaints, of) = pairs[at];
        if position(complaints, complaint).is_some() {
            states |= if of.is_empty() { ANY_STATE | STATELESS } else { states_of(of) };
        }
        at += 1;
    }
    states
}

const fn states_of(codes: &[&str]) -> States {
    let mut states = 0;
    let mut at = 0;
    while at < codes.len() {
        match position(ORDER_STATES, codes[at]) {
            Some(state) => states |= 1 << state,
            None => panic!("no order state of that code"),
        }
        at += 1;
    }
    states
}

/// The fact with a code, evaluated at compile time; an unknown code does not compile.
pub const fn id(code: &str) -> FactId {
    let mut at = 0;
    while at < FACTS.len() {
        if same(FACTS[at].code, code) {
            return at;
        }
        at += 1;
    }
    panic!("no fact of that code")
}

/// The assumed value of each fact: the position of a choice's value, or the number.
pub static STARTS: [Option<u32>; FACTS.len()] = {
    let mut starts = [None; FACTS.len()];
    let mut fact = 0;
    while fact < FACTS.len() {
        starts[fact] = match (FACTS[fact].starts_at, FACTS[fact].kind) {
            (None, _) => None,
            (Some(code), Kind::Choice(codes)) => match position(codes, code) {
                Some(at) => Some(at as u32),
                None => panic!("a fact starts at a value that it does not have"),
            },
            (Some(digits), Kind::Number { .. }) => match u32::from_str_radix(digits, 10) {
                Ok(number) => Some(number),
                Err(_) => panic!("a number starts at something else"),
            },
        };
        fact += 1;
    }
    starts
};

/// The position of a text in a list, also at compile time.
pub const fn position(list: &[&str], text: &str) -> Option<usize> {
    let mut at = 0;
    while at < list.len() {
        if same(list[at], text) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether two texts are equal, also at compile time.
pub const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_facts_that_come_first_stand_where_their_names_say() {
        assert_eq!(FACTS[PLATFORM].code, "platform");
        assert_eq!(FACTS[REGION].code, "buyer_region");
        assert_eq!(FACTS[ORDER_STATE].code, "order_state");
        assert_eq!(FACTS[COMPLAINT].code, "complaint");
    }

    #[test]
    fn every_start_value_is_a_value() {
        for (id, fact) in FACTS.iter().enumerate() {
            if let (Some(start), Kind::Choice(_)) = (fact.starts_at, fact.kind) {
                assert!(value_index(id, start).is_some(), "{} starts at {start}", fact.code);
            }
        }
    }

    #[test]
    fn impossible_combinations_name_facts_and_values() {
        for combination in IMPOSSIBLE {
            for (code, values) in *combination {
                let fact = find(code).expect("a fact");
                assert!(values.iter().all(|value| value_index(fact, value).is_some()), "{code}");
            }
        }
    }
}
