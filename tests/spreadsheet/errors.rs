//! Mistakes in a table are named by their row and column.

use super::normal::normal;
use crate::mistakes::{map, text, toml};

use aftersales::csv::{from_csv, read, to_csv};
use aftersales::present::answer::Problem;
use aftersales::shop::read_shop_pack;
use aftersales_core::plain::value::Value;

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
