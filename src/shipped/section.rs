//! Data that the build wrote, by name: the policy, the regions, the languages, and the texts of each.
//!
//! A native program includes all of it. A wasm module keeps it in custom sections outside of its memory, which
//! are read on first use; a page may load a module without sections and pass in the data that it needs.

#[cfg(target_family = "wasm")]
use std::sync::OnceLock;

/// Reads a section of the module.
#[cfg(target_family = "wasm")]
pub type Reader = fn(&str) -> Option<Vec<u8>>;

#[cfg(target_family = "wasm")]
static READER: OnceLock<Reader> = OnceLock::new();

/// Sets the function that reads the sections of the module; later calls have no effect.
#[cfg(target_family = "wasm")]
pub fn set_reader(reader: Reader) {
    let _ = READER.set(reader);
}

/// The bytes of a section, leaked on each call; `None` if the module was loaded without it.
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
            #[expect(unsafe_code, reason = "each name is given to one section, of plain bytes")]
            #[expect(dead_code, reason = "found by the name of the section")]
            static $ident: [u8; include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".bin")).len()] =
                *include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".bin"));
        )*
    };
}

// The build names the sections; the site builder extracts them by these names.
include!(concat!(env!("OUT_DIR"), "/sections.rs"));
