//! Making reports and returns into files.

use redress_app::Turns;

/// Typesetting takes time and memory, and editions that are published are made for anybody.
pub static MAKING: Turns = Turns::new("making files", 2, 30);
