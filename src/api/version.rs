//! Which policy answers: for reports about an answer, and for decisions that are kept.

/// Checksum of the shipped policy, in hexadecimal digits; the build writes it.
const CHECKSUM: &str = include_str!(concat!(env!("OUT_DIR"), "/policy.checksum"));

/// The version of the library and a checksum of the shipped policy, such as `0.1.0 9f86d081884c7d65`.
pub fn policy_version() -> String {
    format!("{} {CHECKSUM}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::{CHECKSUM, policy_version};

    #[test]
    fn the_version_names_the_policy() {
        assert_eq!(CHECKSUM.len(), 16, "{CHECKSUM}");
        assert!(CHECKSUM.bytes().all(|digit| digit.is_ascii_hexdigit()), "{CHECKSUM}");
        assert!(policy_version().starts_with(env!("CARGO_PKG_VERSION")));
    }
}
