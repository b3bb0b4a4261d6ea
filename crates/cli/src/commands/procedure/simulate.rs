//! `redress procedure simulate`: what the verdicts of closed cases would have been under another procedure.

use redress_app::{Actor, Measured, Simulated, Simulation, Totals};

use super::source::Source;
use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, print, print_json};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The procedure to look at: a file, or the id of one of the program
    #[arg(value_name = "FILE")]
    procedure: String,
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// A quarter as 2017-18-Q2, a fiscal year as 2017-18, or a month as 2017-07
    #[arg(long)]
    period: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, args: &Args) -> Result<(), Failure> {
    let procedure = Source::find(&args.procedure)?.procedure()?;
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let simulation = house.wait(house.app.simulate(&Actor::operator(&args.organisation), &args.period, procedure))?;
    match args.format {
        Format::Json => print_json(&simulation),
        Format::Text => print(&told(&simulation)),
    }
}

fn told(simulation: &Simulation) -> String {
    let (procedure, period) = (&simulation.procedure, &simulation.period);
    let mut text = format!("Closed in {}, now and under {} {}\n", period.label, procedure.id, procedure.version);
    let line = |one: &Simulated| {
        let mark = if one.now.met == one.then.met { "" } else { "  changed" };
        format!("  {}  {}  {} -> {}{mark}\n", one.reference, one.row.id(), measured(one.now), measured(one.then))
    };
    text.extend(simulation.handlings.iter().map(line));
    let total = |row: &Totals| {
        let (now, then) = (row.now, row.then);
        format!("  {}: met {} -> {}, missed {} -> {}\n", row.row.id(), now.met, then.met, now.missed, then.missed)
    };
    text.push_str("Totals\n");
    text.extend(simulation.totals.iter().map(total));
    if !simulation.left_out.is_empty() {
        text.push_str("Left out of the totals\n");
    }
    text.extend(simulation.left_out.iter().map(|one| format!("  {}  {}  {}\n", one.reference, one.row.id(), one.why)));
    text
}

/// `met, 4 of 5 working days`.
fn measured(measured: Measured) -> String {
    let verdict = if measured.met { "met" } else { "missed" };
    let target = measured.target.unit.count(measured.target.n);
    match measured.days {
        Some(days) => format!("{verdict} ({days} working days; limit {target})"),
        None => format!("{verdict} (limit {target})"),
    }
}
