//! Currencies: decimal digits, and the smallest payable amounts.

use crate::plain::bytes::bytes_of_fields;
use crate::plain::text::Code;

/// A currency that the form offers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Currency {
    /// ISO 4217.
    pub code: Code,
    /// Default amount in minor units from which an order counts as of high value: about what a parcel's insurance
    /// covers without a surcharge.
    pub high_value: u64,
}

/// The usual currency of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct PaidIn {
    /// The code of a platform or region.
    pub place: Code,
    /// The position of the currency in the vocabulary.
    pub currency: usize,
}

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

bytes_of_fields! { Currency { code, high_value } }
bytes_of_fields! { PaidIn { place, currency } }
