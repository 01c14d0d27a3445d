//! The options of a call: language, time, names, and the shop's settings and pack.

use crate::request::keys;
use crate::request::settings::{
    Settings, read_channel, read_code, read_goodwill, read_language, read_text,
};
use crate::shipped;
use crate::words::catalogue::NAMES;
use crate::words::letter::Names;
use aftersales_core::plain::problem::{Problem, reject_value};
use aftersales_core::plain::text::short;
use aftersales_core::plain::value::Value;
use aftersales_core::time::deadline::{self, Instant};
use aftersales_core::vocabulary::acts::ActId;

/// JSON pointer to a shop's own pack.
pub const PACK: &str = "/options/shop/pack";

/// The options of a call, read and checked.
#[derive(Clone, Debug)]
pub struct Options {
    /// The present, unless the case states its own.
    pub now: Option<Instant>,
    /// Language of everything but the message.
    pub lang: &'static str,
    pub message_lang: &'static str,
    /// The tag that asked for the language of the message.
    pub message_tag: Option<String>,
    pub names: Names,
    pub settings: Settings,
    /// The tone and the channel of the message; `None`: those of the settings.
    pub tone: Option<&'static str>,
    pub channel: Option<&'static str>,
    /// The goodwill offers that the message makes; `None`: those of the settings.
    pub goodwill: Option<Vec<ActId>>,
    /// IANA name of the zone in which the seller reads deadlines; `None`: the device's zone.
    pub zone: Option<String>,
}

impl Options {
    /// The day of the present.
    pub fn day(&self) -> Option<String> {
        self.now.map(|now| now.date_naive().to_string())
    }

    /// Whether the message makes a goodwill offer.
    pub fn offers(&self, act: ActId) -> bool {
        let offers = self.goodwill.as_ref().unwrap_or(&self.settings.goodwill);
        !self.settings.no_goodwill && offers.contains(&act)
    }
}

/// Reads options; the paths of their problems begin with `/options`.
///
/// A shop's own pack is read by [`shop`](crate::shop), so that a page without a pack does not load the reader of
/// packs.
pub fn read_options(value: &Value) -> (Options, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut options = Options {
        now: None,
        lang: shipped::DEFAULT_LANGUAGE,
        message_lang: shipped::DEFAULT_LANGUAGE,
        message_tag: None,
        names: Names::default(),
        settings: Settings::default(),
        tone: None,
        channel: None,
        goodwill: None,
        zone: None,
    };
    let entries = match value {
        Value::Map(entries) => entries.as_slice(),
        Value::Null => &[],
        other => {
            reject_value(&mut problems, "not_options", "/options", other);
            &[]
        }
    };
    for (key, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
        let path = format!("/options/{}", short(key));
        match key.as_str() {
            "now" => match value.text().and_then(deadline::read_instant) {
                Some(now) => options.now = Some(now),
                None => reject_value(&mut problems, "not_an_instant", path, value),
            },
            // Read last, since the settings may name languages as well.
            "lang" | "message_lang" => {}
            "names" => read_names(value, &path, &mut options.names, &mut problems),
            "tone" => options.tone = read_code(value, &path, shipped::TONES, &mut problems),
            "channel" => options.channel = read_channel(value, &path, &mut problems),
            "goodwill" => options.goodwill = Some(read_goodwill(value, &path, &mut problems)),
            // The formatter checks later whether the zone exists.
            "zone" => match value.text() {
                Some(zone) => options.zone = Some(zone.to_owned()),
                None => reject_value(&mut problems, "not_a_zone", path, value),
            },
            "shop" => read_shop(value, &path, &mut options, &mut problems),
            _ => problems.push(
                Problem::new("unknown_key", path)
                    .with("found", short(key))
                    .suggest(key, keys::OPTIONS.iter().copied()),
            ),
        }
    }
    let mut language = |key: &str| {
        let tag = value.get(key).filter(|tag| !tag.is_null())?;
        Some(read_language(tag, format!("/options/{key}"), &mut problems))
    };
    let (lang, message_lang) = (language("lang"), language("message_lang"));
    options.lang = lang.or(options.settings.lang).unwrap_or(options.lang);
    options.message_tag = value.get("message_lang").and_then(Value::text).map(str::to_owned);
    options.message_lang = message_lang.or(options.settings.message_lang).unwrap_or(options.lang);
    (options, problems)
}

fn read_names(value: &Value, path: &str, names: &mut Names, problems: &mut Vec<Problem>) {
    let Some(entries) = value.entries() else {
        reject_value(problems, "not_names", path, value);
        return;
    };
    for (code, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
        let path = format!("{path}/{}", short(code));
        let Some(name) = NAMES.iter().find(|name| **name == code) else {
            let problem = Problem::new("unknown_name", path).with("found", short(code));
            problems.push(problem.suggest(code, NAMES.iter().copied()));
            continue;
        };
        let text = read_text(value, path, problems);
        names.0.extend(text.map(|text| (*name, text)));
    }
}

fn read_shop(value: &Value, path: &str, options: &mut Options, problems: &mut Vec<Problem>) {
    let Some(entries) = value.entries() else {
        reject_value(problems, "not_settings", path, value);
        return;
    };
    let mut pack = None;
    for (key, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
        let path = format!("{path}/{}", short(key));
        match key.as_str() {
            "settings" => options.settings = Settings::read(value, &path, problems),
            // Problems of its settings are reported with those of the pack.
            "pack" => pack = value.get("settings"),
            _ => problems.push(
                Problem::new("unknown_key", path)
                    .with("found", short(key))
                    .suggest(key, keys::SHOP.iter().copied()),
            ),
        }
    }
    let stated = value.get("settings").filter(|settings| !settings.is_null());
    if let (Some(settings), None) = (pack, stated) {
        options.settings = Settings::read(settings, "", &mut Vec::new());
    }
}

/// The shop's own pack in the options, if there is one.
pub fn own_pack(options: &Value) -> Option<&Value> {
    options.get("shop")?.get("pack").filter(|pack| !pack.is_null())
}

/// Reports a shop's own pack to a caller that does not read packs.
pub fn refuse_own_rules(options: &Value, problems: &mut Vec<Problem>) {
    if own_pack(options).is_some() {
        problems.push(Problem::new("pack_not_read", PACK));
    }
}
