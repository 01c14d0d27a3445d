//! Markets: which regions a platform sells to.

use crate::plain::bytes::bytes_of_fields;
use crate::plain::set::Set;

/// Where a platform sells. Places are values of the facts `platform` and `buyer_region`, by position.
#[derive(Clone, Debug, PartialEq)]
pub struct Market {
    pub platform: usize,
    /// The region of most of its buyers.
    pub home: Option<usize>,
    /// The regions that it sells to; empty if it sells anywhere.
    pub regions: Set,
}

bytes_of_fields! { Market { platform, home, regions } }
