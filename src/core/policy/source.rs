//! Sources of rules, and how well they are verified.

use serde::{Deserialize, Serialize};

use crate::plain::text::{self, Text};

/// How well a source is verified, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verified {
    /// The official text was read.
    Primary,
    /// The official text was read in a third party's transcription.
    PrimaryMirror,
    /// A summary, quotation or translation was read.
    Secondary,
    /// Advice of one of the four articles that the practice is based on.
    Seed,
    /// A statement of an article about a platform's policy, without support elsewhere.
    SeedClaim,
}

impl Verified {
    pub const ALL: [Verified; 5] = [
        Verified::Primary,
        Verified::PrimaryMirror,
        Verified::Secondary,
        Verified::Seed,
        Verified::SeedClaim,
    ];

    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Verified::Primary => "primary",
            Verified::PrimaryMirror => "primary_mirror",
            Verified::Secondary => "secondary",
            Verified::Seed => "seed",
            Verified::SeedClaim => "seed_claim",
        }
    }
}

/// The source of a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Source {
    /// Id in the project's list of sources; empty for a source that a shop wrote itself.
    #[serde(deserialize_with = "text::shipped")]
    pub id: Text,
    #[serde(deserialize_with = "text::shipped")]
    pub title: Text,
    /// Article, section or lines.
    #[serde(deserialize_with = "text::shipped")]
    pub locator: Text,
    /// Date or version of the text that was read, as stated in it.
    #[serde(deserialize_with = "text::optional")]
    pub edition: Option<Text>,
    #[serde(deserialize_with = "text::optional")]
    pub url: Option<Text>,
    /// Day on which it was read, `YYYY-MM-DD`.
    #[serde(deserialize_with = "text::optional")]
    pub captured: Option<Text>,
    pub verified: Verified,
}
