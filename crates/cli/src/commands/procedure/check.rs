//! `redress procedure check`: everything found in a procedure file.

use redress_domain::procedure::Severity;

use super::source::{Source, line};
use crate::failure::Failure;
use crate::output::{Format, print, print_json, tell};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file, or the id of a procedure of the program
    #[arg(value_name = "FILE")]
    procedure: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let findings = Source::find(&args.procedure)?.load().findings;
    match args.format {
        Format::Json => print_json(&findings)?,
        Format::Text => print(&findings.iter().map(|finding| line(finding) + "\n").collect::<String>())?,
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    if errors > 0 {
        return Err(Failure::refused(
            "procedure-refused",
            format!("{errors} of {} findings are errors", findings.len()),
        ));
    }
    tell(&format!("no errors; {} warnings", findings.len()));
    Ok(())
}
