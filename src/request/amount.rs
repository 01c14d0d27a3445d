//! Amounts as people write them: `1,299.50`, `1.299,50`, `₱1299`, `NT$ 1,299`, `RM 12.50`, `１２９９`.

use aftersales_core::vocabulary::currency::digits;
use aftersales_core::vocabulary::currency::is_currency;
use aftersales_core::vocabulary::currency::is_in;
use aftersales_core::vocabulary::currency::{CURRENCIES, Currency};
use aftersales_core::vocabulary::money::Money;

/// Most digits before the point.
const MOST_DIGITS: usize = 12;

/// Signs and words for currencies, in small letters, each with the codes that it may stand for, the usual one
/// first.
const SIGNS: &[(&str, &str)] = &[
    ("$", "USDSGDTWDHKDAUDCAD"),
    ("us$", "USD"),
    ("s$", "SGD"),
    ("nt$", "TWD"),
    ("nt", "TWD"),
    ("hk$", "HKD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("¥", "CNYJPY"),
    ("cn¥", "CNY"),
    ("jp¥", "JPY"),
    ("元", "CNYTWDHKD"),
    ("块", "CNY"),
    ("塊", "TWD"),
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
    let (mut number, mut before, mut behind) = (Vec::new(), String::new(), String::new());
    for character in text.chars().map(plain) {
        let separates = matches!(character, '.' | ',' | ' ');
        if character.is_ascii_digit() && !behind.is_empty() {
            return None;
        } else if character.is_ascii_digit() || separates && !number.is_empty() && behind.is_empty()
        {
            number.push(character as u8);
        } else if !matches!(character, ' ' | NOTHING) {
            if number.is_empty() { &mut before } else { &mut behind }.push(character);
        }
    }
    while let Some(b'.' | b',' | b' ') = number.last() {
        // Prices end like this, too: "12.-".
        if number.pop() != Some(b' ') && behind == "-" {
            behind.clear();
        }
    }
    let mut codes: Option<&str> = None;
    let mut named = currency;
    for sign in [&before, &behind] {
        let sign = sign.strip_suffix('.').unwrap_or(sign);
        if sign.is_empty() {
            continue;
        }
        let meant = meant(sign, currency)?;
        let fits = |code: &&str| codes.is_none_or(|codes| is_in(codes.as_bytes(), code));
        let mut all =
            (0..meant.len() / 3).filter_map(|at| meant.get(at * 3..at * 3 + 3)).filter(fits);
        named = if fits(&named) && is_in(meant.as_bytes(), named) { named } else { all.next()? };
        codes = Some(meant);
    }
    let minor = minor_units(&number, digits(named).into())?;
    is_currency(named).then(|| Money { minor, currency: named.to_owned() })
}

/// What does not count at all.
const NOTHING: char = '\0';

/// A character as it counts: digits, signs and spaces of other widths as the plain ones.
fn plain(character: char) -> char {
    for zero in ZEROS {
        let digit = (character as u32).wrapping_sub(zero as u32);
        if digit < 10 {
            return (b'0' + digit as u8).into();
        }
    }
    match character {
        '，' | '、' | '٬' => ',',
        '．' | '。' | '٫' => '.',
        '￥' => '¥',
        '＄' => '$',
        '–' | '—' => '-',
        // Apostrophes group digits as spaces do.
        '\''
        | '’'
        | '\t'
        | '\n'
        | '\r'
        | '\u{a0}'
        | '\u{2000}'..='\u{200a}'
        | '\u{202f}'
        | '\u{3000}' => ' ',
        // Marks of direction come with what is copied.
        '\u{200b}'..='\u{200f}' | '\u{feff}' => NOTHING,
        _ => character.to_ascii_lowercase(),
    }
}

/// The codes that a sign may stand for.
fn meant<'a>(sign: &str, current: &'a str) -> Option<&'a str> {
    let codes = CURRENCIES.iter().map(|currency| currency.code).chain([current]);
    let mut named = codes.filter(|code| code.eq_ignore_ascii_case(sign));
    named.next().or_else(|| Some(SIGNS.iter().find(|(known, _)| *known == sign)?.1))
}

/// Digits with separators as minor units. Two kinds of separators are those of groups and the point; one alone
/// is the point unless three digits follow it that the currency does not have.
fn minor_units(number: &[u8], digits: usize) -> Option<u64> {
    let last = number.iter().rposition(|byte| matches!(byte, b'.' | b','));
    let point = last.filter(|at| {
        let (before, mark) = (&number[..*at], number[*at]);
        let other = if mark == b'.' { b',' } else { b'.' };
        let three = number.len() - at - 1 == 3;
        let has_three = digits == 3 && mark == b'.' || number[0] == b'0';
        !before.contains(&mark) && (before.contains(&other) || !three || has_three)
    });
    let (mut minor, mut whole, mut group, mut grouped) = (0, 0, 0, false);
    let mut fraction: Option<usize> = None;
    for (at, byte) in number.iter().enumerate() {
        if byte.is_ascii_digit() {
            let digit = u64::from(byte - b'0');
            match &mut fraction {
                Some(count) => *count += 1,
                None => (whole, group) = (whole + 1, group + 1),
            }
            if fraction.is_some_and(|count| count > digits) {
                // A currency without such digits may be written with zeros for them.
                if digit > 0 {
                    return None;
                }
                continue;
            }
            minor = minor * 10 + digit;
        } else if fraction.is_some() || grouped && group != 3 {
            return None;
        } else if Some(at) == point {
            fraction = Some(0);
        } else if group > 3 {
            return None;
        } else {
            (grouped, group) = (true, 0);
        }
        if whole > MOST_DIGITS {
            return None;
        }
    }
    let decimals = fraction.unwrap_or(0);
    if whole == 0 || fraction.is_none() && grouped && group != 3 || decimals > digits.max(2) {
        return None;
    }
    Some(minor * 10_u64.pow(digits.saturating_sub(decimals) as u32))
}
/// Codes of platforms and regions with the currency that is paid in there.
const PAID_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/currencies.rs"));

/// The currency that an order is usually in, by the codes of its platform and of the buyer's region: a platform that
/// sells in one only comes first.
#[inline(never)]
pub fn usual_currency(platform: &str, region: &str) -> &'static Currency {
    let of = |place: &str| PAID_IN.iter().find(|(code, _)| *code == place);
    let code = of(platform).or_else(|| of(region)).map(|(_, currency)| *currency);
    let known = CURRENCIES.iter().find(|currency| Some(currency.code) == code);
    known.unwrap_or(&CURRENCIES[0])
}
