//! `redress report list`: the periods a report is written for, and how far each has come.

use redress_app::Actor;
use redress_domain::publication::Publication;
use redress_domain::time::Date;
use serde::Serialize;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, print, print_json};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "ID")]
    organisation: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Serialize)]
struct Line {
    period: String,
    label: String,
    state: &'static str,
    publish_by: Option<Date>,
    overdue_days: Option<u32>,
    version: Option<u32>,
    published_on: Option<Date>,
    /// How far the draft of the next version has come.
    draft: Option<&'static str>,
}

pub fn run(place: &Place, args: &Args) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let periods = house.wait(house.app.report_periods(&Actor::operator(&args.organisation)))?;
    match args.format {
        Format::Json => print_json(&periods.into_iter().map(line).collect::<Vec<_>>()),
        Format::Text => print(&periods.iter().map(sentence).collect::<String>()),
    }
}

fn line(publication: Publication) -> Line {
    Line {
        state: publication.state(),
        publish_by: publication.publish_by,
        overdue_days: publication.overdue_days,
        version: publication.published.map(|published| published.version),
        published_on: publication.published.map(|published| published.on),
        draft: publication.draft.map(|stage| stage.id()),
        period: publication.period.id,
        label: publication.period.label,
    }
}

fn sentence(publication: &Publication) -> String {
    let Publication { period, publish_by, overdue_days, published, .. } = publication;
    let told = match (published, overdue_days, publish_by) {
        (Some(published), ..) => format!("version {} on {}", published.version, published.on),
        (None, Some(1), Some(by)) => format!("due on {by}, a day ago"),
        (None, Some(days), Some(by)) => format!("due on {by}, {days} days ago"),
        (None, None, Some(by)) => format!("due on {by}"),
        (None, ..) => String::new(),
    };
    format!("{}\t{}\t{told}\n", period.id, publication.state())
}
