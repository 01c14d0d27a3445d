//! Writes sample letters into a folder, for reading: `cargo run -- letters FOLDER`.
//!
//! There is a folder for each language, with a file for each channel and tone, and two of sixty letters each, spread over remedies, moods, channels and tones, for
//! a reader who scores them. The cases are those of the packs, one for each remedy and complaint, chosen by a fixed seed: the folder is the same whenever words
//! and rules are.

mod format;
#[path = "../scenario/mod.rs"]
mod scenario;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use aftersales::api::advise::advise;
use aftersales::present::answer::Advice;
use aftersales::shipped::{CHANNELS, LANGUAGES, TONES};
use aftersales_core::plain::value::Value;
use scenario::Located;

/// The instant for which cases without one of their own are answered.
const NOW: &str = "2026-11-27T01:00:00Z";

const MOODS: [&str; 3] = ["calm", "upset", "angry"];

fn main() {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: letters FOLDER");
        std::process::exit(2);
    };
    let samples = samples();
    let mut count = 0;
    for lang in LANGUAGES {
        for channel in CHANNELS.iter().map(|channel| channel.code) {
            for tone in TONES.iter().copied() {
                let letters = letters(&samples, lang, channel, tone);
                // Not every channel has tones.
                if !letters.is_empty() {
                    count += letters.matches("\n## ").count() + 1;
                    write(&folder.join(lang).join(format!("{channel}-{tone}.md")), &letters);
                }
            }
        }
    }
    for lang in LANGUAGES {
        for part in [1, 2] {
            let chosen = to_be_read(&samples, part);
            let letters: String = (1..)
                .zip(&chosen)
                .map(|(number, one)| read_letter(one, number, part, lang))
                .collect();
            count += chosen.len();
            write(&folder.join(lang).join(format!("reading-{part}.md")), &letters);
        }
    }
    let cases = samples.len();
    println!(
        "{count} letters for {cases} cases in {} languages: {}",
        LANGUAGES.len(),
        folder.display()
    );
}

fn write(path: &Path, text: &str) {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).expect("the folder can be made");
    }
    std::fs::write(path, text).expect("the folder can be written to");
}

/// One scenario for each remedy and complaint that occur, with its remedy, in the order of their codes.
fn samples() -> Vec<(String, Located)> {
    let mut chosen: BTreeMap<(String, String), Located> = BTreeMap::new();
    for one in scenario::all() {
        let advice = one.advise(&[("now", text(NOW))]);
        let complaint = one.fact("complaint").unwrap_or_default().to_owned();
        let remedy = advice.remedy.as_ref().map_or("open", |remedy| remedy.code);
        if advice.message.text.is_empty() || !advice.problems.is_empty() {
            continue;
        }
        let key = (remedy.to_owned(), complaint);
        if chosen.get(&key).is_none_or(|other| draw(&one.place()) < draw(&other.place())) {
            chosen.insert(key, one);
        }
    }
    chosen.into_iter().map(|((remedy, _), one)| (remedy, one)).collect()
}

/// The number of letters that one reader scores.
const READ: usize = 60;

/// The samples of one part of the reading: each remedy once, then again with other complaints, in the order of the draw.
fn to_be_read(samples: &[(String, Located)], part: u32) -> Vec<&Located> {
    let mut of_remedies: BTreeMap<&str, Vec<&Located>> = BTreeMap::new();
    for (remedy, one) in samples {
        of_remedies.entry(remedy).or_default().push(one);
    }
    let mut ranked: Vec<(usize, u32, &Located)> = Vec::new();
    for mut of_remedy in of_remedies.into_values() {
        of_remedy.sort_by_key(|one| draw(&format!("{part} {}", one.place())));
        let ranks = of_remedy.into_iter().enumerate();
        ranked
            .extend(ranks.map(|(rank, one)| (rank, draw(&format!("{part} {}", one.place())), one)));
    }
    ranked.sort_by_key(|(rank, draw, _)| (*rank, *draw));
    ranked.into_iter().take(READ).map(|(_, _, one)| one).collect()
}

/// A letter to be scored, in a mood, channel and tone of the draw.
fn read_letter(one: &Located, number: usize, part: u32, lang: &'static str) -> String {
    let draw = draw(&format!("{part} {}", one.place())) as usize;
    let mood = MOODS[draw % MOODS.len()];
    let default = answer(one, mood, lang, "", TONES[0]);
    // What only some cases have is read where they have it.
    let channels = &default.message.channels;
    let mut rare = channels.iter().filter(|channel| !["mail", "chat"].contains(*channel));
    let channel = match rare.next_back() {
        Some(channel) if draw.is_multiple_of(2) => channel,
        _ => channels[draw / 3 % channels.len().min(2)],
    };
    let tone = if (draw / 7).is_multiple_of(2) { TONES[0] } else { TONES[draw / 14 % TONES.len()] };
    let advice = answer(one, mood, lang, channel, tone);
    let remedy = advice.remedy.as_ref().map_or("open", |remedy| remedy.code);
    let tone = advice.message.tone;
    let mut written = format!("## {number} {remedy}, {mood}, {channel}, {tone}\n\n");
    let _ = writeln!(written, "{}", facts(&one.case()));
    let steps: Vec<&str> = advice.steps.iter().map(|step| step.act).collect();
    let _ = writeln!(written, "Steps: {}\n", steps.join(", "));
    let quoted = advice.message.text.replace('\n', "\n> ");
    let _ = writeln!(written, "> {}\n", quoted.replace("> \n", ">\n"));
    written
}

/// The letters of all samples by a channel in a tone, each to a calm, an upset and an angry buyer where they differ.
fn letters(
    samples: &[(String, Located)],
    lang: &'static str,
    channel: &'static str,
    tone: &'static str,
) -> String {
    let mut written = String::new();
    for (number, (_, one)) in (1..).zip(samples) {
        let mut before = String::new();
        for mood in MOODS {
            let advice = answer(one, mood, lang, channel, tone);
            let message = &advice.message;
            let has_tone = message.tones.contains(&tone) || tone == TONES[0];
            if message.text == before || message.channel != channel || !has_tone {
                continue;
            }
            let remedy = advice.remedy.as_ref().map_or("open", |remedy| remedy.code);
            let steps: Vec<&str> = advice.steps.iter().map(|step| step.act).collect();
            let _ = writeln!(written, "## {number} {remedy}, {mood}\n");
            let _ = writeln!(written, "{}", facts(&one.case()));
            let _ = writeln!(written, "Steps: {}\n", steps.join(", "));
            let quoted = advice.message.text.replace('\n', "\n> ");
            let _ = writeln!(written, "> {}\n", quoted.replace("> \n", ">\n"));
            before = advice.message.text;
        }
    }
    written
}

/// The answer to a sample. Some have an order value and names beside what their scenario states, as a case has that is
/// entered with care, and some have not.
fn answer(
    one: &Located,
    mood: &str,
    lang: &'static str,
    channel: &'static str,
    tone: &'static str,
) -> Advice {
    let draw = draw(&one.place());
    let Value::Map(mut case) = one.case() else { panic!("a case is a table") };
    set(&mut case, "mood", text(mood));
    let known: &[&str] = match draw % 3 {
        0 => &[],
        1 => &["buyer", "order", "shop"],
        _ => &["buyer", "order", "shop", "item", "tracking", "carrier"],
    };
    let Value::Map(mut options) = one.options() else { panic!("options are a table") };
    for (key, value) in [
        ("now", text(NOW)),
        ("lang", text(lang)),
        ("message_lang", text(lang)),
        ("names", names(lang, known)),
        ("channel", text(channel)),
        ("tone", text(tone)),
    ]
    .into_iter()
    .filter(|(key, value)| *key != "channel" || value.text() != Some(""))
    {
        let is_stated = options.iter().any(|(stated, _)| stated == key);
        if !(is_stated && matches!(key, "now" | "names")) {
            options.retain(|(stated, _)| stated != key);
            options.push((key.to_owned(), value));
        }
    }
    let options = Value::Map(options);
    let plain = advise(&Value::Map(case.clone()), &options, &format::Written);
    let is_stated = case.iter().any(|(key, _)| key == "order_value");
    if draw.is_multiple_of(2) || is_stated {
        return plain;
    }
    set(&mut case, "order_value", price(one));
    let valued = advise(&Value::Map(case), &options, &format::Written);
    // A value that contradicts the scenario, or settles what it leaves open, is left out.
    let same = |advice: &Advice| advice.remedy.as_ref().map(|remedy| remedy.code);
    let fits = valued.problems.is_empty() && same(&valued) == same(&plain);
    if fits { valued } else { plain }
}

/// What the order cost, in the currency of the marketplace.
fn price(one: &Located) -> Value {
    let (currency, minor) = match (one.fact("platform"), one.fact("buyer_region")) {
        (Some("taobao"), _) => ("CNY", 12_900.0),
        (_, Some("uk")) => ("GBP", 2_490.0),
        (_, Some("eu")) => ("EUR", 3_490.0),
        (_, Some("tw")) => ("TWD", 89_000.0),
        _ => ("USD", 4_599.0),
    };
    Value::Map(vec![
        ("minor".to_owned(), Value::Number(minor)),
        ("currency".to_owned(), text(currency)),
    ])
}

/// Names as buyers and shops of a language have them.
fn names(lang: &str, known: &[&str]) -> Value {
    let is_chinese = lang.starts_with("zh");
    let name = |code: &&str| {
        let value = match *code {
            "buyer" if lang == "zh-Hant" => "陳小姐",
            "buyer" if is_chinese => "林小姐",
            "buyer" => "Maria",
            "shop" if lang == "zh-Hant" => "蓮居小舖",
            "shop" if is_chinese => "莲居小铺",
            "shop" => "Lotus Home",
            "order" => "8812-3047",
            "item" if lang == "zh-Hant" => "藍色陶瓷馬克杯",
            "item" if is_chinese => "蓝色陶瓷马克杯",
            "item" => "blue ceramic mug",
            "tracking" => "LP00421",
            _ => "DHL",
        };
        ((*code).to_owned(), text(value))
    };
    Value::Map(known.iter().map(name).collect())
}

/// The facts of a case in one line.
fn facts(case: &Value) -> String {
    let entries = case.entries().unwrap_or_default().iter();
    // The heading names the mood.
    let entries = entries.filter(|(key, _)| key != "mood");
    let fact = |(key, value): &(String, Value)| match value {
        Value::Map(amount) => {
            let parts =
                amount.iter().map(|(_, value)| value.text().map_or(value.shown(), str::to_owned));
            format!("{key} = {}", parts.collect::<Vec<_>>().join(" "))
        }
        other => format!("{key} = {}", other.shown()),
    };
    entries.map(fact).collect::<Vec<_>>().join(", ")
}

fn set(entries: &mut Vec<(String, Value)>, key: &str, value: Value) {
    // A mood does not apply to what is about no order.
    let is_about_an_order = entries.iter().any(|(key, _)| key == "order_state");
    entries.retain(|(other, _)| other != key);
    if is_about_an_order {
        entries.push((key.to_owned(), value));
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A number that is the same for a text each time: FNV-1a.
fn draw(text: &str) -> u32 {
    const SEED: u32 = 0x811c_9dc5;
    let hash = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    text.bytes().fold(SEED, hash) >> 8
}
