//! The rules in force: the shipped ones, and beside them those of a shop's pack that admission accepts.
//!
//! INVARIANT (the floor holds for every caller): a shop's pack takes effect by way of [`Shop::on`] only, and
//! there admission comes first. What it rejects is a problem with the clause.

use std::cell::RefCell;
use std::rc::Rc;

use self_cell::self_cell;

use crate::request::settings::Settings;
use crate::shipped;
use aftersales_core::audit::admission::{Admission, Admitting, Objection};
use aftersales_core::case::Case;
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::engine::places::Places;
use aftersales_core::plain::problem::Problem;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Layer, Policy, Ranges, Rule, leads_to, read_pack};
use aftersales_core::vocabulary::facts::FactId;

self_cell!(
    /// A policy with its blocks, which borrow it.
    struct Compiled {
        owner: Policy,
        #[not_covariant]
        dependent: Places,
    }
);

/// The shipped rules with the admitted ones of a shop's pack, on one day.
pub struct InForce {
    compiled: Compiled,
    day: Option<String>,
    /// Mistakes in the pack, with paths below it.
    pub mistakes: Vec<Problem>,
    /// The rules that could be read.
    pub read: Vec<Rule>,
    /// Which of them stand, and what stands against the others.
    pub admission: Admission,
    /// The positions in the pack of the rules that are refused, in their order.
    pub refused_at: Vec<usize>,
}

/// A shop's pack on the way to being in force on one day.
struct UnderWay {
    day: Option<String>,
    mistakes: Vec<Problem>,
    read: Vec<Rule>,
    admitting: Admitting<'static>,
}

impl UnderWay {
    fn new(pack: &Value, day: Option<&str>) -> UnderWay {
        let mut mistakes = Vec::new();
        let read = rules_of(pack, "", &mut mistakes);
        let admitting = Admitting::new(shipped::policy(), read.clone(), day);
        UnderWay { day: day.map(str::to_owned), mistakes, read, admitting }
    }

    // INVARIANT (the floor holds for every caller): what is compiled is what admission accepts.
    fn finish(self, pack: &Value) -> InForce {
        let (admission, policy) = self.admitting.finish();
        let ids = rule_ids(pack);
        let place = |objection: &Objection| ids.iter().position(|id| objection.rule == *id);
        let refused_at = admission
            .refused
            .iter()
            .map(|objection| place(objection).unwrap_or_default())
            .collect();
        InForce {
            compiled: Compiled::new(policy, |policy| Places::new(policy)),
            day: self.day,
            mistakes: self.mistakes,
            read: self.read,
            admission,
            refused_at,
        }
    }
}

impl InForce {
    /// The policy.
    pub fn policy(&self) -> &Policy {
        self.compiled.borrow_owner()
    }

    /// Hands its blocks for the place of a case to a function.
    pub fn with_blocks<R>(&self, case: &Case, using: impl FnOnce(&Blocks) -> R) -> R {
        let day = self.day.as_deref();
        self.compiled.with_dependent(|_, places| using(&places.blocks(case, day)))
    }
}

/// A shop's pack as it was handed in. Its rules are admitted and compiled once for each day on which others are
/// valid, and kept.
pub struct Shop {
    pack: Value,
    /// Whether some rule of the pack is valid for a time only.
    has_dates: bool,
    in_force: RefCell<Vec<(Option<String>, Rc<InForce>)>>,
    under_way: RefCell<Option<UnderWay>>,
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
        Shop { pack, has_dates, in_force: RefCell::default(), under_way: RefCell::default() }
    }

    /// The pack as it was handed in.
    pub fn pack(&self) -> &Value {
        &self.pack
    }

    /// The rules in force on a day (`YYYY-MM-DD`; `None`: each rule whatever its dates).
    pub fn on(&self, day: Option<&str>) -> Rc<InForce> {
        let day = self.relevant(day);
        self.known(day).unwrap_or_else(|| {
            let under_way = self.take_under_way(day);
            self.keep(under_way.unwrap_or_else(|| UnderWay::new(&self.pack, day)))
        })
    }

    /// Does one more part of what [`Shop::on`] has to do for a day before it can return: reads the pack, then checks its
    /// rules block by block. Returns whether anything is left to do.
    pub fn advance(&self, day: Option<&str>) -> bool {
        let day = self.relevant(day);
        if !shipped::has_policy() || self.known(day).is_some() {
            return false;
        }
        let Some(mut under_way) = self.take_under_way(day) else {
            self.under_way.replace(Some(UnderWay::new(&self.pack, day)));
            return true;
        };
        let is_left = under_way.admitting.step();
        if is_left {
            self.under_way.replace(Some(under_way));
        } else {
            self.keep(under_way);
        }
        is_left
    }

    /// The day, if some rule is valid for a time only.
    fn relevant<'d>(&self, day: Option<&'d str>) -> Option<&'d str> {
        day.filter(|_| self.has_dates || shipped::is_dated())
    }

    fn known(&self, day: Option<&str>) -> Option<Rc<InForce>> {
        let kept = self.in_force.borrow();
        let found = kept.iter().find(|(of, _)| of.as_deref() == day);
        found.map(|(_, in_force)| in_force.clone())
    }

    fn take_under_way(&self, day: Option<&str>) -> Option<UnderWay> {
        let under_way = self.under_way.take();
        // Nothing is left of a day that is over, or of a time when the shipped policy was still to come.
        under_way.filter(|of| of.day.as_deref() == day && shipped::has_policy())
    }

    fn keep(&self, under_way: UnderWay) -> Rc<InForce> {
        let day = under_way.day.clone();
        let made = Rc::new(under_way.finish(&self.pack));
        // While the shipped policy is still to come, nothing stands above the pack.
        if shipped::has_policy() {
            let mut kept = self.in_force.borrow_mut();
            kept.truncate(MOST_DAYS - 1);
            kept.insert(0, (day, made.clone()));
        }
        made
    }
}

thread_local! {
    /// The shops whose packs were handed in last: admitting a pack costs a thousand answers.
    static LAST: RefCell<Vec<Rc<Shop>>> = const { RefCell::new(Vec::new()) };
}

/// Most shops that are kept: the one in force, and one that is being checked.
const MOST_SHOPS: usize = 2;

/// The shop of a pack, one of the last calls if its pack was the same.
pub fn shop(pack: &Value) -> Rc<Shop> {
    LAST.with_borrow_mut(|last| {
        let known = last.iter().position(|shop| shop.pack == *pack);
        let shop = match known {
            Some(at) => last.remove(at),
            None => Rc::new(Shop::new(pack.clone())),
        };
        last.truncate(MOST_SHOPS - 1);
        last.insert(0, shop.clone());
        shop
    })
}

/// The ids of the listed rules of a pack; an empty text where a rule has none.
pub fn rule_ids(pack: &Value) -> Vec<&str> {
    let rules = match pack.get("rules") {
        Some(Value::List(rules)) => rules.as_slice(),
        _ => &[],
    };
    rules.iter().map(|rule| rule.get("id").and_then(Value::text).unwrap_or_default()).collect()
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
    let stated = value.get("layer").and_then(Value::text);
    let other = Layer::ALL.into_iter().filter(|layer| *layer != Layer::Shop);
    if let Some(layer) = other.map(Layer::code).find(|layer| stated == Some(layer)) {
        let problem = Problem::new("not_the_shops_layer", format!("{path}/layer"));
        problems.push(problem.with("found", layer));
        return Vec::new();
    }
    let shipped = shipped::policy();
    let ids = rule_ids(value);
    let mut good: Vec<Rule> = Vec::new();
    let mut ranges = Ranges::of(shipped.vocabulary, shipped.rules.iter());
    for rule in &rules {
        let place = ids.iter().position(|id| *rule.id == **id);
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
