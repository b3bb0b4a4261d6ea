//! The public edition of a register planted with names and references holds none of them, in any format.

use redress_documents::document::{to_html, to_xlsx};
use redress_documents::{report_csv, report_document};
use redress_domain::statistics::{Edition, Report, public};

use crate::raw::{period, report_of, spso, spso_with};
use crate::readers::{PdfFile, sheets};
use crate::sample;

/// The sample register, a name planted in every text that somebody typed.
fn planted() -> Report {
    let register = std::str::from_utf8(sample::SAMPLE).unwrap();
    let mut cases = sample::cases(register.as_bytes());
    for case in &mut cases {
        case.summary = Some("Wilhelmina Summary".to_owned());
        case.outcome_wanted = Some("Wilhelmina Wanted".to_owned());
        for handling in &mut case.handlings {
            handling.handled_by = vec!["Wilhelmina Handler".to_owned()];
            let name = |what: &str| Some(format!("Wilhelmina {what} of {}", case.reference));
            handling.finding = name("Finding");
            handling.explanation = name("Explanation");
            handling.action_taken = name("Action");
            handling.learning = name("Learning");
        }
    }
    let period = period("2017-18-Q2");
    report_of(&sample::facts_of(&cases, spso(), &period), &spso_with(|report| report.sections.clear()), &period)
}

/// Everything a reader of any format can see.
fn every_text(report: &Report) -> Vec<(&'static str, String)> {
    let document = report_document(report);
    let mut csv = Vec::new();
    report_csv(report, &mut csv).unwrap();
    assert!(!to_xlsx(&document).unwrap().is_empty());
    vec![
        ("HTML", to_html(&document)),
        ("PDF", PdfFile::of(&document).text()),
        ("XLSX", format!("{:?}", sheets(&document))),
        ("CSV", String::from_utf8(csv).unwrap()),
        ("JSON", serde_json::to_string(report).unwrap()),
    ]
}

/// R103, R110
#[test]
fn no_name_and_no_reference_of_the_register_is_in_the_public_edition() {
    let internal = planted();
    let references: Vec<String> = sample::cases(sample::SAMPLE).into_iter().map(|case| case.reference).collect();
    for (format, text) in every_text(&internal) {
        assert!(text.contains("Wilhelmina Finding") && text.contains("201604178"), "planted in {format}");
    }
    let public = public(internal, &Default::default(), &[]).unwrap();
    assert_eq!(public.edition, Edition::Public);
    for (format, text) in every_text(&public) {
        assert!(!text.contains("Wilhelmina"), "{format}");
        for reference in &references {
            assert!(!text.contains(reference), "{reference} in {format}");
        }
        if ["HTML", "PDF"].contains(&format) {
            assert!(text.contains("Texts that are not released"), "{format} says that texts are kept back");
        }
    }
}

/// R103, R110
#[test]
fn a_text_that_was_released_is_told_without_the_reference() {
    let internal = planted();
    let told = internal.narratives[0].clone();
    let texts = redress_domain::statistics::NarrativeTexts {
        finding: Some(format!("A letter about {} was wrong", told.reference)),
        learning: Some("Letters are read by a second person".to_owned()),
        ..Default::default()
    };
    let released = [((told.reference.clone(), told.row), texts)].into_iter().collect();
    let public = public(internal, &released, &[]).unwrap();
    let text = PdfFile::of(&report_document(&public)).text();
    assert!(
        text.contains("A letter about Case 1 was wrong") && text.contains("Letters are read by a second person"),
        "{text}"
    );
    assert!(text.contains("1 of the 2 that were upheld are told here"), "{text}");
}
