//! Makes a written pack smaller while it still shows a mistake. Proptest shrinks what was drawn; what
//! rules call each other by then still holds more than it needs.

use super::pack::{Pack, Written};

/// The smallest pack that this finds by leaving out one thing at a time.
pub fn smallest(mut pack: Pack, shows: impl Fn(&Pack) -> bool) -> Pack {
    while let Some(smaller) = smaller(&pack).into_iter().find(&shows) {
        pack = smaller;
    }
    pack
}

/// The same pack with one thing less: a rule, or something of a rule.
fn smaller(pack: &Pack) -> Vec<Pack> {
    let without = |at: usize, rest: Option<Written>| {
        let mut rules = pack.rule.clone();
        rules.splice(at..=at, rest);
        Pack { rule: rules }
    };
    let rules = 0..pack.rule.len();
    let parts = pack.rule.iter().enumerate().flat_map(|(at, rule)| {
        lighter(rule).into_iter().map(move |lighter| without(at, Some(lighter)))
    });
    rules.map(|at| without(at, None)).chain(parts).filter(each_once).collect()
}

/// Whether no side of a comparison has two rules of one name.
fn each_once(pack: &Pack) -> bool {
    let both = |one: &Written, other: &Written| {
        one.id == other.id
            && (one.only == other.only || one.only.is_empty() || other.only.is_empty())
    };
    let mut rules = pack.rule.iter().enumerate();
    rules.all(|(at, one)| !pack.rule[..at].iter().any(|other| both(one, other)))
}

fn lighter(rule: &Written) -> Vec<Written> {
    let mut found = Vec::new();
    for code in rule.when.keys() {
        let mut next = rule.clone();
        next.when.remove(code);
        found.push(next);
    }
    for (code, values) in &rule.when {
        let listed = values.as_array().map_or(&[][..], Vec::as_slice);
        for at in (0..listed.len()).filter(|_| listed.len() > 1) {
            let mut next = rule.clone();
            let mut left = listed.to_vec();
            left.remove(at);
            next.when.insert(code.clone(), left.into());
            found.push(next);
        }
    }
    let lists: [fn(&mut Written) -> &mut Vec<String>; 3] =
        [|rule| &mut rule.overrides, |rule| &mut rule.alternatives, |rule| &mut rule.steps];
    for list in lists {
        for at in 0..list(&mut rule.clone()).len() {
            let mut next = rule.clone();
            list(&mut next).remove(at);
            // Steps are the only effect of some rules.
            if next.remedy.is_some() || !next.steps.is_empty() || rule.steps.is_empty() {
                found.push(next);
            }
        }
    }
    let plain = Written { only: String::new(), ..rule.clone() };
    let lasting = Written { valid_from: None, valid_until: None, ..rule.clone() };
    found.extend([plain, lasting].into_iter().filter(|next| next != rule));
    found
}
