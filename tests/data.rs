//! The build has read the data as it lies in its folders.

use std::collections::BTreeSet;
use std::path::Path;

use crate::scenario::files;

/// Cargo does not see that a file is put into a folder with cases.
#[test]
fn the_build_has_read_every_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lying: BTreeSet<String> = files::read_by_build(&root.join("src/data"))
        .iter()
        .map(|path| path.strip_prefix(root).expect("below the root").display().to_string())
        .collect();
    let read: BTreeSet<String> =
        include_str!(concat!(env!("OUT_DIR"), "/files")).lines().map(str::to_owned).collect();
    assert_eq!(read, lying, "to read them again: touch src/build/main.rs");
}
