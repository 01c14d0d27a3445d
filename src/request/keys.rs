//! The keys of options, plans and settings; all others are reported as unknown.

/// Keys of the options of a call.
pub const OPTIONS: &[&str] =
    &["now", "lang", "message_lang", "names", "shop", "tone", "channel", "goodwill", "zone"];

/// Keys of `shop` in the options.
pub const SHOP: &[&str] = &["settings", "pack"];

/// Keys of a plan.
pub const PLAN: &[&str] = &["remedy", "acts", "follow_up"];

/// Keys of a shop's settings.
pub const SETTINGS: &[&str] = &[
    "high_value",
    "partial_refund",
    "coupon",
    "coupon_most",
    "gift",
    "greeting",
    "closing",
    "signature",
    "goodwill",
    "facts",
    "hours",
    "lang",
    "message_lang",
    "tone",
    "channel",
];
