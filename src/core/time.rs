//! Instants, zones, working days, and the deadlines counted by them.

pub mod calendar;
pub mod deadline;
pub mod period;
pub mod region;
pub mod zone;
