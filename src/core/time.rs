//! Instants, zones, working days, and deadlines.

pub mod calendar;
pub mod deadline;
pub mod period;
pub mod region;
pub mod zone;
