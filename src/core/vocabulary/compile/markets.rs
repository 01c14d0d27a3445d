//! Where platforms sell, and the currency of a place.

use crate::plain::set::Set;
use crate::vocabulary::compile::{Compiler, lasting, position};
use crate::vocabulary::currency::PaidIn;
use crate::vocabulary::facts::{Fact, REGION};
use crate::vocabulary::markets::Market;

impl Compiler<'_> {
    /// The usual currencies of places.
    pub(in crate::vocabulary::compile) fn paid_in(&mut self) -> Vec<PaidIn> {
        let mut paid_in = Vec::new();
        let entries = self.entries;
        for place in entries.platforms.iter().chain(&entries.regions) {
            let Some(currency) = &place.currency else { continue };
            let known = position(entries.currencies.iter().map(|entry| &entry.code), currency);
            if known.is_none() {
                self.mistake(format!("`{}`: `{currency}` is no currency of amounts", place.code));
            }
            let currency = known.unwrap_or_default();
            paid_in.push(PaidIn { place: lasting(&place.code), currency });
        }
        paid_in
    }

    /// Where platforms sell; a platform within another sells where that one does, unless it states otherwise.
    pub(in crate::vocabulary::compile) fn markets(&mut self, facts: &[Fact]) -> Vec<Market> {
        let entries = self.entries;
        let mut markets = Vec::new();
        for (platform, place) in entries.platforms.iter().enumerate() {
            let mut states = Some(place);
            // As many steps as there are platforms lead out of any chain; a circle is reported elsewhere.
            for _ in &entries.platforms {
                states = states.and_then(|place| {
                    let own = place.home.is_some() || !place.sells_to.is_empty();
                    let parent =
                        |code: &String| entries.platforms.iter().find(|other| other.code == *code);
                    if own { Some(place) } else { place.within.as_ref().and_then(parent) }
                });
            }
            let Some(states) = states else { continue };
            let mut region = |code: &String| {
                let known = position(entries.regions.iter().map(|entry| &entry.code), code);
                if known.is_none() {
                    self.mistake(format!(
                        "`{}` sells to `{code}`, which is no region",
                        states.code
                    ));
                }
                known
            };
            let home = states.home.as_ref().and_then(&mut region);
            let mut regions = Set::default();
            for code in &states.sells_to {
                if let (Some(at), Some(fact)) = (region(code), facts.get(REGION)) {
                    regions.add(&fact.with_parts(at));
                }
            }
            if home.is_some() || !regions.is_empty() {
                markets.push(Market { platform, home, regions });
            }
        }
        markets
    }
}
