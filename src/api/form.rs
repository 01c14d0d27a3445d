//! The form: every fact with its words and values, and what can occur beside what a case already states.

use crate::present::answer::{CaseValue, FieldKind, Form, FormFact, FormValue};
use crate::present::cache::{PartId, Shared};
use crate::present::wording::{case_value, present_problem, text};
use crate::request::case::read_case;
use crate::request::settings::Settings;
use crate::shipped;
use crate::shipped::vocabulary;
use crate::words::catalogue::Catalogue;
use crate::words::text_id::TextId;
use aftersales_core::case::Case;
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::text::Text;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::currency::{Currency, digits};
use aftersales_core::vocabulary::facts::{COMPLAINT, FactId, Kind, ORDER_STATE, PLATFORM, REGION};

/// The form in a language, beside a case (`Null`: an empty one).
pub fn form(lang: &str, case: &Value) -> Form {
    let words = shipped::words(lang);
    let (case, _) = read_case(case, None, &Settings::default());
    let blocks = case.blocks();
    let vocabulary = vocabulary();
    let applies =
        |id: FactId| blocks.iter().any(|(complaint, at)| vocabulary.applies(id, *complaint, *at));
    let mut facts: Vec<Shared<FormFact>> =
        (0..vocabulary.facts.len()).map(|id| field(words, &case, id, applies(id))).collect();
    let usual = vocabulary.usual_currency(code(&case, PLATFORM), code(&case, REGION));
    let usual = usual.map_or("", |currency| currency.code);
    let known = &vocabulary.currencies;
    let usual_at = known.iter().position(|known| known.code == usual).unwrap_or_default();
    let mut input = |place: usize, applies: bool, start: usize, make: &dyn Fn() -> FormFact| {
        let about = PartId::Field(vocabulary.facts.len() + place, applies, start);
        facts.push(Shared::new(words, Some(about), make));
    };
    for (at, amount) in vocabulary.amounts.iter().enumerate() {
        let matters =
            |(complaint, state): &(usize, _)| vocabulary.amount_applies(at, *complaint, *state);
        let applies = blocks.iter().any(matters);
        let start = || Some(CaseValue::Code(usual.into()));
        let make = || FormFact { applies, starts_at: start(), ..money(words, amount.code) };
        input(at, applies, usual_at, &make);
    }
    for (at, event) in vocabulary.events.iter().enumerate() {
        let matters =
            |(complaint, state): &(usize, _)| vocabulary.event_applies(at, *complaint, *state);
        let applies = blocks.iter().any(matters);
        let make = || FormFact { applies, ..typed(words, event.code, FieldKind::Time) };
        input(vocabulary.amounts.len() + at, applies, 0, &make);
    }
    Form { lang: shipped::nearest_language(lang), facts }
}

/// What a case states of a choice; nothing where it states none.
fn code(case: &Case, fact: FactId) -> &'static str {
    let stated = case.choice(fact);
    stated.and_then(|at| case.vocabulary.codes(fact).get(at).copied()).unwrap_or_default()
}

/// A fact beside what a case states; always the same where all its values can occur.
fn field(
    words: &'static Catalogue<'static>,
    case: &Case,
    id: FactId,
    applies: bool,
) -> Shared<FormFact> {
    let refusals: Vec<Option<Refusal>> = match &vocabulary().facts[id].kind {
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
    refusals: Vec<Option<Refusal>>,
) -> FormFact {
    let fact = &vocabulary().facts[id];
    let of = |id: TextId| Text::Borrowed(words.by_id(id));
    let values = match &fact.kind {
        Kind::Choice(codes) => {
            let value =
                |((at, code), refusal): ((usize, &&'static str), Option<Refusal>)| FormValue {
                    code,
                    label: of(TextId::Value(id, at)),
                    possible: refusal.is_none(),
                    conflicts_with: refusal.as_ref().map(|refusal| refusal.conflicts_with),
                    why_not: refusal.map(|refusal| refusal.why),
                    group: (id == COMPLAINT).then(|| vocabulary().complaints[at].group),
                    common: id == COMPLAINT && vocabulary().complaints[at].common,
                    digits: None,
                };
            Some(codes.iter().enumerate().zip(refusals).map(value).collect())
        }
        // A number that saturates has few values, each with its words.
        Kind::Number { max, saturates: true } => {
            let codes = ["0", "1", "2"].iter().take(*max as usize + 1).enumerate();
            Some(codes.map(|(at, code)| plain(code, of(TextId::Value(id, at)))).collect())
        }
        Kind::Number { .. } => None,
    };
    let number = matches!(fact.kind, Kind::Number { .. });
    FormFact {
        code: fact.code,
        label: of(TextId::FactLabel(id)),
        help: words.help(id).into(),
        ask: words.find_by_id(TextId::FactAsk(id)).map(Text::Borrowed),
        kind: if number { FieldKind::Number } else { FieldKind::Choice },
        values,
        starts_at: fact.starts_at().map(|start| case_value(id, &start)),
        who: fact.who.code(),
        applies,
        shop_wide: fact.shop_wide,
        outdates: &fact.outdates,
        prevails: fact.prevails,
    }
}

/// An amount, with the currencies it may be in.
fn money(words: &'static Catalogue<'static>, code: &'static str) -> FormFact {
    let currency = |known: &Currency| FormValue {
        digits: Some(digits(known.code)),
        ..plain(known.code, known.code.into())
    };
    FormFact {
        values: Some(vocabulary().currencies.iter().map(currency).collect()),
        ..typed(words, code, FieldKind::Money)
    }
}

/// A value that can always occur.
fn plain(code: &'static str, label: Text) -> FormValue {
    FormValue {
        code,
        label,
        possible: true,
        why_not: None,
        conflicts_with: None,
        group: None,
        common: false,
        digits: None,
    }
}

/// What is typed in, not chosen.
fn typed(words: &'static Catalogue<'static>, code: &'static str, kind: FieldKind) -> FormFact {
    FormFact {
        code,
        label: text(words, &format!("fact.{code}.label")),
        help: words.help_of(code).into(),
        ask: None,
        kind,
        values: None,
        starts_at: None::<CaseValue>,
        who: "seller",
        applies: true,
        shop_wide: false,
        outdates: &[],
        prevails: false,
    }
}

/// Why a value cannot occur beside what the case states.
struct Refusal {
    /// In words.
    why: String,
    /// The stated fact without which it can.
    conflicts_with: &'static str,
}

/// Why a value cannot occur beside what the case states; `None` if it can.
fn why_not(words: &Catalogue, case: &Case, fact: FactId, at: usize) -> Option<Refusal> {
    let vocabulary = case.vocabulary;
    let state_code = |state: usize| vocabulary.order_states()[state];
    let refusal = |problem: Problem, conflicts_with: FactId| {
        let why = present_problem(words, &problem).message;
        Some(Refusal { why, conflicts_with: vocabulary.facts[conflicts_with].code })
    };
    let not_raised = |complaint: usize, state: usize, beside: FactId| {
        if vocabulary.can_be_raised(complaint, Some(state)) {
            return None;
        }
        let problem = Problem::new("cannot_be_raised", "")
            .with("complaint", vocabulary.complaints[complaint].code)
            .with("order_state", state_code(state));
        refusal(problem, beside)
    };
    match (fact, case.choice(COMPLAINT), case.choice(ORDER_STATE)) {
        (COMPLAINT, _, Some(state)) if vocabulary.has_order_state(at) => {
            not_raised(at, state, ORDER_STATE)
        }
        (ORDER_STATE, Some(complaint), _) if vocabulary.has_order_state(complaint) => {
            not_raised(complaint, at, COMPLAINT)
        }
        (COMPLAINT | ORDER_STATE, ..) => None,
        (_, _, Some(state)) if vocabulary.never(fact, Some(state)).contains(at) => {
            let problem = Problem::new("cannot_occur", "")
                .with("fact", vocabulary.facts[fact].code)
                .with("value", vocabulary.codes(fact)[at])
                .with("order_state", state_code(state));
            refusal(problem, ORDER_STATE)
        }
        _ => None,
    }
}
