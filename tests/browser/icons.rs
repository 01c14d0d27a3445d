//! Draws the icons of the installed page in fixed sizes from `www/page/icon.svg`:
//!
//!     cargo run -p aftersales-www --example icons

#[path = "../support/mod.rs"]
mod support;

use aftersales_www::Place;
use serde_json::json;
use support::Browser;

fn main() {
    let folder = Place::find().page();
    let drawing = std::fs::read_to_string(folder.join("icon.svg")).expect("the drawing");
    let browser = Browser::start();
    let clear = json!({ "color": { "r": 0, "g": 0, "b": 0, "a": 0 } });
    browser.cdp("Emulation.setDefaultBackgroundColorOverride", clear);
    // Systems crop a maskable icon; others are shown unchanged.
    for (name, size, corner) in
        [("icon-192.png", 192, 22), ("icon-512.png", 512, 22), ("icon-maskable-512.png", 512, 0)]
    {
        browser.size(size, size);
        let page = format!(
            "<!doctype html><style>html, body {{ margin: 0 }}
             svg {{ display: block; width: 100vw; border-radius: {corner}% }}</style>{drawing}"
        );
        let script = "document.open(); document.write(arguments[0]); document.close()";
        browser.goto("about:blank");
        browser.execute(script, &[json!(page)]);
        browser.screenshot(&folder.join(name));
        println!("{name}");
    }
}
