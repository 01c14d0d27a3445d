//! Verdicts on a plan.

/// The verdict on a plan or one of its acts, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    AgainstRule,
    LessThanOwed,
    MoreThanUsual,
    Required,
    Allowed,
}

impl Verdict {
    pub const ALL: [Verdict; 5] = [
        Verdict::AgainstRule,
        Verdict::LessThanOwed,
        Verdict::MoreThanUsual,
        Verdict::Required,
        Verdict::Allowed,
    ];

    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Verdict::AgainstRule => "against_rule",
            Verdict::LessThanOwed => "less_than_owed",
            Verdict::MoreThanUsual => "more_than_usual",
            Verdict::Required => "required",
            Verdict::Allowed => "allowed",
        }
    }
}
