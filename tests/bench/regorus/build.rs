//! A policy of thousands of rules is read by recursion: wasm's default stack of one megabyte is too small for that.

fn main() {
    if std::env::var("CARGO_CFG_TARGET_FAMILY").as_deref() == Ok("wasm") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size=67108864");
    }
}
