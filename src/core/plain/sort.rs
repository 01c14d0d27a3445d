//! Sorting of short lists.
//!
//! The standard library's sorts are monomorphised for every type of element: 60 KB of the wasm. Lists of steps,
//! duties and questions have about a dozen elements, for which insertion sort is as fast. It is stable as well.

/// Sorts a short list by a key, which is computed at each comparison. Stable; quadratic.
pub fn by_key<T, K: PartialOrd>(list: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..list.len() {
        let mut at = end;
        while at > 0 && key(&list[at - 1]) > key(&list[at]) {
            list.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// The positions of a list's elements in the order of a key, for long lists and large elements. Stable.
pub fn positions<'a, T, K: PartialOrd>(list: &'a [T], key: impl Fn(&'a T) -> K) -> Vec<usize> {
    let mut sorted: Vec<usize> = Vec::with_capacity(list.len());
    for (at, item) in list.iter().enumerate() {
        let to = sorted.partition_point(|other| key(&list[*other]) <= key(item));
        sorted.insert(to, at);
    }
    sorted
}

/// Sorts a short list and removes duplicates.
pub fn unique<T: PartialOrd + Copy>(list: &mut Vec<T>) {
    by_key(list, |item| *item);
    list.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_elements_keep_their_order() {
        let mut list = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        by_key(&mut list, |(key, _)| *key);
        assert_eq!(list, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
        assert_eq!(positions(&[2, 1, 2, 1], |item| item), [1, 3, 0, 2]);
    }
}
