//! Pure rules: calendars and clocks, procedures, the case, access, statistics.

pub mod calendar;
pub mod period;
pub mod procedure;
pub mod register;
pub mod statistics;
pub mod time;
pub mod access;
pub mod case;
pub mod staff;
pub mod words;
