//! The compact form in which the build hands vocabulary and rules to the library.
//!
//! It has no names and no versions: both sides are compiled from the same types. Derived deserialisers of these types
//! take several times the code.

use crate::plain::set::Set;
use crate::plain::text::Text;

/// A value with a compact form.
pub trait Bytes: Sized {
    /// Appends the form.
    fn write(&self, to: &mut Vec<u8>);

    /// Reads the form. Of bytes that the build did not write, some value comes out.
    fn read(from: &mut Reader) -> Self;
}

/// The compact form of a value.
pub fn to_bytes<T: Bytes>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    value.write(&mut bytes);
    bytes
}

/// The value of a compact form; `None` if it is not of exactly this length.
pub fn from_bytes<T: Bytes>(bytes: &'static [u8]) -> Option<T> {
    let mut reader = Reader { left: bytes, is_short: false };
    let value = T::read(&mut reader);
    (reader.left.is_empty() && !reader.is_short).then_some(value)
}

/// Bytes that are read from the front. Texts borrow from them.
pub struct Reader {
    left: &'static [u8],
    /// Whether more was read than there is.
    is_short: bool,
}

impl Reader {
    fn byte(&mut self) -> u8 {
        match self.left.split_first() {
            Some((first, rest)) => {
                self.left = rest;
                *first
            }
            None => {
                self.is_short = true;
                0
            }
        }
    }

    /// A number in groups of seven bits, the lowest first.
    #[inline(never)]
    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    #[inline(never)]
    fn text(&mut self) -> &'static str {
        let length = self.number() as usize;
        let Some((text, rest)) = self.left.split_at_checked(length) else {
            self.is_short = true;
            return "";
        };
        self.left = rest;
        std::str::from_utf8(text).unwrap_or_default()
    }
}

fn write_number(mut number: u64, to: &mut Vec<u8>) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

macro_rules! numbers {
    ($($type:ty)*) => {
        $(impl Bytes for $type {
            fn write(&self, to: &mut Vec<u8>) {
                write_number(*self as u64, to);
            }
            fn read(from: &mut Reader) -> $type {
                from.number() as $type
            }
        })*
    };
}
numbers! { u8 u16 u32 u64 usize }

impl Bytes for bool {
    fn write(&self, to: &mut Vec<u8>) {
        to.push((*self).into());
    }
    fn read(from: &mut Reader) -> bool {
        from.byte() != 0
    }
}

impl Bytes for &'static str {
    fn write(&self, to: &mut Vec<u8>) {
        write_number(self.len() as u64, to);
        to.extend(self.bytes());
    }
    fn read(from: &mut Reader) -> &'static str {
        from.text()
    }
}

impl Bytes for Text {
    fn write(&self, to: &mut Vec<u8>) {
        write_number(self.len() as u64, to);
        to.extend(self.bytes());
    }
    fn read(from: &mut Reader) -> Text {
        Text::Borrowed(from.text())
    }
}

impl Bytes for String {
    fn write(&self, to: &mut Vec<u8>) {
        write_number(self.len() as u64, to);
        to.extend(self.bytes());
    }
    fn read(from: &mut Reader) -> String {
        from.text().to_owned()
    }
}

impl<T: Bytes> Bytes for Option<T> {
    fn write(&self, to: &mut Vec<u8>) {
        self.is_some().write(to);
        if let Some(value) = self {
            value.write(to);
        }
    }
    fn read(from: &mut Reader) -> Option<T> {
        bool::read(from).then(|| T::read(from))
    }
}

impl<T: Bytes> Bytes for Vec<T> {
    fn write(&self, to: &mut Vec<u8>) {
        write_number(self.len() as u64, to);
        self.iter().for_each(|item| item.write(to));
    }
    fn read(from: &mut Reader) -> Vec<T> {
        let mut list = Vec::new();
        for _ in 0..from.number() {
            if from.is_short {
                break;
            }
            list.push(T::read(from));
        }
        list
    }
}

impl<A: Bytes, B: Bytes> Bytes for (A, B) {
    fn write(&self, to: &mut Vec<u8>) {
        self.0.write(to);
        self.1.write(to);
    }
    fn read(from: &mut Reader) -> (A, B) {
        (A::read(from), B::read(from))
    }
}

impl Bytes for Set {
    fn write(&self, to: &mut Vec<u8>) {
        self.words().collect::<Vec<u64>>().write(to);
    }
    fn read(from: &mut Reader) -> Set {
        Set::of_words(&Vec::read(from))
    }
}

/// The form of a struct: that of its fields, in the order given.
macro_rules! bytes_of_fields {
    ($type:ident { $($field:ident),* $(,)? }) => {
        impl $crate::plain::bytes::Bytes for $type {
            fn write(&self, to: &mut Vec<u8>) {
                $($crate::plain::bytes::Bytes::write(&self.$field, to);)*
            }
            fn read(from: &mut $crate::plain::bytes::Reader) -> $type {
                $(let $field = $crate::plain::bytes::Bytes::read(from);)*
                $type { $($field),* }
            }
        }
    };
}
pub(crate) use bytes_of_fields;

/// The form of an enum without fields: the position of the variant among those given, which are all.
macro_rules! bytes_of_variants {
    ($type:ident { $($variant:ident),* $(,)? }) => {
        impl $crate::plain::bytes::Bytes for $type {
            fn write(&self, to: &mut Vec<u8>) {
                to.push(*self as u8);
            }
            fn read(from: &mut $crate::plain::bytes::Reader) -> $type {
                const ALL: &[$type] = &[$($type::$variant),*];
                let at = u8::read(from);
                ALL.get(usize::from(at)).copied().unwrap_or(ALL[0])
            }
        }
    };
}
pub(crate) use bytes_of_variants;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_they_were_written() {
        let value: Vec<(String, Option<u64>)> =
            vec![("一".into(), None), (String::new(), Some(u64::MAX)), ("b".into(), Some(300))];
        let bytes: &'static [u8] = to_bytes(&value).leak();
        assert_eq!(from_bytes(bytes), Some(value));
        let sets: Vec<Set> =
            vec![Set::default(), Set::of(3), [1, 63, 64, 500].into_iter().collect()];
        assert_eq!(from_bytes(to_bytes(&sets).leak()), Some(sets));
        for end in 0..bytes.len() {
            assert_eq!(from_bytes::<Vec<(String, Option<u64>)>>(&bytes[..end]), None, "{end}");
        }
        assert_eq!(from_bytes::<u8>(&[1, 2]), None);
    }
}
