//! Channels: where messages are sent, and what is said there.

use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::remedies::RemedyId;

/// Where a message is sent.
#[derive(Debug)]
pub struct Channel {
    /// Public code.
    pub code: &'static str,
    /// Codes of the addressees that it reaches.
    pub to: &'static [&'static str],
    /// Code of whom it is written to; empty: the addressee.
    pub written_to: &'static str,
    /// The cases in which it is offered, and the remedies; both empty: all.
    pub when: &'static [&'static [u16]],
    pub remedies: &'static [RemedyId],
    /// Whether a message begins with a greeting, and whether it ends with a closing and a signature.
    pub greets: bool,
    pub signs: bool,
    /// The letter that is written instead of that of the remedy; empty: none.
    pub letter: &'static str,
    /// The length in characters that a message should not exceed, in each language.
    pub limits: &'static [u16],
    /// How many messages of that length a longer text is divided into.
    pub messages: u16,
    /// Acts that are not said here.
    pub without: &'static [ActId],
    /// Acts that are left out of a message that is too long, the least needed first.
    pub least_needed: &'static [ActId],
}
