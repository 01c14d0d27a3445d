//! The layers of rules.

use serde::Deserialize;

use crate::plain::bytes::bytes_of_variants;

/// The layers of rules, weakest first; rules of a higher layer prevail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    Practice,
    Shop,
    Platform,
    Law,
}

impl Layer {
    pub const ALL: [Layer; 4] = [Layer::Practice, Layer::Shop, Layer::Platform, Layer::Law];

    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Layer::Practice => "practice",
            Layer::Shop => "shop",
            Layer::Platform => "platform",
            Layer::Law => "law",
        }
    }
}

bytes_of_variants! { Layer { Practice, Shop, Platform, Law } }
