//! Sets of rules of a block, as bits: the first 64 without a detour, more where a block has more.

/// A set of positions. Sets that meet in an operation are made with the same room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    first: u64,
    more: Option<Box<[u64]>>,
}

impl Set {
    /// The empty set, with room for positions below `size`.
    pub fn with_room(size: usize) -> Set {
        let more = size.div_ceil(64).saturating_sub(1);
        Set { first: 0, more: (more > 0).then(|| vec![0; more].into()) }
    }

    pub fn insert(&mut self, at: usize) {
        if let Some(word) = self.word_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    pub fn take(&mut self, at: usize) {
        if let Some(word) = self.word_mut(at / 64) {
            *word &= !(1 << (at % 64));
        }
    }

    pub fn contains(&self, at: usize) -> bool {
        self.word(at / 64) & (1 << (at % 64)) != 0
    }

    pub fn is_empty(&self) -> bool {
        self.first == 0 && self.rest().iter().all(|word| *word == 0)
    }

    pub fn count(&self) -> u32 {
        self.rest().iter().fold(self.first.count_ones(), |count, word| count + word.count_ones())
    }

    /// Whether the two have a member in common.
    #[inline]
    pub fn meets(&self, other: &Set) -> bool {
        self.first & other.first != 0
            || (self.more.is_some()
                && self.rest().iter().zip(other.rest()).any(|(one, other)| one & other != 0))
    }

    /// Keeps what is in the other, too.
    #[inline]
    pub fn keep(&mut self, other: &Set) {
        self.first &= other.first;
        self.with_rest(other, |one, other| *one &= other);
    }

    /// Takes out what is in the other.
    #[inline]
    pub fn remove(&mut self, other: &Set) {
        self.first &= !other.first;
        self.with_rest(other, |one, other| *one &= !other);
    }

    /// Adds what is in the other.
    #[inline]
    pub fn add(&mut self, other: &Set) {
        self.first |= other.first;
        self.with_rest(other, |one, other| *one |= other);
    }

    /// What both have.
    pub fn and(&self, other: &Set) -> Set {
        let mut both = self.clone();
        both.keep(other);
        both
    }

    /// What it has and the other has not.
    pub fn without(&self, other: &Set) -> Set {
        let mut rest = self.clone();
        rest.remove(other);
        rest
    }

    /// What one of them has.
    pub fn or(&self, other: &Set) -> Set {
        let mut all = self.clone();
        all.add(other);
        all
    }

    /// The members, ascending.
    pub fn iter(&self) -> Members<'_> {
        Members { set: self, word: 0, bits: self.first }
    }

    /// Most blocks have no more than 64 rules: only the question whether costs something there.
    #[inline]
    fn with_rest(&mut self, other: &Set, change: fn(&mut u64, u64)) {
        if let Some(more) = &mut self.more {
            more.iter_mut().zip(other.rest()).for_each(|(one, other)| change(one, *other));
        }
    }

    fn rest(&self) -> &[u64] {
        self.more.as_deref().unwrap_or_default()
    }

    fn word(&self, word: usize) -> u64 {
        if word == 0 { self.first } else { self.rest().get(word - 1).copied().unwrap_or(0) }
    }

    fn word_mut(&mut self, word: usize) -> Option<&mut u64> {
        if word == 0 { Some(&mut self.first) } else { self.more.as_mut()?.get_mut(word - 1) }
    }
}

/// The members of a set, ascending.
pub struct Members<'a> {
    set: &'a Set,
    word: usize,
    bits: u64,
}

impl Iterator for Members<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            if self.word >= self.set.rest().len() {
                return None;
            }
            self.word += 1;
            self.bits = self.set.word(self.word);
        }
        let bit = self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(self.word * 64 + bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_beyond_a_word_do_what_sets_do() {
        let of = |members: &[usize]| {
            let mut set = Set::with_room(200);
            members.iter().for_each(|at| set.insert(*at));
            set
        };
        let (one, other) = (of(&[0, 63, 64, 199]), of(&[63, 100, 199]));
        assert_eq!(one.iter().collect::<Vec<_>>(), [0, 63, 64, 199]);
        assert_eq!(one.and(&other), of(&[63, 199]));
        assert_eq!(one.without(&other), of(&[0, 64]));
        assert_eq!(one.or(&other), of(&[0, 63, 64, 100, 199]));
        assert!(one.meets(&other) && !of(&[64]).meets(&of(&[128])));
        assert_eq!((one.count(), of(&[]).is_empty(), one.contains(64)), (4, true, true));
    }
}
