//! The keys of the objects that stand beside a case: the only ones that are known.

/// What a call asks for beside the case.
pub const OPTIONS: &[&str] = &["now", "lang", "message_lang", "names", "shop", "goodwill", "zone"];

/// What holds in one shop.
pub const SHOP: &[&str] = &["settings", "pack"];

/// What a seller intends.
pub const PLAN: &[&str] = &["remedy", "acts"];

/// A shop's settings.
pub const SETTINGS: &[&str] = &[
    "high_value",
    "partial_refund",
    "coupon",
    "coupon_most",
    "gift",
    "signature",
    "goodwill",
    "hours",
    "lang",
    "message_lang",
];
