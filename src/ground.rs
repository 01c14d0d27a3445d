//! On what ground one of a shop's own rules is refused, or limited.

/// Why a rule is refused, or limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// It denies or forbids what platform or law require.
    BelowFloor,
    /// It brings a step that a duty forbids, or forbids one that other advice brings.
    ForbiddenStep,
    /// Another of the shop's rules says otherwise of the same situation.
    Overlap,
    /// Platform or law decide otherwise.
    Overruled,
}

impl Ground {
    pub const ALL: [Ground; 4] =
        [Ground::BelowFloor, Ground::ForbiddenStep, Ground::Overlap, Ground::Overruled];

    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Ground::BelowFloor => "below_floor",
            Ground::ForbiddenStep => "forbidden_step",
            Ground::Overlap => "overlap",
            Ground::Overruled => "overruled",
        }
    }
}
