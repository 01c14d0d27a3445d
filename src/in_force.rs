//! The rules in force: the shipped ones, and beside them those of a shop's pack that admission accepts.
//!
//! INVARIANT (the floor holds for every caller): a shop's pack takes effect by way of [`with_pack`] only, and
//! there admission comes first. What it rejects is a problem with the clause.

use std::cell::RefCell;
use std::rc::Rc;

use self_cell::self_cell;

use crate::admit::{Objection, admit};
use crate::engine::blocks::Blocks;
use crate::message::words::Words;
use crate::options::read_shop_pack;
use crate::policy::{Policy, Rule};
use crate::problem::Problem;
use crate::shipped;
use crate::value::Value;
use crate::wording::{rule_text, sources, text};

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
    mistakes: Vec<Problem>,
    /// What admission rejected, each with the position of the rule in the pack.
    rejected: Vec<(usize, Objection)>,
}

impl InForce {
    fn new(pack: &Value, day: Option<&str>) -> InForce {
        let mut mistakes = Vec::new();
        let own = read_shop_pack(pack, "", &mut mistakes);
        let admission = admit(own, day);
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
        let policy = laid_over_shipped(&admission.standing);
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

    /// What is wrong with the pack, whose place is `path`: mistakes, and rules that are not in force.
    pub fn problems(&self, words: &'static Words<'static>, path: &str) -> Vec<Problem> {
        let below = |mistake: &Problem| {
            let mut mistake = mistake.clone();
            mistake.path = format!("{path}{}", mistake.path);
            mistake
        };
        let rejected = self.rejected.iter().map(|(at, objection)| {
            let reason = text(words, &format!("answer.admit.{}", objection.ground.code()));
            Problem::new("rule_not_in_force", format!("{path}/rules/{at}"))
                .with("id", objection.rule.clone())
                .with("reason", reason)
                .with("clause", clause(words, self.policy(), objection))
        });
        self.mistakes.iter().map(below).chain(rejected).collect()
    }
}

/// The first rule that an objection names, in words and with where it stands.
fn clause(words: &'static Words<'static>, policy: &Policy, objection: &Objection) -> String {
    let Some(first) = objection.by.first() else { return String::new() };
    let Some(rule) = policy.find(first) else { return first.clone() };
    let sources = sources(words, policy, rule);
    let text = rule_text(words, policy, rule);
    match sources.first() {
        Some(source) => format!("{text} ({}, {})", source.title, source.locator),
        None => text.to_string(),
    }
}

/// The shipped rules and these of a shop, as one policy.
pub fn laid_over_shipped(own: &[Rule]) -> Policy {
    Policy::new(shipped::policy().written().iter().chain(own).cloned().collect())
}

/// A pack and the day for which it was admitted, with the result.
type Kept = (Value, Option<String>, Rc<InForce>);

/// How many are kept: one pack, on a day and whatever the day.
const MOST_KEPT: usize = 2;

thread_local! {
    /// The rules that were last put in force: admitting a pack costs a thousand answers.
    static LAST: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
}

/// The rules in force with a shop's pack on a day (`YYYY-MM-DD`; `None`: each rule whatever its dates).
pub fn with_pack(pack: &Value, day: Option<&str>) -> Rc<InForce> {
    let same = |(kept, of, _): &&Kept| of.as_deref() == day && kept == pack;
    let kept = LAST.with_borrow(|last| last.iter().find(same).map(|(.., found)| found.clone()));
    kept.unwrap_or_else(|| {
        let made = Rc::new(InForce::new(pack, day));
        // While the shipped policy is still to come, nothing stands above the pack.
        if !shipped::has_policy() {
            return made;
        }
        LAST.with_borrow_mut(|last| {
            last.truncate(MOST_KEPT - 1);
            last.insert(0, (pack.clone(), day.map(str::to_owned), made.clone()));
        });
        made
    })
}
