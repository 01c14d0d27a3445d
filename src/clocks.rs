//! The clocks and the working days of the regions, as the build wrote them down.

use std::sync::OnceLock;

use crate::holidays::Calendar;
use crate::section::section;
use crate::zone::Zone;

/// All of them.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Clocks {
    pub zones: Vec<Zone>,
    /// One for each region whose public holidays are listed.
    pub calendars: Vec<Calendar>,
}

static CLOCKS: OnceLock<Clocks> = OnceLock::new();

/// The section that holds them.
pub const SECTION: &str = "clocks";

/// The clocks; none while they are nowhere, as in a page that has not loaded what answers need.
pub fn clocks() -> &'static Clocks {
    static NONE: OnceLock<Clocks> = OnceLock::new();
    if CLOCKS.get().is_none()
        && let Some(bytes) = section(SECTION)
    {
        add_clocks(bytes);
    }
    CLOCKS.get().unwrap_or_else(|| NONE.get_or_init(Clocks::default))
}

/// Takes in the clocks, as the build wrote them; once they are there, nothing more is kept.
pub fn add_clocks(bytes: &[u8]) {
    // The build wrote these bytes; if they cannot be read, the crate is broken.
    let read = || postcard::from_bytes(bytes).expect("the build writes clocks that can be read");
    CLOCKS.get_or_init(read);
}

/// The zone of an IANA name that the build has written down.
pub fn zone(name: &str) -> Option<&'static Zone> {
    clocks().zones.iter().find(|zone| zone.name == name)
}

/// The calendar of a region; none where no public holidays are listed.
pub fn calendar(region: &str) -> Option<&'static Calendar> {
    clocks().calendars.iter().find(|calendar| calendar.region == region)
}
