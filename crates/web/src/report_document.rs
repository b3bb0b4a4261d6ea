//! A report as one HTML file that stands by itself: to be sent, printed and published.

use askama::Template;
use redress_domain::statistics::{Edition, Narrative, Report};

use crate::components::Table;
use crate::reports::tables::{self, Labels};

#[derive(Template)]
#[template(path = "report_document.html")]
struct Document<'a> {
    report: &'a Report,
    tables: Vec<Table>,
    narratives: Vec<(String, Narrative)>,
    edition: &'static str,
}

/// The report as a whole HTML document with its styles inside.
pub fn report_document(report: &Report) -> String {
    let document = Document {
        report,
        tables: tables::all(report, &Labels::default(), None),
        narratives: tables::narratives(report),
        edition: match report.edition {
            Edition::Internal => "Internal edition",
            Edition::Public => "Public edition",
        },
    };
    // Writing to a string fails only where a part refuses to be shown, and none does.
    document.render().unwrap_or_default()
}
