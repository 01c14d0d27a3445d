//! Tones change how a message sounds and channels where it is sent; neither changes what it promises.

use crate::scenario;

use std::collections::BTreeSet;

use aftersales::api::advise::advise;
use aftersales::present::answer::Message;
use aftersales::present::plain_format::Plain;
use aftersales::shipped::{CHANNELS, LANGUAGES, TONES, vocabulary};
use aftersales::words::channel::Channel;
use aftersales_core::plain::value::Value;
use scenario::Located;

#[test]
fn a_tone_promises_the_same() {
    let mut changed = BTreeSet::new();
    for_each_message(&["mail", "chat"], |one, lang, message, style| {
        let [channel, tone] = style;
        let plain = written(one, lang, channel, TONES[0]);
        // What a tone makes too long is left out by its channel.
        if channel == "mail" {
            assert_eq!(message.acts, plain.acts, "{} {lang} {tone}", one.place());
            assert_eq!(digits(&message.text), digits(&plain.text), "{} {lang} {tone}", one.place());
        }
        if message.text != plain.text {
            changed.insert((lang, channel, tone));
        }
    });
    assert_eq!(changed.len(), LANGUAGES.len() * 2 * (TONES.len() - 1), "{changed:?}");
}

#[test]
fn a_message_apologises_once_at_most_in_every_tone() {
    let mut sorry = 0;
    for_each_message(&["mail"], |one, lang, message, [_, tone]| {
        let words: &[&str] = match lang {
            "zh-Hans" => &["对不起", "抱歉", "歉意"],
            "zh-Hant" => &["對不起", "抱歉", "歉意"],
            _ => &["sorry", "apolog"],
        };
        let text = message.text.to_lowercase();
        let count: usize = words.iter().map(|word| text.matches(word).count()).sum();
        assert!(count <= 1, "{} {lang} {tone}: {}", one.place(), message.text);
        sorry += count;
    });
    assert!(sorry > 1000, "{sorry}");
}

#[test]
fn a_channel_leaves_out_what_is_least_needed_only() {
    let mut shortened = 0;
    let codes: Vec<&str> = CHANNELS.iter().map(|channel| channel.code).collect();
    for_each_message(&codes, |one, lang, message, [channel, tone]| {
        let channel = channel_of(channel);
        let least: Vec<&str> =
            channel.least_needed.iter().chain(channel.without).map(act).collect();
        let whole = written(one, lang, "mail", tone);
        if channel.letter.is_empty() && message.to == "buyer" {
            let missing: Vec<&&str> =
                whole.acts.iter().filter(|act| !message.acts.contains(act)).collect();
            let only_least = missing.iter().all(|act| least.contains(act));
            assert!(only_least, "{} {lang}: {missing:?} is gone", one.place());
            shortened += usize::from(!missing.is_empty());
        }
        // A chat sends its paragraphs one after another.
        if channel.code == "chat" {
            let parts = message.text.split("\n\n").map(|part| part.chars().count());
            let longest = parts.max().unwrap_or_default();
            assert!(longest <= usize::from(message.limit), "{} {lang}: {longest}", one.place());
        }
        let length = message.text.chars().count();
        if length > usize::from(message.limit) {
            // All that can go has gone.
            let advice = one.advise(&[]);
            let owed = |act: &str| advice.duties.iter().any(|duty| duty.act == act);
            let core = |act: &str| {
                let remedy = advice.remedy.as_ref().and_then(|remedy| {
                    vocabulary().remedies.iter().find(|other| other.code == remedy.code)
                });
                let id = vocabulary().act(act).expect("an act");
                remedy.is_none_or(|remedy| remedy.core.contains(id.into()))
            };
            let dated = |act: &str| ["explain_refund_status", "give_tracking"].contains(&act);
            let left = message
                .acts
                .iter()
                .find(|act| least.contains(act) && !owed(act) && !core(act) && !dated(act));
            assert_eq!(left, None, "{} {lang}: {length} characters", one.place());
        }
    });
    assert!(shortened > 50, "{shortened}");
}

#[test]
fn a_chat_tells_every_amount_day_and_right_that_the_mail_tells() {
    // A buyer can do without pleasantries, a question out of interest, and how long a bank takes.
    let spare = ["answer_buyer", "ask_reason", "explain_refund_status"];
    let mut divided = 0;
    for_each_message(&["chat"], |one, lang, message, [_, tone]| {
        let mail = written(one, lang, "mail", tone);
        let place = format!("{} {lang} {tone}: {}", one.place(), message.text);
        let lost: Vec<_> = (mail.acts.iter())
            .filter(|act| !message.acts.contains(act) && !spare.contains(act))
            .collect();
        assert!(lost.is_empty(), "{lost:?} is gone: {place}");
        // A signature may state hours.
        let signed = mail.text.rsplit_once("\n\n").expect("a signature").0;
        assert_eq!(digits(&message.text), digits(signed), "{place}");
        let limit = usize::from(channel_of("chat").limits[language(lang)]);
        let mut parts = message.text.split("\n\n").map(|part| part.chars().count());
        assert!(parts.clone().all(|part| part <= limit), "{place}");
        // A greeting is no message of its own.
        assert!(parts.next().is_some_and(|first| first > 12), "{place}");
        divided += usize::from(message.text.chars().count() > limit);
    });
    assert!(divided > 50, "{divided}");
}

#[test]
fn a_statement_concedes_nothing_and_a_public_reply_names_nobody() {
    let mut count = [0, 0];
    for_each_message(&["statement", "review"], |one, lang, message, [channel, _]| {
        let place = format!("{} {lang}: {}", one.place(), message.text);
        if channel == "statement" {
            count[0] += 1;
            assert_eq!(message.to, "platform", "{place}");
            for word in ["sorry", "apolog", "understand", "抱歉", "对不起", "對不起", "理解"]
            {
                assert!(!message.text.to_lowercase().contains(word), "`{word}`: {place}");
            }
            // It addresses the marketplace.
            for word in ["you", "您"] {
                let mut words = message.text.split(|letter: char| !letter.is_alphanumeric());
                assert!(!words.any(|other| other.to_lowercase() == word), "`{word}`: {place}");
            }
        } else {
            count[1] += 1;
            assert_eq!(digits(&message.text), "", "{place}");
            for name in ["Maria", "Lotus", "tea set", "Swift"] {
                assert!(!message.text.contains(name), "`{name}`: {place}");
            }
            assert!(message.needs.is_empty(), "{place}");
        }
    });
    assert!(count[0] > 20 && count[1] > 5, "{count:?}");
}

#[test]
fn a_channel_is_offered_where_it_makes_sense() {
    let offered = |complaint: &str, more: &[(&str, &str)]| {
        let case = [("complaint", complaint), ("order_state", "delivered"), ("platform", "ebay")];
        let case = map(case.iter().chain([&("buyer_region", "us")]).chain(more));
        advise(&case, &Value::Null, &Plain).message.channels
    };
    assert_eq!(offered("damaged", &[]), ["mail", "chat"]);
    assert_eq!(offered("damaged", &[("platform_case", "open")]), ["mail", "chat", "statement"]);
    assert_eq!(offered("negative_review", &[]), ["mail", "chat", "review"]);
    let campaign = map(&[("complaint", "plan_campaign_cancel"), ("platform", "lazada")]);
    let advice = advise(&campaign, &Value::Null, &Plain);
    assert_eq!(advice.message.channels, ["notice"]);
    assert!(advice.message.tones.is_empty());
}

#[test]
fn a_request_chooses_before_the_shop_does_and_the_shop_before_the_default() {
    let case = map(&[("complaint", "damaged"), ("order_state", "delivered"), ("platform", "ebay")]);
    let styles = |options: Value| {
        let advice = advise(&case, &options, &Plain);
        assert!(advice.problems.is_empty(), "{:?}", advice.problems);
        (advice.message.channel, advice.message.tone)
    };
    let shop = |settings: Value| nested("shop", nested("settings", settings));
    assert_eq!(styles(Value::Null), ("mail", "plain"));
    let settings = map(&[("channel", "chat"), ("tone", "formal")]);
    assert_eq!(styles(shop(settings.clone())), ("chat", "formal"));
    let Value::Map(mut options) = shop(settings) else { panic!("options are a map") };
    options.extend([("channel".to_owned(), text("mail")), ("tone".to_owned(), text("warm"))]);
    assert_eq!(styles(Value::Map(options)), ("mail", "warm"));
    // A channel that makes no sense for the case gives way to the next.
    assert_eq!(styles(map(&[("channel", "review")])), ("mail", "plain"));
}

#[test]
fn an_unknown_tone_or_channel_is_a_problem_with_the_nearest_code() {
    for (options, path, help) in [
        (map(&[("tone", "formall")]), "/options/tone", "formal"),
        (map(&[("channel", "mial")]), "/options/channel", "mail"),
        (
            nested("shop", nested("settings", map(&[("tone", "firmm")]))),
            "/options/shop/settings/tone",
            "firm",
        ),
    ] {
        let advice = advise(&map(&[("complaint", "damaged")]), &options, &Plain);
        let [problem] = advice.problems.as_slice() else { panic!("{:?}", advice.problems) };
        assert_eq!((problem.code, problem.path.as_str()), ("unknown_code", path));
        assert!(problem.help.as_deref().unwrap_or_default().contains(help), "{problem:?}");
    }
}

#[test]
fn a_shop_begins_and_ends_messages_in_its_own_words() {
    let own = |key: &str, words: &str| (key.to_owned(), map(&[("en", words)]));
    let settings =
        Value::Map(vec![own("greeting", "Ahoy {buyer}!"), own("closing", "Fair winds.")]);
    let Value::Map(mut options) = nested("shop", nested("settings", settings)) else {
        panic!("options are a map")
    };
    let case = map(&[("complaint", "damaged"), ("order_state", "delivered"), ("platform", "ebay")]);
    let unnamed = advise(&case, &Value::Map(options.clone()), &Plain).message.text;
    assert!(unnamed.starts_with("Hello,"), "{unnamed}");
    options.push(("names".to_owned(), map(&[("buyer", "Maria")])));
    let named = advise(&case, &Value::Map(options), &Plain).message.text;
    assert!(named.starts_with("Ahoy Maria!\n\n") && named.ends_with("Fair winds."), "{named}");
}

#[test]
fn a_chat_addresses_buyers_as_its_marketplace_does() {
    let begins = |more: &[(&str, &str)], options: &[(&str, &str)]| {
        let case =
            [("complaint", "where_is_it"), ("order_state", "in_transit"), ("buyer_region", "cn")];
        let options = [("message_lang", "zh-Hans")].iter().chain(options);
        let message = advise(&map(case.iter().chain(more)), &map(options), &Plain).message;
        message.text.chars().take(5).collect::<String>()
    };
    let taobao = [("platform", "taobao")];
    let upset = [("platform", "taobao"), ("mood", "upset")];
    let angry = [("platform", "taobao"), ("mood", "angry")];
    let chat = |tone| [("channel", "chat"), ("tone", tone)];
    assert_eq!(begins(&taobao, &chat("plain")), "亲，您好，");
    assert_eq!(begins(&upset, &chat("plain")), "亲，您好，");
    assert_eq!(begins(&taobao, &chat("warm")), "亲，您好！");
    for (case, options) in [
        (&taobao, chat("formal")),
        (&taobao, chat("firm")),
        (&taobao, [("channel", "mail"), ("tone", "plain")]),
        (&taobao, [("channel", "mail"), ("tone", "warm")]),
        (&[("platform", "aliexpress")], chat("plain")),
        (&[("platform", "cross_border")], chat("warm")),
    ] {
        assert!(!begins(case, &options).contains('亲'), "{case:?} {options:?}");
    }
    // Familiarity would make an angry buyer angrier.
    assert!(!begins(&angry, &chat("plain")).contains('亲'));
    // A name, and the shop's own greeting, come first.
    let written = |names: &[(&str, &str)], own: &str| {
        let case = map(&[
            ("complaint", "where_is_it"),
            ("order_state", "in_transit"),
            ("platform", "taobao"),
            ("buyer_region", "cn"),
        ]);
        let settings = Value::Map(vec![("greeting".to_owned(), map(&[("zh-Hans", own)]))]);
        let shop = if own.is_empty() { Value::Null } else { nested("settings", settings) };
        let options = Value::Map(vec![
            ("message_lang".to_owned(), text("zh-Hans")),
            ("channel".to_owned(), text("chat")),
            ("names".to_owned(), map(names)),
            ("shop".to_owned(), shop),
        ]);
        advise(&case, &options, &Plain).message.text
    };
    assert!(written(&[("buyer", "林小姐")], "").starts_with("林小姐您好，"));
    assert!(written(&[], "欢迎光临，").starts_with("欢迎光临，"));
}

/// Visits the message of every scenario in each language by these channels, where they are offered, in each tone that
/// makes a difference.
fn for_each_message(
    channels: &[&'static str],
    mut visit: impl FnMut(&Located, &'static str, &Message, [&'static str; 2]),
) {
    for one in &scenario::all() {
        for lang in LANGUAGES {
            for channel in channels {
                for tone in TONES.iter().copied() {
                    let message = written(one, lang, channel, tone);
                    let makes_a_difference = tone == TONES[0] || message.tones.contains(&tone);
                    if message.channel == *channel && makes_a_difference {
                        visit(one, lang, &message, [channel, tone]);
                    }
                }
            }
        }
    }
}

fn written(one: &Located, lang: &str, channel: &str, tone: &str) -> Message {
    let names = map(&[
        ("buyer", "Maria"),
        ("shop", "Lotus Shop"),
        ("order", "8812"),
        ("item", "tea set"),
        ("tracking", "LP0042"),
        ("carrier", "Swift Post"),
    ]);
    let options = [
        ("message_lang", text(lang)),
        ("channel", text(channel)),
        ("tone", text(tone)),
        ("names", names),
    ];
    one.advise(&options).message
}

fn language(lang: &str) -> usize {
    LANGUAGES.iter().position(|other| *other == lang).expect("a language")
}

fn channel_of(code: &str) -> &'static Channel {
    CHANNELS.iter().find(|channel| channel.code == code).expect("a channel")
}

fn act(act: &u16) -> &'static str {
    vocabulary().get_act(*act).code
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn map<'a>(entries: impl IntoIterator<Item = &'a (&'a str, &'a str)>) -> Value {
    Value::Map(entries.into_iter().map(|(key, value)| ((*key).to_owned(), text(value))).collect())
}

fn nested(key: &str, value: Value) -> Value {
    Value::Map(vec![(key.to_owned(), value)])
}
