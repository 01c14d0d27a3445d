//! What a seller intends, as stated to `check`.

use crate::request::keys;
use crate::shipped;
use aftersales_core::plain::problem::{Problem, reject_value};
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::acts::Acts;
use aftersales_core::vocabulary::remedies::RemedyId;

/// What a seller intends.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The remedy; alone it stands for itself with what is owed beside it.
    pub remedy: Option<RemedyId>,
    /// Acts beside the remedy's own; `None` where none are named.
    pub acts: Option<Acts>,
    /// Whether the acts follow up an answer that was carried out, so that nothing else is owed by them.
    pub follow_up: bool,
}

impl Plan {
    /// Reads a plan. Mistakes are added to `problems`; the rest is read as far as it goes.
    pub fn read(value: &Value, problems: &mut Vec<Problem>) -> Plan {
        let vocabulary = shipped::vocabulary();
        let mut plan = Plan::default();
        let Some(entries) = value.entries() else {
            reject_value(problems, "not_a_plan", "/plan", value);
            return plan;
        };
        for (key, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
            match (key.as_str(), value) {
                ("remedy", value) => {
                    plan.remedy = value.text().and_then(|code| vocabulary.remedy(code));
                    if plan.remedy.is_none() {
                        let known = vocabulary.remedies.iter().map(|remedy| remedy.code);
                        problems.push(unknown("/plan/remedy".into(), value, known));
                    }
                }
                ("acts", Value::List(list)) => {
                    let acts = plan.acts.get_or_insert_default();
                    for (at, value) in list.iter().enumerate() {
                        match value.text().and_then(|code| vocabulary.act(code)) {
                            Some(act) => acts.insert(act.into()),
                            None => {
                                let known = vocabulary.acts.iter().map(|act| act.code);
                                problems.push(unknown(format!("/plan/acts/{at}"), value, known));
                            }
                        }
                    }
                }
                ("acts", other) => {
                    reject_value(problems, "not_a_list", "/plan/acts", other);
                }
                ("follow_up", Value::Bool(stated)) => plan.follow_up = *stated,
                ("follow_up", other) => {
                    reject_value(problems, "not_a_bool", "/plan/follow_up", other);
                }
                _ => {
                    let short: String = key.chars().take(40).collect();
                    let problem = Problem::new("unknown_key", format!("/plan/{short}"));
                    problems.push(
                        problem.with("found", short).suggest(key, keys::PLAN.iter().copied()),
                    );
                }
            }
        }
        plan
    }

    /// Whether nothing is planned.
    pub fn is_empty(&self) -> bool {
        self.remedy.is_none() && self.acts.is_none()
    }

    /// The acts that are planned in so many words.
    pub fn named(&self, vocabulary: &Vocabulary) -> Acts {
        let core = self.remedy.map(|remedy| vocabulary.core(remedy).clone()).unwrap_or_default();
        self.acts.as_ref().map_or_else(|| core.clone(), |acts| core.or(acts))
    }
}

fn unknown<'a>(path: String, value: &Value, known: impl IntoIterator<Item = &'a str>) -> Problem {
    let problem = Problem::new("unknown_code", path).with("found", value.shown());
    problem.suggest(value.text().unwrap_or_default(), known)
}
