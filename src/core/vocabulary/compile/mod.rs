//! Makes a vocabulary of its entries: codes become positions, traits become sets, and mistakes are stated plainly.

mod acts;
mod codes;
mod facts;
mod markets;

use crate::plain::set::Set;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::complaints::{ANY_STATE, Complaint, Places, STATELESS, States, state_bit};
use crate::vocabulary::currency::{Currency, is_currency};
use crate::vocabulary::entries::{CurrencyEntry, Entries, PlaceOfUse};
use crate::vocabulary::events::{Amount, Event};
use crate::vocabulary::facts::{Fact, Roles};

/// The trait of every complaint that has an order state.
const ABOUT_AN_ORDER: &str = "about_an_order";

/// The vocabulary of these entries, or every mistake in them.
pub fn compile(entries: &Entries) -> Result<Vocabulary, Vec<String>> {
    let mut compiler = Compiler { entries, mistakes: Vec::new() };
    let vocabulary = compiler.vocabulary();
    if compiler.mistakes.is_empty() { Ok(vocabulary) } else { Err(compiler.mistakes) }
}

struct Compiler<'a> {
    entries: &'a Entries,
    mistakes: Vec<String>,
}

/// A code that lives as long as the program.
fn lasting(code: &str) -> &'static str {
    code.to_owned().leak()
}

fn position<'a>(mut codes: impl Iterator<Item = &'a String>, code: &str) -> Option<usize> {
    codes.position(|other| other == code)
}

impl Compiler<'_> {
    fn vocabulary(&mut self) -> Vocabulary {
        let entries = self.entries;
        self.check_codes();
        let complaints: Vec<Complaint> = entries
            .complaints
            .iter()
            .map(|entry| Complaint {
                code: lasting(&entry.code),
                group: lasting(&entry.group),
                common: entry.common,
                raised_at: match entry.at.as_deref() {
                    None => ANY_STATE & self.all_states(),
                    Some([]) => STATELESS,
                    Some(at) => self.states(at, &format!("complaint `{}`", entry.code)),
                },
                to: entry.to,
            })
            .collect();
        let facts: Vec<Fact> = entries.facts.iter().map(|entry| self.fact(entry)).collect();
        let events = entries
            .events
            .iter()
            .map(|entry| {
                let owner = format!("event `{}`", entry.code);
                Event {
                    code: lasting(&entry.code),
                    is_deadline: entry.deadline,
                    after: entry.after.iter().map(|code| self.event(code, &owner)).collect(),
                    not_at: self.states(&entry.not_at, &owner),
                    applies: self.places(entry.applies.as_deref(), &owner),
                    leads: entry.leads,
                }
            })
            .collect();
        let amounts = entries
            .amounts
            .iter()
            .map(|entry| {
                let owner = format!("amount `{}`", entry.code);
                Amount {
                    code: lasting(&entry.code),
                    applies: self.places(entry.applies.as_deref(), &owner),
                    at_most: entry.at_most.as_ref().map(|code| self.amount(code, &owner)),
                }
            })
            .collect();
        let currency = |entry: &CurrencyEntry| Currency {
            code: lasting(&entry.code),
            high_value: entry.high_value,
        };
        for entry in &entries.currencies {
            if !is_currency(&entry.code) {
                self.mistake(format!("`{}` is no currency, as in \"EUR\"", entry.code));
            }
        }
        let fact = |code: &str| position(entries.facts.iter().map(|entry| &entry.code), code);
        let markets = self.markets(&facts);
        let roles =
            Roles { offers_declined: fact("offers_declined"), buyer_wants: fact("buyer_wants") };
        Vocabulary {
            facts,
            roles,
            complaints,
            events,
            amounts,
            acts: entries.acts.iter().map(|entry| self.act(entry)).collect(),
            groups: self.groups(),
            remedies: entries.remedies.iter().map(|entry| self.remedy(entry)).collect(),
            ways: self.ways(),
            reasons: entries.reasons.iter().map(|entry| self.reason(entry)).collect(),
            currencies: entries.currencies.iter().map(currency).collect(),
            paid_in: self.paid_in(),
            markets,
        }
    }

    fn mistake(&mut self, what: String) {
        self.mistakes.push(what);
    }

    fn all_states(&self) -> States {
        (0..self.entries.order_states.len()).fold(0, |all, at| all | state_bit(Some(at)))
    }

    /// The order states of these codes and traits.
    fn states(&mut self, names: &[String], owner: &str) -> States {
        let mut states = 0;
        for name in names {
            let mut found = 0;
            for (at, state) in self.entries.order_states.iter().enumerate() {
                if state.code == *name || state.traits.contains(name) {
                    found |= state_bit(Some(at));
                }
            }
            if found == 0 {
                self.mistake(format!("{owner}: `{name}` is no order state and no trait of one"));
            }
            states |= found;
        }
        states
    }

    /// The complaints of these codes and traits.
    fn complaints(&mut self, names: &[String], owner: &str) -> Set {
        let mut complaints = Set::default();
        for name in names {
            let before = complaints.clone();
            for (at, complaint) in self.entries.complaints.iter().enumerate() {
                let about_an_order = name == ABOUT_AN_ORDER && complaint.at != Some(Vec::new());
                if complaint.code == *name || complaint.traits.contains(name) || about_an_order {
                    complaints.insert(at);
                }
            }
            if complaints == before && !self.names_complaint(name) {
                self.mistake(format!("{owner}: `{name}` is no complaint and no trait of one"));
            }
        }
        complaints
    }

    fn names_complaint(&self, name: &String) -> bool {
        name == ABOUT_AN_ORDER
            || self
                .entries
                .complaints
                .iter()
                .any(|complaint| complaint.code == *name || complaint.traits.contains(name))
    }

    /// Where something applies; everywhere if nothing is stated.
    fn places(&mut self, applies: Option<&[PlaceOfUse]>, owner: &str) -> Places {
        let everywhere = ANY_STATE | STATELESS;
        let count = self.entries.complaints.len();
        let Some(uses) = applies else { return Places(vec![everywhere; count]) };
        let mut places = vec![0; count];
        for place in uses {
            let states = place.at.as_deref().map_or(everywhere, |names| self.states(names, owner));
            for complaint in self.complaints(&place.complaints, owner).iter() {
                places[complaint] |= states;
            }
        }
        Places(places)
    }

    fn event(&mut self, code: &str, owner: &str) -> usize {
        let found = position(self.entries.events.iter().map(|entry| &entry.code), code);
        if found.is_none() {
            self.mistake(format!("{owner}: `{code}` is no event"));
        }
        found.unwrap_or_default()
    }

    fn amount(&mut self, code: &str, owner: &str) -> usize {
        let found = position(self.entries.amounts.iter().map(|entry| &entry.code), code);
        if found.is_none() {
            self.mistake(format!("{owner}: `{code}` is no amount"));
        }
        found.unwrap_or_default()
    }
}
