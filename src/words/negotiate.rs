//! Language negotiation: the language that serves a BCP 47 tag.

/// The position that belongs to a tag by a table of tags in lower case; the longest that the tag begins with wins.
pub fn served(tag: &str, table: &[(&str, usize)]) -> Option<usize> {
    let serving = table.iter().filter(|(known, _)| begins_with(tag, known));
    serving.max_by_key(|(known, _)| known.len()).map(|(_, at)| *at)
}

/// Whether the subtags of a tag begin with those of one in lower case.
fn begins_with(tag: &str, known: &str) -> bool {
    let mut rest = tag.bytes().map(|byte| match byte {
        b'_' => b'-',
        _ => byte.to_ascii_lowercase(),
    });
    known.bytes().all(|byte| rest.next() == Some(byte)) && matches!(rest.next(), None | Some(b'-'))
}

/// The first subtag of a tag, which names its language.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}
