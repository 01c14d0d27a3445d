//! Language negotiation: the shipped language for a BCP 47 tag.

use crate::words::catalogue::LANGUAGES;

/// Primary language subtag, a script or region subtag (empty matches any), and the position in [`LANGUAGES`] of
/// the language that serves it. The first row that matches wins.
const SERVES: &[(&str, &str, usize)] = &[
    ("zh", "hant", 1),
    ("zh", "hans", 0),
    ("zh", "tw", 1),
    ("zh", "hk", 1),
    ("zh", "mo", 1),
    ("zh", "", 0),
    ("yue", "hans", 0),
    ("yue", "", 1),
    ("en", "", 2),
];

/// The shipped language for a BCP 47 tag, whether or not its texts are loaded; `None` for tags of other
/// languages.
pub fn served(tag: &str) -> Option<&'static str> {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    let first = parts.next()?;
    let fits = |(language, part, _): &&(&str, &str, usize)| {
        *language == first && (part.is_empty() || parts.clone().any(|other| other == *part))
    };
    SERVES.iter().find(fits).map(|(.., at)| LANGUAGES[*at])
}

/// The shipped language for a BCP 47 tag; English for tags of other languages.
pub fn language_for(tag: &str) -> &'static str {
    served(tag).unwrap_or("en")
}

/// Whether a tag is exactly one of [`LANGUAGES`].
pub fn is_language(tag: &str) -> bool {
    LANGUAGES.contains(&tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_goes_by_script_then_by_region() {
        for (tag, lang) in [
            ("zh", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("zh-TW", "zh-Hant"),
            ("zh-Hant-HK", "zh-Hant"),
            ("zh-Hans-HK", "zh-Hans"),
            ("zh_TW", "zh-Hant"),
            ("zh-cmn-Hant-TW", "zh-Hant"),
            ("yue-HK", "zh-Hant"),
            ("en-GB", "en"),
            ("de-AT", "en"),
        ] {
            assert_eq!(language_for(tag), lang, "{tag}");
        }
        for tag in ["de-AT", "tw", "english", "", "-zh"] {
            assert_eq!(served(tag), None, "{tag}");
        }
    }
}
