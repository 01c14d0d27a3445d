//! The keys of the objects that are read: the only ones that are known.

/// A pack.
pub const PACK: &[&str] = &["id", "layer", "rules", "title", "review_by", "settings"];

/// A rule.
pub const RULE: &[&str] = &[
    "id",
    "when",
    "remedy",
    "alternatives",
    "steps",
    "must",
    "must_not",
    "within",
    "by",
    "borne_by",
    "overrides",
    "valid_from",
    "valid_until",
    "sources",
];

/// An amount of money.
pub const MONEY: &[&str] = &["minor", "currency"];
