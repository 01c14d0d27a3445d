//! On what ground one of a shop's own rules is refused, or limited.

/// Why a rule is refused, or limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectionKind {
    /// It denies or forbids what platform or law require.
    BelowFloor,
    /// It brings a step that a duty forbids, or forbids one that other advice brings.
    ForbiddenStep,
    /// Another of the shop's rules says otherwise of the same situation.
    Overlap,
    /// Platform or law decide otherwise.
    Overruled,
}

impl ObjectionKind {
    pub const ALL: [ObjectionKind; 4] = [
        ObjectionKind::BelowFloor,
        ObjectionKind::ForbiddenStep,
        ObjectionKind::Overlap,
        ObjectionKind::Overruled,
    ];

    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            ObjectionKind::BelowFloor => "below_floor",
            ObjectionKind::ForbiddenStep => "forbidden_step",
            ObjectionKind::Overlap => "overlap",
            ObjectionKind::Overruled => "overruled",
        }
    }
}
