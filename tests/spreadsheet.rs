//! A shop's pack as a table: what is written is read back the same, and each mistake in a table comes
//! back with its row and column.

use crate::mistakes;
use crate::scenario;

use aftersales::csv::{from_csv, read, to_csv};
use aftersales::present::answer::Problem;
use aftersales::shipped::vocabulary;
use aftersales::shop::read_shop_pack;
use aftersales_core::plain::value::Value;
use aftersales_core::vocabulary::facts::{Aspect, Kind};
use mistakes::{map, text, toml};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const PACK: &str = "
id = 'my-shop'
layer = 'shop'
title = 'My shop'
review_by = '2027-05-31'
when = { buyer_region = { not = ['us', 'uk'] }, days_since_return_received = { less_than = 9 } }
[settings.high_value]
CNY = 70000
[[rules]]
id = 'replace-broken'
when = { complaint = ['damaged', 'wrong_item'], platform = { not = 'amazon' }, offers_declined = 1, days_since_delivery = { at_least = 3, less_than = 8 } }
remedy = 'replace_damaged'
alternatives = ['return_and_refund']
steps = ['apologise', 'keep_records']
overrides = ['ask-for-photos']
valid_from = '2026-01-01'
sources = ['S002-13', { title = 'Our handbook; part 2', locator = '2 | 3', url = 'https://shop.example/a?b=1' }, { title = '=SUM(A1)', locator = '\"4\"' }]
[[rules]]
id = 'answer-soon'
when = { offers_declined = { less_than = 2 }, evidence = { not = ['refuted', 'awaited'] } }
must = 'answer_buyer'
within = { value = 48, unit = 'hours', from = 'requested_at' }
by = 'seller'
";

#[test]
fn a_pack_is_written_as_people_would_write_it() {
    let expected = "\u{feff}id,value,platform,complaint,evidence,offers_declined,days_since_delivery,remedy,alternatives,steps,must,within,by,overrides,valid_from,sources,source_title,source_locator,source_url\r\n\
        pack/id,my-shop,,,,,,,,,,,,,,,,,\r\n\
        pack/title,My shop,,,,,,,,,,,,,,,,,\r\n\
        pack/review_by,2027-05-31,,,,,,,,,,,,,,,,,\r\n\
        pack/when/buyer_region,not us | uk,,,,,,,,,,,,,,,,,\r\n\
        pack/when/days_since_return_received,less than 9,,,,,,,,,,,,,,,,,\r\n\
        settings/high_value/CNY,700.00 CNY,,,,,,,,,,,,,,,,,\r\n\
        replace-broken,,not amazon,damaged | wrong_item,,1,3 to 7,replace_damaged,return_and_refund,apologise | keep_records,,,,ask-for-photos,2026-01-01,S002-13,Our handbook; part 2 | =SUM(A1),\"2 \\| 3 | \"\"\"\"4\"\"\"\"\",https://shop.example/a?b=1 | |\r\n\
        answer-soon,,,,not refuted | awaited,less than 2,,,,,answer_buyer,48 hours from requested_at,seller,,,,,,\r\n";
    let pack = toml(PACK);
    assert_eq!(to_csv(&pack), expected);
    unharmed(&pack);
}

#[test]
fn a_right_is_a_row_like_any_other_rule() {
    let pack = toml(
        "id = 'mine'\nlayer = 'shop'\n\
         [[rules]]\nid = 'free-returns'\nwhen = { complaint = 'changed_mind' }\n\
         right = { one_of = ['accept_return', 'refund_original_method'], chosen_by = 'buyer', borne_by = 'seller', \
         within = { value = 30, unit = 'days', from = 'delivered_at' }, without_reason = true }\n\
         [[rules]]\nid = 'answers'\nmust = 'answer_buyer'\n\
         within = { value = 48, unit = 'hours', from = 'requested_at' }\nby = 'seller'\nborne_by = 'platform'\n\
         [[rules]]\nid = 'lost'\nright = { one_of = ['send_replacement'], claimed = true, without_reason = false }\n",
    );
    let expected = "\u{feff}id,value,complaint,remedy,right,must,within,by,borne_by,chosen_by,without_reason,claimed\r\n\
        pack/id,mine,,,,,,,,,,\r\n\
        free-returns,,changed_mind,,accept_return | refund_original_method,,30 days from delivered_at,,seller,buyer,true,\r\n\
        answers,,,,,answer_buyer,48 hours from requested_at,seller,platform,,,\r\n\
        lost,,,,send_replacement,,,,,,false,true\r\n";
    assert_eq!(to_csv(&pack), expected);
    unharmed(&pack);
    // Spreadsheets write what is true in capitals.
    let shouted = expected.replace(",true", ",TRUE").replace(",false,", ",No,");
    assert_eq!(from_csv(&shouted).pack, from_csv(expected).pack);
}

#[test]
fn what_is_no_right_comes_back_as_it_was() {
    for right in ["'what_is_fair'", "5", "true", "{ one_of = 'accept_return', by = 'seller' }"] {
        let pack =
            toml(&format!("id = 'mine'\nlayer = 'shop'\n[[rules]]\nid = 'a'\nright = {right}"));
        let read = from_csv(&to_csv(&pack));
        assert!(!read.problems.is_empty(), "{right}");
        let back = format!("{:?}", read.pack.get("rules"));
        assert!(back.contains("right"), "{right}: {back}");
    }
}

#[test]
fn the_example_of_the_readme_is_as_it_is_written() {
    let readme = include_str!("../www/pkg/README.md");
    let example = readme.split("```csv\n").nth(1).and_then(|rest| rest.split("```").next());
    let sheet = from_csv(example.expect("an example"));
    assert!(sheet.problems.is_empty(), "{:?}", sheet.problems);
    let csv = to_csv(&sheet.pack).replace("\r\n", "\n");
    assert_eq!(Some(csv.trim_start_matches('\u{feff}')), example);
}

#[test]
fn an_empty_pack_is_a_table_all_the_same() {
    for pack in [Value::Null, text("none"), map(&[]), map(&[("rules", Value::Null)])] {
        assert_eq!(to_csv(&pack), "\u{feff}id,remedy\r\n");
    }
    unharmed(&toml("id = 'mine'\nlayer = 'shop'\nrules = []"));
    unharmed(&toml("id = 'mine'\nlayer = 'shop'\nrules = []\nsettings = {}"));
}

#[test]
fn the_separator_is_told_by_the_headings_and_the_mark_is_optional() {
    let csv = to_csv(&toml(PACK));
    let expected = from_csv(&csv).pack;
    let plain = csv.trim_start_matches('\u{feff}');
    assert_eq!(from_csv(plain).pack, expected);
    assert_eq!(from_csv(&plain.replace("\r\n", "\n")).pack, expected);
    assert_eq!(from_csv(&plain.replace("\r\n", "\r")).pack, expected);
    assert_eq!(from_csv(plain.trim_end()).pack, expected);
    for separator in ["\t", ";"] {
        // The one cell with a semicolon of its own is in the way here.
        let other = plain.replace("; part", " part").replace(',', separator);
        let sheet = from_csv(&other);
        assert!(sheet.problems.is_empty(), "{separator:?}: {:?}", sheet.problems);
        let other = to_csv(&sheet.pack).replace("handbook part", "handbook; part");
        assert_eq!(other, csv);
    }
}

#[test]
fn blank_rows_and_columns_are_passed_over_and_columns_stand_in_any_order() {
    let csv = "\r\n,,,\r\nremedy,,complaint,id,value\r\n\r\n,,,pack/id,mine\r\n,,,,\r\nrenegotiate,,damaged,a\r\n";
    let sheet = from_csv(csv);
    assert!(sheet.problems.is_empty(), "{:?}", sheet.problems);
    let rule = "id = 'mine'\nlayer = 'shop'\n[[rules]]\nid = 'a'\nwhen = { complaint = 'damaged' }\nremedy = 'renegotiate'";
    assert_eq!(normal(&sheet.pack), normal(&toml(rule)));
}

#[test]
fn spaces_capitals_and_other_separators_do_no_harm() {
    let good = "id,value,complaint,offers_declined,remedy,alternatives,within,must,valid_from\n\
        pack/id,mine\n\
        a,,damaged | wrong_item,at least 1,renegotiate,return_and_refund,,,2027-05-31\n\
        b,,not damaged,1 to 2,,,48 hours from requested_at,apologise,\n";
    let kind = "ID,Value,Complaint , Offers declined,REMEDY,Alternatives,Within,Must,Valid from\n\
        Pack/id, mine\n\
        a,,Damaged ;Wrong item;, At  least 1,Renegotiate, Return-and-refund |,,,2027/5/31\n\
        b,,NOT  damaged,1–2,,,48 Hour FROM Requested at,apologise\n";
    let (good, kind) = (from_csv(good), from_csv(kind));
    assert!(good.problems.is_empty() && kind.problems.is_empty(), "{:?}", kind.problems);
    assert_eq!(good.pack, kind.pack);
    for (cell, same) in [
        (">= 1", "at least 1"),
        ("≥1", "at least 1"),
        ("<3", "less than 3"),
        ("at most 2", "less than 3"),
    ] {
        let with =
            |cell: &str| from_csv(&format!("id,offers_declined,remedy\na,{cell},renegotiate")).pack;
        assert_eq!(with(cell), with(same), "{cell}");
    }
    let with =
        |cell: &str| from_csv(&format!("id;complaint;remedy\na;\"{cell}\";renegotiate")).pack;
    assert_eq!(with("damaged、wrong_item"), with("damaged | wrong_item"));
}

#[test]
fn a_period_names_the_events_that_start_it_and_those_that_it_waits_for() {
    let csv = "id,value,must,within\npack/id,mine,,\na,,apologise,\"14 days from return_received_at, or return_sent_at agreed_at, not_before shipped_at\"\n";
    let sheet = from_csv(csv);
    assert!(sheet.problems.is_empty(), "{:?}", sheet.problems);
    let within = sheet.pack.get("rules").and_then(|rules| match rules {
        Value::List(rules) => rules[0].get("within").cloned(),
        _ => None,
    });
    let expected = "value = 14\nunit = 'days'\nfrom = 'return_received_at'\n\
                    or = ['return_sent_at', 'agreed_at']\nnot_before = 'shipped_at'";
    assert_eq!(within.map(|within| sorted(&within)), Some(sorted(&toml(expected))));
    assert!(to_csv(&sheet.pack).contains("or return_sent_at agreed_at"), "{}", to_csv(&sheet.pack));
}

#[test]
fn settings_keep_their_shape() {
    let settings = "
[settings]
partial_refund = [10]
coupon_most = 3
lang = 'zh-Hans'
year = '2027'
[settings.coupon]
CNY = [500, 1000]
USD = []
[settings.gift]
en = 'A small | gift'
zh-Hans = '小礼物'
[settings.none]
";
    let pack = toml(&format!("id = 'mine'\nlayer = 'shop'\nrules = []\n{settings}"));
    let csv = to_csv(&pack);
    for row in [
        "settings/partial_refund,10 |\r\n",
        "settings/coupon/CNY,5.00 CNY | 10.00 CNY\r\n",
        "settings/coupon/USD,|\r\n",
        "settings/gift/en,A small \\| gift\r\n",
        "settings/year,\"\"\"2027\"\"\"\r\n",
        "settings/none,{}\r\n",
    ] {
        assert!(csv.replace(",\r\n", "\r\n").contains(row), "{row} in {csv}");
    }
    same(&pack);
}

#[test]
fn amounts_are_written_and_read_as_people_write_them() {
    let pack = toml(
        "id = 'mine'\nlayer = 'shop'\nrules = []\n\
         [settings]\nhigh_value = { CNY = 70000, VND = 500000, BHD = 1500, USD = 0 }\ncoupon = { MYR = [50, 123456] }\n",
    );
    let csv = to_csv(&pack);
    for row in [
        "settings/high_value/CNY,700.00 CNY,\r\n",
        "settings/high_value/VND,500000 VND,\r\n",
        "settings/high_value/BHD,1.500 BHD,\r\n",
        "settings/high_value/USD,0.00 USD,\r\n",
        "settings/coupon/MYR,0.50 MYR | 1234.56 MYR,\r\n",
    ] {
        assert!(csv.contains(row), "{row} in {csv}");
    }
    same(&pack);
    for (cell, minor) in [
        ("700.00", 70000.0),
        ("700 CNY", 70000.0),
        ("\"1,299.50\"", 129_950.0),
        ("￥700", 70000.0),
        ("700元", 70000.0),
        ("0", 0.0),
    ] {
        let csv = format!("id,value\npack/id,mine\nsettings/high_value/CNY,{cell}\n");
        let sheet = from_csv(&csv);
        assert!(sheet.problems.is_empty(), "{cell}: {:?}", sheet.problems);
        let settings = sheet.pack.get("settings").and_then(|all| all.get("high_value"));
        let read = settings.and_then(|all| all.get("CNY"));
        assert_eq!(read, Some(&Value::Number(minor)), "{cell}");
    }
}

#[test]
fn digits_alone_are_no_amount_where_they_may_be_minor_units() {
    let csv = "id,value\npack/id,mine\nsettings/high_value/CNY,20000\nsettings/high_value/VND,20000\n\
               settings/coupon/CNY,5.00 | 10\n";
    let sheet = from_csv(csv);
    let found: Vec<_> = sheet
        .problems
        .iter()
        .map(|placed| (placed.row, placed.column.as_deref(), placed.problem.code))
        .collect();
    let expected = [3, 5].map(|row| (Some(row), Some("value"), "not_readable"));
    assert_eq!(found, expected, "{:?}", sheet.problems);
    let helps: Vec<String> = read(&text(csv), &map(&[("lang", text("en"))]))
        .problems
        .into_iter()
        .map(|problem| problem.help.unwrap_or_default())
        .collect();
    let write = |both: &str| format!("Write it like this: {both}.");
    assert_eq!(helps, [write("20000.00 CNY; 200.00 CNY"), write("10.00 CNY; 0.10 CNY")]);
    // What was not read is not in force.
    let settings = sheet.pack.get("settings").and_then(|all| all.get("high_value"));
    let read = |currency| settings.and_then(|all: &Value| all.get(currency));
    assert_eq!(read("CNY"), Some(&text("20000")));
    assert_eq!(read("VND"), Some(&Value::Number(20000.0)));
}

#[test]
fn rules_that_are_named_like_rows_of_the_pack_stay_rules() {
    for id in
        ["settings", "settings/lang", "pack/id", "Pack/id", "rule/a", "rule/rule/b", "pack", "rule"]
    {
        unharmed(&toml(&format!(
            "id = 'mine'\nlayer = 'shop'\n[[rules]]\nid = '{id}'\nremedy = 'renegotiate'"
        )));
    }
}

#[test]
fn the_shipped_rules_written_as_a_shops_come_back_the_same() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data");
    let mut rules = 0;
    let folders = ["practice", "platforms", "regions"].map(|kind| folder.join(kind));
    for path in folders.iter().flat_map(|folder| scenario::files::named(folder, "rules.toml")) {
        let mut pack: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        pack.insert("layer".into(), "shop".into());
        for rule in pack["rules"].as_array_mut().unwrap() {
            rule["id"] = format!("own-{}", rule["id"].as_str().unwrap()).into();
            rule.as_table_mut().unwrap().remove("overrides");
            rules += 1;
        }
        unharmed(&scenario::value(&toml::Value::Table(pack)));
    }
    assert!(rules > 300, "{rules} rules were read");
}

#[test]
fn what_is_no_table_is_said_to_be_none() {
    for junk in [
        "",
        "\n\n",
        "{ \"id\": \"mine\" }",
        "PK\u{3}\u{4}",
        "<html>",
        "remedy,complaint\nrenegotiate,damaged",
    ] {
        let sheet = from_csv(junk);
        assert_eq!(sheet.problems.len(), 1, "{junk:?}: {:?}", sheet.problems);
        assert_eq!(sheet.problems[0].problem.code, "not_a_table", "{junk:?}");
        assert_eq!(normal(&sheet.pack), normal(&toml("layer = 'shop'\nrules = []")));
    }
    let found = read(&Value::Number(5.0), &Value::Null).problems;
    assert_eq!((found[0].code, found.len()), ("not_a_table", 1));
    let long = "x".repeat(aftersales::csv::MAX_LENGTH + 5);
    for (lang, words) in [
        ("en", "at most 1000000"),
        ("zh-Hans", "最多能读 1000000"),
        ("zh-Hant", "最多能讀取 1000000"),
    ] {
        let options = Value::Map(vec![("lang".into(), Value::Text(lang.into()))]);
        let found = read(&Value::Text(long.clone()), &options).problems;
        assert_eq!((found[0].code, found.len()), ("table_too_large", 1));
        assert!(
            found[0].message.contains(words) && found[0].message.contains("1000005"),
            "{}",
            found[0].message
        );
    }
}

#[test]
fn a_line_that_names_the_separator_is_obeyed_and_not_read() {
    let table =
        "id,value,complaint,remedy\npack/id,mine,,\ngood,,damaged | wrong_item,renegotiate\n";
    let plain = from_csv(table);
    assert!(!to_csv(&plain.pack).is_empty());
    for (line, separator) in [
        ("sep=;", ";"),
        ("sep=,", ","),
        ("sep=\t", "\t"),
        ("SEP=;", ";"),
        ("\u{feff}sep=;", ";"),
        ("\"sep=;\"", ";"),
        ("sep=;;;;", ";"),
        ("sep=^", "^"),
    ] {
        for end in ["\n", "\r\n"] {
            let table = format!("{line}{end}{}", table.replace(',', separator).replace('\n', end));
            let sheet = from_csv(&table);
            assert_eq!(normal(&sheet.pack), normal(&plain.pack), "{line:?}");
            let places = |sheet: &aftersales::csv::Sheet| -> Vec<_> {
                let problems = sheet.problems.iter();
                problems.map(|placed| (placed.problem.code, placed.row)).collect()
            };
            // Spreadsheets do not show the line, so it is not counted.
            assert_eq!(places(&sheet), places(&plain), "{line:?}");
        }
    }
    for line in ["sep=", "sep=ab", "separator", "sep=a"] {
        let sheet = from_csv(&format!("{line}\n{table}"));
        assert_eq!(sheet.problems[0].problem.code, "not_a_table", "{line:?}");
    }
}

#[test]
fn a_mistake_is_named_by_row_and_column_and_the_good_rule_stays_good() {
    for (table, mistakes) in [
        (
            "id,complaint,remedy\nbad,damgaed,renegotiate",
            &[("unknown_value", "/rules/0/when/complaint", 3, "complaint", "damaged")][..],
        ),
        (
            "id,Complaint,remedy\nbad,damaged | worng_item,renegotiate",
            &[("unknown_value", "/rules/0/when/complaint/1", 3, "Complaint", "wrong_item")],
        ),
        (
            "id,complaint,remedy\nbad,not damgaed,renegotiate",
            &[("unknown_value", "/rules/0/when/complaint/not", 3, "complaint", "damaged")],
        ),
        (
            "id,complaint,remedy\nbad,|,renegotiate",
            &[("no_values", "/rules/0/when/complaint", 3, "complaint", "")],
        ),
        (
            "id,complant,remedy\nbad,damaged,renegotiate",
            &[("unknown_column", "/rules", 1, "complant", "complaint")],
        ),
        (
            "id,source_titel,remedy\nbad,Ours,renegotiate",
            &[("unknown_column", "/rules", 1, "source_titel", "source_title")],
        ),
        (
            "id,remedy\nbad,renegotaite",
            &[
                ("unknown_code", "/rules/0/remedy", 3, "remedy", "renegotiate"),
                ("no_effect", "/rules/0", 3, "", ""),
            ],
        ),
        (
            "id,remedy,steps\nbad,,apologise | lissten",
            &[("unknown_code", "/rules/0/steps/1", 3, "steps", "listen")],
        ),
        (
            "id,remedy,right,chosen_by\nbad,,acept_return,buyer",
            &[("unknown_code", "/rules/0/right/one_of/0", 3, "right", "accept_return")],
        ),
        (
            "id,remedy,right,Chosen by,borne_by\nbad,,accept_return,bayer,seler",
            &[
                ("unknown_code", "/rules/0/right/chosen_by", 3, "Chosen by", "buyer"),
                ("unknown_code", "/rules/0/right/borne_by", 3, "borne_by", ""),
            ],
        ),
        (
            "id,remedy,right,within,claimed\nbad,,accept_return,soon,perhaps",
            &[
                ("not_readable", "/rules/0/right/within", 3, "within", "48 hours"),
                ("not_true_or_false", "/rules/0/right/claimed", 3, "claimed", ""),
            ],
        ),
        (
            "id,remedy,right,chosen_by\nbad,,,buyer",
            &[("missing", "/rules/0/right/one_of", 3, "right", "")],
        ),
        ("id,remedy\nbad,", &[("no_effect", "/rules/0", 3, "", "")]),
        ("id,remedy\n,renegotiate", &[("missing", "/rules/0/id", 3, "id", "")]),
        ("id,remedy\ngood,renegotiate", &[("duplicate_rule", "/rules/1/id", 4, "id", "")]),
        (
            "id,remedy\n\"\",\nask-the-reason-first,renegotiate",
            &[("duplicate_rule", "/rules/0", 4, "", "")],
        ),
        (
            "id,remedy,overrides\nbad,renegotiate,nothing-like-it",
            &[("unknown_rule", "/rules/0/overrides", 3, "overrides", "")],
        ),
        (
            "id,remedy,offers_declined\nbad,renegotiate,some",
            &[(
                "not_readable",
                "/rules/0/when/offers_declined",
                3,
                "offers_declined",
                "at least 3",
            )],
        ),
        (
            "id,remedy,offers_declined\nbad,renegotiate,3 to 1",
            &[("not_bounds", "/rules/0/when/offers_declined", 3, "offers_declined", "")],
        ),
        (
            "id,remedy,must,within\nbad,,apologise,soon",
            &[("not_readable", "/rules/0/within", 3, "within", "48 hours from requested_at")],
        ),
        (
            "id,remedy,must,within\nbad,,apologise,2 weeks from paid_at",
            &[
                ("unknown_code", "/rules/0/within/unit", 3, "within", ""),
                ("not_a_period", "/rules/0/within", 3, "within", ""),
            ],
        ),
        (
            "id,remedy,valid_until\nbad,renegotiate,31/05/2027",
            &[("day_rewritten", "/rules/0/valid_until", 3, "valid_until", "2027-05-31")],
        ),
        (
            "id,remedy,valid_until\nbad,renegotiate,5/6/27",
            &[("day_rewritten", "/rules/0/valid_until", 3, "valid_until", "")],
        ),
        (
            "id,remedy,valid_until\nbad,renegotiate,46538",
            &[("day_rewritten", "/rules/0/valid_until", 3, "valid_until", "")],
        ),
        (
            "id,remedy,valid_until\nbad,renegotiate,2027-02-30",
            &[("not_a_day", "/rules/0/valid_until", 3, "valid_until", "")],
        ),
        (
            "id,remedy,sources\nbad,renegotiate,S002-13 | XX-1",
            &[("unknown_source", "/rules/0/sources/1", 3, "sources", "")],
        ),
        (
            "id,remedy,sources,source_title\nbad,renegotiate,S002-13,Ours",
            &[("not_a_source", "/rules/0/sources/1", 3, "source_title", "")],
        ),
    ] {
        // The pack's own row stands second, the good rule last.
        let (head, row) = table.split_once('\n').unwrap();
        let remedy = head.split(',').position(|name| name == "remedy").unwrap();
        let good = format!("good{}renegotiate", ",".repeat(remedy));
        let columns = head.split(',').count();
        let csv = format!("{head},value\npack/id{}mine\n{row}\n{good}\n", ",".repeat(columns));
        let pack = expect(&csv, mistakes);
        let left = read_shop_pack(&pack, "", &mut Vec::new());
        let left: Vec<&str> = left.iter().map(|rule| rule.id.as_ref()).collect();
        assert_eq!(left, ["good"], "{csv}");
    }
}

#[test]
fn a_mistake_in_the_pack_or_its_settings_is_named_by_its_row() {
    let table = |row: &str| format!("id,value,remedy\npack/id,mine,\n{row}\na,,renegotiate\n");
    for (row, mistakes) in [
        (
            "pack/review_by,31.05.2027,",
            &[("day_rewritten", "/review_by", 3, "value", "2027-05-31")][..],
        ),
        ("pack/review_by,soon,", &[("not_a_day", "/review_by", 3, "value", "")]),
        (
            "pack/when/platfrom,taobao,",
            &[("unknown_fact", "/when/platfrom", 3, "value", "platform")],
        ),
        (
            "pack/when/complaint,not damged,",
            &[("unknown_value", "/when/complaint/not", 3, "value", "damaged")],
        ),
        (
            "pack/when/offers_declined,some,",
            &[("not_readable", "/when/offers_declined", 3, "value", "")],
        ),
        ("pack/titel,Mine,", &[("unknown_key", "/titel", 3, "value", "title")]),
        ("pack/rules,Mine,", &[("unknown_key", "/rules", 3, "id", "")]),
        ("pack/id,yours,", &[("said_twice", "/id", 3, "id", "")]),
        ("pack/title,Mine,renegotiate", &[("not_in_this_row", "/title", 3, "remedy", "")]),
        ("b,5,renegotiate", &[("not_in_this_row", "/rules/0/value", 3, "value", "")]),
        (
            "settings/high_valeu/CNY,5,",
            &[("unknown_key", "/settings/high_valeu", 3, "value", "high_value")],
        ),
        (
            "settings/high_value/CNY,seven,",
            &[("not_readable", "/settings/high_value/CNY", 3, "value", "")],
        ),
        (
            "settings/coupon/CNY,5.00 | -5,",
            &[("not_readable", "/settings/coupon/CNY", 3, "value", "")],
        ),
        (
            "settings/high_value/CNY,700.00 USD,",
            &[("not_readable", "/settings/high_value/CNY", 3, "value", "")],
        ),
        ("settings,5,", &[("not_settings", "/settings", 3, "value", "")]),
        (
            "settings/high_value/CNY,5.00,\nsettings/high_value/CNY,6.00,",
            &[("said_twice", "/settings/high_value/CNY", 4, "id", "")],
        ),
        (
            "settings/high_value/CNY,5.00,\nsettings/high_value,6,",
            &[("said_twice", "/settings/high_value", 4, "id", "")],
        ),
    ] {
        expect(&table(row), mistakes);
    }
    expect("id,value\npack/title,Mine", &[("missing", "/id", 0, "", "")]);
    let sheet = from_csv(&table("pack/layer,law,"));
    assert_eq!(sheet.pack.get("layer"), Some(&text("law")), "it is not taken for the shop's");
    assert!(!sheet.problems.is_empty());
}

#[test]
fn a_mistake_of_the_table_itself_is_named() {
    expect(
        "id,remedy,remedy\npack/id\na,renegotiate,ship_now\n",
        &[("said_twice", "", 1, "remedy", ""), ("missing", "/id", 0, "", "")],
    );
    expect(
        "id,value,remedy\npack/id,mine\na,,renegotiate,,note\nb,,renegotiate,,note\n",
        &[("no_heading", "", 3, "E", "")],
    );
    expect(
        "id,value,remedy\npack/id,mine\n\na,,renegotiate\nb,,\"renegotiate\nc,,renegotiate\n",
        &[
            ("open_quote", "", 5, "", ""),
            ("unknown_code", "/rules/1/remedy", 5, "remedy", ""),
            ("no_effect", "/rules/1", 5, "", ""),
        ],
    );
    expect(
        "id,value,remedy,source_title,source_locator\npack/id,mine\na,,renegotiate,\u{fffd}\u{fffd},1\n",
        &[("letters_lost", "", 3, "source_title", "UTF-8")],
    );
}

#[test]
fn a_row_counts_as_a_spreadsheet_counts_it() {
    // A line break within a cell begins no row, a blank line is one.
    let csv = "id,value,remedy,source_title,source_locator\r\npack/id,mine\r\na,,renegotiate,\"two\r\nlines\",1\r\n\r\n\r\nb,,renegotaite\r\n";
    expect(
        csv,
        &[
            ("unknown_code", "/rules/1/remedy", 6, "remedy", "renegotiate"),
            ("no_effect", "/rules/1", 6, "", ""),
        ],
    );
}

#[test]
fn a_table_without_end_is_read_in_time() {
    let wide = "a,".repeat(200_000) + "id\na";
    assert_eq!(from_csv(&wide).problems[0].problem.code, "not_a_table");
    let wide = format!("id,value\npack/id,mine{}\n", ",x".repeat(200_000));
    assert_eq!(from_csv(&wide).problems.len(), 999, "one for each column up to where none is ours");
    let rows: String = (0..10_000).map(|at| format!("a{at},renegotiate,1/2/27\n")).collect();
    let sheet = from_csv(&format!("id,remedy,valid_from\npack/id\n{rows}"));
    assert_eq!(sheet.problems.len(), 10_001);
}

#[test]
fn what_is_said_of_a_table_is_said_in_each_language() {
    for lang in ["zh-Hans", "zh-Hant", "en"] {
        let table = "id,value,remedy,remedy,nothing,valid_from,within\npack/id,mine,x\na,1,renegotiate,,,5/6/27,soon,x,\u{fffd}\n\"b";
        for table in [table, "nothing"] {
            let sheet = read(&text(table), &map(&[("lang", text(lang))]));
            for problem in &sheet.problems {
                assert!(!problem.message.contains(['{', '}']), "{}", problem.message);
                assert!(!problem.message.starts_with("problem."), "{}", problem.message);
                assert!(problem.help.as_ref().is_none_or(|help| !help.contains('{')));
            }
        }
    }
    let sheet = read(&text("id\n"), &map(&[("lagn", text("en"))]));
    assert!(sheet.problems.iter().any(|problem| problem.path == "/options/lagn"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_good_pack_comes_back_the_same_without_a_problem(pack in pack(true)) {
        let sheet = from_csv(&to_csv(&pack));
        let mut expected = Vec::new();
        read_shop_pack(&pack, "", &mut expected);
        prop_assert!(expected.iter().all(|problem| problem.path.starts_with("/settings")));
        let found = sheet.problems.iter().map(|placed| placed.problem.code).filter(|code| *code != "letters_lost");
        prop_assert_eq!(found.count(), expected.len(), "{:?}", sheet.problems);
        prop_assert!(sheet.problems.iter().all(|placed| placed.row.is_some()));
        same(&pack);
    }

    #[test]
    fn a_half_good_pack_comes_back_the_same(pack in pack(false)) {
        same(&pack);
    }

    #[test]
    fn no_cell_begins_as_a_formula(pack in pack(false)) {
        let mut rows = csv_core::ReaderBuilder::new().build();
        let csv = to_csv(&pack);
        let (mut rest, mut out) = (csv.as_bytes(), vec![0; csv.len() + 1]);
        loop {
            let (result, read, wrote) = rows.read_field(rest, &mut out);
            prop_assert!(!matches!(out[..wrote].first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t')));
            rest = &rest[read..];
            if !matches!(result, csv_core::ReadFieldResult::Field { .. }) {
                break;
            }
        }
    }

    #[test]
    fn junk_never_panics(junk in any::<String>(), csv in "(id|value|remedy|complaint|must|within|valid_from|offers_declined|source_title|settings/a|pack/id|rule/|\"|,|,|,|;|\t|\r\n|\n|\n|\\||not |at least |\\\\|'|[0-9]|.){0,60}") {
        for text in [&junk, &csv, &format!("id,value,remedy\n{junk}"), &format!("id,value,{csv}")] {
            let sheet = from_csv(text);
            // Whatever was understood is written and read again the same.
            same(&sheet.pack);
        }
    }

    #[test]
    fn whatever_is_handed_in_is_written(junk in junk(4)) {
        from_csv(&to_csv(&junk));
        from_csv(&to_csv(&map(&[("rules", Value::List(vec![junk.clone()])), ("settings", junk)])));
    }
}

/// Expects exactly these problems: code, path, row, column, and what the help names. Row 0 and an empty
/// column stand for none.
#[track_caller]
fn expect(csv: &str, mistakes: &[(&str, &str, usize, &str, &str)]) -> Value {
    let sheet = read(&text(csv), &Value::Null);
    let place = |problem: &Problem| {
        let (row, column) = (problem.row.unwrap_or(0), problem.column.clone().unwrap_or_default());
        (problem.code.to_owned(), problem.path.clone(), row, column)
    };
    let mut got: Vec<_> = sheet.problems.iter().map(place).collect();
    let mut expected: Vec<_> = mistakes
        .iter()
        .map(|(code, path, row, column, _)| {
            ((*code).to_owned(), (*path).to_owned(), *row, (*column).to_owned())
        })
        .collect();
    got.sort();
    expected.sort();
    assert_eq!(got, expected, "{csv}");
    for (code, .., named) in mistakes {
        let problem =
            sheet.problems.iter().find(|problem| problem.code == *code).expect("the problem");
        let help = problem.help.clone().unwrap_or_default();
        assert!(help.contains(named), "{code} should name {named}: {help}");
    }
    sheet.pack
}

/// A pack comes back the same, and so does its table.
#[track_caller]
fn same(pack: &Value) {
    let csv = to_csv(pack);
    let sheet = from_csv(&csv);
    assert_eq!(normal(&sheet.pack), normal(pack), "{csv}");
    assert_eq!(to_csv(&sheet.pack), csv);
}

/// The same, and nothing is wrong with it.
#[track_caller]
fn unharmed(pack: &Value) {
    same(pack);
    let problems = from_csv(&to_csv(pack)).problems;
    assert!(problems.is_empty(), "{problems:?}");
}

/// A pack as it is written when nothing is said twice: without what is empty, a code alone instead of a
/// list of one, sources by their ids first, keys in one order.
fn normal(pack: &Value) -> Value {
    let Some(entries) = pack.entries() else { return Value::Null };
    let mut entries = entries.to_vec();
    entries.retain(|(key, value)| !value.is_null() && key != "rules");
    for (_, when) in entries.iter_mut().filter(|(key, _)| key == "when") {
        *when = conditions_alone(when);
    }
    if !entries.iter().any(|(key, _)| key == "layer") {
        entries.push(("layer".into(), text("shop")));
    }
    let rules = match pack.get("rules") {
        Some(Value::List(rules)) => rules.iter().map(normal_rule).collect(),
        _ => Vec::new(),
    };
    let mut entries: Vec<_> =
        entries.into_iter().map(|(key, value)| (key, sorted(&value))).collect();
    entries.push(("rules".into(), Value::List(rules)));
    entries.sort_by(|one, other| one.0.cmp(&other.0));
    Value::Map(entries)
}

fn normal_rule(rule: &Value) -> Value {
    let entries = rule.entries().unwrap_or_default().iter();
    let entries = entries.filter(|(_, value)| !value.is_null()).map(|(key, value)| {
        let value = match (key.as_str(), value) {
            ("when", when) => conditions_alone(when),
            ("sources", Value::List(sources)) => {
                let mut sources = sources.clone();
                sources.sort_by_key(|source| source.entries().is_some());
                Value::List(sources)
            }
            (_, value) => value.clone(),
        };
        (key.clone(), value)
    });
    let empty = |value: &Value| match value {
        Value::List(list) => list.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        _ => false,
    };
    let known = ["alternatives", "steps", "overrides", "sources", "when"];
    let mut entries: Vec<_> =
        entries.filter(|(key, value)| !(known.contains(&key.as_str()) && empty(value))).collect();
    if entries.is_empty() {
        entries.push(("id".into(), text("")));
    }
    sorted(&Value::Map(entries))
}

fn conditions_alone(when: &Value) -> Value {
    let Value::Map(conditions) = when else { return when.clone() };
    Value::Map(
        conditions.iter().map(|(fact, condition)| (fact.clone(), alone(condition))).collect(),
    )
}

fn alone(condition: &Value) -> Value {
    match condition {
        Value::List(list) if list.len() == 1 => list[0].clone(),
        Value::Map(entries) => {
            Value::Map(entries.iter().map(|(key, value)| (key.clone(), alone(value))).collect())
        }
        other => other.clone(),
    }
}

/// With the keys of all objects in one order, and without those that say nothing.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Map(entries) => {
            let entries = entries.iter().filter(|(_, value)| !value.is_null());
            let mut entries: Vec<_> =
                entries.map(|(key, value)| (key.clone(), sorted(value))).collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Map(entries)
        }
        Value::List(list) => Value::List(list.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

/// Packs: all good, or with codes, days and keys that are none.
fn pack(good: bool) -> impl Strategy<Value = Value> {
    let rules = prop::collection::vec(rule(good), 0..6);
    let optional = (
        prop::option::of(nasty()),
        prop::option::of(day(good)),
        conditions(good, 0..3),
        prop::option::of(settings()),
    );
    (nasty(), rules, optional, prop::option::of((nasty(), tree()))).prop_map(
        move |(id, mut rules, (title, review_by, when, settings), other)| {
            if good {
                // A right tests facts of the right only.
                let tests_more = |(fact, _): &(String, Value)| !is_of_right(fact);
                rules.retain(|rule| rule.get("right").is_none() || !when.iter().any(tests_more));
                for rule in rules.iter_mut().filter(|rule| rule.get("right").is_some()) {
                    if let Value::Map(entries) = rule
                        && let Some((_, Value::Map(own))) =
                            entries.iter_mut().find(|(key, _)| key == "when")
                    {
                        own.retain(|one| !tests_more(one));
                    }
                }
                // A good rule does not test what its pack tests.
                for rule in &mut rules {
                    if let Value::Map(entries) = rule
                        && let Some((_, Value::Map(own))) =
                            entries.iter_mut().find(|(key, _)| key == "when")
                    {
                        own.retain(|(fact, _)| !when.iter().any(|(other, _)| other == fact));
                    }
                }
                for (at, rule) in rules.iter_mut().enumerate() {
                    if let Value::Map(entries) = rule
                        && let Value::Text(id) = &mut entries[0].1
                    {
                        *id += &format!("-{at}");
                    }
                }
            }
            let id = if good { id + "mine" } else { id };
            let mut entries =
                vec![("id".to_owned(), text(&id)), ("layer".to_owned(), text("shop"))];
            entries.extend(title.map(|title| ("title".to_owned(), text(&title))));
            entries.extend(review_by.map(|day| ("review_by".to_owned(), text(&day))));
            if !when.is_empty() {
                entries.push(("when".to_owned(), Value::Map(when)));
            }
            entries.extend(settings.map(|settings| ("settings".to_owned(), settings)));
            if let (false, Some((key, value))) = (good, other) {
                entries.push((format!("x{key}"), value));
            }
            entries.push(("rules".to_owned(), Value::List(rules)));
            Value::Map(entries)
        },
    )
}

fn is_of_right(fact: &str) -> bool {
    let fact = vocabulary().fact(fact).expect("a fact");
    (0..vocabulary().complaints.len()).all(|at| vocabulary().aspect(fact, at) == Aspect::Right)
}

type Part = Option<(String, Value)>;

fn rule(good: bool) -> impl Strategy<Value = Value> {
    let when = conditions(good, 0..6).prop_map(|conditions| {
        (!conditions.is_empty()).then_some(("when".to_owned(), Value::Map(conditions)))
    });
    let days = (part("valid_from", day(good)), part("valid_until", day(good)));
    let sources = prop::collection::vec(source(good), 0..4)
        .prop_map(|sources| Some(("sources".to_owned(), Value::List(sources))));
    let overrides = if good {
        Just(None).boxed()
    } else {
        prop::collection::vec(nasty(), 0..3)
            .prop_map(|ids| Some(("overrides".to_owned(), texts(ids))))
            .boxed()
    };
    let other = if good {
        Just(None).boxed()
    } else {
        prop::option::weighted(0.3, (nasty(), scalar())).boxed()
    };
    (nasty(), when, effect(good), days, sources, overrides, other).prop_map(
        |(id, when, effect, (from, until), sources, overrides, other)| {
            let mut entries = vec![("id".to_owned(), text(&id))];
            let parts = [when].into_iter().chain(effect).chain([overrides, from, until, sources]);
            entries.extend(parts.flatten());
            entries.extend(other.map(|(key, value)| (format!("x{key}"), value)));
            Value::Map(entries)
        },
    )
}

fn part(key: &'static str, value: impl Strategy<Value = String> + 'static) -> BoxedStrategy<Part> {
    prop::option::of(value.prop_map(move |value| (key.to_owned(), text(&value)))).boxed()
}

fn effect(good: bool) -> BoxedStrategy<Vec<Part>> {
    let remedies: Vec<&str> = vocabulary().remedies.iter().map(|remedy| remedy.code).collect();
    let acts: Vec<&str> = vocabulary().acts.iter().map(|act| act.code).collect();
    let code = move |codes: &[&'static str]| code(codes, good);
    let list = |key: &'static str, codes: &[&'static str], from: usize| {
        prop::collection::vec(code(codes), from..4)
            .prop_map(move |codes| Some((key.to_owned(), texts(codes))))
    };
    let one = |key: &'static str, codes: &[&'static str]| {
        code(codes).prop_map(move |code| Some((key.to_owned(), text(&code))))
    };
    let parties = ["seller", "buyer", "platform", "carrier"];
    let units = ["hours", "days", "working_days"];
    let events: Vec<&str> = vocabulary().events.iter().map(|event| event.code).collect();
    let period = (0..4000u32, select(units.to_vec()), select(events), any::<bool>());
    let within = period.prop_map(move |(value, unit, from, end)| {
        let mut entries = vec![
            ("value".to_owned(), Value::Number(value.into())),
            ("unit".to_owned(), text(unit)),
            ("from".to_owned(), text(from)),
        ];
        if end && !good {
            entries.push(("end".to_owned(), text("working_day")));
        }
        Some(("within".to_owned(), Value::Map(entries)))
    });
    let must = prop_oneof![one("must", &acts), one("must_not", &acts)];
    let ways: Vec<&str> =
        vocabulary().ways.list.iter().map(|way| vocabulary().get_act(way.act).code).collect();
    let flag = |key: &'static str| {
        prop::option::of(any::<bool>().prop_map(move |flag| (key.to_owned(), Value::Bool(flag))))
    };
    let right = (
        list("one_of", &ways, 1),
        prop::option::of(one("chosen_by", &parties)).prop_map(Option::flatten),
        prop::option::of(one("borne_by", &parties)).prop_map(Option::flatten),
        prop::option::of(within.clone()).prop_map(Option::flatten),
        flag("without_reason"),
        flag("claimed"),
    );
    let right = right.prop_map(|(ways, chosen_by, borne_by, within, without, claimed)| {
        let parts = [ways, chosen_by, borne_by, within, without, claimed];
        vec![Some(("right".to_owned(), Value::Map(parts.into_iter().flatten().collect())))]
    });
    prop_oneof![
        (one("remedy", &remedies), list("alternatives", &remedies, 0), list("steps", &acts, 0))
            .prop_map(|(remedy, alternatives, steps)| vec![remedy, alternatives, steps]),
        list("steps", &acts, 1).prop_map(|steps| vec![steps]),
        (must, within, one("by", &parties), one("borne_by", &parties))
            .prop_map(|(must, within, by, borne_by)| vec![must, within, by, borne_by]),
        right,
    ]
    .boxed()
}

fn conditions(
    good: bool,
    count: std::ops::Range<usize>,
) -> impl Strategy<Value = Vec<(String, Value)>> {
    let facts: Vec<usize> = (0..vocabulary().facts.len()).collect();
    subsequence(facts, count)
        .prop_flat_map(move |facts| {
            facts.into_iter().map(|fact| condition(fact, good)).collect::<Vec<_>>()
        })
        .prop_map(|mut conditions: Vec<(String, Value)>| {
            conditions.sort_by(|one, other| one.0.cmp(&other.0));
            conditions.dedup_by(|one, other| one.0 == other.0);
            conditions
        })
}

fn condition(fact: usize, good: bool) -> BoxedStrategy<(String, Value)> {
    let name = vocabulary().facts[fact].code.to_owned();
    let condition = match &vocabulary().facts[fact].kind {
        Kind::Choice(codes) => {
            let listed = prop::collection::vec(code(codes, good), 1..4);
            (listed, any::<bool>(), any::<bool>())
                .prop_map(|(codes, alone, not)| {
                    let codes = if alone { text(&codes[0]) } else { texts(codes) };
                    if not { map(&[("not", codes)]) } else { codes }
                })
                .boxed()
        }
        Kind::Number { max, .. } => {
            let max = *max;
            let number = |number: u32| Value::Number(number.into());
            let bounds = prop_oneof![
                (0..=max).prop_map(number),
                (0..=max).prop_map(move |from| map(&[("at_least", number(from))])),
                (1..=max).prop_map(move |to| map(&[("less_than", number(to))])),
                (0..=max, 1..9u32).prop_map(move |(from, more)| map(&[
                    ("at_least", number(from)),
                    ("less_than", number(from + more))
                ])),
            ];
            let bad = prop_oneof![
                4 => bounds.clone(),
                1 => (-9..9i32, -9..9i32).prop_map(|(from, to)| map(&[("at_least", Value::Number(from.into())), ("less_than", Value::Number(to.into()))])),
                1 => nasty().prop_map(|nasty| text(&nasty)),
            ];
            if good { bounds.boxed() } else { bad.boxed() }
        }
    };
    let unknown =
        if good { Just(None).boxed() } else { prop::option::weighted(0.1, nasty()).boxed() };
    (condition, unknown)
        .prop_map(move |(condition, unknown)| (unknown.unwrap_or(name.clone()), condition))
        .boxed()
}

fn source(good: bool) -> BoxedStrategy<Value> {
    let own = (
        nasty(),
        nasty(),
        prop::option::of(nasty()),
        prop::option::of(nasty()),
        prop::option::of(day(good)),
    );
    let own = own.prop_map(|(title, locator, edition, url, captured)| {
        let mut entries =
            vec![("title".to_owned(), text(&title)), ("locator".to_owned(), text(&locator))];
        for (key, value) in [("edition", edition), ("url", url), ("captured", captured)] {
            entries.extend(value.map(|value| (key.to_owned(), text(&value))));
        }
        Value::Map(entries)
    });
    let id = if good { Just("S002-13".to_owned()).boxed() } else { nasty().boxed() };
    prop_oneof![own, id.prop_map(|id| text(&id))].boxed()
}

fn code(codes: &[&'static str], good: bool) -> BoxedStrategy<String> {
    let known = select(codes.to_vec()).prop_map(str::to_owned);
    if good { known.boxed() } else { prop_oneof![3 => known, 1 => nasty()].boxed() }
}

fn day(good: bool) -> BoxedStrategy<String> {
    let known = select(vec!["2026-01-31", "2027-05-31", "2028-02-29"]).prop_map(str::to_owned);
    let bad =
        select(vec!["2027/5/31", "31/05/2027", "46538", "soon", "2027-02-30", "2027年5月31日"]);
    if good {
        known.boxed()
    } else {
        prop_oneof![2 => known, 1 => bad.prop_map(str::to_owned), 1 => nasty()].boxed()
    }
}

/// Texts that tables, spreadsheets or readers of cells could take for something else.
fn nasty() -> impl Strategy<Value = String> {
    let known = select(vec![
        "",
        " ",
        "a",
        "my-shop",
        "=SUM(A1)",
        "+1",
        "-1",
        "@a",
        "'",
        "'a",
        "\ta",
        " a ",
        "a\u{3000}",
        "\"",
        "\"\"",
        "\"a\"",
        "a\"b",
        "a,b",
        "a;b",
        "a | b",
        "|",
        "\\",
        "\\n",
        "a\\",
        "a\nb",
        "a\r\nb",
        "\n",
        "not",
        "not damaged",
        "NOT a",
        "at least 3",
        "3",
        "3 to 7",
        "2027",
        "007",
        "1.5",
        "true",
        "null",
        "{}",
        "退货：七天内",
        "，；、",
        "🙂",
        "e\u{301}",
        "\u{feff}a",
        "Wrong Item",
        "pack/id",
        "settings/a",
        "rule/a",
        "when/a",
        "id",
        "remedy",
        "~1",
        "a/b",
        "48 hours from requested_at",
        "2027-05-31",
    ]);
    let letters = prop::collection::vec(
        prop_oneof![
            select(" \t\r\n\"'\\|;,=/~-n{}3、；".chars().collect::<Vec<_>>()),
            any::<char>(),
        ],
        0..8,
    );
    prop_oneof![
        2 => known.prop_map(str::to_owned),
        1 => letters.prop_map(String::from_iter),
    ]
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        nasty().prop_map(|nasty| text(&nasty)),
        (-9_000_000..9_000_000i64).prop_map(|number| Value::Number(number as f64)),
        (0..9000i32).prop_map(|number| Value::Number(f64::from(number) / 1000.0)),
        any::<bool>().prop_map(Value::Bool),
    ]
}

fn tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![3 => scalar(), 1 => prop::collection::vec(scalar(), 0..4).prop_map(Value::List)];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop::collection::btree_map(nasty(), inner, 0..4)
            .prop_map(|entries| Value::Map(entries.into_iter().collect()))
    })
}

fn settings() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(toml("high_value = { CNY = 70000, USD = 0 }")),
        Just(toml("goodwill = 'never'\nfacts = { fulfilment = 'platform' }")),
        Just(toml(
            "partial_refund = [10, 30]\ncoupon = { CNY = [500] }\ncoupon_most = 2\ngift = { en = 'A gift' }\nlang = 'en'"
        )),
        tree(),
    ]
}

fn texts(texts: Vec<String>) -> Value {
    Value::List(texts.iter().map(|one| text(one)).collect())
}

/// Trees in which known names meet values of every kind.
fn junk(depth: u32) -> impl Strategy<Value = Value> {
    let names = vec![
        "id",
        "rules",
        "when",
        "settings",
        "complaint",
        "offers_declined",
        "not",
        "at_least",
        "within",
        "sources",
        "title",
        "steps",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<f64>().prop_map(Value::Number),
        nasty().prop_map(|nasty| text(&nasty)),
        Just(Value::Other("something that is no data")),
    ];
    leaf.prop_recursive(depth, 40, 8, move |inner| {
        let name = prop_oneof![select(names.clone()).prop_map(str::to_owned), nasty()];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::List),
            prop::collection::btree_map(name, inner, 0..8)
                .prop_map(|entries| Value::Map(entries.into_iter().collect())),
        ]
    })
}
