//! Every message can be sent as it stands: whole, in one language, and saying nothing that it must not.

use crate::scenario;

use std::path::Path;

use aftersales::api::advise::advise;
use aftersales::present::answer::Advice;
use aftersales::present::plain_format::Plain;
use aftersales::shipped;
use aftersales::words::catalogue::NAMES;
use aftersales_core::plain::value::Value;
use scenario::Located;

/// Of these neither a message about a review nor one that repairs trust may speak.
const ABOUT_REVIEWS: &[&str] = &[
    "review",
    "feedback",
    "rating",
    "star",
    "stars",
    "gift",
    "coupon",
    "评价",
    "评分",
    "好评",
    "差评",
    "星",
    "礼品",
    "礼物",
    "优惠券",
    "红包",
    "評價",
    "評分",
    "好評",
    "負評",
    "差評",
    "禮物",
    "優惠券",
    "折價券",
    "紅包",
];

/// These would move the buyer off the platform.
const OFF_PLATFORM: &[&str] = &[
    "phone",
    "telephone",
    "mobile",
    "hotline",
    "e-mail",
    "email",
    "mail us",
    "sms",
    "text us",
    "call us",
    "whatsapp",
    "wechat",
    "telegram",
    "facebook",
    "instagram",
    "website",
    "http",
    "www",
    "qq",
    "微信",
    "微博",
    "电话",
    "手机",
    "短信",
    "邮箱",
    "邮件",
    "加我",
    "電話",
    "手機",
    "簡訊",
    "信箱",
    "郵件",
    "電郵",
    "网站",
    "網站",
    "热线",
    "熱線",
];

/// These would cite a law to the buyer.
const LAW: &[&str] = &[
    "directive",
    "regulation",
    "regulations",
    "statute",
    "law",
    "legal",
    "article",
    "section",
    "clause",
    "条例",
    "條例",
    "《",
    "规定",
    "規定",
    "法律",
    "第",
    "消费者权益",
    "消費者權益",
];

/// Words with 法 that are no law.
const NO_LAW: &[&str] = &[
    "办法", "辦法", "方法", "无法", "無法", "做法", "想法", "看法", "说法", "說法", "用法", "没法",
    "沒法", "设法", "設法", "法子",
];

/// Verb and noun that read as taking away what the buyer is to get: "cancel the refund" where the order is
/// cancelled and refunded, "take the refund back" where the goods are taken back and refunded.
const REVERSED: &[&str] = &[
    "取消退款",
    "取消退货",
    "取消退貨",
    "取消原单退款",
    "取消原訂單退款",
    "取消订单退款",
    "取消訂單退款",
    "收回退款",
    "收回货款",
    "收回貨款",
    "关闭退款",
    "關閉退款",
    "退款取消",
    "撤回",
];

/// Common characters of one script, with their counterpart in the other.
const SIMPLIFIED: &str = "们这为个么会发货单无关没过还时间点样给让说话请谢换补偿质问题东实际订对边从应该开见觉难虽尽处联络网购买卖费运邮递账户钱银额损坏价签谅误选择确认证据项权规则责赔贴赠优红检验维护满顾协议复询线长门车两业么吗呢";
const TRADITIONAL: &str = "們這為個麼會發貨單無關沒過還時間點樣給讓說話請謝換補償質問題東實際訂對邊從應該開見覺難雖盡處聯絡網購買賣費運郵遞賬戶錢銀額損壞價簽諒誤選擇確認證據項權規則責賠貼贈優紅檢驗維護滿顧協議復詢線長門車兩業麼嗎呢";

#[test]
fn every_message_is_whole() {
    check(|advice, lang| {
        let text = &advice.message.text;
        // To others than a buyer nothing is written while the remedy is open.
        if text.is_empty() && advice.remedy.is_none() && advice.message.to == "platform" {
            return Vec::new();
        }
        let mut wrong = Vec::new();
        for hole in ["{", "}", "XX", "[", "]", "  ", "undefined", "null"] {
            if text.contains(hole) {
                wrong.push(format!("has `{hole}`"));
            }
        }
        for twice in [
            "。。", "，，", "、、", "；；", "！！", "，。", "。，", "？。", "..", ",,", ",.", ".,",
            " .", " ,", ";;",
        ] {
            if text.contains(twice) {
                wrong.push(format!("has `{twice}`"));
            }
        }
        if text.split("\n\n").any(|paragraph| paragraph.trim().is_empty()) {
            wrong.push("has an empty paragraph".into());
        }
        if text.lines().any(|line| line.trim() != line) {
            wrong.push("has a line with spaces at its edge".into());
        }
        if text.split("\n\n").count() < 2 {
            wrong.push("is not a letter".into());
        }
        if advice.message.lang != lang {
            wrong.push(format!("says that it is in {}", advice.message.lang));
        }
        wrong
    });
}

#[test]
fn a_message_says_only_what_the_decision_contains() {
    check(|advice, _| {
        let steps = advice.steps.iter().map(|step| step.act);
        let contained: Vec<&str> =
            steps.chain(advice.goodwill.iter().map(|offer| offer.act)).collect();
        let message = advice.message.acts.iter();
        message.filter(|act| !contained.contains(act)).map(|act| format!("says `{act}`")).collect()
    });
}

#[test]
fn an_answer_that_is_promised_for_a_day_is_a_step_with_that_day() {
    let promises = [
        ("en", "by the day after", "by the next day"),
        ("en", "tomorrow at the latest", "by the next day"),
        ("zh-Hans", "一天之内", "一天之内答复"),
        ("zh-Hans", "最晚明天", "第二天"),
        ("zh-Hant", "隔天", "隔天內答覆"),
        ("zh-Hant", "最晚明天", "隔天"),
    ];
    let mut promised = [0; 6];
    for one in &scenario::all() {
        for (at, (lang, promise, kept)) in promises.iter().enumerate() {
            let of = |key| (key, Value::Text((*lang).into()));
            let advice = one.advise(&[of("lang"), of("message_lang")]);
            if advice.message.text.contains(promise) {
                promised[at] += 1;
                let is_kept = advice.steps.iter().any(|step| {
                    advice.message.acts.contains(&step.act) && step.text.contains(kept)
                });
                assert!(is_kept, "{} {lang}: {}", one.place(), advice.message.text);
            }
        }
    }
    assert!(promised.iter().all(|count| *count > 20), "{promised:?}");
}

#[test]
fn a_message_says_nothing_twice() {
    check(|advice, _| {
        let mut acts = advice.message.acts.clone();
        acts.sort_unstable();
        let count = acts.len();
        acts.dedup();
        let mut sentences: Vec<&str> = advice
            .message
            .text
            .split(['。', '\n', '！', '？'])
            .flat_map(|part| part.split(". "))
            .map(str::trim)
            .filter(|sentence| !sentence.is_empty())
            .collect();
        sentences.sort_unstable();
        let twice = sentences.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        let mut wrong = Vec::new();
        if acts.len() < count {
            wrong.push(format!("says an act twice: {:?}", advice.message.acts));
        }
        wrong.extend(twice.map(|sentence| format!("says twice: {sentence}")));
        wrong
    });
}

#[test]
fn a_message_warns_of_danger_before_anything_else() {
    check(|advice, _| {
        let place = advice.message.acts.iter().position(|act| *act == "warn_stop_using");
        place.filter(|place| *place > 0).map(|_| "warns late".to_owned()).into_iter().collect()
    });
}

#[test]
fn a_message_apologises_once_at_most() {
    check(|advice, lang| {
        let sorry: &[&str] = match lang {
            "zh-Hans" => &["对不起", "抱歉"],
            "zh-Hant" => &["對不起", "抱歉"],
            _ => &["sorry", "apolog"],
        };
        let text = advice.message.text.to_lowercase();
        let count: usize = sorry.iter().map(|word| text.matches(word).count()).sum();
        if count > 1 { vec![format!("apologises {count} times")] } else { Vec::new() }
    });
}

#[test]
fn an_angry_buyer_reads_that_it_is_understood_in_words_of_its_own() {
    let upset = written("damaged", "delivered", "upset", &[]);
    let angry = written("damaged", "delivered", "angry", &[]);
    for (lang, sorry) in [("en", "we're sorry"), ("zh-Hans", "抱歉"), ("zh-Hant", "抱歉")] {
        let text = |all: &[(&str, String)]| {
            let found = all.iter().find(|(tag, _)| *tag == lang);
            found.map(|(_, text)| text.clone()).expect("a message")
        };
        assert!(!text(&upset).to_lowercase().contains(sorry), "{lang}: {}", text(&upset));
        assert!(text(&angry).to_lowercase().contains(sorry), "{lang}: {}", text(&angry));
    }
}

#[test]
fn an_angry_buyer_is_not_asked_why_an_order_is_to_be_cancelled() {
    let why = [("en", "May we ask why"), ("zh-Hans", "不想要的原因"), ("zh-Hant", "想取消的原因")];
    for (mood, asked) in [("calm", true), ("angry", false)] {
        for (lang, text) in written("cancel_order", "in_transit", mood, &[]) {
            let why = why.iter().find(|(tag, _)| *tag == lang).expect("a question").1;
            assert_eq!(text.contains(why), asked, "{mood} {lang}: {text}");
        }
    }
}

#[test]
fn a_buyer_who_waits_reads_the_day_that_was_named() {
    let date = |day: &str| Value::Text(format!("{day}T12:00:00Z"));
    let named = [("ship_by", date("2026-11-30"))];
    for (lang, text) in written("where_is_it", "unshipped", "calm", &named) {
        assert!(text.contains("2026-11-30"), "{lang}: {text}");
    }
    let named = [("deliver_by", date("2026-12-05")), ("tracking", Value::Text("moving".into()))];
    for (lang, text) in written("not_received", "in_transit", "calm", &named) {
        assert!(text.contains("2026-12-05"), "{lang}: {text}");
    }
}

/// The message of a case on eBay in the US, asked on 27 November 2026, in every language.
fn written(
    complaint: &str,
    state: &str,
    mood: &str,
    more: &[(&str, Value)],
) -> Vec<(&'static str, String)> {
    let text = |key: &str, value: &str| (key.to_owned(), Value::Text(value.into()));
    let mut case = vec![
        text("platform", "ebay"),
        text("buyer_region", "us"),
        text("complaint", complaint),
        text("order_state", state),
        text("mood", mood),
    ];
    case.extend(more.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
    let case = Value::Map(case);
    let described = |lang: &&'static str| {
        let options =
            Value::Map(vec![text("now", "2026-11-27T01:00:00Z"), text("message_lang", lang)]);
        (*lang, advise(&case, &options, &Plain).message.text)
    };
    shipped::LANGUAGES.iter().map(described).collect()
}

#[test]
fn a_sentence_that_goes_on_has_one_before_it() {
    let joining = [
        "Then ",
        "And ",
        "Also ",
        "So ",
        "You'll then ",
        "那",
        "然后",
        "然後",
        "也",
        "不过",
        "不過",
    ];
    check(|advice, _| {
        let starts = advice.message.text.split("\n\n");
        let mut wrong: Vec<String> = starts
            .filter(|paragraph| joining.iter().any(|word| paragraph.starts_with(word)))
            .map(|paragraph| format!("begins with `{paragraph}`"))
            .collect();
        if advice.message.text.contains("'ll then get")
            && !advice.message.acts.contains(&"inspect_return")
        {
            wrong.push("says `then` of nothing".into());
        }
        wrong
    });
}

#[test]
fn a_message_needs_names_only_and_none_when_all_are_given() {
    check(|advice, _| {
        let unknown = advice.message.needs.iter().filter(|need| !NAMES.contains(need));
        unknown.map(|need| format!("needs `{need}`")).collect()
    });
    for one in scenario::all() {
        for lang in shipped::LANGUAGES {
            let advice =
                one.advise(&[("message_lang", Value::Text(lang.into())), ("names", names())]);
            assert!(
                advice.message.needs.is_empty(),
                "{} {lang}: {:?}",
                one.place(),
                advice.message.needs
            );
            assert!(advice.problems.is_empty(), "{}: {:?}", one.place(), advice.problems);
        }
    }
}

#[test]
fn names_that_are_given_stand_in_the_message() {
    // A shop may have a signature of its own.
    let has_name = |one: &&Located| one.scenario.options.get("shop").is_none();
    let decided = |one: &&Located| one.scenario.remedy.is_some();
    for one in scenario::all().iter().filter(decided).filter(has_name) {
        for lang in shipped::LANGUAGES {
            let advice =
                one.advise(&[("message_lang", Value::Text(lang.into())), ("names", names())]);
            let text = &advice.message.text;
            if advice.message.to == "buyer" {
                assert!(text.contains("Maria"), "{} {lang} greets by name: {text}", one.place());
            }
            let signature = text.lines().last().unwrap_or_default();
            assert!(signature.contains("Lotus Shop"), "{} {lang} is signed: {text}", one.place());
        }
    }
}

#[test]
fn a_message_about_a_review_speaks_of_the_problem_only() {
    check(|advice, _| {
        let complaint = advice.tags.iter().any(|tag| tag == "complaint:negative_review");
        let trust = advice.remedy.as_ref().is_some_and(|remedy| remedy.code == "repair_trust");
        if complaint || trust { speaks_of(&advice.message.text, ABOUT_REVIEWS) } else { Vec::new() }
    });
}

#[test]
fn a_message_keeps_the_buyer_on_the_platform() {
    check(|advice, _| {
        let mut wrong = speaks_of(&advice.message.text, OFF_PLATFORM);
        if advice.message.text.contains("LINE") {
            wrong.push("speaks of `LINE`".into());
        }
        wrong
    });
}

#[test]
fn a_message_cites_no_law_to_the_buyer() {
    check(|advice, _| {
        let mut rest = advice.message.text.clone();
        for word in NO_LAW {
            rest = rest.replace(word, "");
        }
        let mut wrong = speaks_of(&rest, LAW);
        if rest.contains('法') {
            wrong.push("speaks of `法`".into());
        }
        if words(&rest).any(|word| word == "Act") {
            wrong.push("speaks of an `Act`".into());
        }
        wrong
    });
}

#[test]
fn a_message_is_in_one_script() {
    check(|advice, lang| {
        let other = match lang {
            "zh-Hans" => only(TRADITIONAL, SIMPLIFIED),
            "zh-Hant" => only(SIMPLIFIED, TRADITIONAL),
            _ => {
                let foreign = advice.message.text.chars().find(|character| !is_english(*character));
                return foreign.map(|found| format!("has `{found}`")).into_iter().collect();
            }
        };
        let found = advice.message.text.chars().filter(|character| other.contains(character));
        found.map(|character| format!("has `{character}`")).collect()
    });
}

#[test]
fn all_words_of_a_language_are_in_its_script() {
    for (lang, own, other) in
        [("zh-Hans", SIMPLIFIED, TRADITIONAL), ("zh-Hant", TRADITIONAL, SIMPLIFIED)]
    {
        let other = only(other, own);
        let mut wrong = Vec::new();
        for (place, line) in lines(lang) {
            if let Some(found) = line.chars().find(|character| other.contains(character)) {
                wrong.push(format!("{place}: `{found}` in {line}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn no_chinese_sentence_takes_back_what_is_owed() {
    let mut wrong = Vec::new();
    for (place, line) in ["zh-Hans", "zh-Hant"].into_iter().flat_map(lines) {
        let found = REVERSED.iter().find(|words| line.contains(**words));
        wrong.extend(found.map(|words| format!("{place}: `{words}` in {line}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The lines of all words of a language but comments, each with its place.
fn lines(lang: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data/languages").join(lang);
    let mut lines = Vec::new();
    for file in std::fs::read_dir(&folder).expect("the words of a language") {
        let path = file.expect("a file of words").path();
        let text = std::fs::read_to_string(&path).expect("words");
        let places = (1..).map(|at| format!("{}:{at}", path.display()));
        lines.extend(places.zip(text.lines().map(str::to_owned)));
    }
    lines.retain(|(_, line)| !line.starts_with('#'));
    lines
}

#[test]
fn a_message_promises_no_refund_that_is_not_decided() {
    check(|advice, lang| {
        let refunds = [
            "refund_original_method",
            "offer_partial_refund",
            "refund_missing_part",
            "deduct_wear",
            "explain_refund_status",
            "tell_refuse_on_arrival",
            "publish_refund_route",
            "offer_choice",
            "inspect_return",
            "ask_delay_consent",
            "offer_substitute",
            "ask_right_price",
            "say_can_cancel",
            "announce_campaign_end",
            "explain_system_fault",
        ];
        let said = refunds.iter().any(|act| advice.message.acts.contains(act));
        let speaks = match lang {
            "en" => ["you'll get your money back", "you'll get the full", "we'll refund"].iter(),
            "zh-Hans" => ["全额退", "退款给您", "为您退款"].iter(),
            _ => ["全額退", "退款給您", "為您退款"].iter(),
        };
        let text = advice.message.text.to_lowercase();
        let found = speaks.filter(|words| !said && text.contains(**words));
        found.map(|words| format!("promises `{words}`")).collect()
    });
}

/// Runs a check on the message of every scenario in every language and reports all that fail.
#[track_caller]
fn check(wrong: impl Fn(&Advice, &str) -> Vec<String>) {
    let mut report = Vec::new();
    let mut tell = |one: &Located, lang: &str, advice: &Advice| {
        for wrong in wrong(advice, lang) {
            report.push(format!("{} {lang} {wrong}\n  {}", one.place(), advice.message.text));
        }
    };
    for one in &scenario::all() {
        for lang in shipped::LANGUAGES {
            let message_lang = ("message_lang", Value::Text(lang.into()));
            tell(one, lang, &one.advise(std::slice::from_ref(&message_lang)));
            tell(one, lang, &one.advise(&[message_lang, ("names", names())]));
        }
    }
    let count = report.len();
    report.truncate(12);
    assert!(count == 0, "{count} failures, the first of them:\n{}", report.join("\n"));
}

/// Every name that a message can use.
fn names() -> Value {
    let given = |name: &&str| match *name {
        "buyer" => "Maria",
        "shop" => "Lotus Shop",
        "order" => "8812",
        "item" => "tea set",
        "tracking" => "LP0042",
        "carrier" => "Swift Post",
        "new_address" => "12 Orchard Road",
        "amount" => "USD 24.90",
        "date" => "3 December",
        "gift" => "a bookmark",
        other => panic!("a name for {other}"),
    };
    let entry = |name: &&str| ((*name).to_owned(), Value::Text(given(name).into()));
    Value::Map(NAMES.iter().map(entry).collect())
}

/// The listed words that a text has: English ones as whole words, others anywhere.
fn speaks_of(text: &str, listed: &[&str]) -> Vec<String> {
    let lower = text.to_lowercase();
    let has = |word: &&&str| {
        if !word.is_ascii() {
            return text.contains(**word);
        }
        if word.contains(' ') || word.contains('-') {
            return lower.contains(**word);
        }
        words(&lower).any(|other| other == **word)
    };
    listed.iter().filter(has).map(|word| format!("speaks of `{word}`")).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_ascii_alphanumeric())
}

/// The characters of one list that the other does not have.
fn only(one: &str, other: &str) -> Vec<char> {
    one.chars().filter(|character| !other.contains(*character)).collect()
}

fn is_english(character: char) -> bool {
    character.is_ascii() || "‘’“”–—…·×€£".contains(character)
}
