//! Pure rules: calendars and clocks, procedures, the case, access, statistics.

pub mod access;
pub mod calendar;
pub mod case;
pub mod money;
pub mod period;
pub mod procedure;
pub mod register;
pub mod staff;
pub mod statistics;
pub mod time;
pub mod words;
