//! A language is a folder: a made-up one is read and negotiated like those that are shipped, and mistakes in it stop
//! the build with a plain message.

#[path = "../src/build/languages.rs"]
mod languages;

use std::fs;
use std::path::{Path, PathBuf};

use aftersales::shipped;
use aftersales::words::negotiate::served;
use languages::{Direction, Language, read_languages, served_tags};

/// The shipped folder of languages.
fn shipped_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data/languages")
}

/// A made-up language that is written from right to left.
const MADE_UP: &str = "name = \"Ʞɔɐq\"\nserves = [\"qab\", \"en-QP\"]\ndirection = \"rtl\"\nscript = \"Hebr\"\n\
                       plurals = [\"one\", \"two\", \"other\"]\nformats = \"he\"\n";

/// The shipped `language.toml` files with a further one, `qps`, in a folder of their own; read anew.
fn with_made_up(test: &str, text: Option<&str>) -> (Vec<Language>, Vec<String>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    for lang in shipped::LANGUAGES {
        fs::create_dir_all(folder.join(lang)).expect("a folder");
        let file = Path::new(lang).join("language.toml");
        fs::copy(shipped_folder().join(&file), folder.join(&file)).expect("a copy");
    }
    fs::create_dir_all(folder.join("qps")).expect("a folder");
    if let Some(text) = text {
        fs::write(folder.join("qps/language.toml"), text).expect("a file");
    }
    let mut mistakes = Vec::new();
    let languages = read_languages(&folder, &mut mistakes);
    let relative = |mistake: String| mistake.replace(&*folder.to_string_lossy(), "languages");
    (languages, mistakes.into_iter().map(relative).collect())
}

#[test]
fn a_folder_adds_a_language_that_is_offered_and_negotiated() {
    let (languages, mistakes) = with_made_up("made-up", Some(MADE_UP));
    assert_eq!(mistakes, [""; 0]);
    let tags: Vec<&str> = languages.iter().map(|language| language.tag.as_str()).collect();
    assert_eq!(tags, [&shipped::LANGUAGES[..], &["qps"]].concat(), "without `order` it is last");
    let made_up = languages.last().expect("the made-up language");
    assert_eq!((made_up.name.as_str(), made_up.direction), ("Ʞɔɐq", Direction::Rtl));
    assert_eq!(made_up.locale(), "he");

    let table = served_tags(&languages).expect("no tag is served twice");
    let table: Vec<(&str, usize)> = table.iter().map(|(tag, at)| (tag.as_str(), *at)).collect();
    let lang = |tag: &str| served(tag, &table).map(|at| tags[at]);
    for (tag, expected) in
        [("qps", "qps"), ("qps-Latn", "qps"), ("QAB_xx", "qps"), ("en-QP", "qps"), ("en-GB", "en")]
    {
        assert_eq!(lang(tag), Some(expected), "{tag}");
    }
    assert_eq!(lang("qp"), None);
    for tag in ["zh", "zh-Hant-HK", "yue", "de"] {
        assert_eq!(lang(tag), shipped::served(tag), "{tag}: a further language changes no other");
    }
}

#[test]
fn mistakes_in_a_language_are_named_with_their_file() {
    let file = "languages/qps/language.toml";
    let changed = |from: &str, to: &str| MADE_UP.replace(from, to);
    for (text, parts) in [
        (None, [file, "every folder of a language has this file"]),
        (Some(changed("script =", "scirpt =")), [file, "unknown field `scirpt`"]),
        (Some(changed("direction = \"rtl\"\n", "")), [file, "missing field `direction`"]),
        (Some(changed("rtl", "left")), [file, "unknown variant `left`, expected `ltr` or `rtl`"]),
        (Some(changed("Hebr", "hebrew")), [file, "`hebrew` is no script of ISO 15924"]),
        (Some(changed("two", "dual")), [file, "`dual` is no plural category of CLDR"]),
        (Some(changed(", \"other\"", "")), [file, "`plurals` lacks \"other\""]),
        (Some(changed("qab", "q ab")), [file, "`q ab` is no BCP 47 tag"]),
        (Some(changed("Ʞɔɐq", "")), [file, "`name` is empty"]),
        (Some(MADE_UP.to_owned() + "tag = \"qpt\"\n"), [file, "`tag` is the name of the folder"]),
        (
            Some(changed("en-QP", "zh-HK")),
            ["languages:", "`zh-HK` is served by zh-Hant and by qps"],
        ),
        (Some(changed("qab", "ZH")), ["languages:", "`ZH` is served by zh-Hans and by qps"]),
        (
            Some(MADE_UP.to_owned() + "default = true\n"),
            [
                "languages:",
                "one language.toml has `default = true`, for readers of other languages; it is in en and qps",
            ],
        ),
    ] {
        let (_, mistakes) = with_made_up("mistakes", text.as_deref());
        let [mistake] = mistakes.as_slice() else { panic!("{text:?}: {mistakes:#?}") };
        assert!(parts.iter().all(|part| mistake.contains(part)), "{text:?}: {mistake}");
    }
}

#[test]
fn no_default_language_stops_the_build() {
    let mut mistakes = Vec::new();
    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-languages");
    fs::create_dir_all(&nowhere).expect("a folder");
    assert!(read_languages(&nowhere, &mut mistakes).is_empty());
    assert!(mistakes[0].ends_with("it is in none"), "{mistakes:?}");
}
