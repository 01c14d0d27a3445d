//! A shop's pack as a table: what is written is read back the same, and each mistake in a table comes
//! back with its row and column.

mod at_random;
mod errors;
mod normal;
mod packs;

use crate::mistakes;
use crate::scenario;

use aftersales::csv::{from_csv, read, to_csv};
use aftersales_core::plain::value::Value;
use mistakes::{map, text, toml};
use normal::{normal, sorted};

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
    let readme = include_str!("../../www/pkg/README.md");
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
