//! The form: every fact with its words and values, and what can occur beside what a case already states.

use crate::present::answer::{CaseValue, FieldKind, Form, FormFact, FormValue};
use crate::present::cache::{PartId, Shared};
use crate::present::wording::text;
use crate::request::amount::usual_currency;
use crate::request::case::read_case;
use crate::request::settings::Settings;
use crate::shipped;
use crate::words::catalogue::Catalogue;
use crate::words::text_id::TextId;
use aftersales_core::case::Case;
use aftersales_core::plain::text::Text;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::currency::CURRENCIES;
use aftersales_core::vocabulary::currency::Currency;
use aftersales_core::vocabulary::facts::{
    self, AMOUNTS, COMPLAINT, EVENTS, FACTS, FactId, Kind, ORDER_STATE, REGION,
};

/// Complaints by the groups in which a seller looks for them.
const GROUPS: &[(&str, &[&str])] = &[
    ("parcel", &["not_received", "where_is_it", "refused_parcel"]),
    (
        "goods",
        &[
            "wrong_item",
            "missing_item",
            "damaged",
            "quality_problem",
            "not_as_described",
            "counterfeit",
        ],
    ),
    ("changes", &["cancel_order", "change_address", "changed_mind", "wants_exchange"]),
    ("money", &["refund_progress", "refund_dispute", "price_drop", "invoice_request"]),
    ("reviews", &["negative_review", "advertising_review"]),
    ("own", &["late_shipment", "campaign_cancelled", "plan_campaign_cancel", "deposit_refund"]),
    ("unsure", &["something_else", "suspected_abuse"]),
];

/// The form in a language, beside a case (`Null`: an empty one).
pub fn form(lang: &str, case: &Value) -> Form {
    let words = shipped::words(lang);
    let (case, _) = read_case(case, None, &Settings::default());
    let blocks = case.blocks();
    let applies =
        |id: FactId| blocks.iter().any(|(complaint, at)| facts::applies(id, *complaint, *at));
    let mut facts: Vec<Shared<FormFact>> =
        (0..FACTS.len()).map(|id| field(words, &case, id, applies(id))).collect();
    let usual = usual_currency(code(&case, "platform"), code(&case, FACTS[REGION].code)).code;
    let usual_at = CURRENCIES.iter().position(|known| known.code == usual).unwrap_or_default();
    let mut input = |place: usize, applies: bool, start: usize, make: &dyn Fn() -> FormFact| {
        let about = PartId::Field(FACTS.len() + place, applies, start);
        facts.push(Shared::new(words, Some(about), make));
    };
    for (at, amount) in AMOUNTS.iter().enumerate() {
        let matters =
            |(complaint, state): &(usize, _)| facts::amount_applies(at, *complaint, *state);
        let applies = blocks.iter().any(matters);
        let start = || Some(CaseValue::Code(usual.into()));
        let make = || FormFact { applies, starts_at: start(), ..money(words, amount) };
        input(at, applies, usual_at, &make);
    }
    for (at, event) in EVENTS.iter().enumerate() {
        input(AMOUNTS.len() + at, true, 0, &|| typed(words, event, FieldKind::Time));
    }
    Form { lang: shipped::nearest_language(lang), facts }
}

/// What a case states of a choice; nothing where it states none.
fn code(case: &Case, fact: &str) -> &'static str {
    let stated = facts::find(fact).and_then(|fact| Some((fact, case.choice(fact)?)));
    match stated.map(|(fact, at)| (FACTS[fact].kind, at)) {
        Some((Kind::Choice(codes), at)) => codes.get(at).copied().unwrap_or_default(),
        _ => "",
    }
}

/// A fact beside what a case states; always the same where all its values can occur.
fn field(
    words: &'static Catalogue<'static>,
    case: &Case,
    id: FactId,
    applies: bool,
) -> Shared<FormFact> {
    let refusals: Vec<Option<String>> = match FACTS[id].kind {
        Kind::Choice(codes) => (0..codes.len()).map(|at| why_not(words, case, id, at)).collect(),
        Kind::Number { .. } => Vec::new(),
    };
    let about = refusals.iter().all(Option::is_none).then_some(PartId::Field(id, applies, 0));
    Shared::new(words, about, || fact(words, id, applies, refusals))
}

/// A fact with its values; `refusals` gives for each value of a choice why it cannot occur.
fn fact(
    words: &'static Catalogue<'static>,
    id: FactId,
    applies: bool,
    refusals: Vec<Option<String>>,
) -> FormFact {
    let fact = &FACTS[id];
    let of = |id: TextId| Text::Borrowed(words.by_id(id));
    let values = match fact.kind {
        Kind::Choice(codes) => {
            let value =
                |((at, code), why_not): ((usize, &&'static str), Option<String>)| FormValue {
                    code,
                    label: of(TextId::Value(id, at)),
                    possible: why_not.is_none(),
                    why_not,
                    group: (id == COMPLAINT).then(|| group(code)).flatten(),
                    digits: None,
                };
            Some(codes.iter().enumerate().zip(refusals).map(value).collect())
        }
        // A number that saturates has few values, each with its words.
        Kind::Number { max, saturates: true } => {
            let codes = ["0", "1", "2"].iter().take(max as usize + 1).enumerate();
            Some(codes.map(|(at, code)| plain(code, of(TextId::Value(id, at)))).collect())
        }
        Kind::Number { .. } => None,
    };
    let number = matches!(fact.kind, Kind::Number { .. });
    FormFact {
        code: fact.code,
        label: of(TextId::FactLabel(id)),
        help: of(TextId::FactHelp(id)),
        ask: Some(of(TextId::FactAsk(id))),
        kind: if number { FieldKind::Number } else { FieldKind::Choice },
        values,
        starts_at: fact.starts_at.map(|start| crate::present::wording::case_value(id, start)),
        who: fact.who.code(),
        applies,
    }
}

/// An amount, with the currencies it may be in.
fn money(words: &'static Catalogue<'static>, code: &'static str) -> FormFact {
    let currency = |known: &Currency| FormValue {
        digits: Some(known.digits),
        ..plain(known.code, known.code.into())
    };
    FormFact {
        values: Some(CURRENCIES.iter().map(currency).collect()),
        ..typed(words, code, FieldKind::Money)
    }
}

/// A value that can always occur.
fn plain(code: &'static str, label: Text) -> FormValue {
    FormValue { code, label, possible: true, why_not: None, group: None, digits: None }
}

/// What is typed in, not chosen.
fn typed(words: &'static Catalogue<'static>, code: &'static str, kind: FieldKind) -> FormFact {
    FormFact {
        code,
        label: text(words, &format!("fact.{code}.label")),
        help: text(words, &format!("fact.{code}.help")),
        ask: None,
        kind,
        values: None,
        starts_at: None::<CaseValue>,
        who: "seller",
        applies: true,
    }
}

fn group(complaint: &str) -> Option<&'static str> {
    GROUPS.iter().find(|(_, members)| members.contains(&complaint)).map(|(code, _)| *code)
}

/// Why a value cannot occur beside what the case states, in words; `None` if it can.
fn why_not(words: &Catalogue, case: &Case, fact: FactId, at: usize) -> Option<String> {
    let reason = |complaint: usize, state: usize| {
        let problem = aftersales_core::plain::problem::Problem::new("cannot_be_raised", "")
            .with("complaint", facts::COMPLAINTS[complaint].0)
            .with("order_state", facts::ORDER_STATES[state]);
        Some(crate::present::wording::present_problem(words, &problem).message)
    };
    match (fact, case.choice(COMPLAINT), case.choice(ORDER_STATE)) {
        (COMPLAINT, _, Some(state)) if facts::has_order_state(at) => {
            if facts::can_be_raised(at, Some(state)) { None } else { reason(at, state) }
        }
        (ORDER_STATE, Some(complaint), _) if facts::has_order_state(complaint) => {
            if facts::can_be_raised(complaint, Some(at)) {
                None
            } else {
                reason(complaint, at)
            }
        }
        (_, _, Some(state)) => {
            let Kind::Choice(codes) = FACTS[fact].kind else { return None };
            let hits = |(code, values): &(&str, &[&str])| {
                (*code == "order_state" && values.contains(&facts::ORDER_STATES[state]))
                    || (*code == FACTS[fact].code
                        && codes.get(at).is_some_and(|code| values.contains(code)))
            };
            let impossible = facts::IMPOSSIBLE.iter().any(|combination| {
                combination.iter().any(|(code, _)| *code == FACTS[fact].code)
                    && combination.iter().all(hits)
            });
            let problem = aftersales_core::plain::problem::Problem::new("cannot_occur", "")
                .with("fact", FACTS[fact].code)
                .with("value", codes.get(at).copied().unwrap_or_default())
                .with("order_state", facts::ORDER_STATES[state]);
            impossible.then(|| crate::present::wording::present_problem(words, &problem).message)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_complaint_is_in_one_group() {
        for (code, _) in facts::COMPLAINTS {
            let groups = GROUPS.iter().filter(|(_, members)| members.contains(code)).count();
            assert_eq!(groups, 1, "{code}");
        }
    }
}
