//! The kinds of objections to a shop's own rules.

/// The reason why one of a shop's own rules is refused or limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectionKind {
    /// The rule denies or forbids an act that platform or law require.
    BelowFloor,
    /// The rule adds a step that a duty forbids, or forbids a step that other advice adds.
    ForbiddenStep,
    /// Another of the shop's rules decides the same situation differently.
    Overlap,
    /// Platform or law decide differently.
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
