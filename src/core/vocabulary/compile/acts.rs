//! Acts, remedies, ways, and reasons of refusals.

use crate::plain::set::Set;
use crate::vocabulary::acts::{Act, ActGroups, ActId, Acts, Kind as ActKind};
use crate::vocabulary::compile::{Compiler, lasting, position};
use crate::vocabulary::complaints::Places;
use crate::vocabulary::entries::{ActEntry, PlaceOfUse, ReasonEntry, RemedyEntry, WayEntry};
use crate::vocabulary::facts::Kind;
use crate::vocabulary::reasons::Reason;
use crate::vocabulary::remedies::{Remedy, RemedyId};
use crate::vocabulary::ways::{Way, Ways};

impl Compiler<'_> {
    /// The acts of these codes.
    pub(in crate::vocabulary::compile) fn acts(&mut self, codes: &[String], owner: &str) -> Acts {
        let mut acts = Set::default();
        for code in codes {
            match position(self.entries.acts.iter().map(|entry| &entry.code), code) {
                Some(at) => acts.insert(at),
                None => self.mistake(format!("{owner}: `{code}` is no act")),
            }
        }
        acts
    }

    pub(in crate::vocabulary::compile) fn act(&mut self, entry: &ActEntry) -> Act {
        Act {
            code: lasting(&entry.code),
            stage: entry.stage,
            kind: if entry.goodwill { ActKind::Goodwill } else { ActKind::Step },
            communicated: entry.communicated,
            commits: self.acts(&entry.commits, &format!("act `{}`", entry.code)),
        }
    }

    pub(in crate::vocabulary::compile) fn groups(&mut self) -> ActGroups {
        let mut groups = ActGroups::default();
        for (at, entry) in self.entries.acts.iter().enumerate() {
            if entry.goodwill {
                groups.goodwill.insert(at);
            }
            for name in &entry.traits {
                let group = match name.as_str() {
                    "gives" => &mut groups.gives,
                    "settles" => &mut groups.settles,
                    "refunds_all" => &mut groups.refunds_all,
                    "instead_of_refund" => &mut groups.instead_of_refund,
                    "deducts" => &mut groups.deducts,
                    "keeps_shipping" => &mut groups.keeps_shipping,
                    "may_deduct" => &mut groups.may_deduct,
                    "passes_on" => &mut groups.passes_on,
                    "fault" => &mut groups.fault,
                    "remedies_fault" => &mut groups.remedies_fault,
                    "takes_back" => &mut groups.takes_back,
                    "return_freight" => &mut groups.return_freight,
                    "counted_down" => &mut groups.counted_down,
                    "daily" => &mut groups.daily,
                    "lists_evidence" => &mut groups.lists_evidence,
                    _ => {
                        self.mistakes.push(format!("act `{}`: no trait `{name}`", entry.code));
                        continue;
                    }
                };
                group.insert(at);
            }
        }
        groups
    }

    pub(in crate::vocabulary::compile) fn reason(&mut self, entry: &ReasonEntry) -> Reason {
        let entries = self.entries;
        let owner = format!("reason `{}`", entry.code);
        let refuses = position(entries.remedies.iter().map(|entry| &entry.code), &entry.refuses);
        if refuses.is_none_or(|at| !entries.remedies[at].refuses) {
            self.mistake(format!("{owner}: `{}` is no remedy that refuses", entry.refuses));
        }
        let mut when = Vec::new();
        for (code, codes) in &entry.when {
            let Some(fact) = position(entries.facts.iter().map(|entry| &entry.code), code) else {
                self.mistake(format!("{owner}: `{code}` is no fact"));
                continue;
            };
            let (kind, _) = self.kind(&entries.facts[fact], &owner);
            let mut values = Set::default();
            for value in codes {
                let Kind::Choice(known) = &kind else { continue };
                match known.iter().position(|code| code == value) {
                    Some(at) => values.insert(at),
                    None => self.mistake(format!("{owner}: `{code}` has no value `{value}`")),
                }
            }
            if codes.is_empty() != matches!(kind, Kind::Number { .. }) {
                self.mistake(format!("{owner}: a choice has values to compare, a number none"));
            }
            when.push((fact, values));
        }
        Reason {
            code: lasting(&entry.code),
            refuses: refuses.unwrap_or_default() as RemedyId,
            complaints: entry.complaints.as_ref().map(|names| self.complaints(names, &owner)),
            when,
        }
    }

    pub(in crate::vocabulary::compile) fn remedy(&mut self, entry: &RemedyEntry) -> Remedy {
        let owner = format!("remedy `{}`", entry.code);
        if entry.core.is_empty() {
            self.mistake(format!("{owner}: it consists of no act"));
        }
        Remedy {
            code: lasting(&entry.code),
            core: self.acts(&entry.core, &owner),
            denies: self.acts(&entry.denies, &owner),
            opens: self.acts(&entry.opens, &owner),
            to: entry.to,
            is_refusal: entry.refuses,
            refunds: entry.refunds,
        }
    }

    /// The ways of meeting rights: no act opens two, and at no complaint and order state two remedies take one.
    pub(in crate::vocabulary::compile) fn ways(&mut self) -> Ways {
        let entries = self.entries;
        self.check_list("way", entries.ways.iter().map(|entry| &entry.act));
        let list = entries.ways.iter().map(|entry| self.way(entry)).collect();
        let insisting = entries
            .insisting
            .iter()
            .filter_map(|(fact, values)| self.choices(fact, values, "what insists on a right"))
            .collect();
        for remedy in &entries.remedies {
            for act in &remedy.opens {
                if entries.ways.iter().all(|way| way.act != *act) {
                    self.mistake(format!("remedy `{}`: `{act}` opens no way", remedy.code));
                }
            }
        }
        Ways { list, insisting }
    }

    pub(in crate::vocabulary::compile) fn way(&mut self, entry: &WayEntry) -> Way {
        let entries = self.entries;
        let owner = format!("way `{}`", entry.act);
        let act = self.acts(std::slice::from_ref(&entry.act), &owner).first().unwrap_or_default();
        let wishes = self.choices("buyer_wants", &entry.wishes, &owner);
        let mut remedies: Vec<(Places, RemedyId)> = Vec::new();
        for taken in &entry.remedies {
            let codes = entries.remedies.iter().map(|entry| &entry.code);
            let Some(at) = position(codes, &taken.remedy) else {
                self.mistake(format!("{owner}: `{}` is no remedy", taken.remedy));
                continue;
            };
            if !entries.remedies[at].opens.contains(&entry.act) {
                self.mistake(format!("{owner}: `{}` does not open it", taken.remedy));
            }
            let place = PlaceOfUse { complaints: taken.complaints.clone(), at: taken.at.clone() };
            let places = self.places(Some(&[place]), &owner);
            let twice = |(other, _): &(Places, RemedyId)| {
                (0..entries.complaints.len()).any(|at| other.at(at) & places.at(at) != 0)
            };
            if remedies.iter().any(twice) {
                self.mistake(format!("{owner}: `{}` takes it where another does", taken.remedy));
            }
            remedies.push((places, at as RemedyId));
        }
        Way {
            act: act as ActId,
            wishes: wishes.map(|(_, values)| values).unwrap_or_default(),
            complaints: self.complaints(&entry.complaints, &owner),
            remedies,
        }
    }
}
