//! `redress procedure show`: what a procedure says, for people or for programs.

use std::fmt::{self, Write};

use redress_domain::procedure::{ClockRule, Procedure};
use redress_domain::words::Word;

use super::source::Source;
use crate::failure::Failure;
use crate::output::{Format, print, print_json};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The id of a procedure of the program, or a file
    #[arg(value_name = "ID")]
    procedure: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let procedure = Source::find(&args.procedure)?.procedure()?;
    match args.format {
        Format::Json => print_json(&*procedure),
        Format::Text => {
            let mut text = String::new();
            write(&mut text, &procedure).map_err(|error| Failure::fault("text", error))?;
            print(&text)
        }
    }
}

fn write(out: &mut String, procedure: &Procedure) -> fmt::Result {
    let adoption = match &procedure.adoption {
        Some(by) => format!("adopted by {} on {}, signed by {}", by.body, by.date, by.signatory),
        None => "a draft, not adopted".to_owned(),
    };
    writeln!(out, "{} ({} {}), {adoption}", procedure.title, procedure.id, procedure.version)?;
    let terms = &procedure.terms;
    writeln!(out, "A {} brings a {} (several: {}).", terms.person, terms.case, terms.cases)?;
    stages(out, procedure)?;
    writeln!(out, "\nClocks")?;
    for clock in &procedure.clocks {
        writeln!(out, "  {}", clock_line(clock))?;
    }
    list(out, "Roles", procedure.roles.iter().map(|role| format!("{}: {}", role.id, role.label)))?;
    list(out, "Outcomes", procedure.outcomes.iter().map(|outcome| format!("{}: {}", outcome.id, outcome.label)))?;
    list(out, "Decision codes", procedure.codes.iter().map(|code| format!("{}: {}", code.id, code.meaning)))?;
    let splits = procedure.splits.iter().map(|split| {
        let options: Vec<&str> = split.options.iter().map(|option| option.label.as_str()).collect();
        let asking = split.for_return.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
        format!("{}: {}{asking}: {}", split.id, split.label, options.join(", "))
    });
    list(out, "What returns ask of every case", splits)?;
    let bodies = procedure.external_bodies.iter().map(|body| format!("{}: {}", body.name, body.scope_note));
    list(out, "Where to turn afterwards", bodies)?;
    let settled = procedure.settled.iter().map(|gap| format!("{} at {}: {}", gap.requirement, gap.at, gap.settled_as));
    list(out, "Where the source is silent, settled as", settled)?;
    list(out, "Parts", procedure.parts.iter().map(|part| format!("{}. {} - {}", part.id, part.title, part.purpose)))?;
    list(out, "Parts never supplied", procedure.missing_parts.iter().map(|part| format!("{}: {}", part.part, part.why)))
}

fn stages(out: &mut String, procedure: &Procedure) -> fmt::Result {
    for stage in &procedure.stages {
        writeln!(out, "\n{} ({})", stage.label, stage.id)?;
        let excluded = match stage.owner_excluded.as_slice() {
            [] => String::new(),
            roles => format!("; never {}", roles.join(", ")),
        };
        let independent = if stage.independent { "; nobody who acted at an earlier stage" } else { "" };
        writeln!(out, "  handled by {}{excluded}{independent}", stage.owner_roles.join(" or "))?;
        for (number, step) in (1..).zip(&stage.steps) {
            writeln!(out, "  {number}. {} (part {})", step.label, step.part)?;
        }
    }
    Ok(())
}

fn clock_line(clock: &ClockRule) -> String {
    let first = clock.start_rule.day_one().map(|rule| format!(", {rule} counts 1")).unwrap_or_default();
    let routes: Vec<&str> = clock.routes.iter().map(|route| route.id()).collect();
    let length = clock.unit.count(clock.length);
    format!("{}: {length}{first} ({}: {})", clock.label, clock.id, routes.join(", "))
}

fn list(out: &mut String, heading: &str, lines: impl Iterator<Item = String>) -> fmt::Result {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        writeln!(out, "\n{heading}")?;
    }
    lines.try_for_each(|line| writeln!(out, "  {line}"))
}
