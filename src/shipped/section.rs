//! What the build wrote beside the code, by name: the policy, the regions, and the words of each language.
//!
//! A program holds all of it. A wasm module has it in sections outside of its memory, read when they are first
//! asked for; a page may load a module without them, and hand over what it needs.

#[cfg(target_family = "wasm")]
use std::sync::OnceLock;

/// Reads a section of the module.
#[cfg(target_family = "wasm")]
pub type Reader = fn(&str) -> Option<Vec<u8>>;

#[cfg(target_family = "wasm")]
static READER: OnceLock<Reader> = OnceLock::new();

/// Hands in what reads the sections of the module; it is kept from the first call on.
#[cfg(target_family = "wasm")]
pub fn read_by(reader: Reader) {
    let _ = READER.set(reader);
}

/// The bytes of a section; none where the module was loaded without it. They stay in memory from then on.
#[cfg(target_family = "wasm")]
pub fn section(name: &str) -> Option<&'static [u8]> {
    READER.get()?(name).map(|bytes| &*bytes.leak())
}

macro_rules! sections {
    ($($ident:ident $name:literal)*) => {
        /// The bytes of a section.
        #[cfg(not(target_family = "wasm"))]
        pub fn section(name: &str) -> Option<&'static [u8]> {
            match name {
                $($name => Some(include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".bin"))),)*
                _ => None,
            }
        }

        $(
            #[cfg(target_family = "wasm")]
            #[unsafe(link_section = $name)]
            #[expect(dead_code, reason = "it is found by the section's name")]
            static $ident: [u8; include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".bin")).len()] =
                *include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".bin"));
        )*
    };
}

// The site builder takes them out by their names.
sections! {
    POLICY "policy"
    REGIONS "regions"
    WORDS_HANS "words.zh-Hans"
    WORDS_HANT "words.zh-Hant"
    WORDS_EN "words.en"
    TOLD_HANS "told.zh-Hans"
    TOLD_HANT "told.zh-Hant"
    TOLD_EN "told.en"
}
