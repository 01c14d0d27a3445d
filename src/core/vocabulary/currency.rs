//! Currencies: decimal digits, and the smallest payable amounts.

/// A currency that the form offers.
#[derive(Clone, Copy, Debug)]
pub struct Currency {
    /// ISO 4217.
    pub code: &'static str,
    /// Decimal digits of its minor unit, by ISO 4217.
    pub digits: u8,
    /// Default amount in minor units from which an order counts as of high value: about what a parcel's insurance
    /// covers without a surcharge.
    pub high_value: u64,
}

const fn currency(code: &'static str, digits: u8, high_value: u64) -> Currency {
    Currency { code, digits, high_value }
}

/// The currencies of the platforms' main markets, in the order in which the form offers them.
pub static CURRENCIES: &[Currency] = &[
    currency("CNY", 2, 70_000),
    currency("USD", 2, 10_000),
    currency("EUR", 2, 10_000),
    currency("GBP", 2, 8_500),
    currency("SGD", 2, 13_000),
    currency("MYR", 2, 45_000),
    currency("PHP", 2, 570_000),
    currency("THB", 2, 350_000),
    currency("VND", 0, 2_500_000),
    currency("IDR", 2, 160_000_000),
    currency("TWD", 2, 320_000),
    currency("HKD", 2, 78_000),
    currency("JPY", 0, 15_000),
    currency("KRW", 0, 140_000),
    currency("AUD", 2, 15_000),
    currency("CAD", 2, 14_000),
];

/// Codes of the currencies without decimal digits, by ISO 4217, concatenated.
const WHOLE: &[u8] = b"BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF";
/// Codes of the currencies with three decimal digits, by ISO 4217, concatenated.
const THOUSANDTHS: &[u8] = b"BHDIQDJODKWDLYDOMRTND";

/// Codes of the currencies whose decimal digits are no longer used in payments, concatenated.
const PAID_WHOLE: &[u8] = b"TWDIDRHUFCOPLAKMMKPKRRSDIQDIRRLBP";

/// The number of decimal digits of a currency's minor unit, by ISO 4217; two for unknown currencies.
#[inline(never)]
pub fn digits(currency: &str) -> u8 {
    if is_in(WHOLE, currency) {
        0
    } else if is_in(THOUSANDTHS, currency) {
        3
    } else {
        2
    }
}

/// Whether a currency is among concatenated codes.
pub fn is_in(codes: &[u8], currency: &str) -> bool {
    codes.chunks(3).any(|code| code == currency.as_bytes())
}

/// The smallest payable amount of a currency, in minor units.
pub fn smallest(currency: &str) -> u64 {
    if is_in(PAID_WHOLE, currency) { 10_u64.pow(digits(currency).into()) } else { 1 }
}

/// Whether a code has the form of ISO 4217: three capital letters.
pub fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}
