//! `redress procedure diff`: what changed from one procedure to another. Exit code 0 when nothing did, 1 when something did.

use redress_domain::procedure::diff::{Change, diff};

use super::source::Source;
use crate::failure::Failure;
use crate::output::{Format, print, print_json, tell};

/// Longest value that stands on the line of its path.
const SHORT: usize = 60;

#[derive(Debug, clap::Args)]
#[command(after_help = "Exit code 0: they say the same. Exit code 1: they differ, or one of them has errors.")]
pub struct Args {
    /// The procedure before: a file, or the id of one of the program
    #[arg(value_name = "A")]
    from: String,
    /// The procedure after
    #[arg(value_name = "B")]
    to: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let (from, to) = (Source::find(&args.from)?.procedure()?, Source::find(&args.to)?.procedure()?);
    let changes = diff(&from, &to).map_err(|error| Failure::fault("diff", error))?;
    match args.format {
        Format::Json => print_json(&changes)?,
        Format::Text => print(&changes.iter().map(told).collect::<String>())?,
    }
    match changes.len() {
        0 => {
            tell("no differences");
            Ok(())
        }
        1 => Err(Failure::refused("procedures-differ", "1 difference")),
        several => Err(Failure::refused("procedures-differ", format!("{several} differences"))),
    }
}

/// A short change on one line; a longer one line by line, marked as before and after.
fn told(change: &Change) -> String {
    let (from, to) = (change.what.from_text(), change.what.to_text());
    let head = format!("{} {}", change.what.id(), change.path);
    let sides = [("-", &from), ("+", &to)];
    let is_short = |text: &Option<String>| text.as_ref().is_none_or(|text| text.len() <= SHORT && !text.contains('\n'));
    if is_short(&from) && is_short(&to) {
        let values: Vec<&str> = [&from, &to].into_iter().flatten().map(String::as_str).collect();
        return format!("{head}: {}\n", values.join(" -> "));
    }
    let lines = sides.into_iter().flat_map(|(sign, text)| {
        text.iter().flat_map(|text| text.lines()).map(move |line| format!("  {sign} {line}\n")).collect::<Vec<_>>()
    });
    format!("{head}\n{}", lines.collect::<String>())
}
