//! What is said agrees with its numbers, and says nothing of what is not known.

use redress_documents::document::{Block, Document, Table, to_html, to_html_fragment};
use redress_documents::report_document;
use redress_domain::procedure::{Procedure, SectionId, Spc};
use redress_domain::statistics::{Header, Issue, Report, differences, report};
use redress_domain::time::{Date, plus_months};
use redress_domain::words::Word;

use crate::parts::{blocks, rows, tables};
use crate::raw::{Kept, Row, calendar, date, facts_of, header, period, spso_with};

/// Closed on a day of the second quarter of 2017-18, at the first stage.
fn closed(on: &str, outcome: usize, kept: Kept) -> Row {
    Row {
        reference: 1,
        route: 0,
        received: date("2017-07-03"),
        closed: Some(date(on)),
        outcome,
        days: if kept == Kept::Met { 2 } else { 9 },
        kept,
        first_contact: false,
        channel: 0,
        area: 0,
        code: outcome % 2,
        natures: [false; 3],
        due: None,
    }
}

fn late_ones(met: usize, missed: usize) -> Vec<Row> {
    let of = |kept| move |_| closed("2017-08-01", 0, kept);
    (0..met).map(of(Kept::Met)).chain((0..missed).map(of(Kept::Missed))).collect()
}

fn of(rows: &[Row], header: Header, procedure: &Procedure) -> Report {
    let period = period("2017-18-Q2");
    report(&facts_of(rows, &period), procedure, calendar(), &period, header).unwrap()
}

fn everything(change: impl Fn(&mut redress_domain::procedure::Report)) -> Procedure {
    spso_with(|report| {
        report.sections.clear();
        report.timescale_columns.clear();
        change(report);
    })
}

fn known_up_to(as_of: &str, first_case: Option<Date>) -> Header {
    Header { first_case, ..header(date(as_of)) }
}

fn table<'d>(document: &'d Document, caption: &str) -> &'d Table {
    tables(document).into_iter().find(|table| table.caption().contains(caption)).unwrap()
}

fn says(document: &Document, words: &str) -> bool {
    format!("{document:?}").contains(words)
}

/// R111
#[test]
fn the_sentence_of_the_timescales_agrees_with_their_numbers() {
    let told =
        |met, missed| of(&late_ones(met, missed), known_up_to("2018-01-01", None), &everything(|_| ())).late_sentence;
    assert_eq!(told(0, 0), "Nothing was closed in the period.");
    assert_eq!(told(1, 0), "Of those closed, every timescale was met.");
    assert!(told(9, 1).starts_with("With the exception of one case, every timescale of those closed was met."));
    assert!(told(9, 2).starts_with("With the exception of 2 cases, every timescale of those closed was met."));
    assert_eq!(told(84, 52), "84 of the 136 closed met their timescale, and 52 did not.");
    assert!(told(1, 2).starts_with("1 of the 3 closed met its timescale, and 2 did not."));
    assert!(told(0, 2).starts_with("Of those closed, no timescale was met."));
}

/// R85
#[test]
fn periods_before_the_first_case_have_no_figures_and_no_noughts() {
    let first = Some(date("2017-05-09"));
    let report = of(&late_ones(3, 1), known_up_to("2018-01-01", first), &everything(|_| ()));
    let document = report_document(&report);
    let trend = table(&document, "Total, period by period");
    assert_eq!(trend.rows().len(), 8);
    for (row, cells) in trend.rows().iter().zip(rows(trend)) {
        let name = row.header().value.printed().into_owned();
        let is_before = !["Quarter 1 of 2017-18", "Quarter 2 of 2017-18"].contains(&name.as_str());
        assert_eq!(is_before, cells.iter().all(|cell| cell == "–"), "{name}: {cells:?}");
    }
    assert_eq!(
        trend.notes().last().unwrap(),
        "The register begins in May 2017: of the periods before there are no figures."
    );
    assert!(trend.columns().contains(&"Extended".to_owned()));
    let lines = report.lines();
    let of_trend = lines.iter().filter(|line| line.table == "trend" && line.measure.starts_with("2016-17"));
    assert!(of_trend.clone().count() > 0 && of_trend.clone().all(|line| line.value.is_empty()));
}

#[test]
fn a_period_that_is_not_over_says_so_with_its_day() {
    let procedure = everything(|_| ());
    let running = report_document(&of(&late_ones(3, 1), known_up_to("2017-08-20", None), &procedure));
    assert!(
        says(&running, "Open so far, on Sunday 20 August 2017")
            && says(&running, "open so far, on Sunday 20 August 2017.")
    );
    let at_the_end = |document: &Document| {
        tables(document).iter().any(|table| table.columns().contains(&"Open at the end".to_owned()))
    };
    assert!(!at_the_end(&running) && !says(&running, "closed = 0 open at the end."));
    assert!(says(&running, "Not published: figures as known on Sunday 20 August 2017"));
    let over = report_document(&of(&late_ones(3, 1), known_up_to("2017-10-20", None), &procedure));
    assert!(at_the_end(&over) && says(&over, "closed = 0 open at the end.") && !says(&over, "so far"));
}

/// What was not upheld says nothing of what goes wrong: "quality" is named oftener and upheld less.
#[test]
fn the_chart_of_causes_counts_what_was_upheld() {
    let mut all = late_ones(3, 0);
    all.extend([1, 3, 3, 3, 3].map(|outcome| closed("2017-08-02", outcome, Kept::Met)));
    let document = report_document(&of(&all, known_up_to("2018-01-01", None), &everything(|_| ())));
    let chart = table(&document, "Upheld or partly upheld by cause");
    let named: Vec<String> = chart.rows().iter().map(|row| row.header().value.printed().into_owned()).collect();
    assert_eq!(rows(chart).iter().map(|row| row[0].clone()).collect::<Vec<_>>(), ["3", "1"]);
    assert!(named[0].to_lowercase().contains("delay"), "{named:?}");
}

/// R86
#[test]
fn what_complaints_were_about_is_a_section_where_it_is_said_and_says_why_its_rows_exceed_the_total() {
    let about = |natures| Row { natures, ..closed("2017-08-01", 0, Kept::Met) };
    let of = |rows: &[Row]| report_document(&of(rows, known_up_to("2018-01-01", None), &everything(|_| ())));
    let both = [true, true, false];
    let document = of(&[about(both), about(both), about([false; 3])]);
    let natures = table(&document, "By what they were about");
    let named: Vec<String> = natures.rows().iter().map(|row| row.header().value.printed().into_owned()).collect();
    assert_eq!(named, ["late", "rude", "Not stated"]);
    assert_eq!(rows(natures).iter().map(|row| row[1].clone()).collect::<Vec<_>>(), ["2", "2", "1"]);
    let heading = SectionId::Natures.label();
    assert!(natures.notes()[0].contains("counted under each, so the rows may add up to more than the total"));
    assert!(document.sections.iter().any(|section| section.heading == heading));
    let none = of(&late_ones(3, 1));
    assert!(!none.sections.iter().any(|section| section.heading == heading) && !says(&none, "counted under each"));
}

/// R109: what a new version changes is told in the words of the report
#[test]
fn what_changed_is_told_by_name() {
    let procedure = everything(|_| ());
    let of = |rows: &[Row]| of(rows, known_up_to("2018-01-01", None), &procedure);
    let (before, mut after) = (of(&late_ones(3, 1)), of(&late_ones(5, 0)));
    after.texts.insert(SectionId::Volumes, "Four came in August.".to_owned());
    let changes = differences(&before, &after);
    let issued_on = date("2018-01-02");
    let (reason, author) = (Some("Counted again.".to_owned()), "Ann Lee".to_owned());
    let (post, approved_by, superseded_by) = (None, None, None);
    after.issue = Some(Issue { version: 2, reason, author, post, issued_on, approved_by, changes, superseded_by });
    let document = report_document(&after);
    let told: Vec<String> =
        table(&document, "What changed").rows().iter().map(|row| row.header().value.printed().into_owned()).collect();
    for wanted in [
        "Text of the section, Received and closed",
        "Received and closed, Stage 1 - Frontline resolution: closed",
        "Month by month, Total: August 2017, closed",
        "About the report: timescales kept",
    ] {
        assert!(told.iter().any(|one| one == wanted), "{wanted} in {told:#?}");
    }
    assert!(
        !told.iter().any(|one| one.contains('_') || one.contains("2017-18-Q") && !one.contains("received 2017-18-Q")),
        "{told:#?}"
    );
}

#[test]
fn a_chart_says_how_its_target_is_kept_and_where_limits_start_anew() {
    let months = |index: u32| plus_months(date("2015-10-15"), index);
    let many: Vec<Row> = (0..24)
        .flat_map(|month| {
            (0..60).map(move |at| Row {
                received: months(month),
                closed: Some(months(month)),
                ..closed("2017-08-01", 2, if at < 12 { Kept::Missed } else { Kept::Met })
            })
        })
        .collect();
    let procedure = everything(|report| {
        report.spc = Spc { rebase: vec![date("2016-09-01")], in_time_target: Some(99), ..Spc::default() }
    });
    let document = report_document(&of(&many, known_up_to("2018-01-01", Some(months(0))), &procedure));
    assert!(says(&document, "The target of 99% will be missed every month unless something changes."));
    assert!(says(&document, "The limits start anew in Sep 2016."));
}

/// In pages of the application the table of a chart is folded away; in a file it is there at once.
#[test]
fn the_table_of_a_chart_is_folded_only_in_pages_of_the_application() {
    let document = report_document(&of(&late_ones(3, 1), known_up_to("2018-01-01", None), &everything(|_| ())));
    let charts = blocks(&document.sections).iter().filter(|block| matches!(block, Block::Figure(_))).count();
    assert!(charts > 2);
    assert_eq!(to_html_fragment(&document).matches("<details").count(), charts);
    assert_eq!(to_html(&document).matches("<details").count(), 0);
}
