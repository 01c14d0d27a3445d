//! The keys of packs, rules and amounts; all others are reported as unknown.

/// Keys of a pack.
pub const PACK: &[&str] = &["id", "layer", "rules", "title", "review_by", "when", "settings"];

/// Keys of a rule.
pub const RULE: &[&str] = &[
    "id",
    "when",
    "remedy",
    "alternatives",
    "steps",
    "right",
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

/// Keys of a right.
pub const RIGHT: &[&str] =
    &["one_of", "chosen_by", "borne_by", "within", "without_reason", "claimed"];

/// Keys of an amount of money.
pub const MONEY: &[&str] = &["minor", "currency"];
