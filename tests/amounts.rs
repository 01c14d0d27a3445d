//! Amounts as people write them.

use aftersales::request::amount::read_amount;
use aftersales::shipped::vocabulary;
use aftersales_core::vocabulary::currency::digits;

fn read(text: &str, currency: &str) -> Option<(u64, String)> {
    read_amount(text, currency).map(|money| (money.minor, money.currency))
}

#[track_caller]
fn reads(text: &str, currency: &str, minor: u64, named: &str) {
    assert_eq!(read(text, currency), Some((minor, named.to_owned())), "{text} in {currency}");
}

#[test]
fn groups_and_point_are_told_apart() {
    for (text, currency, minor) in [
        ("1299", "USD", 129_900),
        ("1,299", "USD", 129_900),
        ("1.299", "EUR", 129_900),
        ("1,299.50", "USD", 129_950),
        ("1.299,50", "EUR", 129_950),
        ("1,299.5", "USD", 129_950),
        ("12,5", "EUR", 1_250),
        ("129.", "USD", 12_900),
        ("0.05", "USD", 5),
        ("0", "USD", 0),
        ("1 299,50", "EUR", 129_950),
        ("1\u{a0}299", "EUR", 129_900),
        ("1\u{202f}299,5", "EUR", 129_950),
        ("1'299.50", "CHF", 129_950),
        ("1,234,567.89", "USD", 123_456_789),
        ("2.500.000", "VND", 2_500_000),
        ("2,500,000", "VND", 2_500_000),
        ("2.500.000", "IDR", 250_000_000),
        ("2.500", "IDR", 250_000),
        ("2.500,00", "IDR", 250_000),
        ("1299.00", "JPY", 1_299),
        ("1.299", "KWD", 1_299),
        ("1,299", "KWD", 1_299_000),
        ("１２９９", "CNY", 129_900),
        ("１，２９９．５０", "CNY", 129_950),
        ("  129  ", "CNY", 12_900),
    ] {
        reads(text, currency, minor, currency);
    }
}

#[test]
fn a_currency_in_the_text_is_read() {
    for (text, current, minor, named) in [
        ("₱1299", "USD", 129_900, "PHP"),
        ("PHP 1299", "USD", 129_900, "PHP"),
        ("php1,299.50", "USD", 129_950, "PHP"),
        ("NT$1,299", "USD", 129_900, "TWD"),
        ("RM 12.50", "USD", 1_250, "MYR"),
        ("¥129", "CNY", 12_900, "CNY"),
        ("¥129", "USD", 12_900, "CNY"),
        ("￥1299", "JPY", 1_299, "JPY"),
        ("129元", "USD", 12_900, "CNY"),
        ("129元", "TWD", 12_900, "TWD"),
        ("¥129元", "TWD", 12_900, "CNY"),
        ("$12.50", "SGD", 1_250, "SGD"),
        ("$12.50", "EUR", 1_250, "USD"),
        ("$12.50 CAD", "USD", 1_250, "CAD"),
        ("US $12.50", "EUR", 1_250, "USD"),
        ("Rp. 2.500.000", "USD", 250_000_000, "IDR"),
        ("2.500.000 ₫", "USD", 2_500_000, "VND"),
        ("12,50 €", "USD", 1_250, "EUR"),
        ("£1,299.-", "USD", 129_900, "GBP"),
        ("CHF 20", "CHF", 2_000, "CHF"),
    ] {
        reads(text, current, minor, named);
    }
}

#[test]
fn what_is_no_amount_is_none() {
    for (text, currency) in [
        ("", "USD"),
        ("abc", "USD"),
        ("-5", "USD"),
        ("5-", "USD"),
        ("12.345.6", "USD"),
        ("1,29,9", "USD"),
        ("1.299.50", "EUR"),
        ("1,299.000", "USD"),
        ("0.005", "USD"),
        ("0.1234", "USD"),
        ("12 50", "USD"),
        ("1234,567", "USD"),
        ("12.5", "JPY"),
        ("2.5", "VND"),
        ("12 apples", "USD"),
        ("$5€", "USD"),
        ("1e5", "USD"),
        ("12:30", "USD"),
        ("9999999999999", "USD"),
        ("1-2", "USD"),
    ] {
        assert_eq!(read(text, currency), None, "{text} in {currency}");
    }
}

#[test]
fn what_the_page_writes_is_read_again() {
    for currency in &vocabulary().currencies {
        for minor in [0, 1, 99, 100, 12_345, 99_999_999] {
            let digits = usize::from(digits(currency.code));
            let unit = 10_u64.pow(digits as u32);
            let text = match digits {
                0 => minor.to_string(),
                _ => format!("{}.{:0digits$}", minor / unit, minor % unit),
            };
            reads(&text, currency.code, minor, currency.code);
        }
    }
}

#[test]
fn what_is_no_currency_has_no_amounts() {
    for currency in ["<b>", "", "CNYX", "cn"] {
        assert_eq!(read_amount("5", currency), None, "{currency}");
    }
}
