//! Amounts as people write them: `1,299.50`, `1.299,50`, `₱1299`, `NT$ 1,299`, `RM 12.50`, `１２９９`.

use crate::shipped;
use aftersales_core::vocabulary::currency::digits;
use aftersales_core::vocabulary::currency::is_currency;
use aftersales_core::vocabulary::currency::is_in;
use aftersales_core::vocabulary::money::Money;

/// Maximum number of digits before the decimal separator.
const MAX_DIGITS: usize = 12;

/// Currency signs and names in lower case, each with the codes that it may stand for, the most common first. Codes
/// are concatenated.
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

/// The zeros of supported digits: ASCII, full-width, Thai, Arabic-Indic, Persian.
const ZEROS: [char; 5] = ['0', '０', '๐', '٠', '۰'];

/// Parses an amount, in the currency that the text names or otherwise in `currency` (ISO 4217).
///
/// Returns `None` for unknown currencies, negative numbers, and more decimal digits than the currency has.
pub fn read_amount(text: &str, currency: &str) -> Option<Money> {
    let (mut number, mut before, mut after) = (Vec::new(), String::new(), String::new());
    for character in text.chars().map(normalised) {
        let separates = matches!(character, '.' | ',' | ' ');
        if character.is_ascii_digit() && !after.is_empty() {
            return None;
        } else if character.is_ascii_digit() || separates && !number.is_empty() && after.is_empty()
        {
            number.push(character as u8);
        } else if !matches!(character, ' ' | IGNORED) {
            if number.is_empty() { &mut before } else { &mut after }.push(character);
        }
    }
    while let Some(b'.' | b',' | b' ') = number.last() {
        // Also the notation "12.-".
        if number.pop() != Some(b' ') && after == "-" {
            after.clear();
        }
    }
    let mut codes: Option<&str> = None;
    let mut named = currency;
    for sign in [&before, &after] {
        let sign = sign.strip_suffix('.').unwrap_or(sign);
        if sign.is_empty() {
            continue;
        }
        let sign_codes = codes_of_sign(sign, currency)?;
        let fits = |code: &&str| codes.is_none_or(|codes| is_in(codes.as_bytes(), code));
        let mut all = (0..sign_codes.len() / 3)
            .filter_map(|at| sign_codes.get(at * 3..at * 3 + 3))
            .filter(fits);
        named =
            if fits(&named) && is_in(sign_codes.as_bytes(), named) { named } else { all.next()? };
        codes = Some(sign_codes);
    }
    let minor = minor_units(&number, digits(named).into())?;
    is_currency(named).then(|| Money { minor, currency: named.to_owned() })
}

/// Stands for a character that is ignored.
const IGNORED: char = '\0';

/// Normalises digits, signs and spaces to ASCII, and letters to lower case.
fn normalised(character: char) -> char {
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
        // Apostrophes group digits like spaces.
        '\''
        | '’'
        | '\t'
        | '\n'
        | '\r'
        | '\u{a0}'
        | '\u{2000}'..='\u{200a}'
        | '\u{202f}'
        | '\u{3000}' => ' ',
        // Directional marks occur in copied text.
        '\u{200b}'..='\u{200f}' | '\u{feff}' => IGNORED,
        _ => character.to_ascii_lowercase(),
    }
}

/// The concatenated codes of the currencies that a sign may stand for.
fn codes_of_sign<'a>(sign: &str, current: &'a str) -> Option<&'a str> {
    let known = &shipped::vocabulary().currencies;
    let codes = known.iter().map(|currency| currency.code).chain([current]);
    let mut named = codes.filter(|code| code.eq_ignore_ascii_case(sign));
    named.next().or_else(|| Some(SIGNS.iter().find(|(known, _)| *known == sign)?.1))
}

/// Parses digits with separators as minor units. Of two kinds of separators the last is the decimal separator; a
/// single separator is decimal unless exactly three digits follow it and the currency has fewer.
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
                // Further decimal digits have to be zeros.
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
        if whole > MAX_DIGITS {
            return None;
        }
    }
    let decimals = fraction.unwrap_or(0);
    if whole == 0 || fraction.is_none() && grouped && group != 3 || decimals > digits.max(2) {
        return None;
    }
    Some(minor * 10_u64.pow(digits.saturating_sub(decimals) as u32))
}
