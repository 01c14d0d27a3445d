//! Sets of positions, as bits: those below 128 without an allocation, any others beside them.

/// The words of 64 bits that need no allocation. The rules that can hold at one place seldom need more.
const INLINE: usize = 2;

/// A set of positions, of any size.
#[derive(Debug, Default)]
pub struct Set {
    low: [u64; INLINE],
    more: Option<Box<[u64]>>,
}

impl Set {
    /// The empty set, with room for positions below `size`.
    pub fn with_room(size: usize) -> Set {
        let more = size.div_ceil(64).saturating_sub(INLINE);
        Set { low: [0; INLINE], more: (more > 0).then(|| vec![0; more].into()) }
    }

    /// The positions below `size`.
    pub fn below(size: usize) -> Set {
        let mut set = Set::with_room(size);
        for word in 0..size.div_ceil(64) {
            let left = size - word * 64;
            let bits = if left >= 64 { u64::MAX } else { (1 << left) - 1 };
            if let Some(word) = set.word_mut(word) {
                *word = bits;
            }
        }
        set
    }

    /// One position.
    #[inline]
    pub fn of(at: usize) -> Set {
        if at < 64 {
            return Set::of_word(1 << at);
        }
        let mut set = Set::default();
        set.insert(at);
        set
    }

    /// Adds a position.
    #[inline(never)]
    pub fn insert(&mut self, at: usize) {
        self.grow((at / 64 + 1).saturating_sub(INLINE));
        if let Some(word) = self.word_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    /// Takes a position out.
    pub fn take(&mut self, at: usize) {
        if let Some(word) = self.word_mut(at / 64) {
            *word &= !(1 << (at % 64));
        }
    }

    #[inline]
    pub fn contains(&self, at: usize) -> bool {
        self.word(at / 64) & (1 << (at % 64)) != 0
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.low == [0; INLINE]
            && (self.more.is_none() || self.rest().iter().all(|word| *word == 0))
    }

    #[inline(never)]
    pub fn count(&self) -> u32 {
        let more = self.more.as_deref().map_or(0, |more| more.iter().map(|w| w.count_ones()).sum());
        self.low.iter().map(|word| word.count_ones()).sum::<u32>() + more
    }

    /// The least position.
    #[inline(never)]
    pub fn first(&self) -> Option<usize> {
        self.iter().next()
    }

    /// The only position, if there is exactly one.
    #[inline(never)]
    pub fn only(&self) -> Option<usize> {
        if !self.has_more() {
            return self.low[0].is_power_of_two().then(|| self.low[0].trailing_zeros() as usize);
        }
        (self.count() == 1).then(|| self.first()).flatten()
    }

    /// Whether the two have a member in common.
    #[inline]
    pub fn meets(&self, other: &Set) -> bool {
        self.low.iter().zip(&other.low).any(|(one, other)| one & other != 0)
            || (self.more.is_some()
                && self.rest().iter().zip(other.rest()).any(|(one, other)| one & other != 0))
    }

    /// Whether all members are in the other, too.
    #[inline(never)]
    pub fn is_within(&self, other: &Set) -> bool {
        self.low.iter().zip(&other.low).all(|(one, other)| one & !other == 0)
            && (INLINE..INLINE + self.rest().len()).all(|at| self.word(at) & !other.word(at) == 0)
    }

    /// Keeps what is in the other, too.
    #[inline(never)]
    pub fn keep(&mut self, other: &Set) {
        self.low.iter_mut().zip(&other.low).for_each(|(one, other)| *one &= other);
        if let Some(more) = &mut self.more {
            for (at, word) in more.iter_mut().enumerate() {
                *word &= other.word(at + INLINE);
            }
        }
    }

    /// Takes out what is in the other.
    #[inline(never)]
    pub fn remove(&mut self, other: &Set) {
        self.low.iter_mut().zip(&other.low).for_each(|(one, other)| *one &= !other);
        if let Some(more) = &mut self.more {
            more.iter_mut().zip(other.rest()).for_each(|(one, other)| *one &= !other);
        }
    }

    /// Adds what is in the other.
    #[inline(never)]
    pub fn add(&mut self, other: &Set) {
        self.low.iter_mut().zip(&other.low).for_each(|(one, other)| *one |= other);
        if other.more.is_some() {
            self.grow(other.rest().len());
            if let Some(more) = &mut self.more {
                more.iter_mut().zip(other.rest()).for_each(|(one, other)| *one |= other);
            }
        }
    }

    /// What both have.
    #[inline(never)]
    pub fn and(&self, other: &Set) -> Set {
        let mut both = self.clone();
        both.keep(other);
        both
    }

    /// What it has and the other has not.
    #[inline(never)]
    pub fn without(&self, other: &Set) -> Set {
        let mut rest = self.clone();
        rest.remove(other);
        rest
    }

    /// What one of them has.
    #[inline(never)]
    pub fn or(&self, other: &Set) -> Set {
        let mut all = self.clone();
        all.add(other);
        all
    }

    /// The bits in words of 64, the lowest first, as far as there are any.
    pub fn words(&self) -> impl Iterator<Item = u64> + '_ {
        let all = self.low.len() + self.rest().len();
        let used = (0..all).rev().find(|at| self.word(*at) != 0).map_or(0, |at| at + 1);
        (0..used).map(|at| self.word(at))
    }

    /// The lowest 64 bits.
    #[inline]
    pub fn first_word(&self) -> u64 {
        self.low[0]
    }

    /// Whether there may be positions from 64 on.
    #[inline]
    pub fn has_more(&self) -> bool {
        self.low[1..] != [0; INLINE - 1] || self.more.is_some()
    }

    /// The set of positions below 64 with these bits.
    #[inline]
    pub fn of_word(bits: u64) -> Set {
        let mut low = [0; INLINE];
        low[0] = bits;
        Set { low, more: None }
    }

    /// The set of these words of bits.
    pub fn of_words(words: &[u64]) -> Set {
        let (inline, more) = words.split_at(words.len().min(INLINE));
        let mut low = [0; INLINE];
        low[..inline.len()].copy_from_slice(inline);
        Set { low, more: (!more.is_empty()).then(|| more.into()) }
    }

    /// The members, ascending.
    pub fn iter(&self) -> Members<'_> {
        Members { set: self, word: 0, bits: self.low[0] }
    }

    fn rest(&self) -> &[u64] {
        self.more.as_deref().unwrap_or_default()
    }

    #[inline]
    fn word(&self, word: usize) -> u64 {
        if word < INLINE {
            self.low[word]
        } else {
            self.rest().get(word - INLINE).copied().unwrap_or(0)
        }
    }

    fn word_mut(&mut self, word: usize) -> Option<&mut u64> {
        if word < INLINE {
            Some(&mut self.low[word])
        } else {
            self.more.as_mut()?.get_mut(word - INLINE)
        }
    }

    /// Makes room for so many words beside the inline ones.
    fn grow(&mut self, words: usize) {
        if self.rest().len() < words {
            let mut more = self.rest().to_vec();
            more.resize(words, 0);
            self.more = Some(more.into());
        }
    }
}

// Called from everywhere: inlined they would be a large part of the wasm.
impl Clone for Set {
    #[inline(never)]
    fn clone(&self) -> Set {
        Set { low: self.low, more: self.more.clone() }
    }
}

/// Equality of members, whatever the room.
impl PartialEq for Set {
    #[inline(never)]
    fn eq(&self, other: &Set) -> bool {
        let words = || INLINE..INLINE + self.rest().len().max(other.rest().len());
        self.low == other.low
            && ((self.more.is_none() && other.more.is_none())
                || words().all(|at| self.word(at) == other.word(at)))
    }
}

impl Eq for Set {}

impl FromIterator<usize> for Set {
    fn from_iter<I: IntoIterator<Item = usize>>(positions: I) -> Set {
        let mut set = Set::default();
        positions.into_iter().for_each(|at| set.insert(at));
        set
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

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            if self.word + 1 >= INLINE + self.set.rest().len() {
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

    fn of(members: &[usize]) -> Set {
        members.iter().copied().collect()
    }

    #[test]
    fn sets_beyond_a_word_do_what_sets_do() {
        let (one, other) = (of(&[0, 63, 64, 199]), of(&[63, 100, 199]));
        assert_eq!(one.iter().collect::<Vec<_>>(), [0, 63, 64, 199]);
        assert_eq!(one.and(&other), of(&[63, 199]));
        assert_eq!(one.without(&other), of(&[0, 64]));
        assert_eq!(one.or(&other), of(&[0, 63, 64, 100, 199]));
        assert!(one.meets(&other) && !of(&[64]).meets(&of(&[128])));
        assert_eq!((one.count(), of(&[]).is_empty(), one.contains(64)), (4, true, true));
    }

    #[test]
    fn room_makes_no_difference() {
        let small = of(&[3]);
        let mut large = Set::with_room(300);
        large.insert(3);
        assert_eq!(small, large);
        assert_eq!((small.only(), large.only(), large.first()), (Some(3), Some(3), Some(3)));
        large.insert(250);
        assert_eq!((small.and(&large), large.and(&small)), (of(&[3]), of(&[3])));
        assert_eq!((small.or(&large), small.without(&large)), (large.clone(), of(&[])));
        assert!(small.is_within(&large) && !large.is_within(&small));
        assert_eq!(large.only(), None);
    }

    #[test]
    fn the_positions_below_a_size_are_so_many() {
        for size in [0, 1, 63, 64, 65, 128, 130] {
            assert_eq!(Set::below(size).iter().collect::<Vec<_>>(), (0..size).collect::<Vec<_>>());
        }
    }
}
