//! Names of columns, words and countries, as they are compared.

/// The shortest name that may be written with a slip.
const NEAR: usize = 7;

/// A name without case, spaces and punctuation: `Tracking Number*` is `tracking_number`.
pub fn normalised(name: &str) -> String {
    let ascii = |letter: char| match letter as u32 {
        // Full-width forms.
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(letter),
        _ => letter,
    };
    name.chars()
        .map(ascii)
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a name is a known one with a slip. Short names and Chinese ones are too close to one another.
pub fn is_near(name: &str, known: &str) -> bool {
    known.is_ascii()
        && known.len() >= NEAR
        && name.len().abs_diff(known.len()) <= 1
        && strsim::osa_distance(name, known) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_and_punctuation() {
        assert_eq!(normalised("Tracking Number*"), "trackingnumber");
        assert_eq!(normalised("ＯｒｄｅｒＩＤ（主）"), "orderid主");
    }

    #[test]
    fn a_slip_is_near_in_a_long_name_only() {
        assert!(is_near("deliveredtiem", "deliveredtime"));
        assert!(!is_near("stats", "state"));
        assert!(!is_near("发货时间点", "发货时间"));
    }
}
