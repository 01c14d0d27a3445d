//! Amounts as people write them: `1,299.50`, `1.299,50`, `₱1299`, `NT$ 1,299`, `RM 12.50`, `１２９９`.

use crate::case::Money;
use crate::settings::{CURRENCIES, digits};

/// Most digits before the point.
const MOST_DIGITS: usize = 12;

/// Signs and words for currencies, in small letters, each with those it may stand for, the usual one first.
const SIGNS: &[(&str, &str)] = &[
    ("$", "USD SGD TWD HKD AUD CAD"),
    ("us$", "USD"),
    ("s$", "SGD"),
    ("nt$", "TWD"),
    ("nt", "TWD"),
    ("hk$", "HKD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("¥", "CNY JPY"),
    ("cn¥", "CNY"),
    ("jp¥", "JPY"),
    ("元", "CNY TWD HKD"),
    ("块", "CNY"),
    ("塊", "TWD CNY"),
    ("rmb", "CNY"),
    ("人民币", "CNY"),
    ("人民幣", "CNY"),
    ("円", "JPY"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₱", "PHP"),
    ("rm", "MYR"),
    ("฿", "THB"),
    ("บาท", "THB"),
    ("₫", "VND"),
    ("đ", "VND"),
    ("rp", "IDR"),
    ("₩", "KRW"),
    ("원", "KRW"),
];

/// Zeros of the digits that are read: the usual ones, full-width, Thai, Arabic.
const ZEROS: [char; 5] = ['0', '０', '๐', '٠', '۰'];

/// Reads an amount; in the currency that it names, where that is known, else in this one. None where the text
/// is no amount of it: letters that are no currency, a sign, digits that the currency does not have.
pub fn read_amount(text: &str, currency: &str) -> Option<Money> {
    let text: String = text.chars().filter_map(plain).collect();
    let (from, to) = (text.find(is_digit)?, text.rfind(is_digit)? + 1);
    // What stands behind the last digit may be the end of the number: "12.", "12.-".
    let behind = &text[to..];
    let behind =
        behind.strip_prefix(['.', ',']).map_or(behind, |rest| rest.trim_start_matches('-'));
    let mut currency = currency;
    let mut named: Option<Vec<&str>> = None;
    for sign in [&text[..from], behind] {
        let sign = sign.replace(' ', "");
        if sign.is_empty() {
            continue;
        }
        let meant = meant(&sign, currency)?;
        let both = |code: &&str| named.as_ref().is_none_or(|named| named.contains(code));
        named = Some(meant.into_iter().filter(both).collect());
    }
    if let Some(named) = named
        && !named.contains(&currency)
    {
        currency = named.first()?;
    }
    let minor = minor_units(&text[from..to], usize::from(digits(currency)))?;
    Some(Money { minor, currency: currency.to_owned() })
}

/// A character as it counts: digits, signs and spaces of other widths as the plain ones.
fn plain(character: char) -> Option<char> {
    let digit =
        |zero: &char| (character as u32).checked_sub(*zero as u32).filter(|digit| *digit < 10);
    if let Some(digit) = ZEROS.iter().find_map(digit) {
        return char::from_digit(digit, 10);
    }
    Some(match character {
        // Apostrophes group digits as spaces do.
        '\'' | '’' => ' ',
        _ if character.is_whitespace() => ' ',
        // Marks of direction come with what is copied.
        '\u{200b}'..='\u{200f}' | '\u{feff}' => return None,
        '，' | '、' | '٬' => ',',
        '．' | '。' | '٫' => '.',
        '￥' => '¥',
        '＄' => '$',
        '–' | '—' => '-',
        _ => character.to_ascii_lowercase(),
    })
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

/// The currencies that a sign or a code may stand for.
fn meant<'a>(sign: &str, current: &'a str) -> Option<Vec<&'a str>> {
    let sign = sign.trim_end_matches('.');
    if sign.eq_ignore_ascii_case(current) {
        return Some(vec![current]);
    }
    let mut codes = CURRENCIES.iter().map(|currency| currency.code);
    if let Some(code) = codes.find(|code| sign.eq_ignore_ascii_case(code)) {
        return Some(vec![code]);
    }
    let (_, codes) = SIGNS.iter().find(|(known, _)| *known == sign)?;
    Some(codes.split(' ').collect())
}

/// Digits with separators as minor units. Two kinds of separators are those of groups and the point; one alone
/// is the point where fewer than three digits follow it, as many as the currency has, and else groups digits.
fn minor_units(number: &str, digits: usize) -> Option<u64> {
    if number.contains(|character| !is_digit(character) && !['.', ',', ' '].contains(&character)) {
        return None;
    }
    let last = number.rfind(['.', ',']);
    let is_point = |at: usize| {
        let behind = number.len() - at - 1;
        let mark = &number[at..=at];
        let other = number[..at].contains(['.', ',']) && !number[..at].contains(mark);
        let alone = !number[..at].contains(['.', ',']);
        other || alone && (behind != 3 || digits == 3 && mark == "." || number.starts_with("0"))
    };
    let (whole, behind) = match last.filter(|at| is_point(*at)) {
        Some(at) => (&number[..at], &number[at + 1..]),
        None => (number, ""),
    };
    let mut groups = whole.split(['.', ',', ' ']);
    let first = groups.next()?;
    let grouped = groups.clone().next().is_some();
    if grouped && first.len() > 3 || groups.any(|group| group.len() != 3) {
        return None;
    }
    // A currency without such digits may be written with zeros for them.
    let fraction = if behind.len() > digits { behind.trim_end_matches('0') } else { behind };
    if fraction.len() > digits || behind.len() > digits.max(2) {
        return None;
    }
    let whole: String = whole.chars().filter(|character| is_digit(*character)).collect();
    if whole.len() > MOST_DIGITS {
        return None;
    }
    format!("{whole}{fraction:0<digits$}").parse().ok()
}
