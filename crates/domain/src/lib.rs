//! Pure rules: calendars and clocks, procedures, the case, access, statistics.

pub mod access;
pub mod calendar;
pub mod case;
pub mod checkpoint;
pub mod disclosure;
pub mod improvement;
pub mod money;
pub mod period;
pub mod procedure;
pub mod publication;
pub mod rate_base;
pub mod reading;
pub mod register;
pub mod returns;
pub mod spc;
pub mod staff;
pub mod statistics;
pub mod time;
pub mod words;
