//! What a call asks for beside the case: language, time, names, the shop's settings and pack.

use crate::act::ActId;
use crate::deadline::{self, Instant};
use crate::facts::{FACTS, FactId};
use crate::input;
use crate::message::{NAMES, Names};
use crate::policy::{Layer, Ranges, Rule, leads_to, read_pack};
use crate::problem::{Problem, wrong};
use crate::settings::{Settings, read_goodwill, read_language, read_text};
use crate::shipped;
use crate::value::Value;

/// Where a shop's own pack stands.
pub const PACK: &str = "/options/shop/pack";

/// The options of a call, read and checked.
#[derive(Clone, Debug)]
pub struct Options {
    pub now: Option<Instant>,
    /// Language of everything but the message.
    pub lang: &'static str,
    pub message_lang: &'static str,
    pub names: Names,
    pub settings: Settings,
    /// The offers beyond what is owed that the message makes; `None`: those of the settings.
    pub goodwill: Option<Vec<ActId>>,
    /// IANA name of the zone in which the seller reads deadlines; `None`: the device's.
    pub zone: Option<String>,
}

impl Options {
    /// Whether the message makes an offer.
    pub fn offers(&self, act: ActId) -> bool {
        self.goodwill.as_ref().unwrap_or(&self.settings.goodwill).contains(&act)
    }
}

/// Reads options; their problems have paths under `/options`.
///
/// A shop's own pack is left to [`in_force`](crate::in_force), so that a page whose shop has none need not load
/// what reads packs.
pub fn read_options(value: &Value) -> (Options, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut options = Options {
        now: None,
        lang: "en",
        message_lang: "en",
        names: Names::default(),
        settings: Settings::default(),
        goodwill: None,
        zone: None,
    };
    let entries = match value {
        Value::Map(entries) => entries.as_slice(),
        Value::Null => &[],
        other => {
            wrong(&mut problems, "not_options", "/options", other);
            &[]
        }
    };
    for (key, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
        let path = format!("/options/{}", key.chars().take(40).collect::<String>());
        match key.as_str() {
            "now" => match value.text().and_then(deadline::read_instant) {
                Some(now) => options.now = Some(now),
                None => wrong(&mut problems, "not_an_instant", path, value),
            },
            // Settings may name languages, too, so these are read after all else.
            "lang" | "message_lang" => {}
            "names" => read_names(value, &path, &mut options.names, &mut problems),
            "goodwill" => options.goodwill = Some(read_goodwill(value, &path, &mut problems)),
            // Whether there is such a zone is known where instants are written.
            "zone" => match value.text() {
                Some(zone) => options.zone = Some(zone.to_owned()),
                None => wrong(&mut problems, "not_a_zone", path, value),
            },
            "shop" => read_shop(value, &path, &mut options, &mut problems),
            _ => problems.push(
                Problem::new("unknown_key", path)
                    .with("found", key.chars().take(40).collect::<String>())
                    .suggest(key, input::Options::KEYS.iter().copied()),
            ),
        }
    }
    let mut language = |key: &str| {
        let tag = value.get(key).filter(|tag| !tag.is_null())?;
        Some(read_language(tag, format!("/options/{key}"), &mut problems))
    };
    let (lang, message_lang) = (language("lang"), language("message_lang"));
    options.lang = lang.or(options.settings.lang).unwrap_or(options.lang);
    options.message_lang = message_lang.or(options.settings.message_lang).unwrap_or(options.lang);
    (options, problems)
}

fn read_names(value: &Value, path: &str, names: &mut Names, problems: &mut Vec<Problem>) {
    let Some(entries) = value.entries() else {
        wrong(problems, "not_names", path, value);
        return;
    };
    for (code, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
        let short: String = code.chars().take(40).collect();
        let path = format!("{path}/{short}");
        let Some(name) = NAMES.iter().find(|name| **name == code) else {
            let problem = Problem::new("unknown_name", path).with("found", short);
            problems.push(problem.suggest(code, NAMES.iter().copied()));
            continue;
        };
        let text = read_text(value, path, problems);
        names.0.extend(text.map(|text| (*name, text)));
    }
}

fn read_shop(value: &Value, path: &str, options: &mut Options, problems: &mut Vec<Problem>) {
    let Some(entries) = value.entries() else {
        wrong(problems, "not_settings", path, value);
        return;
    };
    let mut pack = None;
    for (key, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
        let path = format!("{path}/{}", key.chars().take(40).collect::<String>());
        match key.as_str() {
            "settings" => options.settings = Settings::read(value, &path, problems),
            // Its problems are found with those of the pack.
            "pack" => pack = value.get("settings"),
            _ => problems.push(
                Problem::new("unknown_key", path)
                    .with("found", key.clone())
                    .suggest(key, input::Shop::KEYS.iter().copied()),
            ),
        }
    }
    let stated = value.get("settings").filter(|settings| !settings.is_null());
    if let (Some(settings), None) = (pack, stated) {
        options.settings = Settings::read(settings, "", &mut Vec::new());
    }
}

/// The shop's own pack among options, if there is one.
pub fn own_pack(options: &Value) -> Option<&Value> {
    options.get("shop")?.get("pack").filter(|pack| !pack.is_null())
}

/// Reports a shop's own pack where none is read.
pub fn refuse_own_rules(options: &Value, problems: &mut Vec<Problem>) {
    if own_pack(options).is_some() {
        problems.push(Problem::new("pack_not_read", PACK));
    }
}

/// There is no room for more ranges of a number.
pub fn too_many_ranges(path: String, fact: FactId) -> Problem {
    let most = (Ranges::MOST - 1).to_string();
    Problem::new("too_many_ranges", path).with("fact", FACTS[fact].code).with("max", most)
}

/// Reads a shop's own pack: rules of the layer `shop` with ids of their own, which displace only
/// rules that exist and do not stand above them. Its settings are checked.
pub fn read_shop_pack(value: &Value, path: &str, problems: &mut Vec<Problem>) -> Vec<Rule> {
    let (rules, found) = read_pack(value, &shipped::source);
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
    let mut ranges = Ranges::of(shipped.rules.iter());
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
            && let Err(fact) = ranges.add(rule)
        {
            problems.push(too_many_ranges(format!("{path}/when/{}", FACTS[fact].code), fact));
        }
        if problems.len() == before {
            good.push(rule.clone());
        }
    }
    good
}
