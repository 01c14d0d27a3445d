//! Conditions of sentences and channels on the facts of a case.

/// Conditions that must all hold: for each the position of a fact, the number of values of which a case must have one,
/// and these values. The positions of events follow those of facts: whether one is known has the values 0 and 1.
pub type Conditions = Vec<u16>;

/// The facts of conditions, each with its values.
pub fn each_fact(mut conditions: &[u16]) -> impl Iterator<Item = (usize, &[u16])> {
    std::iter::from_fn(move || {
        let [fact, count, rest @ ..] = conditions else { return None };
        let (values, rest) = rest.split_at_checked(usize::from(*count))?;
        conditions = rest;
        Some((usize::from(*fact), values))
    })
}
