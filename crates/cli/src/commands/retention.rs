//! `redress retention`: erasing what was kept for as long as the procedure says.

use redress_app::{Actor, DueCase};
use redress_domain::time::{Date, short_date};

use crate::erasures::Erasures;
use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, print, print_json, tell};

/// Cases that a dry run lists.
const LISTED: usize = 100_000;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Erase what is due, or list it with --dry-run
    Run(Run),
}

#[derive(Debug, clap::Args)]
pub struct Run {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// List what would be erased and why, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// What is due on this day [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    let Command::Run(args) = command;
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let actor = Actor::operator(&args.organisation);
    if args.dry_run {
        return dry_run(&house, &actor, &args);
    }
    let list = Erasures::of(place);
    let mut erased = Vec::new();
    loop {
        let portion = house.wait(house.app.erase_due(&actor, args.as_of))?.erased;
        if portion.is_empty() {
            break;
        }
        // Portion by portion, so that whoever is stopped has the list of what is gone.
        house.wait(list.keep_up(&house.app))?;
        tell(&format!("erased {}", portion.join(", ")));
        erased.extend(portion);
    }
    house.wait(list.keep_up(&house.app))?;
    if house.wait(house.app.clearing_is_due())? {
        house.app.clear_files_blocking()?;
    }
    match args.format {
        Format::Json => print_json(&serde_json::json!({ "erased": erased })),
        Format::Text => {
            print(&format!("{} cases erased; the list of them is {}\n", erased.len(), list.path().display()))
        }
    }
}

fn dry_run(house: &House, actor: &Actor, args: &Run) -> Result<(), Failure> {
    let due = house.wait(house.app.due_to_be_erased(actor, args.as_of, LISTED))?;
    if args.format == Format::Json {
        return print_json(&due);
    }
    if !due.any_rule {
        let message = "The procedure in force does not say how long records are kept, so nothing is due; say it under \
                       [retention] and adopt it.\n";
        return print(message);
    }
    let mut text = String::new();
    for case in &due.cases {
        text.push_str(&line(case));
    }
    let held = due.cases.iter().filter(|case| case.held).count();
    let more = if due.more { " (and more)" } else { "" };
    text.push_str(&format!("{} due{more}, {held} of them held; nothing was changed\n", due.cases.len()));
    print(&text)
}

fn line(case: &DueCase) -> String {
    let rule = case.rule.as_deref().unwrap_or("general rule");
    let held = if case.held { "; HELD, stays" } else { "" };
    format!(
        "{}  closed {}, kept {} months ({rule}), due since {}{held}\n",
        case.reference,
        short_date(case.closed_on),
        case.months,
        short_date(case.due_on)
    )
}
