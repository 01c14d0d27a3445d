//! The rules in force: the shipped ones, and beside them those of a shop's pack that admission accepts.
//!
//! INVARIANT (the floor holds for every caller): a shop's pack takes effect by way of [`Shop::on`] only, and
//! there admission comes first. What it rejects is a problem with the clause.

use std::cell::RefCell;
use std::rc::Rc;

use self_cell::self_cell;

use crate::request::settings::Settings;
use crate::shipped;
use aftersales_core::audit::admission::{Objection, admit};
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Layer, Policy, Ranges, Rule, leads_to, read_pack};
use aftersales_core::vocabulary::facts::FactId;

self_cell!(
    /// A policy with its blocks, which borrow it.
    struct Compiled {
        owner: Policy,
        #[not_covariant]
        dependent: Blocks,
    }
);

/// The shipped rules with the admitted ones of a shop's pack, on one day.
pub struct InForce {
    compiled: Compiled,
    /// Mistakes in the pack, with paths below it.
    pub mistakes: Vec<Problem>,
    /// What admission rejected, each with the position of the rule in the pack.
    pub rejected: Vec<(usize, Objection)>,
}

impl InForce {
    // INVARIANT (the floor holds for every caller): what is compiled is what admission accepts.
    fn new(pack: &Value, day: Option<&str>) -> InForce {
        let mut mistakes = Vec::new();
        let own = rules_of(pack, "", &mut mistakes);
        let admission = admit(shipped::policy(), own, day);
        let place = |objection: Objection| {
            let listed = match pack.get("rules") {
                Some(Value::List(rules)) => rules.as_slice(),
                _ => &[],
            };
            let is_it =
                |rule: &Value| rule.get("id").and_then(Value::text) == Some(&objection.rule);
            (listed.iter().position(is_it).unwrap_or_default(), objection)
        };
        let rejected = admission.refused.into_iter().map(place).collect();
        let policy = shipped::policy().with(&admission.standing);
        let day = day.map(str::to_owned);
        let compiled = Compiled::new(policy, |policy| Blocks::new(policy, day));
        InForce { compiled, mistakes, rejected }
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        self.compiled.borrow_owner()
    }

    /// Hands its blocks to a function.
    pub fn with_blocks<R>(&self, using: impl FnOnce(&Blocks) -> R) -> R {
        self.compiled.with_dependent(|_, blocks| using(blocks))
    }
}

/// A shop's pack as it was handed in. Its rules are admitted and compiled once for each day on which others are
/// valid, and kept.
pub struct Shop {
    pack: Value,
    /// Whether some rule of the pack is valid for a time only.
    has_dates: bool,
    in_force: RefCell<Vec<(Option<String>, Rc<InForce>)>>,
}

/// Most days for which the rules in force are kept: today, and whatever the day.
const MOST_DAYS: usize = 2;

impl Shop {
    /// The shop of a pack.
    pub fn new(pack: Value) -> Shop {
        let dates = |rule: &Value| {
            ["valid_from", "valid_until"]
                .iter()
                .any(|key| rule.get(key).is_some_and(|day| !day.is_null()))
        };
        let rules = match pack.get("rules") {
            Some(Value::List(rules)) => rules.as_slice(),
            _ => &[],
        };
        let has_dates = rules.iter().any(dates);
        Shop { pack, has_dates, in_force: RefCell::default() }
    }

    /// The pack as it was handed in.
    pub fn pack(&self) -> &Value {
        &self.pack
    }

    /// The rules in force on a day (`YYYY-MM-DD`; `None`: each rule whatever its dates).
    pub fn on(&self, day: Option<&str>) -> Rc<InForce> {
        let day = day.filter(|_| self.has_dates || shipped::is_dated());
        let mut kept = self.in_force.borrow_mut();
        if let Some((_, found)) = kept.iter().find(|(of, _)| of.as_deref() == day) {
            return found.clone();
        }
        let made = Rc::new(InForce::new(&self.pack, day));
        // While the shipped policy is still to come, nothing stands above the pack.
        if shipped::has_policy() {
            kept.truncate(MOST_DAYS - 1);
            kept.insert(0, (day.map(str::to_owned), made.clone()));
        }
        made
    }
}

thread_local! {
    /// The shop whose pack was handed in last: admitting a pack costs a thousand answers.
    static LAST: RefCell<Option<Rc<Shop>>> = const { RefCell::new(None) };
}

/// The shop of a pack, the one of the last call if its pack was the same.
pub fn shop(pack: &Value) -> Rc<Shop> {
    let same = |shop: &&Rc<Shop>| shop.pack == *pack;
    if let Some(known) = LAST.with_borrow(|last| last.as_ref().filter(same).cloned()) {
        return known;
    }
    let made = Rc::new(Shop::new(pack.clone()));
    LAST.set(Some(made.clone()));
    made
}

/// The rules of a shop's pack; `Null` has none.
pub fn rules_of(pack: &Value, path: &str, problems: &mut Vec<Problem>) -> Vec<Rule> {
    if pack.is_null() { Vec::new() } else { read_shop_pack(pack, path, problems) }
}

/// There is no room for more ranges of a number.
pub fn too_many_ranges(path: String, fact: FactId) -> Problem {
    let most = (Ranges::MAX - 1).to_string();
    Problem::new("too_many_ranges", path)
        .with("fact", shipped::vocabulary().facts[fact].code)
        .with("max", most)
}

/// Reads a shop's own pack: rules of the layer `shop` with ids of their own, which displace only
/// rules that exist and do not stand above them. Its settings are checked.
pub fn read_shop_pack(value: &Value, path: &str, problems: &mut Vec<Problem>) -> Vec<Rule> {
    let (rules, found) = read_pack(shipped::vocabulary(), value, &shipped::source);
    for mut problem in found {
        problem.path = format!("{path}{}", problem.path);
        problems.push(problem);
    }
    if let Some(settings) = value.get("settings") {
        Settings::read(settings, &format!("{path}/settings"), problems);
    }
    if let Some(rule) = rules.iter().find(|rule| rule.layer != Layer::Shop) {
        let problem = Problem::new("not_the_shops_layer", format!("{path}/layer"));
        problems.push(problem.with("found", rule.layer.code()));
        return Vec::new();
    }
    let shipped = shipped::policy();
    let mut good: Vec<Rule> = Vec::new();
    let mut ranges = Ranges::of(shipped.vocabulary, shipped.rules.iter());
    for rule in &rules {
        let place = match value.get("rules") {
            Some(Value::List(list)) => {
                list.iter().position(|item| item.get("id").and_then(Value::text) == Some(&rule.id))
            }
            _ => None,
        };
        let path = format!("{path}/rules/{}", place.unwrap_or_default());
        if shipped.find(&rule.id).is_some() {
            let problem = Problem::new("duplicate_rule", path);
            problems.push(problem.with("id", rule.id.clone()));
            continue;
        }
        let before = problems.len();
        for id in &rule.overrides {
            let find = |id: &str| {
                let own = rules.iter().find(|other| other.id == id);
                own.or_else(|| shipped.find(id).map(|at| &shipped.rules[at]))
            };
            let code = match find(id) {
                None => "unknown_rule",
                Some(other) if other.layer > rule.layer => "overrides_upwards",
                Some(other) if leads_to(other, &rule.id, &find) => "displace_each_other",
                Some(_) => continue,
            };
            let known = shipped.rules.iter().map(|rule| rule.id.as_ref());
            let problem = Problem::new(code, format!("{path}/overrides")).with("id", id.clone());
            problems.push(if code == "unknown_rule" {
                problem.suggest(id, known)
            } else {
                problem
            });
        }
        // A rule with mistakes takes no room.
        if problems.len() == before
            && let Err(fact) = ranges.add(shipped.vocabulary, rule)
        {
            let code = shipped.vocabulary.facts[fact].code;
            let at_head = value.get("when").is_some_and(|when| when.get(code).is_some());
            let path = if at_head { path } else { format!("{path}/when/{code}") };
            problems.push(too_many_ranges(path, fact));
        }
        if problems.len() == before {
            good.push(rule.clone());
        }
    }
    good
}
