//! The tables that the source publishes, as the document prints them.

use redress_documents::document::{Block, Document, Section};
use redress_documents::{report_csv, report_document, report_document_with, report_file_name};
use redress_domain::statistics::Issue;

use crate::parts::{self, blocks, printed, tables};
use crate::raw::date;
use crate::sample;

/// The rows of the table with this caption.
fn rows(document: &Document, caption: &str) -> Vec<Vec<String>> {
    parts::rows(tables(document).iter().find(|table| table.caption().ends_with(caption)).unwrap())
}

/// R82, R87, R90, R91, R94, R95, R96, R97
#[test]
fn the_tables_are_those_of_the_source_with_the_mean_put_right() {
    let document = report_document(&sample::report());
    assert_eq!(
        rows(&document, "Received and closed"),
        [["0", "11", "11", "0"], ["0", "4", "2", "2"], ["1", "4", "5", "0"], ["1", "19", "18", "2"]]
    );
    assert_eq!(
        rows(&document, "Outcomes of those closed"),
        [["0", "11", "11", "0"], ["0", "2", "2", "0"], ["2", "3", "5", "40"], ["2", "16", "18", "11.11"]]
    );
    assert_eq!(
        rows(&document, "Time taken by those closed"),
        [
            ["5 working days", "10", "1", "32", "2.91"],
            ["20 working days", "2", "0", "29", "14.5"],
            ["20 working days", "5", "0", "60", "12"],
            ["–", "17", "1", "N/A", "N/A"],
        ]
    );
    assert_eq!(rows(&document, "Each closed late"), [["Stage 1 - Frontline resolution", "6", "5"]]);
    assert_eq!(rows(&document, "Closed by the reviewer outside"), [["2", "1"]]);
    let notes: Vec<&str> = tables(&document)[0].notes().iter().map(String::as_str).collect();
    for note in [
        "All stages together: 1 open at the start + 19 received - 18 closed = 2 open at the end.",
        "Escalated Complaints, closed by when they were received: 1 in Quarter 1 of 2017-18, 4 in Quarter 2 of 2017-18.",
        "Received counts a case at each stage it came to. Counted once, 15 complaints were received.",
    ] {
        assert!(notes.contains(&note), "{note}\n{notes:?}");
    }
}

/// R99, R100, R101, R111
#[test]
fn each_row_tells_what_was_upheld_or_that_nothing_was() {
    let document = report_document(&sample::report());
    let told = document.sections.iter().find(|section| section.heading.starts_with("Summary")).unwrap();
    let [first, second, escalated] = told.sections.as_slice() else { panic!("{:?}", told.sections) };
    for row in [first, second] {
        assert_eq!(row.blocks, [Block::Paragraph("No complaints were upheld.".to_owned())], "{}", row.heading);
    }
    let cases: Vec<&str> = escalated.sections.iter().map(|section| section.heading.as_str()).collect();
    assert_eq!(cases, ["Case 201604178", "Case 201609357"]);
    let labels = |case: &Section| -> Vec<String> {
        let Block::Definitions(entries) = &case.blocks[0] else { panic!("{case:?}") };
        entries.iter().map(|entry| entry.label.clone()).collect()
    };
    assert!(
        escalated.sections[0].blocks.contains(&Block::Warning("No learning is recorded for this case.".to_owned()))
    );
    assert_eq!(labels(&escalated.sections[1]), ["What was found", "Why it happened", "What was done", "Learning"]);
    let sentence = "With the exception of one case, every timescale of those closed was met.";
    assert!(
        blocks(&document.sections)
            .iter()
            .any(|block| matches!(block, Block::Paragraph(text) if text.starts_with(sentence)))
    );
}

fn fact(document: &Document, label: &str) -> Option<String> {
    document.facts.iter().find(|fact| fact.label == label).map(|fact| printed(&fact.value.value))
}

/// R81, R109
#[test]
fn the_title_block_says_who_issued_it_when_and_what_was_corrected() {
    let mut report = sample::report();
    let live = report_document(&report);
    assert_eq!(
        fact(&live, "Status").unwrap(),
        "Not published: figures as known on Friday 1 January 2021, which may change"
    );
    assert_eq!((live.period.as_str(), live.author), ("Quarter 2 of 2017-18 (1 July to 30 September 2017)", None));
    report.known_on = Some(date("2017-10-05"));
    assert!(fact(&report_document(&report), "Status").unwrap().contains("as known on Thursday 5 October 2017"));

    let before = report.clone();
    report.volumes[0].opening = 3.into();
    report.issue = Some(Issue {
        version: 2,
        reason: Some("Three cases came to light.".to_owned()),
        author: "John Stevenson".to_owned(),
        post: Some("Head of Complaints Standards Authority".to_owned()),
        issued_on: date("2017-10-20"),
        approved_by: Some("Ann Lee".to_owned()),
        changes: redress_domain::statistics::differences(&before, &report),
        superseded_by: None,
    });
    let issued = report_document(&report);
    assert_eq!(fact(&issued, "Version").unwrap(), "2, issued on Friday 20 October 2017");
    assert_eq!(fact(&issued, "Author").unwrap(), "John Stevenson, Head of Complaints Standards Authority");
    assert_eq!(fact(&issued, "Approved by").unwrap(), "Ann Lee");
    assert_eq!(issued.sections[0].heading, "What changed since version 1");
    assert_eq!(issued.sections[0].blocks[0], Block::Paragraph("Three cases came to light.".to_owned()));
    let tables = tables(&issued);
    assert_eq!(
        printed(&tables[0].rows()[0].header().value),
        "Received and closed, Stage 1 - Frontline resolution: opening"
    );
    assert_eq!(rows(&issued, "What changed since version 1"), [["0", "3"]]);
    assert_eq!(fact(&issued, "Status"), None);
}

/// Whoever opens a file of an earlier version sees that it is one.
#[test]
fn a_file_of_an_earlier_version_says_which_one_holds() {
    let mut report = sample::report();
    let issue = |superseded_by| Issue {
        version: 2,
        reason: Some("Three cases came to light.".to_owned()),
        author: "John Stevenson".to_owned(),
        post: None,
        issued_on: date("2017-10-20"),
        approved_by: None,
        changes: Vec::new(),
        superseded_by,
    };
    report.issue = Some(issue(None));
    let (newest, published) = (report_file_name(&report, "pdf"), serde_json::to_string(&report).unwrap());
    report.issue = Some(issue(Some(4)));
    assert_eq!(fact(&report_document(&report), "Status").unwrap(), "Superseded by version 4");
    assert_eq!(report_file_name(&report, "pdf"), newest.replace("-v2.", "-v2-superseded."));
    let mut csv = Vec::new();
    report_csv(&report, &mut csv).unwrap();
    assert!(String::from_utf8(csv).unwrap().contains("issue,,,superseded_by,4"));
    assert_eq!(serde_json::to_string(&report).unwrap(), published, "what was published stays as it was");
}

#[test]
fn tables_and_figures_are_numbered_in_the_order_of_print() {
    let document = report_document(&sample::report());
    let captions: Vec<String> = blocks(&document.sections)
        .into_iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table.caption().to_owned()),
            Block::Figure(figure) => Some(figure.caption.clone()),
            _ => None,
        })
        .collect();
    for kind in ["Table", "Figure"] {
        let of_kind: Vec<&String> = captions.iter().filter(|caption| caption.starts_with(kind)).collect();
        assert!(of_kind.len() > 5);
        for (caption, number) in of_kind.iter().zip(1..) {
            assert!(caption.starts_with(&format!("{kind} {number}: ")), "{captions:?}");
        }
    }
}

/// R83
#[test]
fn every_number_of_the_first_tables_leads_to_its_cases() {
    let report = sample::report();
    let document = report_document_with(&report, &|at| Some(format!("/{}/{}/{}", at.period, at.figure, at.row.id())));
    let tables = tables(&document);
    let cell =
        |table: usize, row: usize, column: usize| tables[table].rows()[row].cells()[column].href.clone().unwrap();
    assert_eq!(cell(0, 2, 1), "/2017-18-Q2/received/ESC");
    assert_eq!(cell(1, 3, 0), "/2017-18-Q2/outcome:upheld/total");
    assert_eq!(cell(2, 0, 2), "/2017-18-Q2/missed/S1");
    let trend = tables.iter().find(|table| table.caption().ends_with("Total, period by period")).unwrap();
    assert_eq!(trend.rows()[0].cells()[0].href.as_deref(), Some("/2015-16-Q3/received/total"));
}
